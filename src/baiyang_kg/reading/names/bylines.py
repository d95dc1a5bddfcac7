"""Who signs a piece of text: personal names in bylines and signatures, parted by white space or commas.

White space tells words apart only in a text that has it between words alone; of that too the page says here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.reading.names.lexicon import NameLexicon
    from baiyang_kg.reading.page.text import Text
    from baiyang_kg.reading.page.words import Words

_FEW_GAPS = 2  # one alone says nothing
_MEANT = 0.75  # share of it that stands between words where it was
_BYLINE = re.compile(
    r"(?:记者|通讯员|实习生|编辑|责编|校对|审核|初审|终审|一审|二审|三审|监制|作者|摄影|供稿|中心|■)[：|/丨]?"
)
_SIGNATURE = re.compile(r"[（\n]([一-鿿·、]{2,20})[）\n]")
_HAN_NAME = re.compile("[一-鿿·]{2,4}")


def find_signatures(text: Text, lexicon: NameLexicon) -> Iterator[tuple[int, int]]:
    """Yield the spans of personal names in bylines: 记者 姚冲, ■何雨珍 彭爽, （刘小义 陈静）."""
    for match in _BYLINE.finditer(text.chars):
        if match.group() != "中心" or match.end() in text.blanks:
            yield from _signed_pieces(text, match.end(), match.end() + 16, lexicon)
    for match in _SIGNATURE.finditer(text.chars):
        start, end = match.span(1)
        pieces = list(_signed_pieces(text, start, end, lexicon))
        if pieces and pieces[-1][1] == end and (len(pieces) > 1 or match.group()[0] == "（"):
            yield from pieces


def _signed_pieces(text: Text, start: int, end: int, lexicon: NameLexicon) -> Iterator[tuple[int, int]]:
    """Yield the personal names at the beginning of a signature, parted by blanks or commas."""
    chars = text.chars
    byline = _BYLINE.search(chars, start, end)
    end = byline.start() if byline else min(end, len(chars))
    while start < end:
        stop = start
        while stop < end and (stop == start or stop not in text.blanks) and "一" <= chars[stop] <= "鿿":
            stop += 1
        if not (_HAN_NAME.fullmatch(chars, start, stop) and is_personal(chars[start:stop], lexicon)):
            return
        yield start, stop
        start = stop + 1 if stop < end and chars[stop] == "、" else stop
        if start == stop and start not in text.blanks:
            return


def is_personal(name: str, lexicon: NameLexicon) -> bool:
    """Say whether `name` has the form of a Chinese personal name: a family name and one or two characters."""
    if name in lexicon.common or name in lexicon.known or name in lexicon.classes:
        return False
    family = 2 if name[:2] in lexicon.surnames else 1 if name[0] in lexicon.surnames else 0
    return bool(family) and 1 <= len(name) - family <= 2


def find_gaps(text: Text, words: Words) -> frozenset[int]:
    """Return where white space parts what is written without it, in a text that has it between words alone.

    Papers part so what they list without commas, and reporters from their papers. In the text layers of page
    images white space stands anywhere, inside words too, and says nothing.
    """
    chars = text.chars
    gaps = [
        place
        for place in text.blanks
        if 0 < place < len(chars)
        and "一" <= chars[place - 1] <= "鿿"
        and "一" <= chars[place] <= "鿿"
        and not text.ends_line(place)
    ]
    between = [place for place in gaps if words.is_boundary(place)]
    meant = len(gaps) >= _FEW_GAPS and len(between) >= _MEANT * len(gaps)
    return frozenset(between if meant else ())

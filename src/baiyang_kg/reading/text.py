"""The characters that the reader sees, each with its place in the archived report.

`Text.chars` is the repaired report: full-width letters and digits made half-width, punctuation made one
kind, blanks inside Chinese dropped, lines joined to blocks. The offset map is built while normalising, never
recovered afterwards: every kept character knows the raw characters it stands for, so the map is exact and
monotone. There is no Unicode compatibility normalisation (NFKC turns ① into 1 and ½ into three characters).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from baiyang_kg.reading.markup import HTML_LINE_END, LINE_END, find_marks, find_references, looks_like_html
from baiyang_kg.reading.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

HAN = "㐀-䶿一-鿿豈-﫿〇"
_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile(r"[A-Za-z0-9]")

# One form for each character. Punctuation becomes the full-width form that Chinese prints, so that labels
# look as a Chinese reader expects; `_between_digits` keeps 1,234.5 and 10:30 and 0.9:1 as numbers.
_SAME = {chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)} | {
    "．": ".", "﹒": ".", "·": "·", "•": "·", "∶": ":", "︰": ":", "﹕": ":", "﹐": ",", "﹔": ";", "﹪": "%",
    "﹣": "-", "﹢": "+", "－": "-", "‐": "-", "‑": "-", "‒": "–", "―": "—", "─": "—", "━": "—",
    "～": "~", "∼": "~", "〜": "~", "〔": "(", "〕": ")", "﹙": "(", "﹚": ")",
    "「": "“", "」": "”", "『": "“", "』": "”", "〝": "“", "〞": "”", "＂": '"',
    "‘": "‘", "’": "’", "‟": "“", "″": '"', "…": "…", "⋯": "…", "㎡": "㎡", "％": "%",
}  # fmt: skip
_PRINTED = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"}
_BLANK = frozenset(" \t\u00a0\u3000\u2002\u2003\u2009\u200a\u202f\u205f\u1680\x0b\x0c") | frozenset(
    chr(c) for c in range(0x2000, 0x200B)
)
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\ufffc") | frozenset(
    chr(c) for c in (*range(9), *range(14, 32), 127)
)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One kept character and the raw characters it stands for."""

    char: str
    start: int
    end: int
    blank_before: bool = False  # white space was dropped between the glyph before and this one


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (level 0) or a heading (level 1 is the largest) as a span of `Text.chars`."""

    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """A repaired report with its offset map; spans here count `chars`."""

    raw: str
    chars: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    blanks: frozenset[int]  # places in `chars` before which white space was dropped
    cuts: frozenset[int]  # places in `chars` before which text of the source is lost
    joins: frozenset[int]  # places in `chars` where a block goes on behind a column break
    blocks: tuple[Block, ...]

    def raw_span(self, start: int, end: int) -> Span:
        """Return the raw span that `chars[start:end]` was made from; `start < end`."""
        return Span(self.starts[start], self.ends[end - 1])

    def is_cut(self, start: int, end: int) -> bool:
        """Say whether text is lost inside, just before or just behind the span."""
        return any(place in self.cuts for place in range(start, end + 1))


def find_lines(raw: str) -> Iterator[Span]:
    """Yield the spans of the lines of `raw`, without their ends; every kind of line end counts."""
    ends = HTML_LINE_END if looks_like_html(raw) else LINE_END
    start = 0
    for end in ends.finditer(raw):
        yield Span(start, end.start())
        start = end.end()
    yield Span(start, len(raw))


def normalise(raw: str, start: int, end: int, *, html: bool) -> list[Glyph]:
    """Return the glyphs of `raw[start:end]`, a piece without line ends.

    White space is dropped beside Chinese characters and punctuation, where print has none, and between
    digits, where the source has split one number; between Latin words one blank stays.
    """
    marks = (find_marks if html else find_references)(raw, start, end) if "&" in raw or html else {}
    glyphs: list[Glyph] = []
    blank = False
    place = start
    while place < end:
        stop, char = marks.get(place, (place + 1, raw[place]))
        if char in _BLANK or not char:
            blank = blank or bool(char)
        elif char not in _INVISIBLE:
            char = _SAME.get(char, char)
            if blank and glyphs and _keeps_blank(glyphs[-1].char, char):
                glyphs.append(Glyph(" ", place - 1, place))
                blank = False
            glyphs.append(Glyph(char, place, stop, blank))
            blank = False
        place = stop
    return glyphs


def _keeps_blank(left: str, right: str) -> bool:
    latin = _LATIN.match(left) and _LATIN.match(right)
    return bool(latin) and not (left.isdigit() and right.isdigit())


def print_punctuation(glyphs: list[Glyph]) -> list[Glyph]:
    """Return the glyphs with the punctuation that Chinese prints; between digits it stays as it is."""
    printed = []
    for place, glyph in enumerate(glyphs):
        char = _PRINTED.get(glyph.char)
        if char is None or (glyph.char in ",:" and _between_digits(glyphs, place)):
            printed.append(glyph)
        else:
            printed.append(Glyph(char, glyph.start, glyph.end, glyph.blank_before))
    return printed


def _between_digits(glyphs: list[Glyph], place: int) -> bool:
    """Tell 1,234 and 10:30 from 5,6: a comma of a number is followed by exactly three digits."""
    if not 0 < place < len(glyphs) - 1 or not glyphs[place - 1].char.isdigit():
        return False
    ahead = "".join(g.char for g in glyphs[place + 1 : place + 5])
    if glyphs[place].char == ":":
        return ahead[:1].isdigit()
    return ahead[:3].isdigit() and len(ahead) >= 3 and not ahead[3:].isdigit()


def is_han(char: str) -> bool:
    """Say whether `char` is a Chinese character."""
    return bool(_HAN.match(char))

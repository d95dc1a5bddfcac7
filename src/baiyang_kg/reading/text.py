"""The characters that the reader sees, each with its place in the archived report.

`Text.chars` is the repaired report: full-width letters and digits made half-width, punctuation made one
kind, blanks inside Chinese dropped, lines joined to blocks. The offset map is built while normalising, never
recovered afterwards: every kept character knows the raw characters it stands for, so the map is exact and
monotone. There is no Unicode compatibility normalisation (NFKC turns ① into 1 and ½ into three characters).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from baiyang_kg.reading.markup import find_line_ends, find_marks
from baiyang_kg.reading.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

HAN = "㐀-䶿一-鿿豈-﫿〇"
_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile(r"[A-Za-z0-9]")
_DIGITS = frozenset("0123456789")
_FOUR_DIGITS = re.compile("[0-9０-９]{4}")

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
# A line end stands inside a line only where a reference wrote it.
_BLANK = frozenset(" \t\n\v\f\r\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000") | frozenset(
    map(chr, range(0x2000, 0x200B))
)
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\ufffc") | frozenset(
    map(chr, (*range(9), *range(14, 32), 127, *range(0xD800, 0xE000)))  # surrogates are half characters
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
    cuts: tuple[int, ...]  # places in `chars` before which text of the source is lost, in order
    joins: tuple[int, ...]  # places in `chars` where a block goes on behind a column break, in order
    blocks: tuple[Block, ...]

    def raw_span(self, start: int, end: int) -> Span:
        """Return the raw span that `chars[start:end]` was made from; `start < end`."""
        return Span(self.starts[start], self.ends[end - 1])

    def is_cut(self, start: int, end: int) -> bool:
        """Say whether text is lost inside, just before or just behind the span."""
        after = bisect_left(self.cuts, start)
        return after < len(self.cuts) and self.cuts[after] <= end

    def find_unprinted(self) -> Iterator[Span]:
        """Yield the raw spans that print nothing as they stand: markup, and references to characters."""
        edge = 0
        for start, end in zip(self.starts, self.ends, strict=True):
            if start > edge:
                yield Span(edge, start)
            if end > start + 1:
                yield Span(start, end)
            edge = end
        if edge < len(self.raw):
            yield Span(edge, len(self.raw))


def find_lines(raw: str, *, html: bool) -> Iterator[Span]:
    """Yield the spans of the lines of `raw`, without what ends them."""
    start = 0
    for end in find_line_ends(raw, html=html):
        yield Span(start, end.start)
        start = end.end
    yield Span(start, len(raw))


def normalise(raw: str, start: int, end: int, *, html: bool) -> list[Glyph]:
    """Return the glyphs of `raw[start:end]`, a piece without line ends.

    White space is dropped beside Chinese characters and punctuation, where print has none, and between
    digits, where the source has split one number; between Latin words, and between two numbers, one stays.
    """
    marks = find_marks(raw, start, end, html=html) if html or "&" in raw else {}
    glyphs: list[Glyph] = []
    blank: Span | None = None
    place = start
    while place < end:
        stop, char = marks.get(place, (place + 1, raw[place]))
        if char in _BLANK:
            blank = blank or Span(place, stop)
        elif char and char not in _INVISIBLE:
            char = _SAME.get(char, char)
            if blank and glyphs and _keeps_blank(raw, glyphs[-1], char, place):
                glyphs.append(Glyph(" ", *blank))
                blank = None
            glyphs.append(Glyph(char, place, stop, blank is not None))
            blank = None
        place = stop
    return glyphs


def _keeps_blank(raw: str, left: Glyph, right: str, place: int) -> bool:
    """Say whether the blank between `left` and the character `right` at `place` of `raw` is print."""
    if not (_LATIN.match(left.char) and _LATIN.match(right)):
        return False
    if not (left.char.isdigit() and right.isdigit()):
        return True
    # 8 9 8 and 36.5 9 are one number each; two years, two telephones are two.
    return bool(_FOUR_DIGITS.match(raw, place) and _FOUR_DIGITS.match(raw, max(0, left.end - 4), left.end))


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
    if not place or glyphs[place - 1].char not in _DIGITS:
        return False
    ahead = [glyph.char in _DIGITS for glyph in glyphs[place + 1 : place + 5]]
    if glyphs[place].char == ":":
        return ahead[:1] == [True]
    return ahead[:3] == [True, True, True] and ahead[3:] != [True]


def is_han(char: str) -> bool:
    """Say whether `char` is a Chinese character."""
    return bool(_HAN.match(char))

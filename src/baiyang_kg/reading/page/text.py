"""The characters that the reader sees, each with its place in the archived report.

`Text.chars` is the repaired report: full-width letters and digits made half-width, punctuation made one
kind, blanks inside Chinese dropped, lines joined to blocks. The offset map is built while normalising, never
recovered afterwards: every kept character knows the raw characters it stands for, so the map is exact and
monotone. There is no Unicode compatibility normalisation (NFKC turns ① into 1 and ½ into three characters).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from string import ascii_letters, digits
from typing import TYPE_CHECKING

from baiyang_kg.reading.model import Span, span_of
from baiyang_kg.reading.page.markup import find_line_ends, find_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

HAN = "㐀-䶿一-鿿豈-﫿〇"
_HAN = re.compile(f"[{HAN}]")
_LATIN = frozenset(ascii_letters + digits)
_TWO_DIGITS = re.compile("[0-9０-９]{2}")

# One form for each character. Punctuation becomes the full-width form that Chinese prints, so that labels
# look as a Chinese reader expects; 1,234.5 and 10:30 and 0.9:1 stay numbers (`_TO_PRINT`).
_SAME = str.maketrans({chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)} | {
    "．": ".", "﹒": ".", "·": "·", "•": "·", "∶": ":", "︰": ":", "﹕": ":", "﹐": ",", "﹔": ";", "﹪": "%",
    "﹣": "-", "﹢": "+", "－": "-", "‐": "-", "‑": "-", "‒": "–", "―": "—", "─": "—", "━": "—",
    "～": "~", "∼": "~", "〜": "~", "〔": "(", "〕": ")", "﹙": "(", "﹚": ")",
    "「": "“", "」": "”", "『": "“", "』": "”", "〝": "“", "〞": "”", "＂": '"',
    "‘": "‘", "’": "’", "‟": "“", "″": '"', "…": "…", "⋯": "…", "㎡": "㎡", "％": "%",
})  # fmt: skip
_OTHER_FORMS = re.compile(f"[{re.escape(''.join(map(chr, _SAME)))}]+")
_PRINTED = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"}
# A comma of a number is followed by exactly three digits: 1,234 but 5,6.
_TO_PRINT = re.compile("[;()?!,:](?:(?<=[;()?!])|(?<![0-9].)|(?<=,)(?![0-9]{3}(?![0-9]))|(?<=:)(?![0-9]))")
_IN_NUMBER = re.compile("[,:](?<=[0-9].)(?:(?<=,)[0-9]{3}(?![0-9])|(?<=:)[0-9])")  # what stays as it is
# A line end stands inside a line only where a reference wrote it.
_BLANK = frozenset(" \t\n\v\f\r\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000") | frozenset(
    map(chr, range(0x2000, 0x200B))
)
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\ufffc") | frozenset(
    map(chr, (*range(9), *range(14, 32), 127, *range(0xD800, 0xE000)))  # surrogates are half characters
)
_PRINT = re.compile(f"[^{re.escape(''.join(sorted(_BLANK | _INVISIBLE)))}]+")


@dataclass(slots=True)
class Glyphs:
    """Kept characters in order, run by run, and the raw characters that each stands for as parallel lists."""

    runs: list[str] = field(default_factory=list)  # of at least one character
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    blanks: list[int] = field(default_factory=list)  # indices before which white space was dropped

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def chars(self) -> str:
        """All characters."""
        return "".join(self.runs)

    def first(self, count: int) -> str:
        """Return the first characters, so many."""
        return "".join([run[:count] for run in self.runs[:count]])[:count]

    def last(self, count: int) -> str:
        """Return the last characters, so many."""
        return "".join([run[-count:] for run in self.runs[-count:]])[-count:]

    def add(self, char: str, start: int, end: int) -> None:
        """Append one character that stands for `raw[start:end]`."""
        self.runs.append(char)
        self.starts.append(start)
        self.ends.append(end)

    def add_run(self, chars: str, start: int) -> None:
        """Append characters that each stand for one character of the source, from `start` on."""
        places = [*range(start, start + len(chars) + 1)]
        self.runs.append(chars)
        self.ends += places[1:]
        places.pop()
        self.starts += places

    def extend(self, other: Glyphs) -> None:
        """Append all of `other`."""
        if other.blanks:
            self.blanks += [len(self) + place for place in other.blanks]
        self.runs += other.runs
        self.starts += other.starts
        self.ends += other.ends

    def behind(self, count: int) -> Glyphs:
        """Return the glyphs without the first `count`."""
        blanks = [place - count for place in self.blanks if place >= count]
        return Glyphs([self.chars[count:]], self.starts[count:], self.ends[count:], blanks)


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
    pages: tuple[Span, ...] = ()  # raw spans of the numbers of pages, which are left out of `chars`

    def raw_span(self, start: int, end: int) -> Span:
        """Return the raw span that `chars[start:end]` was made from; `start < end`."""
        return span_of((self.starts[start], self.ends[end - 1]))

    def is_cut(self, start: int, end: int) -> bool:
        """Say whether text is lost inside, just before or just behind the span."""
        after = bisect_left(self.cuts, start)
        return after < len(self.cuts) and self.cuts[after] <= end

    def ends_line(self, place: int) -> bool:
        """Say whether a line of the source ends right before `place` of `chars`."""
        if not 0 < place < len(self.chars):
            return True
        return "\n" in self.raw[self.ends[place - 1] : self.ends[place]]

    def find_unprinted(self, start: int, end: int) -> Iterator[Span]:
        """Yield what of `raw[start:end]` is no print as it stands: markup, and references to characters."""
        edge = start
        for glyph in range(bisect_right(self.ends, start), bisect_left(self.starts, end)):
            first, last = max(self.starts[glyph], start), min(self.ends[glyph], end)
            if first > edge:
                yield Span(edge, first)
            if self.ends[glyph] > self.starts[glyph] + 1:
                yield Span(first, last)
            edge = last
        if edge < end:
            yield Span(edge, end)


def find_lines(raw: str, *, html: bool) -> Iterator[Span]:
    """Yield the spans of the lines of `raw`, without what ends them."""
    start = 0
    for end in find_line_ends(raw, html=html):
        yield span_of((start, end.start))
        start = end.end
    yield span_of((start, len(raw)))


def normalise(raw: str, start: int, end: int, *, html: bool) -> Glyphs:
    """Return the glyphs of `raw[start:end]`, a piece without line ends.

    White space is dropped beside Chinese characters and punctuation, where print has none, and between
    digits, where the source has split one number; between Latin words, and between two numbers, one stays.
    """
    if not html and raw.find("&", start, end) < 0:
        return _normalise_plain(raw, start, end)
    marks = find_marks(raw, start, end, html=html)
    stops = [*sorted(marks), end]
    glyphs = Glyphs()
    blank: Span | None = None
    place = start
    while place < end:
        if place in marks:
            stop, chars = marks[place]
        else:
            run = _PRINT.match(raw, place, stops[bisect_left(stops, place)])
            stop = run.end() if run else place + 1
            chars = raw[place:stop]
        if chars in _BLANK:
            blank = blank or Span(place, stop)
        elif chars and chars not in _INVISIBLE:
            chars = _one_form(chars)
            if blank:
                _set_apart(raw, glyphs, blank, chars[0], place)
                blank = None
            if place in marks:
                glyphs.add(chars, place, stop)
            else:
                glyphs.add_run(chars, place)
        place = stop
    return glyphs


def _normalise_plain(raw: str, start: int, end: int) -> Glyphs:
    """Return the same of a piece without marks, run by run of what is print."""
    chars, glyphs, reached = _one_form(raw[start:end]), Glyphs(), start
    for run in _PRINT.finditer(raw, start, end):
        place, stop = run.span()
        if place > reached:
            blank = reached
            while blank < place and raw[blank] not in _BLANK:
                blank += 1
            if blank < place:
                _set_apart(raw, glyphs, span_of((blank, blank + 1)), chars[place - start], place)
        glyphs.add_run(chars[place - start : stop - start], place)
        reached = stop
    return glyphs


def _one_form(chars: str) -> str:
    """Return `chars` with one form for each character, one for one."""
    return _OTHER_FORMS.sub(lambda forms: forms[0].translate(_SAME), chars)


def _set_apart(raw: str, glyphs: Glyphs, blank: Span, right: str, place: int) -> None:
    """Keep the blank before the character `right` at `place` of `raw`, or note that it is dropped."""
    if right in _LATIN and glyphs.runs and _keeps_blank(raw, glyphs, right, place):
        glyphs.add(" ", *blank)
    else:
        glyphs.blanks.append(len(glyphs))


def _keeps_blank(raw: str, glyphs: Glyphs, right: str, place: int) -> bool:
    """Say whether the blank between the last glyph and the character `right` at `place` of `raw` is print."""
    left, end = glyphs.runs[-1][-1], glyphs.ends[-1]
    if left not in _LATIN:
        return False
    if not (left.isdigit() and right.isdigit()):
        return True
    # 8 9 8 and 36.5 9 are one number each; two years, a day and its hour, the cells of a table are two.
    return bool(_TWO_DIGITS.match(raw, place) and _TWO_DIGITS.match(raw, max(0, end - 2), end))


def print_punctuation(chars: str) -> str:
    """Return `chars` with the punctuation that Chinese prints; inside a number it stays as it is."""
    if _IN_NUMBER.search(chars):
        return _TO_PRINT.sub(lambda mark: _PRINTED[mark[0]], chars)
    for mark, printed in _PRINTED.items():  # which is faster, and most lines have no such number
        chars = chars.replace(mark, printed)
    return chars


def is_han(char: str) -> bool:
    """Say whether `char` is a Chinese character."""
    return bool(_HAN.match(char))

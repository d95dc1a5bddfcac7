"""From raw lines to blocks: which line ends are only print, which end a paragraph, where text is lost.

A line end inside a sentence means nothing, wherever a printer puts it. A blank line ends a paragraph unless
a word or a quotation runs on behind it (a column break). A block that stops in the middle of a sentence is a
fragment: what followed is lost, and the place is marked as a cut. Lost text is listed, never guessed.
The number of a page in a line of its own is no text, nor is a running head: the lines around them stand as if
they were not there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from baiyang_kg.reading.model import Span
from baiyang_kg.reading.page.markup import looks_like_html
from baiyang_kg.reading.page.quotes import pair_quotes
from baiyang_kg.reading.page.running_heads import LONGEST_HEAD, Line, find_running_heads
from baiyang_kg.reading.page.text import Block, Glyphs, Text, find_lines, normalise, print_punctuation
from baiyang_kg.reading.page.words import spans_words

if TYPE_CHECKING:
    from rjieba import Jieba

_MARKUP = re.compile(r"[>#*•●◆■□▲△★☆\s-]+(?=[^\d\s])|>\s*")
_HEADING_MARK = re.compile("##|#[^#]")  # 3\n#楼 is a number in two lines
_NUMBERED = (
    (1, re.compile(r"第?[一二三四五六七八九十]{1,3}(?:、|部分)|[ⅠⅡⅢⅣⅤ]、?")),
    (2, re.compile(r"（[一二三四五六七八九十]{1,3}）、?")),
    (3, re.compile(r"\d{1,2}[、．](?!\d)|\d{1,2}\.(?!\d)|（\d{1,2}）")),
)
_PAGE_NUMBER = re.compile(
    r"第[0-9]{1,4}页(?:[，、/]?共[0-9]{1,4}页)?|(?P<dash>[-–—~·])(?:(?P=dash)?[0-9]{1,4}(?P=dash){1,2})"
    r"|(?P<bare>[0-9]{1,3})"
)
_LONGEST_PAGE_NUMBER = 12  # glyphs: 第1234页，共1234页
_IN_NUMERALS = frozenset("0123456789.,+-–—~:∶/%〇零一二两三四五六七八九十百千万亿第分之年月日至")
_TERMINAL = frozenset("。！？；：…”）》.!?;:")
_RUNS_ON = frozenset("，、—·")
_HEADING_LENGTH = 40  # characters of the longest heading without a mark of its own
_EDGE = 8  # glyphs that a line begins with, in which its number stands
_VIEW = _HEADING_LENGTH + 5  # glyphs at an edge that are looked at; punctuation is printed by its neighbours


@dataclass(slots=True)
class _Piece:
    """Glyphs that are to become one block."""

    glyphs: Glyphs
    level: int  # 0 paragraph, 1.. marked heading
    blank_lines: int  # between the piece before and this one
    mark: int  # leading glyphs that are a list mark if a paragraph begins with them
    is_torn: bool = False  # the number of a page stands before it, where one numeral could run across
    cut: bool = False  # text is lost behind it
    joins: list[int] = field(default_factory=list)  # places where it goes on behind blank lines
    straight_quotes: int = 0
    _head: str | None = None  # as they were last looked at
    _tail: str | None = None

    def __post_init__(self) -> None:
        self.straight_quotes = sum([run.count('"') for run in self.glyphs.runs])

    @property
    def head(self) -> str:
        """The characters that it begins with, as many as anything here looks at."""
        if self._head is None:
            self._head = print_punctuation(self.glyphs.first(self.mark + _VIEW)[self.mark :])
        return self._head

    @property
    def tail(self) -> str:
        """The characters that it ends with; all of them, if it may be a heading."""
        if self._tail is None:
            self._tail = print_punctuation(self.glyphs.last(_VIEW))
        return self._tail

    def drop_mark(self) -> None:
        """Take the list mark off."""
        if self.mark:
            self.glyphs, self.mark = self.glyphs.behind(self.mark), 0
            self._tail = None

    def append(self, line: _Piece) -> None:
        """Go on with a line."""
        if line.blank_lines:
            self.joins.append(len(self.glyphs))
        self.glyphs.extend(line.glyphs)
        self._head = self._tail = None
        self.straight_quotes += line.straight_quotes


def read_layout(raw: str, segmenter: Jieba) -> Text:
    """Return the repaired text of a report."""
    html = looks_like_html(raw)
    printed, heads = (_lines(raw), []) if html else _part_running_heads(_lines(raw))
    lines, pages = _part_page_numbers(printed, html=html)
    paragraphs = _unwrap(lines) if _is_wrapped(lines) else lines
    return _compose(raw, _join(paragraphs, segmenter), sorted(heads + pages))


def _lines(raw: str) -> list[_Piece]:
    lines, blank_lines = [], 0
    html = looks_like_html(raw)
    for start, end in find_lines(raw, html=html):
        mark = _MARKUP.match(raw, start, end)
        lead = mark[0] if mark else ""
        level = lead.count("#") if _HEADING_MARK.search(lead) else 0
        is_set_off = level > 0 or lead[-1:].isspace()
        glyphs = normalise(raw, start + len(lead) if is_set_off else start, end, html=html)
        bare = 0 if is_set_off else len("".join(lead.split()))
        if len(glyphs) > bare:
            lines.append(_Piece(glyphs, level, blank_lines, bare))
            blank_lines = 0
        else:
            blank_lines += 1
    return lines


def _part_running_heads(lines: list[_Piece]) -> tuple[list[_Piece], list[Span]]:
    """Part the lines of text from running heads and feet, with numbers of pages beside them.

    Where a page ends in the middle of a sentence, the sentence goes on behind it.
    """
    heads = find_running_heads([_as_line(line) for line in lines])
    if not heads:
        return lines, []
    text, spans, blank_lines, passed = list[_Piece](), list[Span](), 0, False
    for index, line in enumerate(lines):
        beside = index - 1 in heads or index + 1 in heads
        if index in heads or (beside and _page_number(line, html=False)):
            spans.append(Span(line.glyphs.starts[0], line.glyphs.ends[-1]))
            blank_lines, passed = blank_lines + line.blank_lines, True
            continue
        if passed:
            tail = text[-1].tail[-1] if text and not text[-1].level else "。"
            runs_on = tail not in _TERMINAL
            line.is_torn = runs_on and tail in _IN_NUMERALS and line.head[0] in _IN_NUMERALS
            line.blank_lines = 0 if runs_on else line.blank_lines + blank_lines
        blank_lines, passed = 0, False
        text.append(line)
    return text, spans


def _as_line(piece: _Piece) -> Line:
    glyphs, length = piece.glyphs, len(piece.glyphs)
    shown = glyphs.chars if length <= LONGEST_HEAD else glyphs.first(_EDGE) + glyphs.last(1)
    return Line(shown, length, piece.level > 0)


def _part_page_numbers(lines: list[_Piece], *, html: bool) -> tuple[list[_Piece], list[Span]]:
    """Part the lines of text from the numbers of pages; of these, return where they stand in the report."""
    forms = [_page_number(line, html=html) for line in lines]
    if not any(forms):
        return lines, []
    wrapped = _is_wrapped([line for line, form in zip(lines, forms, strict=True) if not form])
    text, pages, passed = list[_Piece](), list[Span](), list[_Piece]()
    for line, form, following in zip(lines, forms, [*lines[1:], None], strict=True):
        last = text[-1] if text else None
        if form and (not form["bare"] or _stands_apart(last, line, following, wrapped=wrapped)):
            pages.append(Span(line.glyphs.starts[0], line.glyphs.ends[-1]))
            passed.append(line)
        else:
            line.is_torn = bool(passed) and _may_part_numeral(last, line)
            line.blank_lines += sum(page.blank_lines for page in passed)
            text.append(line)
            passed = []
    return text, pages


def _page_number(line: _Piece, *, html: bool) -> re.Match[str] | None:
    """Return the form of a line that may be the number of a page; a bare one in a web page is a cell."""
    if line.level or len(line.glyphs) > _LONGEST_PAGE_NUMBER:
        return None
    form = _PAGE_NUMBER.fullmatch(line.tail)
    return None if form and form["bare"] and html else form


def _stands_apart(last: _Piece | None, line: _Piece, following: _Piece | None, *, wrapped: bool) -> bool:
    """Tell a bare number between paragraphs from one that print has broken out of a sentence."""
    ends = following is None or following.blank_lines > 0
    if last is None or line.blank_lines:
        return ends
    return (ends or not wrapped) and (last.level > 0 or last.tail[-1] in _TERMINAL - frozenset("：；:;"))


def _may_part_numeral(last: _Piece | None, line: _Piece) -> bool:
    """Say whether one numeral could run across; no record shall hold the number of a page."""
    return last is not None and (last.tail[-1] in _IN_NUMERALS or line.head[0] in _IN_NUMERALS)


def _is_wrapped(lines: list[_Piece]) -> bool:
    """Say whether paragraphs are parted by blank lines, so that a single line end is only print.

    Most lines are parted so, or hardly any of the others ends where a sentence does.
    """
    parted = sum(line.blank_lines > 0 for line in lines[1:])
    single = len(lines) - 1 - parted
    finished = sum(not line.blank_lines and last.tail[-1] in _TERMINAL for last, line in pairwise(lines))
    return parted >= single or (parted > 0 and finished * 4 <= single)


def _unwrap(lines: list[_Piece]) -> list[_Piece]:
    """Join the lines of each paragraph, where blank lines part the paragraphs."""
    paragraphs: list[_Piece] = []
    for line in lines:
        if paragraphs and not (line.blank_lines or line.is_torn or line.level or paragraphs[-1].level):
            paragraphs[-1].append(line)
        else:
            paragraphs.append(line)
    return paragraphs


def _join(lines: list[_Piece], segmenter: Jieba) -> list[_Piece]:
    """Join what goes on in the middle of a sentence, and settle what the pieces are."""
    pieces: list[_Piece] = []
    for line in lines:
        last = pieces[-1] if pieces else None
        line.drop_mark()
        if last is None or not _continues(last, line, segmenter):
            if last is not None and not last.level:
                _close(last, line)
            pieces.append(line)
        else:
            last.append(line)
    if pieces and not pieces[-1].level:
        _close(pieces[-1], None)
    return pieces


def _continues(last: _Piece, line: _Piece, segmenter: Jieba) -> bool:
    """Say whether `line` goes on in the middle of `last`."""
    if last.level or line.level or line.is_torn:
        return False
    tail, ahead = last.tail, line.head
    if tail[-1] in _TERMINAL and not _quote_is_open(last):
        return False
    if not line.blank_lines and (tail[-1] in _RUNS_ON or not _heading_level(last, ahead)):
        return True
    if tail[-1].isdigit() and ahead[0].isdigit():
        return False  # 二〇二三 may run on behind a column break; 2023 and 1. are a year and an item
    return spans_words(tail[-6:], ahead[:6], segmenter) or (_quote_is_open(last) and _quote_closes(ahead))


def _quote_is_open(piece: _Piece) -> bool:
    tail = piece.tail[-_HEADING_LENGTH:]
    if "“" in tail or "”" in tail:
        return tail.rfind("“") > tail.rfind("”")
    return piece.straight_quotes % 2 == 1 and '"' in tail


def _quote_closes(ahead: str) -> bool:
    """Say whether the first quotation mark of `ahead` closes one: little text, no stop before it."""
    place = min((p for p in (ahead.find('"'), ahead.find("”")) if p >= 0), default=-1)
    head = ahead[: max(place, 0)]
    return 0 < place <= 12 and not any(char in "，。；：、“" for char in head)


def _close(piece: _Piece, following: _Piece | None) -> None:
    """Settle what a finished piece is: a heading, a whole paragraph, or a fragment with its end lost."""
    is_torn = following is not None and following.is_torn
    level = 0 if is_torn else _heading_level(piece, following.head if following else "")
    if level:
        piece.level = level
    elif piece.tail[-1] not in _TERMINAL:
        piece.cut = True


def _heading_level(piece: _Piece, ahead: str) -> int:
    """Return the level of a heading, 0 if `piece` is none: short, whole, without a stop at its end."""
    chars = piece.tail
    if (
        not ahead
        or len(piece.glyphs) > _HEADING_LENGTH
        or chars[-1] in _TERMINAL - frozenset("”）》")
        or chars[-1] in _RUNS_ON
    ):
        return 0
    for level, pattern in _NUMBERED:
        if pattern.match(chars):
            return level
    if (
        chars.count("，") > 1
        or re.search(r"[。；]|\d+(?:\.\d+)?[万亿]?[%元个家人户]", chars)
        or _quote_is_open(piece)
    ):
        return 0
    return 3 if len(chars) >= 4 and chars.count("”") == chars.count("“") else 0


def _compose(raw: str, pieces: list[_Piece], pages: list[Span]) -> Text:
    printed, starts, ends, blanks = list[str](), list[int](), list[int](), list[int]()
    blocks, cuts, joins = [], list[int](), list[int]()
    for piece in pieces:
        if starts:
            starts.append(ends[-1])
            ends.append(piece.glyphs.starts[0])
        start = len(starts)
        printed.append(pair_quotes(print_punctuation(piece.glyphs.chars)))
        starts += piece.glyphs.starts
        ends += piece.glyphs.ends
        blanks += [start + place for place in piece.glyphs.blanks]
        blocks.append(Block(start, len(starts), piece.level))
        joins += [start + place for place in piece.joins]
        if piece.cut:
            cuts.append(len(starts))
    return Text(
        raw=raw,
        chars="\n".join(printed),
        starts=tuple(starts),
        ends=tuple(ends),
        blanks=frozenset(blanks),
        cuts=tuple(cuts),
        joins=tuple(joins),
        blocks=tuple(blocks),
        pages=tuple(pages),
    )

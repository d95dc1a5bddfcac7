"""From raw lines to blocks: which line ends are only print, which end a paragraph, where text is lost.

A line end inside a sentence means nothing, wherever a printer puts it. A blank line ends a paragraph unless
a word or a quotation runs on behind it (a column break). A block that stops in the middle of a sentence is a
fragment: what followed is lost, and the place is marked as a cut. Lost text is listed, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from baiyang_kg.reading.markup import looks_like_html
from baiyang_kg.reading.quotes import pair_quotes
from baiyang_kg.reading.text import Block, Glyphs, Text, find_lines, normalise, print_punctuation
from baiyang_kg.reading.words import spans_words

if TYPE_CHECKING:
    from rjieba import Jieba

_MARKUP = re.compile(r"[>#*•●◆■□▲△★☆\s-]+(?=[^\d\s])|>\s*")
_HEADING_MARK = re.compile("##|#[^#]")  # 3\n#楼 is a number in two lines
_NUMBERED = (
    (1, re.compile(r"第?[一二三四五六七八九十]{1,3}(?:、|部分)|[ⅠⅡⅢⅣⅤ]、?")),
    (2, re.compile(r"（[一二三四五六七八九十]{1,3}）、?")),
    (3, re.compile(r"\d{1,2}[、．](?!\d)|\d{1,2}\.(?!\d)|（\d{1,2}）")),
)
_TERMINAL = frozenset("。！？；：…”）》.!?;:")
_RUNS_ON = frozenset("，、—·")
_HEADING_LENGTH = 40  # characters of the longest heading without a mark of its own
_VIEW = _HEADING_LENGTH + 5  # glyphs at an edge that are looked at; punctuation is printed by its neighbours


@dataclass(slots=True)
class _Piece:
    """Glyphs that are to become one block."""

    glyphs: Glyphs
    level: int  # 0 paragraph, 1.. marked heading
    blank_lines: int  # between the piece before and this one
    mark: int  # leading glyphs that are a list mark if a paragraph begins with them
    cut: bool = False  # text is lost behind it
    joins: list[int] = field(default_factory=list)  # places where it goes on behind blank lines
    straight_quotes: int = 0

    def __post_init__(self) -> None:
        self.straight_quotes = self.glyphs.chars.count('"')

    @property
    def head(self) -> str:
        """The characters that it begins with, as many as anything here looks at."""
        return print_punctuation("".join(self.glyphs.chars[self.mark : self.mark + _VIEW]))

    @property
    def tail(self) -> str:
        """The characters that it ends with; all of them, if it may be a heading."""
        return print_punctuation("".join(self.glyphs.chars[-_VIEW:]))

    def drop_mark(self) -> None:
        """Take the list mark off."""
        if self.mark:
            self.glyphs, self.mark = self.glyphs.behind(self.mark), 0

    def append(self, line: _Piece) -> None:
        """Go on with a line."""
        if line.blank_lines:
            self.joins.append(len(self.glyphs))
        self.glyphs.extend(line.glyphs)
        self.straight_quotes += line.straight_quotes


def read_layout(raw: str, segmenter: Jieba) -> Text:
    """Return the repaired text of a report."""
    lines = _lines(raw)
    paragraphs = _unwrap(lines) if _is_wrapped(lines) else lines
    return _compose(raw, _join(paragraphs, segmenter))


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
        if paragraphs and not (line.blank_lines or line.level or paragraphs[-1].level):
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
    if last.level or line.level:
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
    level = _heading_level(piece, following.head if following else "")
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


def _compose(raw: str, pieces: list[_Piece]) -> Text:
    printed, starts, ends, blanks = list[str](), list[int](), list[int](), list[int]()
    blocks, cuts, joins = [], list[int](), list[int]()
    for piece in pieces:
        if starts:
            starts.append(ends[-1])
            ends.append(piece.glyphs.starts[0])
        start = len(starts)
        printed.append(pair_quotes(print_punctuation("".join(piece.glyphs.chars))))
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
    )

"""From raw lines to blocks: which line ends are only print, which end a paragraph, where text is lost.

A line end inside a sentence means nothing, wherever a printer puts it. A blank line ends a paragraph unless
a word or a quotation runs on behind it (a column break). A block that stops in the middle of a sentence is a
fragment: what followed is lost, and the place is marked as a cut. Lost text is listed, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from baiyang_kg.reading.markup import looks_like_html
from baiyang_kg.reading.quotes import pair_quotes
from baiyang_kg.reading.text import Block, Glyph, Text, find_lines, normalise, print_punctuation
from baiyang_kg.reading.words import spans_words

if TYPE_CHECKING:
    from rjieba import Jieba

_MARKUP = re.compile(r"[>#*•●◆■□▲△★☆\s-]+(?=[^\d\s])|>\s*")
_NUMBERED = (
    (1, re.compile(r"第?[一二三四五六七八九十]{1,3}(?:、|部分)|[ⅠⅡⅢⅣⅤ]、?")),
    (2, re.compile(r"（[一二三四五六七八九十]{1,3}）、?")),
    (3, re.compile(r"\d{1,2}[、．](?!\d)|\d{1,2}\.(?!\d)|（\d{1,2}）")),
)
_TERMINAL = frozenset("。！？；：…”）》.!?;:")
_RUNS_ON = frozenset("，、—·")
_HEADING_LENGTH = 40  # characters of the longest heading without a mark of its own


@dataclass(slots=True)
class _Piece:
    """Glyphs that are to become one block."""

    glyphs: list[Glyph]
    level: int  # 0 paragraph, 1.. marked heading
    blank_lines: int  # between the piece before and this one
    cut: bool = False  # text is lost behind it
    joins: list[int] = field(default_factory=list)  # places where it goes on behind blank lines

    @property
    def chars(self) -> str:
        return "".join(glyph.char for glyph in self.glyphs)


def read_layout(raw: str, segmenter: Jieba) -> Text:
    """Return the repaired text of a report."""
    lines = _lines(raw)
    wrapped = _is_wrapped(lines)
    pieces = _join(lines, segmenter, wrapped=wrapped)
    return _compose(raw, pieces)


def _lines(raw: str) -> list[_Piece]:
    lines, blank_lines = [], 0
    html = looks_like_html(raw)
    for start, end in find_lines(raw):
        mark = _MARKUP.match(raw, start, end)
        level = raw[start : mark.end()].count("#") if mark else 0
        glyphs = print_punctuation(normalise(raw, mark.end() if mark else start, end, html=html))
        if glyphs:
            lines.append(_Piece(glyphs, level, blank_lines))
            blank_lines = 0
        else:
            blank_lines += 1
    return lines


def _is_wrapped(lines: list[_Piece]) -> bool:
    """Say whether paragraphs are parted by blank lines, so that a single line end is only print."""
    return sum(line.blank_lines > 0 for line in lines[1:]) * 2 >= len(lines) - 1


def _join(lines: list[_Piece], segmenter: Jieba, *, wrapped: bool) -> list[_Piece]:
    pieces: list[_Piece] = []
    for line in lines:
        last = pieces[-1] if pieces else None
        if last is None or not _continues(last, line, segmenter, wrapped=wrapped):
            if last is not None and not last.level:
                _close(last, line)
            pieces.append(line)
        else:
            if line.blank_lines:
                last.joins.append(len(last.glyphs))
            last.glyphs += line.glyphs
    if pieces and not pieces[-1].level:
        _close(pieces[-1], None)
    return pieces


def _continues(last: _Piece, line: _Piece, segmenter: Jieba, *, wrapped: bool) -> bool:
    """Say whether `line` goes on in the middle of `last`."""
    if last.level or line.level:
        return False
    chars, ahead = last.chars, line.chars
    if not line.blank_lines and wrapped:
        return True
    if chars[-1] in _TERMINAL and not _quote_is_open(chars):
        return False
    if not line.blank_lines and _heading_level(chars, ahead) == 0:
        return True
    if chars[-1] in _RUNS_ON and not line.blank_lines:
        return True
    return spans_words(chars[-6:], ahead[:6], segmenter) or (_quote_is_open(chars) and _quote_closes(ahead))


def _quote_is_open(chars: str) -> bool:
    tail = chars[-40:]
    if "“" in tail or "”" in tail:
        return tail.rfind("“") > tail.rfind("”")
    return chars.count('"') % 2 == 1 and '"' in tail


def _quote_closes(ahead: str) -> bool:
    """Say whether the first quotation mark of `ahead` closes one: little text, no stop before it."""
    place = min((p for p in (ahead.find('"'), ahead.find("”")) if p >= 0), default=-1)
    head = ahead[: max(place, 0)]
    return 0 < place <= 12 and not any(char in "，。；：、“" for char in head)


def _close(piece: _Piece, following: _Piece | None) -> None:
    """Settle what a finished piece is: a heading, a whole paragraph, or a fragment with its end lost."""
    chars = piece.chars
    level = _heading_level(chars, following.chars if following else "")
    if level:
        piece.level = level
    elif chars[-1] not in _TERMINAL:
        piece.cut = True


def _heading_level(chars: str, ahead: str) -> int:
    """Return the level of a heading, 0 if `chars` is none: short, whole, without a stop at its end."""
    if (
        not ahead
        or len(chars) > _HEADING_LENGTH
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
        or _quote_is_open(chars)
    ):
        return 0
    return 3 if len(chars) >= 4 and chars.count("”") == chars.count("“") else 0


def _compose(raw: str, pieces: list[_Piece]) -> Text:
    glyphs: list[Glyph] = []
    blocks, cuts, joins = [], set[int](), set[int]()
    for piece in pieces:
        if glyphs:
            edge = glyphs[-1].end
            glyphs.append(
                Glyph("\n", edge, piece.glyphs[0].start if piece.glyphs[0].start > edge else edge + 1)
            )
        start = len(glyphs)
        directed = pair_quotes([glyph.char for glyph in piece.glyphs])
        glyphs += [
            Glyph(char, g.start, g.end, g.blank_before)
            for char, g in zip(directed, piece.glyphs, strict=True)
        ]
        blocks.append(Block(start, len(glyphs), piece.level))
        joins.update(start + place for place in piece.joins)
        if piece.cut:
            cuts.add(len(glyphs))
    return Text(
        raw=raw,
        chars="".join(glyph.char for glyph in glyphs),
        starts=tuple(glyph.start for glyph in glyphs),
        ends=tuple(glyph.end for glyph in glyphs),
        blanks=frozenset(i for i, glyph in enumerate(glyphs) if glyph.blank_before),
        cuts=frozenset(cuts),
        joins=frozenset(joins),
        blocks=tuple(blocks),
    )

"""The text with its words and its marks: which quotation, title, clause and sentence a place stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from baiyang_kg.reading.model import Span, span_of
from baiyang_kg.reading.page.words import Words, find_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rjieba import Jieba

    from baiyang_kg.reading.page.text import Text

# Each begins with one set of characters, by which an expression passes over all others at once.
_SENTENCE_END = re.compile(r"[。！？…\n](?:(?<!\n)[。！？…]*[”）]*)?")
_STATEMENT_ENDS = "；。！？\n"
_STATEMENT_END = re.compile(f"[{_STATEMENT_ENDS}]")
_CLAUSE_END = re.compile(r"[，；：。！？…\n—](?:(?<!—)[，；：。！？…\n]*|—)")
_QUOTATION = re.compile(r"“[^“”\n]*(?:”|$|(?=\n))")  # one that is cut off ends with its block
_TITLE = re.compile(r"《[^《》\n]*》")
_LONGEST_CLAUSE = 1000  # characters; with a bound, looking around every figure takes linear time


class Pieces:
    """Spans in order that do not overlap, found by place."""

    __slots__ = ("_starts", "spans")

    def __init__(self, spans: list[Span]) -> None:
        self.spans = spans
        self._starts = [start for start, _ in spans]

    def index_at(self, place: int) -> int:
        """Return the index of the last span that starts at or before `place`, -1 if there is none."""
        return bisect_right(self._starts, place) - 1

    def at(self, place: int) -> Span | None:
        """Return the span that holds `place`."""
        index = bisect_right(self._starts, place) - 1
        return self.spans[index] if index >= 0 and place < self.spans[index].end else None


class Tiles:
    """Spans that cover a text in order, found by place, in tables: they are asked for again and again.

    Places are those of the text, and the one behind it.
    """

    __slots__ = ("at", "index_at", "spans")

    at: Callable[[int], Span | None]  # place → the span that holds it
    index_at: Callable[[int], int]  # place → the index of that span; behind the text, of the last

    def __init__(self, spans: list[Span]) -> None:
        self.spans = spans
        held, indices = list[Span | None](), list[int]()
        for index, span in enumerate(spans):
            start, end = span
            length = end - start
            held += [span] * length
            indices += [index] * length
        self.at = [*held, None].__getitem__
        self.index_at = [*indices, len(spans) - 1].__getitem__


@dataclass(frozen=True, slots=True)
class Scope:
    """A text with the pieces that grammar speaks of; all spans count `text.chars`."""

    text: Text
    words: Words
    sentences: Tiles
    statements: Tiles  # what stands between semicolons and stops, its end included
    clauses: Tiles
    blocks: Pieces
    _quotations: Pieces = field(repr=False)
    _titles: Pieces = field(repr=False)

    def quotation_at(self, place: int) -> Span | None:
        """Return the quotation that `place` stands in, marks included; one cut off ends with its block."""
        return self._quotations.at(place)

    def is_quoted(self, place: int) -> bool:
        """Say whether `place` stands in a quotation that has both its marks, or just behind one."""
        quotation = self._quotations.at(place)
        if quotation is None:
            return False
        return self.text.chars[quotation.end - 1] == "”" or place == quotation.start + 1

    def title_at(self, place: int) -> Span | None:
        """Return the 《title》 that `place` stands in, marks included."""
        return self._titles.at(place)

    def ends_statement(self, place: int) -> bool:
        """Say whether the character at `place` is a semicolon, a stop or the end of a block."""
        return self.text.chars[place] in _STATEMENT_ENDS


def read_scope(text: Text, segmenter: Jieba) -> Scope:
    """Return the text with its words and pieces."""
    chars = text.chars
    return Scope(
        text,
        find_words(chars, segmenter),
        Tiles(_between(chars, _SENTENCE_END)),
        Tiles(_between(chars, _STATEMENT_END)),
        Tiles(_short(chars, _between(chars, _CLAUSE_END))),
        Pieces([span_of((block.start, block.end)) for block in text.blocks]),
        Pieces([span_of(match.span()) for match in _QUOTATION.finditer(chars)]),
        Pieces([span_of(match.span()) for match in _TITLE.finditer(chars)]),
    )


def _between(chars: str, ends: re.Pattern[str]) -> list[Span]:
    """Return the pieces between the ends; an end belongs to the piece before it."""
    stops = [end.end() for end in ends.finditer(chars)]
    if chars and (not stops or stops[-1] < len(chars)):
        stops.append(len(chars))
    return list(map(span_of, zip([0, *stops], stops, strict=False)))


def _short(chars: str, clauses: list[Span]) -> list[Span]:
    """Return clauses of which those are parted that are longer than anyone writes."""
    if all(end - start <= _LONGEST_CLAUSE for start, end in clauses):
        return clauses
    return [part for clause in clauses for part in _parts(chars, clause)]


def _parts(chars: str, clause: Span) -> Iterator[Span]:
    """Part a clause behind a 、 where there is one."""
    start, end = clause
    while end - start > _LONGEST_CLAUSE:
        furthest = start + _LONGEST_CLAUSE
        stop = chars.rfind("、", start, furthest) + 1 or furthest
        yield Span(start, stop)
        start = stop
    yield Span(start, end)

"""Each quantity with the reading of its thing that won, in the order of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from baiyang_kg.reading.model import Span, span_of
from baiyang_kg.reading.things.candidates import find_edges
from baiyang_kg.reading.things.ranking import Ranking
from baiyang_kg.reading.things.situations import Neighbours, Situation, find_runs, find_situation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.quantities.grammar import Quantity
    from baiyang_kg.reading.terms import Lexicon
    from baiyang_kg.reading.things.candidates import Candidate
    from baiyang_kg.reading.things.ranking import Ranked, Readings

_MEMORY = 8  # figures of the sentence that a later one may mean again
_EDGE = "、，的等和及与了”）；："
_PAIRED = frozenset("“”（")


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity and the thing it counts or measures."""

    index: int  # its place among the figures of the report
    quantity: Quantity
    situation: Situation
    readings: Readings
    won: Candidate | None  # the best reading; None where the clause holds nothing to count
    head: Span  # of `Text.chars`; where the thing is said again, the place where it was said
    back: int | None  # index of the figure whose thing is meant again

    @property
    def frame(self) -> str:
        """Return the frame that won; `none` where the clause holds nothing to count."""
        return self.won.frame if self.won else "none"

    @property
    def ranked(self) -> tuple[Ranked, ...]:
        """Return the reading that won, and those it beat, best first, put in order when asked for."""
        return self.readings.ranked


def read_figures(scope: Scope, quantities: Sequence[Quantity], lexicon: Lexicon) -> list[Figure]:
    """Return a figure for every quantity, decided from left to right."""
    ranking = Ranking(scope, lexicon)
    runs = find_runs(scope, quantities)
    figures: list[Figure] = []
    for index, quantity in enumerate(quantities):
        earlier = sentence_figures(scope, figures, quantity)
        after = quantities[index + 1] if index + 1 < len(quantities) else None
        before = earlier[-1].quantity if earlier else None
        near = Neighbours(runs[index], before, after)
        situation = find_situation(scope, quantity, near, lexicon)
        edges = find_edges(scope, situation, [one.quantity for one in earlier])
        if situation.run.place and figures[-1].frame == "each":
            edges = [one for one in edges if one.frame == "each"]  # the list goes on as it began
        readings = ranking.weigh(situation, edges, before)
        figures.append(_decide(scope, index, situation, readings, earlier))
    return figures


def sentence_figures(scope: Scope, figures: Sequence[Figure], quantity: Quantity) -> list[Figure]:
    """Return the figures of the same sentence before `quantity`, at most as many as a reader remembers."""
    sentence = scope.sentences.at(quantity.start)
    begin = sentence.start if sentence else quantity.start
    return [one for one in figures[-_MEMORY:] if one.quantity.start >= begin]


def widen(scope: Scope, figure: Figure) -> Span:
    """Return the thing of a figure with the words at its open edge that may well belong to it.

    Where a thing ends is less sure than what it is: (扶贫)总投入 3亿元, 5个村(、社区).
    """
    won = figure.won
    if won is None or won.back:
        return figure.head
    wide = figure.readings.widen(won)
    span = _trim(scope.text.chars, wide.start, wide.end)
    return span_of((min(span.start, figure.head.start), max(span.end, figure.head.end)))


def _decide(
    scope: Scope, index: int, situation: Situation, readings: Readings, earlier: Sequence[Figure]
) -> Figure:
    quantity, won, back = situation.quantity, readings.best, None
    if won is None:
        head = Span(situation.left, quantity.left)
    elif won.back:
        meant = earlier[-won.back]
        head, back = meant.head, meant.index
    else:
        head = _trim(scope.text.chars, won.start, won.end)
    return Figure(index, quantity, situation, readings, won, head, back)


def _trim(chars: str, start: int, end: int) -> Span:
    """Drop marks at the edges of a phrase, and take in the other half of a pair that it holds."""
    while end > start + 1 and chars[end - 1] in _EDGE and not _closes(chars, start, end):
        end -= 1
    while start < end - 1 and chars[start] in _EDGE:
        start += 1
    phrase = chars[start:end]
    if _PAIRED.isdisjoint(phrase):
        return span_of((start, end))
    opened, closed = phrase.find("“"), phrase.find("”")
    if closed >= 0 and not 0 <= opened < closed and chars[start - 1 : start] == "“":
        start -= 1
    for opens, closes in ("“”", "（）"):
        if phrase.rfind(opens) > phrase.rfind(closes) and chars[end : end + 1] == closes:
            end += 1
    return Span(start, end)


def _closes(chars: str, start: int, end: int) -> bool:
    pair = {"”": "“", "）": "（"}.get(chars[end - 1])
    return pair is not None and pair in chars[max(0, start - 1) : end - 1]

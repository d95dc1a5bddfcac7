"""The best candidate of each anchor, and its type: a linear model with whole-number weights.

Each anchor's candidates compete with each other and with "no name here", whose score is 0. The weights are
learned from gold by `bench/learn_names.py`; no weight is set by hand.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.reading.names.weights import best_types

if TYPE_CHECKING:
    from baiyang_kg.reading.names.candidates import Anchor
    from baiyang_kg.reading.names.features import Evidence
    from baiyang_kg.reading.names.lexicon import NameLexicon

_FLOOR = -50  # a candidate that scores less, be it by halves, is no name whatever stands around it


class Choice(NamedTuple):
    """The best candidate of an anchor: token indices, both inclusive, and how it scores."""

    first: int
    last: int
    type: str
    reason: str
    score: int


class Chooser:
    """Chooses among the candidates of one text; what many of them share is weighed once."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._before = evidence.insides()
        self._beginning: dict[int, int] = {}
        self._beginning_of: defaultdict[str, dict[int, int]] = defaultdict(dict)

    def choose(self, anchor: Anchor) -> Choice | None:
        """Return the best candidate of `anchor`, of equals the shortest; None if there is no hope."""
        last, evidence, before = anchor.last, self._evidence, self._before
        common = evidence.ending(anchor)
        if common < _FLOOR:
            return None
        known = self._beginning_of[anchor.type]
        best, best_first = _FLOOR, -1
        for first in anchor.firsts:
            beginning = known.get(first)
            if beginning is None:
                beginning = known[first] = self._weigh_beginning(anchor.type, first)
            within = before[last] - before[first + 1] if first < last else 0
            score = common + within + beginning
            if score < _FLOOR:
                continue
            score += evidence.special(anchor, first)
            if score > best:
                best, best_first = score, first
        return None if best_first < 0 else Choice(best_first, last, anchor.type, anchor.reason, best)

    def _weigh_beginning(self, kind: str, first: int) -> int:
        weight = self._beginning.get(first)
        if weight is None:
            weight = self._beginning[first] = self._evidence.beginning(first)
        return weight + self._evidence.beginning_of(kind, first)


def tell_type(evidence: Evidence, choice: Choice, lexicon: NameLexicon) -> str:
    """Return the type with the highest score, the expected one among equals."""
    best = best_types(evidence.of_type(choice), lexicon.type_weights)
    return choice.type if choice.type in best else best[-1]

"""The best candidate of each anchor, and its type: a linear model with whole-number weights.

Each anchor's candidates compete with each other and with "no name here", whose score is 0. The weights are
learned from gold by `bench/learn_names.py`; no weight is set by hand.
"""

from __future__ import annotations

from functools import partial
from itertools import compress
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.reading.names.weights import best_types

if TYPE_CHECKING:
    from collections.abc import Sequence

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


choice_of = partial(tuple.__new__, Choice)  # of all fields, as `Choice._make`, many times as fast


def choose(evidence: Evidence, anchors: Sequence[Anchor]) -> list[Choice | None]:
    """Return the best candidate of each anchor, of equals the shortest; None where there is no hope."""
    rows, firsts, shared = _hopeful(evidence, anchors)
    types, lasts = [anchor.type for anchor in anchors], [anchor.last for anchor in anchors]
    of = list(map(types.__getitem__, rows))
    scores = map(add, shared, evidence.specials(of, firsts, list(map(lasts.__getitem__, rows))))
    best, chosen = [_FLOOR] * len(anchors), [-1] * len(anchors)
    for row, first, score in zip(rows, firsts, scores, strict=True):
        if score > best[row]:
            best[row], chosen[row] = score, first
    return [
        None if first < 0 else choice_of((first, anchor.last, anchor.type, anchor.reason, score))
        for anchor, first, score in zip(anchors, chosen, best, strict=True)
    ]


def _hopeful(evidence: Evidence, anchors: Sequence[Anchor]) -> tuple[list[int], list[int], list[int]]:
    """Return candidates by the row of their anchor, their first token and what they share with others.

    Those of which that is below the floor are left out.
    """
    endings = evidence.endings(anchors)
    kept = [row for row, ending in enumerate(endings) if ending >= _FLOOR]
    distinct = list({first for row in kept for first in anchors[row].firsts})
    alone = dict(zip(distinct, evidence.beginnings(distinct), strict=True))
    before, most = evidence.insides(), evidence.weights.sums.most_of_type
    opened = {first: score - before[first + 1] for first, score in alone.items()}  # for what goes on
    rows, firsts, shared = list[int](), list[int](), list[int]()
    for row in kept:
        last, kind, _, lefts = anchors[row]
        ending, lowest = endings[row], _FLOOR - most[kind]
        closed = ending + before[last]
        for first in lefts:
            score = closed + opened[first] if first < last else ending + alone[first]
            if score >= lowest:
                rows.append(row)
                firsts.append(first)
                shared.append(score)
    types = [anchor.type for anchor in anchors]
    of_type = evidence.beginnings_of(list(map(types.__getitem__, rows)), firsts)
    scores = list(map(add, shared, of_type))
    hopeful = [score >= _FLOOR for score in scores]
    return list(compress(rows, hopeful)), list(compress(firsts, hopeful)), list(compress(scores, hopeful))


def tell_type(evidence: Evidence, choice: Choice, lexicon: NameLexicon) -> str:
    """Return the type with the highest score, the expected one among equals."""
    best = best_types(map(lexicon.type_weights.told.__getitem__, evidence.of_type(choice)))
    return choice.type if choice.type in best else best[-1]

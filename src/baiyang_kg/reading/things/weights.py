"""The learned weights of the ranking, by frame and by the names of features, and as tables to look up.

The name of a feature is its frame and what it says: `QN opens=n`, `NQ outside=v opens=n`. The ranking spells
no names for the thousands of phrases that it weighs; it looks up a fact in the table of its family (`opens`),
or two facts in that of a pair (`outside opens`).
"""

from __future__ import annotations

from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING

from baiyang_kg.reading.clues import spell
from baiyang_kg.reading.memory import Memory
from baiyang_kg.reading.things.features import PhraseWeights
from baiyang_kg.reading.weights import Family, Weights

if TYPE_CHECKING:
    from collections.abc import Mapping

    from baiyang_kg.reading.clues import Clue
    from baiyang_kg.reading.things.collocations import Collocations

FRAMES = ("QN", "NQ", "NVQ", "QQN", "same", "unit", "each", "item", "column")
ARTICLE = "article:"  # before the frame in the names of features of articles alone


class FrameWeights(dict[str, dict[str, int]]):
    """Frame → feature → weight; what articles add to a frame stands under a frame of their own.

    With them go the collocations of which some of the features tell.
    """

    def __init__(self, collocations: Collocations) -> None:
        super().__init__()
        self.collocations = collocations

    @cached_property
    def of_articles(self) -> FrameWeights:
        """Return the weights that hold in articles: those of all texts, and what articles add."""
        summed = FrameWeights(self.collocations)
        for name, weights in self.items():
            found = summed.setdefault(name.removeprefix(ARTICLE), {})
            for feature, weight in weights.items():
                found[feature] = found.get(feature, 0) + weight
        return summed

    @cached_property
    def shared(self) -> Memory[Clue, tuple[int, ...]]:
        """Return what a clue that all readings of a figure share weighs in each of the FRAMES, by clue."""
        return Memory(self._weigh_clue)

    def _weigh_clue(self, clue: Clue) -> tuple[int, ...]:
        names, frames = list(spell(clue)), (self.get(frame, {}) for frame in FRAMES)
        return tuple(sum([weights.get(name, 0) for name in names]) for weights in frames)

    @cached_property
    def phrases(self) -> Memory[str, PhraseWeights]:
        """Return what phrases weigh, by frame."""
        return Memory(self._phrase_weights)

    def _phrase_weights(self, frame: str) -> PhraseWeights:
        return PhraseWeights(part_by_family(self.get(frame, {})), frame, self.collocations)


def part_by_frame(weights: Mapping[str, int], collocations: Collocations) -> FrameWeights:
    """Return frame → feature → weight of weights by the full names of features, which begin with a frame."""
    by_frame = FrameWeights(collocations)
    for name, weight in weights.items():
        frame, _, feature = name.partition(" ")
        by_frame.setdefault(frame, {})[feature] = weight
    return by_frame


def weight_of(name: str, weights: FrameWeights) -> int:
    """Return the weight of a feature by its full name; of one that was not learned, 0."""
    frame, _, feature = name.partition(" ")
    return weights.get(frame, {}).get(feature, 0)


def part_by_family(weights: Mapping[str, int]) -> Weights:
    """Return family → first fact of a pair, "" elsewhere → fact → weight of the features of one frame."""
    tables = Weights()
    for name, weight in weights.items():
        family, is_stated, fact = name.partition("=")
        of = ""
        if not is_stated:
            family, fact = "", name
        elif "=" in fact:
            first, _, other = fact.partition(" ")
            paired, is_pair, second = other.partition("=")
            if is_pair:
                family, of, fact = f"{family} {paired}", first, second
        tables.setdefault(family, Family()).setdefault(of, {})[intern(fact)] = weight
    return tables


def spell_noted(noted: str) -> str:
    """Return the name of a feature that a recorder noted: its family, the first fact of a pair, the fact."""
    family, of, fact = noted.split("\t")
    first, _, second = family.partition(" ")
    if second:
        return f"{first}={of} {second}={fact}"
    return f"{first}={fact}" if first else fact

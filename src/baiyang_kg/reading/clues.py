"""Clues: facts that several named features are made of, so that what they weigh is worked out once.

A *clue* is a pattern with its facts: `(STANDING, "as", "year", …)`. The same clues recur from figure to
figure and from text to text, so what one weighs is remembered, and the names of features are spelled for new
clues alone, and for whoever learns or explains.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Clue = tuple[Any, ...]  # a pattern, and what its facts are


class Pattern:
    """Features that are told from the same facts, each by the facts that it joins.

    A fact goes by its name or by another: of the fact `class`, `unit=class` makes `unit=money`. What is no
    fact stands as it is; of a fact that is several (the cues of a clause) each makes a feature.
    """

    __slots__ = ("_facts", "_features")

    def __init__(self, facts: str, *features: str) -> None:
        self._facts = facts.split()
        self._features = [[part.rpartition("=") for part in feature.split()] for feature in features]

    def spell(self, said: Clue) -> Iterator[str]:
        """Yield the name of each feature, the facts being as they are said to be, in order."""
        stated = dict(zip(self._facts, said, strict=True))
        for feature in self._features:
            yield from map(" ".join, product(*(_state(key, fact, stated) for key, _, fact in feature)))


def _state(key: str, fact: str, stated: dict[str, Any]) -> list[str]:
    if fact not in stated:
        return [fact]
    value = stated[fact]
    return [f"{key or fact}={one}" for one in (value if isinstance(value, tuple) else (value,))]


def spell(clue: Clue) -> Iterator[str]:
    """Yield the names of the features of a clue."""
    pattern: Pattern = clue[0]
    yield from pattern.spell(clue[1:])

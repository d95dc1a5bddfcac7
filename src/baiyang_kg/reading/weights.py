"""Learned weights of named features: whole numbers by family, by what the family holds of, and by fact.

A feature is named by three words, with tabs between them: its family (`first`, `before`), what it holds of (a
type of names, a suffix; nothing for most), and the fact. The reader looks weights up and spells no names;
whoever learns or explains hands in a `Recorder` for the table, and is told which features were looked up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

Look = Callable[[str, int], int]  # fact, what a fact weighs that was not learned → weight

_NOTHING: dict[str, int] = {}


class Family(dict[str, dict[str, int]]):
    """What a family holds of → fact → weight; of what was not learned, nothing."""

    def __missing__(self, of: str) -> dict[str, int]:
        return _NOTHING


class Weights(dict[str, Family]):
    """Family → what it holds of → fact → weight."""

    def __missing__(self, family: str) -> Family:
        return Family()

    @classmethod
    def by_name(cls, weights: Mapping[str, int]) -> Self:
        """Return the table of weights by the full names of features."""
        table = cls()
        for name, weight in weights.items():
            family, of, fact = name.split("\t")
            table.setdefault(family, Family()).setdefault(of, {})[fact] = weight
        return table


class Recorder(Weights):
    """A table without weights that notes the names of the features which are looked up."""

    def __init__(self) -> None:
        super().__init__()
        self._names: list[str] = []

    def take(self) -> list[str]:
        """Return the names noted since the last time."""
        names = self._names.copy()
        self._names.clear()
        return names

    def __missing__(self, family: str) -> Family:
        found = self[family] = _RecordedFamily(family, self._names)
        return found


class _RecordedFamily(Family):
    def __init__(self, family: str, names: list[str]) -> None:
        super().__init__()
        self._family, self._names = family, names

    def __missing__(self, of: str) -> dict[str, int]:
        found = self[of] = _RecordedFacts(f"{self._family}\t{of}", self._names)
        return found


class _RecordedFacts(dict[str, int]):
    def __init__(self, family: str, names: list[str]) -> None:
        super().__init__()
        self._family, self._names = family, names
        self._known: dict[str, str] = {}  # a name is one object, however often it is noted

    def get(self, fact: str, _: object = None) -> int:
        self._names.append(self._known.setdefault(fact, f"{self._family}\t{fact}"))
        return 0

"""Learned weights of names: the tables that a text asks, and how a file holds them.

Weights of types are kept side by side in one number for each feature, so that all types are summed at once.
"""

from __future__ import annotations

from functools import cached_property
from itertools import repeat
from struct import Struct
from sys import intern
from typing import TYPE_CHECKING, cast

from baiyang_kg.errors import LexiconError
from baiyang_kg.reading.memory import Memory
from baiyang_kg.reading.names.sums import Sums
from baiyang_kg.reading.names.types import Telling, features_of
from baiyang_kg.reading.weights import Family, Recorder, Weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path


TYPES = frozenset(
    [
        "community",
        "residential_compound",
        "venue",
        "project",
        "program",
        "organization",
        "company",
        "policy_document",
        "place",
        "event",
        "person",
        "team",
        "waterway",
        "award",
        "industry_park",
        "other",
    ]
)
KINDS = tuple(sorted(TYPES))
_LANE = 32  # bits of the number for each type
_LANES = Struct(f"<{len(KINDS)}I")
_HALVES = sum(1 << (_LANE - 1 + _LANE * place) for place in range(len(KINDS)))  # no sum is below 0
_NOTHING: dict[str, int] = {}
_HEADER = "type\tfamily\tof\tfacts"


class NameWeights(Weights):
    """Weights of names: family → what it holds of → fact → weight."""

    @cached_property
    def sums(self) -> Sums:
        """Return the sums of weights."""
        return Sums(self)

    def look(self, family: str, of: Iterable[str], facts: Iterable[str | None]) -> Iterable[int]:
        """Return a column of the weights of facts, each looked up by what it holds of; None weighs 0."""
        tables = map(dict.get, repeat(self[family]), of, repeat(_NOTHING))
        return map(dict.get, tables, cast("Iterable[str]", facts), repeat(0))

    def look_for_all(self, family: str, facts: Iterable[str | None]) -> Iterable[int]:
        """Return a column of the weights of facts in a family that holds of all."""
        return map(self[family][""].get, cast("Iterable[str]", facts), repeat(0))


class NameRecorder(Recorder, NameWeights):
    """A table without weights, in whose sums every look-up is noted."""

    @cached_property
    def sums(self) -> Sums:
        """Return the sums of weights, none of which is remembered."""
        return Sums(self, most=0)

    def look(self, family: str, of: Iterable[str], facts: Iterable[str | None]) -> Iterable[int]:
        """Note a column of facts, but for None."""
        rows = zip(of, facts, strict=False)
        return [0 if fact is None else self[family][one].get(fact, 0) for one, fact in rows]

    def look_for_all(self, family: str, facts: Iterable[str | None]) -> Iterable[int]:
        """Note a column of facts of what holds of all, but for None."""
        return self.look(family, repeat(""), facts)


class TypeWeights(dict[str, int]):
    """Feature of a name → its weights for all KINDS, side by side in one number."""

    @cached_property
    def told(self) -> Memory[Telling, int]:
        """Return what tells a type → the sum of the weights of its features."""
        return Memory(lambda told: sum([self.get(name, 0) for name in features_of([told])]))


def read_name_weights(path: Path) -> dict[str, NameWeights]:
    """Return the tables of a file by type: "" for candidates, then one for each type of names.

    A row has many facts, each followed by its weight, so that tens of thousands of them are read at once.
    Raises LexiconError with file and line where a weight is no whole number.
    """
    tables: dict[str, NameWeights] = {}
    weight_of = Memory[str, int](int).__getitem__  # few weights and words are so many: each is one object
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line[0] == "#" or line == _HEADER:
            continue
        try:
            kind, family, of, row = line.split("\t")
            cells = row.split(" ")
            facts = dict(zip(map(intern, cells[::2]), map(weight_of, cells[1::2]), strict=True))
        except ValueError as error:
            hint = "write type, family, what it holds of, and facts, each with its weight"
            raise LexiconError(f"{path}:{number}", str(error), hint) from error
        tables.setdefault(kind, NameWeights()).setdefault(family, Family())[of] = facts
    return tables


def weights_of_types(weights: Mapping[str, Mapping[str, int]]) -> TypeWeights:
    """Return the weights of each feature as one number, from feature → type → weight."""
    return TypeWeights(
        (feature, sum(by_type.get(kind, 0) << _LANE * place for place, kind in enumerate(KINDS)))
        for feature, by_type in weights.items()
    )


def best_types(told: Iterable[int]) -> list[str]:
    """Return the types whose weights sum up to the most, in order."""
    total = sum(told, _HALVES)
    sums = _LANES.unpack(total.to_bytes(_LANES.size, "little"))
    most = max(sums)
    if sums.count(most) == 1:
        return [KINDS[sums.index(most)]]
    return [kind for kind, one in zip(KINDS, sums, strict=True) if one == most]


def format_name_weights(tables: Iterable[tuple[str, Mapping[str, int]]]) -> Iterator[str]:
    """Yield the lines of a file for weights by the full names of features, type by type."""
    yield _HEADER
    for kind, weights in tables:
        rows: dict[str, list[str]] = {}
        for name, weight in sorted(weights.items()):
            family, _, fact = name.rpartition("\t")
            rows.setdefault(family, []).append(f"{fact} {weight}")
        for family, facts in rows.items():
            yield f"{kind}\t{family}\t{' '.join(facts)}"

"""Learned weights of names: the tables that a text asks, and how a file holds them.

Weights of types are kept side by side in one number for each feature, so that all types are summed at once.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.errors import LexiconError
from baiyang_kg.reading.names.words import TypeTables, WordWeights
from baiyang_kg.reading.weights import Family, Recorder, Weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from baiyang_kg.reading.weights import Look

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
TypeWeights = dict[str, int]  # feature of a name → its weights for all KINDS, side by side in one number
_LANE = 32  # bits of the number for each type
_HALVES = sum(1 << (_LANE - 1 + _LANE * place) for place in range(len(KINDS)))  # no sum is below 0
_HEADER = "type\tfamily\tof\tfacts"


class NameWeights(Weights):
    """Weights of names: family → what it holds of → fact → weight."""

    @cached_property
    def tables(self) -> Tables:
        """Return the tables of the families at hand."""
        return Tables(self)


class NameRecorder(Recorder, NameWeights):
    """A table without weights, through whose tables every look-up is noted."""

    @cached_property
    def tables(self) -> Tables:
        """Return the tables of the families at hand, from which nothing is left out."""
        return Tables(self, most=0)


class PlainTables(NamedTuple):
    """The tables of features that hold of all candidates, by family."""

    ends: Look
    last: Look
    after: Look
    next: Look
    tail: Look
    close: Look
    last_class: Look
    next_class: Look
    listed: Look
    holds: Look
    inside: Look
    inside_class: Look
    before: Look
    previous: Look
    first: Look
    begins: Look
    begins_two: Look
    opens: Look
    previous_class: Look
    first_class: Look
    shape: Look
    chars: Look
    inner: Look


class Tables:
    """The tables of the families at hand: a text asks for five weights a character."""

    __slots__ = (
        "by_type", "common", "earlier", "ends_before", "frames", "joint", "kinds", "leaves", "meets", "of",
        "plain", "proper", "then", "words",
    )  # fmt: skip

    def __init__(self, weights: Weights, **limit: int) -> None:
        self.of = weights
        fields = PlainTables._fields
        self.plain = PlainTables(*[weights[field.replace("_", " ")][""].get for field in fields])
        self.words = WordWeights(self.plain, weights, **limit)  # sums that many candidates share
        self.by_type = {kind: TypeTables(self.plain, weights, kind, **limit) for kind in KINDS}
        self.then, self.ends_before = weights["then"], weights["ends before"]
        self.earlier, self.joint = weights["earlier"], weights["joint"]
        self.meets, self.leaves, self.frames = weights["meets"], weights["leaves"], weights["frames"]
        self.kinds, self.proper, self.common = weights["kinds"], weights["proper"], weights["common"]


def read_name_weights(path: Path) -> dict[str, NameWeights]:
    """Return the tables of a file by type: "" for candidates, then one for each type of names.

    A row has many facts, each followed by its weight, so that tens of thousands of them are read at once.
    Raises LexiconError with file and line where a weight is no whole number.
    """
    tables: dict[str, NameWeights] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line[0] == "#" or line == _HEADER:
            continue
        try:
            kind, family, of, row = line.split("\t")
            cells = row.split(" ")
            facts = dict(zip(cells[::2], map(int, cells[1::2]), strict=True))
        except ValueError as error:
            hint = "write type, family, what it holds of, and facts, each with its weight"
            raise LexiconError(f"{path}:{number}", str(error), hint) from error
        tables.setdefault(kind, NameWeights()).setdefault(family, Family())[of] = facts
    return tables


def weights_of_types(weights: Mapping[str, Mapping[str, int]]) -> TypeWeights:
    """Return the weights of each feature as one number, from feature → type → weight."""
    return {
        feature: sum(by_type.get(kind, 0) << _LANE * place for place, kind in enumerate(KINDS))
        for feature, by_type in weights.items()
    }


def best_types(features: Iterable[str], weights: TypeWeights) -> list[str]:
    """Return the types whose weights sum up to the most, in order."""
    total = sum([weights[feature] for feature in features if feature in weights], _HALVES)
    sums = memoryview(total.to_bytes(len(KINDS) * _LANE // 8, "little")).cast("I").tolist()
    most = max(sums)
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

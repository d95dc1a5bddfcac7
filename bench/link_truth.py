"""The hand-made truth of linking (`data/gold/links`), and how proposals are held against it."""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from baiyang_kg.datasets.record import Record, RecordBatch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

TRUTH = Path(__file__).resolve().parent.parent / "data" / "gold" / "links"
SETS = ("dev", "sealed")  # hard cases, for which goals are set
ORDINARY = ("second", "second-sealed", "third", "sealed2")  # what reports name from day to day; no goal
OPENED = ("dev", "second", "third")  # whose failures are looked at
RELATIONS = ("exact", "close", "broad", "narrow", "none")
EXACT = "skos:exactMatch"
UNLISTED = "unlisted"  # the trap of a pair that the truth does not list: it is none
AMBIGUOUS = "ambiguous"  # the trap of a subject with objects that are equally good
IRI = "https://w3id.org/baiyang-kg/gold/links/"


class Proposed(Protocol):
    """What is asked of a proposal: which two, and how they are held to match."""

    @property
    def subject(self) -> Record:
        """Return the thing of a graph."""
        ...

    @property
    def object(self) -> Record:
        """Return the row of a dataset."""
        ...

    @property
    def predicate(self) -> str:
        """Return the property that is to link them, such as skos:closeMatch."""
        ...

    @property
    def rivals(self) -> Sequence[str]:
        """Return the IRIs of other objects that are as good."""
        ...


class Pair(NamedTuple):
    """What a person decided of two records, why, and which trap stands between them."""

    subject: str
    object: str
    relation: str
    trap: str
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """One outside dataset of a set, as a Source."""

    id: str
    title: str
    path: str
    sha256: str
    year: int | None
    records: tuple[Record, ...]

    def batches(self) -> Iterator[RecordBatch]:
        """Yield its records, all in one batch."""
        yield RecordBatch(self.records)


@dataclass(frozen=True, slots=True)
class LinkSet:
    """One set of the truth: subjects, the datasets to look in, and the pairs decided by hand."""

    name: str
    subjects: tuple[Record, ...]
    tables: tuple[Table, ...]
    pairs: Mapping[tuple[str, str], Pair]


def read_link_set(name: str) -> LinkSet:
    """Read one set of the truth, its four tables."""
    folder = TRUTH / name
    path = folder / "objects.tsv"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    objects = defaultdict(list)
    years = {row["dataset"]: row for row in _rows(folder / "datasets.tsv")}
    for line, row in enumerate(_rows(path), 2):
        objects[row["dataset"]].append(_record(row, years[row["dataset"]]["year"], f"objects.tsv:{line}"))
    tables = tuple(
        Table(key, row["title"], str(path), digest, int(row["year"]), tuple(objects[key]))
        for key, row in years.items()
    )
    subjects = tuple(
        _record(row, row["year"], f"subjects.tsv:{line}")
        for line, row in enumerate(_rows(folder / "subjects.tsv"), 2)
    )
    pairs = [Pair(**row) for row in _rows(folder / "pairs.tsv")]
    return LinkSet(name, subjects, tables, {(IRI + pair.subject, IRI + pair.object): pair for pair in pairs})


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _record(row: Mapping[str, str], year: str, place: str) -> Record:
    return Record(
        iri=IRI + row["id"],
        name=row["name"],
        kind=row["kind"],
        parents=tuple(filter(None, row["parents"].split(">"))),
        aliases=tuple(filter(None, row["aliases"].split(";"))),
        code=row["code"],
        year=int(year) if year else None,
        place=place,
    )


class Outcome(NamedTuple):
    """A pair, and the predicate by which it was proposed, empty where it was not."""

    pair: Pair
    predicate: str
    rivals: int

    @property
    def is_claimed(self) -> bool:
        """Tell whether the two are proposed as exactly the same."""
        return self.predicate == EXACT

    @property
    def is_right(self) -> bool:
        """Tell whether a proposal says what the truth says, so far as it matters.

        Exact is exact and nothing else is; which of the weaker predicates is chosen, is left to the reviewer.
        """
        if self.pair.relation == "exact":
            return self.is_claimed
        return not self.is_claimed and (self.pair.relation == "none" or bool(self.predicate))


@dataclass(frozen=True, slots=True)
class Score:
    """What became of the pairs of a set, and of those that were proposed beside them."""

    outcomes: tuple[Outcome, ...]

    @property
    def claimed(self) -> tuple[Outcome, ...]:
        """Return what is proposed as exact."""
        return tuple(outcome for outcome in self.outcomes if outcome.is_claimed)

    @property
    def exact(self) -> tuple[Outcome, ...]:
        """Return what is exact in truth."""
        return tuple(outcome for outcome in self.outcomes if outcome.pair.relation == "exact")

    @property
    def matching(self) -> tuple[Outcome, ...]:
        """Return what matches in truth, exactly or otherwise."""
        return tuple(outcome for outcome in self.outcomes if outcome.pair.relation != "none")

    @property
    def beside(self) -> tuple[Outcome, ...]:
        """Return what is proposed, not as exact, and does not match: a reviewer's time."""
        return tuple(
            outcome
            for outcome in self.outcomes
            if outcome.pair.relation == "none" and outcome.predicate and not outcome.is_claimed
        )

    @property
    def precision(self) -> float:
        """Return the percentage of what is proposed as exact that is exact."""
        return percentage(sum(outcome.is_right for outcome in self.claimed), len(self.claimed))

    @property
    def recall(self) -> float:
        """Return the percentage of matching pairs that are proposed with any predicate."""
        return percentage(sum(bool(outcome.predicate) for outcome in self.matching), len(self.matching))

    @property
    def exact_recall(self) -> float:
        """Return the percentage of exact pairs that are proposed as exact."""
        return percentage(sum(outcome.is_right for outcome in self.exact), len(self.exact))

    @property
    def failures(self) -> tuple[Outcome, ...]:
        """Return what is wrong: the worst first, which is a pair that is called exact and is not."""
        wrong = (outcome for outcome in self.outcomes if not outcome.is_right)
        return tuple(sorted(wrong, key=lambda outcome: (not outcome.is_claimed, outcome.pair)))

    def by_trap(self) -> dict[str, Score]:
        """Return the same of each trap alone, in the order of their names."""
        groups: dict[str, list[Outcome]] = {}
        for outcome in self.outcomes:
            groups.setdefault(outcome.pair.trap, []).append(outcome)
        return {trap: Score(tuple(groups[trap])) for trap in sorted(groups)}


def percentage(part: int, whole: int) -> float:
    """Return 100 where there is nothing that could be wrong."""
    return 100 * part / whole if whole else 100.0


def score(link_set: LinkSet, proposals: Iterable[Proposed]) -> Score:
    """Hold proposals against the truth. What it does not list does not match."""
    found = {(item.subject.iri, item.object.iri): item for item in proposals}
    beside = {key: _unlisted(*key) for key in found if key not in link_set.pairs}
    return Score(
        tuple(
            Outcome(pair, found[key].predicate, len(found[key].rivals))
            if key in found
            else Outcome(pair, "", 0)
            for key, pair in {**link_set.pairs, **beside}.items()
        )
    )


def _unlisted(subject: str, target: str) -> Pair:
    return Pair(subject.removeprefix(IRI), target.removeprefix(IRI), "none", UNLISTED, "not in the truth")

"""The search of a dataset: one pass for names, and one for slips inside the areas that it found."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from baiyang_kg.linking.blocking import Index
from baiyang_kg.linking.divisions import areas_of, province_digits
from baiyang_kg.linking.evidence import NOWHERE, siblinghood
from baiyang_kg.linking.kinds import AREAS
from baiyang_kg.linking.likeness import compare_roughly, compare_slips, compare_words, may_compare
from baiyang_kg.linking.names import longest_first
from baiyang_kg.linking.sides import new_side

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from baiyang_kg.datasets.record import Batch, Record, Source
    from baiyang_kg.linking.evidence import Surroundings
    from baiyang_kg.linking.sides import Side

# A table of at most so many rows is compared row by row, so that other names and slips anywhere are found.
SMALL = 20_000
KEPT = 100_000  # rows of the subjects' provinces: Henan, which has most, has fifty thousand villages


class _Near:
    """The batches with codes of the subjects' own provinces, kept so that no second pass is needed."""

    def __init__(self, beginnings: Collection[str]) -> None:
        self._beginnings = beginnings
        self._rows = 0
        self.batches: list[Batch] = []
        self.is_whole = bool(beginnings)  # as long as there are not too many

    def see(self, batch: Batch) -> None:
        if not self.is_whole:
            return
        codes = "\n" + "\n".join(batch.codes)
        if any(beginning in codes for beginning in self._beginnings):
            self.batches.append(batch)
            self._rows += len(batch.names)
            if self._rows > KEPT:
                self.is_whole = False
                self.batches.clear()


class Search:
    """The candidates of some subjects in a dataset."""

    def __init__(
        self, sides: Sequence[Side], source: Source, *, left_out: Mapping[tuple[str, str], str]
    ) -> None:
        self._sides = sides
        self._source = source
        self._left_out = left_out  # (subject, object) → accepted predicate, "" if rejected
        self._chains = {side.areas for side in sides}
        self._before: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._small: list[Side] = []  # all records, of a small table
        self._near = _Near({f"\n{digits}" for side in sides if (digits := province_digits(side.areas))})
        self.rows = 0
        self.settled: set[int] = set()  # subjects whose counterpart here somebody has accepted
        self.candidates: dict[int, dict[str, Side]] = {number: {} for number in range(len(sides))}  # by IRI

    def find_names(self) -> None:
        """Read the dataset once and note the records whose names may be those of subjects."""
        index = Index(self._sides)
        coming = self._source.batches()
        first = []
        for batch in coming:
            first.append(batch)
            self.rows += len(batch.names)
            if self.rows > SMALL:
                break
        is_small = self.rows <= SMALL
        for batch in first:
            self._find_in(batch, index)
            if is_small:
                self._find_keys(batch, index)
        del first
        for batch in coming:
            self.rows += len(batch.names)
            self._find_in(batch, index)

    def _find_in(self, batch: Batch, index: Index) -> None:
        self._near.see(batch)
        for row, numbers in index.find(batch):
            side = self._side(batch.record(row))
            for number in numbers:
                self._note(number, side)

    def _find_keys(self, batch: Batch, index: Index) -> None:
        for row in range(len(batch.names)):
            side = self._side(batch.record(row))
            self._small.append(side)
            for number in index.find_keys(side):
                self._note(number, side)

    def find_slips(self, wanted: Collection[int], around: Mapping[tuple[str, ...], Surroundings]) -> None:
        """Note the records that may be meant by a slip; of the subjects `wanted`, which have no namesake.

        Those that are areas are looked for in the areas around their siblings, which may take a second pass;
        others in small tables only, for in great ones each slip is somebody's name.
        """
        if self._small:
            for number in wanted:
                self._find_slips_of(number, self._small)
            return
        prefixes: defaultdict[str, list[int]] = defaultdict(list)
        for number in wanted:
            for prefix in self._prefixes(number, around):
                prefixes[prefix].append(number)
        if not prefixes:
            return
        for batch in self._near.batches if self._near.is_whole else self._source.batches():
            for row in _rows_under(batch, tuple(prefixes)):
                side = self._side(batch.record(row))
                here = [numbers for prefix, numbers in prefixes.items() if side.code.startswith(prefix)]
                for number in chain.from_iterable(here):
                    self._find_slips_of(number, [side])

    def _prefixes(self, number: int, around: Mapping[tuple[str, ...], Surroundings]) -> Iterable[str]:
        """Return the prefixes of codes under which a slip for an area's name is worth looking for."""
        side = self._sides[number]
        if side.group not in AREAS:
            return ()
        here = around.get(siblinghood(side), NOWHERE)
        return [prefix for prefix in here.siblings or sorted(here.accepted) if len(prefix) >= 6]

    def _find_slips_of(self, number: int, others: Iterable[Side]) -> None:
        one = self._sides[number]
        for other in others:
            if may_compare(one, other) and any(
                compare(one, other)[0] for compare in (compare_slips, compare_roughly, compare_words)
            ):
                self._note(number, other)

    def _side(self, record: Record) -> Side:
        return new_side(record, before=self._areas_around(record.parents))

    def _areas_around(self, parents: tuple[str, ...]) -> tuple[str, ...]:
        """Return the areas of the subjects that may stand before the name of a record, the longest first.

        Where the record says in which city it is, those of other cities are words of its name: 东湖.
        """
        if parents not in self._before:
            told = {area.core for area in areas_of(parents) if area.level != "province"}
            self._before[parents] = longest_first(
                {
                    area.name
                    for chain in self._chains
                    if not told or any(area.core in told for area in chain)
                    for area in chain
                }
            )
        return self._before[parents]

    def _note(self, number: int, side: Side) -> None:
        subject, target = self._sides[number].record.iri, side.record.iri
        judged = self._left_out.get((subject, target))
        if judged is None and subject != target:
            self.candidates[number].setdefault(target, side)
        elif judged and judged.endswith("exactMatch"):
            self.settled.add(number)


def _rows_under(batch: Batch, prefixes: tuple[str, ...]) -> Iterator[int]:
    return (row for row, code in enumerate(batch.codes) if code.startswith(prefixes))

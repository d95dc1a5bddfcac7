"""Links inside the graph: one thing under two names, in the reports of two years or of two streets.

What has the same kind, area and name is one node from the beginning, whichever report names it. What a report
calls otherwise than the year before, and what two streets name, is two nodes that may be one thing: they are
looked up among each other as they would be in an outside dataset.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from baiyang_kg.linking.proposing import propose

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from baiyang_kg.datasets.record import Batch, Record, Source
    from baiyang_kg.linking.proposing import Proposal


class GraphSource:
    """The things of a graph as a dataset to look things up in."""

    def __init__(self, records: Sequence[Record], *, path: str) -> None:
        self.id = self.title = Path(path).name
        self.path = path
        self.year: int | None = None
        self._records = [_placed(record, self.id) for record in records]
        self.sha256 = hashlib.sha256(repr(self._records).encode()).hexdigest()

    def batches(self) -> Iterator[Batch]:
        """Yield all of them at once."""
        yield _Records(self._records)


class _Records:
    """Records as a batch."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.names = [record.name for record in records]
        self.codes = [record.code for record in records]
        self._records = records

    def record(self, index: int) -> Record:
        """Return one of them."""
        return self._records[index]


def propose_within(
    records: Sequence[Record],
    source: Source,
    *,
    accepted: Collection[tuple[str, str, str]] = (),
    rejected: Collection[tuple[str, str]] = (),
) -> list[Proposal]:
    """Return which of `records`, of which `source` is made, may be one thing; each pair once.

    The subject of a pair is what the older report names; of one year, what comes first. `accepted` and
    `rejected` are as in `propose`. Raises ExportError where the libraries are missing.
    """
    itself = {(record.iri, record.iri) for record in records}
    turned = {(other, one) for one, other in rejected} | {(other, one) for one, _, other in accepted}
    found = propose(records, source, accepted=accepted, rejected={*rejected, *turned, *itself})
    best: dict[frozenset[str], Proposal] = {}
    for proposal in found:
        pair = frozenset((proposal.subject.iri, proposal.object.iri))
        best[pair] = min(best.get(pair, proposal), proposal, key=_age)
    return sorted(best.values(), key=lambda one: (one.subject.iri, -one.confidence, one.object.iri))


def _age(proposal: Proposal) -> tuple[bool, str]:
    """Return what orders the two directions of a pair."""
    one, other = proposal.subject, proposal.object
    return (one.year or 0) > (other.year or 0), one.iri


def _placed(record: Record, graph: str) -> Record:
    """Return a record that says where it stands: in which graph, and in the report of which year."""
    return record._replace(place=f"{graph}:{record.year or 0}")

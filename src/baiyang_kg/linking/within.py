"""Links inside the graph: one thing under two names, in the reports of two years or of two streets.

What has the same kind, area and name is one node from the beginning, whichever report names it. What a report
calls otherwise than the year before, and what two streets name, is two nodes that may be one thing: they are
looked up among each other as they would be in an outside dataset.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.datasets.record import RecordBatch
from baiyang_kg.linking.proposing import SIMILAR, propose

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from baiyang_kg.datasets.record import Record, Source
    from baiyang_kg.linking.proposing import Proposal


class GraphSource(NamedTuple):
    """The things of a graph as a dataset to look things up in."""

    records: Sequence[Record]
    id: str = "graph"
    title: str = "the graph itself"
    path: str = ""
    sha256: str = ""
    year: int | None = None

    def batches(self) -> Iterator[RecordBatch]:
        """Yield all of them at once, each with where it stands: the graph, and the report of which year."""
        place = Path(self.path).name
        yield RecordBatch([record._replace(place=f"{place}:{record.year or 0}") for record in self.records])


def propose_within(
    records: Sequence[Record],
    source: Source | None = None,
    *,
    accepted: Collection[tuple[str, str, str]] = (),
    rejected: Collection[tuple[str, str]] = (),
) -> list[Proposal]:
    """Return which of `records`, all of one graph, may be one thing; each pair once.

    The subject of a pair is what the older report names; of one year, what has the lesser IRI. Measures of
    one name have two IRIs because their units differ, so they are two; names that are merely similar say
    nothing here. `accepted` and `rejected` are as for `propose`, in either direction. Raises ExportError
    where the libraries are missing.
    """
    ordered = sorted(set(records), key=lambda record: (record.iri, record))
    turned = [(target, subject) for subject, target in rejected]
    turned += [(target, subject) for subject, _, target in accepted]
    itself = [(record.iri, record.iri) for record in ordered]
    found = propose(
        ordered, source or GraphSource(ordered), accepted=accepted, rejected=[*rejected, *turned, *itself]
    )
    best: dict[frozenset[str], Proposal] = {}
    for proposal in filter(_tells_something, found):
        pair = frozenset((proposal.subject.iri, proposal.object.iri))
        best[pair] = min(best.get(pair, proposal), proposal, key=_direction)
    return sorted(best.values(), key=lambda one: (one.subject.iri, -one.confidence, one.object.iri))


def _tells_something(proposal: Proposal) -> bool:
    name = proposal.features[0].value
    return name != SIMILAR and not (proposal.subject.kind == "indicator" and name in {"same", "normal"})


def _direction(proposal: Proposal) -> tuple[bool, str]:
    """Return what orders the two directions of a pair: from the older to the newer first."""
    one, other = proposal.subject, proposal.object
    return (one.year or 0) > (other.year or 0), one.iri

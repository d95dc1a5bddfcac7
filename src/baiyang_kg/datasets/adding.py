"""Outside datasets come into a store and leave it, each in a graph of its own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from baiyang_kg.datasets.naming import mint_dataset
from baiyang_kg.datasets.provenance import Provenance, check_provenance
from baiyang_kg.datasets.quads import Dataset, dataset_quads
from baiyang_kg.errors import DatasetError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.export import graph_iris
from baiyang_kg.graph.naming import nearest
from baiyang_kg.graph.replacement import amend_store
from baiyang_kg.graph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import Quad

    Progress = Callable[[str, str], None]  # the stage that begins, and what it is done to

_TYPE = NamedNode(vocab.A)
_TOLD_EACH = 50_000  # statements between two signs of life


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came into a store."""

    graph: str  # IRI
    replaced: bool  # whether a dataset of this name was there before
    statements: int
    classes: tuple[tuple[str, int], ...]  # IRIs, and how many things are of each, the most first


def add_dataset(
    store: Path,
    dataset: Dataset,
    provenance: Provenance,
    *,
    progress: Progress = lambda _stage, _subject: None,
) -> Added:
    """Put a dataset into the store as the graph of its name, in place of one that has this name.

    What `provenance` leaves open is what its description says. Raises DatasetError, with file and line, for
    what cannot be read and for the name of a report, and StoreError; in every case the store is left as it
    was.
    """
    check_provenance(provenance)
    graph, there = mint_dataset(dataset.id), _graphs(store)
    _refuse_name_of_report(dataset.id, there)
    counts: Counter[str] = Counter()
    progress("read", dataset.id)
    quads = _counted(dataset_quads(dataset, provenance), graph, counts, progress)
    amend_store(store, drop={graph}, add=quads)
    return Added(
        graph=graph,
        replaced=graph in there,
        statements=counts.pop(""),
        classes=tuple(sorted((+counts).items(), key=lambda one: (-one[1], one[0]))),
    )


def remove_dataset(store: Path, dataset_id: str) -> str:
    """Take a dataset out of the store and return the IRI of its graph.

    Raises DatasetError, with the nearest names, where the store has none of this name, and StoreError.
    """
    graph, there = mint_dataset(dataset_id), _graphs(store)
    if graph not in there:
        names = [
            iri.removeprefix(vocab.DATASET_GRAPH) for iri in there if iri.startswith(vocab.DATASET_GRAPH)
        ]
        near = nearest(dataset_id, names) or names
        remedy = f"did you mean {' · '.join(near)}?" if near else "it has no datasets"
        raise DatasetError(f"--remove {dataset_id}", "the store has no such dataset", remedy)
    amend_store(store, drop={graph})
    return graph


def _graphs(store: Path) -> list[str]:
    return graph_iris(open_store(store))


def _refuse_name_of_report(dataset_id: str, there: Iterable[str]) -> None:
    """Two graphs with one last part of their IRIs could not be told apart by it."""
    if mint_dataset(dataset_id).replace(vocab.DATASET_GRAPH, vocab.GRAPH, 1) in there:
        found = "is the name of a report or another graph of this store"
        raise DatasetError(f"--id {dataset_id}", found, "choose another with --id")


def _counted(quads: Iterable[Quad], graph: str, counts: Counter[str], progress: Progress) -> Iterator[Quad]:
    """Yield `quads`, and count them (at "") and the things of each class, those of their origin apart."""
    origin = (f"{graph}>", f"{graph}/file/")
    for number, quad in enumerate(quads, start=1):
        counts[""] = number
        if quad.predicate == _TYPE and isinstance(quad.object, NamedNode):
            told_of_file = isinstance(quad.subject, NamedNode) and f"{quad.subject.value}>".startswith(origin)
            counts[quad.object.value] += not told_of_file
        if number % _TOLD_EACH == 0:
            progress("read", f"{number} statements")
        yield quad

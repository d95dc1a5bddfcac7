"""What an outside dataset says, as quads of a named graph of its own, its provenance among them."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from baiyang_kg.datasets.describing import describe_table
from baiyang_kg.datasets.formats import ending
from baiyang_kg.datasets.naming import dataset_id, mint_dataset
from baiyang_kg.datasets.provenance import (
    DESCRIPTION,
    File,
    Provenance,
    provenance_triples,
    read_file,
    stated_provenance,
)
from baiyang_kg.datasets.statements import read_statements, syntax_of
from baiyang_kg.datasets.succession import find_successions, succession_triples
from baiyang_kg.datasets.triples import table_triples
from baiyang_kg.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from baiyang_kg.datasets.describing import DescribedTable

_MEDIA_TYPES = {
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".tsv": "text/tab-separated-values",
    ".tab": "text/tab-separated-values",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".xlsb": "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}


class Dataset(NamedTuple):
    """An outside dataset that was opened: what it says comes when it is asked for, and once."""

    id: str
    triples: Iterable[Triple]
    files: Sequence[File]
    stated: Provenance  # what its description says of its origin
    notes: Sequence[str] = ()  # for its user: how it is understood


def open_dataset(  # noqa: PLR0913 (options of the command line)
    path: str,
    *,
    id_given: str | None = None,
    mapping: str | None = None,
    parents: Sequence[str] = (),
    year: int | None = None,
    base: str | None = None,
) -> Dataset:
    """Open a file in RDF, or a table with its description: `mapping`, the one beside it, or one proposed.

    `parents` are tables of the areas above, whose rows come into the same dataset. Relative IRIs of RDF are
    resolved against `base`. Raises DatasetError.
    """
    if syntax_of(path) is not None:
        if mapping or parents:
            given = "--mapping" if mapping else "--parents"
            raise DatasetError(given, f"is for a table, and {path} is RDF", "leave it away")
        return _open_statements(path, dataset_id(path, id_given), base)
    first = describe_table(path, mapping=mapping, dataset_id=id_given, year=year)
    name, year = first.description.id, first.description.year
    others = [describe_table(parent, dataset_id=name, year=year) for parent in parents]
    return _open_tables([first, *others])


def dataset_quads(dataset: Dataset, provenance: Provenance) -> Iterator[Quad]:
    """Yield the quads of a dataset; the same files give the same ones in the same order.

    Raises DatasetError, with file and line, for what cannot be read.
    """
    graph = NamedNode(mint_dataset(dataset.id))
    told = provenance_triples(graph, provenance.completed(dataset.stated), dataset.files)
    for triple in chain(told, dataset.triples):
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


def skolemised(quads: Iterable[Quad], dataset: str, *, place: str) -> Iterator[Triple]:
    """Yield the triples of `quads`, each blank node an IRI in `dataset` by its place in their order.

    See "RDF 1.1 Concepts", section 3.5. Raises DatasetError for a triple in a triple, which RDF 1.1 has not.
    """
    nodes: dict[BlankNode, NamedNode] = {}

    def named(term: Any) -> Any:
        if isinstance(term, BlankNode):
            if term not in nodes:
                nodes[term] = NamedNode(f"{dataset}/node/{len(nodes) + 1}")
            return nodes[term]
        if isinstance(term, Triple):
            raise DatasetError(place, f"states a triple of a triple: {term}", "write it in RDF 1.1")
        return term

    for quad in quads:
        yield Triple(named(quad.subject), quad.predicate, named(quad.object))


def _open_statements(path: str, name: str, base: str | None) -> Dataset:
    form, graph = syntax_of(path), mint_dataset(name)
    file = read_file(path, form.media_type if form else "")
    stated = skolemised(read_statements(path, base=base or f"{graph}/"), graph, place=path)
    return Dataset(name, stated, [file], Provenance(title=file.name))


def _open_tables(tables: Sequence[DescribedTable]) -> Dataset:
    description = tables[0].description
    graph = mint_dataset(description.id)
    files: list[File] = []
    notes: list[str] = []
    triples: list[Iterable[Triple]] = []
    for one in tables:
        files += _files(one)
        successions, missing = find_successions(one)
        triples += [table_triples(one), succession_triples(successions, graph)]
        notes += [one.note, *(() if one.description.path else one.description.comments)]
        if missing:
            notes.append(f"{one.table.path}: has no row of these successors: {' '.join(missing)}")
    notes = list(dict.fromkeys(notes))  # what holds for several tables is said once
    return Dataset(description.id, chain.from_iterable(triples), files, stated_provenance(description), notes)


def _files(table: DescribedTable) -> Iterator[File]:
    """Yield the file of a table, of which `#` may have chosen a sheet, and that of its description."""
    path = table.table.path
    yield read_file(
        path if Path(path).exists() else path.partition("#")[0], _MEDIA_TYPES.get(ending(path), "")
    )
    if table.description.path:
        yield read_file(table.description.path, DESCRIPTION)

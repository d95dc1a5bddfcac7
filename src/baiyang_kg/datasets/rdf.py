"""RDF files as datasets to link with: their labelled things."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from baiyang_kg.datasets.digest import file_digest
from baiyang_kg.datasets.naming import dataset_id, mint_dataset, year_of_name
from baiyang_kg.datasets.quads import skolemised
from baiyang_kg.datasets.statements import read_statements
from baiyang_kg.datasets.things import Things, batches_of
from baiyang_kg.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

    from baiyang_kg.datasets.record import RecordBatch


@dataclass(frozen=True, slots=True)
class RdfSource:
    """The labelled things of an RDF file, as a Source. What it says of them is held in memory, no more."""

    id: str
    title: str
    path: str
    sha256: str
    year: int | None

    def batches(self) -> Iterator[RecordBatch]:
        """Yield its things in the order in which they are first named. Raises DatasetError."""
        things = Things()
        for triple in self._triples():
            things.add(triple.subject, triple.predicate, triple.object)
        yield from batches_of(things.records(year=self.year, place=Path(self.path).name))

    def _triples(self) -> Iterator[Triple]:
        """Yield what it states, in the names that `add` gives to blank nodes and relative IRIs too."""
        graph = mint_dataset(self.id)
        return skolemised(read_statements(self.path, base=f"{graph}/"), graph, place=self.path)

    def is_empty(self) -> bool:
        """Say whether it states nothing. Raises DatasetError."""
        return next(self._triples(), None) is None


def open_rdf_source(path: str, *, id_given: str | None = None, year: int | None = None) -> RdfSource:
    """Return the things of an RDF file as records. Raises DatasetError for no file or one without triples."""
    identifier = dataset_id(path.removesuffix(".gz"), id_given)
    source = RdfSource(identifier, identifier, path, file_digest(path), year or year_of_name(path))
    if source.is_empty():
        raise DatasetError(path, "holds no triple", "is it the file that you meant?")
    return source

"""RDF files as others publish them: Turtle, N-Triples, N-Quads, TriG, N3, RDF/XML and JSON-LD."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

import pyoxigraph as ox

from baiyang_kg.datasets.digest import file_digest
from baiyang_kg.datasets.naming import dataset_id, space_of, year_of_name
from baiyang_kg.datasets.things import RecordBatch, Things, batches_of
from baiyang_kg.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".n3": ox.RdfFormat.N3,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}


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
        for quad in read_quads(self.path, base=space_of(self.id)):
            things.add(quad.subject, quad.predicate, quad.object)
        yield from batches_of(things.records(year=self.year, place=Path(self.path).name))


def open_rdf_source(path: str, *, id_given: str | None = None, year: int | None = None) -> RdfSource:
    """Return the things of an RDF file as records. Raises DatasetError for no file or one without triples."""
    digest = file_digest(path)
    identifier = dataset_id(path, id_given)
    if next(read_quads(path, base=space_of(identifier)), None) is None:
        raise DatasetError(path, "holds no triple", "is it the file that you meant?")
    return RdfSource(identifier, identifier, path, digest, year or year_of_name(path))


def read_quads(path: str, *, base: str) -> Iterator[ox.Quad]:
    """Yield the statements of an RDF file as they stand, in bounded memory; relative IRIs stand below `base`.

    Raises DatasetError, with the line, for what is no RDF: what came before has been yielded then.
    """
    form = FORMATS[Path(path).suffix.lower()]
    try:
        yield from ox.parse(path=path, format=form, base_iri=base)
    except SyntaxError as error:
        raise _syntax_error(path, form, error) from None
    except OSError as error:
        raise DatasetError(path, f"cannot be read: {error}") from error


def _syntax_error(path: str, form: ox.RdfFormat, error: SyntaxError) -> DatasetError:
    found = error.msg.partition(": ")[2] if error.lineno else error.msg
    if "LoadDocumentCallback" in found:
        remedy = "write the context into the file, or turn it into Turtle"
        return DatasetError(path, "refers to a JSON-LD context elsewhere, and nothing is fetched", remedy)
    line = error.lineno or (_line_of_xml(path) if form == ox.RdfFormat.RDF_XML else None)
    place = f"{path}:{line}" if line else path
    return DatasetError(place, f"is no {form.name}: {found}", "mend the line; nothing of the file was loaded")


def _line_of_xml(path: str) -> int | None:
    """Return the line where a file stops being XML, which the RDF parser does not say."""
    parser = expat.ParserCreate()
    try:
        with Path(path).open("rb") as file:
            parser.ParseFile(file)
    except expat.ExpatError as error:
        return error.lineno
    return None

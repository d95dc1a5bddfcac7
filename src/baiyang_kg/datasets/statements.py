"""Files in RDF, whatever their syntax, as statements: one after the other, in bounded memory."""

from __future__ import annotations

import gzip
import re
import zlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast
from xml.parsers import expat

import pyoxigraph
from pyoxigraph import RdfFormat

from baiyang_kg.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Quad

SYNTAXES = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".n3": RdfFormat.N3,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
_PLACE = re.compile(r"Parser error (at|between) line [^:]*: ")  # which the place says already
_UNCHANGED = "mend it there; nothing was loaded"


def syntax_of(path: str) -> RdfFormat | None:
    """Return the syntax that a file's name says, `.gz` behind it or not; None where it says none of RDF."""
    return SYNTAXES.get(Path(path.lower().removesuffix(".gz")).suffix)


def read_statements(path: str, *, base: str | None = None) -> Iterator[Quad]:
    """Yield what a file states, in its order; relative IRIs are resolved against `base`.

    Raises DatasetError, with the line where the syntax has lines, for a file that cannot be read.
    """
    form = syntax_of(path)
    if form is None:
        known = " ".join(SYNTAXES)
        raise DatasetError(path, "its name says no syntax of RDF", f"let it end in one of {known}")
    with _opened(path) as file:
        try:
            yield from pyoxigraph.parse(file, form, base_iri=base)
        except SyntaxError as error:
            raise _syntax_error(path, form, error) from None
        except (EOFError, zlib.error):
            raise DatasetError(path, "is cut off", "get it whole; nothing was loaded") from None


def _syntax_error(path: str, form: RdfFormat, error: SyntaxError) -> DatasetError:
    if "LoadDocumentCallback" in error.msg:
        found = "is no JSON-LD that stands alone: its context is elsewhere, and nothing is fetched"
        return DatasetError(path, found, "write the context into the file, or turn it into Turtle")
    line = error.lineno or (_line_of_xml(path) if form == RdfFormat.RDF_XML else None)
    found = f"is no {form.name}: {_PLACE.sub('', str(error.msg))}"
    return DatasetError(f"{path}:{line}" if line else path, found, _UNCHANGED)


def _line_of_xml(path: str) -> int | None:
    """Return the line where a file stops being XML, which the parser of RDF does not say."""
    parser = expat.ParserCreate()
    try:
        with _opened(path) as file:
            parser.ParseFile(file)
    except expat.ExpatError as error:
        return error.lineno
    return None


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    try:
        with gzip.open(path) if path.lower().endswith(".gz") else Path(path).open("rb") as file:
            yield cast("BinaryIO", file)
    except gzip.BadGzipFile:
        raise DatasetError(path, "is no gzip file", "name it without .gz, or get it again") from None
    except OSError as error:
        raise DatasetError(path, f"cannot be read: {error.strerror or error}", "name a file") from None

"""Answers, written: the formats of SPARQL and RDF, tables, and the forms of `baiyang_kg.answers`."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, BinaryIO, NamedTuple, TextIO, cast

import pyoxigraph
from pyoxigraph import QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat

from baiyang_kg.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pyoxigraph import Triple

    from baiyang_kg.answers.citation import Citation
    from baiyang_kg.graph.store import Answer

ROW_FORMATS = {
    "csv": QueryResultsFormat.CSV,  # https://www.w3.org/TR/sparql11-results-csv-tsv/
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,  # https://www.w3.org/TR/sparql11-results-json/
    "xml": QueryResultsFormat.XML,  # https://www.w3.org/TR/rdf-sparql-XMLres/
}
GRAPH_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}


class Form(NamedTuple):
    """A form that an answer can be written in."""

    name: str
    kinds: frozenset[str]  # of answer that it can hold: rows, truth, graph
    binary: bool = False  # nothing that a terminal could show
    cites: bool = True  # it has a place for the citation


_ROWS, _TRUTH, _GRAPH = frozenset({"rows"}), frozenset({"rows", "truth"}), frozenset({"graph"})
FORMS = {
    form.name: form
    for form in (
        Form("table", _TRUTH),
        *(Form(name, _TRUTH, cites=False) for name in ROW_FORMATS),
        Form("md", _ROWS),
        Form("html", _ROWS),
        Form("xlsx", _ROWS, binary=True),
        Form("parquet", _ROWS, binary=True),
        *(Form(name, _GRAPH, cites=name in {"ttl", "nt"}) for name in GRAPH_FORMATS),
    )
}
FORMATS = tuple(FORMS)
_EXTENSIONS = {"htm": "html", "markdown": "md", "txt": "table", "srj": "json", "srx": "xml"}
_FACTS = {
    "rows": "SELECT gives rows",
    "truth": "ASK gives yes or no",
    "graph": "CONSTRUCT and DESCRIBE give triples",
}


def form_of(path: str | None, form: str | None) -> str | None:
    """Return the name of a form: `form`, or what the extension of `path` says; None where neither is said.

    Raises ExportError for a name or an extension that there is not.
    """
    known = f"choose from: {', '.join(FORMS)}"
    if form is not None:
        if form not in FORMS:
            raise ExportError(f"--format {form}", "there is no such form", known)
        return form
    if path is None:
        return None
    stem, dot, extension = path.rpartition("/")[2].rpartition(".")
    if not (dot and stem):
        raise ExportError(path, "has no extension that names a form", f"add --format; {known}")
    found = _EXTENSIONS.get(extension.lower(), extension.lower())
    if found not in FORMS:
        raise ExportError(path, f"there is no form {extension!r}", f"add --format; {known}")
    return found


def form_for(answer: Answer, form: str | None) -> Form:
    """Return the form in which `answer` is written where the user said `form`, or nothing.

    Nothing said is csv, and Turtle for a graph, as is a table. Raises ExportError for a form that the kind
    of answer does not have.
    """
    kind = "rows" if isinstance(answer, QuerySolutions) else "truth"
    if isinstance(answer, QueryTriples):
        kind, form = "graph", "ttl" if form in {None, "table"} else form
    form = form or "csv"
    if kind not in FORMS[form].kinds:
        known = ", ".join(other.name for other in FORMS.values() if kind in other.kinds)
        raise ExportError(f"--format {form}", _FACTS[kind], f"choose from: {known}")
    return FORMS[form]


def write_answer(  # noqa: PLR0913 (an answer, and all that is said of how to write it)
    answer: Answer,
    output: TextIO,
    *,
    form: str | None,
    columns: int,
    citation: Citation | None = None,
    caption: Sequence[str] = (),
) -> bool:
    """Write `answer` to `output` and tell whether it holds anything; a yes or a no always does.

    A table is written in the encoding of `output`, `columns` wide, everything else in UTF-8, as its standard
    demands. `form` is one of FORMS or None, as `form_for` says. The citation is written where the form has a
    place for it, and `caption` (what was asked, in the reader's languages) in a page or a document.

    Raises ExportError for a form that the kind of answer does not have, and as the forms do.
    """
    chosen = form_for(answer, form)
    if isinstance(answer, QueryTriples):
        found = _write_graph(answer, output.buffer, GRAPH_FORMATS[chosen.name])
        if citation is not None and chosen.cites:
            output.buffer.writelines(f"# {line}\n".encode() for line in _lines_of(citation))
        return found
    if isinstance(answer, QuerySolutions) and chosen.name in ROW_FORMATS:
        return _write_rows(answer, output.buffer, ROW_FORMATS[chosen.name])
    if isinstance(answer, QuerySolutions) and chosen.name != "table":
        return _write_document(answer, output.buffer, chosen, caption=caption, citation=citation)
    if chosen.name != "table":
        answer.serialize(output.buffer, ROW_FORMATS[chosen.name])
        return True
    found = True
    if isinstance(answer, QuerySolutions):
        found = _write_table(answer, output, columns)
    else:
        output.write("true\n" if answer else "false\n")
    if citation is not None:
        output.writelines(["\n", *(f"{line}\n" for line in _lines_of(citation))])
    return found


def _lines_of(citation: Citation) -> Iterator[str]:
    from baiyang_kg.answers.citation import citation_lines  # noqa: PLC0415 (it loads dataclasses, hashlib)
    from baiyang_kg.terminal import printable  # noqa: PLC0415 (as above)

    return map(printable, citation_lines(citation))


def _header(solutions: QuerySolutions) -> list[str]:
    return [variable.value for variable in solutions.variables]


def _write_table(solutions: QuerySolutions, output: TextIO, columns: int) -> bool:
    """Write a table whose widths are those of its first rows."""
    from baiyang_kg.answers.sample import (  # noqa: PLC0415 (programs that read csv do not pay for it)
        numeric_columns,
        take_sample,
    )
    from baiyang_kg.graph.curies import text_of  # noqa: PLC0415 (as above)
    from baiyang_kg.terminal import table_lines  # noqa: PLC0415 (as above)

    header = _header(solutions)
    sample, rows = take_sample(map(tuple, solutions))
    texts = ([text_of(term) for term in row] for row in rows)
    numeric = numeric_columns(sample, len(header))
    output.writelines(f"{line}\n" for line in table_lines(header, texts, columns=columns, numeric=numeric))
    return bool(sample)


def _write_rows(solutions: QuerySolutions, output: BinaryIO, form: QueryResultsFormat) -> bool:
    """Write the rows as they come; they are not kept, so that there may be millions."""
    names = " ".join(str(variable) for variable in solutions.variables)
    nothing = cast("QuerySolutions", pyoxigraph.Store().query(f"SELECT {names or '*'} {{}} LIMIT 0"))
    empty = cast("bytes", nothing.serialize(format=form))
    counted = _Counted(output)
    solutions.serialize(cast("BinaryIO", counted), form)
    return counted.size > len(empty)


def _write_document(
    solutions: QuerySolutions,
    output: BinaryIO,
    form: Form,
    *,
    caption: Sequence[str],
    citation: Citation | None,
) -> bool:
    write = _writer_of(form.name)
    header, rows = _header(solutions), map(tuple, solutions)
    if not form.binary:
        return write(header, rows, output, caption=caption, citation=citation)
    from shutil import copyfileobj  # noqa: PLC0415 (few answers are binary)
    from tempfile import TemporaryFile  # noqa: PLC0415 (as above)

    with TemporaryFile() as whole:  # what these libraries write to must know its place, and a pipe does not
        found = write(header, rows, whole, caption=caption, citation=citation)
        whole.seek(0)
        copyfileobj(whole, output)
    return found


def _writer_of(name: str) -> Callable[..., bool]:
    """Return the function that writes a form; each module is loaded when its form is wanted."""
    if name == "md":
        from baiyang_kg.answers.markdown import write_markdown as write  # noqa: PLC0415
    elif name == "html":
        from baiyang_kg.answers.html import write_html as write  # noqa: PLC0415
    elif name == "xlsx":
        from baiyang_kg.answers.excel import write_excel as write  # noqa: PLC0415
    else:
        from baiyang_kg.answers.parquet import write_parquet as write  # noqa: PLC0415
    return write


def _write_graph(triples: Iterable[Triple], output: BinaryIO, form: RdfFormat) -> bool:
    """Write triples in a fixed order, each once; many of them wait in files until they are sorted."""
    from baiyang_kg.answers.sorting import sorted_lines  # noqa: PLC0415 (rows need no order)
    from baiyang_kg.graph.curies import DECLARED  # noqa: PLC0415 (rows need no prefixes)

    lines = _Lines(sorted_lines(f"{triple} ." for triple in triples))
    quads = pyoxigraph.parse(cast("IO[bytes]", lines), format=RdfFormat.N_TRIPLES, lenient=True)
    pyoxigraph.serialize((quad.triple for quad in quads), output, form, prefixes=DECLARED)
    return lines.count > 0


class _Lines:
    """Lines as a file that the engine reads from."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.count = 0
        self._lines = lines
        self._waiting = b""

    def read(self, size: int) -> bytes:
        while len(self._waiting) < size and (line := next(self._lines, None)) is not None:
            self._waiting += f"{line}\n".encode()
            self.count += 1
        given, self._waiting = self._waiting[:size], self._waiting[size:]
        return given


class _Counted:
    """A file that counts what is written to it."""

    def __init__(self, output: BinaryIO) -> None:
        self.output = output
        self.size = 0

    def write(self, data: bytes) -> int:
        self.size += len(data)
        return self.output.write(data)

    def flush(self) -> None:
        self.output.flush()

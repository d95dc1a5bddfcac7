"""Answers, written: tables for people, the formats of SPARQL and RDF for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TextIO, cast

import pyoxigraph
from pyoxigraph import QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat

from baiyang_kg.errors import ExportError

if TYPE_CHECKING:
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
    extra: str = ""  # of our own installation that it needs


_ROWS, _TRUTH, _GRAPH = frozenset({"rows"}), frozenset({"rows", "truth"}), frozenset({"graph"})
FORMS = {
    form.name: form
    for form in (
        Form("table", _TRUTH),
        *(Form(name, _TRUTH) for name in ROW_FORMATS),
        Form("md", _ROWS),
        Form("html", _ROWS),
        Form("xlsx", _ROWS, binary=True, extra="excel"),
        Form("parquet", _ROWS, binary=True, extra="parquet"),
        *(Form(name, _GRAPH) for name in GRAPH_FORMATS),
    )
}
FORMATS = tuple(FORMS)
_EXTENSIONS = {"htm": "html", "markdown": "md", "txt": "table", "srj": "json", "srx": "xml"}


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


_NUMBERS = frozenset(
    f"http://www.w3.org/2001/XMLSchema#{name}"
    for name in ("integer", "decimal", "double", "float", "int", "long")
)


def write_answer(
    answer: Answer, output: TextIO, *, form: str | None, columns: int, citation: Citation | None = None
) -> bool:
    """Write `answer` to `output` and tell whether it holds anything; a yes or a no always does.

    A table is written in the encoding of `output`, everything else in UTF-8, as its standard demands.
    `form` is one of FORMATS; None is csv, and Turtle for a graph, as is a table. Raises ExportError for a
    form that the kind of answer does not have.
    """
    del citation  # until the next slice
    if isinstance(answer, QueryTriples):
        return _write_graph(answer, output.buffer, "ttl" if form in {None, "table"} else form)
    form = form or "csv"
    if isinstance(answer, QuerySolutions):
        if form == "table":
            return _write_table(answer, output, columns)
        return _write_rows(answer, output.buffer, _choose(form, ROW_FORMATS, "SELECT gives rows"))
    if form == "table":
        output.write("true\n" if answer else "false\n")
    else:
        answer.serialize(output.buffer, _choose(form, ROW_FORMATS, "ASK gives yes or no"))
    return True


def _choose(form: str, formats: dict[str, Any], fact: str) -> Any:
    if form not in formats:
        raise ExportError(f"--format {form}", fact, f"choose from: {', '.join(formats)}")
    return formats[form]


def _write_table(solutions: QuerySolutions, output: TextIO, columns: int) -> bool:
    from baiyang_kg.graph.curies import text_of  # noqa: PLC0415 (programs that read csv do not pay for it)
    from baiyang_kg.terminal import table_lines  # noqa: PLC0415 (as above)

    header = [variable.value for variable in solutions.variables]
    rows = [tuple(solution) for solution in solutions]
    numeric = [
        all(row[i] is None or _is_number(row[i]) for row in rows) and any(row[i] is not None for row in rows)
        for i in range(len(header))
    ]
    texts = [[text_of(term) for term in row] for row in rows]
    lines = table_lines(header, texts, columns=columns, numeric=numeric)
    output.writelines(f"{line}\n" for line in lines)
    return bool(rows)


def _is_number(term: Any) -> bool:
    return isinstance(term, pyoxigraph.Literal) and term.datatype.value in _NUMBERS


def _write_rows(solutions: QuerySolutions, output: BinaryIO, form: QueryResultsFormat) -> bool:
    """Write the rows as they come; they are not kept, so that there may be millions."""
    names = " ".join(str(variable) for variable in solutions.variables)
    nothing = cast("QuerySolutions", pyoxigraph.Store().query(f"SELECT {names or '*'} {{}} LIMIT 0"))
    empty = cast("bytes", nothing.serialize(format=form))
    counted = _Counted(output)
    solutions.serialize(cast("BinaryIO", counted), form)
    return counted.size > len(empty)


def _write_graph(triples: QueryTriples, output: BinaryIO, form: Any) -> bool:
    from baiyang_kg.graph.curies import DECLARED  # noqa: PLC0415 (rows need no prefixes)

    chosen = _choose(form, GRAPH_FORMATS, "CONSTRUCT and DESCRIBE give triples")
    found = sorted(set(triples), key=str)
    pyoxigraph.serialize(found, output, chosen, prefixes=DECLARED)
    return bool(found)


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

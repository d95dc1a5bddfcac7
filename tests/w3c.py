"""The query tests of the W3C: their manifests read, their cases run, their results compared.

A manifest is RDF (https://www.w3.org/2001/sw/DataAccess/tests/README, sections "Manifest" and "Test types").
Results are compared as a store holds them, because the engine keeps the value of a number and not its
spelling: 1.0 and 1.00 are one term. Blank nodes are compared up to their names.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urljoin, urlparse

import pyoxigraph as ox

from baiyang_kg.errors import BaiyangError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Ask = Callable[[ox.Store, str, str], Any]  # store, query, base → the engine's answer

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TESTS = "http://www.w3.org/2001/sw/DataAccess/tests/"
MF, QT, RS = (f"{TESTS}{name}#" for name in ("test-manifest", "test-query", "result-set"))
FORMATS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}
SYNTAX = {  # the type of a test: whether its query is one
    "PositiveSyntaxTest": True,
    "PositiveSyntaxTest11": True,
    "NegativeSyntaxTest": False,
    "NegativeSyntaxTest11": False,
}
EVALUATION = {"QueryEvaluationTest", "CSVResultFormatTest"}


class NoQuery(Exception):  # noqa: N818 (what it says of a text is what a test asks)
    """Raised by an Ask for a text that is no query by its syntax."""


class Graph:
    """A file of Turtle or RDF/XML, looked at."""

    def __init__(self, path: Path) -> None:
        self.quads = list(ox.parse(path=path, base_iri=path.as_uri(), format=syntax_of(path)))

    @cached_property
    def _values(self) -> dict[tuple[Any, str], list[Any]]:
        found: dict[tuple[Any, str], list[Any]] = {}
        for quad in self.quads:
            found.setdefault((quad.subject, quad.predicate.value), []).append(quad.object)
        return found

    def values(self, subject: Any, predicate: str) -> list[Any]:
        """Return the objects of a subject and a predicate."""
        return self._values.get((subject, predicate), [])

    def value(self, subject: Any, predicate: str) -> Any:
        """Return the one object of a subject and a predicate, or None."""
        return next(iter(self.values(subject, predicate)), None)

    def members(self, head: Any) -> Iterator[Any]:
        """Yield the members of a list."""
        while head.value != f"{RDF}nil":
            yield self.value(head, f"{RDF}first")
            head = self.value(head, f"{RDF}rest")

    def typed(self, name: str) -> list[Any]:
        """Return the subjects of a class."""
        return [q.subject for q in self.quads if q.predicate.value == f"{RDF}type" and q.object.value == name]


class Case(NamedTuple):
    """One test of a manifest. `name` is its folder and its local name; `data` are files, with their graph."""

    name: str
    kind: str
    query: Path
    data: tuple[tuple[Path, str | None], ...] = ()
    result: Path | None = None
    lax: bool = False

    def passes(self, ask: Ask) -> bool:
        """Tell whether `ask` does what the test wants."""
        text = self.query.read_bytes().decode("utf-8")
        if self.kind in SYNTAX:
            return _is_query(ask, text, self.query.as_uri()) == SYNTAX[self.kind]
        assert self.result is not None
        answer = ask(self._stored(text), text, self.query.as_uri())
        return same_answer(answer, self.result, lax=self.lax)

    def _stored(self, text: str) -> ox.Store:
        store = ox.Store()
        for path, graph in (*self.data, *_named_in(text, self.query.as_uri())):
            to_graph = ox.NamedNode(graph) if graph else ox.DefaultGraph()
            base = graph or path.as_uri()
            store.load(path=path, format=syntax_of(path), base_iri=base, to_graph=to_graph)
        return store


def syntax_of(path: Path) -> ox.RdfFormat:
    """Return the syntax of an RDF file by its name."""
    return ox.RdfFormat.from_extension(path.suffix[1:]) or ox.RdfFormat.TURTLE


def file_of(iri: Any) -> Path:
    """Return the file that an IRI names."""
    return Path(unquote(urlparse(iri if isinstance(iri, str) else iri.value).path))


def _named_in(text: str, base: str) -> list[tuple[Path, str]]:
    """Return the graphs that a query names with FROM: the store has to hold them, nothing is fetched."""
    named = (urljoin(base, iri) for iri in re.findall(r"FROM\s+(?:NAMED\s+)?<([^>]*)>", text))
    return [(file_of(iri), iri) for iri in named]


def _is_query(ask: Ask, text: str, base: str) -> bool:
    try:
        ask(ox.Store(), text, base)
    except NoQuery:
        return False
    except (RuntimeError, BaiyangError):  # a query, which asks for what there is not, such as a function
        return True
    return True


def read_suite(folder: Path, *, without: Iterable[str] = ()) -> list[Case]:
    """Return the query tests of all manifests below `folder`, without those of some folders."""
    skipped = set(without)
    manifests = sorted(folder.rglob("manifest.ttl"))
    return [case for path in manifests if path.parent.name not in skipped for case in _read_manifest(path)]


def _read_manifest(path: Path) -> Iterator[Case]:
    graph = Graph(path)
    for manifest in graph.typed(f"{MF}Manifest"):
        for head in graph.values(manifest, f"{MF}entries"):
            for test in graph.members(head):
                kind = graph.value(test, f"{RDF}type").value.rpartition("#")[2]
                name = f"{path.parent.name}/{test.value.rpartition('#')[2]}"
                if case := _read_case(graph, test, kind, name):
                    yield case


def _read_case(graph: Graph, test: Any, kind: str, name: str) -> Case | None:
    action = graph.value(test, f"{MF}action")
    if kind in SYNTAX:
        return Case(name, kind, file_of(action))
    if kind not in EVALUATION or graph.values(action, f"{QT}serviceData"):
        return None
    data = [(file_of(file), None) for file in graph.values(action, f"{QT}data")]
    named = [(file_of(file), file.value) for file in graph.values(action, f"{QT}graphData")]
    lax = bool(graph.values(test, f"{MF}resultCardinality"))
    result = file_of(graph.value(test, f"{MF}result"))
    return Case(name, kind, file_of(graph.value(action, f"{QT}query")), (*data, *named), result, lax)


# --- Results ----------------------------------------------------------------------------------------------


def same_answer(answer: Any, expected: Path, *, lax: bool) -> bool:
    """Tell whether an answer is the one that a file describes; `lax`, however often its rows come."""
    if isinstance(answer, ox.QueryTriples):
        triples = [quad.triple for quad in Graph(expected).quads]
        return _canonical(answer) == _canonical(triples)
    if expected.suffix == ".csv":
        return _csv_rows(answer.serialize(format=ox.QueryResultsFormat.CSV)) == _csv_rows(
            expected.read_bytes()
        )
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer) == _expected_truth(expected)
    written = answer.serialize(format=FORMATS.get(expected.suffix, ox.QueryResultsFormat.JSON))
    form = FORMATS.get(expected.suffix, ox.QueryResultsFormat.JSON)
    names, rows = _rows_of(ox.parse_query_results(written, form))
    wanted_names, wanted = _expected_rows(expected)
    if set(names) != set(wanted_names):
        return False
    order = [names.index(name) for name in wanted_names]
    rows = [tuple(row[i] for i in order) for row in rows]
    if _is_ordered(expected) and _comparable(rows) != _comparable(wanted):
        return False
    return _same_rows(rows, wanted, lax=lax)


def _csv_rows(content: bytes) -> list[list[tuple[str, str]]]:
    """Return the rows of a CSV file: SELECT * gives columns no order, and labels of nodes are free."""
    text = re.sub(r"_:[^,\r\n]*", "_:", content.decode("utf-8"))
    return sorted(sorted(row.items()) for row in csv.DictReader(io.StringIO(text)))


def _expected_truth(path: Path) -> bool:
    if path.suffix in FORMATS:
        return bool(ox.parse_query_results(path=path, format=FORMATS[path.suffix]))
    graph = Graph(path)
    return bool(graph.value(graph.typed(f"{RS}ResultSet")[0], f"{RS}boolean").value == "true")


def _rows_of(solutions: Any) -> tuple[list[str], list[tuple[Any, ...]]]:
    return [variable.value for variable in solutions.variables], [tuple(row) for row in solutions]


def _expected_rows(path: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return names and rows of a result: in a format of SPARQL, or as RDF."""
    if path.suffix in FORMATS:
        return _rows_of(ox.parse_query_results(path=path, format=FORMATS[path.suffix]))
    graph = Graph(path)
    head = graph.typed(f"{RS}ResultSet")[0]
    names = sorted({name.value for name in graph.values(head, f"{RS}resultVariable")})
    rows = []
    solutions = graph.values(head, f"{RS}solution")
    for solution in sorted(solutions, key=lambda each: _place_of(graph, each)):
        bound = {
            graph.value(binding, f"{RS}variable").value: graph.value(binding, f"{RS}value")
            for binding in graph.values(solution, f"{RS}binding")
        }
        rows.append(tuple(bound.get(name) for name in names))
    return names, rows


def _place_of(graph: Graph, solution: Any) -> int:
    """Return the place of a row among the others where the result says it, else 0."""
    index = graph.value(solution, f"{RS}index")
    return int(index.value) if index else 0


def _is_ordered(path: Path) -> bool:
    return path.suffix not in FORMATS and b"index>" in ox.serialize(
        Graph(path).quads, format=ox.RdfFormat.N_QUADS
    )


def _comparable(rows: list[tuple[Any, ...]]) -> list[list[Any]]:
    return [["a node" if isinstance(term, ox.BlankNode) else _held(term) for term in row] for row in rows]


def _same_rows(rows: list[tuple[Any, ...]], wanted: list[tuple[Any, ...]], *, lax: bool) -> bool:
    plain, blank = _sorted_out(rows)
    wanted_plain, wanted_blank = _sorted_out(wanted)
    if lax:
        return set(plain) == set(wanted_plain) and all(plain[row] <= wanted_plain[row] for row in plain)
    return plain == wanted_plain and _canonical(_described(blank)) == _canonical(_described(wanted_blank))


def _sorted_out(rows: Iterable[tuple[Any, ...]]) -> tuple[Counter[tuple[Any, ...]], Counter[tuple[Any, ...]]]:
    """Return how often each row comes: those of plain terms, those with a blank node."""
    found: tuple[Counter[tuple[Any, ...]], Counter[tuple[Any, ...]]] = (Counter(), Counter())
    for row in rows:
        blank = any(isinstance(term, ox.BlankNode) for term in row)
        found[blank][tuple(_held(term) for term in row)] += 1
    return found


def _described(rows: Counter[tuple[Any, ...]]) -> Iterator[ox.Triple]:
    """Yield triples that say what the rows are, so that canonical graphs can be compared."""
    for row, count in rows.items():
        node = ox.BlankNode()
        yield ox.Triple(node, ox.NamedNode("row:count"), ox.Literal(count))
        for place, term in enumerate(row):
            if term is not None:
                yield ox.Triple(node, ox.NamedNode(f"row:{place}"), term)


def _canonical(triples: Iterable[ox.Triple]) -> set[ox.Quad]:
    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, _held(t.object)) for t in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


_SCRATCH = ox.Store()


def _held(term: Any) -> Any:
    """Return a term as a store holds it: a number by its value."""
    if not isinstance(term, ox.Literal):
        return term
    quad = ox.Quad(ox.NamedNode("x:s"), ox.NamedNode("x:p"), term)
    _SCRATCH.add(quad)
    held = next(iter(_SCRATCH)).object
    _SCRATCH.clear()
    return held

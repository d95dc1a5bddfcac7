"""The canned queries as things of the graph, SHACL's executables: the store brings its questions along.

    id:query/growth                  a sh:SPARQLSelectExecutable with its whole text
    id:query/plans/parameter/area    a sh:Parameter: what stands between the braces of `VALUES ?area { … }`

The vocabulary is that of SHACL Advanced Features (W3C Working Group Note, sections 5 and 6). A text declares
its own prefixes, so that none are given beside it, and answers as the file does from which it comes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from baiyang_kg.graph import vocab
from baiyang_kg.graph.curies import expand
from baiyang_kg.graph.description import in_graph
from baiyang_kg.graph.iris import mint
from baiyang_kg.graph.listing import example_line
from baiyang_kg.graph.queries import default_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from baiyang_kg.graph.description import Fact
    from baiyang_kg.graph.queries import CannedQuery, Parameter

_DATATYPES = {"date": "date", "decimal": "decimal", "integer": "integer", "text": "string", "year": "gYear"}
_NIL = vocab.RDF + "nil"


def executables(queries: Iterable[CannedQuery]) -> list[Quad]:
    """Return the canned queries as quads of the graph that describes the store."""
    return in_graph(fact for query in queries for fact in _query_facts(query))


def _query_facts(query: CannedQuery) -> Iterator[Fact]:
    iri = mint("query", query.name)
    yield iri, vocab.A, NamedNode(vocab.SH + "SPARQLExecutable")
    yield iri, vocab.A, NamedNode(vocab.SH + "SPARQLSelectExecutable")
    yield iri, vocab.DCTERMS + "identifier", Literal(query.name)
    yield iri, vocab.TITLE, Literal(query.summary_zh, language="zh")
    yield iri, vocab.TITLE, Literal(query.summary, language="en")
    for tag in query.tags:
        yield iri, vocab.SCHEMA + "keywords", Literal(tag)
    yield iri, vocab.SKOS + "example", Literal(example_line(query))
    yield iri, vocab.SH + "select", Literal(query.text)
    for parameter in query.parameters:
        yield iri, vocab.SH + "parameter", NamedNode(mint("query", query.name, "parameter", parameter.name))
        yield from _parameter_facts(query, parameter)


def _parameter_facts(query: CannedQuery, parameter: Parameter) -> Iterator[Fact]:
    iri = mint("query", query.name, "parameter", parameter.name)
    yield iri, vocab.A, NamedNode(vocab.SH + "Parameter")
    # The variable is the last part of the path (SHACL Advanced Features, section 5.2).
    yield iri, vocab.SH + "path", NamedNode(mint("parameter", parameter.name))
    yield iri, vocab.SH + "name", Literal(parameter.name)
    if parameter.help:
        yield iri, vocab.SH + "description", Literal(parameter.help, language="en")
    if parameter.type in _DATATYPES:
        yield iri, vocab.SH + "datatype", NamedNode(vocab.XSD + _DATATYPES[parameter.type])
    elif not parameter.choices:
        yield iri, vocab.SH + "nodeKind", NamedNode(vocab.SH + "IRI")
    if of_class := expand(parameter.of_class):
        yield iri, vocab.SH + "class", NamedNode(of_class)
    if parameter.choices_from:
        yield iri, vocab.RDFS + "seeAlso", NamedNode(mint("query", parameter.choices_from))
    if parameter.choices:
        yield from _choice_facts(iri, parameter.choices)
    yield iri, vocab.SH + "optional", Literal(True)  # noqa: FBT003 (an RDF boolean)
    default = _default(query, parameter)
    if default is not None:
        yield iri, vocab.SH + "defaultValue", default


def _choice_facts(parameter: str, choices: tuple[str, ...]) -> Iterator[Fact]:
    """List the fixed choices, in an RDF list whose members have IRIs."""
    places = [f"{parameter}/choice/{number}" for number, _ in enumerate(choices, start=1)]
    yield parameter, vocab.SH + "in", NamedNode(places[0])
    for choice, place, later in zip(choices, places, [*places[1:], _NIL], strict=True):
        yield place, vocab.RDF + "first", Literal(choice)
        yield place, vocab.RDF + "rest", NamedNode(later)


def _default(query: CannedQuery, parameter: Parameter) -> NamedNode | Literal | None:
    """Return the term between the braces of a parameter; None for UNDEF, and where there are several."""
    prologue = "\n".join(line for line in query.text.splitlines() if line.startswith("PREFIX "))
    values = f"{prologue} SELECT ?value WHERE {{ VALUES ?value {{ {default_of(query, parameter)} }} }}"
    solutions: Any = pyoxigraph.Store().query(values)
    rows = list(solutions)
    value = rows[0]["value"] if len(rows) == 1 else None
    return value if isinstance(value, NamedNode | Literal) else None

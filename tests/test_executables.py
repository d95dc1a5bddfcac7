"""`graph/executables.py`: the canned queries in the graph ask what the files ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.collection import Collection

from baiyang_kg.graph import vocab
from baiyang_kg.graph.executables import executables
from baiyang_kg.graph.iris import mint
from baiyang_kg.graph.parameters import bind
from baiyang_kg.graph.queries import default_of, names, parse_query, read_query

if TYPE_CHECKING:
    from baiyang_kg.graph.store import Store

QUERIES = {name: read_query(name) for name in names()}
SH = rdflib.SH


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    """The executables as another library reads them."""
    triples = [quad.triple for quad in executables(QUERIES.values())]
    return rdflib.Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.TURTLE), format="turtle")


def iri(name: str, *parts: str) -> rdflib.URIRef:
    """Return the IRI of a query, or of a part of it."""
    return rdflib.URIRef(mint("query", name, *parts))


@pytest.mark.parametrize("name", QUERIES)
def test_the_text_in_the_graph_answers_as_the_file(graph: rdflib.Graph, opened: Store, name: str) -> None:
    """What is taken out of the graph again gives, without any prefix from us, the same rows."""
    text = str(graph.value(iri(name), SH.select))

    assert opened.rows(text, declared=True) == opened.rows(QUERIES[name].text, declared=True)
    assert parse_query(text, name=name) == QUERIES[name]


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_says_what_it_asks_and_what_may_be_said_to_it(graph: rdflib.Graph, name: str) -> None:
    """Class, titles in both languages, tags, an example, and a parameter for each of the header."""
    query = QUERIES[name]
    parameters = {str(graph.value(one, SH.name)) for one in graph.objects(iri(name), SH.parameter)}

    assert (iri(name), rdflib.RDF.type, SH.SPARQLSelectExecutable) in graph
    assert (iri(name), rdflib.DCTERMS.title, rdflib.Literal(query.summary, lang="en")) in graph
    assert (iri(name), rdflib.DCTERMS.title, rdflib.Literal(query.summary_zh, lang="zh")) in graph
    assert {str(tag) for tag in graph.objects(iri(name), rdflib.URIRef(vocab.SCHEMA + "keywords"))} == set(
        query.tags
    )
    assert str(graph.value(iri(name), rdflib.SKOS.example)).startswith(f"baiyang-kg run {name}")
    assert parameters == {parameter.name for parameter in query.parameters}


@pytest.mark.parametrize("name", [name for name, query in QUERIES.items() if query.parameters])
def test_a_value_can_be_bound_by_what_the_graph_says(graph: rdflib.Graph, opened: Store, name: str) -> None:
    """A parameter leads to its variable, and what it is by default may be said to it."""
    for parameter in QUERIES[name].parameters:
        node = iri(name, "parameter", parameter.name)
        text = str(graph.value(iri(name), SH.select))
        variable = str(graph.value(node, SH.path)).rpartition("/")[2]
        default: Any = graph.value(node, SH.defaultValue)

        assert variable == parameter.name
        assert (graph.value(node, SH.optional)).toPython() is True
        if default is None:
            assert parameter.optional
            assert default_of(QUERIES[name], parameter) == "UNDEF"
        else:
            bound = bind(text, {variable: default.n3()}, place=name)
            assert opened.rows(bound, declared=True) == opened.rows(text, declared=True)


HEADER = """#+ summary: A
#+ summary_zh: 甲
#+ tags: [a]
#+ params:
#+   {}
#+ example: {{}}
SELECT ?x WHERE {{ VALUES ?p {{ {} }} BIND (?p AS ?x) }}"""

TYPES = [
    (
        "p: {type: integer, help: h}",
        "12",
        {"datatype": rdflib.XSD.integer, "defaultValue": rdflib.Literal(12)},
    ),
    ("p: {type: year, help: h, optional: true}", "UNDEF", {"datatype": rdflib.XSD.gYear}),
    ("p: {type: text, help: h}", '"a" "b"', {"datatype": rdflib.XSD.string}),
    ("p: {type: iri, help: h, optional: true}", "UNDEF", {"nodeKind": SH.IRI}),
    (
        "p: {type: entity, class: by:Community, help: h, optional: true}",
        "UNDEF",
        {"nodeKind": SH.IRI, "class": rdflib.URIRef(vocab.COMMUNITY)},
    ),
    ("p: {type: choice, from: themes, help: h, optional: true}", "UNDEF", {"nodeKind": SH.IRI}),
]


@pytest.mark.parametrize(("header", "default", "said"), TYPES)
def test_each_type_has_its_terms(header: str, default: str, said: dict[str, Any]) -> None:
    """Numbers and texts have a datatype, things are IRIs, of a class if they must be; one default is told."""
    query = parse_query(HEADER.format(header, default), name="q")
    told = {
        quad.predicate.value: quad.object
        for quad in executables([query])
        if "parameter/p" in str(quad.subject)
    }
    terms = {name: told.get(vocab.SH + name) for name in ("datatype", "nodeKind", "class", "defaultValue")}
    found = {name: rdflib.util.from_n3(str(term)) for name, term in terms.items() if term is not None}

    assert found == said


def test_fixed_choices_are_a_list(graph: rdflib.Graph) -> None:
    """The stages of a project are the members of an RDF list without blank nodes."""
    head = graph.value(iri("projects", "parameter", "status"), SH["in"])

    assert isinstance(head, rdflib.URIRef)
    assert [str(one) for one in Collection(graph, head)] == ["planned", "in_progress", "completed"]

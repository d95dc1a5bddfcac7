"""The store through rdflib: a view that reads, and does nothing else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery

import baiyang_kg
from baiyang_kg.errors import BaiyangError, ExportError, QueryError, StoreError
from baiyang_kg.graph.vocab import BY, GRAPH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from baiyang_kg import KnowledgeGraph
    from baiyang_kg.graph.store import Store

SERVICE = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
TRIPLE = (rdflib.URIRef(BY + "x"), rdflib.RDF.type, rdflib.URIRef(BY + "Community"))


@pytest.fixture(scope="module")
def kg(asking: Path) -> KnowledgeGraph:
    """The store of two small reports, opened as a program opens it."""
    return baiyang_kg.open(asking)


def test_the_view_holds_what_the_store_says(kg: KnowledgeGraph, opened: Store) -> None:
    """The whole is the merged triples of all reports; a named graph is what one of them says."""
    report = [quad for quad in opened.quads() if quad.graph_name.value == GRAPH + "xiasha-2022"]

    assert len(kg.graph()) == len({quad.triple for quad in opened.quads()})
    assert len(kg.graph("xiasha-2022")) == len(report)


def test_rdflib_reads_it_in_its_own_ways(kg: KnowledgeGraph) -> None:
    """Patterns, values, queries and prefixes work as on any graph of rdflib."""
    graph, community = kg.graph(), rdflib.URIRef(BY + "Community")
    labels = {
        str(graph.value(thing, rdflib.RDFS.label)) for thing in graph.subjects(rdflib.RDF.type, community)
    }
    asked = {str(row.name) for row in graph.query("SELECT ?name { ?c a by:Community ; rdfs:label ?name }")}
    prepared = prepareQuery("SELECT ?c { ?c a <%s> }" % community)  # noqa: UP031 (braces of SPARQL)

    assert labels == asked == {"邻里社区", "云涛社区"}
    assert len(list(graph.query(prepared))) == 3
    assert graph.qname(community) == "by:Community"


@pytest.mark.parametrize(
    "change",
    [
        lambda graph: graph.add(TRIPLE),
        lambda graph: graph.addN([(*TRIPLE, graph)]),
        lambda graph: graph.remove((None, None, None)),
        lambda graph: graph.set(TRIPLE),
        lambda graph: graph.parse(data="<a:b> <a:c> <a:d> .", format="turtle"),
        lambda graph: graph.update("DELETE WHERE { ?s ?p ?o }"),
        lambda graph: graph.update("LOAD <http://127.0.0.1:9/>"),
        lambda graph: graph.__iadd__([TRIPLE]),
        lambda graph: graph.destroy(""),
    ],
)
def test_nothing_can_be_written(change: Callable[[rdflib.Graph], object], kg: KnowledgeGraph) -> None:
    """Each way of changing a graph is refused, and the graph stays as it is."""
    before = len(kg.graph())

    with pytest.raises(StoreError, match="is only read"):
        change(kg.graph())
    assert len(kg.graph()) == before


@pytest.mark.parametrize(
    "ask",
    [
        lambda graph: graph.query(SERVICE),
        lambda graph: graph.query(SERVICE, use_store_provided=False),
        lambda graph: graph.query(prepareQuery(SERVICE)),
        lambda graph: rdflib.Graph(store=graph.store, identifier=graph.identifier).query(SERVICE),
    ],
)
def test_no_other_machine_is_asked(ask: Callable[[rdflib.Graph], object], kg: KnowledgeGraph) -> None:
    """SERVICE is refused on every way a query can take, in a graph that a query made too."""
    made = kg.query("CONSTRUCT { ?s a by:Community } WHERE { ?s a by:Community }")
    assert isinstance(made, rdflib.Graph)

    with pytest.raises(QueryError, match="SERVICE"):
        ask(kg.graph())
    with pytest.raises(QueryError, match="SERVICE"):
        made.query(SERVICE)


def test_a_graph_that_is_not_there_is_named(kg: KnowledgeGraph) -> None:
    """An unknown graph is an error with the nearest ones, not an empty graph."""
    with pytest.raises(ExportError, match="did you mean xiasha-2022"):
        kg.graph("xiasha-2023")


def test_a_missing_package_is_named(kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without rdflib or oxrdflib the error says what to install."""
    monkeypatch.delitem(sys.modules, "baiyang_kg.rdfview", raising=False)
    monkeypatch.setitem(sys.modules, "oxrdflib.store", None)

    with pytest.raises(BaiyangError, match=r"pip install 'baiyang-kg\[rdflib\]'"):
        kg.graph()

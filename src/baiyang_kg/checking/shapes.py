"""The rule `shape`: each graph has the shape that `ontology/shapes.ttl` demands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from baiyang_kg.checking.finding import Finding, Level
from baiyang_kg.checking.places import Place, find_places
from baiyang_kg.graph import vocab
from baiyang_kg.graph.checks import Shapes, Violation
from baiyang_kg.graph.export import graph_iris
from baiyang_kg.graph.outside import is_outside_graph
from baiyang_kg.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.graph.store import Store

_NO_REPORTS = {vocab.ONTOLOGY_GRAPH, vocab.DESCRIPTION_GRAPH}
_REMEDY = "build the store again; where it comes from elsewhere, mend the node as ontology/shapes.ttl demands"


def check_shapes(store: Store) -> Iterator[Finding]:
    """Yield what a report's graph, seen together with the ontology, lacks or has too much."""
    violations = list(_violations(store))
    places = find_places(store, (violation.focus for violation in violations))
    for violation in violations:
        place = places.get(violation.focus, Place())
        yield Finding(
            rule="shape",
            level=Level.ERROR if violation.blocking else Level.WARNING,
            focus=violation.focus,
            **place._asdict(),
            problem=violation.message,
            problem_zh=violation.message_zh,
            remedy=_REMEDY,
            path=violation.path,
            value=violation.value,
        )


def _violations(store: Store) -> Iterator[Violation]:
    shapes = Shapes(resource("ontology/shapes.ttl"))
    ontology = [quad.triple for quad in store.quads(NamedNode(vocab.ONTOLOGY_GRAPH))]
    for graph in graph_iris(store):
        if graph not in _NO_REPORTS and not is_outside_graph(graph):
            triples = [quad.triple for quad in store.quads(NamedNode(graph))]
            yield from shapes.validate([*triples, *ontology])

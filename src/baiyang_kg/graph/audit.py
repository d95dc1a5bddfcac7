"""A store held against the rules of its ontology: the shapes, and the checks that are queries.

A check is a file `queries/checks/<name>.rq` that selects `?focus ?path ?value ?message`, one row for each
violation; `level: error` in its header makes that one an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from baiyang_kg.graph import vocab
from baiyang_kg.graph.checks import Shapes, Violation
from baiyang_kg.graph.curies import text_of
from baiyang_kg.graph.export import graph_iris
from baiyang_kg.graph.header import parse_header
from baiyang_kg.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from baiyang_kg.graph.store import Store


def audit(store: Store) -> list[Violation]:
    """Return what is wrong with the graphs of `store`, graph by graph, then check by check."""
    return [*_shape_violations(store), *_check_violations(store)]


def _shape_violations(store: Store) -> Iterator[Violation]:
    shapes = Shapes(resource("ontology/shapes.ttl"))
    ontology = [quad.triple for quad in store.quads(NamedNode(vocab.ONTOLOGY_GRAPH))]
    for graph in graph_iris(store):
        if graph != vocab.ONTOLOGY_GRAPH:
            triples = [quad.triple for quad in store.quads(NamedNode(graph))]
            yield from shapes.validate([*triples, *ontology])


def _check_violations(store: Store) -> Iterator[Violation]:
    for path in sorted(resource("queries").glob("checks/*.rq")):
        yield from run_check(store, path)


def run_check(store: Store, path: Path) -> Iterator[Violation]:
    """Yield a violation for each row of the check at `path`."""
    text = path.read_text(encoding="utf-8")
    header = parse_header(text, place=str(path))
    for focus, prop, value, message in store.rows(text):
        yield Violation(
            focus=focus.value,
            path=text_of(prop),
            value=text_of(value),
            message=message.value,
            message_zh=str(header.get("summary_zh", "")),
            blocking=header.get("level") == "error",
        )

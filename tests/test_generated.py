"""`bench/generated.py`: generated reports are what they say, and the same every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from generated import generate_quads, generate_report, generate_store

from baiyang_kg.graph.checks import Shapes
from baiyang_kg.graph.store import open_store
from baiyang_kg.graph.terms import read_ontology

if TYPE_CHECKING:
    from pathlib import Path


def _bytes(number: int) -> bytes:
    written = ox.serialize(generate_quads(number), format=ox.RdfFormat.N_QUADS)
    assert written is not None
    return written


def test_a_number_always_gives_the_same_report() -> None:
    """What was measured once can be measured again: the same bytes for a number, others for the next."""
    assert _bytes(7) == _bytes(7)
    assert _bytes(7) != _bytes(8)


@pytest.mark.parametrize("number", [0, 4, 61])
def test_every_fact_of_a_generated_report_stands_in_its_text(number: int) -> None:
    """Spans hold the words they are spans of, and each figure lies in the sentence that is its evidence."""
    reading, source = generate_report(number)

    assert reading.raw == source.raw
    for one in (*reading.observations, *reading.numbers):
        assert reading.raw[one.start : one.end] == one.text
    for figure in reading.observations:
        assert figure.evidence.start <= figure.start < figure.end <= figure.evidence.end
        assert figure.evidence.end - figure.evidence.start < 120
    for entity in reading.entities:
        assert {reading.raw[start:end] for start, end in entity.mentions} == {entity.name}


def test_a_generated_graph_has_the_shape_of_a_real_one(root: Path) -> None:
    """The shapes that every build must pass find nothing."""
    graph = [quad.triple for quad in generate_quads(3)]
    shapes = Shapes(root / "ontology" / "shapes.ttl")

    assert len(graph) > 3000
    assert shapes.validate([*graph, *read_ontology(root / "ontology")]) == ()


def test_the_default_graph_of_a_generated_store_has_each_triple_once(tmp_path: Path) -> None:
    """The store is made report by report, and still what reports share stands there once, as in a build."""
    reports, statements = generate_store(tmp_path / "made.kg", statements=25_000)
    store = ox.Store.read_only(str(tmp_path / "made.kg"))
    named = {quad.triple for graph in store.named_graphs() for quad in store.quads_for_pattern(*_any, graph)}
    merged = [quad.triple for quad in store.quads_for_pattern(*_any, ox.DefaultGraph())]
    counted = open_store(tmp_path / "made.kg").rows("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")

    assert reports > 1
    assert int(counted[0][0].value) == statements >= 25_000
    assert len(merged) == len(set(merged))
    assert set(merged) == named


_any = (None, None, None)

"""The bridge out: what was read from a report → the quads of its named graph.

One stated numeral is one observation; what is counted lives in its indicator, so that 人次 never adds to 人.
Evidence is shared by the facts that cite it. There are no blank nodes, and the same reading gives the same
quads in the same order. No other package gives a thing its IRI; the forms of IRIs are in `graph.iris`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Quad

from baiyang_kg.graph.iris import mint_graph
from baiyang_kg.mapping.figures import figure_facts
from baiyang_kg.mapping.numbers import damage_facts, number_facts
from baiyang_kg.mapping.scene import set_scene
from baiyang_kg.mapping.sources import area_facts, source_facts
from baiyang_kg.mapping.statements import node
from baiyang_kg.mapping.things import entity_facts, relation_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from baiyang_kg.graph.terms import Terms
    from baiyang_kg.mapping.scene import Scene
    from baiyang_kg.mapping.statements import Fact
    from baiyang_kg.reading.model import Reading
    from baiyang_kg.report import ReportSource


def map_reading(
    reading: Reading, source: ReportSource, *, terms: Terms, confidences: Sequence[Decimal] = ()
) -> list[Quad]:
    """Return the quads of one report, each once: what it is, its areas, things, figures and evidence.

    `confidences` say how sure each observation is, from 0 to 1 in their order; without them nothing says so.

    Raises LexiconError where the reading uses a word of the contract that the ontology does not define, and
    ValueError where a span lies outside the report, two figures begin at the same place, or there are more or
    fewer confidences than figures.
    """
    scene = set_scene(reading, source, terms, confidences)
    facts = dict.fromkeys(_facts(scene))
    graph = node(mint_graph(source.id))
    return [Quad(node(subject), node(predicate), thing, graph) for subject, predicate, thing in facts]


def _facts(scene: Scene) -> Iterator[Fact]:
    reading = scene.reading
    yield from source_facts(scene)
    yield from area_facts(scene)
    for entity in reading.entities:
        yield from entity_facts(scene, entity)
    for relation in reading.relations:
        yield from relation_facts(scene, relation)
    for observation in reading.observations:
        yield from figure_facts(scene, observation)
    for number in reading.numbers:
        yield from number_facts(scene, number)
    for damage in reading.damage:
        yield from damage_facts(scene, damage)

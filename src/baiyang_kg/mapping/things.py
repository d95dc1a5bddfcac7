"""Named things, and the relations that the report states between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from baiyang_kg.graph import vocab
from baiyang_kg.graph.iris import mint
from baiyang_kg.mapping.evidence import derived
from baiyang_kg.mapping.scene import thing_of
from baiyang_kg.mapping.statements import chinese, node, typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.mapping.scene import Scene
    from baiyang_kg.mapping.statements import Fact
    from baiyang_kg.reading.model import Entity, Relation, Span

# Communities, estates, venues and parks are the area's, unless a list tells the next street; of other things
# the report must say where they are.
_WITHIN_THE_AREA = {"community", "residential_compound", "venue", "industry_park"}


def entity_facts(scene: Scene, entity: Entity) -> Iterator[Fact]:
    """Describe a named thing and the places where it is mentioned."""
    path = scene.path_of(entity)
    iri = thing_of(entity, path, scene.areas)
    if iri not in scene.areas.values():
        yield from typed(iri, scene.terms.entity_class(entity.type))
        yield iri, vocab.LABEL, chinese(entity.name)
        yield iri, vocab.REPORTED_FOR, node(scene.area)
        if entity.type in _WITHIN_THE_AREA:
            nearest = next(name for name in reversed(path) if name in scene.areas)
            yield iri, vocab.IN_PLACE, node(scene.areas[nearest])
    yield iri, vocab.RULE, Literal(entity.rule)
    for mention in entity.mentions:
        yield from derived(scene, iri, mention)


def unnamed_facts(scene: Scene, name: str, kind: str, iri: str, span: Span) -> Iterator[Fact]:
    """Describe a thing that a figure or a relation names and no entity does."""
    if name not in scene.things and name not in scene.areas:
        yield from typed(iri, kind)
        yield iri, vocab.LABEL, chinese(name)
        yield iri, vocab.REPORTED_FOR, node(scene.area)
        yield from derived(scene, iri, span)


def relation_facts(scene: Scene, relation: Relation) -> Iterator[Fact]:
    """Describe a relation, and the statement of it as a thing with evidence."""
    subject, predicate = scene.named(relation.subject), scene.terms.relation(relation.predicate)
    yield from unnamed_facts(scene, relation.subject, vocab.NAMED_THING, subject, relation.evidence)
    if predicate == vocab.STATUS:
        value = scene.concept(vocab.STATUS_SCHEME, relation.object)
    else:
        value = node(scene.named(relation.object))
        yield from unnamed_facts(scene, relation.object, vocab.NAMED_THING, value.value, relation.evidence)
    yield subject, predicate, value
    if predicate == vocab.LOCATED_IN and {subject, value.value} <= scene.places:
        yield subject, vocab.IN_PLACE, value
    # The statement is a thing of its own, so that each relation leads to the words it was read from.
    words = (relation.subject, relation.predicate, relation.object)
    iri = mint("relation", scene.source.id, f"{relation.evidence.start}-{relation.evidence.end}", *words)
    yield from typed(iri, vocab.STATEMENT)
    yield iri, vocab.SUBJECT, node(subject)
    yield iri, vocab.PREDICATE, node(predicate)
    yield iri, vocab.OBJECT, value
    yield iri, vocab.RULE, Literal(relation.rule)
    yield from derived(scene, iri, relation.evidence)

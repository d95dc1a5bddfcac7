"""The bridge out: what was read from a report → the quads of its named graph.

One stated numeral is one observation; what is counted lives in its indicator, so that 人次 never adds to 人.
Evidence is shared by the facts that cite it. There are no blank nodes, and the same reading gives the same
quads in the same order. No other module gives a thing its IRI; the forms of IRIs are in `graph.iris`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from baiyang_kg.graph import vocab
from baiyang_kg.graph.iris import mint, mint_evidence, mint_graph, mint_report
from baiyang_kg.graph.literals import decimal_literal
from baiyang_kg.graph.periods import parse_period
from baiyang_kg.reading.model import Damage, Entity, Number, Observation, Reading, Relation, Span
from baiyang_kg.wording import passage_text, stated_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from baiyang_kg.graph.terms import Terms
    from baiyang_kg.report import ReportSource

    Fact: TypeAlias = tuple[str, str, NamedNode | Literal]

_QUALIFIES = {
    "change_rate": vocab.CHANGE_OF,
    "change_amount": vocab.CHANGE_OF,
    "share": vocab.SHARE_OF,
    "progress": vocab.PROGRESS_OF,
    "rank": vocab.RANK_OF,
}
# A rate is labelled with or without its own name; without, it shows what it is the rate of.
_RATE_NAMES = re.compile("(?:同比)?(?:增长率|增长速度|增速|增幅|增长|涨幅|下降率|下降|降幅)$")
# Communities, estates, venues and parks are the area's; of other things the report must say where they are.
_WITHIN_THE_AREA = {"community", "residential_compound", "venue", "industry_park"}
_PLACES = {"community", "residential_compound", "venue", "industry_park", "waterway", "place"}
_CHANGES = {"change_rate", "change_amount"}
_LEVELS = {"level", "target"}
_DERIVED = {*_CHANGES, "progress", "rank"}  # figures about an indicator, which are no figures of it
_COUNTS = {"count", "person", "person_time", "household"}


def map_reading(
    reading: Reading, source: ReportSource, *, terms: Terms, confidences: Sequence[Decimal] = ()
) -> list[Quad]:
    """Return the quads of one report, each once: what it is, its areas, things, figures and evidence.

    `confidences` say how sure each observation is, from 0 to 1 in their order; without them nothing says so.

    Raises LexiconError where the reading uses a word of the contract that the ontology does not define, and
    ValueError where a span lies outside the report, two figures begin at the same place, or there are more or
    fewer confidences than figures.
    """
    scene = _set_scene(reading, source, terms, confidences)
    facts = dict.fromkeys(_facts(scene))
    graph = _node(mint_graph(source.id))
    return [Quad(_node(subject), _node(predicate), thing, graph) for subject, predicate, thing in facts]


_node = lru_cache(maxsize=10_000)(NamedNode)


# --- The scene ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """What every fact of a report is told against."""

    reading: Reading
    source: ReportSource
    terms: Terms
    report: str  # IRI
    path: tuple[str, ...]  # the area's names, from the largest to its own
    areas: dict[str, str]  # name → IRI, the same order
    things: dict[str, str]  # name of an entity → IRI
    places: set[str]  # IRIs of the areas and of the entities that are places
    figures: dict[int, Observation]  # by the offset of the numeral
    confidences: dict[int, Decimal]  # by the same; empty where nobody has weighed them

    @property
    def area(self) -> str:
        return self.areas[self.path[-1]]

    def named(self, name: str) -> str:
        """Return the thing that a relation calls `name`; one that no entity is called is of no known kind."""
        return self.things.get(name) or self.areas.get(name) or mint("other", *self.path, name)

    def place(self, name: str) -> str:
        """Return the place that a figure is about."""
        return self.areas.get(name) or self.things.get(name) or mint("place", *self.path, name)

    def concept(self, scheme: str, notation: str) -> NamedNode:
        return _node(self.terms.concept(scheme, notation))


def _set_scene(
    reading: Reading, source: ReportSource, terms: Terms, confidences: Sequence[Decimal]
) -> _Scene:
    path = (*reading.context.parents, reading.context.area)
    areas = {name: mint("place", *path[: level + 1]) for level, name in enumerate(path)}
    things: dict[str, str] = {}
    for entity in reading.entities:
        things.setdefault(entity.name, _thing(entity, path, areas))
    figures = {observation.start: observation for observation in reading.observations}
    if len(figures) < len(reading.observations):
        raise ValueError(f"{source.id}: two figures begin at the same place")
    if confidences and len(confidences) != len(figures):
        raise ValueError(f"{source.id}: {len(confidences)} confidences of {len(figures)} figures")
    sure = dict(zip(figures, confidences, strict=False))
    places = {_thing(entity, path, areas) for entity in reading.entities if entity.type in _PLACES}
    return _Scene(
        reading=reading, source=source, terms=terms, report=mint_report(source.id),
        path=path, areas=areas, things=things, places=places.union(areas.values()), figures=figures,
        confidences=sure,
    )  # fmt: skip


def _thing(entity: Entity, path: tuple[str, ...], areas: dict[str, str]) -> str:
    """Return the IRI of a named thing: an area of the report where it is one, else one of its own."""
    if entity.type in _PLACES and entity.name in areas:
        return areas[entity.name]
    return mint(entity.type, *path, entity.name)


def _facts(scene: _Scene) -> Iterator[Fact]:
    reading = scene.reading
    yield from _source_facts(scene)
    yield from _area_facts(scene)
    for entity in reading.entities:
        yield from _entity_facts(scene, entity)
    for relation in reading.relations:
        yield from _relation_facts(scene, relation)
    for observation in reading.observations:
        yield from _figure_facts(scene, observation)
    for number in reading.numbers:
        yield from _number_facts(scene, number)
    for damage in reading.damage:
        yield from _damage_facts(scene, damage)


# --- The report and its areas -------------------------------------------------------------------------------


def _source_facts(scene: _Scene) -> Iterator[Fact]:
    source, report, dataset = scene.source, scene.report, mint_graph(scene.source.id)
    title = _chinese(source.title or source.id)
    yield from _typed(report, vocab.REPORT_CLASS, vocab.PROV_ENTITY)
    yield report, vocab.LABEL, title
    yield report, vocab.TITLE, title
    yield report, vocab.ABOUT_THING, _node(scene.area)
    yield report, vocab.COVERAGE, Literal(str(scene.reading.context.year))
    yield report, vocab.SHA256, Literal(source.sha256)
    yield report, vocab.ORIGINAL_SHA256, Literal(source.original_sha256)
    yield report, vocab.FORMAT, Literal(source.format)
    yield report, vocab.LANGUAGE, Literal("zh")
    for author in source.authors:
        yield report, vocab.CREATOR, _chinese(author)
    if source.publisher:
        yield report, vocab.PUBLISHER, _chinese(source.publisher)
    if source.source:
        yield report, vocab.DESCRIPTION, Literal(source.source, language="en")
    if source.source_zh:
        yield report, vocab.DESCRIPTION, _chinese(source.source_zh)
    yield from _typed(dataset, vocab.DATASET)
    yield dataset, vocab.TITLE, title
    yield dataset, vocab.SOURCE_REPORT, _node(report)
    yield dataset, vocab.CONFORMS_TO, _node(scene.terms.version)
    if source.licence:
        yield dataset, vocab.LICENCE, _node(source.licence)


def _area_facts(scene: _Scene) -> Iterator[Fact]:
    larger = None
    for name, iri in scene.areas.items():
        yield from _typed(iri, scene.terms.area_class(name))
        yield iri, vocab.LABEL, _chinese(name)
        yield iri, vocab.DERIVED_FROM, _node(scene.report)
        if larger:
            yield iri, vocab.IN_PLACE, _node(larger)
        larger = iri


# --- Named things -------------------------------------------------------------------------------------------


def _entity_facts(scene: _Scene, entity: Entity) -> Iterator[Fact]:
    iri = _thing(entity, scene.path, scene.areas)
    if iri not in scene.areas.values():
        yield from _typed(iri, scene.terms.entity_class(entity.type))
        yield iri, vocab.LABEL, _chinese(entity.name)
        yield iri, vocab.REPORTED_FOR, _node(scene.area)
        if entity.type in _WITHIN_THE_AREA:
            yield iri, vocab.IN_PLACE, _node(scene.area)
    yield iri, vocab.RULE, Literal(entity.rule)
    for mention in entity.mentions:
        yield from _derived(scene, iri, mention)


def _unnamed_facts(scene: _Scene, name: str, kind: str, iri: str, span: Span) -> Iterator[Fact]:
    """Describe a thing that a figure or a relation names and no entity does."""
    if name not in scene.things and name not in scene.areas:
        yield from _typed(iri, kind)
        yield iri, vocab.LABEL, _chinese(name)
        yield iri, vocab.REPORTED_FOR, _node(scene.area)
        yield from _derived(scene, iri, span)


def _relation_facts(scene: _Scene, relation: Relation) -> Iterator[Fact]:
    subject, predicate = scene.named(relation.subject), scene.terms.relation(relation.predicate)
    yield from _unnamed_facts(scene, relation.subject, vocab.NAMED_THING, subject, relation.evidence)
    if predicate == vocab.STATUS:
        value = scene.concept(vocab.STATUS_SCHEME, relation.object)
    else:
        value = _node(scene.named(relation.object))
        yield from _unnamed_facts(scene, relation.object, vocab.NAMED_THING, value.value, relation.evidence)
    yield subject, predicate, value
    if predicate == vocab.LOCATED_IN and {subject, value.value} <= scene.places:
        yield subject, vocab.IN_PLACE, value
    # The statement is a thing of its own, so that each relation leads to the words it was read from.
    words = (relation.subject, relation.predicate, relation.object)
    iri = mint("relation", scene.source.id, f"{relation.evidence.start}-{relation.evidence.end}", *words)
    yield from _typed(iri, vocab.STATEMENT)
    yield iri, vocab.SUBJECT, _node(subject)
    yield iri, vocab.PREDICATE, _node(predicate)
    yield iri, vocab.OBJECT, value
    yield iri, vocab.RULE, Literal(relation.rule)
    yield from _derived(scene, iri, relation.evidence)


# --- Figures ------------------------------------------------------------------------------------------------


def _figure_facts(scene: _Scene, observation: Observation) -> Iterator[Fact]:
    iri = _figure(scene, observation)
    stated = stated_text(scene.reading.raw, observation.start, observation.end, observation.unit)
    indicator, name = _indicator(scene, observation)
    about = scene.place(observation.area)
    yield from _typed(iri, vocab.OBSERVATION, *([vocab.PLAN] if observation.kind == "target" else []))
    yield iri, vocab.LABEL, _chinese(f"{name} {stated}")
    yield iri, vocab.MEASURED_INDICATOR, _node(indicator)
    yield from _indicator_facts(scene, observation)
    yield iri, vocab.OBSERVED_THING, _node(about)
    yield from _unnamed_facts(scene, observation.area, vocab.PLACE, about, observation.evidence)
    yield from _value_facts(scene, iri, observation)
    yield from _period_facts(iri, observation.period)
    yield iri, vocab.STATED_TEXT, _chinese(stated)
    yield iri, vocab.OFFSET, Literal(observation.start)
    yield iri, vocab.KIND, scene.concept(vocab.KIND_SCHEME, observation.kind)
    yield iri, vocab.THEME, scene.concept(vocab.THEME_SCHEME, observation.theme)
    if observation.direction:
        yield iri, vocab.DIRECTION, scene.concept(vocab.DIRECTION_SCHEME, observation.direction)
    if observation.head:
        yield iri, vocab.COUNTED_THING, _chinese(observation.head)
    if observation.action:
        yield iri, vocab.ACTION, _chinese(observation.action)
    if base := _base(scene, observation):
        yield iri, _QUALIFIES.get(observation.kind, vocab.QUALIFIES), _node(_figure(scene, base))
    yield iri, vocab.RULE, Literal(observation.rule)
    yield iri, vocab.TRUNCATED, Literal(observation.truncated)
    if observation.start in scene.confidences:
        yield iri, vocab.CONFIDENCE, decimal_literal(scene.confidences[observation.start])
    yield from _derived(scene, iri, observation.evidence)


def _figure(scene: _Scene, observation: Observation) -> str:
    return mint("observation", scene.source.id, str(observation.start))


def _base(scene: _Scene, observation: Observation) -> Observation | None:
    """Return the figure that a rate, share, progress or rank qualifies."""
    return scene.figures.get(observation.of.start) if observation.of else None


def _value_facts(scene: _Scene, iri: str, observation: Observation) -> Iterator[Fact]:
    yield iri, vocab.VALUE, decimal_literal(observation.value)
    yield iri, vocab.BOUND, scene.concept(vocab.BOUND_SCHEME, observation.bound)
    if observation.minimum is not None:
        yield iri, vocab.LEAST_VALUE, decimal_literal(observation.minimum)
    if observation.maximum is not None:
        yield iri, vocab.GREATEST_VALUE, decimal_literal(observation.maximum)
    unit = scene.terms.units.get(observation.unit)
    if unit:
        yield iri, vocab.UNIT_OF_VALUE, _node(unit.code)
    elif observation.unit_kind in _COUNTS:
        yield iri, vocab.UNIT_OF_VALUE, _node(vocab.UNIT_CODE + "NUM")
    if observation.unit:
        yield iri, vocab.UNIT_AS_PRINTED, Literal(observation.unit)


def _period_facts(iri: str, stated: str) -> Iterator[Fact]:
    yield iri, vocab.PERIOD_STATED, Literal(stated)
    if period := parse_period(stated):
        yield iri, vocab.OBSERVATION_DATE, Literal(period.end, datatype=_node(period.datatype))
        if period.duration:
            yield iri, vocab.OBSERVATION_PERIOD, Literal(period.duration)


def _label(observation: Observation) -> str:
    """Return the label of a figure; of a change, without the words that say it is one."""
    stem = _RATE_NAMES.sub("", observation.indicator) if observation.kind in _CHANGES else ""
    return stem or observation.indicator


def _indicator(scene: _Scene, observation: Observation) -> tuple[str, str]:
    """Return IRI and name of what a figure measures.

    It is the ontology's where that knows the label in such a unit, else one by label, kind and unit.
    """
    terms, kind, label = scene.terms, observation.kind, _label(observation)
    known = terms.indicators.get(label)
    if known and kind not in _DERIVED and _unit_kind(scene, observation).value in known.unit_kinds:
        return known.iri, known.name
    label = known.name if known else label
    unit = terms.units[observation.unit].name if observation.unit in terms.units else observation.unit
    if kind in _LEVELS:
        return mint("indicator", label, unit), label
    kind_name, _ = terms.concept_names[_figure_kind(scene, observation).value]
    return mint("indicator", label, kind, unit), label + kind_name if kind in _DERIVED else label


def _indicator_facts(scene: _Scene, observation: Observation) -> Iterator[Fact]:
    """Describe what a figure measures, unless the ontology does."""
    iri, name = _indicator(scene, observation)
    known = scene.terms.indicators.get(_label(observation))
    if known and iri == known.iri:
        return
    yield from _typed(iri, vocab.INDICATOR, vocab.CONCEPT)
    yield iri, vocab.PREFERRED_LABEL, _chinese(name)
    yield iri, vocab.IN_SCHEME, _node(vocab.INDICATOR_SCHEME)
    yield iri, vocab.KIND, _figure_kind(scene, observation)
    yield iri, vocab.UNIT_KIND, _unit_kind(scene, observation)
    base = _base(scene, observation)
    if base:
        yield iri, vocab.OF_INDICATOR, _node(_indicator(scene, base)[0])
    elif known and observation.kind not in _LEVELS:
        yield iri, vocab.OF_INDICATOR, _node(known.iri)


def _figure_kind(scene: _Scene, observation: Observation) -> NamedNode:
    """Return the kind that an indicator has: a target is one for the level it aims at."""
    kind = "level" if observation.kind in _LEVELS else observation.kind
    return scene.concept(vocab.KIND_SCHEME, kind)


def _unit_kind(scene: _Scene, observation: Observation) -> NamedNode:
    return scene.concept(vocab.UNIT_KIND_SCHEME, observation.unit_kind)


# --- Numbers that are no figures, damage, evidence ----------------------------------------------------------


def _number_facts(scene: _Scene, number: Number) -> Iterator[Fact]:
    iri = mint("number", scene.source.id, str(number.start))
    yield from _typed(iri, vocab.STATED_NUMBER)
    yield iri, vocab.STATED_TEXT, _chinese(" ".join(number.text.split()))
    yield iri, vocab.OFFSET, Literal(number.start)
    yield iri, vocab.REASON, scene.concept(vocab.REASON_SCHEME, number.reason)
    yield from _derived(scene, iri, Span(number.start, number.end))


def _damage_facts(scene: _Scene, damage: Damage) -> Iterator[Fact]:
    iri = mint("damage", scene.source.id, f"{damage.start}-{damage.end}")
    yield from _typed(iri, vocab.DAMAGE)
    yield iri, vocab.OFFSET, Literal(damage.start)
    yield iri, vocab.REASON, scene.concept(vocab.DAMAGE_SCHEME, damage.reason)
    yield from _derived(scene, iri, Span(damage.start, damage.end))


def _derived(scene: _Scene, iri: str, span: Span) -> Iterator[Fact]:
    """Say from which passage something was read, and describe that (Web Annotation, 4.2.4 and 4.2.5)."""
    start, end = span
    if not 0 <= start < end <= len(scene.reading.raw):
        raise ValueError(
            f"{scene.source.id}: no passage stands at {start}-{end}; {iri} cannot be shown there"
        )
    evidence = mint_evidence(scene.report, start, end)
    position, quote = f"{evidence}&selector=position", f"{evidence}&selector=quote"
    yield iri, vocab.DERIVED_FROM, _node(evidence)
    yield from _typed(evidence, vocab.EVIDENCE)
    yield evidence, vocab.SOURCE, _node(scene.report)
    yield evidence, vocab.SELECTOR, _node(position)
    yield evidence, vocab.SELECTOR, _node(quote)
    yield from _typed(position, vocab.POSITION_SELECTOR)
    yield position, vocab.START, Literal(start)
    yield position, vocab.END, Literal(end)
    yield from _typed(quote, vocab.QUOTE_SELECTOR)
    yield quote, vocab.QUOTE, _chinese(scene.reading.raw[start:end])
    yield evidence, vocab.PASSAGE, _chinese(passage_text(scene.reading.raw, start, end))


def _typed(iri: str, *classes: str) -> Iterator[Fact]:
    for kind in classes:
        yield iri, vocab.A, _node(kind)


def _chinese(text: str) -> Literal:
    return Literal(text, language="zh")

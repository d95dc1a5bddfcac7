"""Figures: one observation a stated numeral, of an indicator, with its value, period and kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from baiyang_kg.graph import vocab
from baiyang_kg.graph.iris import mint
from baiyang_kg.graph.literals import decimal_literal
from baiyang_kg.graph.periods import parse_period
from baiyang_kg.mapping.evidence import derived
from baiyang_kg.mapping.statements import chinese, node, typed
from baiyang_kg.mapping.things import unnamed_facts
from baiyang_kg.wording import stated_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.mapping.scene import Scene
    from baiyang_kg.mapping.statements import Fact
    from baiyang_kg.reading.model import Observation

_QUALIFIES = {
    "change_rate": vocab.CHANGE_OF,
    "change_amount": vocab.CHANGE_OF,
    "share": vocab.SHARE_OF,
    "progress": vocab.PROGRESS_OF,
    "rank": vocab.RANK_OF,
}
# A rate is labelled with or without its own name; without, it shows what it is the rate of.
_RATE_NAMES = re.compile("(?:同比)?(?:增长率|增长速度|增速|增幅|增长|涨幅|下降率|下降|降幅)$")
_CHANGES = {"change_rate", "change_amount"}
_LEVELS = {"level", "target"}
_DERIVED = {*_CHANGES, "progress", "rank"}  # figures about an indicator, which are no figures of it
_COUNTS = {"count", "person", "person_time", "household"}


def figure_facts(scene: Scene, observation: Observation) -> Iterator[Fact]:
    """Describe one figure: what it measures, about what, when, how much, and where the report says so."""
    iri = _figure(scene, observation)
    stated = stated_text(scene.reading.raw, observation.start, observation.end, observation.unit)
    indicator, name = _indicator(scene, observation)
    about = scene.place(observation.area)
    yield from typed(iri, vocab.OBSERVATION, *([vocab.PLAN] if observation.kind == "target" else []))
    yield iri, vocab.LABEL, chinese(f"{name} {stated}")
    yield iri, vocab.MEASURED_INDICATOR, node(indicator)
    yield from _indicator_facts(scene, observation)
    yield iri, vocab.OBSERVED_THING, node(about)
    yield from unnamed_facts(scene, observation.area, vocab.PLACE, about, observation.evidence)
    yield from _value_facts(scene, iri, observation)
    yield from _period_facts(iri, observation.period)
    yield iri, vocab.STATED_TEXT, chinese(stated)
    yield iri, vocab.OFFSET, Literal(observation.start)
    yield iri, vocab.KIND, scene.concept(vocab.KIND_SCHEME, observation.kind)
    yield iri, vocab.THEME, scene.concept(vocab.THEME_SCHEME, observation.theme)
    if observation.direction:
        yield iri, vocab.DIRECTION, scene.concept(vocab.DIRECTION_SCHEME, observation.direction)
    if observation.head:
        yield iri, vocab.COUNTED_THING, chinese(observation.head)
    if observation.action:
        yield iri, vocab.ACTION, chinese(observation.action)
    if base := _base(scene, observation):
        yield iri, _QUALIFIES.get(observation.kind, vocab.QUALIFIES), node(_figure(scene, base))
    yield iri, vocab.RULE, Literal(observation.rule)
    yield iri, vocab.TRUNCATED, Literal(observation.truncated)
    if observation.start in scene.confidences:
        yield iri, vocab.CONFIDENCE, decimal_literal(scene.confidences[observation.start])
    yield from derived(scene, iri, observation.evidence)


def _figure(scene: Scene, observation: Observation) -> str:
    return mint("observation", scene.source.id, str(observation.start))


def _base(scene: Scene, observation: Observation) -> Observation | None:
    """Return the figure that a rate, share, progress or rank qualifies."""
    return scene.figures.get(observation.of.start) if observation.of else None


def _value_facts(scene: Scene, iri: str, observation: Observation) -> Iterator[Fact]:
    yield iri, vocab.VALUE, decimal_literal(observation.value)
    yield iri, vocab.BOUND, scene.concept(vocab.BOUND_SCHEME, observation.bound)
    if observation.minimum is not None:
        yield iri, vocab.LEAST_VALUE, decimal_literal(observation.minimum)
    if observation.maximum is not None:
        yield iri, vocab.GREATEST_VALUE, decimal_literal(observation.maximum)
    unit = scene.terms.units.get(observation.unit)
    if unit:
        yield iri, vocab.UNIT_OF_VALUE, node(unit.code)
    elif observation.unit_kind in _COUNTS:
        yield iri, vocab.UNIT_OF_VALUE, node(vocab.UNIT_CODE + "NUM")
    if observation.unit:
        yield iri, vocab.UNIT_AS_PRINTED, Literal(observation.unit)


def _period_facts(iri: str, stated: str) -> Iterator[Fact]:
    yield iri, vocab.PERIOD_STATED, Literal(stated)
    if period := parse_period(stated):
        yield iri, vocab.OBSERVATION_DATE, Literal(period.end, datatype=node(period.datatype))
        if period.duration:
            yield iri, vocab.OBSERVATION_PERIOD, Literal(period.duration)


def _label(observation: Observation) -> str:
    """Return the label of a figure; of a change, without the words that say it is one."""
    stem = _RATE_NAMES.sub("", observation.indicator) if observation.kind in _CHANGES else ""
    return stem or observation.indicator


def _indicator(scene: Scene, observation: Observation) -> tuple[str, str]:
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


def _indicator_facts(scene: Scene, observation: Observation) -> Iterator[Fact]:
    """Describe what a figure measures, unless the ontology does."""
    iri, name = _indicator(scene, observation)
    known = scene.terms.indicators.get(_label(observation))
    if known and iri == known.iri:
        return
    yield from typed(iri, vocab.INDICATOR, vocab.CONCEPT)
    yield iri, vocab.PREFERRED_LABEL, chinese(name)
    yield iri, vocab.IN_SCHEME, node(vocab.INDICATOR_SCHEME)
    yield iri, vocab.KIND, _figure_kind(scene, observation)
    yield iri, vocab.UNIT_KIND, _unit_kind(scene, observation)
    base = _base(scene, observation)
    if base:
        yield iri, vocab.OF_INDICATOR, node(_indicator(scene, base)[0])
    elif known and observation.kind not in _LEVELS:
        yield iri, vocab.OF_INDICATOR, node(known.iri)


def _figure_kind(scene: Scene, observation: Observation) -> NamedNode:
    """Return the kind that an indicator has: a target is one for the level it aims at."""
    kind = "level" if observation.kind in _LEVELS else observation.kind
    return scene.concept(vocab.KIND_SCHEME, kind)


def _unit_kind(scene: Scene, observation: Observation) -> NamedNode:
    return scene.concept(vocab.UNIT_KIND_SCHEME, observation.unit_kind)

"""The facts of a graph, each with what it is about, what it says of it, and the words of the report.

Three sorts: a figure is about an indicator of an area in a period; a relation about two things; a thing is
what has a class and a name. What makes two facts the same one is their `identity`, in which no offset stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from pyoxigraph import Literal, NamedNode

from baiyang_kg.graph import vocab
from baiyang_kg.graph.iris import EVIDENCE
from baiyang_kg.graph.terms import read_ontology
from baiyang_kg.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad, Triple

_QUALIFIES = (vocab.CHANGE_OF, vocab.SHARE_OF, vocab.PROGRESS_OF, vocab.RANK_OF)
_NAMES = (vocab.LABEL, vocab.PREFERRED_LABEL)
_NO_CLASSES = {vocab.OBSERVATION, vocab.CONCEPT, vocab.INDICATOR, vocab.STATEMENT, vocab.PROV_ENTITY}
_TOLD = {  # what a figure says beside its number
    vocab.BOUND: "精确程度 (bound)",
    vocab.DIRECTION: "方向 (direction)",
    vocab.THEME: "主题 (theme)",
}
SORTS = {"figure": "数值 (figures)", "relation": "关系 (relations)", "thing": "事物 (things)"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFact:
    """A fact as a report states it."""

    sort: str  # figure, relation, thing
    identity: tuple[str, ...]  # what it is about, without its period
    period: str  # as in the contract; empty for what is no figure
    says: tuple[str, ...]  # what it says; where this differs, the fact has changed
    name: str  # of the indicator or thing, or the relation in words
    stated: str  # the figure as printed, the class of a thing, what the relation leads to
    area: str = ""
    kind: str = ""  # of a figure
    number: Decimal | None = None
    unit: str = ""
    told: tuple[tuple[str, str], ...] = ()  # what else may change: what it is, and its value
    report: str  # its id
    year: int | None  # of the report
    start: int
    place: str  # as baiyang-2023#char=17,21
    sentence: str


_Properties: TypeAlias = dict[str, set[NamedNode | Literal]]
_NEEDED = {  # of a graph; most of it says where in a text something stands
    *(vocab.A, *_NAMES, vocab.DERIVED_FROM, vocab.PASSAGE, vocab.OFFSET, vocab.ABOUT_THING, vocab.COVERAGE),
    *(vocab.OBSERVED_THING, vocab.MEASURED_INDICATOR, vocab.KIND, *_QUALIFIES, *_TOLD, vocab.PERIOD_STATED),
    *(vocab.VALUE, vocab.LEAST_VALUE, vocab.GREATEST_VALUE, vocab.STATED_TEXT),
    *(vocab.UNIT_AS_PRINTED, vocab.UNIT_OF_VALUE, vocab.SUBJECT, vocab.PREDICATE, vocab.OBJECT),
}


class _Graph:
    """Triples by subject and property, with the names that the ontology and the reports give."""

    def __init__(self, triples: Iterable[Triple | Quad]) -> None:
        self.subjects: defaultdict[str, _Properties] = defaultdict(dict)
        for triple in triples:
            predicate, value = triple.predicate.value, triple.object
            if (
                predicate in _NEEDED
                and isinstance(triple.subject, NamedNode)
                and isinstance(value, NamedNode | Literal)
            ):
                self.subjects[triple.subject.value].setdefault(predicate, set()).add(value)

    def values(self, subject: str, predicate: str) -> list[str]:
        """Return the values of a property, sorted."""
        return sorted(term.value for term in self.subjects.get(subject, {}).get(predicate, ()))

    def value(self, subject: str, predicate: str) -> str:
        """Return the first value of a property, or an empty text."""
        return next(iter(self.values(subject, predicate)), "")

    def name(self, iri: str, language: str = "zh") -> str:
        """Return what a person calls the thing `iri`: its label, or the last part of the IRI."""
        properties = self.subjects.get(iri, {})
        for predicate in _NAMES:
            labels = [term for term in properties.get(predicate, ()) if isinstance(term, Literal)]
            for label in sorted(labels, key=lambda term: (term.language != language, term.value)):
                return label.value
        return re.split(r"[/#]", iri)[-1]


def find_facts(quads: Iterable[Quad]) -> list[StatedFact]:
    """Return the facts of `quads`: figures, relations, things, each sort in the order of the reports."""
    ontology = read_ontology(resource("ontology"))
    graph, facts = _Graph([*ontology, *quads]), list[StatedFact]()
    for iri, properties in graph.subjects.items():
        classes = {term.value for term in properties.get(vocab.A, ())}
        if vocab.OBSERVATION in classes:
            facts += _figures(graph, iri)
        elif vocab.STATEMENT in classes:
            facts += _relations(graph, iri)
        elif vocab.DERIVED_FROM in properties and vocab.LABEL in properties:
            facts += _things(graph, iri, sorted(classes - _NO_CLASSES))
    order = list(SORTS)
    return sorted(
        facts, key=lambda fact: (order.index(fact.sort), fact.report, fact.start, fact.identity, fact.says)
    )


def _figures(graph: _Graph, iri: str) -> Iterator[StatedFact]:
    area, indicator, kind = (
        graph.value(iri, predicate)
        for predicate in (vocab.OBSERVED_THING, vocab.MEASURED_INDICATOR, vocab.KIND)
    )
    bases = [
        graph.value(base, vocab.MEASURED_INDICATOR)
        for predicate in _QUALIFIES
        for base in graph.values(iri, predicate)
    ]
    numbers = [
        graph.value(iri, predicate) for predicate in (vocab.VALUE, vocab.LEAST_VALUE, vocab.GREATEST_VALUE)
    ]
    unit = graph.value(iri, vocab.UNIT_AS_PRINTED) or graph.value(iri, vocab.UNIT_OF_VALUE)
    told = tuple((what, " ".join(map(graph.name, graph.values(iri, p)))) for p, what in _TOLD.items())
    for place in _places(graph, iri, first=True):
        yield StatedFact(
            sort="figure",
            identity=("figure", area, indicator, kind, *bases),
            period=graph.value(iri, vocab.PERIOD_STATED),
            says=(*map(_canonical, numbers), unit, *(value for _, value in told)),
            name=graph.name(indicator),
            stated="".join(graph.value(iri, vocab.STATED_TEXT).split()),
            area=graph.name(area),
            kind=graph.name(kind),
            number=Decimal(numbers[0]) if numbers[0] else None,
            unit=unit,
            told=told,
            **place.described,
        )


def _relations(graph: _Graph, iri: str) -> Iterator[StatedFact]:
    subject, predicate, thing = (
        graph.value(iri, predicate) for predicate in (vocab.SUBJECT, vocab.PREDICATE, vocab.OBJECT)
    )
    target = (graph.name(thing),)
    is_stage = predicate == vocab.STATUS  # of which a project has one at a time
    for place in _places(graph, iri, first=True):
        yield StatedFact(
            sort="relation",
            identity=("relation", graph.name(subject), predicate, *(() if is_stage else target), place.area),
            period="",
            says=target if is_stage else (),
            name=f"{graph.name(subject)}  {graph.name(predicate)}",
            stated=graph.name(thing),
            **place.described,
        )


def _things(graph: _Graph, iri: str, classes: list[str]) -> Iterator[StatedFact]:
    for place in _places(graph, iri):
        yield StatedFact(
            sort="thing",
            identity=("thing", graph.name(iri), place.area),
            period="",
            says=tuple(classes),
            name=graph.name(iri),
            stated=" ".join(map(graph.name, classes)),
            area=graph.name(place.area) if place.area else "",
            **place.described,
        )


def _canonical(number: str) -> str:
    return f"{Decimal(number).normalize():f}" if number else ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a fact stands in a report."""

    report: str
    start: int
    evidence: str
    sentence: str
    year: int | None
    area: str  # that the report is about: with its name it makes a thing this one, whatever its class

    @property
    def described(self) -> dict[str, Any]:
        """The fields of a fact that say it."""
        return {
            "report": self.report,
            "year": self.year,
            "start": self.start,
            "place": self.evidence.removeprefix(vocab.REPORT),
            "sentence": self.sentence,
        }


def _places(graph: _Graph, iri: str, *, first: bool = False) -> list[_Place]:
    """Return the first place of a fact in each report, or in the first of them; none without evidence."""
    places: dict[str, _Place] = {}
    found = [match for text in graph.values(iri, vocab.DERIVED_FROM) if (match := EVIDENCE.fullmatch(text))]
    for match in sorted(found, key=lambda match: (match["report"], int(match["start"]), int(match["end"]))):
        report = match["report"]
        if report not in places:
            year = graph.value(vocab.REPORT + report, vocab.COVERAGE)
            offset = graph.value(iri, vocab.OFFSET)
            places[report] = _Place(
                report,
                int(offset or match["start"]),
                match[0],
                graph.value(match[0], vocab.PASSAGE),
                int(year) if year.isdecimal() else None,
                graph.value(vocab.REPORT + report, vocab.ABOUT_THING),
            )
    return list(places.values())[: 1 if first else None]

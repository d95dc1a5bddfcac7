"""Everything the store knows of one thing, each fact with the words of the report it was read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from baiyang_kg.graph import vocab
from baiyang_kg.graph.curies import shorten, text_of
from baiyang_kg.graph.identifiers import MATCHES, describe_identifiers, is_outside
from baiyang_kg.graph.naming import iri_term
from baiyang_kg.terminal import printable, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyoxigraph import NamedNode

    from baiyang_kg.graph.naming import Named
    from baiyang_kg.graph.store import Row, Store

_WORDS = {  # standard properties, which the ontology does not describe
    vocab.IN_PLACE: "所在地 (contained in place)",
    vocab.OBSERVED_THING: "关于 (observation about)",
    vocab.MEASURED_INDICATOR: "指标 (variable measured)",
    vocab.OBSERVATION_DATE: "日期 (observation date)",
    vocab.OBSERVATION_PERIOD: "时长 (observation period)",
    vocab.VALUE: "数值 (value)",
    vocab.LEAST_VALUE: "最小值 (least value)",
    vocab.GREATEST_VALUE: "最大值 (greatest value)",
    vocab.UNIT_AS_PRINTED: "单位 (unit)",
    vocab.ABOUT_THING: "关于 (about)",
    vocab.COVERAGE: "年份 (temporal coverage)",
    vocab.TITLE: "标题 (title)",
    vocab.DEFINITION: "定义 (definition)",
    vocab.BROADER: "上位 (broader)",
    vocab.NOTATION: "代码 (code)",
    vocab.OTHER_LABEL: "又名 (also called)",
    **MATCHES,
}
# What stands in the heading, in the quotations, or says nothing to a person.
_UNSHOWN = {
    vocab.A,
    vocab.LABEL,
    vocab.PREFERRED_LABEL,
    vocab.DERIVED_FROM,
    vocab.HIDDEN_LABEL,
    vocab.IN_SCHEME,
    vocab.RULE,  # stands at the end
}
_NAME = """OPTIONAL { ?value rdfs:label|skos:prefLabel ?name FILTER (LANG(?name) = "zh") }"""
_QUOTED = """prov:wasDerivedFrom ?evidence .
          ?evidence schema:text ?quote ; oa:hasSelector/oa:start ?start"""


@dataclass(frozen=True, slots=True, order=True)
class Quotation:
    """Words of a report and the IRI of their place in it."""

    start: int
    evidence: str
    words: str


@dataclass(frozen=True, slots=True)
class _Passage:
    """Words of a report that some fact cites."""

    evidence: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is said, in words, and where."""

    text: str
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Portrait:
    """A thing with what is known of it: headings, and below each its facts."""

    thing: Named
    sections: dict[str, list[Fact]] = field(default_factory=dict)

    def __str__(self) -> str:
        return "\n".join(portrait_lines(self, columns=100))

    def _repr_html_(self) -> str:
        """Return the portrait for a notebook."""
        from html import escape  # noqa: PLC0415 (the command line does without)

        return f'<pre style="white-space:pre-wrap">{escape(str(self))}</pre>'


def portray(store: Store, thing: Named) -> Portrait:
    """Return what is said of `thing`, what points to it, its figures and its mentions."""
    sections: dict[str, list[Fact]] = {}
    for heading, fact in (
        *_relations(store, thing.iri),
        *_identifiers(store, thing.iri),
        *_figures(store, thing.iri),
        *_mentions(store, thing.iri),
        *_reading(store, thing.iri),
    ):
        sections.setdefault(heading, []).append(fact)
    return Portrait(thing, sections)


def portrait_lines(portrait: Portrait, *, columns: int) -> Iterator[str]:
    """Yield the lines of a portrait that is at most `columns` wide; quotations are given in full."""
    thing = portrait.thing
    yield f"{thing.label}  {thing.kind}".rstrip()
    yield from wrap(f"<{thing.iri}>", columns, len(thing.iri))
    for heading, facts in portrait.sections.items():
        yield ""
        yield heading
        for quotations, told in groupby(facts, key=lambda fact: fact.quotations):
            for fact in told:
                words = printable(fact.text)
                yield from (f"  {line}" for line in wrap(words, columns - 2, len(words)))
            for quotation in quotations:
                words = f"“{printable(quotation.words)}” {_place(quotation.evidence)}"
                yield from (f"      {line}" for line in wrap(words, columns - 6, len(words)))


def _relations(store: Store, iri: str) -> Iterator[tuple[str, Fact]]:
    """Yield what is said of the thing, and what other things say of it, with the statements' quotations."""
    term, called = iri_term(iri), _property_words(store)
    quoted = _quotations(
        store.rows(f"""
            SELECT ?subject ?property ?value ?evidence ?start ?quote WHERE {{
              {{ VALUES ?subject {{ {term} }} ?statement rdf:subject ?subject ; rdf:object ?value }}
              UNION {{ VALUES ?value {{ {term} }} ?statement rdf:object ?value ; rdf:subject ?subject }}
              ?statement rdf:predicate ?property ; {_QUOTED}
            }} ORDER BY STR(?evidence)"""),
        key=3,
    )
    said = store.rows(f"""
        SELECT ?property ?value ?name WHERE {{
          {term} ?property ?value . {_NAME}
          FILTER (!ISLITERAL(?value) || LANG(?value) != "en")
        }} ORDER BY STR(?property) STR(?name) STR(?value)""")
    for prop, value, name in said:
        if prop.value not in _UNSHOWN and not (prop.value in MATCHES and is_outside(value.value)):
            quotations = quoted.get((iri, prop.value, value.value), ())
            yield (
                called.get(prop.value, shorten(prop.value)),
                Fact(name.value if name else text_of(value), quotations),
            )
    pointing = store.rows(f"""
        SELECT ?value ?property ?name WHERE {{
          ?value ?property {term} . {_NAME}
          FILTER NOT EXISTS {{ ?value a schema:Observation }}
        }} ORDER BY STR(?property) STR(?name) STR(?value)""")
    for value, prop, name in pointing:
        if name and prop.value not in _UNSHOWN:
            quotations = quoted.get((value.value, prop.value, iri), ())
            yield "← " + called.get(prop.value, shorten(prop.value)), Fact(name.value, quotations)


def _identifiers(store: Store, iri: str) -> Iterator[tuple[str, Fact]]:
    """Yield what the thing is in registers, tables and graphs outside."""
    for line in describe_identifiers(store, iri):
        yield "外部标识 (outside identifiers)", Fact(line)


def _figures(store: Store, iri: str) -> Iterator[tuple[str, Fact]]:
    """Yield the figures about an area or thing, or of an indicator, in the order of their reports."""
    term = iri_term(iri)
    rows = store.rows(f"""
        SELECT ?figure ?indicator ?area ?stated ?period ?kind ?evidence ?start ?quote WHERE {{
          {{ ?figure schema:observationAbout {term} }} UNION {{ ?figure schema:variableMeasured {term} }}
          ?figure by:statedText ?stated ; by:periodStated ?period ; by:offset ?offset .
          ?figure by:kind/skos:prefLabel ?kind ; schema:variableMeasured/skos:prefLabel ?indicator .
          ?figure schema:observationAbout/rdfs:label ?area .
          ?figure {_QUOTED} ; oa:hasSource ?report .
          FILTER (LANG(?indicator) = "zh" && LANG(?area) = "zh" && LANG(?kind) = "zh")
        }} ORDER BY STR(?report) ?offset""")
    for _, indicator, area, stated, period, kind, evidence, start, quote in rows:
        words = f"{indicator.value}  {stated.value}  {period.value}  {area.value}  {kind.value}"
        yield "数值 (figures)", Fact(words, (Quotation(int(start.value), evidence.value, quote.value),))


def _mentions(store: Store, iri: str) -> Iterator[tuple[str, Fact]]:
    """Yield where the thing is named: the shortest passage around it that is cited, or the name alone."""
    mentions = store.rows(f"""
        SELECT ?report ?start ?end ?mention WHERE {{
          {iri_term(iri)} prov:wasDerivedFrom ?mention .
          ?mention oa:hasSource ?report ; oa:hasSelector ?named .
          ?named oa:start ?start ; oa:end ?end .
        }} ORDER BY STR(?report) ?start""")
    passages = {report: _passages(store, report) for report in dict.fromkeys(row[0] for row in mentions)}
    seen: set[str] = set()
    for report, start, end, mention in mentions:
        around = [
            passage
            for passage in passages[report]
            if passage.start <= int(start.value) and int(end.value) <= passage.end
        ]
        wider = [passage for passage in around if passage.evidence != mention.value]
        best = min(wider or around, key=lambda passage: (passage.end - passage.start, passage.start))
        if best.evidence not in seen:
            seen.add(best.evidence)
            yield "提及 (mentions)", Fact(f"“{best.words}” {_place(best.evidence)}")


def _reading(store: Store, iri: str) -> Iterator[tuple[str, Fact]]:
    """Yield the rules by which the thing was read: of use to who asks why, and to nobody before."""
    for (rule,) in store.rows(f"SELECT DISTINCT ?rule {{ {iri_term(iri)} by:rule ?rule }} ORDER BY ?rule"):
        yield "识别依据 (rule of the reader)", Fact(rule.value)


def _passages(store: Store, report: NamedNode) -> list[_Passage]:
    """Return every passage of a report that something cites."""
    rows = store.rows(f"""
        SELECT ?evidence ?start ?end ?quote WHERE {{
          ?evidence oa:hasSource {report} ; oa:hasSelector ?position ; schema:text ?quote .
          ?position oa:start ?start ; oa:end ?end .
        }} ORDER BY STR(?evidence)""")
    return [
        _Passage(evidence.value, int(start.value), int(end.value), quote.value)
        for evidence, start, end, quote in rows
    ]


def _quotations(rows: Sequence[Row], *, key: int) -> dict[tuple[str, ...], tuple[Quotation, ...]]:
    """Return quotations by the first `key` columns of the rows; the others are evidence, start and quote."""
    found: dict[tuple[str, ...], list[Quotation]] = {}
    for row in rows:
        evidence, start, quote = row[key:]
        place = tuple(term.value for term in row[:key])
        found.setdefault(place, []).append(Quotation(int(start.value), evidence.value, quote.value))
    return {place: tuple(sorted(quotations)) for place, quotations in found.items()}


def _property_words(store: Store) -> dict[str, str]:
    """Return what to call each property: by its labels in the ontology, or by the words above."""
    rows = store.rows("""
        SELECT ?property ?zh ?en WHERE {
          ?property rdfs:label ?zh , ?en FILTER (LANG(?zh) = "zh" && LANG(?en) = "en")
          VALUES ?class { owl:ObjectProperty owl:DatatypeProperty } ?property a ?class
        } ORDER BY ?property""")
    return _WORDS | {prop.value: f"{zh.value} ({en.value})" for prop, zh, en in rows}


def _place(evidence: str) -> str:
    """Return the place of an evidence in short: the report and its characters."""
    return evidence.removeprefix(vocab.REPORT)

"""Small stores for the tests of `checking`: reports of a few sentences, with the figures in them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from baiyang_kg.graph import vocab
from baiyang_kg.graph.iris import mint, mint_evidence, mint_graph, mint_report
from baiyang_kg.graph.store import Store, merge_graphs
from baiyang_kg.graph.terms import ontology_quads, read_ontology

_STEPS = {"万": 10**4, "亿": 10**8}
_CHINESE = {"两": 2, "三": 3, "四": 4, "五": 5}
_KINDS = {"level": "Level", "rate": "ChangeRate", "share": "Share", "target": "Target"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as it is printed, what it measures, and what it is a rate or share of."""

    stated: str
    of: str = ""  # the indicator
    kind: str = "level"
    base: str = ""  # as printed
    bound: str = "exact"  # exact, least or most
    down: bool = False
    period: str = ""  # the report's year, unless another is said
    occurrence: int = 0  # of what is printed, in the report


@dataclass(frozen=True, slots=True)
class Report:
    """A report on an area in a year: sentences that end with 。, and their figures."""

    id: str
    area: str
    year: int
    text: str
    figures: tuple[Figure, ...] = ()
    names: tuple[tuple[str, str], ...] = ()  # class word and name of each thing
    numbers: tuple[tuple[str, str], ...] = ()  # reason (a class by:…Numeral) and number of what is no figure
    replaced: dict[str, str] = field(default_factory=dict)  # in quotations: words → others of the same length

    @property
    def sha256(self) -> str:
        """The hash by which the store knows the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@cache
def ontology() -> tuple[ox.Quad, ...]:
    """Return the quads of the ontology."""
    return tuple(ontology_quads(read_ontology(Path(__file__).resolve().parent.parent / "ontology")))


@cache
def _names() -> tuple[ox.Quad, ...]:
    """Return what the ontology says of names and schemes, which is all that rules ask of it."""
    told = {vocab.LABEL, vocab.PREFERRED_LABEL, vocab.IN_SCHEME}
    return tuple(quad for quad in ontology() if quad.predicate.value in told)


def stored(*reports: Report) -> Store:
    """Return a store in memory of the names of the ontology and the reports."""
    quads = [*_names()]
    for report in reports:
        graph = ox.NamedNode(mint_graph(report.id))
        parsed = ox.parse(_turtle(report), format=ox.RdfFormat.TURTLE)
        quads += [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parsed]
    engine = ox.Store()
    engine.bulk_extend([*quads, *merge_graphs(quads)])
    return Store("memory", engine)


def _turtle(report: Report) -> str:
    lines = [f"@prefix {name}: <{iri}> ." for name, iri in vocab.PREFIXES.items()]
    area = mint("place", report.area)
    lines.append(f'<{mint_report(report.id)}> a schema:Report ; by:sha256 "{report.sha256}" .')
    lines.append(f'<{area}> rdfs:label "{report.area}"@zh .')
    lines += [_passage(report, *match.span()) for match in re.finditer("[^。]+", report.text)]
    lines += [_figure(report, figure, area) for figure in report.figures]
    for kind, name in report.names:
        start = report.text.index(name)
        lines.append(_passage(report, start, start + len(name)))
        lines.append(
            f'<{mint(kind, report.area, name)}> a by:{kind.title()} ; rdfs:label "{name}"@zh ; '
            f"by:reportedFor <{area}> ; prov:wasDerivedFrom <{_evidence(report, start, start + len(name))}> ."
        )
    lines += [_number(report, reason, stated) for reason, stated in report.numbers]
    return "\n".join(lines)


def _number(report: Report, reason: str, stated: str) -> str:
    start = report.text.index(stated)
    evidence = _evidence(report, start, start + len(stated))
    return f"""{_passage(report, start, start + len(stated))}
      <{mint_report(report.id)}/number/{start}> a by:StatedNumber ; by:reason by:{reason} ;
        by:statedText "{stated}"@zh ; by:offset {start} ; prov:wasDerivedFrom <{evidence}> ."""


def _passage(report: Report, start: int, end: int) -> str:
    evidence, words = _evidence(report, start, end), report.text[start:end]
    for old, new in report.replaced.items():
        words = words.replace(old, new)
    return f"""<{evidence}> a oa:SpecificResource ; oa:hasSource <{mint_report(report.id)}> ;
        schema:text "{words}"@zh ;
        oa:hasSelector <{evidence}&selector=position> , <{evidence}&selector=quote> .
      <{evidence}&selector=position> a oa:TextPositionSelector ; oa:start {start} ; oa:end {end} .
      <{evidence}&selector=quote> a oa:TextQuoteSelector ; oa:exact "{words}"@zh ."""


def _figure(report: Report, figure: Figure, area: str) -> str:
    offset = _offset(report, figure.stated, figure.occurrence)
    start = report.text.rfind("。", 0, offset) + 1
    end = report.text.find("。", offset) if "。" in report.text[offset:] else len(report.text)
    value = _value(figure.stated)
    percent = "%" in figure.stated and not figure.of.endswith("率")  # as mapping does: none of the ontology's
    indicator = mint("indicator", figure.of, *([figure.kind, "%"] if percent else []))
    parts = [
        f"a schema:Observation ; schema:variableMeasured <{indicator}> ; schema:observationAbout <{area}>",
        f'by:periodStated "{figure.period or report.year}" ; by:kind by:{_KINDS[figure.kind]}',
        f'schema:value "{value}"^^xsd:decimal ; by:statedText "{figure.stated}"@zh ; by:offset {offset}',
        f"prov:wasDerivedFrom <{_evidence(report, start, end)}>",
    ]
    if figure.bound != "most":
        parts.append(f'schema:minValue "{value}"^^xsd:decimal')
    if figure.bound != "least":
        parts.append(f'schema:maxValue "{value}"^^xsd:decimal')
    if figure.kind == "rate":
        parts.append(f"by:direction by:{'Decrease' if figure.down else 'Increase'}")
    if figure.base:
        prop = "by:shareOf" if figure.kind == "share" else "by:changeOf"
        base = mint("observation", report.id, str(_offset(report, figure.base, 0)))
        parts.append(f"{prop} <{base}>")
    named = f'<{indicator}> skos:prefLabel "{figure.of}"@zh .'
    return f"<{mint('observation', report.id, str(offset))}> {' ; '.join(parts)} . {named}"


def _offset(report: Report, stated: str, occurrence: int) -> int:
    return [match.start() for match in re.finditer(re.escape(stated), report.text)][occurrence]


def _value(stated: str) -> Decimal:
    match = re.match(r"([\d.]+|[两三四五])([万亿]?)", stated)
    assert match is not None, stated
    numeral = Decimal(_CHINESE.get(match[1], match[1]))
    return numeral * _STEPS.get(match[2], 1)


def _evidence(report: Report, start: int, end: int) -> str:
    return mint_evidence(mint_report(report.id), start, end)

"""What to cite beside an answer: reports and the places in them, the query, the store, the program.

No date stands in it: the same answer is cited in the same words, today and in ten years.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from baiyang_kg import __version__
from baiyang_kg.graph.iris import EVIDENCE
from baiyang_kg.graph.vocab import DESCRIPTION_GRAPH, GRAPH, ID, ONTOLOGY_GRAPH, REPORT, SHA256

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from baiyang_kg.graph.store import Store

_AT_ONCE = 500  # rows whose evidence is looked up with one query
_MOST_REPORTS, _MOST_PLACES = 40, 24  # that are printed, and of one report; all are in the Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedReport:
    """A report that an answer rests on. What the store does not say of it is an empty text."""

    iri: str
    title: str
    area: str
    year: str
    sha256: str  # of its text, in which `places` count
    licence: str
    places: tuple[tuple[int, int], ...] = ()  # characters from 0, end-exclusive; empty: the whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What an answer rests on, for whoever uses it."""

    program: str
    ontology: str  # its version; empty where the store does not say
    store_hash: str | None  # of what the store holds; None where it does not say
    query: str  # as it was asked
    query_sha256: str
    command: str  # that asks it again
    reports: tuple[CitedReport, ...]


def cite(store: Store, query: str, *, command: str, reports: Iterable[str] = ()) -> Citation:
    """Return the citation of the answer to `query`.

    `reports` are the IRIs of reports and of evidence (as `report/baiyang-2023#char=3,9`, a place in one)
    that the answer leads to, as `find_evidence` finds them; without any, all reports of the store are cited.
    """
    ontology = store.rows("SELECT ?v { ?o a owl:Ontology ; owl:versionInfo ?v } ORDER BY ?v")
    return Citation(
        program=f"baiyang-kg {__version__}, pyoxigraph {pyoxigraph.__version__}",
        ontology=", ".join(version.value for (version,) in ontology),
        store_hash=_hash_of(store),
        query=query,
        query_sha256=hashlib.sha256(query.encode("utf-8", "surrogatepass")).hexdigest(),
        command=command,
        reports=tuple(_cited(store, reports)),
    )


def find_evidence(store: Store, rows: Iterable[Sequence[Any]], *, columns: Sequence[str] = ()) -> set[str]:
    """Return the IRIs of reports and evidence that the terms of `rows` lead to.

    A term leads there as the IRI of a report, a graph or a passage; as a figure, a relation, a number or a
    damage, by what it was derived from; and in one of the `columns` called quote, sentence or passage, as
    the words of a passage. Where a row names its report, the same words elsewhere do not count.
    """
    words = [place for place, name in enumerate(columns) if name in _WORDS]
    found: set[str] = set()
    coming = iter(rows)
    while batch := list(islice(coming, _AT_ONCE)):
        quotes: dict[Any, set[str]] = {}  # the words, and the reports that their rows name
        derived: set[Any] = set()
        for row in batch:
            reports = {iri for term in row if (iri := _cited_by(term))}
            found.update(reports)
            derived.update(term for term in row if isinstance(term, NamedNode) and _is_derived(term.value))
            for place in words:
                if isinstance(row[place], Literal):
                    quotes.setdefault(row[place], set()).update(reports or {""})
        found.update(evidence for _, evidence in _evidence_of(store, derived, _DERIVED))
        found.update(
            evidence
            for term, evidence in _evidence_of(store, quotes, _QUOTED)
            if any(evidence.startswith(report.partition("#")[0]) for report in quotes[term])
        )
    return found


_WORDS = frozenset({"quote", "sentence", "passage"})
_DERIVED = ("?term prov:wasDerivedFrom ?evidence",)
_QUOTED = (
    "?evidence schema:text ?term ; oa:hasSource ?report",
    "?selector oa:exact ?term . ?evidence oa:hasSelector ?selector",
)
_FIGURES = tuple(f"{ID}{kind}/" for kind in ("observation", "relation", "number", "damage"))


def _cited_by(term: Any) -> str:
    """Return the IRI of the report or of the passage that an IRI is or belongs to; else an empty text."""
    if not isinstance(term, NamedNode):
        return ""
    if term.value.startswith(REPORT):
        return term.value.partition("&")[0]
    described = {ONTOLOGY_GRAPH, DESCRIPTION_GRAPH}
    is_graph = term.value.startswith(GRAPH) and term.value not in described
    return REPORT + term.value.removeprefix(GRAPH) if is_graph else ""


def _is_derived(iri: str) -> bool:
    return iri.startswith(_FIGURES)


def _evidence_of(store: Store, terms: Iterable[Any], patterns: Iterable[str]) -> Iterator[tuple[Any, str]]:
    """Yield the evidence of each of `terms`, beside it; each pattern is asked for all at once."""
    sought = " ".join(map(str, terms))
    for pattern in patterns if sought else ():
        rows = store.rows(f"SELECT ?term ?evidence {{ VALUES ?term {{ {sought} }} {pattern} }}")
        yield from ((term, evidence.value) for term, evidence in rows)


def citation_lines(citation: Citation) -> Iterator[str]:
    """Yield the lines of a citation as a person reads them."""
    for report in citation.reports[:_MOST_REPORTS]:
        yield f"source    {_source(report)}"
        if report.places:
            yield f"  place   {_places(report.places)}"
        if report.sha256:
            yield f"  sha256  {report.sha256}"
        if report.licence:
            yield f"  licence {report.licence}"
    if (more := len(citation.reports) - _MOST_REPORTS) > 0:
        yield f"source    and {more} more reports"
    first, *others = citation.command.splitlines() or [""]
    yield f"query     {first}"
    yield from (f"          {line}" for line in others)
    yield f"  sha256  {citation.query_sha256}"
    if citation.store_hash:
        yield f"store     sha256 {citation.store_hash}"
    ontology = f", ontology {citation.ontology}" if citation.ontology else ""
    yield f"program   {citation.program}{ontology}"


def _source(report: CitedReport) -> str:
    about = " ".join(text for text in (report.area, report.year) if text)
    return ", ".join(text for text in (report.title, about, f"<{report.iri}>") if text)


def _places(places: Sequence[tuple[int, int]]) -> str:
    shown = "; ".join(f"char={start},{end}" for start, end in places[:_MOST_PLACES])
    more = len(places) - _MOST_PLACES
    return f"{shown}; and {more} more" if more > 0 else shown


def _cited(store: Store, found: Iterable[str]) -> Iterator[CitedReport]:
    places: dict[str, set[tuple[int, int]]] = {}
    for iri in found:
        spans = places.setdefault(iri.partition("#")[0], set())
        if match := EVIDENCE.fullmatch(iri):
            spans.add((int(match["start"]), int(match["end"])))
    for iri, *texts in _described(store):
        if not places or iri in places:
            title, area, year, sha256, licence = texts
            yield CitedReport(
                iri=iri,
                title=title,
                area=area,
                year=year,
                sha256=sha256,
                licence=licence,
                places=tuple(sorted(places.get(iri, ()))),
            )


def _described(store: Store) -> list[list[str]]:
    """Return IRI, title, area, year, hash and licence of each report of the store, by their IRIs."""
    described: dict[str, list[str]] = {}
    for row in store.rows(_REPORTS):
        iri, *texts = (term.value if term is not None else "" for term in row)
        described.setdefault(iri, [iri, *texts])
    return list(described.values())


_REPORTS = """SELECT ?report ?title ?area ?year ?sha256 ?licence WHERE {
  ?report a schema:Report .
  OPTIONAL { ?report dcterms:title ?title }
  OPTIONAL { ?report schema:about/rdfs:label ?area }
  OPTIONAL { ?report schema:temporalCoverage ?year }
  OPTIONAL { ?report by:sha256 ?sha256 }
  OPTIONAL { ?graph dcterms:source ?report ; dcterms:license ?licence }
} ORDER BY STR(?report) STR(?title) STR(?area)"""


def _hash_of(store: Store) -> str | None:
    asked = f"SELECT ?hash {{ GRAPH <{DESCRIPTION_GRAPH}> {{ ?store a dcat:Catalog ; <{SHA256}> ?hash }} }}"
    rows = store.rows(asked)  # each graph has a digest there, the whole is the catalogue
    return rows[0][0].value if len(rows) == 1 else None

"""What of the graph can be linked, as records: its areas, what its reports name, its indicators."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from baiyang_kg.datasets.record import Record
from baiyang_kg.graph import vocab

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from baiyang_kg.graph.store import Store

_AREAS = {
    "province": vocab.PROVINCE,
    "city": vocab.CITY,
    "district": vocab.DISTRICT,
    "subdistrict": vocab.SUBDISTRICT,
    "town": vocab.TOWN,
    "community": vocab.COMMUNITY,
    "village": vocab.VILLAGE,
}
# The class of each kind of thing, by the word that records have for it; that of people is never linked.
CLASSES = {
    **_AREAS,
    "place": vocab.PLACE,
    "residential_compound": vocab.RESIDENTIAL_COMPOUND,
    "venue": vocab.VENUE,
    "industry_park": vocab.INDUSTRY_PARK,
    "waterway": vocab.WATERWAY,
    "project": vocab.PROJECT,
    "program": vocab.PROGRAMME,
    "organization": vocab.ORGANIZATION,
    "company": vocab.COMPANY,
    "team": vocab.TEAM,
    "policy_document": vocab.POLICY_DOCUMENT,
    "award": vocab.AWARD,
    "event": vocab.EVENT,
    "other": vocab.NAMED_THING,
    "indicator": vocab.INDICATOR,
}
_INDICATOR = "indicator"
_NEVER = {vocab.PERSON}  # people are not looked up elsewhere


def find_records(store: Store, *, kinds: Collection[str] = ()) -> list[Record]:
    """Return what of the graph can be linked, sorted by IRI; of some `kinds` if any are given.

    The parents of a thing are the areas that it is in, or else those that the report naming it is about; the
    year is that of the newest report that names it. Indicators are those that some figure measures.
    """
    things = _things(store)
    if not kinds or _INDICATOR in kinds:
        things.update(dict.fromkeys(_indicators(store), _INDICATOR))
    chains = _Chains(store)
    years = _years(store, things)
    names, aliases = _names(store)
    return [
        Record(
            iri=iri,
            name=names[iri],
            kind=kind,
            parents=() if kind == _INDICATOR else chains.around(iri),
            aliases=tuple(sorted(aliases[iri] - {names[iri]})),
            year=years.get(iri),
        )
        for iri, kind in sorted(things.items())
        if iri in names and (not kinds or kind in kinds)
    ]


def _things(store: Store) -> dict[str, str]:
    """Return the kind of each named thing and each area, the first where reports disagree."""
    rows = store.rows("SELECT ?class ?word WHERE { ?class a owl:Class ; skos:notation ?word }")
    words = {node.value: word.value for node, word in rows} | {iri: kind for kind, iri in _AREAS.items()}
    classes = " ".join(f"<{iri}>" for iri in sorted(words) if iri not in _NEVER)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for thing, node in store.rows(
        f"SELECT ?thing ?class WHERE {{ VALUES ?class {{ {classes} }} ?thing a ?class }}"
    ):
        found[thing.value].add(words[node.value])
    return {iri: min(kinds) for iri, kinds in found.items()}


def _indicators(store: Store) -> list[str]:
    rows = store.rows(
        "SELECT DISTINCT ?indicator WHERE { { ?figure schema:variableMeasured ?indicator }"
        " UNION { ?other by:ofIndicator ?indicator } }"
    )
    return [node.value for (node,) in rows]


def _names(store: Store) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Return the Chinese name of each thing that has one, and its other names."""
    rows = store.rows(
        "SELECT ?thing ?name ?first WHERE {"
        " { ?thing skos:prefLabel ?name BIND (1 AS ?first) } UNION"
        " { ?thing rdfs:label ?name BIND (2 AS ?first)"
        "   FILTER NOT EXISTS { ?thing a schema:Observation } } UNION"
        " { ?thing skos:altLabel ?name BIND (3 AS ?first) }"
        ' FILTER (LANG(?name) IN ("zh", "")) }'
    )
    ranked: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for thing, name, rank in rows:
        ranked[thing.value].append((int(rank.value), name.value))
    names = {iri: min(found)[1] for iri, found in ranked.items()}
    aliases: defaultdict[str, set[str]] = defaultdict(set)
    for iri, found in ranked.items():
        aliases[iri] = {name for _, name in found}
    return names, aliases


def _years(store: Store, things: Collection[str]) -> dict[str, int]:
    """Return the year of the newest report whose graph says what a thing is."""
    coverage = store.rows(
        "SELECT ?graph ?period WHERE"
        " { GRAPH ?graph { ?report a schema:Report ; schema:temporalCoverage ?period } }"
    )
    years: dict[str, int] = {}
    for graph, period in coverage:
        year = max(map(int, re.findall(r"\d{4}", period.value)), default=0)
        rows = store.rows(
            f"SELECT DISTINCT ?thing WHERE {{ GRAPH {graph} {{ {{ ?thing a ?class ; rdfs:label ?name }}"
            " UNION { ?figure schema:variableMeasured|by:ofIndicator ?thing } } }"
        )
        for (node,) in rows:
            if node.value in things and year > years.get(node.value, 0):
                years[node.value] = year
    return years


class _Chains:
    """The areas around each thing."""

    def __init__(self, store: Store) -> None:
        classes = " ".join(f"<{iri}>" for iri in sorted(_AREAS.values()))
        rows = store.rows(
            f"SELECT ?area ?name WHERE {{ VALUES ?class {{ {classes} }} ?area a ?class ; rdfs:label ?name }}"
        )
        self._names = {area.value: name.value for area, name in sorted(rows, key=str)}
        self._within = _pairs(store, "schema:containedInPlace")
        self._reported = _pairs(store, "by:reportedFor")

    def around(self, iri: str) -> tuple[str, ...]:
        """Return the names of the areas that a thing is in, the largest first, by the longest way."""
        found = self._ways(iri, frozenset())
        if not found:
            for area in self._reported.get(iri, ()):
                found |= {
                    (*way, self._names[area])
                    for way in self._ways(area, frozenset()) or {()}
                    if area in self._names
                }
        return min(found, key=lambda way: (-len(way), way), default=())

    def _ways(self, iri: str, seen: frozenset[str]) -> set[tuple[str, ...]]:
        """Return the ways to a thing from outside, as names of areas."""
        found: set[tuple[str, ...]] = set()
        for area in self._within.get(iri, ()):
            if area in self._names and area not in seen:
                above = self._ways(area, seen | {iri}) or {()}
                found |= {(*way, self._names[area]) for way in above}
        return found


def _pairs(store: Store, predicate: str) -> Mapping[str, list[str]]:
    """Return what each thing has of a property."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for thing, area in store.rows(f"SELECT ?thing ?area WHERE {{ ?thing {predicate} ?area }}"):
        found[thing.value].append(area.value)
    return found

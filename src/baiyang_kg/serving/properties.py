"""What entities have: where they are, their codes, their relations, their figures by indicator.

A property is a column over all entities (Reconciliation Service API 0.2, sections 2.3 and 2.4): queries
compare with it, data extension fetches from it. A column is read when it is first asked for, and then kept.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.errors import QueryError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.curies import expand, shorten
from baiyang_kg.graph.naming import nearest
from baiyang_kg.serving.catalogue import IDENTIFIER_SPACE
from baiyang_kg.serving.columns import (
    read_aliases,
    read_areas,
    read_codes,
    read_figures,
    read_figures_of_indicators,
    read_relation,
    read_years,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from baiyang_kg.graph.store import Store
    from baiyang_kg.serving.catalogue import Catalogue
    from baiyang_kg.serving.columns import Column

AREA, CODE, ALIAS, YEAR, FIGURES = "area", "code", "alias", "year", "figures"
_FIXED = {
    AREA: "所在区域 Area",
    CODE: "区划代码 Division code",
    ALIAS: "又名 Also called",
    YEAR: "报告年份 Year of a report",
    FIGURES: "各项数值 Figures",
}
_MATCHES = {
    vocab.EXACT_MATCH: "外部标识（同一） Exact match",
    vocab.CLOSE_MATCH: "外部标识（相近） Close match",
    vocab.BROAD_MATCH: "外部标识（上位） Broad match",
    vocab.NARROW_MATCH: "外部标识（下位） Narrow match",
    vocab.RELATED_MATCH: "外部标识（相关） Related match",
}
_MOST_COLUMNS = 200  # that are kept


class Property(NamedTuple):
    """A kind of value that entities have: an id, and what it is called in Chinese and in English."""

    id: str
    name: str


class Properties:
    """All properties of a catalogue's entities, and their columns."""

    __slots__ = ("_catalogue", "_columns", "_measured", "_store", "by_id")

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store, self._catalogue = store, catalogue
        self._columns: dict[str, Column] = {}
        self._measured: dict[str, set[str]] | None = None  # what each indicator has figures of
        named = _FIXED | {shorten(iri): name for iri, name in (_MATCHES | _read_relations(store)).items()}
        named |= {key: f"{name}（数值）" for key, name in _read_indicators(store).items()}
        self.by_id: dict[str, Property] = {key: Property(key, name) for key, name in named.items()}

    def resolve(self, name: str, place: str) -> Property:
        """Return the property called so: its id, its IRI, or its name in either language.

        Raises QueryError, with `place`, where none is called so.
        """
        iri = expand(name)
        for one in self.by_id.values():
            known = expand(one.id) or IDENTIFIER_SPACE + one.id
            if iri == known or name in {one.id, one.name, *one.name.split(" ", 1)}:
                return one
        calls = [word for one in self.by_id.values() for word in (one.id, one.name)]
        near = nearest(name, calls) or list(_FIXED)
        raise QueryError(place, f"there is no property {name!r}", f"did you mean {' · '.join(near)}?")

    def column(self, key: str) -> Column:
        """Return the values of the property `key` by entity; an entity without any is not among them."""
        if key not in self._columns:
            if len(self._columns) >= _MOST_COLUMNS:
                self._columns.clear()
            self._columns[key] = self._read(key)
        return self._columns[key]

    def of_type(self, kind: str | None) -> list[Property]:
        """Return the properties of which some entity of the type `kind`, or of any, has a value."""
        members = {
            entity.id for entity in self._catalogue.entities.values() if kind is None or kind in entity.types
        }
        if self._measured is None:
            self._measured = _read_measured(self._store)
        return [
            one
            for one in self.by_id.values()
            if not members.isdisjoint(
                self._measured[one.id] if one.id in self._measured else self.column(one.id)
            )
        ]

    def _read(self, key: str) -> Column:
        readers: dict[str, Callable[[Store, Catalogue], Column]] = {
            AREA: read_areas,
            CODE: read_codes,
            ALIAS: read_aliases,
            YEAR: read_years,
            FIGURES: read_figures_of_indicators,
        }
        if key in readers:
            return readers[key](self._store, self._catalogue)
        iri = expand(key)
        if iri is None:
            return read_figures(self._store, IDENTIFIER_SPACE + key)
        return read_relation(self._store, self._catalogue, iri)


def _read_relations(store: Store) -> dict[str, str]:
    """Return the relations that reports state, which the contract has words for, and the theme."""
    rows = store.rows(f"""
        SELECT ?property ?zh ?en WHERE {{
          {{ ?property a owl:ObjectProperty ; skos:notation ?word }}
          UNION {{ VALUES ?property {{ <{vocab.THEME}> }} }}
          ?property rdfs:label ?zh , ?en FILTER (LANG(?zh) = "zh" && LANG(?en) = "en")
        }} ORDER BY ?property""")
    return {row[0].value: f"{row[1].value} {row[2].value}" for row in rows}


def _read_indicators(store: Store) -> dict[str, str]:
    """Return the indicators of which there is a figure, by the ids of their entities."""
    rows = store.rows("""
        SELECT DISTINCT ?indicator ?name WHERE {
          { SELECT DISTINCT ?indicator { ?figure schema:variableMeasured ?indicator } }
          ?indicator skos:prefLabel ?name FILTER (LANG(?name) = "zh")
        } ORDER BY STR(?indicator)""")
    return {iri.value.removeprefix(IDENTIFIER_SPACE): name.value for iri, name in rows}


def _read_measured(store: Store) -> dict[str, set[str]]:
    """Return what the figures of each indicator are about, in ids; plans are no figures."""
    rows = store.rows("""
        SELECT DISTINCT ?indicator ?about WHERE {
          ?figure schema:variableMeasured ?indicator ; schema:observationAbout ?about ; by:kind ?kind
          FILTER (?kind != by:Target)
        }""")
    measured: dict[str, set[str]] = defaultdict(set)
    for indicator, about in rows:
        measured[indicator.value.removeprefix(IDENTIFIER_SPACE)].add(
            about.value.removeprefix(IDENTIFIER_SPACE)
        )
    return measured

"""What entities have, as columns: where they are, their codes, their relations, their figures by indicator.

A property is a column over all entities (Reconciliation Service API 0.2, sections 2.3 and 2.4): queries
compare with it, data extension fetches from it. A column is read when it is first asked for, and then kept.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.errors import QueryError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.curies import expand, shorten
from baiyang_kg.graph.naming import nearest
from baiyang_kg.serving.catalogue import IDENTIFIER_SPACE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pyoxigraph import Literal

    from baiyang_kg.graph.store import Store
    from baiyang_kg.serving.catalogue import Catalogue

    Column = Mapping[str, tuple["Value", ...]]  # entity → its values

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
    vocab.BROAD_MATCH: "外部标识（更宽） Broad match",
    vocab.NARROW_MATCH: "外部标识（更窄） Narrow match",
    vocab.RELATED_MATCH: "外部标识（相关） Related match",
}
_MOST_COLUMNS = 200  # that are kept


class Property(NamedTuple):
    """A kind of value that entities have: an id, and what it is called in Chinese and in English."""

    id: str
    name: str


class Value(NamedTuple):
    """A value of an entity."""

    text: str  # as a person reads it; of an entity its name; of a figure the words of the report
    entity: str = ""  # the id, where it is an entity of the service
    number: Decimal | None = None  # of a figure that is stated exactly, in base units
    year: str = ""  # that it speaks for: of a figure, of a release of codes
    sentence: str = ""  # that a figure was read from


class Properties:
    """All properties of a catalogue's entities, and their columns."""

    __slots__ = ("_catalogue", "_columns", "_store", "by_id")

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store, self._catalogue = store, catalogue
        self._columns: dict[str, Column] = {}
        named = _FIXED | {shorten(iri): name for iri, name in (_MATCHES | _read_relations(store)).items()}
        named |= {key: f"{name}（数值）" for key, name in _read_indicators(store).items()}
        self.by_id: dict[str, Property] = {key: Property(key, name) for key, name in named.items()}

    def resolve(self, name: str, place: str) -> Property:
        """Return the property called so: its id, its IRI, or its name in either language.

        Raises QueryError, with `place`, where none is called so.
        """
        short = shorten(expand(name) or name)
        for one in self.by_id.values():
            if short in {one.id, f"id:{one.id}", one.name, *one.name.split(" ", 1)}:
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
        return [one for one in self.by_id.values() if not members.isdisjoint(self.column(one.id))]

    def _read(self, key: str) -> Column:
        readers: dict[str, Callable[[Store, Catalogue], Column]] = {
            AREA: _read_areas,
            CODE: _read_codes,
            ALIAS: _read_aliases,
            YEAR: _read_years,
            FIGURES: _read_figures_of_indicators,
        }
        if key in readers:
            return readers[key](self._store, self._catalogue)
        iri = expand(key)
        if iri is None:
            return _read_figures(self._store, IDENTIFIER_SPACE + key)
        return _read_relation(self._store, self._catalogue, iri)


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


def _read_areas(store: Store, catalogue: Catalogue) -> Column:
    """Return the areas that each entity is in, the nearest first."""
    above: dict[str, list[str]] = defaultdict(list)
    for thing, area in store.rows("""
        SELECT ?thing ?area { ?thing schema:containedInPlace|by:reportedFor ?area } ORDER BY ?thing ?area"""):
        above[thing.value.removeprefix(IDENTIFIER_SPACE)].append(area.value.removeprefix(IDENTIFIER_SPACE))
    column: dict[str, tuple[Value, ...]] = {}
    for key in catalogue.entities:
        found = list(above.get(key, ()))
        for one in found:  # grows while it is walked
            found += [over for over in above.get(one, ()) if over not in found]
        found = [one for one in found if one in catalogue.entities and one != key]
        if found:
            column[key] = tuple(Value(catalogue.entities[one].record.name, one) for one in found)
    return column


def _read_codes(store: Store, catalogue: Catalogue) -> Column:
    """Return the codes that accepted links give each entity, with the year of their release."""
    column: dict[str, list[Value]] = defaultdict(list)
    for thing, code, notation in store.rows(f"""
        SELECT ?thing ?code ?notation WHERE {{
          ?thing skos:exactMatch ?code FILTER (STRSTARTS(STR(?code), "{vocab.CODE}"))
          OPTIONAL {{ ?code skos:notation ?notation }}
        }} ORDER BY ?thing STR(?code)"""):
        authority = code.value.removeprefix(vocab.CODE).split("/")
        text = notation.value if notation else authority[-1]
        year = authority[1] if len(authority) == 3 else ""
        column[thing.value.removeprefix(IDENTIFIER_SPACE)].append(Value(text, year=year))
    told = {key: entity.record.code for key, entity in catalogue.entities.items() if entity.record.code}
    for key, code in told.items():
        if code not in {value.text for value in column[key]}:
            column[key].append(Value(code))
    return {key: tuple(values) for key, values in column.items()}


def _read_aliases(store: Store, catalogue: Catalogue) -> Column:
    del store
    return {
        key: tuple(map(Value, entity.record.aliases))
        for key, entity in catalogue.entities.items()
        if entity.record.aliases
    }


def _read_years(store: Store, catalogue: Catalogue) -> Column:
    """Return the years of the reports that name each entity."""
    del catalogue
    rows = store.rows("""
        SELECT DISTINCT ?thing ?year WHERE {
          ?report a schema:Report ; schema:temporalCoverage ?year .
          ?evidence oa:hasSource ?report . ?thing prov:wasDerivedFrom ?evidence .
          ?thing rdfs:label|skos:prefLabel ?name .
        } ORDER BY STR(?thing) STR(?year)""")
    column: dict[str, list[Value]] = defaultdict(list)
    for thing, year in rows:
        column[thing.value.removeprefix(IDENTIFIER_SPACE)].append(Value(year.value, year=year.value))
    return {key: tuple(values) for key, values in column.items()}


def _read_relation(store: Store, catalogue: Catalogue, iri: str) -> Column:
    """Return what each entity is joined to by the property with this IRI, in the order of the names."""
    rows = store.rows(f"""
        SELECT ?thing ?value ?name WHERE {{
          ?thing <{iri}> ?value .
          OPTIONAL {{ ?value rdfs:label|skos:prefLabel ?name FILTER (LANG(?name) = "zh") }}
        }} ORDER BY STR(?thing) STR(?name) STR(?value)""")
    column: dict[str, list[Value]] = defaultdict(list)
    for thing, value, name in rows:
        key = value.value.removeprefix(IDENTIFIER_SPACE)
        known = key if key in catalogue.entities else ""
        column[thing.value.removeprefix(IDENTIFIER_SPACE)].append(
            Value(name.value if name else value.value, known)
        )
    return {key: tuple(dict.fromkeys(values)) for key, values in column.items()}


_FIGURE = """
          ?figure by:statedText ?stated ; by:periodStated ?period ; by:offset ?offset ; by:kind ?kind .
          ?figure prov:wasDerivedFrom ?evidence . ?evidence oa:hasSource ?report ; schema:text ?sentence .
          FILTER (?kind != by:Target)
          OPTIONAL { ?figure schema:value ?exact ; by:bound by:Exact }"""


def _read_figures(store: Store, indicator: str) -> Column:
    """Return the figures of an indicator by the area or thing that they are about; plans are no figures.

    Where the indicator has levels, its rates and shares are left out: they would stand among other units.
    """
    rows = store.rows(f"""
        SELECT ?figure ?about ?kind ?period ?stated ?exact ?sentence WHERE {{
          ?figure schema:variableMeasured <{indicator}> ; schema:observationAbout ?about . {_FIGURE}
        }} ORDER BY STR(?about) STR(?period) STR(?report) ?offset""")
    levels = [row for row in rows if row[2].value == vocab.LEVEL]
    column: dict[str, list[Value]] = defaultdict(list)
    for _, about, _, period, stated, exact, sentence in levels or rows:
        column[about.value.removeprefix(IDENTIFIER_SPACE)].append(
            _figure(stated.value, period, exact, sentence)
        )
    return {key: tuple(values) for key, values in column.items()}


def _read_figures_of_indicators(store: Store, catalogue: Catalogue) -> Column:
    """Return the figures of each indicator, each with its period and what it is about."""
    del catalogue
    rows = store.rows(f"""
        SELECT ?figure ?indicator ?about ?period ?stated ?exact ?sentence WHERE {{
          ?figure schema:variableMeasured ?indicator ; schema:observationAbout/rdfs:label ?about . {_FIGURE}
          FILTER (LANG(?about) = "zh")
        }} ORDER BY STR(?indicator) STR(?period) STR(?report) ?offset""")
    column: dict[str, list[Value]] = defaultdict(list)
    for _, indicator, about, period, stated, exact, sentence in rows:
        words = f"{stated.value} · {period.value} · {about.value}"
        column[indicator.value.removeprefix(IDENTIFIER_SPACE)].append(_figure(words, period, exact, sentence))
    return {key: tuple(values) for key, values in column.items()}


def _figure(words: str, period: Literal, exact: Literal | None, sentence: Literal) -> Value:
    number = None
    if exact is not None:
        try:
            number = Decimal(exact.value)
        except InvalidOperation:  # the words are there
            number = None
    return Value(words, number=number, year=period.value[:4], sentence=sentence.value)

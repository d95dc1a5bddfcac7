"""Columns: what all entities have of one property, read from the store.

A value is what a person reads, and beside it what a program may do with it: an entity, a number, a year.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.graph import vocab
from baiyang_kg.graph.identifiers import MATCHES
from baiyang_kg.serving.catalogue import IDENTIFIER_SPACE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Literal

    from baiyang_kg.graph.store import Store
    from baiyang_kg.serving.catalogue import Catalogue

    Column = Mapping[str, tuple["Value", ...]]  # entity → its values


class Value(NamedTuple):
    """A value of an entity."""

    text: str  # as a person reads it; of an entity its name; of a figure the words of the report
    entity: str = ""  # the id, where it is an entity of the service
    number: Decimal | None = None  # of a figure that is stated exactly, in base units
    year: str = ""  # that it speaks for: of a figure, of a release of codes
    sentence: str = ""  # that a figure was read from


def read_areas(store: Store, catalogue: Catalogue) -> Column:
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


def read_codes(store: Store, catalogue: Catalogue) -> Column:
    """Return the codes that accepted links give each entity, with the year of their release."""
    del catalogue
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
    return {key: tuple(values) for key, values in column.items()}


def read_aliases(store: Store, catalogue: Catalogue) -> Column:
    """Return the other names of each entity."""
    del store
    return {
        key: tuple(map(Value, entity.record.aliases))
        for key, entity in catalogue.entities.items()
        if entity.record.aliases
    }


def read_years(store: Store, catalogue: Catalogue) -> Column:
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


def read_relation(store: Store, catalogue: Catalogue, iri: str) -> Column:
    """Return what each entity is joined to by the property with this IRI, in the order of the names.

    A counterpart outside the graph is told by its IRI, everything else by its name.
    """
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
            Value(name.value if name and (known or iri not in MATCHES) else value.value, known)
        )
    return {key: tuple(dict.fromkeys(values)) for key, values in column.items()}


_FIGURE = """
          ?figure by:statedText ?stated ; by:periodStated ?period ; by:offset ?offset ; by:kind ?kind .
          ?figure prov:wasDerivedFrom ?evidence . ?evidence oa:hasSource ?report ; schema:text ?sentence .
          FILTER (?kind != by:Target)
          OPTIONAL { ?figure schema:value ?exact ; by:bound by:Exact }"""


def read_figures(store: Store, indicator: str) -> Column:
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


def read_figures_of_indicators(store: Store, catalogue: Catalogue) -> Column:
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

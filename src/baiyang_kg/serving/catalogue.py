"""What the service offers: the things of the graph as entities, the classes of the ontology as their types.

Both are read once, when the service starts (Reconciliation Service API 0.2, sections 2.1 and 2.2). An entity
is known by the end of its IRI, so that the identifier space and the identifier make the IRI.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.errors import QueryError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.curies import expand, shorten
from baiyang_kg.graph.naming import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from baiyang_kg.datasets.record import Record
    from baiyang_kg.graph.store import Store

IDENTIFIER_SPACE, SCHEMA_SPACE = vocab.ID, vocab.BY
_ADMINISTRATIVE_AREA = vocab.SCHEMA + "AdministrativeArea"
# Standard classes, which the ontology does not name.
_WORDS = {_ADMINISTRATIVE_AREA: "行政区域 Administrative area", vocab.INDICATOR: "指标 Indicator"}


class EntityType(NamedTuple):
    """A class of things: its IRI in short, what it is called, and the classes directly above it."""

    id: str
    name: str
    broader: tuple[str, ...] = ()  # their ids


class Entity(NamedTuple):
    """A thing of the graph that can be found."""

    id: str
    record: Record
    types: tuple[str, ...]  # ids, the narrowest first
    description: str  # what tells it from its namesakes: its class and where it is


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All entities and types by their ids, in the order of their IRIs and of the ontology."""

    entities: Mapping[str, Entity]
    types: Mapping[str, EntityType]

    def find_entity(self, name: str) -> Entity | None:
        """Return the entity with this identifier, also as an IRI in full or in short; None where none has."""
        iri = expand(name)
        return self.entities.get(name if iri is None else iri.removeprefix(IDENTIFIER_SPACE))

    def resolve_type(self, name: str, place: str) -> str:
        """Return the id of the type called so: its id, its IRI, or its name in either language.

        Raises QueryError, with `place`, where no type is called so.
        """
        short = shorten(expand(name) or name)
        for one in self.types.values():
            if short in {one.id, one.name, *one.name.split(" ", 1)}:
                return one.id
        calls = [word for one in self.types.values() for word in (one.id, *one.name.split(" ", 1))]
        near = nearest(name, calls) or list(self.types)
        raise QueryError(place, f"there is no type {name!r}", f"did you mean {' · '.join(near)}?")


def read_catalogue(store: Store, records: Iterable[Record]) -> Catalogue:
    """Return the records as entities with their types; what has no type that has a name is left out."""
    above, named = _read_classes(store)
    classes = _classes_of_things(store, named)
    entities: dict[str, Entity] = {}
    used: set[str] = set()
    for record in records:
        found = [iri for narrow in classes.get(record.iri, ()) for iri in _upwards(narrow, above)]
        if not found or not record.iri.startswith(IDENTIFIER_SPACE):
            continue
        types = tuple(dict.fromkeys(shorten(iri) for iri in found))
        used.update(types)
        told = " · ".join(filter(None, (named[found[0]].partition(" ")[0], " ".join(record.parents))))
        key = record.iri.removeprefix(IDENTIFIER_SPACE)
        entities[key] = Entity(key, record, types, told)
    types_by_id = {
        shorten(iri): EntityType(shorten(iri), name, tuple(map(shorten, above.get(iri, ()))))
        for iri, name in named.items()
        if shorten(iri) in used
    }
    return Catalogue(entities, types_by_id)


def _read_classes(store: Store) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Return the classes that have names directly above each class, and the names of all of them."""
    named = _WORDS | {
        row[0].value: f"{row[1].value} {row[2].value}"
        for row in store.rows("""
            SELECT ?class ?zh ?en WHERE {
              ?class a owl:Class ; rdfs:label ?zh , ?en FILTER (LANG(?zh) = "zh" && LANG(?en) = "en")
            } ORDER BY ?class""")
    }
    above: dict[str, list[str]] = defaultdict(list)
    for below, over in store.rows("SELECT ?b ?o { ?b rdfs:subClassOf ?o } ORDER BY ?b ?o"):
        if below.value in named and over.value in named:
            above[below.value].append(over.value)
    return above, named


def _classes_of_things(store: Store, named: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the classes with names of each thing of our own."""
    found: dict[str, list[str]] = defaultdict(list)
    values = " ".join(f"<{iri}>" for iri in named)
    for thing, kind in store.rows(f"SELECT ?t ?c {{ VALUES ?c {{ {values} }} ?t a ?c }} ORDER BY ?c"):
        found[thing.value].append(kind.value)
    return found


def _upwards(narrow: str, above: Mapping[str, list[str]]) -> list[str]:
    """Return a class and all that are above it, the nearest first."""
    found = [narrow]
    for one in found:  # grows while it is walked
        found += [over for over in above.get(one, ()) if over not in found]
    return found

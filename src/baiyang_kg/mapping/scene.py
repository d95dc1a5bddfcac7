"""The scene of a report: what every fact of it is told against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from baiyang_kg.graph.iris import mint, mint_report
from baiyang_kg.mapping.statements import node

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from pyoxigraph import NamedNode

    from baiyang_kg.graph.terms import Terms
    from baiyang_kg.reading.model import Entity, Observation, Reading
    from baiyang_kg.report import ReportSource

_PLACES = {"community", "residential_compound", "venue", "industry_park", "waterway", "place"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What every fact of a report is told against."""

    reading: Reading
    source: ReportSource
    terms: Terms
    report: str  # IRI
    path: tuple[str, ...]  # the area's names, from the largest to its own
    areas: dict[str, str]  # name → IRI, the same order
    things: dict[str, str]  # name of an entity → IRI
    places: set[str]  # IRIs of the areas and of the entities that are places
    figures: dict[int, Observation]  # by the offset of the numeral
    abroad: dict[tuple[str, str], tuple[str, ...]]  # type and name of a thing outside the area → its areas
    confidences: dict[int, Decimal]  # by the same; empty where nobody has weighed them

    @property
    def area(self) -> str:
        """Return the IRI of the area that the report is of."""
        return self.areas[self.path[-1]]

    def path_of(self, entity: Entity) -> tuple[str, ...]:
        """Return the areas below which a thing stands: those of the report, unless a list says others."""
        return self.abroad.get((entity.type, entity.name), self.path)

    def named(self, name: str) -> str:
        """Return the thing that a relation calls `name`; one that no entity is called is of no known kind."""
        return self.things.get(name) or self.areas.get(name) or mint("other", *self.path, name)

    def place(self, name: str) -> str:
        """Return the place that a figure is about."""
        return self.areas.get(name) or self.things.get(name) or mint("place", *self.path, name)

    def concept(self, scheme: str, notation: str) -> NamedNode:
        """Return the concept with the contract's word `notation`. Raises LexiconError where there is none."""
        return node(self.terms.concept(scheme, notation))


def set_scene(reading: Reading, source: ReportSource, terms: Terms, confidences: Sequence[Decimal]) -> Scene:
    """Return the scene of a report.

    Raises ValueError where two figures begin at the same place, or confidences and figures differ in number.
    """
    path = (*reading.context.parents, reading.context.area)
    areas = {name: mint("place", *path[: level + 1]) for level, name in enumerate(path)}
    abroad = {(one.type, one.means or one.name): one.areas for one in reading.context.listed if one.areas}
    iris = [
        thing_of(entity, abroad.get((entity.type, entity.name), path), areas) for entity in reading.entities
    ]
    things: dict[str, str] = {}
    for entity, iri in zip(reading.entities, iris, strict=True):
        things.setdefault(entity.name, iri)
    figures = {observation.start: observation for observation in reading.observations}
    if len(figures) < len(reading.observations):
        raise ValueError(f"{source.id}: two figures begin at the same place")
    if confidences and len(confidences) != len(figures):
        raise ValueError(f"{source.id}: {len(confidences)} confidences of {len(figures)} figures")
    sure = dict(zip(figures, confidences, strict=False))
    places = {iri for entity, iri in zip(reading.entities, iris, strict=True) if entity.type in _PLACES}
    return Scene(
        reading=reading, source=source, terms=terms, report=mint_report(source.id),
        path=path, areas=areas, things=things, places=places.union(areas.values()), figures=figures,
        abroad=abroad, confidences=sure,
    )  # fmt: skip


def thing_of(entity: Entity, path: tuple[str, ...], areas: dict[str, str]) -> str:
    """Return the IRI of a named thing: an area of the report where it is one, else one of its own."""
    if entity.type in _PLACES and entity.name in areas:
        return areas[entity.name]
    return mint(entity.type, *path, entity.name)

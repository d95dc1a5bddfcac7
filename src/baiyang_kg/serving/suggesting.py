"""Suggestions while a user types: entities, types, properties (Reconciliation Service API 0.2, section 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from baiyang_kg.linking.names import normal_form, normal_forms
from baiyang_kg.serving.manifest import describe_types

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.serving.catalogue import Catalogue, Entity
    from baiyang_kg.serving.properties import Properties

AT_ONCE = 20  # suggestions in an answer


class Suggester:
    """What may be suggested, with its words in normal form, which are made once."""

    __slots__ = ("_catalogue", "_entities", "_names", "_properties", "_types")

    def __init__(self, catalogue: Catalogue, properties: Properties) -> None:
        self._catalogue = catalogue
        self._entities = _worded([(key, entity.record.name) for key, entity in catalogue.entities.items()])
        self._types = _worded([(one.id, one.name) for one in catalogue.types.values()])
        self._properties = _worded([(one.id, one.name) for one in properties.by_id.values()])
        self._names = {one.id: one.name for one in properties.by_id.values()}

    def entities(self, prefix: str, cursor: int) -> dict[str, Any]:
        """Return entities by what their names or identifiers begin with, then by what these contain."""
        known = self._catalogue.find_entity(prefix.strip())
        keys = _find(self._entities, prefix)
        if known:
            keys = [known.id, *(key for key in keys if key != known.id)]
        return {"result": [self._told(self._catalogue.entities[key]) for key in _page(keys, cursor)]}

    def types(self, prefix: str, cursor: int) -> dict[str, Any]:
        """Return types likewise."""
        return {"result": describe_types(self._catalogue, _page(_find(self._types, prefix), cursor))}

    def properties(self, prefix: str, cursor: int) -> dict[str, Any]:
        """Return properties likewise."""
        keys = _page(_find(self._properties, prefix), cursor)
        return {"result": [{"id": key, "name": self._names[key]} for key in keys]}

    def _told(self, entity: Entity) -> dict[str, Any]:
        notable = [{"id": one, "name": self._catalogue.types[one].name} for one in entity.types]
        return {
            "id": entity.id,
            "name": entity.record.name,
            "description": entity.description,
            "notable": notable,
        }


def _worded(items: Sequence[tuple[str, str]]) -> list[tuple[str, tuple[str, ...]]]:
    """Return ids, each with the words by which it is found: its name, its parts, and the id itself."""
    names = normal_forms([name for _, name in items])
    parts = [
        (form, *(normal_form(part) for part in name.split(" ") if part != name), normal_form(key))
        for (key, name), form in zip(items, names, strict=True)
    ]
    return [(key, words) for (key, _), words in zip(items, parts, strict=True)]


def _find(items: Sequence[tuple[str, tuple[str, ...]]], prefix: str) -> list[str]:
    """Return the ids of which a word begins with `prefix`, then those of which one contains it."""
    wanted = normal_form(prefix)
    begin = [key for key, words in items if any(word.startswith(wanted) for word in words)]
    seen = set(begin)
    return begin + [key for key, words in items if key not in seen and any(wanted in word for word in words)]


def _page(keys: Sequence[str], cursor: int) -> Sequence[str]:
    return keys[cursor : cursor + AT_ONCE]

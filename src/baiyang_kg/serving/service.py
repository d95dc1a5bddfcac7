"""The graph as a reconciliation service: what is read once of a store, and what answers are made of."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from threading import Lock
from typing import TYPE_CHECKING, Any

from baiyang_kg.errors import StoreError
from baiyang_kg.graph.store import open_store
from baiyang_kg.linking.records import find_records
from baiyang_kg.serving.catalogue import read_catalogue
from baiyang_kg.serving.properties import Properties
from baiyang_kg.serving.reconciling import Reconciler
from baiyang_kg.serving.suggesting import Suggester

if TYPE_CHECKING:
    from baiyang_kg.graph.store import Store
    from baiyang_kg.serving.batches import ReconciliationQuery
    from baiyang_kg.serving.catalogue import Catalogue
    from baiyang_kg.serving.reconciling import Candidate


@dataclass(frozen=True, slots=True)
class Service:
    """A store that is only read, indexed for reconciliation."""

    store: Store
    title: str
    catalogue: Catalogue
    properties: Properties
    reconciler: Reconciler
    suggester: Suggester

    def reconcile(self, query: ReconciliationQuery, place: str) -> list[dict[str, Any]]:
        """Return the candidates of a query as the API writes them (section 4.2)."""
        return [self._told(candidate) for candidate in self.reconciler.candidates(query, place)]

    def _told(self, candidate: Candidate) -> dict[str, Any]:
        entity, types = candidate.entity, self.catalogue.types
        return {
            "id": entity.id,
            "name": entity.record.name,
            "description": entity.description,
            "type": [{"id": one, "name": types[one].name} for one in entity.types],
            "score": _number(candidate.score),
            "features": [{"id": key, "value": _number(value)} for key, value in candidate.features.items()],
            "match": candidate.match,
        }


class Served:
    """The service of the store at a path: of that which stands there when the service is asked for."""

    __slots__ = ("_lock", "_service", "path")

    def __init__(self, store: Store) -> None:
        self.path = store.path
        self._lock = Lock()
        self._service = open_service(store)

    def service(self) -> Service:
        """Return the service, indexed anew where a build has put another store in the place of the old one.

        Answers that are being made go on with the old one; where the new one cannot be opened, all do.
        """
        with self._lock:
            if self._service.store.replaced:
                with suppress(StoreError):  # another program writes to it: the next request tries again
                    self._service = open_service(open_store(self.path))
            return self._service


def open_service(store: Store) -> Service:
    """Return the service of a store; its entities are read and indexed now."""
    catalogue = read_catalogue(store, find_records(store))
    properties = Properties(store, catalogue)
    return Service(
        store,
        _title(store),
        catalogue,
        properties,
        Reconciler(catalogue, properties),
        Suggester(catalogue, properties),
    )


def _number(value: bool | int | Decimal) -> bool | int | float:  # noqa: FBT001 (it is what is written)
    """Return a number as JSON has it: scores and likenesses have one digit behind the point."""
    return round(float(value), 1) if isinstance(value, Decimal) else value


def _title(store: Store) -> str:
    """Return what the service is called: after the areas that the reports are about."""
    rows = store.rows("""
        SELECT DISTINCT ?name WHERE {
          ?report a schema:Report ; schema:about ?area . ?area rdfs:label ?name FILTER (LANG(?name) = "zh")
        } ORDER BY ?name""")
    areas = [name.value for (name,) in rows]
    told = "、".join(areas[:3]) + (f"等{len(areas)}地" if len(areas) > 3 else "")
    return f"baiyang-kg {told}".rstrip()

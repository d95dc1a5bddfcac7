"""What the service says of itself (Reconciliation Service API 0.2, section 3.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from baiyang_kg import __version__
from baiyang_kg.graph import vocab
from baiyang_kg.graph.curies import shorten
from baiyang_kg.serving.batches import MOST_QUERIES
from baiyang_kg.serving.catalogue import IDENTIFIER_SPACE, SCHEMA_SPACE
from baiyang_kg.serving.extending import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from baiyang_kg.serving.catalogue import Catalogue, EntityType

VERSIONS = ("0.2",)
ENDPOINT = "/reconcile"
SUGGESTED = ("entity", "property", "type")
PREVIEW_WIDTH, PREVIEW_HEIGHT = 460, 240  # pixels
# What a column of a spreadsheet most often names.
_DEFAULTS = (vocab.COMMUNITY, vocab.SUBDISTRICT, vocab.ORGANIZATION, vocab.VENUE, vocab.INDICATOR)


def manifest(catalogue: Catalogue, *, base: str, title: str) -> dict[str, Any]:
    """Return the manifest of the service that is reached at `base`, a URL without a slash at its end."""
    defaults = [shorten(iri) for iri in _DEFAULTS if shorten(iri) in catalogue.types]
    return {
        "versions": list(VERSIONS),
        "name": title,
        "identifierSpace": IDENTIFIER_SPACE,
        "schemaSpace": SCHEMA_SPACE,
        "serviceVersion": __version__,
        "defaultTypes": describe_types(catalogue, defaults),
        "view": {"url": f"{base}/view?id={{{{id}}}}"},
        "preview": {
            "url": f"{base}/preview?id={{{{id}}}}",
            "width": PREVIEW_WIDTH,
            "height": PREVIEW_HEIGHT,
        },
        "suggest": {kind: {"service_url": base, "service_path": f"/suggest/{kind}"} for kind in SUGGESTED},
        "extend": {
            "propose_properties": {"service_url": base, "service_path": "/properties"},
            "property_settings": list(SETTINGS),
        },
        "batchSize": MOST_QUERIES,
    }


def describe_types(catalogue: Catalogue, ids: Iterable[str]) -> list[dict[str, Any]]:
    """Return types as the API writes them, each with those directly above it."""
    return [_described(catalogue, catalogue.types[one]) for one in ids]


def _described(catalogue: Catalogue, kind: EntityType) -> dict[str, Any]:
    told: dict[str, Any] = {"id": kind.id, "name": kind.name}
    if kind.broader:
        told["broader"] = describe_types(catalogue, kind.broader)
    return told

"""The service over HTTP: which address answers what, and how errors and limits are said.

An endpoint reads the request and hands the work to a thread, so that one long answer does not hold up others.
Nothing is ever written, and no address leads to another machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route

from baiyang_kg.errors import BaiyangError, QueryError
from baiyang_kg.graph.naming import resolve
from baiyang_kg.graph.show import portray
from baiyang_kg.serving.batches import MOST_QUERIES, parse_batch
from baiyang_kg.serving.extending import MOST_PROPERTIES, extend, parse_extension, propose
from baiyang_kg.serving.forms import parse_count, read_fields
from baiyang_kg.serving.manifest import ENDPOINT, SUGGESTED, manifest
from baiyang_kg.serving.pages import front_page, preview_page, view_page
from baiyang_kg.serving.responses import error_response, json_response, page_response
from baiyang_kg.serving.sparql import PATH as SPARQL
from baiyang_kg.serving.sparql import endpoint as sparql_endpoint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from baiyang_kg.graph.limits import Limits
    from baiyang_kg.serving.catalogue import Entity
    from baiyang_kg.serving.service import Served, Service

    Answerer = Callable[["Service", Mapping[str, str], str], Any]


def application(served: Served, *, limits: Limits) -> Starlette:
    """Return the ASGI application that answers for a store, and queries in SPARQL within `limits`."""
    routes = [
        _route(ENDPOINT, _answer_endpoint, served, methods=("GET", "POST")),
        *(_route(f"/suggest/{kind}", _suggesting(kind), served) for kind in SUGGESTED),
        _route("/properties", _propose_properties, served),
        _page("/", _front_page, served),
        _page("/view", _view_page, served),
        _page("/preview", _preview_page, served),
        Route(SPARQL, sparql_endpoint(served.path, limits), methods=["GET", "POST"]),
    ]
    everyone = Middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"]
    )
    return Starlette(
        routes=routes,
        middleware=[everyone],
        exception_handlers={BaiyangError: error_response, HTTPException: error_response},
    )


def _route(path: str, answer: Answerer, served: Served, *, methods: Sequence[str] = ("GET",)) -> BaseRoute:
    """Return the route that answers with JSON, or with a script where the client names a callback (JSONP)."""

    async def endpoint(request: Request) -> Response:
        fields = await read_fields(request)
        if request.method == "POST" and not {"queries", "extend"} & set(fields):
            raise QueryError("form", "has neither queries nor extend", 'send queries={"q0": {"query": "…"}}')
        told = await run_in_threadpool(_answer, answer, served, fields, request)
        return json_response(told, callback=fields.get("callback"))

    return Route(path, endpoint, methods=list(methods))


def _page(path: str, answer: Answerer, served: Served) -> BaseRoute:
    """Return the route that answers with a page."""

    async def endpoint(request: Request) -> Response:
        fields = await read_fields(request)
        text = await run_in_threadpool(_answer, answer, served, fields, request)
        return page_response(text)

    return Route(path, endpoint)


def _answer(answer: Answerer, served: Served, fields: Mapping[str, str], request: Request) -> Any:
    """Return what `answer` makes of a request with these fields; it knows at which address it is reached."""
    return answer(served.service(), fields, str(request.base_url).rstrip("/"))


def _answer_endpoint(service: Service, fields: Mapping[str, str], base: str) -> Any:
    """Answer a batch of queries, or say what the service is (section 3.1, section 4.3)."""
    if "queries" in fields:
        batch = parse_batch(fields["queries"])
        if len(batch) > MOST_QUERIES:
            raise HTTPException(413, f"queries: {len(batch)} in one batch; send at most {MOST_QUERIES}")
        return {key: {"result": service.reconcile(query, f"queries.{key}")} for key, query in batch.items()}
    if "extend" in fields:
        extension = parse_extension(fields["extend"], service.properties)
        return extend(extension, service.catalogue, service.properties)
    if fields.get("query"):
        raise QueryError("query", "is not known in version 0.2", 'send queries={"q0": {"query": "…"}}')
    return manifest(service.catalogue, base=base, title=service.title)


def _suggesting(kind: str) -> Answerer:
    """Return what answers a request for suggestions of a kind (section 6.2)."""

    def answer(service: Service, fields: Mapping[str, str], base: str) -> Any:
        del base
        suggest = {
            "entity": service.suggester.entities,
            "property": service.suggester.properties,
            "type": service.suggester.types,
        }[kind]
        return suggest(fields.get("prefix", ""), parse_count(fields, "cursor", 0))

    return answer


def _propose_properties(service: Service, fields: Mapping[str, str], base: str) -> Any:
    """Propose properties of entities of a type (section 7.2)."""
    del base
    kind = service.catalogue.resolve_type(fields["type"], "type") if fields.get("type") else None
    return propose(service.properties, kind, limit=parse_count(fields, "limit", MOST_PROPERTIES))


def _front_page(service: Service, fields: Mapping[str, str], base: str) -> str:
    del fields
    return front_page(service.title, base + ENDPOINT, service.catalogue)


def _view_page(service: Service, fields: Mapping[str, str], base: str) -> str:
    del base
    entity = _find_entity(service, fields)
    return view_page(entity, portray(service.store, resolve(service.store, entity.record.iri, place="view")))


def _preview_page(service: Service, fields: Mapping[str, str], base: str) -> str:
    del base
    entity = _find_entity(service, fields)
    return preview_page(
        entity, portray(service.store, resolve(service.store, entity.record.iri, place="view"))
    )


def _find_entity(service: Service, fields: Mapping[str, str]) -> Entity:
    if "id" not in fields:
        raise QueryError("id", "is missing", "give the identifier of an entity: id=…")
    entity = service.catalogue.find_entity(fields["id"])
    if entity is None:
        raise HTTPException(404, f"id: nothing is known as {fields['id']!r}")
    return entity

"""The service over HTTP: which address answers what, and how errors and limits are said.

An endpoint reads the request and hands the work to a thread, so that one long answer does not hold up others.
Nothing is ever written, and no address leads to another machine.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from baiyang_kg.errors import BaiyangError, QueryError
from baiyang_kg.graph.naming import resolve
from baiyang_kg.graph.show import portray
from baiyang_kg.serving.batches import MOST_QUERIES, parse_batch
from baiyang_kg.serving.extending import MOST_PROPERTIES, extend, parse_extension, propose
from baiyang_kg.serving.manifest import ENDPOINT, SUGGESTED, manifest
from baiyang_kg.serving.pages import POLICY, front_page, preview_page, view_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from baiyang_kg.serving.catalogue import Entity
    from baiyang_kg.serving.service import Service

    Answerer = Callable[["Service", Mapping[str, str], str], Any]

LARGEST_BODY = 1 << 20  # bytes
_MOST_FIELDS = 20
_FORM = "application/x-www-form-urlencoded"
_CALLBACK = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*", re.ASCII)
_GUARDS = {"X-Content-Type-Options": "nosniff"}


def application(service: Service) -> Starlette:
    """Return the ASGI application that answers for `service`."""
    routes = [
        _route(ENDPOINT, _answer_endpoint, service, methods=("GET", "POST")),
        *(_route(f"/suggest/{kind}", _suggesting(kind), service) for kind in SUGGESTED),
        _route("/properties", _propose_properties, service),
        _page("/", _front_page, service),
        _page("/view", _view_page, service),
        _page("/preview", _preview_page, service),
    ]
    everyone = Middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"]
    )
    return Starlette(
        routes=routes,
        middleware=[everyone],
        exception_handlers={BaiyangError: _told, HTTPException: _told},
    )


def _route(path: str, answer: Answerer, service: Service, *, methods: Sequence[str] = ("GET",)) -> BaseRoute:
    """Return the route that answers with JSON, or with a script where the client names a callback (JSONP)."""

    async def endpoint(request: Request) -> Response:
        fields = await _read_fields(request)
        base = str(request.base_url).rstrip("/")
        told = await run_in_threadpool(answer, service, fields, base)
        return _json_response(told, callback=fields.get("callback"))

    return Route(path, endpoint, methods=list(methods))


def _page(path: str, answer: Answerer, service: Service) -> BaseRoute:
    """Return the route that answers with a page."""

    async def endpoint(request: Request) -> Response:
        fields = await _read_fields(request)
        base = str(request.base_url).rstrip("/")
        text = await run_in_threadpool(answer, service, fields, base)
        return HTMLResponse(text, headers=_GUARDS | {"Content-Security-Policy": POLICY})

    return Route(path, endpoint)


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
    if "query" in fields:
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
        return suggest(fields.get("prefix", ""), _parse_count(fields, "cursor", 0))

    return answer


def _propose_properties(service: Service, fields: Mapping[str, str], base: str) -> Any:
    """Propose properties of entities of a type (section 7.2)."""
    del base
    kind = service.catalogue.resolve_type(fields["type"], "type") if fields.get("type") else None
    return propose(service.properties, kind, limit=_parse_count(fields, "limit", MOST_PROPERTIES))


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


def _parse_count(fields: Mapping[str, str], name: str, default: int) -> int:
    text = fields.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise QueryError(name, f"is {text!r}", "send a whole number")
    return int(text)


async def _read_fields(request: Request) -> dict[str, str]:
    """Return the fields of the address and of the form that was sent, each of them once.

    Raises QueryError for what is no form, and HTTPException where it is too large or of another kind.
    """
    sent = [request.scope["query_string"]]
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != _FORM:
            raise HTTPException(415, f"Content-Type: {kind or 'missing'}; send {_FORM}")
        sent.append(await _read_body(request))
    fields: dict[str, str] = {}
    for text in sent:
        for name, values in _parse_form(text).items():
            if len(values) > 1 or name in fields:
                raise QueryError(name, "is given twice", "send it once")
            fields[name] = values[0]
    if request.method == "POST" and not {"queries", "extend"} & set(fields):
        raise QueryError("form", "has neither queries nor extend", 'send queries={"q0": {"query": "…"}}')
    return fields


def _parse_form(text: bytes) -> dict[str, list[str]]:
    try:
        return parse_qs(
            text.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except UnicodeDecodeError:
        raise QueryError("form", "is not in UTF-8", "encode it as UTF-8, then as URL") from None
    except ValueError:
        raise QueryError("form", f"has more than {_MOST_FIELDS} fields", "send queries alone") from None


async def _read_body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise HTTPException(413, f"body: more than {LARGEST_BODY} bytes; send fewer queries at once")
    return bytes(body)


def _json_response(told: Any, *, callback: str | None = None, status: int = 200) -> Response:
    """Return an answer as JSON; with `callback`, as a script that calls it (section 3.3).

    Raises QueryError for a callback that is no name of a function.
    """
    if callback is None:
        text = json.dumps(told, ensure_ascii=False, allow_nan=False)
        return Response(text, status, _GUARDS, media_type="application/json")
    if not _CALLBACK.fullmatch(callback):
        raise QueryError("callback", "is no name of a function", "send one of letters, digits, _, $ and .")
    script = f"/**/{callback}({json.dumps(told, allow_nan=False)});"  # the comment hinders other readings
    return Response(script, status, _GUARDS, media_type="application/javascript")


async def _told(request: Request, error: Exception) -> Response:
    """Answer with what went wrong: what the client can mend is its error, all else is ours."""
    del request
    if isinstance(error, HTTPException):
        return _json_response({"status": "error", "message": error.detail}, status=error.status_code)
    status = 400 if isinstance(error, QueryError) else 500
    return _json_response({"status": "error", "message": str(error)}, status=status)

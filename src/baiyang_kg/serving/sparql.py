"""Queries of one's own over HTTP (SPARQL 1.1 Protocol, section 2.1: https://www.w3.org/TR/sparql11-protocol/).

Each query is answered by the command `query` in a process of its own, which its limits end and the network
does not reach; so what may be asked is the same at both doors, and so are the messages.
"""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, NamedTuple

from starlette.exceptions import HTTPException
from starlette.responses import Response

from baiyang_kg.errors import QueryError
from baiyang_kg.graph.tokens import find_form
from baiyang_kg.serving.forms import FORM, kind_of_body, read_body, read_fields
from baiyang_kg.serving.responses import GUARDS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from baiyang_kg.graph.limits import Limits

PATH = "/sparql"
AT_ONCE = 4  # queries that run at the same time; others wait
LARGEST_ANSWER = 64 << 20  # bytes
_QUERY, _UPDATE = "application/sparql-query", "application/sparql-update"
# Media types, and what the command calls them; the first is sent to whoever takes anything.
_OF_ROWS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
_OF_GRAPHS = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
}
_FORMATS = "http://www.w3.org/ns/formats/"
_DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
<{address}> a sd:Service ; sd:endpoint <{address}> ; sd:supportedLanguage sd:SPARQL11Query ;
  sd:resultFormat {formats} .
"""
_RESULT_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)


class _Asked(NamedTuple):
    """A query and how its answer is wanted."""

    query: str
    media_type: str
    form: str  # as the command calls it


def endpoint(store: str, limits: Limits) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers requests at PATH: queries of the store at `store`, each within `limits`."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def answer(request: Request) -> Response:
        query = await _read_query(request)
        if query is None:
            return _describe(str(request.url.replace(query="")))
        asked = _negotiate(query, request.headers.get("accept", "*/*"))
        async with turns:
            content = await _ask(asked, store, limits)
        return Response(content, headers=GUARDS, media_type=asked.media_type)

    return answer


async def _read_query(request: Request) -> str | None:
    """Return the query that a request sends, in one of the three ways of the protocol; None for no query.

    Raises QueryError for an update and for a dataset of the protocol, HTTPException as `read_fields` does.
    """
    kind = kind_of_body(request)
    if request.method == "POST" and kind == _UPDATE:
        raise _refuse_update()
    if request.method == "POST" and kind == _QUERY:
        try:
            return (await read_body(request)).decode("utf-8")
        except UnicodeDecodeError:
            raise QueryError("query", "is not text in UTF-8", "send it in UTF-8") from None
    if request.method == "POST" and kind != FORM:
        raise HTTPException(415, f"Content-Type: {kind or 'missing'}; send {FORM} or {_QUERY}")
    fields = await read_fields(request)
    if "update" in fields:
        raise _refuse_update()
    for name in ("default-graph-uri", "named-graph-uri"):
        if name in fields:
            raise QueryError(name, "is not known here", "write FROM or FROM NAMED into the query")
    if "query" not in fields and request.method == "POST":
        raise QueryError("form", "has no query", "send query=SELECT …")
    return fields.get("query")


def _refuse_update() -> QueryError:
    return QueryError("update", "would change the store, and it is only read", "send a query")


def _negotiate(query: str, accepted: str) -> _Asked:
    """Return the form of the answer: of those that the client accepts, the one that it likes best.

    Raises HTTPException, with those that there are, where it accepts none (HTTP, RFC 9110, section 12.5.1).
    """
    forms = _OF_GRAPHS if find_form(query) in {"CONSTRUCT", "DESCRIBE"} else _OF_ROWS
    liked = _parse_accept(accepted)
    best, quality = "", 0.0
    for media_type in forms:
        ranges = (media_type, media_type.partition("/")[0] + "/*", "*/*")
        found = next((liked[one] for one in ranges if one in liked), 0.0)
        if found > quality:
            best, quality = media_type, found
    if not best:
        raise HTTPException(406, f"Accept: {accepted}; there are {', '.join(forms)}")
    return _Asked(query, best, forms[best])


def _parse_accept(accepted: str) -> dict[str, float]:
    """Return how much each media range of an Accept header is liked, from 0 to 1."""
    liked: dict[str, float] = {}
    for part in accepted.split(","):
        media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((one.removeprefix("q=") for one in parameters if one.startswith("q=")), "1")
        try:
            liked[media_range] = min(max(float(weight), 0.0), 1.0)
        except ValueError:
            liked[media_range] = 1.0
    return liked


async def _ask(asked: _Asked, store: str, limits: Limits) -> bytes:
    """Return what the command answers. Raises QueryError with what it says where it refuses.

    Raises HTTPException where the answer is too large to be sent. Whatever happens, its process ends.
    """
    command = [
        *(sys.executable, "-m", "baiyang_kg", "query", "-", "--store", store, "--format", asked.form),
        *("--timeout", f"{limits.seconds or 0:g}", "--memory", str(limits.memory or 0)),
    ]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, stderr=pipe)
    assert process.stdin and process.stdout and process.stderr  # noqa: PT018, S101 (for mypy)
    said = asyncio.create_task(process.stderr.read())
    try:
        process.stdin.write(asked.query.encode("utf-8", "surrogatepass"))
        process.stdin.close()
        content = bytearray()
        while chunk := await process.stdout.read(1 << 16):
            content += chunk
            if len(content) > LARGEST_ANSWER:
                raise HTTPException(413, f"answer: more than {LARGEST_ANSWER} bytes; add LIMIT")
        message = (await said).decode("utf-8", "backslashreplace")
        if await process.wait() not in {0, 1}:
            place, _, found = message.removeprefix("Error: ").partition(": ")
            raise QueryError(place.replace("standard input", "query", 1), found.strip())
        return bytes(content)
    finally:
        said.cancel()
        if process.returncode is None:
            process.kill()
            await process.wait()


def _describe(address: str) -> Response:
    """Return the description of the endpoint (https://www.w3.org/TR/sparql11-service-description/)."""
    formats = " , ".join(f"<{_FORMATS}{name}>" for name in _RESULT_FORMATS)
    told = _DESCRIPTION.format(address=address, formats=formats)
    return Response(told, headers=GUARDS, media_type="text/turtle")

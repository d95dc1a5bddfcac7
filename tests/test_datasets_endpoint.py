"""A SPARQL endpoint as a dataset, asked over a real connection on this machine."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest

from baiyang_kg.datasets import endpoint
from baiyang_kg.datasets.endpoint import is_address, open_endpoint
from baiyang_kg.datasets.sources import open_source
from baiyang_kg.errors import DatasetError
from baiyang_kg.graph.vocab import PREFERRED_LABEL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://example.org/> .
:street skos:prefLabel "白杨街道"@zh .
:b skos:prefLabel "大北社区"@zh ; skos:broader :street ; skos:notation "330114002002" .
:a skos:prefLabel "景园社区"@zh, "Jingyuan"@en ; skos:broader :street .
"""


@contextmanager
def serving(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """Serve on a port of this machine, and say the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer(self)

        def log_message(self, *args: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False  # so that closing waits for them
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def send(handler: BaseHTTPRequestHandler, body: bytes, kind: str = "application/sparql-results+json") -> None:
    """Answer with a body of a type."""
    handler.send_response(200)
    handler.send_header("Content-Type", kind)
    handler.end_headers()
    handler.wfile.write(body)


def ask_store(handler: BaseHTTPRequestHandler) -> None:
    """Answer a query as an endpoint does."""
    store = ox.Store()
    store.load(TURTLE, format=ox.RdfFormat.TURTLE)
    query = parse_qs(handler.rfile.read(int(handler.headers["Content-Length"])).decode())["query"][0]
    send(handler, store.query(query).serialize(format=ox.QueryResultsFormat.JSON) or b"")  # type: ignore[union-attr]


@pytest.mark.parametrize("page", [1, 2, 500])
def test_an_endpoint_is_asked_in_pages(monkeypatch: pytest.MonkeyPatch, page: int) -> None:
    """However small its pages, each labelled thing comes once, with its code and what it lies in."""
    monkeypatch.setattr(endpoint, "_PAGE", page)
    with serving(ask_store) as address:
        source = open_source(address, allow_service=True)
        records = [batch.record(at) for batch in source.batches() for at in range(len(batch.names))]

    assert [record.name for record in records] == ["景园社区", "大北社区", "白杨街道"]
    assert records[0].aliases == ("Jingyuan",)
    assert (records[1].code, records[1].parents) == ("330114002002", ("白杨街道",))
    assert records[1].place == address


def test_a_service_must_be_allowed() -> None:
    """Nothing is asked of another machine unless the user allows it."""
    with pytest.raises(DatasetError, match="works offline\n  allow it with --allow-service"):
        open_source("http://127.0.0.1:9/sparql")


def error_of(address: str, *, seconds: float = 5) -> str:
    """Return what is said of an endpoint that fails."""
    with pytest.raises(DatasetError) as caught:
        list(open_endpoint(address, allowed=True, seconds=seconds).batches())
    assert caught.value.place == address
    return caught.value.found


def test_an_endpoint_that_is_down_is_an_error() -> None:
    """Where nobody listens, the message says so."""
    with serving(ask_store) as address:
        pass

    assert "does not answer" in error_of(address)


def test_a_page_is_no_answer() -> None:
    """An address that answers HTML is not an endpoint."""
    with serving(lambda handler: send(handler, b"<html></html>", "text/html; charset=utf-8")) as address:
        assert error_of(address) == "answers text/html, no result of a query"


@pytest.mark.parametrize("body", [b"", b"{", b'{"head": {}, "boolean": true}', b'{"results": 3}'])
def test_broken_json_is_no_answer(body: bytes) -> None:
    """An answer that is no result of a query is an error."""
    with serving(lambda handler: send(handler, body)) as address:
        assert "answers what is no result of a query" in error_of(address)


def test_a_refusal_is_said() -> None:
    """The status with which an endpoint refuses is in the message."""
    with serving(lambda handler: handler.send_error(503)) as address:
        assert error_of(address) == "answers 503 Service Unavailable"


def test_an_endpoint_that_does_not_go_on_is_an_error() -> None:
    """One that answers the same to every page would be asked for ever."""
    row = {"thing": "https://example.org/a", "named": PREFERRED_LABEL}
    cells = {name: {"type": "uri", "value": value} for name, value in row.items()}
    cells["value"] = {"type": "literal", "value": "景园社区"}
    answer = {"head": {"vars": ["thing", "named", "value"]}, "results": {"bindings": [cells]}}
    with serving(lambda handler: send(handler, json.dumps(answer).encode())) as address:
        assert error_of(address) == "does not sort by IRI"


def test_an_answer_may_come_in_many_pieces_and_not_be_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is how much comes, not in how many pieces."""
    monkeypatch.setattr(endpoint, "_LARGEST_ANSWER", 1000)

    def drip(handler: BaseHTTPRequestHandler) -> None:
        send(handler, b'{"head": {"vars": ["thing"]},')
        for piece in (b' "results":', b' {"bindings":', b" []}}"):
            time.sleep(0.02)
            handler.wfile.write(piece)

    with serving(drip) as address:
        assert list(open_endpoint(address, allowed=True).batches()) == []
    with serving(lambda handler: send(handler, b" " * 2000)) as address:
        assert error_of(address) == "answers with more than 64 MiB to one page"


def test_an_address_may_be_in_capitals() -> None:
    """The scheme of an address is written as one likes; a file's name is no address."""
    assert is_address("HTTP://example.org/sparql")
    assert not is_address("http.csv")


def test_a_slow_endpoint_is_left() -> None:
    """One that says nothing for long, or little by little for ever, is given up."""

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(20):
            try:
                handler.wfile.write(b" ")
            except OSError:
                return
            time.sleep(0.05)

    with serving(drip) as address:
        assert error_of(address, seconds=0.2) == "took longer than 0.2 seconds"
    with serving(lambda _: time.sleep(0.5)) as address:
        assert error_of(address, seconds=0.1) == "took longer than 0.1 seconds"

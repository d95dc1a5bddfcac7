"""`serving/sparql.py`: queries in SPARQL over HTTP, within limits, in the form that the client accepts."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from baiyang_kg.graph.store import Store, open_store
from served import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx

NAMES = "SELECT ?name { ?c a by:Community ; rdfs:label ?name } ORDER BY ?name"
YES = "ASK { ?c a by:Community }"
GRAPH = "CONSTRUCT WHERE { ?c a by:Community ; rdfs:label ?name }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def client(asking: Path) -> Iterator[httpx.Client]:
    """A client of a server of the small store, whose queries may take a second."""
    with serving(asking, "--timeout", "1") as client:
        yield client


def asked(client: httpx.Client, query: str, accept: str = "*/*") -> httpx.Response:
    """Return the answer to a query, in a form that is accepted."""
    response = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert response.status_code == 200, response.text
    return response


def refused(response: httpx.Response, status: int = 400) -> str:
    """Return the message with which a request was refused."""
    assert response.status_code == status, response.text
    return str(response.json()["message"])


def names(solutions: object) -> list[str]:
    """Return the names that an answer has."""
    assert isinstance(solutions, ox.QuerySolutions)
    return [solution["name"].value for solution in solutions]


@pytest.mark.parametrize(
    ("accept", "media_type", "form"),
    [
        ("*/*", "application/sparql-results+json", ox.QueryResultsFormat.JSON),
        ("application/json", "application/json", ox.QueryResultsFormat.JSON),
        ("application/sparql-results+xml", "application/sparql-results+xml", ox.QueryResultsFormat.XML),
        (
            "text/csv;q=0.4, text/tab-separated-values;q=0.8",
            "text/tab-separated-values",
            ox.QueryResultsFormat.TSV,
        ),
        ("text/turtle, application/*;q=0.1", "application/sparql-results+json", ox.QueryResultsFormat.JSON),
    ],
)
def test_rows_come_in_the_form_that_is_liked_best(
    client: httpx.Client, opened: Store, accept: str, media_type: str, form: ox.QueryResultsFormat
) -> None:
    """The answer is that of the store, in the accepted form of the highest quality."""
    response = asked(client, NAMES, accept)

    assert response.headers["content-type"].partition(";")[0] == media_type
    expected = [name.value for (name,) in opened.rows(NAMES)]
    assert names(ox.parse_query_results(response.content, form)) == expected or expected[0] in response.text


def test_the_three_ways_of_asking(client: httpx.Client) -> None:
    """A query is sent in the address, in a form, or as it is; the answers are the same."""
    headers = {"Content-Type": "application/sparql-query; charset=utf-8"}
    answers = [
        asked(client, NAMES).content,
        client.post("/sparql", data={"query": NAMES}).content,
        client.post("/sparql", content=NAMES.encode(), headers=headers).content,
    ]

    assert names(ox.parse_query_results(answers[0], ox.QueryResultsFormat.JSON))
    assert len(set(answers)) == 1


def test_yes_and_no(client: httpx.Client) -> None:
    """ASK gives a boolean; no is an answer, as are no rows."""
    assert asked(client, YES).json()["boolean"] is True
    assert asked(client, "ASK { ?c a by:Nothing }").json()["boolean"] is False
    assert asked(client, "SELECT ?c { ?c a by:Nothing }").json()["results"]["bindings"] == []


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_graphs_come_in_the_accepted_form(
    client: httpx.Client, asking: Path, accept: str, form: ox.RdfFormat
) -> None:
    """CONSTRUCT gives triples in a format of RDF."""
    response = asked(client, GRAPH, accept)
    expected = open_store(asking).ask(GRAPH)

    assert isinstance(expected, ox.QueryTriples)
    assert {quad.triple for quad in ox.parse(response.content, format=form)} == set(expected)


def test_a_form_that_there_is_not(client: httpx.Client) -> None:
    """What cannot be given is said with what can: rows are no graph, and a graph no rows."""
    for query, accept in ((NAMES, "text/turtle"), (GRAPH, "text/csv"), (YES, "image/png")):
        response = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
        assert f"Accept: {accept}; there are " in refused(response, 406)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?x {", "query:1:"),
        ("", "query:"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE would ask another machine"),
        ("LOAD <http://example.org/data.ttl>", "LOAD would change the store"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "INSERT would change the store"),
        ("SELECT ?x { ?x a by:Community FILTER(foo:bar(?x)) }", "query:1:"),
    ],
)
def test_what_may_not_be_asked(client: httpx.Client, query: str, message: str) -> None:
    """A query that is none, that would change something or ask another machine, is refused as at home."""
    assert message in refused(client.get("/sparql", params={"query": query}))


def test_a_query_that_takes_too_long_is_stopped(client: httpx.Client) -> None:
    """At the limit the query ends, and its client hears why; others were answered meanwhile."""
    with ThreadPoolExecutor() as threads:
        endless = threads.submit(client.get, "/sparql", params={"query": ENDLESS})
        time.sleep(0.2)
        assert asked(client, YES).json()["boolean"] is True
        assert "took longer than 1 s and was stopped" in refused(endless.result())


def test_what_the_protocol_has_and_we_have_not(client: httpx.Client) -> None:
    """Updates, datasets of the protocol, other bodies and empty forms are refused with what to do."""
    assert "update: would change the store" in refused(client.post("/sparql", data={"update": "CLEAR ALL"}))
    headers = {"Content-Type": "application/sparql-update"}
    assert "update: would change the store" in refused(client.post("/sparql", content="", headers=headers))
    graph = {"query": YES, "default-graph-uri": "http://a.example/"}
    assert "default-graph-uri: is not known here\n  write FROM" in refused(
        client.get("/sparql", params=graph)
    )
    assert "send application/x-www-form-urlencoded or application/sparql-query" in refused(
        client.post("/sparql", json={}), 415
    )
    assert "form: has no query" in refused(client.post("/sparql", data={"other": "x"}))
    headers = {"Content-Type": "application/sparql-query"}
    assert "query: is not text in UTF-8" in refused(client.post("/sparql", content=b"\xff", headers=headers))


def test_the_endpoint_describes_itself(client: httpx.Client) -> None:
    """Asked for nothing, it says in Turtle where it is and what it speaks."""
    response = client.get("/sparql")
    told = {
        (quad.predicate.value, str(quad.object)) for quad in ox.parse(response.content, ox.RdfFormat.TURTLE)
    }
    sd = "http://www.w3.org/ns/sparql-service-description#"

    assert response.headers["content-type"].partition(";")[0] == "text/turtle"
    assert (f"{sd}endpoint", f"<{str(client.base_url).rstrip('/')}/sparql>") in told
    assert (f"{sd}supportedLanguage", f"<{sd}SPARQL11Query>") in told


def test_every_origin_may_ask(client: httpx.Client) -> None:
    """A page of any origin may read the answers, and the errors."""
    for query in (YES, "SELECT"):
        response = client.get("/sparql", params={"query": query}, headers={"Origin": "http://a.example"})
        assert response.headers["access-control-allow-origin"] == "*"

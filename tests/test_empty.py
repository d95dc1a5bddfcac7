"""`graph/empty.py`, `graph/near.py`, `graph/patterns.py`: why nothing was found, and what is near."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from baiyang_kg.graph.empty import explain_empty
from baiyang_kg.graph.patterns import patterns_of, take_apart

if TYPE_CHECKING:
    from baiyang_kg.graph.store import Store

CULPRITS = [  # a query, and the pattern that leaves nothing
    ("SELECT ?o { ?o a by:Community ; schema:value ?v }", "line 1: schema:value ?v"),
    ("SELECT ?o {\n?o a by:Community .\n?o schema:value ?v .\n}", "line 3: ?o schema:value ?v"),
    ("SELECT ?o { ?o a by:Community MINUS { ?o rdfs:label ?x } }", "MINUS { ?o rdfs:label ?x }"),
    ("SELECT ?o { ?o a by:Community FILTER NOT EXISTS { ?o rdfs:label ?x } }", "FILTER NOT EXISTS"),
    ("SELECT ?o { GRAPH graph:baiyang-2023 { ?o a by:Venue ; by:won ?v } }", "line 1: by:won ?v"),
    ("SELECT ?o { GRAPH ?g { ?o a by:Venue . ?o by:won ?v } }", "line 1: ?o by:won ?v"),
    ("SELECT ?o { ?o a by:Community { SELECT ?o { ?o a by:Venue ; by:won ?x } } }", "line 1: by:won ?x"),
    ("SELECT ?o { { ?o a by:Venue . ?o by:won ?x } }", "line 1: ?o by:won ?x"),
    ("SELECT ?o { { { ?o a by:Venue { ?o by:won ?x } } } }", "line 1: ?o by:won ?x"),
    ("SELECT ?o { ?o a by:Community ; schema:containedInPlace/schema:value ?x }", "at schema:value"),
    (
        "SELECT ?o { ?o a by:Community ; schema:containedInPlace/by:won/rdfs:label ?x }",
        "at by:won",
    ),
    ('SELECT ?o { ?o rdfs:label "邻里社区"@zh , "云涛社区"@zh }', 'at "云涛社区"@zh'),
    ('SELECT ?o { ?o rdfs:label "无"@zh , "云涛社区"@zh }', 'at "无"@zh'),
    ('SELECT ?o { ?o rdfs:label "无"^^xsd:string , "云涛社区"@zh }', 'at "无"^^xsd:string'),
    ("SELECT ?o { ?o a by:Community ; schema:value/rdfs:label ?x }", "at schema:value"),
    ("CONSTRUCT { ?o a by:x } WHERE { ?o a by:Community ; by:status ?s }", "no triples: nothing is left"),
    ("CONSTRUCT WHERE { ?o a by:Community . ?o by:status ?s }", "line 1: ?o by:status ?s"),
    ("DESCRIBE ?o { ?o a by:Community ; by:status ?s }", "line 1: by:status ?s"),
    ('SELECT ?o FROM graph:xiasha-2022 { ?o rdfs:label "云涛社区"@zh }', 'rdfs:label "云涛社区"@zh'),
    ("SELECT ?o FROM graph:none { ?o a by:Community }", "the graphs that FROM names hold nothing"),
    ("SELECT ?o { ?o a by:Community } GROUP BY ?o HAVING (COUNT(*) > 5)", "no group meets HAVING"),
    ("SELECT ?o { ?o a by:Community } OFFSET 50", "OFFSET or LIMIT passes over all rows"),
    ("SELECT ?o { ?o a by:Community } VALUES ?o { by:x }", "VALUES behind them leaves nothing"),
    ("PREFIX b: <https://w3id.org/baiyang-kg/ns#> SELECT * { ?o a b:Venue ; b:won ?x }", "line 1: b:won ?x"),
]


@pytest.mark.parametrize(("query", "sentence"), CULPRITS)
def test_the_pattern_is_found_wherever_it_stands(opened: Store, query: str, sentence: str) -> None:
    """In a graph, a sub-SELECT, a group, a path or a list of objects: the pattern itself is named."""
    assert sentence in explain_empty(opened, query)


HINTS = [  # a query, and what is said of what is near
    ('SELECT ?c { ?c rdfs:label "邻里社区" }', '"邻里社区" is not there; write "邻里社区"@zh'),
    ('SELECT ?c { ?c rdfs:label "邻里社区"@en }', '"邻里社区"@en is not there; write "邻里社区"@zh'),
    ('SELECT ?o { ?o schema:observationDate "2023" }', '"2023" is not there; write "2023"^^xsd:gYear'),
    ("SELECT ?o { ?o schema:observationDate 2023 }", '2023 is not there; write "2023"^^xsd:gYear'),
    ('SELECT ?o { ?o schema:observationDate "2023"^^xsd:int }', 'write "2023"^^xsd:gYear'),
    ('SELECT ?c { ?c rdfs:label "邻里社"@zh }', "labels near 邻里社: 邻里社区"),
    ("SELECT ?o { ?o schema:valeu ?v }", "schema:valeu occurs nowhere; near: schema:value"),
    ("SELECT ?o { ?o <https://schema.org/valeu> ?v }", "schema:valeu occurs nowhere; near: schema:value"),
    ("PREFIX s: <https://schema.org/> SELECT ?o { ?o s:valeu ?v }", "near: schema:value"),
    ("SELECT ?o { ?o a by:Comunity }", "by:Comunity occurs nowhere; near: by:Community (社区)"),
    ("SELECT ?o { ?o a by:社区 }", "near: by:Community (社区)"),
    ("SELECT ?o { ?o a by:Waterway }", "nothing is a by:Waterway; what there is: baiyang-kg info"),
    ("SELECT ?o { ?o rdf:type by:Waterway }", "nothing is a by:Waterway"),
    ("SELECT ?o { GRAPH graph:baiyang-2021 { ?o a by:Community } }", "near: graph:baiyang-2023"),
    ("SELECT ?o { ?o a by:Community ; schema:value ?v }", "such a ?o has: by:reportedFor by:won"),
    ("SELECT ?o { ?o a by:Community . ?o schema:value ?v }", "such a ?o has: by:reportedFor by:won"),
    ("SELECT ?o { ?o schema:value ?v FILTER (?v < 0) }", "without it, ?v is "),
    ("SELECT * { ?o schema:observationDate ?d FILTER (?d = 2023) }", '"2023"^^xsd:gYear'),
    ("SELECT ?o { ?o a by:Award { SELECT ?o { ?o a by:Venue } } }", "alone it has rows"),
    (
        "SELECT ?o { { ?o by:status by:Nothing } UNION { ?o by:nothing ?b } }",
        "in a branch: line 1: ?o by:nothing ?b",
    ),
]


@pytest.mark.parametrize(("query", "hint"), HINTS)
def test_what_is_near_is_said(opened: Store, query: str, hint: str) -> None:
    """Labels, spellings, predicates, classes and graphs of the store that may have been meant are named."""
    assert hint in explain_empty(opened, query)


@pytest.mark.parametrize("query", [query for query, _ in [*CULPRITS, *HINTS]])
def test_an_explained_query_is_empty(opened: Store, query: str) -> None:
    """What these tests explain does find nothing."""
    answer: Any = opened.ask(query)

    assert list(answer) == []


def test_an_advice_that_is_followed_finds_something(opened: Store) -> None:
    """A spelling is advised only where it fits the whole pattern, with all that stands before."""
    query = 'SELECT ?c { ?c a by:Award ; rdfs:label "邻里社区" }'

    assert "write" not in explain_empty(opened, query)
    assert opened.rows('SELECT ?c { ?c a by:Community ; rdfs:label "邻里社区"@zh }')


def test_relative_names_are_understood(opened: Store) -> None:
    """A query with a base is explained with its base."""
    query = "SELECT ?c { <id/award/典型案例> a by:Award ; by:won ?c }"

    assert "line 1: by:won ?c" in explain_empty(opened, query, base="https://w3id.org/baiyang-kg/")


def test_an_explanation_costs_little(opened: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many patterns a query has, few questions are asked."""
    asked: list[str] = []
    ask = type(opened).ask

    def count(store: Store, query: str, **options: Any) -> Any:
        asked.append(query)
        return ask(store, query, **options)

    monkeypatch.setattr(type(opened), "ask", count)
    many = " . ".join(f"?s{i} a by:Community" for i in range(100))

    assert explain_empty(opened, f"SELECT * {{ {many} . ?x by:no ?y }}") == "no rows"
    assert len(asked) <= 20


@pytest.mark.parametrize(
    "text", ["", "SELECT", "SELECT * WHERE", "ASK", "}", "LOAD <x>", "DESCRIBE by:Community"]
)
def test_what_has_no_group_is_not_explained(opened: Store, text: str) -> None:
    """What cannot be taken apart is left as it is, without an error."""
    assert explain_empty(opened, text).startswith("no ")


def test_a_query_is_taken_apart() -> None:
    """Prologue, form, FROM, group and what stands behind it are told apart, also behind a template."""
    query = "PREFIX x: <x:> CONSTRUCT { ?s x:p [ ] } FROM <a:b> FROM NAMED <c:d> WHERE { ?s ?p ?o } LIMIT 5"
    whole = take_apart(query)

    assert whole is not None
    assert (whole.prologue, whole.form) == ("PREFIX x: <x:> ", "CONSTRUCT")
    assert whole.dataset == "FROM <a:b> FROM NAMED <c:d>"
    assert [word.text for word in whole.group] == ["?s", "?p", "?o"]
    assert [word.text for word in whole.tail] == ["LIMIT", "5"]


def test_a_group_is_its_patterns() -> None:
    """Full stops, semicolons, keywords and braces part patterns; a stop too many is none."""
    whole = take_apart(
        "SELECT * { ?a ?b ?c ; ?d ?e . . OPTIONAL { ?f ?g ?h } FILTER (?c > 1) { ?i ?j ?k } ?l ?m 1.5 }"
    )

    assert whole is not None
    found = [" ".join(word.text for word in pattern.words) for pattern in patterns_of(whole.group)]
    assert found == [
        "?a ?b ?c",
        "; ?d ?e .",
        "OPTIONAL { ?f ?g ?h }",
        "FILTER ( ?c > 1 )",
        "{ ?i ?j ?k }",
        "?l ?m 1.5",
    ]

"""`graph/syntax.py`: where a query goes wrong, shown with a caret, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from baiyang_kg.errors import QueryError
from baiyang_kg.graph.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

# A query with the wrong token between 【 and 】, what is found there, and what is advised.
WRONG = [
    (
        "SELECT ?a WHERE { ?a 【foaf:name】 ?c }",
        "foaf: is not known",
        "PREFIX foaf: <http://xmlns.com/foaf/0.1/>",
    ),
    (
        "SELECT ?a WHERE { ?a 【geo:asWKT】 ?c }",
        "geo: is not known",
        "PREFIX geo: <http://www.opengis.net/ont/geo",
    ),
    ("SELECT ?a WHERE { ?a 【scema:value】 ?c }", "did you mean schema:?", "PREFIX scema: <…>"),
    ("SELECT ?a WHERE { ?a a 【http://x.org/B】 }", "an IRI stands between < and >", "write <…> around it"),
    ("【SELEC】 ?a WHERE { ?a a by:Community }", "'SELEC' cannot stand here", "did you mean SELECT?"),
    ("SELECT ?a { ?a a by:Venue } 【GRUP】 BY ?a", "'GRUP' cannot stand here", "did you mean GROUP?"),
    ("SELECT ?a WHERE { ?a a by:Venue .【.】 }", "'.' cannot stand here", "sparqlGrammar"),
    ("SELECT ?a WHERE { ?a by:won 【}】", "'}' cannot stand here", "sparqlGrammar"),
    (
        "SELECT ?a WHERE { ?a by:won '中文中文' ; by:status ?d 【?e】 }",
        "'?e' cannot stand here",
        "sparqlGrammar",
    ),
    ("SELECT ?a WHERE { ?a a by:Venue } ORDER 【?a】", "'?a' cannot stand here", "sparqlGrammar"),
    ("SELECT ?a WHERE { ?a a by:Venue } LIMIT 【x】", "x is no number of rows", "such as LIMIT 10"),
    ("SELECT ?a【,】 ?b WHERE { ?a by:won ?b }", "',' cannot stand here", "sparqlGrammar"),
    ("SELECT ?a { ?a a id:place【/】浙江省 }", "'/' cannot stand here", "write an IRI with a slash in full"),
    ("SELECT ?a { ?a 【<won>】 ?b }", "'<won>' cannot stand here", "write the whole IRI"),
    ("SELECT ?a WHERE 【{】 ?a a by:Venue", "{ is not closed", "close it with }"),
    ("SELECT ?a WHERE { ?a a by:Venue } 【}】", "} closes nothing", "take it out"),
    (
        "SELECT ?a WHERE { ?a rdfs:label 【'】邻里社区 }",
        "the text that begins here does not end",
        "close it with '",
    ),
    ("SELECT (COUNT(?a)【)】 WHERE { ?a a by:Venue }", "')' cannot stand here", "sparqlGrammar"),
    (
        "SELECT ?a ?b\nWHERE { ?a by:won ?b ;\n  by:status ?d ,\n【}】",
        "'}' cannot stand here",
        "sparqlGrammar",
    ),
    ("【SELECT】 ?a (COUNT(?b) AS ?n) { ?a by:won ?b }", "neither grouped nor aggregated", "GROUP BY"),
    ("SELECT 【*】 { ?a a ?b } GROUP BY ?a", "of groups, * cannot be selected", "(COUNT(*) AS ?n)"),
    ("SELECT (1 【AS】 ?a) { ?a a ?b }", "a variable that has one", "take a new name"),
    ("SELECT * { BIND (1 AS ?x) BIND (2 AS 【?x】) }", "?x has a value already", "take a new name"),
    ("SELECT * { ?a a ?b FILTER 【?a】 = ?b }", "?a stands in no parentheses", "FILTER (?a …)"),
    ("SELECT * { ?a a ?b } ORDER BY DESC 【?a】", "?a stands in no parentheses", "write DESC(?a)"),
    ("SELECT * { ?a a ?b } LIMIT 【-】1", "- is no number of rows", "such as LIMIT 10"),
    ("SELECT * { ?s ?p _:a { ?s ?p 【_:a】 } }", "_:a is a node of another group", "take a variable"),
    (
        "SELECT (【<http://x.org/strlen>】(?a) AS ?n) { ?a a ?b }",
        "there is no function",
        "did you mean STRLEN?",
    ),
    ("SELECT * { ?a a ?b FILTER (【xsd:foo】(?a)) }", "there is no function xsd:foo", "SPARQL 1.1 are there"),
    ("PREFIX a: <http://a/> 【DROP】 ALL", "would change the store", "baiyang-kg build"),
]


@pytest.mark.parametrize(("marked", "found", "remedy"), WRONG)
def test_the_caret_stands_under_the_mistake(asking: Path, marked: str, found: str, remedy: str) -> None:
    """A message names line and column, shows the line and puts the caret under the first wrong token."""
    before = marked[: marked.index("【")]
    query = marked.replace("【", "").replace("】", "")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")

    with pytest.raises(QueryError) as caught:
        open_store(asking).ask(query, place="q.rq")

    shown = str(caught.value).split("\n")
    assert shown[0].startswith(f"q.rq:{line}:{column}: ")
    assert found in shown[0]
    assert shown[1] == "  " + query.split("\n")[line - 1]
    wide = sum("一" <= character <= "鿿" for character in before.rpartition("\n")[2])
    assert shown[2] == " " * (2 + column - 1 + wide) + "^"
    assert remedy in shown[3]


def test_a_long_line_is_cut_around_its_mistake(asking: Path) -> None:
    """A query written in one long line shows what stands around the mistake, and the caret stays under it."""
    query = "SELECT * { " + "?a rdfs:label ?label . " * 20 + "?a ?b . }"

    with pytest.raises(QueryError) as caught:
        open_store(asking).ask(query)

    _, shown, caret, _ = str(caught.value).split("\n")
    assert len(shown) <= 102
    assert shown[caret.index("^")] == "."
    assert shown.startswith("  …")


@pytest.mark.parametrize("query", ["", "  \n", "# a comment"])
def test_nothing_is_no_query(asking: Path, query: str) -> None:
    """An empty query is answered by an example."""
    with pytest.raises(QueryError, match=r"there is no query\n  write one, such as: SELECT"):
        open_store(asking).ask(query)


def test_a_query_that_stops_too_early_is_told_so(asking: Path) -> None:
    """Where every token is right and something is missing, the caret stands behind the last one."""
    with pytest.raises(QueryError, match=r"query:1:9: the query ends too early\n  DESCRIBE\n          \^"):
        open_store(asking).ask("DESCRIBE")

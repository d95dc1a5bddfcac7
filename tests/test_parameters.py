"""`graph/parameters.py`: what a user says becomes a term, and never syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baiyang_kg.errors import QueryError
from baiyang_kg.graph.parameters import bind, find_braces, parse_value
from baiyang_kg.graph.queries import Choice, Parameter
from baiyang_kg.graph.tokens import find_words

if TYPE_CHECKING:
    from baiyang_kg.graph.store import Store

XSD = "http://www.w3.org/2001/XMLSchema#"
CHOICES = [Choice("<http://x/1>", ("economy", "经济发展")), Choice("<http://x/2>", ("safety", "平安与安全"))]
TEMPLATE = """# VALUES ?p { 1 }
SELECT ?p WHERE {
  VALUES ?p { "default" }  # VALUES ?p { 2 }
  FILTER (STR(?p) != "VALUES ?p { 3 }")
}"""
ATTACKS = [
    '" } SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } VALUES ?q { "',
    '"@zh } UNION { ?s ?p ?o } #',
    "} } DROP ALL #",
    "\\",
    '\\"} #',
    'a\n"b\r\tc',
    "'''\"\"\"",
    "\\u0022 }",
    "UNDEF",
    "?p",
    "",
]


def term(kind: str, text: str, store: Store, **more: Any) -> str:
    """Return the term of a value for a parameter of a type."""
    parameter = Parameter("p", kind, **more)
    return parse_value(parameter, text, store=store, choices=lambda _: CHOICES, place="run q")


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("text", "7.15亿", '"7.15亿"'),
        ("integer", "-12", f'"-12"^^<{XSD}integer>'),
        ("decimal", "1.50", f'"1.50"^^<{XSD}decimal>'),
        ("decimal", "12", f'"12"^^<{XSD}decimal>'),
        ("year", "2023", f'"2023"^^<{XSD}gYear>'),
        ("date", "2024-02-29", f'"2024-02-29"^^<{XSD}date>'),
        ("iri", "by:Community", "<https://w3id.org/baiyang-kg/ns#Community>"),
        ("iri", "http://x.org/a", "<http://x.org/a>"),
        ("iri", "<http://x.org/a>", "<http://x.org/a>"),
        ("choice", "economy", "<http://x/1>"),
        ("choice", "平安与安全", "<http://x/2>"),
        (
            "entity",
            "云涛社区",
            "<https://w3id.org/baiyang-kg/id/community/浙江省/杭州市/钱塘区/白杨街道/云涛社区>",
        ),
        ("entity", "indicator:财政总收入", "<https://w3id.org/baiyang-kg/id/indicator/财政总收入>"),
    ],
)
def test_a_value_of_the_right_type_is_a_term(opened: Store, kind: str, text: str, expected: str) -> None:
    """Each type takes what a person would write, and a thing is called by its name."""
    assert term(kind, text, opened) == expected


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("integer", "1.5", "'1.5' is not an integer\n  write a whole number"),
        ("integer", "１２", "is not an integer"),
        ("decimal", "7.15亿", "is not a decimal\n  write a number"),
        ("decimal", "NaN", "is not a decimal"),
        ("year", "23", "is not a year\n  write a year of four digits"),
        ("date", "2023-02-29", "is not a date\n  write a date, such as 2023-12-31"),
        ("iri", "邻里社区", "is no IRI"),
        ("iri", "http://x.org/a b", "is no IRI"),
        ("iri", "http://x.org/> } #", "is no IRI"),
        (
            "choice",
            "econmy",
            "did you mean economy?\n  choose from: economy 经济发展, safety 平安与安全",
        ),
        ("entity", "云涛社", "nothing is called 云涛社\n  did you mean 云涛社区"),
        ("entity", "by:Nothing", "nothing is called by:Nothing"),
    ],
)
def test_a_value_of_the_wrong_type_is_explained(opened: Store, kind: str, text: str, found: str) -> None:
    """The message names the parameter, what was said and what would be right."""
    with pytest.raises(QueryError) as caught:
        term(kind, text, opened)

    message = str(caught.value)
    assert message.startswith("run q -p p: ") or kind == "iri"
    assert found in message


def test_a_name_that_several_things_have_is_listed(opened: Store) -> None:
    """Two communities of one name, in two streets: both are listed with their IRIs, none is chosen."""
    with pytest.raises(QueryError) as caught:
        term("entity", "邻里社区", opened)

    message = str(caught.value)
    assert "is the name of 2 things" in message
    assert "id:community/浙江省/杭州市/钱塘区/下沙街道/邻里社区  社区" in message
    assert "id:community/浙江省/杭州市/钱塘区/白杨街道/邻里社区  社区" in message


def test_an_entity_must_be_of_its_class(opened: Store) -> None:
    """A community is an administrative area by the ontology's hierarchy, and no award."""
    assert term("entity", "云涛社区", opened, of_class="schema:AdministrativeArea")
    with pytest.raises(QueryError, match="nothing is called 云涛社区"):
        term("entity", "云涛社区", opened, of_class="by:Award")


def test_only_the_braces_of_the_one_values_line_change() -> None:
    """Comments and texts that look like the parameter are no parameters, and stay as they are."""
    start, end = find_braces(TEMPLATE, "p", place="q.rq")
    bound = bind(TEMPLATE, {"p": '"new"'}, place="q.rq")

    assert TEMPLATE[start:end] == ' "default" '
    assert bound == TEMPLATE.replace('"default"', '"new"')


@pytest.mark.parametrize("query", ["ASK {}", "ASK { VALUES ?p { 1 } VALUES ?p { 2 } }", "# VALUES ?p { 1 }"])
def test_a_parameter_is_exactly_one_line(query: str) -> None:
    """A query with no or two VALUES for a parameter is wrong, and says so."""
    with pytest.raises(QueryError, match="a parameter is exactly one such line"):
        bind(query, {"p": "1"}, place="q.rq")


@given(st.one_of(st.sampled_from(ATTACKS), st.text(st.characters(exclude_categories=["Cs"]))))
def test_no_text_can_change_the_query(opened: Store, text: str) -> None:
    """Whatever a user says stays one literal: what stands around it stays, and it comes back as said."""
    value = term("text", text, opened)
    bound = bind(TEMPLATE, {"p": value}, place="q.rq")

    expected = [word.text for word in find_words(TEMPLATE)]
    expected[expected.index('"default"')] = value
    assert [word.text for word in find_words(bound)] == expected
    assert [row[0].value for row in opened.rows(bound)] == [text]


@pytest.mark.parametrize("attack", ["1 } UNION { ?s ?p ?o", "} #", '"', "<http://x/", "1 #", '"""'])
def test_what_is_no_term_is_refused(attack: str) -> None:
    """The last line of defence: what is not one term is refused, whoever made it."""
    with pytest.raises(QueryError, match="does not stay between its braces"):
        bind(TEMPLATE, {"p": attack}, place="q.rq")

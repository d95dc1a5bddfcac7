"""`graph/tokens.py`: a query as its tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baiyang_kg.graph.tokens import find_form, find_service, find_tokens, find_words, line_and_column

KINDS = [
    ("SELECT", ["word"]),
    ("?名字 $x", ["variable", "variable"]),
    ("<http://a/#b>", ["iri"]),
    ("?a < ?b", ["variable", "mark", "variable"]),
    ("by:Community", ["name"]),
    ("indicator:财政总收入", ["name"]),
    (r"id:place\/浙江省", ["name"]),
    ("by:a/by:b", ["name", "mark", "name"]),
    ("by:a.", ["name", "mark"]),
    (":a _:b by:", ["name", "name", "name"]),
    ('"a\\"b" \'c\' """d"e""" ', ["string", "string", "string"]),
    ('"两行"@zh "1"^^xsd:gYear', ["string", "language", "string", "mark", "name"]),
    ("1 1.5 .5 1e3 1.", ["number", "number", "number", "number", "number", "mark"]),
    ("# by:a ?b\n?c", ["variable"]),
    ("<= >= != && ||", ["mark"] * 5),
]


@pytest.mark.parametrize(("query", "kinds"), KINDS)
def test_each_piece_has_its_kind(query: str, kinds: list[str]) -> None:
    """What SPARQL tells apart is told apart: an IRI and a comparison, a text and a comment."""
    assert [word.kind for word in find_words(query)] == kinds


@given(st.text(alphabet=st.sampled_from("\"'\\<>#?$@:.{}()^|&! \n\tSELECTservice:é中文0123_-%")))
def test_no_character_is_lost(query: str) -> None:
    """The tokens of any text, joined, are the text, and each stands where it says."""
    tokens = find_tokens(query)

    assert "".join(token.text for token in tokens) == query
    assert all(query[token.start : token.end] == token.text for token in tokens)


def test_service_is_found_where_it_is_a_keyword() -> None:
    """Only the keyword counts, in any mixture of cases."""
    found = find_service('ASK { ?service by:SERVICE "SERVICE" . # SERVICE\n Service ?x {} }')

    assert found is not None
    assert found.text == "Service"


def test_places_are_counted_from_one() -> None:
    """Lines and columns are those that an editor shows."""
    assert [line_and_column("ab\n中文c", offset) for offset in (0, 2, 3, 5)] == [
        (1, 1),
        (1, 3),
        (2, 1),
        (2, 3),
    ]


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("PREFIX select: <http://x.org/ASK> # ASK\nsElEcT * { ?s ?p 'ASK' }", "SELECT"),
        ("BASE <http://x.org/> CONSTRUCT WHERE { ?ask ?p ?o }", "CONSTRUCT"),
        ("ASK { SELECT * {} }", "ASK"),
        ("DESCRIBE <ASK>", "DESCRIBE"),
        ("LOAD <http://x.org/>", ""),
        ("", ""),
    ],
)
def test_the_form_of_a_query_is_found(query: str, form: str) -> None:
    """What a query asks for is told by its first keyword, not by names, texts or comments."""
    assert find_form(query) == form

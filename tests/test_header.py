"""`graph/header.py`: the part of YAML that opens a query file."""

from __future__ import annotations

import pytest

from baiyang_kg.errors import QueryError
from baiyang_kg.graph.header import parse_header


def test_every_form_of_value() -> None:
    """Texts, lists, pairs, pairs in pairs, quoted texts and blocks are read as YAML reads them."""
    header = parse_header(
        "#+ summary: Figures: value, unit and [sentence]\n"
        "#+ tags: [a, b c]\n"
        "#+ none: []\n"
        "#+ params:\n"
        '#+   theme: {type: choice, from: themes, help: "a, b: \\"c\\""}\n'
        "#+   of: {type: entity, class: by:Community, choices: [x, y]}\n"
        "#+ example: {}\n"
        "SELECT * {}\n"
        "#+ after: the header has ended\n",
        place="q.rq",
    )

    assert header == {
        "summary": "Figures: value, unit and [sentence]",
        "tags": ["a", "b c"],
        "none": [],
        "params": {
            "theme": {"type": "choice", "from": "themes", "help": 'a, b: "c"'},
            "of": {"type": "entity", "class": "by:Community", "choices": ["x", "y"]},
        },
        "example": {},
    }


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("#+ no colon", "is no line of a header"),
        ("#+summary: no blank", "is no line of a header"),
        ("#+ a: [b, c", "no comma and no ]"),
        ("#+ a: {b}", "no colon behind 'b'"),
        ("#+ a: {b: c} d", "stands behind the end"),
        ("#+ a: [,]", "no text at"),
        ("#+ first: again", "stands here twice"),
    ],
)
def test_a_wrong_line_is_named_with_its_place(line: str, found: str) -> None:
    """A slip in a header gives the file, the line and what is wrong there."""
    with pytest.raises(QueryError, match=r"q\.rq:2: ") as caught:
        parse_header(f"#+ first: fine\n{line}\nSELECT * {{}}", place="q.rq")
    assert found in str(caught.value)

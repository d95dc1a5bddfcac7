"""`graph/unanswered.py`: a canned query without rows is explained by its parameters, not by its patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import baiyang_kg
from baiyang_kg.graph.naming import labels, measured
from baiyang_kg.graph.queries import names, prepare, read_query
from baiyang_kg.graph.unanswered import explain_unanswered

if TYPE_CHECKING:
    from pathlib import Path

    from baiyang_kg.graph.store import Store

TOLD = [  # a canned query, its values, and what is said
    (
        "evidence",
        [("text", "找不到")],
        "no rows: nothing here has text 找不到\n  without -p text there are rows",
    ),
    (
        "indicators",
        [("theme", "agriculture")],
        (
            "no rows: nothing here has theme agriculture\n"
            "  there are: economy · environment; say -p theme economy"
        ),
    ),
    (
        "indicators",
        [("theme", "economy"), ("year", "1999")],
        "no rows: nothing here has year 1999\n  there are: 2023 · 2022; say -p year 2023",
    ),
    (
        "indicators",
        [("theme", "agriculture"), ("min", "9999")],
        (
            "no rows: nothing here has theme agriculture\n"
            "  there are: economy · environment; say -p theme economy"
        ),
    ),
    (
        "indicators",
        [("min", "99999999999999"), ("year", "1999")],
        (
            "no rows: nothing here has year 1999 and min 99999999999999 together\n"
            "  without -p year and -p min there are rows"
        ),
    ),
    (
        "ranks",
        [],
        (
            "no rows: the store has nothing of this: Stated places in a ranking, with what is ranked\n"
            "  what it has: baiyang-kg run overview"
        ),
    ),
]


@pytest.mark.parametrize(("name", "values", "told"), TOLD)
def test_the_value_that_leaves_nothing_is_named(
    name: str, values: list[tuple[str, str]], told: str, opened: Store
) -> None:
    """The parameter and its value are named, with values that have rows, and no pattern of SPARQL."""
    assert explain_unanswered(opened, read_query(name), values) == told


def test_an_advice_that_is_followed_has_rows(opened: Store) -> None:
    """What is said to be there is there: the value that is proposed answers the query."""
    canned = read_query("indicators")
    told = explain_unanswered(opened, canned, [("theme", "agriculture")])

    advised = [("theme", told.rsplit(" ", 1)[-1])]
    assert opened.rows(prepare(canned, advised, store=opened), declared=True)


@pytest.mark.parametrize("name", names())
def test_every_canned_query_is_explained_without_a_pattern(name: str, opened: Store) -> None:
    """None of our own queries answers a reader who wrote none with a line of SPARQL."""
    told = explain_unanswered(opened, read_query(name), [])

    assert told.startswith("no rows: ")
    assert "?" not in told


def test_a_value_cannot_write_to_the_terminal(opened: Store) -> None:
    """What was said for a parameter is shown without its control characters."""
    assert "\x1b" not in explain_unanswered(opened, read_query("evidence"), [("text", "a\x1b[2Jb")])


def test_rows_explain_themselves_in_the_same_words(asking: Path) -> None:
    """In Python an answer without rows says what the command line says."""
    rows = baiyang_kg.open(asking).run("evidence", text="找不到")

    assert rows.explanation.startswith("no rows: nothing here has text 找不到")


def test_names_of_indicators_with_figures_are_proposed(asking: Path, opened: Store) -> None:
    """The ontology names indicators of which a store has no figure: they are proposed last."""
    assert set(measured(opened)) < set(labels(opened))
    with pytest.raises(baiyang_kg.errors.QueryError, match=r"did you mean 财政总收入\?"):
        baiyang_kg.open(asking).run("series", indicator="收入")

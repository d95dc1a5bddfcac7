"""`graph/needs.py`: an answer that is empty for want of links, a register or a second year says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import baiyang_kg
from baiyang_kg.cli import main
from baiyang_kg.graph.needs import NEEDS, explain_needs
from baiyang_kg.graph.queries import names, read_query

if TYPE_CHECKING:
    from pathlib import Path

    from baiyang_kg.graph.store import Store

NEEDY = [name for name in names() if read_query(name).needs]


@pytest.mark.parametrize("name", NEEDY)
def test_a_header_names_needs_that_there_are(name: str) -> None:
    """A misspelt need would be found out only when an answer is empty."""
    assert set(read_query(name).needs) <= NEEDS.keys()


@pytest.mark.parametrize("need", sorted(NEEDS))
def test_what_a_store_lacks_is_named_with_its_remedy(need: str, opened: Store) -> None:
    """Two reports of two areas have neither links nor a register nor a second year of one of them."""
    told = explain_needs(opened, [need])

    assert told.splitlines() == [
        f"no rows: this needs {NEEDS[need].name}, and the store has none",
        f"  {NEEDS[need].remedy}",
    ]


def test_what_a_store_has_is_not_asked_for(wide_store: Store) -> None:
    """A store with all of them is told nothing, and one need that is met is not in the sentence."""
    assert explain_needs(wide_store, NEEDS) == ""
    assert explain_needs(wide_store, []) == ""


def test_an_empty_answer_says_what_is_wanting(asking: Path) -> None:
    """On the command line and in Python: the need, and no pattern of SPARQL."""
    asked = CliRunner().invoke(main, ["run", "official-communities", "-s", str(asking)])

    assert asked.exit_code == 1
    assert asked.stderr.startswith("no rows: this needs an official register of divisions and links")
    assert "  add one: baiyang-kg add REGISTER.csv" in asked.stderr
    rows = baiyang_kg.open(asking).run("official-communities")
    assert "baiyang-kg add REGISTER.csv" in rows.explanation

"""`bench/growth.py`: the exponent of a cost, and the page that tells it of every query."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from generated import generate_store
from growth import CONTROLS, JOIN, PAGE, Cost, Growth, ask_examples, bearable, page

from baiyang_kg.graph.queries import names
from baiyang_kg.graph.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from baiyang_kg.graph.store import Store

# A row of the page: name, …, exponent.
_ROW = re.compile(r"^\| (?:`([a-z-]+)`|\(.*\)) \|.*\| (constant|[0-9.]+|-[0-9.]+) \|$", re.MULTILINE)

# What no generated report states, by query and the reason.
NOT_STATED: dict[str, str] = {}


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of a street's first reports."""
    path: Path = tmp_path_factory.mktemp("generated") / "generated.kg"
    generate_store(path, statements=25_000)
    return open_store(path)


@pytest.mark.parametrize(("power", "exponent"), [(1, 1.0), (2, 2.0), (0, 0.0)])
def test_the_exponent_is_the_power_of_the_growth(power: int, exponent: float) -> None:
    """A cost that is the square of the data has the exponent 2, one that stays the same has none."""
    costs = tuple(Cost(size, 1, (size / 1_000_000) ** power) for size in (100_000, 1_000_000, 5_000_000))

    assert Growth("q", "", costs).exponent == pytest.approx(exponent)


def test_what_is_done_at_once_does_not_grow() -> None:
    """Below some milliseconds it is the machine that is measured, and the page says constant."""
    grown = Growth(
        "quick", "", tuple(Cost(size, 1, 0.001 * size / 5_000_000) for size in (100_000, 5_000_000))
    )

    assert grown.quick
    assert "| `quick` |  | 1 | < 5 | < 5 | constant |" in page([grown])


def test_every_query_is_measured_on_what_finds_something(generated: Store) -> None:
    """Controls and all queries are asked, each finds rows in generated reports at least in one way."""
    found: dict[str, int] = {}
    for name, _, text in ask_examples(generated):
        answer = generated.ask(text, declared=True)
        found[name] = found.get(name, 0) + sum(1 for _ in answer)

    assert set(found) == {*CONTROLS, *names()}
    assert {name for name, rows in found.items() if not rows} == set(NOT_STATED)


def test_the_page_tells_what_no_query_can_undercut() -> None:
    """On a machine where even a join of two patterns grows faster than the goal, the page says how fast."""
    slow = tuple(Cost(size, 1, (size / 1_000_000) ** 1.3) for size in (100_000, 1_000_000))
    fast = tuple(Cost(size, 1, size / 1_000_000) for size in (100_000, 1_000_000))

    assert bearable([Growth("q", "", slow), Growth(JOIN, "", fast)]) == pytest.approx(1.15)
    assert bearable([Growth(JOIN, "", slow)]) == pytest.approx(1.3)


def test_the_page_names_what_grows_faster_than_it_may() -> None:
    """The last sentence of the page is the list of work to be done; what is good is not in it."""
    costs = {
        power: tuple(Cost(n, 1, (n / 1_000_000) ** power) for n in (100_000, 1_000_000)) for power in (1, 2)
    }
    told = page([Growth(JOIN, "", costs[1]), Growth("good", "", costs[1]), Growth("bad", "", costs[2])])

    assert "\nAbove 1.15: `bad`.\n" in told


def test_the_page_tells_the_growth_of_every_query() -> None:
    """docs/performance.md has a row for each canned query, and names those that grow faster than they may."""
    if not PAGE.exists():
        pytest.skip("docs/performance.md is not written: python bench/growth.py --write")
    text = PAGE.read_text(encoding="utf-8")
    limit, named = re.findall(r"^Above ([0-9.]+): (.*)\.$", text, re.MULTILINE)[0]
    rows = [(name, exponent) for name, exponent in _ROW.findall(text) if name]
    above = {name for name, exponent in rows if exponent != "constant" and float(exponent) > float(limit)}

    assert {name for name, _ in rows} == set(names())
    assert set(re.findall("`([a-z-]+)`", named)) == above

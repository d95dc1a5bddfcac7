"""How well the bundled report is read, measured with the yardstick: a change may not make it worse."""

from __future__ import annotations

from pathlib import Path

import pytest
from accuracy import measure
from yardstick import percentages

from baiyang_kg.lexicon import load_lexicon

GOLD = Path(__file__).resolve().parent.parent / "data" / "gold" / "baiyang-2023.json"
# In percent; two careful readers of this report agree to 99 on kinds and to 94 on units.
LEAST = {
    "detect_F1": 98,
    "value_unit_F1": 98,
    "bound": 98,
    "period": 98,
    "kind": 98,
    "direction": 98,
    "tuple_F1": 95,
    "strict_F1": 93,
    "link_F1": 100,
    "names_F1": 88,
    "names_type": 92,
    "ledger": 100,
}


@pytest.fixture(scope="module")
def figures() -> dict[str, float | None]:
    """The figures of the yardstick for the bundled report."""
    return percentages(measure(GOLD, load_lexicon()).counts)


@pytest.mark.parametrize(("figure", "least"), LEAST.items(), ids=LEAST)
def test_the_bundled_report_is_read_as_well_as_promised(
    figures: dict[str, float | None], figure: str, least: float
) -> None:
    """Each figure of the yardstick is at least what this version promises."""
    measured = figures[figure]

    assert measured is not None
    assert measured >= least


def test_the_records_keep_the_contract(figures: dict[str, float | None]) -> None:
    """No record that `extract` prints breaks the contract."""
    assert figures["contract_errors"] == 0

"""The contract's periods as dates and durations."""

from __future__ import annotations

import pytest

from baiyang_kg.graph import vocab
from baiyang_kg.graph.periods import Period, parse_period

PERIODS = {
    "2023": ("2023", vocab.YEAR, "P1Y"),
    "2023-12": ("2023-12", vocab.YEAR_MONTH, "P1M"),
    "2023-01/2023-11": ("2023-11", vocab.YEAR_MONTH, "P11M"),
    "2022-11/2023-02": ("2023-02", vocab.YEAR_MONTH, "P4M"),
    "2019/2023": ("2023", vocab.YEAR, "P5Y"),
    "2023-09-23": ("2023-09-23", vocab.DATE, "P1D"),
    "2023-09-23/2023-10-08": ("2023-10-08", vocab.DATE, None),
    "2022/2023-06": ("2023-06", vocab.YEAR_MONTH, None),
    "2023/2019": ("2019", vocab.YEAR, None),
}


@pytest.mark.parametrize("text", PERIODS)
def test_a_period_ends_and_lasts(text: str) -> None:
    """A period is dated by its end, and lasts whole years or months, or a day."""
    assert parse_period(text) == Period(*PERIODS[text])


@pytest.mark.parametrize(
    "text", ["", "/", "2023-", "2023-13", "23", "2023/", "上半年", "2023-01-32", "2023年"]
)
def test_other_texts_are_no_period(text: str) -> None:
    """What the contract would not write is no period."""
    assert parse_period(text) is None

"""Cells of tables that were run together: which numbers they are, and what their heading says of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from baiyang_kg.reading.quantities.cells import find_cells
from sentences import read_report

UNITS = ("毫米", "元")
CELLS = {
    "（总数、车辆、次数）：甲公司（61、9、6.78）、乙公司（40、9、4.44）。": [
        "61",
        "9",
        "6.78",
        "40",
        "9",
        "4.44",
    ],
    "（总数、车辆）：甲公司（61、9、6.78）。": [],  # as many as there are columns
    "甲公司（61、9）。": [],  # without a heading
    "雨情（单位：毫米）为：沈阳51.5、大连80.8（市区），8月2日9时": ["51.5", "80.8"],
    "雨情（单位：毫米）如下\n沈阳51.5。": [],  # in another block
    "信安街道217 298 68.45双港街道164 226 52.30合计": ["217", "298", "68.45", "164", "226", "52.30"],
    "信安街道217 298 68.45。": [],  # one row is no table
    "电话13912345678 13987654321手机13912345678 13987654321": [],
}


@pytest.mark.parametrize(("chars", "numbers"), CELLS.items())
def test_cells_are_the_numbers_under_a_heading_and_in_rows(chars: str, numbers: list[str]) -> None:
    """Lists as long as their heading, numbers behind a heading of units, and rows of equal length."""
    assert [cell.printed for _, cell in sorted(find_cells(chars, UNITS).items())] == numbers


def test_a_heading_of_a_unit_scales_what_it_heads() -> None:
    """The unit and its 万 are printed once, above."""
    (cell,) = find_cells("收入（单位：万元）：甲镇51.5。", UNITS).values()

    assert (cell.unit, cell.scale) == ("元", Decimal(10000))


def test_cells_are_figures() -> None:
    """A number in a cell is a figure, in the unit of the heading."""
    found = read_report("降雨量（单位：毫米）：江东镇51.5、江西镇80.8。").observations

    assert [(one.text, one.unit) for one in found] == [("51.5", "毫米"), ("80.8", "毫米")]


def test_a_column_says_what_its_cells_are_numbers_of() -> None:
    """Each number of a list in parentheses is of the column at its place."""
    found = read_report("企业名单（违法总数、车辆总数）：甲公司（61、9）、乙公司（40、8）。").observations

    assert [(one.text, one.head) for one in found] == [
        ("61", "违法总数"),
        ("9", "车辆总数"),
        ("40", "违法总数"),
        ("8", "车辆总数"),
    ]

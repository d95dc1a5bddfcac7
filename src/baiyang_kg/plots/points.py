"""The values of an answer as what can be drawn: points of panels, one panel for each unit.

The one place where a figure becomes a float: a position in a picture, never a figure again.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from baiyang_kg.plots.description import Plot

MOST_PANELS = 4
MOST_POINTS = 40  # of a panel whose points are written one below the other
_SCALES = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_UNSCALED = frozenset({"%", "个百分点", "百分点", "位", "名次"})


class Point(NamedTuple):
    """A value that is drawn, in the units of its row."""

    x: str
    y: Decimal
    low: Decimal | None
    high: Decimal | None
    series: str
    unit: str
    label: str
    exact: bool  # False where a report says about, nearly, at least and the like


class Panel(NamedTuple):
    """Points of one unit, drawn on one axis; `left_out` more are not drawn."""

    unit: str  # as the axis says it: 亿元
    divisor: Decimal  # by which values are divided for that
    points: tuple[Point, ...]
    left_out: int = 0


def find_points(columns: Sequence[str], rows: Iterable[Sequence[Any]], plot: Plot) -> list[Point]:
    """Return the points that `rows` are; rows whose x or value is missing or no number make none."""
    place = {column: order for order, column in enumerate(columns)}

    def text(row: Sequence[Any], column: str) -> str:
        return text_of_cell(row[place[column]]) if column else ""

    found = []
    for row in rows:
        value, x = _number(text(row, plot.y)), text(row, plot.x)
        if value is None or not x:
            continue
        low, high = _number(text(row, plot.low)), _number(text(row, plot.high))
        exact = low == high == value or not (plot.low or plot.high)
        series, unit, label = (text(row, column) for column in (plot.series, plot.unit, plot.label))
        found.append(Point(x, value, low, high, series, unit, label, exact))
    return found


def text_of_cell(cell: Any) -> str:
    """Return the text of a cell: a term of the engine, or a value of the language; nothing for None."""
    return "" if cell is None else str(getattr(cell, "value", cell))


def find_panels(points: Sequence[Point], *, most: int | None = None) -> list[Panel]:
    """Return a panel for each unit, in the order of the rows; at most `most` points in each."""
    by_unit: dict[str, list[Point]] = {}
    for point in points:
        by_unit.setdefault(point.unit, []).append(point)
    panels = []
    for unit, of_unit in by_unit.items():
        divisor, word = _scale(unit, of_unit)
        kept = of_unit[:most]
        panels.append(Panel(word + unit, divisor, tuple(kept), len(of_unit) - len(kept)))
    return panels


def _scale(unit: str, points: Sequence[Point]) -> tuple[Decimal, str]:
    """Return by what values of a unit are divided, and the numeral that says so."""
    greatest = max(abs(point.y) for point in points)
    if unit not in _UNSCALED:
        for divisor, word in _SCALES:
            if greatest >= divisor:
                return divisor, word
    return Decimal(1), ""


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None

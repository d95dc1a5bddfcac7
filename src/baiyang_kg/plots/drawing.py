"""Points, drawn: lines over years, bars, and intervals. What is drawn needs Chinese letters (`writing`)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from baiyang_kg.plots.points import MOST_PANELS, MOST_POINTS, Panel, Point, find_panels

if TYPE_CHECKING:
    from collections.abc import Sequence

# Colours that people who see red and green alike can tell apart.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#666666", "#000000")
_GREY = "#666666"
_ROW = 0.34  # inches that one of the points written one below the other takes
_ARROW = 0.12  # how far an open interval is drawn, as a part of the value
_MOST_LABELS = 60  # more of them on a line would hide it
_ALIKE = 20  # how many times the least value the greatest may be, to be drawn on one scale
_LONGEST = 28  # characters of a name beside an axis


def draw_series(figure: Any, points: Sequence[Point]) -> None:
    """Draw values over years: a line for each series, a panel for each unit, intervals as bars.

    A value that a report does not state exactly is a hollow point, because "about" says not how near it is.
    """
    panels = find_panels(points)[:MOST_PANELS]
    figure.set_size_inches(8, 1.2 + 3.2 * len(panels))
    for axes, panel in zip(_axes(figure, len(panels)), panels, strict=True):
        years = sorted({point.x for point in panel.points})
        place = _places(years)
        names = list(dict.fromkeys(point.series for point in panel.points))
        for order, name in enumerate(names):
            own = sorted((p for p in panel.points if p.series == name), key=lambda point: point.x)
            _errorbars(
                axes, [float(place[p.x]) for p in own], own, panel,
                fmt="o-", color=COLOURS[order % len(COLOURS)], label=name or None, capsize=4, linewidth=1.8,
            )  # fmt: skip
            _hollow(axes, [(place[p.x], float(p.y / panel.divisor)) for p in own if not p.exact], order)
            for point in own if len(panel.points) <= _MOST_LABELS else ():
                at = (place[point.x], float(max(point.y, point.high or point.y) / panel.divisor))
                axes.annotate(
                    _shown(point, panel),
                    at,
                    xytext=(0, 7),
                    textcoords="offset points",
                    ha="center",
                    fontsize=9,
                )
        axes.set_xticks(list(place.values()), years)
        axes.set_xlim(min(place.values()) - 0.5, max(place.values()) + 0.5)
        axes.margins(y=0.18)
        axes.set_ylabel(panel.unit)
        if any(names):
            axes.legend(frameon=False, fontsize=9, loc="best")
        if not all(point.exact for point in panel.points):
            _say_below(axes, "空心点：约、近、余、以上等非精确数值")


def draw_bars(figure: Any, points: Sequence[Point]) -> None:
    """Draw values as bars one below the other, in the order of the rows: a panel for each unit."""
    panels = find_panels(points, most=MOST_POINTS)[:MOST_PANELS]
    heights = [1.0 + _ROW * len(panel.points) for panel in panels]
    figure.set_size_inches(8.5, 0.8 + sum(heights))
    for axes, panel in zip(_axes(figure, len(panels), heights), panels, strict=True):
        names = list(dict.fromkeys(point.series for point in panel.points))
        colours = [COLOURS[names.index(point.series) % len(COLOURS)] for point in panel.points]
        rows = range(len(panel.points))
        axes.barh(rows, [float(p.y / panel.divisor) for p in panel.points], color=colours, height=0.66)
        if any(p.low is not None or p.high is not None for p in panel.points):
            _errorbars(
                axes, list(map(float, rows)), panel.points, panel, across=True, fmt="none", color="black",
                capsize=3,
            )  # fmt: skip
        for row, point in enumerate(panel.points):
            at = (float(point.y / panel.divisor), row)
            axes.annotate(
                _shown(point, panel), at, xytext=(5, 0), textcoords="offset points", va="center", fontsize=9
            )
        _name_rows(axes, [f"{_short(p.x)}{f' · {p.series}' if len(names) > 1 else ''}" for p in panel.points])
        axes.margins(x=0.14)
        axes.xaxis.get_major_locator().set_params(integer=all(p.y % panel.divisor == 0 for p in panel.points))
        axes.set_xlabel(panel.unit)
        _say_left_out(axes, panel)


def draw_intervals(figure: Any, points: Sequence[Point]) -> None:
    """Draw each value as what it lies between; a side without a limit is an arrow.

    Values of one unit that are of like size share its axis; others are drawn in percent of the value.
    """
    panel = Panel("", Decimal(1), tuple(points[:MOST_POINTS]), max(0, len(points) - MOST_POINTS))
    panels = find_panels(panel.points)
    sizes = [abs(point.y) for point in panel.points]
    together = len(panels) == 1 and max(sizes) <= _ALIKE * min(sizes)
    if together:
        panel = Panel(panels[0].unit, panels[0].divisor, panel.points, panel.left_out)
    figure.set_size_inches(8.5, 1.6 + _ROW * len(panel.points))
    (axes,) = _axes(figure, 1)
    for row, point in enumerate(panel.points):
        _draw_interval(
            axes, row, point, whole=panel.divisor if together or not point.y else abs(point.y) / 100
        )
    _name_rows(axes, [f"{_short(p.x)}  {p.label or f'{p.y:f}{p.unit}'}" for p in panel.points])
    axes.margins(x=0.1)
    axes.set_xlabel(panel.unit if together else "相对于所述数值（%）")
    _say_left_out(axes, panel)


def _draw_interval(axes: Any, row: int, point: Point, *, whole: Decimal) -> None:
    """Draw the interval of a point at `row`, divided by `whole`: a line with its ends, the value as a dot."""
    reach = abs(point.y) * Decimal(str(_ARROW))
    low = float((point.low if point.low is not None else point.y - reach) / whole)
    high = float((point.high if point.high is not None else point.y + reach) / whole)
    axes.plot([low, high], [row, row], color=COLOURS[0], linewidth=3, solid_capstyle="butt")
    for limit, end, arrow in ((point.low, low, "<"), (point.high, high, ">")):
        axes.plot([end], [row], marker="|" if limit is not None else arrow, color=COLOURS[0], ms=8)
    axes.plot([float(point.y / whole)], [row], "o", color=COLOURS[1], ms=6)


def _places(years: Sequence[str]) -> dict[str, int]:
    """Return where each year stands, so that a missing one leaves its gap; names stand side by side."""
    if all(len(year) == len("2023") and year.isdecimal() for year in years):
        return {year: int(year) for year in years}
    return {year: order for order, year in enumerate(years)}


def _axes(figure: Any, count: int, heights: Sequence[float] | None = None) -> list[Any]:
    """Return the axes of `count` panels one below the other, with a quiet frame."""
    grid = figure.subplots(count, 1, squeeze=False, gridspec_kw={"height_ratios": heights})
    found = [row[0] for row in grid]
    for axes in found:
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(alpha=0.25)
        axes.set_axisbelow(True)
        axes.ticklabel_format(style="plain", useOffset=False)
    return found


def _errorbars(
    axes: Any,
    rows: Sequence[float],
    points: Sequence[Point],
    panel: Panel,
    *,
    across: bool = False,
    **style: Any,
) -> None:
    """Draw points with what they lie between; a side without a limit has none."""
    values = [float(point.y / panel.divisor) for point in points]
    errors = [
        [float(max(p.y - p.low, Decimal(0)) / panel.divisor) if p.low is not None else 0.0 for p in points],
        [float(max(p.high - p.y, Decimal(0)) / panel.divisor) if p.high is not None else 0.0 for p in points],
    ]
    where = {"x": values, "y": rows, "xerr": errors} if across else {"x": rows, "y": values, "yerr": errors}
    axes.errorbar(**where, **style)


def _name_rows(axes: Any, names: Sequence[str]) -> None:
    """Write names beside the axis, the first on top."""
    axes.set_yticks(range(len(names)), names, fontsize=9)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.grid(visible=False, axis="y")


def _hollow(axes: Any, places: Sequence[tuple[float, float]], order: int) -> None:
    """Make the points at `places` of the series in this order hollow."""
    if places:
        colour = COLOURS[order % len(COLOURS)]
        axes.plot(*zip(*places, strict=True), "o", mfc="white", mec=colour, mew=1.6, zorder=3)


def _say_left_out(axes: Any, panel: Panel) -> None:
    if panel.left_out:
        _say_below(axes, f"另有 {panel.left_out} 项未画出")


def _say_below(axes: Any, said: str) -> None:
    """Write what is to be known of a panel below it, on the right."""
    axes.annotate(
        said, (1, 0), xycoords="axes fraction", xytext=(0, -34), textcoords="offset points", ha="right",
        fontsize=9, color=_GREY,
    )  # fmt: skip


def _shown(point: Point, panel: Panel) -> str:
    """Return what is written beside a point: its label, or its value in the units of the panel."""
    return point.label or f"{(point.y / panel.divisor).normalize():f}"


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"

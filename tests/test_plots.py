"""`plots`: what is drawn is what the rows say, readable with Chinese, and the same bytes each time."""

from __future__ import annotations

import io
import re
import sys
from decimal import Decimal

import pytest

from baiyang_kg.errors import ExportError
from baiyang_kg.graph.listing import title_of
from baiyang_kg.graph.queries import read_query
from baiyang_kg.plots import Plot, parse_plot, write_plot
from baiyang_kg.plots.points import find_panels, find_points

COLUMNS = ("year", "value", "least", "greatest", "unit", "area")
SERIES = Plot(kind="series", x="year", y="value", low="least", high="greatest", series="area", unit="unit")
ROWS = [
    ("2021", Decimal(1234000000), Decimal(1200000000), None, "元", "白杨街道"),
    ("2022", Decimal(1389000000), None, None, "元", "白杨街道"),
    ("2022", Decimal("2.65"), None, None, "%", "白杨街道"),
    ("2022", Decimal(900000000), Decimal(850000000), Decimal(950000000), "元", "下沙街道"),
    ("2023", None, None, None, "元", "下沙街道"),
]
PICTURES = {
    "series": SERIES,
    "bars": SERIES._replace(kind="bars", x="area", series="year"),
    "intervals": SERIES._replace(kind="intervals", x="area", series=""),
}


def drawn(plot: Plot, form: str = "svg", rows: object = ROWS) -> bytes:
    """Return the picture of rows."""
    output = io.BytesIO()
    write_plot(COLUMNS, rows, output, plot=plot, form=form, title="财政总收入（元）")
    return output.getvalue()


def test_points_are_the_rows_that_have_a_number() -> None:
    """A row without a value makes no point; an interval that is open on one side stays open."""
    points = find_points(COLUMNS, ROWS, SERIES)

    assert [(point.x, point.y) for point in points] == [(row[0], row[1]) for row in ROWS[:4]]
    assert (points[0].low, points[0].high) == (Decimal(1200000000), None)


def test_a_value_that_is_not_stated_exactly_is_no_exact_point() -> None:
    """A point is exact where both limits are the value; a plot that has no limits knows nothing better."""
    row = ("2022", Decimal(9), Decimal(9), Decimal(9), "元", "下沙街道")

    assert [point.exact for point in find_points(COLUMNS, [*ROWS[:2], row], SERIES)] == [False, False, True]
    assert all(point.exact for point in find_points(COLUMNS, ROWS, SERIES._replace(low="", high="")))


def test_points_that_are_not_exact_are_hollow_and_the_picture_says_so() -> None:
    """What is stated as about, nearly or at least is told from exact values, in words below the panel."""
    exact = [(*row[:2], row[1], row[1], *row[4:]) for row in ROWS]
    said = "空心点"

    assert said in drawn(SERIES, "html").decode()
    assert said not in drawn(SERIES, "html", exact).decode()


def test_the_title_says_what_was_asked_for_and_what_goes_without_saying() -> None:
    """A parameter is said also where it keeps its default, an optional one where it is given."""
    series = read_query("series")

    assert title_of(series, []) == "财政总收入：某一指标的历年数值"
    given = [("indicator", "走访企业"), ("place", "白杨街道")]
    assert title_of(series, given).startswith("走访企业，白杨街道：")


def test_units_are_drawn_apart_in_numerals_that_people_read() -> None:
    """Yuan and percent have an axis each; that of the yuan counts in 亿."""
    panels = find_panels(find_points(COLUMNS, ROWS, SERIES))

    assert [(panel.unit, panel.divisor, len(panel.points)) for panel in panels] == [
        ("亿元", Decimal(100000000), 3),
        ("%", Decimal(1), 1),
    ]


@pytest.mark.parametrize("kind", sorted(PICTURES))
def test_a_picture_is_the_same_each_time_and_has_a_shape_for_every_letter(kind: str) -> None:
    """Drawn twice, each kind gives the same bytes; a letter that no font has would be a warning."""
    picture = drawn(PICTURES[kind])

    assert picture == drawn(PICTURES[kind])
    assert b"<svg" in picture
    assert re.search(rb'id="NotoSansCJKsc-Regular-[0-9a-f]+"', picture)


def test_a_png_is_one() -> None:
    """The signature of the format stands at the beginning."""
    assert drawn(SERIES, "png").startswith(b"\x89PNG\r\n\x1a\n")


def test_a_page_stands_alone_and_shows_the_rows() -> None:
    """It loads nothing, runs nothing, and what is drawn can be read below, as text."""
    rows = [("2022", Decimal("0.1"), None, None, "<b>", "白杨&街道")]
    page = drawn(SERIES, "html", rows).decode("utf-8")

    assert "<td>0.1</td>" in page
    assert "<td>&lt;b&gt;</td><td>白杨&amp;街道</td>" in page
    assert "<script" not in page
    assert not re.search(r'(src|href)="https?:', page)


def test_more_than_a_picture_holds_is_said() -> None:
    """Of a hundred bars forty are drawn, and the picture tells how many are not."""
    rows = [("2022", Decimal(order + 1), None, None, "个", f"第{order}") for order in range(100)]
    (panel,) = find_panels(find_points(COLUMNS, rows, PICTURES["bars"]), most=40)

    assert (len(panel.points), panel.left_out) == (40, 60)
    assert drawn(PICTURES["bars"], rows=rows)


@pytest.mark.parametrize(
    ("described", "found"),
    [
        ({"kind": "pie", "x": "year", "y": "value"}, "there is no plot of kind 'pie'"),
        ({"kind": "bars", "x": "year"}, "its plot has no y"),
        ({"kind": "bars", "x": "year", "y": "valu"}, r"its plot draws \?valu as y"),
        ({"kind": "bars", "x": "year", "y": "value", "colour": "unit"}, "its plot has a key 'colour'"),
    ],
)
def test_a_wrong_description_is_explained(described: dict[str, str], found: str) -> None:
    """Who writes the header of a query learns what is wrong with it."""
    with pytest.raises(ExportError, match=found):
        parse_plot(described, COLUMNS, place="queries/x.rq")


def test_nothing_to_draw_is_an_error() -> None:
    """Rows without a number make no picture, and a form that there is not is refused."""
    with pytest.raises(ExportError, match=r"no row has a number in \?value"):
        drawn(SERIES, rows=ROWS[4:])
    with pytest.raises(ExportError, match="there is no picture of form 'gif'"):
        drawn(SERIES, "gif")


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing library is an error of ours with its remedy."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)

    with pytest.raises(ExportError, match=r"pip install 'baiyang-kg\[plot\]'"):
        drawn(SERIES)

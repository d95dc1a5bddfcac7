"""Rows for programs: exact values, frames, display."""

from __future__ import annotations

import sys
from decimal import Decimal

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from baiyang_kg import Iri, Rows
from baiyang_kg.errors import ExportError
from baiyang_kg.graph.vocab import BY, DECIMAL, INTEGER, YEAR


def number(text: str, datatype: str = DECIMAL) -> Literal:
    """Return a typed literal."""
    return Literal(text, datatype=NamedNode(datatype))


ROWS = Rows(
    ("thing", "value", "count", "year", "name"),
    [
        (NamedNode(BY + "Community"), number("13.89"), number("3", INTEGER), number("2023", YEAR), None),
        (NamedNode("https://example.org/a"), number("0.1"), None, None, Literal("白杨", language="zh")),
    ],
)


def test_values_are_exact_and_typed() -> None:
    """A figure is an int or a Decimal, an IRI an Iri, a year its text, an unbound variable None."""
    assert list(ROWS) == [
        (Iri(BY + "Community"), Decimal("13.89"), 3, "2023", None),
        (Iri("https://example.org/a"), Decimal("0.1"), None, None, "白杨"),
    ]
    assert isinstance(ROWS[0][0], Iri)
    assert ROWS[0][0].short == "by:Community"


def test_rows_are_a_sequence() -> None:
    """Rows have a length, an order, slices that are rows again, and columns and records by name."""
    assert len(ROWS[1:]) == 1
    assert ROWS[1:].columns == ROWS.columns
    assert ROWS[-1] == ROWS[1]
    assert ROWS.column("count") == [3, None]
    assert ROWS.records()[1]["name"] == "白杨"
    with pytest.raises(KeyError, match="there are: thing, value"):
        ROWS.column("Value")


def test_arrow_types_are_as_narrow_as_they_are_exact() -> None:
    """A decimal column has the digits its values need, and every other column one type."""
    assert ROWS.to_arrow().schema.types == [
        pa.string(),
        pa.decimal128(4, 2),
        pa.int64(),
        pa.string(),
        pa.string(),
    ]


def test_pandas_and_polars_keep_figures_exact() -> None:
    """What floats would blur (0.1, 13.89) comes back as it went in, and sums are exact."""
    assert ROWS.to_pandas()["value"].sum() == Decimal("13.99")
    assert ROWS.to_polars()["value"].to_list() == [Decimal("13.89"), Decimal("0.1")]
    assert isinstance(ROWS.to_pandas(), pd.DataFrame)
    assert isinstance(ROWS.to_polars(), pl.DataFrame)
    assert ROWS.to_pandas()["name"].isna().to_list() == [True, False]


@given(st.lists(st.decimals(-(10**18), 10**18, places=6) | st.integers(-(2**70), 2**70), max_size=6))
def test_every_figure_survives_arrow(values: list[Decimal | int]) -> None:
    """Whatever its size, a figure equals itself after Arrow; what no column of numbers holds is a text."""
    terms = [
        (number(f"{value:f}"),) if isinstance(value, Decimal) else (number(str(value), INTEGER),)
        for value in values
    ]
    stored = Rows(("value",), terms).to_arrow().column("value").to_pylist()

    assert [Decimal(value) for value in stored] == [Decimal(value) for value in values]


def test_empty_rows_make_frames() -> None:
    """An answer without rows is a frame with its columns."""
    empty = Rows(("a", "b"), [])

    assert empty.to_arrow().column_names == ["a", "b"]
    assert list(empty.to_pandas().columns) == ["a", "b"]
    assert empty.to_polars().shape == (0, 2)
    assert "no rows" in str(empty)


@pytest.mark.parametrize("method", ["to_arrow", "to_pandas", "to_polars"])
def test_a_missing_package_is_named(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, the error says what to install."""
    for name in ("pyarrow", "pandas", "polars"):
        monkeypatch.setitem(sys.modules, name, None)

    with pytest.raises(ExportError, match=r"pip install 'baiyang-kg\[frames\]'"):
        getattr(ROWS, method)()


def test_display_is_a_table_that_harms_nobody() -> None:
    """A notebook gets an HTML table, escaped, cut after 20 rows; a terminal the same as text."""
    many = Rows(("word", "value"), [(Literal("<script>"), number(str(i), INTEGER)) for i in range(25)])

    assert "<script>" not in many._repr_html_()
    assert many._repr_html_().count("&lt;script&gt;") == 20
    assert "… 25 rows in all" in many._repr_html_()
    assert str(many).splitlines()[-1] == "… 25 rows in all"
    assert repr(many) == "<Rows: 25 rows of word, value>"

"""Rows as frames of Arrow, pandas and Polars; a figure is exact in each of them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from baiyang_kg.answers.columns import Kind, as_kind, kinds_of
from baiyang_kg.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    import pandas as pd  # type: ignore[import-untyped, unused-ignore]  # its stubs are a package of their own
    import polars as pl
    import pyarrow as pa


def arrow_table(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    """Return an Arrow table of the terms of `rows`; a column has the one type that holds all its values."""
    arrow = _extra("pyarrow")
    arrays = []
    for place, kind in enumerate(kinds_of(rows, len(columns))):
        values = [as_kind(row[place], kind) for row in rows]
        arrays.append(arrow.array(values, type=_type_of(kind, values, arrow)))
    return arrow.table(arrays, names=list(columns))


def pandas_frame(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    """Return a pandas frame whose columns keep Arrow's types: its own would make floats of figures."""
    pandas = _extra("pandas")
    frame: pd.DataFrame = arrow_table(columns, rows).to_pandas(types_mapper=pandas.ArrowDtype)
    return frame


def polars_frame(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> pl.DataFrame:
    """Return a Polars frame."""
    polars = _extra("polars")
    frame: pl.DataFrame = polars.from_arrow(arrow_table(columns, rows))
    return frame


def _extra(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise ExportError("to a frame", f"needs {name}", "pip install 'baiyang-kg[frames]'") from None


def _type_of(kind: Kind, values: Sequence[Any], arrow: Any) -> Any:
    if kind is Kind.DECIMAL:
        return arrow.decimal128(*_digits_of(values))
    return {Kind.INTEGER: arrow.int64(), Kind.BOOLEAN: arrow.bool_(), Kind.TEXT: arrow.string()}[kind]


def _digits_of(values: Sequence[Decimal | None]) -> tuple[int, int]:
    """Return how many digits hold every one of the values, and how many of them stand behind the point."""
    before, behind = 1, 0
    for value in values:
        if value is not None:
            _, digits, exponent = value.as_tuple()
            places = int(exponent)
            before = max(before, len(digits) + places)
            behind = max(behind, -places)
    return before + behind, behind

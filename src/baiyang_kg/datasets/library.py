"""The library of CSVW: it reads what describes tables, and cells with a format. Loaded when it is needed."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from baiyang_kg.errors import DatasetError, ExportError

if TYPE_CHECKING:
    from collections.abc import Callable

    from baiyang_kg.datasets.description import Column


def parse_tables(path: str, document: dict[str, Any]) -> list[Any]:
    """Return the tables of the metadata at `path`, as the library has them.

    Raises DatasetError where the document is no metadata, and ExportError where the library is missing.
    """
    csvw = _load(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            if "tables" not in document:
                return [csvw.Table.fromvalue(document)]
            return list(csvw.TableGroup.fromvalue(document).tables)
    except (ValueError, TypeError, KeyError, AttributeError, UserWarning) as error:
        raise DatasetError(
            path, f"is no CSVW metadata: {error}", "see https://www.w3.org/TR/tabular-metadata/"
        ) from None


def cell_parser(column: Column) -> Callable[[str], str]:
    """Return what makes the lexical form of XML Schema of a cell with a format or limits: 1,234, 31/12/2023.

    It raises ValueError for a cell that is not of the column's datatype.
    """
    datatype = _load(column.title).Datatype
    described = datatype.fromvalue({"base": column.datatype, **dict(column.details)})
    canonical = datatype.fromvalue(column.datatype)  # without a format, it writes as XML Schema does

    def parse(text: str) -> str:
        try:
            value = described.read(text)
        except ValueError as error:
            raise ValueError(f"{column.title} {text!r} is no {column.datatype}: {error}") from None
        return text if column.datatype == "string" else str(canonical.formatted(value))

    return parse


def _load(place: str) -> Any:
    """Return the module `csvw`, which takes half a second to load. Raises ExportError."""
    try:
        import csvw  # noqa: PLC0415 (as said)
    except ImportError:
        raise ExportError(place, "needs csvw", "pip install 'baiyang-kg[tables]'") from None
    return csvw

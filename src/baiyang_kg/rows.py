"""The rows of an answer, for programs and notebooks."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, overload

import pyoxigraph

from baiyang_kg.answers.columns import plain

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd  # type: ignore[import-untyped, unused-ignore]  # its stubs are a package of their own
    import polars as pl
    import pyarrow as pa

    from baiyang_kg.graph.queries import CannedQuery
    from baiyang_kg.graph.store import Store
    from baiyang_kg.pictures import Picture

_SHOWN = 20  # rows of a table that stands for many
_COLUMNS = 100  # that a table of text takes
_SIDES = "td, .baiyang-kg th { text-align: left } .baiyang-kg .number { text-align: right }"
_STYLE = f"<style>.baiyang-kg {_SIDES}</style>"


class Iri(str):
    """An IRI: its text in full, and `short` with a prefix of the project, as `by:Community`."""

    __slots__ = ()

    @property
    def short(self) -> str:
        """Return the IRI with the longest prefix of the project that fits, or as it is."""
        from baiyang_kg.graph.curies import shorten  # noqa: PLC0415 (few ask)

        return shorten(str(self))


# What a cell holds. A figure is an int or a Decimal, never a float; a year and a date are texts.
Value: TypeAlias = str | Iri | int | Decimal | bool | None


class Origin(NamedTuple):
    """Where rows come from: what it takes to cite, to draw and to explain them."""

    store: Store
    query: str
    command: str  # that asks the query again
    title: str = ""  # what was asked, in Chinese
    plot: Mapping[str, str] | None = None  # how the header of a canned query says to draw them
    canned: CannedQuery | None = None  # the query, where it is a canned one,
    values: Sequence[tuple[str, str]] = ()  # and what was said for its parameters


class Rows(Sequence[tuple[Value, ...]]):
    """The rows of an answer, each a tuple of values in the order of `columns`.

    Where a SPARQL variable is unbound, the value is None.
    """

    __slots__ = ("_origin", "_terms", "columns")

    def __init__(
        self, columns: Sequence[str], terms: Iterable[Sequence[Any]], *, origin: Origin | None = None
    ) -> None:
        """Take the terms of pyoxigraph as they are; they become values when they are looked at."""
        self.columns = tuple(columns)
        self._terms = [tuple(row) for row in terms]
        self._origin = origin

    def __len__(self) -> int:
        return len(self._terms)

    @overload
    def __getitem__(self, index: int) -> tuple[Value, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> Rows: ...
    def __getitem__(self, index: int | slice) -> tuple[Value, ...] | Rows:
        if isinstance(index, slice):
            return Rows(self.columns, self._terms[index], origin=self._origin)
        return values_of(self._terms[index])

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return map(values_of, self._terms)

    def column(self, name: str) -> list[Value]:
        """Return the values of one column. Raises KeyError where there is none of this name."""
        if name not in self.columns:
            raise KeyError(f"there is no column {name!r}; there are: {', '.join(self.columns)}")
        place = self.columns.index(name)
        return [value_of(row[place]) for row in self._terms]

    def records(self) -> list[dict[str, Value]]:
        """Return the rows as dictionaries by the names of the columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self]

    # --- Frames --------------------------------------------------------------------------------------------

    def to_arrow(self) -> pa.Table:
        """Return an Arrow table: int64, decimal128, bool and string columns, every figure exact.

        A decimal column has the fewest digits that hold all its values. Raises ExportError without pyarrow.
        """
        from baiyang_kg.frames import arrow_table  # noqa: PLC0415 (an extra)

        return arrow_table(self.columns, self._terms)

    def to_pandas(self) -> pd.DataFrame:
        """Return a pandas frame on Arrow's types, so that figures stay exact. ExportError without pandas."""
        from baiyang_kg.frames import pandas_frame  # noqa: PLC0415 (an extra)

        return pandas_frame(self.columns, self._terms)

    def to_polars(self) -> pl.DataFrame:
        """Return a Polars frame with exact figures. Raises ExportError where Polars is not installed."""
        from baiyang_kg.frames import polars_frame  # noqa: PLC0415 (an extra)

        return polars_frame(self.columns, self._terms)

    # --- What stands behind the rows -----------------------------------------------------------------------

    @property
    def explanation(self) -> str:
        """Why there are no rows, as far as that can be found out; empty where there are some."""
        if self._terms or self._origin is None:
            return ""
        from baiyang_kg.graph.empty import explain_empty  # noqa: PLC0415 (only an empty answer pays for it)
        from baiyang_kg.graph.unanswered import explain_unanswered  # noqa: PLC0415 (as above)

        store, canned = self._origin.store, self._origin.canned
        if canned:
            return explain_unanswered(store, canned, self._origin.values)
        return explain_empty(store, self._origin.query)

    def cite(self) -> str:
        """Return what the rows rest on: reports and the places in them, the query, the versions."""
        if self._origin is None:
            return ""
        from baiyang_kg.answers import citation  # noqa: PLC0415 (few ask)

        evidence = citation.find_evidence(self._origin.store, self._terms, columns=self.columns)
        cited = citation.cite(
            self._origin.store, self._origin.query, command=self._origin.command, reports=evidence
        )
        return "\n".join(citation.citation_lines(cited))

    def plot(self, path: str | os.PathLike[str] | None = None, **drawn: str) -> Picture:
        """Draw the rows, into the file at `path` (.svg, .png or .html) if one is named, and for a notebook.

        A canned query knows what is drawn; else say by columns `x` and `y`, and if you like `low`, `high`,
        `series`, `unit`, `label`; `kind` is series, bars or intervals. Raises ExportError where neither says
        it, where there are no rows, and where matplotlib is not installed.
        """
        from baiyang_kg.pictures import draw  # noqa: PLC0415 (an extra)

        origin = self._origin
        described = drawn or dict(origin.plot or {} if origin else {})
        title = origin.title if origin else ""
        return draw(self.columns, self._terms, described, title=title, path=path)

    # --- Display -------------------------------------------------------------------------------------------

    def __repr__(self) -> str:
        return f"<Rows: {_counted(len(self))} of {', '.join(self.columns)}>"

    def __str__(self) -> str:
        from baiyang_kg.graph.curies import text_of  # noqa: PLC0415 (only what is shown is laid out)
        from baiyang_kg.terminal import table_lines  # noqa: PLC0415 (as above)

        cells = [[text_of(term) for term in row] for row in self._terms[:_SHOWN]]
        lines = [*table_lines(self.columns, cells, columns=_COLUMNS, numeric=self._numeric())]
        return "\n".join([*lines, *self._rest()])

    def _repr_html_(self) -> str:
        """Return the first rows as a table for a notebook."""
        from html import escape  # noqa: PLC0415 (as above)

        from baiyang_kg.answers.html import table_lines  # noqa: PLC0415 (as above)

        table = table_lines(self.columns, self._terms[:_SHOWN], numeric=self._numeric())
        rest = (f"<p>{escape(line)}</p>" for line in self._rest())
        return "\n".join(['<div class="baiyang-kg">', _STYLE, *table, *rest, "</div>"])

    def _numeric(self) -> list[bool]:
        from baiyang_kg.answers.sample import numeric_columns  # noqa: PLC0415 (as above)

        return numeric_columns(self._terms, len(self.columns))

    def _rest(self) -> list[str]:
        """Return what is to be said below a table: how much it leaves out, or why it is empty."""
        if len(self) > _SHOWN:
            return [f"… {_counted(len(self))} in all"]
        return [] if self._terms else [self.explanation or "no rows"]


def values_of(row: Sequence[Any]) -> tuple[Value, ...]:
    """Return the terms of a row as values of Python."""
    return tuple(map(value_of, row))


def value_of(term: Any) -> Value:
    """Return a term as a value of Python: an IRI as Iri, a number as int or Decimal, all else as its text."""
    return Iri(term.value) if isinstance(term, pyoxigraph.NamedNode) else plain(term)


def _counted(rows: int) -> str:
    return f"{rows:,} row{'' if rows == 1 else 's'}"

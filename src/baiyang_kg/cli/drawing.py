"""An answer as a picture: which of its columns are drawn, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from baiyang_kg.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from baiyang_kg.graph.queries import CannedQuery
    from baiyang_kg.graph.store import Answer, Row

_ROLES = ("x", "y", "low", "high", "series", "unit", "label")
_MOST_ROWS = 5_000


def draw(
    answered: Answer, path: str, *, canned: CannedQuery | None, values: Sequence[tuple[str, str]], place: str
) -> None:
    """Draw the rows of an answer into the file at `path`; an answer without rows makes no picture.

    A canned query says in its header what is drawn; a query of one's own, by the names of its columns: x and
    y, and where it has them low, high, series, unit and label. Raises ExportError where neither says it.
    """
    from baiyang_kg.plots import form_of_picture, parse_plot, write_plot

    form = form_of_picture(path, place=f"--plot {path}")
    columns, rows = _rows_of(answered)
    described = canned.plot if canned and canned.plot else _described_by_names(columns, rows)
    if not described:
        raise ExportError("--plot", f"{place} does not say what to draw", _remedy())
    from baiyang_kg.answers.files import open_whole
    from baiyang_kg.graph.listing import title_of

    plot = parse_plot(described, columns, place=place)
    if rows:
        with open_whole(path) as output:
            title = title_of(canned, values) if canned else ""
            write_plot(columns, rows, output, plot=plot, form=form, title=title)


def _rows_of(answered: Any) -> tuple[list[str], list[Row]]:
    if not hasattr(answered, "variables"):
        raise ExportError("--plot", "only rows can be drawn", "ask with SELECT")
    from itertools import islice

    rows = [tuple(row) for row in islice(answered, _MOST_ROWS + 1)]
    if len(rows) > _MOST_ROWS:
        raise ExportError("--plot", f"more than {_MOST_ROWS:,} rows make no picture", "narrow the query")
    return [variable.value for variable in answered.variables], rows


def _described_by_names(columns: Sequence[str], rows: Sequence[Row]) -> Mapping[str, str]:
    """Return the description of a plot that the names of columns are; empty where x or y is missing."""
    described = {role: role for role in _ROLES if role in columns}
    if not {"x", "y"} <= described.keys():
        return {}
    place = columns.index("x")
    years = all(row[place] is None or row[place].value[:4].isdecimal() for row in rows)
    return {"kind": "series" if years else "intervals" if "low" in described else "bars", **described}


def _remedy() -> str:
    from baiyang_kg.graph.queries import names, read_query

    drawn = [name for name in names() if read_query(name).plot]
    ours = f"run one that does: {', '.join(drawn)}; or name" if drawn else "name"
    return f"{ours} the columns of a query of your own ?x ?y, and ?low ?high ?series ?unit"

"""Rows drawn, for a file and for a notebook."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, Any

from baiyang_kg.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Picture:
    """A picture that a notebook shows."""

    __slots__ = ("svg",)

    def __init__(self, svg: str) -> None:
        self.svg = svg

    def _repr_svg_(self) -> str:
        """Return the picture for a notebook."""
        return self.svg

    def __repr__(self) -> str:
        return f"<Picture: SVG of {len(self.svg):,} characters>"


def draw(
    columns: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    described: Mapping[str, str],
    *,
    title: str,
    path: str | os.PathLike[str] | None,
) -> Picture:
    """Draw `rows` as `described`, by columns, into the file at `path` if one is named, and for a notebook.

    Raises ExportError for a form that there is not, for rows that are none, and for what is not described.
    """
    from baiyang_kg.plots import parse_plot, write_plot  # noqa: PLC0415 (an extra)

    if not described:
        raise ExportError("plot()", "these rows do not say what to draw", 'name the columns: x="…", y="…"')
    plot = parse_plot({"kind": "series", **described}, columns, place="plot()")
    if not rows:
        raise ExportError("plot()", "there are no rows to draw", "see their explanation")

    def drawn(form: str) -> bytes:
        output = io.BytesIO()
        write_plot(columns, rows, output, plot=plot, form=form, title=title)
        return output.getvalue()

    if path is not None:
        _write(os.fspath(path), drawn)
    return Picture(drawn("svg").decode("utf-8"))


def _write(path: str, drawn: Any) -> None:
    from baiyang_kg.answers.files import open_whole  # noqa: PLC0415 (most pictures are only shown)
    from baiyang_kg.plots import form_of_picture  # noqa: PLC0415 (an extra)

    form = form_of_picture(path, place=path)
    with open_whole(path) as output:
        output.write(drawn(form))

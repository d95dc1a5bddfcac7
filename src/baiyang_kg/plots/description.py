"""What is drawn: a kind of picture, and the columns of an answer that it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KINDS = ("series", "bars", "intervals")
_NEEDED = ("x", "y")
_REMEDY = "write #+ plot: {kind: series, x: year, y: value}; see docs/growing.md"


class Plot(NamedTuple):
    """A picture by the names of the columns that it shows; an empty name: it shows none."""

    kind: str  # one of KINDS
    x: str  # years, or what the bars and intervals are called
    y: str  # the value
    low: str = ""  # the least that the value may be
    high: str = ""  # and the greatest
    series: str = ""  # one line, or colour, for each of its values
    unit: str = ""  # rows of different units are drawn apart
    label: str = ""  # what is written beside a value instead of the value


def parse_plot(described: Mapping[str, str], columns: Sequence[str], *, place: str) -> Plot:
    """Return the picture that the header of a query describes.

    Raises ExportError, with `place`, for a key or a kind that there is not, for a column that the answer does
    not have, and where x or y is missing.
    """
    unknown = [key for key in described if key not in Plot._fields]
    if unknown:
        known = ", ".join(Plot._fields)
        raise ExportError(place, f"its plot has a key {unknown[0]!r}", f"choose from: {known}")
    kind = described.get("kind", "")
    if kind not in KINDS:
        raise ExportError(place, f"there is no plot of kind {kind!r}", f"choose from: {', '.join(KINDS)}")
    for key in _NEEDED:
        if not described.get(key):
            raise ExportError(place, f"its plot has no {key}", _REMEDY)
    for key, column in described.items():
        if key != "kind" and column and column not in columns:
            there = ", ".join(columns)
            raise ExportError(place, f"its plot draws ?{column} as {key}", f"there are the columns {there}")
    return Plot(**described)

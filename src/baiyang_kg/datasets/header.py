"""The names of the columns of a table."""

from __future__ import annotations

from baiyang_kg.errors import DatasetError


def check_header(place: str, cells: list[str]) -> tuple[str, ...]:
    """Return the names of columns, blank ones called `_col.3` as CSVW does.

    Raises DatasetError for a name that stands there twice.
    """
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    header = tuple(name or f"_col.{number}" for number, name in enumerate(names, start=1))
    twice = next((name for position, name in enumerate(header) if name in header[:position]), None)
    if twice is not None:
        raise DatasetError(place, f"two columns are called {twice!r}", "give each column a name of its own")
    return header

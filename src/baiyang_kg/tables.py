"""The tables of `data/lexicon`: tab-separated rows below a header line, `#` opens a comment line.

A table is reviewed like code, so a row that cannot be used is an error with its file and line.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from baiyang_kg.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One row by column name, with its place for messages."""

    place: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def words(self, column: str) -> tuple[str, ...]:
        """Return the blank-separated words of a cell."""
        return tuple(self.cells[column].split())


def read_table(path: Path) -> list[Row]:
    """Return the rows of the table at `path`.

    Raises LexiconError where a row has more cells than the header; missing cells at the end are empty.
    """
    lines = _read_cells(path)
    _, header = next(lines, (0, []))
    return [
        Row(f"{path}:{number}", dict(zip_longest(header, map(str.strip, cells), fillvalue="")))
        for number, cells in lines
    ]


def read_weights(path: Path) -> Iterator[tuple[str, int, str]]:
    """Yield feature, weight and type ("" where the table has none) of a table of learned weights.

    Such a table has tens of thousands of rows, so they do not become `Row`s. Raises LexiconError where a
    weight is no whole number.
    """
    lines = _read_cells(path)
    next(lines, None)
    for number, (feature, *cells) in lines:
        try:
            yield feature.strip(), int(cells[0]), cells[1].strip() if len(cells) > 1 else ""
        except (ValueError, IndexError) as error:
            found = f"weight {cells[0] if cells else ''!r}"
            raise LexiconError(f"{path}:{number}", found, "write a whole number") from error


def read_cells(path: Path) -> Iterator[list[str]]:
    """Yield the cells of each row of a large table, which do not become `Row`s."""
    lines = _read_cells(path)
    next(lines, None)
    return (cells for _, cells in lines)


def _read_cells(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells of each line that is no comment, the header first."""
    width = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line[0] == "#" or line.isspace():
            continue
        cells = line.split("\t")
        width = width or len(cells)
        if len(cells) > width:
            found = f"{len(cells)} cells under {width} column names"
            remedy = "part the cells with single tabs, as the header line does"
            raise LexiconError(f"{path}:{number}", found, remedy)
        yield number, cells

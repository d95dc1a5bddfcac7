"""The tables of `data/lexicon`: tab-separated rows below a header line, `#` opens a comment line.

A table is reviewed like code, so a row that cannot be used is an error with its file and line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from baiyang_kg.errors import LexiconError

if TYPE_CHECKING:
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
    lines = path.read_text(encoding="utf-8").splitlines()
    header: list[str] | None = None
    rows = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            continue
        if len(cells) > len(header):
            found = f"{len(cells)} cells under {len(header)} column names"
            raise LexiconError(
                f"{path}:{number}", found, "part the cells with single tabs, as the header line does"
            )
        cells += [""] * (len(header) - len(cells))
        rows.append(Row(f"{path}:{number}", dict(zip(header, (cell.strip() for cell in cells), strict=True))))
    return rows

"""Tables in workbooks: Excel (.xlsx .xls .xlsb) and OpenDocument (.ods), read with python-calamine.

`stats.xlsx#人口` is the sheet 人口. A sheet is read at once: it holds a million rows at most.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from baiyang_kg.datasets.digest import file_digest
from baiyang_kg.datasets.table import PLAIN, ROWS_OF_A_BLOCK, Block, Dialect, check_header
from baiyang_kg.errors import DatasetError, ExportError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from python_calamine import CalamineWorkbook


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook."""

    path: str
    sha256: str
    header: tuple[str, ...]
    cells: list[list[str]]  # below the header
    first: int  # number of the first of these rows in the sheet

    @property
    def dialect(self) -> Dialect:
        """Nothing of its characters need be declared."""
        return PLAIN

    def blocks(self) -> Iterator[Block]:
        """Yield its rows, blank ones left out. Raises DatasetError for cells beside the columns."""
        rows: list[list[str]] = []
        lines: list[int] = []
        number = 1
        for line, cells in enumerate(self.cells, start=self.first):
            if not any(cells):
                continue
            rows.append(self._fit(cells, line))
            lines.append(line)
            if len(rows) == ROWS_OF_A_BLOCK:
                yield Block(rows, lines, number)
                number += len(rows)
                rows, lines = [], []
        if rows:
            yield Block(rows, lines, number)

    def _fit(self, cells: list[str], line: int) -> list[str]:
        width = len(self.header)
        if any(cells[width:]):
            found = f"a cell beside the {width} columns: {next(filter(None, cells[width:]))}"
            raise DatasetError(f"{self.path}:{line}", found, "give its column a heading, or delete it")
        row = cells[:width] + [""] * (width - len(cells))
        if tuple(row) == self.header:
            raise DatasetError(f"{self.path}:{line}", "the header stands here again", "delete the line")
        return row


def open_workbook(path: str) -> Sheet:
    """Open a sheet of a workbook: the one named behind #, else the only one with cells.

    A single cell above the columns is a title and passed by. Raises DatasetError for no such sheet, none or
    several to choose from, and ExportError where the extra is not installed.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 (an extra)
    except ImportError:
        remedy = "pip install 'baiyang-kg[tables]'"
        raise ExportError(path, "needs python-calamine", remedy) from None
    file, _, wanted = (path, "", "") if Path(path).exists() else path.partition("#")
    digest = file_digest(file)
    try:
        with CalamineWorkbook.from_path(file) as workbook:
            filled = {
                name: _read_cells(workbook, name) for name in workbook.sheet_names if wanted in ("", name)
            }
            names = workbook.sheet_names
    except (CalamineError, OSError) as error:  # OSError: it ends too early
        remedy = "open it in a spreadsheet program and save it again, or as CSV"
        raise DatasetError(file, f"is no workbook: {error}", remedy) from None
    rows = _choose(file, names, wanted, {name: rows for name, rows in filled.items() if rows})
    line = _header_line(rows)
    header = check_header(f"{path}:{line}", rows[line - 1])
    return Sheet(path, digest, header, rows[line:], line + 1)


def _choose(
    file: str, names: Sequence[str], wanted: str, filled: Mapping[str, list[list[str]]]
) -> list[list[str]]:
    """Return the cells of the sheet that is meant. Raises DatasetError where that is none or several."""
    if wanted and wanted not in names:
        raise DatasetError(file, f"has no sheet {wanted!r}", f"its sheets are: {' · '.join(names)}")
    if not filled:
        raise DatasetError(file, "is empty", "a table has a line that names its columns, and rows below it")
    if len(filled) > 1:
        found = f"has {len(filled)} sheets: {' · '.join(filled)}"
        raise DatasetError(file, found, f"say which is meant: {file}#{next(iter(filled))}")
    return next(iter(filled.values()))


def _read_cells(workbook: CalamineWorkbook, name: str) -> list[list[str]]:
    """Return the cells of a sheet as text, from its first row; none where all are blank."""
    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    cells = [[_text(cell) for cell in row] for row in rows]
    return cells if any(map(any, cells)) else []


def _header_line(rows: Sequence[Sequence[str]]) -> int:
    """Return the number of the row that names the columns: the first with two cells, else with one."""
    counts = [sum(map(bool, row)) for row in rows]
    several = (line for line, count in enumerate(counts, start=1) if count > 1)
    return next(several, None) or counts.index(1) + 1


def _text(cell: object) -> str:
    """Return a cell as a person reads it: a code without a fraction, a day without hours."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return str(cell).strip()

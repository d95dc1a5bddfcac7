"""Tables as text: CSV (RFC 4180) and TSV."""

from __future__ import annotations

import csv
import re
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from baiyang_kg.datasets.encoding import read_content
from baiyang_kg.datasets.table import PLAIN, ROWS_OF_A_BLOCK, Block, Dialect, check_header
from baiyang_kg.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import IO

_DELIMITERS = (",", ";", "\t")
_TABBED = (".tsv", ".tab")
_LINE_ENDS = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class DelimitedTable:
    """A CSV or TSV file."""

    path: str
    sha256: str
    header: tuple[str, ...]
    encoding: str
    delimiter: str
    quote: str
    headed: bool  # its first line is the header

    @property
    def dialect(self) -> Dialect:
        """What its description must declare: what is not CSVW's default."""
        plain = self.encoding in ("utf-8", "utf-8-sig")
        delimiter = None if self.delimiter == "," else self.delimiter
        return Dialect(encoding=None if plain else self.encoding, delimiter=delimiter)

    def blocks(self) -> Iterator[Block]:
        """Yield its rows. Raises DatasetError for a ragged row, a second header, a quotation left open."""
        with _open(self.path, self.encoding) as file:
            reader = csv.reader(file, delimiter=self.delimiter, quotechar=self.quote, strict=True)
            printed = _read_header(self.path, reader)[: len(self.header)] if self.headed else None
            number = 1
            while True:
                line = reader.line_num + 1
                try:
                    rows = list(islice(reader, ROWS_OF_A_BLOCK))
                except csv.Error as error:
                    raise self._syntax_error(str(error)) from None
                if not rows:
                    return
                block = self._block(rows, line, reader.line_num, number)
                if printed in block.rows:
                    raise _second_header(self.path, block.lines[block.rows.index(printed)])
                yield block
                number += len(block.rows)

    def _block(self, rows: list[list[str]], line: int, last: int, number: int) -> Block:
        width = len(self.header)
        if last - line + 1 == len(rows) and set(map(len, rows)) == {width}:
            return Block(rows, range(line, last + 1), number)
        kept, lines = [], []
        for row in rows:
            if any(row):
                kept.append(self._fit(row, line))
                lines.append(line)
            line += 1 + sum(len(_LINE_ENDS.findall(cell)) for cell in row)
        return Block(kept, lines, number)

    def _fit(self, row: list[str], line: int) -> list[str]:
        """Return a row without the empty cells that spreadsheets add at its end."""
        width = len(self.header)
        if len(row) < width or any(row[width:]):
            found = f"{len(row)} cells in a table of {width} columns"
            remedy = f"mend the line: the columns are {', '.join(self.header)}"
            raise DatasetError(f"{self.path}:{line}", found, remedy)
        return row[:width]

    def _syntax_error(self, message: str) -> DatasetError:
        """Return the error of the first line that is no row."""
        line = 1
        with _open(self.path, self.encoding) as file:
            reader = csv.reader(file, delimiter=self.delimiter, quotechar=self.quote, strict=True)
            with suppress(csv.Error):
                for _ in reader:
                    line = reader.line_num + 1
        return _syntax_error(self.path, line, message)


def open_delimited(path: str, dialect: Dialect = PLAIN, *, titles: Sequence[str] = ()) -> DelimitedTable:
    """Open a CSV or TSV file; `titles` are its columns where the dialect says that no line names them.

    Raises DatasetError for an empty file, mixed encodings, or two columns of one name.
    """
    content = read_content(path, declared=dialect.encoding)
    delimiter = dialect.delimiter or _find_delimiter(path, content.encoding)
    with _open(path, content.encoding) as file:
        reader = csv.reader(file, delimiter=delimiter, quotechar=dialect.quote, strict=True)
        printed = _read_header(path, reader) if dialect.header else list(titles)
        header = check_header(f"{path}:{max(reader.line_num, 1)}", printed)
    return DelimitedTable(
        path, content.sha256, header, content.encoding, delimiter, dialect.quote, dialect.header
    )


def _open(path: str, encoding: str) -> IO[str]:
    return Path(path).open(encoding=encoding, newline="")


def _read_header(path: str, reader: Iterator[list[str]]) -> list[str]:
    try:
        return next(row for row in reader if any(row) and not _is_title(row))
    except StopIteration:
        raise DatasetError(path, "names no columns", "let its first line name them") from None
    except csv.Error as error:
        raise _syntax_error(path, 1, str(error)) from None


def _is_title(row: list[str]) -> bool:
    """Say whether a row is a title above the columns, as a spreadsheet exports it (人口统计表,,,)."""
    return len(row) > 1 and sum(map(bool, row)) == 1


def _find_delimiter(path: str, encoding: str) -> str:
    """Return the tab for .tsv and .tab, else what the header has most of outside quotations."""
    if Path(path).suffix.lower() in _TABBED:
        return "\t"
    with _open(path, encoding) as file:
        header = next(line for line in file if line.strip())
    bare = re.sub(r'"[^"]*"', "", header)
    return max(_DELIMITERS, key=bare.count)


def _syntax_error(path: str, line: int, message: str) -> DatasetError:
    if "unexpected end" in message or "limit" in message:
        found = "a quotation mark is opened here and never closed"
        return DatasetError(f"{path}:{line}", found, "close it, or double a quotation mark within a cell")
    return DatasetError(f"{path}:{line}", f"is no row of a table: {message}", 'double a " within a cell: ""')


def _second_header(path: str, line: int) -> DatasetError:
    found = "the header stands here again"
    return DatasetError(f"{path}:{line}", found, "two tables were joined; delete the line")

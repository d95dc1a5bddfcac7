"""A table, whatever file it stands in: a header and rows of text, some at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from baiyang_kg.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Few enough that their cells stay in the processor's cache: ten times as many take twice as long.
ROWS_OF_A_BLOCK = 500


class Dialect(NamedTuple):
    """How the characters of a delimited file are to be read, where its description says so."""

    encoding: str | None = None  # None: found by rule
    delimiter: str | None = None
    quote: str = '"'
    header: bool = True  # its first line names the columns


PLAIN = Dialect()


class Block(NamedTuple):
    """Some rows of a table that stand one below the other, each with a cell for every column."""

    rows: list[list[str]]
    lines: Sequence[int]  # where each begins
    first: int  # number of the first row in the table, from 1


class Table(Protocol):
    """A header and rows, to be read from the beginning as often as needed."""

    @property
    def path(self) -> str:
        """Its file, as the user named it."""
        ...

    @property
    def sha256(self) -> str:
        """Digest of the file's bytes."""
        ...

    @property
    def header(self) -> tuple[str, ...]:
        """The names of its columns, each once."""
        ...

    @property
    def dialect(self) -> Dialect:
        """What its description must declare, so that others read the same characters."""
        ...

    def blocks(self) -> Iterator[Block]:
        """Yield its rows. Raises DatasetError, with file and line, for a row that cannot be read."""
        ...


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

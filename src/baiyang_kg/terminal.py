"""Text on a terminal: how many columns it takes, and rows as a table.

A Chinese character takes two columns. The widths are those of Unicode Standard Annex 11
(https://www.unicode.org/reports/tr11/): Wide and Fullwidth characters take two, combining and invisible ones
none, all others one, those of ambiguous width too.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING
from unicodedata import category, combining, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ELLIPSIS = "…"
_INVISIBLE = {"Cf", "Me", "Mn"}
_GAP = "  "
_NARROWEST = 6  # columns: below this, a wrapped Chinese text cannot be read
_SAMPLE = 500  # rows that settle the widths
_OF_NUMBERS = "0123456789.+-eE"
_MOST_LINES = 4  # of one cell; the whole text is in the other formats


def width(text: str) -> int:
    """Return the columns that `text`, of one line, takes."""
    if text.isascii():
        return len(text)
    return sum(map(_character_width, text))


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Return `text` filled with blanks to `columns`; with `right`, the blanks stand before it."""
    blanks = " " * (columns - width(text))
    return blanks + text if right else text + blanks


def wrap(text: str, columns: int, lines: int) -> list[str]:
    """Return `text` in at most `lines` lines of at most `columns` (2 or more); what is left out becomes `…`.

    Chinese is broken between any two characters; a line that would end inside a Latin word or a number ends
    at the blank before it, where there is one in its second half.
    """
    wrapped: list[str] = []
    rest = text
    while width(rest) > columns:
        if len(wrapped) == lines - 1:
            return [*wrapped, cut(rest, columns)]
        size = max(_fitting(rest, columns), 1)
        if rest[size - 1 : size + 1].isascii() and " " not in rest[size - 1 : size + 1]:
            blank = rest.rfind(" ", size // 2, size)
            size = blank if blank > 0 else size
        wrapped.append(rest[:size].rstrip())
        rest = rest[size:].lstrip()
    return [*wrapped, rest]


def cut(text: str, columns: int) -> str:
    """Return `text`, or its beginning and `…` where it takes more than `columns`."""
    if width(text) <= columns:
        return text
    return text[: _fitting(text, columns - 1)] + ELLIPSIS


def printable(text: str) -> str:
    """Return `text` on one line, harmless to a terminal: white space as a blank, other controls escaped."""
    if text.isprintable():
        return text
    joined = " ".join(text.split())
    return "".join(c if c.isprintable() or category(c) != "Cc" else f"\\x{ord(c):02x}" for c in joined)


def table_lines(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    columns: int,
    numeric: Sequence[bool] | None = None,
) -> Iterator[str]:
    """Yield the lines of a table of `rows` below `header` that takes at most `columns` where this can be.

    `numeric` tells the columns that stand to the right, whose numbers are never broken. The widths are those
    of the first rows; the others are written into them as they come.
    """
    right = list(numeric or [False] * len(header))
    cells = ([printable(cell) for cell in row] for row in rows)
    first = list(islice(cells, _SAMPLE))
    natural = [max(width(row[i]) for row in [list(header), *first]) for i in range(len(header))]
    widths = _fit(natural, right, columns - len(_GAP) * (len(header) - 1))
    yield _line([pad(name, size, right=r) for name, size, r in zip(header, widths, right, strict=True)])
    yield _line(["─" * size for size in widths])
    for row in chain(first, cells):
        wrapped = [_wrapped(cell, size) for cell, size in zip(row, widths, strict=True)]
        for level in range(max(map(len, wrapped), default=1)):
            pieces = [lines[level] if level < len(lines) else "" for lines in wrapped]
            yield _line(
                [pad(piece, size, right=r) for piece, size, r in zip(pieces, widths, right, strict=True)]
            )


def _wrapped(cell: str, columns: int) -> list[str]:
    """Return the lines of a cell; a number stays whole, also where its column is too narrow for it."""
    return [cell] if not cell.strip(_OF_NUMBERS) else wrap(cell, columns, _MOST_LINES)


def _line(cells: Sequence[str]) -> str:
    return _GAP.join(cells).rstrip()


def _fit(natural: Sequence[int], fixed: Sequence[bool], room: int) -> list[int]:
    """Return the widths of the columns: the widest give way first, those of numbers never."""
    widths = list(natural)
    yielding = [i for i, keeps in enumerate(fixed) if not keeps and natural[i] > _NARROWEST]
    room -= sum(size for i, size in enumerate(natural) if i not in yielding)
    while yielding and room < sum(widths[i] for i in yielding):
        share = max(room // len(yielding), _NARROWEST)
        content = [i for i in yielding if natural[i] <= share]
        if not content:
            for i in yielding:
                widths[i] = share
            break
        room -= sum(natural[i] for i in content)
        yielding = [i for i in yielding if i not in content]
    return widths


def _character_width(character: str) -> int:
    if character.isascii():
        return 1
    if combining(character) or category(character) in _INVISIBLE:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def _fitting(text: str, columns: int) -> int:
    """Return how many characters of `text` fit into `columns`."""
    used = 0
    for index, character in enumerate(text):
        used += _character_width(character)
        if used > columns:
            return index
    return len(text)

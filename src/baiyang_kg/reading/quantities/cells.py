"""Numbers that stand in the cells of a table run together as text, whose unit or column a heading names.

Three forms are printed: a list in parentheses under a heading of columns, （总数、车辆）：甲公司（61、9）;
numbers behind a heading of their unit, （单位：毫米）：沈阳51.5、大连80.8; and rows of a table, a label and
numbers that blanks part, 信安街道 217 298 68.45 双港街道 164 226 52.30.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.reading.model import Span
from baiyang_kg.reading.quantities.numerals import ARABIC, parse_numeral

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_NUMBER = rf"(?:{ARABIC})"
_PART = r"[^（）、\n\d]{1,20}"
_COLUMNS = re.compile(rf"（({_PART}(?:、{_PART}){{1,7}})）：")
_COLUMN = re.compile("[^、]+")
_LIST = re.compile(rf"(?<=[一-鿿])（({_NUMBER}(?:、{_NUMBER}){{1,7}})）", re.ASCII)
_UNIT = re.compile(r"（单位：([万亿]?)([^（）\n\d、，]{1,8})）")
_MEASURED = re.compile(rf"(?<=[一-鿿]){_NUMBER}(?=[、，。；（）\n]|$)", re.ASCII)
_ROW = re.compile(rf"(?<=[一-鿿）]){_NUMBER}(?: {_NUMBER}){{1,11}}(?![\d年月日号:：—-])", re.ASCII)
_PARTED = re.compile("[0-9] [0-9]")  # of most texts in no place
_LONG = re.compile(r"\d{7}")  # a telephone
_FIRST = re.compile(_NUMBER, re.ASCII)


class Cell(NamedTuple):
    """A number and what a heading says of it: its unit, "" where it says none, and its scale."""

    printed: str
    unit: str = ""
    scale: Decimal = Decimal(1)
    column: Span | None = None  # the words above it that say what it is a number of


def find_cells(chars: str, units: Iterable[str]) -> Mapping[int, Cell]:
    """Return the numbers of `chars` that are cells, by the place where they begin."""
    cells: dict[int, Cell] = {}
    known = frozenset(units)
    for heading, end in _headed(chars, _UNIT):
        if heading[2] in known:
            scale = parse_numeral(f"1{heading[1]}")
            for number in _MEASURED.finditer(chars, heading.end(), end):
                cells[number.start()] = Cell(number[0], heading[2], scale)
    for heading, end in _headed(chars, _COLUMNS):
        columns = [Span(*part.span()) for part in _COLUMN.finditer(chars, *heading.span(1))]
        for listed in _LIST.finditer(chars, heading.end(), end):
            numbers = _bare(listed)
            if len(numbers) == len(columns):
                named = zip(numbers.items(), columns, strict=True)
                cells |= {place: cell._replace(column=column) for (place, cell), column in named}
    may_be_rows = _ROW.finditer(chars) if _PARTED.search(chars) else ()
    rows = [row for row in may_be_rows if not _LONG.search(row[0])]
    widths = Counter(row[0].count(" ") for row in rows)
    for row in rows:
        if widths[row[0].count(" ")] > 1:
            cells |= _bare(row)
    return cells


def _headed(chars: str, heading: re.Pattern[str]) -> Iterator[tuple[re.Match[str], int]]:
    """Yield each heading with the end of what it heads: the next of its kind, or the end of its block."""
    found = list(heading.finditer(chars))
    for here, after in zip_longest(found, found[1:]):
        block = chars.find("\n", here.end())
        end = len(chars) if block < 0 else block
        yield here, min(end, after.start()) if after else end


def _bare(numbers: re.Match[str]) -> dict[int, Cell]:
    found = _FIRST.finditer(numbers.string, *numbers.span())
    return {number.start(): Cell(number[0]) for number in found}

"""What the values of a column look like, from the first rows of its table."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

DIVISION_LENGTHS = frozenset({2, 4, 6, 9, 12})
# GB/T 2260: the first two digits of every code are those of a province.
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
    ]
)
_WHOLE_COUNTRY = "0"  # what provinces lie in, where a table numbers a tree
_SHAPES = (
    ("date", re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")),
    ("gYear", re.compile(r"(1[89]|20)\d\d")),
    ("integer", re.compile(r"-?(0|[1-9]\d{0,17})")),
    ("decimal", re.compile(r"-?(0|[1-9]\d*)\.\d+|-?(0|[1-9]\d{0,17})")),
    ("anyURI", re.compile(r"https?://[^\s<>\"{}|\\^`]+")),
)
_CHINESE = re.compile(r"[\u3400-\u9fff]")


class Profile(NamedTuple):
    """What all filled cells of a column have in common."""

    filled: int
    blank: int
    distinct: bool  # no filled cell is as another
    datatype: str  # of XML Schema: date gYear integer decimal anyURI string
    digits: frozenset[int]  # how many they have, where all are digits; else empty
    divisions: bool  # digits that begin with a province's, as many as a division's code has
    chinese: bool  # some are Chinese

    @property
    def key(self) -> bool:
        """Say whether the column can tell rows apart."""
        return self.distinct and bool(self.filled) and not self.blank


def profile_column(values: Sequence[str]) -> Profile:
    """Return what the cells of a column look like."""
    counts = Counter(value.strip() for value in values)
    blank = counts.pop("", 0)
    digits = frozenset(map(len, counts)) if all(map(_is_digits, counts)) else frozenset[int]()
    codes = counts.keys() - {_WHOLE_COUNTRY}
    divisions = (
        bool(digits) and set(map(len, codes)) <= DIVISION_LENGTHS and {c[:2] for c in codes} <= _PROVINCES
    )
    return Profile(
        filled=counts.total(),
        blank=blank,
        distinct=counts.total() == len(counts),
        datatype=_datatype(counts),
        digits=digits,
        divisions=divisions,
        chinese=any(map(_CHINESE.search, counts)),
    )


def _is_digits(value: str) -> bool:
    return value.isascii() and value.isdigit()


def _datatype(values: Counter[str]) -> str:
    if not values:
        return "string"
    return next((name for name, shape in _SHAPES if all(map(shape.fullmatch, values))), "string")

"""What the values of a column look like, from the first rows of its table."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.datasets.areas import ABOVE, provinces

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

_DIVISION_LENGTHS = frozenset({*ABOVE, 12})
# China's number in ISO 3166, which maps put before six digits (156330114); the province 15 has no city 1560.
_COUNTRY = "156"
_WHOLE_COUNTRY = "0"  # what provinces lie in, where a table numbers a tree
_SHAPES = (
    ("date", re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")),
    ("gYear", re.compile(r"(1[89]|20)\d\d")),
    ("integer", re.compile(r"-?(0|[1-9]\d{0,17})")),
    ("decimal", re.compile(r"-?(0|[1-9]\d*)\.\d+|-?(0|[1-9]\d{0,17})")),
    ("grouped", re.compile(r"-?(0|[1-9]\d{0,2}(,\d{3})*)")),
    ("anyURI", re.compile(r"https?://[^\s<>\"{}|\\^`]+")),
)
_CHINESE = re.compile(r"[\u3400-\u9fff]")


class Profile(NamedTuple):
    """What all filled cells of a column have in common."""

    filled: int
    blank: int
    distinct: bool  # no filled cell is as another
    datatype: str  # of XML Schema: date gYear integer decimal anyURI string
    format: str  # of numbers in groups: 1,234
    digits: frozenset[int]  # how many they have, where all are digits; else empty
    divisions: bool  # as many digits as a division's code has, and they begin with a province's or are a tree
    official: bool  # … a province's that there is
    chinese: bool  # some are Chinese

    @property
    def key(self) -> bool:
        """Say whether the column can tell rows apart."""
        return self.distinct and bool(self.filled) and not self.blank


def profile_column(values: Sequence[str]) -> Profile:
    """Return what the cells of a column look like."""
    counts = Counter(value.strip() for value in values)
    blank = counts.pop("", 0)
    datatype = _datatype(counts)
    digits = frozenset(map(len, counts)) if all(map(_is_digits, counts)) else frozenset[int]()
    return Profile(
        filled=counts.total(),
        blank=blank,
        distinct=counts.total() == len(counts),
        datatype="integer" if datatype == "grouped" else datatype,
        format="#,##0" if datatype == "grouped" else "",
        digits=digits,
        official={code[:2] for code in counts} <= {*provinces(), _WHOLE_COUNTRY},
        divisions=bool(digits) and _are_divisions(counts.keys() - {_WHOLE_COUNTRY}),
        chinese=any(map(_CHINESE.search, counts)),
    )


def _are_divisions(codes: AbstractSet[str]) -> bool:
    """Say whether digits are codes of divisions: of provinces that there are, or a tree of their own."""
    lengths = set(map(len, codes))
    if any(code.startswith(_COUNTRY) for code in codes):
        return False
    if not codes or not lengths <= _DIVISION_LENGTHS:
        return False
    return {code[:2] for code in codes} <= provinces().keys() or (
        len(lengths) > 1
        and max(lengths) >= 6
        and all(
            len(code) == min(lengths) or any(code[:n] in codes for n in range(2, len(code))) for code in codes
        )
    )


def _is_digits(value: str) -> bool:
    return value.isascii() and value.isdigit()


def _datatype(values: Counter[str]) -> str:
    if not values:
        return "string"
    return next((name for name, shape in _SHAPES if all(map(shape.fullmatch, values))), "string")

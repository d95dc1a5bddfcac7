"""What the values of a column look like, from the first rows of its table."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from baiyang_kg.datasets.areas import ABOVE, provinces

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

Format: TypeAlias = str | dict[str, str]  # of a datatype: a pattern, or the signs of numbers

_DIVISION_LENGTHS = frozenset({*ABOVE, 12})
# China's number in ISO 3166, which maps put before six digits (156330114); the province 15 has no city 1560.
_COUNTRY = "156"
_WHOLE_COUNTRY = "0"  # what provinces lie in, where a table numbers a tree
_WHOLE = r"-?(0|[1-9]\d{0,17}|[1-9]\d{0,2}(,\d{3})+)"
_GROUPED = {"groupChar": ","}  # of some numbers: 1,050 beside 2000
# Datatypes with their formats in CSVW; the first counts that all cells have.
_SHAPES: tuple[tuple[str, Format, re.Pattern[str]], ...] = (
    ("date", "", re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")),
    ("gYear", "", re.compile(r"(1[89]|20)\d\d")),
    ("integer", "", re.compile(r"-?(0|[1-9]\d{0,17})")),
    ("decimal", "", re.compile(r"-?(0|[1-9]\d*)\.\d+|-?(0|[1-9]\d{0,17})")),
    ("integer", "#,##0", re.compile(r"-?(0|[1-9]\d{0,2}(,\d{3})*)")),
    ("integer", _GROUPED, re.compile(_WHOLE)),
    ("decimal", _GROUPED, _NUMBER := re.compile(_WHOLE + r"(\.\d+)?")),
    ("anyURI", "", re.compile(r"https?://[^\s<>\"{}|\\^`]+")),
)
_CHINESE = re.compile(r"[\u3400-\u9fff]")


class Profile(NamedTuple):
    """What all filled cells of a column have in common."""

    filled: int
    blank: int
    distinct: bool  # no filled cell is as another
    datatype: str  # of XML Schema: date gYear integer decimal anyURI string
    format: Format  # of numbers in groups, 1,234: "" where there are none
    odd: str  # the first that is no number, where most are and the others keep them from being read as such
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
    datatype, form = _datatype(counts)
    digits = frozenset(map(len, counts)) if all(map(_is_digits, counts)) else frozenset[int]()
    return Profile(
        filled=counts.total(),
        blank=blank,
        distinct=counts.total() == len(counts),
        datatype=datatype,
        format=form,
        odd=_odd(counts) if datatype == "string" else "",
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


def _datatype(values: Counter[str]) -> tuple[str, Format]:
    if not values:
        return "string", ""
    known = ((name, form) for name, form, shape in _SHAPES if all(map(shape.fullmatch, values)))
    return next(known, ("string", ""))


def _odd(values: Counter[str]) -> str:
    others = [value for value in values if not _NUMBER.fullmatch(value)]
    rare = 2 * sum(values[value] for value in others) < values.total()
    return others[0] if others and rare and not any(map(_is_digits, others)) else ""  # 007 is a code

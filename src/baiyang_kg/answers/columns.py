"""The columns of an answer: what kind of value each holds, and its terms as values of Python.

SPARQL types its values one by one; a spreadsheet or a Parquet file wants one kind for a column. A figure is
an `int` or a `Decimal`, never a float: 0.1 stays 0.1.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

import pyoxigraph

from baiyang_kg.graph.vocab import BOOLEAN, INTEGERS, NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from baiyang_kg.graph.store import Row

Value: TypeAlias = str | int | Decimal | bool | None

PRECISION, SCALE = 38, 18  # of a decimal column: what the engine itself can hold, and Arrow's decimal128
_LARGEST_INTEGER = 2**63
_TRUTH = {"true": True, "1": True, "false": False, "0": False}


class Kind(Enum):
    """What a column holds: 64-bit integers, decimals of 20 + 18 digits, truth values, or texts."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    TEXT = "text"


class ColumnKinds:
    """The kinds of the columns of an answer, found while its rows go by."""

    def __init__(self, width: int) -> None:
        self._seen: list[set[Kind]] = [set() for _ in range(width)]

    def see(self, row: Row) -> None:
        """Take a further row into account."""
        for seen, term in zip(self._seen, row, strict=True):
            if term is not None and Kind.TEXT not in seen:
                seen.add(_kind_of(term))

    def kinds(self) -> list[Kind]:
        """Return the kind of each column that holds every value seen; a column without values is TEXT."""
        return [_common(seen) for seen in self._seen]


def kinds_of(rows: Iterable[Row], width: int) -> list[Kind]:
    """Return, for each of the `width` columns of `rows`, the one kind that holds every value of it."""
    found = ColumnKinds(width)
    for row in rows:
        found.see(row)
    return found.kinds()


def plain(term: Any) -> Value:
    """Return a term as a value of Python: numbers and truth values as such, all else as its full text.

    An IRI is its full text, and so are years and dates; None stays None. A number that cannot be had
    exactly (INF, or a literal that is no number at all) is its text.
    """
    if term is None:
        return None
    if isinstance(term, pyoxigraph.Literal):
        return _value_of(term.value, term.datatype.value)
    return term.value if isinstance(term, pyoxigraph.NamedNode) else str(term)


def as_kind(term: Any, kind: Kind) -> Value:
    """Return a term as a value of `kind`, the kind of its column; None stays None."""
    if term is None:
        return None
    if kind is Kind.TEXT:
        return term.value if isinstance(term, pyoxigraph.NamedNode | pyoxigraph.Literal) else str(term)
    value = plain(term)
    return Decimal(value) if kind is Kind.DECIMAL and isinstance(value, int) else value


def _value_of(text: str, datatype: str) -> Value:
    if datatype == BOOLEAN:
        return _TRUTH.get(text, text)
    if datatype not in NUMBERS:
        return text
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if not value.is_finite():
        return text
    return int(value) if datatype in INTEGERS and value == value.to_integral_value() else value


def _kind_of(term: Any) -> Kind:
    value = plain(term)
    if isinstance(value, bool):
        return Kind.BOOLEAN
    if isinstance(value, int) and -_LARGEST_INTEGER <= value < _LARGEST_INTEGER:
        return Kind.INTEGER
    if isinstance(value, int | Decimal) and _fits(Decimal(value)):
        return Kind.DECIMAL
    return Kind.TEXT


def _fits(value: Decimal) -> bool:
    """Tell whether a decimal column holds `value` exactly."""
    count, exponent = digits_of(value)
    return exponent >= -SCALE and count + exponent <= PRECISION - SCALE


def digits_of(value: Decimal) -> tuple[int, int]:
    """Return how many digits `value` has without zeros at its end, and the power of ten of the last one.

    `Decimal.normalize` would do, if it did not round to the 28 digits of the context.
    """
    _, digits, exponent = value.as_tuple()
    kept = "".join(map(str, digits)).rstrip("0")
    return len(kept), int(exponent) + len(digits) - len(kept)


def _common(seen: set[Kind]) -> Kind:
    if len(seen) == 1:
        return next(iter(seen))
    return Kind.DECIMAL if seen == {Kind.INTEGER, Kind.DECIMAL} else Kind.TEXT

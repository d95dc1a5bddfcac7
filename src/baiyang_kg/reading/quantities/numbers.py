"""The records of the numerals that state no quantity, down to the digits of markup.

Together with the observations they account for every digit of the report (`ledger`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from baiyang_kg.reading.model import LONGEST_NUMERAL, Number, Observation, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from baiyang_kg.reading.page.text import Text
    from baiyang_kg.reading.quantities.grammar import Numeral

_DIGITS = re.compile("[0-9０-９]+")


def read_numbers(
    text: Text, numerals: Iterable[Numeral], observations: Sequence[Observation]
) -> tuple[Number, ...]:
    """Return the records of `numerals`, of pages and of digits that are no print, in their order."""
    numbers = [number for numeral in numerals for number in _stated(text, numeral)]
    numbers += _of_pages(text)
    numbers += _unprinted(text, [*observations, *numbers])
    return tuple(sorted(numbers, key=lambda number: number.start))


def _stated(text: Text, numeral: Numeral) -> Iterator[Number]:
    """Yield the record of a numeral; one that accounts for nothing, being too long, is parted."""
    span = text.raw_span(numeral.start, numeral.end)
    parts = [span] if span.end - span.start <= LONGEST_NUMERAL else _find_digits(text.raw, span)
    for start, end in parts:
        yield Number(start=start, end=end, text=text.raw[start:end], reason=numeral.reason)


def _of_pages(text: Text) -> Iterator[Number]:
    """Yield the numbers of pages: they say which page it is."""
    for page in text.pages:
        for start, end in _find_digits(text.raw, page):
            yield Number(start=start, end=end, text=text.raw[start:end], reason="ordinal")


def _unprinted(text: Text, records: Sequence[Observation | Number]) -> Iterator[Number]:
    """Yield the digits of tags and references that no record spans."""
    starts, ends = sorted(one.start for one in records), sorted(one.end for one in records)
    for digits in _DIGITS.finditer(text.raw):
        begin = bisect_right(starts, digits.start()) - 1
        if begin >= 0 and ends[begin] >= digits.end():
            continue  # they are print
        for start, end in text.find_unprinted(*digits.span()):
            if bisect_left(starts, end) == bisect_right(ends, start):
                yield Number(start=start, end=end, text=text.raw[start:end], reason="code")


def _find_digits(raw: str, span: Span) -> list[Span]:
    return [Span(*match.span()) for match in _DIGITS.finditer(raw, *span)]

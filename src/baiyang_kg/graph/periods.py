"""The contract's periods as the dates and durations of the graph.

A figure carries the year, month or day in which its period ends (`schema:observationDate`) and how long the
period is (`schema:observationPeriod`, a duration of ISO 8601): `2023-01/2023-11` ends in 2023-11 and is P11M.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from baiyang_kg.graph import vocab

_PERIOD = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
_DATATYPES = {4: vocab.YEAR, 7: vocab.YEAR_MONTH, 10: vocab.DATE}


class Period(NamedTuple):
    """The end of a period with its datatype, and its length where that is whole years or months, or a day."""

    end: str
    datatype: str
    duration: str | None


def parse_period(text: str) -> Period | None:
    """Return the period that the contract writes as `text`, None where it is written otherwise."""
    first, slash, last = text.partition("/")
    start, end = _PERIOD.fullmatch(first), _PERIOD.fullmatch(last if slash else first)
    if not start or not end:
        return None
    return Period(end[0], _DATATYPES[len(end[0])], _duration(start, end))


def _duration(start: re.Match[str], end: re.Match[str]) -> str | None:
    """Return how long it is from the beginning of `start` to the end of `end`."""
    if len(start[0]) != len(end[0]) or end[0] < start[0]:
        return None
    years = int(end[1]) - int(start[1])
    if len(end[0]) == len("2023"):
        return f"P{years + 1}Y"
    if len(end[0]) == len("2023-12"):
        return f"P{12 * years + int(end[2]) - int(start[2]) + 1}M"
    return "P1D" if start[0] == end[0] else None

"""The account of a report's numbers: every digit run and every counted numeral with its fate.

The digits are searched anew in the raw text, independently of the reader, so that a number which no rule has
seen shows up as unaccounted for instead of being lost.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from baiyang_kg.reading.model import LONGEST_NUMERAL, Observation

if TYPE_CHECKING:
    from baiyang_kg.reading.model import Number, Reading

_DIGITS = re.compile(r"[0-9０-９]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One number of the report and its fate: `observation`, the reason why it is none, or `unaccounted`."""

    start: int
    end: int
    text: str
    fate: str
    reading: str  # the indicator of an observation, else ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries in the order of the text."""

    entries: tuple[Entry, ...]

    @property
    def unaccounted(self) -> tuple[Entry, ...]:
        """Return the digits that no record, or more than one, accounts for."""
        return tuple(entry for entry in self.entries if entry.fate in ("unaccounted", "twice"))


def account(reading: Reading) -> Ledger:
    """Return the ledger of a reading."""
    entries = [_entry(one) for one in reading.observations] + [_entry(one) for one in reading.numbers]
    claims = [one for one in entries if one.end - one.start <= LONGEST_NUMERAL or one.text.isdecimal()]
    starts, ends = sorted(one.start for one in claims), sorted(one.end for one in claims)
    for digits in _DIGITS.finditer(reading.raw):
        # Records that begin before the digits end, less those that end before the digits begin.
        covers = bisect_left(starts, digits.end()) - bisect_right(ends, digits.start())
        if covers != 1:
            fate = "twice" if covers else "unaccounted"
            entries.append(Entry(digits.start(), digits.end(), digits[0], fate, ""))
    return Ledger(tuple(sorted(entries, key=lambda entry: (entry.start, entry.end))))


def _entry(record: Observation | Number) -> Entry:
    if isinstance(record, Observation):
        return Entry(record.start, record.end, record.text, "observation", record.indicator)
    return Entry(record.start, record.end, record.text, record.reason, "")

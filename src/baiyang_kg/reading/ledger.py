"""The account of a report's numbers: every digit run and every counted numeral with its fate.

The digits are searched anew in the raw text, independently of the reader, so that a number which no rule has
seen shows up as unaccounted for instead of being lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from baiyang_kg.reading.model import Number, Observation, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIGITS = re.compile(r"[0-9０-９]+")
LONGEST = 16  # characters of a record that may account for digits; a longer one would cover anything


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
    records = [one for one in (*reading.observations, *reading.numbers) if one.end - one.start <= LONGEST]
    entries = [_entry(one) for one in records]
    for digits in _DIGITS.finditer(reading.raw):
        covers = sum(one.start < digits.end() and digits.start() < one.end for one in _near(records, digits))
        if covers != 1:
            fate = "twice" if covers else "unaccounted"
            entries.append(Entry(digits.start(), digits.end(), digits[0], fate, ""))
    return Ledger(tuple(sorted(entries, key=lambda entry: (entry.start, entry.end))))


def _entry(record: Observation | Number) -> Entry:
    if isinstance(record, Observation):
        return Entry(record.start, record.end, record.text, "observation", record.indicator)
    return Entry(record.start, record.end, record.text, record.reason, "")


def _near(records: Iterable[Observation | Number], digits: re.Match[str]) -> Iterable[Observation | Number]:
    return (one for one in records if one.start < digits.end() and one.end > digits.start())

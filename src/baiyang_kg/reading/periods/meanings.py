"""What a mention of time may mean for a figure.

A year may be the figure's own or the one that it is compared with; a span may be summed over, reached at its
end or started from; 以来 opens a period that lasts until the day of the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from baiyang_kg.reading.periods.dates import Mention

SPANS = frozenset(("years", "span", "review", "plan", "run", "ahead"))
CHANGES = frozenset(("change_rate", "change_amount", "share", "progress", "rank"))
YEARS_ON = frozenset(("months-on", "years-on"))  # from an earlier year to the day of an article
MONTH = 7  # characters of 2023-12
_WORDED = frozenset(("now", "lately", "whole", "event", "oneyear", "recent"))
_UNDATED = _WORDED - {"lately"}


class Asked(NamedTuple):
    """A figure whose period is asked for."""

    place: int
    kind: str
    reached: bool  # it is a state at the end of its period (达到, 提高到)
    plan: bool
    cues: tuple[str, ...]  # what the clause before it says
    before: str = ""  # the word before it: 新建, 达到
    unit: str = ""
    noun: str = ""  # the last character of what is counted


@dataclass(frozen=True, slots=True)
class Meanings:
    """The periods that the mentions of one text may mean, each with the way of reading it."""

    year: int
    dateline: str | None
    today: str  # the month of an article, else the year

    def find(
        self, mention: Mention, asked: Asked, before: Sequence[tuple[Mention, bool]]
    ) -> Iterator[tuple[str, str]]:
        """Yield the ways to read a mention, each with its period.

        `before` are the mentions before one of an event, the nearest first, and whether each tells of it.
        """
        first, form = mention.first, mention.form
        if form in _WORDED:
            yield from self._worded(mention, before)
        elif form == "term":
            yield "as", f"{self.year - 4}/{self.year}"
        elif form in SPANS:
            yield from self._of_years(mention, asked)
        elif mention.slot == "than" and form == "year":
            yield from self._compared(int(first), asked)
        elif not self.dateline and self.lasts(mention):
            yield from self._until_today(first, form)
        else:
            yield from self._of_date(mention, asked)

    def lasts(self, mention: Mention) -> bool:
        """Say whether something lasts from a date to the day of the text: 自2015年开始."""
        return (
            mention.slot == "from" and mention.opens and any(self._until_today(mention.first, mention.form))
        )

    def _of_date(self, mention: Mention, asked: Asked) -> Iterator[tuple[str, str]]:
        """Yield the ways to read a year, a month, or a part of a year."""
        first, form = mention.first, mention.form
        if form == "part" and mention.slot == "upto":
            yield "end", mention.last
        elif not mention.word.endswith("初"):
            yield "as", mention.period
        if form == "edge" and mention.slot != "upto":
            yield "year", first[:4]
            if self.dateline and asked.kind in CHANGES and first < self.today:
                yield "over", f"{first}/{self.today}"
        if form == "year" and "FROM" not in asked.cues:
            yield from self._compared(int(first), asked)
        if mention.opens or mention.slot == "from" or form == "sofar":
            yield from self._until_today(first, form)

    def _of_years(self, mention: Mention, asked: Asked) -> Iterator[tuple[str, str]]:
        first, last = mention.first, mention.last
        if mention.slot == "than":
            return
        if "FROM" in asked.cues:
            yield "pre", str(int(first) - 1)
            return
        state = asked.reached and asked.kind in ("level", "share") and "REACHED" in asked.cues
        if not state:
            yield "as", mention.period
        if mention.form == "plan":
            if int(first) < self.year < int(last):
                yield "to", f"{first}/{self.year}"
            last = min(last, str(self.year))
        yield "end", last
        if mention.form == "ahead":
            yield "now-on", f"{int(first) - 1}/{int(last) - 1}"
        if self.dateline and mention.form == "span":
            yield "back", f"{int(first) - 1}/{last}"
        if asked.kind.startswith("change") and "avg" not in asked.cues:
            yield "over", f"{int(first) - 1}/{last}"

    def _compared(self, base: int, asked: Asked) -> Iterator[tuple[str, str]]:
        """Yield the spans of a change from the year `base`, unless that is just the year before."""
        if "FROM" in asked.cues:
            yield "as", str(base)
        elif base < self.year - 1 and asked.kind in CHANGES:
            if "avg" not in asked.cues:
                yield "over", f"{base}/{self.year}"
            yield "since", f"{base + 1}/{self.year}"

    def _until_today(self, first: str, form: str) -> Iterator[tuple[str, str]]:
        today = self.today if len(first) == MONTH or self.dateline else str(self.year)
        if len(today) == MONTH:
            if first == str(self.year):
                first += "-01"
            if len(first) == MONTH and first < today:
                yield "till", f"{first}/{today}"
            elif len(first) < MONTH and first < today[:4]:
                yield "months-on", f"{first}-01/{today}"
                yield "years-on", f"{first}/{today[:4]}"
        elif len(first) == MONTH and first[:4] == today:
            yield "till", f"{first}/{today}-12"
        elif len(first) == MONTH and first[:4] < today:
            yield "till", f"{first[:4]}/{today}"
        elif form == "year" and first < today:
            yield "till", f"{first}/{today}"

    def _worded(self, mention: Mention, before: Sequence[tuple[Mention, bool]]) -> Iterator[tuple[str, str]]:
        known = "-told" if any(tells for _, tells in before) else ""
        yield f"today{known}", self.today
        if self.dateline and mention.form in _UNDATED:
            yield "year", str(self.year)
        if mention.form == "event":
            yield from self._since_event(before)

    def _since_event(self, before: Sequence[tuple[Mention, bool]]) -> Iterator[tuple[str, str]]:
        """Yield the periods from the dates before 活动开展以来 to the day of the text."""
        told = set[str]()
        for mention, tells in before:
            size = min(len(mention.first), len(self.today))
            first, today = mention.first[:size], self.today[:size]
            if mention.form in ("day", "month", "year") and first < today and first not in told:
                told.add(first)
                yield "event-told" if tells else f"event{min(len(told), 2)}", f"{first}/{today}"

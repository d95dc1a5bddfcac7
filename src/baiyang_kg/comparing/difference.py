"""The facts of two sides, paired: what is the same, what has changed, what is new and gone."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.comparing.facts import SORTS, find_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.comparing.facts import StatedFact
    from baiyang_kg.comparing.sides import Side

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


class Change(NamedTuple):
    """A fact that both sides state, otherwise."""

    before: StatedFact
    after: StatedFact


@dataclass(frozen=True, slots=True)
class Difference:
    """What one side states and the other does not, or otherwise; in the order of the reports."""

    new: tuple[StatedFact, ...] = ()
    gone: tuple[StatedFact, ...] = ()
    changed: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.changed)


def compare(before: Side, after: Side) -> Difference:
    """Return the difference between the facts of two sides.

    A report that both sides have is compared with itself. Where they have none in common, as with the reports
    of two years, facts of any report are paired, and periods count from the year of the report: this year's
    revenue is compared with last year's.
    """
    old, recent = find_facts(before.quads), find_facts(after.quads)
    same_reports = bool({fact.report for fact in old} & {fact.report for fact in recent})
    sides: defaultdict[tuple[str, ...], tuple[list[StatedFact], list[StatedFact]]] = defaultdict(
        lambda: ([], [])
    )
    for place, facts in enumerate((old, recent)):
        for fact in facts:
            about = (
                (fact.report, fact.period) if same_reports else ("", relative_period(fact.period, fact.year))
            )
            sides[*fact.identity, *about][place].append(fact)
    new: list[StatedFact] = []
    gone: list[StatedFact] = []
    changed: list[Change] = []
    for stated_before, stated_after in sides.values():
        for one, other in _pairs(stated_before, stated_after, in_order=not same_reports):
            if one is None and other is not None:
                new.append(other)
            elif other is None and one is not None:
                gone.append(one)
            elif one is not None and other is not None:
                changed.append(Change(one, other))
    return Difference(
        tuple(sorted(new, key=_order)),
        tuple(sorted(gone, key=_order)),
        tuple(sorted(changed, key=lambda change: _order(change.after))),
    )


def relative_period(period: str, year: int | None) -> str:
    """Return a period with its years counted from `year`: 2023-01/2023-11 of 2023 is +0-01/+0-11."""
    if year is None:
        return period
    return _YEAR.sub(lambda match: f"{int(match[0]) - year:+d}", period)


def _pairs(
    before: Sequence[StatedFact], after: Sequence[StatedFact], *, in_order: bool
) -> list[tuple[StatedFact | None, StatedFact | None]]:
    """Return what is not equal of the facts about one matter, paired: first those in the same unit.

    With `in_order`, as many figures stand for as many others, one by one: 9% and 10% of the town and of the
    country become 10% and 12%, and the 10% in both are not the same.
    """
    old, recent = _once(before), _once(after)
    pairs: list[tuple[StatedFact | None, StatedFact | None]] = []
    for unit in dict.fromkeys(fact.unit for fact in old):
        these = [fact for fact in old if fact.unit == unit]
        those = [fact for fact in recent if fact.unit == unit]
        if not (in_order and len(these) == len(those)):
            these, those = _without_equals(these, those)
        pairs += [pair for pair in zip(these, those, strict=False) if pair[0].says != pair[1].says]
        paired = min(len(these), len(those))
        taken = {id(fact) for fact in (*these[paired:], *those[paired:])}
        old = [fact for fact in old if fact.unit != unit or id(fact) in taken]
        recent = [fact for fact in recent if fact.unit != unit or id(fact) in taken]
    return [*pairs, *zip_longest(old, recent)]


def _once(facts: Sequence[StatedFact]) -> list[StatedFact]:
    """Return the facts, a thing or a relation that is stated again left out; figures may well be others."""
    if facts and facts[0].sort == "figure":
        return list(facts)
    return list({fact.says: fact for fact in reversed(facts)}.values())


def _without_equals(
    before: Sequence[StatedFact], after: Sequence[StatedFact]
) -> tuple[list[StatedFact], list[StatedFact]]:
    """Return the facts of both sides without those that say the same, each with one of the other side."""
    old, recent = [], list(after)
    for fact in before:
        equal = next((other for other in recent if other.says == fact.says), None)
        if equal is None:
            old.append(fact)
        else:
            recent.remove(equal)
    return old, recent


def _order(fact: StatedFact) -> tuple[int, str, int, str]:
    return list(SORTS).index(fact.sort), fact.report, fact.start, fact.name

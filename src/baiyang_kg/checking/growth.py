"""The rule `growth-against-last-year`: a stated growth implies last year's value.

A report that says “106 billion, up 9 %” says that it was 97.2 billion a year before. Where what another
report states for that year is something else, one of the two was revised, misprinted or misread.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from baiyang_kg.checking.figures import Interval
from baiyang_kg.checking.finding import Finding, Level
from baiyang_kg.graph import vocab

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from baiyang_kg.checking.figures import Figure

_TOLERANCE = Decimal("0.02")  # values are revised a little every year: no contradiction
_DEFLATED_TOLERANCE = Decimal("0.1")
# What grows in comparable prices, as the statistical yearbooks define it: the rate leaves prices out.
_DEFLATED = re.compile("生产总值|增加值|总产值|GDP")
# A rate over several years, against another year than the last or on another basis (可比口径) implies nothing
# about what was stated last year.
_OTHER_BASIS = re.compile(
    "可比|同口径|年均|年平均|[两二三四五六]年|十[一二三四]五|五年|翻[了一两]?番|从.{1,20}[增提]|由.{1,20}[增提]"
)
_AGAINST = re.compile("[比较与](?:20)?([0-9]{2,4})年")
_BOUNDARY = re.compile("[。；;！!\n]")
_REMEDY = "read both sentences: one is revised, misprinted or misread"


def check_growth(figures: Mapping[str, Figure]) -> Iterator[Finding]:
    """Yield a warning for each stated growth that does not lead to what is stated for the year before."""
    levels = _levels_by_year(figures)
    told = Counter(figure.statement for figure in figures.values())
    for change in figures.values():
        base = figures.get(change.base)
        if change.kind != vocab.CHANGE_RATE or base is None or not _is_yearly(change, base):
            continue
        assert base.year is not None  # noqa: S101 (_is_yearly says so)
        count = told[
            base.statement
        ]  # of 城乡居民收入分别 each is a part, and no part has the value of the whole
        priors = [
            prior
            for prior in levels.get((base.area, base.indicator, base.year - 1), [])
            if count == 1 or told[prior.statement] == count
        ]
        implied = _implied(base, change)
        if implied is None or not priors:
            continue
        tolerance = _DEFLATED_TOLERANCE if _DEFLATED.search(base.name) else _TOLERANCE
        if not any(implied.widened(tolerance).meets(prior.interval) for prior in priors):
            yield _finding(change, base, implied, _nearest(implied, priors))


def _levels_by_year(figures: Mapping[str, Figure]) -> dict[tuple[str, str, int], list[Figure]]:
    levels: dict[tuple[str, str, int], list[Figure]] = defaultdict(list)
    for figure in figures.values():
        if figure.kind == vocab.LEVEL and figure.year is not None:
            levels[figure.area, figure.indicator, figure.year].append(figure)
    return levels


def _is_yearly(change: Figure, base: Figure) -> bool:
    """Tell whether a change is from the year before that of `base`, a level."""
    if base.kind != vocab.LEVEL or base.year is None or change.year != base.year:
        return False
    words = _BOUNDARY.split(change.before)[-1]
    against = _AGAINST.search(words)
    return not _OTHER_BASIS.search(words) and (
        against is None or int(against[1]) % 100 == (base.year - 1) % 100
    )


def _implied(base: Figure, change: Figure) -> Interval | None:
    """Return where last year's value lies; None where the words leave it open."""
    sign = -1 if change.direction == vocab.DECREASE else 1
    rates = [None if rate is None else 1 + sign * rate / 100 for rate in change.interval][::sign]
    (low, high), (least, most) = base.interval, rates
    if low is None or high is None or not least or not most or least <= 0 or low <= 0:
        return None
    return Interval(low / most, high / least)


def _nearest(implied: Interval, priors: Sequence[Figure]) -> Figure:
    """Return the figure that comes nearest to an interval that is closed below."""
    return min(priors, key=lambda prior: (abs(prior.value - (implied.low or 0)), prior.iri))


def _finding(change: Figure, base: Figure, implied: Interval, prior: Figure) -> Finding:
    assert base.year is not None and implied.low and implied.high  # noqa: PT018, S101 (as above)
    word, word_zh = ("down", "下降") if change.direction == vocab.DECREASE else ("up", "增长")
    least, most = base.written(implied.low), base.written(implied.high)
    last = base.year - 1
    return Finding(
        rule="growth-against-last-year",
        level=Level.WARNING,
        focus=change.iri,
        **change.place._asdict(),
        problem=(
            f"{base.area_name} {base.name} {base.stated}, {word} {change.stated}, implies {least} to {most} "
            f"for {last}; stated for {last} is {prior.stated} ({prior.place.report}:{prior.offset})"
        ),
        problem_zh=(
            f"{base.area_name}{base.year}年{base.name}{base.stated}、{word_zh}{change.stated}，"
            f"推得{last}年为{least}至{most}；而{prior.place.report}所载{last}年为{prior.stated}"
        ),
        remedy=_REMEDY,
        value=prior.stated,
    )

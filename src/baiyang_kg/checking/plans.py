"""The rule `plan-against-fact`: what an earlier report planned for a year, against what is stated for it.

A plan that was missed is nobody's mistake, so each is a note. The bound of the plan counts: “不低于” is met
by more, “控制在…以内” by less; a plan without a bound is met by more, or by less where less is better. A
planned growth is compared with the growth that is stated.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.checking.finding import Finding, Level
from baiyang_kg.graph import vocab

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from baiyang_kg.checking.figures import Figure

_LESS_IS_BETTER = re.compile("失业|贫困|返贫|能耗|排放|事故|死亡|亏损|投诉|发案|浓度|负债")
_RATE = re.compile("变化率$")  # what the graph calls the change of an indicator
_TELLING = 5  # characters: a shorter label that the ontology does not define (投资) may mean anything
_REMEDY = "read both sentences; a plan that was missed needs no remedy, a plan or a figure misread does"


class _Key(NamedTuple):
    """What a plan and a fact have in common."""

    area: str
    indicator: str  # IRI; of a growth, the name of what grows
    year: int


def check_plans(figures: Mapping[str, Figure]) -> Iterator[Finding]:
    """Yield a note for each plan that a later report does not show as met."""
    plans: dict[_Key, list[Figure]] = defaultdict(list)
    facts: dict[_Key, list[Figure]] = defaultdict(list)
    told = Counter(figure.statement for figure in figures.values())
    for figure in figures.values():
        if figure.year is not None and (key := _key(figure, figures, figure.year)):
            (plans if figure.kind == vocab.TARGET else facts)[key].append(figure)
    for key, planned in plans.items():
        reports = {plan.place.report for plan in planned}
        stated = [fact for fact in facts[key] if fact.place.report not in reports] if key in facts else []
        for plan, candidates in _paired(planned, stated, told):
            if candidates and not any(_is_met(plan, fact) for fact in candidates):
                yield _finding(plan, _nearest(plan, candidates))


def _key(figure: Figure, figures: Mapping[str, Figure], year: int) -> _Key | None:
    """Return what a figure is compared by; None for one that is neither a plan nor the fact of one."""
    if figure.kind == vocab.CHANGE_RATE:
        base = figures.get(figure.base)
        return _Key(figure.area, base.name if base else _RATE.sub("", figure.name), year)
    if figure.kind not in {vocab.LEVEL, vocab.TARGET}:
        return None
    if figure.defined or len(figure.name) >= _TELLING:
        growth = figure.kind == vocab.TARGET and "%" in figure.stated and not figure.defined
        return _Key(figure.area, figure.name if growth else figure.indicator, year)
    return None


def _paired(
    planned: Sequence[Figure], stated: Sequence[Figure], told: Mapping[tuple[object, ...], int]
) -> Iterator[tuple[Figure, Sequence[Figure]]]:
    """Yield each plan with the facts that may be its own; `told` says of how many one sentence tells.

    Where there are as many of both (城镇、农村居民收入分别…), the first belongs to the first, and so on. Of
    several plans of one sentence none is met or missed by a fact that stands alone.
    """
    if len(planned) == len(stated):
        yield from ((plan, [fact]) for plan, fact in zip(planned, stated, strict=True))
        return
    for plan in planned:
        count = told[plan.statement]
        yield plan, [fact for fact in stated if count == 1 or told[fact.statement] == count]


def _is_met(plan: Figure, fact: Figure) -> bool:
    (least, most), (low, high) = plan.interval, fact.interval
    if least is None or (most is not None and _LESS_IS_BETTER.search(plan.name)):
        return most is None or low is None or low <= most
    return high is None or high >= least


def _nearest(plan: Figure, facts: Sequence[Figure]) -> Figure:
    return min(facts, key=lambda fact: (abs(fact.value - plan.value), fact.iri))


def _finding(plan: Figure, fact: Figure) -> Finding:
    missed = abs(fact.value - plan.value)
    by, by_zh = plan.written(missed), plan.written(missed)
    if "%" in plan.stated:
        by, by_zh = by.replace("%", " points"), by.replace("%", "个百分点")
    elif plan.value:
        by += f" ({missed / abs(plan.value) * 100:.1f} %)"
    name = _RATE.sub("", plan.name)
    word, word_zh = (" growth", "增长") if fact.kind == vocab.CHANGE_RATE else ("", "")
    return Finding(
        rule="plan-against-fact",
        level=Level.NOTE,
        focus=fact.iri,
        **fact.place._asdict(),
        problem=(
            f"{plan.area_name} {name}{word}: {plan.stated} was planned for {plan.year} "
            f"({plan.place.report}:{plan.offset}), and {fact.stated} is stated; missed by {by}"
        ),
        problem_zh=(
            f"{plan.area_name}{plan.year}年{name}{word_zh}：计划{plan.stated}"
            f"（{plan.place.report}:{plan.offset}），实际{fact.stated}，相差{by_zh}"
        ),
        remedy=_REMEDY,
        value=plan.stated,
    )

"""When a figure holds: what the text dates, else the year that the report reviews.

A date counts for a figure if it stands as an adverbial before it: at the head of a clause
(2023年1至11月新增…) or behind 于 or 在. A year or 今年以来 holds on to the end of its paragraph, a month to
the end of its sentence. The year of a comparison (较2019年增长) opens the period of the change. A section on
next year's work is a plan.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from baiyang_kg.reading.model import Span
from baiyang_kg.reading.scope import Pieces

if TYPE_CHECKING:
    from baiyang_kg.reading.model import Context
    from baiyang_kg.reading.scope import Scope

_ADVERBIAL = re.compile(
    r"(?:^|[，。；：！？\n（“])(?:截至|截止|到|至|在|于|自|从|早在|其中|仅|今年|去年|当年|预计|力争|计划|确保)?$|[于在自从至]$"
)
_FORESEEN = re.compile("(?:预计|力争|计划|确保)$")
_COMPARISON = re.compile(r"(?:较|比|同|与)$")
_YEARS = re.compile(r"((?:19|20)\d{2})年?[-—–~至到]((?:19|20)\d{2})年")
_YEAR_FIRST = re.compile(r"(?:19|20)\d{2}", re.ASCII)
_MONTH_SPAN = re.compile(r"(\d{1,2})月?(?:份)?[-—–~至到](\d{1,2})月")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})月")
_HALF = re.compile(r"(上|下)半年|第?([一二三四])季度|前三季度")
_SINCE = re.compile(
    r"(?:今年|年初)以来|(?:自|从)?(?:今年)?(?P<month>\d{1,2})月(?:份)?以来|(?P<year>(?:19|20)\d{2})年以来"
    r"|(?P<plan>(?:十[一二三四]五|“十[一二三四]五”))(?:期间|以来|时期|五年)"
    r"|(?P<years>[两三四五])年来|过去(?P<past>[两三四五])年"
)
_PLAN_HEADING = re.compile(
    r"(?:工作(?:安排|打算|思路|计划|重点|部署|任务|目标|要求)|主要(?:目标|任务|预期)|重点(?:工作|任务)"
    r"|今后|下一步|下步|明年|发展(?:目标|思路)|总体要求|奋斗目标)"
)
_REVIEW_HEADING = re.compile(r"回顾|总结|完成情况|成就|成效|以来")
_PLANNED = re.compile(
    r"力争|确保(?=[^，。；]{0,20}\d)|预期(?:目标|为|\d|将|增长)|目标(?:是|为)|任务目标"
    r"|计划(?:于|到|在|投资|实施|新|建|完成|总投资)|拟(?:于|在|建|投)"
    r"|(?:还|即|年内|都|也|均)将|将(?:于|在|达|新增|投入|出让|落实|完成|实施|建|逐步|继续)"
    r"|预计(?:到|于|将|今年|明年|年底|(?:19|20)\d{2})"
)
# Of an article; in a report 预计 is an estimate of what was.
_EXPECTED = re.compile(r"预计|将(?=[^，。；]{0,16}\d)")
_ANNOUNCED = 60  # characters for which an announcement holds
_SPAN_OF_YEARS = re.compile(r"\d{4}/\d{4}")
_LONGEST_ARTICLE, _OPENING = 2500, 300
_REMEMBERED = 24  # dates before a figure that may still hold
_DAY = re.compile(r"(?:((?:19|20)\d{2})年)?(?<!\d)(1[0-2]|[1-9])月\d{1,2}日")
_FIVE_YEARS = {"十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026}
_COUNT = {"两": 2, "三": 3, "四": 4, "五": 5}


@dataclass(frozen=True, slots=True)
class Date:
    """A period stated at a place of the text."""

    start: int
    end: int
    period: str
    passing: bool  # it holds for its sentence only: finer than a year, or foreseen
    since: bool  # 今年以来, 五年来: it holds on until another date or heading


def find_dates(scope: Scope, year: int, whole: str) -> list[Date]:
    """Return the adverbial dates of the text in order; `whole` is the period of the text itself."""
    chars = scope.text.chars
    return [
        Date(m.start(), m.end(), period, _is_passing(chars, m.start(), period), bool(_SINCE.fullmatch(m[0])))
        for m in _DATE.finditer(chars)
        if _ADVERBIAL.search(chars, max(0, m.start() - 4), m.start())
        and (period := parse_period(m[0], year, whole))
    ]


def _is_passing(chars: str, start: int, period: str) -> bool:
    return "-" in period or bool(_FORESEEN.search(chars, max(0, start - 2), start))


def parse_period(printed: str, year: int, whole: str | None = None) -> str | None:
    """Return the contract's form of a printed period (2023, 2023-12, 2023-01/2023-11, 2019/2023).

    `whole` is the period of the text itself, which 今年以来 reaches to; by default the year.
    """
    years = _YEARS.match(printed)
    if years:
        return _between(years[1], years[2])
    since = _SINCE.fullmatch(printed)
    if since:
        return _parse_since(since, year, whole or str(year))
    stated = _YEAR_FIRST.match(printed)
    year = int(stated[0]) if stated else year
    span = _MONTH_SPAN.search(printed)
    if span:
        return _between(_month(year, int(span[1])), _month(year, int(span[2])))
    half = _HALF.search(printed)
    if half:
        return _parse_part(half, year)
    month = _MONTH.search(printed)
    if month and (named := _month(year, int(month[1]))):
        return named
    return str(year) if stated else None


def _month(year: int, month: int) -> str | None:
    return f"{year}-{month:02d}" if 1 <= month <= 12 else None


def _between(first: str | None, last: str | None) -> str | None:
    """Return the period from one date to another of its form, None if they are none or in the wrong order."""
    if first is None or last is None or first > last:
        return None
    return first if first == last else f"{first}/{last}"


def _parse_since(since: re.Match[str], year: int, whole: str) -> str | None:
    if since["year"] and int(since["year"]) != year:
        return _between(since["year"], str(year))
    if since["plan"]:
        first = _FIVE_YEARS.get(since["plan"].strip("“”")[:2])
        return f"{first}/{min(first + 4, year) if first <= year else first + 4}" if first else None
    counted = since["years"] or since["past"]
    if counted:
        return f"{year - _COUNT[counted] + 1}/{year}"
    if "-" not in whole or "/" in whole:
        return str(year)
    return _between(_month(year, int(since["month"] or 1)), whole)


def _parse_part(half: re.Match[str], year: int) -> str:
    if half[1]:
        first, last = (1, 6) if half[1] == "上" else (7, 12)
    elif half[2]:
        last = "一二三四".index(half[2]) * 3 + 3
        first = last - 2
    else:
        first, last = 1, 9
    return f"{year}-{first:02d}/{year}-{last:02d}"


_PART = r"(?:(?:上|下)半年|第?[一二三四]季度|前三季度|\d{1,2}月?(?:份)?[-—–~至到]\d{1,2}月)"
_DATE = re.compile(
    _YEARS.pattern
    + "|"
    + re.sub(r"\?P<[a-z]+>", "?:", _SINCE.pattern)
    + rf"|{_YEAR_FIRST.pattern}年(?:度)?(?:{_PART}|\d{{1,2}}月)?|{_PART}"
    r"|(?<!\d)\d{1,2}月",
    re.ASCII,
)


def find_dateline(scope: Scope, context: Context) -> str | None:
    """Return the month that a news article is of: the first date with a day in its opening lines.

    An annual report opens without one, so a text that is longer than any article has no dateline.
    """
    chars = scope.text.chars
    if len(chars) > _LONGEST_ARTICLE:
        return None
    day = _DAY.search(chars, 0, _OPENING)
    if day is None or (day[1] and int(day[1]) != context.year):
        return None
    return f"{context.year}-{int(day[2]):02d}"


class Periods:
    """The period of every place of a text, and which places speak of plans."""

    def __init__(self, scope: Scope, context: Context) -> None:
        self._scope = scope
        self._context = context
        self._dateline = find_dateline(scope, context)
        self._whole = self._dateline or str(context.year)
        self._dates = find_dates(scope, context.year, self._whole)
        self._starts = [date.start for date in self._dates]
        self._openings = frozenset(block.start for block in scope.text.blocks)
        self._headings = [block.start for block in scope.text.blocks if block.level]
        self._plans = Pieces(_plan_sections(scope, context))

    def period_at(self, place: int, *, compared: bool, reached: bool) -> str:
        """Return the period of a figure at `place`.

        `compared` opens it with the year that the text compares with, unless that is just the year before;
        `reached` says that the figure is a state, which of several years holds at their end.
        """
        announced = str(self._context.year + 1) if self._plans.at(place) else None
        holds = self._holding(place) or announced or self._whole
        if compared:
            base = self._base_year(place)
            if base and int(base) < int(holds[:4]) - 1:
                return f"{base}/{holds[:4]}"
        elif reached and _SPAN_OF_YEARS.fullmatch(holds):
            return holds[5:]
        return holds

    def is_plan(self, place: int) -> bool:
        """Say whether `place` is in a section, a sentence or a year to come that announces."""
        if self._plans.at(place):
            return True
        holds = self._holding(place)
        if holds and holds[:4] > str(self._context.year):
            return True
        sentence = self._scope.sentences.at(place)
        if sentence is None:
            return False
        chars, start = self._scope.text.chars, max(sentence.start, place - _ANNOUNCED)
        expected = self._dateline and _EXPECTED.search(chars, start, place)
        return bool(expected or _PLANNED.search(chars, start, place))

    def _holding(self, place: int) -> str | None:
        block = self._scope.blocks.at(place)
        sentence = self._scope.sentences.at(place)
        index = bisect_left(self._starts, place)
        section = self._section_start(place)
        for date in reversed(self._dates[max(0, index - _REMEMBERED) : index]):
            if block is None or date.start < section:
                break
            if sentence is not None and date.start >= sentence.start:
                return date.period
            if date.since:
                return date.period
            opens = date.start in self._openings and not self._dateline
            if not date.passing and (opens or (date.start >= block.start and not self._dateline)):
                return date.period
        return None

    def _section_start(self, place: int) -> int:
        index = bisect_left(self._headings, place)
        return self._headings[index - 1] if index else 0

    def _base_year(self, place: int) -> str | None:
        clause = self._scope.clauses.at(place)
        start = clause.start if clause else place
        chars = self._scope.text.chars
        for year in _YEAR_FIRST.finditer(chars, start, place):
            if _COMPARISON.search(chars, max(start, year.start() - 2), year.start()):
                return year[0]
        return None


def _plan_sections(scope: Scope, context: Context) -> list[Span]:
    """Return the spans under headings that announce: from such a heading to the next one of its rank."""
    chars, blocks = scope.text.chars, scope.text.blocks
    sections, opened, level = list[Span](), None, 0
    for block in blocks:
        heading = chars[block.start : block.end]
        if not block.level:
            continue
        if opened is not None and block.level <= level:
            sections.append(Span(opened, block.start))
            opened = None
        later = str(context.year + 1) in heading
        plans = _PLAN_HEADING.search(heading) and not _REVIEW_HEADING.search(heading)
        if opened is None and plans and (later or str(context.year) not in heading):
            opened, level = block.end, block.level
    if opened is not None:
        sections.append(Span(opened, len(chars)))
    return sections

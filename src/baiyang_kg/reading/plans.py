"""Which figures are planned: what is announced, and not what was reached.

A section on next year's work is a plan, and so is a sentence that announces.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from baiyang_kg.reading.genre import is_article
from baiyang_kg.reading.model import Span
from baiyang_kg.reading.scope import Pieces

if TYPE_CHECKING:
    from collections.abc import Callable

    from baiyang_kg.reading.figures import Figure
    from baiyang_kg.reading.model import Context
    from baiyang_kg.reading.scope import Scope

_PLAN_HEADING = re.compile(
    r"(?:工作(?:安排|打算|思路|计划|重点|部署|任务|目标|要求)|主要(?:目标|任务|预期)|重点(?:工作|任务)"
    r"|今后|下一步|下步|明年|发展(?:目标|思路)|总体要求|奋斗目标)"
)
_REVIEW_HEADING = re.compile(r"回顾|总结|完成情况|成就|成效|以来")
_PLANNED = re.compile(
    r"力争|确保(?=[^，。；]{0,20}\d)|预期(?:目标|为|\d|将|增长)|目标(?:是|为)|任务目标"
    r"|(?<![占度])计划(?:于|到|在|投资|实施|新|建|完成|总投资)|拟(?:于|在|建|投)"
    r"|(?:还|年内|都|也|均)将|将(?:于|在|达|新增|投入|出让|落实|完成|实施|建|逐步|继续)"
    r"|预计(?:到|于|将|今年|明年|年底)"
)
# Of an article; in a report 预计 is an estimate of what was.
_EXPECTED = re.compile(r"预计|将(?=[^，。；]{0,16}\d)")
_SIZE = re.compile(r"总投资额?(?:约|近|超|超过|达)?$")
_FROM = re.compile("[由从](?:每人每[年月]|年人均|人均|每[年月])?$")
_TO = re.compile(r"(?:提高|增加|提升|扩大|上升|调整|降低|下降|减少|压缩)[到至为]")
_TO_COME = frozenset(("将", "将会", "即将", "也将", "还将"))
_ANNOUNCED = 60  # characters for which an announcement holds


class Plans:
    """Which figures of one text are planned.

    `dateline` is the month that an article is of; `looks_ahead` says whether a place is under a date to come.
    """

    def __init__(
        self, scope: Scope, context: Context, dateline: str | None, looks_ahead: Callable[[int], bool]
    ) -> None:
        self._scope = scope
        self._is_article = is_article(scope.text)
        self._dateline = dateline
        self._looks_ahead = looks_ahead
        self._sections = Pieces(_plan_sections(scope, context))

    def is_plan(self, figure: Figure) -> bool:
        """Say whether a figure is in a section, a sentence or a year to come that announces.

        The size of a project (总投资2亿元的项目) and what a plan starts from (由100元提高到120元) are facts
        even there.
        """
        given = self._is_size(figure) or self._is_origin(figure)
        return not given and self._announces(figure.quantity.start)

    def is_planned_size(self, figure: Figure) -> bool:
        """Say whether a figure is the size of a project that is still to come."""
        return self._is_size(figure) and self._announces(figure.quantity.start)

    def _is_size(self, figure: Figure) -> bool:
        chars, place = self._scope.text.chars, figure.quantity.start
        behind = chars.startswith("的", figure.quantity.right)
        return behind and bool(_SIZE.search(chars, max(0, place - 8), place))

    def _is_origin(self, figure: Figure) -> bool:
        chars, place, right = self._scope.text.chars, figure.quantity.start, figure.quantity.right
        return bool(_FROM.search(chars, max(0, place - 6), place) and _TO.match(chars, right))

    def _announces(self, place: int) -> bool:
        if self._sections.at(place) or self._looks_ahead(place):
            return True
        sentence = self._scope.sentences.at(place)
        if sentence is None:
            return False
        chars, start = self._scope.text.chars, max(sentence.start, place - _ANNOUNCED)
        if _PLANNED.search(chars, start, place):
            return True
        clause = self._scope.clauses.at(place)
        nearby = clause and (max(start, clause.start), min(clause.end, place + _ANNOUNCED))
        if self._is_article and nearby and self._is_to_come(*nearby):
            return True
        return bool(self._dateline and _EXPECTED.search(chars, start, place))

    def _is_to_come(self, start: int, end: int) -> bool:
        """Say whether 将 stands before a verb there: 将新建, 3所学校也将投入使用, not 将服务延伸."""
        words, chars = self._scope.words, self._scope.text.chars
        at = chars.find("将", start, end)
        while at >= 0:
            index = words.index_at(at)
            follows = words.tags[index + 1] if index + 1 < len(words) else ""
            if words.texts[index] in _TO_COME and follows[:1] == "v" and follows != "vn":
                return True
            at = chars.find("将", at + 1, end)
        return False


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

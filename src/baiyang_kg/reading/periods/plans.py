"""Which figures are planned: what is announced, and not what was reached.

A section on next year's work is a plan, so is a notice of coming works, and a sentence that announces, as
far as its figures follow one another and none is said to be reached.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from baiyang_kg.reading.model import Span
from baiyang_kg.reading.page.genre import is_article
from baiyang_kg.reading.page.scope import Pieces

if TYPE_CHECKING:
    from collections.abc import Callable

    from baiyang_kg.reading.model import Context
    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.things.figures import Figure

_PLAN_HEADING = re.compile(
    r"(?:工作(?:安排|打算|思路|计划|重点|部署|任务|目标|要求)|主要(?:目标|任务|预期)|重点(?:工作|任务)"
    r"|今后|下一步|下步|明年|发展(?:目标|思路)|总体要求|奋斗目标)"
)
_WORK_HEADING = re.compile("工作(?!报告)|任务|目标|谋划|安排")
_NUMBERED = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]")
_FIRST = re.compile(r"[（(]?[一1][）)、.．]")
_REVIEW_HEADING = re.compile(r"回顾|总结|完成情况|成就|成效|以来")
# Each alternative begins with a character of its own, so that an expression passes over all others at once.
_PLANNED = re.compile(
    r"力争|确保(?=[^，。；]{0,20}\d)|预期(?:目标|为|\d|将|增长)|目标(?:是|为)|任务目标"
    r"|计划(?<![占度动]计划)(?:于|到|在|投资|实施|新|建|完成|总投资)|拟(?:于|在|建|投)"
    r"|还将|年内将|都将|也将|均将|将(?:于|在|达|新增|投入|出让|落实|完成|实施|建|逐步|继续)"
    r"|预计(?:到|于|将|今年|明年|年底)"
)
# What announces in an article too; in a report 预计 is an estimate of what was.
_EXPECTED = re.compile(
    r"预计|有望|打算|届时|明年|接下来|下一步|下半年|年内|准备(?=[再在把将对用])|按照?(?:规划|计划)，"
    r"|(?:建成|完工|投产|达产|投用|投运)后(?:[，可将]|[^，。；\d]{1,12}可?[达将])|(?:年[底末]|月[底初]|\d月|旬|\d日)前(?=[，将完全动再启开投办基])"
)
_EXPECTED_BEHIND = re.compile(r"(?:年[底末]|月底|日)前(?=[完动再启开投办])")
_REACHED = re.compile(
    r"已(?!纳入)|[成建设展放办]了|(?<![为除])了(?![解不得])[^，。；\d]{0,8}$|以来，|(?<=[，；（])(?:截至|目前|眼下|去年)"
)
_INTENDED = re.compile("将|计划|拟")
_TO_COME = frozenset(("将", "将会", "即将", "也将", "还将", "计划", "拟"))
_WISHES = frozenset(("计划", "拟"))  # behind them a word that is verb and noun is a verb
_SUCH = frozenset(("相关", "有关"))
_OF_A_PLAN = frozenset(("投资", "工期", "实施"))
_BEFORE_VERB = re.compile(
    "[于在为对从按把被以向再]|继续|持续|逐步|陆续|全部|全面|有效|积极|同步|更加|重点|定期|分批|分别|累计|新"
)
_COUNTED = re.compile(r"[^，。；]{0,16}\d")
_AIM = re.compile(r"[\d.万亿]{1,8}[^\d，。；]{1,16}的[^，。；的]{0,8}目标(?!任务)")
_NOTICE = re.compile("公告|通告")
_WORKS = re.compile("(?:即将|[将定拟]于)[^，。；]{0,20}(?:开工|施工|进场|实施|封闭)")
_GIVEN = re.compile("去年|以来|(?<![实体出呈])现|已|涉及|全长")
# What a plan builds upon is there: 依托11万亩林地, 已下达3亿元资金.
_FOUND = re.compile("(?:依托|立足|凭借|借助|坐拥|背靠|面向|现有|现存|已有|已下达|已到位)[^，。；\\d]{0,6}$")
_FOUND_BEFORE = 12  # characters before a figure where a word for what is there begins
_COUNTED_KINDS = frozenset(("count", "household", "person", "person_time"))
_WEATHER = frozenset(("毫米", "℃", "摄氏度"))  # what is forecast is not planned
_WISHED = re.compile("力争|确保")
_OF_SIZE = re.compile(r"投资额?[^，。；\d]{0,3}[\d.]+[万亿]*元的$")
_SIZE = re.compile(r"总投资额?(?:约|近|超|超过|达|为|达到)?$")
_FROM = re.compile("[由从](?:每人每[年月]|年人均|人均|每[年月]|平均|不足|[原目现]\\w{1,2}的?)?$")
_TO = re.compile(
    r"[^，。；\d]{0,4}?(?:提高|增加|提升|扩大|上升|调整|降低|下降|减少|压缩|跃升|[提升添增扩加降减压])[到至为]"
)
_OPENING = 200  # characters of a notice that say what it is about
_ANNOUNCED = 60  # characters for which an announcement holds, from it and from each figure behind it
_FARTHEST = 300  # characters of a sentence that are searched for an announcement
_DIGITS = re.compile("[0-9]+")


class Plans:
    """Which figures of one text are planned; `looks_ahead` says whether a place is under a date to come."""

    def __init__(self, scope: Scope, context: Context, looks_ahead: Callable[[int], bool]) -> None:
        self._scope = scope
        self._is_article = is_article(scope.text)
        self._is_notice = self._is_article and _is_notice_of_works(scope.text.chars)
        self._looks_ahead = looks_ahead
        self._sections = Pieces(_plan_sections(scope, context))
        self._sizes: dict[int, bool] = {}  # index of a figure → whether it is what a project costs in all

    def is_plan(self, figure: Figure) -> bool:
        """Say whether a figure is in a section, a notice, a sentence or a year to come that announces.

        What a project costs in all (总投资2亿元, 投资2亿元的厂房) and what a plan starts from (由100元提高到
        120元) are facts even there.
        """
        given = self._is_size(figure) or self._is_origin(figure) or self._is_found(figure)
        return not given and self._announces(figure.quantity.start)

    def is_planned_size(self, figure: Figure) -> bool:
        """Say whether a figure is what a project costs that is still to come."""
        return self._is_size(figure) and self._announces(figure.quantity.start)

    def _is_size(self, figure: Figure) -> bool:
        is_size = self._sizes.get(figure.index)
        if is_size is None:
            is_size = self._sizes[figure.index] = self._tells_size(figure)
        return is_size

    def _tells_size(self, figure: Figure) -> bool:
        chars, place = self._scope.text.chars, figure.quantity.start
        if chars.startswith("投资", place - 2) and chars.startswith("的", figure.quantity.right):
            return True
        sentence = self._scope.sentences.at(place)
        if _SIZE.search(chars, max(0, place - 8), place):
            start = place if sentence is None else max(sentence.start, place - _FARTHEST)
            return not _WISHED.search(chars, start, place)  # 力争新上项目12个，总投资9亿元
        is_counted = figure.quantity.unit_kind in _COUNTED_KINDS
        return not is_counted and bool(_OF_SIZE.search(chars, max(0, place - 24), place))

    def _is_found(self, figure: Figure) -> bool:
        """Say whether a figure is of what is there already, or of what the weather will do."""
        chars, place = self._scope.text.chars, figure.quantity.left
        found = _FOUND.search(chars, max(0, place - _FOUND_BEFORE), place)
        return bool(found) or figure.quantity.unit in _WEATHER

    def _is_origin(self, figure: Figure) -> bool:
        chars, place, right = self._scope.text.chars, figure.quantity.start, figure.quantity.right
        return bool(_FROM.search(chars, max(0, place - 6), place) and _TO.match(chars, right))

    def _announces(self, place: int) -> bool:
        if self._sections.at(place) or self._looks_ahead(place):
            return True
        sentence, clause = self._scope.sentences.at(place), self._scope.clauses.at(place)
        if sentence is None or clause is None:
            return False
        chars, start = self._scope.text.chars, max(sentence.start, place - _FARTHEST)
        if self._is_notice and not _GIVEN.search(chars, start, place):
            return True
        opened = self._opened(start, place)
        if opened >= 0 and self._holds(opened, place):
            return True
        first, last = max(clause.start, start), min(clause.end, place + _ANNOUNCED)
        behind = self._is_article and _EXPECTED_BEHIND.search(chars, place, last)
        if behind or (self._is_article and self._intended(first, last) >= 0):
            return True
        return chars.startswith("目标", place - 2) or bool(_AIM.match(chars, place))

    def _opened(self, start: int, place: int) -> int:
        """Return the end of the last words before `place` that announce, -1 if there are none."""
        chars = self._scope.text.chars
        ends = [found.end() for found in _PLANNED.finditer(chars, start, place)]
        if self._is_article:
            ends += [found.end() for found in _EXPECTED.finditer(chars, start, place)]
            ends.append(self._intended(start, place, _COUNTED))
        return max(ends, default=-1)

    def _holds(self, opened: int, place: int) -> bool:
        """Say whether what was announced goes on at `place`: figure after figure, none of them reached."""
        chars = self._scope.text.chars
        gaps = map(len, _DIGITS.split(chars[opened:place]))
        return max(gaps) <= _ANNOUNCED and not _REACHED.search(chars, opened, place)

    def _intended(self, start: int, end: int, behind: re.Pattern[str] | None = None) -> int:
        """Return the end of the last 将 or 计划 there that intends, -1 if there is none.

        `behind` says what must follow it.
        """
        chars, last = self._scope.text.chars, -1
        for found in _INTENDED.finditer(chars, start, end):
            if (behind is None or behind.match(chars, found.end())) and self._intends(found.start()):
                last = found.end()
        return last

    def _intends(self, place: int) -> bool:
        """Say whether a verb follows: 将新建, 3所学校也将投入使用, 将启动44个项目, not 将服务延伸."""
        words, index = self._scope.words, self._scope.words.index_at(place)
        if words.texts[index] not in _TO_COME or index + 2 >= len(words):
            return False
        if words.texts[index + 1] in _SUCH:
            return False  # 将相关费用直接用于
        text, follows = words.texts[index + 1], words.tags[index + 1]
        if follows == "vn":
            named = words.texts[index] in _WISHES and text not in _OF_A_PLAN
            return named or words.tags[index + 2] == "m"
        return follows[0] == "v" or bool(_BEFORE_VERB.match(text))


def _is_notice_of_works(chars: str) -> bool:
    """Say whether a text gives notice of works that are about to begin."""
    return bool(_NOTICE.search(chars, 0, _OPENING)) and bool(_WORKS.search(chars, 0, _OPENING))


def _plan_sections(scope: Scope, context: Context) -> list[Span]:
    """Return the spans under headings that announce: from such a heading to the next one of its rank.

    Chapters that are numbered from 一 on behind a heading without a number are parts of its section.
    """
    chars, blocks = scope.text.chars, scope.text.blocks
    sections, opened, level, parts = list[Span](), None, 0, set[int]()
    for block in blocks:
        heading = chars[block.start : block.end]
        if not block.level:
            continue
        if opened is not None and _FIRST.match(heading) and not _NUMBERED.match(chars, opened):
            parts.add(block.level)
        if opened is not None and block.level <= level and block.level not in parts:
            sections.append(Span(opened, block.start))
            opened = None
        if opened is None and _announces_year(heading, context.year):
            opened, level, parts = block.start, block.level, set()
    if opened is not None:
        sections.append(Span(opened, len(chars)))
    return sections


def _announces_year(heading: str, year: int) -> bool:
    """Say whether a heading is of plans: 下一步工作, 2024年工作谋划 in a report on 2023."""
    if _REVIEW_HEADING.search(heading):
        return False
    if str(year + 1) in heading:
        return bool(_PLAN_HEADING.search(heading) or _WORK_HEADING.search(heading))
    return bool(_PLAN_HEADING.search(heading)) and str(year) not in heading

"""What a figure says of its thing: a level, a rate of change, an amount of change, a share, progress, a rank.

The conventions are those of the contract: 增长 x% is a change_rate, 增加 x个百分点 and 净增 are
change_amounts, 占…% and …率 of a part in a whole are shares, 完成 x% is progress, 居第二 a rank; 失业率 and
城镇化率 are levels.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.terms import Lexicon
    from baiyang_kg.reading.things.figures import Figure

_PROPORTIONS = frozenset(("%", "‰", "成"))
_MULTIPLES = frozenset(("倍", "番"))
_RATE_OF_CHANGE = re.compile(
    r"(?:增速|增幅|涨幅|降幅|增长率|增长速度|增长|下降|减幅|跌幅|减量率"
    r"|(?:递增|增加|上升|下降|降低|压缩|压减|压降|缩减|缩短|减少|递减)率)$"
)
_SPEED_BEFORE = re.compile(r"(?:增速|增幅|涨幅|降幅)[^，]{0,4}$")
_SPEED_BEHIND = re.compile(r"的(?:速度|增幅|增速|涨幅)")
_FALLING = (
    "降幅", "下降", "减幅", "跌幅", "减量率", "下降率", "降低率", "压缩率", "压减率", "压降率", "缩减率",
    "缩短率", "减少率", "递减率",
)  # fmt: skip
# The last character of a verb of change that is no word of its own: 集体访降12%, 客流大减六成.
_MOVED = re.compile(
    "(?:(?P<up>(?<!新)增|[涨升]|增[加长])|[降减跌]|减少|下降|降低)了?(?:近|约|超|逾|达|超过|将近)?$"
)
_PROGRESS = re.compile(r"(?:进度|完成率|执行率|完成|竣工率)$")
_OF_PLAN = re.compile(
    r"(?:任务|计划|(?<!公共)预算|目标|指标|总投资)数?(?:[\d.]+[万亿]?[元个户家])?的?$|完成[^，]*的$"
)
_PART_OF_PLAN = re.compile(
    r"超[^，。；]{0,4}(?:任务|计划|目标)$"
    r"|占[^，。；]*(?:任务|计划|目标|预算(?!支出|收入|总))[^，。；]{0,2}的?$"
)
_AMONG_FIRST = re.compile(
    r"(?:居|列|排|进入|跻身)[^，。；]{0,10}前$|(?:排名|位次|名次)[^，。；]{0,6}(?:由|从|到|至)$"
)
_PLACES = frozenset(("位", "名", ""))
_STATE_REACHED = re.compile(
    r"(?:提高|提升|增加|增长|上升|下降|降低|减少|扩大|缩小|缩短|压缩|拓展|扩容|回[落升]|[增降升减涨跌])[到至为]$"
)
_NEWLY = re.compile(r"(?:同比|比[^，。；]{1,8}|较[^，。；]{1,8})新增$|净(?:增|入库|流入)[^，。；]{0,10}$")
# Above or below what it is compared with: 高于全省平均1.8岁, 超序时进度8.9个百分点.
_ABOVE = re.compile(
    r"(?<!不)(?:(?P<up>[高多快大]于|高出|超出|超(?=计划|警戒|序时|预期|年度))|[低少慢小]于)[^，。；的\d]{0,12}?"
    r"(?:平均|水平|均价|标准|同期|[上下]限|警戒|水位|增速|目标|计划|进度|预期|[上去]年|年[初底])$"
)
_MORE = re.compile(  # 比上年多拆, 同比多卖
    r"(?:比|较|同比|环比)[^，。；]*?(?<![至不更许众太])(?:(?P<up>多)|少)(?![次种元个项方样])[^，。；\d]{0,3}$"
)
_DEARER = re.compile("(?:(?P<up>[涨贵])|跌|便宜)了?$")
_COMPARED = re.compile(r"(?:比|较|同比|环比)[^，。；]*$")
_SIGNS = {"-": "decrease", "−": "decrease", "+": "increase"}
_HALVES = frozenset(("半", "一半"))
_NO_UNIT = frozenset(("", "数"))
_HELD = re.compile("(?:控制|保持|稳定|维持)在$")
_TO_TOTAL = re.compile(r"，?[至达]到?\d")
_LEAD = 20  # characters before a figure that may say how it moved


class Kind(NamedTuple):
    """The kind of a figure and its direction."""

    name: str
    direction: str | None = None


class Kinds:
    """The kinds of the figures of one text."""

    def __init__(self, scope: Scope, lexicon: Lexicon) -> None:
        self._scope = scope
        self._verbs = lexicon.verbs
        self._parts = tuple(lexicon.verbs["share"])
        self._levels = tuple(lexicon.verbs["level_rate"])

    def classify(self, figures: Sequence[Figure]) -> list[Kind]:
        """Return the kind of each figure; the members of a list share their verb (分别增长 a% 和 b%)."""
        kinds: list[Kind] = []
        for figure in figures:
            direction = self._direction(figure)
            run = figure.situation.run
            first = kinds[figure.index - run.place] if run.place else None
            if first and direction is None:
                direction = first.direction
            if self._goes_on(figure, kinds):
                kinds.append(Kind("rank"))
                continue
            alike = first and figure.quantity.unit in _PROPORTIONS and run.first.unit in _PROPORTIONS
            kinds.append(first if first and alike else self._kind(figure, direction))
        return kinds

    def _goes_on(self, figure: Figure, kinds: Sequence[Kind]) -> bool:
        """Say whether a rank is reached from another: 排名由369位上升到235位."""
        reached = figure.quantity.unit in _PLACES and _STATE_REACHED.search(self._lead(figure))
        return bool(reached) and bool(kinds) and kinds[-1].name == "rank"

    def _kind(self, figure: Figure, direction: str | None) -> Kind:
        quantity = figure.quantity
        if quantity.is_rank or (quantity.unit in _PLACES and _AMONG_FIRST.search(self._lead(figure))):
            return Kind("rank")
        if quantity.unit_kind == "percentage_point":
            return Kind("change_amount", direction)
        if quantity.unit in _MULTIPLES:
            return Kind("change_rate", direction or "increase")
        if quantity.unit in _PROPORTIONS:
            return self._proportion(figure, direction)
        return self._amount(figure, direction)

    def _amount(self, figure: Figure, direction: str | None) -> Kind:
        if figure.quantity.unit in _NO_UNIT and self._is_part(figure):
            return Kind("change_rate", direction) if direction else Kind("share")
        if direction and not _STATE_REACHED.search(self._lead(figure)) and self._is_change(figure):
            return Kind("change_amount", direction)
        return Kind("level")

    def _proportion(self, figure: Figure, direction: str | None) -> Kind:
        head, lead = self._head(figure), self._lead(figure)
        reached = _STATE_REACHED.search(lead)
        if _PART_OF_PLAN.search(lead):
            return Kind("progress")
        if "占" in lead or "比重" in lead or "占比" in head:
            return Kind("share")
        speed = _SPEED_BEHIND.match(self._scope.text.chars, figure.quantity.right)
        moves = _RATE_OF_CHANGE.search(head) and not head.endswith(self._levels)
        if speed or moves or _SPEED_BEFORE.search(lead):
            return Kind("change_rate", direction or ("decrease" if head.endswith(_FALLING) else "increase"))
        moved = {"increase", "decrease"} & figure.situation.link.roles
        if direction and not reached and (moved or not head.endswith(self._parts)):
            return Kind("change_rate", direction)
        if _PROGRESS.search(head) or "完成" in figure.situation.link.words or _OF_PLAN.search(lead):
            return Kind("progress")
        return Kind("level" if head.endswith(self._levels) else "share")

    def _is_part(self, figure: Figure) -> bool:
        """Tell a fraction and a member of a ratio (35.8:35.4:28.8) from a bare number."""
        chars, quantity = self._scope.text.chars, figure.quantity
        start, end = quantity.start, quantity.end
        numeral = chars[start:end]
        if ":" in (chars[start - 1 : start], chars[end : end + 1]) or "分之" in numeral or "/" in numeral:
            return True
        return numeral in _HALVES and quantity.unit in _NO_UNIT

    def _direction(self, figure: Figure) -> str | None:
        """Read where the figure moved: from the words between it and its thing, else from the verb before."""
        named = self._head(figure).endswith(self._levels)
        is_point = figure.quantity.unit_kind == "percentage_point"
        signed = figure.quantity.left < figure.quantity.start and (is_point or not named)
        sign = _SIGNS.get(self._scope.text.chars[figure.quantity.left]) if signed else None
        if sign:
            return sign
        for word in reversed(figure.situation.link.words):
            for role in ("decrease", "increase"):
                if word in self._verbs[role] and not (named and word == "增长率"):
                    return role
        lead = self._lead(figure)
        if _NEWLY.search(lead) or self._grew(figure, lead):
            return "increase"
        against = _ABOVE.search(lead) or _MORE.search(lead) or _DEARER.search(lead)
        if against:
            return "increase" if against["up"] else "decrease"
        direction = self._direction_of_verb(figure, compared=_COMPARED.search(lead) is not None)
        moved = _MOVED.search(lead) if direction is None and self._is_proportion(figure) else None
        return ("increase" if moved["up"] else "decrease") if moved else direction

    def _is_proportion(self, figure: Figure) -> bool:
        return figure.quantity.unit in _PROPORTIONS or self._is_part(figure)

    def _direction_of_verb(self, figure: Figure, *, compared: bool) -> str | None:
        """Read where the figure moved from the verb beside it.

        What is compared moves by any verb, so does time (缩短工期30天) and a thing by a share of it
        (压减开支10%).
        """
        words = self._scope.words
        edges = [figure.head.start if figure.frame == "NQ" else figure.quantity.left]
        near = [words.texts[words.index_at(edge - 1)] for edge in edges if edge > figure.situation.left]
        if figure.frame == "NQ":
            near.append(words.texts[words.index_at(figure.head.start)])
        if compared and figure.quantity.left > figure.situation.left:
            near.append(words.texts[words.index_at(figure.quantity.left - 1)])
        by_any = figure.quantity.unit_kind == "time" or (
            self._is_proportion(figure) and not self._head(figure).endswith((*self._parts, *self._levels))
        )
        if by_any and figure.situation.left < figure.quantity.left:
            near.append(words.texts[words.index_at(figure.situation.left)])
        for word in near:
            moved = word in self._verbs["increase"] or word in self._verbs["decrease"]
            if word in self._verbs["change_amount"] or (moved and (compared or by_any)):
                return "decrease" if word in self._verbs["decrease"] else "increase"
        return None

    def _is_change(self, figure: Figure) -> bool:
        """Tell 净增2户, 减少贫困人口25万人 and 比上年多12个 from a work that improves (改造提升60公里)."""
        words = figure.situation.link.words
        if not figure.situation.link.roles & {"increase", "decrease"}:
            return True  # the verb stands before the thing and is one of change
        changes = self._verbs["change_amount"] | self._verbs["change_link"]
        named = any(word in changes for word in words)
        return named or bool(_COMPARED.search(self._lead(figure)))

    def _grew(self, figure: Figure, lead: str) -> bool:
        """Tell 新增43家至224家 from what is new."""
        behind = _TO_TOTAL.match(self._scope.text.chars, figure.quantity.right)
        return bool(behind) and lead.endswith(("新增", "增加"))

    def _head(self, figure: Figure) -> str:
        head = self._scope.text.chars[figure.head.start : figure.head.end]
        return _HELD.sub("", head) if head[-1:] == "在" else head

    def _lead(self, figure: Figure) -> str:
        place = figure.quantity.left
        return self._scope.text.chars[max(figure.situation.left, place - _LEAD) : place]

"""What a figure says of its thing: a level, a rate of change, an amount of change, a share, progress, a rank.

The conventions are those of the contract: 增长 x% is a change_rate, 增加 x个百分点 and 净增 are change_amounts,
占…% and …率 of a part in a whole are shares, 完成 x% is progress, 居第二 a rank; 失业率 and 城镇化率 are levels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from baiyang_kg.reading.figures import Figure
from baiyang_kg.reading.scope import Scope
from baiyang_kg.reading.terms import Lexicon

_PROPORTIONS = frozenset(("%", "‰", "成"))
_MULTIPLES = frozenset(("倍", "番"))
_PART_RATE = re.compile(r"(?:占比|比重|比例|份额|度|面)$")
_RATE_OF_CHANGE = re.compile(r"(?:增速|增幅|涨幅|降幅|增长率|增长速度|增长|下降|减幅|跌幅)$")
_PROGRESS = re.compile(r"(?:进度|完成率|执行率|完成|竣工率)$")
_OF_PLAN = re.compile(r"(?:任务|计划|预算|目标|指标|总量|总投资)的?$")
_LEVEL_MOVED = re.compile(r"(?:提高|提升|增加|增长|上升|下降|降低|减少|扩大|缩短|压缩|拓展|增|降|升|减)(?:到|至|为)$")
_COMPARED = re.compile(r"(?:比|较|同比|环比|超)[^，。；]*$")


def classify_all(scope: Scope, figures: Sequence[Figure], lexicon: Lexicon) -> list[tuple[str, str | None]]:
    """Return the kind of each figure and its direction (increase, decrease, None)."""
    kinds: list[tuple[str, str | None]] = []
    for figure in figures:
        first = kinds[figure.index - figure.situation.run.place][1] if figure.situation.run.place else None
        kinds.append(_classify(scope, figure, lexicon, first))
    return kinds


def _classify(scope: Scope, figure: Figure, lexicon: Lexicon, first_direction: str | None) -> tuple[str, str | None]:
    quantity, link = figure.quantity, figure.situation.link
    chars = scope.text.chars
    lead = chars[max(link.start, quantity.left - 16) : quantity.left]
    direction = _direction(scope, figure, lexicon)
    if direction is None and figure.situation.run.place:
        direction = first_direction  # the list shares its verb: 分别增长 a% 和 b%
    if quantity.is_rank:
        return "rank", None
    if quantity.unit_kind == "percentage_point":
        return "change_amount", direction
    if quantity.unit in _MULTIPLES:
        return "change_rate", direction or "increase"
    head = chars[figure.head.start : figure.head.end]
    if quantity.unit in _PROPORTIONS:
        return _proportion(scope, figure, head, direction, lexicon)
    if quantity.unit_kind == "other" and not quantity.unit and not quantity.value % 1 == 0 and quantity.value < 1:
        return "share", None
    if direction and _LEVEL_MOVED.search(lead) is None and _is_change(figure, lead, lexicon):
        return "change_amount", direction
    return "level", None


def _proportion(
    scope: Scope, figure: Figure, head: str, direction: str | None, lexicon: Lexicon
) -> tuple[str, str | None]:
    chars, link = scope.text.chars, figure.situation.link
    lead = chars[max(figure.situation.left, figure.quantity.left - 20) : figure.quantity.left]
    moved = _LEVEL_MOVED.search(lead)
    if "占" in lead or "比重" in lead or "占比" in head:
        return "share", None
    if _RATE_OF_CHANGE.search(head) or re.search(r"(?:增速|增幅|涨幅|降幅)[^，]{0,4}$", lead):
        falls = head.endswith(("降幅", "下降", "减幅", "跌幅"))
        return "change_rate", direction or ("decrease" if falls else "increase")
    if direction and not moved and not head.endswith(tuple(lexicon.verbs["share"])):
        return "change_rate", direction
    if direction and not moved and {"increase", "decrease"} & link.roles:
        return "change_rate", direction
    if _PROGRESS.search(head) or "完成" in link.words or _OF_PLAN.search(lead) or re.search(r"完成[^，]*的$", lead):
        return "progress", None
    part = head.endswith(tuple(lexicon.verbs["share"])) or _PART_RATE.search(head) or not head.endswith("率")
    return ("share" if part else "level"), None


def _direction(scope: Scope, figure: Figure, lexicon: Lexicon) -> str | None:
    """Read where the figure moved from the words between it and its thing, else from the verb before the thing."""
    for word in reversed(figure.situation.link.words):
        for role in ("decrease", "increase"):
            if lexicon.plays(word, role):
                return role
    words = scope.words
    start = figure.head.start if figure.frame == "NQ" else figure.quantity.left
    if start > figure.situation.left:
        before = words.words[words.index_at(start - 1)].text
        if before in ("减少", "净增", "增收", "减收", "增产", "减产", "下降", "降低", "压减", "核减"):
            return "decrease" if lexicon.plays(before, "decrease") else "increase"
    opening = words.words[words.index_at(figure.head.start)].text
    if figure.frame == "NQ" and opening in ("净增", "增收", "减收"):
        return "increase" if lexicon.plays(opening, "increase") else "decrease"
    return None


def _is_change(figure: Figure, lead: str, lexicon: Lexicon) -> bool:
    """Tell 净增2户, 减少贫困人口25万人 and 比上年多12个 from 增加 as an activity."""
    if not figure.situation.link.roles & {"increase", "decrease"}:
        return True  # the verb stands before the thing and is one of change
    words = figure.situation.link.words
    return any(lexicon.plays(word, "change_amount") for word in words) or bool(_COMPARED.search(lead)) or bool(words)

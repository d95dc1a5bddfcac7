"""Which figure a rate, a share, progress, a rank or an amount of change belongs to.

`7.15亿元，同比增长17.79%`: the rate means the thing of the level before it. A list with 分别 pairs in order.
A rate that names its thing anew belongs to a level of the same name, if the report states one. A rank belongs
to the figure it was won with.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.reading.figures import Figure
    from baiyang_kg.reading.kinds import Kind
    from baiyang_kg.reading.scope import Scope

QUALIFYING = frozenset(("change_rate", "change_amount", "share", "progress", "rank"))
# 占全省的30% is a part of what was just said, 林木占比达30% of a thing of its own.
_PART = re.compile(
    r"(?:分别|其中|[^，。；、：\n]{0,2})占(?!比)|占比|[^，。；]*（占|完成[^，。；]*(?:任务|计划|预算|目标)"
)
_COMPLETED = re.compile(r"(?:完成率|完工率)[^，。；、]{0,6}$")
_OF_IT = re.compile(r"(?:数量|总量|规模|面积|总额|额度|金额|人数|增幅|增速|产量)")
_BASES = {
    "rank": ("level", "change_rate", "change_amount", "share", "target", "progress"),
    "percentage_point": ("level", "share", "change_rate", "progress", "target"),
    "places": ("rank",),
}
_OTHERWISE = ("level", "target")
_CONTEST = re.compile("(?:评比|测评|评选|考核|评估|评价|大赛|竞赛|比赛|榜单)[^，。；]{0,4}中")
_SPEED = re.compile("增速|增幅|涨幅|降幅|增长率")
_NEARBY = 300  # characters within which a name is taken up again; farther off it is of another time
_SPECIFIC = 4  # characters from which a name is of one thing: 资金 and 项目 name too many
_MEMORY = 8


class Qualification:
    """The links between the figures of one text."""

    def __init__(self, scope: Scope, figures: Sequence[Figure], kinds: Sequence[Kind]) -> None:
        self._scope = scope
        self._figures = figures
        self._kinds = kinds
        self._level_of = self._levels_by_name()

    def find_all(self) -> list[int | None]:
        """Return for each figure the index of the one that it qualifies, or None."""
        return [
            self._qualified(figure) if self._kinds[figure.index].name in QUALIFYING else None
            for figure in self._figures
        ]

    def _levels_by_name(self) -> dict[str, int]:
        levels: dict[str, int] = {}
        for figure in self._figures:
            name = self._name(figure)
            if self._kinds[figure.index].name == "level" and len(name) >= _SPECIFIC:
                levels.setdefault(name, figure.index)
        return levels

    def _name(self, figure: Figure) -> str:
        return self._scope.text.chars[figure.head.start : figure.head.end]

    def _qualified(self, figure: Figure) -> int | None:
        kind = self._kinds[figure.index].name
        if kind in ("share", "progress") and figure.frame != "each" and self._is_part(figure):
            return self._in_order(figure, self._nearest(figure, _OTHERWISE))
        if "位次" in figure.quantity.unit:
            return self._nearest(figure, _BASES["places"])
        if kind == "rank" and self._is_of_contest(figure):
            return None
        if figure.back is not None:
            return self._in_order(figure, self._said_before(figure, kind))
        return self._of_its_own(figure, kind)

    def _of_its_own(self, figure: Figure, kind: str) -> int | None:
        """Return what a figure qualifies that names its thing anew."""
        if kind == "rank":
            return self._ranked(figure)
        if kind in ("share", "progress"):
            return None
        if kind == "change_amount" and self._is_level_behind(figure):
            return figure.index + 1  # 净增2户、增至5户
        return self._named(figure)

    def _named(self, figure: Figure) -> int | None:
        """Return a level of the same name near by."""
        index = self._level_of.get(self._name(figure))
        if index is None:
            return None
        away = abs(self._figures[index].quantity.start - figure.quantity.start)
        return index if away <= _NEARBY else None

    def _is_part(self, figure: Figure) -> bool:
        chars, place = self._scope.text.chars, figure.quantity.left
        clause = self._scope.clauses.at(figure.quantity.start)
        start = figure.situation.left if clause is None else clause.start
        return bool(_PART.match(chars, start, place) or _COMPLETED.search(chars, start, place))

    def _in_order(self, figure: Figure, found: int | None) -> int | None:
        """Return the member of a list of levels that a member of a list of rates stands for."""
        run = figure.situation.run
        if found is None or run.length < 2 or figure.frame == "each":
            return found
        base = self._figures[found].situation.run
        if base.length == run.length:
            return found - base.place + run.place
        first = found - run.length + 1 if run.apart else found
        listed = range(max(0, first), found)
        if first >= 0 and all(self._kinds[index].name == "level" for index in listed):
            return first + run.place
        return found

    def _is_of_contest(self, figure: Figure) -> bool:
        """Say whether a rank was won in a contest, not by a figure: 在全市测评中列第6名."""
        clause = self._scope.clauses.at(figure.quantity.start)
        start = clause.start if clause else figure.situation.left
        return bool(_CONTEST.search(self._scope.text.chars, start, figure.quantity.left))

    def _ranked(self, figure: Figure) -> int | None:
        """Return what a rank was won with where the figure names its thing anew: 没收数量居全市第1位."""
        chars, clause = self._scope.text.chars, self._scope.clauses.at(figure.quantity.start)
        before = figure.index - 1
        if clause is None or before < 0:
            return None
        level = self._figures[before].quantity
        if level.start >= clause.start and self._kinds[before].name == "level":
            between = chars[level.right : figure.quantity.left]
            return None if "指标" in between or "中" in between or "占比" in between else before
        if _OF_IT.search(self._scope.text.chars, clause.start, figure.quantity.left):
            return self._nearest(figure, _OTHERWISE)
        return self._named(figure)

    def _nearest(self, figure: Figure, kinds: Sequence[str]) -> int | None:
        """Return the nearest figure before in the sentence that is of one of the kinds."""
        sentence = self._scope.sentences.index_at(figure.quantity.start)
        for index in range(figure.index - 1, max(-1, figure.index - _MEMORY - 1), -1):
            if self._scope.sentences.index_at(self._figures[index].quantity.start) != sentence:
                return None
            if self._kinds[index].name in kinds:
                return index
        return None

    def _said_before(self, figure: Figure, kind: str) -> int | None:
        """Follow the figures that mean the same thing back to one that can be qualified."""
        bases = _BASES.get("rank" if kind == "rank" else figure.quantity.unit_kind, _OTHERWISE)
        back = figure.back
        if kind == "rank" and back is not None and self._name(self._figures[back]).endswith("指标"):
            return None  # 5项主要指标居全市第一: the indicators are ranked, not their number
        for _ in range(_MEMORY):
            if back is None or self._kinds[back].name in bases:
                break
            back = self._figures[back].back
        return self._grown(figure, back) if kind == "rank" and back is not None else back

    def _grown(self, rank: Figure, rate: int) -> int:
        """Return the level that grew, where a rank is said of it: 收入47亿元，同比增长38.6%，居全市第一.

        Of 增速7.9%，全市第5 and 增长8.9%，增速居全市第二 the rate itself is ranked.
        """
        figure = self._figures[rate]
        if self._kinds[rate].name != "change_rate" or figure.back is None:
            return rate
        chars = self._scope.text.chars
        speed = any(_SPEED.search(chars, one.situation.left, one.quantity.left) for one in (figure, rank))
        is_level = self._kinds[figure.back].name == "level"
        return figure.back if is_level and not speed else rate

    def _is_level_behind(self, figure: Figure) -> bool:
        behind = figure.index + 1
        if behind >= len(self._figures) or self._figures[behind].back != figure.index:
            return False
        return self._kinds[behind].name == "level"

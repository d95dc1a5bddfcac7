"""Which figure a rate, a share, progress, a rank or an amount of change belongs to.

`7.15亿元，同比增长17.79%`: the rate means the thing of the level before it. A list with 分别 pairs in order.
A rate that names its thing anew belongs to a level of the same name, if the report states one. A rank belongs
to the figure it was won with, a share to the whole where it was counted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from baiyang_kg.reading.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.reading.figures import Figure
    from baiyang_kg.reading.kinds import Kind
    from baiyang_kg.reading.model import Span
    from baiyang_kg.reading.scope import Scope

QUALIFYING = frozenset(("change_rate", "change_amount", "share", "progress", "rank"))
_OF_IT = re.compile(r"(?:数量|总量|规模|面积|总额|额度|金额|人数|产量)")
_HOW_MANY = re.compile("(?:项目|企业)?(?:数量|总量|总数|规模)")  # 企业27家，数量同比增长50%
_BASES = {
    "rank": ("level", "change_rate", "change_amount", "share", "target", "progress"),
    "percentage_point": ("level", "share", "change_rate", "progress", "target"),
    "places": ("rank",),
}
_OTHERWISE = ("level", "target")
_MOVES = ("change_rate", "change_amount")
_CONTEST = re.compile("(?:评比|测评|评选|考核|评估|评价|大赛|竞赛|比赛|榜单)[^，。；]{0,4}中")
_WON = re.compile("(?:获得?|取得|夺得|荣获)[^，。；]{0,8}$|连续[^，。；]{1,4}[年月季]")
_SPEED = re.compile("增速|增幅|涨幅|降幅|增长率|(?:上升|下降|增长|提升)幅度")
_COMPARED_WITH = re.compile(r"(?:比|较|与)[^，。；\d]{0,12}$")
_TO_TOTAL = frozenset(("至", "达", "到"))
_INDICATORS = frozenset(("项", "个"))
_NEARBY = 300  # characters within which a name is taken up again; farther off it is of another time
_SPECIFIC = 4  # characters from which a name is of one thing: 资金 and 项目 name too many
_MEMORY = 8


class Qualification:
    """The links between the figures of one text."""

    def __init__(self, scope: Scope, figures: Sequence[Figure], kinds: Sequence[Kind]) -> None:
        self._scope = scope
        self._figures = figures
        self._kinds = kinds
        self._parts = Parts(scope)
        self._level_of = self._levels_by_name()
        self._found: list[int | None] = []

    def find_all(self) -> list[int | None]:
        """Return for each figure the index of the one that it qualifies, or None."""
        self._found = []
        for figure in self._figures:
            qualifies = self._kinds[figure.index].name in QUALIFYING
            self._found.append(self._qualified(figure) if qualifies else None)
        return self._found

    def _levels_by_name(self) -> dict[str, int]:
        levels: dict[str, int] = {}
        for figure in self._figures:
            name = self._name(figure)
            if self._kinds[figure.index].name == "level" and len(name) >= _SPECIFIC:
                levels.setdefault(name, figure.index)
        return levels

    def _name(self, figure: Figure) -> str:
        return self._scope.text.chars[figure.head.start : figure.head.end]

    def _lead(self, figure: Figure) -> str:
        """Return the words of the clause that lead to a figure, behind the figure before it."""
        clause = self._scope.clauses.at(figure.quantity.start)
        start = max(clause.start if clause else 0, figure.situation.left)
        return self._scope.text.chars[start : figure.quantity.left]

    def _qualified(self, figure: Figure) -> int | None:
        kind = self._kinds[figure.index].name
        if kind in ("share", "progress"):
            found = self._whole(figure, kind)
        elif "位次" in figure.quantity.unit:
            return self._nearest(figure, _BASES["places"])
        elif kind == "rank":
            found = self._ranked(figure)
        elif kind == "change_amount" and self._is_total_behind(figure):
            return figure.index + 1
        elif figure.back is not None:
            found = self._said_before(figure, kind)
        else:
            return self._of_its_own(figure, kind)
        return self._in_order(figure, found)

    def _of_its_own(self, figure: Figure, kind: str) -> int | None:
        """Return what a change qualifies that names its thing anew."""
        behind = figure.index + 1
        if kind == "change_amount" and behind < len(self._figures):
            total = self._figures[behind].back == figure.index and self._kinds[behind].name == "level"
            if total:
                return behind  # 净增2户，增至5户
        if kind == "change_rate" and _HOW_MANY.fullmatch(self._name(figure)):
            return self._nearest(figure, _OTHERWISE)
        return self._named(figure)

    def _is_total_behind(self, figure: Figure) -> bool:
        """Say whether the level that is reached follows at once: 新增43家至224家."""
        behind = figure.index + 1
        if behind >= len(self._figures) or self._kinds[behind].name != "level":
            return False
        between = self._scope.text.chars[figure.quantity.right : self._figures[behind].quantity.left]
        return between in _TO_TOTAL

    def _named(self, figure: Figure) -> int | None:
        """Return a level of the same name near by."""
        index = self._level_of.get(self._name(figure))
        if index is None:
            return None
        away = abs(self._figures[index].quantity.start - figure.quantity.start)
        return index if away <= _NEARBY else None

    # -- shares and progress -------------------------------------------------------------------------------

    def _whole(self, figure: Figure, kind: str) -> int | None:
        """Return what a figure is a part of."""
        if kind == "share":
            named = self._whole_by_name(figure)
            if named is not None:
                return named
            before = figure.index - 1
            if before >= 0 and self._kinds[before].name == "share" and self._parts.opens_clause(figure):
                return self._found[before]  # 45%归村民，45%归集体
        if figure.frame != "each" and self._parts.is_of_what_was_said(figure):
            return self._nearest(figure, _OTHERWISE)
        if kind == "share" and self._parts.has_subject(figure):
            return self._nearest(figure, _OTHERWISE) if self._parts.is_bare(figure) else None
        return None if figure.back is None else self._said_before(figure, kind)

    def _whole_by_name(self, figure: Figure) -> int | None:
        """Return the level that a share calls by its name: 纠纷1655件，90%以上的纠纷; 全部收益的45%."""
        before = self._nearest(figure, ("level",), sentences=1)
        if before is None:
            return None
        whole = self._name(self._figures[before])
        names = (name for name in self._parts.names(figure) if len(name) > 1)
        return before if any(whole.endswith(name) or name.endswith(whole) for name in names) else None

    # -- ranks ---------------------------------------------------------------------------------------------

    def _ranked(self, figure: Figure) -> int | None:
        """Return what a rank was won with; nothing, if it was won in a contest or held for long."""
        lead, clause = self._lead(figure), self._scope.clauses.at(figure.quantity.start)
        start = clause.start if clause else figure.situation.left
        if _WON.search(lead) or _CONTEST.search(self._scope.text.chars, start, figure.quantity.left):
            return None
        if _SPEED.search(lead) and "总量" not in lead:
            moved = self._nearest(figure, _MOVES)
            if moved is not None:
                return moved  # 增长15.2%，增速居全省第一位
        if figure.back is None:
            return self._ranked_anew(figure)
        back = self._figures[figure.back]
        if back.quantity.unit in _INDICATORS and self._name(back).endswith("指标"):
            return None  # 5项主要指标居全市第一: the indicators are ranked, not their number
        found = self._said_before(figure, "rank")
        return None if found is None else self._grown(found)

    def _ranked_anew(self, figure: Figure) -> int | None:
        """Return what a rank was won with where the figure names its thing anew: 没收数量居全市第1位."""
        chars, clause = self._scope.text.chars, self._scope.clauses.at(figure.quantity.start)
        before = figure.index - 1
        if clause is None or before < 0:
            return None
        level = self._figures[before].quantity
        if level.start >= clause.start and self._kinds[before].name == "level":
            between = chars[level.right : figure.quantity.left]
            return None if "指标" in between or "中" in between or "占比" in between else before
        if _OF_IT.search(chars, clause.start, figure.quantity.left):
            return self._nearest(figure, _OTHERWISE)
        return self._named(figure)

    def _grown(self, change: int) -> int:
        """Return the level that grew, where a rank is said of it: 收入47亿元，同比增长38.6%，居全市第一.

        Of 增速7.9%，全市第5 the rate itself is ranked.
        """
        figure = self._figures[change]
        if self._kinds[change].name not in _MOVES or figure.back is None:
            return change
        speed = _SPEED.search(self._scope.text.chars, figure.situation.left, figure.quantity.left)
        is_level = self._kinds[figure.back].name == "level"
        return figure.back if is_level and not speed else change

    # -- what was said before ------------------------------------------------------------------------------

    def _nearest(self, figure: Figure, kinds: Sequence[str], *, sentences: int = 0) -> int | None:
        """Return the nearest figure before that is of one of the kinds, in the sentence or so many before."""
        first = self._scope.sentences.index_at(figure.quantity.start) - sentences
        for index in range(figure.index - 1, max(-1, figure.index - _MEMORY - 1), -1):
            if self._scope.sentences.index_at(self._figures[index].quantity.start) < first:
                return None
            if self._kinds[index].name in kinds:
                return index
        return None

    def _said_before(self, figure: Figure, kind: str) -> int | None:
        """Follow the figures of the same thing, and what they qualify, to one that can be qualified."""
        bases = _BASES.get("rank" if kind == "rank" else figure.quantity.unit_kind, _OTHERWISE)
        back = figure.back
        for _ in range(_MEMORY):
            if back is None or (self._kinds[back].name in bases and not self._is_compared(back)):
                break
            known = self._found[back]
            linked = known is not None and self._kinds[known].name in bases
            back = known if linked else self._figures[back].back
        return back

    def _is_compared(self, index: int) -> bool:
        """Say whether a level is what another one is compared with: 30天，比上年48天减少18天."""
        figure = self._figures[index]
        if self._kinds[index].name != "level" or figure.back is None:
            return False
        return bool(_COMPARED_WITH.search(self._lead(figure)))

    # -- lists ---------------------------------------------------------------------------------------------

    def _in_order(self, figure: Figure, found: int | None) -> int | None:
        """Return the member of a list of levels that a member of a list of rates stands for."""
        if found is not None and self._lead(figure).startswith("均"):
            return found - self._figures[found].situation.run.place  # of all alike: of the first
        place, length, apart = self._place_in_list(figure)
        if figure.frame == "each" or length == 1:
            return found
        if apart and place:
            before = self._found[figure.index - 1]
            if (
                before is not None
                and self._are_levels(range(before, before + 2))
                and before + 1 < figure.index - place
            ):
                return before + 1
        if found is None:
            return None
        base = self._figures[found].situation.run
        if base.length == length:
            return found - base.place + place
        first = found - length + 1 if apart else found
        return first + place if self._are_levels(range(first, found + 1)) else found

    def _place_in_list(self, figure: Figure) -> tuple[int, int, bool]:
        """Return the place of a figure in its list, the length, and whether each has a thing of its own.

        Where the whole is named with each, the list is that of the clause: 分别占耕地的74.5%和农户的79.1%.
        """
        run, clause = figure.situation.run, self._scope.clauses.at(figure.quantity.start)
        if run.length > 1 or clause is None:
            return run.place, run.length, run.apart
        chars, kind = self._scope.text.chars, self._kinds[figure.index].name
        first = last = figure.index
        while first > max(0, figure.index - _MEMORY) and self._is_listed(first - 1, clause, kind):
            first -= 1
        furthest = min(len(self._figures), first + _MEMORY) - 1
        while last < furthest and self._is_listed(last + 1, clause, kind):
            last += 1
        if "分别" not in chars[clause.start : self._figures[first].quantity.left]:
            return 0, 1, False
        return figure.index - first, last - first + 1, True

    def _is_listed(self, index: int, clause: Span, kind: str) -> bool:
        inside = clause.start <= self._figures[index].quantity.start < clause.end
        return inside and self._kinds[index].name == kind

    def _are_levels(self, indices: range) -> bool:
        """Say whether figures of one sentence are all levels."""
        if indices.start < 0:
            return False
        at = {self._scope.sentences.index_at(self._figures[index].quantity.start) for index in indices}
        return len(at) == 1 and all(self._kinds[index].name == "level" for index in indices)

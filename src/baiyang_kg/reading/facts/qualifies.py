"""Which figure a rate, a share, progress, a rank or an amount of change belongs to.

`7.15亿元，同比增长17.79%`: the rate means the thing of the level before it. A list with 分别 pairs in order.
A rate that names its thing anew belongs to a level of the same name, if the report states one. A rank belongs
to the figure it was won with, a share to the whole where it was counted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from baiyang_kg.reading.facts.bases import MEMORY, Bases
from baiyang_kg.reading.facts.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.reading.facts.kinds import Kind
    from baiyang_kg.reading.model import Span
    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.things.figures import Figure

QUALIFYING = frozenset(("change_rate", "change_amount", "share", "progress", "rank"))
_OF_WHAT = re.compile(r"([^，。；、\d]{2})(?:数量|总量|规模|面积|总额|额度|金额|人数)")
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
_TO_TOTAL = frozenset(("至", "达", "到"))
_TOTAL = ("总数", "总量", "总计")
_REACHED = re.compile("[至达到为]$")
_ASPECT = re.compile("总量|规模|增速|增幅|涨幅|降幅|增长率")
_ONE_OF = re.compile("[^，。；]{0,8}中(?!心|等|小|学|国|央|西|高|医)")
_OF_SPEED = re.compile("(?:同比|年均|平均)?(?:增速|增幅|涨幅|降幅|增长率)")
_COMPARED_WITH = re.compile("(?:[时期末初年月底]|[同环]比|平均|水平|均值|标准|平均增[速幅])$")
_BEGINS_COMPARED = re.compile(
    "(?:分别|均|都|也|已)?(?:同比|环比|比(?![重例率])|较(?![好大多高快强])|[高低快慢]于|高出)"
)
_TO_SPEND = ("总投资", "总投资额", "计划投资", "协议资金")  # what a project costs in all was not done yet
_INDICATORS = frozenset(("项", "个"))
_NEARBY = 300  # characters within which a name is taken up again; farther off it is of another time
_AMOUNT_OF = re.compile("(?:数量|总数|总量|个数|规模)$")
_AT_ONCE = 12  # characters behind a share where its own change is said
_SPECIFIC = 4  # characters from which a name is of one thing: 资金 and 项目 name too many


class Qualification:
    """The links between the figures of one text."""

    def __init__(self, scope: Scope, figures: Sequence[Figure], kinds: Sequence[Kind]) -> None:
        self._scope = scope
        self._figures = figures
        self._kinds = kinds
        self._parts = Parts(scope)
        self._bases = Bases(scope, figures, kinds)
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

    def _qualified(self, figure: Figure) -> int | None:
        kind = self._kinds[figure.index].name
        if kind in ("share", "progress"):
            found = self._whole(figure, kind)
        elif "位次" in figure.quantity.unit:
            return self._bases.nearest(figure, _BASES["places"])
        elif kind == "rank":
            found = self._ranked(figure)
        elif kind == "change_amount" and self._is_total_behind(figure):
            return figure.index + 1
        elif figure.back is not None:
            found = self._said_before(figure, kind)
        else:
            found = self._of_its_own(figure, kind)
            return None if self._bases.is_of_counted(figure, found) else found
        return None if self._bases.is_of_counted(figure, found) else self._in_order(figure, found)

    def _of_its_own(self, figure: Figure, kind: str) -> int | None:
        """Return what a change qualifies that names its thing anew."""
        behind = figure.index + 1
        if kind == "change_amount" and behind < len(self._figures):
            lead, total = self._bases.lead(self._figures[behind]), self._figures[behind]
            follows = total.back == figure.index or (
                lead.startswith(_TOTAL) and self._bases.bears(behind, figure)
            )
            if follows and self._kinds[behind].name == "level" and _REACHED.search(lead):
                return behind  # 净增2户，增至5户
        name = self._name(figure)
        if kind == "change_rate" and (_HOW_MANY.fullmatch(name) or _OF_SPEED.fullmatch(name)):
            return self._bases.nearest(figure, _OTHERWISE)
        compared = self._compared(figure)
        return self._named(figure) if compared is None else compared

    def _compared(self, figure: Figure) -> int | None:
        """Return what moved where a clause begins with a comparison: 回收率41%，较年初回升7个百分点."""
        clause = self._scope.clauses.at(figure.quantity.start)
        chars = self._scope.text.chars
        if clause is None:
            return None
        start = max(clause.start, figure.situation.left)
        start += chars.startswith("、", start)
        if not _BEGINS_COMPARED.match(chars, start, figure.quantity.left):
            return None
        base = self._bases.nearest(figure, _BASES.get(figure.quantity.unit_kind, _OTHERWISE))
        if base is None:
            return None
        name, said = self._name(figure), self._name(self._figures[base])
        within = not name or _COMPARED_WITH.search(name)
        same = len(name) > 1 and (said.endswith(name) or name.endswith(said))
        return base if within or same else None

    def _is_total_behind(self, figure: Figure) -> bool:
        """Say whether the level that is reached follows at once: 新增43家至224家."""
        behind = figure.index + 1
        if behind >= len(self._figures) or self._kinds[behind].name != "level":
            return False
        between = self._scope.text.chars[figure.quantity.right : self._figures[behind].quantity.left]
        return between in _TO_TOTAL

    def _named(self, figure: Figure) -> int | None:
        """Return a level of the same name near by."""
        name = self._name(figure)
        counted = _AMOUNT_OF.sub("", name)
        if counted != name and len(counted) > 1:
            for base in self._bases.before(figure, _OTHERWISE):
                if self._name(self._figures[base]) == counted:
                    return base  # 612幢楼，楼幢数量增长6%
        index = self._level_of.get(name, self._level_of.get(counted))
        if index is None:
            return None
        away = abs(self._figures[index].quantity.start - figure.quantity.start)
        return index if away <= _NEARBY else None

    # -- shares and progress -------------------------------------------------------------------------------

    def _whole(self, figure: Figure, kind: str) -> int | None:
        """Return what a figure is a part of."""
        if kind == "share":
            if self._parts.is_no_part(figure):
                return None
            named = self._whole_by_name(figure)
            if named is not None:
                return named
            before = figure.index - 1
            if before >= 0 and self._kinds[before].name == "share" and self._parts.opens_clause(figure):
                return self._found[before]  # 45%归村民，45%归集体
        if figure.frame != "each" and self._parts.is_of_what_was_said(figure):
            found = self._bases.nearest(figure, _OTHERWISE)
        elif kind == "share" and self._parts.has_subject(figure):
            found = self._bases.nearest(figure, _OTHERWISE) if self._parts.is_bare(figure) else None
        elif kind == "share" and self._parts.names_itself(figure):
            found = None
        else:
            found = None if figure.back is None else self._said_before(figure, kind)
        if found is None or kind == "share":
            return found
        done = self._bases.fits_measure(found, self._bases.lead(figure))
        return found if done and not self._name(self._figures[found]).endswith(_TO_SPEND) else None

    def _whole_by_name(self, figure: Figure) -> int | None:
        """Return the level that a share calls by its name: 纠纷1655件，90%以上的纠纷; 全部收益的45%."""
        before = self._bases.nearest(figure, ("level",), sentences=1)
        if before is None:
            return None
        whole = self._name(self._figures[before])
        names = (name for name in self._parts.names(figure) if len(name) > 1)
        return before if any(whole.endswith(name) or name.endswith(whole) for name in names) else None

    # -- ranks ---------------------------------------------------------------------------------------------

    def _ranked(self, figure: Figure) -> int | None:
        """Return what a rank was won with; nothing, if it was won in a contest or held for long."""
        lead, clause = self._bases.lead(figure), self._scope.clauses.at(figure.quantity.start)
        start = clause.start if clause else figure.situation.left
        if _WON.search(lead) or _CONTEST.search(self._scope.text.chars, start, figure.quantity.left):
            return None
        is_speed = _SPEED.search(self._aspect(figure)) is not None
        moved = self._bases.nearest(figure, _MOVES) if is_speed else None
        if moved is not None:
            return moved  # 增长15.2%，增速居全省第一位
        return self._ranked_anew(figure) if figure.back is None else self._ranked_again(figure, figure.back)

    def _ranked_again(self, figure: Figure, index: int) -> int | None:
        """Return what a rank was won with by the thing of the figure at `index`."""
        back, lead = self._figures[index], self._bases.lead(figure)
        if back.quantity.unit in _INDICATORS and self._name(back).endswith("指标"):
            return None  # 5项主要指标居全市第一: the indicators are ranked, not their number
        if _ONE_OF.match(self._scope.text.chars, back.quantity.right, figure.quantity.left):
            return None  # 七个街道中居第3位: it is one of them
        found = self._said_before(figure, "rank")
        if found is None:
            return None
        return self._grown(found) if self._bases.fits_measure(found, lead) else self._measured(figure, lead)

    def _aspect(self, figure: Figure) -> str:
        """Return what of a thing is ranked: 总量 and 增速 in turn of 总量及增速分别居第二位、第四位."""
        run = figure.situation.run
        aspects = _ASPECT.findall(self._bases.lead(self._figures[figure.index - run.place]))
        if not aspects:
            return self._bases.lead(figure)
        return str(aspects[run.place] if len(aspects) == run.length else aspects[0])

    def _measured(self, figure: Figure, lead: str) -> int | None:
        """Return a level of the measure that is named: 签约企业58家，总投资3亿元，签约数量居第七位."""
        fits = [
            index for index in self._bases.before(figure, _OTHERWISE) if self._bases.fits_measure(index, lead)
        ]
        of = _OF_WHAT.search(lead)
        named = (index for index in fits if of and of[1] in self._bases.lead(self._figures[index]))
        return next(named, fits[0] if fits else None)

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
            return self._measured(figure, chars[clause.start : figure.quantity.left])
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

    def _said_before(self, figure: Figure, kind: str) -> int | None:
        """Follow the figures of the same thing, and what they qualify, to one that can be qualified."""
        if kind in _MOVES and self._bases.is_of_part(figure):
            return None
        bases = _BASES.get("rank" if kind == "rank" else figure.quantity.unit_kind, _OTHERWISE)
        back = figure.back
        for _ in range(MEMORY):
            if back is None or (self._kinds[back].name in bases and not self._bases.is_passed_over(back)):
                break
            known = self._found[back]
            linked = known is not None and self._kinds[known].name in bases
            if linked:
                back = known
            elif self._figures[back].back is not None:
                back = self._figures[back].back
            else:
                back = self._before(back) if self._bases.is_passed_over(back) else None
        if back is None and kind == "change_rate" and figure.back == figure.index - 1:
            before = self._figures[figure.back].quantity
            follows = figure.quantity.left - before.right <= _AT_ONCE
            back = figure.back if follows and self._kinds[figure.back].name == "share" else None
        return back if back is None or self._bases.bears(back, figure) else None

    def _before(self, index: int) -> int | None:
        """Return the nearest level before one that is passed over, of the same unit."""
        before = self._bases.nearest(self._figures[index], ("level",))
        if before is None or self._figures[before].quantity.unit != self._figures[index].quantity.unit:
            return None
        return before

    # -- lists ---------------------------------------------------------------------------------------------

    def _in_order(self, figure: Figure, found: int | None) -> int | None:
        """Return the member of a list of levels that a member of a list of rates stands for."""
        if found is not None and self._bases.lead(figure).startswith("均"):
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
        while first > max(0, figure.index - MEMORY) and self._is_listed(first - 1, clause, kind):
            first -= 1
        furthest = min(len(self._figures), first + MEMORY) - 1
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

"""Which figure can be what another one qualifies: one of the same measure, and of the state that was reached.

An amount of change is of the measure of what changed (减少用工260人 is of no 18个作坊). What a level is
compared with (较三年前的5.2亿元增加3.4亿元), a mark that was passed (首次跨越6亿元门槛) and a count of
steps (三个台阶) are not what a rate is of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from baiyang_kg.reading.facts.kinds import Kind
    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.things.figures import Figure

_COMPARED_WITH = re.compile(r"(?:(?<!占)比(?![重例率])|较|与)(?:[^，。；\d]|\d{4}年){0,12}$")
_COMPARED_ANEW = re.compile(r"(?:^|[、和及])(?:比|较|与)(?:[^，。；\d]|\d{4}年){1,12}$")
_MOVED = re.compile("[^，。；\\d]{0,3}?(?:[增减升降提加缩压扩多少高低]|回[落升]|下[降滑调])")
_MARK_PASSED = re.compile(
    "(?:首次|一举|成功|历史性|率先|连续|再次|接连|先后|又|并|已)*(?:突破|跨越|跨过|迈上|迈过|站上|跃上)了?"
)
_STEPS = re.compile("(?:台阶|大关|关口|门槛)$")
_IN_STEPS = re.compile(r"(?:[、和][\d.]+[万亿元]{1,4}){0,6}[两三四五六七八九]个大?台阶")
_PLACES = "位次"
# A word that says how much of what: 签约数量 is of a count, 投资额 of money.
_MEASURES = (
    (re.compile("金额|总额|额度|资金|投资额|投资(?:计划|任务|目标)"), frozenset(("currency",))),
    (re.compile("面积"), frozenset(("area",))),
    (re.compile("里程"), frozenset(("length",))),
    (re.compile("人数|人次"), frozenset(("person", "person_time"))),
    (re.compile("家数|户数|个数"), frozenset(("count", "household", "person"))),
    (
        re.compile("数量"),
        frozenset(
            ("count", "household", "person", "person_time", "weight", "area", "length", "volume", "other")
        ),
    ),
)
MEMORY = 8  # figures back that another can qualify
_NEWLY = re.compile("新增|净增|新登记|新注册")
_NET = re.compile("净增")


class Bases:
    """What of the figures of one text others can qualify."""

    def __init__(self, scope: Scope, figures: Sequence[Figure], kinds: Sequence[Kind]) -> None:
        self._scope = scope
        self._figures = figures
        self._kinds = kinds

    def nearest(self, figure: Figure, kinds: Sequence[str], *, sentences: int = 0) -> int | None:
        """Return the nearest figure before that is of one of the kinds, in the sentence or so many before."""
        return next(self.before(figure, kinds, sentences=sentences), None)

    def before(self, figure: Figure, kinds: Sequence[str], *, sentences: int = 0) -> Iterator[int]:
        """Yield the figures before one that it can qualify, the nearest first."""
        first = self._scope.sentences.index_at(figure.quantity.start) - sentences
        for index in range(figure.index - 1, max(-1, figure.index - MEMORY - 1), -1):
            if self._scope.sentences.index_at(self._figures[index].quantity.start) < first:
                return
            if self._kinds[index].name in kinds and self.bears(index, figure):
                yield index

    def bears(self, index: int, figure: Figure) -> bool:
        """Say whether `figure` can qualify the figure at `index`."""
        base = self._figures[index]
        if self.is_passed_over(index):
            return False
        if (
            self._kinds[figure.index].name != "change_amount"
            or figure.quantity.unit_kind == "percentage_point"
        ):
            return True
        if _PLACES in figure.quantity.unit:
            return True
        if base.quantity.unit_kind != figure.quantity.unit_kind:
            return False
        return not (_NET.search(self.lead(figure)) and _NEWLY.search(self.lead(base)))

    def is_passed_over(self, index: int) -> bool:
        """Say whether a level is one that another was compared with, a mark passed, or a number of steps."""
        if self._kinds[index].name != "level":
            return False
        base = self._figures[index]
        lead = self.lead(base)
        if _STEPS.search(self._name(base)) or (base.back is not None and _COMPARED_WITH.search(lead)):
            return True
        if _COMPARED_ANEW.search(lead) and _MOVED.match(self._scope.text.chars, base.quantity.right):
            return True
        chars, place = self._scope.text.chars, base.quantity.start
        clause = self._scope.clauses.at(place)
        start = clause.start if clause else place
        return _MARK_PASSED.fullmatch(chars, start, place) is not None or bool(
            _IN_STEPS.match(chars, base.quantity.right)
        )

    def fits_measure(self, index: int, words: str) -> bool:
        """Say whether a figure is of the measure that the last word for one in `words` names."""
        kinds = [(found.start(), units) for measure, units in _MEASURES for found in measure.finditer(words)]
        return not kinds or self._figures[index].quantity.unit_kind in max(kinds, key=lambda one: one[0])[1]

    def is_of_part(self, figure: Figure) -> bool:
        """Say whether a change is of a part whose level is not said: 其中盆栽产值的同比增速达26%."""
        clause = self._scope.clauses.at(figure.quantity.start)
        back = figure.back
        if clause is None or back is None or self._figures[back].quantity.start >= clause.start:
            return False
        return self._scope.text.chars.startswith("其中", clause.start)

    def is_of_counted(self, figure: Figure, index: int | None) -> bool:
        """Say whether a clause counts things and tells how something of theirs moved: 30种蔬菜价格上涨6%."""
        clause = self._scope.clauses.at(figure.quantity.start)
        if clause is None or index is None or self._kinds[figure.index].name != "change_rate":
            return False
        base = self._figures[index]
        return clause.start <= base.quantity.start and base.quantity.right <= base.head.start

    def lead(self, figure: Figure) -> str:
        """Return the words of the clause that lead to a figure, behind the figure before it."""
        clause = self._scope.clauses.at(figure.quantity.start)
        start = max(clause.start if clause else 0, figure.situation.left)
        return self._scope.text.chars[start : figure.quantity.left]

    def _name(self, figure: Figure) -> str:
        return self._scope.text.chars[figure.head.start : figure.head.end]

"""How a share or progress says of what it is a part: 占, 其中…占比, 完成任务的70%, 全部收益的45%."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.things.figures import Figure

# 占全省的30% and 其中女性占30% are parts of what was just said, 林木占比达30% is of a thing of its own.
_OF_WHAT_WAS_SAID = re.compile(
    r"其中$|(?:分别|其中[^，。；]{0,14}?|[^，。；]{0,10}的又?|(?:约|仅|只|均|共|已|还|也|各|总体|合计|人数|数量|总量)?)占(?!比)"
    r"|(?:其中[^，。；]{0,14}?)?占比|[^，。；]*（占|[完超为占][^，。；]*(?:任务|计划|预算|目标)"
)
_COMPLETED = re.compile(r"完成率[^，。；、]{0,6}$")
_BARE = re.compile("占[到了去据]?(?:约|近)?$")  # no whole is named: 60岁以上老人占27%
_ALL_OF = re.compile("(?:全部|所有|总)?([\u4e00-\u9fff]{2,6})的$")
_FROM = re.compile(r"[从由][^，。；\d]{0,12}(?:\d{4}年[^，。；\d]{0,6})?$")
_NAMED = re.compile("率[^，。；]{0,4}$")
_BY_RULE = re.compile("按照?[^，。；]{1,9}的$")
_LEAD = 12  # characters before a share that may name its whole


class Parts:
    """What the words before a share or progress say of its whole."""

    def __init__(self, scope: Scope) -> None:
        self._chars = scope.text.chars
        self._clauses = scope.clauses

    def is_of_what_was_said(self, figure: Figure) -> bool:
        """Say whether the clause of a figure begins as one that goes on with what was just counted."""
        clause, place = self._clauses.at(figure.quantity.start), figure.quantity.left
        start = figure.situation.left if clause is None else clause.start
        listed = self._chars.rfind("、", start, place) + 1
        begun = _OF_WHAT_WAS_SAID.match(self._chars, start, place) or (
            listed and _OF_WHAT_WAS_SAID.match(self._chars, listed, place)
        )
        return bool(begun or _COMPLETED.search(self._chars, start, place))

    def has_subject(self, figure: Figure) -> bool:
        """Say whether something else is the part that a figure speaks of: 产值占全市的83%."""
        clause = self._clauses.at(figure.quantity.start)
        start = max(clause.start if clause else 0, figure.situation.left)
        return self._chars.find("占", start, figure.quantity.left) >= 0 and not self.is_of_what_was_said(
            figure
        )

    def is_no_part(self, figure: Figure) -> bool:
        """Say whether a share is where another came from (份额从9%提升到11%) or a rule (按租金的5%)."""
        left, place = figure.situation.left, figure.quantity.left
        return bool(
            _FROM.search(self._chars, left, place)
            or _BY_RULE.search(self._chars, max(left, place - _LEAD), place)
        )

    def names_itself(self, figure: Figure) -> bool:
        """Say whether a share is called by its own name right before it: 提案办结率、满意率均达100%."""
        place = figure.quantity.left
        return bool(_NAMED.search(self._chars, max(figure.situation.left, place - _LEAD), place))

    def is_bare(self, figure: Figure) -> bool:
        """Say whether a share names no whole: it is part of what was counted before it."""
        place = figure.quantity.left
        return bool(_BARE.search(self._chars, max(0, place - _LEAD), place))

    def names(self, figure: Figure) -> list[str]:
        """Return what a share calls its whole: 90%以上的|矛盾纠纷, 全部|收益|的45%."""
        place = figure.quantity.left
        names = [self._chars[figure.head.start : figure.head.end]] if figure.frame == "QN" else []
        of = _ALL_OF.search(self._chars, max(figure.situation.left, place - _LEAD), place)
        return [*names, of[1]] if of else names

    def opens_clause(self, figure: Figure) -> bool:
        """Say whether a clause begins with a figure: 45%归村民，|45%归集体."""
        clause = self._clauses.at(figure.quantity.start)
        return clause is not None and figure.quantity.left == clause.start

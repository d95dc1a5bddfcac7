"""When a figure holds.

Every figure has several periods that it may be of (`holding`); which one it is of is weighed with weights
that were learned from gold (`bench/learn_periods.py`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from baiyang_kg.reading.genre import is_article
from baiyang_kg.reading.holding import Holding
from baiyang_kg.reading.meanings import Asked
from baiyang_kg.reading.plans import Plans

if TYPE_CHECKING:
    from collections.abc import Mapping

    from baiyang_kg.reading.figures import Figure
    from baiyang_kg.reading.holding import Candidate
    from baiyang_kg.reading.model import Context
    from baiyang_kg.reading.scope import Scope

_OPENING = 300  # characters in which an article is dated
_DAY = re.compile(r"(?:((?:19|20)\d{2})年)?(?<!\d)(1[0-2]|[1-9])月\d{1,2}日", re.ASCII)


def find_dateline(scope: Scope, context: Context) -> tuple[str | None, bool]:
    """Return the month that a news article is of, and whether it is only guessed.

    It is that of the first date with a day in the opening lines, else of the latest one anywhere. An annual
    report opens without one, so a text that is longer than any article has no dateline.
    """
    chars = scope.text.chars
    if not is_article(scope.text):
        return None, False
    days = [day for day in _DAY.finditer(chars) if not day[1] or int(day[1]) == context.year]
    if not days:
        return None, False
    opens = days[0].end() <= _OPENING
    month = int(days[0][2]) if opens else max(int(day[2]) for day in days)
    return f"{context.year}-{month:02d}", not opens


class Periods:
    """The period of every figure of a text."""

    def __init__(self, scope: Scope, context: Context, weights: Mapping[str, int]) -> None:
        self._scope = scope
        self._year = context.year
        self._weights = weights
        self._dateline, guessed = find_dateline(scope, context)
        self._holding = Holding(
            scope,
            context.year,
            self._dateline,
            guessed=guessed,
        )
        self.plans = Plans(scope, context, self._holding.looks_ahead)

    def candidates(self, figure: Figure, kind: str) -> list[Candidate]:
        """Return the periods that a figure of `kind` may be of, with what speaks for each; at least one."""
        quantity, words = figure.quantity, self._scope.words
        asked = Asked(
            place=quantity.start,
            kind=kind,
            reached="reach" in figure.situation.link.roles,
            plan=kind == "target" or self.plans.is_planned_size(figure),
            cues=self._holding.find_cues(quantity.start, quantity.right),
            before=words.texts[words.index_at(max(0, quantity.left - 1))],
        )
        return self._holding.find_candidates(asked)

    def period_of(self, figure: Figure, kind: str) -> str:
        """Return the period of a figure of `kind`."""
        weigh = self._weights.get
        best, most = "", 0
        for candidate in self.candidates(figure, kind):
            total = 0
            for feature in candidate.features:
                total += weigh(feature, 0)
            if not best or total > most:
                best, most = candidate.period, total
        return best

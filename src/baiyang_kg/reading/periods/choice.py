"""When a figure holds.

Every figure has several periods that it may be of (`holding`); which one it is of is weighed with weights
that were learned from gold (`bench/learn_periods.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from baiyang_kg.reading.periods.cues import find_cues
from baiyang_kg.reading.periods.datelines import find_dateline
from baiyang_kg.reading.periods.holding import Holding
from baiyang_kg.reading.periods.meanings import Asked
from baiyang_kg.reading.periods.plans import Plans

if TYPE_CHECKING:
    from baiyang_kg.reading.model import Context
    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.periods.clues import PeriodWeights
    from baiyang_kg.reading.periods.holding import Candidate
    from baiyang_kg.reading.things.figures import Figure


class Periods:
    """The period of every figure of a text."""

    def __init__(self, scope: Scope, context: Context, weights: PeriodWeights) -> None:
        self._scope = scope
        self._weights = weights
        self._holding = Holding(scope, context.year, find_dateline(scope, context.year))
        self.plans = Plans(scope, context, self._holding.looks_ahead)

    def candidates(self, figure: Figure, kind: str) -> list[Candidate]:
        """Return the periods that a figure of `kind` may be of, with what speaks for each; at least one."""
        quantity, words = figure.quantity, self._scope.words
        asked = Asked(
            place=quantity.start,
            kind=kind,
            reached="reach" in figure.situation.link.roles,
            plan=kind == "target" or self.plans.is_planned_size(figure),
            cues=find_cues(self._scope, quantity.start, quantity.right),
            before=words.texts[words.index_at(max(0, quantity.left - 1))],
            unit=quantity.unit,
            noun=self._scope.text.chars[max(0, figure.head.end - 1) : figure.head.end],
        )
        return self._holding.find_candidates(asked)

    def period_of(self, figure: Figure, kind: str) -> str:
        """Return the period of a figure of `kind`."""
        weigh = self._weights.of_clues.__getitem__
        best, most = "", 0
        for candidate in self.candidates(figure, kind):
            total = sum(map(weigh, candidate.clues))
            if not best or total > most:
                best, most = candidate.period, total
        return best

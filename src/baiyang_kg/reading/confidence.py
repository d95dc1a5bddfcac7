"""How sure a reading is: the margin by which it won, as a chance of being right.

The ranking is log-linear: over SCALE, the scores of the readings of a figure are the logarithms of their
odds. The *share* of a figure is what a softmax gives to the readings that name the thing that won. How often
figures of such a share were read rightly says `data/lexicon/calibration.tsv`, which `bench/calibrate.py`
measures on reports whose gold was left out of the learning.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation
from typing import TYPE_CHECKING

from baiyang_kg.errors import LexiconError
from baiyang_kg.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from baiyang_kg.reading.report import Derived
    from baiyang_kg.reading.things.candidates import Candidate
    from baiyang_kg.reading.things.figures import Figure

SCALE = 40  # whole numbers of a score for a unit of log-odds
_ARITHMETIC = Context(prec=12)
_EDGES = "、，的等和及与了“”（）；："  # two phrases that differ in these alone name the same thing


@dataclass(frozen=True, slots=True)
class Calibration:
    """A step function from shares to chances: `chances[i]` holds from `limits[i]` on; both ascend."""

    limits: tuple[Decimal, ...]
    chances: tuple[Decimal, ...]

    def chance_of(self, share: Decimal) -> Decimal:
        """Return how likely a figure of this share is read rightly, with two decimals."""
        return self.chances[max(bisect_right(self.limits, share) - 1, 0)]


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure the reading of one figure is, and what it would have counted otherwise."""

    share: Decimal
    confidence: Decimal
    runner_up: str | None  # the thing of the best reading that names another; None where none does


def read_calibration(path: Path) -> Calibration:
    """Return the calibration in the table at `path`.

    Raises LexiconError for a cell that is no number from 0 to 1, and for a row that does not ascend.
    """
    limits: list[Decimal] = []
    chances: list[Decimal] = []
    for row in read_table(path):
        try:
            limit, chance = Decimal(row["share"]), Decimal(row["confidence"])
            sound = 0 <= limit <= 1 and 0 <= chance <= 1
        except InvalidOperation:
            sound = False
        if not sound or (limits and (limit <= limits[-1] or chance < chances[-1])):
            found = f"share {row['share']!r}, confidence {row['confidence']!r}"
            raise LexiconError(row.place, found, "write numbers from 0 to 1 that ascend from row to row")
        limits.append(limit)
        chances.append(chance)
    if not limits:
        raise LexiconError(str(path), "no row", "measure it anew: python bench/calibrate.py")
    return Calibration(tuple(limits), tuple(chances))


def weigh(derived: Derived, calibration: Calibration) -> list[Certainty]:
    """Return how sure each observation of a reading is, in their order."""
    chars = derived.scope.text.chars
    figures = [derivation.figure for derivation in derived.derivations]
    certainties = []
    for figure in figures:
        share, runner_up = _compare(chars, figure, figures)
        certainties.append(Certainty(share, calibration.chance_of(share), runner_up))
    return certainties


def _compare(chars: str, figure: Figure, figures: Sequence[Figure]) -> tuple[Decimal, str | None]:
    """Return the share of the thing that won, and the thing of the best reading that names another."""
    readings = figure.ranked
    if not readings:
        return Decimal(0), None
    won = chars[figure.head.start : figure.head.end].strip(_EDGES)
    top = readings[0].score
    total = good = Decimal(0)
    runner_up = None
    for ranked in readings:
        odds = _ARITHMETIC.exp(_ARITHMETIC.divide(Decimal(ranked.score - top), Decimal(SCALE)))
        thing = _thing(chars, figure, figures, ranked.candidate).strip(_EDGES)
        total += odds
        if thing == won or ranked is readings[0]:
            good += odds
        elif runner_up is None:
            runner_up = thing
    return _ARITHMETIC.divide(good, total), runner_up


def _thing(chars: str, figure: Figure, figures: Sequence[Figure], candidate: Candidate) -> str:
    if candidate.back:
        meant = figures[figure.index - candidate.back].head
        return chars[meant.start : meant.end]
    return chars[candidate.start : candidate.end]

"""Measure how far a reading is to be trusted: `python bench/calibrate.py`.

The reports are dealt out to FOLDS folds, and each is read with weights learned from the others. The shares by
which readings won (`reading/confidence.py`), in order, are cut into bins of about equally many figures; of
each bin it is counted how many were read rightly in value, unit, bound, kind and counted thing, and
neighbours are joined until more share is never less right (pool adjacent violators: Ayer and others 1955).
The steps go to `data/lexicon/calibration.tsv`; the same gold gives the same file.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from accuracy import ROOT
from left_out import judge_tuples, read_left_out
from records import Span

from baiyang_kg.reading.confidence import Calibration, weigh

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from left_out import LeftOut

CALIBRATION = ROOT / "data" / "lexicon" / "calibration.tsv"
FOLDS = 5
BIN = 100  # figures at least: of fewer, chance says too much
FINE = Decimal("0.00001")
CENT = Decimal("0.01")
UNKNOWN = Calibration((Decimal(0),), (Decimal(0),))


class Outcome(NamedTuple):
    """The share by which the reading of a figure won, and whether it was right."""

    share: Decimal
    right: bool
    fold: int


@dataclass(frozen=True, slots=True)
class Step:
    """Figures of neighbouring shares."""

    least: Decimal
    figures: int
    right: int

    @property
    def chance(self) -> Fraction:
        """How likely one of them is right, by Laplace's rule: never quite sure, either way."""
        return Fraction(self.right + 1, self.figures + 2)

    def __add__(self, other: Step) -> Step:
        return Step(self.least, self.figures + other.figures, self.right + other.right)


def find_outcomes(readings: Iterable[LeftOut]) -> list[Outcome]:
    """Return the outcome of every observation that the gold judges."""
    outcomes = []
    for one in readings:
        judged = judge_tuples(one)
        for observation, certainty in zip(
            one.derived.reading.observations, weigh(one.derived, UNKNOWN), strict=True
        ):
            right = judged.get(Span(observation.start, observation.end))
            if right is not None:
                outcomes.append(Outcome(certainty.share, right, one.fold))
    return outcomes


def fit(outcomes: Sequence[Outcome]) -> list[Step]:
    """Return the steps, by share ascending, whose chances ascend too, to the cent."""
    steps: list[Step] = []
    for least, right in sorted((share.quantize(FINE, ROUND_FLOOR), right) for share, right, _ in outcomes):
        one = Step(least, 1, int(right))
        open_bin = steps and (steps[-1].figures < BIN or steps[-1].least == least)
        if open_bin:
            steps[-1] += one
        else:
            steps.append(one)
    if len(steps) > 1 and steps[-1].figures < BIN:
        last = steps.pop()
        steps[-1] += last
    pooled: list[Step] = []
    for step in steps:
        pooled.append(step)
        while len(pooled) > 1 and _cents(pooled[-1]) <= _cents(pooled[-2]):
            last = pooled.pop()
            pooled[-1] += last
    return pooled


def _cents(step: Step) -> Decimal:
    """Return the chance of a step to the cent, which never rounds up to what is quite sure."""
    chance = Decimal(step.chance.numerator) / Decimal(step.chance.denominator)
    return min(chance.quantize(CENT), 1 - CENT)


def calibration_of(steps: Sequence[Step]) -> Calibration:
    """Return the steps as the reader takes them."""
    return Calibration(tuple(step.least for step in steps), tuple(map(_cents, steps)))


def write_calibration(steps: Sequence[Step], path: Path) -> None:
    """Write the table that the reader reads."""
    head = (
        "# Measured by bench/calibrate.py on data/gold; not written by hand. Of the figures whose reading\n"
    )
    head += "# won with this share or more, up to the next row's, so many were read rightly.\n"
    rows = [f"{step.least:f}\t{_cents(step)}\t{step.figures}\n" for step in steps]
    path.write_text(head + "share\tconfidence\tfigures\n" + "".join(rows), encoding="utf-8")


def main() -> None:
    """Measure, and write the table."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    steps = fit(find_outcomes(read_left_out(FOLDS)))
    write_calibration(steps, CALIBRATION)
    print(f"{CALIBRATION.relative_to(ROOT)}: {len(steps)} steps from {sum(s.figures for s in steps)} figures")


if __name__ == "__main__":
    main()

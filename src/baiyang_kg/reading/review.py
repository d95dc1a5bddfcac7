"""The figures of a report that a person should look at first: those whose reading is least sure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from baiyang_kg.reading.contract import plain
from baiyang_kg.reading.explain import mark_clause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.reading.confidence import Certainty
    from baiyang_kg.reading.model import Observation
    from baiyang_kg.reading.report import Derived

COLUMNS = ("confidence", "at", "clause", "read as", "runner-up")


@dataclass(frozen=True, slots=True)
class Portion:
    """Some of a number of things: so many of them, or so many in a hundred."""

    amount: Decimal
    in_percent: bool

    def of(self, total: int) -> int:
        """Return how many of `total` things that is, at most all; a part of a thing counts as one."""
        wanted = self.amount * total / 100 if self.in_percent else self.amount
        return min(total, int(wanted.to_integral_value(ROUND_CEILING)))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure to look at."""

    confidence: Decimal
    at: int
    clause: str
    read_as: str
    runner_up: str

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the fields as text, in the order of COLUMNS."""
        return f"{self.confidence:.2f}", str(self.at), self.clause, self.read_as, self.runner_up


def parse_portion(text: str) -> Portion:
    """Return the portion that `10%` or `25` means; ValueError for another text."""
    match = re.fullmatch(r"(\d{1,9}(?:\.\d{1,9})?)\s*%|(\d{1,9})", text.strip(), re.ASCII)
    if match is None:
        raise ValueError(f"{text!r} is neither a percentage such as 10% nor a number of figures such as 25")
    return Portion(Decimal(match[1] or match[2]), in_percent=match[1] is not None)


def find_doubts(derived: Derived, certainties: Sequence[Certainty], lowest: Portion) -> list[Doubt]:
    """Return the least sure of the observations, the least sure first, those as sure by their share."""
    pairs = list(zip(derived.derivations, certainties, strict=True))
    pairs.sort(key=lambda pair: (pair[1].confidence, pair[1].share, pair[0].observation.start))
    return [
        Doubt(
            confidence=certainty.confidence,
            at=derivation.observation.start,
            clause=mark_clause(derived, derivation.figure).rstrip("，；。"),
            read_as=_read_as(derivation.observation),
            runner_up=certainty.runner_up or "",
        )
        for derivation, certainty in pairs[: lowest.of(len(pairs))]
    ]


def _read_as(one: Observation) -> str:
    direction = f", {one.direction}" if one.direction else ""
    value = f"{plain(one.value)} {one.unit}".rstrip()
    return f"{one.head or one.indicator}: {value} ({one.bound}, {one.kind}{direction}, {one.period})"

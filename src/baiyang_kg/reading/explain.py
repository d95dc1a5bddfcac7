"""Why a place of a report was read as it was: the rule, the reading that won and those it beat.

For a figure: its clause, the readings in the order of their scores, and the features by which the best one
leads the second. For another number its reason, for a name its rule.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from baiyang_kg.reading.contract import plain
from baiyang_kg.reading.things.weights import weight_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.reading.facts.observations import Derivation
    from baiyang_kg.reading.model import Entity, Number
    from baiyang_kg.reading.report import Derived
    from baiyang_kg.reading.terms import Lexicon
    from baiyang_kg.reading.things.candidates import Candidate
    from baiyang_kg.reading.things.figures import Figure
    from baiyang_kg.reading.things.ranking import Ranked

_SHOWN = 8  # readings and features that an explanation lists


def explain(derived: Derived, at: int, lexicon: Lexicon) -> list[str]:
    """Return the explanation of the raw offset `at` as lines; empty where nothing was read there."""
    lines: list[str] = []
    for derivation in derived.derivations:
        if derivation.observation.start <= at < derivation.observation.end + len(derivation.observation.unit):
            lines += _explain_figure(derived, derivation, lexicon)
    for number in derived.reading.numbers:
        if number.start <= at < number.end:
            lines += _explain_number(number)
    for entity in derived.reading.entities:
        if any(start <= at < end for start, end in entity.mentions):
            lines += _explain_name(entity)
    return lines


def find_nearest(derived: Derived, at: int) -> int | None:
    """Return the start of the figure or number nearest to `at`."""
    reading = derived.reading
    starts = [one.start for one in reading.observations] + [one.start for one in reading.numbers]
    return min(starts, key=lambda start: (abs(start - at), start), default=None)


def mark_clause(derived: Derived, figure: Figure) -> str:
    """Return the clause of a figure with the number and its unit in 【】."""
    chars, quantity = derived.scope.text.chars, figure.quantity
    clause = derived.scope.clauses.at(quantity.start)
    start, end = clause or (quantity.start, quantity.right)
    number = chars[quantity.start : quantity.right]
    return f"{chars[start : quantity.start]}【{number}】{chars[quantity.right : end]}".strip()


def _explain_figure(derived: Derived, derivation: Derivation, lexicon: Lexicon) -> Iterator[str]:
    one, figure = derivation.observation, derivation.figure
    chars = derived.scope.text.chars
    yield f"{one.start}–{one.end}  {mark_clause(derived, figure)}"
    yield f"  figure     {plain(one.value)} {one.unit or '(no unit)'}, bound {one.bound}"
    yield f"  counts     {one.head}    label: {one.indicator}    action: {one.action or '–'}"
    direction = f", {one.direction}" if one.direction else ""
    yield f"  kind       {one.kind}{direction}    period {one.period}    theme {one.theme}"
    if one.of:
        yield f"  qualifies  {derived.reading.raw[slice(*one.of)]} at {one.of.start}"
    yield f"  rule       {one.rule}"
    yield "  readings, best first (score, frame, thing):"
    for ranked in figure.ranked[:_SHOWN]:
        yield f"    {ranked.score:6d}  {ranked.candidate.frame:5s} {_phrase(chars, ranked.candidate)}"
    if len(figure.ranked) > 1:
        yield "  what decided between the first two (weight, feature):"
        yield from _deciding(figure.ranked[0], figure.ranked[1], lexicon)


def _phrase(chars: str, candidate: Candidate) -> str:
    if candidate.back:
        distance = "the figure" if candidate.back == 1 else f"{candidate.back} figures"
        return f"(the thing of {distance} before)"
    return chars[candidate.start : candidate.end]


def _deciding(first: Ranked, second: Ranked, lexicon: Lexicon) -> Iterator[str]:
    leads: Counter[str] = Counter()
    for name in first.features:
        leads[name] += weight_of(name, lexicon.weights)
    for name in second.features:
        leads[name] -= weight_of(name, lexicon.weights)
    for name, value in sorted(leads.items(), key=lambda one: (-abs(one[1]), one[0]))[:_SHOWN]:
        if value:
            yield f"    {value:+6d}  {name}"


def _explain_number(number: Number) -> Iterator[str]:
    yield f"{number.start}–{number.end}  {number.text}"
    yield f"  no figure: {number.reason}"


def _explain_name(entity: Entity) -> Iterator[str]:
    first = entity.mentions[0]
    yield f"{first.start}–{first.end}  {entity.name}"
    yield f"  {entity.type}, by rule {entity.rule}, named {len(entity.mentions)} times"

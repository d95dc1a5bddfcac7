"""From figures to observations: the record of the contract, field by field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from baiyang_kg.reading.kinds import Kinds
from baiyang_kg.reading.labels import Labels
from baiyang_kg.reading.model import Context, Observation, Span
from baiyang_kg.reading.periods import Periods
from baiyang_kg.reading.qualifies import QUALIFYING, Qualification
from baiyang_kg.reading.themes import Themes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.reading.scope import Scope
    from baiyang_kg.reading.terms import Lexicon

_EVIDENCE_END = re.compile(r"[；。！？\n]")
_WIDE = re.compile(r"全(省|市|州|区|县|旗|街道|镇|乡)|我(省|市|区|县|街道|镇)")


@dataclass(frozen=True, slots=True)
class Derivation:
    """An observation with the figure that it was read from, for `explain`."""

    figure: Figure
    observation: Observation


def read_observations(
    scope: Scope, figures: Sequence[Figure], lexicon: Lexicon, context: Context
) -> list[Derivation]:
    """Return the observations of a report in order, each with its derivation."""
    kinds = Kinds(scope, lexicon).classify(figures)
    naming = Labels(scope, lexicon)
    actions = naming.find_actions(figures)
    heads = [scope.text.chars[figure.head.start : figure.head.end] for figure in figures]
    qualified = Qualification(scope, figures, kinds).find_all()
    labels = [
        naming.compose(figure, action, None if of is None else heads[of])
        for figure, action, of in zip(figures, actions, qualified, strict=True)
    ]
    periods, themes = Periods(scope, context), Themes(scope, lexicon.themes)
    derivations = []
    for figure, (kind, direction), action, (head, indicator), of in zip(
        figures, kinds, actions, labels, qualified, strict=True
    ):
        place = figure.quantity.start
        target = figures[of].quantity if of is not None else None
        observation = Observation(
            **_stated(scope, figure),
            indicator=indicator,
            head=head,
            action=action,
            area=_area(scope, place, context),
            period=periods.period_at(place, compared=kind in QUALIFYING, reached=_is_reached(figure)),
            kind="target" if periods.is_plan(place) else kind,
            of=scope.text.raw_span(target.start, target.end) if target else None,
            direction=direction,
            theme=themes.theme_of(indicator, place),
            evidence=_evidence(scope, figure, figures),
            rule=_rule(figure),
            truncated=_is_truncated(scope, place),
        )
        derivations.append(Derivation(figure, observation))
    return derivations


def _stated(scope: Scope, figure: Figure) -> dict[str, object]:
    quantity = figure.quantity
    start, end = scope.text.raw_span(quantity.start, quantity.end)
    return {
        "start": start,
        "end": end,
        "text": scope.text.raw[start:end],
        "value": quantity.value,
        "unit": quantity.unit,
        "unit_kind": quantity.unit_kind,
        "bound": quantity.bound,
        "minimum": quantity.minimum,
        "maximum": quantity.maximum,
    }


def _area(scope: Scope, place: int, context: Context) -> str:
    """Return the area that a word like 全省 in the clause names, else the report's."""
    clause = scope.clauses.at(place)
    wide = _WIDE.search(scope.text.chars, clause.start if clause else place, place)
    if wide:
        level = wide[1] or wide[2]
        for area in (context.area, *reversed(context.parents)):
            if area.endswith(level):
                return area
    return context.area


def _evidence(scope: Scope, figure: Figure, figures: Sequence[Figure]) -> Span:
    """Return the raw span between semicolons or stops that holds the figure and the thing it counts."""
    chars = scope.text.chars
    start = end = figure.quantity.start
    if figure.back is not None:
        start = min(start, figures[figure.back].quantity.start)
    start = min(start, figure.head.start) if figure.head.end > figure.head.start else start
    opening = [match.end() for match in _EVIDENCE_END.finditer(chars, max(0, start - 400), start)]
    block = scope.blocks.at(end)
    first = max([block.start if block else 0, *opening[-1:]])
    closing = _EVIDENCE_END.search(chars, end)
    return scope.text.raw_span(first, closing.start() if closing else len(chars))


def _is_reached(figure: Figure) -> bool:
    """Say whether the figure is a state at the end of its period (达到, 提高到) rather than a sum over it."""
    return "reach" in figure.situation.link.roles


def _rule(figure: Figure) -> str:
    """Name the frame by its order, with the link where there is one."""
    linked = figure.situation.link.roles - {"step"}
    return {
        "QN": "quantity-noun",
        "NQ": "noun-link-quantity" if linked else "noun-quantity",
        "same": "same-thing",
        "each": "respectively",
        "item": "respectively-listed",
        "none": "bare-quantity",
    }[figure.frame]


def _is_truncated(scope: Scope, place: int) -> bool:
    sentence = scope.sentences.at(place)
    return sentence is not None and scope.text.is_cut(sentence.start + 1, sentence.end)

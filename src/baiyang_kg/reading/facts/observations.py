"""From figures to observations: the record of the contract, field by field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.reading.facts.kinds import Kinds
from baiyang_kg.reading.facts.qualifies import Qualification
from baiyang_kg.reading.facts.themes import Themes
from baiyang_kg.reading.model import Context, Observation, Span
from baiyang_kg.reading.periods.choice import Periods
from baiyang_kg.reading.things.labels import Labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.reading.facts.kinds import Kind
    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.terms import Lexicon
    from baiyang_kg.reading.things.figures import Figure

# 全市新增… widens the area; in 居全市第二, 在全市率先, 高于全市平均 the city is what is compared with.
_WIDE = re.compile(
    r"(?=[全我])(?<![在居列位占于比排超])(?:全(省|市|州|区|县|旗|街道|镇|乡)|我(省|市|区|县|街道|镇))"
    r"(?!率先|领先|前列|首|第|平均|排名|推广)"
)
_RULES = {
    "QN": "quantity-noun",
    "NQ": "noun-quantity",
    "NVQ": "noun-words-quantity",
    "QQN": "quantities-noun",
    "same": "same-thing",
    "unit": "same-unit",
    "each": "respectively",
    "item": "respectively-listed",
    "column": "table-column",
    "none": "bare-quantity",
}


class Derivation(NamedTuple):
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
    writer = _Writer(scope, figures, lexicon, context)
    derivations = []
    for figure, kind, action, of in zip(figures, kinds, actions, qualified, strict=True):
        head, indicator = naming.compose(figure, action, None if of is None else heads[of])
        sense = _Sense(kind, action, head, indicator, of)
        derivations.append(Derivation(figure, writer.observe(figure, sense)))
    return derivations


class _Sense(NamedTuple):
    """What was settled of a figure before its record is written."""

    kind: Kind
    action: str | None
    head: str
    indicator: str
    of: int | None


class _Writer:
    """The records of the figures of one text."""

    def __init__(self, scope: Scope, figures: Sequence[Figure], lexicon: Lexicon, context: Context) -> None:
        self._scope = scope
        self._figures = figures
        self._context = context
        self._periods = Periods(scope, context, lexicon.period_weights)
        self._themes = Themes(scope, lexicon.themes)

    def observe(self, figure: Figure, sense: _Sense) -> Observation:
        scope, quantity = self._scope, figure.quantity
        start, end = scope.text.raw_span(quantity.start, quantity.end)
        place = quantity.start
        kind = "target" if self._periods.plans.is_plan(figure) else sense.kind.name
        target = None if sense.of is None else self._figures[sense.of].quantity
        return Observation(
            start=start,
            end=end,
            text=scope.text.raw[start:end],
            value=quantity.value,
            unit=quantity.unit,
            unit_kind=quantity.unit_kind,
            bound=quantity.bound,
            minimum=quantity.minimum,
            maximum=quantity.maximum,
            indicator=sense.indicator,
            head=sense.head,
            action=sense.action,
            area=_area(scope, place, self._context),
            period=self._periods.period_of(figure, kind),
            kind=kind,
            of=scope.text.raw_span(target.start, target.end) if target else None,
            direction=sense.kind.direction,
            theme=self._themes.theme_of(sense.indicator, place),
            evidence=_evidence(scope, figure, self._figures),
            rule=_rule(figure),
            truncated=_is_truncated(scope, place),
        )


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
    place = figure.quantity.start
    start = place if figure.back is None else min(place, figures[figure.back].quantity.start)
    if figure.head.end > figure.head.start:
        start = min(start, figure.head.start)
    first, last = scope.statements.at(start), scope.statements.at(place)
    if first is None or last is None:
        return scope.text.raw_span(place, figure.quantity.end)
    return scope.text.raw_span(first.start, last.end - scope.ends_statement(last.end - 1))


def _rule(figure: Figure) -> str:
    """Name the frame by its order, with the link where there is one."""
    frame = figure.frame
    if frame == "NQ" and figure.situation.link.roles - {"step"}:
        return "noun-link-quantity"
    return _RULES[frame]


def _is_truncated(scope: Scope, place: int) -> bool:
    sentence = scope.sentences.at(place)
    return sentence is not None and scope.text.is_cut(sentence.start + 1, sentence.end)

"""Where a mention of time stands, as it is seen from a figure: in its clause, its sentence, its paragraph."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from baiyang_kg.reading.model import Span
    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.periods.dates import Mention

IN_SENTENCE = ("clause", "sent", "semi")  # semi: before a semicolon
HELD_IN = frozenset((*IN_SENTENCE, "behind", "title"))  # where a date holds that goes no further
AT_HAND = frozenset((*HELD_IN, "lead", "prev"))
AT_HEAD = 16  # characters of a paragraph in which a date is at its head
_NEAR = 3  # sentences


class Spot(NamedTuple):
    """Which pieces of the text a place stands in."""

    block: Span | None
    sentence: int
    statement: int
    clause: int


_spot = partial(tuple.__new__, Spot)  # of all fields, as `Spot._make`, many times as fast


def spot_of(scope: Scope, place: int) -> Spot:
    """Return the pieces of the text that `place` stands in."""
    return _spot(
        (
            scope.blocks.at(place),
            scope.sentences.index_at(place),
            scope.statements.index_at(place),
            scope.clauses.index_at(place),
        )
    )


def where_from(mention: Mention, its: Spot, spot: Spot) -> str:
    """Say where a mention stands that is before a spot in its paragraph, `far` for one of another."""
    block = spot.block
    if block is None or mention.start < block.start:
        return "far"
    away = spot.sentence - its.sentence
    if not away:
        if spot.clause == its.clause:
            return "clause"
        return "sent" if spot.statement == its.statement else "semi"
    if mention.start - block.start < AT_HEAD:
        return "lead"
    return "prev" if away == 1 else "near" if away <= _NEAR else "block"

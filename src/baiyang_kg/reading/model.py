"""The frozen records that all of `reading` speaks, and that `mapping` turns into RDF.

Spans are half-open pairs of code points. A span of a record that leaves `reading` (observation, number,
entity, relation, damage) is always one of the archived raw report, so that `raw[start:end]` is what was
read; a span inside `reading` counts the repaired characters of `text.Text`, and is called so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal


LONGEST_NUMERAL = 16  # characters of a record that may account for digits; a longer one could cover anything


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


span_of = partial(tuple.__new__, Span)  # of a pair, as `Span._make`, many times as fast


class Listed(NamedTuple):
    """A name that a list of the area holds, a register of communities say, and what it names."""

    name: str
    type: str
    means: str = ""  # the name of the same thing by which it is known; "": this one
    areas: tuple[str, ...] = ()  # that it lies in, where the list says another one than that of the report


class ListFile(NamedTuple):
    """The file that lists names: what identifies it, wherever it stands."""

    name: str  # without its folder
    sha256: str  # of its bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a reader knows before the first line: area and year of the report, and names of its area."""

    area: str
    year: int
    parents: tuple[str, ...] = ()  # from the largest to the nearest: 浙江省, 杭州市, 钱塘区
    listed: tuple[Listed, ...] = ()  # by a gazetteer, where one is at hand; no name twice
    list_file: ListFile | None = None  # in which they are listed


class Observation(NamedTuple):
    """One stated figure: what is counted or measured, how much, where, when (the contract's record)."""

    start: int
    end: int
    text: str  # the number alone as printed
    value: Decimal  # in base units: 13.89亿 is 1389000000; percent as printed
    unit: str  # as printed, after repair; "" where none is printed
    unit_kind: str
    bound: str
    minimum: Decimal | None
    maximum: Decimal | None
    indicator: str
    head: str
    action: str | None
    area: str
    period: str  # 2023, 2023-12, 2023-01/2023-11, 2019/2023
    kind: str
    of: Span | None  # the figure that a rate, share, progress or rank qualifies
    direction: str | None
    theme: str
    evidence: Span
    rule: str
    truncated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A numeral that states no quantity, and why."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A named thing with the places where it is named (its mentions, in the order of the text)."""

    type: str
    name: str  # after repair: no line breaks, quotation marks paired
    mentions: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Two named things (or a thing and a status) and how the report relates them."""

    subject: str
    predicate: str
    object: str
    evidence: Span
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """A place where the source is broken: the reading around it may be partial."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read from one report. Each tuple is in the order of the text."""

    raw: str = field(repr=False)
    context: Context
    observations: tuple[Observation, ...]
    numbers: tuple[Number, ...]
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    damage: tuple[Damage, ...]

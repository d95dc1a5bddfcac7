"""The two sides that the yardstick holds against each other: a gold file and the records of `extract`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

Row = dict[str, Any]

PLAIN_DECIMAL = re.compile(r"-?\d+(\.\d+)?")
LABELS = ("head", "indicator", "unit", "period", "direction")
UNSCORED = {"relation", "damage", "plan", "report"}


class Span(NamedTuple):
    """A half-open range of code points of the report."""

    start: int
    end: int

    def meets(self, other: Span) -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def overlap(self, other: Span) -> float:
        """Return the shared characters over all characters of both, between 0 and 1."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        return max(shared, 0) / (max(self.end, other.end) - min(self.start, other.start))


NOWHERE = Span(-1, -1)  # what a malformed link leads to: it was said, and it is wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A stated quantity of the gold; of several wordings any one is right, and no unit means any unit."""

    span: Span
    value: Decimal
    units: tuple[str, ...]
    bound: str
    kind: str
    indicators: tuple[str, ...]
    heads: tuple[str, ...]
    period: str | None
    direction: str | None
    of: Span | None
    doubtful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A named thing of the gold; one that is not required costs nothing when it is left out."""

    name: str
    types: tuple[str, ...]
    mentions: tuple[Span, ...]
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What a careful reader finds in `span` of a report."""

    stem: str
    text: str  # file of the report, relative to the folder that the gold file names it from
    sha256: str | None
    span: Span | None
    area: str
    year: str
    figures: tuple[Figure, ...]
    names: tuple[Name, ...]
    figures_alone: bool = False  # names were read in passing


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """An observation as the program printed it."""

    span: Span
    value: Decimal
    unit: str
    bound: str | None
    kind: str | None
    indicator: str
    head: str
    period: str | None
    direction: str | None
    of: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An entity as the program printed it."""

    name: str
    type: str | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """All that the program printed of one report: sound records, and what is wrong with the others."""

    observations: tuple[Stated, ...]
    numerals: tuple[Span, ...]  # of observations and of other numbers
    entities: tuple[Named, ...]
    faults: tuple[str, ...]


def read_gold(path: Path) -> Gold:
    """Return a gold file of `data/gold` or of the development folder, which differ in the names of fields."""
    row = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    metrics = row.get("observations") or row["metrics"]
    spans = {metric["id"]: _figure_span(metric) for metric in metrics if "id" in metric}
    return Gold(
        stem=path.stem,
        text=row.get("text_file") or f"reports/{row['report'].removesuffix('.txt')}.txt",
        sha256=row.get("sha256"),
        span=Span(*row["span"]) if row.get("span") else None,
        area=row["area"],
        year=str(row["year"]),
        figures=tuple(_figure(metric, spans) for metric in metrics),
        names=tuple(_name(entity) for entity in row["entities"]),
        figures_alone=row.get("figures_alone", False),
    )


def read_printed(lines: Iterable[str], raw: str) -> Printed:
    """Return the records of `baiyang-kg extract`; `raw` is the report that their offsets count."""
    observations: list[Stated] = []
    numerals: list[Span] = []
    entities: list[Named] = []
    faults: list[str] = []
    for line in filter(str.strip, lines):
        row = _parse_row(line)
        fault = _fault(row, raw)
        if fault:
            faults.append(f"{fault}: {line[:80]}")
        elif row["record"] == "observation":
            observations.append(_stated(row))
            numerals.append(observations[-1].span)
        elif row["record"] == "number":
            numerals.append(Span(row["start"], row["end"]))
        elif row["record"] == "entity":
            entities.append(Named(name=row["name"], type=row.get("type"), mentions=_spans(row["mentions"])))
    return Printed(
        observations=tuple(observations),
        numerals=tuple(numerals),
        entities=tuple(entities),
        faults=tuple(faults),
    )


def _figure(metric: Row, spans: Mapping[str, Span]) -> Figure:
    base = metric.get("of") or metric.get("qualifies") or metric.get("change_of")
    return Figure(
        span=_figure_span(metric),
        value=Decimal(metric["value"]),
        units=_wordings(metric["unit"]),
        bound=metric["bound"],
        kind=metric["kind"],
        indicators=tuple(filter(None, _wordings(metric["indicator"]))),
        heads=tuple(filter(None, _wordings(metric.get("head")))),
        period=metric.get("period"),
        direction=metric.get("direction"),
        of=Span(*base) if isinstance(base, list) else spans.get(base or ""),
        doubtful=bool(metric.get("doubt") or metric.get("ambiguous")),
    )


def _figure_span(metric: Row) -> Span:
    return (
        Span(metric["num_start"], metric["num_end"])
        if "num_start" in metric
        else Span(metric["start"], metric["end"])
    )


def _name(entity: Row) -> Name:
    return Name(
        name=entity["name"],
        types=_wordings(entity["type"]),
        mentions=_spans(entity["mentions"]),
        required=entity.get("agreed", not entity.get("ambiguous")),
    )


def _wordings(field: str | list[str] | None) -> tuple[str, ...]:
    if isinstance(field, list):
        return tuple(wording or "" for wording in field)
    return (field or "",)


def _spans(pairs: Iterable[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs)


def _parse_row(line: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError:
        return {}
    return row if isinstance(row, dict) else {}


def _fault(row: Row, raw: str) -> str:
    """Return what breaks the contract in a record, or nothing."""
    match row.get("record"):
        case "observation" | "number" as record:
            return _fault_of_numeral(row, raw) or (
                _fault_of_observation(row) if record == "observation" else ""
            )
        case "entity":
            mentions = row.get("mentions")
            sound = isinstance(mentions, list) and all(_is_pair(mention) for mention in mentions)
            return "" if sound and isinstance(row.get("name"), str) else "a name with its mentions is wanted"
        case record if record in UNSCORED:
            return ""
    return "not a record of the contract"


def _fault_of_numeral(row: Row, raw: str) -> str:
    if not _is_pair([row.get("start"), row.get("end")]) or not 0 <= row["start"] < row["end"] <= len(raw):
        return "start and end are no range of the report"
    return "" if row.get("text") == raw[row["start"] : row["end"]] else "text is not what stands there"


def _fault_of_observation(row: Row) -> str:
    if not (isinstance(row.get("value"), str) and PLAIN_DECIMAL.fullmatch(row["value"])):
        return "value is no plain decimal"
    if not all(isinstance(row.get(label), str | None) for label in LABELS):
        return "a label is no string"
    return ""


def _is_pair(pair: Any) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(isinstance(end, int) for end in pair)


def _stated(row: Row) -> Stated:
    base = row.get("of")
    of = (Span(*base) if _is_pair(base) else NOWHERE) if base else None
    return Stated(
        span=Span(row["start"], row["end"]),
        value=Decimal(row["value"]),
        unit=row.get("unit") or "",
        bound=row.get("bound"),
        kind=row.get("kind"),
        indicator=row.get("indicator") or "",
        head=row.get("head") or "",
        period=row.get("period"),
        direction=row.get("direction") or None,
        of=of,
    )

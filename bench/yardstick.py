"""How well a report was read: what the program printed, held against a gold.

A printed observation is a figure of the gold if their numerals share at least half of their characters, the
best pairs first. Of each pair the fields are judged one by one; a *tuple* is right in value, unit, bound,
kind and counted thing, a *strict* one in period, direction and link too. Doubtful figures cost nothing either
way; a number that the gold calls no quantity costs precision. A name counts if it is written at a mention of
it. The ledger asks that each numeral be claimed by exactly one record.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from records import Figure, Gold, Name, Named, Printed, Span, Stated
from wording import bare, likeness, written_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

QUALIFIERS = {
    "change_rate",
    "change_amount",
    "share",
    "progress",
    "rank",
}  # kinds that may say of what they are
SAME_NUMERAL = 0.5  # overlap from which two spans are one numeral
SAME_LABEL = 0.8  # likeness from which two wordings are one
NEARBY = 150  # characters within which another figure may fit a wording better
LONGEST_NUMERAL = 16  # a longer span accounts for nothing


class Miss(NamedTuple):
    """One difference: in which field, where, what the gold wants and what was printed."""

    field: str
    place: str
    wanted: str
    printed: str


@dataclass(frozen=True, slots=True)
class Score:
    """What was counted in one report or, added up, in several."""

    counts: Counter[str]
    misses: tuple[Miss, ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score(self.counts + other.counts, self.misses + other.misses)


def score(gold: Gold, raw: str, printed: Printed) -> Score:
    """Count what of a report was read rightly; ValueError if the gold is of another text than `raw`."""
    if gold.sha256 and hashlib.sha256(raw.encode("utf-8")).hexdigest() != gold.sha256:
        raise ValueError(f"{gold.stem}: the report is not the text that the gold was read from")
    region = gold.span or Span(0, len(raw))
    said = [observation for observation in printed.observations if begins_in(observation.span, region)]
    faults = tuple(Miss("contract", "", "", fault) for fault in printed.faults)
    return (
        Score(Counter(contract_errors=len(faults)), faults)
        + _score_figures(gold.figures, said, raw)
        + _score_names(gold.names, printed.entities, region, raw)
        + _score_ledger(gold.figures, printed.numerals, region, raw)
    )


def percentages(counts: Counter[str]) -> dict[str, float | None]:
    """Return the figures of the yardstick in percent, and the number of figures and of contract errors."""
    n = counts
    said = n["found"] + n["spurious"]
    names_said = n["names_matched"] + n["names_spurious"]
    precision = n["names_matched"] / names_said if names_said else 0
    recall = n["names_found"] / n["names"] if n["names"] else 0
    harmonic = 200 * precision * recall / (precision + recall) if precision + recall else 0
    return {
        "metrics": n["figures"],
        "detect_P": _percent(n["found"], said),
        "detect_R": _percent(n["found"], n["figures"]),
        "detect_F1": _f1(n["found"], said, n["figures"]),
        "value_unit_F1": _f1(n["value_unit"], said, n["figures"]),
        "tuple_F1": _f1(n["tuple"], said, n["figures"]),
        "strict_F1": _f1(n["strict"], said, n["figures"]),
        "span_exact": _percent(n["span"], n["found"]),
        "bound": _percent(n["bound"], n["found"]),
        "kind": _percent(n["kind"], n["found"]),
        "head_exact": _percent(n["head_exact"], n["heads"]),
        "head_close": _percent(n["head_close"], n["heads"]),
        "label_close": _percent(n["label_close"], n["found"]),
        "thing": _percent(n["thing"], n["found"]),
        "period": _percent(n["period_right"], n["periods"]),
        "direction": _percent(n["direction_right"], n["directions"]),
        "link_P": _percent(n["links_right"], n["links_said"]),
        "link_R": _percent(n["links_right"], n["links"]),
        "link_F1": _f1(n["links_right"], n["links_said"], n["links"]),
        "names_P": round(100 * precision, 1),
        "names_R": round(100 * recall, 1),
        "names_F1": round(harmonic, 1),
        "names_type": _percent(n["names_typed"], n["names_matched"]),
        "ledger": _percent(n["accounted"], n["to_account"]),
        "contract_errors": n["contract_errors"],
    }


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _f1(right: int, said: int, wanted: int) -> float | None:
    return round(200 * right / (said + wanted), 1) if said + wanted else None


# --- figures ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What of a found figure is right; `link` also where neither side says one."""

    span: bool
    value_unit: bool
    bound: bool
    kind: bool
    head_exact: bool
    head_close: bool
    label_close: bool
    period: bool
    direction: bool
    link: bool

    @property
    def thing(self) -> bool:
        """Whether one knows from head or indicator what is counted."""
        return self.head_close or self.label_close

    @property
    def core(self) -> bool:
        """Whether the tuple is right."""
        return self.value_unit and self.bound and self.kind and self.thing

    @property
    def strict(self) -> bool:
        """Whether the tuple with its period, direction and link is right."""
        return self.core and self.period and self.direction and self.link


def _score_figures(figures: Sequence[Figure], said: Sequence[Stated], raw: str) -> Score:
    pairs = pair_figures(figures, said)
    total = Score(Counter())
    for index, figure in enumerate(figures):
        if not figure.doubtful:
            found = said[pairs[index]] if index in pairs else None
            total += _score_figure(figure, found, figures, raw)
    doubtful = [figure.span for figure in figures if figure.doubtful]
    for index, observation in enumerate(said):
        free = any(observation.span.meets(span) for span in doubtful)
        if index not in pairs.values() and not free:
            miss = Miss("spurious", _place(observation.span, raw), "", _thing_of(observation))
            total += Score(Counter(spurious=1), (miss,))
    return total


def pair_figures(figures: Sequence[Figure], said: Sequence[Stated]) -> dict[int, int]:
    """Return for figures by index the observation found for each: best overlap first, each used once."""
    candidates = (
        (figure.span.overlap(observation.span), -there, here)
        for there, observation in enumerate(said)
        for here, figure in enumerate(figures)
    )
    pairs: dict[int, int] = {}
    for overlap, there, here in sorted(candidates, reverse=True):
        if overlap >= SAME_NUMERAL and here not in pairs and -there not in pairs.values():
            pairs[here] = -there
    return pairs


def _score_figure(figure: Figure, found: Stated | None, figures: Sequence[Figure], raw: str) -> Score:
    may_link = figure.kind in QUALIFIERS
    counts = Counter(figures=1, links=int(may_link and figure.of is not None))
    if found is None:
        return Score(counts, (Miss("missed", _place(figure.span, raw), "|".join(figure.indicators), ""),))
    verdict = judge(figure, found, figures)
    link_said = may_link and found.of is not None
    directed = bool(figure.direction or found.direction)
    counts.update(
        found=1,
        heads=bool(figure.heads),
        periods=bool(figure.period),
        period_right=bool(figure.period) and verdict.period,
        directions=directed,
        direction_right=directed and verdict.direction,
        links_said=link_said,
        links_right=link_said and verdict.link,
        tuple=verdict.core,
        strict=verdict.strict,
    )
    for field in ("span", "value_unit", "bound", "kind", "head_exact", "head_close", "label_close", "thing"):
        counts[field] += getattr(verdict, field)
    return Score(counts, tuple(_misses(figure, found, verdict, raw)))


def judge(figure: Figure, found: Stated, figures: Sequence[Figure]) -> Verdict:
    """Return what of a found figure is right; `figures` are all those of the gold."""
    bare_heads = {bare(head) for head in figure.heads}
    return Verdict(
        span=found.span == figure.span,
        value_unit=found.value == figure.value and _same_unit(figure.units, found.unit),
        bound=found.bound == figure.bound,
        kind=found.kind == figure.kind,
        head_exact=bare(found.head) in bare_heads,
        head_close=_fits(figure, found, figures, field="head"),
        label_close=_fits(figure, found, figures, field="indicator"),
        period=not figure.period or found.period == figure.period,
        direction=found.direction == figure.direction,
        link=figure.kind not in QUALIFIERS or _same_link(figure.of, found.of),
    )


def _same_unit(wanted: tuple[str, ...], printed: str) -> bool:
    return wanted == ("",) or written_unit(printed) in {written_unit(unit) for unit in wanted}


def _same_link(wanted: Span | None, printed: Span | None) -> bool:
    if wanted is None or printed is None:
        return wanted == printed
    return wanted.overlap(printed) >= SAME_NUMERAL


def _fits(
    figure: Figure, found: Stated, figures: Sequence[Figure], *, field: Literal["head", "indicator"]
) -> bool:
    """Say whether a printed wording is one of the gold's, and fits no other figure nearby better."""
    printed = found.head if field == "head" else found.indicator

    def likeness_to(other: Figure) -> float:
        return likeness(printed, other.heads if field == "head" else other.indicators)

    here = likeness_to(figure)
    nearby = (other for other in figures if abs(other.span.start - figure.span.start) < NEARBY)
    return here >= SAME_LABEL and all(likeness_to(other) <= here for other in nearby)


def _misses(figure: Figure, found: Stated, verdict: Verdict, raw: str) -> Iterator[Miss]:
    place = _place(figure.span, raw)
    if not verdict.link:
        yield Miss("of", place, _quote(figure.of, raw), _quote(found.of, raw))
    if not verdict.value_unit:
        yield Miss(
            "value_unit", place, f"{figure.value} {'|'.join(figure.units)}", f"{found.value} {found.unit}"
        )
    if not verdict.thing:
        yield Miss("thing", place, " | ".join(figure.heads + figure.indicators), _thing_of(found))
    for field in ("bound", "kind", "period", "direction"):
        if not getattr(verdict, field):
            yield Miss(field, place, str(getattr(figure, field)), str(getattr(found, field)))


def _thing_of(found: Stated) -> str:
    return f"{found.head} / {found.indicator}"


# --- names ------------------------------------------------------------------------------------------------


def _score_names(wanted: Iterable[Name], printed: Iterable[Named], region: Span, raw: str) -> Score:
    gold: dict[str, Name] = {}
    said: dict[str, Named] = {}
    for name in wanted:
        gold.setdefault(bare(name.name), name)
    for entity in printed:
        if any(begins_in(mention, region) for mention in entity.mentions):
            said.setdefault(bare(entity.name), entity)
    matched = [key for key in gold if key in said and _is_written(gold[key], said[key], raw)]
    total = Score(Counter())
    for key, name in gold.items():
        total += _score_name(name, said[key] if key in matched else None)
    for key in said.keys() - matched:
        entity = said[key]
        if not any(_is_part(entity, gold[longer]) for longer in matched):
            total += Score(Counter(names_spurious=1), (Miss("name+", entity.name, "", str(entity.type)),))
    return total


def _is_written(name: Name, entity: Named, raw: str) -> bool:
    """Say whether a name stands at a place given for it, or could not: the gold's own do not spell it."""

    def spells(mention: Span) -> bool:
        return bare(raw[mention.start : mention.end]) == bare(name.name)

    return any(map(spells, entity.mentions)) or not all(map(spells, name.mentions))


def _is_part(entity: Named, longer: Name) -> bool:
    """Say whether a name is a shorter form of another, standing where that one stands."""
    meets = any(here.meets(there) for here in entity.mentions for there in longer.mentions)
    return meets and bare(entity.name) in bare(longer.name)


def _score_name(name: Name, entity: Named | None) -> Score:
    counts = Counter(names=int(name.required))
    types = "/".join(name.types)
    if entity is None:
        return Score(counts, (Miss("name", name.name, types, ""),) if name.required else ())
    typed = entity.type in name.types
    counts.update(names_matched=1, names_found=name.required, names_typed=typed)
    return Score(counts, () if typed else (Miss("type", name.name, types, str(entity.type)),))


# --- the ledger -------------------------------------------------------------------------------------------


def _score_ledger(figures: Iterable[Figure], numerals: Iterable[Span], region: Span, raw: str) -> Score:
    claims = [span for span in numerals if span.end - span.start <= LONGEST_NUMERAL]
    runs = {
        Span(region.start + run.start(), region.start + run.end())
        for run in re.finditer(r"[0-9０-９]+", raw[region.start : region.end])
    }
    in_letters = {
        figure.span
        for figure in figures
        if not figure.doubtful and not any(figure.span.meets(run) for run in runs)
    }
    total = Score(Counter())
    for numeral in sorted(runs | in_letters):
        claimed = sum(numeral.meets(claim) for claim in claims)
        miss = Miss("ledger", _place(numeral, raw), "1", str(claimed))
        total += Score(Counter(to_account=1, accounted=int(claimed == 1)), () if claimed == 1 else (miss,))
    return total


# --- places ----------------------------------------------------------------------------------------------


def begins_in(span: Span, region: Span) -> bool:
    """Say whether a span is one of those that a region answers for."""
    return region.start <= span.start < region.end


def _place(span: Span, raw: str) -> str:
    before, after = raw[max(0, span.start - 14) : span.start], raw[span.end : span.end + 16]
    return f"{before}[{raw[span.start : span.end]}]{after}".replace("\n", "⏎")


def _quote(span: Span | None, raw: str) -> str:
    return raw[span.start : span.end] if span else "none"

"""A difference as an analyst reads it, and as a program does."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

from baiyang_kg.comparing.difference import Change
from baiyang_kg.comparing.facts import SORTS
from baiyang_kg.terminal import printable, wrap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from baiyang_kg.comparing.difference import Difference
    from baiyang_kg.comparing.facts import StatedFact

PARTS = {"new": "新增 (new)", "gone": "消失 (gone)", "changed": "变化 (changed)"}
_ARROW = " → "
_PERCENT = {"%", "％", "‰"}


def difference_lines(
    difference: Difference, *, columns: int, only: Collection[str] = tuple(PARTS)
) -> Iterator[str]:
    """Yield the lines that tell a difference, at most `columns` wide: each fact with sentence and place.

    `only` are the parts to tell: new, gone, changed.
    """
    first = True
    for part, heading in PARTS.items():
        facts: tuple[Any, ...] = getattr(difference, part)
        if part not in only or not facts:
            continue
        for sort, told in groupby(facts, key=_sort_of):
            if not first:
                yield ""
            first = False
            listed = list(told)
            yield f"{heading}: {SORTS[sort]} {len(listed)}"
            for fact in listed:
                lines = _change_lines(fact) if part == "changed" else _fact_lines(fact)
                for line in lines:
                    yield from _indented(line, columns)


def difference_json(difference: Difference, *, only: Collection[str] = tuple(PARTS)) -> str:
    """Return a difference as JSON; every number in it is a text, exactly as it was read."""
    told: dict[str, Any] = {}
    if "new" in only:
        told["new"] = [_record(fact) for fact in difference.new]
    if "gone" in only:
        told["gone"] = [_record(fact) for fact in difference.gone]
    if "changed" in only:
        told["changed"] = [
            {"before": _record(change.before), "after": _record(change.after)}
            for change in difference.changed
        ]
    return json.dumps(told, ensure_ascii=False, indent=2)


def count_line(difference: Difference, *, before: str, after: str) -> str:
    """Return how much differs, in one line."""
    counts = [(len(getattr(difference, part)), part) for part in PARTS]
    told = ", ".join(f"{count} {part}" for count, part in counts if count)
    return f"{before}{_ARROW}{after}: {told or 'no fact differs'}"


def _sort_of(told: StatedFact | Change) -> str:
    return told.after.sort if isinstance(told, Change) else told.sort


def _record(fact: StatedFact) -> dict[str, Any]:
    return {
        "sort": fact.sort,
        "name": fact.name,
        "stated": fact.stated,
        "period": fact.period,
        "area": fact.area,
        "kind": fact.kind,
        "value": None if fact.number is None else f"{fact.number:f}",
        "unit": fact.unit,
        "about": list(fact.identity[1:]),
        "told": dict(fact.told),
        "report": fact.report,
        "place": fact.place,
        "sentence": fact.sentence,
    }


def _fact_lines(fact: StatedFact) -> Iterator[str]:
    """Yield the lines of a fact; a tab is a step to the right."""
    yield "\t" + _joined(fact.name, fact.stated, fact.period, fact.area, fact.kind)
    yield f"\t\t“{fact.sentence}” {fact.place}"


def _change_lines(change: Change) -> Iterator[str]:
    before, after = change
    stated = _either(before.stated, after.stated)
    if grown := _growth(change):
        stated += f" ({grown})"
    period = _either(before.period, after.period)
    yield "\t" + _joined(after.name, stated, period, after.area, after.kind)
    for (what, was), (_, becomes) in zip(_told(before), _told(after), strict=True):
        if was != becomes:
            yield f"\t\t{what}: {was or '—'}{_ARROW}{becomes or '—'}"
    if (before.sentence, before.place) == (after.sentence, after.place):
        yield f"\t\t“{after.sentence}” {after.place}"
    else:
        yield f"\t\t− “{before.sentence}” {before.place}"
        yield f"\t\t+ “{after.sentence}” {after.place}"


def _told(fact: StatedFact) -> tuple[tuple[str, str], ...]:
    """Return what a figure says beside its number, and what its printed form is read as, by what it is."""
    if fact.sort != "figure":
        return ()
    return ("单位 (unit)", fact.unit), *fact.told


def _either(before: str, after: str) -> str:
    return after if before == after else f"{before}{_ARROW}{after}"


def _growth(change: Change) -> str:
    """Return by how much a figure has grown: in percent, or in points where it is a percentage itself."""
    before, after = change.before.number, change.after.number
    if before is None or after is None or before == after or change.before.unit != change.after.unit:
        return ""
    if change.after.unit in _PERCENT:
        return f"{after - before:+f} 个百分点 points"
    if not before:
        return ""
    return f"{(after - before) / abs(before) * 100:+.2f} %"


def _joined(*texts: str) -> str:
    return "  ".join(filter(None, texts))


def _indented(line: str, columns: int) -> Iterator[str]:
    words = printable(line.lstrip("\t"))
    depth = 2 * (len(line) - len(line.lstrip("\t")))
    depth = 6 if depth == 4 else depth
    for piece in wrap(words, max(columns - depth, 2), len(words)):
        yield " " * depth + piece

"""The features of a pair: what speaks for two records being one thing and what against it, with reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.datasets.areas import provinces
from baiyang_kg.linking.divisions import compare_areas, level_of, province_digits
from baiyang_kg.linking.kinds import STANDING, compare_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.linking.evidence import Surroundings
    from baiyang_kg.linking.sides import Side


_WITHIN_DISTRICTS = {"community", "village", "subdistrict", "town"}  # others have their names elsewhere


class Feature(NamedTuple):
    """One thing that was compared: ("parent", "siblings", "6 of 7 under 330114002")."""

    name: str
    value: str
    note: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.value}" + (f" ({self.note})" if self.note else "")


def compare_parents(one: Side, other: Side, around: Surroundings) -> tuple[str, str]:
    """Return a word of the column `parent` of the judgement, and a note.

    What the record names decides before what its code tells; siblings before links, these before the name.
    """
    if one.kind == "province":
        return "top", ""
    named = _compare_named(one, other)
    coded = _compare_codes(one, other, around)
    before = _areas_before(one, other)
    if "differs" in {coded[0], named[0]}:
        value, note = coded if coded[0] == "differs" else named
        found = (value, note) if one.group in STANDING else ("elsewhere", note)
    elif named[0] == "near" and coded[0] in {"siblings", "accepted"}:
        found = "near", f"{named[1]} by the names around it, against {coded[1]}"
    elif named[0] in {"same", "near"}:
        found = named
    elif coded[0] in {"siblings", "accepted"}:
        found = coded
    elif before:
        found = "named", f"{before} stands in a name"
    else:
        found = coded if named[0] == "unknown" else named
    return found


def _compare_named(one: Side, other: Side) -> tuple[str, str]:
    """Return what the areas of both tell; a community or street is known by its district, not by its city."""
    found = compare_areas(one.areas, other.areas)
    level = one.areas[-1].level if found[0] == "same" else found[0]
    if level not in {"city", "province"} or one.kind not in _WITHIN_DISTRICTS:
        return found
    is_street = level_of(one.kind) == "street"
    return "unknown" if is_street and level == "province" else level, found[1]


def _compare_codes(one: Side, other: Side, around: Surroundings) -> tuple[str, str]:
    """Return what the code of a record tells of where it is."""
    ours, code = province_digits(one.areas), other.code
    if ours and code and code[:2] != ours:
        return "differs", provinces()[code[:2]]
    digits = around.digits
    if len(code) > digits > 0:
        prefix = code[:digits]
        if prefix in around.siblings:
            return "siblings", around.siblings[prefix]
        if around.siblings:
            near = any(prefix[:6] == other_prefix[:6] for other_prefix in around.siblings) and digits > 6
            return ("near", f"under {prefix}") if near else ("differs", f"under {prefix}")
        if prefix in around.accepted:
            return "accepted", prefix
    return ("province", provinces()[ours]) if ours and code else ("unknown", "")


def _areas_before(one: Side, other: Side) -> str:
    """Return an area of ours that stands before a name: 浙江 in 浙江工商大学, "" where none does."""
    if not one.areas:
        return ""
    ours = {area.core for area in one.areas}
    return next(
        (core for core in (*reversed(other.name.areas), *reversed(one.name.areas)) if core in ours), ""
    )


def told_features(one: Side, other: Side) -> Iterator[Feature]:
    """Yield the features that decide nothing and that a reviewer wants to see: codes and years.

    Equal codes are not identity: codes are renumbered, and sources disagree.
    """
    ours, theirs = one.record, other.record
    if theirs.code:
        if not ours.code:
            yield Feature("code", "theirs", theirs.code)
        elif ours.code == theirs.code:
            yield Feature("code", "same", theirs.code)
        elif ours.code[-3:] == theirs.code[-3:]:
            yield Feature("code", "renumbered above", f"{ours.code} and {theirs.code}")
        else:
            yield Feature("code", "differs", f"{ours.code} and {theirs.code}")
    if theirs.year and ours.year:
        apart = abs(theirs.year - ours.year)
        yield Feature("year", "same" if not apart else f"{apart} apart", f"{ours.year} and {theirs.year}")
    elif theirs.year:
        yield Feature("year", "theirs", str(theirs.year))


def kind_feature(one: Side, other: Side) -> Feature:
    """Return how the kinds of two things agree."""
    value = compare_kinds(one.kind, other.kind)
    return Feature(
        "kind", value, one.kind if value == "same" else f"{one.kind or '?'} and {other.kind or '?'}"
    )

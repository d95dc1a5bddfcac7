"""How the names of two things are alike: the first feature of a pair, and the one it cannot do without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from baiyang_kg.linking.companies import compare_companies, firm_of, letters_of
from baiyang_kg.linking.facilities import compare_facilities
from baiyang_kg.linking.kinds import AREAS, compare_kinds
from baiyang_kg.linking.localities import PART, compare_localities, compare_own_names, park_name
from baiyang_kg.linking.measures import compare_measures, may_be_one_measure, standard_measure
from baiyang_kg.linking.offices import compare_offices, office_of
from baiyang_kg.linking.shortening import compare_made, compare_shortened, is_alias, is_generic
from baiyang_kg.linking.slips import compare_cores, distinguishing, pinyin, similarity
from baiyang_kg.linking.undertakings import compare_undertakings, is_branch, parse_undertaking
from baiyang_kg.linking.wordings import expansions, standard_office

if TYPE_CHECKING:
    from baiyang_kg.linking.names import Name
    from baiyang_kg.linking.sides import Side

_NOTHING = ("", "")
_UNDERTAKINGS = {"project", "program", "event"}
_GENERAL = re.compile("社区|综合")  # left out of names of venues and bodies
_SIMILAR = 0.6  # of two names is common, at least
# What says less than another name that is the same.
_WEAK = {"", "core", "short", "brand", "tail", "shared", "initials"}


def compare_names(one: Side, other: Side) -> tuple[str, str]:
    """Return a word of the column `name` of the judgement, and a note; ("", "") where none is alike.

    same: as printed; normal: in normal form, or with another word for the same kind; registered: a company's
    name with its legal form; alias: another name of either. What else: the functions below.
    """
    if one.name.text == other.name.text:
        return _of_equal(one, other)
    if AREAS & {one.group, other.group}:
        found = compare_localities(one, other)
    elif one.group == "indicator":
        value, more = compare_measures(one.name.text, other.name.text)
        found = (value, f"{other.record.name}: {more} more or less" if more else other.record.name)
    else:
        found = _of_things(one, other)
    by_alias = _of_aliases(one, other) if found[0] in _WEAK else _NOTHING
    return by_alias if by_alias[0] else found if found[0] else _NOTHING


def _of_equal(one: Side, other: Side) -> tuple[str, str]:
    if one.name.suffix and one.kind == other.name.kind == "company" and len(one.name.core) >= 3:
        return "registered", ""
    if compare_kinds(one.kind, other.kind) == "differs" and one.group in AREAS:
        return "core", one.name.core
    return ("same", "") if one.record.name == other.record.name else ("normal", other.record.name)


def _of_things(one: Side, other: Side) -> tuple[str, str]:
    """Compare two names of things that are no areas.

    branch: ours is a part of theirs, 浙江工商大学下沙校区; whole: theirs of ours; bare: the word of the
    kind is missing on a side; the rest as the functions say.
    """
    ours, theirs, note = one.name, other.name, other.record.name
    if is_branch(ours.text, theirs.text):
        return "branch", note
    if is_branch(theirs.text, ours.text):
        return "whole", note
    if "company" in {one.kind, other.kind}:
        return compare_companies(one, other)
    if are_undertakings(one, other):
        return compare_undertakings(one, other)
    return _of_bodies(one, other)


def _of_bodies(one: Side, other: Side) -> tuple[str, str]:
    """Compare two names of institutions, venues or places."""
    ours, theirs, note = one.name, other.name, other.record.name
    offices = compare_offices(one, other)
    if offices is not None and ours.text != theirs.text:
        return offices
    if _GENERAL.sub("", ours.text) == _GENERAL.sub("", theirs.text):
        return "bare", note
    cores = [name.core for name in (ours, theirs)]
    if one.kind != "company":  # 济南高新区 is no district
        cores += [name.core + name.suffix for name in (ours, theirs)]
    if any(
        standard_office(core) == standard_office(same)
        for core, same in zip(cores[::2], cores[1::2], strict=True)
    ):
        return _of_one_core(one, other)
    found = compare_facilities(one, other)
    return found if found[0] else compare_shortened(one, other)


def _of_one_core(one: Side, other: Side) -> tuple[str, str]:
    """Compare two names by the areas before them: 白杨街道慈善分会 and 钱塘区慈善分会 are two bodies.

    reworded: the end is written in full, 卫健局.
    """
    ours, theirs, note = one.name, other.name, other.record.name
    nearest = one.areas[-1].core if one.areas else ""
    places = [name.areas[-1] if name.areas else nearest for name in (ours, theirs)]
    if places[0] != places[1] or not (places[0] or ours.areas == theirs.areas):
        return ("short", note) if not (ours.areas and theirs.areas) else _NOTHING
    if bool(ours.areas) != bool(theirs.areas) and is_generic(ours.core):
        return "contained", note  # 体育馆: perhaps the district's
    if ours.core != theirs.core:
        return "reworded", note
    return ("normal" if ours.suffix == theirs.suffix else "bare"), note


def compare_slips(one: Side, other: Side) -> tuple[str, str]:
    """Return whether one name may be a slip for the other, as `slips.compare_cores` tells it.

    Asked only of things in one area, or in small tables: in the whole country every slip is somebody's name.
    """
    ours, theirs = one.name, other.name
    if ours.joint != theirs.joint or (one.group not in AREAS and _is_before(ours.core, theirs.core)):
        return _NOTHING
    value, note = compare_cores(ours.core, theirs.core)
    if not value or _are_offices(one, other):
        return _NOTHING
    return value, f"{other.record.name}: {note}"


def _is_before(one: str, other: str) -> bool:
    """Tell whether one name goes on where the other ends: a hall of a university."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(long) >= len(short) + 2


def may_compare(one: Side, other: Side) -> bool:
    """Tell whether two things are of kinds whose names are worth comparing for slips."""
    return one.group == other.group or {one.group, other.group} == {"site", "body"}


def compare_roughly(one: Side, other: Side) -> tuple[str, str]:
    """Return "similar" and how much two names have in common, where that is most of both; else ("", "").

    The last straw of things that are no areas, whose names are long.
    """
    if AREAS & {one.group, other.group} or not may_compare(one, other) or _are_parts(one, other):
        return _NOTHING
    ours, theirs = (standard_office(_plain(side)) for side in (one, other))
    if one.group == "indicator" and not may_be_one_measure(ours, theirs):
        return _NOTHING
    if min(len(ours), len(theirs)) < 4 or distinguishing() & (set(ours) ^ set(theirs)):
        return _NOTHING
    share = similarity(ours, theirs)
    if share < _SIMILAR or _are_offices(one, other):
        return _NOTHING
    return "similar", f"{other.record.name}: {share:.2f}"


def _are_parts(one: Side, other: Side) -> bool:
    """Tell whether two names are of a thing and a part of it, or of two areas' things."""
    if one.kind != other.kind and _is_before(one.name.core, other.name.core):
        return True
    areas, others = one.name.areas, other.name.areas
    return bool(areas and others) and areas[-1] != others[-1]


def _are_offices(one: Side, other: Side) -> bool:
    """Tell whether both are offices: their places and duties have told what there is to tell."""
    return office_of(one) is not None and office_of(other) is not None


def _plain(side: Side) -> str:
    if side.group == "indicator":
        return standard_measure(side.name.text, loosely=True)
    if side.kind not in _UNDERTAKINGS:
        return side.name.core
    parts = parse_undertaking(side.name.core)
    return parts.year + parts.rest


def are_undertakings(one: Side, other: Side) -> bool:
    """Tell whether two things are projects; a table may not say what its rows are."""
    return one.kind in _UNDERTAKINGS and other.kind in {*_UNDERTAKINGS, "", "other"}


def compare_words(one: Side, other: Side) -> tuple[str, str]:
    """Return how one name may be the other with words left out: asked of all rows of a small table."""
    if one.aliases or other.aliases:
        found = _of_aliases(one, other)
        if found[0]:
            return found
    if one.group == other.group == "indicator":
        return compare_measures(one.name.text, other.name.text)
    if one.group == other.group and one.group in AREAS:
        return (
            compare_own_names(one, other)
            if one.kind == other.kind and one.name.core != other.name.core
            else _NOTHING
        )
    if one.group not in {"body", "site"} or other.group not in {"body", "site"}:
        return _NOTHING
    if are_undertakings(one, other):
        return compare_undertakings(one, other)
    found = compare_facilities(one, other)
    return found if found[0] else compare_made(one, other)


def keys_of(side: Side) -> set[str]:
    """Return what the counterparts of a thing share with it, if their names are alike in other words."""
    text = side.name.text
    keys = {text, side.name.core, *(form for alias in side.aliases for form in (alias.text, alias.core))}
    if side.group == "indicator":
        keys |= {standard_measure(text), standard_measure(text, loosely=True)}
    elif side.kind in _UNDERTAKINGS:
        keys.add(parse_undertaking(text).rest)
    elif side.group == "settlement":
        keys |= {side.name.core[:-length] for length in (1, 2) if PART.fullmatch(side.name.core[-length:])}
    elif side.group in {"body", "site"}:
        core = standard_office(side.name.core)
        if office := office_of(side):
            keys |= {f"office {duty}" for duty in office.duties}
        keys |= {letters_of(firm_of(side)) if side.kind == "company" else text, park_name(side)}
        keys |= {firm_of(side), _GENERAL.sub("", text), core, standard_office(text)}
        keys |= {
            *expansions(text),
            *expansions(standard_office(text)),
            *(area[0] + core for area in side.name.areas),
        }
    return keys


def _of_offices(one: Side, ours: Name, other: Side, theirs: Name) -> tuple[str, str]:
    """Compare two names of offices, of which one at least is another name of its office."""
    found = compare_offices(one._replace(name=ours), other._replace(name=theirs))
    return found if found and found[0] == "reworded" else _NOTHING


def _of_aliases(one: Side, other: Side) -> tuple[str, str]:
    """Compare another name of either side with a name of the other, romanised ones with the pinyin."""
    romanised = [name.text for name in (other.name, *other.aliases) if name.text.isascii()]
    if not (one.aliases or other.aliases or romanised):
        return _NOTHING
    by_core = one.group in AREAS
    for ours in (one.name, *one.aliases):
        for theirs in (other.name, *other.aliases):
            if (
                ours.text == theirs.text
                or (by_core and ours.core == theirs.core and ours.core != one.name.core)
                or (not by_core and is_alias(ours, theirs))
            ):
                return "alias", theirs.text
            offices = _NOTHING if by_core else _of_offices(one, ours, other, theirs)
            if offices[0]:
                return "alias", theirs.text
    for text in romanised:
        if text in {pinyin(one.name.core), pinyin(one.name.text)}:
            return "alias", f"{text} by its sound"
    return _NOTHING

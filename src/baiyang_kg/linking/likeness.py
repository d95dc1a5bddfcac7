"""How the names of two things are alike: the first feature of a pair, and the one it cannot do without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from baiyang_kg.linking.companies import compare_companies, firm_of
from baiyang_kg.linking.kinds import AREAS, compare_kinds
from baiyang_kg.linking.measures import compare_measures, may_be_one_measure, standard_measure
from baiyang_kg.linking.names import branch_endings
from baiyang_kg.linking.offices import compare_offices, office_of
from baiyang_kg.linking.slips import compare_cores, distinguishing, pinyin, similarity
from baiyang_kg.linking.wordings import (
    expansions,
    parse_undertaking,
    standard_office,
)

if TYPE_CHECKING:
    from baiyang_kg.linking.names import Name
    from baiyang_kg.linking.sides import Side

_NOTHING = ("", "")
_PART = re.compile("[一二三四五六七八九东西南北中上下]区?")  # 梨园一, 云栖东区
_PHASE = re.compile("[〇一二三四五六七八九]+(?:期|标段?|段)$")
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
        found = _of_areas(one, other)
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


def _of_areas(one: Side, other: Side) -> tuple[str, str]:
    """Compare two names of areas by their cores: 邻里社区 and 邻里居委会.

    bare: the word of the kind is missing on a side; joint: one office of several communities; core: the words
    of two kinds; restyled: a county and a district; whole, branch: 梨园 and 梨园一, either way.
    """
    ours, theirs = one.name, other.name
    note = other.record.name
    if ours.core != theirs.core:
        return _of_parts(ours, theirs, note) if one.kind == other.kind else _NOTHING
    if compare_kinds(one.kind, other.kind) == "differs":
        return (
            ("core", note)
            if "division" not in {one.group, other.group} or one.group == other.group
            else _NOTHING
        )
    if ours.joint != theirs.joint:
        return "joint", note
    if not (ours.suffix and theirs.suffix):
        return "bare", note
    if (
        one.group == "division"
        and ours.suffix[-1] != theirs.suffix[-1]
        and len(ours.suffix + theirs.suffix) == 2
    ):
        return "restyled", note
    return "normal", note


def _of_parts(ours: Name, theirs: Name, note: str) -> tuple[str, str]:
    """Compare two cores of which one may be the other with a number or a direction behind it."""
    for whole, part, value in ((ours.core, theirs.core, "whole"), (theirs.core, ours.core, "branch")):
        if (
            len(whole) >= 2
            and part.startswith(whole)
            and part[-1] != whole[-1]
            and _PART.fullmatch(part, len(whole))
        ):
            return value, note
    return _NOTHING


def _of_things(one: Side, other: Side) -> tuple[str, str]:
    """Compare two names of things that are no areas.

    branch: ours is a part of theirs, 浙江工商大学下沙校区; whole: theirs of ours; bare: the word of the
    kind is missing on a side; the rest as the functions say.
    """
    ours, theirs, note = one.name, other.name, other.record.name
    if _is_branch(ours.text, theirs.text):
        return "branch", note
    if _is_branch(theirs.text, ours.text):
        return "whole", note
    if "company" in {one.kind, other.kind}:
        return compare_companies(one, other)
    if {one.kind, other.kind} <= _UNDERTAKINGS:
        return _of_undertakings(one, other)
    return _of_bodies(one, other)


def _of_bodies(one: Side, other: Side) -> tuple[str, str]:
    """Compare two names of institutions, venues or places."""
    ours, theirs, note = one.name, other.name, other.record.name
    offices = compare_offices(one, other)
    if offices is not None and ours.text != theirs.text:
        return offices
    if _GENERAL.sub("", ours.text) == _GENERAL.sub("", theirs.text):
        return "bare", note
    if standard_office(ours.core) == standard_office(theirs.core):
        return _of_one_core(one, other)
    return _of_shortened(one, other)


def _of_one_core(one: Side, other: Side) -> tuple[str, str]:
    """Compare two names by the areas before them: 白杨街道慈善分会 and 钱塘区慈善分会 are two bodies.

    reworded: the end is written in full, 卫健局.
    """
    ours, theirs, note = one.name, other.name, other.record.name
    nearest = one.areas[-1].core if one.areas else ""
    places = [name.areas[-1] if name.areas else nearest for name in (ours, theirs)]
    if places[0] != places[1] or not (places[0] or ours.areas == theirs.areas):
        return ("short", note) if not (ours.areas and theirs.areas) else _NOTHING
    if ours.core != theirs.core:
        return "reworded", note
    return ("normal" if ours.suffix == theirs.suffix else "bare"), note


def _is_branch(part: str, whole: str) -> bool:
    return len(whole) >= 4 and part.startswith(whole) and bool(branch_endings().fullmatch(part, len(whole)))


def _of_undertakings(one: Side, other: Side) -> tuple[str, str]:
    """Compare two names of projects.

    reworded: about one thing, of which the same is done; contained: and only one of them says in which year.
    """
    ours, theirs = (parse_undertaking(side.name.text) for side in (one, other))
    note = other.record.name
    if ours.year and theirs.year and ours.year != theirs.year:
        return _NOTHING  # the repairs of one year are not those of the next
    if (
        ours.rest == theirs.rest
        and len(ours.rest) >= 3
        and (ours.works <= theirs.works or theirs.works <= ours.works)
    ):
        return ("reworded" if ours.year == theirs.year else "contained"), note
    if _is_branch(ours.rest, theirs.rest):
        return "branch", note
    return ("whole", note) if _is_branch(theirs.rest, ours.rest) else _NOTHING


def _of_shortened(one: Side, other: Side) -> tuple[str, str]:
    """Compare two names of which one may be short for the other.

    short: without the area it is named after, 工商大学; tail: the end of the other's name; abbreviation: its
    usual short name, 杭电; shared: one that several have, 华师; initials: characters of the other in order.
    """
    ours, theirs, note = one.name, other.name, other.record.name
    if count := _expanded(ours.text, theirs.text) or _expanded(theirs.text, ours.text):
        return ("abbreviation" if count == 1 else "shared"), note
    if _begins_with_initial(ours, theirs) or _begins_with_initial(theirs, ours):
        return "abbreviation", note
    short, full = sorted((ours.text, theirs.text), key=len)
    rest = full.removesuffix(short)
    if len(short) >= 4 and full.endswith(short):
        return ("short" if rest.endswith(("附属", "分局")) else "tail"), note
    if one.group == other.group == "body" and _is_initials(short, full):
        return "initials", note
    return _NOTHING


def _expanded(short: str, full: str) -> int:
    """Return how many full names a usual short name stands for if the other name is one, else 0."""
    fulls = {full, standard_office(full)}
    found = {**expansions(standard_office(short)), **expansions(short)}
    return next((found[name] for name in sorted(fulls) if name in found), 0)


def _begins_with_initial(short: Name, full: Name) -> bool:
    """Tell whether a name has the first character of the area that the other one has: 杭二中."""
    return standard_office(short.text) in {area[0] + standard_office(full.core) for area in full.areas}


def _is_initials(short: str, full: str) -> bool:
    """Tell whether a name is made of characters of another in their order, the first being its first."""
    if not (2 <= len(short) <= 5 and len(full) >= len(short) + 2 and full[0] == short[0]):
        return False
    characters = iter(full)
    return all(character in characters for character in short)


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
    parts = parse_undertaking(side.name.text)
    return parts.year + parts.rest


def keys_of(side: Side) -> set[str]:
    """Return what the counterparts of a thing share with it, if their names are alike in other words."""
    text = side.name.text
    keys = {text, side.name.core, *(alias.text for alias in side.aliases)}
    if side.group == "indicator":
        keys |= {standard_measure(text), standard_measure(text, loosely=True)}
    elif side.kind in _UNDERTAKINGS:
        rest = parse_undertaking(text).rest
        keys |= {rest, _PHASE.sub("", rest)}
    elif side.group == "settlement":
        keys |= {side.name.core[:-length] for length in (1, 2) if _PART.fullmatch(side.name.core[-length:])}
    elif side.group in {"body", "site"}:
        core = standard_office(side.name.core)
        if office := office_of(side):
            keys |= {f"office {duty}" for duty in office.duties}
        keys |= {firm_of(side), _GENERAL.sub("", text), core, standard_office(text)}
        keys |= {
            *expansions(text),
            *expansions(standard_office(text)),
            *(area[0] + core for area in side.name.areas),
        }
    return keys


def _of_aliases(one: Side, other: Side) -> tuple[str, str]:
    """Compare another name of either side with a name of the other, romanised ones with the pinyin."""
    romanised = [name.text for name in (other.name, *other.aliases) if name.text.isascii()]
    if not (one.aliases or other.aliases or romanised):
        return _NOTHING
    by_core = one.group in AREAS
    for ours in (one.name, *one.aliases):
        for theirs in (other.name, *other.aliases):
            if ours.text == theirs.text or (
                by_core and ours.core == theirs.core and ours.core != one.name.core
            ):
                return "alias", theirs.text
    for text in romanised:
        if text in {pinyin(one.name.core), pinyin(one.name.text)}:
            return "alias", f"{text} by its sound"
    return _NOTHING

"""Names of areas: communities, villages, streets, districts, each compared by what of its name is its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from baiyang_kg.linking.kinds import compare_kinds
from baiyang_kg.linking.names import normal_form
from baiyang_kg.linking.shortening import compare_cut, is_made_of
from baiyang_kg.linking.successions import compare_successions

if TYPE_CHECKING:
    from baiyang_kg.linking.names import Name
    from baiyang_kg.linking.sides import Side

_NOTHING = ("", "")
PART = re.compile("[一二三四五六七八九东西南北中上下]区?")  # 梨园一, 云栖东区
# What lists leave out behind a name: 溪边回族村, 甸柳新村街道.
_LEFT_OUT = re.compile("[回苗壮畲满侗瑶彝土藏白黎傣]族|蒙古族|土家族|朝鲜族|布依族|哈尼族|新村")
# What a park is, behind its name.
_PARK = re.compile(
    "(?:高新技术产业|经济技术|高新|经济|工业|旅游|现代农业|科技|产业)*(?:开发区|示范区|集中区|度假区|园区|园|区)$"
)
_LONG = 4  # characters of an area's own name, more than which is an institution's: 昆明理工大学社区


def compare_localities(one: Side, other: Side) -> tuple[str, str]:
    """Compare two names of areas by their cores: 邻里社区 and 邻里居委会.

    bare: the word of the kind is missing on a side; joint: one office of several communities; core: the words
    of two kinds; restyled: a county and a district; whole, branch: 梨园 and 梨园一, either way.
    """
    ours, theirs = one.name, other.name
    note = other.record.name
    if ours.core != theirs.core:
        return _of_two_cores(one, other)
    groups = {one.group, other.group}
    if compare_kinds(one.kind, other.kind) == "differs":
        return ("core", note) if "division" not in groups or len(groups) == 1 else _NOTHING
    if groups == {"settlement"} and (one.kind != other.kind or _is_renamed(ours, theirs)):
        return "core", note  # a village, and the community that it became
    return _of_one_core(one, other), note


def _of_two_cores(one: Side, other: Side) -> tuple[str, str]:
    """Compare two areas of two own names; core: a park and a town that may be run as one."""
    note = other.record.name
    if said := _of_wholes(one, other):
        return said, note
    if "industry_park" in {one.kind, other.kind}:
        return ("core", note) if _are_park_and_town(one, other) else _NOTHING
    if one.group == other.group == "division" and (found := compare_successions(one, other))[0]:
        return found
    return compare_own_names(one, other) if one.kind == other.kind else _NOTHING


def _are_park_and_town(one: Side, other: Side) -> bool:
    """Tell whether a park is called after a town or street: 花桥经济开发区 and 花桥镇."""
    park, town = (one, other) if one.kind == "industry_park" else (other, one)
    return town.kind in {"town", "subdistrict"} and park_name(park) == town.name.core


def park_name(side: Side) -> str:
    """Return what a park has of its own in its name, in normal form; its whole name where that is little."""
    whole = side.name.core + side.name.suffix
    own = _PARK.sub("", whole) if side.kind == "industry_park" else whole
    return own if len(own) > 1 else whole


def _is_renamed(ours: Name, theirs: Name) -> bool:
    """Tell whether one of two villages is called a community by now: 南胜社区村民委员会."""
    return ours.kind == "village" and ("社区" in ours.suffix) != ("社区" in theirs.suffix)


def _of_wholes(one: Side, other: Side) -> str:
    """Compare two areas whose names have words of an area or a kind in them: 柴机三区, 大雁滩村社区.

    bare: one is the other without the word of its kind; core: a village, and a community called after it.
    """
    if {one.group, other.group} != {"settlement"}:
        return ""
    names = (one.name, other.name)
    wholes = [name.text.removesuffix(name.suffix) for name in names]
    for (short, long), whole in zip((names, names[::-1]), wholes[::-1], strict=True):
        if short.text in {long.core, whole}:
            return "bare" if one.kind == other.kind else "core"
    return "normal" if wholes[0] == wholes[1] and one.kind == other.kind else ""


def _of_one_core(one: Side, other: Side) -> str:
    """Compare two areas of one kind and one own name by what else their names say."""
    ours, theirs = one.name, other.name
    if ours.joint != theirs.joint:
        return "joint"
    if not (ours.suffix and theirs.suffix):
        return "bare"
    if (
        one.group == "division"
        and ours.suffix[-1] != theirs.suffix[-1]
        and len(ours.suffix + theirs.suffix) == 2
    ):
        return "restyled"
    return "normal"


def compare_own_names(one: Side, other: Side) -> tuple[str, str]:
    """Compare two areas of one kind whose own names are not the same.

    whole, branch: 梨园 and 梨园一, 建东、建西 and 建东; tail: 甸北 and 甸柳新村甸北; abbreviation: 云财大 and
    云南财经大学, initials: 昆工 and 昆明理工大学.
    """
    note = other.record.name
    for several, single, value in ((one, other, "whole"), (other, one, "branch")):
        if {single.name.core, single.name.text} & _named_together(several.record.name):
            return value, note
    if one.group == "settlement" and (found := _of_parts(one.name, other.name, note)):
        return found
    short, full = sorted((one.name.core, other.name.core), key=len)
    if _LEFT_OUT.fullmatch(full, len(short)) and full.startswith(short):
        return "contained", note
    return _of_short_names(one, other) if one.group == "settlement" else _NOTHING


def _of_short_names(one: Side, other: Side) -> tuple[str, str]:
    """Compare two communities or villages of which one may be called by a part of the other's name."""
    note = other.record.name
    short, full = sorted((one.name.core, other.name.core), key=len)
    if (
        len(short) >= 2
        and len(full) >= len(short) + 2
        and full.endswith(short)
        and full[-len(short) - 1] not in "东南西北"
    ):
        return "tail", note
    wholes = [name.text.removesuffix(name.suffix) for name in (one.name, other.name)]
    shorts = {short, min(wholes, key=len)}
    cut = {compare_cut(less, more) for less in shorts for more in (full, *wholes)}
    if cut - {""}:  # a table has full names: what is short there is a name of its own
        return ("shared" if full == one.name.core else max(cut)), note
    made = any(is_made_of(less, more) and len(more) > _LONG for less in shorts for more in (full, *wholes))
    return ("initials", note) if made else _NOTHING


def _named_together(name: str) -> set[str]:
    """Return the names that are printed as one: 建东、建西社区."""
    return set(re.split("[、和与]", normal_form(name))) if "、" in name else set()


def _of_parts(ours: Name, theirs: Name, note: str) -> tuple[str, str] | None:
    """Compare two cores of which one may be the other with a number or a direction behind it."""
    for whole, part, value in ((ours.core, theirs.core, "whole"), (theirs.core, ours.core, "branch")):
        if (
            len(whole) >= 2
            and part.startswith(whole)
            and part[-1] != whole[-1]
            and PART.fullmatch(part, len(whole))
        ):
            return value, note
    return None

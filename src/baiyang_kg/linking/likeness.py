"""How the names of two things are alike: the first feature of a pair, and the one it cannot do without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from baiyang_kg.linking.kinds import compare_kinds
from baiyang_kg.linking.names import branch_endings, may_be_slip, pinyin

if TYPE_CHECKING:
    from baiyang_kg.linking.names import Name
    from baiyang_kg.linking.sides import Side

_NOTHING = ("", "")
_WEAK = {"", "core", "short", "abbreviation"}  # another name that is the same says more


def compare_names(one: Side, other: Side) -> tuple[str, str]:
    """Return a word of the column `name` of the judgement, and a note; ("", "") where none is alike.

    same: as printed; normal: in normal form, or with another word for the same kind; registered: a company's
    name with its legal form; bare: the word of the kind is missing on a side; alias: another name of either;
    joint: one office of several communities; core: the words of two kinds; the rest as `_of_things` and
    `compare_slips` say.
    """
    if one.name.text == other.name.text:
        return _of_equal(one, other)
    if one.group in {"settlement", "division"} or other.group in {"settlement", "division"}:
        found = _of_areas(one, other)
    elif one.group == "indicator":
        found = _NOTHING
    else:
        found = _of_things(one, other)
    by_alias = _of_aliases(one, other) if found[0] in _WEAK else _NOTHING
    return by_alias if by_alias[0] else found


def _of_equal(one: Side, other: Side) -> tuple[str, str]:
    if one.kind == "company" and one.name.kind == "company" and len(one.name.core) >= 3:
        return "registered", ""
    if compare_kinds(one.kind, other.kind) == "differs" and one.group in {"settlement", "division"}:
        return "core", one.name.core
    return ("same", "") if one.record.name == other.record.name else ("normal", other.record.name)


def _of_areas(one: Side, other: Side) -> tuple[str, str]:
    """Compare two names of areas by their cores: 邻里社区 and 邻里居委会."""
    if one.name.core != other.name.core:
        return _NOTHING
    note = other.record.name
    kinds = compare_kinds(one.kind, other.kind)
    if kinds == "differs":
        return "core", note
    if one.name.joint != other.name.joint:
        return "joint", note
    return ("normal" if one.name.kind and other.name.kind else "bare"), note


def _of_things(one: Side, other: Side) -> tuple[str, str]:
    """Compare two names of things that are no areas.

    branch: ours is a part of theirs, 浙江工商大学下沙校区; whole: theirs of ours; short: one lacks its
    place or the words of its trade, 工商大学, 中集运载; abbreviation: some characters of the other, 浙商大.
    """
    ours, theirs = one.name, other.name
    note = other.record.name
    if _is_branch(ours.text, theirs.text):
        return "branch", note
    if _is_branch(theirs.text, ours.text):
        return "whole", note
    if ours.core == theirs.core and bool(ours.areas) == bool(theirs.areas):
        return ("normal" if bool(ours.kind) == bool(theirs.kind) else "short"), note
    if ours.core == theirs.core or _is_shortened(ours, theirs) or _is_shortened(theirs, ours):
        return "short", note
    if one.group == "body" and (_is_abbreviated(ours, theirs) or _is_abbreviated(theirs, ours)):
        return "abbreviation", note
    return _NOTHING


def _is_branch(part: str, whole: str) -> bool:
    return len(whole) >= 4 and part.startswith(whole) and bool(branch_endings().fullmatch(part, len(whole)))


def _is_shortened(short: Name, full: Name) -> bool:
    """Tell whether a name stands whole in another: 中集运载 in a company's, or at a university's end."""
    if full.kind == "company":
        rest = len(full.core) - len(short.core)
        return len(short.core) >= 3 and 0 < rest <= 8 and short.core in full.core
    rest = len(full.text) - len(short.text)
    return len(short.text) >= 4 and 2 <= rest <= 3 and full.text.endswith(short.text)


def _is_abbreviated(short: Name, full: Name) -> bool:
    """Tell whether a name is made of characters of another in their order, the first being its first."""
    for text in (full.text, full.core):
        if 2 <= len(short.text) <= 5 and len(text) >= len(short.text) + 2 and text[0] == short.text[0]:
            characters = iter(text)
            if all(character in characters for character in short.text):
                return True
    return False


def _of_aliases(one: Side, other: Side) -> tuple[str, str]:
    """Compare another name of either side with a name of the other, romanised ones with the pinyin."""
    if not (one.aliases or other.aliases):
        return _NOTHING
    by_core = one.group in {"settlement", "division"}
    for ours in (one.name, *one.aliases):
        for theirs in (other.name, *other.aliases):
            if ours.text == theirs.text or (
                by_core and ours.core == theirs.core and ours.core != one.name.core
            ):
                return "alias", theirs.text
    for alias in other.aliases:
        if alias.text.isascii() and alias.text in {
            "".join(pinyin(name)) for name in (one.name.core, one.name.text)
        }:
            return "alias", f"{alias.text} by its sound"
    return _NOTHING


def compare_slips(one: Side, other: Side) -> tuple[str, str]:
    """Return whether one name may be a slip for the other: homophone, 菱云 for 凌云, or typo; else ("", "").

    Asked only of things in one area, or with long names: in the whole country every slip is somebody's name.
    """
    ours, theirs = one.name.core, other.name.core
    if ours == theirs or one.name.joint != other.name.joint:
        return _NOTHING
    slips = may_be_slip(ours, theirs)
    if len(ours) == len(theirs) >= 2 and (slips or len(ours) == 2) and pinyin(ours) == pinyin(theirs):
        return "homophone", f"{theirs}: {' '.join(pinyin(ours))}"
    return ("typo", f"{theirs}: {slips} of {max(len(ours), len(theirs))} characters") if slips else _NOTHING

"""Projects under other names: what they are about, what is done to it, and in which year."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.linking.names import NUMERALS, branch_endings
from baiyang_kg.linking.slips import inserted
from baiyang_kg.linking.wordings import compiled
from baiyang_kg.resources import resource
from baiyang_kg.tables import read_table

if TYPE_CHECKING:
    from baiyang_kg.linking.sides import Side

_NOTHING = ("", "")
_YEAR = re.compile("([一二][〇一二三四五六七八九]{3})年度?")
_SHORTEST = 3  # characters of what a project is about, if it is to be found in other words
_TELLING = frozenset(NUMERALS) | set("东南西北")  # the other bank, another phase
# What two lists may call one work: a street is mended, a village makes room, a school is built elsewhere.
_AKIN = ({"renew", "tidy", "repair", "extend"}, {"move", "take"}, {"move", "build"}, {"extend", "build"})


class Undertaking(NamedTuple):
    """The name of a project, parted."""

    rest: str  # what it is about: the place, the estate, the road
    works: frozenset[str]  # classes of what is done: renew, move …
    year: str  # that its name says, in normal form: 二〇二三; "" where it does not


def compare_undertakings(one: Side, other: Side) -> tuple[str, str]:
    """Compare two names of projects.

    reworded: about one thing, of which the same is done; contained: and only one of them says in which year,
    or has words more that tell no two things apart; branch, whole: a phase, a section.
    """
    ours, theirs = (parse_undertaking(side.name.text) for side in (one, other))
    note = other.record.name
    if ours.year and theirs.year and ours.year != theirs.year:
        return _NOTHING  # the repairs of one year are not those of the next
    if ours.rest == theirs.rest and len(ours.rest) >= _SHORTEST and _is_same_work(ours, theirs):
        return ("reworded" if ours.year == theirs.year else "contained"), note
    if is_branch(ours.rest, theirs.rest):
        return "branch", note
    if is_branch(theirs.rest, ours.rest):
        return "whole", note
    more = _words_more(one, other)
    if more is None:
        return _NOTHING
    return "contained", f"{note}: {more} more or less" if more else note


def _is_same_work(ours: Undertaking, theirs: Undertaking) -> bool:
    return ours.works <= theirs.works or theirs.works <= ours.works


def _words_more(one: Side, other: Side) -> str | None:
    """Return what one name has more than the other, with the areas before both or without them."""
    ours, theirs = (parse_undertaking(side.name.text) for side in (one, other))
    found = _left_out(ours, theirs)
    if found is not None:
        return found
    ours, theirs = (parse_undertaking(side.name.core) for side in (one, other))
    areas = one.name.areas[-1:]
    if ours.rest == theirs.rest and len(ours.rest) < _SHORTEST:  # only what is done in a street is said
        return "" if areas and areas == other.name.areas[-1:] and _is_akin(ours, theirs) else None
    return _left_out(ours, theirs)


def _is_akin(ours: Undertaking, theirs: Undertaking) -> bool:
    return _is_same_work(ours, theirs) or any(ours.works | theirs.works <= akin for akin in _AKIN)


def _left_out(ours: Undertaking, theirs: Undertaking) -> str | None:
    """Return the words more of one that is about the same; None where they tell two things apart."""
    short, long = sorted((ours.rest, theirs.rest), key=len)
    if len(short) < _SHORTEST or not _is_akin(ours, theirs):
        return None
    if short[-1] != long[-1] and ours.works != theirs.works:
        return None  # the estate moves, and homes are built for those who lived there
    pieces = inserted(short, long) if short != long else ("",)
    is_same = 0 < len(pieces) <= max(2, len(short) // 2) and not _TELLING & set("".join(pieces))
    return " ".join(pieces) if is_same else None


def is_branch(part: str, whole: str) -> bool:
    """Tell whether a name is that of a part of another: 下沙校区, 二标段."""
    return len(whole) >= 4 and part.startswith(whole) and bool(branch_endings().fullmatch(part, len(whole)))


@lru_cache(maxsize=1 << 14)
def parse_undertaking(text: str) -> Undertaking:
    """Part the name of a project in normal form: 景园小区整体搬迁 is 景园小区, moved."""
    works = set()
    year = _YEAR.search(text)
    if year:
        text = text[: year.start()] + text[year.end() :]
    for kind, pattern in _works():
        shorter = pattern.sub("", text)
        if shorter != text and kind != "-":
            works.add(kind)
        text = shorter
    return Undertaking(text, frozenset(works), year[1] if year else "")


@cache
def _works() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["class"], compiled(row, "patterns")) for row in read_table(resource("data/linking/works.tsv"))
    )

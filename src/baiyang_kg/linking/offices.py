"""Offices of the state: a place, what they are charged with, and what kind of office they are.

钱塘区卫健局 and 杭州市钱塘区卫生健康局 are one, for both are the bureau (局) of 钱塘 for health. What duties
there are stands in `data/linking/functions.tsv`; names are put together of these, 文广旅体局 of four.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.errors import LexiconError
from baiyang_kg.linking.names import core_of, longest_first
from baiyang_kg.linking.wordings import compiled
from baiyang_kg.resources import resource
from baiyang_kg.tables import read_table

if TYPE_CHECKING:
    from baiyang_kg.linking.sides import Side

_NOTHING = ("", "")
_FILLERS = ("管理", "监督", "服务", "事务", "工作", "行政", "综合", "补偿", "领导小组", "和", "与", "及")
# What an office is: words that mean the same, and the last of its name.
_PLAIN = (
    *(
        "局",
        "委",
        "办",
        "署",
        "厅",
        "处",
        "部",
        "会",
        "院",
        "所",
        "站",
        "分局",
        "总队",
        "支队",
        "大队",
        "中队",
    ),
    "中心",
    "大厅",
    "队",
)
_ORGANS = {"委员会": "委", "办公室": "办", **{word: word for word in _PLAIN}}
_ORGAN = re.compile(f"(?:{'|'.join(longest_first(_ORGANS))})$")
_ABOVE = re.compile("(?<=局|队)|(?<=委员会)")  # behind an office that another is a part of
# Kinds of offices that two lists may give one: bureaus of a district and branches of the city's bureau.
_AKIN = (
    {"局", "委", "办", "分局", "会"},
    {"所", "分局"},
    {"大队", "中队", "局"},
    {"中心", "局"},
    {"中心", "站", "大厅"},
    {"队", "大队", "中队"},
)


class Office(NamedTuple):
    """The name of an office, parted."""

    place: str  # core of the smallest area that its name says; "" where it says none
    duties: frozenset[str]  # first words of the rows of functions.tsv
    organ: str  # what it is: 局 委 分局 所 …


def compare_offices(one: Side, other: Side) -> tuple[str, str] | None:
    """Return how two names of offices are alike, None where one of them is no office's.

    reworded: of one place, with the same duties; contained: likely one, for a list may leave out a duty, the
    place, or call a branch of the city's office the district's own; ("", ""): two offices.
    """
    ours, theirs = office_of(one), office_of(other)
    if ours is None or theirs is None:
        return None
    akin = any({ours.organ, theirs.organ} <= organs for organs in _AKIN)
    placed = _of_places(one, ours, other, theirs)
    if not placed or not (akin or ours.organ == theirs.organ):
        return _NOTHING
    if not (ours.duties <= theirs.duties or theirs.duties <= ours.duties):
        return _NOTHING
    sure = placed == "same" and ours.organ == theirs.organ and ours.duties == theirs.duties
    return "reworded" if sure else "contained", other.record.name


def _of_places(one: Side, ours: Office, other: Side, theirs: Office) -> str:
    """Return same or perhaps: whether two offices are of one place; "" where they are of two."""
    if ours.place and theirs.place:
        return "same" if ours.place == theirs.place else ""
    around = [[area.core for area in side.areas] for side in (one, other)]
    if not (ours.place or theirs.place):
        return "same" if around[0][-1:] == around[1][-1:] else "perhaps"
    named, unnamed = (ours.place, around[1]) if ours.place else (theirs.place, around[0])
    if not unnamed:
        return "perhaps"
    return "same" if named == unnamed[-1] else "perhaps" if named in unnamed else ""


def office_of(side: Side) -> Office | None:
    """Return the parts of the name of an office, None where it is none."""
    if side.group not in {"body", "site"}:
        return None
    return _parse_office(side.name.text, side.around)


@lru_cache(maxsize=1 << 14)
def _parse_office(text: str, areas: tuple[str, ...]) -> Office | None:
    """Part a name in normal form; the `areas` may stand anywhere in it: 佛山市市场监督管理局南海分局."""
    if not _ORGAN.search(text):
        return None
    duties: frozenset[str] = frozenset()
    place = ""
    organ = ""
    for unit in filter(None, _ABOVE.split(text)):
        rest, here = _without_places(unit, areas)
        match = _ORGAN.search(rest)
        found = duties_in(rest[: match.start()]) if match else None
        if match is None or found is None:
            return None
        place, organ = here or place, match[0]
        duties = found or duties  # a branch, or a squad, does what its office does
    return Office(place, duties, _ORGANS[organ]) if duties else None


def _without_places(text: str, areas: tuple[str, ...]) -> tuple[str, str]:
    """Return what of a name stands beside the names of areas, and the core of the last of these."""
    place = ""
    while found := next((area for area in areas if text.startswith(area)), ""):
        place, text = core_of(found), text.removeprefix(found)
    cores = [core for area in areas if len(core := core_of(area)) > 1]
    if found := next((core for core in cores if text.startswith(core)), ""):
        place = found
        text = text.removeprefix(place).removeprefix("街")  # a 街道 is called 街 in some cities
    return text, place


@lru_cache(maxsize=1 << 14)
def duties_in(text: str) -> frozenset[str] | None:
    """Return the duties that a text is made of, None where it is made of anything else."""
    found: set[str] = set()
    while text:
        match = _word().match(text)
        if not match:
            return None
        found.add(_duties().get(match[0], ""))
        text = text[match.end() :]
    return frozenset(found - {""})


@cache
def _word() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, longest_first({*_duties(), *_FILLERS}))))


@cache
def _duties() -> dict[str, str]:
    """Return the duty that each word of a name means."""
    found: dict[str, str] = {}
    for row in read_table(resource("data/linking/functions.tsv")):
        for word in row.words("words"):
            if word in found:
                told = f"{word!r} stands for {found[word]} too"
                raise LexiconError(row.place, told, "let one duty have it")
            found[word] = row["function"]
    return found


@lru_cache(maxsize=1 << 14)
def standard_organ(text: str) -> str:
    """Return a name in normal form with the full title of an organ cut to its usual words: 区委宣传部."""
    for pattern, standard in _titles():
        text = pattern.sub(standard, text)
    return text


@cache
def _titles() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = read_table(resource("data/linking/organs.tsv"))
    return tuple((compiled(row, "pattern"), row["standard"]) for row in rows)

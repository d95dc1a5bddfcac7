"""The rule `announced-count`: a list has as many members as the number beside it announces.

    亚运轮滑馆、杭州电子科技大学击剑馆、浙江工商大学手球馆三大比赛场馆    three, and three are listed
    云邸社区、凌云社区等2家婴幼儿成长驿站                          two, and two are listed
    东海未名园等2个老旧小区                                       等: the list need not be whole
    3个社区（云涛社区、邻里社区）                                  three, and two are listed

A list directly before a number is taken for its members only where that is sure: behind it stands 等, the
number is one of 三大…, or the last member is in quotation marks or a name that the graph knows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.checking.announced import read_announced
from baiyang_kg.checking.finding import Finding, Level
from baiyang_kg.graph import vocab

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from baiyang_kg.checking.announced import Announced
    from baiyang_kg.checking.figures import Figure
    from baiyang_kg.checking.texts import Quoted
    from baiyang_kg.graph.store import Store

_REMEDY = "count the members in the sentence: one is left out or too much, or the number was misread"
_PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "(": ")", "「": "」"}
_END_OF_LIST = re.compile("等(?:共|共计|这)?$")
_ADJACENT = re.compile("(?<=[”’》」])(?=[“‘《「])")  # “守护天使”“暖心驿站”: no comma between quotations
_JOINT = re.compile("以及|和|及|与|暨")
_COUNTED = re.compile(r"\d(?![^“]*”)")  # 美丽乡村11个、示范区3个: each member has a number of its own
# 荣联中心、新材料园4家企业, 云南、贵州6市: what is counted lies within the members, and is not the members.
_WITHIN = re.compile(r"(?:\d+|[一二三四五六七八九十两]+)\s*(?:余|多)?\s*[市县区乡镇村户人名家]")
_ENCLOSED = re.compile(r"\A[^（(，,。；;、：:！]{0,14}[（(]([^（()）]*)[）)]")
_NO_MEMBERS = re.compile(r"\d|^(?:不?含|其中|占|以下|即|见|包括|[一二三四五六七八九十]+[、）])|[，,。；;：:]")


class Listed(NamedTuple):
    """The members that stand beside a number."""

    counts: frozenset[int]  # how many there are; several where 和 joins two or stands inside a name
    open: bool  # 等: there may be more


def check_lists(store: Store, reports: Iterable[Quoted], figures: Mapping[str, Figure]) -> Iterator[Finding]:
    """Yield a warning for each number whose list has not as many members."""
    texts = {report.report: report.text for report in reports}
    names = _name_ends(store)
    for one in read_announced(store, texts, figures.values()):
        known = (one.place.report, one.offset) in names
        before = list_before(one.before, one.behind, known=known)
        for listed in (before, list_behind(one.behind, one.stated)):
            if listed and not _agrees(listed, one.amount):
                yield _finding(one, listed)


def list_before(before: str, behind: str, *, known: bool) -> Listed | None:
    """Return the list that ends where a number begins; `known` says that a name of the graph ends there."""
    words = "".join(before.split())
    marker = _END_OF_LIST.search(words)
    words = words[: marker.start()] if marker else words
    if not words or words[-1] in "、，,。；;：:和及与的":
        return None
    great = re.match(r"(?:\d+|[一二三四五六七八九十两]+)\s*大(?!约|概|力)", behind) is not None
    if not (marker or great or ((known or words[-1] in "”’》」") and not _WITHIN.match(behind))):
        return None
    members = split_members(_last_clause(words))
    if len(members) < 2 or any(_COUNTED.search(member) for member in members):
        return None
    return Listed(_counts(members), marker is not None)


def list_behind(behind: str, stated: str) -> Listed | None:
    """Return the list in brackets behind a number and what it counts: 3个社区（云涛社区、邻里社区）."""
    words = "".join(behind.split()).removeprefix("".join(stated.split()))
    match = _ENCLOSED.match(words)
    if match is None or _NO_MEMBERS.search(match[1]):
        return None
    marker = _END_OF_LIST.search(match[1])
    members = split_members(match[1][: marker.start()] if marker else match[1])
    return Listed(_counts(members), marker is not None) if len(members) > 1 else None


def split_members(words: str) -> list[str]:
    """Return the members of a list, parted by 、 outside quotation marks or by quotation marks that touch."""
    members, closing, start = [], "", 0
    for place, sign in enumerate(words):
        if closing:
            closing = "" if sign == closing else closing
        elif sign in _PAIRS and _PAIRS[sign] in words[place:]:
            closing = _PAIRS[sign]
        elif sign == "、":
            members.append(words[start:place])
            start = place + 1
    members.append(words[start:])
    return [piece for member in members for piece in _quotations(member) if piece]


def _quotations(member: str) -> list[str]:
    """Return the quotations that a member ends with, each alone; “甩锅”“推诿”问题 is one member."""
    return _ADJACENT.split(member) if member and member[-1] in "”’》」" else [member]


def _counts(members: list[str]) -> frozenset[int]:
    """Return how many members there may be: 和 joins two of them, or is part of a name."""
    joints = sum(len(_JOINT.findall(member)) for member in members)
    return frozenset(range(len(members), len(members) + joints + 1))


def _last_clause(words: str) -> str:
    """Return what stands behind the last comma or full stop outside quotation marks."""
    closing, start = "", 0
    for place, sign in enumerate(words):
        if closing:
            closing = "" if sign == closing else closing
        elif sign in _PAIRS and _PAIRS[sign] in words[place:]:
            closing = _PAIRS[sign]
        elif sign in "，,。；;：:！!\0":
            start = place + 1
    return words[start:]


def _agrees(listed: Listed, announced: int) -> bool:
    return min(listed.counts) <= announced if listed.open else announced in listed.counts


def _name_ends(store: Store) -> set[tuple[str, int]]:
    """Return where the names of things end, by report."""
    rows = store.rows("""
        SELECT ?report ?end WHERE {
          ?thing prov:wasDerivedFrom ?passage ; by:reportedFor ?area .
          ?passage oa:hasSource ?report ; oa:hasSelector/oa:end ?end
        }""")
    return {(report.value.removeprefix(vocab.REPORT), int(end.value)) for report, end in rows}


def _finding(one: Announced, listed: Listed) -> Finding:
    counts = " or ".join(map(str, sorted(listed.counts)))
    beside = " at least" if listed.open else ""
    return Finding(
        rule="announced-count",
        level=Level.WARNING,
        focus=one.focus,
        **one.place._asdict(),
        problem=f"{one.name}: {one.stated} are announced, and{beside} {counts} are listed",
        problem_zh=f"{one.name}：所称为{one.stated}，所列为{counts.replace(' or ', '或')}",
        remedy=_REMEDY,
        value=counts,
    )

"""What a clause says of time before a figure: 累计, 目前, 由…提高到, 同比."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from baiyang_kg.reading.page.scope import Scope

_CLAUSE = 60  # characters before a figure that are searched for cues
_CUES = re.compile(
    r"(?=[年均累共合先总目现已拥每日人同比较去上与是净将计预力确拟全完连保本此当这次届该今我中常户设建占面曾近])(?:"
    r"(?P<avg>年均|均增)|(?P<sum>累计|共计|合计|先后|总共)|(?P<state>目前|现有|现已|已有|拥有)"
    r"|(?P<each>每年|每月|每天|每日|日均|人均)|(?P<same>同比|比上年|较上年|比去年|较去年|上年同期)"
    r"|(?P<than>与[^，。；]{2,12}相比|[比较是](?=(?:19|20)\d\d|“?十))|(?P<net>净增|净增长)"
    r"|(?P<plan>将|计划|预计|力争|确保|拟|目标)|(?P<year>全年)|(?P<already>已|完成)|(?P<keep>连续|保持)"
    r"|(?P<here>本次|此次|当天|现场|这次|本届|该次|今天)|(?P<wide>全国|全球|我国|全省|中国)"
    r"|(?P<stands>常住|户籍|共有|设有|建有|占地|面积)|(?P<ever>曾|近年))"
)
_MOVED = "[增减提上下升降调跃发压扩缩拓优变攀]"
_FROM = re.compile(r"(?:由|从)(?:[^，。；、]{0,12}的)?(?:全[省国市球]第?|第)?[\d.:]*$")
_TO = re.compile(
    rf"[\d.:]*[^，。；、\d]{{0,6}}?{_MOVED}\w{{0,4}}?(?:到|至|为|成)|[^，。；、\d]{{0,4}}(?:到|至)"
)
_REACHED = re.compile(rf"{_MOVED}\w{{0,3}}(?:到|至|为|成)[^，。；、\d]{{0,8}}$")
_OUT_OF = re.compile("[由从][^，。；]*[0-9]")


def find_cues(scope: Scope, place: int, end: int) -> tuple[str, ...]:
    """Return what the clause says before a figure at `place`; `end` is the end of its unit."""
    chars = scope.text.chars
    clause = scope.clauses.at(place)
    start = max(clause.start if clause else place, place - _CLAUSE)
    found = sorted({cue.lastgroup or "" for cue in _CUES.finditer(chars, start, place)})
    if _FROM.search(chars, start, place) and _TO.match(chars, end):
        found.append("FROM")
    elif _OUT_OF.search(chars, start, place):
        found.append("TO")
    elif _REACHED.search(chars, max(start, place - 16), place):
        found.append("REACHED")
    return tuple(found) or ("none",)

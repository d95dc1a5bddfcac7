"""Facilities under other names: 口袋公园 and 小游园, 奥体 and 奥林匹克体育中心."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from baiyang_kg.linking.wordings import compiled
from baiyang_kg.resources import resource
from baiyang_kg.tables import read_table

if TYPE_CHECKING:
    from baiyang_kg.linking.sides import Side

_NOTHING = ("", "")
_SHORTEST = 2  # characters that are a facility's own, before the words of what it is
_OF_AREA = re.compile(
    "(?:街道|社区|镇|乡|村)$"
)  # what lists leave out between a name and the words of its kind


def compare_facilities(one: Side, other: Side) -> tuple[str, str]:
    """Compare two names of venues, places or institutions by what they are called of their own.

    reworded: the words of its kind mean the same; contained: they may be another house, or one name says
    whose it is, 灯湖社区长者饭堂 and 灯湖长者饭堂; ("", ""): two facilities.
    """
    if "company" in {one.kind, other.kind}:
        return _NOTHING
    wholes = [{side.name.text, side.name.core + side.name.suffix} for side in (one, other)]
    for loosely, value in ((False, "reworded"), (True, "contained")):
        ours, theirs = ({standard_facility(text, loosely=loosely) for text in texts} for texts in wholes)
        if (ours & theirs) - (wholes[0] & wholes[1]) - {""}:
            return value, other.record.name
    return _NOTHING


@lru_cache(maxsize=1 << 14)
def standard_facility(text: str, *, loosely: bool = False) -> str:
    """Return the name of a facility in normal form in usual words; `loosely`, with those of another house.

    "" where it has hardly any words of its own.
    """
    for role, pattern, standard in _words():
        match = pattern.search(text) if role == "same" or loosely else None
        if match:
            own = text[: match.start()]
            own = _OF_AREA.sub("", own) if loosely else own
            text = own + standard + text[match.end() :]
            if len(own) < _SHORTEST:
                return ""
    return text


@cache
def _words() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    rows = read_table(resource("data/linking/facilities.tsv"))
    return tuple((row["role"], compiled(row, "pattern"), row["standard"]) for row in rows)

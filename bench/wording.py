"""When two wordings of a label, a name or a unit are the same for the yardstick."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORT = 3  # wordings up to this length are the same or not

KEEPS_ITS_FORM = re.compile(r"[①-⓿½¼¾]")  # compatibility folding would make a plain number of these
UNSAID = str.maketrans(dict.fromkeys("“”\"'‘’《》〈〉「」『』()、,。;:·—-?!"))
STRAY_POINT = re.compile(r"(?<!\d)\.|\.(?!\d)")
UNIT_WRITTEN = {
    "㎡": "平方米",
    "平米": "平方米",
    "m2": "平方米",
    "m": "米",
    "km": "公里",
    "千米": "公里",
    "元人民币": "元",
    "人民币": "元",
    "个点": "个百分点",
    "百分点": "个百分点",
}


def likeness(printed: str, wanted: Iterable[str]) -> float:
    """Return how like a printed wording is to the likest of several, from 0 to 1."""
    return max((_likeness(bare(printed), bare(wording)) for wording in wanted), default=0.0)


@cache
def _likeness(printed: str, wanted: str) -> float:
    if not printed or not wanted:
        return 0.0
    if printed == wanted or min(len(printed), len(wanted)) <= SHORT:
        return float(printed == wanted)
    return SequenceMatcher(None, printed, wanted, autojunk=False).ratio()


@cache
def bare(wording: str) -> str:
    """Return a wording without blanks and punctuation, in plain letters; `7.15` keeps its point."""
    return STRAY_POINT.sub("", "".join(_plain(wording).translate(UNSAID).split()))


@cache
def written_unit(unit: str) -> str:
    """Return a unit as the yardstick writes it: ㎡ and 平方米 are one."""
    plain = "".join(_plain(unit).split())
    return UNIT_WRITTEN.get(plain, plain)


def _plain(wording: str) -> str:
    return wording if KEEPS_ITS_FORM.search(wording) else unicodedata.normalize("NFKC", wording)

"""When a news article was printed.

Papers say so in a line of its own (2023-07-17 21:44) or at the head of the first sentence (8月15日讯), and
notices in their last line. Else the days that the opening tells of and the months that are reviewed (1—10月)
are the next best, and at last the latest day of the whole text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from baiyang_kg.reading.page.genre import is_article

if TYPE_CHECKING:
    from baiyang_kg.reading.page.scope import Scope

_OPENING = 300  # characters in which an article is dated
_YEAR, _MONTH, _DAY = r"(?P<year>(?:19|20)\d{2})", r"(?P<month>1[0-2]|0?[1-9])", r"(?:[12]\d|3[01]|0?[1-9])"
_STAMPS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?<![\d.-]){_YEAR}(?P<mark>[-/.]){_MONTH}(?P=mark)(?:{_DAY}(?![\d.-])|\d\d(?=[012]\d:[0-5]\d))",
        rf"(?<![\d.]){_DAY}\.{_MONTH}\.{_YEAR}(?![\d.])",
        rf"(?:^|\n)[ 　]*{_YEAR}年{_MONTH}月{_DAY}(?![\d日号])",
        rf"(?:^|[\n:：|]){_YEAR}年{_MONTH}月{_DAY}日\s?\d{{1,2}}:\d{{2}}",
        rf"(?:{_YEAR}年)?(?<!\d){_MONTH}月{_DAY}日\s?(?:讯|电|消息|报道)",
    )
)
_TOLD = re.compile(rf"(?:{_YEAR}年)?(?<!\d){_MONTH}月{_DAY}日", re.ASCII)
_REVIEWED = re.compile(
    rf"(?:截[至止](?:目前)?到?|(?<!\d)1月?份?[-—–~～至到])(?:{_YEAR}年|今年)?{_MONTH}月(?!\d)", re.ASCII
)
_SIGNED = re.compile(rf"{_YEAR}年{_MONTH}月{_DAY}日[\s）)】〕。]*$", re.ASCII)
_CLOSING = 40  # characters at the end of a notice that its date is among
_BOUND = re.compile(r"(?:[将拟定于]|计划|预计|截止|截止到)[^，。；\d]{0,4}(?:(?:19|20)\d{2}年)?$", re.ASCII)
_LIMIT = re.compile(r"（?含?）?(?:前|后|之前|之后|以后|以前)")
_SINCE = re.compile(r"[自从](?:(?:19|20)\d{2}年)?$", re.ASCII)
_ONWARDS = re.compile(r"起|以来|启动|开始")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The month that an article is of, and how it is known."""

    month: str  # 2023-07
    sure: str  # printed: the text says when it was printed; told: by the opening, or all days agree; guessed
    place: int = -1  # where the paper says so


def find_dateline(scope: Scope, year: int) -> Dateline | None:
    """Return the dateline of an article on `year`.

    An annual report opens without one, so a text that is longer than any article has none. Nor has an article
    that was printed in another year than the one that it is about.
    """
    if not is_article(scope.text):
        return None
    chars = scope.text.chars
    for stamp in _STAMPS:
        if printed := stamp.search(chars, 0, _OPENING):
            return _dated(year, [printed], "printed")
    if signed := _SIGNED.search(chars, max(0, len(chars) - _CLOSING)):
        return _dated(year, [signed], "printed")
    days = [day for day in _TOLD.finditer(chars) if not _is_bound(chars, day)]
    told = [day for day in days if day.end() <= _OPENING]
    if _dated(year, told, "told"):
        reviewed = [month for month in _REVIEWED.finditer(chars) if not _is_bound(chars, month)]
        return _dated(year, [*told, *reviewed], "told")
    left = [day for day in days if not _opens(chars, day)]
    return _dated(year, left, "told" if _agree(left) else "guessed")


def _agree(days: list[re.Match[str]]) -> bool:
    """Say whether all days of a text are of one month."""
    return len({day["month"].lstrip("0") for day in days}) == 1


def _is_bound(chars: str, day: re.Match[str]) -> bool:
    """Say whether a day is one to come (将于8月25日) or of a rule (1月1日前)."""
    return bool(_BOUND.search(chars, max(0, day.start() - 12), day.start()) or _LIMIT.match(chars, day.end()))


def _opens(chars: str, day: re.Match[str]) -> bool:
    """Say whether something has lasted from a day on: 自5月12日启动."""
    return bool(_SINCE.search(chars, 0, day.start()) or _ONWARDS.match(chars, day.end()))


def _dated(year: int, days: list[re.Match[str]], sure: str) -> Dateline | None:
    """Return the latest month of those `days` that are of `year`."""
    months = [int(day["month"]) for day in days if not day["year"] or int(day["year"]) == year]
    place = days[0].start("month") if sure == "printed" else -1
    return Dateline(f"{year}-{max(months):02d}", sure, place) if months else None

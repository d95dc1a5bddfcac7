"""What the words around a number make of it: 近300户 lies below 300, 300户以上 at or above it.

The words stand in `data/lexicon/bounds.tsv`, by their place: right before the number, a verb before it
(最多可报420元), behind it (300余户) or behind its unit (300户左右). The ends of a range bound each other
(5至8个). Where 分别 deals numbers out, a word at an end of the list is said of each: 分别增长7.5%、8.5%以上.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.reading.page.text import is_han
from baiyang_kg.reading.quantities.numerals import ARABIC_SCALED, CHINESE_PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.terms import Lexicon

_FURTHEST = 8  # characters before a number where a word that bounds it begins
_NEAREST = 12  # characters before a list of numbers that belong to its 分别
_SHARES = ("成", "倍", "")
_SHARE = 14  # characters before a share where what bounds it begins
_LIST = 60  # characters of a list of numbers
_RANGE = 18  # characters of the first end of a range
_BETWEEN = r"(?:分别)?[^的，。；：、！？“”\n\d零一二两三四五六七八九十百千万亿达时日天年为是过]{1,4}"
_NUMBER = rf"(?:{ARABIC_SCALED}|{CHINESE_PLAIN})"
_ITEM = rf"{_NUMBER}[^，。；、\n\d]{{0,4}}"
# Words that end as a bound does, before a number that they leave alone: 签约650户, 附近6个社区.
_NO_BOUND = frozenset((
    "签约", "预约", "节约", "公约", "契约", "条约", "邀约", "履约", "租约",
    "打破", "侦破", "冲破", "磨破", "攻破", "识破", "彩超", "高超", "中超",
    "附近", "就近", "邻近", "最近", "贴近", "靠近",
))  # fmt: skip
_TO = frozenset("-—–~至到")
_OPEN = frozenset("多余强弱起")
_EXTENDED = frozenset(("time", "length", "area", "volume", "weight", "currency", "percent"))
_FROM = re.compile(r"[从由自][^，。；\d]{0,8}$")
_CHANGES = re.compile(r"[增减升降提加缩压扩][^，。；\d]?$")
_SIGN = re.compile(r"(?<![\d%‰点A-Za-z])[-−+]$")
_SIGNED = frozenset(("%", "‰", "个百分点", "百分点", "pct"))
_OPEN_BEFORE = "[长宽高深厚重的，。；！？、）]"


class Bound(NamedTuple):
    """A bound and the place where the words that say it begin or end."""

    bound: str
    left: int
    right: int


class Bounds:
    """The reading of the words that bound a number, for one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = lexicon.bounds
        self._kinds = lexicon.units
        before = _alternatives(self._words["before"])
        apart = _alternatives(self._words["apart"])
        unit = _alternatives(lexicon.units)
        self.behind = re.compile(_alternatives(self._words["behind"]))
        self._before = re.compile(f"(?:{before})$")
        self._apart = re.compile(f"({apart}){_BETWEEN}$")
        self._unit = re.compile(_alternatives(self._words["unit"]))
        whole = _alternatives(word for word in self._words["before"] if len(word) > 1)
        self._of_share = re.compile(rf"({whole})[^，。；：、\n\d]{{1,8}}的$")  # 不足住户数的一成
        self._edges = frozenset("-—–~至到、和及的").union(
            *(word[-1] for word in self._words["before"]),
            *(word[0] for place in ("behind", "unit") for word in self._words[place]),
        )
        self._marks = frozenset(word[0] for word in self._words["apart"])
        self._each_before = re.compile(
            rf"(?:({apart}){_BETWEEN}|分别[一-鿿]{{0,6}}?({before})){_ITEM}(?:[、和及]{_ITEM})*[、和及]$"
        )
        self._each_behind = re.compile(
            rf"(?:[、和及]{_ITEM}){{0,8}}?[、和及]{_NUMBER}(?:{unit})({_alternatives(self._words['unit'])})"
        )
        self._range_ahead = re.compile(rf"(?:[-—–~]{{1,2}}|[至到])(?:约|近)?{_NUMBER}({unit})")
        self._range_behind = re.compile(rf"(约)?{_NUMBER}({unit})?(?:[-—–~]{{1,2}}|[至到])$")

    def opens(self, chars: str, start: int, end: int) -> bool:
        """Say whether a word that bounds a number fills the span: 近 of 近三成."""
        return self._before.fullmatch(chars, start, end) is not None

    def follows(self, chars: str, place: int, *, longer_than: int) -> bool:
        """Say whether a word that bounds stands at `place`, longer than the unit that it begins with."""
        word = self._unit.match(chars, place)
        return word is not None and word.end() - place > longer_than

    def may_bound(self, chars: str, start: int, end: int, unit_end: int | None = None) -> bool:
        """Say whether a character beside the number begins or ends what could bound it; most have none."""
        near = (
            chars[start - 1 : start] + chars[end : end + 1] + chars[unit_end or end : (unit_end or end) + 1]
        )
        return not (
            self._edges.isdisjoint(near) and self._marks.isdisjoint(chars[max(0, start - _FURTHEST) : start])
        )

    def read(self, scope: Scope, start: int, end: int, unit: str, unit_end: int) -> Bound:
        """Return the bound of the numeral from `start` to `end`, whose unit ends at `unit_end`.

        A sign belongs to the number: 同比增速-6.7%, 分别+0.8pct/-0.2pct.
        """
        if unit in _SIGNED and _SIGN.search(scope.text.chars, max(0, start - 2), start):
            bound, _, right = self._read(scope.text.chars, start, end, unit, unit_end)
            return Bound(bound, start - 1, right)
        return self._read(scope.text.chars, start, end, unit, unit_end)

    def _read(self, chars: str, start: int, end: int, unit: str, unit_end: int) -> Bound:
        words = self._words
        if not self.may_bound(chars, start, end, unit_end):
            return Bound("exact", start, unit_end)
        before = self._find_before(chars, start)
        left = before.start() if before else start
        behind = self.behind.match(chars, end) if unit_end > end or chars[end - 1] in "万亿" else None
        after = self._unit.match(chars, unit_end) if _may_be_open(chars, unit_end) else None
        if after and after[0] == "内" and self._kinds.get(unit) not in _EXTENDED:
            after = None  # 6个内设科室
        if behind:
            return Bound(words["behind"][behind[0]], left, unit_end)
        if after:
            return Bound(words["unit"][after[0]], left, after.end())
        if before:
            return Bound(words["before"][before[0]], left, unit_end)
        said = self._from_afar(chars, start, unit) or (
            unit and self._of_range(chars, start, end, unit, unit_end)
        )
        return Bound(said or self._of_list(chars, start, unit_end) or "exact", start, unit_end)

    def _from_afar(self, chars: str, start: int, unit: str) -> str | None:
        """Return the bound that a word says from afar: 最多可报420元, 不足住户数的一成."""
        apart = self._apart.search(chars, max(0, start - _FURTHEST), start)
        if apart:
            return self._words["apart"][apart[1]]
        share = self._of_share.search(chars, max(0, start - _SHARE), start) if unit in _SHARES else None
        return self._words["before"][share[1]] if share else None

    def _find_before(self, chars: str, start: int) -> re.Match[str] | None:
        """Return the bounding word that ends at `start`, where it is no part of another."""
        found = self._before.search(chars, max(0, start - _FURTHEST), start)
        if found and chars[found.end() - 2 : found.end()] in _NO_BOUND:
            return None
        if found and found[0] == "不过" and not is_han(chars[found.start() - 1 : found.start()]):
            return None  # a sentence that goes on: 不过，
        return found

    def _of_range(self, chars: str, start: int, end: int, unit: str, unit_end: int) -> str | None:
        """Return the bound of an end of a range; 从3个到5个 and 新增3家至20家 tell of two states."""
        for place in {unit_end, end}:
            ahead = self._range_ahead.match(chars, place) if chars[place : place + 1] in _TO else None
            if (
                ahead
                and (place == end or ahead[1] == unit)
                and not _is_move(chars, start, place, again=place > end)
            ):
                return "at_least"
        is_behind = chars[start - 1 : start] in _TO
        behind = self._range_behind.search(chars, max(0, start - _RANGE), start) if is_behind else None
        if (
            behind is None
            or behind[2] not in (None, unit)
            or _is_move(chars, behind.start(), start - 1, again=behind[2] is not None)
        ):
            return None
        return "about" if behind[1] else "at_most"

    def _of_list(self, chars: str, start: int, unit_end: int) -> str | None:
        """Return the bound that is said once of several numbers which 分别 deals out."""
        if chars.find("分别", max(0, start - _LIST), start) < 0:
            return None
        before = self._each_before.search(chars, max(0, start - _LIST), start)
        if before:
            return self._words["apart"][before[1]] if before[1] else self._words["before"][before[2]]
        if chars.find("分别", max(0, start - _NEAREST), start) < 0:
            return None
        behind = self._each_behind.match(chars, unit_end)
        return self._words["unit"][behind[1]] if behind else None


def find_interval(value: Decimal, bound: str) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the greatest value that the bound allows, None where it is open.

    近 and 约 are open on both sides as far as the text says; 600余 lies above 600 with an open end.
    """
    if bound == "exact":
        return value, value
    if bound in ("more_than", "at_least"):
        return value, None
    if bound in ("less_than", "at_most", "nearly"):
        return None, value
    return None, None


def _alternatives(words: Iterable[str]) -> str:
    """Return a pattern of any of `words`, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _may_be_open(chars: str, place: int) -> bool:
    """Tell 四成多, 两米多长 and 800元起 from 30个多功能厅 and 10个强镇: such a character ends its phrase."""
    if chars[place : place + 1] not in _OPEN:
        return True
    return place + 1 >= len(chars) or bool(re.match(_OPEN_BEFORE, chars[place + 1]))


def _is_move(chars: str, start: int, place: int, *, again: bool) -> bool:
    """Say whether 至 or 到 at `place` leads from one state to another, not along a range.

    Where the unit is printed again behind it, a verb of change before the first number says so too.
    """
    if chars[place] not in "至到":
        return False
    before = max(0, start - 9), start
    return bool(_FROM.search(chars, *before) or (again and _CHANGES.search(chars, *before)))

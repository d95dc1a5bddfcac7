"""Numerals with their bounds and units, and numerals that state no quantity, each with its reason.

One pass over the repaired text matches everything that holds a digit, and every Chinese numeral that could
count something; the longest reading at a place wins (a date before its digits). What the neighbours say then
settles whether it is a quantity. Spans here count the characters of `Text.chars`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from baiyang_kg.reading.exclusions import Exclusions
from baiyang_kg.reading.model import LONGEST_NUMERAL, Span
from baiyang_kg.reading.numerals import ARABIC_SCALED, CHINESE_PLAIN, parse_fraction, parse_numeral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.reading.scope import Scope
    from baiyang_kg.reading.terms import Lexicon

_YEAR = r"(?:19|20)\d{2}"
_TO = "[-—–~至到]"
_MONTHS = (
    rf"\d{{1,2}}月?(?:份)?{_TO}\d{{1,2}}月(?:份)?"
    rf"|\d{{1,2}}月(?:\d{{1,2}}日)?(?:{_TO}(?:\d{{1,2}}月)?\d{{1,2}}日)?"
)
DATE = (
    rf"{_YEAR}年?{_TO}{_YEAR}年(?:度)?|{_YEAR}年(?:度)?(?:{_MONTHS})?|{_YEAR}[-./]\d{{1,2}}[-./]\d{{1,2}}(?!\d)"
    rf"|{_MONTHS}|\d{{1,2}}日(?!均)|\d{{1,2}}:\d{{2}}(?![\d.:])"
    r"|\d{1,2}时\d{1,2}分|\d{1,2}时(?![间段速长候代期尚节次])|\d{1,2}点(?:\d{1,2}分|半|多|钟|左右|整|许)"
    r"|[一二]〇[〇一二三四五六七八九]{2}年|[一二]零[零一二三四五六七八九]{2}年"
)
_LATIN_UNIT = re.compile(
    "(?:㎡|km|KM|Km|kg|KG|m2|m²|m3|m³|kW|KW|MW|GW|kV|KV|kVA|MVA|GB|TB|M|V|W|t|h)(?![A-Za-z])"
)
_NUMERAL = re.compile(
    "(?=[0-9零〇一二两三四五六七八九十百千万亿])(?:"  # at once past all other characters
    rf"(?P<date>{DATE})"
    r"|(?P<phone>(?<!\d)(?:0\d{2,3}-\d{7,8}|1[3-9]\d{9})(?!\d))"
    rf"|(?P<percent>百分之(?:{ARABIC_SCALED}|{CHINESE_PLAIN}))"
    r"|(?P<fraction>[一二三四五六七八九十百千万两]+分之[一二三四五六七八九十两]+)"
    r"|(?P<ratio>\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+)"
    r"|(?P<sum>\d+(?:\.\d+)?(?:\+\d+(?:\.\d+)?)+(?![\d.]*[万亿]?[%元]))"
    r"|(?P<split>\d+(?:\.\d+)?[余多几][万亿])"
    rf"|(?P<arabic>{ARABIC_SCALED})"
    r"|(?P<chinese>[零〇一二两三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?))",
    re.ASCII,  # \d is 0-9: other digits are no numerals of Chinese prose
)
_DIGITS = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_RANGE_AHEAD = re.compile(r"(?:[万亿]?元)?[-—–~至](?=\d[\d.]*[^年月日时\d.])")
_RANGE_BEHIND = re.compile(r"\d[万亿]?元?[-—–~至]$")
_SHARES_UNIT = re.compile(rf"[-—–~至到/](?:{ARABIC_SCALED})(?=\D)")
_RANK_BEFORE = re.compile(
    r"(?:居|列|排|排名|位|位次|名|名次|全[省市国区县球镇]|跃|升至|保持|稳|跻身|为|获|增速|总量|均)"
    r"[^，。；]{0,4}$"
)
_RANK_AFTER = re.compile(r"(?:[位名])?(?=[，。；、）！和的]|$|\n)")
_STOPS = frozenset("，。；：、？！）”\n")
_SCALED_BEHIND = re.compile("个[万亿]")
_INSIDE = re.compile("[余多几]")
_NO_NUMERAL_BEHIND = frozenset("第数几每上半初0123456789")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number that counts or measures something."""

    start: int
    end: int  # the numeral alone, with 万 and 亿
    value: Decimal
    minimum: Decimal | None
    maximum: Decimal | None
    bound: str
    unit: str
    unit_kind: str
    left: int  # where the words that belong to the number begin: 近, 第
    right: int  # where its unit and 以上 end
    is_rank: bool = False


@dataclass(frozen=True, slots=True)
class _Measure:
    """What a numeral comes to, with its unit and the place where that ends."""

    value: Decimal
    unit: str
    kind: str
    end: int


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that states no quantity, and why (the contract's reasons)."""

    start: int
    end: int
    reason: str


class QuantityGrammar:
    """The grammar of numbers with units, compiled for one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        alternatives = "|".join(re.escape(unit) for unit in sorted(lexicon.units, key=len, reverse=True))
        self._unit = re.compile(alternatives)
        self._behind = re.compile("|".join(sorted(lexicon.bounds["behind"], key=len, reverse=True)))
        self._before = re.compile(f"(?:{'|'.join(sorted(lexicon.bounds['before'], key=len, reverse=True))})$")
        self._after_unit = re.compile("|".join(sorted(lexicon.bounds["unit"], key=len, reverse=True)))
        self._lexicon = lexicon
        self._exclusions = Exclusions(lexicon)

    def find(self, scope: Scope) -> Iterator[Quantity | Numeral]:
        """Yield every numeral of the text in order."""
        done = 0
        for match in _NUMERAL.finditer(scope.text.chars):
            if match.start() >= done:
                for one in self._read(scope, match):
                    done = one.right if isinstance(one, Quantity) and one.unit else one.end
                    yield one
            elif match.lastgroup != "chinese":
                yield Numeral(*match.span(), "code")  # the 2 of m2; 千 of 149万千瓦 is part of the unit too

    def _read(self, scope: Scope, match: re.Match[str]) -> Iterator[Quantity | Numeral]:
        group, span = match.lastgroup, Span(*match.span())
        printed = scope.text.raw_span(*span)
        if group in ("date", "phone"):
            yield Numeral(*span, group)
        elif group == "sum":
            yield Numeral(*span, "policy_name")
        elif printed.end - printed.start > LONGEST_NUMERAL:
            if group != "chinese":
                yield Numeral(*span, "code")
        elif group == "ratio":
            yield from self._ratio(scope, span)
        elif group in ("percent", "fraction"):
            yield self._fraction(scope, span)
        elif group == "chinese":
            yield from self._chinese(scope, span)
        else:
            yield self._arabic(scope, span)

    # -- kinds of numerals ------------------------------------------------------------------------------

    def _arabic(self, scope: Scope, span: Span) -> Quantity | Numeral:
        chars = scope.text.chars
        unit, unit_end = self._unit_at(scope, span.end)
        scaled = _SCALED_BEHIND.match(chars, span.end) if unit == "个" else None
        if scaled and chars[span.end - 1] != "个":
            span = Span(span.start, scaled.end())
            unit, unit_end = self._unit_at(scope, span.end)
        quantity = self._quantity(scope, span, unit or self._shared_unit(chars, span.end), unit_end)
        reason = self._exclusions.reason(scope, quantity)
        return Numeral(*span, reason) if reason else quantity

    def _chinese(self, scope: Scope, span: Span) -> Iterator[Quantity]:
        """Read a Chinese numeral where it counts: 三条线路, 三大行动, 近万人次, 居第二; skip all others."""
        chars, (start, end) = scope.text.chars, span
        if self._is_rank(scope, span):
            if not scope.is_quoted(start):
                yield self._quantity(scope, span, *self._unit_at(scope, end))
        elif chars[start - 1 : start] in _NO_NUMERAL_BEHIND and not chars.startswith("上千", start - 1):
            return
        elif chars[end : end + 1] == "大" and end - start == 1 and chars[end + 1 : end + 2] not in _STOPS:
            quantity = self._quantity(scope, span, "", end + 1)
            if self._exclusions.is_group(scope, quantity):
                yield quantity
        else:
            unit, unit_end = self._unit_at(scope, end)
            if self._stands_alone(scope, start, unit, unit_end):
                quantity = self._quantity(scope, span, unit, unit_end)
                said = unit or quantity.bound != "exact"
                if said and self._exclusions.is_count(scope, quantity):
                    yield quantity

    def _stands_alone(self, scope: Scope, start: int, unit: str, unit_end: int) -> bool:
        """Say whether the Chinese numeral is one, and no part of another word (一般, 四川, 万元)."""
        word = scope.words[scope.words.index_at(start)]
        if unit == "番" or (word.tag == "m" and word.start in (start, start - 1)):
            return True
        if word.end <= unit_end and self._before.fullmatch(scope.text.chars, word.start, start):
            return True  # 近三成 is a word of the dictionary
        return bool(unit) and word.tag != "nr" and not self._lexicon.segmenter.has_word(word.text)

    def _fraction(self, scope: Scope, span: Span) -> Quantity:
        numeral = scope.text.chars[span.start : span.end]
        if numeral.startswith("百分之"):
            measure = _Measure(parse_numeral(numeral.removeprefix("百分之")), "%", "percent", span.end)
        else:
            measure = _Measure(parse_fraction(numeral), "", "other", span.end)
        return self._bounded(scope, span, measure)

    def _ratio(self, scope: Scope, span: Span) -> Iterator[Quantity | Numeral]:
        if scope.is_quoted(span.start):
            yield Numeral(*span, "name")
            return
        parts = [Span(*match.span()) for match in _DIGITS.finditer(scope.text.chars, *span)]
        values = [Decimal(scope.text.chars[start:end]) for start, end in parts]
        if len(parts) == 2 and scope.text.chars[slice(*parts[1])] == "1":
            parts, values = [span], values[:1]  # 0.9:1 is one number
        for part, value in zip(parts, values, strict=True):
            yield self._bounded(scope, part, _Measure(value, "", "other", part.end))

    # -- parts of a quantity ----------------------------------------------------------------------------

    def _unit_at(self, scope: Scope, end: int) -> tuple[str, int]:
        """Return the unit behind a numeral that ends at `end`, and its end; ("", end) if there is none."""
        chars = scope.text.chars
        behind = self._behind.match(chars, end)
        place = behind.end() if behind else end
        unit = self._unit.match(chars, place)
        if unit is None:
            return "", end
        printed = unit[0]
        if printed[-1].isascii() and printed[-1].isalpha():
            latin = _LATIN_UNIT.match(chars, place)
            return (latin[0], latin.end()) if latin else ("", end)
        word = scope.words[scope.words.index_at(place)]
        opens_noun = word.start == place and word.end > place + 1 and word.tag == "n"
        if len(printed) == 1 and opens_noun and self._lexicon.segmenter.has_word(word.text):
            return "", end  # 7部门, 145万群众: the character opens a noun
        return printed, unit.end()

    def _shared_unit(self, chars: str, end: int) -> str:
        """Return the unit that a range or a list prints once, at its end: 28-69㎡, 5至8个."""
        following = _SHARES_UNIT.match(chars, end)
        unit = self._unit.match(chars, following.end()) if following else None
        return unit[0] if unit else ""

    def _quantity(self, scope: Scope, span: Span, unit: str, unit_end: int) -> Quantity:
        value = parse_numeral(_INSIDE.sub("", scope.text.chars[span.start : span.end]))
        kind = self._lexicon.units.get(unit, "count" if unit else "other")
        return self._bounded(scope, span, _Measure(value, unit, kind, unit_end))

    def _bounded(self, scope: Scope, span: Span, measure: _Measure) -> Quantity:
        chars, bounds, (start, end) = scope.text.chars, self._lexicon.bounds, span
        value, unit, kind = measure.value, measure.unit, measure.kind
        before = self._before.search(chars, max(0, start - 4), start)
        behind = self._behind.match(chars, end) if measure.end > end else None
        inside = _INSIDE.search(chars, start, end)
        after = self._after_unit.match(chars, measure.end)
        right, left, bound = measure.end, start, "exact"
        if before:
            bound, left = bounds["before"][before[0]], before.start()
        if behind or inside:
            bound = bounds["behind"][behind[0]] if behind else "more_than"
        elif after and (unit or value) and not (after[0] in ("多", "余") and kind not in ("time", "percent")):
            bound, right = bounds["unit"][after[0]], after.end()
        if bound == "exact" and unit:
            bound = _range_bound(chars, start, end)
        is_rank = self._is_rank(scope, span)
        if is_rank:
            left, bound = start - 1, "exact"
        minimum, maximum = _interval(value, bound)
        return Quantity(
            start=start, end=end, value=value, minimum=minimum, maximum=maximum, bound=bound, unit=unit,
            unit_kind="other" if is_rank else kind, left=left, right=right, is_rank=is_rank,
        )  # fmt: skip

    def _is_rank(self, scope: Scope, span: Span) -> bool:
        chars, (start, end) = scope.text.chars, span
        if chars[start - 1 : start] != "第" or not _RANK_AFTER.match(chars, end):
            return False
        return bool(_RANK_BEFORE.search(chars, max(0, start - 13), start - 1))


def _interval(value: Decimal, bound: str) -> tuple[Decimal | None, Decimal | None]:
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


def _range_bound(chars: str, start: int, end: int) -> str:
    """Return the bound of an end of a range: 5至8个 is at least 5 and at most 8."""
    if _RANGE_AHEAD.match(chars, end):
        return "at_least"
    return "at_most" if _RANGE_BEHIND.search(chars, max(0, start - 14), start) else "exact"

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

from baiyang_kg.reading.numerals import ARABIC_SCALED, CHINESE_PLAIN, parse_numeral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.reading.scope import Scope
    from baiyang_kg.reading.terms import Lexicon
from baiyang_kg.reading.words import Word

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
_LATIN_UNIT = r"(?:㎡|km|KM|Km|kg|KG|m2|m²|m3|m³|kW|KW|MW|GW|kV|KV|kVA|MVA|GB|TB|M|V|W|t|h)(?![A-Za-z])"
_NUMERAL = re.compile(
    rf"(?P<date>{DATE})"
    r"|(?P<phone>(?<!\d)(?:0\d{2,3}-\d{7,8}|1[3-9]\d{9})(?!\d))"
    rf"|(?P<percent>百分之(?:{ARABIC_SCALED}|{CHINESE_PLAIN}))"
    rf"|(?P<fraction>[一二三四五六七八九十百千万两]+分之[一二三四五六七八九十两]+)"
    r"|(?P<ratio>\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+)"
    rf"|(?P<sum>\d+(?:\.\d+)?(?:\+\d+(?:\.\d+)?)+(?![\d.]*[万亿]?[%元]))"
    r"|(?P<split>\d+(?:\.\d+)?[余多几][万亿])"
    rf"|(?P<arabic>{ARABIC_SCALED})"
    rf"|(?P<chinese>[零〇一二两三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?)"
)
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_RANGE_AHEAD = re.compile(r"(?:[万亿]?元)?[-—–~至](?=\d[\d.]*[^年月日时\d.])")
_RANGE_BEHIND = re.compile(r"\d[万亿]?元?[-—–~至]$")
_SHARES_UNIT = re.compile(rf"[-—–~至到/](?:{ARABIC_SCALED})(?=\D)")
_RANK_BEFORE = re.compile(
    r"(?:居|列|排|排名|位|位次|名|名次|全[省市国区县球镇]|跃|升至|保持|稳|跻身|为|获|增速|总量|均)"
    r"[^，。；]{0,4}$"
)
_RANK_AFTER = re.compile(r"(?:[位名])?(?=[，。；、）！和的]|$|\n)")
_STOPS = frozenset("，。；：、？！）”\n")
_TIME_SAID = re.compile(
    r"(?:仅需|只需|需|需要|达|达到|缩短|缩短至|缩短到|压缩至|压缩到|提速|提前|至|到|为|用时|历时|为期|从|由|用了|仅用|只用"
    r"|天数|时间|时长|增加|不足|超过|减少|延长|缩减|累计)$"
)
_OF_A_CLASS = re.compile(r"的(?:[^，。；、的]{0,6})(?:企业|项目|产品|品牌|单位|户|村|镇|县|园区|商户|工程)")
_CLASS_BEHIND = re.compile(r"[^，。；、\d的]{1,4}(?:及?以上|以下)的?[^，。；、]{1,8}\d")
_SCALE_ALONE = frozenset("十百千万亿")
_SHORT_QUOTATION = 20


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

    def find(self, scope: Scope) -> Iterator[Quantity | Numeral]:
        """Yield every numeral of the text in order."""
        chars, done = scope.text.chars, 0
        for match in _NUMERAL.finditer(chars):
            if match.start() < done:
                continue  # 千 of 149万千瓦 belongs to the unit
            for one in self._read(scope, match):
                done = one.right if isinstance(one, Quantity) and one.unit else one.end
                yield one

    def _read(self, scope: Scope, match: re.Match[str]) -> Iterator[Quantity | Numeral]:
        group = match.lastgroup
        start, end = match.span()
        if group in ("date", "phone"):
            yield Numeral(start, end, group)
        elif group == "sum":
            yield Numeral(start, end, "policy_name")
        elif group == "ratio":
            yield from self._ratio(scope, match)
        elif group in ("percent", "fraction"):
            yield self._fraction(scope, start, end)
        elif group == "chinese":
            yield from self._chinese(scope, start, end)
        else:
            yield self._arabic(scope, start, end)

    # -- kinds of numerals ------------------------------------------------------------------------------

    def _arabic(self, scope: Scope, start: int, end: int) -> Quantity | Numeral:
        chars = scope.text.chars
        unit, unit_end = self._unit_at(scope, end)
        if (
            unit == "个"
            and chars[end - 1 : end] != "个"
            and (scaled := re.match(r"个[万亿]", chars[end : end + 2]))
        ):
            end += len(scaled[0])
            unit, unit_end = self._unit_at(scope, end)
        if not unit:
            unit = self._shared_unit(chars, end)
        quantity = self._quantity(scope, start, end, unit, unit_end)
        reason = self._why_not(scope, quantity)
        return Numeral(start, end, reason) if reason else quantity

    def _chinese(self, scope: Scope, start: int, end: int) -> Iterator[Quantity | Numeral]:
        """Read a Chinese numeral where it counts: 三条线路, 三大行动, 近万人次, 居第二; skip all others."""
        chars = scope.text.chars
        if self._is_rank(scope, start, end):
            quantity = self._quantity(scope, start, end, *self._unit_at(scope, end))
            yield from [] if scope.quotation_at(start) else [quantity]
            return
        word = scope.words.words[scope.words.index_at(start)]
        if (
            chars[start - 1 : start] in ("第", "数", "几", "每", "上", "半", "初")
            and chars[start - 1 : start + 1] != "上千"
        ):
            return
        great = chars[end : end + 1] == "大" and end - start == 1 and chars[end + 1 : end + 2] not in _STOPS
        unit, unit_end = ("", end + 1) if great else self._unit_at(scope, end)
        if not great and not self._stands_alone(scope, word, start, unit):
            return
        quantity = self._quantity(scope, start, end, unit, unit_end)
        if (great or unit or quantity.bound != "exact") and self._counts(scope, quantity, great=great):
            yield quantity

    def _stands_alone(self, scope: Scope, word: Word, start: int, unit: str) -> bool:
        """Say whether the Chinese numeral at `start` is one, and not a part of another word (一般, 四川, 万元)."""
        if word.tag == "m" and word.start in (start, start - 1):
            return True
        return bool(unit) and word.start <= start and not self._lexicon.segmenter.has_word(word.text) and word.tag != "nr"

    def _counts(self, scope: Scope, quantity: Quantity, *, great: bool) -> bool:
        """Say whether a Chinese numeral with its unit states a count and is no idiom."""
        chars = scope.text.chars
        if scope.quotation_at(quantity.start) or scope.title_at(quantity.start):
            return False
        printed = chars[quantity.start : quantity.end]
        if great:
            return printed not in ("一", "十")
        if printed == "一":
            # 一轮“回头看”、两轮排查 counts, 一批 and 一个 alone are articles.
            return quantity.unit in ("倍", "番", "成") or bool(
                re.match(r"[^，。；]{1,12}、(?:两|三|\d)", chars[quantity.right :])
            )
        if quantity.unit_kind == "time":
            return bool(_TIME_SAID.search(chars, max(0, quantity.left - 4), quantity.left))
        if quantity.unit == "次":
            return quantity.value > 1 and chars[quantity.right : quantity.right + 1] in _STOPS
        if self._lexicon.is_idiom(chars, quantity.start, quantity.right):
            return False
        threshold = chars[quantity.left : quantity.right].endswith("以上") or printed in (
            "亿",
            "万",
            "千万",
            "百万",
        )
        return not threshold or quantity.bound in ("nearly", "more_than")

    def _fraction(self, scope: Scope, start: int, end: int) -> Quantity:
        numeral = scope.text.chars[start:end]
        if numeral.startswith("百分之"):
            value, unit = parse_numeral(numeral.removeprefix("百分之")), "%"
        else:
            whole, _, part = numeral.partition("分之")
            value, unit = round(parse_numeral(part) / parse_numeral(whole), 10).normalize(), ""
        return self._bounded(
            scope, start, end, value=value, unit=unit, kind="percent" if unit else "other", unit_end=end
        )

    def _ratio(self, scope: Scope, match: re.Match[str]) -> Iterator[Quantity | Numeral]:
        parts = [
            (m.start() + match.start(), m.end() + match.start(), m[0]) for m in _DIGITS.finditer(match[0])
        ]
        if scope.quotation_at(match.start()):
            yield Numeral(match.start(), match.end(), "name")
        elif len(parts) == 2 and parts[1][2] == "1":
            start, end = match.span()
            yield self._bounded(
                scope, start, end, value=Decimal(parts[0][2]), unit="", kind="other", unit_end=end
            )
        else:
            for start, end, digits in parts:
                yield self._bounded(
                    scope, start, end, value=Decimal(digits), unit="", kind="other", unit_end=end
                )

    # -- parts of a quantity ----------------------------------------------------------------------------

    def _unit_at(self, scope: Scope, end: int) -> tuple[str, int]:
        """Return the unit behind a numeral that ends at `end`, and where it ends; ("", end) if none is printed."""
        chars = scope.text.chars
        behind = self._behind.match(chars, end)
        place = behind.end() if behind else end
        unit = self._unit.match(chars, place)
        if unit is None:
            return "", end
        printed = unit[0]
        latin = re.match(_LATIN_UNIT, chars[place:])
        if printed[-1].isascii() and printed[-1].isalpha():
            return (latin[0], place + len(latin[0])) if latin else ("", end)
        word = scope.words.words[scope.words.index_at(place)]
        opens_noun = word.start == place and word.end > place + 1 and word.tag == "n"
        if len(printed) == 1 and opens_noun and self._lexicon.segmenter.has_word(word.text):
            return "", end  # 7部门, 145万群众: the character opens a noun
        return printed, unit.end()

    def _shared_unit(self, chars: str, end: int) -> str:
        """Return the unit that a range or a list prints once, at its end: 28-69㎡, 5至8个."""
        following = _SHARES_UNIT.match(chars, end)
        unit = self._unit.match(chars, following.end()) if following else None
        return unit[0] if unit else ""

    def _quantity(self, scope: Scope, start: int, end: int, unit: str, unit_end: int) -> Quantity:
        numeral = scope.text.chars[start:end]
        value = parse_numeral(re.sub("[余多几]", "", numeral)) if not numeral.isdigit() else Decimal(numeral)
        kind = self._lexicon.units.get(unit, "other" if not unit else "count")
        return self._bounded(scope, start, end, value=value, unit=unit, kind=kind, unit_end=unit_end)

    def _bounded(
        self, scope: Scope, start: int, end: int, *, value: Decimal, unit: str, kind: str, unit_end: int
    ) -> Quantity:
        chars, bounds = scope.text.chars, self._lexicon.bounds
        before = self._before.search(chars, max(0, start - 4), start)
        behind = self._behind.match(chars, end) if unit_end > end else None
        inside = re.search("[余多几]", chars[start:end])
        after = self._after_unit.match(chars, unit_end)
        right, left, bound = unit_end, start, "exact"
        if before:
            bound, left = bounds["before"][before[0]], before.start()
        if behind or inside:
            bound = bounds["behind"][behind[0]] if behind else "more_than"
        elif after and (unit or value) and not (after[0] in ("多", "余") and kind not in ("time", "percent")):
            bound, right = bounds["unit"][after[0]], after.end()
        if bound == "exact" and unit:
            bound = self._range_bound(chars, start, end)
        is_rank = self._is_rank(scope, start, end)
        if is_rank:
            left, bound = start - 1, "exact"
        minimum, maximum = _interval(value, bound)
        return Quantity(
            start=start, end=end, value=value, minimum=minimum, maximum=maximum, bound=bound, unit=unit,
            unit_kind="other" if is_rank else kind, left=left, right=right, is_rank=is_rank,
        )  # fmt: skip

    def _range_bound(self, chars: str, start: int, end: int) -> str:
        """Return the bound of an end of a range: 5至8个 is at least 5 and at most 8."""
        if _RANGE_AHEAD.match(chars, end):
            return "at_least"
        return "at_most" if _RANGE_BEHIND.search(chars, max(0, start - 14), start) else "exact"

    # -- what is no quantity ----------------------------------------------------------------------------

    def _is_rank(self, scope: Scope, start: int, end: int) -> bool:
        chars = scope.text.chars
        if chars[start - 1 : start] != "第" or not _RANK_AFTER.match(chars, end):
            return False
        return bool(_RANK_BEFORE.search(chars, max(0, start - 13), start - 1))

    def _why_not(self, scope: Scope, quantity: Quantity) -> str | None:
        """Return the reason why an Arabic numeral is no quantity, None if it is one."""
        chars, start, end = scope.text.chars, quantity.start, quantity.end
        before, after = chars[start - 1 : start], chars[quantity.right : quantity.right + 1]
        if scope.title_at(start):
            return "title"
        quotation = scope.quotation_at(start)
        if quotation and quotation[1] - quotation[0] <= _SHORT_QUOTATION:
            return "policy_name"
        if quantity.is_rank:
            return None
        if before in ("第", "首"):
            return "ordinal"
        if before.isascii() and before.isalpha() and quantity.unit_kind not in ("currency", "percent"):
            return "code"
        if chars[end : end + 1].isascii() and chars[end : end + 1].isalpha() and not quantity.unit:
            return "code"
        if before == "（" and chars[end : end + 1] == "）":
            return "other"
        if scope.starts_block(start) and re.match(r"[.、．]", chars[end : end + 1]):
            return "ordinal"
        label = self._lexicon.label_reason(chars, start, end)
        if label:
            return label
        if quantity.unit in ("周年", "岁", "周岁", "世纪", "年代", "届", "级", "星", "星级"):
            if "岁" not in quantity.unit:
                return "ordinal"
            return None if chars[:start].endswith("年龄") else "threshold"
        if self._is_threshold(scope, quantity, after):
            return "threshold"
        if quantity.unit_kind == "time" and not _TIME_SAID.search(
            chars, max(0, quantity.left - 4), quantity.left
        ):
            return "other"
        if not quantity.unit:
            return self._why_no_unit(scope, quantity, after)
        return None

    def _is_threshold(self, scope: Scope, quantity: Quantity, after: str) -> bool:
        """Tell the bound of a class of things (1000万元以上项目, 产值超30亿元的企业) from a figure of its own."""
        chars = scope.text.chars
        if quantity.unit_kind in ("percent", "percentage_point"):
            return False
        if quantity.bound in ("at_least", "at_most") and chars[quantity.right - 1] in "上下内":
            return after not in _STOPS | {""}
        if quantity.bound in ("more_than", "less_than") and quantity.left < quantity.start:
            return bool(_OF_A_CLASS.match(chars, quantity.right))
        return bool(_CLASS_BEHIND.match(chars, quantity.right))

    def _why_no_unit(self, scope: Scope, quantity: Quantity, after: str) -> str | None:
        """Judge a bare number: before a noun it counts, behind 达 or a noun it measures, else it is a name."""
        chars, numeral = scope.text.chars, scope.text.chars[quantity.start : quantity.end]
        if re.fullmatch(_YEAR, numeral):
            return "date"
        word = scope.words.words[scope.words.index_at(quantity.end)] if quantity.end < len(chars) else None
        if word and word.start == quantity.end and word.tag[:1] in ("n", "v", "j", "b", "a"):
            return None
        last = scope.words.words[scope.words.index_at(quantity.left - 1)] if quantity.left else None
        if (
            after in _STOPS | {""}
            and last
            and (self._lexicon.plays(last.text, "reach") or last.tag[:1] == "n")
        ):
            return None
        return "other"


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

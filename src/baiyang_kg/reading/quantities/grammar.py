"""Numerals with their bounds and units, and numerals that state no quantity, each with its reason.

One pass over the repaired text matches everything that holds a digit, and every Chinese numeral that could
count something; the longest reading at a place wins (a date before its digits). What the neighbours say then
settles whether it is a quantity. Spans here count the characters of `Text.chars`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.reading.model import LONGEST_NUMERAL, Span, span_of
from baiyang_kg.reading.quantities.bounds import Bounds, find_interval
from baiyang_kg.reading.quantities.cells import Cell, find_cells
from baiyang_kg.reading.quantities.exclusions import Exclusions
from baiyang_kg.reading.quantities.numeral_forms import NUMERAL, find_parted_unit, is_clock, is_score
from baiyang_kg.reading.quantities.numerals import (
    ARABIC,
    ARABIC_SCALED,
    CHINESE_PLAIN,
    SCALED_MEASURE,
    SCALES,
    is_approximate,
    parse_fraction,
    parse_numeral,
)
from baiyang_kg.reading.quantities.ranks import is_rank_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.terms import Lexicon

_LATIN_UNIT = re.compile(
    "(?:㎡|km/h|km2|km²|km|KM|Km|kg|KG|cm2|cm²|cm|mm|mg/L|mL|ml|m2|m²|m3|m³|kWh|KWh|kwh|MWh|kW|KW|MW|GW"
    "|kVA|KVA|MVA|kV|KV|GB|TB|dB|ha|min|pct|M|P|V|W|t|h)(?![A-Za-z])"
)
_DIGITS = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_SHARES_UNIT = re.compile(rf"(?:(?:[-—–~]{{1,2}}|[至到/])({ARABIC_SCALED})){{1,8}}(?=\D)")
_LISTS_UNIT = re.compile(rf"(?:、(?:{ARABIC})){{0,8}}[、和及]({ARABIC_SCALED})(?=\D)")  # 65、95和125平方米
_LISTED_KINDS = frozenset(("area", "length", "percent", "currency", "weight"))
_RANGE_IN_WORDS = re.compile(f"[至到]({CHINESE_PLAIN})")  # 两到三个月, 四至九成
_ONE = Decimal(1)
_ORDERS = frozenset("第前首初、和及至到")
_ARTICLES = frozenset("批年步道种样面段番天")  # 一批 is some, 一年 a year
_ORDINAL_BEFORE = re.compile("第[一二三四五六七八九十]+[、和及至到]$")
_HELD = re.compile("(?:举办|开办|举行|开展|组织|连续)了?$")  # 举办三期 counts, 锦林苑三期 does not
_OPEN_UNIT = re.compile("个[多余](月|小时|星期|钟头)")
_COUNTING = re.compile("两|[一二三四五六七八九十百千万].")
_STOPS = frozenset("，。；：、？！）”\n")
_SCALED_BEHIND = re.compile(SCALED_MEASURE)
_INSIDE = re.compile("[余多几]")
_OF_ANOTHER = re.compile("[/（]")  # 元/个, 套（间）
_NO_NUMERAL_BEHIND = frozenset("第数几每上半初0123456789")
_ABOVE_A_SCALE = re.compile("上[百千万亿]+$")  # 上千名: at least a thousand
_NOUNS = frozenset(("n", "ns", "nt", "nz"))
# Nouns of the dictionary that are a measure word and what it counts; 部门 and 群众 are no such nouns.
_COUNTED = frozenset(
    ("个人", "个子", "个案", "家规", "家长", "套房", "层楼", "扇门", "台车", "道工序", "成分")
)


class Quantity(NamedTuple):
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
    column: Span | None = None  # in a table, the heading that says what is counted


class _Measure(NamedTuple):
    """What a numeral comes to, with its unit and the place where that ends."""

    value: Decimal
    unit: str
    kind: str
    end: int


class Numeral(NamedTuple):
    """A number that states no quantity, and why (the contract's reasons)."""

    start: int
    end: int
    reason: str


class QuantityGrammar:
    """The grammar of numbers with units, compiled for one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        alternatives = "|".join(re.escape(unit) for unit in sorted(lexicon.units, key=len, reverse=True))
        self._unit = re.compile(alternatives)
        # A unit of a unit, and another one that counts as well: 元/个, 套（间）, 县（市、区）.
        self._second_unit = re.compile(
            rf"/(?:{alternatives}|[月年天日次人])(?:/(?:{alternatives}|[月年天日次人]))?|（(?:(?:{alternatives})、?){{1,4}}）"
        )
        self._bounds = Bounds(lexicon)
        self._lexicon = lexicon
        self._exclusions = Exclusions(lexicon)

    def find(self, scope: Scope) -> Iterator[Quantity | Numeral]:
        """Yield every numeral of the text in order."""
        done = 0
        cells = find_cells(scope.text.chars, self._lexicon.units)
        for match in NUMERAL.finditer(scope.text.chars):
            if match.start() >= done:
                cell = cells.get(match.start())
                read = self._read(scope, match) if cell is None else self._cell(scope, match, cell)
                for one in read:
                    done = one.right if isinstance(one, Quantity) and one.unit else one.end
                    yield one
            elif match.lastgroup != "chinese":
                yield Numeral(*match.span(), "code")  # the 2 of m2; 千 of 149万千瓦 is part of the unit too

    def _read(self, scope: Scope, match: re.Match[str]) -> Iterator[Quantity | Numeral]:
        group, span = match.lastgroup, span_of(match.span())
        if group in ("date", "phone"):
            yield Numeral(*span, group)
        elif group == "sum":
            yield Numeral(*span, "policy_name")
        elif scope.text.ends[span.end - 1] - scope.text.starts[span.start] > LONGEST_NUMERAL:
            if group != "chinese":
                yield Numeral(*span, "code")
        elif group == "ratio":
            yield from self._ratio(scope, span)
        elif group in ("percent", "fraction", "slashed"):
            yield self._fraction(scope, span)
        elif group in ("half", "tenths"):
            yield from self._part(scope, span)
        elif group == "chinese":
            yield from self._chinese(scope, span)
        else:
            yield self._arabic(scope, span)

    def _cell(self, scope: Scope, match: re.Match[str], cell: Cell) -> Iterator[Quantity]:
        end = match.start() + len(cell.printed)
        span = Span(match.start(), end)
        yield self._quantity(scope, span, cell.unit, end, scale=cell.scale)._replace(column=cell.column)

    # -- kinds of numerals ------------------------------------------------------------------------------

    def _arabic(self, scope: Scope, span: Span) -> Quantity | Numeral:
        chars = scope.text.chars
        unit, unit_end = self._unit_at(scope, span.end)
        scaled = _SCALED_BEHIND.match(chars, span.end) if unit == "个" else None
        if scaled and chars[span.end - 1] != "个":
            span = Span(span.start, scaled.end())
            unit, unit_end = self._unit_at(scope, span.end)
        shared, scale = ("", _ONE) if unit else self._share(chars, span)
        quantity = self._quantity(scope, span, unit or shared, unit_end, scale=scale)
        reason = self._exclusions.reason(scope, quantity)
        return Numeral(*span, reason) if reason else quantity

    def _chinese(self, scope: Scope, span: Span) -> Iterator[Quantity | Numeral]:
        """Read a Chinese numeral where it counts: 三条线路, 三大行动, 近万人次, 居第二.

        One that only looks so, with its measure word (一个, 三期, 第一名), is none; all others are words.
        """
        unit, unit_end = self._unit_at(scope, span.end)
        shared = "" if unit else self._shared_in_words(scope, span.end)
        quantity = self._counted(scope, span, unit or shared, unit_end)
        if quantity is not None:
            yield quantity
        elif unit and self._looks_counted(scope, span, unit):
            ordinal = self._is_ordinal(scope, *span)
            if ordinal or scope.words.is_boundary(span.start):
                in_order = ordinal and scope.text.chars[span.start - 1] in _ORDERS
                yield Numeral(*span, "ordinal" if in_order else self._exclusions.naming(scope, span.start))

    def _shared_in_words(self, scope: Scope, end: int) -> str:
        """Return the unit of the number in words that ends a range, if that counts: 个月 for 两到三个月."""
        last = _RANGE_IN_WORDS.match(scope.text.chars, end)
        if last is None:
            return ""
        unit, unit_end = self._unit_at(scope, last.end())
        counts = unit and self._counted(scope, Span(*last.span(1)), unit, unit_end)
        return unit if counts else ""

    def _looks_counted(self, scope: Scope, span: Span, unit: str) -> bool:
        """Tell 二次供水 from 一批, which is an article, from 零部件 and from the rest of 149万千瓦."""
        chars, start = scope.text.chars, span.start
        if chars[start] in "零〇" or chars[start - 1 : start].isdigit():
            return False
        if chars[start : span.end] != "一" or chars[start - 1 : start] == "第":
            return True
        return not (unit in _ARTICLES or chars.startswith(unit * 2, span.end))

    def _counted(self, scope: Scope, span: Span, unit: str, unit_end: int) -> Quantity | None:
        chars, (start, end) = scope.text.chars, span
        if is_rank_at(scope, start, end):
            return None if scope.is_quoted(start) else self._quantity(scope, span, unit, unit_end)
        if self._is_ordinal(scope, start, end):
            return None
        if (
            not unit
            and chars[end : end + 1] == "大"
            and end - start == 1
            and chars[end + 1 : end + 2] not in _STOPS
        ):
            quantity = self._quantity(scope, span, "", end + 1)
            return quantity if self._exclusions.is_group(scope, quantity) else None
        said = unit or (self._bounds.may_bound(chars, start, end) and not is_approximate(chars[start:end]))
        if not said or not self._stands_alone(scope, start, unit, unit_end):
            return None
        quantity = self._quantity(scope, span, unit, unit_end)
        said = unit or quantity.bound != "exact"
        return quantity if said and self._exclusions.is_count(scope, quantity) else None

    def _stands_alone(self, scope: Scope, start: int, unit: str, unit_end: int) -> bool:
        """Say whether the Chinese numeral is one, and no part of another word (一般, 四川, 万元)."""
        word = scope.words[scope.words.index_at(start)]
        if unit == "期" and _HELD.search(scope.text.chars, max(0, start - 3), start):
            return True
        if unit == "番" or unit[:1] == "大" or (word.tag == "m" and word.start in (start, start - 1)):
            return True
        if word.end <= unit_end and self._bounds.opens(scope.text.chars, word.start, start):
            return True  # 近三成 is a word of the dictionary
        numeral = scope.text.chars[start : unit_end - len(unit)]
        if unit and word.start == start and word.end == unit_end and _COUNTING.match(numeral):
            return True  # so are 两百人, 两间 and 百余人, but also the names 二期 and 七节
        return bool(unit) and word.tag != "nr" and not self._lexicon.segmenter.has_word(word.text)

    def _is_ordinal(self, scope: Scope, start: int, end: int) -> bool:
        """Say whether a Chinese numeral is part of another number or of an order: 数十, 第三, 前三轮."""
        chars = scope.text.chars
        if _ORDINAL_BEFORE.search(chars, max(0, start - 5), start):
            return True  # 第一、二轮
        if chars[start - 1 : start] == "前":
            return scope.words.is_boundary(start - 1)  # not 目前, 提前
        if chars[start - 1 : start] not in _NO_NUMERAL_BEHIND or _ABOVE_A_SCALE.match(chars, start - 1, end):
            return False
        return chars[start - 1] != "上" or scope.words.is_boundary(start - 1)  # not 街上三家

    def _fraction(self, scope: Scope, span: Span) -> Quantity:
        numeral = scope.text.chars[span.start : span.end]
        if numeral.startswith("百分之"):
            measure = _Measure(parse_numeral(numeral.removeprefix("百分之")), "%", "percent", span.end)
        else:
            measure = _Measure(parse_fraction(numeral), "", "other", span.end)
        return self._bounded(scope, span, measure)

    def _part(self, scope: Scope, span: Span) -> Iterator[Quantity]:
        """Read a half (一半, 半数) and tenths with their tenth (六成二, 六成半)."""
        tenths, _, rest = scope.text.chars[span.start : span.end].partition("成")
        if not rest:
            measure = _Measure(Decimal("0.5"), "", "other", span.end)
        else:
            value = parse_numeral(tenths) + (5 if rest == "半" else parse_numeral(rest)) / Decimal(10)
            measure = _Measure(value, "成", "percent", span.end)
        quantity = self._bounded(scope, span, measure)
        if self._exclusions.is_count(scope, quantity):
            yield quantity

    def _ratio(self, scope: Scope, span: Span) -> Iterator[Quantity | Numeral]:
        if scope.is_quoted(span.start):
            yield Numeral(*span, "name")
            return
        if is_clock(scope.text.chars, span):
            yield Numeral(*span, "date")
            return
        if is_score(scope.text.chars, span):
            yield Numeral(*span, "other")
            return
        parts = [Span(*match.span()) for match in _DIGITS.finditer(scope.text.chars, *span)]
        values = [Decimal(scope.text.chars[start:end]) for start, end in parts]
        if len(parts) == 2 and 1 in values:  # 0.9:1 and 1:1.18 are one number each
            parts, values = [span], [values[0] if values[1] == 1 else values[1]]
        for part, value in zip(parts, values, strict=True):
            yield self._bounded(scope, part, _Measure(value, "", "other", part.end))

    # -- parts of a quantity ----------------------------------------------------------------------------

    def _unit_at(self, scope: Scope, end: int) -> tuple[str, int]:
        """Return the unit behind a numeral that ends at `end`, and its end; ("", end) if there is none."""
        chars = scope.text.chars
        behind = self._bounds.behind.match(chars, end)
        place = behind.end() if behind else end
        unit = self._unit.match(chars, place)
        if unit is None:
            return find_parted_unit(chars, end)
        printed = unit[0]
        parted = _OPEN_UNIT.match(chars, place) if printed[0] == "个" else None
        if parted:
            return f"个{parted[1]}", parted.end()  # 两个多月
        if self._bounds.follows(chars, place, longer_than=len(printed)):
            return "", end  # 一万出头
        if printed[-1].isascii() and printed[-1].isalpha():
            latin = _LATIN_UNIT.match(chars, place)
            return (latin[0], latin.end()) if latin else ("", end)
        word = scope.words[scope.words.index_at(place)]
        opens_noun = word.start == place and word.end > place + 1 and word.tag in _NOUNS
        opens_noun = opens_noun and len(printed) == 1 and word.text not in _COUNTED
        parted_noun = printed == "类" and self._lexicon.segmenter.has_word(word.text[1:])
        if opens_noun and not parted_noun and self._lexicon.segmenter.has_word(word.text):
            return "", end  # 7部门, 2018成都: the character opens a noun or a name; not of 16类|食品
        second = self._second_unit.match(chars, unit.end())
        return (printed + second[0], second.end()) if second else (printed, unit.end())

    def _share(self, chars: str, span: Span) -> tuple[str, Decimal]:
        """Return unit and scale that a range or a list prints once, at its end: 28-69㎡, 4.05/5.35亿元."""
        last = _SHARES_UNIT.match(chars, span.end)
        listed = _LISTS_UNIT.match(chars, span.end) if not last and span.end > span.start + 1 else None
        found = last or listed
        unit = self._unit.match(chars, found.end()) if found else None
        if not (found and unit) or (
            listed and unit[0] != "倍" and self._lexicon.units[unit[0]] not in _LISTED_KINDS
        ):
            return "", _ONE
        own, other = chars[span.start : span.end], found[1]
        scale = other[len(other.rstrip("十百千万亿")) :]
        if not scale or own[-1] in SCALES or parse_numeral(own) > parse_numeral(other.removesuffix(scale)):
            return unit[0], _ONE
        return unit[0], parse_numeral(f"1{scale}")

    def _quantity(
        self, scope: Scope, span: Span, unit: str, unit_end: int, *, scale: Decimal = _ONE
    ) -> Quantity:
        value = parse_numeral(_INSIDE.sub("", scope.text.chars[span.start : span.end])) * scale
        units = self._lexicon.units
        kind = (units.get(unit) or units.get(_OF_ANOTHER.split(unit)[0], "count")) if unit else "other"
        return self._bounded(scope, span, _Measure(value, unit, kind, unit_end))

    def _bounded(self, scope: Scope, span: Span, measure: _Measure) -> Quantity:
        chars, (start, end) = scope.text.chars, span
        value, unit, kind, unit_end = measure
        bound, left, right = self._bounds.read(scope, start, end, unit, unit_end)
        if bound == "exact" or left < start:
            if _INSIDE.search(chars, start, unit_end):
                bound = "more_than"
            elif is_approximate(chars[start:end]):
                bound = "about"
            elif _ABOVE_A_SCALE.match(chars, start - 1, end):
                bound, left = "at_least", start - 1
        is_rank = is_rank_at(scope, start, end)
        if is_rank:
            left, bound = start - 1, "exact"
        minimum, maximum = find_interval(value, bound)
        return Quantity(
            start=start, end=end, value=value, minimum=minimum, maximum=maximum, bound=bound, unit=unit,
            unit_kind="other" if is_rank else kind, left=left, right=right, is_rank=is_rank,
        )  # fmt: skip


grammar_of = lru_cache(maxsize=4)(QuantityGrammar)  # compiled once for a lexicon

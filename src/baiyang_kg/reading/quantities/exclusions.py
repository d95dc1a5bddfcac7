"""What looks like a quantity and is none: names, ordinals, codes, bounds of classes, idioms, articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from baiyang_kg.reading.page.text import is_han
from baiyang_kg.reading.quantities.durations import is_reported
from baiyang_kg.reading.quantities.numerals import ARABIC
from baiyang_kg.reading.quantities.thresholds import is_threshold

if TYPE_CHECKING:
    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.quantities.grammar import Quantity
    from baiyang_kg.reading.terms import Lexicon

_YEAR = re.compile(r"(?:19|20)\d{2}")
_STOPS = frozenset("，。；：、？！）”\n（_")
_SHORT_QUOTATION = 22  # characters with both marks; a name or a slogan
_SPEECH_END = frozenset("。！？…，；")  # before the closing mark: somebody says it
_LONGEST_NUMBER = 14  # characters; more are an account or a card, and more than a decimal of a store holds
_GREATEST = 10**18  # for the same reason
_AGES = ("岁", "周岁")
_ORDINALS = ("周年", "世纪", "年代", "届", "级", "星", "星级")
_OF_AGE = re.compile(
    r"(?:年龄$|(?:平均年龄|寿命)[^，。；]{0,10}$|(?:全[国省市县区]平均|年轻了?|增寿|延长了?)$)"
)
_WIND_BEHIND = re.compile(
    r"(?:[-—–~至到]\d+)?级(?:左右)?的?(?:短时|雷雨|雷暴)?(?:大风|阵风|台风|偏?[东南西北]{1,2}风)"
)
_OF_WIND = re.compile(r"(?:风力|阵风|风)[^，。；\d]{0,6}$")
_VERSION = re.compile(r"\d\.0(?!\d)")
_REACHED = re.compile(r"(?:[增减提上下升降缩扩]\w)(?:到|至|为)$")
# 建成孵化基地一个，: at the end of its clause it counts; 成为其中一个 does not.
_COUNTED = frozenset(("个", "家", "座", "处", "所", "条", "项", "支"))
_AT_END = re.compile(
    r"[^，。；、：这那每同某另哪其有是的成为中任][^，。；、：这那每同某另哪其有是的成为中任]$"
)
_MULTIPLES = ("倍", "成")
_SCALES = frozenset("十百千万亿")
_LISTED_BELOW = 100  # a number alone in its line and below it counts the rows of a list
_MEASURES = frozenset(("area", "length", "weight", "volume", "currency"))
_TEN = 10
_LIMITS = ("以上", "以下")
_LONG_BARE = 4  # digits from which a bare number before a noun is a name: 1958文创园
_PIECES = frozenset("个名家户座支场台倍大件项条种类")
_NAMED_BY_NUMBER = re.compile(r"[^，。；、\d]{1,6}\d[\d.,]*[万亿]?元")  # 两项补贴65万元
_ITEM_BEFORE = re.compile(r"(?:\d[.、．]|[】〕］\]])$")
_TERM = re.compile(r"[^，。；：\n]{2,14}[：:]")
_BARE_LIST = re.compile(rf"(?<![\d.])(?:{ARABIC}[、和及与])+$", re.ASCII)  # 分别为3.1、4.2、5.3
_LONGEST_LIST = 40
_ITEM_MARK = re.compile(r"[.、．]")
_LISTED = re.compile(r"[^，。；]{1,12}、(?:[二两三四五六七八九十]|\d)")
_REMAINS = re.compile("(?:另有|仅有|只剩|仅剩)$")  # 另有一宗
_OF_A_CODE = re.compile(r"(?:[A-Za-z][/-]|\d{4}-)$")  # MB/2023-60418
_ZERO_LED = re.compile(r"0\d")


class Exclusions:
    """The judgement of what a numeral is not, for one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        # Of each row the one pattern that asks for something: that behind the numeral, else that before it.
        behinds = [behind.pattern for _, behind, _ in lexicon.labels if not behind.match("")]
        befores = [before.pattern for before, behind, _ in lexicon.labels if behind.match("")]
        self._label_before = re.compile("|".join(befores) or "(?!)")
        self._label_behind = re.compile("|".join(f"(?:{behind})" for behind in behinds) or "(?!)")

    def reason(self, scope: Scope, quantity: Quantity) -> str | None:
        """Return the contract's reason why an Arabic numeral is no quantity, None if it is one."""
        marked = self._by_marks(scope, quantity)
        if marked or quantity.is_rank:
            return marked
        chars, start, end = scope.text.chars, quantity.start, quantity.end
        return (
            self._by_neighbours(scope, quantity)
            or self._by_label(chars, start, end)
            or self._by_unit(scope, quantity)
        )

    def naming(self, scope: Scope, place: int) -> str:
        """Return the contract's reason why a Chinese numeral at `place` with its measure word is no count."""
        if scope.title_at(place):
            return "title"
        if _names_in_quotes(scope, place):
            return "policy_name"
        return "name" if self._lexicon.is_idiom(scope.text.chars, place, place) else "other"

    def is_count(self, scope: Scope, quantity: Quantity) -> bool:
        """Say whether a Chinese numeral with its unit states a count and is no article, idiom or class."""
        if _names_in_quotes(scope, quantity.start) or scope.title_at(quantity.start):
            return False
        chars = scope.text.chars
        if _is_defined(scope, quantity) or self._by_label(chars, quantity.start, quantity.end):
            return False  # 槐庄村四组 is an address
        printed = chars[quantity.start : quantity.end]
        if printed == "一" or quantity.unit == "番":
            return not (
                _is_article(chars, quantity) or self._lexicon.is_idiom(chars, quantity.start, quantity.right)
            )
        if quantity.unit_kind == "time":
            return is_reported(chars, quantity) and not (
                self._is_name(chars, quantity) or _is_class(chars, quantity)
            )
        if quantity.unit == "次":
            apart = printed == "两" or chars[quantity.right : quantity.right + 1] in _STOPS
            return quantity.value > 1 and apart and not self._is_name(chars, quantity)
        return not (self._is_name(chars, quantity) or _is_vast(quantity) or _is_class(chars, quantity))

    def _is_name(self, chars: str, quantity: Quantity) -> bool:
        """Say whether the numeral opens an idiom, or names what a sum of money behind it is for."""
        named = _NAMED_BY_NUMBER.match(chars, quantity.right)
        return named is not None or self._lexicon.is_idiom(chars, quantity.start, quantity.right)

    def is_group(self, scope: Scope, quantity: Quantity) -> bool:
        """Say whether a Chinese numeral before 大 counts what it groups: 三大行动, not 一大 or 十大."""
        chars = scope.text.chars
        if scope.is_quoted(quantity.start) or scope.title_at(quantity.start) or _is_defined(scope, quantity):
            return False
        named = self._lexicon.is_idiom(chars, quantity.start, quantity.right)
        return not named and chars[quantity.start : quantity.end] not in ("一", "十")

    def _by_marks(self, scope: Scope, quantity: Quantity) -> str | None:
        if scope.title_at(quantity.start):
            return "title"
        quotation = scope.quotation_at(quantity.start)
        is_short = quotation and quotation.end - quotation.start <= _SHORT_QUOTATION
        if is_short and _names_in_quotes(scope, quantity.start):
            return "policy_name"
        return None

    def _by_label(self, chars: str, start: int, end: int) -> str | None:
        """Ask all rows of the table at once whether one could say something; few numbers are labels."""
        may = self._label_behind.match(chars, end) or self._label_before.search(
            chars, max(0, start - 6), start
        )
        return self._lexicon.label_reason(chars, start, end) if may else None

    def _by_neighbours(self, scope: Scope, quantity: Quantity) -> str | None:
        chars, start, end = scope.text.chars, quantity.start, quantity.end
        before, behind = chars[start - 1 : start], chars[end : end + 1]
        if before in ("第", "首"):
            return "ordinal"
        if _is_latin(before) and quantity.unit_kind not in ("currency", "percent"):
            return "code"
        lettered = not quantity.unit and (
            _is_latin(behind) or _OF_A_CODE.search(chars, max(0, start - 5), start)
        )
        if lettered or _ZERO_LED.match(chars, start) or end - start > _LONGEST_NUMBER or _is_vast(quantity):
            return "code"
        if before == "（" and behind == "）":
            return "other"
        block = scope.blocks.at(start)
        begins = block is not None and block.start == start
        alone = not quantity.unit and quantity.value < _LISTED_BELOW and scope.text.ends_line(end)
        if (begins and _ITEM_MARK.match(behind)) or (alone and (begins or scope.text.ends_line(start))):
            return "ordinal"
        return None

    def _by_unit(self, scope: Scope, quantity: Quantity) -> str | None:
        chars, unit = scope.text.chars, quantity.unit
        if unit in _AGES:
            of_age = _OF_AGE.search(chars, max(0, quantity.left - 16), quantity.left)
            return None if of_age and not is_threshold(scope, quantity) else "threshold"
        if unit in _ORDINALS:
            of_wind = unit == "级" and (
                _OF_WIND.search(chars, max(0, quantity.left - 10), quantity.left)
                or _WIND_BEHIND.match(chars, quantity.end)
            )
            return None if of_wind or quantity.bound == "more_than" else "ordinal"
        if is_threshold(scope, quantity):
            return "threshold"
        if quantity.unit_kind == "time" and not is_reported(chars, quantity):
            return "other"
        return None if unit else self._without_unit(scope, quantity)

    def _without_unit(self, scope: Scope, quantity: Quantity) -> str | None:
        """Judge a bare number: before a noun it counts, behind 达 or a noun it measures, else it names."""
        chars = scope.text.chars
        if _YEAR.fullmatch(chars, quantity.start, quantity.end):
            return "date"
        if _VERSION.fullmatch(chars, quantity.start, quantity.end):
            return "name"  # 数字政府2.0建设
        if quantity.bound != "exact" or _counts_noun(scope, quantity) or self._measures(scope, quantity):
            return None
        return "other"

    def _measures(self, scope: Scope, quantity: Quantity) -> bool:
        """Say whether a bare number is what something comes to: 指数为58, 投资6个亿, 分别为3.1、4.2."""
        chars, left = scope.text.chars, quantity.left
        listed = _BARE_LIST.search(chars, max(0, left - _LONGEST_LIST), left)
        left = listed.start() if listed else left
        in_prose = is_han(chars[quantity.right : quantity.right + 1])
        scaled = chars[quantity.end - 1] in "万亿"  # also before 的: 常住人口60万的城市
        if not left or (_is_followed(chars, quantity) and not (scaled and in_prose)):
            return False
        last = scope.words[scope.words.index_at(left - 1)]
        if self._lexicon.plays(last.text, "reach"):
            return True
        reached = _REACHED.search(chars, max(0, left - 4), left)
        return not listed and bool(reached or last.tag[:1] == "n" or (scaled and last.tag[:1] == "v"))


def _counts_noun(scope: Scope, quantity: Quantity) -> bool:
    """Say whether a noun stands behind a bare number, or anything behind one with 万: 5.96万高深山区群众."""
    chars, words = scope.text.chars, scope.words
    if quantity.end >= len(chars):
        return False
    word = words[words.index_at(quantity.end)]
    is_long = quantity.end - quantity.start >= _LONG_BARE and chars[quantity.start : quantity.end].isdigit()
    if not is_long and word.start == quantity.end and word.tag[:1] in ("n", "v", "j", "b", "a"):
        return True
    behind = chars[quantity.right : quantity.right + 1]
    return chars[quantity.end - 1] in "万亿" and is_han(behind) and behind != "的"


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _names_in_quotes(scope: Scope, place: int) -> bool:
    """Say whether `place` stands in a quotation that is a name or a slogan, and not somebody's speech."""
    quotation = scope.quotation_at(place)
    return (
        quotation is not None
        and scope.is_quoted(place)
        and scope.text.chars[quotation.end - 2 : quotation.end - 1] not in _SPEECH_END
    )


def _is_defined(scope: Scope, quantity: Quantity) -> bool:
    """Say whether the numeral opens a term that a glossary explains: 12.八大行动：…."""
    chars, start = scope.text.chars, quantity.start
    return bool(_TERM.match(chars, start) and _ITEM_BEFORE.search(chars, max(0, start - 5), start))


def _is_article(chars: str, quantity: Quantity) -> bool:
    """Tell 一批, 一个 and 一番努力 from 增长一倍, 翻一番 and 一轮“回头看”、两轮排查."""
    left = quantity.left
    if quantity.unit == "番":
        return "翻" not in chars[max(0, quantity.start - 5) : quantity.start]
    if quantity.unit in _MULTIPLES or _LISTED.match(chars, quantity.right):
        return False
    if _REMAINS.search(chars, max(0, left - 2), left):
        return False
    if quantity.bound != "exact" and quantity.unit_kind in _MEASURES:
        return False  # 不到一亩地
    return not (
        quantity.unit in _COUNTED
        and _AT_END.search(chars, max(0, left - 3), left)
        and not _is_followed(chars, quantity)
    )


def _is_class(chars: str, quantity: Quantity) -> bool:
    """Tell 百项工程, 亿元企业 and 三亿元以上项目 from 近万人次 and 上百家."""
    if quantity.value == _TEN and quantity.unit[:1] in _PIECES:
        return False  # 十个社区
    if set(chars[quantity.start : quantity.end]) <= _SCALES:
        roughly = quantity.bound in ("nearly", "about")  # 价值近百万元的设备
        of_money = quantity.unit_kind == "currency" and _is_followed(chars, quantity) and not roughly
        if chars.startswith(("大关", "台阶"), quantity.right):
            return False  # 经济总量突破百亿元大关
        if chars.endswith(_LIMITS, quantity.left, quantity.right) and _is_followed(chars, quantity):
            return True  # 千人以上大院
        return quantity.bound == "exact" or of_money
    return (
        quantity.unit not in _MULTIPLES
        and quantity.value >= 1
        and chars.endswith(_LIMITS, quantity.left, quantity.right)
    )


def _is_vast(quantity: Quantity) -> bool:
    """Say whether the value is beyond what is counted in any report (一亿亿亿)."""
    return quantity.value >= _GREATEST


def _is_followed(chars: str, quantity: Quantity) -> bool:
    """Say whether the clause goes on behind the quantity."""
    after = chars[quantity.right : quantity.right + 1]
    return after != "" and after not in _STOPS

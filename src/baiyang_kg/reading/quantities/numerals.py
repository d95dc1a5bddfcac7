"""The numerals of Chinese prose and their exact values.

A numeral is what is printed of the number alone: 13.89亿, 1,234.5, 6个亿, 二十, 两百三十, 百分之三点五,
三分之二, 三成. Values are `Decimal`; nothing passes through a float.
"""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from functools import lru_cache

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_PRECISION = 100  # digits of a division; no numeral that is read has as many
_CHINESE_DIGITS = "零〇一二两三四五六七八九"
_CHINESE = f"[{_CHINESE_DIGITS}十百千万亿]"

ARABIC = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SCALED_MEASURE = "个亿|个万(?![亩人吨户头元])"  # 6个亿, but 5个万亩片 are five
ARABIC_SCALED = (
    rf"(?:{ARABIC})(?:万亿|[十百千]?[万亿]|{SCALED_MEASURE}|百|千(?![瓦米克伏卡帕]))?"  # 12千瓦 is 12
)
CHINESE_PLAIN = rf"{_CHINESE}+(?:点[{_CHINESE_DIGITS}]+)?"

_PLAIN = re.compile(CHINESE_PLAIN)
_NEIGHBOURS = re.compile("一二|两三|二三|三[四五]|四五|五六|六七|七八|八九")
_BY_DIGITS = re.compile(f"[{_CHINESE_DIGITS}]{{3,}}")  # 二〇二三
_SCALED = re.compile(rf"({ARABIC})个?([十百千万亿]*)")


@lru_cache(maxsize=10_000)
def parse_numeral(printed: str) -> Decimal:
    """Return the value of a numeral as printed; blanks inside it are ignored, of 七八十 the first is meant.

    Raises ValueError where the characters are no numeral.
    """
    numeral = "".join(printed.split())
    scaled = _SCALED.fullmatch(numeral)
    if scaled:
        value = Decimal(scaled[1].replace(",", ""))
        for scale in scaled[2]:
            value *= SCALES[scale]
        return value
    if _PLAIN.fullmatch(numeral):
        if is_approximate(numeral):
            numeral = _NEIGHBOURS.sub(lambda both: both[0][0], numeral)
        return _parse_chinese(numeral)
    raise ValueError(f"{printed!r} is no numeral")


def parse_fraction(printed: str) -> Decimal:
    """Return the value of a fraction such as 三分之二 or 2/3, to six decimal places.

    Raises ValueError where the characters are no fraction.
    """
    part, slash, whole = printed.partition("/")
    if not slash:
        whole, _, part = printed.partition("分之")
    with localcontext(prec=_PRECISION):
        denominator = parse_numeral(whole)
        if not denominator:
            raise ValueError(f"{printed!r} is no numeral")
        return round(parse_numeral(part) / denominator, 6).normalize()


def is_approximate(printed: str) -> bool:
    """Say whether a Chinese numeral names two neighbours for what lies about there: 三四, 七八十, 十五六."""
    return bool(_NEIGHBOURS.search(printed)) and not _BY_DIGITS.fullmatch(printed)


def _parse_chinese(numeral: str) -> Decimal:
    whole, _, fraction = numeral.partition("点")
    value = Decimal(_parse_whole(whole))
    if fraction:
        value += Decimal("0." + "".join(str(DIGITS[char]) for char in fraction))
    return value


def _parse_whole(numeral: str) -> int:
    """Read 二〇二三 digit by digit, everything else by its places: 一亿三千万, 两百三, 十五, 万."""
    if len(numeral) > 1 and all(char in DIGITS for char in numeral):
        return int("".join(str(DIGITS[char]) for char in numeral))
    total = section = 0
    digit: int | None = None
    last_scale = 1
    for char in numeral:
        scale = SCALES.get(char)
        if scale is None:
            digit = DIGITS[char]
            last_scale = 1 if not digit else last_scale
            continue
        if scale < SCALES["万"]:
            section += (1 if digit is None else digit) * scale
        else:
            section += digit or 0
            if total and scale < SCALES["亿"]:  # 一亿三千万 adds, 一万亿 multiplies
                total += (section or 1) * scale
            else:
                total = (total + section or 1) * scale
            section = 0
        digit, last_scale = None, scale
    # 两百三 is 230: a last digit without a place of its own stands one place below the one before it.
    tail = (digit or 0) * (last_scale // 10 if last_scale > SCALES["十"] else 1)
    return total + section + tail

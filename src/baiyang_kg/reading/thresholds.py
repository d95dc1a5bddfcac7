"""Which quantities bound a class and are no figure: 1000万元以上项目, 产值超30亿元的企业."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from baiyang_kg.reading.quantities import Quantity

_STOPS = frozenset("，。；：、？！）”\n")
_SENTENCE = 30  # characters before a quantity where its clause is sure to begin
_OPEN = ("more_than", "less_than")
_CLASS = "(?:企业|项目|产品|品牌|单位|户|村|镇|县|园区|商户|工程|行业)"
_OF_A_CLASS = re.compile(rf"的(?:[^，。；、的]{{0,6}}){_CLASS}")
_OVER_A_CLASS = re.compile(rf"的?[^，。；、的\d]{{0,2}}{_CLASS}")
_CLASS_BEHIND = re.compile(
    r"(?![一二三四五六七八九省市区县乡镇国]\w?级)[^，。；、\d的]{1,4}(?:及?以上|以下)的?[^，。；、]{1,8}\d"
)
_THOSE = re.compile(
    r"(?:[-—–~至到][\d.]+[万亿]?[^，。；、\d]{1,3})?(?:之间|以内|以上|以下)?的(?=[，；、占由可须将给]|有(?!限)|应(?![急用])|方可)"
)  # 低于10分的由单位约谈
_LARGER = re.compile("(?:大于|小于|高于|低于|少于|多于)$")
_REACHES = re.compile("(?:达不到|做不到|未达到|未满|不满|[扣年累积]?满)$")
_IF = re.compile(r"(?:每逢|每当|凡是?|如遇|遇有|如果|若|一旦)[^，。；\n]{0,24}$")
_LIMIT = re.compile("（(?:警戒|警戒线|警戒水位|保证水位)$")
_COUNTED_SUBJECT = re.compile(
    r"(?:^|[，。；、：\n]|其中)\d+[个家名座处户条](?![^，。；]*(?:均|都|全|总|合计|累计|共))[^，。；：、\n\d]{2,14}(?:超过?|大于|突破|不足|低于|高于)$"
)
_AGES_TO = re.compile(r"[-—–~至到]\d")  # 18至65岁
_AGES_FROM = re.compile(r"\d(?:周?岁)?[-—–~至到]$")
_PIECES = frozenset(("个", "名", "条", "家", "座", "项", "处", "支", "场"))  # what is counted, not measured


def is_threshold(chars: str, quantity: Quantity) -> bool:
    """Tell the bound of a class from a figure of its own."""
    if quantity.unit_kind in ("percent", "percentage_point"):
        return False
    left, right = quantity.left, quantity.right
    before = slice(max(0, left - _SENTENCE), left)
    return (
        _is_bounded_class(chars, quantity)
        or _LIMIT.search(chars[before]) is not None
        or (quantity.bound != "exact" and _IF.search(chars[before]) is not None)
        or (
            quantity.bound in _OPEN
            and _COUNTED_SUBJECT.search(chars[before.start : quantity.start]) is not None
        )
        or (_REACHES.search(chars[before]) is not None and chars[right : right + 1] in "的可即后，")
        or (quantity.unit.endswith("岁") and _is_range_of_ages(chars, quantity))
    )


def _is_bounded_class(chars: str, quantity: Quantity) -> bool:
    left, right = quantity.left, quantity.right
    if quantity.bound != "exact" and _THOSE.match(chars, right):
        return True
    if quantity.bound in ("at_least", "at_most") and chars[right - 1] in "上下内":
        piece = quantity.bound == "at_least" and quantity.unit in _PIECES and chars[right : right + 1] != "的"
        return not piece and _is_followed(chars, right)
    if quantity.bound in _OPEN and left < quantity.start:
        if (
            _LARGER.search(chars, max(0, quantity.start - 2), quantity.start)
            and chars[right : right + 1] == "的"
        ):
            return True
        return bool(
            _OF_A_CLASS.match(chars, right) or (quantity.unit == "元" and _OVER_A_CLASS.match(chars, right))
        )
    if chars[left - 1 : left] == "过" and quantity.unit == "元" and _OVER_A_CLASS.match(chars, right):
        return True
    return bool(_CLASS_BEHIND.match(chars, right))


def _is_range_of_ages(chars: str, quantity: Quantity) -> bool:
    ahead = _AGES_TO.match(chars, quantity.right) or _AGES_TO.match(chars, quantity.end)
    return bool(ahead or _AGES_FROM.search(chars, max(0, quantity.left - 4), quantity.left))


def _is_followed(chars: str, place: int) -> bool:
    """Say whether the clause goes on at `place`."""
    after = chars[place : place + 1]
    return after != "" and after not in _STOPS

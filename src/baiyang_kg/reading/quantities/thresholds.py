"""Which quantities bound a class and are no figure: 1000万元以上项目, 产值超30亿元的企业."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.quantities.grammar import Quantity

_STOPS = frozenset("，。；：、？！）”\n")
_SENTENCE = 30  # characters before a quantity where its clause is sure to begin
_OPEN = ("more_than", "less_than")
_CLASS = "(?:企业|项目|产品|品牌|单位|户|村|镇|县|园区|商户|工程|行业)"
_OF_A_CLASS = re.compile(rf"的(?:[^，。；、的]{{0,6}}){_CLASS}")
_OVER_A_CLASS = re.compile(rf"的?[^，。；、的\d]{{0,2}}{_CLASS}")
_CLASS_BEHIND = re.compile(
    r"(?![一二三四五六七八九省市区县乡镇国]\w?级)[^，。；、\d的]{1,4}(?:及?以上|以下)的?[^，。；、]{1,8}\d"
)
_NOTED = re.compile(  # 10万元（含）以上的项目
    r"（[^（），。；\n]{1,12}）及?(?:以上|以下)的?(?![，。；、：！？）”\n]|$)"
)
_THOSE = re.compile(
    r"(?:[-—–~至到][\d.]+[万亿]?[^，。；、\d]{1,3})?(?:之间|以内|以上|以下)?的(?=[，；、占由可须将给]|有(?!限)|应(?![急用])|方可)"
)  # 低于10分的由单位约谈
_LARGER = re.compile("(?:大于|小于|高于|低于|少于|多于)$")
_REACHES = re.compile("(?:达不到|做不到|未达到|未满|不满|[扣年累积]?满)$")
_THEN = re.compile(r"，[^，。；\n]{0,8}(?:就(?![业近医读地餐])|即可|方可)")  # 室温低于20度，系统就会报警
_AGREED = re.compile("的(?:约定|预警|警戒|规定|法定|标准)")  # 远超85%的约定比例
_IF = re.compile(r"(?:每逢|每当|凡是?|如遇|遇有|如果|若|一旦)[^，。；\n]{0,24}$")
_LIMIT = re.compile("（(?:警戒|警戒线|警戒水位|保证水位)$")
_COUNTED_SUBJECT = re.compile(
    r"(?:^|[，。；、：\n]|其中)\d+[个家名座处户条](?![^，。；]*(?:均|都|全|总|合计|累计|共))[^，。；：、\n\d]{2,14}(?:超过?|大于|突破|不足|低于|高于)$"
)
_AGES_TO = re.compile(r"[-—–~至到]\d")  # 18至65岁
_AGES_FROM = re.compile(r"\d(?:周?岁)?[-—–~至到]$")
_PIECES = frozenset(("个", "名", "条", "家", "座", "项", "处", "支", "场"))  # what is counted, not measured


def is_threshold(scope: Scope, quantity: Quantity) -> bool:
    """Tell the bound of a class from a figure of its own."""
    chars, left, right = scope.text.chars, quantity.left, quantity.right
    is_open = quantity.bound in _OPEN
    if is_open and _AGREED.match(chars, right):
        return True
    if quantity.unit_kind in ("percent", "percentage_point"):
        return False
    begin = max(0, left - _SENTENCE)
    return (
        (quantity.unit.endswith("岁") and _is_range_of_ages(chars, quantity))
        or _is_bounded_class(chars, quantity)
        or (
            is_open
            and (
                _is_of_attribute(scope, quantity)
                or (left < quantity.start and _THEN.match(chars, right) is not None)
            )
        )
        or _LIMIT.search(chars, begin, left) is not None
        or (quantity.bound != "exact" and _IF.search(chars, begin, left) is not None)
        or (is_open and _COUNTED_SUBJECT.search(chars, begin, quantity.start) is not None)
        or (
            chars[right : right + 1] in "的可即后，减送返" and _REACHES.search(chars, begin, left) is not None
        )
    )


def _is_bounded_class(chars: str, quantity: Quantity) -> bool:
    """Say whether what stands behind the quantity is a class that it bounds."""
    left, right, bound = quantity.left, quantity.right, quantity.bound
    if _NOTED.match(chars, right) or (bound != "exact" and _THOSE.match(chars, right)):
        return True
    if bound in ("at_least", "at_most") and chars[right - 1] in "上下内":
        is_piece = bound == "at_least" and quantity.unit in _PIECES and chars[right : right + 1] != "的"
        return not is_piece and _is_followed(chars, right)
    over = quantity.unit == "元" and _OVER_A_CLASS.match(chars, right)
    if bound in _OPEN and left < quantity.start:
        return bool(over or _OF_A_CLASS.match(chars, right))
    return bool((over and chars[left - 1 : left] == "过") or _CLASS_BEHIND.match(chars, right))


def _is_of_attribute(scope: Scope, quantity: Quantity) -> bool:
    """Tell 医疗费超过2万元的家庭 and 大于250毫米的特大暴雨 from 发放超过2万元的补贴."""
    chars, left = scope.text.chars, quantity.left
    if left == quantity.start or chars[quantity.right : quantity.right + 1] != "的":
        return False
    if left == 0 or _LARGER.search(chars, left, quantity.start):
        return True
    return scope.words[scope.words.index_at(left - 1)].tag[:1] == "n" and not quantity.unit.endswith("岁")


def _is_range_of_ages(chars: str, quantity: Quantity) -> bool:
    ahead = _AGES_TO.match(chars, quantity.right) or _AGES_TO.match(chars, quantity.end)
    return bool(ahead or _AGES_FROM.search(chars, max(0, quantity.left - 4), quantity.left))


def _is_followed(chars: str, place: int) -> bool:
    """Say whether the clause goes on at `place`."""
    after = chars[place : place + 1]
    return after != "" and after not in _STOPS

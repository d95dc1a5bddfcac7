"""Which durations are reported, and which only tell a story: 缩短至3天, 优良天数237天, but 24小时热线."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from baiyang_kg.reading.quantities.numerals import ARABIC

if TYPE_CHECKING:
    from baiyang_kg.reading.quantities.grammar import Quantity

_FURTHEST = 9  # characters before a duration where the word that reports it begins
_REPORTS = re.compile(
    r"(?:仅需|只需|需|需要|达|达到|缩短|缩短至|缩短到|压缩|压缩至|压缩到|压减|压降|缩小|降低|下降|节省|节约|提速|提前|推迟"
    r"|至|到|为|用时|历时|为期|从|由|仅用|只用|(?<=[年期])[多少快慢早晚]"
    r"|天数|时间|时长|时数|时限|期限|限期|周期|工期|工时|天气|空气|增加|不足|超过|减少|延长|缩减|累计|累积|(?:累计|共|总计)[^，。；、\d的]{1,4}|平均|授课|服务"
    r"|树龄|工龄|党龄|教龄|年限|仅有|只有|共有|[少多快慢早晚付短用]了|比上年|比去年|较上年|较去年|比上月|同比增长|同比)$"
)
_MOVES = re.compile(r"(?:缩短|压缩|压减|压降|缩减|减少|延长|增加|提高|提升|压|减|降|增|升)(?:了|至|到|为)")
_PROMISED = re.compile(
    "(?:之?内)?(?:响应|到场|到达现场|出动|可达|直达|通达|[^，。；]{0,6}圈)"
)  # 做到5分钟响应
_UNIT = "(?:个月|个工作日|工作日|个?小时|天|分钟|年|周|秒)"
_LISTED = re.compile(rf"(?:{ARABIC}){_UNIT}[、和及与]$", re.ASCII)


def is_reported(chars: str, quantity: Quantity) -> bool:
    """Say whether a duration is a figure: a word of measuring stands before it, or it moves to another."""
    left = quantity.left
    if _PROMISED.match(chars, quantity.right):
        return False
    if _REPORTS.search(chars, max(0, left - _FURTHEST), left) or _MOVES.match(chars, quantity.right):
        return True
    listed = _LISTED.search(chars, max(0, left - 12), left)  # 从开工到投产分别用了12个月和14个月
    return listed is not None and bool(
        _REPORTS.search(chars, max(0, listed.start() - _FURTHEST), listed.start())
    )

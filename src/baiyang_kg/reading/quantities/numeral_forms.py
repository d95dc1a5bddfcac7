"""The forms in which a text prints numbers: dates, telephones, shares, ratios, sums, digits and characters.

One expression finds them all; the longest reading at a place wins (a date before its digits), and the name of
its group says which form it is. What is written as a ratio may also be a time of day or the score of a game.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from baiyang_kg.reading.quantities.numerals import ARABIC_SCALED, CHINESE_PLAIN

if TYPE_CHECKING:
    from baiyang_kg.reading.model import Span

_YEAR = r"(?:19|20)\d{2}"
_TO = "[-—–~至到]"
_MONTHS = (
    rf"\d{{1,2}}月?(?:份)?{_TO}\d{{1,2}}月(?:份)?"
    rf"|\d{{1,2}}月(?:\d{{1,2}}日)?(?:{_TO}(?:\d{{1,2}}月)?\d{{1,2}}日)?"
)
# What a web page prints behind the day of an article, whose 日 may be missing: 2011年9月29来源：.
_BYLINE = "(?=来源|稿源|作者|编辑|责任编辑|浏览|点击|阅读|访问|发布|字号|字体)"
DATE = (
    rf"{_YEAR}年\d{{1,2}}月\d{{1,2}}{_BYLINE}|{_YEAR}[-./]\d{{2}}[-./]\d{{2}}(?=\d{{2}}:\d{{2}})"
    rf"|{_YEAR}年?{_TO}{_YEAR}年(?:度)?|{_YEAR}年(?:度)?(?:{_MONTHS})?|{_YEAR}[-./]\d{{1,2}}[-./]\d{{1,2}}(?!\d)"
    rf"|{_YEAR}-\d{{2}}年|[1-4一二三四]季度"
    rf"|{_MONTHS}|\d{{1,2}}日(?!均)|\d{{1,2}}:\d{{2}}(?![\d.:])"
    r"|\d{1,2}时\d{1,2}分|\d{1,2}时(?![间段速长候代期尚节次])|\d{1,2}点(?:\d{1,2}分|半|多|钟|左右|整|许)"
    r"|[一二]〇[〇一二三四五六七八九]{2}年|[一二]零[零一二三四五六七八九]{2}年"
)
_DATED_BY = (  # what each date begins with: most numbers are none
    rf"{_YEAR}[年./—–~至到-]|\d{{1,2}}(?:[月日时点:—–~至到-]|份)|[1-4一二三四]季度|[一二][〇零]"
)
NUMERAL = re.compile(
    "(?=[0-9零〇一二两三四五六七八九十百千万亿半])(?:"  # at once past all other characters
    rf"(?P<date>(?={_DATED_BY})(?:{DATE}))"
    r"|(?P<phone>(?<!\d)(?:0\d{2,3}[-—–） ]{1,2}[2-8]\d{6,7}|[48]00-?\d{3,4}-?\d{3,4}|1[3-9]\d{9})(?!\d))"
    rf"|(?P<percent>百分之(?:{ARABIC_SCALED}|{CHINESE_PLAIN}))"
    r"|(?P<fraction>[一二三四五六七八九十百千万两]+分之[一二三四五六七八九十两]+)"
    r"|(?P<slashed>(?<![\d./])[1-9]\d?/(?:[2-9]|1\d)(?=[以强弱左的，。；、）]|[一-鿿](?<![号楼室幢栋层单年月日期季页线路时区])))"
    r"|(?P<half>(?<![大小另])一半|半(?=数))"
    r"|(?P<tenths>[一二两三四五六七八九]成[一二两三四五六七八九半](?=[，。；、）的以左]|$))"
    r"|(?P<ratio>\d+(?:\.\d+)?(?:[:比]\d+(?:\.\d+)?)+)"
    r"|(?P<sum>\d+(?:\.\d+)?(?:\+\d+(?:\.\d+)?)+(?![\d.]*[万亿]?[%元]))"
    r"|(?P<split>\d+(?:\.\d+)?[余多几][万亿])"
    rf"|(?P<arabic>{ARABIC_SCALED})"
    r"|(?P<chinese>[零〇一二两三四五六七八九十百千万亿]+(?:[余多几][万亿])?(?:点[零一二三四五六七八九]+)?))",
    re.ASCII,  # \d is 0-9: other digits are no numerals of Chinese prose
)
_LATIN_MEASURE = re.compile(" (㎡|km2|km²|km|KM|kg|KG|cm|mm|m2|m²|m3|m³)(?![A-Za-z0-9])")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d:[0-5]\d", re.ASCII)
_DATED = re.compile(rf"(?:{DATE})日?(?:上午|中午|下午|晚上?|T| )*$", re.ASCII)
_WHOLE = range(99, 102)  # what shares make together, rounded
_RATED = re.compile("比例|之比|占比|比值|配比|配置比")
# What a file shows in the place of a sign that its making has lost: 增长7.6□, 增长7.6_X_X_.
_LOST_SIGN = re.compile(r"(?:_[A-Z])+_|[\ufffd□■▯]{1,3}|？{1,3}(?=[，。；、）\n])")
_OF_PERCENT = re.compile(
    r"(?:增长|下降|提高|上升|增加|减少|降低|增幅|降幅|涨幅|增速|占|比重|[^频效税功速]率)[^，。；\d]{0,5}[\d.]+$",
    re.ASCII,
)
_PERCENT = 16  # characters before a lost sign where the word stands that asks for a percentage
_NEAR = 8  # characters around a ratio where it is said to be one


def is_clock(chars: str, span: Span) -> bool:
    """Tell the time of day 9:30:45 from three shares, which make a hundred: 26:37:37."""
    if not _CLOCK.fullmatch(chars, *span):
        return False
    parts = [int(part) for part in chars[span.start : span.end].split(":")]
    return sum(parts) not in _WHOLE or bool(_DATED.search(chars, max(0, span.start - 20), span.start))


def find_parted_unit(chars: str, place: int) -> tuple[str, int]:
    """Return the unit that a blank parts from a numeral that ends at `place` (1600 m2), or a lost percent."""
    latin = _LATIN_MEASURE.match(chars, place)
    if latin:
        return latin[1], latin.end()
    lost = find_lost_percent(chars, place)
    return ("%", lost) if lost else ("", place)


def find_lost_percent(chars: str, place: int) -> int | None:
    """Return the end of what stands for a lost % at `place`, behind a number; None if nothing does."""
    lost = _LOST_SIGN.match(chars, place)
    if lost is None:
        return None
    is_percent = lost[0][0] == "_" or _OF_PERCENT.search(chars, max(0, place - _PERCENT), place)
    return lost.end() if is_percent else None


def is_score(chars: str, span: Span) -> bool:
    """Tell the score of a game, 以3比1战胜, from a ratio in words, 按1比2的比例."""
    said = chars[max(0, span.start - _NEAR) : span.end + _NEAR]
    return "比" in chars[span.start : span.end] and not _RATED.search(said)

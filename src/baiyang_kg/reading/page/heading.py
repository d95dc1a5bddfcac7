"""What a report says of itself where nobody else has said it: its title, its area with parents, its year.

The first lines of a report name the area that it is delivered in and the year that it looks back on; a news
article names its place most often. Nothing is looked up: every answer stands in the text, and goes with the
place in the text that gave it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from baiyang_kg.reading.page.markup import looks_like_html
from baiyang_kg.reading.page.text import HAN, find_lines, normalise, print_punctuation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rjieba import Jieba

_TITLE = 60  # the length of a title at most, in characters
_READ = 20_000  # characters; a report says what it is long before
_HEAD = 1_500  # characters of the lines in which a report introduces itself
_OPENING = 150  # characters in which it says what it is
_LEVELS = (  # from the largest; a name is of the first level whose ending it has
    ("省", "自治区"),
    ("市", "自治州", "地区", "盟", "州"),
    ("自治县", "县", "旗", "新区", "区"),
    ("街道", "镇", "乡"),
)
_ENDINGS = tuple(sorted((ending for level in _LEVELS for ending in level), key=len, reverse=True))
_STREET_OFFICES = ("街道办", "街道办事处")  # words of the dictionary; the area is the street
_MUNICIPALITIES = ("北京", "上海", "天津", "重庆")
# Words that end as the name of an area does and name none: 我区, 各县, 全市, 城乡.
# Not the place that a report is about, however often it is named; the last is most often a verb.
_OTHER_PLACES = frozenset({
    "中国", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西",
    "山东", "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃",
    "青海", "台湾", "内蒙古", "广西", "西藏", "宁夏", "新疆", "香港", "澳门", "新建",
})  # fmt: skip
_NO_NAME = re.compile(
    "[全我本各该两原城乡市区县镇省国小老新大高山景社园辖校片灾库街集一二三四五六七八九十几数]{1,2}|.*[和与及的在为了对]|(?:产业|工业|生活|中心|示范|有关|相关|个|多个)"
)
_PLACE_TAGS = ("ns", "nr", "nz")
_GRAMMAR_TAGS = ("p", "c", "u", "r", "d", "x", "q", "y", "w", "v")  # of words that are no part of a name
_DELIVERED = (
    re.compile(rf"(?:[0-9]{{4}}年)?([{HAN}]{{1,20}}?)(?:[0-9]{{4}}年)?(?:人民)?政府工作报告"),
    re.compile(rf"在([{HAN}]{{2,20}}?)(?:第[{HAN}]{{1,4}}届|[{HAN}]{{1,4}}届)人民?代表?大会"),
    re.compile(rf"代表([{HAN}]{{2,20}}?)人民政府"),
    re.compile(rf"^([{HAN}]{{2,20}}?)人民政府(?:代理?)?[省市区县州旗镇乡]长", re.MULTILINE),
)
_LEVEL_STATED = re.compile(
    r"代表([省市县区州旗镇乡]|街道)(?:人民)?(?:政府|办事处)|[我全]([省市县区州旗镇乡]|街道)"
)
_LOOKED_BACK = re.compile(r"([12][0-9]{3})年[^。，；\n0-9]{0,12}?(?:回顾|总结)")
_GOVERNMENT = re.compile(r"政府工作报告|人民代表大会|各位代表")
_YEAR_OF_TITLE = re.compile(rf"([12][0-9]{{3}})年[{HAN}]{{0,15}}政府工作报告|([12][0-9]{{3}})年政府")
_PART_OF_YEAR = re.compile(
    r"([12][0-9]{3})年(?:度?[上下]半年|(?:前|第)?[一二三四1-4]个?季度|前[一二三四五六七八九十0-9]{1,2}个?月|半年)"
)
_DATE = re.compile(r"([12][0-9]{3})(?:年[0-9一二三四五六七八九十]{1,2}月|[-./][0-9]{1,2}[-./][0-9]{1,2})")
_YEAR = re.compile(
    r"(?<![0-9.〔〕(（到至\-—~～])((?:19|20)[0-9]{2})(?![0-9.,])(?=年|[^\w-]|$)(?!年(?:底前|规划))",
    re.MULTILINE,
)
_CHINESE_YEAR = re.compile(r"[一二][〇○零一二三四五六七八九]{3}(?=年)")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_NO_TITLE = re.compile(r"[0-9\W]*$|.*[：:]$|(?:时间|来源|作者|下载|打印|工作报告$|阅读|评论)")


@dataclass(frozen=True, slots=True)
class Said:
    """What the text says, and where: `found` for people, such as “2022年工作回顾”."""

    value: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a report says of itself; None where it says nothing."""

    title: Said | None = None
    area: Said | None = None
    parents: tuple[str, ...] = ()  # of that area, from the largest to the nearest
    year: Said | None = None


@dataclass(frozen=True, slots=True)
class _Address:
    """Names of areas that follow each other, each inside the one before: 叶县, 昆阳街道."""

    parts: tuple[str, ...]
    place: int = field(compare=False)


def read_heading(raw: str, segmenter: Jieba, *, area: str | None = None) -> Heading:
    """Return what the report `raw` says of itself; the parents are those of `area` where it is known."""
    lines = _first_lines(raw)
    text = "\n".join(lines)
    addresses = list(_find_addresses(text, segmenter))
    said = (
        Said(area, "")
        if area
        else _delivered_area(text, segmenter)
        or _stated_area(text, segmenter)
        or _frequent_area(text, addresses)
    )
    return Heading(
        title=_title(lines),
        area=None if area else said,
        parents=_parents(said.value, addresses) if said else (),
        year=_year(text),
    )


def _first_lines(raw: str) -> list[str]:
    """Return the first lines that print something, as the reader sees them."""
    html = looks_like_html(raw)
    lines, length = [], 0
    for start, end in find_lines(raw, html=html):
        glyphs = normalise(raw, start, min(end, start + _READ), html=html)
        line = print_punctuation(glyphs.chars).lstrip("#\"'<> ")
        if line:
            lines.append(_CHINESE_YEAR.sub(lambda year: year[0].translate(_DIGITS), line))
            length += len(line)
        if length > _READ:
            break
    return lines


def _title(lines: list[str]) -> Said | None:
    """Return the first line that can be a title; of a text that has none, its first sentence or clauses."""
    for line in lines[:12]:
        if not _NO_TITLE.match(line):
            whole = line.removeprefix("原标题：")
            return Said(_first_clauses(re.split("[。！？]", whole, maxsplit=1)[0]), "the first line")
    return None


def _first_clauses(sentence: str) -> str:
    """Return as much of a sentence as a title may be long: whole clauses, where a comma comes in time."""
    if len(sentence) <= _TITLE:
        return sentence
    return re.sub("[，；,;][^，；,;]*$", "", sentence[: _TITLE + 1])[:_TITLE]


# --- Area ------------------------------------------------------------------------------------------------


def _delivered_area(text: str, segmenter: Jieba) -> Said | None:
    """Return the area in whose name a report is delivered: “在徐水县第十四届人民代表大会”."""
    for pattern in _DELIVERED:
        for match in pattern.finditer(text[:_HEAD]):
            for address in _find_addresses(match[1], segmenter):
                if match[1].endswith(address.parts[-1]):
                    return Said("".join(address.parts[-1:]), match[0])
    return None


def _frequent_area(text: str, addresses: list[_Address]) -> Said | None:
    """Return the area that is named most, by its whole name or its stem; early and small areas weigh more."""
    first: dict[str, int] = {}
    for address in addresses:
        for part in address.parts:
            first.setdefault(part, address.place)
    if not first:
        return None

    def weight(name: str) -> tuple[int, int]:
        named = text.count(_stem_of(name))
        early = 3 if first[name] < 150 else 0
        small = _level(name) if named > 1 else 0
        return (named + early) * (3 + small), -first[name]

    return Said(max(first, key=weight), "named most")


def _stated_area(text: str, segmenter: Jieba) -> Said | None:
    """Return the place named most, of the level that the report gives itself: 我市, and 齐齐哈尔."""
    stated = _LEVEL_STATED.search(text)
    if not stated or not _GOVERNMENT.search(text[:_HEAD]):
        return None
    level = stated[1] or stated[2]
    names = Counter(
        word.removesuffix(level)
        for word, tag in segmenter.tag(text)
        if tag == "ns" and (word.endswith(level) or not word.endswith(_ENDINGS)) and len(word) > 1
    )
    for other in _OTHER_PLACES:
        del names[other]
    (stem, count), (_, next_count) = [*names.most_common(2), ("", 0), ("", 0)][:2]
    if count < 3 or count <= next_count or len(stem) < 2:  # it must be beyond doubt
        return None
    return Said(stem + level, f"“{stated[0]}”, and {stem} is named most")


def _stem_of(name: str) -> str:
    """Return the name without its ending, where two characters are left."""
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) > 1:
            return name.removesuffix(ending)
    return name


def _parents(area: str, addresses: list[_Address]) -> tuple[str, ...]:
    """Return the areas around `area` in the longest address that the text names it in."""
    around = [address.parts[: address.parts.index(area)] for address in addresses if area in address.parts]
    return max(around, key=len, default=())


def _level(name: str) -> int:
    """Return 0 for a province to 3 for a street or a town."""
    for level, endings in reversed(list(enumerate(_LEVELS))):
        if name.endswith(endings):
            return 1 if name.removesuffix("市") in _MUNICIPALITIES else level
    return 0


def _find_addresses(text: str, segmenter: Jieba) -> Iterator[_Address]:
    """Yield the names of areas in `text`, those that follow each other together."""
    parts: list[str] = []
    last, place = -1, 0
    for name, start in _find_areas(text, segmenter):
        follows = parts and start == last and _level(name) > _level(parts[-1]) - (name[-1] == "市")
        if not follows and parts:
            yield _Address(tuple(parts), place)
        if not follows:
            parts, place = [], start
        parts.append(name)
        last = start + len(name)
    if parts:
        yield _Address(tuple(parts), place)


def _find_areas(text: str, segmenter: Jieba) -> Iterator[tuple[str, int]]:
    """Yield each name of an area with its place: a dictionary's place name, or words before an ending."""
    before: list[tuple[str, str, int]] = []
    place = 0
    for word, tag in segmenter.tag(text):
        ending = "街道" if word in _STREET_OFFICES else word
        if ending in _ENDINGS and before and before[-1][2] + len(before[-1][0]) == place:
            stem, start = _stem(before)
            proper = ending in _LEVELS[3] or (before[-1][1] in _PLACE_TAGS and ending != "地区")
            if proper and re.fullmatch(f"[{HAN}]{{2,5}}", stem) and not _NO_NAME.fullmatch(stem):
                yield stem + ending, start
        elif word.endswith(_ENDINGS) and tag == "ns" and (len(word) > 2 or word[-1] == "县"):
            yield word, place
        before = [*before[-2:], (word, tag, place)]
        place += len(word)


def _stem(before: list[tuple[str, str, int]]) -> tuple[str, int]:
    """Return the name before an ending, of one word or of two short ones, and its place."""
    word, tag, place = before[-1]
    if tag[:1] in _GRAMMAR_TAGS and len(word) == 1:
        return "", place
    if len(word) == 1 and len(before) > 1 and before[-2][2] + len(before[-2][0]) == place:
        longer, tag, start = before[-2]
        if len(longer) <= 2 and tag[:1] not in _GRAMMAR_TAGS:
            return longer + word, start
    return word, place


# --- Year ------------------------------------------------------------------------------------------------


def _year(text: str) -> Said | None:
    """Return the year that is looked back on, else the one before delivery, else the one named most."""
    if match := _LOOKED_BACK.search(text):
        return Said(match[1], match[0])
    if match := _PART_OF_YEAR.search(text[:_OPENING]):
        return Said(match[1], match[0])  # what reports on half a year is delivered within it
    if _GOVERNMENT.search(text[:_HEAD]):
        if match := _YEAR_OF_TITLE.search(text[:_HEAD]):
            return Said(str(int(match[1] or match[2]) - 1), match[0])
        if match := _DATE.search(text[:_HEAD]):
            return Said(str(int(match[1]) - 1), match[0])
    years = Counter(_YEAR.findall(text)) + Counter(_DATE.findall(text))  # a date weighs twice
    if not years:
        return None
    best = max(years, key=lambda year: (years[year], year))
    return Said(best, "named most")

"""Where a text speaks of time: dates, spans, terms of five years, and words such as 今年, 目前 and 近日.

Each mention knows the first and the last year or month that it covers, and how it stands in its sentence:
at the head of a clause, behind 于 or 截至, behind 比. Which figures it dates is settled by `periods`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from baiyang_kg.reading.page.genre import is_article

if TYPE_CHECKING:
    from baiyang_kg.reading.page.scope import Scope

_RELATIVE = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
_THEN = {"当年": 0, "同年": 0, "次年": 1, "翌年": 1}  # of the year that was named last
_SPOKEN = frozenset(("今年", "去年", "前年", "明年"))  # counted from the day on which the text is read out
_FIVE_YEARS = {"十五": 2001, "十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_NINTH = {"九五": 1996, "八五": 1991}
_COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_TO = "[-—–~至到]"
_MONTH = r"(?:1[0-2]|0?[1-9])月"
_PART = (
    rf"(?P<half>[上下])半年|第?(?P<quarter>[一二三四])季度(?:[末底](?!前))?|(?P<three>前三季度)"
    rf"|(?<!提)前(?P<first>\d{{1,2}}|[二三四五六七八九十])(?:个月|月(?!\d|以|[初中下上底末]))"
    rf"|(?<!\d)(?P<from>\d{{1,2}})月?(?:份)?{_TO}(?P<to>\d{{1,2}})月(?:份)?"
    rf"|(?<!\d)(?P<month>\d{{1,2}})月(?:份|初|底|末|[上中下]旬)?"
    rf"(?:(?P<day>\d{{1,2}}日)(?:上午|下午|晚)?(?:\d{{1,2}}[时点])?(?:{_TO}(?:(?P<until>\d{{1,2}})月)?\d{{1,2}}日)?)?"
)
_PART_ALONE = re.sub(r"[?]P<([a-z]+)>", r"?P<\1_>", _PART)
_FIRST = "一二三四五六七八九十两今去前明上下本当次第未年过近这最届截到目现如发日昨多历全连以"
_SECOND = "一二三四五六七八九十两几多年半季月份日天期早晨底末初前后来去近个届内目当现在发稿至止今已有续"
_IN_DIGITS = rf"(?:19|20)\d\d(?:年|{_TO})|\d{{1,2}}(?:[月份日]|个?多?年|{_TO})"
_MENTION = re.compile(
    # Nothing else begins one, which spares trying every way at every number.
    rf"(?=[0-9“{_FIRST}])(?=[{_FIRST}][{_SECOND}]|[前近这]\d|“[八九十]|{_IN_DIGITS})(?:"
    rf"(?P<y1>(?:19|20)\d{{2}})年?{_TO}(?P<y2>(?:19|20)\d{{2}})[学财]?年度?(?:底|末)?"
    rf"|(?:(?P<year>(?:19|20)\d{{2}})年(?:度)?|(?P<relative>今年|去年|前年|明年|上年|本年|当年|同年|次年|翌年)度?)年?"
    rf"(?:{_PART}|(?P<edge>[底末初]))?"
    rf"|{_PART_ALONE}"
    r"|年(?P<edge_>[底末初])(?!以来)"
    r"|(?P<sofar>年初以来)"
    r"|(?P<quoted>“)?(?P<plan>(?:十[一二三四五]|[八九十])五)”?(?P<planned>期间|以来|时期|五年|[末初])?(?!规划|普法|》)"
    r"|(?:过去|近|这|最近)?(?<![\d.])(?P<years>[两二三四五六七八九十]|1?[2-9]|1[01])个?多?年多?"
    r"(?:来|间|里|以来|下来|累计|努力)"
    r"|(?<=的)(?P<review>[三四五])年(?=[，。；：、])"
    r"|(?<![第个每后续这去近一二三四五六七八九十到至满\d])(?P<told>[三四五])年(?=[一-鿿])"
    r"(?!的|期|级|以|内|前|后|多|一|大|制|规划|计划|行动|任务|目标|纲要|过渡|时|攻坚|发展|创建|远景|实力|稳定)"
    r"|(?<![近过第年\d十])(?P<within>[两二三四五2345])年(?:的?时间)?(?:内|里)"
    r"|(?:未来|今后)(?P<ahead>[两二三四五十2345]|10)年|连续(?P<run>[两二三四五])年"
    r"|(?:过去的?|近|最近)(?P<past>[两二三四五六七八九十])年|(?P<term>本届政府|届内|本届)"
    r"|(?P<oneyear>(?:过去的?一|一)年来?(?=，)|过去的?一年)"
    r"|(?P<now>(?:截至|截止|到)?(?:目前|当前|(?<![表体呈])现在|发稿)|如今|现已|现有)"
    r"|(?P<lately>近日|日前|近期|昨日|昨天|今日|今天|当天|当日|今早|今晨|最近"
    r"|(?<![月\d~～—-])(?:[12]?\d|3[01])日(?![常前均讯内]))"
    r"|(?P<recent>近年来?|近几年来?|多年来|历年)"
    r"|(?P<whole>全年)"
    r"|(?P<event>(?<=实施|启动|开展|成立|上线|运行|运营|建立|建成|开业|开工|入汛|入夏|活动|行动|创建|工作)以来))",
    re.ASCII,
)
_YEARS = ("ahead", "within", "run", "review", "years", "past", "told")
_WORDS = ("term", "oneyear", "now", "lately", "recent", "whole", "event")
_BEGINS = re.compile(r"(?:以来|来(?=，)|开始|起(?![码到])|至今|启动|上线|成立|正式)|[^，。；\d]{0,8}以来")
_NAMED = 40  # characters for which a year that was named holds
_TOLD = 100  # characters in which 当年 is the year that was named
_OPENING = 500  # characters in which a report is dated
_DAY = re.compile(r"((?:19|20)\d{2})年(?:1[0-2]|[1-9])月\d{1,2}日", re.ASCII)
_HEAD = re.compile(r"(?:^|[，。；：！？\n“—、])(?:其中|仅|早在|另外)?$")
_BASE = re.compile(r"(?:同期)?的?基础上")  # behind a date with which something is compared
_COMPARED_PART = re.compile("[比较]$")  # 比一季度加快1.9个百分点
_SLOTS = (
    ("plan", re.compile("(?:(?:预计|力争|计划|确保)(?:到|至|于|在)?|[将拟定](?:于|在))$")),
    ("upto", re.compile(r"(?:截至|截止|截止到|至|到)$")),
    ("in", re.compile(r"[于在]$")),
    ("from", re.compile(r"[自从由]$")),
    ("than", re.compile(r"(?:较|比|同|与|是|于|超过|和|继)(?:上|同期|上一)?$")),
    ("head", _HEAD),
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place of the text that speaks of time."""

    start: int
    end: int
    form: str  # years year edge part months month day plan span now …
    first: str  # the first year or month that it covers, "" where it names none
    last: str
    slot: str  # how it stands: head in from upto than plan note of other
    word: str  # 今年, 去年, 目前: the word that says when, "" for a date in numbers
    opens: bool  # 以来, 开始: a period begins here

    @property
    def period(self) -> str:
        """The contract's form of what it covers."""
        return self.first if self.first == self.last else f"{self.first}/{self.last}"


def find_delivery(scope: Scope, year: int) -> int:
    """Return the year in which a text on `year` is read out, from which 今年 and 去年 count.

    Governments report on a year to the congress in the next one. The date in the opening tells, else that the
    representatives are addressed.
    """
    opening = scope.text.chars[:_OPENING]
    for day in _DAY.finditer(opening):
        if int(day[1]) in (year, year + 1):
            return int(day[1])
    return year + ("各位代表" in opening and not is_article(scope.text))


def find_mentions(scope: Scope, year: int) -> list[Mention]:
    """Return what the text says of time, in order; `year` is the one that the text is about."""
    chars = scope.text.chars
    delivery = find_delivery(scope, year)
    mentions: list[Mention] = []
    spoken = told = year
    since = 0
    for match in _MENTION.finditer(chars):
        then = _THEN.get(match["relative"] or "")
        if then is not None:
            near = match.start() - since < _TOLD and "\n" not in chars[since : match.start()]
            named: int | None = (told if near else year) + then
        else:
            named = _named_year(match, year, delivery)
        # A month without a year is of the year that the sentence has just named.
        if named is not None:
            spoken, since, told = named, match.start(), named
        elif match.start() - since >= _NAMED or "。" in chars[since : match.start()]:
            spoken = year
        read = _read(match, spoken, year)
        if read is None or scope.title_at(match.start()) or (match["told"] and _names(scope, match.end())):
            continue
        form, first, last, word = read
        if first and mentions and match[0].endswith("年间") and mentions[-1].end == match.start():
            continue  # 2016—2020年五年间
        opens = form == "sofar" or bool(_BEGINS.match(chars, match.end())) or match[0].endswith("以来")
        slot = _slot(chars, match.start(), match.end())
        if form == "part" and _COMPARED_PART.search(chars, max(0, match.start() - 1), match.start()):
            continue  # it dates neither this figure nor those behind
        mentions.append(Mention(match.start(), match.end(), form, first, last, slot, word, opens))
    return mentions


def _named_year(match: re.Match[str], year: int, delivery: int) -> int | None:
    """Return the year that a mention names, None if it leaves it to what stands around it."""
    if match["year"]:
        return int(match["year"])
    word = match["relative"]
    return (delivery if word in _SPOKEN else year) + _RELATIVE[word] if word else None


def _names(scope: Scope, place: int) -> bool:
    """Say whether a noun follows, as in 三年水环境提升方案; in 五年新建 and 五年共获 none does."""
    words = scope.words
    return words.tags[words.index_at(place)] in ("n", "vn", "nr", "t", "m")


def _slot(chars: str, start: int, end: int) -> str:
    if _BASE.match(chars, end):
        return "than"
    before = chars[max(0, start - 5) : start] if start else "\n"
    for name, pattern in _SLOTS:
        if pattern.search(before):
            return name
    if before.endswith(("（", "〔", "[")):
        return "note"
    return "of" if chars[end : end + 1] == "的" else "other"


def _read(match: re.Match[str], spoken: int, year: int) -> tuple[str, str, str, str] | None:
    """Return form, first, last and word of a mention, None if it is none."""
    if match["y1"]:
        return ("years", match["y1"], match["y2"], "") if match["y1"] <= match["y2"] else None
    if match["year"] or match["relative"]:
        word = match["relative"] or ""
        part = _read_part(match, spoken, "")
        if part:
            return (*part, word)
        if match["edge"]:
            month = f"{spoken}-01" if match["edge"] == "初" else f"{spoken}-12"
            return ("edge", month, month, word + match["edge"])
        return ("year", str(spoken), str(spoken), word)
    part = _read_part(match, spoken, "_")
    if part:
        return (*part, "")
    return _read_word(match, spoken, year)


def _read_part(match: re.Match[str], year: int, mark: str) -> tuple[str, str, str] | None:
    """Return form, first and last month of a part of `year`."""
    if half := match["half" + mark]:
        first, last = (1, 6) if half == "上" else (7, 12)
    elif quarter := match["quarter" + mark]:
        last = "一二三四".index(quarter) * 3 + 3
        first = last - 2
    elif match["three" + mark]:
        first, last = 1, 9
    elif months := match["first" + mark]:
        first, last = 1, int(months) if months.isdigit() else _COUNT[months]
    elif match["from" + mark]:
        first, last = int(match["from" + mark]), int(match["to" + mark])
    elif month := match["month" + mark]:
        first = int(month)
        last = int(match["until" + mark] or month)
        form = "day" if match["day" + mark] else "month"
        return _months(form, year, first, last)
    else:
        return None
    return _months("part", year, first, last)


def _months(form: str, year: int, first: int, last: int) -> tuple[str, str, str] | None:
    if not 1 <= first <= last <= 12:
        return None
    return form, f"{year}-{first:02d}", f"{year}-{last:02d}"


def _read_word(match: re.Match[str], spoken: int, year: int) -> tuple[str, str, str, str] | None:
    if edge := match["edge_"]:
        month = f"{spoken}-01" if edge == "初" else f"{spoken}-12"
        return "edge", month, month, "年" + edge
    if match["sofar"]:
        return "sofar", f"{year}-01", f"{year}-01", match[0]
    if plan := match["plan"]:
        return _read_plan(plan, match["planned"] or ("bare" if match["quoted"] else None))
    if count := next((match[name] for name in _YEARS if match[name]), None):
        return _read_years(match, _COUNT.get(count) or int(count), year)
    for form in _WORDS:
        if match[form]:
            said = match[0].lstrip("0123456789")  # 22日 is any day
            return form, "", "", said if form in ("now", "lately", "recent") else form
    return None


def _read_years(match: re.Match[str], count: int, year: int) -> tuple[str, str, str, str]:
    """Return the form and the span of a number of years: past ones, or those to come."""
    if match["ahead"]:
        return "ahead", str(year + 1), str(year + count), "未来"
    if match["within"]:
        return "ahead", str(year), str(year + count), "内"
    form = "run" if match["run"] else "review" if match["review"] else "span"
    return form, str(year - count + 1), str(year), f"{count}年"


def _read_plan(plan: str, said: str | None) -> tuple[str, str, str, str] | None:
    first = _FIVE_YEARS.get(plan) or _NINTH.get(plan)
    if first is None or said is None:
        return None
    if said in ("末", "初"):
        year = str(first + 4 if said == "末" else first)
        return "year", year, year, "plan" + said
    return "plan", str(first), str(first + 4), said

"""What a quantity could count or measure: every (frame, boundary) reading of the clause around it.

Chinese puts the counted thing behind its quantity (完成 22台 电梯加装), before it (新增托位 70个), before it
with a link (失业率 为 3.2%), or leaves it out because it was just said (…7.15亿元，同比增长 17.79%). The
frames are named by the order of quantity Q, noun N and link:

    QN   the thing stands behind the quantity
    NQ   the thing stands before the quantity, with nothing or a link between them
    same the thing of the figure before is meant again
    unit the thing of the last figure with this unit is meant again (商户412户，资金18亿元，多出87户)
    each the things were listed before and the figures follow in their order (A、B分别增长 x%、y%): the
         thing of the figure that stands as many figures back as the list is long
    item the same, where the things are a list in words: the thing is its member at the figure's place
    NVQ  words stand between the thing and the quantity (坝坝会 一年开了 137场)
    QQN  the thing stands behind the next quantity, which counts it too (388户 771人 贫困人口)
    column  the quantity is a cell of a table, whose column names the thing

All boundaries on word limits are generated; `ranking` chooses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.reading.model import Span
from baiyang_kg.reading.numeral_forms import DATE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from baiyang_kg.reading.quantities import Quantity
    from baiyang_kg.reading.scope import Scope
    from baiyang_kg.reading.terms import Lexicon
    from baiyang_kg.reading.words import Words

_LONGEST = 44  # characters of the longest counted phrase
_MOST_WORDS = 18
_FEW_WORDS = 8  # of a thing that does not stand beside its quantity
_MOST_NOUNS = 3  # tried between the clause's beginning and its quantity
_WIDEST_GAP = 24
_NOMINAL = frozenset("nre")
_WHOLE = frozenset(("占", "占到", "比", "较", "低于", "高于"))
_SIDE_BY_SIDE = frozenset(("", "、", "，"))
_NO_EDGE = frozenset(("、", "，", "的", "等", "和", "及", "与", "”", "）", "了"))
_MEASURED = re.compile("[长宽高深厚粗重]?的")  # 30厘米厚的|淤泥
_NOTE_MARK = re.compile(r"（\d{1,2}）")
_LIST_LINK = re.compile(
    r"(?:同比|环比|(?:比|较)[^，、]{1,8})?(?:分别|(?<![人户平年月日])均|各(?![类种级项]))[^，、和与及]*$"
)
_JOINTS = frozenset(("、", "和", "与", "及", "以及"))
_LIST_JOINT = re.compile("[、和与及]|以及")
_ORIGIN = re.compile(
    r"(?:由|从)(?:(?:19|20)\d{2}年(?:底|末|初)?的?|(?:上年|去年|“?十[一二三四]五”?)(?:末|底|初)?的?)?$"
)
_LINKING = ("reach", "increase", "decrease", "step")
_PARTICLES = frozenset(("ul", "ug", "uz"))
_TOWARDS = frozenset(("到", "至", "在", "于", "等"))
_RANKED = frozenset((
    "稳居", "跃居", "居于", "升至", "跃升", "攀升", "获得", "取得", "荣获", "获", "排", "排在", "名列",
    "列", "保持", "继续", "均", "第", "位次", "榜单", "全球", "世界", "同类", "同期",
))  # fmt: skip
_OPENING_DATE = re.compile(
    rf"(?:其中|截至|截止|到|至|在|于)?(?:{DATE})(?:年?[末底初前]|期间|以来)?", re.ASCII
)
_HARD = frozenset("，。；：！？\n")
_COMPARISON = frozenset((
    "较", "比", "同", "与", "相比", "上年", "去年", "上年同期", "去年同期", "同期", "上届",
    "年", "月", "年初", "年底", "年末", "末", "前", "以来", "期间",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """The words between a thing on the left and its quantity: 共, 达, 为, 同比增长."""

    start: int
    roles: frozenset[str]
    words: tuple[str, ...]


class Candidate(NamedTuple):
    """One reading: the frame and the span of the counted thing, or how many figures back it was said."""

    frame: str
    start: int
    end: int
    back: int = 0  # 1 for `same`, the length of the list for `each`, 0 where the thing stands in the clause


@dataclass(frozen=True, slots=True)
class Run:
    """Figures joined by 、 and 和 alone, and the place of one of them among them."""

    first: Quantity
    place: int
    length: int
    apart: bool  # 分别 or 各 says that each belongs to a thing of its own


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The figures around one: the run it stands in, the one before it in its sentence, the next one."""

    run: Run
    before: Quantity | None
    after: Quantity | None


@dataclass(frozen=True, slots=True)
class Situation:
    """A quantity in its clause: how far a thing may reach to the left and to the right of it."""

    quantity: Quantity
    left: int  # no thing begins before this place
    right: int  # no thing ends behind this place
    link: Link
    run: Run
    after: Quantity | None  # the next figure


def find_runs(scope: Scope, quantities: Sequence[Quantity]) -> list[Run]:
    """Return for each quantity the run of figures that it stands in."""
    runs: list[Run] = []
    first = 0
    for place in range(1, len(quantities) + 1):
        apart = _is_apart(scope, quantities[first])
        last, after = quantities[place - 1], quantities[place] if place < len(quantities) else None
        if after is not None and _is_joined(scope, last, after, apart=apart):
            continue
        members = quantities[first:place]
        runs += [Run(members[0], index, len(members), apart) for index in range(len(members))]
        first = place
    return runs


def _is_joined(scope: Scope, one: Quantity, other: Quantity, *, apart: bool) -> bool:
    if scope.text.chars[one.right : min(other.left, one.right + 3)] not in _JOINTS:
        return False
    return apart or one.unit_kind == other.unit_kind


def _is_apart(scope: Scope, first: Quantity) -> bool:
    """Say whether 分别 or 各 stands before the first figure of a run."""
    clause = scope.clauses.at(first.start)
    lead = scope.text.chars[max(clause.start if clause else 0, first.start - 14) : first.start]
    return "分别" in lead or lead.endswith("各")


def find_situation(scope: Scope, quantity: Quantity, near: Neighbours, lexicon: Lexicon) -> Situation:
    """Return the room around `quantity`, between the quantity before it and the one after it."""
    chars = scope.text.chars
    clause = scope.clauses.at(quantity.start) or Span(quantity.left, quantity.right)
    left, right = clause
    dated = _OPENING_DATE.match(chars, left, quantity.left)
    if dated:
        left = dated.end()  # 2022年末|户籍人口
    while right > quantity.right and chars[right - 1] in _HARD:
        right -= 1
    opened = chars.rfind("（", left, quantity.start)
    if opened >= 0 and chars.find("）", opened, quantity.start) < 0:
        left = opened + 1
    closed = chars.find("）", quantity.right, right)
    if closed >= 0 and chars.find("（", quantity.right, closed) < 0:
        right = closed
    edge = quantity.left
    if opened >= 0 and opened + 1 == quantity.left and chars[quantity.right : quantity.right + 1] == "）":
        left, edge = clause.start, opened  # 试点（9个）: the parenthesis holds the number alone
    if near.before is not None and near.before.right > left:
        left = near.before.right
    if near.after is not None:
        right = min(right, max(near.after.left, quantity.right))
    link = find_link(scope, edge, left, lexicon, is_rank=quantity.is_rank)
    return Situation(quantity, left, right, link, near.run, near.after)


def find_link(scope: Scope, end: int, left: int, lexicon: Lexicon, *, is_rank: bool) -> Link:
    """Walk left from a quantity over the words that may tie it to a thing."""
    words, chars = scope.words, scope.text.chars
    origin = _ORIGIN.search(chars, left, end)
    start = origin.start() if origin else end
    roles, texts = {"reach"} if origin else set[str](), [origin[0]] if origin else list[str]()
    index = words.index_at(start - 1) if start > left else -1
    while index >= 0 and words.starts[index] >= left:
        text = words.texts[index]
        found = {role for role in _LINKING if text in lexicon.verbs[role]}
        if texts and lexicon.plays(text + texts[-1], "reach"):
            found.add("reach")  # 控制|在
        bare = text in _COMPARISON or words.tags[index] in _PARTICLES or (text.isdigit() and texts)
        towards = not texts and text in _TOWARDS
        ranked = is_rank and (lexicon.plays(text, "scope") or text in _RANKED)
        if not (found or bare or towards or ranked):
            break
        roles |= found | ({"reach"} if towards or ranked else set())
        texts.append(text)
        start = words.starts[index]
        index -= 1
    return Link(start, frozenset(roles), tuple(reversed(texts)))


def find_candidates(scope: Scope, situation: Situation, earlier: Sequence[Quantity]) -> Iterator[Candidate]:
    """Yield every reading of a quantity that has the `earlier` ones before it in its sentence."""
    quantity, run = situation.quantity, situation.run
    if quantity.column is not None:
        yield Candidate("column", *quantity.column)
        return
    if quantity.right < situation.right:
        yield from _right(scope, situation)
    yield from _left(scope, situation, situation.link.start)
    if situation.link.start < quantity.left and situation.link.roles - {"reach", "step"}:
        yield from _left(scope, situation, quantity.left)
    yield from _spoken_of(scope, situation)
    yield from _shared(scope, situation)
    if earlier:
        yield Candidate("same", quantity.start, quantity.start, 1)
        yield from _alike(quantity, earlier)
    if run.length > 1 and len(earlier) >= run.length:
        yield Candidate("each", quantity.start, quantity.start, run.length)
    if run.length > 1:
        yield from _items(scope, run)


def _alike(quantity: Quantity, earlier: Sequence[Quantity]) -> Iterator[Candidate]:
    """Yield the thing of the last figure with the same unit, where others stand between the two."""
    for back, one in enumerate(reversed(earlier), start=1):
        if one.unit == quantity.unit:
            if back > 1:
                yield Candidate("unit", quantity.start, quantity.start, back)
            return


def _right(scope: Scope, situation: Situation) -> Iterator[Candidate]:
    words = scope.words
    start = situation.quantity.right
    note = _NOTE_MARK.match(scope.text.chars, start)
    start = note.end() if note else start
    measured = _MEASURED.match(scope.text.chars, start)
    start = measured.end() if measured else start
    index = words.index_at(start) if start < situation.right else len(words)
    if index < len(words) and words.texts[index] in _JOINTS:
        return  # 驿站5个|和口袋公园3个
    furthest = min(situation.right, start + _LONGEST)
    for place in range(index, min(index + _MOST_WORDS, len(words))):
        end = words.ends[place]
        if end > furthest:
            return
        if end > start and (words.texts[place] not in _NO_EDGE or _closes(scope.text.chars, start, end)):
            yield Candidate("QN", start, end)


def _closes(chars: str, start: int, end: int) -> bool:
    """Say whether a phrase ends with a parenthesis that it opened: 9个|村（社区）."""
    return chars[end - 1] == "）" and chars.count("（", start, end) == chars.count("）", start, end)


def _left(scope: Scope, situation: Situation, end: int) -> Iterator[Candidate]:
    words = scope.words
    index = words.index_at(end - 1) if end > situation.left else -1
    furthest = max(situation.left, end - _LONGEST)
    for place in range(index, max(index - _MOST_WORDS, -1), -1):
        start = words.starts[place]
        if start < furthest:
            return
        if words.texts[place] not in _NO_EDGE:
            yield Candidate("NQ", start, end)


def _spoken_of(scope: Scope, situation: Situation) -> Iterator[Candidate]:
    """Yield nouns with words between them and the quantity: 坝坝会|一年开了137场, 白菜|每斤0.89元."""
    words, end = scope.words, situation.link.start
    index = words.index_at(end - 1) if end > situation.left else -1
    furthest = max(situation.left, end - _WIDEST_GAP)
    nouns = 0
    while index > 0 and words.starts[index] > furthest and nouns < _MOST_NOUNS:
        index -= 1
        if words.starts[index] < situation.left or not _closes_noun(words, index):
            continue
        nouns += 1
        for place in range(index, max(index - _FEW_WORDS, -1), -1):
            start = words.starts[place]
            if start < situation.left:
                break
            if words.texts[place - 1] in _WHOLE and start > situation.left:
                break  # 占总人数的21.5%: what it is compared with is not what is counted
            if words.texts[place] not in _NO_EDGE:
                yield Candidate("NVQ", start, words.ends[index])


def _closes_noun(words: Words, index: int) -> bool:
    """Say whether a noun ends with a word: it is one, and no noun follows."""
    text, tag = words.texts[index], words.tags[index]
    after = words.tags[index + 1] if index + 1 < len(words) else ""
    return (tag[:1] in _NOMINAL or tag == "vn" or text in "”）") and after[:1] not in _NOMINAL


def _shared(scope: Scope, situation: Situation) -> Iterator[Candidate]:
    """Yield things behind the next quantity, which counts them too: 388户771人|贫困人口."""
    after, words = situation.after, scope.words
    if after is None or scope.text.chars[situation.quantity.right : after.left] not in _SIDE_BY_SIDE:
        return
    clause = scope.clauses.at(after.start)
    end = min(clause.end if clause else after.right, after.right + _LONGEST)
    index = words.index_at(after.right)
    for place in range(index, min(index + _FEW_WORDS, len(words))):
        if words.ends[place] > end or (words.tags[place][:1] in "mx" and words.texts[place] not in "“”"):
            return
        if words.ends[place] > after.right and words.texts[place] not in _NO_EDGE:
            yield Candidate("QQN", after.right, words.ends[place])


def _items(scope: Scope, run: Run) -> Iterator[Candidate]:
    """Yield the member of a list in words that has the figure's place: A、B和C分别增长 x%、y%和z%."""
    chars = scope.text.chars
    clause = scope.clauses.at(run.first.start)
    if clause is None:
        return
    end = run.first.left
    lead = _LIST_LINK.search(chars, clause.start, end)
    stop = lead.start() if lead else end
    joints = list(_LIST_JOINT.finditer(chars, clause.start, stop))[-(run.length - 1) :]
    if len(joints) < run.length - 1:
        return
    starts = [clause.start, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), stop]
    begin, finish = starts[run.place], ends[run.place]
    if run.place:
        yield Candidate("item", begin, finish)
        return
    words = scope.words
    index, furthest = words.index_at(finish - 1), max(begin, finish - _LONGEST)
    while index >= 0 and words.starts[index] >= furthest:
        yield Candidate("item", words.starts[index], finish)
        index -= 1

"""What a quantity could count or measure: every (frame, boundary) reading of the clause around it.

Chinese puts the counted thing behind its quantity (完成 22台 电梯加装), before it (新增托位 70个), before it
with a link (失业率 为 3.2%), or leaves it out because it was just said (…7.15亿元，同比增长 17.79%). The
frames are named by the order of quantity Q, noun N and link:

    QN   the thing stands behind the quantity
    NQ   the thing stands before the quantity, with nothing or a link between them
    same the thing of the figure before is meant again
    unit the thing of the last figure with this unit is meant again (企业218家，投入资金36万元，增加12家)
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
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.reading.things.features import BEHIND
from baiyang_kg.reading.things.situations import JOINTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.page.words import Words
    from baiyang_kg.reading.quantities.grammar import Quantity
    from baiyang_kg.reading.things.situations import Run, Situation

_COMPARED = frozenset(("", "同比", "环比"))
_LONGEST = 44  # characters of the longest counted phrase
_MOST_WORDS = 18
_FEW_WORDS = 8  # of a thing that does not stand beside its quantity
_MOST_NOUNS = 3  # tried between the clause's beginning and its quantity
_WIDEST_GAP = 24
_NOMINAL = frozenset("nre")
_WHOLE = frozenset(("占", "占到", "比", "较", "低于", "高于"))
_SIDE_BY_SIDE = frozenset(("", "、", "，"))
_NO_EDGE = frozenset(("、", "，", "的", "等", "和", "及", "与", "”", "）", "了"))
_MEASURED = re.compile("[长宽高深厚粗重]?的|[均都全]?[为是]")  # 30厘米厚的|淤泥, 8例为|儿童
_NOTE_MARK = re.compile(r"（\d{1,2}）")
_LIST_LINK = re.compile(
    r"(?:同比|环比|(?:比|较)[^，、]{1,8})?(?:分别|(?<![人户平年月日])均|各(?![类种级项]))[^，、和与及]*$"
)
_LIST_JOINT = re.compile("[、和与及]|以及")


class Candidate(NamedTuple):
    """One reading: the frame and the span of the counted thing, or how many figures back it was said."""

    frame: str
    start: int
    end: int
    back: int = 0  # 1 for `same`, the length of the list for `each`, 0 where the thing stands in the clause

    def extends(self, other: Candidate) -> bool:
        """Say whether a reading in the same frame goes on beyond the edge that is away from the quantity."""
        if self.frame != other.frame:
            return False
        if self.frame in BEHIND:
            return self.start == other.start and self.end > other.end
        return self.end == other.end and self.start < other.start


_candidate = partial(tuple.__new__, Candidate)  # of all fields, as `Candidate._make`, many times as fast


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
    if index < len(words) and words.texts[index] in JOINTS:
        return  # 驿站5个|和口袋公园3个
    furthest = min(situation.right, start + _LONGEST)
    for place in range(index, min(index + _MOST_WORDS, len(words))):
        end = words.ends[place]
        if end > furthest:
            return
        if end > start and (words.texts[place] not in _NO_EDGE or _closes(scope.text.chars, start, end)):
            yield _candidate(("QN", start, end, 0))


def _closes(chars: str, start: int, end: int) -> bool:
    """Say whether a phrase ends with a parenthesis that it opened: 9个|村（社区）."""
    return chars[end - 1] == "）" and chars.count("（", start, end) == chars.count("）", start, end)


def _left(scope: Scope, situation: Situation, end: int) -> Iterator[Candidate]:
    words = scope.words
    if scope.text.chars[end - 1] == "）":
        opened = scope.text.chars.rfind("（", situation.left, end)
        if opened > situation.left:
            yield from _left(scope, situation, opened)  # 公园|（含游园）8个
    starts, texts = words.starts, words.texts
    index = words.index_at(end - 1) if end > situation.left else -1
    furthest = max(situation.left, end - _LONGEST)
    if index >= 0 and words.tags[index] == "f" and end - words.starts[index] == 1:
        index -= len(words)  # 这些人中|有5人: no thing ends so
    for place in range(index, max(index - _MOST_WORDS, -1), -1):
        start = starts[place]
        if start < furthest:
            return
        if texts[place] not in _NO_EDGE and not _parts_quotation(scope.text.chars, start, end):
            yield _candidate(("NQ", start, end, 0))


def _parts_quotation(chars: str, start: int, end: int) -> bool:
    """Say whether a phrase begins right behind a mark of quotation whose other half it holds: 文明户”."""
    if chars[start - 1 : start] != "“":
        return False
    closed = chars.find("”", start, end)
    return closed >= 0 and chars.find("“", start, closed) < 0


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
                yield _candidate(("NVQ", start, words.ends[index], 0))


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
    if any(chars[begin:finish] in _COMPARED for begin, finish in zip(starts, ends, strict=True)):
        return  # 同比、环比分别增长: a list of comparisons, not of things
    begin, finish = starts[run.place], ends[run.place]
    if run.place:
        yield Candidate("item", begin, finish)
        return
    words = scope.words
    index, furthest = words.index_at(finish - 1), max(begin, finish - _LONGEST)
    while index >= 0 and words.starts[index] >= furthest:
        yield Candidate("item", words.starts[index], finish)
        index -= 1

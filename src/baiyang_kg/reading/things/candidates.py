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
    from collections.abc import Callable, Iterable, Iterator, Sequence

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

    @property
    def edges(self) -> tuple[int, int]:
        """The edge towards the quantity, and the other one."""
        frame, start, end, _ = self
        return (start, end) if frame in BEHIND else (end, start)


_candidate = partial(tuple.__new__, Candidate)  # of all fields, as `Candidate._make`, many times as fast


class Edge(NamedTuple):
    """Where phrases of a frame begin or end towards the quantity; their other edges are found when asked for.

    Of most edges nobody asks: what speaks against them tells that no phrase there can win.
    """

    frame: str
    place: int
    find_others: Callable[[], Iterable[int]]  # the places of the other edges, in order
    back: int = 0

    @property
    def candidates(self) -> Iterator[Candidate]:
        """All readings with this edge, in order."""
        return map(self.reach, self.find_others())

    def reach(self, other: int) -> Candidate:
        """Return the reading from this edge to the other."""
        frame, place, _, back = self
        return _candidate((frame, place, other, back) if frame in BEHIND else (frame, other, place, back))


_edge = partial(tuple.__new__, Edge)  # of all fields, in the same way


def find_candidates(scope: Scope, situation: Situation, earlier: Sequence[Quantity]) -> Iterator[Candidate]:
    """Yield every reading of a quantity that has the `earlier` ones before it in its sentence."""
    for edge in find_edges(scope, situation, earlier):
        yield from edge.candidates


def find_edges(scope: Scope, situation: Situation, earlier: Sequence[Quantity]) -> list[Edge]:
    """Return the edges of all readings of a quantity; the `earlier` ones stand before it in its sentence."""
    quantity, run = situation.quantity, situation.run
    if quantity.column is not None:
        return [_single("column", quantity.column.end, quantity.column.start)]
    found: list[Edge] = []
    if quantity.right < situation.right:
        found += _right(scope, situation)
    found += _left(scope, situation, situation.link.start)
    if situation.link.start < quantity.left and situation.link.roles - {"reach", "step"}:
        found += _left(scope, situation, quantity.left)
    found += _spoken_of(scope, situation)
    found += _shared(scope, situation)
    if earlier:
        found.append(_single("same", quantity.start, quantity.start, 1))
        found += _alike(quantity, earlier)
    if run.length > 1 and len(earlier) >= run.length:
        found.append(_single("each", quantity.start, quantity.start, run.length))
    if run.length > 1:
        found += _items(scope, run)
    return found


def _single(frame: str, place: int, other: int, back: int = 0) -> Edge:
    """Return an edge of one reading alone."""
    return Edge(frame, place, lambda: (other,), back)


def _alike(quantity: Quantity, earlier: Sequence[Quantity]) -> list[Edge]:
    """Return the thing of the last figure with the same unit, where others stand between the two."""
    for back, one in enumerate(reversed(earlier), start=1):
        if one.unit == quantity.unit:
            return [_single("unit", quantity.start, quantity.start, back)] if back > 1 else []
    return []


def _right(scope: Scope, situation: Situation) -> list[Edge]:
    words, chars = scope.words, scope.text.chars
    start = situation.quantity.right
    note = _NOTE_MARK.match(chars, start)
    start = note.end() if note else start
    measured = _MEASURED.match(chars, start)
    start = measured.end() if measured else start
    index = words.index_at(start) if start < situation.right else len(words)
    if index < len(words) and words.texts[index] in JOINTS:
        return []  # 驿站5个|和口袋公园3个
    return [_edge(("QN", start, partial(_ends, scope, start, index, situation.right), 0))]


def _ends(scope: Scope, start: int, index: int, right: int) -> Iterator[int]:
    """Yield where phrases end that begin at `start`, in the word `index`."""
    words, chars = scope.words, scope.text.chars
    ends, texts = words.ends, words.texts
    furthest = min(right, start + _LONGEST)
    for place in range(index, min(index + _MOST_WORDS, len(ends))):
        end = ends[place]
        if end > furthest:
            return
        if end > start and (texts[place] not in _NO_EDGE or _closes(chars, start, end)):
            yield end


def _closes(chars: str, start: int, end: int) -> bool:
    """Say whether a phrase ends with a parenthesis that it opened: 9个|村（社区）."""
    return chars[end - 1] == "）" and chars.count("（", start, end) == chars.count("）", start, end)


def _left(scope: Scope, situation: Situation, end: int) -> list[Edge]:
    words = scope.words
    found: list[Edge] = []
    if scope.text.chars[end - 1] == "）":
        opened = scope.text.chars.rfind("（", situation.left, end)
        if opened > situation.left:
            found += _left(scope, situation, opened)  # 公园|（含游园）8个
    index = words.index_at(end - 1) if end > situation.left else -1
    if index >= 0 and not (words.tags[index] == "f" and end - words.starts[index] == 1):  # 这些人中|有5人
        found.append(_edge(("NQ", end, partial(_starts, scope, end, index, situation.left), 0)))
    return found


def _starts(scope: Scope, end: int, index: int, left: int) -> Iterator[int]:
    """Yield where phrases begin that end at `end`, in the word `index`."""
    words, chars = scope.words, scope.text.chars
    starts, texts = words.starts, words.texts
    furthest = max(left, end - _LONGEST)
    for place in range(index, max(index - _MOST_WORDS, -1), -1):
        start = starts[place]
        if start < furthest:
            return
        if texts[place] not in _NO_EDGE and not _parts_quotation(chars, start, end):
            yield start


def _parts_quotation(chars: str, start: int, end: int) -> bool:
    """Say whether a phrase begins right behind a mark of quotation whose other half it holds: 文明户”."""
    if not start or chars[start - 1] != "“":
        return False
    closed = chars.find("”", start, end)
    return closed >= 0 and chars.find("“", start, closed) < 0


def _spoken_of(scope: Scope, situation: Situation) -> Iterator[Edge]:
    """Yield nouns with words between them and the quantity: 坝坝会|一年开了137场, 白菜|每斤0.89元."""
    words, end, left = scope.words, situation.link.start, situation.left
    index = words.index_at(end - 1) if end > left else -1
    furthest = max(left, end - _WIDEST_GAP)
    nouns = 0
    while index > 0 and words.starts[index] > furthest and nouns < _MOST_NOUNS:
        index -= 1
        if words.starts[index] >= left and _closes_noun(words, index):
            nouns += 1
            yield _edge(("NVQ", words.ends[index], partial(_starts_of_noun, words, index, left), 0))


def _starts_of_noun(words: Words, index: int, left: int) -> Iterator[int]:
    """Yield where phrases begin that end with a noun, the word `index`."""
    for place in range(index, max(index - _FEW_WORDS, -1), -1):
        start = words.starts[place]
        if start < left:
            return
        if words.texts[place - 1] in _WHOLE and start > left:
            return  # 占总人数的21.5%: what it is compared with is not what is counted
        if words.texts[place] not in _NO_EDGE:
            yield start


def _closes_noun(words: Words, index: int) -> bool:
    """Say whether a noun ends with a word: it is one, and no noun follows."""
    text, tag = words.texts[index], words.tags[index]
    after = words.tags[index + 1] if index + 1 < len(words) else ""
    return (tag[:1] in _NOMINAL or tag == "vn" or text in "”）") and after[:1] not in _NOMINAL


def _shared(scope: Scope, situation: Situation) -> list[Edge]:
    """Return things behind the next quantity, which counts them too: 388户771人|贫困人口."""
    after = situation.after
    if after is None or scope.text.chars[situation.quantity.right : after.left] not in _SIDE_BY_SIDE:
        return []
    clause = scope.clauses.at(after.start)
    end = min(clause.end if clause else after.right, after.right + _LONGEST)
    return [Edge("QQN", after.right, partial(_ends_of_shared, scope.words, after.right, end))]


def _ends_of_shared(words: Words, start: int, furthest: int) -> Iterator[int]:
    index = words.index_at(start)
    for place in range(index, min(index + _FEW_WORDS, len(words))):
        end, text = words.ends[place], words.texts[place]
        if end > furthest or (words.tags[place][:1] in "mx" and text not in "“”"):
            return
        if end > start and text not in _NO_EDGE:
            yield end


def _items(scope: Scope, run: Run) -> list[Edge]:
    """Return the member of a list in words that has the figure's place: A、B和C分别增长 x%、y%和z%."""
    chars = scope.text.chars
    clause = scope.clauses.at(run.first.start)
    if clause is None:
        return []
    end = run.first.left
    lead = _LIST_LINK.search(chars, clause.start, end)
    stop = lead.start() if lead else end
    joints = list(_LIST_JOINT.finditer(chars, clause.start, stop))[-(run.length - 1) :]
    if len(joints) < run.length - 1:
        return []
    starts = [clause.start, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), stop]
    if any(chars[begin:finish] in _COMPARED for begin, finish in zip(starts, ends, strict=True)):
        return []  # 同比、环比分别增长: a list of comparisons, not of things
    begin, finish = starts[run.place], ends[run.place]
    if run.place:
        return [_single("item", finish, begin)]
    return [Edge("item", finish, partial(_starts_of_item, scope.words, begin, finish))]


def _starts_of_item(words: Words, begin: int, finish: int) -> Iterator[int]:
    index, furthest = words.index_at(finish - 1), max(begin, finish - _LONGEST)
    while index >= 0 and words.starts[index] >= furthest:
        yield words.starts[index]
        index -= 1

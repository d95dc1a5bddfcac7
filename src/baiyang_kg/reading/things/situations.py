"""The room in which the thing of a figure is looked for, and the words that link the two.

A thing stands in the clause of its figure, between the figure before it and the one after it, or before the
colon that the figure stands behind. What a clause opens with that is no part of a thing (a date, 目前), and
parentheses, bound it further. Between a thing on the left and its figure stand words that link them: 共, 达,
为, 同比增长.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.reading.memory import Memory
from baiyang_kg.reading.model import Span
from baiyang_kg.reading.quantities.numeral_forms import DATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.quantities.grammar import Quantity
    from baiyang_kg.reading.terms import Lexicon

JOINTS = frozenset(("、", "和", "与", "及", "以及"))
_ORIGIN = re.compile(
    r"(?:由|从)(?:(?:19|20)\d{2}年(?:底|末|初)?的?|(?:上年|去年|“?十[一二三四]五”?)(?:末|底|初)?的?)?$"
)
_LINKING = ("reach", "increase", "decrease", "step")
_REACHING = frozenset(("reach",))
_PARTICLES = frozenset(("ul", "ug", "uz"))
_TOWARDS = frozenset(("到", "至", "在", "于", "等"))
_RANKED = frozenset((
    "稳居", "跃居", "居于", "升至", "跃升", "攀升", "获得", "取得", "荣获", "获", "排", "排在", "名列",
    "列", "保持", "继续", "均", "第", "位次", "榜单", "全球", "世界", "同类", "同期",
))  # fmt: skip
_OPENING_DATE = re.compile(
    rf"(?:其中|截至|截止|到|至|在|于)?(?:{DATE})(?:年?[末底初前]|期间|以来)?"
    r"|(?:到|至|截至)?(?:今年|去年|上年|前年|明年|同年|目前|现在|如今|当前|眼下|近年|近日|日前|昨[天日]|今[天日]|此前|年[前后]|节[前后]"
    r"|本月|上月|本季度|上季度)(?:以来|来|底|初|末|年初|年底|年末)?",
    re.ASCII,
)
_HARD = frozenset("，。；：！？\n")
_COMPARISON = frozenset((
    "较", "比", "同", "与", "相比", "上年", "去年", "上年同期", "去年同期", "同期", "上届",
    "年", "月", "年初", "年底", "年末", "末", "前", "以来", "期间",
))  # fmt: skip


class Link(NamedTuple):
    """The words between a thing on the left and its quantity: 共, 达, 为, 同比增长."""

    start: int
    roles: frozenset[str]
    words: tuple[str, ...]


class Run(NamedTuple):
    """Figures joined by 、 and 和 alone, and the place of one of them among them."""

    first: Quantity
    place: int
    length: int
    apart: bool  # 分别 or 各 says that each belongs to a thing of its own


class Neighbours(NamedTuple):
    """The figures around one: the run it stands in, the one before it in its sentence, the next one."""

    run: Run
    before: Quantity | None
    after: Quantity | None


class Situation(NamedTuple):
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
    if scope.text.chars[one.right : min(other.left, one.right + 3)] not in JOINTS:
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
    elif left == quantity.left and chars[left - 1 : left] == "：" and chars[left - 2 : left - 1] != "\n":
        left, edge = _before_colon(scope, left - 1), left - 1  # 总投资：3亿元
    if near.before is not None and near.before.right > left:
        left = near.before.right
    if near.after is not None:
        right = min(right, max(near.after.left, quantity.right))
    link = find_link(scope, edge, left, lexicon, is_rank=quantity.is_rank)
    return Situation(quantity, left, right, link, near.run, near.after)


def _before_colon(scope: Scope, place: int) -> int:
    """Return where the clause begins that a colon at `place` ends."""
    clause = scope.clauses.at(place - 1) if place else None
    return clause.start if clause else place


@lru_cache(maxsize=4)
def _roles(lexicon: Lexicon) -> Memory[str, frozenset[str]]:
    """Return word → the roles in which it may tie a quantity to a thing."""
    return Memory(lambda word: frozenset([role for role in _LINKING if lexicon.plays(word, role)]))


def find_link(scope: Scope, end: int, left: int, lexicon: Lexicon, *, is_rank: bool) -> Link:
    """Walk left from a quantity over the words that may tie it to a thing."""
    words, chars = scope.words, scope.text.chars
    origin = _ORIGIN.search(chars, left, end)
    start = origin.start() if origin else end
    roles: set[str] = {"reach"} if origin else set()
    texts: list[str] = [origin[0]] if origin else []
    index, roles_of = words.index_at(start - 1) if start > left else -1, _roles(lexicon)
    while index >= 0 and words.starts[index] >= left:
        text = words.texts[index]
        found = roles_of[text]
        if texts and lexicon.plays(text + texts[-1], "reach"):
            found |= _REACHING  # 控制|在
        bare = text in _COMPARISON or words.tags[index] in _PARTICLES or (text.isdigit() and texts)
        towards = not texts and text in _TOWARDS
        ranked = is_rank and (lexicon.plays(text, "scope") or text in _RANKED)
        if not (found or bare or towards or ranked):
            break
        roles |= found | (_REACHING if towards or ranked else found)
        texts.append(text)
        start = words.starts[index]
        index -= 1
    return Link(start, frozenset(roles), tuple(reversed(texts)))

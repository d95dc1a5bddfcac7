"""The words for a figure: what is counted, the verb that governs it, its shortest self-contained label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from baiyang_kg.reading.things.features import BEHIND
from baiyang_kg.reading.things.figures import widen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.reading.model import Span
    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.terms import Lexicon
    from baiyang_kg.reading.things.figures import Figure

_STATE = re.compile(
    r"(?:收入|支出|总额|总值|增加值|投资|产值|产量|面积|余额|总量|用电量|税收|利润|销售额|零售额|总产|人口"
    r"|规模|里程|率|指数|增速|比重|占比|贷款|存款|消费|价格|成本|能耗|就业|水平)$"
)
_THRESHOLD = re.compile(
    r"(?:\d[\d.]*[百千万亿]*|[百千万亿]+)(?:元|周?岁|平方米|公里|吨|亩|人|户|年|万元|亿元)(?:及以上|以上|以下|以内)的?$"
)
_LIMITED = frozenset(("n", "q", "nz"))  # tags of 年 and 产值 in 年产值2000万元以上
_LISTS = ("、", "和", "及", "以及", "与")
_NOMINAL = frozenset("nvabjizsm")  # m: 二次供水, 首批
_GOVERNING = frozenset("vndaz")  # first letters of the tags of verbs, and of words that are used as such
_LONGEST_LABEL = 24


class Labels:
    """The labels of the figures of one text."""

    def __init__(self, scope: Scope, lexicon: Lexicon) -> None:
        self._scope = scope
        self._lexicon = lexicon
        self._wide: dict[int, Span] = {}  # index of a figure → its thing with what may well belong to it

    def find_actions(self, figures: Sequence[Figure]) -> list[str | None]:
        """Return for each figure the governing verb as printed; the members of a list share theirs."""
        actions: list[str | None] = []
        for figure in figures:
            earlier = figures[figure.index - 1] if figure.index else None
            clause = self._scope.clauses.index_at(figure.quantity.start)
            if earlier and self._scope.clauses.index_at(earlier.quantity.start) != clause:
                earlier = None
            actions.append(self._action(figure, earlier, actions))
        return actions

    def _action(self, figure: Figure, earlier: Figure | None, actions: Sequence[str | None]) -> str | None:
        """Return the verb: a thing said again keeps its own, a listed one shares that of its list."""
        if figure.back is not None:
            moved = figure.situation.link.roles & {"increase", "decrease", "reach"}
            return None if moved or figure.quantity.unit_kind == "percent" else actions[figure.back]
        start = figure.head.start if figure.frame in ("NQ", "NVQ", "item") else figure.quantity.left
        own = self._opening_verb(start, figure.head.end)
        if own and own != self._scope.text.chars[start : figure.head.end]:
            return own  # 整治|河道3公里, where the verb was taken into the thing
        return self._verb_before(start, figure, earlier, actions)

    def _verb_before(
        self, start: int, figure: Figure, earlier: Figure | None, actions: Sequence[str | None]
    ) -> str | None:
        """Return the verb that governs what begins at `start`: one of its own, or that of its list."""
        clause = self._scope.clauses.at(figure.quantity.start)
        if clause is None:
            return None
        if earlier is None:
            return self._governing(clause.start, start)
        joint = self._last_joint(earlier.quantity.right, start)
        if joint is None:
            return self._governing(earlier.quantity.right, start) or actions[earlier.index]
        if self._opens_with_link(joint):
            return None  # 接待游客5万人次、实现收入2亿元
        return self._opening_verb(joint, start) or actions[earlier.index]

    def _opens_with_link(self, place: int) -> bool:
        words = self._scope.words
        return self._lexicon.plays(words[words.index_at(place)].text, "reach")

    def _last_joint(self, left: int, right: int) -> int | None:
        """Return where the last member of a list begins between two places, None if there is no list."""
        chars = self._scope.text.chars
        place = max(chars.rfind(joint, left, right) for joint in _LISTS)
        return None if place < 0 else place + 1

    def _opening_verb(self, left: int, right: int) -> str | None:
        if left >= right:
            return None
        words = self._scope.words
        index = words.index_at(left)
        fits = words.starts[index] == left and words.ends[index] <= right
        return words.texts[index] if fits and self._governs(words.texts[index], words.tags[index]) else None

    def _governing(self, left: int, right: int) -> str | None:
        """Return the first verb between two places with the verbs that follow it at once (签约落地)."""
        words = self._scope.words
        index = words.index_at(left)
        found = ""
        noun: str | None = None
        for place in range(index + (words.starts[index] < left), len(words)):
            if words.ends[place] > right:
                break
            text, tag = words.texts[place], words.tags[place]
            if self._governs(text, tag):
                if tag[:1] == "v" and tag != "vn":
                    found += text
                    continue
                noun = text
            if found:
                return found
        return found or noun

    def _governs(self, text: str, tag: str) -> bool:
        return len(text) > 1 and tag[:1] in _GOVERNING and self._lexicon.plays(text, "act")

    def compose(self, figure: Figure, action: str | None, target: str | None) -> tuple[str, str]:
        """Return (head, indicator): the counted phrase, and the label that stands by itself.

        An activity is labelled with its verb and all that is done (完成电梯加装), a share with what it is a
        part of; `target` is the head of the figure that it qualifies.
        """
        chars = self._scope.text.chars
        head = chars[figure.head.start : figure.head.end].replace("\n", "")
        wide = self._widen(figure)
        if target and target != head and "占" in chars[max(0, figure.head.start - 2) : figure.quantity.left]:
            return head, f"{target}占{head.removeprefix('占').removesuffix('的')}比重"
        label = chars[wide.start : wide.end].replace("\n", "")
        if head in self._lexicon.indicators or _STATE.search(head):
            return head, label
        rest = self._rest(figure, wide.end) if figure.frame in BEHIND else ""
        whole = self._threshold(figure, wide.start) + label + rest
        if action is None or whole.startswith(action) or action in chars[wide.start : figure.head.start]:
            return head, whole
        again = self._opening_verb(wide.start, figure.head.start) or ""
        return head, action.removesuffix(again) + whole  # 争取引进|引进企业

    def _widen(self, figure: Figure) -> Span:
        """Return the words that name a thing by themselves; what is said again keeps its own."""
        said = None if figure.back is None else self._wide[figure.back]
        wide = self._wide[figure.index] = said or widen(self._scope, figure)
        return wide

    def _threshold(self, figure: Figure, place: int) -> str:
        """Return the threshold that ends at `place`, with what it limits: 年产值2000万元以上|企业."""
        chars, words = self._scope.text.chars, self._scope.words
        found = _THRESHOLD.search(chars, figure.situation.left, place)
        if found is None:
            return ""
        start = found.start()
        index = words.index_at(start) - 1
        while index >= 0 and words.starts[index] >= figure.situation.left and words.tags[index] in _LIMITED:
            start = words.starts[index]
            index -= 1
        return chars[start:place]

    def _rest(self, figure: Figure, place: int) -> str:
        """Return the nouns and verbal nouns that a thing goes on with at `place` (22台电梯|加装)."""
        words, chars = self._scope.words, self._scope.text.chars
        end = place
        index = words.index_at(end)
        while index < len(words) and words.starts[index] >= end:
            start, goes_on = words.starts[index], words.tags[index][:1] in _NOMINAL
            if words.ends[index] > figure.situation.right or not (goes_on or self._scope.quotation_at(start)):
                break
            end = words.ends[index]
            index += 1
        rest = chars[place:end]
        fits = len(rest) <= _LONGEST_LABEL and rest.count("“") == rest.count("”")
        return rest if fits else ""

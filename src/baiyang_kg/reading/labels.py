"""The words for a figure: what is counted, the verb that governs it, and its shortest self-contained label."""

from __future__ import annotations

import re

from baiyang_kg.reading.figures import Figure
from baiyang_kg.reading.scope import Scope
from baiyang_kg.reading.terms import Lexicon
from baiyang_kg.reading.words import Word

_STATE = re.compile(
    r"(?:收入|支出|总额|总值|增加值|投资|产值|产量|面积|余额|总量|用电量|税收|利润|销售额|零售额|总产|人口|规模|里程|率|指数|增速|比重|占比|贷款|存款|消费|价格|成本|能耗|就业|水平)$"
)
_TAILS = ("了", "着", "过")


def find_action(scope: Scope, figure: Figure, earlier: Figure | None, earlier_action: str | None, lexicon: Lexicon) -> str | None:
    """Return the verb that governs the counted thing, as printed; a listed thing shares its list's verb."""
    words = scope.words
    if figure.back is not None and figure.situation.link.roles & {"increase", "decrease", "reach"}:
        return None
    start = figure.head.start if figure.frame in ("NQ", "item") else figure.quantity.left
    index = words.index_at(start - 1) if start > 0 else -1
    clause = scope.clauses.at(figure.quantity.start)
    left = clause.start if clause else 0
    stop = max(left, earlier.quantity.right if earlier else left)
    listed = False
    while index >= 0 and words.words[index].start >= stop:
        word = words.words[index]
        if _governs(word, lexicon):
            return word.text
        listed = listed or word.text in ("、", "和", "及", "以及")
        index -= 1
    if earlier is not None and stop > left and (listed or scope.text.chars[stop : stop + 1] in ("、", "和", "及")):
        return earlier_action
    return None


def _governs(word: Word, lexicon: Lexicon) -> bool:
    return lexicon.plays(word.text, "act") and word.tag[:1] in ("v", "n", "d", "a", "z") and len(word.text) > 1


def compose_label(scope: Scope, figure: Figure, action: str | None, lexicon: Lexicon) -> tuple[str, str]:
    """Return (head, indicator): the counted phrase, and the phrase with its action where it is an activity."""
    head = scope.text.chars[figure.head.start : figure.head.end].replace("\n", "")
    known = lexicon.indicators.get(head)
    if known is not None or action is None or _STATE.search(head) or head.startswith(action):
        return head, head
    return head, action + head

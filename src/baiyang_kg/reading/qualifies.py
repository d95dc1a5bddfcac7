"""Which figure a rate, a share, progress, a rank or an amount of change belongs to.

`7.15亿元，同比增长17.79%`: the rate means the thing of the level before it. A list with 分别 pairs in order. A rate
that names its thing anew belongs to a level of the same name, if the report states one. A rank belongs to the
figure it was won with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from baiyang_kg.reading.figures import Figure
from baiyang_kg.reading.scope import Scope

QUALIFYING = frozenset(("change_rate", "change_amount", "share", "progress", "rank"))
_PART = re.compile(r"占|完成[^，。；]*(?:任务|计划|预算|目标)")


def find_qualified(scope: Scope, figures: Sequence[Figure], kinds: Sequence[str], labels: Sequence[str]) -> list[int | None]:
    """Return for each figure the index of the one that it qualifies, or None."""
    by_label: dict[str, int] = {}
    for figure, kind, label in zip(figures, kinds, labels, strict=True):
        if kind == "level" and len(label) >= 4:  # noqa: PLR2004 - 资金 or 项目 alone names too many things
            by_label.setdefault(label, figure.index)
    found: list[int | None] = []
    for figure, kind in zip(figures, kinds, strict=True):
        found.append(_qualified(scope, figure, kind, figures, kinds, found, by_label, labels) if kind in QUALIFYING else None)
    return found


def _qualified(  # noqa: PLR0913 - what is known of the figures so far
    scope: Scope, figure: Figure, kind: str, figures: Sequence[Figure], kinds: Sequence[str],
    found: Sequence[int | None], by_label: Mapping[str, int], labels: Sequence[str],
) -> int | None:  # fmt: skip
    chars, quantity = scope.text.chars, figure.quantity
    sentence = scope.sentences.index_at(quantity.start)
    earlier = [one for one in figures[: figure.index] if scope.sentences.index_at(one.quantity.start) == sentence]
    if kind in ("share", "progress") and _PART.search(chars[figure.situation.left : quantity.left]):
        levels = [one.index for one in earlier if kinds[one.index] in ("level", "target")]
        return levels[-1] if levels else None
    if figure.back is not None:
        if kind == "rank":
            near = scope.clauses.index_at(figures[figure.back].quantity.start) == scope.clauses.index_at(quantity.start)
            return None if near and kinds[figure.back] == "level" else figure.back
        back: int | None = figure.back
        while back is not None and kinds[back] != "level":
            back = found[back] if found[back] != back else None
        return back
    if kind in ("share", "progress"):
        return None
    if kind == "change_amount":
        later = figure.index + 1
        if later < len(figures) and figures[later].back == figure.index and kinds[later] == "level":
            return later
    return by_label.get(labels[figure.index])

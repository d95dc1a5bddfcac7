"""The rule `shares-of-one-total`: a part and its share say how large the whole is, and there is one whole.

“民生支出34.7亿元，占一般公共预算支出的89%” says that the expenditure was 39.0 billion. Another part with
another share of the same whole must say the same, and so must the whole where it is stated itself. That
shares add to more than a hundred is no finding: parts may lie within each other (教育支出 is 民生支出).
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.checking.figures import Interval
from baiyang_kg.checking.finding import Finding, Level
from baiyang_kg.graph import vocab

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from baiyang_kg.checking.figures import Figure

_WHOLE = re.compile(r"占([^占，,。；;（）()\d]{2,16}?)的?(?:比重|比例)?(?:达到|达|为|约|近|超过|超)?$")
# What is the whole of each part in turn: 占全区比重, 占总数, 占全市 of the same thing.
_OF_EACH = re.compile("(?:本|全[国省市区县镇街乡]?)*(?:的?(?:比重|比例|总[数量额]|总[^、]数|同期|同类))?$")
_REMEDY = (
    "read the sentences: one part or share is misprinted or misread, or they are shares of different wholes"
)


class Total(NamedTuple):
    """How large a whole is, by one figure, and what says so."""

    figure: Figure  # the share; the whole itself where that is stated
    interval: Interval
    words: str
    words_zh: str


def check_shares(figures: Mapping[str, Figure]) -> Iterator[Finding]:
    """Yield a warning for each two figures by which one whole has two sizes."""
    totals: dict[tuple[str, str, str, str], list[Total]] = defaultdict(list)
    for figure in figures.values():
        if total := _implied(figure, figures):
            totals[figure.area, figure.period, _whole(figure), _unit(figures[figure.base])].append(total)
    for figure in figures.values():
        key = (figure.area, figure.period, figure.name, _unit(figure))
        if figure.kind == vocab.LEVEL and key in totals:
            words = f"it is stated as {figure.stated} ({figure.place.report}:{figure.offset})"
            words_zh = f"所载为{figure.stated}（{figure.place.report}:{figure.offset}）"
            totals[key].append(Total(figure, figure.interval, words, words_zh))
    for (_, period, whole, _), found in totals.items():
        for earlier, later in pairwise(found):
            if not earlier.interval.meets(later.interval):
                yield _finding(whole, period, earlier, later)


def _implied(share: Figure, figures: Mapping[str, Figure]) -> Total | None:
    """Return the whole that a share and its part imply; None where the words leave it open."""
    part = figures.get(share.base)
    if share.kind != vocab.SHARE or part is None or not _whole(share):
        return None
    (low, high), (least, most) = part.interval, share.interval
    if low is None or high is None or not least or not most or least <= 0:
        return None
    size = Interval(low * 100 / most, high * 100 / least)
    span = f"{part.written(low * 100 / most)} to {part.written(high * 100 / least)}"
    words = f"{part.name} {part.stated} is {share.stated} of it, which makes {span}"
    return Total(
        share, size, words, f"{part.name}{part.stated}占{share.stated}，推得{span.replace(' to ', '至')}"
    )


def _whole(share: Figure) -> str:
    """Return what a share is a share of, as the sentence says it; "" where each part has its own."""
    match = _WHOLE.search(share.before)
    return match[1] if match and not _OF_EACH.match(match[1]) else ""


def _unit(figure: Figure) -> str:
    """Return the unit of a figure without its thousands and millions."""
    return figure.written(figure.value).lstrip("0123456789.").lstrip("万亿千百")


def _finding(whole: str, period: str, earlier: Total, later: Total) -> Finding:
    share = later.figure
    return Finding(
        rule="shares-of-one-total",
        level=Level.WARNING,
        focus=share.iri,
        **share.place._asdict(),
        problem=f"{whole} in {period}: {earlier.words}; {later.words}",
        problem_zh=f"{period}{whole}：{earlier.words_zh}；{later.words_zh}",
        remedy=_REMEDY,
        value=earlier.figure.stated,
    )

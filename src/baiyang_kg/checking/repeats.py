"""The rule `stated-twice`: one fact has one figure, however often it is stated.

Compared are levels of the same indicator, area and period that come from different sentences. What one
sentence tells apart (城镇、农村居民收入分别…) is not one fact, and an indicator that the ontology does not
define (投资) is what one sentence happens to say.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from baiyang_kg.checking.finding import Finding, Level
from baiyang_kg.graph import vocab

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from baiyang_kg.checking.figures import Figure

# What is said of a part, of one of several or of one project is not said of the whole.
_OF_A_PART = re.compile("其中|新增|分别|剩余|累计|另|各|每|平均")
_OF_A_PROJECT = re.compile("项目|建成后|达产|投产|竣工")
_REMEDY = "read both sentences: one is misprinted, or they speak of different things and one was misread"
_REMEDY_ROUNDED = "nothing is wrong: one of the two is rounded"


def check_repeats(figures: Mapping[str, Figure]) -> Iterator[Finding]:
    """Yield a finding for each two sentences that state different figures of one fact.

    It is a note where the two may be the same number, one of them rounded, and a warning otherwise.
    """
    facts: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in figures.values():
        if figure.kind == vocab.LEVEL and figure.defined and not _is_partial(figure):
            facts[figure.area, figure.indicator, figure.period].append(figure)
    for stated in facts.values():
        for earlier, later in pairwise(_single(stated)):
            if earlier.value != later.value:
                yield _finding(earlier, later)


def _is_partial(figure: Figure) -> bool:
    clause = re.split("[，,。；;：:]", figure.before)[-1]
    return bool(_OF_A_PART.search(clause) or _OF_A_PROJECT.search(figure.before))


def _single(stated: Sequence[Figure]) -> list[Figure]:
    """Return the figures that are the only ones of their sentence, in their order."""
    passages = Counter(figure.place[:3] for figure in stated)
    return [figure for figure in stated if passages[figure.place[:3]] == 1]


def _finding(earlier: Figure, later: Figure) -> Finding:
    rounded = earlier.interval.meets(later.interval)
    where = f"{earlier.place.report}:{earlier.offset}"
    return Finding(
        rule="stated-twice",
        level=Level.NOTE if rounded else Level.WARNING,
        focus=later.iri,
        **later.place._asdict(),
        problem=(
            f"{later.area_name} {later.name} in {later.period} is {later.stated} here, and {earlier.stated} "
            f"at {where}: “{earlier.place.sentence}”"
        ),
        problem_zh=(
            f"{later.area_name}{later.period}{later.name}此处为{later.stated}，"
            f"{where}处为{earlier.stated}：“{earlier.place.sentence}”"
        ),
        remedy=_REMEDY_ROUNDED if rounded else _REMEDY,
        value=earlier.stated,
    )

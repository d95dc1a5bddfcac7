"""When an event began that a text counts from: 活动开展以来.

The date stands in an earlier sentence that names the event; of several sentences the one that has most of its
name tells, since what stands before 开展以来 ends with that name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.periods.dates import Mention

_BEGAN = re.compile(r"自?(?:正式)?(?:实施|启动|开展|成立|上线|运行|运营|建立|建成|开业|开工|开始)$")


def find_tellers(scope: Scope, event: Mention, before: Iterable[Mention]) -> list[tuple[Mention, bool]]:
    """Return the mentions `before` one of an event, and of each whether its sentence says what began."""
    chars, clause = scope.text.chars, scope.clauses.at(event.start)
    first = clause.start if clause else event.start
    name = _BEGAN.sub("", chars[first : event.start])
    dated = list(before)
    lengths = []
    for mention in dated:
        sentence = scope.sentences.at(mention.start)
        end = min(sentence.end, first) if sentence else first
        lengths.append(_shared_ending(name, chars[mention.start : end]))
    best = max(lengths, default=0)
    return [(one, length == best > 1) for one, length in zip(dated, lengths, strict=True)]


def _shared_ending(name: str, told: str) -> int:
    """Return how many characters of the end of `name` stand together in `told`."""
    length = 0
    while length < len(name) and name[-length - 1 :] in told:
        length += 1
    return length

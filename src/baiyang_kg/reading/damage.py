"""Where the source is broken: text lost, a column break inside a word, half a quotation, a misread character.

Damage is listed and never mended by guessing; the only repairs are those of `layout`, which lose nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from baiyang_kg.reading.model import Damage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from baiyang_kg.reading.scope import Scope

_MARKUP = re.compile(r"^[ \t]*>", re.MULTILINE)


def find_damage(scope: Scope, confusables: Mapping[str, str]) -> tuple[Damage, ...]:
    """Return the damage of a report in order; `confusables` maps a misread character to the likely one."""
    text = scope.text
    found = {
        (*text.raw_span(max(0, cut - 1), cut), "lost_fragment")
        for cut in text.cuts
    } | {
        (text.starts[place - 1], text.ends[place], "column_break")
        for place in text.joins
    } | {
        (*text.raw_span(place, place + 1), "unpaired_quotation")
        for place in _lonely_quotes(text.chars)
    } | {
        (*text.raw_span(place, place + 1), "ocr_confusable")
        for place, char in enumerate(text.chars)
        if char in confusables
    } | {
        (mark.end() - 1, mark.end(), "markup")
        for mark in _MARKUP.finditer(text.raw)
    }  # fmt: skip
    return tuple(Damage(start=start, end=end, reason=reason) for start, end, reason in sorted(found))


def _lonely_quotes(chars: str) -> list[int]:
    lonely, opened = [], None
    for place, char in enumerate(chars):
        if char in ("“", "\n"):
            if opened is not None:
                lonely.append(opened)
            opened = place if char == "“" else None
        elif char == "”":
            if opened is None:
                lonely.append(place)
            opened = None
    return lonely if opened is None else [*lonely, opened]

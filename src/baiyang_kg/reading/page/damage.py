"""Where the source is broken: text lost, a column break inside a word, half a quotation, a misread character.

Damage is listed and never mended by guessing; the only repairs are those of `layout`, which lose nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from baiyang_kg.reading.model import Damage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from baiyang_kg.reading.page.scope import Scope

_MARKUP = re.compile(r"^[ \t]*>", re.MULTILINE)
_QUOTES_AND_ENDS = re.compile("[“”\n]")


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
        for char in confusables
        for place in _places(text.chars, char)
    } | {
        (mark.end() - 1, mark.end(), "markup")
        for mark in _MARKUP.finditer(text.raw)
    }  # fmt: skip
    return tuple(Damage(start=start, end=end, reason=reason) for start, end, reason in sorted(found))


def _lonely_quotes(chars: str) -> list[int]:
    lonely, opened = [], None
    for mark in _QUOTES_AND_ENDS.finditer(chars):
        place = mark.start()
        if mark[0] == "”":
            if opened is None:
                lonely.append(place)
            opened = None
        else:
            if opened is not None:
                lonely.append(opened)
            opened = place if mark[0] == "“" else None
    return lonely if opened is None else [*lonely, opened]


def _places(chars: str, char: str) -> Iterator[int]:
    place = chars.find(char)
    while place >= 0:
        yield place
        place = chars.find(char, place + 1)

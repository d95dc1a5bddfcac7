"""The words of a report as a reader says them: a figure with its unit, a passage without its line breaks."""

from __future__ import annotations

import re

# What may stand between a numeral and its unit: 600 余次, 5000多个.
_BETWEEN = frozenset("余多来几个左右")


# White space is print, not language, unless it parts two Latin words or numbers.
_PRINT = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")


def passage_text(raw: str, start: int, end: int) -> str:
    """Return the passage `raw[start:end]` for people: no breaks and no blanks inside Chinese."""
    return " ".join(_PRINT.sub("", raw[start:end]).split())


def stated_text(raw: str, start: int, end: int, unit: str) -> str:
    """Return the numeral `raw[start:end]` and the `unit` behind it as printed, a blank for blanks and breaks.

    It is the numeral alone where the unit is not printed behind it.
    """
    signs = "".join(unit.split())
    place = end
    while signs and place < len(raw):
        end_of_unit = _end_of(raw, place, signs)
        if end_of_unit is not None:
            return " ".join(raw[start:end_of_unit].split())
        if not (raw[place].isspace() or raw[place] in _BETWEEN):
            break
        place += 1
    return " ".join(raw[start:end].split())


def _end_of(raw: str, start: int, signs: str) -> int | None:
    """Return where `signs` end if they are printed at `start`, blanks between them passed over."""
    place = start
    for sign in signs:
        while raw[place : place + 1].isspace():
            place += 1
        if raw[place : place + 1] != sign:
            return None
        place += 1
    return place

"""A figure in the words of its report: the numeral with the unit printed behind it."""

from __future__ import annotations

# What may stand between a numeral and its unit: 600 余次, 5000多个.
_BETWEEN = frozenset("余多来几个左右")


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

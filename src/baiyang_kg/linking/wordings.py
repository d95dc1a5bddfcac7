"""Other words for one thing: ends of institutions' names in full, usual short names, words of trades."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from baiyang_kg.errors import LexiconError
from baiyang_kg.linking.names import NUMERALS, longest_first, normal_form
from baiyang_kg.resources import resource
from baiyang_kg.tables import read_table

if TYPE_CHECKING:
    from baiyang_kg.tables import Row

_SCHOOLS = {"中", "院", "小"}  # mean a school or a hospital behind a number alone: 二中, not 市中


def compiled(row: Row, column: str) -> re.Pattern[str]:
    """Return the pattern in a cell. Raises LexiconError, with the line, where it is none."""
    try:
        return re.compile(row[column])
    except re.error as error:
        raise LexiconError(row.place, f"pattern {row[column]!r}: {error}", "mend the pattern") from error


@cache
def general_trade() -> re.Pattern[str]:
    """Return the pattern of words that tell no company from another of its brand."""
    words = {word for row in read_table(resource("data/linking/trades.tsv")) for word in row.words("words")}
    return re.compile("(?:" + "|".join(longest_first(words)) + ")+")


@lru_cache(maxsize=1 << 14)
def standard_office(text: str) -> str:
    """Return the name of an institution in normal form with its end in full: 民政局, 卫生健康局, 二中学."""
    offices = _offices()
    if text in offices:
        return offices[text]
    for short, full in offices.items():
        if text.endswith(short) and (len(short) > len(full) or not text.endswith(full)):
            if short in _SCHOOLS and text[-2] not in NUMERALS:
                continue
            return text.removesuffix(short) + full
    return text


@cache
def _offices() -> dict[str, str]:
    """Return what the ends of names are in full, in normal form, the longest end first."""
    rows = read_table(resource("data/linking/offices.tsv"))
    pairs = [(normal_form(row["short"]), normal_form(row["full"])) for row in rows]
    return dict(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@cache
def short_names() -> dict[str, tuple[str, ...]]:
    """Return the full names that a usual short name stands for, in normal form."""
    rows = read_table(resource("data/linking/abbreviations.tsv"))
    return {normal_form(row["short"]): tuple(map(normal_form, row.words("full"))) for row in rows}


@cache
def _shorts() -> dict[str, tuple[str, ...]]:
    """Return the usual short names of a full name."""
    found: dict[str, list[str]] = {}
    for short, fulls in short_names().items():
        for full in fulls:
            found.setdefault(full, []).append(short)
    return {full: tuple(sorted(shorts)) for full, shorts in found.items()}


@lru_cache(maxsize=1 << 14)
def expansions(text: str) -> dict[str, int]:
    """Return the longer names that a name with a usual short name in front may stand for: 杭电击剑馆.

    Each with the number of names that the short one stands for.
    """
    found: dict[str, int] = {}
    for length in range(min(len(text), 7), 1, -1):
        fulls = short_names().get(text[:length], ())
        for full in fulls:
            found.setdefault(full + text[length:], len(fulls))
    return found


@lru_cache(maxsize=1 << 14)
def contractions(text: str) -> tuple[str, ...]:
    """Return the shorter names of a name with an institution's full name in front."""
    return tuple(
        short + text[length:]
        for length in range(len(text), 3, -1)
        for short in _shorts().get(text[:length], ())
    )

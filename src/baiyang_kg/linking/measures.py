"""Measures under other names: 社零总额 and 社会消费品零售总额, and what tells two of like names apart."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from baiyang_kg.linking.names import NUMERALS
from baiyang_kg.linking.slips import inserted
from baiyang_kg.linking.wordings import compiled
from baiyang_kg.resources import resource
from baiyang_kg.tables import read_table

_NOTHING = ("", "")
_COUNTED = re.compile("(?:人次|人|户|家|起|所|张|面积)数?$")  # what a measure counts, if its name says so
_SHORTEST = 3  # characters of a wording that may stand in a longer one


class Facet(NamedTuple):
    """A row of `data/linking/facets.tsv`."""

    facet: str
    value: str
    unsaid: bool  # a list may leave it out
    pattern: re.Pattern[str]


def compare_measures(ours: str, theirs: str) -> tuple[str, str]:
    """Compare two names of measures in normal form.

    reworded: one by other words; scope: one of another scope; contained: words more or less, none of which
    tells two measures apart.
    """
    counted = {match[0] for text in (ours, theirs) if (match := _COUNTED.search(text))}
    if len(counted) > 1:
        return _NOTHING
    if standard_measure(ours) == standard_measure(theirs):
        return "reworded", ""
    loose = standard_measure(ours, loosely=True), standard_measure(theirs, loosely=True)
    if loose[0] == loose[1]:
        return "scope", ""
    short, long = sorted(loose, key=len)
    if len(short) < _SHORTEST or not may_be_one_measure(short, long):
        return _NOTHING
    pieces = inserted(short, long)
    return ("contained", " ".join(pieces)) if pieces else _NOTHING


def may_be_one_measure(one: str, other: str) -> bool:
    """Tell whether nothing tells two measures apart, in usual wording: 收入 and 支出, a number."""
    if [digit for digit in one if digit in NUMERALS] != [digit for digit in other if digit in NUMERALS]:
        return False
    ours, theirs = _facets_of(one), _facets_of(other)
    return all(
        ours.get(facet) == theirs.get(facet) or (unsaid and (facet in ours) != (facet in theirs))
        for facet, unsaid in _unsaid().items()
    )


@lru_cache(maxsize=1 << 14)
def _facets_of(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in _facets():
        if row.pattern.search(text):
            found[row.facet] = found.get(row.facet, frozenset()) | {row.value}
    return found


@cache
def _unsaid() -> dict[str, bool]:
    return {row.facet: row.unsaid for row in _facets()}


@cache
def _facets() -> tuple[Facet, ...]:
    rows = read_table(resource("data/linking/facets.tsv"))
    return tuple(
        Facet(row["facet"], row["value"], row["unsaid"] == "yes", compiled(row, "pattern")) for row in rows
    )


@lru_cache(maxsize=1 << 14)
def standard_measure(text: str, *, loosely: bool = False) -> str:
    """Return the usual wording of a measure in normal form; `loosely`, without words of its scope."""
    for role, pattern, standard in _measures():
        if role == "same" or loosely:
            text = pattern.sub(standard, text)
    return text


@cache
def _measures() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    rows = read_table(resource("data/linking/measures.tsv"))
    return tuple((row["role"], compiled(row, "pattern"), row["standard"]) for row in rows)

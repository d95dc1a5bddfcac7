"""The judgement of a pair: a decision table, read from `data/linking/judgement.tsv`.

Rules are data so that a reviewer sees all of them on one page, in the order in which they are tried.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.errors import LexiconError
from baiyang_kg.resources import resource
from baiyang_kg.tables import Row, read_table

if TYPE_CHECKING:
    from pathlib import Path

GROUPS = ("settlement", "division", "site", "body", "indicator")
NAMES = (
    "same", "normal", "registered", "alias", "bare", "joint", "restyled", "core", "branch", "whole",
    "firm", "trade", "brand", "abbreviation", "shared", "short", "tail", "initials", "reworded", "scope",
    "homophone", "lookalike", "transposed", "typo", "contained", "similar",
)  # fmt: skip
KINDS = ("same", "akin", "unknown", "differs")
PARENTS = (
    "top", "same", "siblings", "accepted", "named", "district", "city", "province", "near", "unknown",
    "elsewhere", "differs",
)  # fmt: skip
RIVALS = ("none", "some")
PREDICATES = tuple(f"skos:{name}Match" for name in ("exact", "close", "broad", "narrow", "related"))
EXACT = PREDICATES[0]
_COLUMNS = {"group": GROUPS, "name": NAMES, "kind": KINDS, "parent": PARENTS, "rivals": RIVALS}


class Judgement(NamedTuple):
    """What is proposed of a pair."""

    predicate: str  # skos:exactMatch …
    confidence: Decimal  # from 0 to 1: docs/linking.md says what of


class Rule(NamedTuple):
    """A row of the table: what each column may be, in the order of the columns, and what follows."""

    place: str
    fits: tuple[frozenset[str], ...]
    judgement: Judgement


def judge(group: str, *, name: str, kind: str, parent: str, rivals: bool) -> Judgement | None:
    """Return what is proposed of a pair with these features, None where nothing is."""
    return _judged(group, name, kind, parent, "some" if rivals else "none")


@cache
def _judged(*features: str) -> Judgement | None:
    for rule in bundled_rules():
        if all(value in fits for value, fits in zip(features, rule.fits, strict=True)):
            return rule.judgement
    return None


@cache
def bundled_rules() -> tuple[Rule, ...]:
    """Return the rules that travel with the program."""
    return read_rules(resource("data/linking/judgement.tsv"))


def read_rules(path: Path) -> tuple[Rule, ...]:
    """Return the rules of a decision table. Raises LexiconError, with its line, for a row that is none."""
    return tuple(_rule(row) for row in read_table(path))


def _rule(row: Row) -> Rule:
    fits = tuple(_alternatives(row, column, words) for column, words in _COLUMNS.items())
    if row["predicate"] not in PREDICATES:
        raise LexiconError(
            row.place, f"predicate {row['predicate']!r}", f"write one of {', '.join(PREDICATES)}"
        )
    try:
        confidence = Decimal(row["confidence"])
    except InvalidOperation:
        confidence = Decimal(-1)
    if not 0 <= confidence <= 1:
        raise LexiconError(
            row.place, f"confidence {row['confidence']!r}", "write a number from 0 to 1, such as 0.95"
        )
    return Rule(row.place, fits, Judgement(row["predicate"], confidence))


def _alternatives(row: Row, column: str, words: tuple[str, ...]) -> frozenset[str]:
    if row[column] == "*":
        return frozenset(words)
    for word in row.words(column):
        if word not in words:
            raise LexiconError(row.place, f"{column} {word!r}", f"write one of {', '.join(words)}, or *")
    return frozenset(row.words(column))

"""The rules by which a store is checked: their names, what each asks for, and how much breaking it weighs."""

from __future__ import annotations

from typing import NamedTuple

from baiyang_kg.checking.finding import Level
from baiyang_kg.checking.queries import query_checks, read_header


class Rule(NamedTuple):
    """A rule as docs/checks.md, `--rule` and SARIF know it."""

    name: str
    level: Level  # the heaviest that its findings have
    summary: str
    summary_zh: str


_IN_CODE = (
    Rule(
        "announced-count",
        Level.WARNING,
        "A list has as many members as the number beside it announces.",
        "列举的成员数与所称数目一致。",
    ),
    Rule(
        "growth-against-last-year",
        Level.WARNING,
        "A stated growth leads to the value that is stated for the year before.",
        "由增长率推得的上年数值与上年所载一致。",
    ),
    Rule(
        "plan-against-fact",
        Level.NOTE,
        "What was planned for a year is what is stated for it.",
        "当年所载与此前计划相符。",
    ),
    Rule(
        "quote-equals-span",
        Level.ERROR,
        "The words that the graph quotes stand in the report where it says.",
        "引文与原文所在位置的文字相同。",
    ),
    Rule(
        "shape",
        Level.ERROR,
        "Each graph has the shape that the ontology demands.",
        "图谱符合本体规定的形状。",
    ),
    Rule(
        "shares-of-one-total",
        Level.WARNING,
        "Parts and their shares lead to one total.",
        "由各部分及其占比推得同一总数。",
    ),
    Rule(
        "stated-twice",
        Level.WARNING,
        "A fact that is stated twice has one figure.",
        "同一事实两次陈述的数值相同。",
    ),
)


def all_rules() -> dict[str, Rule]:
    """Return every rule by name, sorted. Raises QueryError for a check with a wrong header."""
    rules = {rule.name: rule for rule in _IN_CODE}
    for name, path in query_checks().items():
        header = read_header(path)
        level = Level(header.get("level", Level.WARNING))
        rules[name] = Rule(name, level, header["summary"], header["summary_zh"])
    return dict(sorted(rules.items()))

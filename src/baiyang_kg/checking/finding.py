"""What a check found: one thing that is wrong or odd, where it stands in which report, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"  # the graph is wrong
    WARNING = "warning"  # the report contradicts itself or another one, or was misread
    NOTE = "note"  # worth knowing, and often right


_WEIGHTS = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTE: 2}


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Finding:
    """One thing that a rule found; offsets count code points of the report as archived, end-exclusive."""

    rule: str  # quote-equals-span …: an anchor of docs/checks.md
    level: Level
    focus: str  # IRI of what is wrong
    report: str = ""  # the report's id; "" for a finding of no report
    start: int = -1  # -1 where there is no place
    end: int = -1
    sentence: str = ""  # the words of the report
    problem: str = ""
    problem_zh: str = ""
    remedy: str = ""
    path: str = ""  # of a shape: the property or property path
    value: str = ""  # and the offending value


def by_weight(finding: Finding) -> tuple[int, Finding]:
    """Return the key by which findings are listed: errors first, then by rule and place."""
    return _WEIGHTS[finding.level], finding

"""Findings as SARIF, the form that code review tools and editors read: OASIS SARIF 2.1.0.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html; a report is an artifact, a passage a
region of it (3.30.9 and 3.30.10: offset and length in characters, which are Unicode code points here).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from baiyang_kg import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from baiyang_kg.checking.finding import Finding
    from baiyang_kg.checking.rules import Rule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif_log(
    findings: Iterable[Finding], *, rules: Sequence[Rule], files: Mapping[str, str]
) -> dict[str, Any]:
    """Return the log of one run, ready for JSON.

    `files` are the paths of reports by their ids; one that is not there is taken for `<id>.txt`.
    """
    places = {rule.name: place for place, rule in enumerate(rules)}
    driver = {"name": "baiyang-kg", "version": __version__, "rules": [_rule(rule) for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, places, files) for finding in findings],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "help": {"text": f"{rule.summary} {rule.summary_zh} See docs/checks.md#{rule.name}."},
        "defaultConfiguration": {"level": str(rule.level)},
    }


def _result(finding: Finding, places: Mapping[str, int], files: Mapping[str, str]) -> dict[str, Any]:
    mark = f"{finding.rule}\n{finding.focus}\n{finding.path}\n{finding.value}"
    return {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "level": str(finding.level),
        "message": {"text": f"{finding.problem}\n{finding.problem_zh}\n{finding.remedy}".strip()},
        "locations": [_location(finding, files)],
        "partialFingerprints": {"ruleAndFocus/v1": hashlib.sha256(mark.encode()).hexdigest()},
    }


def _location(finding: Finding, files: Mapping[str, str]) -> dict[str, Any]:
    """Return where a finding stands: the thing in the graph, and the passage where there is one."""
    location: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": finding.focus}]}
    if finding.start >= 0:
        file = files.get(finding.report, f"{finding.report}.txt")
        location["physicalLocation"] = {
            "artifactLocation": {"uri": quote(file, safe="/")},
            "region": {
                "charOffset": finding.start,
                "charLength": finding.end - finding.start,
                "snippet": {"text": finding.sentence},
            },
        }
    return location

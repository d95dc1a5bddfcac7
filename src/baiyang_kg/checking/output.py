"""Findings as lines for a person, as JSON for a program, as SARIF for a review tool."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

from baiyang_kg.graph.curies import shorten
from baiyang_kg.terminal import printable, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from baiyang_kg.checking.finding import Finding

_LONGEST = 4  # lines of one sentence


def finding_lines(findings: Iterable[Finding], *, columns: int) -> Iterator[str]:
    """Yield the lines that list findings, one paragraph for each below the name of its rule."""
    for place, ((level, rule), group) in enumerate(groupby(findings, key=lambda one: (one.level, one.rule))):
        listed = list(group)
        if place:
            yield ""
        yield f"{level} {rule} ({len(listed)})"
        remedies = list(dict.fromkeys(finding.remedy for finding in listed))
        if len(remedies) == 1:
            yield from _indented(f"→ {remedies[0]}" if remedies[0] else "", columns, 2)
        for finding in listed:
            yield ""
            yield from _paragraph(finding, columns)
            if len(remedies) > 1:
                yield from _indented(f"→ {finding.remedy}", columns)


def json_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield a JSON object for each finding, its keys the fields of Finding."""
    import json  # noqa: PLC0415 (no other form needs it)

    yield from (json.dumps(asdict(finding), ensure_ascii=False) for finding in findings)


def sarif_lines(findings: Iterable[Finding], *, files: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of a SARIF log of the findings; `files` are the paths of reports by their ids."""
    import json  # noqa: PLC0415 (as above)

    from baiyang_kg.checking.rules import all_rules  # noqa: PLC0415 (as above)
    from baiyang_kg.checking.sarif import sarif_log  # noqa: PLC0415 (as above)

    log = sarif_log(findings, rules=list(all_rules().values()), files=files)
    yield from json.dumps(log, ensure_ascii=False, indent=2).splitlines()


def count_line(findings: Sequence[Finding], *, store: str) -> str:
    """Return how many findings of each level there are, in a line."""
    counts = [sum(one.level == level for one in findings) for level in ("error", "warning", "note")]
    return f"{store}: {counts[0]} errors, {counts[1]} warnings, {counts[2]} notes"


def place_of(finding: Finding) -> str:
    """Return where a finding stands, as `baiyang-2023:2330-2357`; the thing itself where it has no place."""
    if finding.start < 0:
        return finding.report or shorten(finding.focus)
    return f"{finding.report}:{finding.start}-{finding.end}"


def _paragraph(finding: Finding, columns: int) -> Iterator[str]:
    yield f"  {place_of(finding)}"
    if finding.start >= 0:
        yield from _indented(shorten(finding.focus), columns)
    if finding.path:
        yield from _indented(f"{finding.path} {finding.value}".rstrip(), columns)
    yield from _indented(finding.problem, columns)
    yield from _indented(finding.problem_zh, columns)
    yield from _indented(f"“{finding.sentence}”" if finding.sentence else "", columns)


def _indented(text: str, columns: int, margin: int = 4) -> Iterator[str]:
    if text:
        lines = wrap(printable(text), max(columns - margin, 20), _LONGEST)
        yield from (" " * margin + line for line in lines)

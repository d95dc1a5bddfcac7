"""`checking/sarif.py`: findings in the form that review tools and editors read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from baiyang_kg.checking import Finding, Level, check_store
from baiyang_kg.checking.output import sarif_lines
from baiyang_kg.checking.rules import all_rules
from baiyang_kg.checking.sarif import sarif_log
from stated import Figure, Report, stored

if TYPE_CHECKING:
    from pathlib import Path

REPORTS = (
    Report(
        "last year",
        "易县",
        2017,
        "固定资产投资151.48亿元。",
        (Figure(stated="151.48亿元", of="固定资产投资"),),
    ),
    Report(
        "this",
        "易县",
        2018,
        "😀经济平稳。固定资产投资106亿元，增长9%。建成太行水镇。",
        (
            Figure(stated="106亿元", of="固定资产投资"),
            Figure(stated="9%", of="固定资产投资", kind="rate", base="106亿元"),
        ),
        (("place", "太行水镇"), ("award", "太行水镇")),
    ),
)


@pytest.fixture(scope="module")
def log() -> Any:
    """The log of what is found in two reports, of which only one is a file."""
    findings = check_store(stored(*REPORTS), reports={report.sha256: report.text for report in REPORTS})
    return json.loads("\n".join(sarif_lines(findings, files={"this": "reports/this year.txt"})))


def test_the_log_is_valid(log: Any) -> None:
    """A model of SARIF 2.1.0 takes the log, and nothing in it is unknown there."""
    models = pytest.importorskip("sarif_pydantic")
    sarif = models.Sarif.model_validate(log)
    (run,) = sarif.runs

    assert (log["version"], log["runs"][0]["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert run.tool.driver.name == "baiyang-kg"
    assert len(run.results) == len(log["runs"][0]["results"]) > 2


def test_offsets_cut_the_quotation_out_of_the_text(log: Any) -> None:
    """A region counts code points of the report, so that an emoji before it is one."""
    growth = next(one for one in log["runs"][0]["results"] if one["ruleId"] == "growth-against-last-year")
    place = growth["locations"][0]["physicalLocation"]
    start, length = place["region"]["charOffset"], place["region"]["charLength"]

    assert place["artifactLocation"]["uri"] == "reports/this%20year.txt"
    assert REPORTS[1].text[start : start + length] == "固定资产投资106亿元，增长9%"
    assert place["region"]["snippet"]["text"] == "固定资产投资106亿元，增长9%"


def test_results_point_to_their_rules(log: Any) -> None:
    """Every rule is described, each result has the index of its own, and no two results have one mark."""
    run = log["runs"][0]
    described = run["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in described] == list(all_rules())
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in described)
    assert all(described[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    marks = [one["partialFingerprints"]["ruleAndFocus/v1"] for one in run["results"]]
    assert len(set(marks)) == len(marks)


def test_what_has_no_place_is_named(log: Any) -> None:
    """A finding of a thing without a passage still names the thing; levels are those of SARIF."""
    results = log["runs"][0]["results"]
    nowhere = Finding(rule="shape", level=Level.ERROR, focus="https://example.org/x", problem="It is not so.")
    placeless = sarif_log([nowhere], rules=list(all_rules().values()), files={})["runs"][0]["results"][0]

    assert placeless["locations"] == [{"logicalLocations": [{"fullyQualifiedName": nowhere.focus}]}]
    assert all(one["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] for one in results)
    assert {one["level"] for one in results} <= {"error", "warning", "note"}


def test_every_rule_is_documented(root: Path) -> None:
    """docs/checks.md has a heading for each rule, which is the anchor that SARIF's help names."""
    page = (root / "docs" / "checks.md").read_text(encoding="utf-8")

    assert [
        line[3:] for line in page.splitlines() if line.startswith("## ") and line[3:] in all_rules()
    ] == list(all_rules())

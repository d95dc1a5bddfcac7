"""The facts of the bundled report, as `extract` prints them; rewritten only on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from baiyang_kg.extraction import extract
from baiyang_kg.reading.contract import format_records
from baiyang_kg.reading.ledger import account

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from baiyang_kg.reading.report import Derived


@pytest.fixture(scope="module")
def derived(root: Path) -> Derived:
    """The reading of the bundled report by its own description."""
    return extract(str(root / "data" / "reports" / "baiyang-2023.txt"))[0]


def test_the_facts_of_the_seed(derived: Derived, golden: Callable[[str, str], None]) -> None:
    """Every record of the report stands in the golden file; a change of the reader shows as its diff."""
    golden("baiyang-2023.facts.jsonl", "".join(f"{line}\n" for line in format_records(derived.reading)))


def test_the_ledger_of_the_seed_is_closed(derived: Derived) -> None:
    """Every digit of the report is in exactly one record."""
    assert account(derived.reading).unaccounted == ()


def test_the_evidence_of_the_seed_holds_its_figures(derived: Derived) -> None:
    """Each figure stands in its evidence as it is printed."""
    raw = derived.reading.raw

    for one in derived.reading.observations:
        assert one.text in raw[slice(*one.evidence)]
        assert one.evidence.start <= one.start < one.end <= one.evidence.end

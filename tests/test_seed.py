"""The facts of the bundled report, as `extract` prints them; rewritten only on request."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from baiyang_kg.build import build
from baiyang_kg.extraction import extract
from baiyang_kg.graph.export import find_graph, format_of, write_export
from baiyang_kg.graph.store import open_store
from baiyang_kg.reading.contract import format_records
from baiyang_kg.reading.ledger import account

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from baiyang_kg.graph.store import Store
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


@pytest.fixture(scope="module")
def seed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The store of the bundled report, as `baiyang-kg build` makes it."""
    path = tmp_path_factory.mktemp("seed") / "baiyang.kg"
    build([root / "data" / "reports" / "baiyang-2023.txt"], path)
    return open_store(path)


def test_the_graph_of_the_seed(seed: Store, golden: Callable[[str, str], None]) -> None:
    """Every statement of the graph stands in the golden file; a change of the mapping shows as its diff."""
    turtle = io.BytesIO()

    write_export(seed, turtle, format_of("seed.ttl"), graph=find_graph(seed, "baiyang-2023"))

    golden("baiyang-2023.ttl", turtle.getvalue().decode("utf-8"))


def test_every_figure_of_the_seed_leads_to_its_words(seed: Store, derived: Derived) -> None:
    """From each observation one property path leads to a quote that stands in the report at its offsets."""
    rows = seed.rows("""
        SELECT ?figure ?quote ?start ?end {
          ?figure a schema:Observation ; prov:wasDerivedFrom/oa:hasSelector/oa:exact ?quote .
          ?figure prov:wasDerivedFrom/oa:hasSelector ?place . ?place oa:start ?start ; oa:end ?end
        }""")
    found = {
        figure.value: (quote.value, int(start.value), int(end.value)) for figure, quote, start, end in rows
    }

    assert len(found) == len(derived.reading.observations)
    for quote, start, end in found.values():
        assert derived.reading.raw[start:end] == quote

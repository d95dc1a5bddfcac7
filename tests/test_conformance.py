"""The W3C's query tests for SPARQL 1.1 and 1.0, asked as `baiyang-kg query` asks.

What fails stands in `w3c_exceptions.tsv`, each with its reason. Tests of federation need other machines and
are left out, those of entailment regimes and of updates concern what the program does not offer.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from baiyang_kg.errors import QueryError
from baiyang_kg.graph.store import Store
from w3c import NoQuery, read_suite

if TYPE_CHECKING:
    import pyoxigraph as ox

    from w3c import Ask, Case

WITHOUT = ("entailment", "protocol")
SIZES = {"sparql11": 290, "dawg-data-r2": 448}  # what the archive holds: a test that vanishes is missed


@pytest.fixture(scope="module", params=SIZES)
def suite(request: pytest.FixtureRequest) -> tuple[str, list[Case]]:
    """A suite of the W3C, in the environment that runs the tests."""
    folder = Path(sys.prefix) / "w3c" / request.param
    if not folder.is_dir():
        pytest.skip(f"{folder} is absent: no query test of the W3C was run; `make suites` brings them")
    return request.param, read_suite(folder, without=WITHOUT)


@pytest.fixture(scope="module")
def exceptions(root: Path) -> list[dict[str, str]]:
    """The tests that may fail."""
    with (root / "tests" / "w3c_exceptions.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def bare(store: ox.Store, query: str, base: str) -> Any:
    """Ask the engine itself."""
    try:
        return store.query(query, base_iri=base)
    except SyntaxError as error:
        raise NoQuery(str(error)) from None


def ours(store: ox.Store, query: str, base: str) -> Any:
    """Ask as `baiyang-kg query --allow-service` asks."""
    try:
        return Store("suite", store).ask(query, base=base, allow_service=True)
    except QueryError as error:
        if isinstance(error.__context__, SyntaxError):
            raise NoQuery(str(error)) from None
        raise


def failures(cases: list[Case], ask: Ask) -> set[str]:
    """Return the names of the cases that fail."""
    return {case.name for case in cases if not passes(case, ask)}


def passes(case: Case, ask: Ask) -> bool:
    """Tell whether a case passes; an error where there should be an answer is a failure."""
    try:
        return case.passes(ask)
    except (NoQuery, QueryError, RuntimeError, SyntaxError):
        return False


def test_the_suites_are_whole(suite: tuple[str, list[Case]]) -> None:
    """All tests of the archive are read, each once."""
    name, cases = suite

    assert len({case.name for case in cases}) == len(cases) == SIZES[name]


def test_our_path_loses_nothing(suite: tuple[str, list[Case]]) -> None:
    """What the bare engine answers rightly is answered rightly, and what it refuses is refused."""
    _, cases = suite

    assert failures(cases, ours) <= failures(cases, bare)


def test_what_fails_is_listed(suite: tuple[str, list[Case]], exceptions: list[dict[str, str]]) -> None:
    """Exactly the listed tests fail: neither a new failure nor a mended one goes unnoticed."""
    name, cases = suite

    assert failures(cases, ours) == {row["test"] for row in exceptions if row["suite"] == name}


def test_every_exception_has_its_reason(exceptions: list[dict[str, str]]) -> None:
    """A test may fail for a reason that a reader can check, and never because of what we do to a query."""
    assert {row["whose"] for row in exceptions} == {"engine"}
    assert all(len(row["reason"]) > 20 for row in exceptions)


def test_a_wrong_answer_fails(suite: tuple[str, list[Case]]) -> None:
    """The comparison tells answers apart: an engine that forgets its data passes hardly anything."""
    _, cases = suite
    evaluated = [case for case in cases if case.result and case.result.suffix == ".srx"]

    def forgetful(store: ox.Store, query: str, base: str) -> Any:
        store.clear()
        return ours(store, query, base)

    assert len(failures(evaluated, forgetful)) > len(evaluated) / 2

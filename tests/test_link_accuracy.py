"""The truth of linking: that its tables hold together, and how well the program agrees with it."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest
from link_accuracy import GOALS, find_proposals, page
from link_truth import OPENED, ORDINARY, RELATIONS, SETS, TRUTH, LinkSet, read_link_set, score

if TYPE_CHECKING:
    from baiyang_kg.datasets.record import Record

WRITTEN = SETS + ORDINARY
FLOORS = {"dev": {"precision": 100, "recall": 99.5}, "sealed": {"precision": 99, "recall": 98}}
PAIRS = {"dev": 200, "sealed": 150, "second": 200, "second-sealed": 200, "third": 100, "sealed2": 100}
TRAPS = set(re.findall("`(.*?)`", (TRUTH / "README.md").read_text(encoding="utf-8").partition("## Traps")[2]))


class Proposed(NamedTuple):
    """A proposal, so far as it is measured."""

    subject: Record
    object: Record
    predicate: str
    rivals: tuple[str, ...] = ()


@pytest.fixture(scope="module", params=WRITTEN)
def link_set(request: pytest.FixtureRequest) -> LinkSet:
    """One set of the truth."""
    return read_link_set(request.param)


@pytest.fixture(scope="module", params=SETS)
def measured(request: pytest.FixtureRequest) -> tuple[str, dict[str, float]]:
    """A set with goals and its figures, no more: what failed of the sealed one, no test may show."""
    link_set = read_link_set(request.param)
    result = score(link_set, find_proposals(link_set))
    return link_set.name, {goal.key: round(getattr(result, goal.key), 1) for goal in GOALS}


def test_every_pair_is_of_records_that_are_there(link_set: LinkSet) -> None:
    """A pair names a subject and an object of its set, each id is one record's, and none is left unused."""
    subjects = Counter(record.iri for record in link_set.subjects)
    objects = Counter(record.iri for table in link_set.tables for record in table.records)
    assert set((subjects + objects).values()) == {1}
    assert {subject for subject, _ in link_set.pairs} == set(subjects)
    assert {target for _, target in link_set.pairs} == set(objects)


def test_the_truth_is_as_large_as_wanted_and_says_why_of_each_pair(link_set: LinkSet) -> None:
    """Each set has its pairs, each pair a relation that a person may choose, a known trap and a reason."""
    pairs = link_set.pairs.values()
    assert len(pairs) >= PAIRS[link_set.name]
    assert {pair.relation for pair in pairs} <= set(RELATIONS)
    assert {pair.trap for pair in pairs} <= TRAPS
    assert all(pair.reason for pair in pairs)


@pytest.mark.parametrize("name", SETS)
def test_a_set_of_hard_cases_has_every_relation_and_every_trap(name: str) -> None:
    """What goals are set for has all that can go wrong in it."""
    pairs = read_link_set(name).pairs.values()
    assert {pair.relation for pair in pairs} == set(RELATIONS)
    assert {pair.trap for pair in pairs} == TRAPS


def test_a_subject_has_one_exact_object_in_a_dataset(link_set: LinkSet) -> None:
    """Two exact objects in one dataset would be one thing twice: then neither is exact."""
    table = {record.iri: each.id for each in link_set.tables for record in each.records}
    exact = Counter(
        (key[0], table[key[1]]) for key, pair in link_set.pairs.items() if pair.relation == "exact"
    )
    assert set(exact.values()) == {1}


def test_what_is_sealed_asks_for_other_things() -> None:
    """No subject of a set has the name and place of one of another set."""
    seen = [{(record.name, record.parents) for record in read_link_set(name).subjects} for name in WRITTEN]
    assert len(frozenset.union(*map(frozenset, seen))) == sum(map(len, seen))


def test_only_what_is_exact_in_truth_may_be_proposed_as_exact() -> None:
    """Where all pairs are proposed as exact, none is missed, and each that is not exact lowers precision."""
    truth = read_link_set("dev")
    records = {row.iri: row for table in truth.tables for row in table.records}
    records |= {row.iri: row for row in truth.subjects}
    everything = [Proposed(records[a], records[b], "skos:exactMatch") for a, b in truth.pairs]
    result = score(truth, everything)
    exact = [pair for pair in truth.pairs.values() if pair.relation == "exact"]
    assert result.recall == result.exact_recall == 100
    assert result.precision == pytest.approx(100 * len(exact) / len(truth.pairs))
    assert len(result.failures) == len(truth.pairs) - len(exact)


def test_what_is_proposed_and_not_listed_is_wrong_and_what_is_not_proposed_is_missed() -> None:
    """A pair that nobody wrote down does not match; to propose nothing is precise, but finds nothing."""
    truth = read_link_set("dev")
    stranger = next(
        row for row in truth.tables[0].records if (truth.subjects[0].iri, row.iri) not in truth.pairs
    )
    wrong = score(truth, [Proposed(truth.subjects[0], stranger, "skos:exactMatch")])
    assert wrong.precision == 0
    assert wrong.failures[0].pair.object == stranger.iri.rpartition("/")[2]
    assert score(truth, []).precision == 100
    assert score(truth, []).recall == 0


def test_what_failed_is_shown_of_opened_sets_alone() -> None:
    """The page has the totals of all sets, and what failed of those that are for development."""
    sets = {name: read_link_set(name) for name in WRITTEN}
    text = page(sets, {name: score(each, []) for name, each in sets.items()}, date(2026, 11, 23))
    assert re.findall("## What is not right in `(.*)`", text) == list(OPENED)
    sealed = [row.name for name in WRITTEN if name not in OPENED for row in sets[name].subjects]
    shown = [row.name for name in OPENED for row in sets[name].subjects]
    assert not [name for name in sealed if f"- {name} ~" in text and name not in shown]


def test_proposed_links_are_as_good_as_they_were(measured: tuple[str, dict[str, float]]) -> None:
    """Each set keeps what it safely reached, which is no less than what is wanted: the sealed set too."""
    name, figures = measured
    assert figures["precision"] >= FLOORS[name]["precision"]
    assert figures["recall"] >= FLOORS[name]["recall"]

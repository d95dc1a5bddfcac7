"""`linking/within.py`: one thing under two names inside a graph, and a link between them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from baiyang_kg.build import build
from baiyang_kg.cli import main
from baiyang_kg.datasets.record import Record
from baiyang_kg.graph.queries import prepare, read_query
from baiyang_kg.graph.store import open_store
from baiyang_kg.linking.within import propose_within

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

AREA = ("云江省", "澄江市", "青岚区")


def record(name: str, kind: str, street: str, year: int) -> Record:
    """Return a thing that the report of a street for a year names."""
    return Record(
        f"https://w3id.org/baiyang-kg/id/{kind}/{street}/{name}", name, kind, (*AREA, street), year=year
    )


def run(*arguments: str) -> Result:
    """Run the program."""
    from click.testing import CliRunner  # noqa: PLC0415 (two tests need it)

    return CliRunner().invoke(main, list(arguments))


def pairs(*records: Record) -> list[tuple[str, str, str]]:
    """Return what is proposed among records: match and both names."""
    found = propose_within(records)
    return [(one.predicate, one.subject.name, one.object.name) for one in found]


def test_a_project_in_other_words_is_found_once_from_the_older_year() -> None:
    """The subject is what the older report names; the same pair is not proposed the other way round."""
    older = record("望溪小区搬迁项目", "project", "梧溪街道", 2022)
    newer = record("望溪小区整体搬迁项目", "project", "梧溪街道", 2023)

    assert pairs(newer, older) == [("skos:exactMatch", "望溪小区搬迁项目", "望溪小区整体搬迁项目")]


def test_no_thing_is_a_counterpart_of_itself() -> None:
    """A graph without two names of one thing has nothing to link."""
    assert (
        pairs(
            record("望溪社区", "community", "梧溪街道", 2022),
            record("文苑社区", "community", "梧溪街道", 2022),
        )
        == []
    )


def test_communities_of_one_name_in_two_streets_are_never_exactly_one() -> None:
    """石桥社区 of one street is not that of the next; that they have a name in common is only told."""
    found = pairs(
        record("石桥社区", "community", "梧溪街道", 2023), record("石桥社区", "community", "临湖街道", 2023)
    )

    assert "skos:exactMatch" not in {predicate for predicate, *_ in found}


def test_short_names_and_measures_are_found_and_what_was_rejected_is_not() -> None:
    """So are firms and indicators in other words; a rejected pair comes back in neither direction."""
    records = [
        record("中集运载", "company", "梧溪街道", 2022),
        record("中集运载科技有限公司", "company", "梧溪街道", 2023),
        record("社零总额", "indicator", "", 2022)._replace(parents=()),
        record("社会消费品零售总额", "indicator", "", 2023)._replace(parents=()),
    ]
    found = propose_within(records)

    assert {(one.subject.name, one.object.name) for one in found} == {
        ("中集运载", "中集运载科技有限公司"),
        ("社零总额", "社会消费品零售总额"),
    }
    assert propose_within(records, rejected=[(one.object.iri, one.subject.iri) for one in found]) == []


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The graph of the three reports of data/examples."""
    path = tmp_path_factory.mktemp("examples") / "examples.kg"
    build(sorted((root / "data" / "examples").glob("*.txt")), path)
    return path


def test_what_two_reports_name_alike_is_one_node(examples: Path) -> None:
    """梧溪邻里节 of 2022 and of 2023 has one IRI, and the years of both reports; so have indicators."""
    store = open_store(examples)
    rows = store.rows('SELECT ?thing { ?thing rdfs:label "“梧桐树下”志愿服务队"@zh }')
    reports = store.rows(
        f"SELECT DISTINCT ?report {{ {rows[0][0]} prov:wasDerivedFrom/oa:hasSource ?report }}"
    )
    areas = store.rows("""
        SELECT DISTINCT ?area ?period {
          ?figure schema:variableMeasured <https://w3id.org/baiyang-kg/id/indicator/财政总收入> ;
            by:kind by:Level ; schema:observationAbout ?area ; by:periodStated ?period }""")

    assert len(rows) == 1
    assert len(reports) == 2
    assert len(areas) == 3


def test_reviewed_links_make_one_of_two_names(examples: Path, tmp_path: Path) -> None:
    """Proposed, accepted and applied: what has another name in the next year is neither new nor gone."""
    store, links = tmp_path / "linked.kg", tmp_path / "same.sssom.tsv"
    shutil.copytree(examples, store)
    assert run("link", "propose", "--within", "-s", str(store), "-o", str(links)).exit_code == 0
    assert (
        run("link", "review", str(links), "--author", "李雷", "--accept-sure", "-s", str(store)).exit_code
        == 0
    )
    before = new_things(store)
    assert run("link", "apply", str(links), "-s", str(store)).exit_code == 0

    assert "望溪小区整体搬迁项目" in before
    assert "望溪小区整体搬迁项目" not in new_things(store)
    assert "望溪小区安置房项目" in new_things(store)


def new_things(store: Path) -> set[str]:
    """Return the names of what is new in a year."""
    opened = open_store(store)
    query = prepare(read_query("new-things"), [], store=opened)
    return {row[3].value for row in opened.ask(query)}


@pytest.mark.parametrize(
    "arguments", [[], ["table.csv", "--within"], ["--within", "--subjects", "table.csv"]]
)
def test_either_a_dataset_or_the_graph_itself_is_searched(arguments: list[str]) -> None:
    """Neither and both are mistakes that the message tells."""
    result = run("link", "propose", *arguments)

    assert result.exit_code == 2
    assert "Name a DATASET, or say --within" in result.stderr

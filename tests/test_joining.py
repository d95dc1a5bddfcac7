"""Figures of other years meet a report: codes of two releases, links between them, a table of inhabitants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from baiyang_kg.cli import main
from baiyang_kg.graph.amendment import describe_store
from baiyang_kg.graph.replacement import replace_store
from baiyang_kg.graph.store import merge_graphs, open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from baiyang_kg.graph.store import Store

# Two communities whose codes were given anew in 2021, with their streets. The inhabitants are invented.
TABLES = {
    "codes-2019.csv": "code,name\n330104009005,邻里社区\n330104009019,云涛社区\n",
    "streets-2019.csv": "code,name\n330104009,白杨街道\n330104,江干区\n",
    "codes-2022.csv": "code,name\n330114002005,邻里社区\n330114002020,云涛社区\n",
    "streets-2022.csv": "code,name\n330114002,白杨街道\n330114,钱塘区\n",
    "population-2019.csv": "code,常住人口\n330104009005,3200\n330104009019,5100\n",
    "areacodes.csv": (
        "代码,一级行政区,二级行政区,名称,级别,状态,启用时间,变更/弃用时间,新代码\n"
        "330104,浙江省,杭州市,江干区,县级,弃用,1983,2021,330102[1996];330102;330114\n"
        "330102,浙江省,杭州市,上城区,县级,在用,1983,,\n"
        "330114,浙江省,杭州市,钱塘区,县级,在用,2021,,\n"
    ),
}


@pytest.fixture(scope="module")
def joined(opened: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The small reports with all tables added and the sure links accepted, as a user would do it."""
    folder = tmp_path_factory.mktemp("joined")
    told = list(opened.quads())
    told += describe_store(told)
    replace_store(folder / "street.kg", [*told, *merge_graphs(told)])
    for name, text in TABLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    run = _runner(folder)
    for year in ("2019", "2022"):
        run("add", f"codes-{year}.csv", "--parents", f"streets-{year}.csv")
    run("add", "population-2019.csv")
    run("add", "areacodes.csv")
    run("link", "propose", "codes-2022.csv", "--parents", "streets-2022.csv", "-o", "register.sssom.tsv")
    run(
        *("link", "propose", "codes-2022.csv", "--subjects", "codes-2019.csv", "-o", "renumbered.sssom.tsv"),
        *("--parents", "streets-2019.csv", "--parents", "streets-2022.csv"),
    )
    for name in ("register.sssom.tsv", "renumbered.sssom.tsv"):
        run("link", "review", name, "--author", "李雷", "--date", "2023-12-01", "--accept-sure")
    run("link", "apply", "register.sssom.tsv", "renumbered.sssom.tsv")
    return open_store(folder / "street.kg")


def _runner(folder: Path) -> Callable[..., None]:
    """Return what runs a command on the files and the store in a folder."""

    def run(*arguments: str) -> None:
        named = [str(folder / one) if one.endswith((".csv", ".tsv")) else one for one in arguments]
        done = CliRunner().invoke(main, [*named, "--store", str(folder / "street.kg")])
        assert done.exit_code == 0, (arguments, done.output)

    return run


def rows(store: Store, query: str) -> list[list[str]]:
    """Return the rows of a query as text."""
    found: Any = store.rows(query)
    return [[term.value for term in row] for row in found]


def test_a_table_of_2019_meets_a_report_of_2023(joined: Store) -> None:
    """From a community of a report, links lead over its code of 2022 to that of 2019 and its inhabitants."""
    found = rows(
        joined,
        """SELECT ?name ?code ?inhabitants {
          ?community a by:Community ; rdfs:label ?name ; skos:exactMatch ?now .
          ?before skos:exactMatch ?now ; skos:notation ?code ; by:population ?inhabitants .
        } ORDER BY ?name""",
    )

    assert found == [["云涛社区", "330104009019", "5100"], ["邻里社区", "330104009005", "3200"]]


def test_a_district_of_2019_leads_to_what_it_became(joined: Store) -> None:
    """The code that a release of 2019 names was in use then, and says by what it was replaced, and when."""
    found = rows(
        joined,
        """SELECT ?was ?is ?year {
          <https://w3id.org/baiyang-kg/code/nbs/2019/330104> skos:notation ?code .
          ?old skos:notation ?code ; skos:prefLabel ?was .
          ?old schema:validFrom ?start ; schema:validThrough ?end .
          FILTER (STR(?start) <= "2019" && STR(?end) >= "2019")
          ?change rdf:subject ?old ; rdf:predicate dcterms:isReplacedBy ; rdf:object/skos:prefLabel ?is ;
            dcterms:date ?year .
        } ORDER BY ?is""",
    )

    assert found == [["江干区", "上城区", "2021"], ["江干区", "钱塘区", "2021"]]

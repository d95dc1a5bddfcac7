"""The package from Python: open a store, run canned queries, ask queries of one's own."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from inspect import signature
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest
import rdflib

import baiyang_kg
from baiyang_kg.checking import check_store
from baiyang_kg.cli.options import STORE
from baiyang_kg.errors import BaiyangError, ExportError, LimitError, QueryError, ReportError, StoreError
from baiyang_kg.graph.queries import names, read_query
from baiyang_kg.graph.vocab import BY, ID

if TYPE_CHECKING:
    from pathlib import Path

    from baiyang_kg import KnowledgeGraph
    from baiyang_kg.graph.store import Store

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def kg(asking: Path) -> KnowledgeGraph:
    """The store of two small reports, opened as a program opens it."""
    return baiyang_kg.open(asking)


def test_importing_loads_nothing() -> None:
    """`import baiyang_kg` costs nothing: the command line does it too."""
    ours = "[n for n in sys.modules if n.startswith('baiyang_kg.') or n == 'pyoxigraph']"
    script = f"import sys, baiyang_kg; print({ours})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_the_public_names_are_there() -> None:
    """Every public name can be had and is listed, and no other one is made up."""
    assert all(getattr(baiyang_kg, name) for name in baiyang_kg.__all__)
    assert set(baiyang_kg.__all__) <= set(dir(baiyang_kg))
    with pytest.raises(AttributeError, match="no attribute 'opened'"):
        baiyang_kg.opened  # noqa: B018 (that it fails is the point)


def test_a_store_that_is_not_there_is_an_error_of_ours(tmp_path: Path) -> None:
    """A missing store is told as on the command line, and nothing is created."""
    with pytest.raises(StoreError, match="there is no store here"):
        baiyang_kg.open(tmp_path / "none.kg")
    assert not (tmp_path / "none.kg").exists()


@pytest.mark.parametrize("name", names())
def test_run_gives_what_the_query_gives(name: str, kg: KnowledgeGraph, opened: Store) -> None:
    """Each canned query has the columns and as many rows as on the command line."""
    solutions: Any = opened.ask(read_query(name).text, declared=True)
    rows = kg.run(name)

    assert list(rows.columns) == [variable.value for variable in solutions.variables]
    assert len(rows) == len(list(solutions))


def test_parameters_are_python_values(kg: KnowledgeGraph) -> None:
    """A parameter may be a text, an int or a Decimal; a hyphen of a query is an underscore."""
    rows = kg.run("indicators", theme="economy", year=2023, min=Decimal("1E+9"))

    assert rows.column("value") == [Decimal(1389000000)]
    assert list(kg.run("observations_of")) == list(kg.run("observations-of"))


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("indicator", {"nmae": "x"}, "there is no parameter nmae"),
        ("indikators", {}, "did you mean indicators"),
        ("indicators", {"theme": "econmy"}, "did you mean economy"),
        ("indicators", {"min": 1.5}, "write a number as text or Decimal"),
        ("indicators", {"year": True}, "year is True"),
        ("indicators", {"theme": "economy } ?s ?p ?o {"}, "is no choice"),
    ],
)
def test_a_wrong_parameter_is_an_error_of_ours(
    name: str, parameters: dict[str, Any], message: str, kg: KnowledgeGraph
) -> None:
    """What cannot be asked is refused with the reason and what would be right."""
    with pytest.raises(QueryError, match=message):
        kg.run(name, **parameters)


def test_an_empty_answer_says_why(kg: KnowledgeGraph) -> None:
    """Rows without any row explain themselves; rows with some need not."""
    assert "has min 1000000000000000" in kg.run("indicators", min=10**15).explanation
    assert kg.run("indicators").explanation == ""


def test_rows_say_what_to_cite(kg: KnowledgeGraph) -> None:
    """A citation names the report, the places in it and the command that asks again."""
    cited = kg.run("indicators", theme="economy", min=Decimal(10**9)).cite()

    assert "report/baiyang-2023" in cited
    assert "char=90,120" in cited
    assert "baiyang-kg run indicators -p theme economy -p min 1000000000" in cited


def test_query_answers_in_all_four_forms(kg: KnowledgeGraph) -> None:
    """SELECT gives rows, ASK a truth value, CONSTRUCT and DESCRIBE a graph of rdflib."""
    rows = kg.query("SELECT ?name { ?c a by:Community ; rdfs:label ?name } ORDER BY ?name")
    described = kg.query(f"DESCRIBE <{ID}indicator/财政总收入>")
    made = kg.query("CONSTRUCT { ?c a by:Community } WHERE { ?c a by:Community }")

    assert isinstance(rows, baiyang_kg.Rows)
    assert set(rows.column("name")) == {"邻里社区", "云涛社区"}
    assert kg.query("ASK { ?c a by:Community }") is True
    assert kg.query("ASK { ?c a by:Comunity }") is False
    assert isinstance(described, rdflib.Graph)
    assert len(described) > 0
    assert isinstance(made, rdflib.Graph)
    assert set(made.objects()) == {rdflib.URIRef(BY + "Community")}


def test_a_query_ends_at_its_limit(kg: KnowledgeGraph) -> None:
    """A query that would run for years is stopped, and the program goes on."""
    with pytest.raises(LimitError, match=r"took longer than 0\.2 s"):
        kg.query(ENDLESS, timeout=0.2)
    with pytest.raises(QueryError, match="is no size"):
        kg.query("ASK {}", memory="much")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "CONSTRUCT { ?s ?p ?o } { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
        "SELEC ?x {}",
    ],
)
def test_what_is_no_query_of_this_store_is_refused(query: str, kg: KnowledgeGraph) -> None:
    """Another machine is not asked, nothing is changed, and a mistake is shown with its place."""
    with pytest.raises(BaiyangError, match=r"query:1:\d+"):
        kg.query(query)


def test_stream_gives_rows_one_by_one(kg: KnowledgeGraph) -> None:
    """The first rows of an answer without end come although the last ones never do."""
    endless = "SELECT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"

    assert len(list(islice(kg.stream(endless), 1000))) == 1000


def test_threads_may_ask_at_once(kg: KnowledgeGraph) -> None:
    """Eight threads that run and ask get what one gets."""
    names_of = "SELECT ?name { ?c a by:Community ; rdfs:label ?name } ORDER BY ?name"
    with ThreadPoolExecutor(4) as pool:
        canned = list(pool.map(lambda _: list(kg.run("communities")), range(8)))
        asked = list(pool.map(lambda _: list(kg.stream(names_of)), range(4)))

    assert canned == [list(kg.run("communities"))] * 8
    assert asked == [asked[0]] * 4
    assert asked[0]


def test_show_and_check_are_those_of_the_command_line(kg: KnowledgeGraph, opened: Store) -> None:
    """A portrait prints as `show` does, in a notebook too, and findings are those of `check`."""
    portrait = kg.show("云涛社区")

    assert str(portrait).startswith("云涛社区  社区\n")
    assert "<pre" in portrait._repr_html_()
    assert kg.check() == check_store(opened)


def test_reports_to_check_against_may_stand_in_a_folder(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """`check` takes files and folders as the command does; a folder without a report is said."""
    with pytest.raises(ReportError, match="holds no report"):
        kg.check(reports=[tmp_path])
    (tmp_path / "street-2023.txt").write_text("2023年政府工作报告\n", encoding="utf-8")

    assert kg.check(reports=[tmp_path]) == kg.check(reports=[str(tmp_path / "street-2023.txt")])


def test_the_default_store_is_that_of_the_command_line() -> None:
    """What `build` makes without a name is what `open` opens without one."""
    assert signature(baiyang_kg.open).parameters["path"].default == STORE


def test_a_notebook_shows_the_reports(kg: KnowledgeGraph) -> None:
    """The graph itself displays as the reports it holds."""
    assert "白杨街道全力打造青年发展型城区" in kg._repr_html_()
    assert repr(kg) == f"<KnowledgeGraph at {kg.path}>"
    assert [query.name for query in kg.queries()] == names()


def test_rows_draw_themselves(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """A canned query knows what is drawn, a query of one's own names its columns; a notebook gets an SVG."""
    drawn = kg.run("approximate").plot(tmp_path / "a.png")
    said = kg.query("SELECT ?at ?v { VALUES (?at ?v) { (2022 1.5) (2023 2.5) } }")
    assert isinstance(said, baiyang_kg.Rows)

    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert "<svg" in drawn._repr_svg_()
    assert "<svg" in said.plot(x="at", y="v")._repr_svg_()
    for rows, message in ((said, "do not say what to draw"), (kg.run("approximate")[:0], "no rows to draw")):
        with pytest.raises(ExportError, match=message):
            rows.plot()
    with pytest.raises(ExportError, match="has no extension of a picture"):
        said.plot("a.gif", x="at", y="v")

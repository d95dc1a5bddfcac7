"""`queries/*.rq` and `graph/queries.py`: canned queries are whole, stable and the same in another engine."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
import rdflib

from baiyang_kg.datasets.adding import add_dataset
from baiyang_kg.datasets.provenance import Provenance
from baiyang_kg.datasets.quads import open_dataset
from baiyang_kg.errors import QueryError
from baiyang_kg.graph.empty import explain_empty
from baiyang_kg.graph.listing import example_line, list_lines, query_lines
from baiyang_kg.graph.parameters import find_braces
from baiyang_kg.graph.queries import (
    CannedQuery,
    default_notes,
    default_of,
    names,
    parse_query,
    prepare,
    read_query,
)
from baiyang_kg.graph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from baiyang_kg.graph.store import Store

NAMES = names()
_BUILT = "云涛社区健身房建成,美食城提升工程完成,“青牛联盟”志愿者队推出“守护天使”"
ANSWERS = {
    "awards": [("典型案例", "邻里社区", "", "邻里社区获杭州市老旧改工作典型案例")],
    "communities": [
        ("邻里社区", "下沙街道", "", "", ""),
        ("云涛社区", "白杨街道", "← 位于", "云涛社区健身房", _BUILT),
        ("邻里社区", "白杨街道", "获得荣誉", "典型案例", "邻里社区获杭州市老旧改工作典型案例"),
    ],
    "plans": [
        (
            "财政总收入",
            "不少于",
            "1500000000",
            "元",
            "15亿元",
            "2024",
            "白杨街道",
            "2024年财政总收入力争达到15亿元以上",
        )
    ],
    "numbers": [("5+ 16", "政策名称", "400", "report/baiyang-2023", "5+ 16")],
    "damage": [("report/baiyang-2023", "450", "451", "文字缺失", "墙")],
    "projects": [("美食城提升工程", "", "已完成", _BUILT)],
    "growth": [
        (
            "财政总收入",
            "13.89亿元",
            "增加",
            "2.65%",
            "变化率",
            "2023",
            "全年实现财政总收入13.89亿元,同比增长2.65%",
        )
    ],
    "indicator": [
        ("白杨街道", "2023", "水平", "等于", "1389000000", "元", "13.89亿元"),
        ("白杨街道", "2023", "变化率", "等于", "2.65", "%", "2.65%"),
        ("白杨街道", "2024", "目标", "不少于", "1500000000", "元", "15亿元"),
        ("下沙街道", "2022", "水平", "约", "900000000", "元", "9亿元"),
    ],
}


@pytest.fixture(scope="session")
def referee(wide: Path) -> rdflib.Dataset:
    """The same graphs in rdflib, which shares no code with the engine."""
    quads = ox.serialize(list(open_store(wide).quads()), format=ox.RdfFormat.N_QUADS)
    assert quads is not None
    return rdflib.Dataset(default_union=True).parse(data=quads.decode(), format="nquads")


def variants(query: CannedQuery, store: Store) -> list[str]:
    """Return the query as it stands, and with its example."""
    return [query.text, prepare(query, list(query.example.items()), store=store)]


def texts(rows: Any) -> list[tuple[str, ...]]:
    """Return rows of either engine as the texts of their terms."""
    return [tuple(map(text, row)) for row in rows]


def text(term: Any) -> str:
    """Return the text of a literal or the IRI, of either engine; nothing where a variable is unbound."""
    if term is None:
        return ""
    return str(term) if isinstance(term, rdflib.term.Identifier) else term.value


@pytest.mark.parametrize("name", NAMES)
def test_a_canned_query_says_what_it_is(name: str) -> None:
    """Summaries in English and Chinese, tags, an example; a parameter has help and its one VALUES line."""
    query = read_query(name)

    assert query.summary.isascii()
    assert re.search("[一-鿿]", query.summary_zh)
    assert query.tags
    assert set(query.example) <= {parameter.name for parameter in query.parameters}
    for parameter in query.parameters:
        start, end = find_braces(query.text, parameter.name, place=name)
        assert parameter.help
        assert (query.text[start:end].strip() == "UNDEF") == parameter.optional
        assert default_of(query, parameter)
    assert query.text.count("VALUES ?") - len(query.parameters) == len(
        set(re.findall(r"VALUES \?(\w+)", query.text)) - {parameter.name for parameter in query.parameters}
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_canned_query_needs_nothing_but_an_engine(name: str, wide_store: Store) -> None:
    """It declares its own prefixes, says DISTINCT or counts distinct things, and orders its rows."""
    query = read_query(name)

    assert ox.Store().query(query.text) is not None
    assert "DISTINCT" in query.text or name in {"reasons", "themes"}
    assert re.search(r"\} ORDER BY \S.*\s*\Z", query.text)
    for variant in variants(query, wide_store):
        assert texts(wide_store.ask(variant)), f"{example_line(query)} finds nothing in the small graph"


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # what rdflib says to itself
@pytest.mark.parametrize("name", NAMES)
def test_another_engine_gives_the_same_rows_in_the_same_order(
    name: str, wide_store: Store, referee: rdflib.Dataset
) -> None:
    """Another library, which merges equal triples as ours does not, runs each query unchanged and agrees."""
    for query in variants(read_query(name), wide_store):
        assert texts(referee.query(query)) == texts(wide_store.ask(query))


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_the_answers_are_right(name: str, opened: Store) -> None:
    """On a graph small enough to read, each row is what a person would write down."""
    rows = texts(opened.ask(prepare(read_query(name), [], store=opened)))
    short = [tuple(cell.removeprefix("https://w3id.org/baiyang-kg/") for cell in row) for row in rows]
    expected = ANSWERS[name]

    assert sorted(row[: len(expected[0])] for row in short) == sorted(expected)


@pytest.mark.parametrize(
    ("name", "values", "count"),
    [
        ("communities", [], 3),
        ("communities", [("place", "白杨街道")], 2),
        ("communities", [("place", "钱塘区")], 3),
        ("venues", [("place", "云涛社区")], 1),
        ("venues", [("place", "下沙街道")], 0),
        ("projects", [("status", "completed")], 1),
        ("projects", [("status", "planned")], 0),
        ("indicators", [("theme", "经济发展")], 4),
        ("indicators", [("theme", "safety")], 0),
        ("indicators", [("theme", "environment")], 1),  # a figure of 水利, which is narrower
        ("indicators", [("year", "2022")], 1),
        ("indicators", [("min", "900000000")], 3),
        ("indicators", [("min", "900000001"), ("year", "2023")], 1),
        ("evidence", [("text", "600余次")], 1),
        ("evidence", [("at", "112")], 2),
        ("evidence", [("at", "120")], 0),
        ("evidence", [("observation", "id:observation/baiyang-2023/200")], 1),
        ("observations-of", [("thing", "下沙街道")], 1),
        ("numbers", [("reason", "slogan")], 0),
    ],
)
def test_parameters_narrow_the_answer(
    name: str, values: list[tuple[str, str]], count: int, opened: Store
) -> None:
    """Each parameter does what its help says; an area takes in the areas below it."""
    rows = texts(opened.ask(prepare(read_query(name), values, store=opened)))

    assert len(rows) == count


def test_an_unknown_query_is_answered_by_the_nearest() -> None:
    """A slip in the name of a query names the query that was meant."""
    with pytest.raises(
        QueryError, match=r"there is no canned query of this name\n  did you mean communities ·"
    ):
        read_query("comunities")


@pytest.mark.parametrize("name", ["../overview", "overview.rq", "", "checks/x", "/etc/passwd"])
def test_a_path_is_no_query(name: str) -> None:
    """Only names are taken, so that no other file is ever read."""
    with pytest.raises(QueryError, match="there is no canned query of this name"):
        read_query(name)


def test_a_default_that_decides_is_told() -> None:
    """Who runs a query without its parameter learns which default answered; optional ones need no word."""
    query = read_query("indicators")

    assert default_notes(query, []) == ["theme is theme:economy; for another: -p theme …"]
    assert default_notes(query, [("theme", "safety")]) == []


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (
            [("tema", "economy")],
            r"there is no parameter tema\n  did you mean theme\? it has: theme, year, min",
        ),
        ([("year", "2023"), ("year", "2022")], "the parameter year is given twice"),
        ([("year", "last")], r"run indicators -p year: 'last' is not a year"),
    ],
)
def test_a_wrong_parameter_is_explained(values: list[tuple[str, str]], found: str, opened: Store) -> None:
    """Unknown, repeated and mistyped parameters each get their message."""
    with pytest.raises(QueryError, match=found):
        prepare(read_query("indicators"), values, store=opened)


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("#+ summary: a", "its header has no summary_zh"),
        ("#+ sumary: a", "its header has a key 'sumary'"),
        ("#+ summary: a\n#+ summary_zh: b\n#+ params: [x]", "has the wrong form"),
        ("#+ summary: a\n#+ summary_zh: b\n#+ params:\n#+   p: {type: number}", "there is no type number"),
        ("#+ summary: a\n#+ summary_zh: b\n#+ params:\n#+   p: {help: x}", "its header has no type"),
        ("#+ summary: a\n#+ summary_zh: b\n#+ params:\n#+   p: text", "is not described"),
    ],
)
def test_a_wrong_header_is_an_error(header: str, found: str) -> None:
    """A query file that describes itself wrongly is found by whoever writes it."""
    with pytest.raises(QueryError, match=found):
        parse_query(f"{header}\nSELECT * {{}}", name="q")


def test_the_list_names_every_query() -> None:
    """`baiyang-kg queries` lists each query once, in the order of the alphabet."""
    listed = [line.split()[0] for line in list_lines(columns=200) if not line.startswith((" ", "─"))]

    assert listed == ["name", *NAMES]


def test_one_query_is_shown_with_its_parameters_and_text() -> None:
    """`baiyang-kg queries NAME` shows what can be said, an example that runs, and the SPARQL below."""
    shown = list(query_lines("indicators"))

    assert "  -p min    decimal, optional: only values from here, in base units (元, not 亿元)" in shown
    assert "  baiyang-kg run indicators -p theme economy" in shown
    assert shown[-1].startswith("} ORDER BY")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (
            'SELECT ?c {\n ?c a by:Community .\n ?c rdfs:label "邻里社"@zh }',
            'nothing is left with line 3: ?c rdfs:label "邻里社"@zh\n  labels near 邻里社: 邻里社区',
        ),
        (
            "SELECT ?c { ?c a by:Community ; by:won ?a ; by:status ?s }",
            "nothing is left with line 1: by:status ?s",
        ),
        ("SELECT ?c { FILTER (?v > 9) ?c schema:value ?v FILTER (?v < 9) }", "line 1: FILTER (?v < 9)"),
        (
            "SELECT ?c { { ?c a by:Nothing } UNION { ?c a by:None } ?c by:won ?a }",
            "line 1: { ?c a by:Nothing } UNION",
        ),
        ("SELECT ?c { VALUES ?c { by:x } ?c a by:Community }", "line 1: ?c a by:Community"),
        (
            "SELECT ?c { OPTIONAL { ?c by:no ?d } BIND (?c AS ?e) MINUS { ?x ?y ?z } ?e a by:No }",
            "line 1: ?e a by:No",
        ),
        ("SELECT ?c { ?c a by:Community } LIMIT 0", "no rows"),
        ("ASK { ?c a by:Nothing }", "no rows"),
    ],
)
def test_an_empty_answer_is_explained(query: str, sentence: str, opened: Store) -> None:
    """The first pattern that leaves nothing is named with its line, and labels near to one that is wrong."""
    assert sentence in explain_empty(opened, query)


def test_the_patterns_of_a_canned_query_can_be_explained(opened: Store) -> None:
    """The explanation works on our own queries too."""
    query = prepare(read_query("projects"), [("status", "planned")], store=opened)

    assert "nothing is left with line" in explain_empty(opened, query)


@pytest.fixture(scope="session")
def seed_store(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The store that `baiyang-kg build` makes of the bundled report."""
    from baiyang_kg.build import build  # noqa: PLC0415 (only golden results need the whole program)

    path = tmp_path_factory.mktemp("seed") / "seed.kg"
    build([root / "data" / "reports" / "baiyang-2023.txt"], path)
    return open_store(path)


REGISTER = """code,name,streetCode,人口
330114002,白杨街道,330114,40000
330114002005,邻里社区,330114002,3200
330114002020,云涛社区,330114002,5100
"""
INHABITANTS = """名称,街道,年份,常住人口
云涛社区,白杨街道,2023,5100
邻里社区,白杨街道,2023,3200
"""


@pytest.fixture(scope="session")
def joined_store(seed_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The same store with tables from outside in it: a register of codes, and one of inhabitants."""
    folder = tmp_path_factory.mktemp("joined")
    shutil.copytree(seed_store.path, folder / "joined.kg")
    for name, table in (("register-2022.csv", REGISTER), ("inhabitants-2023.csv", INHABITANTS)):
        (folder / name).write_text(table, encoding="utf-8")
        add_dataset(folder / "joined.kg", open_dataset(str(folder / name)), Provenance())
    return open_store(folder / "joined.kg")


@pytest.mark.parametrize("name", [name for name in NAMES if "links" not in read_query(name).tags])
def test_rows_from_outside_are_not_shown_as_read(name: str, seed_store: Store, joined_store: Store) -> None:
    """With outside tables of the same names beside the report, a canned query answers as without them.

    Only what says of the whole store what is in it says more.
    """
    query = read_query(name)
    alone, joined = (
        [tuple(map(str, row)) for row in store.ask(prepare(query, list(query.example.items()), store=store))]
        for store in (seed_store, joined_store)
    )
    if name == "dataset":
        assert not {row for row in set(joined) - set(alone) if "dataset" not in row[0]}
    else:
        assert joined == alone


@pytest.mark.parametrize("name", NAMES)
def test_golden_results(
    name: str, seed_store: Store, wide_store: Store, golden: Callable[[str, str], None]
) -> None:
    """What a canned query with its example says changes only in a reviewed diff.

    It is asked of the bundled report; one about years or links (it has the tag) of what is written by hand.
    """
    query = read_query(name)
    store = wide_store if {"years", "links"} & set(query.tags) else seed_store
    solutions: Any = store.ask(prepare(query, list(query.example.items()), store=store))

    golden(f"queries/{name}.csv", solutions.serialize(format=ox.QueryResultsFormat.CSV).decode())

"""`graph/store.py`: opening for reading, the lock, and the engine's errors as ours."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from baiyang_kg.errors import QueryError, StoreError
from baiyang_kg.graph.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from baiyang_kg.graph.store import Store


def test_a_store_that_does_not_exist_is_not_created(tmp_path: Path) -> None:
    """A slip in the name is an error that says how to build a store, and makes nothing."""
    path = tmp_path / "typo.kg"

    with pytest.raises(
        StoreError, match="there is no store here\n  build one with: baiyang-kg build --store"
    ):
        open_store(path)
    assert not path.exists()


def test_a_file_is_no_store(tmp_path: Path) -> None:
    """A file in the place of a store is named as such."""
    path = tmp_path / "report.txt"
    path.write_text("报告", encoding="utf-8")

    with pytest.raises(StoreError, match="is a file, and a store is a folder"):
        open_store(path)


def test_a_folder_without_a_store_stays_as_it_was(tmp_path: Path) -> None:
    """A folder that is no store is refused, and nothing is written into it."""
    (tmp_path / "notes.txt").write_text("keep", encoding="utf-8")

    with pytest.raises(StoreError, match="is a folder without a store in it"):
        open_store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("content", [b"", b"garbage", b"MANIFEST-999999\n"])
def test_a_damaged_store_is_named(asking: Path, tmp_path: Path, content: bytes) -> None:
    """A store whose files do not fit together is said to be damaged, with the way out."""
    path = tmp_path / "damaged.kg"
    shutil.copytree(asking, path)
    (path / "CURRENT").write_bytes(content)

    with pytest.raises(StoreError, match=r"is damaged[\s\S]*build it again"):
        open_store(path)


def test_a_store_that_another_process_writes_is_in_use(asking: Path, tmp_path: Path) -> None:
    """Nobody reads what another process is writing: the engine calls the outcome undefined."""
    path = tmp_path / "busy.kg"
    shutil.copytree(asking, path)
    code = "import sys, pyoxigraph; s = pyoxigraph.Store(sys.argv[1]); print('open', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"

        with pytest.raises(StoreError, match="is in use: another process writes to it"):
            open_store(path)
        writer.communicate("\n")
    assert open_store(path).rows("SELECT ?c { ?c a by:Community }")


def test_two_readers_share_a_store(asking: Path) -> None:
    """Readers do not keep each other out."""
    first, second = open_store(asking), open_store(asking)
    query = "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a by:Community }"

    assert first.rows(query) == second.rows(query)


def test_a_copy_without_its_lock_can_be_read(asking: Path, tmp_path: Path) -> None:
    """A store copied without the file that locks it is read all the same."""
    path = tmp_path / "copy.kg"
    shutil.copytree(asking, path, ignore=shutil.ignore_patterns("LOCK"))

    assert open_store(path).rows("SELECT ?c { ?c a by:Community }")


def test_a_query_sees_all_graphs_and_knows_the_prefixes(asking: Path) -> None:
    """The default graph is the union of all reports and the ontology; by: and rdfs: need no PREFIX."""
    query = "SELECT ?name { ?c a by:Community ; schema:containedInPlace/rdfs:label ?name } ORDER BY ?name"
    rows = open_store(asking).rows(query)

    assert [name.value for (name,) in rows] == ["下沙街道", "白杨街道"]


def test_what_two_reports_say_is_said_once(asking: Path) -> None:
    """A triple that stands in two named graphs is counted once, and each graph can still be asked alone."""
    store, district = open_store(asking), "?d a by:District ; rdfs:label ?name"

    assert [row[0].value for row in store.ask(f"SELECT (COUNT(*) AS ?n) {{ {district} }}")] == ["1"]
    assert len(store.rows(f"SELECT ?g {{ GRAPH ?g {{ {district} }} }}")) == 2


def test_a_store_of_another_program_is_asked_as_one_graph(opened: Store, tmp_path: Path) -> None:
    """Where nothing stands in the default graph, the named graphs together are it."""
    other = ox.Store(tmp_path / "other.kg")
    other.bulk_extend(list(opened.quads()))
    other.flush()
    del other

    store = open_store(tmp_path / "other.kg")
    assert len(store.rows("SELECT ?c { ?c a by:Community }")) == 3
    assert len(store.rows("SELECT ?c FROM graph:xiasha-2022 { ?c a by:Community }")) == 1


def test_rows_of_our_own_queries_come_once(asking: Path) -> None:
    """A district that two reports describe is one row, although the engine returns it from both graphs."""
    rows = open_store(asking).rows("SELECT ?d { ?d a by:District }")

    assert len(rows) == 1


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { sErViCe SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * {\n  { SELECT * { SERVICE ?where { ?s ?p ?o } } } }",
        'SELECT * { ?s ?p "#" . SERVICE <http://127.0.0.1:9/#> { ?s ?p ?o } }',
        "SELECT * { ?s <http://x/\\u0041#> ?o . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_no_query_leaves_the_machine(asking: Path, query: str) -> None:
    """SERVICE in any spelling is refused before the engine sees it."""
    with pytest.raises(QueryError, match="SERVICE would ask another machine"):
        open_store(asking).ask(query)


@pytest.mark.parametrize(
    "query",
    [
        'ASK { ?s ?p "SERVICE <http://127.0.0.1:9/>" }',
        "ASK { ?service ?p ?o } # SERVICE <http://127.0.0.1:9/>",
        "ASK { ?s ?p <http://127.0.0.1:9/SERVICE> }",
        "ASK { ?s by:SERVICE ?o }",
    ],
)
def test_the_word_service_is_free_elsewhere(asking: Path, query: str) -> None:
    """In a text, a comment, an IRI or a name, SERVICE is a word like any other."""
    assert open_store(asking).ask(query) is not None


@pytest.mark.parametrize("query", ["INSERT DATA { by:a by:b 1 }", "LOAD <http://127.0.0.1:9/>", "CLEAR ALL"])
def test_a_query_changes_nothing(asking: Path, query: str) -> None:
    """What SPARQL Update would do is refused, with the way to change the graph."""
    with pytest.raises(QueryError, match=r"would change the store[\s\S]*baiyang-kg build"):
        open_store(asking).ask(query)


def test_from_never_fetches(asking: Path) -> None:
    """FROM names graphs of the store; one that is not there is empty, and nothing is fetched."""
    answer = open_store(asking).ask("ASK FROM <http://127.0.0.1:9/data.ttl> { ?s ?p ?o }")

    assert not answer


def test_from_says_what_the_default_graph_is(asking: Path) -> None:
    """FROM narrows a query to the graphs it names, as the standard has it."""
    rows = open_store(asking).rows("SELECT ?c FROM graph:xiasha-2022 { ?c a by:Community }")

    assert [community.value.rpartition("id/")[2] for (community,) in rows] == [
        "community/浙江省/杭州市/钱塘区/下沙街道/邻里社区"
    ]

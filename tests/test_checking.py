"""`checking` and `baiyang-kg check`: a store held against the rules, each rule with what breaks it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from baiyang_kg.checking import Level, check_store
from baiyang_kg.checking.queries import run_check
from baiyang_kg.errors import QueryError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.store import merge_graphs, open_store
from baiyang_kg.graph.terms import ontology_quads, read_ontology

if TYPE_CHECKING:
    from pathlib import Path

    from baiyang_kg.graph.store import Store

CHECK = """#+ summary: An award that nobody won
#+ summary_zh: 无人获得的荣誉
#+ level: error
#+ remedy: say who won it
PREFIX by: <https://w3id.org/baiyang-kg/ns#>
SELECT ?focus ?path ?value ?message WHERE {
  ?focus a by:Award .
  MINUS { ?winner by:won ?focus }
  BIND (by:won AS ?path) BIND ("nobody won it" AS ?message)
} ORDER BY ?focus
"""


@pytest.fixture(scope="module")
def broken(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one report whose only figure has no value, and an award that nobody won."""
    path = tmp_path_factory.mktemp("broken") / "broken.kg"
    graph = ox.NamedNode(vocab.GRAPH + "broken-2023")
    triples = f"""
        <{vocab.ID}observation/broken-2023/1> a <{vocab.OBSERVATION}> .
        <{vocab.ID}award/x> a <{vocab.AWARD}> ; <{vocab.LABEL}> "无主"@zh ."""
    parsed = list(ox.parse(triples, format=ox.RdfFormat.TURTLE))
    quads = [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parsed]
    quads += ontology_quads(read_ontology(root / "ontology"))
    store = ox.Store(path)
    store.bulk_extend([*quads, *merge_graphs(quads)])
    store.flush()
    return path


def test_a_graph_without_its_shape_is_found(broken: Path) -> None:
    """Each finding names the node and what is wrong with it, in both languages, and what to do."""
    findings = [one for one in check_store(open_store(broken), rules=["shape"]) if "observation" in one.focus]

    assert findings
    assert {one.level for one in findings} == {Level.ERROR}
    assert all(one.problem and one.problem_zh and one.remedy and one.path for one in findings)
    assert {one.focus for one in findings} == {vocab.ID + "observation/broken-2023/1"}


def test_a_check_that_is_a_query(broken: Path, opened: Store, tmp_path: Path) -> None:
    """A row of a check is a finding, of the level that its header says; no row means that it holds."""
    path = tmp_path / "unwon.rq"
    path.write_text(CHECK, encoding="utf-8")
    (finding,) = run_check(open_store(broken), path)

    assert (finding.rule, finding.level, finding.focus) == ("unwon", Level.ERROR, vocab.ID + "award/x")
    assert (finding.problem, finding.problem_zh) == ("nobody won it", "无人获得的荣誉")
    assert (finding.remedy, finding.path, finding.value) == ("say who won it", "by:won", "")
    assert list(run_check(opened, path)) == []


@pytest.mark.parametrize("line", ["#+ level: grave", "#+ color: red", "#+ remedy: mend it"])
def test_a_check_with_a_wrong_header_is_named(opened: Store, tmp_path: Path, line: str) -> None:
    """An unknown level, an unknown key or a missing sentence is an error with the name of the file."""
    path = tmp_path / "wrong.rq"
    path.write_text(f"{line}\nSELECT ?focus ?path ?value ?message WHERE {{}}", encoding="utf-8")

    with pytest.raises(QueryError, match=r"wrong\.rq: the header of a check is wrong"):
        list(run_check(opened, path))


def test_the_command_ends_with_1_where_a_rule_is_broken(broken: Path) -> None:
    """The findings stand on standard output, their number on standard error."""
    command = [sys.executable, "-m", "baiyang_kg", "check", "--store", str(broken)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stdout.startswith("error shape (")
    assert " errors, " in done.stderr

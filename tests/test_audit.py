"""`graph/audit.py` and `baiyang-kg check`: a store held against the rules of its ontology."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from baiyang_kg.graph import vocab
from baiyang_kg.graph.audit import audit, run_check
from baiyang_kg.graph.store import merge_graphs, open_store
from baiyang_kg.graph.terms import ontology_quads, read_ontology

if TYPE_CHECKING:
    from pathlib import Path

    from baiyang_kg.graph.store import Store

CHECK = """#+ summary: An award that nobody won
#+ summary_zh: 无人获得的荣誉
#+ level: error
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
    """Each violation names the node and what is wrong with it, in both languages."""
    violations = [one for one in audit(open_store(broken)) if "observation" in one.focus]

    assert violations
    assert all(one.blocking and one.message and one.message_zh for one in violations)
    assert {one.focus for one in violations} == {vocab.ID + "observation/broken-2023/1"}


def test_a_check_that_is_a_query(broken: Path, opened: Store, tmp_path: Path) -> None:
    """A row of a check is a violation, of the level that its header says; no row means that it holds."""
    path = tmp_path / "unwon.rq"
    path.write_text(CHECK, encoding="utf-8")
    (violation,) = run_check(open_store(broken), path)

    assert (violation.focus, violation.path, violation.value) == (vocab.ID + "award/x", "by:won", "")
    assert (violation.message, violation.message_zh, violation.blocking) == (
        "nobody won it",
        "无人获得的荣誉",
        True,
    )
    assert list(run_check(opened, path)) == []


def test_the_command_ends_with_1_where_a_rule_is_broken(broken: Path) -> None:
    """The violations are a table on standard output, their number stands on standard error."""
    command = [sys.executable, "-m", "baiyang_kg", "check", "--store", str(broken)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stdout.splitlines()[2].startswith("error  id:")
    assert " errors, " in done.stderr

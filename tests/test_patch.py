"""RDF patches: what is taken out and put in makes the other side, and nothing else."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from baiyang_kg.cli import main
from baiyang_kg.comparing import Side, write_patch
from baiyang_kg.errors import CompareError
from baiyang_kg.graph.export import export_file, format_of
from baiyang_kg.graph.vocab import GRAPH, ONTOLOGY_GRAPH

if TYPE_CHECKING:
    from pathlib import Path

    from baiyang_kg.graph.store import Store

NODES = st.sampled_from([NamedNode(f"https://example.org/{name}") for name in "abc"])
TEXTS = st.text('a"\\\n\r\t\u2028\x00白𠀀', max_size=3)
LITERALS = st.builds(Literal, TEXTS) | st.builds(lambda text: Literal(text, language="zh"), TEXTS)
GRAPHS = st.sampled_from([NamedNode(GRAPH + name) for name in ("one", "two")])
QUADS = st.frozensets(st.builds(Quad, NODES, NODES, NODES | LITERALS, GRAPHS), max_size=6)


def applied(patch: str, quads: frozenset[Quad]) -> frozenset[Quad]:
    """Return `quads` after a patch: a reader of its own, of the rows that the format's notes describe."""
    found = set(quads)
    for row in patch.split("\n")[:-1]:
        code, _, rest = row.partition(" ")
        if code in {"H", "TX", "TC"}:
            continue
        (quad,) = parse(rest, RdfFormat.N_QUADS)
        assert code in {"A", "D"}
        assert (quad in found) == (code == "D")
        (found.add if code == "A" else found.remove)(quad)
    return frozenset(found)


def patch_of(before: frozenset[Quad], after: frozenset[Quad]) -> str:
    """Return the patch between two sets of quads."""
    output = io.BytesIO()
    count = write_patch(Side("before", before), Side("after", after), output)
    text = output.getvalue().decode()
    assert count == len(text.split("\n")) - 4  # header, begin, end and what stands behind the last break
    return text


@given(QUADS, QUADS)
def test_a_patch_makes_the_other_side(before: frozenset[Quad], after: frozenset[Quad]) -> None:
    """Applied to one side a patch gives the other; between equal sides it holds no row."""
    assert applied(patch_of(before, after), before) == after
    assert patch_of(before, before).split("\n")[1:] == ["TX .", "TC .", ""]


@given(QUADS, QUADS)
def test_a_patch_is_repeatable(before: frozenset[Quad], after: frozenset[Quad]) -> None:
    """The same sides give the same bytes, in sorted rows, deletions first."""
    rows = patch_of(before, after).split("\n")[2:-2]

    assert patch_of(before, after) == patch_of(frozenset(list(before)), frozenset(sorted(after, key=str)))
    assert [row[0] for row in rows] == sorted((row[0] for row in rows), reverse=True)


def test_sides_without_graphs_are_compared_by_triples() -> None:
    """Where one side does not know its graphs, none is written, and a graph is no difference."""
    node = NamedNode("https://example.org/a")
    in_graph = frozenset({Quad(node, node, node, NamedNode(GRAPH + "one"))})
    without = frozenset({Quad(node, node, node), Quad(node, node, Literal("x"))})

    assert all(quad.graph_name == DefaultGraph() for quad in without)
    assert 'A <https://example.org/a> <https://example.org/a> "x" .\n' in patch_of(in_graph, without)
    assert patch_of(in_graph, without).count("\n") == 4


def test_blank_nodes_are_refused() -> None:
    """Of a blank node nobody can say whether it is the same: an error, and not a wrong patch."""
    node = NamedNode("https://example.org/a")

    with pytest.raises(CompareError, match="holds blank nodes"):
        patch_of(frozenset(), frozenset({Quad(node, node, BlankNode("b"), NamedNode(GRAPH + "one"))}))


def test_the_command_writes_a_patch(asking: Path, opened: Store, tmp_path: Path) -> None:
    """A patch leaves the ontology out unless --all is said, and ends with 1 where rows differ."""
    export_file(opened, str(tmp_path / "all.nq"), format_of("all.nq"))
    reports = frozenset(q for q in opened.quads() if q.graph_name.value != ONTOLOGY_GRAPH)
    one = frozenset(q for q in reports if q.graph_name.value == GRAPH + "xiasha-2022")
    arguments = ["diff", f"{asking}#xiasha-2022", str(tmp_path / "all.nq"), "--format", "patch"]
    result, everything = (CliRunner().invoke(main, [*arguments, *more]) for more in ([], ["--all"]))

    assert result.exit_code == everything.exit_code == 1
    assert applied(result.stdout, one) == reports
    assert applied(everything.stdout, one) == frozenset(opened.quads())
    assert (
        CliRunner().invoke(main, ["diff", str(asking), str(tmp_path / "all.nq"), "-f", "patch"]).exit_code
        == 0
    )

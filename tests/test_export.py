"""`graph/export.py`: the store as a file, the same bytes every time, whole or not at all."""

from __future__ import annotations

import io
import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib

from baiyang_kg.errors import ExportError
from baiyang_kg.graph.export import FORMATS, export_file, find_graph, format_of, graph_iris, write_export
from baiyang_kg.graph.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from baiyang_kg.graph.store import Store

TRIPLES = {"ttl", "nt", "rdf", "xml"}


def exported(store: Store, form: str, graph: str | None = None) -> bytes:
    """Return what an export of the store, or of one graph, writes."""
    output = io.BytesIO()
    write_export(store, output, FORMATS[form], graph=find_graph(store, graph) if graph else None)
    return output.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_exported_comes_back(opened: Store, form: str) -> None:
    """Each format parses to the graph of the store: all quads, or the triples of all graphs once."""
    parsed = set(ox.parse(exported(opened, form), format=FORMATS[form]))
    quads = set(opened.quads())

    if form in TRIPLES:
        assert {quad.triple for quad in parsed} == {quad.triple for quad in quads}
    else:
        assert parsed == quads


@pytest.mark.parametrize("form", FORMATS)
def test_one_graph_can_be_exported(opened: Store, form: str) -> None:
    """`--graph` takes one report alone; formats that know graphs still say which one it is."""
    parsed = set(ox.parse(exported(opened, form, "xiasha-2022"), format=FORMATS[form]))
    graph = find_graph(opened, "xiasha-2022")

    assert {quad.triple for quad in parsed} == {quad.triple for quad in opened.quads(graph)}
    assert {str(quad.graph_name) for quad in parsed} == {"DEFAULT" if form in TRIPLES else str(graph)}


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # what rdflib says to itself
@pytest.mark.parametrize(
    ("form", "name"), [("ttl", "turtle"), ("trig", "trig"), ("rdf", "xml"), ("jsonld", "json-ld")]
)
def test_another_library_reads_the_same_graph(opened: Store, form: str, name: str) -> None:
    """rdflib, which shares no code with the engine, reads as many triples with the same subjects."""
    dataset = rdflib.Dataset(default_union=True).parse(data=exported(opened, form).decode(), format=name)
    triples = {quad.triple for quad in opened.quads()}

    assert len({(s, p, o) for s, p, o, _ in dataset.quads()}) == len(triples)
    assert {str(s) for s in dataset.subjects()} == {triple.subject.value for triple in triples}


@pytest.fixture(scope="module")
def backwards(opened: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The same quads in a store that was filled in another order and in pieces."""
    path = tmp_path_factory.mktemp("backwards") / "backwards.kg"
    store = ox.Store(path)
    quads = sorted(opened.quads(), key=str, reverse=True)
    store.bulk_extend(quads[::2])
    store.extend(quads[1::2])
    store.flush()
    del store
    return open_store(path)


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_of_loading_does_not_show(opened: Store, backwards: Store, form: str) -> None:
    """A store filled backwards, in pieces, exports to the same bytes."""
    assert exported(backwards, form) == exported(opened, form)


@pytest.mark.parametrize("form", ["ttl", "trig", "jsonld", "rdf"])
def test_the_seed_of_the_hash_does_not_show(asking: Path, opened: Store, form: str) -> None:
    """Another process with another seed writes the same bytes."""
    command = [sys.executable, "-m", "baiyang_kg", "export", "-", "--format", form, "--store", str(asking)]
    outputs = {
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }

    assert outputs == {exported(opened, form)}


def test_the_order_is_our_own(opened: Store) -> None:
    """Graph by graph, subject by subject: the order of the engine does not show."""
    quads = list(ox.parse(exported(opened, "nq"), format=ox.RdfFormat.N_QUADS))

    assert quads == sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad.triple)))


def test_turtle_is_readable(opened: Store) -> None:
    """Subjects are grouped, standard terms have their prefixes, Chinese stays Chinese, nothing is escaped."""
    turtle = exported(opened, "ttl", "xiasha-2022").decode()

    assert (
        '<https://w3id.org/baiyang-kg/report/xiasha-2022> dcterms:title "下沙街道2022年工作"@zh ;' in turtle
    )
    assert "\\" not in turtle


@pytest.mark.parametrize(
    ("path", "form", "expected"),
    [
        ("a.ttl", None, "ttl"),
        ("dir.x/A.NQ", None, "nq"),
        ("a.jsonld", None, "jsonld"),
        ("a.xml", None, "rdf"),
        ("a.txt", "trig", "trig"),
        ("-", "nt", "nt"),
    ],
)
def test_the_extension_says_the_format(path: str, form: str | None, expected: str) -> None:
    """What the name says, unless another format is asked for."""
    assert format_of(path, form) == FORMATS[expected]


@pytest.mark.parametrize(
    ("path", "form", "found"),
    [
        ("a.docx", None, "there is no format 'docx'"),
        ("a", None, "has no extension that names a format"),
        ("a.b/c", None, "has no extension that names a format"),
        ("-", None, "standard output has no extension"),
        ("a.ttl", "n3x", "there is no format 'n3x'"),
    ],
)
def test_an_unknown_format_lists_the_known_ones(path: str, form: str | None, found: str) -> None:
    """The message says what was found and which formats there are."""
    with pytest.raises(
        ExportError, match=f"{found}[\\s\\S]*choose from: ttl, nt, nq, trig, jsonld, rdf, xml"
    ):
        format_of(path, form)


def test_graphs_are_called_by_their_names(opened: Store) -> None:
    """The last part of the IRI, the IRI in short and the whole IRI name a graph; a slip gets the nearest."""
    names = ["ontology", "graph:ontology", "https://w3id.org/baiyang-kg/graph/ontology"]

    assert len(graph_iris(opened)) == 3
    assert len({find_graph(opened, name) for name in names}) == 1
    with pytest.raises(ExportError, match=r"no such graph\n  did you mean baiyang-2023\?"):
        find_graph(opened, "baiyang-2032")


def test_a_file_is_replaced_as_a_whole(opened: Store, tmp_path: Path) -> None:
    """The file that stood there is replaced, through a link too, and nothing is left beside it."""
    target, link = tmp_path / "out.nt", tmp_path / "link.nt"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    count = export_file(opened, str(link), FORMATS["nt"])

    assert link.is_symlink()
    assert target.read_bytes() == exported(opened, "nt")
    assert count == len(target.read_bytes().splitlines())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.nt", "out.nt"]


def test_a_disk_that_fills_up_leaves_the_old_file(asking: Path, tmp_path: Path) -> None:
    """An export that cannot be finished changes nothing and leaves no piece behind."""
    target = tmp_path / "out.nt"
    target.write_text("old", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "baiyang_kg", "export", str(target), "--store", str(asking)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )

    assert done.returncode == 2
    assert done.stderr == f"Error: {target}: cannot be written: File too large\n"
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.nt"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("/dev/full", "No space left on device\n  make room on the disk"),
        ("missing/out.nt", "No such file or directory\n  make its folder first"),
        ("", "Is a directory\n  name a file, not a folder"),
    ],
)
def test_what_cannot_be_written_is_explained(opened: Store, tmp_path: Path, name: str, found: str) -> None:
    """A full device, a missing folder and a folder each get their message and their remedy."""
    with pytest.raises(ExportError, match=f"cannot be written: {found}"):
        export_file(opened, os.path.join(tmp_path, name), FORMATS["nt"])  # noqa: PTH118 (/dev/full stays as it is)
    assert not list(tmp_path.iterdir())

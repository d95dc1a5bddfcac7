"""`baiyang-kg add`: outside datasets come into a store with their origin, and leave it without a trace."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from baiyang_kg.build import report_quads
from baiyang_kg.checking.shapes import check_shapes
from baiyang_kg.cli import main
from baiyang_kg.comparing.sides import read_side
from baiyang_kg.datasets.adding import Added, add_dataset, remove_dataset
from baiyang_kg.datasets.provenance import Provenance
from baiyang_kg.datasets.quads import dataset_quads, open_dataset
from baiyang_kg.errors import DatasetError, StoreError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.amendment import describe_store
from baiyang_kg.graph.replacement import replace_store
from baiyang_kg.graph.store import merge_graphs, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from baiyang_kg.graph.store import Store

STREETS = """@prefix by: <https://w3id.org/baiyang-kg/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix code: <https://w3id.org/baiyang-kg/code/nbs/2022/> .
@prefix schema: <https://schema.org/> .

code:330114002 a by:DivisionCode ; skos:notation "330114002" ; skos:prefLabel "白杨街道"@zh ;
  schema:geo [ schema:latitude 30.30 ; schema:longitude 120.35 ] .
code:330114001 a by:DivisionCode ; skos:prefLabel "下沙街道"@zh .
"""
STREETS_IRI = vocab.DATASET_GRAPH + "streets"
SAID = {
    "title": "钱塘区街道",
    "publisher": "国家统计局",
    "licence": "CC0-1.0",
    "issued": "2022-12",
    "year": 2022,
    "source": "https://example.org/streets",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, opened: Store) -> Path:
    """A store of two small reports, as a build makes it."""
    path, told = tmp_path_factory.mktemp("made") / "made.kg", list(opened.quads())
    told += describe_store(told)
    replace_store(path, [*told, *merge_graphs(told)])
    return path


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    """A copy of it to change."""
    return shutil.copytree(made, tmp_path / "street.kg")


@pytest.fixture
def streets(tmp_path: Path) -> Path:
    """A file in Turtle about two streets."""
    path = tmp_path / "streets.ttl"
    path.write_text(STREETS, encoding="utf-8")
    return path


def add(store: Path, path: Path, name: str = "streets", **said: Any) -> Added:
    """Add the dataset at `path` by this name."""
    return add_dataset(store, open_dataset(str(path), id_given=name), Provenance(**said))


def quads_of(path: Path) -> list[ox.Quad]:
    """Return the quads of the dataset at `path`, called streets."""
    return list(dataset_quads(open_dataset(str(path), id_given="streets"), Provenance()))


def content(path: Path) -> set[ox.Quad]:
    """Return what a store holds."""
    return set(ox.Store.read_only(str(path)))


def facts(store: Path, subject: str) -> set[tuple[str, str]]:
    """Return what the graph of the dataset says of a subject: property and value."""
    rows = open_store(store).rows(f"SELECT ?p ?o {{ GRAPH <{STREETS_IRI}> {{ <{subject}> ?p ?o }} }}")
    return {(name.value, value.value) for name, value in rows}


def test_a_dataset_stands_in_a_graph_of_its_own_with_its_origin(store: Path, streets: Path) -> None:
    """Title, publisher, licence, dates and source stand at the graph, size, type and digest at its file."""
    added = add(store, streets, **SAID)

    file = f"{STREETS_IRI}/file/streets.ttl"
    assert facts(store, STREETS_IRI) == {
        (vocab.A, vocab.DATASET),
        (vocab.TITLE, "钱塘区街道"),
        (vocab.PUBLISHER, "国家统计局"),
        (vocab.LICENCE, "https://spdx.org/licenses/CC0-1.0"),
        (vocab.DCTERMS + "issued", "2022-12"),
        (vocab.COVERAGE, "2022"),
        (vocab.DCTERMS + "source", "https://example.org/streets"),
        (vocab.DCAT + "distribution", file),
        (vocab.DERIVED_FROM, file),
    }
    assert facts(store, file) == {
        (vocab.A, vocab.DCAT + "Distribution"),
        (vocab.A, vocab.PROV_ENTITY),
        (vocab.TITLE, "streets.ttl"),
        (vocab.DCAT + "mediaType", "https://www.iana.org/assignments/media-types/text/turtle"),
        (vocab.DCAT + "byteSize", str(streets.stat().st_size)),
        (vocab.SHA256, hashlib.sha256(streets.read_bytes()).hexdigest()),
    }
    assert added.classes == ((vocab.DIVISION_CODE, 2),)
    assert not added.replaced


def test_what_was_there_stays_and_the_whole_is_as_if_built_at_once(
    store: Path, made: Path, streets: Path
) -> None:
    """Reports keep every quad, the rest is that of all graphs; once removed, the dataset leaves no trace."""
    add(store, streets)

    graphs = [quad for quad in content(store) if quad.graph_name != ox.DefaultGraph()]
    quads = [quad for quad in graphs if quad.graph_name.value != vocab.DESCRIPTION_GRAPH]
    quads += describe_store(quads)
    assert content(store) == {*quads, *merge_graphs(quads)}

    remove_dataset(store, "streets")
    assert content(store) == content(made)


def test_a_dataset_of_the_same_name_is_replaced(store: Path, streets: Path) -> None:
    """What the older file stated alone is gone, from the default graph too."""
    add(store, streets)
    streets.write_text(STREETS.replace("下沙街道", "下沙街办"), encoding="utf-8")

    assert add(store, streets).replaced

    labels = open_store(store).rows("SELECT ?l { ?c a by:DivisionCode ; skos:prefLabel ?l } ORDER BY ?l")
    assert [label.value for (label,) in labels] == ["下沙街办", "白杨街道"]


def test_blank_nodes_become_iris_by_their_place(streets: Path) -> None:
    """The same file gives the same quads, in every process, and none has a blank node."""
    first, second = (quads_of(streets) for _ in range(2))

    assert first == second
    assert not [quad for quad in first if isinstance(quad.object, ox.BlankNode)]
    assert ox.NamedNode(f"{STREETS_IRI}/node/1") in {quad.subject for quad in first}


RDF_XML = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x.org/">
<rdf:Description rdf:about="http://x.org/a"><x:b xml:lang="zh">白杨</x:b></rdf:Description></rdf:RDF>"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("streets.nt", '<http://x.org/a> <http://x.org/b> "白杨"@zh .\n'),
        ("streets.nq", '<http://x.org/a> <http://x.org/b> "白杨"@zh <http://x.org/g> .\n'),
        ("streets.trig", '<http://x.org/g> { <http://x.org/a> <http://x.org/b> "白杨"@zh }'),
        (
            "streets.jsonld",
            '{"@context": {"@language": "zh"}, "@id": "http://x.org/a", "http://x.org/b": "白杨"}',
        ),
        ("streets.rdf", RDF_XML),
        ("streets.ttl.gz", '<http://x.org/a> <http://x.org/b> "白杨"@zh .'),
    ],
)
def test_every_syntax_is_read_into_the_one_graph(tmp_path: Path, name: str, text: str) -> None:
    """Named graphs of the file are folded into that of the dataset."""
    content = text.encode()
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)

    quads = quads_of(tmp_path / name)

    assert {quad.graph_name for quad in quads} == {ox.NamedNode(STREETS_IRI)}
    a, b = ox.NamedNode("http://x.org/a"), ox.NamedNode("http://x.org/b")
    assert ox.Triple(a, b, ox.Literal("白杨", language="zh")) in {quad.triple for quad in quads}


LINE = b'<http://x.org/a> <http://x.org/b> "x" .\n'
WRONG = {
    "long.nt": (LINE * 70_000 + b"<http://x.org/a> .\n", ":70001: is no N-Triples"),
    "old.ttl": (LINE.replace(b'x"', '街"'.encode("gb18030")), ":1: is no Turtle"),
    "context.jsonld": (b'{"@context": "http://x.org/c", "@id": "http://x.org/a"}', ": is no JSON-LD"),
    "deep.ttl": (b"<http://x.org/a> <http://x.org/b> <<( <x> <x> <x> )>> .", ": states a triple of a triple"),
    "cut.nt.gz": (gzip.compress(LINE * 99)[:-20], ": is cut off"),
    "plain.nt.gz": (LINE, ": is no gzip file"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_with_a_mistake_changes_nothing(store: Path, made: Path, tmp_path: Path, name: str) -> None:
    """The message names file and line, and the store is what it was."""
    (tmp_path / name).write_bytes(WRONG[name][0])

    with pytest.raises(DatasetError) as caught:
        add(store, tmp_path / name, "wrong")

    assert f"{tmp_path / name}" in str(caught.value)
    assert WRONG[name][1] in str(caught.value)
    assert content(store) == content(made)
    assert not list(tmp_path.glob(".*"))


def test_what_a_user_may_mistake_is_said(store: Path, made: Path, streets: Path, tmp_path: Path) -> None:
    """A missing file or store, the name of a report, a date or an address that is none: each is named."""
    wrong: list[tuple[Path, str, dict[str, str], str]] = [
        (tmp_path / "none.ttl", "none", {}, r"none\.ttl: there is no such file"),
        (tmp_path / "none.csv", "none", {}, r"none\.csv: there is no such file"),
        (tmp_path, "none", {}, "is a folder"),
        (streets, "a/b", {}, "--id a/b: cannot stand in an IRI"),
        (streets, "baiyang-2023", {}, "--id baiyang-2023: is the name of a report"),
        (streets, "ontology", {}, "--id ontology: is the name of a report or another graph"),
        (streets, "streets", {"issued": "2023-13"}, "--issued 2023-13: is no date"),
        (streets, "streets", {"source": "no address"}, "--source no address: is no IRI"),
        (streets, "streets", {"licence": "https://no address"}, "--licence https://no address: is no IRI"),
    ]
    for path, name, said, message in wrong:
        with pytest.raises(DatasetError, match=message):
            add(store, path, name, **said)
    with pytest.raises(DatasetError, match="--remove street: the store has no such dataset"):
        remove_dataset(store, "street")
    with pytest.raises(StoreError, match="there is no store here"):
        add(tmp_path / "none.kg", streets)

    assert content(store) == content(made)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
def test_an_add_that_ends_half_way_leaves_the_store(
    store: Path, made: Path, streets: Path, tmp_path: Path, how: signal.Signals
) -> None:
    """Killed or interrupted, an add leaves the old store; what lies beside it, the next one clears away."""
    code = (
        "import sys, time; from pathlib import Path\n"
        "from baiyang_kg.datasets.adding import Provenance, add_dataset\n"
        "from baiyang_kg.datasets.quads import open_dataset\n"
        "def slowly():\n    print('adding', flush=True); time.sleep(60); yield from ()\n"
        "dataset = open_dataset(sys.argv[2])._replace(triples=slowly())\n"
        "add_dataset(Path(sys.argv[1]), dataset, Provenance())"
    )
    command = [sys.executable, "-c", code, str(store), str(streets)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"adding\n"
        with pytest.raises(StoreError, match="another build or change"):
            add(store, streets)
        other.send_signal(how)

    assert content(store) == content(made)
    assert [entry.name for entry in tmp_path.glob(".*")] == [".street.kg.building"] * (how == signal.SIGKILL)
    add(store, streets)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["street.kg", "streets.ttl"]


VILLAGES = """code,name,streetCode
330114002005,邻里社区居委会,330114002
330114002020,云涛社区居委会,330114002
"""
STREET_TABLE = """code,name,areaCode
330114002,白杨街道,330114
"""


@pytest.fixture
def villages(tmp_path: Path) -> Path:
    """A table of two communities, with one of their street beside it."""
    (tmp_path / "streets.csv").write_text(STREET_TABLE, encoding="utf-8")
    path = tmp_path / "villages-2022.csv"
    path.write_text(VILLAGES, encoding="utf-8")
    return path


def test_codes_are_those_of_their_year(store: Path, villages: Path) -> None:
    """A table of codes and those of the areas above come as codes of one release, in one graph."""
    dataset = open_dataset(str(villages), year=2022, parents=[str(villages.with_name("streets.csv"))])
    add_dataset(store, dataset, Provenance())

    rows = open_store(store).rows(
        "SELECT ?c ?name ?street { ?c a by:DivisionCode ; skos:prefLabel ?name ;"
        " skos:broader/skos:prefLabel ?street } ORDER BY ?c"
    )
    assert [[term.value for term in row] for row in rows] == [
        [f"{vocab.CODE}nbs/2022/330114002005", "邻里社区居委会", "白杨街道"],
        [f"{vocab.CODE}nbs/2022/330114002020", "云涛社区居委会", "白杨街道"],
    ]
    files = open_store(store).rows(
        "SELECT ?t { dataset:villages-2022 dcat:distribution/dcterms:title ?t } ORDER BY ?t"
    )
    assert [title.value for (title,) in files] == ["streets.csv", "villages-2022.csv"]


def test_a_description_says_where_a_table_comes_from(store: Path, villages: Path) -> None:
    """What the user leaves open is taken from the description, a source itself; but no date that is none."""
    metadata = villages.with_name("villages-2022.csv-metadata.json")
    suggested = CliRunner().invoke(main, ["add", str(villages), "--suggest"])
    assert f"save it as {villages}-metadata.json, correct it" in suggested.stderr
    told = {
        "dc:title": "社区代码",
        "dc:license": {"@id": "https://example.org/l"},
        "dc:publisher": "统计局",
        "dc:issued": "May",
    }
    metadata.write_text(json.dumps(json.loads(suggested.stdout) | told), encoding="utf-8")

    add_dataset(store, open_dataset(str(villages), id_given="streets"), Provenance(publisher="国家统计局"))

    said = dict(facts(store, STREETS_IRI))
    assert (said[vocab.TITLE], said[vocab.PUBLISHER]) == ("社区代码", "国家统计局")
    assert said[vocab.LICENCE] == "https://example.org/l"
    assert vocab.DCTERMS + "issued" not in said
    file = f"{STREETS_IRI}/file/{metadata.name}"
    assert (vocab.DERIVED_FROM, file) in facts(store, STREETS_IRI)
    assert (vocab.DCAT + "distribution", file) not in facts(store, STREETS_IRI)
    assert (vocab.SHA256, hashlib.sha256(metadata.read_bytes()).hexdigest()) in facts(store, file)


def test_the_command_says_what_came(store: Path, streets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It prints what came of which class; --remove takes it out again; for bad input it ends with 2."""
    monkeypatch.setenv("BAIYANG_KG_STORE", str(store))

    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["add", *arguments], prog_name="baiyang-kg")
        return done.exit_code, done.output

    code, output = run(str(streets), "--licence", "CC0-1.0", "--year", "2022")
    assert code == 0
    assert "by:DivisionCode      2" in output
    assert "dataset:streets added 已加入" in output
    assert "replaced 已替换" in run(str(streets))[1]
    assert run("--remove", "streets") == (0, f"{store}: dataset:streets removed 已移除\n")
    assert run("--remove", "streets")[0] == 2
    assert run()[0] == 2
    assert run(str(streets), "--remove", "streets")[0] == 2


def test_a_reader_does_not_keep_a_dataset_out(store: Path, made: Path, streets: Path) -> None:
    """Who reads the store goes on reading what it was; the next one finds the dataset."""
    reader = open_store(store)

    add(store, streets)

    asked = "SELECT ?c { ?c a by:DivisionCode }"
    assert reader.rows(asked) == open_store(made).rows(asked) == []
    assert len(open_store(store).rows(asked)) == 2


def test_what_reports_say_is_compared_and_checked_alone(store: Path, made: Path, streets: Path) -> None:
    """An outside dataset makes no difference between stores of reports, and its shape is not checked."""

    def check(path: Path) -> list[str]:
        return [finding.focus for finding in check_shapes(open_store(path))]

    streets.write_text(f"{STREETS}\n<http://x.org/o> a schema:Observation .\n", encoding="utf-8")
    add(store, streets)

    sides = [read_side(str(path), read_report=report_quads).reports_only() for path in (made, store)]
    assert sides[0].quads == sides[1].quads
    assert check(store) == check(made)

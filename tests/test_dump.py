"""`graph/dump.py`: what one district exports for others stands beside what another one exports."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from baiyang_kg.build import build
from baiyang_kg.errors import ExportError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.dump import linked_quads
from baiyang_kg.graph.export import FORMATS, write_export
from baiyang_kg.graph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterable


EXAMPLES = Path(__file__).resolve().parent.parent / "data" / "examples"
WUXI = "云江省/澄江市/青岚区/梧溪街道"
# What a thing has once: if two dumps said it differently of one thing, they would contradict each other.
ONCE = {
    *(vocab.VALUE, vocab.LEAST_VALUE, vocab.GREATEST_VALUE, vocab.STATED_TEXT, vocab.OFFSET, vocab.PASSAGE),
    *(
        vocab.OBSERVED_THING,
        vocab.MEASURED_INDICATOR,
        vocab.OBSERVATION_DATE,
        vocab.PERIOD_STATED,
        vocab.BOUND,
    ),
    *(vocab.START, vocab.END, vocab.QUOTE, vocab.SHA256, vocab.COVERAGE, vocab.SUBJECT, vocab.OBJECT),
    *(
        vocab.VOID + name
        for name in ("triples", "entities", "distinctSubjects", "distinctObjects", "classes")
    ),
    *(vocab.PREFERRED_LABEL, vocab.LABEL, vocab.ABOUT_THING, vocab.SOURCE, vocab.SOURCE_REPORT),
}
LINKS = f"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix void: <http://rdfs.org/ns/void#> .
@base <https://w3id.org/baiyang-kg/> .
<linkset/communities> {{ <linkset/communities> a void:Linkset ; void:subjectsTarget <id/dataset> .
  <id/community/{WUXI}/桐荫社区> skos:exactMatch <code/nbs/2022/110101001001> ;
    skos:closeMatch <dataset/venues/row/7> , <http://elsewhere.example/桐荫> }}"""


def district(folder: Path, name: str, *links: str) -> Path:
    """Return a store of an invented report, which everywhere is called annual.txt, and of some links."""
    folder.mkdir()
    for ending in ("txt", "toml"):
        text = (EXAMPLES / f"{name}.{ending}").read_text("utf-8")[:1200]
        (folder / f"annual.{ending}").write_text(re.sub(r"^id = .*\n", "", text), "utf-8")
    path = folder / "district.kg"
    build([folder / "annual.txt"], path)
    store = ox.Store(path)
    for text in links:
        store.load(text, ox.RdfFormat.TRIG)
    store.flush()
    return path


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The stores of two streets, the first in two years; in each the report is annual.txt."""
    folder = tmp_path_factory.mktemp("districts")
    return {
        "wuxi-2022": district(folder / "wuxi-2022", "wuxi-2022"),
        "wuxi-2023": district(folder / "wuxi-2023", "wuxi-2023", LINKS),
        "linhu-2023": district(folder / "linhu-2023", "linhu-2023", LINKS.replace("梧溪", "临湖")),
    }


@pytest.fixture(scope="module")
def dumps(stores: dict[str, Path]) -> dict[str, bytes]:
    """What each of them exports for others."""
    return {name: dumped(path) for name, path in stores.items()}


def dumped(store: Path, form: str = "trig") -> bytes:
    """Return the dump of a store."""
    output = io.BytesIO()
    write_export(open_store(store), output, FORMATS[form], profile="linked")
    return output.getvalue()


def quads_of(dump: bytes) -> set[ox.Quad]:
    """Return what a dump says."""
    return set(ox.parse(dump, format=ox.RdfFormat.TRIG))


def contradictions(quads: Iterable[ox.Quad]) -> set[tuple[str, str]]:
    """Return the things that have two different values of what a thing has once, with the property."""
    values = defaultdict(set)
    for quad in quads:
        if quad.predicate.value in ONCE:
            values[str(quad.subject), quad.predicate.value].add(str(quad.object))
    return {key for key, found in values.items() if len(found) > 1}


def test_dumps_stand_beside_each_other(dumps: dict[str, bytes]) -> None:
    """Loaded together, three dumps whose reports have one name say what each of them says, and nothing else.

    No graph is in two of them, and nothing has two values of what a thing has once.
    """
    store = ox.Store()
    for dump in dumps.values():
        store.load(dump, ox.RdfFormat.TRIG)
    each = [quads_of(dump) for dump in dumps.values()]

    assert set(store) == set.union(*each)
    assert len(set(store)) == sum(map(len, each))
    assert contradictions(store) == set().union(*map(contradictions, each))


def test_full_exports_would_not(stores: dict[str, Path]) -> None:
    """What the dump is for: the same reports, exported as they stand, would be taken for one."""
    told = [quad for path in stores.values() for quad in open_store(path).quads()]
    found = contradictions(told)

    observation = f"<{vocab.ID}observation/annual/"
    assert any(subject.startswith(observation) for subject, _ in found)
    assert (f"<{vocab.ID}dataset>", vocab.SHA256) in found


def test_areas_and_measures_are_shared(dumps: dict[str, bytes]) -> None:
    """A district, a community and an indicator are one node wherever they are named, and codes are too."""
    both = [{str(quad.subject) for quad in quads_of(dumps[name])} for name in ("wuxi-2023", "linhu-2023")]
    years = [{str(quad.subject) for quad in quads_of(dumps[name])} for name in ("wuxi-2022", "wuxi-2023")]

    assert f"<{vocab.ID}place/云江省/澄江市/青岚区>" in set.intersection(*both)
    assert f"<{vocab.ID}indicator/一般公共预算收入/change_rate/%25>" in set.intersection(*both)
    assert any(f"/community/{WUXI}/" in name for name in set.intersection(*years))
    assert not any("/observation/" in name or "/report/" in name for name in set.intersection(*years))


def test_names_say_whose_report_it_is(dumps: dict[str, bytes]) -> None:
    """The area and year of a report stand in every IRI that is made of its name; links are renamed too."""
    iris = {
        term.value
        for quad in quads_of(dumps["wuxi-2023"])
        for term in (quad.subject, quad.object, quad.graph_name)
        if isinstance(term, ox.NamedNode)
    }
    key = f"{WUXI}/2023/annual"

    assert {iri for iri in iris if "annual" in iri} == {iri for iri in iris if key in iri}
    for start in (f"{vocab.REPORT}{key}#char=", f"{vocab.ID}observation/{key}/", f"{vocab.ID}number/{key}/"):
        assert any(iri.startswith(start) for iri in iris), start
    assert f"{vocab.GRAPH}{key}" in iris
    assert f"{vocab.CODE}nbs/2022/110101001001" in iris
    assert "http://elsewhere.example/桐荫" in iris
    own = re.compile(rf"(id/dataset|linkset|dataset)/{WUXI}/[0-9a-f]{{12}}(/communities|/venues/row/7)?")
    made = {iri.removeprefix("https://w3id.org/baiyang-kg/") for iri in iris}
    assert len({name for name in made if own.fullmatch(name)}) == 3
    assert not {"id/dataset", "linkset/communities", "dataset/venues/row/7", "graph/description"} & made


def test_the_dump_has_no_blank_node_and_nothing_of_others(dumps: dict[str, bytes]) -> None:
    """Every node has a name, and the ontology is left to its own file."""
    for dump in dumps.values():
        quads = quads_of(dump)
        assert not any(
            isinstance(term, ox.BlankNode) for quad in quads for term in (quad.subject, quad.object)
        )
        graphs = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
        assert vocab.ONTOLOGY_GRAPH not in graphs
        assert len(graphs) >= 2


def test_the_description_is_that_of_the_dump(dumps: dict[str, bytes]) -> None:
    """It counts what the dump holds, by the names that the dump has."""
    quads = quads_of(dumps["wuxi-2022"])
    graph = f"{vocab.GRAPH}{WUXI}/2022/annual"
    held = sum(quad.graph_name == ox.NamedNode(graph) for quad in quads)
    told = {
        quad.object.value
        for quad in quads
        if quad.subject == ox.NamedNode(graph) and quad.predicate.value == f"{vocab.VOID}triples"
        if isinstance(quad.object, ox.Literal)
    }

    assert told == {str(held)}


def test_every_form_says_the_same(stores: dict[str, Path]) -> None:
    """A form without graphs has the triples, once; the same store gives the same bytes."""
    path = stores["linhu-2023"]
    triples = {quad.triple for quad in quads_of(dumped(path))}

    assert {quad.triple for quad in ox.parse(dumped(path, "nt"), format=FORMATS["nt"])} == triples
    assert set(ox.parse(dumped(path, "nq"), format=FORMATS["nq"])) == quads_of(dumped(path))
    assert dumped(path) == dumped(path)


def test_a_store_without_reports_has_no_dump(tmp_path: Path) -> None:
    """There is nothing to give to others, and the error says what to do."""
    store = ox.Store(tmp_path / "other.kg")
    store.add(ox.Quad(*(ox.NamedNode(f"http://a.example/{name}") for name in "abcd")))
    store.flush()
    del store

    with pytest.raises(ExportError, match="the store holds no report\n  build one first"):
        linked_quads(open_store(tmp_path / "other.kg"))


def test_the_command_writes_the_dump(
    stores: dict[str, Path], dumps: dict[str, bytes], tmp_path: Path
) -> None:
    """`export --profile linked` writes it to a file."""
    file = tmp_path / "linked.trig"
    command = [sys.executable, "-m", "baiyang_kg", "export", str(file), "--profile", "linked"]
    subprocess.run([*command, "--store", str(stores["wuxi-2022"])], check=True, capture_output=True)

    assert file.read_bytes() == dumps["wuxi-2022"]


def test_a_dump_is_added_to_a_store(stores: dict[str, Path], dumps: dict[str, bytes], tmp_path: Path) -> None:
    """`add` takes the dump of another district into a store: both reports are there, and both are asked."""
    store = shutil.copytree(stores["wuxi-2023"], tmp_path / "own.kg")
    own = set(open_store(store).quads(ox.NamedNode(f"{vocab.GRAPH}annual")))
    file = tmp_path / "neighbour.trig"
    file.write_bytes(dumps["linhu-2023"])
    command = [sys.executable, "-m", "baiyang_kg", "add", str(file), "--store", str(store)]
    subprocess.run(command, check=True, capture_output=True)

    added = open_store(store)
    triples = {quad.triple for quad in added.quads(ox.NamedNode(f"{vocab.DATASET_GRAPH}neighbour"))}
    assert {quad.triple for quad in quads_of(dumps["linhu-2023"])} <= triples
    assert own == set(added.quads(ox.NamedNode(f"{vocab.GRAPH}annual")))
    areas = added.rows("SELECT ?name { ?r a schema:Report ; schema:about/rdfs:label ?name } ORDER BY ?name")
    assert [name.value for (name,) in areas] == ["临湖街道", "梧溪街道"]

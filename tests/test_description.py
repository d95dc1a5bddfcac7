"""`graph/description.py`: what the store says of itself is what is in it."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
import rdflib

from baiyang_kg.build import build
from baiyang_kg.graph import vocab
from baiyang_kg.graph.census import HOME
from baiyang_kg.graph.checks import Shapes
from baiyang_kg.graph.description import STORE, describe
from baiyang_kg.graph.export import FORMATS, find_graph, write_export
from baiyang_kg.graph.info import info_lines
from baiyang_kg.graph.replacement import replace_store
from baiyang_kg.graph.store import merge_graphs, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from baiyang_kg.graph.store import Store

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@pytest.fixture(scope="module")
def asked(opened: Store) -> list[ox.Quad]:
    """The quads of the store of two small reports, without a description."""
    return list(opened.quads())


@pytest.fixture(scope="module")
def described(asked: list[ox.Quad]) -> ox.Store:
    """The same quads with their description, and all of them merged, as a build stores them."""
    store = ox.Store()
    quads = [*asked, *describe(asked, version="1.2.3")]
    store.extend([*quads, *merge_graphs(quads)])
    return store


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store that a build has made of the bundled report."""
    path = tmp_path_factory.mktemp("described") / "baiyang.kg"
    build([root / "data" / "reports" / "baiyang-2023.txt"], path)
    return open_store(path)


def rows(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    """Return the rows of a query, as text."""
    solutions: Any = store.query(query, prefixes={**vocab.PREFIXES, "d": vocab.DESCRIPTION_GRAPH})
    return [tuple(term.value for term in solution) for solution in solutions]


def the_value(store: ox.Store, subject: str, name: str) -> str:
    """Return the one value that the description gives a dataset for a property."""
    found = rows(store, f"SELECT ?v {{ GRAPH d: {{ <{subject}> {name} ?v }} }}")
    assert len(found) == 1, (subject, name, found)
    return found[0][0]


# What is counted, over the distinct triples of the graphs that are described.
COUNTS = {
    "void:triples": "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { %s } }",
    "void:distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { %s }",
    "void:distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { %s }",
    "void:entities": "SELECT (COUNT(DISTINCT ?s) AS ?n) { %s FILTER STRSTARTS(STR(?s), '" + HOME + "') }",
    "void:classes": "SELECT (COUNT(DISTINCT ?o) AS ?n) { %s FILTER (?p = rdf:type) }",
    "void:properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) { %s }",
}  # fmt: skip


@pytest.mark.parametrize("name", COUNTS)
def test_the_counts_are_those_of_a_query(described: ox.Store, name: str) -> None:
    """Every count, of the whole and of each graph, is what SPARQL counts there."""
    whole = "GRAPH ?g { ?s ?p ?o } FILTER (?g != d:)"
    assert rows(described, COUNTS[name] % whole) == [(the_value(described, STORE, name),)]
    for graph in described.named_graphs():
        if graph.value != vocab.DESCRIPTION_GRAPH:
            counted = rows(described, COUNTS[name] % f"GRAPH {graph} {{ ?s ?p ?o }}")
            assert counted == [(the_value(described, graph.value, name),)]


def test_every_class_and_property_has_its_part(described: ox.Store) -> None:
    """The partitions of the whole name each class with its things and each property with its triples."""
    triples = "SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER (?g != d:) }"
    for part, number, counted in (
        ("class", "void:entities", "SELECT ?o (COUNT(?s) AS ?n) { { %s } FILTER (?p = rdf:type) }"),
        ("property", "void:triples", "SELECT ?p (COUNT(*) AS ?n) { { %s } }"),
    ):
        told = rows(
            described,
            f"SELECT ?x ?n {{ <{STORE}> void:{part}Partition ?c . ?c void:{part} ?x ; {number} ?n }}",
        )
        assert sorted(told) == sorted(rows(described, f"{counted % triples} GROUP BY ?{counted[8]}"))
        assert len(told) > 10


def test_the_digest_is_that_of_the_exported_lines(built: Store) -> None:
    """Anyone can make the digests again: of a graph from its N-Triples, of the whole from its graphs'."""

    def lines(graph: str) -> list[bytes]:
        output = io.BytesIO()
        write_export(built, output, FORMATS["nt"], graph=find_graph(built, graph))
        return sorted(output.getvalue().splitlines(keepends=True))

    def said(iri: str) -> str:
        ((value,),) = built.rows(f"SELECT ?v {{ GRAPH graph:description {{ <{iri}> by:sha256 ?v }} }}")
        return str(value.value)

    graphs = {
        name: hashlib.sha256(b"".join(lines(name))).hexdigest() for name in ("baiyang-2023", "ontology")
    }
    for name, digest in graphs.items():
        assert said(vocab.GRAPH + name) == digest
    listed = sorted(f"{digest}  {vocab.GRAPH}{name}\n" for name, digest in graphs.items())
    assert said(STORE) == hashlib.sha256("".join(listed).encode()).hexdigest()


def digests(quads: list[ox.Quad]) -> dict[str, str]:
    """Return the digest of each dataset that the description of `quads` names."""
    told = describe(quads, version="1.2.3")
    return {quad.subject.value: quad.object.value for quad in told if quad.predicate.value == vocab.SHA256}


def test_one_triple_changes_the_digest_and_the_order_does_not(asked: list[ox.Quad]) -> None:
    """A graph that lost a triple has another digest, and so has the whole; the order changes nothing."""
    before, lost = digests(asked), next(quad for quad in asked if "xiasha-2022" in str(quad.graph_name))
    after = digests([quad for quad in asked if quad != lost])

    assert {iri for iri in before if before[iri] != after[iri]} == {STORE, lost.graph_name.value}
    assert digests([*reversed(asked), *asked]) == before


def test_the_catalogue_names_its_parts(described: ox.Store) -> None:
    """The whole lists every graph but its own; a report's says of which area, year and report it is."""
    listed = rows(described, f"SELECT ?g {{ <{STORE}> a dcat:Catalog ; dcat:dataset ?g ; void:subset ?g }}")
    parts = {graph.value for graph in described.named_graphs()} - {vocab.DESCRIPTION_GRAPH}

    assert {graph for (graph,) in listed} == parts
    assert the_value(described, vocab.GRAPH + "baiyang-2023", "dcterms:spatial").endswith("/白杨街道")
    assert the_value(described, vocab.GRAPH + "baiyang-2023", "schema:temporalCoverage") == "2023"
    assert the_value(described, vocab.GRAPH + "baiyang-2023", "dcterms:license") == LICENCE
    assert the_value(described, STORE, "dcterms:conformsTo") == "https://w3id.org/baiyang-kg/ns/0.1.0"
    assert rows(described, "SELECT ?v { ?p a prov:SoftwareAgent ; schema:softwareVersion ?v }") == [
        ("1.2.3",)
    ]


def test_the_whole_has_a_licence_only_where_all_share_it(asked: list[ox.Quad]) -> None:
    """What holds for one report is not said of another: without its licence the whole has none."""

    def licences(quads: list[ox.Quad]) -> list[str]:
        wanted = (ox.NamedNode(STORE), ox.NamedNode(vocab.LICENCE))
        told = describe(quads, version="1")
        return [quad.object.value for quad in told if (quad.subject, quad.predicate) == wanted]

    stated = [quad for quad in asked if quad.predicate.value == vocab.LICENCE]
    unlicensed = ox.NamedNode(vocab.GRAPH + "xiasha-2022")
    everywhere = ox.Quad(unlicensed, ox.NamedNode(vocab.LICENCE), ox.NamedNode(LICENCE), unlicensed)

    assert licences([*asked, everywhere]) == [LICENCE]
    assert licences([quad for quad in asked if quad != stated[-1]]) == []


def test_info_reads_what_the_store_says(built: Store, opened: Store) -> None:
    """`info` shows the digest and the sizes of the description, and counts where there is none."""

    def shown(store: Store) -> list[str]:
        return list(info_lines(store, columns=100))

    ((digest,),) = built.rows(f"SELECT ?v {{ <{STORE}> by:sha256 ?v }}")
    sizes = {graph: len(list(built.quads(find_graph(built, graph)))) for graph in ("ontology", "description")}

    assert f"sha256    {digest.value}" in shown(built)
    for graph, size in sizes.items():
        assert any(line.split()[:2] == [f"graph:{graph}", str(size)] for line in shown(built))
    assert "sha256    none" in shown(opened)
    assert any(line.split()[:2] == ["graph:ontology", str(sizes["ontology"])] for line in shown(opened))


def test_info_lists_what_came_from_outside(opened: Store, tmp_path: Path) -> None:
    """Outside datasets and links stand apart from reports, with size, year, licence and title."""
    graph = ox.NamedNode(vocab.DATASET_GRAPH + "streets")
    told = [
        (vocab.LICENCE, ox.NamedNode("https://spdx.org/licenses/CC0-1.0")),
        (vocab.COVERAGE, ox.Literal("2022")),
        (vocab.TITLE, ox.Literal("街道", language="zh")),
    ]
    quads = [*opened.quads(), *(ox.Quad(graph, ox.NamedNode(name), value, graph) for name, value in told)]
    replace_store(tmp_path / "street.kg", [*quads, *merge_graphs(quads)])

    lines = list(info_lines(open_store(tmp_path / "street.kg"), columns=100))

    assert [line.split() for line in lines if line.startswith("dataset:")] == [
        ["dataset:streets", "3", "2022", "CC0-1.0", "街道"]
    ]
    assert next(line for line in lines if line.startswith("licence")) == next(
        line for line in info_lines(opened, columns=100) if line.startswith("licence")
    )


def test_the_description_describes_and_has_no_blank_node(built: Store, root: Path) -> None:
    """It stands in its graph, meets the shapes, names no blank node, and rdflib reads it as it is."""
    quads = list(built.quads(ox.NamedNode(vocab.DESCRIPTION_GRAPH)))
    output = io.BytesIO()
    write_export(built, output, FORMATS["ttl"], graph=ox.NamedNode(vocab.DESCRIPTION_GRAPH))
    graph = rdflib.Graph().parse(data=output.getvalue(), format="turtle")

    assert not [quad for quad in quads if isinstance(quad.subject, ox.BlankNode)]
    assert not [quad for quad in quads if isinstance(quad.object, ox.BlankNode)]
    assert len(graph) == len({quad.triple for quad in quads})
    assert Shapes(root / "ontology" / "shapes.ttl").validate(quad.triple for quad in quads) == ()
    examples = built.rows("SELECT ?e { ?d void:exampleResource ?e . ?e a ?class }")
    assert len(examples) == 4

"""The data cube of `export --profile cube` is well-formed, in two engines, by the W3C's constraints.

`tests/cube/ic-NN.rq` ask them (RDF Data Cube Vocabulary, section 11), each true where it is broken.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
import rdflib

from baiyang_kg.build import build
from baiyang_kg.graph.export import FORMATS, write_export
from baiyang_kg.graph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterable

    from baiyang_kg.graph.store import Store

FOLDER = Path(__file__).resolve().parent / "cube"
CONSTRAINTS = [path.stem for path in sorted(FOLDER.glob("ic-*.rq"))]
NORMALISE = (FOLDER / "normalise.ru").read_text(encoding="utf-8")
EXAMPLE = "https://example.org/"
QB = "http://purl.org/linked-data/cube#"
PREFIXES = {
    "": EXAMPLE,
    "qb": QB,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
CUBE = "https://w3id.org/baiyang-kg/cube#"

# How each constraint is broken: the node, the property that loses its values, and what it is given instead.
BREAKS = [
    ("ic-01", "first", "qb:dataSet", ""),
    ("ic-01", "first", "qb:dataSet", ":dataset , :counted"),
    ("ic-02", "dataset", "qb:structure", ""),
    ("ic-02", "dataset", "qb:structure", ":plain , :growing"),
    ("ic-03", "valuePart", "qb:measure", ""),
    ("ic-04", "year", "rdfs:range", ""),
    ("ic-05", "area", "qb:codeList", ""),
    ("ic-06", "valuePart", "qb:componentRequired", "false"),
    ("ic-07", "plain", "qb:sliceKey", ""),
    ("ic-08", "key", "qb:componentProperty", ":year , :region"),
    ("ic-09", "slice", "qb:sliceStructure", ""),
    ("ic-09", "slice", "qb:sliceStructure", ":key , :otherKey"),
    ("ic-10", "slice", ":year", ""),
    ("ic-11", "first", ":area", ""),
    ("ic-12", "second", ":area", ":east"),
    ("ic-13", "first", ":status", ""),
    ("ic-13", "dataset", ":source", ""),
    ("ic-14", "first", ":value", ""),
    ("ic-15", "third", ":length", ""),
    ("ic-16", "third", ":weight", "3"),
    ("ic-17", "fourth", ":place", ":south"),
    ("ic-18", "first", "qb:dataSet", ":counted"),
    ("ic-19", "first", ":area", ":north"),
    ("ic-19", "third", ":place", ":east"),
    ("ic-20", "fifth", ":region", ":mining"),
    ("ic-21", "fifth", ":branch", ":county"),
]


def normalised(triples: Iterable[ox.Triple]) -> ox.Store:
    """Return a store of a cube in which what it leaves unsaid is said."""
    store = ox.Store()
    store.extend(ox.Quad(one.subject, one.predicate, one.object) for one in triples)
    store.update(NORMALISE)
    return store


def asked(constraint: str, links: Iterable[str]) -> list[str]:
    """Return the queries of a constraint: one, or for a hierarchy one for each property that makes it."""
    text = (FOLDER / f"{constraint}.rq").read_text(encoding="utf-8")
    query = text[text.index("PREFIX") :]
    return [query.replace("$parent", f"<{parent}>") for parent in links] if "$parent" in query else [query]


def parents(store: ox.Store) -> list[str]:
    """Return the properties that make the hierarchies of a cube."""
    links: Any = store.query(
        "SELECT ?p { ?list qb:parentChildProperty/owl:inverseOf? ?p FILTER isIRI(?p) }",
        prefixes={"qb": QB, "owl": "http://www.w3.org/2002/07/owl#"},
    )
    return sorted({link["p"].value for link in links})


def violated(store: ox.Store) -> set[str]:
    """Return the constraints that a normalised cube breaks."""
    links = parents(store)
    return {one for one in CONSTRAINTS if any(bool(store.query(query)) for query in asked(one, links))}


def violated_elsewhere(store: ox.Store, constraint: str) -> bool:
    """Say whether rdflib, which shares no code with the engine, finds the constraint broken too."""
    graph = rdflib.Graph().parse(
        data=ox.serialize([quad.triple for quad in store], format=FORMATS["nt"]), format="nt"
    )
    return any(bool(graph.query(query).askAnswer) for query in asked(constraint, parents(store)))


def whole() -> list[ox.Triple]:
    """Return the triples of three small cubes that are well-formed."""
    return [quad.triple for quad in ox.parse(path=FOLDER / "whole.ttl")]


def broken(node: str, prop: str, values: str) -> list[ox.Triple]:
    """Return these cubes, in which a node has lost the values of a property and got others."""
    prefix, _, name = prop.partition(":")
    lost = (ox.NamedNode(EXAMPLE + node), ox.NamedNode(PREFIXES[prefix] + name))
    declared = "".join(f"@prefix {short}: <{iri}> .\n" for short, iri in PREFIXES.items())
    added = ox.parse(f"{declared} :{node} {prop} {values} ." if values else "", format=ox.RdfFormat.TURTLE)
    kept = [triple for triple in whole() if (triple.subject, triple.predicate) != lost]
    return kept + [quad.triple for quad in added]


def test_a_whole_cube_breaks_nothing() -> None:
    """The cubes that leave unsaid what follows are well-formed once it is said."""
    assert violated(normalised(whole())) == set()


@pytest.mark.parametrize(("constraint", "node", "prop", "values"), BREAKS)
def test_a_broken_cube_is_found_out(constraint: str, node: str, prop: str, values: str) -> None:
    """Each constraint is true of a cube that breaks it, in both engines, and so it would be of ours."""
    cube = normalised(broken(node, prop, values))

    assert constraint in violated(cube)
    assert violated_elsewhere(cube, constraint)


def test_every_constraint_is_asked_and_broken() -> None:
    """There are 21, and each is shown to find what it forbids."""
    assert [f"ic-{number:02}" for number in range(1, 22)] == CONSTRAINTS
    assert {constraint for constraint, *_ in BREAKS} == set(CONSTRAINTS)


# --- Our cube -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of the bundled report."""
    path = tmp_path_factory.mktemp("cube") / "baiyang.kg"
    build([root / "data" / "reports" / "baiyang-2023.txt"], path)
    return open_store(path)


@pytest.fixture(scope="module")
def cube(seed: Store) -> bytes:
    """Its data cube, in Turtle."""
    output = io.BytesIO()
    write_export(seed, output, FORMATS["ttl"], profile="cube")
    return output.getvalue()


def test_our_cube_breaks_nothing(cube: bytes) -> None:
    """The cube of the bundled report meets all constraints."""
    triples = [quad.triple for quad in ox.parse(cube, format=ox.RdfFormat.TURTLE)]

    assert violated(normalised(triples)) == set()


def test_our_cube_breaks_nothing_in_another_engine(cube: bytes) -> None:
    """rdflib, which shares no code with the engine, finds no constraint broken either."""
    graph = rdflib.Graph().parse(data=cube, format="turtle")
    graph.update(NORMALISE.rstrip().removesuffix(";"))  # rdflib takes none behind the last one

    assert not [one for one in CONSTRAINTS for query in asked(one, []) if graph.query(query).askAnswer]


def test_every_figure_is_an_observation(seed: Store, cube: bytes) -> None:
    """As many observations as figures, each with the value of the graph, in the data set of the report."""
    graph = rdflib.Graph().parse(data=cube, format="turtle")
    figures = {
        figure.value: value.value
        for figure, value in seed.rows("SELECT ?o ?v { ?o a schema:Observation ; schema:value ?v }")
    }
    observed = {str(one): value for one, value in graph.subject_objects(rdflib.URIRef(CUBE + "value"))}

    assert {one: str(value) for one, value in observed.items()} == figures
    assert {str(dataset) for dataset in graph.objects(None, rdflib.URIRef(QB + "dataSet"))} == {
        "https://w3id.org/baiyang-kg/graph/baiyang-2023"
    }


def test_every_component_is_described_and_used(cube: bytes) -> None:
    """What the structure names has a label in both languages, and observations carry nothing else."""
    graph = rdflib.Graph().parse(data=cube, format="turtle")
    parts = {rdflib.URIRef(QB + name) for name in ("dimension", "measure", "attribute")}
    components = {value for part in parts for value in graph.objects(None, part)}
    observations = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(QB + "Observation")))
    used = {prop for one in observations for prop in graph.predicates(one) if str(prop).startswith(CUBE)}

    assert used <= components
    assert components - used <= {rdflib.URIRef(CUBE + name) for name in ("least", "greatest", "direction")}
    for component in components:
        assert {label.language for label in graph.objects(component, rdflib.RDFS.label)} == {"zh", "en"}

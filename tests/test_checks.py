"""Every demand of `ontology/shapes.ttl`, each with a graph that does not meet it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from baiyang_kg.build import report_quads
from baiyang_kg.errors import LexiconError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.checks import Shapes, Violation
from baiyang_kg.graph.terms import ontology_quads, read_ontology

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parent.parent
SHAPES = ROOT / "ontology" / "shapes.ttl"
EXAMPLE = "https://example.org/"
PREFIXES = {**vocab.PREFIXES, "": EXAMPLE}

# What is broken: the node, the property that loses its values, what it is given instead, and the path that is
# complained of where it is not that property. After a * the values are those of a blank node.
BREAKS = [
    # figures
    ("figure", "schema:variableMeasured", "", ""),
    ("figure", "schema:variableMeasured", ":indicator , :rate", ""),
    ("figure", "schema:variableMeasured", ":area", ""),
    ("figure", "schema:observationAbout", "", ""),
    ("figure", "schema:observationAbout", '"白杨街道"', ""),
    ("figure", "schema:value", "", ""),
    ("figure", "schema:value", "200.0 , 201.0", ""),
    ("figure", "schema:value", "200", ""),
    ("figure", "schema:value", "300.0", ""),
    ("figure", "schema:minValue", "250.0", ""),
    ("figure", "schema:minValue", '"200"', ""),
    ("figure", "schema:maxValue", "299.0 , 300.0", ""),
    ("figure", "by:bound", "", ""),
    ("figure", "by:bound", "by:Level", ""),
    ("figure", "by:kind", "", ""),
    ("figure", "by:kind", "by:Exact", ""),
    ("figure", "by:direction", "by:Increase , by:Decrease", ""),
    ("figure", "by:theme", "", ""),
    ("figure", "by:theme", ":area", ""),
    ("figure", "by:changeOf", ":area", ""),
    ("figure", "by:shareOf", ":area", ""),
    ("figure", "by:progressOf", ":area", ""),
    ("figure", "by:rankOf", ":other , :figure", ""),
    ("figure", "schema:unitCode", '"NUM"', ""),
    ("figure", "by:statedText", "", ""),
    ("figure", "by:statedText", '"200余家"', ""),
    ("figure", "by:offset", "", ""),
    ("figure", "by:offset", "-1", ""),
    ("figure", "by:periodStated", "", ""),
    ("figure", "schema:observationDate", '"2023"', ""),
    ("figure", "schema:observationPeriod", '"one year"', ""),
    ("figure", "by:rule", "", ""),
    ("figure", "by:truncated", "", ""),
    ("figure", "by:truncated", '"no"', ""),
    ("figure", "by:confidence", "0.5 , 0.6", ""),
    ("figure", "by:confidence", "1.1", ""),
    ("figure", "by:confidence", "1", ""),
    ("figure", "prov:wasDerivedFrom", "", ""),
    ("figure", "prov:wasDerivedFrom", ":report", ""),
    ("figure", "rdf:type", "*schema:Observation", ""),
    ("other", "by:kind", "by:Level", ""),
    ("other", "rdf:type", "by:Plan", ""),
    # indicators and units
    ("indicator", "skos:prefLabel", "", "(rdfs:label|skos:prefLabel)"),
    ("indicator", "by:unitKind", "", ""),
    ("indicator", "skos:inScheme", "by:ThemeScheme", ""),
    ("rate", "by:ofIndicator", ":area", ""),
    ("unit", "by:unitKind", "", ""),
    ("unit", "by:unitKind", "by:CountUnit , by:AreaUnit", ""),
    ("unit", "skos:broadMatch", "", "(skos:exactMatch|skos:broadMatch|skos:relatedMatch)"),
    # evidence
    ("passage", "oa:hasSource", "", ""),
    ("passage", "oa:hasSource", ":area", ""),
    ("passage", "oa:hasSelector", ":position", ""),
    ("passage", "oa:hasSelector", ":quote , :area", ""),
    ("position", "oa:start", "", ""),
    ("position", "oa:start", "20", ""),
    ("position", "oa:end", "20 , 21", ""),
    ("quote", "oa:exact", "", ""),
    ("quote", "oa:exact", '""@zh', ""),
    # things and relations
    ("project", "rdfs:label", "", ""),
    ("project", "rdfs:label", '"美食城"', ""),
    ("project", "prov:wasDerivedFrom", "", ""),
    ("project", "prov:wasDerivedFrom", ":area", ""),
    ("project", "by:reportedFor", ":project", ""),
    ("project", "schema:containedInPlace", ":report", ""),
    ("project", "by:status", "by:Increase", ""),
    ("relation", "rdf:subject", "", ""),
    ("relation", "rdf:predicate", "by:status , by:won", ""),
    ("relation", "rdf:object", '"completed"', ""),
    ("relation", "prov:wasDerivedFrom", "", ""),
    # numbers and damage
    ("number", "by:reason", "", ""),
    ("number", "by:statedText", "", ""),
    ("number", "prov:wasDerivedFrom", "", ""),
    ("damage", "by:reason", "", ""),
    ("damage", "prov:wasDerivedFrom", "", ""),
    # reports and datasets
    ("report", "rdfs:label", "", ""),
    ("report", "schema:about", "", ""),
    ("report", "schema:temporalCoverage", '"last year"', ""),
    ("report", "by:sha256", '"3FD0"', ""),
    ("dataset", "dcterms:title", "", ""),
    ("dataset", "dcterms:source", ":area", ""),
    # what the store says of itself
    ("catalogue", "dcterms:title", "", ""),
    ("catalogue", "dcat:dataset", "", ""),
    ("catalogue", "void:triples", "12.0", ""),
    ("catalogue", "by:sha256", "", ""),
    ("question", "dcterms:title", '"The reports"@en , "All reports"@en', ""),
    ("question", "dcterms:title", '"The reports"@en', ""),
    ("question", "sh:select", "", ""),
    ("parameter", "sh:path", "", ""),
]


@cache
def whole() -> tuple[ox.Triple, ...]:
    """Return the triples of the graph that has the right shape."""
    return tuple(quad.triple for quad in ox.parse(path=ROOT / "tests" / "checks" / "whole.ttl"))


@cache
def shapes() -> Shapes:
    """Return the compiled shapes."""
    return Shapes(SHAPES)


def expanded(curie: str) -> str:
    """Return the IRI that a prefixed name stands for."""
    prefix, _, name = curie.partition(":")
    return PREFIXES[prefix] + name


def shortened(path: str) -> str:
    """Return a property path with prefixed names for IRIs."""
    names = sorted(PREFIXES.items(), key=lambda pair: -len(pair[1]))
    for prefix, namespace in names:
        path = re.sub(f"<{re.escape(namespace)}([\\w-]+)>", f"{prefix}:\\1", path)
    return path


def statements(node: str, prop: str, values: str) -> list[ox.Triple]:
    """Return the triples that give `node` the values, written in Turtle; a * makes the node a blank one."""
    subject = "_:blank" if values.startswith("*") else f"<{EXAMPLE}{node}>"
    text = f"{subject} <{expanded(prop)}> {values.removeprefix('*')} ." if values else ""
    return [quad.triple for quad in ox.parse(input=declared(text), format=ox.RdfFormat.TURTLE)]


def declared(turtle: str) -> str:
    """Return Turtle below the declarations of every prefix."""
    return "\n".join([*(f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items()), turtle])


def broken(node: str, prop: str, values: str) -> list[ox.Triple]:
    """Return the whole graph, in which `node` has lost the values of a property and got others."""
    lost = (ox.NamedNode(EXAMPLE + node), ox.NamedNode(expanded(prop)))
    kept = [
        triple for triple in whole() if values.startswith("*") or (triple.subject, triple.predicate) != lost
    ]
    return kept + statements(node, prop, values)


def complaints(violations: Iterable[Violation]) -> set[tuple[str, str]]:
    """Return focus and path of violations, shortened."""
    return {
        ("blank" if one.focus.startswith("_:") else one.focus.removeprefix(EXAMPLE), shortened(one.path))
        for one in violations
    }


def test_a_whole_graph_is_in_order() -> None:
    """The example with one of everything meets every demand."""
    assert shapes().validate(whole()) == ()


@pytest.mark.parametrize(("node", "prop", "values", "path"), BREAKS)
def test_a_broken_graph_is_found_out(node: str, prop: str, values: str, path: str) -> None:
    """One broken statement is complained of at its node and property, and blocks the build."""
    violations = shapes().validate(broken(node, prop, values))

    if values.startswith("*"):
        assert ("blank", "") in complaints(violations)
    else:
        assert (node, path or prop) in complaints(violations)
    assert any(violation.blocking for violation in violations)


def demands() -> set[tuple[str, str]]:
    """Return every node shape with the paths it makes demands on, as SPARQL writes them."""
    import rdflib  # noqa: PLC0415 (only this test needs it)
    from rdflib.collection import Collection  # noqa: PLC0415

    graph = rdflib.Graph().parse(SHAPES)
    found = set()
    for shape, prop in graph.subject_objects(rdflib.SH.property):
        path = graph.value(prop, rdflib.SH.path)
        choice = graph.value(path, rdflib.SH.alternativePath)
        paths = Collection(graph, choice) if choice else [path]
        found.add((str(shape).rpartition("#")[2], "|".join(shortened(f"<{one}>") for one in paths)))
    return found


def test_every_demand_is_broken_by_some_graph() -> None:
    """No demand stands in the shapes without a graph that shows that it works."""
    targets = {
        "figure": "Figure",
        "other": "Plan",
        "indicator": "Indicator",
        "rate": "Indicator",
        "unit": "Unit",
    }
    targets |= {"passage": "Evidence", "position": "Position", "quote": "Quote", "project": "Thing"}
    targets |= {name: name.title() for name in ("relation", "number", "damage", "report", "dataset")}
    targets |= {name: name.title() for name in ("catalogue", "question", "parameter")}
    shown = {(targets[node], (path or prop).strip("()")) for node, prop, _, path in BREAKS}

    assert demands() - {("Theme", "skos:inScheme")} <= shown  # a theme is judged where a figure has it


def test_violations_come_in_order() -> None:
    """The same broken graph gives the same list, by node and property."""
    triples = [*broken("figure", "schema:value", ""), *statements("a-thing", "rdf:type", "by:Place")]
    violations = shapes().validate(triples)

    assert len(violations) == 3
    assert [(one.focus, one.path) for one in violations] == sorted(
        (one.focus, one.path) for one in violations
    )


def test_messages_come_in_both_languages() -> None:
    """A violation says in English and in Chinese what is demanded."""
    (violation,) = shapes().validate(broken("figure", "schema:value", ""))

    assert violation.message == "A figure has exactly one value, an exact decimal."
    assert violation.message_zh == "每个数值有且只有一个十进制值。"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # pyshacl uses what rdflib is about to rename
def test_the_reference_validator_agrees() -> None:
    """pyshacl, the reference, finds the same nodes and properties wrong in all broken graphs at once."""
    text = ""
    for number, (node, prop, values, _) in enumerate(BREAKS):
        lines = ox.serialize(broken(node, prop, values), format=ox.RdfFormat.N_TRIPLES)
        assert lines is not None
        text += lines.decode().replace(EXAMPLE, f"{EXAMPLE}{number}/").replace("_:", f"_:b{number}")
    triples = [quad.triple for quad in ox.parse(input=text, format=ox.RdfFormat.N_TRIPLES)]
    ours = {(one.focus, one.path) for one in shapes().validate(triples)}

    assert plain(reference(text)) == plain(ours)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # as above
def test_the_reference_validator_agrees_on_the_bundled_report() -> None:
    """In the bundled report's graph pyshacl finds nothing, and where triples are lost, the same nodes."""
    ontology = [quad.triple for quad in ontology_quads(read_ontology(ROOT / "ontology"))]
    stated = [quad.triple for quad in report_quads(ROOT / "data" / "reports" / "baiyang-2023.txt")]
    lost = [triple for place, triple in enumerate(sorted(stated, key=str)) if place % 499]
    for triples in (stated, lost):
        lines = ox.serialize([*triples, *ontology], format=ox.RdfFormat.N_TRIPLES)
        assert lines is not None
        ours = {(one.focus, one.path) for one in shapes().validate([*triples, *ontology])}
        assert plain(reference(lines.decode())) == plain(ours)
        assert bool(ours) == (triples is lost)


def reference(text: str) -> set[tuple[str, str]]:
    """Return focus and path of what pyshacl finds wrong in N-Triples."""
    pyshacl = pytest.importorskip("pyshacl")
    import rdflib  # noqa: PLC0415 (as above)

    _, results, _ = pyshacl.validate(rdflib.Graph().parse(data=text, format="nt"), shacl_graph=str(SHAPES))
    return {
        (str(results.value(result, rdflib.SH.focusNode)), f"<{results.value(result, rdflib.SH.resultPath)}>")
        for result in results.objects(None, rdflib.SH.result)
    }


def plain(complained: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the complaints whose node and path have names that two validators share."""
    return {
        (focus, path) for focus, path in complained if focus.startswith("http") and path.startswith("<http")
    }


def test_broken_shapes_are_named(tmp_path: Path) -> None:
    """A file of shapes that is no Turtle is an error with its name."""
    path = tmp_path / "shapes.ttl"
    path.write_text("these are no shapes", encoding="utf-8")

    with pytest.raises(LexiconError, match=r"shapes\.ttl: holds no shapes"):
        Shapes(path)

"""The ontology as pages: its terms in tables, its shape in pictures, and the reference that pyLODE makes.

Everything is taken from `ontology/*.ttl`; a term added there is on the pages with the next `make docs`.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, NamedTuple

import pygraphviz
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from baiyang_kg.graph.curies import shorten
from baiyang_kg.graph.vocab import BY, SCHEMA
from baiyang_kg.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

FONT = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"
_FILES = ("baiyang", "units", "themes", "topics", "indicators")
_OURS = {"style": "filled", "fillcolor": "#e8f1ee", "color": "#2b6a5a"}
_THEIRS = {"style": "dashed", "color": "#888888", "fontcolor": "#555555"}
_VALUE = {"shape": "plaintext", "fontcolor": "#444444"}
# The figure in the picture of an observation: property, value, whether the value is a node of the graph.
_OBSERVATION = (
    ("schema:variableMeasured", "indicator:财政总收入", True),
    ("schema:observationAbout", "id:place/…/白杨街道", True),
    ("schema:value", "1389000000", False),
    ("by:statedText", "13.89 亿元", False),
    ("schema:unitText", "元", False),
    ("schema:observationDate", "2023", False),
    ("by:bound", "by:Exact", True),
    ("by:kind", "by:Level", True),
    ("by:theme", "theme:economy", True),
)
_EVIDENCE = (
    ("oa:hasSource", "report:baiyang-2023", True),
    ("oa:hasSelector", "从第几个字到第几个字", False),
    ("oa:hasSelector", "“全年实现财政总收入13.89亿元”", False),
)


class Table(NamedTuple):
    """A page that is one table: its title, a sentence, the names of its columns and its rows."""

    name: str
    title: str
    sentence: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]


def read_ontology() -> rdflib.Graph:
    """Return all files of the ontology as one graph."""
    graph = rdflib.Graph()
    for name in _FILES:
        graph.parse(resource("ontology") / f"{name}.ttl")
    return graph


def write_generated_pages(folder: Path) -> None:
    """Write the tables, as Markdown, and the pictures, as SVG, into `folder`."""
    ontology = read_ontology()
    folder.mkdir(parents=True, exist_ok=True)
    for table in tables(ontology):
        (folder / f"{table.name}.md").write_text("\n".join(table_lines(table)), encoding="utf-8")
    for name, picture in pictures(ontology).items():
        (folder / f"{name}.svg").write_bytes(picture)


def write_reference(folder: Path) -> None:
    """Write the reference of classes and properties, one page by pyLODE, into `folder`.

    Concept schemes have pages of their own and are left out: pyLODE would take one for the ontology.
    """
    import pylode  # noqa: PLC0415 (on loading it sets the log of the whole program to its finest level)

    logging.getLogger().setLevel(logging.WARNING)
    ontology = rdflib.Graph().parse(resource("ontology") / "baiyang.ttl")
    for kind in (SKOS.ConceptScheme, SKOS.Concept):
        for subject in set(ontology.subjects(RDF.type, kind)):
            ontology.remove((subject, None, None))
    folder.mkdir(parents=True, exist_ok=True)
    pylode.OntPub(ontology, sort_subjects=True).make_html(destination=folder / "index.html")


def tables(ontology: rdflib.Graph) -> Iterator[Table]:
    """Yield the tables of the terms, in the order in which the site shows them."""
    kinds = (("classes", "Classes", OWL.Class), ("properties", "Properties", None))
    for name, title, kind in kinds:
        yield Table(
            name,
            title,
            f"The {title.lower()} of our own; each stands below or beside a term of a standard.",
            ("term", "名称", "name", "释义", "meaning", "beside"),
            [_described(ontology, term) for term in _terms(ontology, kind)],
        )
    apart = {rdflib.URIRef(BY + name) for name in ("UnitScheme", "IndicatorScheme")}  # have their own pages
    schemes = sorted(set(ontology.subjects(RDF.type, SKOS.ConceptScheme)) - apart, key=str)
    concepts = (concept for scheme in schemes for concept in _concepts(ontology, scheme))
    yield Table(
        "concepts",
        "Concepts",
        "Themes, topics, bounds, kinds and all other words of the contract, by their schemes.",
        ("scheme", "word", "名称", "name", "释义"),
        list(concepts),
    )
    yield Table(
        "units",
        "Units",
        "Units and measure words, with the forms that reports print and the unit that a figure carries.",
        ("unit", "also printed as", "kind"),
        [_unit(ontology, unit) for unit in _by_label(ontology, BY + "Unit")],
    )
    yield Table(
        "indicators",
        "Indicators",
        "Indicators known beforehand, with other names; a report may state any other.",
        ("indicator", "other names", "theme"),
        [_indicator(ontology, one) for one in _by_label(ontology, SCHEMA + "StatisticalVariable")],
    )


def table_lines(table: Table) -> Iterator[str]:
    """Yield the lines of a page."""
    yield from (f"# {table.title}", "", table.sentence, "")
    yield f"| {' | '.join(table.columns)} |"
    yield "|" + "---|" * len(table.columns)
    for row in table.rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"


def pictures(ontology: rdflib.Graph) -> dict[str, bytes]:
    """Return the pictures by name, each as SVG."""
    return {
        "class-tree": _draw(_class_tree(ontology)),
        "observation": _draw(_observation(ontology)),
        "graphs": _draw(_graphs()),
    }


def _class_tree(ontology: rdflib.Graph) -> pygraphviz.AGraph:
    picture = _picture(rankdir="RL")
    for one in _terms(ontology, OWL.Class):
        name = shorten(str(one))
        picture.add_node(name, label=f"{_label(ontology, one, 'zh')}\n{name}", **_OURS)
        for above in sorted(ontology.objects(one, RDFS.subClassOf), key=str):
            if not str(above).startswith(BY):
                picture.add_node(shorten(str(above)), **_THEIRS)
            picture.add_edge(name, shorten(str(above)), arrowhead="empty")
    return picture


def _observation(ontology: rdflib.Graph) -> pygraphviz.AGraph:
    picture = _picture(rankdir="LR")
    picture.add_node("figure", label="schema:Observation\n13.89亿元", **_OURS)
    picture.add_node("evidence", label="oa:SpecificResource\n原文位置", **_OURS)
    _add_facts(picture, ontology, "figure", _OBSERVATION)
    picture.add_edge("figure", "evidence", label="prov:wasDerivedFrom\n出处")
    _add_facts(picture, ontology, "evidence", _EVIDENCE)
    return picture


def _add_facts(
    picture: pygraphviz.AGraph, ontology: rdflib.Graph, subject: str, facts: Sequence[tuple[str, str, bool]]
) -> None:
    for place, (prefixed, value, is_node) in enumerate(facts):
        own = rdflib.URIRef(BY + prefixed.partition(":")[2]) if prefixed.startswith("by:") else None
        called = f"\n{_label(ontology, own, 'zh')}" if own else ""
        node = f"{subject}-{place}"
        picture.add_node(node, label=value, **(_THEIRS if is_node else _VALUE))
        picture.add_edge(subject, node, label=prefixed + called)


def _graphs() -> pygraphviz.AGraph:
    picture = _picture(rankdir="LR")
    picture.add_node("all", label="默认图：合并后的全部事实\ndefault graph: all facts together", **_OURS)
    named = (
        ("report", "graph:baiyang-2023\n一份报告的事实与出处"),
        ("other", "graph:…\n另一份报告"),
        ("ontology", "graph:ontology\n本体：类、属性、单位、主题、指标"),
        ("description", "graph:description\n数据集说明：DCAT、VoID、查询"),
    )
    for name, label in named:
        picture.add_node(name, label=label, **_THEIRS)
        picture.add_edge(name, "all")
    return picture


def _picture(**settings: str) -> pygraphviz.AGraph:
    picture = pygraphviz.AGraph(
        directed=True, bgcolor="transparent", ranksep="0.6", nodesep="0.15", **settings
    )
    picture.node_attr.update(shape="box", fontname=FONT, fontsize="12", margin="0.12,0.05")
    picture.edge_attr.update(fontname=FONT, fontsize="10", color="#666666", arrowsize="0.7")
    return picture


def _draw(picture: pygraphviz.AGraph) -> bytes:
    """Return a picture as SVG, without the comment that names the version of the program that drew it."""
    drawn: bytes = picture.draw(format="svg", prog="dot")
    return re.sub(rb"<!-- Generated by .*?-->\n", b"", drawn, flags=re.DOTALL)


def _terms(ontology: rdflib.Graph, kind: rdflib.URIRef | None) -> list[rdflib.URIRef]:
    kinds = (kind,) if kind else (OWL.ObjectProperty, OWL.DatatypeProperty)
    found = {term for one in kinds for term in ontology.subjects(RDF.type, one)}
    return sorted((term for term in found if str(term).startswith(BY)), key=str)


def _described(ontology: rdflib.Graph, term: rdflib.URIRef) -> tuple[str, ...]:
    near = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.exactMatch)
    beside = sorted({shorten(str(other)) for one in near for other in ontology.objects(term, one)})
    return (
        f"`{shorten(str(term))}`",
        _label(ontology, term, "zh"),
        _label(ontology, term, "en"),
        _definition(ontology, term, "zh"),
        _definition(ontology, term, "en"),
        ", ".join(f"`{other}`" for other in beside),
    )


def _concepts(ontology: rdflib.Graph, scheme: rdflib.term.Node) -> Iterator[tuple[str, ...]]:
    for concept in sorted(ontology.subjects(SKOS.inScheme, scheme), key=str):
        yield (
            _label(ontology, scheme, "zh"),
            f"`{ontology.value(concept, SKOS.notation, default='')}`",
            _label(ontology, concept, "zh"),
            _label(ontology, concept, "en"),
            _definition(ontology, concept, "zh"),
        )


def _unit(ontology: rdflib.Graph, unit: rdflib.term.Node) -> tuple[str, ...]:
    forms = sorted(
        str(form) for form in ontology.objects(unit, SKOS.altLabel) if getattr(form, "language", "") == "zh"
    )
    kind = ontology.value(unit, rdflib.URIRef(BY + "unitKind"))
    return (_label(ontology, unit, "zh"), " ".join(forms), _label(ontology, kind, "zh") if kind else "")


def _indicator(ontology: rdflib.Graph, one: rdflib.term.Node) -> tuple[str, ...]:
    others = sorted(str(label) for label in ontology.objects(one, SKOS.altLabel))
    theme = ontology.value(one, rdflib.URIRef(BY + "theme"))
    return (_label(ontology, one, "zh"), " ".join(others), _label(ontology, theme, "zh") if theme else "")


def _by_label(ontology: rdflib.Graph, kind: str) -> list[rdflib.term.Node]:
    found = ontology.subjects(RDF.type, rdflib.URIRef(kind))
    return sorted(found, key=lambda one: (_label(ontology, one, "zh"), str(one)))


def _label(ontology: rdflib.Graph, term: rdflib.term.Node, language: str) -> str:
    return _in_language(language, ontology, term, (RDFS.label, SKOS.prefLabel))


def _definition(ontology: rdflib.Graph, term: rdflib.term.Node, language: str) -> str:
    return _in_language(language, ontology, term, (SKOS.definition,))


def _in_language(
    language: str, ontology: rdflib.Graph, term: rdflib.term.Node, names: Iterable[rdflib.URIRef]
) -> str:
    found = (text for name in names for text in ontology.objects(term, name))
    return next((str(text) for text in found if getattr(text, "language", None) == language), "")

"""What the store says of itself: a catalogue of its graphs in DCAT, their statistics in VoID, and a digest.

    id:dataset                  the whole: dcat:Catalog and void:Dataset
    graph/ontology, graph/…     its parts: each graph a void:Dataset, by the name that it has anyway
    id:partition/class/by/Plan  how many things of a class, or triples with a property, the whole has

The description is made of everything else and describes everything else, never itself. There is no date in
it, because a build knows none, and no blank node.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from baiyang_kg.graph import vocab
from baiyang_kg.graph.curies import shorten
from baiyang_kg.graph.iris import mint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Fact: TypeAlias = tuple[str, str, NamedNode | Literal]

STORE = vocab.ID + "dataset"
HOME = "https://w3id.org/baiyang-kg/"  # where the IRIs of our own begin
_VOID_DATASET, _TRIPLES, _SUBJECTS = (
    vocab.VOID + "Dataset",
    vocab.VOID + "triples",
    vocab.VOID + "distinctSubjects",
)
_VERSION = vocab.OWL + "versionIRI"
# What describes a graph stands in it, at its report, its dataset or the header of the ontology.
_LICENSED = {NamedNode(vocab.DATASET), NamedNode(vocab.OWL + "Ontology")}
_HEADERS = {*_LICENSED, NamedNode(vocab.REPORT_CLASS)}
_TOLD = {
    vocab.TITLE: vocab.TITLE,
    vocab.LICENCE: vocab.LICENCE,
    vocab.SOURCE_REPORT: vocab.SOURCE_REPORT,
    vocab.CONFORMS_TO: vocab.CONFORMS_TO,
    _VERSION: vocab.CONFORMS_TO,
    vocab.ABOUT_THING: vocab.DCTERMS + "spatial",
    vocab.COVERAGE: vocab.COVERAGE,
}
_EXAMPLES = (vocab.REPORT_CLASS, vocab.OBSERVATION, vocab.COMMUNITY, vocab.INDICATOR)
_TITLES = ("按报告整理的知识图谱", "Knowledge graph of reports")
_SUMMARIES = (
    "从年度报告中读出的指标、地点、机构、项目及其原文出处。",
    "Figures, places, bodies and projects that were read from annual reports, each with its words.",
)


class _Part(NamedTuple):
    """What a set of triples comes to."""

    triples: int
    subjects: int
    objects: int
    entities: int  # subjects of our own
    classes: Counter[str]  # things by class
    properties: Counter[str]  # triples by property


def describe(quads: Sequence[Quad], *, version: str) -> list[Quad]:
    """Return the description of `quads`, all in named graphs, made by this `version` of the program.

    `by:sha256` of a graph is the digest of its triples as lines of N-Triples, that of the whole the digest of
    all quads as lines of N-Quads, sorted by bytes: what `export - | LC_ALL=C sort | sha256sum` says.
    """
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in dict.fromkeys(quads):
        if isinstance(quad.graph_name, NamedNode):
            graphs[quad.graph_name.value].append(quad)
    facts = [*_whole_facts(quads, sorted(graphs), version)]
    for graph in sorted(graphs):
        facts += _graph_facts(graph, graphs[graph])
    return in_graph(facts)


def in_graph(facts: Iterable[Fact]) -> list[Quad]:
    """Return facts as quads of the graph that describes the store, each once, in their order."""
    graph = NamedNode(vocab.DESCRIPTION_GRAPH)
    return [
        Quad(NamedNode(subject), NamedNode(predicate), value, graph)
        for subject, predicate, value in dict.fromkeys(facts)
    ]


def digest(lines: Iterable[str]) -> str:
    """Return the SHA-256 of lines of N-Triples or N-Quads in the order of their bytes, in hexadecimal."""
    total = hashlib.sha256()
    for line in sorted(lines):  # the order of code points is that of their bytes in UTF-8
        total.update(f"{line} .\n".encode())
    return total.hexdigest()


def _whole_facts(quads: Sequence[Quad], graphs: Sequence[str], version: str) -> Iterator[Fact]:
    """Describe all graphs together; a triple that several have counts once."""
    told = _distinct_facts(quads)
    part = _measure(told)
    yield STORE, vocab.A, NamedNode(vocab.DCAT + "Catalog")
    for name, texts in ((vocab.TITLE, _TITLES), (vocab.DESCRIPTION, _SUMMARIES)):
        yield from ((STORE, name, text) for text in _bilingual(*texts))
    yield STORE, vocab.LANGUAGE, Literal("zh")
    for graph in graphs:
        yield STORE, vocab.DCAT + "dataset", NamedNode(graph)
        yield STORE, vocab.VOID + "subset", NamedNode(graph)
    yield from _inherited_facts(told)
    yield from _program_facts(version)
    yield from _size_facts(STORE, part)
    yield STORE, vocab.SHA256, Literal(digest({str(quad) for quad in quads}))
    yield STORE, vocab.VOID + "uriSpace", Literal(HOME)
    for namespace in _vocabularies(part):
        yield STORE, vocab.VOID + "vocabulary", NamedNode(namespace)
    for example in _examples(told):
        yield STORE, vocab.VOID + "exampleResource", NamedNode(example)
    yield from _partition_facts(part)


def _graph_facts(graph: str, quads: Sequence[Quad]) -> Iterator[Fact]:
    """Describe one graph: its size and digest, and of whom, when and under which licence it speaks."""
    told = _distinct_facts(quads)
    yield from _size_facts(graph, _measure(told))
    yield graph, vocab.SHA256, Literal(digest(str(quad.triple) for quad in quads))
    subjects = {subject for subject, _, value in told if value in _HEADERS}
    for subject, predicate, value in told:
        if subject in subjects and predicate in _TOLD:
            yield graph, _TOLD[predicate], value


def _inherited_facts(told: Sequence[Fact]) -> Iterator[Fact]:
    """Say of the whole what its parts say: the version of the ontology, and a licence that all have."""
    parts = {subject for subject, _, value in told if value in _LICENSED}
    licences: dict[str, set[NamedNode | Literal]] = {part: set() for part in parts}
    for subject, predicate, value in told:
        if predicate == _VERSION:
            yield STORE, vocab.CONFORMS_TO, value
        elif predicate == vocab.LICENCE and subject in licences:
            licences[subject].add(value)
    shared = set.intersection(*licences.values()) if licences else set()
    yield from ((STORE, vocab.LICENCE, licence) for licence in sorted(shared, key=str))


def _program_facts(version: str) -> Iterator[Fact]:
    program = mint("software", version)
    yield STORE, vocab.PROV + "wasAttributedTo", NamedNode(program)
    yield program, vocab.A, NamedNode(vocab.PROV + "SoftwareAgent")
    yield program, vocab.LABEL, Literal(f"baiyang-kg {version}")
    yield program, vocab.SCHEMA + "softwareVersion", Literal(version)


def _size_facts(dataset: str, part: _Part) -> Iterator[Fact]:
    yield dataset, vocab.A, NamedNode(_VOID_DATASET)
    yield dataset, _TRIPLES, Literal(part.triples)
    yield dataset, _SUBJECTS, Literal(part.subjects)
    yield dataset, vocab.VOID + "distinctObjects", Literal(part.objects)
    yield dataset, vocab.VOID + "entities", Literal(part.entities)
    yield dataset, vocab.VOID + "classes", Literal(len(part.classes))
    yield dataset, vocab.VOID + "properties", Literal(len(part.properties))


def _partition_facts(part: _Part) -> Iterator[Fact]:
    """Say how many things each class has, and how many triples each property."""
    kinds = (
        ("class", vocab.VOID + "entities", part.classes),
        ("property", _TRIPLES, part.properties),
    )
    for kind, counted, counts in kinds:
        for name in sorted(counts):
            partition = mint("partition", kind, *shorten(name).split(":", 1))
            yield STORE, f"{vocab.VOID}{kind}Partition", NamedNode(partition)
            yield partition, vocab.A, NamedNode(_VOID_DATASET)
            yield partition, vocab.VOID + kind, NamedNode(name)
            yield partition, counted, Literal(counts[name])


def _distinct_facts(quads: Iterable[Quad]) -> list[Fact]:
    """Return what the quads say, each once, whichever graphs say it; nothing of ours is a blank node."""
    return [
        (triple.subject.value, triple.predicate.value, triple.object)
        for triple in dict.fromkeys(quad.triple for quad in quads)
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal)
    ]


def _measure(told: Sequence[Fact]) -> _Part:
    """Count what distinct facts hold."""
    subjects = {subject for subject, _, _ in told}
    return _Part(
        triples=len(told),
        subjects=len(subjects),
        objects=len({value for _, _, value in told}),
        entities=sum(subject.startswith(HOME) for subject in subjects),
        classes=Counter(value.value for _, predicate, value in told if predicate == vocab.A),
        properties=Counter(predicate for _, predicate, _ in told),
    )


def _vocabularies(part: _Part) -> list[str]:
    """Return the namespaces of the classes and properties, as far as the project has a prefix for them."""
    used = {shorten(name).partition(":")[0] for name in (*part.classes, *part.properties)}
    return sorted(vocab.PREFIXES[prefix] for prefix in used if prefix in vocab.PREFIXES)


def _examples(told: Sequence[Fact]) -> list[str]:
    """Return the first thing of each class by which a reader may begin."""
    found: dict[str, str] = {}
    for subject, predicate, value in told:
        if predicate == vocab.A and value.value in _EXAMPLES:
            found[value.value] = min(found.get(value.value, subject), subject)
    return sorted(found.values())


def _bilingual(chinese: str, english: str) -> tuple[Literal, Literal]:
    return Literal(chinese, language="zh"), Literal(english, language="en")

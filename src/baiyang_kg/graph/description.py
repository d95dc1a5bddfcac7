"""What the store says of itself: a catalogue of its graphs in DCAT, their statistics in VoID, and a digest.

    id:dataset                  the whole: dcat:Catalog and void:Dataset
    graph/ontology, graph/…     its parts: each graph a void:Dataset, by the name that it has anyway
    id:partition/class/by/Plan  how many things of a class, or triples with a property, the whole has

The description is made of everything else and describes everything else, never itself. There is no date in
it, because a build knows none, and no blank node.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from baiyang_kg.graph import vocab
from baiyang_kg.graph.census import HOME, Census, Counting
from baiyang_kg.graph.curies import shorten
from baiyang_kg.graph.digest import digest
from baiyang_kg.graph.iris import mint
from baiyang_kg.graph.outside import is_outside_graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import Triple

    Fact: TypeAlias = tuple[str, str, NamedNode | Literal]

STORE = vocab.ID + "dataset"
_VOID_DATASET, _TRIPLES, _ENTITIES = vocab.VOID + "Dataset", vocab.VOID + "triples", vocab.VOID + "entities"
_CLASS, _PROPERTY = vocab.VOID + "class", vocab.VOID + "property"
_SIZES = {  # the numbers of a census, and how VoID calls them
    "triples": _TRIPLES,
    "subjects": vocab.VOID + "distinctSubjects",
    "objects": vocab.VOID + "distinctObjects",
    "entities": _ENTITIES,
}
_VERSION = vocab.OWL + "versionIRI"
# What describes a graph stands in it, at its report, its dataset or the header of the ontology.
_HEADERS = set(
    map(NamedNode, (vocab.DATASET, vocab.OWL + "Ontology", vocab.VOID + "Linkset", vocab.REPORT_CLASS))
)
_TOLD = {
    vocab.TITLE: vocab.TITLE,
    vocab.LICENCE: vocab.LICENCE,
    vocab.SOURCE_REPORT: vocab.SOURCE_REPORT,
    vocab.CONFORMS_TO: vocab.CONFORMS_TO,
    _VERSION: vocab.CONFORMS_TO,
    vocab.ABOUT_THING: vocab.DCTERMS + "spatial",
    vocab.COVERAGE: vocab.COVERAGE,
}
# The first thing of each of these classes is an example by which a reader may begin.
EXAMPLES = frozenset(
    map(NamedNode, (vocab.REPORT_CLASS, vocab.OBSERVATION, vocab.COMMUNITY, vocab.INDICATOR))
)
_TITLES = ("按报告整理的知识图谱", "Knowledge graph of reports")
_SUMMARIES = (
    "从年度报告中读出的指标、地点、机构、项目及其原文出处。",
    "Figures, places, bodies and projects that were read from annual reports, each with its words.",
)


def describe(quads: Sequence[Quad], *, version: str) -> list[Quad]:
    """Return the description of `quads`, all in named graphs, made by this `version` of the program.

    `by:sha256` of a graph is the digest of its triples as lines of N-Triples, sorted by bytes: what
    `export - --format nt --graph NAME | LC_ALL=C sort | sha256sum` says. That of the whole is the digest of
    a line `<digest>  <IRI>` for each graph, sorted, so that it is had without reading them again.
    """
    graphs: dict[str, list[Triple]] = defaultdict(list)
    for quad in dict.fromkeys(quads):
        if isinstance(quad.graph_name, NamedNode):
            graphs[quad.graph_name.value].append(quad.triple)
    facts = [fact for graph in sorted(graphs) for fact in graph_facts(graph, graphs[graph])]
    told = list(dict.fromkeys(quad.triple for quad in quads))
    whole = whole_facts(Counting().census(told), facts, examples=_examples(told), version=version)
    return in_graph([*whole, *facts])


def graph_facts(graph: str, triples: Iterable[Triple]) -> list[Fact]:
    """Describe one graph by its `triples`, each given once: its size, its digest, and what it says of itself.

    That is of whom and when and under which licence it speaks.
    """
    counting, header = Counting(), _Header(graph)
    total = digest(f"{triple} ." for triple in header.through(counting.through(triples)))
    return [*_size_facts(graph, counting.census()), (graph, vocab.SHA256, Literal(total)), *header.facts()]


def whole_facts(
    census: Census, facts: Sequence[Fact], *, examples: Iterable[str], version: str
) -> Iterator[Fact]:
    """Describe all graphs together by what they come to, a triple that several have counting once.

    `facts` are those of each graph, and `examples` things by which a reader may begin.
    """
    digests = {subject: value.value for subject, predicate, value in facts if predicate == vocab.SHA256}
    yield STORE, vocab.A, NamedNode(vocab.DCAT + "Catalog")
    for name, texts in ((vocab.TITLE, _TITLES), (vocab.DESCRIPTION, _SUMMARIES)):
        yield from ((STORE, name, text) for text in _bilingual(*texts))
    yield STORE, vocab.LANGUAGE, Literal("zh")
    for graph in sorted(digests):
        yield STORE, vocab.DCAT + "dataset", NamedNode(graph)
        yield STORE, vocab.VOID + "subset", NamedNode(graph)
    yield from _inherited_facts(facts, digests)
    yield from _program_facts(version)
    yield from _size_facts(STORE, census)
    yield STORE, vocab.SHA256, Literal(digest(f"{value}  {graph}" for graph, value in digests.items()))
    yield STORE, vocab.VOID + "uriSpace", Literal(HOME)
    for namespace in _vocabularies(census):
        yield STORE, vocab.VOID + "vocabulary", NamedNode(namespace)
    for example in examples:
        yield STORE, vocab.VOID + "exampleResource", NamedNode(example)
    yield from _partition_facts(census)


def stated_census(facts: Iterable[Fact]) -> Census:
    """Return what all graphs come to, as `whole_facts` has said it."""
    numbers = {(s, p): int(value.value) for s, p, value in facts if value.value.isdecimal()}
    named = {(p, s): value.value for s, p, value in facts if p in (_CLASS, _PROPERTY)}
    return Census(
        **{name: numbers.get((STORE, counted), 0) for name, counted in _SIZES.items()},
        classes=Counter({n: numbers[s, _ENTITIES] for (p, s), n in named.items() if p == _CLASS}),
        properties=Counter({n: numbers[s, _TRIPLES] for (p, s), n in named.items() if p == _PROPERTY}),
    )


def in_graph(facts: Iterable[Fact]) -> list[Quad]:
    """Return facts as quads of the graph that describes the store, each once, in their order."""
    graph = NamedNode(vocab.DESCRIPTION_GRAPH)
    return [
        Quad(NamedNode(subject), NamedNode(predicate), value, graph)
        for subject, predicate, value in dict.fromkeys(facts)
    ]


class _Header:
    """What a graph says of itself, heard as its triples pass."""

    def __init__(self, graph: str) -> None:
        self._graph = graph
        self._headed: set[str] = set()  # subjects that may speak for the graph
        self._told: list[Fact] = []  # what any subject says of the kind that a header does

    def through(self, triples: Iterable[Triple]) -> Iterator[Triple]:
        """Yield `triples` as they are, and hear them."""
        for triple in triples:
            subject, predicate, value = triple.subject, triple.predicate.value, triple.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                if value in _HEADERS and _may_describe(subject.value, self._graph):
                    self._headed.add(subject.value)
                if predicate in _TOLD:
                    self._told.append((subject.value, _TOLD[predicate], value))
            yield triple

    def facts(self) -> Iterator[Fact]:
        """Yield what the headers among them say, as said of the graph."""
        for subject, predicate, value in self._told:
            if subject in self._headed:
                yield self._graph, predicate, value


def _may_describe(subject: str, graph: str) -> bool:
    """Tell whether a header in `graph` is its own: an outside dataset may hold a catalogue of others."""
    return subject == graph or not is_outside_graph(graph)


def _inherited_facts(facts: Iterable[Fact], graphs: Iterable[str]) -> Iterator[Fact]:
    """Say of the whole what its graphs say: the version of the ontology, and a licence that all have."""
    licences: dict[str, set[NamedNode | Literal]] = {graph: set() for graph in graphs}
    for graph, predicate, value in facts:
        if predicate == vocab.CONFORMS_TO and graph == vocab.ONTOLOGY_GRAPH:
            yield STORE, predicate, value
        elif predicate == vocab.LICENCE:
            licences[graph].add(value)
    shared = set.intersection(*licences.values()) if licences else set()
    yield from ((STORE, vocab.LICENCE, licence) for licence in sorted(shared, key=str))


def _program_facts(version: str) -> Iterator[Fact]:
    program = mint("software", version)
    yield STORE, vocab.PROV + "wasAttributedTo", NamedNode(program)
    yield program, vocab.A, NamedNode(vocab.PROV + "SoftwareAgent")
    yield program, vocab.LABEL, Literal(f"baiyang-kg {version}")
    yield program, vocab.SCHEMA + "softwareVersion", Literal(version)


def _size_facts(dataset: str, census: Census) -> Iterator[Fact]:
    yield dataset, vocab.A, NamedNode(_VOID_DATASET)
    for name, counted in _SIZES.items():
        yield dataset, counted, Literal(getattr(census, name))
    yield dataset, vocab.VOID + "classes", Literal(len(census.classes))
    yield dataset, vocab.VOID + "properties", Literal(len(census.properties))


def _partition_facts(census: Census) -> Iterator[Fact]:
    """Say how many things each class has, and how many triples each property."""
    kinds = (
        ("class", _CLASS, _ENTITIES, census.classes),
        ("property", _PROPERTY, _TRIPLES, census.properties),
    )
    for kind, term, counted, counts in kinds:
        for name in sorted(counts):
            partition = mint("partition", kind, *shorten(name).split(":", 1))
            yield STORE, f"{term}Partition", NamedNode(partition)
            yield partition, vocab.A, NamedNode(_VOID_DATASET)
            yield partition, term, NamedNode(name)
            yield partition, counted, Literal(counts[name])


def _vocabularies(census: Census) -> list[str]:
    """Return the namespaces of the classes and properties, as far as the project has a prefix for them."""
    used = {shorten(name).partition(":")[0] for name in (*census.classes, *census.properties)}
    return sorted(vocab.PREFIXES[prefix] for prefix in used if prefix in vocab.PREFIXES)


def _examples(told: Iterable[Triple]) -> list[str]:
    """Return the first thing of each class by which a reader may begin."""
    found: dict[str, str] = {}
    for subject, predicate, name in told:
        if name in EXAMPLES and predicate.value == vocab.A and isinstance(subject, NamedNode):
            found[str(name)] = min(found.get(str(name), subject.value), subject.value)
    return sorted(found.values())


def _bilingual(chinese: str, english: str) -> tuple[Literal, Literal]:
    return Literal(chinese, language="zh"), Literal(english, language="en")

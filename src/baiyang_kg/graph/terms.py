"""What the ontology calls the things that the contract has a word for: the words of `extract` → IRIs.

The mapping asks here for every class, property, concept, unit and indicator that depends on what was read, so
that a new theme, unit, indicator or relation is a stanza of Turtle and no code.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from baiyang_kg.errors import LexiconError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.literals import decimal_literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    _Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

# Shapes are no part of it: they judge a graph and say nothing of the world.
_FILES = ("baiyang.ttl", "units.ttl", "themes.ttl", "topics.ttl", "indicators.ttl")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit or measure word: its name, and the IRI that a figure in it carries as its unit code."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of the ontology: its IRI, its name and the IRIs of the kinds of units it comes in."""

    iri: str
    name: str
    unit_kinds: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The ontology, by the words that reports and the contract use."""

    classes: Mapping[str, str]  # entity type → class
    class_names: Mapping[str, tuple[str, str]]  # class → its labels in Chinese and in English
    area_endings: tuple[tuple[str, str], ...]  # ending of an area's name → its class, the longest first
    properties: Mapping[str, str]  # predicate → property
    concepts: Mapping[str, Mapping[str, str]]  # scheme → notation → concept
    concept_names: Mapping[str, tuple[str, str]]  # concept → its labels in Chinese and in English
    units: Mapping[str, Unit]  # printed form → unit
    indicators: Mapping[str, Indicator]  # label → indicator
    version: str  # the version IRI of the ontology

    def concept(self, scheme: str, notation: str) -> str:
        """Return the concept of `scheme` with the contract's word `notation`.

        Raises LexiconError where the ontology has none.
        """
        return _found(self.concepts[scheme], notation, f"no concept of {scheme.removeprefix(vocab.BY)}")

    def entity_class(self, entity_type: str) -> str:
        """Return the class of the contract's entity type. Raises LexiconError where there is none."""
        return _found(self.classes, entity_type, "no class")

    def relation(self, predicate: str) -> str:
        """Return the property of the contract's predicate. Raises LexiconError where there is none."""
        return _found(self.properties, predicate, "no property")

    def area_class(self, name: str) -> str:
        """Return the class of the administrative area called `name`, by the ending of the name."""
        return next((iri for ending, iri in self.area_endings if name.endswith(ending)), vocab.PLACE)


def _found(table: Mapping[str, str], notation: str, what: str) -> str:
    try:
        return table[notation]
    except KeyError:
        advice = f'add a stanza with skos:notation "{notation}" to the ontology'
        raise LexiconError("ontology", f"{what} has the notation {notation!r}", advice) from None


def read_ontology(folder: Path) -> tuple[ox.Triple, ...]:
    """Return the triples of the ontology's files in `folder`, in the order of the files.

    Raises LexiconError where a file is no Turtle.
    """
    triples: list[ox.Triple] = []
    for name in _FILES:
        path = folder / name
        try:
            triples += (quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE))
        except SyntaxError as error:
            raise LexiconError(str(path), str(error), "mend the Turtle; every build reads it") from None
    return tuple(triples)


def ontology_quads(ontology: Iterable[ox.Triple]) -> list[ox.Quad]:
    """Return the ontology in its named graph, which every store holds beside those of the reports."""
    graph = ox.NamedNode(vocab.ONTOLOGY_GRAPH)
    return [
        ox.Quad(triple.subject, triple.predicate, _canonical(triple.object), graph) for triple in ontology
    ]


def _canonical(term: _Term) -> _Term:
    """Return a decimal as the store would write it, and any other term as it is."""
    if isinstance(term, ox.Literal) and term.datatype.value == vocab.DECIMAL:
        return decimal_literal(Decimal(term.value))
    return term


def compile_terms(ontology: Iterable[ox.Triple]) -> Terms:
    """Return the look-up tables of the ontology's triples."""
    facts = _Facts(ontology)
    concepts: dict[str, dict[str, str]] = defaultdict(dict)
    for concept in facts.subjects(vocab.NOTATION):
        for scheme in facts.iris(concept, vocab.IN_SCHEME):
            concepts[scheme][facts.words(concept, vocab.NOTATION)[0]] = concept
    classes = facts.of_type(vocab.OWL + "Class")
    properties = facts.of_type(vocab.OWL + "ObjectProperty")
    endings = [(ending, iri) for iri in classes for ending in facts.words(iri, vocab.HIDDEN_LABEL, "zh")]
    return Terms(
        classes={word: iri for iri in classes for word in facts.words(iri, vocab.NOTATION)},
        class_names={iri: facts.names(iri, vocab.LABEL) for iri in classes},
        area_endings=tuple(sorted(endings, key=lambda pair: (-len(pair[0]), pair))),
        properties={word: iri for iri in properties for word in facts.words(iri, vocab.NOTATION)},
        concepts=dict(concepts),
        concept_names={
            iri: facts.names(iri, vocab.PREFERRED_LABEL)
            for scheme in concepts.values()
            for iri in scheme.values()
        },
        units=_units(facts),
        indicators=_indicators(facts),
        version=next(iri for subject in facts.subjects(_VERSION) for iri in facts.iris(subject, _VERSION)),
    )


_VERSION = vocab.OWL + "versionIRI"


def _units(facts: _Facts) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for iri in facts.of_type(vocab.UNIT):
        codes = facts.iris(iri, vocab.EXACT_MATCH) or facts.iris(iri, vocab.BROAD_MATCH) or (iri,)
        unit = Unit(facts.words(iri, vocab.PREFERRED_LABEL, "zh")[0], codes[0])
        units |= dict.fromkeys(facts.labels(iri), unit)
    return units


def _indicators(facts: _Facts) -> dict[str, Indicator]:
    indicators: dict[str, Indicator] = {}
    for iri in facts.of_type(vocab.INDICATOR):
        kinds = frozenset(facts.iris(iri, vocab.UNIT_KIND))
        indicator = Indicator(iri, facts.words(iri, vocab.PREFERRED_LABEL, "zh")[0], kinds)
        indicators |= dict.fromkeys(facts.labels(iri), indicator)
    return indicators


class _Facts:
    """Triples by subject and predicate."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._objects: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for triple in triples:
            if isinstance(triple.subject, ox.NamedNode) and isinstance(
                triple.object, ox.NamedNode | ox.Literal
            ):
                self._objects[triple.subject.value][triple.predicate.value].append(triple.object)

    def subjects(self, predicate: str) -> list[str]:
        """Return the subjects that have the predicate, in the order of the files."""
        return [subject for subject, objects in self._objects.items() if predicate in objects]

    def of_type(self, kind: str) -> list[str]:
        """Return the things of a class, in the order of the files."""
        return [subject for subject in self._objects if kind in self.iris(subject, vocab.A)]

    def iris(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Return the IRIs that the subject has for the predicate."""
        objects = self._objects[subject].get(predicate, ())
        return tuple(node.value for node in objects if isinstance(node, ox.NamedNode))

    def words(self, subject: str, predicate: str, language: str | None = None) -> tuple[str, ...]:
        """Return the literals in `language` that the subject has for the predicate."""
        objects = self._objects[subject].get(predicate, ())
        return tuple(
            node.value for node in objects if isinstance(node, ox.Literal) and node.language == language
        )

    def labels(self, subject: str) -> tuple[str, ...]:
        """Return the Chinese names of a concept, the preferred one first."""
        preferred = self.words(subject, vocab.PREFERRED_LABEL, "zh")
        return preferred + self.words(subject, vocab.OTHER_LABEL, "zh")

    def names(self, subject: str, predicate: str) -> tuple[str, str]:
        """Return the Chinese and the English name of a term."""
        return self.words(subject, predicate, "zh")[0], self.words(subject, predicate, "en")[0]

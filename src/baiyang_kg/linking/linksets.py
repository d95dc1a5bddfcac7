"""Accepted mappings as a graph: the links themselves, who answers for each, and what the set is.

A linkset is a named graph, and its IRI is that of the set (VoID, section 5: https://www.w3.org/TR/void/#linkset):

    linkset:baiyang-2023-nbs-2022            void:Linkset, dcat:Dataset: title, licence, targets, digest
    linkset:baiyang-2023-nbs-2022/1f0c…      rdf:Statement: one link, with author, date and justification
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from baiyang_kg.graph import vocab
from baiyang_kg.graph.curies import shorten
from baiyang_kg.graph.description import STORE
from baiyang_kg.graph.iris import encode_segment
from baiyang_kg.graph.literals import decimal_literal
from baiyang_kg.linking.mappings import ACCEPTED
from baiyang_kg.linking.prefixes import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from baiyang_kg.graph.description import Fact
    from baiyang_kg.linking.mappings import Mapping, MappingSet

SSSOM = BUILT_IN["sssom"]
JUSTIFICATION, CONFIDENCE = SSSOM + "mapping_justification", SSSOM + "confidence"
AUTHOR, ACCEPTED_ON = SSSOM + "author_label", SSSOM + "mapping_date"
_LINKSET, _LINK_PREDICATE = vocab.VOID + "Linkset", vocab.VOID + "linkPredicate"
_OUTSIDE = (vocab.CODE, vocab.DATASET_GRAPH)  # things that only datasets know
_CHINESE = re.compile("[\u3400-\u9fff]")


def mint_linkset(stem: str) -> str:
    """Return the IRI of the linkset that is made of the file `<stem>.sssom.tsv`."""
    return vocab.LINKSET_GRAPH + encode_segment(stem)


def linkset_quads(mappings: MappingSet, linkset: str, *, sha256: str) -> list[Quad]:
    """Return the graph `linkset` of the accepted mappings, made of a file with the digest `sha256`.

    It is empty where none is accepted.
    """
    accepted = mappings.of(ACCEPTED)
    if not accepted:
        return []
    facts = [*_header(mappings, accepted, linkset, sha256)]
    for mapping in accepted:
        facts += _link(mapping, linkset)
    graph = NamedNode(linkset)
    return [
        Quad(NamedNode(subject), NamedNode(predicate), value, graph)
        for subject, predicate, value in dict.fromkeys(facts)
    ]


def _header(mappings: MappingSet, accepted: Sequence[Mapping], linkset: str, sha256: str) -> Iterator[Fact]:
    """Say what the set is, what it links, by whom, and of which file it was made."""
    for kind in (_LINKSET, vocab.DATASET):
        yield linkset, vocab.A, NamedNode(kind)
    yield linkset, vocab.TITLE, _text(mappings.title or shorten(linkset))
    if mappings.licence:
        yield linkset, vocab.LICENCE, NamedNode(mappings.licence)
    if mappings.version:
        yield linkset, vocab.OWL + "versionInfo", Literal(mappings.version)
    for end, slot in (("subjectsTarget", "subject_source"), ("objectsTarget", "object_source")):
        for target in _targets(mappings, accepted, slot):
            yield linkset, vocab.VOID + end, NamedNode(target)
    counts = Counter(mapping.predicate for mapping in accepted)
    for predicate in sorted(counts):
        partition = f"{linkset}/{encode_segment(shorten(predicate))}"
        yield linkset, _LINK_PREDICATE, NamedNode(predicate)
        yield linkset, vocab.VOID + "propertyPartition", NamedNode(partition)
        yield partition, vocab.VOID + "property", NamedNode(predicate)
        yield partition, vocab.VOID + "triples", Literal(counts[predicate])
    for author in sorted({mapping.author for mapping in accepted}):
        yield linkset, vocab.CREATOR, _text(author)
    latest = max(mapping.date for mapping in accepted)
    if latest:
        yield linkset, vocab.DCTERMS + "modified", Literal(latest, datatype=NamedNode(vocab.DATE))
    yield linkset, vocab.ORIGINAL_SHA256, Literal(sha256)
    if mappings.id != linkset:
        yield linkset, vocab.DERIVED_FROM, NamedNode(mappings.id)


def _targets(mappings: MappingSet, accepted: Sequence[Mapping], slot: str) -> list[str]:
    """Return the datasets on one side: those that the rows name, else the one that the whole set names."""
    prefixes = {**vocab.PREFIXES, **mappings.prefixes}
    named = {dict(mapping.others).get(slot, "") for mapping in accepted} - {""}
    found = named or {str(mappings.metadata.get(slot, ""))} - {""}
    targets = set()
    for curie in found:
        prefix, _, name = curie.partition(":")
        if prefix in prefixes or name.startswith("//"):
            targets.add(prefixes.get(prefix, f"{prefix}:") + name)
    return sorted(targets) or ([STORE] if slot == "subject_source" else [])


def _link(mapping: Mapping, linkset: str) -> Iterator[Fact]:
    """State a link, who answers for it and why, and what the file says that its object is called."""
    subject, link = NamedNode(mapping.subject), NamedNode(mapping.object)
    key = hashlib.sha256(f"{mapping.subject} {mapping.predicate} {mapping.object}".encode()).hexdigest()
    statement = f"{linkset}/{key[:16]}"
    yield mapping.subject, mapping.predicate, link
    yield statement, vocab.A, NamedNode(vocab.STATEMENT)
    yield statement, vocab.SUBJECT, subject
    yield statement, vocab.PREDICATE, NamedNode(mapping.predicate)
    yield statement, vocab.OBJECT, link
    yield statement, JUSTIFICATION, NamedNode(mapping.justification)
    yield statement, AUTHOR, _text(mapping.author)
    if mapping.date:
        yield statement, ACCEPTED_ON, Literal(mapping.date, datatype=NamedNode(vocab.DATE))
    if mapping.confidence is not None:
        yield statement, CONFIDENCE, decimal_literal(mapping.confidence)
    if mapping.comment:
        yield statement, vocab.RDFS + "comment", _text(mapping.comment)
    if mapping.object.startswith(_OUTSIDE):
        if mapping.object_label:
            yield mapping.object, vocab.PREFERRED_LABEL, _text(mapping.object_label)
        if mapping.object_code:
            yield mapping.object, vocab.NOTATION, Literal(mapping.object_code)


def _text(text: str) -> Literal:
    return Literal(text, language="zh") if _CHINESE.search(text) else Literal(text)

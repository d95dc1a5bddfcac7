"""From proposals to a file of links: what was decided stays, the rest is made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg import __version__
from baiyang_kg.graph import vocab
from baiyang_kg.graph.curies import shorten
from baiyang_kg.graph.description import STORE
from baiyang_kg.linking.mappings import ACCEPTED, REJECTED, Mapping, MappingSet
from baiyang_kg.linking.metadata import UNSTATED_LICENCE
from baiyang_kg.linking.prefixes import BUILT_IN
from baiyang_kg.linking.proposing import propose
from baiyang_kg.linking.records import CLASSES
from baiyang_kg.linking.within import GraphSource, propose_within

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from baiyang_kg.datasets.record import Record, Source
    from baiyang_kg.linking.proposing import Proposal


class Known(NamedTuple):
    """What persons have decided before, in any file."""

    accepted: frozenset[tuple[str, str, str]] = frozenset()  # subject, predicate, object
    rejected: frozenset[tuple[str, str]] = frozenset()  # subject, object

    @classmethod
    def of(cls, sets: Iterable[MappingSet]) -> Known:
        """Return what is decided in mapping sets."""
        decided = [mapping for one in sets for mapping in one.of(ACCEPTED, REJECTED)]
        return cls(
            frozenset((one.subject, one.predicate, one.object) for one in decided if one.status == ACCEPTED),
            frozenset(one.pair for one in decided if one.status == REJECTED),
        )


class Tally(NamedTuple):
    """What became of the things that were looked up; each is counted once."""

    things: int
    decided: int  # a person has accepted something for it, and nothing further is proposed
    exact: int  # one exact match is proposed
    ambiguous: int  # several are as good as each other
    close: int  # anything less
    without: int  # nothing is proposed

    def __str__(self) -> str:
        counts = [
            (self.exact, "exact"),
            (self.close, "close or wider"),
            (self.ambiguous, "ambiguous"),
            (self.decided, "decided before"),
            (self.without, "without counterpart"),
        ]
        told = [f"{count:,} {word}" for count, word in counts if count]
        return f"{self.things:,} thing{'' if self.things == 1 else 's'}: {', '.join(told) or 'none'}"


def find_links(things: Sequence[Record], source: Source, *, known: Known) -> list[Proposal]:
    """Return what is proposed for `things` among the records of `source`, which may be the graph itself.

    Raises DatasetError, and ExportError where the extra for linking is missing.
    """
    find = propose_within if isinstance(source, GraphSource) else propose
    return find(things, source, accepted=known.accepted, rejected=known.rejected)


def draft(proposals: Iterable[Proposal], before: MappingSet, *, source: Source, date: str = "") -> MappingSet:
    """Return the set of `before` with everything decided in it and the `proposals` of `source`, as of `date`.

    What a person wrote into the set without deciding it stays too, and what other datasets gave. A proposal
    that has not changed keeps its date.
    """
    about = {"object_source": _target(source)}
    kept = [
        mapping
        for mapping in before.mappings
        if mapping.decided or mapping.author or not about.items() <= dict(mapping.others).items()
    ]
    if source.year:
        about["object_source_version"] = str(source.year)
    pairs = {mapping.pair for mapping in kept}
    old = {mapping._replace(date="", place=""): mapping for mapping in before.mappings}
    made = []
    for proposal in proposals:
        mapping = _mapping(proposal)._replace(others=tuple(about.items()))
        if mapping.pair not in pairs:
            made.append(old.get(mapping) or mapping._replace(date=date))
    mappings = sorted([*kept, *made], key=lambda mapping: (*mapping.pair, mapping.predicate))
    tool = {"mapping_tool": "baiyang-kg", "mapping_tool_version": __version__}
    return before._replace(mappings=tuple(mappings), metadata={**before.metadata, **tool})


def begin(linkset: str, *, subjects: str, source: Source) -> MappingSet:
    """Return an empty set with the IRI `linkset`, for links from what `subjects`, an IRI, has to `source`."""
    inside = isinstance(source, GraphSource)
    metadata = {
        "mapping_set_title": "Links inside the graph" if inside else f"Links to {source.title}",
        "mapping_set_version": "1",
        "license": UNSTATED_LICENCE,
        "subject_source": shorten(subjects),
    }
    return MappingSet(linkset, (), {}, metadata)


def tally(subjects: Sequence[Record], mapping_set: MappingSet, *, known: Known) -> Tally:
    """Return how many of `subjects` have which kind of counterpart, in a set or decided before."""
    open_ones: dict[str, list[Mapping]] = {}
    for mapping in mapping_set.mappings:
        if not mapping.decided:
            open_ones.setdefault(mapping.subject, []).append(mapping)
    accepted = {subject for subject, _, _ in known.accepted}
    counts = dict.fromkeys(Tally._fields, 0)
    for iri in {record.iri for record in subjects}:
        counts["things"] += 1
        counts[_fate(open_ones.get(iri, []), decided=iri in accepted)] += 1
    return Tally(**counts)


def _fate(proposed: Collection[Mapping], *, decided: bool) -> str:
    if not proposed:
        return "decided" if decided else "without"
    if any(mapping.predicate == vocab.EXACT_MATCH and not mapping.rivals for mapping in proposed):
        return "exact"
    return "ambiguous" if any(mapping.rivals for mapping in proposed) else "close"


def _target(source: Source) -> str:
    """Return the dataset that objects are of, as a CURIE."""
    return shorten(STORE if isinstance(source, GraphSource) else vocab.DATASET_GRAPH + source.id)


def _mapping(proposal: Proposal) -> Mapping:
    one, other = proposal.subject, proposal.object
    return Mapping(
        subject=one.iri,
        predicate=_expand(proposal.predicate),
        object=other.iri,
        justification=_expand(proposal.justification),
        subject_label=one.name,
        subject_category=_category(one),
        object_label=other.name,
        object_category=_category(other),
        confidence=proposal.confidence,
        features=proposal.why,
        rivals=tuple(sorted(proposal.rivals)),
        subject_parents=" ".join(one.parents),
        object_parents=" ".join(other.parents),
        object_code=other.code,
        object_place=other.place,
    )


def _expand(curie: str) -> str:
    prefix, _, name = curie.partition(":")
    return BUILT_IN[prefix] + name


def _category(record: Record) -> str:
    return shorten(CLASSES[record.kind]) if record.kind in CLASSES else record.kind

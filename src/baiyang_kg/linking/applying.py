"""Links come into a store: what stands in their files is checked, and the accepted ones are loaded."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.errors import LinkError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.curies import shorten
from baiyang_kg.graph.naming import iri_term
from baiyang_kg.graph.replacement import amend_store
from baiyang_kg.graph.store import open_store
from baiyang_kg.linking.linksets import linkset_quads, mint_linkset
from baiyang_kg.linking.mappings import ACCEPTED, PREDICATES, PROPOSED, REJECTED, scheme_of
from baiyang_kg.linking.sssom import parse_mappings, read_content

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from pyoxigraph import Quad

    from baiyang_kg.graph.store import Store
    from baiyang_kg.linking.mappings import Mapping, MappingSet

ENDINGS = (".sssom.tsv", ".tsv")
_MOST = 500  # subjects looked up at once


class Applied(NamedTuple):
    """What came of a file of links."""

    path: str
    graph: str  # the IRI of its linkset
    accepted: int
    proposed: int
    rejected: int
    replaced: bool  # there was such a linkset before

    def __str__(self) -> str:
        counts = f"{self.accepted} accepted, {self.rejected} rejected, {self.proposed} undecided"
        if not self.accepted:
            done = "taken out" if self.replaced else "nothing to apply"
        else:
            done = "replaced" if self.replaced else "added"
        return f"{Path(self.path).name}: {counts}; {shorten(self.graph)} {done}"


def stem_of(path: str | Path) -> str:
    """Return what a file of links is known by: its name without the ending."""
    name = Path(path).name
    return name.removesuffix(next((ending for ending in ENDINGS if name.endswith(ending)), ""))


def apply_links(paths: Sequence[str | Path], store: str) -> list[Applied]:
    """Load the accepted links of the files at `paths` into `store`, a graph for each.

    The graph that was made of a file before is replaced. Returns what came of each file. Raises LinkError,
    with file and line, for a file that cannot be read or holds a fault, and StoreError; nothing is applied
    then.
    """
    sets: dict[str, MappingSet] = {}
    digests: dict[str, str] = {}
    for path in paths:
        graph = mint_linkset(stem_of(path))
        if graph in sets:
            found = f"has the name of {sets[graph].path}, and links are known by it"
            raise LinkError(str(path), found, "rename one of the two files")
        content = read_content(path)
        sets[graph] = parse_mappings(content, place=str(path))
        digests[graph] = hashlib.sha256(content).hexdigest()
    opened = open_store(store)
    check_links(sets, opened)
    quads: list[Quad] = []
    applied = []
    for graph, mappings in sets.items():
        quads += linkset_quads(mappings, graph, sha256=digests[graph])
        replaced = bool(opened.rows(f"SELECT ?p {{ GRAPH {iri_term(graph)} {{ ?s ?p ?o }} }} LIMIT 1"))
        accepted, proposed, rejected = (len(mappings.of(one)) for one in (ACCEPTED, PROPOSED, REJECTED))
        applied.append(Applied(mappings.path, graph, accepted, proposed, rejected, replaced))
    del opened  # a store that is read is not written
    amend_store(Path(store), drop=list(sets), add=quads)
    return applied


def counterparts_told(applied: Iterable[Applied], store: Store) -> bool:
    """Tell whether `store` says more of what the applied links lead to than their own files do."""
    graphs = " ".join(iri_term(one.graph) for one in applied)
    matches = " ".join(map(iri_term, PREDICATES))
    return bool(
        store.ask(f"""
            ASK {{
              VALUES ?graph {{ {graphs} }} VALUES ?match {{ {matches} }}
              GRAPH ?graph {{ ?thing ?match ?outside }}
              GRAPH ?other {{ ?outside skos:prefLabel|rdfs:label|skos:notation ?told }}
              FILTER (?other NOT IN ({graphs.replace(" ", ", ")}))
            }}""")
    )


def leads_to_codes(applied: Iterable[Applied], store: Store) -> bool:
    """Tell whether some of the applied links lead to codes of divisions, which a register explains."""
    graphs = " ".join(iri_term(one.graph) for one in applied)
    return bool(
        store.ask(f"""
            ASK {{
              VALUES ?graph {{ {graphs} }} GRAPH ?graph {{ ?thing ?match ?code }}
              FILTER STRSTARTS(STR(?code), "{vocab.CODE}")
            }}""")
    )


def check_links(sets: dict[str, MappingSet], store: Store) -> None:
    """Refuse links that cannot hold: `sets` by the graph that is to be made of each.

    Raises LinkError, with file and line, for a predicate that is no match of SKOS, for an accepted link that
    nobody answers for or that is rejected in another row, for a subject that the store does not know, and
    for a second exact match in a scheme that has one.
    """
    mappings = [mapping for one in sets.values() for mapping in one.mappings]
    for mapping in mappings:
        _check_predicate(mapping)
    accepted = [mapping for mapping in mappings if mapping.status == ACCEPTED]
    rejected = {mapping.pair: mapping.place for mapping in mappings if mapping.status == REJECTED}
    for mapping in accepted:
        if not mapping.author and "author_id" not in dict(mapping.others):
            raise LinkError(
                mapping.place, "is accepted, and nobody answers for it", "write who did into author_label"
            )
        if mapping.pair in rejected:
            found = f"is accepted, and rejected at {rejected[mapping.pair]}"
            raise LinkError(mapping.place, found, "take one of the two out")
    _check_subjects(accepted, store)
    _check_schemes(accepted, _stored_matches(store, sets))


def _check_predicate(mapping: Mapping) -> None:
    if mapping.predicate in PREDICATES:
        return
    choice = f"choose from: {', '.join(map(shorten, PREDICATES))}"
    if mapping.predicate == vocab.OWL + "sameAs":
        found = "owl:sameAs would make one thing of two, with everything that is said of either"
        raise LinkError(mapping.place, found, f"write skos:exactMatch; {choice}")
    raise LinkError(mapping.place, f"predicate_id: {shorten(mapping.predicate)} is no match of SKOS", choice)


def _check_subjects(mappings: Sequence[Mapping], store: Store) -> None:
    """Refuse a subject of which the store says nothing but links."""
    wanted = sorted({mapping.subject for mapping in mappings})
    known: set[str] = set()
    matches = ", ".join(map(iri_term, PREDICATES))
    for begin in range(0, len(wanted), _MOST):
        terms = " ".join(map(iri_term, wanted[begin : begin + _MOST]))
        rows = store.rows(f"""
            SELECT DISTINCT ?thing WHERE {{
              VALUES ?thing {{ {terms} }} ?thing ?property ?value FILTER (?property NOT IN ({matches}))
            }}""")
        known |= {thing.value for (thing,) in rows}
    for mapping in mappings:
        if mapping.subject not in known:
            found = f"subject_id: the store knows no {shorten(mapping.subject)}"
            remedy = "build it from the report that names it, or add the dataset that it is of"
            raise LinkError(mapping.place, found, remedy)


def _stored_matches(store: Store, ours: Collection[str]) -> Iterator[tuple[tuple[str, str], str, str]]:
    """Yield the exact matches of linksets that are not replaced: subject with scheme, object and linkset."""
    rows = store.rows(f"""
        SELECT ?subject ?object ?graph WHERE {{
          GRAPH ?graph {{ ?subject skos:exactMatch ?object }}
          FILTER STRSTARTS(STR(?graph), "{vocab.LINKSET_GRAPH}")
        }} ORDER BY STR(?graph) STR(?subject) STR(?object)""")
    for subject, match, graph in rows:
        if graph.value not in ours:
            yield (subject.value, scheme_of(match.value)), match.value, shorten(graph.value)


def _check_schemes(mappings: Sequence[Mapping], stored: Iterable[tuple[tuple[str, str], str, str]]) -> None:
    """Refuse that a thing is exactly two things of one scheme: a release of codes lists each once.

    The graph itself is no such scheme: it has a node of a thing for each street that names it.
    """
    found = {key: (match, place) for key, match, place in stored}
    for mapping in mappings:
        if mapping.predicate != vocab.EXACT_MATCH or mapping.object.startswith(vocab.ID):
            continue
        key = (mapping.subject, scheme_of(mapping.object))
        other, place = found.setdefault(key, (mapping.object, mapping.place))
        if other != mapping.object:
            fault = (
                f"{mapping.subject_label or shorten(mapping.subject)} is exactly {shorten(mapping.object)}, "
                f"and exactly {shorten(other)} at {place}"
            )
            raise LinkError(mapping.place, fault, "make one of the two a closeMatch, or reject it")

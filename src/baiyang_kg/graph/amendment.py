"""A store that changes in some of its graphs: what it says as a whole stays what a build would have it say.

The default graph has each triple once that any named graph states, so a triple leaves it only with the last
graph that states it. The numbers of the whole are those that the description gave, more or less what comes
and goes: a small change to a great store reads little of it.
"""

from __future__ import annotations

import functools
from itertools import chain, groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from baiyang_kg import __version__
from baiyang_kg.graph import vocab
from baiyang_kg.graph.census import Census, Counting
from baiyang_kg.graph.description import (
    EXAMPLES,
    describe,
    graph_facts,
    in_graph,
    stated_census,
    whole_facts,
)
from baiyang_kg.graph.executables import executables
from baiyang_kg.graph.queries import names, read_query

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from pyoxigraph import Store, Triple

    from baiyang_kg.graph.description import Fact

_MERGED = DefaultGraph()
_DESCRIPTION = NamedNode(vocab.DESCRIPTION_GRAPH)
_TYPE = NamedNode(vocab.A)
_MANY = 20  # the terms of a change of more than one part in so many are not looked up each by each
_AT_ONCE = 500_000  # quads
# Takes from the default graph what this graph alone states.
_WITHDRAWAL = """DELETE {{ ?s ?p ?o }} WHERE {{
  GRAPH {graph} {{ ?s ?p ?o }} FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER (?other != {graph}) }}
}}"""


def describe_store(quads: Sequence[Quad]) -> list[Quad]:
    """Return what a store says of itself: the description of `quads` and the canned queries."""
    return [*describe(quads, version=__version__), *_questions()]


def amend(store: Store, *, drop: Collection[str], add: Iterable[Quad]) -> None:
    """Take the graphs `drop` out of `store`, then put the quads `add`, all of named graphs, into it.

    Afterwards its default graph and its description are those of a store built at once from the same graphs.
    What fails leaves the store half changed: this is for a copy.
    """
    told = _read_description(store)
    whole, waiting = stated_census(told), set[NamedNode]()  # waiting to be merged and counted
    _withdraw(store, _DESCRIPTION)
    if not told:  # another program made it: its default graph may be anything
        store.clear_graph(_MERGED)
        waiting |= _graphs(store)
    for graph in map(NamedNode, sorted(drop)):
        gone = _withdraw(store, graph, whole)
        whole = whole.minus(gone) if told else whole
        waiting.discard(graph)
    _load(store, _noted(add, waiting))
    standing = {graph.value for graph in _graphs(store) - waiting}
    facts = [fact for fact in told if fact[0] in standing]
    for graph in sorted(waiting, key=str):
        whole = whole.plus(_merge(store, graph, whole))
        facts += graph_facts(graph.value, _triples(store, graph))
    _describe(store, whole, facts)
    store.flush()  # else every later opening replays the log, which takes a second


def _read_description(store: Store) -> list[Fact]:
    """Return the facts of the description; none where it does not tell of just the graphs that are there."""
    facts = [
        (quad.subject.value, quad.predicate.value, quad.object)
        for quad in store.quads_for_pattern(None, None, None, _DESCRIPTION)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)
    ]
    described = {value for _, predicate, value in facts if predicate == vocab.VOID + "subset"}
    merged = next(store.quads_for_pattern(None, None, None, _MERGED), None) is not None
    return facts if merged and described == _graphs(store) - {_DESCRIPTION} else []


def _describe(store: Store, whole: Census, facts: Sequence[Fact]) -> None:
    """Write the description of what the graphs come to as a `whole`, with the `facts` of each."""
    examples = filter(None, (_first_of(store, name) for name in EXAMPLES))
    told = whole_facts(whole, facts, examples=examples, version=__version__)
    quads = [*in_graph([*told, *facts]), *_questions()]
    store.extend([*quads, *(_merged(quad.triple) for quad in quads)])


def _first_of(store: Store, name: NamedNode) -> str:
    """Return the first thing of a class, "" where there is none."""
    found = store.quads_for_pattern(None, _TYPE, name, _MERGED)
    return min((quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)), default="")


def _withdraw(store: Store, graph: NamedNode, whole: Census | None = None) -> Census:
    """Take a graph out of the store, and out of the default graph what no other states; count the latter.

    Nothing is counted where the default graph comes to nothing that is known, `whole`.
    """
    store.update(_WITHDRAWAL.format(graph=graph))
    gone = _counting(store, graph, whole).census(_unmerged(store, graph)) if whole is not None else Census()
    store.remove_graph(graph)
    return gone


def _merge(store: Store, graph: NamedNode, whole: Census) -> Census:
    """Put the triples of a graph into the default graph, and count those that were not in it."""
    counting = _counting(store, graph, whole)
    _load(store, map(_merged, counting.through(_unmerged(store, graph))))
    return counting.census()


def _load(store: Store, quads: Iterable[Quad]) -> None:
    """Put quads into the store, some at a time: what one call brings the engine holds a few times over."""
    rest = iter(quads)
    for first in rest:
        store.bulk_extend(chain((first,), islice(rest, _AT_ONCE - 1)))


def _counting(store: Store, graph: NamedNode, whole: Census) -> Counting:
    """Return what counts by how much triples of `graph` raise the default graph, which comes to `whole`."""
    size: Any = store.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
    if int(next(size)["n"].value) * _MANY > whole.triples:
        subjects, values = (_terms(store, variable) for variable in ("?s", "?o"))
        return Counting(knows_subject=subjects.__contains__, knows_object=values.__contains__)
    return Counting(
        knows_subject=lambda subject: _is_stated(store, subject, None),
        knows_object=lambda value: _is_stated(store, None, value),
    )


def _terms(store: Store, variable: str) -> set[Any]:
    """Return the subjects, ?s, or the objects, ?o, of the default graph."""
    found: Any = store.query(f"SELECT DISTINCT {variable} {{ ?s ?p ?o }}")
    return {term for (term,) in found}


def _is_stated(store: Store, subject: NamedNode | None, value: NamedNode | Literal | None) -> bool:
    return next(store.quads_for_pattern(subject, None, value, _MERGED), None) is not None


def _graphs(store: Store) -> set[NamedNode]:
    return {graph for graph in store.named_graphs() if isinstance(graph, NamedNode)}


def _noted(quads: Iterable[Quad], graphs: set[NamedNode]) -> Iterator[Quad]:
    """Yield `quads`, and note their `graphs`."""
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            graphs.add(quad.graph_name)
            yield quad


def _triples(store: Store, graph: NamedNode) -> Iterator[Triple]:
    return (quad.triple for quad in store.quads_for_pattern(None, None, None, graph))


def _unmerged(store: Store, graph: NamedNode) -> Iterator[Triple]:
    """Yield the triples of a graph that the default graph has not."""
    for subject, triples in groupby(_triples(store, graph), key=attrgetter("subject")):
        if _is_stated(store, subject, None):
            yield from (triple for triple in triples if _merged(triple) not in store)
        else:  # of a thing that is new, all is: most of a dataset need not be looked up triple by triple
            yield from triples


def _merged(triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object)


@functools.cache
def _questions() -> tuple[Quad, ...]:
    return tuple(executables(map(read_query, names())))

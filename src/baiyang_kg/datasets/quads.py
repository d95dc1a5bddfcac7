"""What an outside dataset says, as quads of a named graph of its own, its provenance among them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from baiyang_kg.datasets.provenance import Provenance, mint_dataset, provenance_triples, read_file
from baiyang_kg.datasets.statements import read_statements, syntax_of
from baiyang_kg.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def dataset_quads(path: str, provenance: Provenance) -> Iterator[Quad]:
    """Yield the quads of a dataset; the same file gives the same ones in the same order.

    A file in RDF: what it states in whichever graphs, in one. Raises DatasetError, with file and line.
    """
    graph = NamedNode(mint_dataset(provenance.id))
    form = syntax_of(path)
    file = read_file(path, form.media_type if form else "")
    stated = skolemised(read_statements(path, base=provenance.source or graph.value), graph.value, place=path)
    for triple in chain(provenance_triples(provenance, title=file.name, files=[file]), stated):
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


def skolemised(quads: Iterable[Quad], dataset: str, *, place: str) -> Iterator[Triple]:
    """Yield the triples of `quads`, each blank node an IRI in `dataset` by its place in their order.

    See "RDF 1.1 Concepts", section 3.5. Raises DatasetError for a triple in a triple, which RDF 1.1 has not.
    """
    nodes: dict[BlankNode, NamedNode] = {}

    def named(term: Any) -> Any:
        if isinstance(term, BlankNode):
            if term not in nodes:
                nodes[term] = NamedNode(f"{dataset}/node/{len(nodes) + 1}")
            return nodes[term]
        if isinstance(term, Triple):
            raise DatasetError(place, f"states a triple of a triple: {term}", "write it in RDF 1.1")
        return term

    for quad in quads:
        yield Triple(named(quad.subject), quad.predicate, named(quad.object))

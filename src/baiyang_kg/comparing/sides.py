"""What can stand on a side of a comparison: a store, an export of one, a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode

from baiyang_kg.errors import CompareError
from baiyang_kg.graph.export import FORMATS
from baiyang_kg.graph.naming import nearest
from baiyang_kg.graph.outside import is_outside_graph
from baiyang_kg.graph.store import open_store
from baiyang_kg.graph.terms import ontology_quads, read_ontology
from baiyang_kg.graph.vocab import DESCRIPTION_GRAPH, ID, ONTOLOGY_GRAPH
from baiyang_kg.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pyoxigraph import Quad

_DATASET = ID + "dataset"  # of which the description speaks; what it names itself begins so


class Side(NamedTuple):
    """One side: what it is called, and its quads, which are in the default graph where no graph is known."""

    name: str
    quads: frozenset[Quad]

    @property
    def has_graphs(self) -> bool:
        """Whether it is known which report says what."""
        return all(quad.graph_name != DefaultGraph() for quad in self.quads)

    def reports_only(self) -> Side:
        """Return what reports say: without ontology, description of the store, outside datasets and links."""
        names = {quad.graph_name.value for quad in self.quads if isinstance(quad.graph_name, NamedNode)}
        apart = {ONTOLOGY_GRAPH, DESCRIPTION_GRAPH, *filter(is_outside_graph, names)}
        nodes = set(map(NamedNode, apart))
        kept = [quad for quad in self.quads if quad.graph_name not in nodes]
        if not self.has_graphs:
            known = {quad.triple for quad in ontology_quads(read_ontology(resource("ontology")))}
            kept = [quad for quad in kept if quad.triple not in known and not _describes(quad)]
        return Side(self.name, frozenset(kept))

    def triples_only(self) -> Side:
        """Return the same statements without the names of their graphs."""
        return Side(
            self.name, frozenset(pyoxigraph.Quad(q.subject, q.predicate, q.object) for q in self.quads)
        )


def read_side(path: str, *, read_report: Callable[[Path], Sequence[Quad]]) -> Side:
    """Return the side that stands at `path`: a store folder, an export (.ttl .nt .nq .trig …), or a report.

    `#` and a name behind the path choose one named graph: `baiyang.kg#baiyang-2023`. A report is read and
    mapped by `read_report`. Raises CompareError for what is none of these, StoreError and ReportError.
    """
    file, mark, graph = path.partition("#") if not Path(path).exists() else (path, "", "")
    found = Path(file)
    if not found.exists():
        raise CompareError(path, "there is nothing here", "name a store, an export or a report")
    quads: Iterable[Quad]
    if found.is_dir():
        quads = open_store(file).quads()
    elif found.suffix.lower().removeprefix(".") in FORMATS:
        quads = _read_export(found)
    else:
        quads = read_report(found)
    side = Side(path, frozenset(quads))
    return _one_graph(side, graph) if mark else side


def _read_export(path: Path) -> list[Quad]:
    form = FORMATS[path.suffix.lower().removeprefix(".")]
    try:
        return list(pyoxigraph.parse(path=path, format=form))
    except (SyntaxError, ValueError) as error:
        raise CompareError(str(path), f"is no {form.name}: {error}", "export the store again") from None
    except OSError as error:
        raise CompareError(str(path), f"cannot be read: {error}", "name a file you may read") from None


def _one_graph(side: Side, name: str) -> Side:
    chosen = frozenset(quad for quad in side.quads if name in _names_of(quad))
    if not chosen:
        there = sorted({_names_of(quad)[-1] for quad in side.quads})
        near = " · ".join(nearest(name, there) or there)
        raise CompareError(side.name, f"there is no graph {name}", f"did you mean {near}?")
    return Side(side.name, chosen)


def _names_of(quad: Quad) -> tuple[str, ...]:
    """Return what the graph of a quad may be called: its IRI, and the last part of it."""
    name = quad.graph_name
    return (name.value, name.value.rpartition("/")[2]) if isinstance(name, NamedNode) else ("",)


def _describes(quad: Quad) -> bool:
    return isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(_DATASET)

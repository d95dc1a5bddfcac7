"""The store seen through rdflib, without a copy: rdflib's reading methods work on it, and nothing else does.

rdflib hands a query to the engine, which would answer SERVICE by asking another machine; so a query is looked
at first, on every way that it can take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

import pyoxigraph

from baiyang_kg.errors import ExportError, StoreError
from baiyang_kg.graph.vocab import PREFIXES

try:
    import rdflib
    from oxrdflib.store import OxigraphStore
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
except ImportError:
    raise ExportError("graph()", "needs rdflib and oxrdflib", "pip install 'baiyang-kg[rdflib]'") from None

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import NamedNode, Triple

    from baiyang_kg.graph.store import Store


def view(store: Store, *, graph: NamedNode | None = None) -> rdflib.Graph:
    """Return a graph that shows `store`: all its reports merged, or one named graph."""
    identifier = rdflib.URIRef(graph.value) if graph else DATASET_DEFAULT_GRAPH_ID
    return GraphView(_ReadOnly(store), identifier)


def graph_of(triples: Iterable[Triple]) -> rdflib.Graph:
    """Return a graph of its own that holds `triples`."""
    engine = pyoxigraph.Store()
    engine.bulk_extend(pyoxigraph.Quad(*triple) for triple in triples)
    return GraphView(OxigraphStore(store=engine), DATASET_DEFAULT_GRAPH_ID)


class GraphView(rdflib.Graph):
    """A graph whose queries stay on this machine."""

    def __init__(self, store: OxigraphStore, identifier: Any) -> None:
        super().__init__(store=store, identifier=identifier, bind_namespaces="none")
        for prefix, namespace in PREFIXES.items():
            self.namespace_manager.bind(prefix, namespace)

    def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Any:
        """Ask a query, as rdflib does. Raises QueryError for SERVICE."""
        prepared = not isinstance(query_object, str)
        _refuse_service(query_object._original_args[0] if prepared else query_object)  # noqa: SLF001 (else a prepared query hides its text)
        return super().query(query_object, *args, **kwargs)


class _ReadOnly(OxigraphStore):  # type: ignore[misc, unused-ignore]  # it says nothing of its types
    """The store of a view: what would change it is refused, and no query of it asks another machine."""

    def __init__(self, store: Store) -> None:
        super().__init__(store=store._engine)  # noqa: SLF001 (the view is of the engine)
        self._opened = store  # it holds the lock

    def query(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        """Ask a query of the engine. Raises QueryError for SERVICE."""
        if isinstance(query, str):
            _refuse_service(query)
        return super().query(query, *args, **kwargs)

    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise StoreError(self._opened.path, "is only read", "add to a copy: rdflib.Graph() + kg.graph()")

    add = addN = remove = update = add_graph = remove_graph = destroy = _refuse  # noqa: N815 (rdflib's names)


def _refuse_service(query: str) -> None:
    from baiyang_kg.graph.syntax import explain_service  # noqa: PLC0415 (rdflib is slow enough)

    if refusal := explain_service(query, place="graph().query"):
        raise refusal

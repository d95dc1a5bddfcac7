"""The graphs that no report made: outside datasets and the accepted links to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from baiyang_kg.graph import vocab
from baiyang_kg.graph.identifiers import MATCHES

if TYPE_CHECKING:
    from baiyang_kg.graph.store import Store

SPDX = "https://spdx.org/licenses/"  # the names of licences, such as CC-BY-4.0


def is_outside_graph(graph: str) -> bool:
    """Tell whether a named graph is that of an outside dataset or of links."""
    return graph.startswith((vocab.DATASET_GRAPH, vocab.LINKSET_GRAPH))


def find_lost_things(store: Store) -> list[str]:
    """Return the IRIs of things that links lead from or to and that no report names any more, sorted."""
    rows = store.rows(f"""SELECT DISTINCT ?thing WHERE {{
      VALUES ?match {{ {" ".join(f"<{match}>" for match in MATCHES)} }}
      GRAPH ?links {{ ?subject ?match ?object }}
      FILTER STRSTARTS(STR(?links), "{vocab.LINKSET_GRAPH}")
      VALUES ?end {{ 1 2 }}
      BIND (IF(?end = 1, ?subject, ?object) AS ?thing)
      FILTER STRSTARTS(STR(?thing), "{vocab.ID}")
      FILTER NOT EXISTS {{ ?thing a ?class }}
    }} ORDER BY STR(?thing)""")
    return [thing.value for (thing,) in rows]

"""What a store holds, in a few lines: versions, licence, digest, reports, graphs and their sizes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from baiyang_kg import __version__
from baiyang_kg.graph.curies import shorten, text_of
from baiyang_kg.graph.export import graph_iris
from baiyang_kg.graph.naming import iri_term
from baiyang_kg.terminal import table_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.graph.store import Store


def info_lines(store: Store, *, columns: int) -> Iterator[str]:
    """Yield the lines that describe `store`."""
    ontology = store.rows("SELECT ?v { ?o a owl:Ontology ; owl:versionInfo ?v } ORDER BY ?v")
    licences = store.rows("SELECT ?l { ?g a dcat:Dataset ; dcterms:license ?l } ORDER BY STR(?l)")
    digests = store.rows("SELECT ?d { GRAPH graph:description { ?s a dcat:Catalog ; by:sha256 ?d } }")
    yield f"store     {Path(store.path).resolve()}"
    yield f"program   baiyang-kg {__version__}, pyoxigraph {pyoxigraph.__version__}"
    yield f"ontology  {', '.join(version.value for (version,) in ontology) or 'none'}"
    yield f"licence   {', '.join(licence.value for (licence,) in licences) or 'not stated'}"
    yield f"sha256    {', '.join(digest.value for (digest,) in digests) or 'none'}"
    yield ""
    described = store.rows("""
        SELECT ?g ?area ?year ?title WHERE {
          ?report a schema:Report . ?g dcterms:source ?report .
          OPTIONAL { ?report schema:about/rdfs:label ?area }
          OPTIONAL { ?report schema:temporalCoverage ?year }
          OPTIONAL { ?report dcterms:title ?title }
        } ORDER BY STR(?g) STR(?area) STR(?title)""")
    reports = {graph.value: [text_of(term) for term in rest] for graph, *rest in described}
    counts = _counts(store)
    rows = [[shorten(graph), counts[graph], *reports.get(graph, ["", "", ""])] for graph in sorted(counts)]
    header = ("graph", "triples", "area", "year", "title")
    yield from table_lines(header, rows, columns=columns, numeric=(False, True, False, False, False))


def _counts(store: Store) -> dict[str, str]:
    """Return how many triples each graph has: what the store says, counted where it does not say it."""
    said = store.rows("SELECT ?g ?n { GRAPH graph:description { ?g a void:Dataset ; void:triples ?n } }")
    counts = {graph.value: count.value for graph, count in said}
    for graph in graph_iris(store):
        if graph not in counts:
            counted = store.rows(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {iri_term(graph)} {{ ?s ?p ?o }} }}")
            counts[graph] = counted[0][0].value
    return {graph: counts[graph] for graph in graph_iris(store)}

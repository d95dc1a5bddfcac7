"""What a store holds: versions, licence, digest, reports, outside datasets, graphs and their sizes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from baiyang_kg import __version__
from baiyang_kg.graph import vocab
from baiyang_kg.graph.curies import shorten, text_of
from baiyang_kg.graph.export import graph_iris
from baiyang_kg.graph.naming import iri_term
from baiyang_kg.graph.outside import SPDX, is_outside_graph
from baiyang_kg.terminal import table_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.graph.store import Store


def info_lines(store: Store, *, columns: int) -> Iterator[str]:
    """Yield the lines that describe `store`."""
    ontology = store.rows("SELECT ?v { ?o a owl:Ontology ; owl:versionInfo ?v } ORDER BY ?v")
    licences = store.rows(f"""SELECT ?l {{ ?g a dcat:Dataset ; dcterms:license ?l
      FILTER STRSTARTS(STR(?g), "{vocab.GRAPH}") }} ORDER BY STR(?l)""")
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
    ours = sorted(graph for graph in counts if not is_outside_graph(graph))
    rows = [[shorten(graph), counts[graph], *reports.get(graph, ["", "", ""])] for graph in ours]
    header = ("graph", "triples", "area", "year", "title")
    yield from table_lines(header, rows, columns=columns, numeric=(False, True, False, False, False))
    if outside := sorted(graph for graph in counts if is_outside_graph(graph)):
        yield ""
        yield from _outside_lines(store, {graph: counts[graph] for graph in outside}, columns=columns)


def _outside_lines(store: Store, counts: dict[str, str], *, columns: int) -> Iterator[str]:
    """Yield a table of outside datasets and links, by the IRIs of their graphs with their sizes."""
    rows = []
    for graph, count in counts.items():
        term = iri_term(graph)
        told = store.rows(f"""SELECT ?year ?licence ?title {{
          OPTIONAL {{ {term} schema:temporalCoverage ?year }}
          OPTIONAL {{ {term} dcterms:license ?licence }}
          OPTIONAL {{ {term} dcterms:title ?title }} }} ORDER BY ?year STR(?licence) ?title""")
        year, licence, title = map(text_of, told[0])
        rows.append((shorten(graph), count, year, licence.removeprefix(SPDX), title))
    header = ("from outside", "triples", "year", "licence", "title")
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

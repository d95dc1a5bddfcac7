"""What a store holds, in a few lines: versions, reports, graphs and their sizes, licence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from baiyang_kg import __version__
from baiyang_kg.graph.curies import shorten, text_of
from baiyang_kg.terminal import table_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.graph.store import Store


def info_lines(store: Store, *, columns: int) -> Iterator[str]:
    """Yield the lines that describe `store`."""
    ontology = store.rows("SELECT ?v { ?o a owl:Ontology ; owl:versionInfo ?v } ORDER BY ?v")
    licences = store.rows("SELECT ?l { ?g a dcat:Dataset ; dcterms:license ?l } ORDER BY STR(?l)")
    yield f"store     {Path(store.path).resolve()}"
    yield f"program   baiyang-kg {__version__}, pyoxigraph {pyoxigraph.__version__}"
    yield f"ontology  {', '.join(version.value for (version,) in ontology) or 'none'}"
    yield f"licence   {', '.join(licence.value for (licence,) in licences) or 'not stated'}"
    yield ""
    described = store.rows("""
        SELECT ?g ?area ?year ?title WHERE {
          ?g dcterms:source ?report .
          OPTIONAL { ?report schema:about/rdfs:label ?area }
          OPTIONAL { ?report schema:temporalCoverage ?year }
          OPTIONAL { ?report dcterms:title ?title }
        } ORDER BY STR(?g) STR(?area) STR(?title)""")
    reports = {graph.value: [text_of(term) for term in rest] for graph, *rest in described}
    counts = store.rows("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY STR(?g)")
    rows = [[shorten(g.value), n.value, *reports.get(g.value, ["", "", ""])] for g, n in counts]
    header = ("graph", "triples", "area", "year", "title")
    yield from table_lines(header, rows, columns=columns, numeric=(False, True, False, False, False))

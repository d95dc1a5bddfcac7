"""What a thing is in other datasets: entries that accepted links lead to, and whose word that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from baiyang_kg.graph import vocab
from baiyang_kg.graph.curies import shorten, text_of
from baiyang_kg.graph.naming import iri_term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.graph.store import Store

MATCHES = {  # how a thing of the graph and one outside are linked
    vocab.EXACT_MATCH: "同一 (exact match)",
    vocab.CLOSE_MATCH: "相近 (close match)",
    vocab.BROAD_MATCH: "上位 (broad match)",
    vocab.NARROW_MATCH: "下位 (narrow match)",
    vocab.RELATED_MATCH: "相关 (related match)",
}
_ORDER = list(MATCHES)


def is_outside(iri: str) -> bool:
    """Tell whether an IRI is no thing of reports: of a register, a table or another graph."""
    return not iri.startswith(vocab.ID)


def describe_identifiers(store: Store, iri: str) -> Iterator[str]:
    """Yield a line for each link from the thing `iri` to one outside, the closest first.

    It has code and name there, the match, the register with its year or else the IRI, the title of the
    dataset where it was added, and who accepted the link and when.
    """
    matches = " ".join(map(iri_term, MATCHES))
    rows = store.rows(f"""
        PREFIX sssom: <https://w3id.org/sssom/>
        SELECT ?match ?outside (SAMPLE(?notation) AS ?code) (SAMPLE(?label) AS ?name)
               (MIN(STR(?about)) AS ?title) (MIN(STR(?author)) AS ?who) (MAX(STR(?date)) AS ?day) WHERE {{
          VALUES ?match {{ {matches} }} {iri_term(iri)} ?match ?outside .
          OPTIONAL {{ ?outside skos:notation ?notation }}
          OPTIONAL {{ ?outside skos:prefLabel|rdfs:label ?label FILTER (LANG(?label) != "en") }}
          OPTIONAL {{
            GRAPH ?dataset {{ ?outside a ?class }} ?dataset dcterms:title ?about
            FILTER STRSTARTS(STR(?dataset), "{vocab.DATASET_GRAPH}")
          }}
          OPTIONAL {{
            ?link rdf:subject {iri_term(iri)} ; rdf:predicate ?match ; rdf:object ?outside .
            ?link sssom:author_label ?author
            OPTIONAL {{ ?link sssom:mapping_date ?date }}
          }}
        }} GROUP BY ?match ?outside""")
    rows.sort(key=lambda row: (_ORDER.index(row[0].value), row[1].value))
    for match, outside, code, name, title, who, day in rows:
        if is_outside(outside.value):
            called = " ".join(filter(None, (text_of(code), text_of(name))))
            word = f"{text_of(who)} {text_of(day)}".strip()
            titled = f"《{text_of(title)}》" if title else ""
            parts = (called, MATCHES[match.value], _register(outside.value, coded=bool(called)), titled, word)
            yield "  ".join(filter(None, parts))


def _register(iri: str, *, coded: bool) -> str:
    """Return the register of a code and its year, such as `nbs/2022`; of another thing, its IRI in short."""
    if coded and iri.startswith(vocab.CODE):
        return iri.removeprefix(vocab.CODE).rpartition("/")[0]
    return shorten(iri)

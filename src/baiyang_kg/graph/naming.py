"""From what a person calls a thing to its IRI: by label, by IRI in full or in short."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph

from baiyang_kg.errors import QueryError
from baiyang_kg.graph.curies import expand, shorten
from baiyang_kg.graph.vocab import CODE, DATASET_GRAPH, INDICATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from baiyang_kg.graph.store import Store


class Named(NamedTuple):
    """A thing of the store with one of its labels and the label of its class (empty where it has none)."""

    iri: str
    label: str
    kind: str


def resolve(store: Store, name: str, *, class_iri: str | None = None, place: str) -> Named:
    """Return the thing called `name`, of the class `class_iri` or of one below it.

    Raises QueryError, with `place`, where nothing has this name (with the nearest names that there are) and
    where several things have it (with the IRI of each).
    """
    found = find_named(store, name, class_iri=class_iri)
    if len(found) == 1:
        return found[0]
    if found:
        several = "\n".join(f"    {shorten(thing.iri)}  {thing.kind}" for thing in found)
        raise QueryError(
            place, f"{name} is the name of {len(found)} things:\n{several}", "say which, by its IRI"
        )
    near = nearest(name, measured(store)) if class_iri == INDICATOR else ()
    near = near or nearest(name, labels(store, class_iri))
    remedy = (
        f"did you mean {' · '.join(near)}?" if near else "list what there is with: baiyang-kg run overview"
    )
    raise QueryError(place, f"nothing is called {name}", remedy)


def find_named(store: Store, name: str, *, class_iri: str | None = None) -> list[Named]:
    """Return the things called `name` (a label in any language, code or IRI), in the order of their IRIs.

    Codes of a register and rows of a table that was added are called what the things of reports are, which
    people mean: they are found by name only where nothing else has it.
    """
    iri = expand(name)
    if iri is not None:
        pattern = f"VALUES ?thing {{ {iri_term(iri)} }} ?thing ?property ?value ."
    else:
        text = pyoxigraph.Literal(name)
        called = "rdfs:label|skos:altLabel|skos:prefLabel" + ("|skos:notation" if name.isdigit() else "")
        pattern = f"VALUES ?name {{ {text} {text}@zh {text}@en }} ?thing {called} ?name ."
    rows = store.rows(f"""
        SELECT ?thing (SAMPLE(?label) AS ?a) (SAMPLE(?zh) AS ?b) (MIN(STR(?term)) AS ?c) WHERE {{
          {pattern} {_of_class(class_iri)}
          OPTIONAL {{ ?thing rdfs:label ?label }}
          OPTIONAL {{ ?thing skos:prefLabel ?term FILTER (LANG(?term) != "en") }}
          OPTIONAL {{ ?thing a ?class . ?class rdfs:label ?zh FILTER (LANG(?zh) = "zh") }}
        }} GROUP BY ?thing ORDER BY STR(?thing)""")
    numbered = iri is not None or name.isdigit()  # what was written is no name
    found = [
        Named(
            thing.value,
            next((word.value for word in (label, term if numbered else None) if word), name),
            kind.value if kind else "",
        )
        for thing, label, kind, term in rows
        if isinstance(thing, pyoxigraph.NamedNode)
    ]
    return [named for named in found if not named.iri.startswith((CODE, DATASET_GRAPH))] or found


def labels(
    store: Store, class_iri: str | None = None, *, begin: str = "", most: int | None = None
) -> list[str]:
    """Return the labels of the things of a class, or of everything but figures, in code-point order.

    With `begin`, those that begin so; with `most`, the first ones.
    """
    limit = _of_class(class_iri) or "FILTER NOT EXISTS { ?thing a schema:Observation }"
    begins = f"FILTER (STRSTARTS(STR(?label), {pyoxigraph.Literal(begin)}))" if begin else ""
    rows = store.rows(
        f"SELECT DISTINCT ?label WHERE {{ ?thing rdfs:label|skos:prefLabel ?label . {begins} {limit} }}"
    )
    return sorted({label.value for (label,) in rows})[:most]


def measured(store: Store) -> list[str]:
    """Return the Chinese labels of the indicators of which `store` has figures, those with most first."""
    rows = store.rows("""
        SELECT ?label (COUNT(DISTINCT ?figure) AS ?figures) WHERE {
          ?figure schema:variableMeasured ?indicator . ?indicator rdfs:label|skos:prefLabel ?label
          FILTER (LANG(?label) = "zh")
        } GROUP BY ?label ORDER BY DESC(?figures) ?label""")
    return [label.value for label, _ in rows]


def nearest(name: str, names: Iterable[str], *, count: int = 3) -> Sequence[str]:
    """Return up to `count` of `names` that look like `name`, those that contain it or stand in it first."""
    from difflib import get_close_matches  # noqa: PLC0415 (only a miss pays for it)

    candidates = list(names)
    inside = [
        other
        for other in candidates
        if len(name) > 1 and (name in other or (len(other) > 1 and other in name))
    ]
    inside.sort(key=lambda other: (abs(len(other) - len(name)), other))
    similar = get_close_matches(name, candidates, n=count, cutoff=0.6)
    return list(dict.fromkeys([*inside, *similar]))[:count]


def iri_term(iri: str) -> str:
    """Return `iri` as it stands in a query. Raises QueryError where it is none."""
    try:
        return str(pyoxigraph.NamedNode(iri))
    except ValueError as error:
        raise QueryError(
            iri, f"is no IRI: {error}", "write it in full, or with a prefix such as by: or id:"
        ) from None


def _of_class(class_iri: str | None) -> str:
    return f"?thing a ?narrow . ?narrow rdfs:subClassOf* {iri_term(class_iri)} ." if class_iri else ""

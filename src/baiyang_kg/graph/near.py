"""What is near to a pattern that leaves nothing: labels, predicates, classes and spellings of the store."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph

from baiyang_kg.graph.curies import shorten, text_of
from baiyang_kg.graph.naming import labels, nearest
from baiyang_kg.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from baiyang_kg.graph.patterns import Pattern
    from baiyang_kg.graph.store import Store
    from baiyang_kg.graph.tokens import Token

_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPES = ("gYear", "gYearMonth", "date", "integer", "decimal", "double", "boolean", "anyURI")
_LANGUAGES = ("zh", "en")


class Place(NamedTuple):
    """Where nothing is left: a pattern, its text, what its group has before it, and how to ask there.

    `holds` tells whether a body in this place finds anything; `select` returns up to 50 rows of a head and
    a body; `at` is the piece of the pattern, "" for all of it; `expand` makes an IRI of a name.
    """

    pattern: Pattern
    text: str
    before: str
    at: str
    holds: Callable[[str], bool]
    select: Callable[[str, str], list[tuple[Any, ...]]]
    expand: Callable[[str], str | None]

    def words(self) -> Iterator[Token]:
        """Yield the words of the pattern, or of the piece of it."""
        return (word for word in self.pattern.words if word.text in (self.at or self.text))


def hints(store: Store, place: Place) -> list[str]:
    """Return sentences on what a pattern that leaves nothing may have meant."""
    if place.pattern.keyword == "FILTER":
        return list(_values_before(place))
    if place.pattern.is_group:
        return (
            ["alone it has rows; none of them goes with what stands before"] if place.before.strip() else []
        )
    found = [*_near_texts(store, place), *_near_names(store, place)]
    return found or list(_what_such_things_have(place))


def _near_texts(store: Store, place: Place) -> Iterator[str]:
    """Yield how the store spells a text or a number of the pattern, or the labels near to it."""
    for word in place.words():
        if word.kind not in {"string", "number"}:
            continue
        text = word.text.strip("\"'") if word.kind == "string" else word.text
        written, end = _literal_at(place, word)
        spellings = [term for term in _spellings(store, text) if term != written]
        start = word.start - place.pattern.start
        fitting = [
            term
            for term in spellings
            if place.holds(f"{place.before} {place.text[:start]}{term}{place.text[end:]}")
        ]
        if fitting:
            yield f"{printable(written)} is not there; write {printable(' or '.join(fitting))}"
        elif word.kind == "string":
            near = [label for label in nearest(text, labels(store)) if label != text]
            if near:
                yield f"labels near {printable(text)}: {printable(' · '.join(near))}"
            return


def _literal_at(place: Place, word: Token) -> tuple[str, int]:
    """Return the literal that begins with a word, with its language or datatype, and where it ends."""
    index = place.pattern.words.index(word)
    behind = place.pattern.words[index + 1 : index + 3]
    last = word
    if behind and behind[0].kind == "language":
        last = behind[0]
    elif len(behind) == 2 and behind[0].text == "^^":
        last = behind[1]
    start = place.pattern.start
    return place.text[word.start - start : last.end - start], last.end - start


def _spellings(store: Store, text: str) -> list[str]:
    """Return the literals of the store with this text, in whatever language or of whatever type."""
    literals = [
        pyoxigraph.Literal(text),
        *(pyoxigraph.Literal(text, language=language) for language in _LANGUAGES),
        *(pyoxigraph.Literal(text, datatype=pyoxigraph.NamedNode(_XSD + name)) for name in _TYPES),
    ]
    values = " ".join(map(str, literals))
    rows = store.rows(f"SELECT DISTINCT ?o {{ VALUES ?o {{ {values} }} FILTER EXISTS {{ ?s ?p ?o }} }}")
    return [_written(term) for (term,) in rows]


def _written(term: Any) -> str:
    """Return a literal as a query of ours has it."""
    datatype = term.datatype.value
    if term.language or datatype == f"{_XSD}string":
        return str(term)
    if datatype in {f"{_XSD}integer", f"{_XSD}decimal"}:
        return str(term.value)
    return f'"{term.value}"^^{shorten(datatype)}'


def _near_names(store: Store, place: Place) -> Iterator[str]:
    """Yield, for a name that occurs nowhere, the predicates, classes and graphs near to it."""
    typed = False
    for word in place.words():
        iri = None if word.text.startswith("_:") else place.expand(word.text.replace("\\", ""))
        if iri is None or word.kind not in {"name", "iri"}:
            typed = word.is_word("A")
            continue
        short = printable(shorten(iri))
        if not _occurs(store, iri):
            local = re.split(r"[#/]", iri)[-1]
            known = _vocabulary(store)
            near = list(dict.fromkeys(known[name] for name in nearest(local, known, count=6)))[:3]
            near = near or list(nearest(local, labels(store)))
            said = f"; near: {' · '.join(near)}" if near else ""
            yield f"{short} occurs nowhere{printable(said)}"
        elif typed and not store.ask(f"ASK {{ ?thing a {pyoxigraph.NamedNode(iri)} }}"):
            yield f"nothing is a {short}; what there is: baiyang-kg info"
        typed = shorten(iri) == "rdf:type"


def _occurs(store: Store, iri: str) -> bool:
    try:
        node = str(pyoxigraph.NamedNode(iri))
    except ValueError:
        return True
    return any(
        store.ask(f"ASK {{ {pattern} }}")
        for pattern in (f"?s {node} ?o", f"?s ?p {node}", f"{node} ?p ?o", f"GRAPH {node} {{ ?s ?p ?o }}")
    )


def _vocabulary(store: Store) -> dict[str, str]:
    """Return how to say the predicates, classes and graphs of the store, by local name and by label.

    The description of the store lists them; a store without one is searched.
    """
    described = store.rows("SELECT DISTINCT ?t { ?part void:property|void:class ?t }")
    used = [
        *(described or store.rows("SELECT DISTINCT ?t { { ?s ?t ?o } UNION { ?s a ?t } }")),
        *store.rows("SELECT DISTINCT ?t { GRAPH ?t {} }"),
    ]
    nodes = " ".join(str(term) for (term,) in used)
    named = store.rows(f"SELECT ?t ?name {{ VALUES ?t {{ {nodes} }} ?t rdfs:label ?name }} ORDER BY ?t ?name")
    titles = {term.value: name.value for term, name in named if name.language == "zh"}
    found: dict[str, str] = {}
    for term, name in [*((term, None) for (term,) in used), *named]:
        title = titles.get(term.value)
        shown = f"{shorten(term.value)} ({title})" if title else shorten(term.value)
        found.setdefault(name.value if name else re.split(r"[#/]", term.value)[-1], shown)
    return found


def _values_before(place: Place) -> Iterator[str]:
    """Yield values that the variables of a filter have without it."""
    names = dict.fromkeys(word.text for word in place.words() if word.kind == "variable")
    for name in [name for name in names if name in place.before][:3]:
        rows = place.select(f"DISTINCT {name}", f"{place.before} FILTER (BOUND({name}))")
        shown = [_written(v) if isinstance(v, pyoxigraph.Literal) else text_of(v) for (v,) in rows[:3]]
        if shown:
            yield f"without it, {name} is {printable(' · '.join(shown))}{' …' if len(rows) > 3 else ''}"


def _what_such_things_have(place: Place) -> Iterator[str]:
    """Yield the predicates of the things that the patterns before have found."""
    subject = _subject_of(place)
    if subject is None or place.at:
        return
    found = f"{{ SELECT DISTINCT {subject} {{ {place.before} }} LIMIT 20 }} {subject} ?property ?anything"
    properties = sorted(text_of(term) for (term,) in place.select("DISTINCT ?property", found))
    if properties:
        yield f"such a {subject} has: {printable(' '.join(properties))}"


def _subject_of(place: Place) -> str | None:
    """Return the variable that a pattern of triples is about and that stands in those before it."""
    first = place.pattern.words[0]
    if place.pattern.keyword:
        return None
    if first.text != ";":
        return first.text if first.kind == "variable" and first.text in place.before else None
    subjects = re.findall(r"(?:^|[.{}])\s*([?$]\w+)(?=\s)", place.before)
    return subjects[-1] if subjects else None

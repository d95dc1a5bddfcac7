"""Parameters of canned queries: what a user may say for one, and how it gets into the query.

A parameter `p` is exactly one `VALUES ?p { … }` of the query; what stands between its braces is the default,
or UNDEF for a parameter that may stay open. A value is first made an RDF term, whose N-Triples form then
replaces what stands between the braces and nothing else: a value can never become syntax.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph

from baiyang_kg.errors import QueryError
from baiyang_kg.graph.tokens import find_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from baiyang_kg.graph.queries import Choice, Parameter
    from baiyang_kg.graph.store import Store

_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPED = {  # by type: the form, the datatype, what to write
    "integer": (re.compile(r"[+-]?[0-9]+"), "integer", "write a whole number, such as 12"),
    "decimal": (re.compile(r"[+-]?[0-9]+(\.[0-9]+)?"), "decimal", "write a number, such as 12 or 1.5"),
    "year": (re.compile(r"[0-9]{4}"), "gYear", "write a year of four digits, such as 2023"),
    "date": (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "date", "write a date, such as 2023-12-31"),
}
# What a term in N-Triples form consists of: an IRI, or a text with or without a language or a datatype.
_TERMS = {("iri",), ("string",), ("string", "language"), ("string", "mark", "iri")}


def bind(query: str, terms: Mapping[str, str], *, place: str) -> str:
    """Return `query` with the terms, in N-Triples form, between the braces of their VALUES.

    Raises QueryError where the query has no or several VALUES for a name, and for what is not exactly one
    term or would change more than what stands between the braces.
    """
    for name, term in terms.items():
        start, end = find_braces(query, name, place=place)
        bound = f"{query[:start]} {term} {query[end:]}"
        words = find_words(term)
        expected = [*find_words(query[:start]), *words, *find_words(query[end:])]
        is_term = tuple(word.kind for word in words) in _TERMS
        if not is_term or [word.text for word in find_words(bound)] != [word.text for word in expected]:
            raise QueryError(
                place, f"the value of {name} does not stay between its braces", "say it otherwise"
            )
        query = bound
    return query


def find_braces(query: str, name: str, *, place: str) -> tuple[int, int]:
    """Return where the text between the braces of `VALUES ?name { … }` begins and ends."""
    words = find_words(query)
    found = [
        index
        for index in range(len(words) - 2)
        if words[index].is_word("VALUES")
        and words[index + 1].text in {f"?{name}", f"${name}"}
        and words[index + 2].text == "{"
    ]
    if len(found) != 1:
        raise QueryError(
            place, f"{len(found)} lines VALUES ?{name} {{ … }}", "a parameter is exactly one such line"
        )
    closing = next((word for word in words[found[0] + 3 :] if word.text == "}"), None)
    if closing is None:
        raise QueryError(place, f"VALUES ?{name} {{ is not closed", "close it with }")
    return words[found[0] + 2].end, closing.start


def parse_value(
    parameter: Parameter, text: str, *, store: Store, choices: Callable[[Parameter], list[Choice]], place: str
) -> str:
    """Return what the user said for `parameter` as a term in N-Triples form.

    `choices` gives the values that a choice may take. Raises QueryError, with what would be right, for a
    value of the wrong type, a name that nothing has and a choice that there is not.
    """
    place = f"{place} -p {parameter.name}"
    if parameter.type in _TYPED:
        return _parse_typed(parameter.type, text, place)
    if parameter.type in {"iri", "entity"}:
        return _parse_thing(parameter, text, store, place)
    if parameter.type == "choice":
        return _parse_choice(text, choices(parameter), place)
    return str(pyoxigraph.Literal(text))


def _parse_thing(parameter: Parameter, text: str, store: Store, place: str) -> str:
    from baiyang_kg.graph.curies import expand  # noqa: PLC0415 (numbers, texts and choices need no names)
    from baiyang_kg.graph.naming import iri_term, resolve  # noqa: PLC0415 (as above)

    if parameter.type == "entity":
        return iri_term(resolve(store, text, class_iri=expand(parameter.of_class), place=place).iri)
    iri = expand(text)
    if iri is None:
        raise QueryError(place, f"{text!r} is no IRI", "write it in full, or with a prefix: by:Community")
    return iri_term(iri)


def _parse_typed(kind: str, text: str, place: str) -> str:
    form, datatype, remedy = _TYPED[kind]
    if not form.fullmatch(text) or (kind == "date" and not _is_date(text)):
        article = "an" if kind == "integer" else "a"
        raise QueryError(place, f"{text!r} is not {article} {kind}", remedy)
    return str(pyoxigraph.Literal(text, datatype=pyoxigraph.NamedNode(_XSD + datatype)))


def _is_date(text: str) -> bool:
    from datetime import date  # noqa: PLC0415 (few queries have a date)

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _parse_choice(text: str, choices: list[Choice], place: str) -> str:
    for choice in choices:
        if text in choice.names:
            return choice.term
    from baiyang_kg.graph.naming import nearest  # noqa: PLC0415 (only a miss pays for it)

    owners = {name: choice.names[0] for choice in choices for name in choice.names}
    near = dict.fromkeys(owners[name] for name in nearest(text, owners))
    guess = f"; did you mean {' · '.join(near)}?" if near else ""
    remedy = "choose from: " + ", ".join(" ".join(choice.names[:2]) for choice in choices)
    raise QueryError(place, f"{text!r} is no choice{guess}", remedy)

"""Canned queries: the files `queries/*.rq`, each a whole SPARQL 1.1 query below a header that describes it.

The name of the file is the name of the query, of its section in the documentation and of its golden result.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph

from baiyang_kg.errors import QueryError
from baiyang_kg.graph.header import parse_header
from baiyang_kg.resources import read_resource, resource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from baiyang_kg.graph.header import Value
    from baiyang_kg.graph.store import Store

TYPES = frozenset({"choice", "date", "decimal", "entity", "integer", "iri", "text", "year"})
_KEYS = {"example", "needs", "params", "plot", "summary", "summary_zh", "tags"}
_PARAMETER_KEYS = {"choices", "class", "from", "help", "optional", "type"}
_REMEDY = "list the canned queries with: baiyang-kg queries"


# Tuples, because a canned query starts in less time than dataclasses take to load.
class Parameter(NamedTuple):
    """A parameter as the header of its query describes it."""

    name: str
    type: str
    help: str = ""
    optional: bool = False
    of_class: str = ""  # of an entity: its class, as by:Community; empty for any
    choices: tuple[str, ...] = ()  # of a choice: the fixed ones,
    choices_from: str = (
        ""  # or the name of the query whose first column holds them and whose others name them
    )


class Choice(NamedTuple):
    """One value that a choice may take: its term, and what a person may call it.

    The word to show goes first, its Chinese name next where it has one.
    """

    term: str
    names: tuple[str, ...]


class CannedQuery(NamedTuple):
    """A query with what its header says of it."""

    name: str
    text: str
    summary: str
    summary_zh: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    example: Mapping[str, str]
    plot: Mapping[str, str] = MappingProxyType({})  # how its answer is drawn, by columns; empty: not at all
    needs: tuple[str, ...] = ()  # what a store of one report lacks, by names of `graph.needs`


def names() -> list[str]:
    """Return the names of all canned queries, in their order."""
    return sorted(path.stem for path in resource("queries").glob("*.rq"))


def read_query(name: str) -> CannedQuery:
    """Return the canned query `name`.

    Raises QueryError where there is none of this name, with the nearest ones, or where its header is wrong.
    """
    text = read_resource(f"queries/{name}.rq") if name.replace("-", "").isalnum() else None
    if text is None:
        raise QueryError(
            f"run {name}", "there is no canned query of this name", _guess(name, names()) + _REMEDY
        )
    return parse_query(text, name=name)


def parse_query(text: str, *, name: str) -> CannedQuery:
    """Return the canned query that `text` is. Raises QueryError for a header that is wrong or incomplete."""
    place = f"queries/{name}.rq"
    header = parse_header(text, place=place)
    _refuse_unknown(header, _KEYS, place)
    described = header.get("params", {})
    example, plot = header.get("example", {}), header.get("plot", {})
    tags, needs = header.get("tags", []), header.get("needs", [])
    if (
        not isinstance(described, dict)
        or not isinstance(example, dict)
        or not isinstance(plot, dict)
        or not isinstance(tags, list)
        or not isinstance(needs, list)
    ):
        raise QueryError(
            place,
            "params, example, plot, tags or needs has the wrong form",
            "see src/baiyang_kg/graph/header.py",
        )
    return CannedQuery(
        name=name,
        text=text,
        summary=_text(header, "summary", place),
        summary_zh=_text(header, "summary_zh", place),
        tags=tuple(tags),
        parameters=tuple(_parameter(key, value, place) for key, value in described.items()),
        example={key: str(value) for key, value in example.items()},
        plot={key: str(value) for key, value in plot.items()},
        needs=tuple(needs),
    )


def prepare(query: CannedQuery, values: Sequence[tuple[str, str]], *, store: Store) -> str:
    """Return the text of `query` with what the user said for its parameters.

    Raises QueryError for an unknown parameter, for one that is given twice and for a value of the wrong type.
    """
    if not values:
        return query.text
    from baiyang_kg.graph.parameters import bind, parse_value  # noqa: PLC0415 (most runs have no parameters)

    place = f"run {query.name}"
    known = {parameter.name: parameter for parameter in query.parameters}
    terms: dict[str, str] = {}
    for name, text in values:
        if name not in known:
            there = f"it has: {', '.join(known)}" if known else "it has none"
            raise QueryError(place, f"there is no parameter {name}", _guess(name, list(known)) + there)
        if name in terms:
            raise QueryError(place, f"the parameter {name} is given twice", "give it once")
        terms[name] = parse_value(
            known[name],
            text,
            store=store,
            choices=lambda parameter: find_choices(store, parameter),
            place=place,
        )
    return bind(query.text, terms, place=f"queries/{query.name}.rq")


def default_of(query: CannedQuery, parameter: Parameter) -> str:
    """Return what stands between the braces of `parameter`, as it is written in the file."""
    from baiyang_kg.graph.parameters import find_braces  # noqa: PLC0415 (as in prepare)

    start, end = find_braces(query.text, parameter.name, place=f"queries/{query.name}.rq")
    return query.text[start:end].strip()


def value_of_default(query: CannedQuery, parameter: Parameter) -> str:
    """Return the default of `parameter` as a person says it: the last name in its IRI, or the text itself."""
    return re.split("[:/]", default_of(query, parameter).strip('<>"'))[-1]


def default_notes(query: CannedQuery, values: Sequence[tuple[str, str]]) -> list[str]:
    """Return a sentence for each parameter that keeps its default although it decides what is answered."""
    given = {name for name, _ in values}
    return [
        f"{parameter.name} is {default_of(query, parameter)}; for another: -p {parameter.name} …"
        for parameter in query.parameters
        if not parameter.optional and parameter.name not in given
    ]


def find_choices(store: Store, parameter: Parameter) -> list[Choice]:
    """Return the values that a choice may take: those of the header, or the rows of a canned query."""
    if not parameter.choices_from:
        return [Choice(str(pyoxigraph.Literal(name)), (name,)) for name in parameter.choices]
    rows = store.rows(read_query(parameter.choices_from).text, declared=True)
    return [Choice(str(term), tuple(name.value for name in called if name)) for term, *called in rows]


def _parameter(name: str, described: Value, place: str) -> Parameter:
    place = f"{place} parameter {name}"
    if not isinstance(described, dict):
        raise QueryError(place, "is not described", f"write #+   {name}: {{type: text}}")
    _refuse_unknown(described, _PARAMETER_KEYS, place)
    kind = _text(described, "type", place)
    if kind not in TYPES:
        raise QueryError(place, f"there is no type {kind}", f"choose from: {', '.join(sorted(TYPES))}")
    of_class, choices = described.get("class", ""), described.get("choices", [])
    return Parameter(
        name=name,
        type=kind,
        help=str(described.get("help", "")),
        optional=described.get("optional") == "true",
        of_class=str(of_class),
        choices=tuple(choices),
        choices_from=str(described.get("from", "")),
    )


def _text(described: Mapping[str, Value], key: str, place: str) -> str:
    value = described.get(key)
    if not isinstance(value, str):
        raise QueryError(place, f"its header has no {key}", f"write #+ {key}: …")
    return value


def _refuse_unknown(described: Mapping[str, Value], known: set[str], place: str) -> None:
    for key in described:
        if key not in known:
            raise QueryError(
                place, f"its header has a key {key!r}", f"choose from: {', '.join(sorted(known))}"
            )


def _guess(name: str, known: Sequence[str]) -> str:
    from baiyang_kg.graph.naming import nearest  # noqa: PLC0415 (only a miss pays for it)

    near = nearest(name, known)
    return f"did you mean {' · '.join(near)}? " if near else ""

"""Why a text is no query we answer: the place in it, what stands there, what to do.

The engine says how far it came, which may be some tokens behind the mistake. The mistake is sought from there
backwards: it is the token behind the longest beginning of the query that can still be completed.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING

import pyoxigraph

from baiyang_kg.errors import QueryError
from baiyang_kg.graph.tokens import find_service, find_words, line_and_column
from baiyang_kg.graph.vocab import PREFIXES
from baiyang_kg.terminal import ELLIPSIS, cut, printable, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.graph.tokens import Token

WELL_KNOWN = {  # prefixes that people write from memory and that the project itself does not use
    "cube": "https://cube.link/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dct": "http://purl.org/dc/terms/",
    "dbo": "http://dbpedia.org/ontology/",
    "dbr": "http://dbpedia.org/resource/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "qb": "http://purl.org/linked-data/cube#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "schema": "https://schema.org/",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
}
_KEYWORDS = (
    *("ASK", "BASE", "BIND", "BY", "CONSTRUCT", "DESCRIBE", "DISTINCT", "EXISTS", "FILTER", "FROM", "GRAPH"),
    *("GROUP", "HAVING", "LIMIT", "MINUS", "NAMED", "OFFSET", "OPTIONAL", "ORDER", "PREFIX", "REDUCED"),
    *("SELECT", "UNION", "VALUES", "WHERE", "ASC", "DESC", "AVG", "COUNT", "MAX", "MIN", "SAMPLE", "SUM"),
    *("BOUND", "COALESCE", "CONTAINS", "DATATYPE", "LANG", "LANGMATCHES", "REGEX", "REPLACE", "STR"),
)
_UPDATES = {"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE"}
_CLOSING = {"(": ")", "[": "]", "{": "}"}
# What may follow a beginning of a query so that, its brackets closed, a whole query stands there.
_CONTINUATIONS = (
    *("", " ?z", " ?z ?z", " 1", "1 AS ?zz", " AS ?zz", " ?zz", " {}", " ?z {}", "(1)", " BY ?z", " *"),
    *("* {}", " * {}", " {} {}", ": <z:z>", " <z:z>", " z: <z:z>", " ?z IN (1)", '"z"', " {} {} {}"),
)
_TAILS = ("", " {}", " SELECT * {}")
_SHOWN = 100  # columns of a line of the query
_GROUPING = "The SELECT contains a variable that is unbound"


def explain_syntax_error(query: str, message: str, *, place: str) -> QueryError:
    """Return the error to raise for `query`, which the engine refused with `message`."""
    words = find_words(query)
    if not words:
        return QueryError(
            place, "there is no query", "write one, such as: SELECT * WHERE { ?s ?p ?o } LIMIT 10"
        )
    for explain in (_explain_update, _explain_bracket, _explain_prefix):
        if error := explain(query, words, place):
            return error
    if _GROUPING in message:
        found = "SELECT names a variable that is neither grouped nor aggregated"
        select = next((word for word in words if word.is_word("SELECT")), words[0])
        return _error(query, select.start, place, found, "add it to GROUP BY, or take SAMPLE(…) of it")
    wrong = _find_mistake(query, words, message)
    if wrong is None:
        found = "the query ends too early"
        return _error(query, words[-1].end, place, found, "complete it")
    return _error(query, wrong.start, place, f"{wrong.text!r} cannot stand here", _remedy(wrong))


def explain_service(query: str, *, place: str) -> QueryError | None:
    """Return the error to raise if `query` would ask another machine, else None."""
    if (service := find_service(query)) is None:
        return None
    found = "SERVICE would ask another machine, and baiyang-kg works offline"
    return _error(
        query, service.start, place, found, "take it out, or export the graph and load both elsewhere"
    )


def _explain_update(query: str, words: Sequence[Token], place: str) -> QueryError | None:
    update = next(
        (word for word in words if word.kind == "word" and word.text.upper() not in {"PREFIX", "BASE"}), None
    )
    if update is None or update.text.upper() not in _UPDATES:
        return None
    found = f"{update.text} would change the store, and a query only reads it"
    return _error(
        query, update.start, place, found, "change the report or the ontology, then: baiyang-kg build"
    )


def _explain_bracket(query: str, words: Sequence[Token], place: str) -> QueryError | None:
    opened: list[Token] = []
    for word in words:
        if word.kind != "mark":
            continue
        if word.text in {'"', "'"}:
            return _error(
                query,
                word.start,
                place,
                "the text that begins here does not end",
                f"close it with {word.text}",
            )
        if word.text in _CLOSING:
            opened.append(word)
        elif word.text in _CLOSING.values() and (not opened or _CLOSING[opened.pop().text] != word.text):
            return _error(
                query, word.start, place, f"{word.text} closes nothing", "take it out, or open it before"
            )
    if not opened:
        return None
    bracket = opened[-1]
    return _error(
        query,
        bracket.start,
        place,
        f"{bracket.text} is not closed",
        f"close it with {_CLOSING[bracket.text]}",
    )


def _explain_prefix(query: str, words: Sequence[Token], place: str) -> QueryError | None:
    declared = {after.text for word, after in pairwise(words) if word.is_word("PREFIX")}
    known = {f"{prefix}:" for prefix in PREFIXES} | declared
    for word in words:
        prefix, colon, _ = word.text.partition(":")
        if word.kind != "name" or prefix == "_" or prefix + colon in known:
            continue
        if prefix in {"http", "https"}:
            found = "an IRI stands between < and > and has no blanks"
            return _error(query, word.start, place, found, "write <…> around it, and %20 for a blank")
        namespace = WELL_KNOWN.get(prefix)
        line = f"PREFIX {prefix}: <{namespace or '…'}>"
        near = "" if namespace else _did_you_mean(f"{prefix}:", sorted(known))
        return _error(
            query,
            word.start,
            place,
            f"the prefix {prefix + colon} is not known{near}",
            f"add the line {line}",
        )
    return None


def _find_mistake(query: str, words: Sequence[Token], message: str) -> Token | None:
    """Return the first token that no completion of what stands before it could have; None for the end."""
    reached = len(words)
    if match := re.match(r"error at (\d+):(\d+)", message):
        far = (int(match[1]), int(match[2]))
        reached = sum(line_and_column(query, word.start) <= far for word in words)
    for count in range(reached, max(reached - 6, 0), -1):
        if _can_be_completed(query[: words[count - 1].end], words[:count]):
            return words[count] if count < len(words) else None
    return words[0] if reached <= 6 else words[reached - 1]


def _can_be_completed(beginning: str, words: Sequence[Token]) -> bool:
    brackets = [word.text for word in words if word.kind == "mark" and word.text in "()[]{}"]
    opened: list[str] = []
    for bracket in brackets:
        if bracket in _CLOSING:
            opened.append(bracket)
        elif opened:
            opened.pop()
    closing = " " + " ".join(_CLOSING[bracket] for bracket in reversed(opened))
    tails = _TAILS if "{" not in brackets else ("",)
    return any(_parses(beginning + middle + closing + tail) for middle in _CONTINUATIONS for tail in tails)


def _parses(query: str) -> bool:
    try:
        pyoxigraph.Store().query(query, prefixes=PREFIXES)
    except (SyntaxError, RuntimeError):
        return False
    return True


def _remedy(wrong: Token) -> str:
    if wrong.kind == "word":
        return f"see https://www.w3.org/TR/sparql11-query/{_did_you_mean(wrong.text.upper(), _KEYWORDS)}"
    if wrong.kind == "iri":
        return "write the whole IRI, such as <https://w3id.org/baiyang-kg/ns#Community>"
    if wrong.text == "/":
        return "write an IRI with a slash in full: <https://w3id.org/baiyang-kg/id/…>"
    return "see https://www.w3.org/TR/sparql11-query/#sparqlGrammar"


def _did_you_mean(word: str, words: Sequence[str]) -> str:
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else ""


def _error(query: str, offset: int, place: str, found: str, remedy: str) -> QueryError:
    """Return the error at `offset`, with the line of the query and a caret under the place."""
    line, column = line_and_column(query, offset)
    text = query.splitlines()[line - 1].expandtabs(1) if query else ""
    first = max(0, column - _SHOWN // 2) if width(text) > _SHOWN else 0
    before = printable((ELLIPSIS if first else "") + text[first : column - 1])
    shown = cut(before + printable(text[column - 1 :]), _SHOWN)
    return QueryError(f"{place}:{line}:{column}", f"{found}\n  {shown}\n  {' ' * width(before)}^", remedy)

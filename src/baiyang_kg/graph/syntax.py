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
# What the engine knows of a query that is one by its grammar: its words, the word of the query that they
# concern, what is found there, what to do.
_KNOWN = (
    (
        "The SELECT contains a variable that is unbound",
        "SELECT",
        "SELECT names a variable that is neither grouped nor aggregated",
        "add it to GROUP BY, or take SAMPLE(…) of it",
    ),
    (
        "SELECT * is not authorized with GROUP BY",
        "*",
        "of groups, * cannot be selected",
        "name the variables of GROUP BY, and aggregates such as (COUNT(*) AS ?n)",
    ),
    (
        "The SELECT overrides an existing variable",
        "AS",
        "AS gives a value to a variable that has one",
        "take a new name",
    ),
    ("Duplicated variable name in SELECT", "AS", "SELECT has two values of one name", "take a new name"),
)
# What people write, by the word before the mistake, and what is meant.
_AFTER = {
    "AS": ("{} has a value already", "take a new name"),
    "ASC": ("{} stands in no parentheses", "write ASC({})"),
    "DESC": ("{} stands in no parentheses", "write DESC({})"),
    "FILTER": ("{} stands in no parentheses", "write the condition in parentheses: FILTER ({} …)"),
    "HAVING": ("{} stands in no parentheses", "write the condition in parentheses: HAVING ({} …)"),
    "LIMIT": ("{} is no number of rows", "write a whole number, such as LIMIT 10"),
    "OFFSET": ("{} is no number of rows", "write a whole number, such as OFFSET 10"),
}
_FUNCTIONS = (
    *("ABS", "BNODE", "BOUND", "CEIL", "COALESCE", "CONCAT", "CONTAINS", "DATATYPE", "DAY", "ENCODE_FOR_URI"),
    *(
        "FLOOR",
        "HOURS",
        "IF",
        "IRI",
        "LANG",
        "LANGMATCHES",
        "LCASE",
        "MD5",
        "MINUTES",
        "MONTH",
        "NOW",
        "RAND",
    ),
    *("REGEX", "REPLACE", "ROUND", "SAMETERM", "SECONDS", "SHA1", "SHA256", "STR", "STRAFTER", "STRBEFORE"),
    *("STRDT", "STRENDS", "STRLANG", "STRLEN", "STRSTARTS", "STRUUID", "SUBSTR", "TIMEZONE", "UCASE", "YEAR"),
)


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
    for known, word, found, remedy in _KNOWN:
        if known in message:
            return _error(query, _first(words, word).start, place, found, remedy)
    wrong = _find_mistake(query, words, message)
    if wrong is None:
        found = "the query ends too early"
        return _error(query, words[-1].end, place, found, "complete it")
    found, remedy = _what_is_wrong(words, wrong)
    return _error(query, wrong.start, place, found, remedy)


def _first(words: Sequence[Token], text: str) -> Token:
    return next((word for word in words if word.text.upper() == text), words[0])


def _what_is_wrong(words: Sequence[Token], wrong: Token) -> tuple[str, str]:
    """Return what to say of a word that cannot stand where it does, and what to do."""
    place = words.index(wrong)
    before = words[place - 1].text.upper() if place and words[place - 1].kind == "word" else ""
    if before in _AFTER and (wrong.kind == "variable" or before in {"LIMIT", "OFFSET"}):
        found, remedy = _AFTER[before]
        return found.format(wrong.text), remedy.format(wrong.text)
    if wrong.text.startswith("_:"):
        return f"{wrong.text} is a node of another group", "take a variable, which all groups share"
    return f"{wrong.text!r} cannot stand here", _remedy(wrong)


def explain_function(query: str, message: str, *, place: str) -> QueryError | None:
    """Return the error to raise if `message` says that the engine lacks a function of `query`, else None."""
    match = re.search(r"custom (?:aggregate )?function <([^>]*)>", message)
    if match is None:
        return None
    words = find_words(query)
    local = re.split(r"[#/:]", match[1])[-1]
    called = next(
        (
            word
            for word, after in pairwise(words)
            if after.text == "(" and word.text.rstrip(">").endswith(local)
        ),
        words[0],
    )
    near = get_close_matches(local.upper(), _FUNCTIONS, n=1, cutoff=0.8)
    remedy = f"did you mean {near[0]}?" if near else "those of SPARQL 1.1 are there; see docs/sparql.md"
    return _error(query, called.start, place, f"there is no function {called.text}", remedy)


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
    return f"; did you mean {near[0]}?" if near and near[0] != word else ""


def _error(query: str, offset: int, place: str, found: str, remedy: str) -> QueryError:
    """Return the error at `offset`, with the line of the query and a caret under the place."""
    line, column = line_and_column(query, offset)
    text = query.splitlines()[line - 1].expandtabs(1) if query else ""
    first = max(0, column - _SHOWN // 2) if width(text) > _SHOWN else 0
    before = printable((ELLIPSIS if first else "") + text[first : column - 1])
    shown = cut(before + printable(text[column - 1 :]), _SHOWN)
    return QueryError(f"{place}:{line}:{column}", f"{found}\n  {shown}\n  {' ' * width(before)}^", remedy)

"""The header of a query file: lines that begin with `#+` and say what the query answers.

It is a small part of YAML, so that other programs can read it as such:

    #+ summary: Indicators of a theme             a key and its text, to the end of the line
    #+ tags: [indicators, themes]                 a list
    #+ example: {theme: economy, min: "1,5"}      pairs; a text with , or ] stands in double quotes
    #+ params:                                    a key with nothing behind it: indented lines with keys below
    #+   theme: {type: choice, from: themes}

Values are texts, lists of texts, or pairs of these. There are no numbers, anchors, tags or further levels.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from baiyang_kg.errors import QueryError

if TYPE_CHECKING:
    Value: TypeAlias = str | list[str] | dict[str, "Value"]

_LINE = re.compile(r"#\+( +)([\w-]+):(?: +(.*?))? *\Z")
_PIECE = re.compile(r' *(?:"((?:[^"\\]|\\.)*)"|((?:[^,:\[\]{}"]|:(?! ))*[^,:\[\]{}" ])) *')
_REMEDY = "write it as src/baiyang_kg/graph/header.py says"


def parse_header(text: str, *, place: str) -> dict[str, Value]:
    """Return the header that opens `text`, by key.

    Raises QueryError, with `place` and line, for a line that is not of the form above or a key given twice.
    """
    header: dict[str, Value] = {}
    block: dict[str, Value] = header
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#+"):
            break
        match = _LINE.match(line)
        if match is None:
            raise QueryError(f"{place}:{number}", f"{line!r} is no line of a header", _REMEDY)
        indent, key, value = match.groups()
        target = block if len(indent) > 1 else header
        if key in target:
            raise QueryError(f"{place}:{number}", f"the key {key!r} stands here twice", "take one out")
        if value:
            target[key] = _parse_value(value, f"{place}:{number}")
        else:
            target[key] = block = {}
    return header


def _parse_value(text: str, place: str) -> Value:
    if text[0] not in '[{"':
        return text
    value, end = _parse_flow(text, 0, place)
    if end != len(text):
        raise QueryError(place, f"{text[end:]!r} stands behind the end of the value", _REMEDY)
    return value


def _parse_flow(text: str, at: int, place: str) -> tuple[Value, int]:
    """Return the list, the pairs or the text at `at`, and where it ends."""
    if text.startswith("[", at):
        items: list[str] = []
        at += 1
        while not text.startswith("]", at):
            item, at = _parse_text(text, at, place)
            items.append(item)
            at = _parse_comma(text, at, "]", place)
        return items, at + 1
    if text.startswith("{", at):
        pairs: dict[str, Value] = {}
        at += 1
        while not text.startswith("}", at):
            key, at = _parse_text(text, at, place)
            if not text.startswith(":", at):
                raise QueryError(place, f"no colon behind {key!r}", _REMEDY)
            at += len(text[at + 1 :]) - len(text[at + 1 :].lstrip()) + 1
            pairs[key], at = _parse_flow(text, at, place)
            at = _parse_comma(text, at, "}", place)
        return pairs, at + 1
    return _parse_text(text, at, place)


def _parse_text(text: str, at: int, place: str) -> tuple[str, int]:
    match = _PIECE.match(text, at)
    if match is None:
        raise QueryError(place, f"no text at {text[at:]!r}", _REMEDY)
    quoted, plain = match.groups()
    return (re.sub(r"\\(.)", r"\1", quoted) if plain is None else plain), match.end()


def _parse_comma(text: str, at: int, closing: str, place: str) -> int:
    """Return where the next item begins, or where the closing bracket stands."""
    while text.startswith(" ", at):
        at += 1
    if text.startswith(",", at):
        return at + 1
    if text.startswith(closing, at):
        return at
    raise QueryError(place, f"no comma and no {closing} at {text[at:]!r}", _REMEDY)

"""Why a query found nothing: the first of its patterns that leaves nothing.

The patterns of the outermost group are asked one after the other, each with those before it; filters come
last, because they see the whole group wherever they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.errors import QueryError
from baiyang_kg.graph.naming import labels, nearest
from baiyang_kg.graph.tokens import find_words, line_and_column
from baiyang_kg.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from baiyang_kg.graph.store import Store
    from baiyang_kg.graph.tokens import Token

_OPENING = {"FILTER", "OPTIONAL", "VALUES", "BIND", "MINUS", "GRAPH"}
_DEEPER, _HIGHER = frozenset("([{"), frozenset(")]}")


class _Pattern(NamedTuple):
    """A piece of a group: its tokens from its first to its last."""

    words: Sequence[Token]

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    @property
    def is_filter(self) -> bool:
        return self.words[0].is_word("FILTER")


def explain_empty(store: Store, query: str) -> str:
    """Return a sentence that says why the SELECT `query` has no rows, as far as that can be found out."""
    words = find_words(query)
    group = _outermost_group(words)
    patterns = sorted(_patterns(group), key=lambda pattern: pattern.is_filter)
    if not patterns or not next((word for word in words if word.is_word("SELECT")), None):
        return "no rows"
    prologue = query[: next(word.start for word in words if word.is_word("SELECT"))]
    for count in range(1, len(patterns) + 1):
        body = " ".join(query[pattern.start : pattern.end] for pattern in patterns[:count])
        try:
            found = bool(store.ask(f"{prologue} ASK {{ {body} }}"))
        except QueryError:
            return "no rows"
        if not found:
            return _explanation(store, query, patterns[count - 1])
    return "no rows"


def _explanation(store: Store, query: str, pattern: _Pattern) -> str:
    line, _ = line_and_column(query, pattern.start)
    text = printable(" ".join(query[pattern.start : pattern.end].lstrip(";. ").split()))
    sentence = f"no rows: nothing is left with line {line}: {text}"
    for word in pattern.words:
        if word.kind == "string":
            name = word.text.strip("\"'")
            near = [label for label in nearest(name, labels(store)) if label != name]
            return f"{sentence}\n  labels near {name}: {' · '.join(near)}" if near else sentence
    return sentence


def _outermost_group(words: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens between the first brace that opens outside of parentheses and its partner."""
    depth = 0
    first: int | None = None
    for index, word in enumerate(words):
        if word.kind != "mark":
            continue
        if word.text == "{" and depth == 0 and first is None:
            first = index
        depth += (word.text in _DEEPER) - (word.text in _HIGHER)
        if first is not None and depth == 0:
            return words[first + 1 : index]
    return ()


def _patterns(group: Sequence[Token]) -> Iterator[_Pattern]:
    """Yield the patterns of a group: at `.` and `;`, at keywords, and behind what a bracket closes."""
    start = depth = 0
    for index, word in enumerate(group):
        mark = word.text if word.kind == "mark" else ""
        opens = (
            word.text.upper() in _OPENING
            if word.kind == "word"
            else mark == "{" and not _continues(group[start:index])
        )
        if depth == 0 and index > start and (opens or mark == ";"):
            yield _Pattern(group[start:index])
            start = index
        depth += (mark in _DEEPER) - (mark in _HIGHER)
        closes = mark == "}" or (mark == ")" and group[start].text.upper() in {"FILTER", "BIND"})
        following = group[index + 1] if index + 1 < len(group) else None
        if depth == 0 and (mark == "." or (closes and not (following and following.is_word("UNION")))):
            yield _Pattern(group[start : index + 1])
            start = index + 1
    if start < len(group):
        yield _Pattern(group[start:])


def _continues(before: Sequence[Token]) -> bool:
    """Tell whether a brace behind these tokens belongs to their pattern (`OPTIONAL {`, `} UNION {`)."""
    return bool(before) and (before[0].text.upper() in _OPENING or before[-1].is_word("UNION"))

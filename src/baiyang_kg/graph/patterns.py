"""A SPARQL query as the patterns of its groups, so that they can be asked one after the other.

Found by the tokens alone: braces, keywords and full stops say where a pattern begins and ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.graph.tokens import find_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from baiyang_kg.graph.tokens import Token

_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_OPENING = {"FILTER", "OPTIONAL", "VALUES", "BIND", "MINUS", "GRAPH"}
_DEEPER, _HIGHER = frozenset("([{"), frozenset(")]}")


class Pattern(NamedTuple):
    """A piece of a group: its tokens from its first to its last."""

    words: Sequence[Token]

    @property
    def start(self) -> int:
        """The place of the first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """The place behind the last character."""
        return self.words[-1].end

    @property
    def keyword(self) -> str:
        """The keyword it begins with: FILTER, OPTIONAL, VALUES, BIND, MINUS, GRAPH, or "" for triples."""
        first = self.words[0]
        return first.text.upper() if first.kind == "word" and first.text.upper() in _OPENING else ""

    @property
    def is_group(self) -> bool:
        """Whether it is a group in braces, or several with UNION between them."""
        return self.words[0].text == "{"


class Whole(NamedTuple):
    """A query taken apart: what stands before its form, its form, its FROM, its outermost group, the rest."""

    prologue: str
    form: str
    dataset: str
    group: Sequence[Token]
    tail: Sequence[Token]


def take_apart(query: str) -> Whole | None:
    """Return the parts of `query`, or None where it has no group."""
    words = find_words(query)
    first = next(
        (i for i, word in enumerate(words) if word.kind == "word" and word.text.upper() in _FORMS), None
    )
    if first is None:
        return None
    form, after = words[first].text.upper(), first + 1
    if form == "CONSTRUCT" and after < len(words) and words[after].text == "{":
        after = _closing(words, after) + 1  # the template
    opening = _opening(words, after)
    if opening is None:
        return None
    closing = _closing(words, opening)
    dataset = " ".join(
        query[words[i].start : words[i + 2 if words[i + 1].is_word("NAMED") else i + 1].end]
        for i in range(after, opening - 1)
        if words[i].is_word("FROM")
    )
    group = words[opening + 1 : closing]
    return Whole(query[: words[first].start], form, dataset, group, words[closing + 1 :])


def patterns_of(group: Sequence[Token]) -> Iterator[Pattern]:
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
            yield Pattern(group[start:index])
            start = index
        depth += (mark in _DEEPER) - (mark in _HIGHER)
        closes = mark == "}" or (mark == ")" and group[start].text.upper() in {"FILTER", "BIND"})
        following = group[index + 1] if index + 1 < len(group) else None
        if depth == 0 and (mark == "." or (closes and not (following and following.is_word("UNION")))):
            if index > start or mark != ".":
                yield Pattern(group[start : index + 1])
            start = index + 1
    if start < len(group):
        yield Pattern(group[start:])


def branches_of(pattern: Pattern) -> list[Sequence[Token]]:
    """Return the groups of a pattern: one for each branch of a UNION, the one of a GRAPH or of a group."""
    found, index = [], 0
    words = pattern.words
    while index < len(words):
        if words[index].text != "{":
            index += 1
            continue
        closing = _closing(words, index)
        found.append(words[index + 1 : closing])
        index = closing + 1
    return found


def group_of_select(group: Sequence[Token]) -> Sequence[Token] | None:
    """Return the group of the SELECT that a group consists of, or None where it is no SELECT."""
    if not group or not group[0].is_word("SELECT"):
        return None
    opening = _opening(group, 1)
    return None if opening is None else group[opening + 1 : _closing(group, opening)]


def cuts_of(pattern: Pattern) -> Iterator[tuple[int, str]]:
    """Yield where a beginning of a pattern of triples ends, and what makes it a pattern of its own.

    A path can be asked step by step (`?a by:x []`), a list of objects one by one.
    """
    depth = 0
    for word in pattern.words:
        if word.kind != "mark":
            continue
        depth += (word.text in _DEEPER) - (word.text in _HIGHER)
        if depth == 0 and word.text in {"/", ","}:
            yield word.start, " []" if word.text == "/" else ""


def _opening(words: Sequence[Token], start: int) -> int | None:
    """Return the first brace from `start` on that stands in no parentheses."""
    depth = 0
    for index in range(start, len(words)):
        if words[index].kind != "mark":
            continue
        if words[index].text == "{" and depth == 0:
            return index
        depth += (words[index].text in _DEEPER) - (words[index].text in _HIGHER)
    return None


def _closing(words: Sequence[Token], opening: int) -> int:
    """Return the partner of the bracket at `opening`, or the last word."""
    depth = 0
    for index in range(opening, len(words)):
        if words[index].kind == "mark":
            depth += (words[index].text in _DEEPER) - (words[index].text in _HIGHER)
            if depth == 0:
                return index
    return len(words) - 1


def _continues(before: Sequence[Token]) -> bool:
    """Tell whether a brace behind these tokens belongs to their pattern (`OPTIONAL {`, `} UNION {`)."""
    return bool(before) and (before[0].text.upper() in _OPENING or before[-1].is_word("UNION"))

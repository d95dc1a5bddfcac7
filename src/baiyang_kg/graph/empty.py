"""Why a query found nothing: the first of its patterns that leaves nothing, and what is near to it.

The patterns of a group are asked one after the other, each with those before it; filters come last, because
they see the whole group wherever they stand. What is itself a group is looked into in the same way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from baiyang_kg.errors import QueryError
from baiyang_kg.graph.curies import expand
from baiyang_kg.graph.near import Place, hints
from baiyang_kg.graph.patterns import branches_of, cuts_of, group_of_select, patterns_of, take_apart
from baiyang_kg.graph.tokens import find_words, line_and_column
from baiyang_kg.terminal import cut, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from baiyang_kg.graph.patterns import Pattern, Whole
    from baiyang_kg.graph.store import Answer, Store
    from baiyang_kg.graph.tokens import Token

    Wrap = Callable[[str], str]  # from the inside of a group to the inside of the outermost one

_MOST = 20  # questions: an explanation costs no more than a few answers
_SHOWN = 200  # columns of a pattern
_NEVER_EMPTY = {"OPTIONAL", "BIND"}


class Culprit(NamedTuple):
    """The pattern that leaves nothing. `before` is what its group has before it, `at` where in it."""

    pattern: Pattern
    before: str
    wrap: Wrap
    at: str = ""
    branches: tuple[Culprit, ...] = ()


def explain_empty(store: Store, query: str, *, base: str | None = None) -> str:
    """Return lines that say why `query` has no rows, or no triples, as far as that can be found out.

    The first line names the pattern that leaves nothing; further ones, indented, what is near to it.
    """
    whole = take_apart(query)
    if whole is None or whole.form == "ASK":
        return "no rows"
    nothing = "no rows" if whole.form == "SELECT" else "no triples"
    search = _Search(store, query, whole, base)
    try:
        if search.finds_no_graph():
            return f"{nothing}: the graphs that FROM names hold nothing; all graphs: baiyang-kg run reports"
        culprit = search.find(whole.group, lambda body: body)
    except QueryError:  # a pattern that cannot be asked alone
        return nothing
    if culprit is None:
        return _without_culprit(whole, nothing)
    lines = [f"{nothing}: nothing is left with {_shown(query, culprit)}"]
    for branch in culprit.branches:
        lines.append(f"  in a branch: {_shown(query, branch)}")
        lines.extend(f"  {hint}" for hint in search.hints(branch))
    lines.extend(f"  {hint}" for hint in search.hints(culprit))
    return "\n".join(dict.fromkeys(lines))


def _shown(query: str, culprit: Culprit) -> str:
    line, _ = line_and_column(query, culprit.pattern.start)
    text = query[culprit.pattern.start : culprit.pattern.end].strip(";. \n")
    shown = cut(printable(" ".join(text.split())), _SHOWN)
    return f"line {line}: {shown}{f', at {culprit.at}' if culprit.at and not culprit.pattern.keyword else ''}"


def _without_culprit(whole: Whole, nothing: str) -> str:
    """Every pattern leaves something: what stands behind the group takes it away."""
    for word in whole.tail:
        if word.is_word("HAVING"):
            return f"{nothing}: every pattern is met, and no group meets HAVING"
        if word.is_word("OFFSET"):
            return f"{nothing}: every pattern is met, and OFFSET or LIMIT passes over all rows"
        if word.is_word("VALUES"):
            return f"{nothing}: every pattern is met, and VALUES behind them leaves nothing"
    return nothing


class _Search:
    """The questions that one explanation asks of a store."""

    __slots__ = ("_asked", "_base", "_query", "_store", "_whole")

    def __init__(self, store: Store, query: str, whole: Whole, base: str | None) -> None:
        self._store = store
        self._query = query
        self._whole = whole
        self._base = base
        self._asked = 0

    def find(self, group: Sequence[Token], wrap: Wrap) -> Culprit | None:
        """Return the first pattern of a group that leaves nothing; None where none does."""
        before = ""
        for pattern in sorted(patterns_of(group), key=lambda each: each.keyword == "FILTER"):
            with_it = f"{before} {self._query[pattern.start : pattern.end]}"
            if pattern.keyword not in _NEVER_EMPTY and not self._asks(wrap(with_it)):
                return self._look_into(Culprit(pattern, before, wrap))
            before = with_it
        return None

    def hints(self, culprit: Culprit) -> list[str]:
        """Return what is near to what a pattern names."""
        if culprit.branches:
            return []
        pattern, whole = culprit.pattern, self._whole

        def holds(body: str) -> bool:
            return bool(self._ask(f"ASK {whole.dataset} {{ {culprit.wrap(body)} }}"))

        def select(head: str, body: str) -> list[tuple[Any, ...]]:
            rows: Any = self._ask(f"SELECT {head} {whole.dataset} {{ {culprit.wrap(body)} }} LIMIT 50")
            return list(dict.fromkeys(map(tuple, rows)))

        text = self._query[pattern.start : pattern.end]
        place = Place(pattern, text, culprit.before, culprit.at, holds, select, self._expand)
        try:
            return hints(self._store, place)
        except QueryError:
            return []

    def _expand(self, name: str) -> str | None:
        """Return the IRI of a name with a prefix that the query declares, or that the project knows."""
        words = find_words(self._whole.prologue)
        declared = {
            words[i + 1].text: words[i + 2].text[1:-1]
            for i, word in enumerate(words)
            if word.is_word("PREFIX")
        }
        prefix, colon, local = name.partition(":")
        if prefix + colon in declared and not name.startswith("<"):
            return declared[prefix + colon] + local
        return expand(name)

    def finds_no_graph(self) -> bool:
        """Tell whether FROM names graphs that hold nothing."""
        anything = "{ ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } }"
        return bool(self._whole.dataset) and not self._asks(anything)

    def _ask(self, question: str) -> Answer:
        return self._store.ask(f"{self._whole.prologue} {question}", base=self._base)

    def _asks(self, body: str) -> bool:
        self._asked += 1
        if self._asked > _MOST:
            raise QueryError("query", "has many patterns", "")
        return bool(self._ask(f"ASK {self._whole.dataset} {{ {body} }}"))

    def _look_into(self, culprit: Culprit) -> Culprit:
        """Return what is wrong inside a pattern, if that can be found out, else the pattern."""
        pattern, before, wrap = culprit.pattern, culprit.before, culprit.wrap
        try:
            if pattern.keyword == "GRAPH":
                if not self._asks(wrap(f"GRAPH {pattern.words[1].text} {{ ?s ?p ?o }}")):
                    return culprit._replace(at=pattern.words[1].text)
                head = self._query[pattern.start : pattern.words[2].start]
                inner = self.find(branches_of(pattern)[0], lambda body: wrap(f"{before} {head} {{ {body} }}"))
                return inner or culprit
            if pattern.is_group:
                return self._look_into_groups(culprit)
            if not pattern.keyword:
                return culprit._replace(at=self._step(culprit))
        except QueryError:
            return culprit
        return culprit

    def _look_into_groups(self, culprit: Culprit) -> Culprit:
        """Look into a group, a sub-SELECT or the branches of a UNION: each is answered on its own."""
        found = [self._look_into_group(group, culprit) for group in branches_of(culprit.pattern)]
        if len(found) == 1:
            return found[0] or culprit
        return culprit._replace(branches=tuple(each for each in found if each))

    def _look_into_group(self, group: Sequence[Token], culprit: Culprit) -> Culprit | None:
        select = group_of_select(group)
        if alone := self.find(select or group, lambda body: culprit.wrap(f"{{ {body} }}")):
            return alone
        if select:
            return None  # it has rows, and none of them goes with what stands before
        return self.find(group, lambda body: culprit.wrap(f"{culprit.before} {{ {body} }}"))

    def _step(self, culprit: Culprit) -> str:
        """Return the step of a path, or which of several objects, leaves nothing; "" where it is all."""
        pattern, start = culprit.pattern, culprit.pattern.start
        cuts = list(cuts_of(pattern))
        for place, completion in cuts:
            beginning = self._query[pattern.start : place] + completion
            if not self._asks(culprit.wrap(f"{culprit.before} {beginning}")):
                piece = [word for word in pattern.words if start <= word.start < place]
                return self._query[_last_term(piece).start : place].strip()
            start = place + 1
        return self._query[start : pattern.end].strip(" .;\n").split()[0] if cuts else ""


def _last_term(words: Sequence[Token]) -> Token:
    """Return the first word of the term that ends some words: of a literal, its text."""
    if words[-1].kind == "language":
        return words[-2]
    return words[-3] if len(words) > 2 and words[-2].text == "^^" else words[-1]

"""An answer, cited: what it rests on, for `query` and `run`, printed aside where its form has no place."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from baiyang_kg.answers.citation import Citation
    from baiyang_kg.graph.queries import CannedQuery
    from baiyang_kg.graph.store import Answer, Store


def command_of(query: str, canned: CannedQuery | None, values: Sequence[tuple[str, str]]) -> str:
    """Return the command that asks `query` again."""
    if canned is not None:
        from baiyang_kg.graph.listing import command_line

        return command_line(canned.name, values)
    import shlex

    return f"baiyang-kg query {shlex.quote(query)}"


def cite_answer(store: Store, answered: Answer, query: str, *, command: str) -> Citation:
    """Return the citation of an answer; of a yes or a no, that of the whole store."""
    from pyoxigraph import QueryBoolean

    from baiyang_kg.answers.citation import cite, find_evidence

    rows: Iterable[Any] = () if isinstance(answered, QueryBoolean) else map(tuple, answered)
    columns = [variable.value for variable in getattr(answered, "variables", ())]
    return cite(store, query, command=command, reports=find_evidence(store, rows, columns=columns))


def cite_aside(citation: Citation) -> None:
    """Print a citation beside an answer whose form has no place for it."""
    from baiyang_kg.answers.citation import citation_lines
    from baiyang_kg.terminal import printable

    sys.stdout.flush()
    for line in citation_lines(citation):
        click.echo(printable(line), err=True)

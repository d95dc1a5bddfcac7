"""The canned queries, listed: what each asks, and what may be said to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from baiyang_kg.graph.queries import default_of, names, read_query, value_of_default
from baiyang_kg.terminal import pad, table_lines, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from baiyang_kg.graph.queries import CannedQuery, Parameter


def list_lines(*, columns: int) -> Iterator[str]:
    """Yield the lines that list every canned query with its parameters."""
    known = [read_query(name) for name in names()]
    rows = [
        [query.name, f"{query.summary} · {query.summary_zh}", " ".join(p.name for p in query.parameters)]
        for query in known
    ]
    yield from table_lines(("name", "what it asks", "parameters"), rows, columns=columns)


def query_lines(name: str) -> Iterator[str]:
    """Yield the lines that describe one canned query: summaries, parameters, an example, its text."""
    query = read_query(name)
    yield query.summary
    yield query.summary_zh
    yield ""
    room = max((width(parameter.name) for parameter in query.parameters), default=0)
    for parameter in query.parameters:
        yield f"  -p {pad(parameter.name, room)}  {_description(query, parameter)}"
    yield ""
    yield f"  {example_line(query)}"
    if query.plot:
        yield f"  {example_line(query)} --plot {name}.svg"
    yield ""
    yield from (line for line in query.text.splitlines() if not line.startswith("#+"))


def example_line(query: CannedQuery) -> str:
    """Return the command that runs the example of a query."""
    return command_line(query.name, query.example.items())


def command_line(name: str, values: Iterable[tuple[str, str]]) -> str:
    """Return the command that runs the canned query `name` with `values`, as a shell reads it."""
    return f"baiyang-kg run {name}" + "".join(f" -p {key} {_quote(value)}" for key, value in values)


def title_of(query: CannedQuery, values: Iterable[tuple[str, str]]) -> str:
    """Return what a query asks with `values`, in Chinese: the title of a picture.

    What was said goes first, then the first clause of the summary: the others tell of columns and of order.
    A parameter that keeps its default is said too, where it decides what is answered.
    """
    given = dict(values)
    kept = [value_of_default(query, p) for p in query.parameters if not p.optional and p.name not in given]
    said = "，".join([*kept, *given.values()])
    return f"{said}：{query.summary_zh.split('，')[0]}" if said else query.summary_zh


def _quote(text: str) -> str:
    """Return `text` as one word of a shell; Chinese needs no quotes."""
    if text and all(character.isalnum() or character in "%+,-./:=@_" for character in text):
        return text
    return "'" + text.replace("'", "'\\''") + "'"


def _description(query: CannedQuery, parameter: Parameter) -> str:
    choices = ", ".join(parameter.choices) or (
        parameter.choices_from and f"see: run {parameter.choices_from}"
    )
    kind = f"{parameter.type} ({choices})" if choices else parameter.type
    default = "optional" if parameter.optional else f"default {default_of(query, parameter)}"
    return f"{kind}, {default}: {parameter.help}"

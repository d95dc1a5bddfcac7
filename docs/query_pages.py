"""The page of the canned queries, made from their headers.

python docs/query_pages.py    # writes docs/queries.md
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from baiyang_kg.graph.listing import example_line
from baiyang_kg.graph.needs import NEEDS
from baiyang_kg.graph.queries import default_of, names, read_query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.graph.queries import CannedQuery, Parameter

PAGE = Path(__file__).parent / "queries.md"
_INTRODUCTION = """\
# Canned queries

The questions that are prepared, each with its parameters and an example. `baiyang-kg queries NAME` prints
the SPARQL of one; it runs unchanged in any engine of SPARQL 1.1. How to add one: [growing](growing.md).
Questions that are not here are asked with `baiyang-kg query`.
"""


def page_lines() -> Iterator[str]:
    """Yield the lines of the page."""
    yield from _INTRODUCTION.splitlines()
    for name in names():
        yield from _section(read_query(name))


def _section(query: CannedQuery) -> Iterator[str]:
    yield from ("", f"## `{query.name}`", "", f"{query.summary}.", f"{query.summary_zh}。", "")
    if query.needs:
        yield from (f"It needs {' and '.join(NEEDS[name].name for name in query.needs)}.", "")
    if query.parameters:
        yield from ("| parameter | value | default | |", "|---|---|---|---|")
        yield from (_row(query, parameter) for parameter in query.parameters)
        yield ""
    yield from ("```sh", example_line(query), "```")


def _row(query: CannedQuery, parameter: Parameter) -> str:
    default = "" if parameter.optional else f"`{default_of(query, parameter)}`"
    return f"| `{parameter.name}` | {_values(parameter)} | {default} | {parameter.help} |"


def _values(parameter: Parameter) -> str:
    if parameter.choices_from:
        return f"one of [`{parameter.choices_from}`](#{parameter.choices_from})"
    if parameter.choices:
        return "one of " + ", ".join(f"`{choice}`" for choice in parameter.choices)
    if parameter.of_class:
        return f"name of a `{parameter.of_class}`"
    return parameter.type


if __name__ == "__main__":
    PAGE.write_text("".join(f"{line}\n" for line in page_lines()), encoding="utf-8")

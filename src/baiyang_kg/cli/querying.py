"""The command `query`: any SPARQL query, asked of the store."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from baiyang_kg.cli.answering import answer
from baiyang_kg.cli.options import output_options, store_option
from baiyang_kg.cli.program import main
from baiyang_kg.errors import QueryError

if TYPE_CHECKING:
    from baiyang_kg.cli.options import Output


@main.command()
@click.argument("query")
@store_option
@output_options
def query(query: str, store: str, output: Output) -> None:
    """Ask the graph a SPARQL query: its text, @FILE, or - for standard input.

    \b
    The prefixes of the project need no declaration: by id indicator theme measure report graph unit
    schema prov oa org dcat dcterms skos rdf rdfs owl xsd …
    All reports together are one graph; say GRAPH ?g { … } to know which one says what, and DISTINCT
    where two may say the same.

    \b
    Example:
      baiyang-kg query 'SELECT ?name WHERE { ?c a by:Community ; rdfs:label ?name } ORDER BY ?name'
    """
    from baiyang_kg.graph.store import open_store

    place, text = read_query_text(query)
    click.get_current_context().exit(answer(open_store(store), text, output=output, place=place))


def read_query_text(query: str) -> tuple[str, str]:
    """Return the name of a query for messages, and its text: itself, of a file, or of standard input."""
    if query != "-" and not query.startswith("@"):
        return "query", query
    from pathlib import Path

    place = "standard input" if query == "-" else query[1:]
    try:
        content = sys.stdin.buffer.read() if query == "-" else Path(place).read_bytes()
        return place, content.decode("utf-8")
    except OSError as error:
        raise QueryError(
            place, f"cannot be read: {error.strerror}", "write @ and the path of a query"
        ) from None
    except UnicodeDecodeError:
        raise QueryError(place, "is not text in UTF-8", "write @ and the path of a query") from None

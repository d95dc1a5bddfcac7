"""The command `query`: any SPARQL query, asked of the store."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from baiyang_kg.cli.answering import answer
from baiyang_kg.cli.options import limit_options, output_options, store_option
from baiyang_kg.cli.program import main
from baiyang_kg.errors import QueryError

if TYPE_CHECKING:
    from baiyang_kg.cli.options import Output
    from baiyang_kg.graph.guard import Limits
    from baiyang_kg.graph.store import Store


@main.command()
@click.argument("query")
@store_option
@output_options
@limit_options
@click.option(
    "--base", metavar="IRI", help="What relative IRIs are relative to. Default: the file, else the project."
)
@click.option(
    "--explain-empty/--no-explain-empty",
    "explain",
    default=True,
    show_default=True,
    help="Where nothing is found, say on standard error which pattern leaves nothing and what is near.",
)
@click.option(
    "--allow-service", is_flag=True, help="Let SERVICE ask other machines. Without it there is no network."
)
def query(  # noqa: PLR0913 (each is an option)
    query: str,
    store: str,
    output: Output,
    limits: Limits,
    base: str | None,
    *,
    explain: bool,
    allow_service: bool,
) -> None:
    """Ask the graph a query in SPARQL.

    QUERY is its text, @FILE, or - for standard input.

    \b
    The prefixes of the project need no declaration: by id indicator theme measure report graph unit
    schema prov oa org dcat dcterms skos rdf rdfs owl xsd …
    All reports together are one graph; say GRAPH ?g { … } to know which one says what, and DISTINCT
    where two may say the same. A query reads the store and nothing else: docs/sparql.md.

    \b
    Example:
      baiyang-kg query 'SELECT ?name WHERE { ?c a by:Community ; rdfs:label ?name } ORDER BY ?name'
    """
    from baiyang_kg.graph import guard

    place, text = read_query_text(query)
    base = base or _base_of(query) or guard.DEFAULT_BASE

    def ask() -> int:
        opened = _open_limited(store, limits, allow_service=allow_service)
        return answer(
            opened, text, output=output, place=place, base=base, explain=explain, allow_service=allow_service
        )

    click.get_current_context().exit(guard.run_guarded(ask, limits=limits, place=place))


def _open_limited(folder: str, limits: Limits, *, allow_service: bool) -> Store:
    """Open a store in this process, which from then on has no network and keeps its limits."""
    from baiyang_kg.graph import guard

    if not allow_service:
        guard.close_network()
    from baiyang_kg.graph.store import open_store

    opened = open_store(folder)
    guard.limit_memory(limits)
    return opened


def _base_of(query: str) -> str | None:
    """Return the IRI of the file that holds a query, if one does."""
    if not query.startswith("@"):
        return None
    from pathlib import Path

    return Path(query[1:]).resolve().as_uri()


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

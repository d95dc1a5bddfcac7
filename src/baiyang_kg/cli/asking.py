"""The commands that ask a store: query, run, queries, show, export, info, check."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from baiyang_kg.cli.program import main, print_lines, terminal_columns
from baiyang_kg.errors import QueryError

if TYPE_CHECKING:
    from baiyang_kg.graph.store import Store

FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl", "nt", "jsonld", "rdf")
_store_option = click.option(
    "--store",
    "-s",
    default="baiyang.kg",
    envvar="BAIYANG_KG_STORE",
    metavar="FOLDER",
    show_default=True,
    show_envvar=True,
    help="The store: the folder that build makes.",
)
_format_option = click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(FORMATS),
    help="How to write the answer. Default: a table on a terminal, csv elsewhere; ttl for CONSTRUCT.",
)


def _complete_query(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return the canned queries whose names begin so, for the shell."""
    from baiyang_kg.graph.queries import names

    del context, parameter
    return [name for name in names() if name.startswith(incomplete)]


@main.command()
@click.argument("query")
@_store_option
@_format_option
def query(query: str, store: str, form: str | None) -> None:
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

    place, text = _read_query(query)
    _answer(open_store(store), text, form=form, place=place)


@main.command()
@click.argument("name", shell_complete=_complete_query)
@click.option(
    "--param",
    "-p",
    "values",
    nargs=2,
    multiple=True,
    metavar="KEY VALUE",
    help="A parameter; may be repeated.",
)
@_store_option
@_format_option
def run(name: str, values: tuple[tuple[str, str], ...], store: str, form: str | None) -> None:
    """Run a canned query by its NAME.

    What there is, with the parameters of each: baiyang-kg queries. Things are called by their names.

    \b
    Example:
      baiyang-kg run indicators -p theme economy
      baiyang-kg run evidence -p text 7.15亿 --format json
    """
    from baiyang_kg.graph.queries import default_notes, prepare, read_query
    from baiyang_kg.graph.store import open_store

    canned, opened = read_query(name), open_store(store)
    prepared = prepare(canned, values, store=opened)
    if sys.stderr.isatty():
        print_lines(default_notes(canned, values), err=True)
    _answer(opened, prepared, form=form, place=f"queries/{name}.rq", declared=True)


@main.command()
@click.argument("name", required=False, shell_complete=_complete_query)
def queries(name: str | None) -> None:
    """List the canned queries, or show one of them: what it asks, its parameters, its text.

    \b
    Example:
      baiyang-kg queries
      baiyang-kg queries indicators
    """
    from baiyang_kg.graph.listing import list_lines, query_lines

    print_lines(query_lines(name) if name else list_lines(columns=terminal_columns()))


@main.command()
@click.argument("name")
@_store_option
def show(name: str, store: str) -> None:
    """Show everything known of one thing, each fact with the words of the report.

    NAME is what the thing is called, or its IRI, in full or in short.

    \b
    Example:
      baiyang-kg show 邻里社区
      baiyang-kg show id:indicator/财政总收入
    """
    from baiyang_kg.graph.naming import resolve
    from baiyang_kg.graph.show import portrait_lines, portray
    from baiyang_kg.graph.store import open_store

    opened = open_store(store)
    portrait = portray(opened, resolve(opened, name, place="show"))
    print_lines(portrait_lines(portrait, columns=terminal_columns()))


@main.command()
@click.argument("file", type=click.Path(path_type=str))
@click.option("--graph", "-g", help="Only this named graph, such as baiyang-2023 or ontology.")
@click.option(
    "--format", "-f", "form", help="ttl, nt, nq, trig, jsonld, rdf; default: what the extension says."
)
@_store_option
def export(file: str, graph: str | None, form: str | None, store: str) -> None:
    """Write the graph to FILE, or to standard output for -.

    The extension says the format: .ttl .nt .rdf (the triples of all graphs), .nq .trig .jsonld (with the
    graph of each). The same graph gives the same bytes, on every machine.

    \b
    Example:
      baiyang-kg export baiyang.ttl
      baiyang-kg export - --format nq --graph baiyang-2023
    """
    from baiyang_kg.graph.export import export_file, find_graph, format_of, write_export
    from baiyang_kg.graph.store import open_store

    chosen, opened = format_of(file, form), open_store(store)
    only = find_graph(opened, graph) if graph else None
    if file == "-":
        write_export(opened, sys.stdout.buffer, chosen, graph=only)
        return
    count = export_file(opened, file, chosen, graph=only)
    click.echo(f"{file}: {count} statements", err=True)


@main.command()
@_store_option
def info(store: str) -> None:
    """Tell what the store holds: versions, licence, reports and graphs with their sizes.

    \b
    Example:
      baiyang-kg info
    """
    from baiyang_kg.graph.info import info_lines
    from baiyang_kg.graph.store import open_store

    print_lines(info_lines(open_store(store), columns=terminal_columns()))


@main.command()
@_store_option
def check(store: str) -> None:
    """Check the graph against the rules of its ontology.

    Ends with exit code 1 if a rule is broken.

    \b
    Example:
      baiyang-kg check
    """
    from baiyang_kg.graph.audit import audit
    from baiyang_kg.graph.store import open_store
    from baiyang_kg.summary import violation_lines

    violations = audit(open_store(store))
    if violations:
        print_lines(violation_lines(violations, columns=terminal_columns()))
    errors = sum(violation.blocking for violation in violations)
    click.echo(f"{store}: {errors} errors, {len(violations) - errors} warnings", err=True)
    if errors:
        raise click.exceptions.Exit(1)


def _answer(store: Store, query: str, *, form: str | None, place: str, declared: bool = False) -> None:
    """Ask, write the answer, and where it is empty say why and end with exit code 1."""
    import signal

    from baiyang_kg.graph.results import write_answer
    from baiyang_kg.graph.store import translated

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the engine answers no Ctrl-C before it is done
    form = form or ("table" if sys.stdout.isatty() else None)
    answer = store.ask(query, place=place, declared=declared)
    with translated(store.path):
        found = write_answer(answer, sys.stdout, form=form, columns=terminal_columns())
    if found:
        return
    sys.stdout.flush()
    from baiyang_kg.graph.empty import explain_empty

    click.echo(explain_empty(store, query), err=True)
    raise click.exceptions.Exit(1)


def _read_query(query: str) -> tuple[str, str]:
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

"""The commands of canned queries: run one, list them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from baiyang_kg.cli.answering import answer
from baiyang_kg.cli.completing import complete_parameter, complete_query
from baiyang_kg.cli.options import output_options, store_option
from baiyang_kg.cli.program import main, print_lines, terminal_columns

if TYPE_CHECKING:
    from baiyang_kg.cli.options import Output


@main.command()
@click.argument("name", shell_complete=complete_query)
@click.option(
    "--param",
    "-p",
    "values",
    nargs=2,
    multiple=True,
    metavar="KEY VALUE",
    shell_complete=complete_parameter,
    help="A parameter; may be repeated.",
)
@store_option
@output_options
def run(name: str, values: tuple[tuple[str, str], ...], store: str, output: Output) -> None:
    """Run a canned query by its NAME.

    What there is, with the parameters of each: baiyang-kg queries. Things are called by their names.

    \b
    Example:
      baiyang-kg run indicators -p theme economy
      baiyang-kg run evidence -p text 7.15亿 --format json
      baiyang-kg run growth --format md --cite
    """
    from baiyang_kg.graph.queries import default_notes, prepare, read_query
    from baiyang_kg.graph.store import open_store

    canned, opened = read_query(name), open_store(store)
    prepared = prepare(canned, values, store=opened)
    if sys.stderr.isatty():
        print_lines(default_notes(canned, values), err=True)
    place = f"queries/{name}.rq"
    click.get_current_context().exit(
        answer(opened, prepared, output=output, place=place, declared=True, canned=canned, values=values)
    )


@main.command()
@click.argument("name", required=False, shell_complete=complete_query)
def queries(name: str | None) -> None:
    """List the canned queries, or show one of them.

    Of one it shows what it asks, its parameters and its text.

    \b
    Example:
      baiyang-kg queries
      baiyang-kg queries indicators
    """
    from baiyang_kg.graph.listing import list_lines, query_lines

    print_lines(query_lines(name) if name else list_lines(columns=terminal_columns()))

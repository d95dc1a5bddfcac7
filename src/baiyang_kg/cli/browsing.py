"""The commands `show` and `info`: one thing, and the store as a whole."""

from __future__ import annotations

import click

from baiyang_kg.cli.completing import complete_label
from baiyang_kg.cli.options import store_option
from baiyang_kg.cli.program import main, print_lines, terminal_columns


@main.command()
@click.argument("name", shell_complete=complete_label)
@store_option
def show(name: str, store: str) -> None:
    """Show everything known of one thing.

    Each fact comes with the words of the report.

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
@store_option
def info(store: str) -> None:
    """Tell what the store holds.

    Its versions, its licence, its reports and its graphs with their sizes.

    \b
    Example:
      baiyang-kg info
    """
    from baiyang_kg.graph.info import info_lines
    from baiyang_kg.graph.store import open_store

    print_lines(info_lines(open_store(store), columns=terminal_columns()))

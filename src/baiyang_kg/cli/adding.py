"""The command `add`: outside datasets come into the store, each in a graph of its own, and leave it."""

from __future__ import annotations

from typing import Any

import click

from baiyang_kg.cli.options import store_option
from baiyang_kg.cli.program import main, print_lines, show_progress, terminal_columns


@main.command()
@click.argument("dataset", required=False)
@click.option("--id", "name", metavar="NAME", help="Its name in the store. Default: that of the file.")
@click.option("--title", default="", help="What it is called. Default: the name of the file.")
@click.option("--publisher", default="", help="Who publishes it.")
@click.option(
    *("--licence", "--license", "licence"),
    default="",
    help="Its licence: an address, the SPDX name (CC-BY-4.0), or words.",
)
@click.option(
    "--issued", default="", metavar="DATE", help="When it was published: YYYY, YYYY-MM, YYYY-MM-DD."
)
@click.option("--year", "-y", type=int, help="The year that it speaks for.")
@click.option("--source", default="", metavar="URL", help="Where it was had from.")
@click.option("--remove", metavar="NAME", help="Take the dataset NAME out of the store.")
@store_option
def add(dataset: str | None, remove: str | None, store: str, name: str | None, **said: Any) -> None:
    """Add an outside DATASET to the store, in a graph of its own: dataset:NAME.

    A file in RDF (.ttl .nt .nq .trig .rdf .owl .jsonld, each also as .gz). What is said of its origin stands
    in the graph too, with the digest of the file. A dataset of the same name is replaced; the graphs of
    reports stay as they are, and so does the whole store if anything goes wrong.

    \b
    Example:
      baiyang-kg add streets.ttl --licence CC0-1.0 --issued 2023 --source https://example.org/streets
      baiyang-kg add --remove streets
    """
    from pathlib import Path

    from baiyang_kg.datasets.adding import add_dataset, remove_dataset
    from baiyang_kg.datasets.naming import dataset_id
    from baiyang_kg.datasets.provenance import Provenance
    from baiyang_kg.summary import added_lines

    if (dataset is None) == (remove is None):
        raise click.UsageError("name a DATASET to add, or one to --remove")
    if dataset is None:
        remove_dataset(Path(store), str(remove))
        click.echo(f"{store}: dataset:{remove} removed 已移除", err=True)
        return
    provenance = Provenance(dataset_id(dataset, name), **said)
    added = add_dataset(Path(store), dataset, provenance, progress=show_progress)
    show_progress("", "")
    print_lines(added_lines(added, store=store, columns=terminal_columns()))

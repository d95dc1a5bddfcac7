"""The command `add`: outside datasets come into the store, each in a graph of its own, and leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from baiyang_kg.cli.options import store_option
from baiyang_kg.cli.program import main, print_lines, show_progress, terminal_columns

if TYPE_CHECKING:
    from collections.abc import Mapping


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
@click.option("--mapping", metavar="FILE", help="The CSVW description of a table.")
@click.option(
    "--parents",
    multiple=True,
    metavar="TABLE",
    help="A table of the areas above, such as streets.csv: it comes into the same graph.",
)
@click.option("--suggest", is_flag=True, help="Print the description that the header suggests; add nothing.")
@click.option("--remove", metavar="NAME", help="Take the dataset NAME out of the store.")
@store_option
def add(  # noqa: PLR0913 (options)
    dataset: str | None,
    remove: str | None,
    store: str,
    name: str | None,
    *,
    mapping: str | None,
    parents: tuple[str, ...],
    suggest: bool,
    **said: Any,
) -> None:
    """Add an outside DATASET to the store.

    It gets a graph of its own, dataset:NAME.

    A file in RDF (.ttl .nt .nq .trig .rdf .owl .jsonld, each also as .gz) or a table (.csv .tsv .xlsx .ods
    .jsonl .geojson …), which is described in CSVW: in DATASET-metadata.json beside it, or as its header
    suggests. What is said of its origin stands in the graph too, with the digest of the file. A dataset of
    the same name is replaced; everything else stays as it is, and so does the whole store if anything goes
    wrong.

    \b
    Example:
      baiyang-kg add villages.csv --suggest
      baiyang-kg add villages.csv --year 2022 --licence CC0-1.0 --source https://example.org/villages
      baiyang-kg add --remove villages
    """
    if (dataset is None) == (remove is None):
        raise click.UsageError("name a DATASET to add, or one to --remove")
    if dataset is None:
        _remove(str(remove), store)
    elif suggest:
        _suggest(dataset, name, said["year"])
    else:
        _add(dataset, store, said, id_given=name, mapping=mapping, parents=parents)


def _add(dataset: str, store: str, said: Mapping[str, Any], **further: Any) -> None:
    """Put a dataset of which the user has `said` this into the store, and tell what came into it."""
    from pathlib import Path

    from baiyang_kg.datasets.adding import add_dataset
    from baiyang_kg.datasets.provenance import Provenance
    from baiyang_kg.datasets.quads import open_dataset
    from baiyang_kg.summary import added_lines

    provenance = Provenance(**said)
    show_progress("read", dataset)
    opened = open_dataset(dataset, year=provenance.year, base=provenance.source, **further)
    show_progress("", "")
    print_lines(opened.notes, err=True)
    added = add_dataset(Path(store), opened, provenance, progress=show_progress)
    show_progress("", "")
    print_lines(added_lines(added, store=store, columns=terminal_columns()))


def _remove(name: str, store: str) -> None:
    """Take a dataset out of the store."""
    from pathlib import Path

    from baiyang_kg.datasets.adding import remove_dataset

    remove_dataset(Path(store), name)
    click.echo(f"{store}: dataset:{name} removed 已移除", err=True)


def _suggest(path: str, name: str | None, year: int | None) -> None:
    """Print the description that the header of a table suggests."""
    from baiyang_kg.datasets.formats import open_table
    from baiyang_kg.datasets.metadata import metadata_json
    from baiyang_kg.datasets.suggestion import suggest_description

    suggestion = suggest_description(open_table(path), id_given=name, year=year)
    click.echo(metadata_json(suggestion.description), nl=False)
    click.echo(f"save it as {path}-metadata.json, correct it, and add it: baiyang-kg add {path}", err=True)

"""The command `link propose`: counterparts are found and written into a file of links."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from baiyang_kg.cli.linking import date_option, link
from baiyang_kg.cli.options import store_option
from baiyang_kg.cli.program import print_lines, terminal_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.datasets.record import Record, Source
    from baiyang_kg.linking.mappings import MappingSet


def _read_columns(_context: click.Context, _option: click.Parameter, texts: Sequence[str]) -> dict[str, str]:
    """Return the columns that options of the form ROLE=COLUMN name, by role."""
    for text in texts:
        if not all(text.partition("=")):
            raise click.BadParameter(f"{text!r}: write the role and the column, such as name=名称")
    return {role: column for role, _, column in (text.partition("=") for text in texts)}


def _read_licence(_context: click.Context, _option: click.Parameter, text: str | None) -> str | None:
    """Return the IRI of the licence that an option names."""
    from pyoxigraph import NamedNode

    from baiyang_kg.graph.outside import SPDX

    if text is None:
        return None
    try:
        return NamedNode(text if "://" in text else SPDX + text).value
    except ValueError:
        raise click.BadParameter(f"{text!r} is no address and no name such as CC-BY-4.0") from None


class _Opened(NamedTuple):
    """How a dataset is to be opened: options of the command."""

    parents: tuple[str, ...]
    columns: dict[str, str]
    allow_service: bool

    def open(self, path: str, **further: Any) -> Source:
        """Open the dataset at `path`."""
        from baiyang_kg.datasets.metadata import find_metadata
        from baiyang_kg.datasets.sources import open_source
        from baiyang_kg.datasets.tablesource import TableSource

        source = open_source(
            path,
            parents=self.parents,
            columns=self.columns,
            allow_service=self.allow_service,
            **further,
        )
        if isinstance(source, TableSource):
            description = further.get("mapping") or find_metadata(path) or "its header"
            click.echo(f"{path}: described by {description}", err=True)
        return source


@link.command()
@click.argument("dataset", required=False)
@click.option(
    "--within",
    is_flag=True,
    help="Link the graph with itself: one thing in the reports of two years or two streets.",
)
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    help="The file of links, *.sssom.tsv: what is decided in it stays, the rest is made anew. Default: "
    "standard output.",
)
@click.option(
    "--subjects", metavar="TABLE", help="Link the rows of TABLE, not the graph: two releases of codes, say."
)
@click.option("--subjects-year", type=int, help="The year that the TABLE of subjects speaks for.")
@click.option(
    "--parents", multiple=True, metavar="TABLE", help="A table that names the areas above by their codes."
)
@click.option("--kind", "-k", "kinds", multiple=True, help="Only things of this kind: community, venue, ….")
@click.option("--mapping", metavar="FILE", help="The description of the table in CSVW.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="ROLE=COLUMN",
    callback=_read_columns,
    help="Which column holds what: name=名称, code=代码.",
)
@click.option("--known", multiple=True, metavar="FILE", help="Links that are decided elsewhere, as evidence.")
@click.option("--year", "-y", type=int, help="The year that the dataset speaks for.")
@click.option("--id", "dataset_id", metavar="ID", help="What the dataset is called. Default: as its file.")
@click.option(
    *("--licence", "--license", "licence"),
    metavar="IRI",
    callback=_read_licence,
    help="The licence of the file of links: an address, or the SPDX name (CC-BY-4.0).",
)
@click.option("--allow-service", is_flag=True, help="Let DATASET be a SPARQL endpoint, which is then asked.")
@date_option
@store_option
def propose(  # noqa: PLR0913, PLR0917 (each is an option)
    dataset: str | None,
    within: bool,  # noqa: FBT001 (a flag)
    output: str | None,
    subjects: str | None,
    subjects_year: int | None,
    parents: tuple[str, ...],
    kinds: tuple[str, ...],
    mapping: str | None,
    columns: dict[str, str],
    known: tuple[str, ...],
    year: int | None,
    dataset_id: str | None,
    licence: str | None,
    allow_service: bool,  # noqa: FBT001 (a flag)
    date: str,
    store: str,
) -> None:
    """Find counterparts of the graph in a DATASET, or in itself.

    Each link that is proposed tells what speaks for it; where several are as good, all are proposed. Nothing
    is linked before somebody has reviewed it. Ends with exit code 1 where nothing is proposed.

    \b
    Example:
      baiyang-kg link propose villages.csv --parents streets.csv --year 2022 -o links.sssom.tsv
      baiyang-kg link propose --within -o within.sssom.tsv
      baiyang-kg link propose villages-2022.csv --year 2022 \\
          --subjects villages-2020.csv --subjects-year 2020 -o renumbered.sssom.tsv
    """
    from baiyang_kg.linking.drafting import Known, draft, find_links, tally
    from baiyang_kg.linking.sssom import read_mappings
    from baiyang_kg.linking.within import GraphSource

    if within == bool(dataset) or (within and subjects):
        raise click.UsageError("Name a DATASET, or say --within for links inside the graph.")
    opened = _Opened(parents, columns, allow_service)
    if subjects is None:
        things, sides = _find_subjects(store, kinds)
    else:
        things, sides = _read_subjects(opened, subjects, subjects_year)
    source: Source
    if dataset:
        source = opened.open(dataset, mapping=mapping, dataset_id=dataset_id, year=year)
    else:
        source = GraphSource(things, path=store)
    before = _begin(output, source, sides)
    if licence:
        before = before._replace(metadata={**before.metadata, "license": licence})
    decided = Known.of([before, *map(read_mappings, known)])
    drafted = draft(find_links(things, source, known=decided), before, date=date, source=source)
    if drafted.mappings:
        _write(drafted, output)
    click.echo(str(tally(things, drafted, known=decided)), err=True)
    if not drafted.mappings:
        raise click.exceptions.Exit(1)


def _find_subjects(store: str, kinds: tuple[str, ...]) -> tuple[list[Record], str]:
    """Return the things of the graph that can be linked, and the IRI of the whole that they are of."""
    from baiyang_kg.errors import LinkError
    from baiyang_kg.graph.description import STORE
    from baiyang_kg.graph.store import open_store
    from baiyang_kg.linking.records import CLASSES, find_records

    for kind in kinds:
        if kind not in CLASSES:
            raise LinkError(f"--kind {kind}", "there is no such kind", f"choose from: {', '.join(CLASSES)}")
    return find_records(open_store(store), kinds=kinds), STORE


def _read_subjects(opened: _Opened, path: str, year: int | None) -> tuple[list[Record], str]:
    """Return the rows of a table that are to be linked, and the IRI of the dataset."""
    from baiyang_kg.graph.vocab import DATASET_GRAPH

    source = opened.open(path, year=year)
    rows = [batch.record(index) for batch in source.batches() for index in range(len(batch.names))]
    return rows, DATASET_GRAPH + source.id


def _begin(output: str | None, source: Source, subjects: str) -> MappingSet:
    """Return the links that stand in the file to write, or an empty set."""
    from pathlib import Path

    from baiyang_kg.linking.applying import stem_of
    from baiyang_kg.linking.drafting import begin
    from baiyang_kg.linking.linksets import mint_linkset
    from baiyang_kg.linking.sssom import read_mappings

    if output and Path(output).exists():
        return read_mappings(output)
    return begin(mint_linkset(stem_of(output or source.id)), subjects=subjects, source=source)


def _write(drafted: MappingSet, output: str | None) -> None:
    """Write links to the file, whole or not at all, or to standard output; a terminal shows the open ones."""
    from baiyang_kg.answers.files import open_whole
    from baiyang_kg.linking.mappings import PROPOSED
    from baiyang_kg.linking.sssom import write_mappings
    from baiyang_kg.linking.telling import COLUMNS, cells
    from baiyang_kg.terminal import table_lines

    if output:
        with open_whole(output) as file:
            write_mappings(drafted, file)
    if sys.stdout.isatty():
        rows = [cells(mapping) for mapping in drafted.of(PROPOSED)]
        numeric = [column == "confidence" for column in COLUMNS]
        print_lines(table_lines(COLUMNS, rows, columns=terminal_columns(), numeric=numeric))
    elif not output:
        write_mappings(drafted, sys.stdout.buffer)

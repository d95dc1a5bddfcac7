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


class _Asked(NamedTuple):
    """What the command is asked for: its argument and its options."""

    dataset: str | None
    within: bool
    output: str | None
    subjects: str | None
    subjects_year: int | None
    parents: tuple[str, ...]
    kinds: tuple[str, ...]
    mapping: str | None
    columns: dict[str, str]
    known: tuple[str, ...]
    year: int | None
    dataset_id: str | None
    licence: str | None
    allow_service: bool
    date: str
    store: str

    def find_subjects(self) -> tuple[list[Record], str]:
        """Return what is to be linked, and the IRI of the whole that it is of."""
        if self.subjects is None:
            return _find_things(self.store, self.kinds)
        from baiyang_kg.graph.vocab import DATASET_GRAPH

        source = self._open(self.subjects, year=self.subjects_year)
        rows = [batch.record(index) for batch in source.batches() for index in range(len(batch.names))]
        return rows, DATASET_GRAPH + source.id

    def open_source(self, things: list[Record]) -> Source:
        """Open what counterparts of `things` are looked for in: the dataset, or the graph itself."""
        if self.dataset:
            return self._open(self.dataset, mapping=self.mapping, dataset_id=self.dataset_id, year=self.year)
        from baiyang_kg.linking.within import GraphSource

        return GraphSource(things, path=self.store)

    def begin(self, source: Source, subjects: str) -> MappingSet:
        """Return the links that stand in the file to write, or an empty set; with the licence given."""
        from pathlib import Path

        from baiyang_kg.linking.applying import stem_of
        from baiyang_kg.linking.drafting import begin
        from baiyang_kg.linking.linksets import mint_linkset
        from baiyang_kg.linking.sssom import read_mappings

        if self.output and Path(self.output).exists():
            before = read_mappings(self.output)
        else:
            linkset = mint_linkset(stem_of(self.output or source.id))
            before = begin(linkset, subjects=subjects, source=source)
        if not self.licence:
            return before
        return before._replace(metadata={**before.metadata, "license": self.licence})

    def _open(self, path: str, **further: Any) -> Source:
        """Open the dataset at `path`, and say who described it if it is a table."""
        from baiyang_kg.datasets.metadata import find_metadata
        from baiyang_kg.datasets.sources import open_source
        from baiyang_kg.datasets.tablesource import TableSource

        source = open_source(
            path, parents=self.parents, columns=self.columns, allow_service=self.allow_service, **further
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
def propose(**options: Any) -> None:
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

    asked = _Asked(**options)
    if asked.within == bool(asked.dataset) or (asked.within and asked.subjects):
        raise click.UsageError("Name a DATASET, or say --within for links inside the graph.")
    things, whole = asked.find_subjects()
    source = asked.open_source(things)
    before = asked.begin(source, whole)
    decided = Known.of([before, *map(read_mappings, asked.known)])
    drafted = draft(find_links(things, source, known=decided), before, date=asked.date, source=source)
    if drafted.mappings:
        _write(drafted, asked.output)
    click.echo(str(tally(things, drafted, known=decided)), err=True)
    if not drafted.mappings:
        raise click.exceptions.Exit(1)


def _find_things(store: str, kinds: tuple[str, ...]) -> tuple[list[Record], str]:
    """Return the things of the graph that can be linked, and the IRI of the whole that they are of."""
    from baiyang_kg.errors import LinkError
    from baiyang_kg.graph.description import STORE
    from baiyang_kg.graph.store import open_store
    from baiyang_kg.linking.records import CLASSES, find_records

    for kind in kinds:
        if kind not in CLASSES:
            raise LinkError(f"--kind {kind}", "there is no such kind", f"choose from: {', '.join(CLASSES)}")
    return find_records(open_store(store), kinds=kinds), STORE


def _write(drafted: MappingSet, output: str | None) -> None:
    """Write links to the file, whole or not at all, or to standard output; a terminal shows the open ones."""
    from baiyang_kg.answers.files import open_whole
    from baiyang_kg.linking.mappings import PROPOSED
    from baiyang_kg.linking.sssom import write_mappings
    from baiyang_kg.linking.telling import COLUMNS, cells, surest_first
    from baiyang_kg.terminal import table_lines

    if output:
        with open_whole(output) as file:
            write_mappings(drafted, file)
    if sys.stdout.isatty():
        rows = [cells(mapping) for mapping in surest_first(drafted.of(PROPOSED))]
        numeric = [column == "confidence" for column in COLUMNS]
        print_lines(table_lines(COLUMNS, rows, columns=terminal_columns(), numeric=numeric))
    elif not output:
        write_mappings(drafted, sys.stdout.buffer)

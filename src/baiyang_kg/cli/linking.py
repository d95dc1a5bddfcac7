"""The commands below `link`: what of the graph is what in other datasets, proposed, reviewed and applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from baiyang_kg.cli.options import store_option
from baiyang_kg.cli.program import main, print_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.graph.store import Store
    from baiyang_kg.linking.applying import Applied

_BUNDLED = "baiyang-2023"  # the report that travels with the program, and that its links are of
_ORDER = ("propose", "review", "status", "apply")


class _InOrder(click.Group):
    """A group whose commands are listed in the order of their use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return sorted(self.commands, key=_ORDER.index)


@main.group(cls=_InOrder)
def link() -> None:
    """Link the things of the graph with those of other datasets.

    \b
    The way of a link:
      baiyang-kg link propose villages.csv -o links.sssom.tsv    find counterparts
      baiyang-kg link review links.sssom.tsv --author 李雷       decide on each of them
      baiyang-kg link apply links.sssom.tsv                      load those that were accepted
    """


def _read_date(_context: click.Context, _option: click.Parameter, text: str | None) -> str:
    """Return the date that an option says, or today's."""
    from datetime import UTC, date, datetime

    if text is None:
        return datetime.now(UTC).astimezone().date().isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise click.BadParameter(f"{text!r} is no date; write one such as 2026-11-23") from None


date_option = click.option(
    "--date", metavar="YYYY-MM-DD", callback=_read_date, help="The day to write down. Default: today."
)


@link.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@store_option
def apply(files: tuple[str, ...], store: str) -> None:
    """Load the accepted links of FILES.

    They become a graph of their own for each file. Those of the bundled report are applied where no FILE is
    named. Applied again, a file takes the place of what was made of it before. Where a file holds a fault,
    nothing is applied.

    \b
    Example:
      baiyang-kg link apply
      baiyang-kg link apply links.sssom.tsv
    """
    from baiyang_kg.graph.store import open_store
    from baiyang_kg.linking.applying import apply_links

    applied = apply_links(files, store) if files else _apply_bundled(store)
    print_lines(map(str, applied))
    if not any(one.accepted for one in applied):
        click.echo("nothing is linked: decide on them with baiyang-kg link review FILE", err=True)
        raise click.exceptions.Exit(1)
    print_lines(_lacking(applied, open_store(store)), err=True)
    click.echo("what is linked: baiyang-kg run links", err=True)


@link.command()
@click.argument("file")
def status(file: str) -> None:
    """Count the links in FILE by their status.

    Ends with exit code 1 while some are undecided.

    \b
    Example:
      baiyang-kg link status links.sssom.tsv
    """
    from baiyang_kg.linking.mappings import PROPOSED
    from baiyang_kg.linking.sssom import read_mappings
    from baiyang_kg.linking.telling import count_lines

    links = read_mappings(file)
    print_lines(count_lines(links))
    if links.of(PROPOSED):
        raise click.exceptions.Exit(1)


def _lacking(applied: list[Applied], store: Store) -> Iterator[str]:
    """Yield what has to be added to a store that has links and not what they lead to."""
    from baiyang_kg.graph.needs import NEEDS
    from baiyang_kg.linking.applying import counterparts_told, leads_to_codes

    if counterparts_told(applied, store):
        return
    yield "the store has the links and not what they lead to: baiyang-kg add DATASET"
    if leads_to_codes(applied, store):
        register = NEEDS["register"]
        yield f"  official-communities needs {register.name}; {register.remedy}"


def _apply_bundled(store: str) -> list[Applied]:
    """Load the links that travel with the program. Raises LinkError where the report is not in the store."""
    from baiyang_kg.errors import LinkError
    from baiyang_kg.graph.store import open_store
    from baiyang_kg.graph.vocab import REPORT
    from baiyang_kg.linking.applying import apply_links
    from baiyang_kg.resources import resource

    if not open_store(store).ask(f"ASK {{ <{REPORT}{_BUNDLED}> ?property ?value }}"):
        raise LinkError(
            "link apply",
            f"the bundled links are of the report {_BUNDLED}, which is not in {store}",
            "name your files: baiyang-kg link apply links.sssom.tsv",
        )
    return apply_links(sorted(map(str, resource("data/links").glob("*.sssom.tsv"))), store)

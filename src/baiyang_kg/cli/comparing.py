"""The command `diff`: what two builds, two exports or two reports state differently."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

import click

from baiyang_kg.cli.options import gazetteer_option
from baiyang_kg.cli.program import main, print_lines, terminal_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pyoxigraph import Quad

    from baiyang_kg.comparing.sides import Side
    from baiyang_kg.datasets.gazetteer import Gazetteer

T = TypeVar("T")


@main.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(("text", "json", "patch")),
    default="text",
    show_default=True,
    help="Facts in words or as JSON, or statements as an RDF patch.",
)
@click.option("--only", type=click.Choice(("new", "gone", "changed")), help="Only these facts.")
@click.option("--area", multiple=True, help="The area of a report; say it twice for A and for B.")
@click.option("--year", multiple=True, type=int, help="The year of a report; say it twice for A and for B.")
@gazetteer_option(multiple=True, about="a report")
@click.option(
    "--all", "everything", is_flag=True, help="In a patch: the ontology and the store's description too."
)
def diff(  # noqa: PLR0913, PLR0917 (each is an option of the command)
    before: str,
    after: str,
    form: str,
    only: str | None,
    area: tuple[str, ...],
    year: tuple[int, ...],
    gazetteer: tuple[Gazetteer, ...],
    everything: bool,  # noqa: FBT001 (click calls it by name)
) -> None:
    """Tell which facts are new, gone or changed from A to B.

    A and B are stores, exports (.ttl .nt .nq .trig .jsonld .rdf) or reports; STORE#GRAPH is one graph of a
    store. Facts are known by what they are about, not by where they stand. Reports of two years are compared
    year by year: this year's revenue with last year's.

    Ends with exit code 1 where something differs.

    \b
    Example:
      baiyang-kg diff old.kg baiyang.kg
      baiyang-kg diff baiyang.kg#baiyang-2023 report.txt --area 白杨街道 --year 2023 --only changed
      baiyang-kg diff old.kg baiyang.kg --format patch
    """
    from baiyang_kg.comparing import read_side

    sides = [
        read_side(path, read_report=_reader(_nth(area, place), _nth(year, place), _nth(gazetteer, place)))
        for place, path in enumerate((before, after))
    ]
    old, recent = sides if everything else [side.reports_only() for side in sides]
    if form == "patch":
        differs, counted = _write_patch(old, recent)
        told = f"{before} → {after}: {counted} statements differ"
    else:
        differs, told = _write_facts(old, recent, form=form, only=only, names=(before, after))
    click.echo(told, err=True)
    click.get_current_context().exit(1 if differs else 0)


def _write_patch(old: Side, recent: Side) -> tuple[bool, int | str]:
    """Write the statements that differ as an RDF patch; return whether there are any, and how many."""
    from baiyang_kg.comparing import write_patch

    count = write_patch(old, recent, sys.stdout.buffer)
    sys.stdout.buffer.flush()
    return bool(count), count or "no"


def _write_facts(
    old: Side, recent: Side, *, form: str, only: str | None, names: tuple[str, str]
) -> tuple[bool, str]:
    """Write the facts that differ, in words or as JSON; return whether there are any, and their count."""
    from baiyang_kg.comparing import compare
    from baiyang_kg.comparing.words import PARTS, count_line, difference_json, difference_lines

    difference = compare(old, recent)
    told = (only,) if only else tuple(PARTS)
    if form == "json":
        click.echo(difference_json(difference, only=told))
    else:
        print_lines(difference_lines(difference, columns=terminal_columns(), only=told))
    before, after = names
    differs = any(getattr(difference, part) for part in told)
    return differs, count_line(difference, before=before, after=after)


def _nth(values: Sequence[T], place: int) -> T | None:
    """Return what was said for a side: for both of them, or for each."""
    return values[min(place, len(values) - 1)] if values else None


def _reader(area: str | None, year: int | None, gazetteer: Gazetteer | None) -> Callable[[Path], list[Quad]]:
    def read(path: Path) -> list[Quad]:
        from baiyang_kg.build import report_quads

        return report_quads(path, area=area, year=year, gazetteer=gazetteer)

    return read

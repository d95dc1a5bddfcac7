"""The commands that read reports: build, extract, ledger, explain, text, review."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from baiyang_kg.cli.options import gazetteer_option, option_of_store
from baiyang_kg.cli.program import main, print_lines, show_progress, terminal_columns

if TYPE_CHECKING:
    from baiyang_kg.datasets.gazetteer import Gazetteer
    from baiyang_kg.reading.confidence import Certainty
    from baiyang_kg.reading.report import Derived
    from baiyang_kg.reading.review import Portion

_BUNDLED = "data/reports/baiyang-2023.txt"
_area_option = click.option("--area", "-a", help="The area that the report is about, such as 白杨街道.")
_year_option = click.option("--year", "-y", type=int, help="The year that the report is about.")


def _read_portion(context: click.Context, parameter: click.Parameter, given: str) -> Portion:
    """Return the portion that an option says; what is none is a mistake of usage."""
    from baiyang_kg.reading.review import parse_portion

    try:
        return parse_portion(given)
    except ValueError as error:
        raise click.BadParameter(str(error), context, parameter) from None


@main.command()
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@option_of_store(
    *("--store", "-s", "--output", "-o"), about="The store to make; one that stands there is replaced."
)
@_area_option
@_year_option
@gazetteer_option()
@click.option(
    "--fresh", is_flag=True, help="Leave the outside datasets and links of the store that stands there."
)
def build(  # noqa: PLR0913 (click calls it with every option)
    reports: tuple[str, ...],
    store: str,
    area: str | None,
    year: int | None,
    gazetteer: Gazetteer | None,
    *,
    fresh: bool,
) -> None:
    """Build the graph of reports.

    Without a REPORT, the bundled one is read.

    A REPORT is a file in .txt, .md, .html, .docx or .pdf; REPORT.toml beside it may say area, year and
    title. The store that stands there stays until the new one is whole and has passed the checks. Datasets
    that were added to it, and links, come along.

    \b
    Example:
      baiyang-kg build
      baiyang-kg build report.txt --area 白杨街道 --year 2023 -o mine.kg
    """
    from pathlib import Path
    from time import perf_counter

    from baiyang_kg.build import build as build_store
    from baiyang_kg.summary import lost_lines, summary_lines, violation_lines

    paths = [Path(report) for report in reports or (_named_or_bundled(None),)]
    summary = build_store(
        paths,
        Path(store),
        area=area,
        year=year,
        gazetteer=gazetteer,
        fresh=fresh,
        clock=perf_counter,
        progress=show_progress,
        announce=_announce,
    )
    show_progress("", "")
    print_lines(summary_lines(summary, store=store, columns=terminal_columns()))
    print_lines(lost_lines(summary.lost), err=True)
    if summary.violations:
        print_lines(violation_lines(summary.violations, columns=terminal_columns()), err=True)
    if not summary.stored:
        raise click.exceptions.Exit(1)


@main.command()
@click.argument("report", required=False)
@_area_option
@_year_option
@gazetteer_option()
@click.option("--confidence", is_flag=True, help="Say of each figure how likely it is read rightly, 0 to 1.")
def extract(
    report: str | None, area: str | None, year: int | None, gazetteer: Gazetteer | None, *, confidence: bool
) -> None:
    """Print what is read from a REPORT, one JSON object a line.

    Without a REPORT, the bundled one is read.

    Figures, other numbers, named things, relations and damage, each with its place in the file.

    \b
    Example:
      baiyang-kg extract
      baiyang-kg extract report.txt --area 白杨街道 --year 2023
    """
    from baiyang_kg.extraction import extract as extract_facts
    from baiyang_kg.reading.contract import write_records

    derived, _ = extract_facts(
        _named_or_bundled(report), area=area, year=year, gazetteer=gazetteer, announce=_announce
    )
    sure = [one.confidence for one in _weigh(derived)] if confidence else []
    write_records(derived.reading, sys.stdout, confidences=sure)


@main.command()
@click.argument("report", required=False)
@_area_option
@_year_option
@gazetteer_option()
def ledger(report: str | None, area: str | None, year: int | None, gazetteer: Gazetteer | None) -> None:
    """List every number of a REPORT and what became of it.

    Without a REPORT, the bundled one is read.

    Ends with exit code 1 if a number is unaccounted for.

    \b
    Example:
      baiyang-kg ledger
      baiyang-kg ledger report.txt --area 白杨街道 --year 2023
    """
    from baiyang_kg.extraction import extract as extract_facts
    from baiyang_kg.reading.ledger import account
    from baiyang_kg.terminal import table_lines

    derived, _ = extract_facts(
        _named_or_bundled(report), area=area, year=year, gazetteer=gazetteer, announce=_announce
    )
    account_of_all = account(derived.reading)
    rows = [(f"{one.start}", f"{one.end}", one.text, one.fate, one.reading) for one in account_of_all.entries]
    header, numeric = ("start", "end", "number", "fate", "read as"), (True, True, False, False, False)
    print_lines(table_lines(header, rows, columns=terminal_columns(), numeric=numeric))
    click.echo(f"{len(rows)} numbers, {len(account_of_all.unaccounted)} unaccounted for", err=True)
    if account_of_all.unaccounted:
        raise click.exceptions.Exit(1)


@main.command()
@click.argument("report", required=False)
@click.option("--at", type=int, required=True, help="A place in the report, in characters from 0.")
@_area_option
@_year_option
@gazetteer_option()
def explain(
    report: str | None, at: int, area: str | None, year: int | None, gazetteer: Gazetteer | None
) -> None:
    """Show why a place of a REPORT was read as it was.

    Without a REPORT, the bundled one is read.

    The rule, the reading that won, those it beat, and by what.

    \b
    Example:
      baiyang-kg explain --at 2339
      baiyang-kg explain report.txt --at 2339 --area 白杨街道 --year 2023
    """
    from baiyang_kg.extraction import extract as extract_facts
    from baiyang_kg.reading.explain import explain as explain_place
    from baiyang_kg.reading.explain import find_nearest

    derived, lexicon = extract_facts(
        _named_or_bundled(report), area=area, year=year, gazetteer=gazetteer, announce=_announce
    )
    if lines := explain_place(derived, at, lexicon):
        return print_lines(lines)
    nearest, end = find_nearest(derived, at), len(derived.reading.raw)
    beyond = f", the text ends at {end}" if at >= end else ""
    hint = "" if nearest is None else f"; the nearest number stands at {nearest}"
    click.echo(f"nothing was read at {at}{beyond}{hint}", err=True)
    raise click.exceptions.Exit(1)


@main.command()
@click.argument("report", required=False)
def text(report: str | None) -> None:
    """Print the archived text of a REPORT.

    All offsets count in this text. Without a REPORT, it is that of the bundled one.

    A text or a web page as it is; what is made of a Word or PDF document. The graph holds the SHA-256 of
    this text in UTF-8, and that of the original file.

    \b
    Example:
      baiyang-kg text | head
      baiyang-kg text report.txt | sha256sum
    """
    from baiyang_kg.report import read_report

    sys.stdout.write(read_report(_named_or_bundled(report)).raw)


@main.command()
@click.argument("report", required=False)
@click.option(
    "--lowest",
    "-n",
    default="10%",
    show_default=True,
    callback=_read_portion,
    metavar="N|N%",
    help="How many figures to show.",
)
@_area_option
@_year_option
@gazetteer_option()
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(("table", "csv")),
    help="How to write them. Default: a table on a terminal, csv elsewhere.",
)
def review(  # noqa: PLR0913, PLR0917 (each is an option of the command)
    report: str | None,
    lowest: Portion,
    area: str | None,
    year: int | None,
    gazetteer: Gazetteer | None,
    form: str | None,
) -> None:
    """List the figures of a REPORT that were read least surely.

    Without a REPORT, the bundled one is read.

    The least sure first: how likely value, unit, bound, kind and thing are right, the clause, what was
    read there, and the thing that was counted next to best. explain --at tells more.

    \b
    Example:
      baiyang-kg review --lowest 5
      baiyang-kg review report.txt --lowest 10% --area 白杨街道 --year 2023 --format csv
    """
    import csv

    from baiyang_kg.extraction import extract as extract_facts
    from baiyang_kg.reading.review import COLUMNS, find_doubts
    from baiyang_kg.terminal import table_lines

    derived, _ = extract_facts(
        _named_or_bundled(report), area=area, year=year, gazetteer=gazetteer, announce=_announce
    )
    doubts = [one.cells for one in find_doubts(derived, _weigh(derived), lowest)]
    if form == "table" or (form is None and sys.stdout.isatty()):
        numeric = (True, True, False, False, False)
        print_lines(table_lines(COLUMNS, doubts, columns=terminal_columns(), numeric=numeric))
    else:
        csv.writer(sys.stdout).writerows((COLUMNS, *doubts))
    click.echo(f"{len(doubts)} of {len(derived.derivations)} figures", err=True)
    if not doubts:
        raise click.exceptions.Exit(1)


def _announce(note: str) -> None:
    """Say what was inferred of a report, on standard error."""
    show_progress("", "")
    click.echo(note, err=True)


def _weigh(derived: Derived) -> list[Certainty]:
    """Return how sure each figure is, by the calibration that travels with the program."""
    from baiyang_kg.reading.confidence import read_calibration, weigh
    from baiyang_kg.resources import resource

    return weigh(derived, read_calibration(resource("data/lexicon/calibration.tsv")))


def _named_or_bundled(report: str | None) -> str:
    """Return the path of the report that the user named, or of the one that travels with the program."""
    from baiyang_kg.resources import resource

    return report or str(resource(_BUNDLED))

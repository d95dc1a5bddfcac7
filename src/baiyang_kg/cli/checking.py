"""The command `check`: the graph against the rules of its ontology, and the reports against themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from baiyang_kg.cli.options import store_option
from baiyang_kg.cli.program import main, print_lines, terminal_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from baiyang_kg.checking import Finding

_NOT_COMPARED = "quotations were compared with each other alone; name the text with --report FILE"


@main.command()
@store_option
@click.option(
    "--report",
    "-r",
    "reports",
    multiple=True,
    metavar="FILE",
    help="The text of a report in the store, or a folder of such; quotations are compared with it.",
)
@click.option("--rule", "rules", multiple=True, metavar="NAME", help="Apply this rule only; may be repeated.")
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(("text", "json", "sarif")),
    default="text",
    show_default=True,
    help="json: an object a line; sarif: SARIF 2.1.0, which review tools and editors read.",
)
@click.option("--output", "-o", metavar="FILE", help="Write the findings to FILE, whole or not at all.")
@click.option("--strict", is_flag=True, help="End with exit code 1 for a warning too.")
def check(  # noqa: PLR0913 (each is an option of the command)
    store: str,
    reports: tuple[str, ...],
    rules: tuple[str, ...],
    form: str,
    output: str | None,
    *,
    strict: bool,
) -> None:
    """Check the graph, and the reports against each other.

    The graph is held against its rules, each report against itself and against the others.

    Each finding says what is wrong, where it stands, the sentence and what to do; docs/checks.md describes
    the rules. Ends with exit code 1 if there is an error: the graph is wrong. A warning is a contradiction in
    the reports or a misreading; a note is worth knowing and often right.

    \b
    Example:
      baiyang-kg check
      baiyang-kg check --report report.txt --rule quote-equals-span
      baiyang-kg check --strict --format sarif --output check.sarif
    """
    from pathlib import Path

    from baiyang_kg.checking import Level, check_store
    from baiyang_kg.checking.output import count_line
    from baiyang_kg.checking.texts import read_sources, without_text
    from baiyang_kg.graph.store import open_store

    opened, sources = open_store(store), read_sources(map(Path, reports))
    texts = {source.sha256: source.raw for source in sources.values()}
    findings = check_store(opened, reports=texts, rules=rules)
    named = {source.id: path.as_posix() for path, source in sources.items() if not path.is_absolute()}
    _write(_lines(findings, form, named), output)
    unread = without_text(opened, texts) if not rules or "quote-equals-span" in rules else []
    if unread:
        click.echo(f"no text at hand of {', '.join(unread)}: {_NOT_COMPARED}", err=True)
    click.echo(count_line(findings, store=store), err=True)
    if {finding.level for finding in findings} & {Level.ERROR, Level.WARNING if strict else Level.ERROR}:
        raise click.exceptions.Exit(1)


def _write(lines: Iterable[str], output: str | None) -> None:
    """Write lines to standard output, or whole into a file."""
    from baiyang_kg.answers.files import open_whole

    if output is None:
        print_lines(lines)
        return
    with open_whole(output) as file:
        file.writelines(f"{line}\n".encode() for line in lines)


def _lines(findings: Sequence[Finding], form: str, files: Mapping[str, str]) -> Iterable[str]:
    from baiyang_kg.checking.output import finding_lines, json_lines, sarif_lines

    if form == "json":
        return json_lines(findings)
    if form == "sarif":
        return sarif_lines(findings, files=files)
    return finding_lines(findings, columns=terminal_columns())

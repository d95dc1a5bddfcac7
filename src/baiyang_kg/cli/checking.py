"""The command `check`: the graph against the rules of its ontology, and the reports against themselves."""

from __future__ import annotations

import click

from baiyang_kg.cli.options import store_option
from baiyang_kg.cli.program import main, print_lines, terminal_columns


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
@click.option("--strict", is_flag=True, help="End with exit code 1 for a warning too.")
def check(store: str, reports: tuple[str, ...], rules: tuple[str, ...], *, strict: bool) -> None:
    """Check the graph against its rules, and the reports against themselves and each other.

    Each finding says what is wrong, where it stands, the sentence and what to do; docs/checks.md describes
    the rules. Ends with exit code 1 if there is an error: the graph is wrong. A warning is a contradiction in
    the reports or a misreading; a note is worth knowing and often right.

    \b
    Example:
      baiyang-kg check
      baiyang-kg check --report reports/ --rule quote-equals-span
      baiyang-kg check --strict
    """
    from pathlib import Path

    from baiyang_kg.checking import Level, check_store
    from baiyang_kg.checking.output import count_line, finding_lines
    from baiyang_kg.checking.texts import read_texts
    from baiyang_kg.graph.store import open_store

    opened, texts = open_store(store), read_texts(map(Path, reports))
    findings = check_store(opened, reports=texts, rules=rules)
    print_lines(finding_lines(findings, columns=terminal_columns()))
    click.echo(count_line(findings, store=store), err=True)
    counted = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    if any(finding.level in counted for finding in findings):
        raise click.exceptions.Exit(1)

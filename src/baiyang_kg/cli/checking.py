"""The command `check`: the graph against the rules of its ontology, and reports against themselves."""

from __future__ import annotations

import click

from baiyang_kg.cli.options import store_option
from baiyang_kg.cli.program import main, print_lines, terminal_columns


@main.command()
@store_option
def check(store: str) -> None:
    """Check the graph against the rules of its ontology.

    Ends with exit code 1 if a rule is broken.

    \b
    Example:
      baiyang-kg check
    """
    from baiyang_kg.checking import Level, check_store
    from baiyang_kg.checking.output import count_line, finding_lines
    from baiyang_kg.graph.store import open_store

    findings = check_store(open_store(store))
    print_lines(finding_lines(findings, columns=terminal_columns()))
    click.echo(count_line(findings, store=store), err=True)
    if any(finding.level is Level.ERROR for finding in findings):
        raise click.exceptions.Exit(1)

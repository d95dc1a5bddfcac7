"""The command `check`: the graph against the rules of its ontology."""

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
    from baiyang_kg.graph.audit import audit
    from baiyang_kg.graph.store import open_store
    from baiyang_kg.summary import violation_lines

    violations = audit(open_store(store))
    if violations:
        print_lines(violation_lines(violations, columns=terminal_columns()))
    errors = sum(violation.blocking for violation in violations)
    click.echo(f"{store}: {errors} errors, {len(violations) - errors} warnings", err=True)
    if errors:
        raise click.exceptions.Exit(1)

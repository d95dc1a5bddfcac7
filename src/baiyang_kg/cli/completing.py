"""What the shell offers while a command is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click


def complete_query(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return the canned queries whose names begin so, for the shell."""
    from baiyang_kg.graph.queries import names

    del context, parameter
    return [name for name in names() if name.startswith(incomplete)]

"""An answer, written: the last step of `query` and of `run`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from baiyang_kg.cli.program import terminal_columns

if TYPE_CHECKING:
    from baiyang_kg.graph.store import Store


def answer(store: Store, query: str, *, form: str | None, place: str, declared: bool = False) -> None:
    """Ask, write the answer, and where it is empty say why and end with exit code 1."""
    import signal

    from baiyang_kg.graph.results import write_answer
    from baiyang_kg.graph.store import translated

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the engine answers no Ctrl-C before it is done
    form = form or ("table" if sys.stdout.isatty() else None)
    answered = store.ask(query, place=place, declared=declared)
    with translated(store.path):
        found = write_answer(answered, sys.stdout, form=form, columns=terminal_columns())
    if found:
        return
    sys.stdout.flush()
    from baiyang_kg.graph.empty import explain_empty

    click.echo(explain_empty(store, query), err=True)
    raise click.exceptions.Exit(1)

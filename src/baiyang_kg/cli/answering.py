"""An answer, written: the last step of `query` and of `run`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from baiyang_kg.cli.program import terminal_columns

if TYPE_CHECKING:
    from baiyang_kg.cli.options import Output
    from baiyang_kg.graph.queries import CannedQuery
    from baiyang_kg.graph.store import Store


def answer(  # noqa: PLR0913 (what two commands say of an answer)
    store: Store,
    query: str,
    *,
    output: Output,
    place: str,
    declared: bool = False,
    canned: CannedQuery | None = None,
    command: str = "",
    allow_service: bool = False,
    base: str | None = None,
    explain: bool = True,
) -> int:
    """Ask `query`, write the answer as `output` says, and return the exit code: 0, or 1 where it is empty.

    An empty answer is explained on standard error where `explain` says so. `command` is what asks it again,
    for the citation.
    """
    import signal

    from baiyang_kg.graph.results import form_of, write_answer
    from baiyang_kg.graph.store import translated

    del canned, command, allow_service, base  # until the next slice
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the engine answers no Ctrl-C before it is done
    form = form_of(output.path, output.form) or ("table" if sys.stdout.isatty() else None)
    answered = store.ask(query, place=place, declared=declared)
    with translated(store.path):
        found = write_answer(answered, sys.stdout, form=form, columns=terminal_columns())
    if found:
        return 0
    sys.stdout.flush()
    if explain:
        from baiyang_kg.graph.empty import explain_empty

        click.echo(explain_empty(store, query), err=True)
    return 1

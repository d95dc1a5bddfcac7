"""An answer, written: the last step of `query` and of `run`."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, TextIO

import click

from baiyang_kg.cli.program import terminal_columns
from baiyang_kg.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from baiyang_kg.answers.citation import Citation
    from baiyang_kg.cli.options import Output
    from baiyang_kg.graph.queries import CannedQuery
    from baiyang_kg.graph.results import Form
    from baiyang_kg.graph.store import Answer, Store


def answer(  # noqa: PLR0913 (what two commands say of an answer)
    store: Store,
    query: str,
    *,
    output: Output,
    place: str,
    declared: bool = False,
    canned: CannedQuery | None = None,
    values: Sequence[tuple[str, str]] = (),
    allow_service: bool = False,
    base: str | None = None,
    explain: bool = True,
) -> int:
    """Ask `query`, write the answer as `output` says, and return the exit code: 0, or 1 where it is empty.

    `canned` is the query that was prepared with `values`, if it was one. An empty answer is explained on
    standard error where `explain` says so.
    """
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the engine answers no Ctrl-C before it is done

    def ask() -> Answer:
        return store.ask(query, place=place, declared=declared, base=base, allow_service=allow_service)

    if _tell(store, query, ask, output=output, place=place, canned=canned, values=values):
        return 0
    if explain:
        sys.stdout.flush()
        click.echo(_explain(store, query, base=base, canned=canned, values=values), err=True)
    return 1


def _tell(  # noqa: PLR0913 (what is asked, and how it is to be written)
    store: Store,
    query: str,
    ask: Callable[[], Answer],
    *,
    output: Output,
    place: str,
    canned: CannedQuery | None,
    values: Sequence[tuple[str, str]],
) -> bool:
    """Write what `ask` answers, with its picture and its citation, and tell whether it holds anything.

    A citation and a picture need the rows too: for each of them the query is asked once more, so that none
    has to be kept.
    """
    from baiyang_kg.graph.results import form_for, form_of
    from baiyang_kg.graph.store import translated

    on_terminal = output.path is None and sys.stdout.isatty()
    with translated(store.path):
        answered = ask()
        form = form_for(answered, form_of(output.path, output.form) or ("table" if on_terminal else None))
        if form.binary and on_terminal:
            raise ExportError(f"--format {form.name}", "no terminal can show it", "add --output FILE")
        if output.plot:
            from baiyang_kg.cli.drawing import draw

            draw(ask(), output.plot, canned=canned, values=values, place=place)
        citation = _cite(store, ask(), query, canned=canned, values=values) if output.cite else None
        found = _write(answered, form, output.path, citation=citation, caption=_caption(canned, values))
    if citation is not None and not form.cites:
        from baiyang_kg.cli.citing import cite_aside

        cite_aside(citation)
    return found


def _cite(
    store: Store,
    answered: Answer,
    query: str,
    *,
    canned: CannedQuery | None,
    values: Sequence[tuple[str, str]],
) -> Citation:
    """Return what the rows of an answer rest on."""
    from baiyang_kg.cli.citing import cite_answer, command_of

    return cite_answer(store, answered, query, command=command_of(query, canned, values))


def _explain(
    store: Store,
    query: str,
    *,
    base: str | None,
    canned: CannedQuery | None,
    values: Sequence[tuple[str, str]],
) -> str:
    """Return why nothing was found: of a canned query by its parameters, of another by its patterns."""
    if canned:
        from baiyang_kg.graph.unanswered import explain_unanswered

        return explain_unanswered(store, canned, values)
    from baiyang_kg.graph.empty import explain_empty

    return explain_empty(store, query, base=base)


def _caption(canned: CannedQuery | None, values: Sequence[tuple[str, str]]) -> Sequence[str]:
    """Return what was asked, in Chinese and in English, and what was said for its parameters."""
    if canned is None:
        return ()
    said = ", ".join(f"{name}: {value}" for name, value in values)
    return tuple(filter(None, (canned.summary_zh, canned.summary, said)))


def _write(
    answered: Answer, form: Form, path: str | None, *, citation: Citation | None, caption: Sequence[str]
) -> bool:
    """Write an answer to the file at `path`, or to standard output, and tell whether it holds anything."""
    from baiyang_kg.graph.results import write_answer

    def write(output: TextIO) -> bool:
        columns = terminal_columns()
        return write_answer(
            answered, output, form=form.name, columns=columns, citation=citation, caption=caption
        )

    if path is None:
        found = write(sys.stdout)
        if sys.stdout.isatty() and form.name in {
            "json",
            "xml",
        }:  # else the prompt stands behind the last sign
            sys.stdout.write("\n")
        return found
    from baiyang_kg.answers.files import open_whole

    with open_whole(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="\n", write_through=True)
        found = write(text)
        text.detach()
    return found

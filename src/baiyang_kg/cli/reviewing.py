"""The command `link review`: a person decides on proposed links, at the terminal or from a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from baiyang_kg.cli.linking import date_option, link
from baiyang_kg.cli.options import store_option
from baiyang_kg.cli.program import print_lines, terminal_columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from baiyang_kg.linking.cards import Reference
    from baiyang_kg.linking.reviewing import Review

_KEYS = "[a]ccept [r]eject [p]redicate [n]ote [c]loser look [s]kip [b]ack [q]uit"
_PREDICATES = "[e]xact 同一 [c]lose 相近 [b]road 上位 [n]arrow 下位 [r]elated 相关"
_QUIT = "q"
_WIDEST = 110  # columns of a card: two sides stand beside each other


@link.command()
@click.argument("file")
@click.option("--author", required=True, metavar="NAME", help="Who answers for the decisions.")
@date_option
@click.option(
    "--accept-sure", is_flag=True, help="Accept all exact ones that nothing stands against, and list them."
)
@store_option
def review(file: str, author: str, date: str, accept_sure: bool, store: str) -> None:  # noqa: FBT001 (a flag)
    """Decide on the open links in FILE.

    Both sides stand beside each other with what speaks for the link. Each decision is saved at once, so that
    a review can be left and taken up again. Keys come from the terminal or, one a line, from a pipe.

    \b
    Example:
      baiyang-kg link review links.sssom.tsv --author 李雷
      baiyang-kg link review links.sssom.tsv --author 李雷 --accept-sure
    """
    from pathlib import Path

    from baiyang_kg.errors import StoreError
    from baiyang_kg.graph.store import open_store
    from baiyang_kg.linking.cards import Reference
    from baiyang_kg.linking.reviewing import Review

    session = Review(file, author=author, date=date)
    if accept_sure:
        _accept_sure(session)
    else:
        try:
            opened = open_store(store)
        except StoreError as error:
            opened = None
            click.echo(f"{error.place}: {error.found}: sentences of reports are not shown", err=True)
        _walk(session, Reference(opened, (Path(file).resolve().parent, Path.cwd())))
    left = sum(not mapping.decided for mapping in session.mappings)
    click.echo(f"{file}: {session.decided} decided, {left} undecided", err=True)


def _accept_sure(session: Review) -> None:
    from baiyang_kg.linking.telling import COLUMNS, cells
    from baiyang_kg.terminal import table_lines

    rows = [cells(mapping) for mapping in session.accept_sure()]
    numeric = [column == "confidence" for column in COLUMNS]
    print_lines(table_lines(COLUMNS, rows, columns=terminal_columns(), numeric=numeric))


def _walk(session: Review, around: Reference) -> None:
    """Show one card after the other and do what the keys say."""
    shown = -1
    while session.current is not None:
        if session.place != shown:
            _show(session, around)
        shown = session.place
        key = _read_key(_KEYS)
        if key == _QUIT:
            return
        if key == "c":
            _look_closer(session, around)
        elif key in {"p", "n"}:
            shown = -1 if _alter(session, key) else shown
        elif key in _ACTIONS:
            _ACTIONS[key](session)
            shown = -1
        else:
            click.echo(f"  {key!r} is no key here: {_KEYS}")


_ACTIONS: dict[str, Callable[[Review], None]] = {
    "a": lambda session: session.accept(),
    "r": lambda session: session.reject(),
    "s": lambda session: session.skip(),
    "b": lambda session: session.back(),
}


def _show(session: Review, around: Reference) -> None:
    from baiyang_kg.linking.cards import card_lines

    columns = min(terminal_columns(), _WIDEST)
    if session.current is None:
        return
    heading = f" {session.place + 1} of {len(session)} "
    click.echo(f"\n━━{heading}{'━' * (columns - len(heading) - 2)}")
    lines = card_lines(
        session.current,
        around,
        columns=columns,
        rivals=session.rivals(),
        accepted=session.accepted_beside(),
    )
    print_lines(lines)


def _look_closer(session: Review, around: Reference) -> None:
    from baiyang_kg.linking.cards import closer_lines

    if session.current is not None:
        print_lines(closer_lines(session.current, around, columns=terminal_columns()))


def _alter(session: Review, key: str) -> bool:
    """Ask for another predicate or a comment; say whether one was given."""
    from baiyang_kg.graph import vocab

    if key == "n":
        session.note(_read_line("note"))
        return True
    predicates = {
        "e": vocab.EXACT_MATCH,
        "c": vocab.CLOSE_MATCH,
        "b": vocab.BROAD_MATCH,
        "n": vocab.NARROW_MATCH,
        "r": vocab.RELATED_MATCH,
    }
    chosen = predicates.get(_read_key(_PREDICATES))
    if chosen is None:
        click.echo(f"  that is none: {_PREDICATES}")
        return False
    session.change(chosen)
    return True


def _read_key(choice: str) -> str:
    """Return the key that was pressed, or the first letter of the next line of a pipe; q at its end."""
    click.echo(f"{choice} ? ", nl=False)
    if sys.stdin.isatty():
        try:
            key = click.getchar()
        except KeyboardInterrupt:
            click.echo()  # else the prompt of the shell stands behind the keys
            raise
        click.echo(key if key.isprintable() else "")
        return _QUIT if key in {"\x04", ""} else key.lower()
    line = sys.stdin.readline()
    click.echo(line.strip())
    return line.strip()[:1].lower() or ("?" if line else _QUIT)


def _read_line(prompt: str) -> str:
    """Return a line that was typed or piped in."""
    click.echo(f"{prompt}: ", nl=False)
    line = sys.stdin.readline().strip()
    if not sys.stdin.isatty():
        click.echo(line)
    return line

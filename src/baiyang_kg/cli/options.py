"""Options that several commands share."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    F = TypeVar("F", bound=Callable[..., Any])

FORMS = (
    *("table", "csv", "tsv", "json", "xml", "md", "html", "xlsx", "parquet"),
    *("ttl", "nt", "jsonld", "rdf"),
)
STORE, STORE_VARIABLE = "baiyang.kg", "BAIYANG_KG_STORE"  # the folder of the store, and what overrules it


def option_of_store(*spellings: str, about: str) -> Callable[[F], F]:
    """Return an option that names the folder of a store."""
    return click.option(
        *spellings,
        default=STORE,
        envvar=STORE_VARIABLE,
        metavar="FOLDER",
        show_default=True,
        show_envvar=True,
        help=about,
    )


def gazetteer_option(*, multiple: bool = False, about: str = "") -> Callable[[F], F]:
    """Return an option that names a table of names; the command gets it opened, or a tuple of `multiple`."""

    def opened(_context: click.Context, _option: click.Parameter, given: Any) -> Any:
        from baiyang_kg.datasets.gazetteer import open_gazetteer

        return tuple(map(open_gazetteer, given)) if multiple else given and open_gazetteer(given)

    return click.option(
        "--gazetteer",
        "-g",
        callback=opened,
        multiple=multiple,
        metavar="TABLE",
        help=f"Names to know where {about or 'the report'} writes them: its official communities, venues, ….",
    )


store_option = option_of_store("--store", "-s", about="The store: the folder that build makes.")
_OUTPUT_OPTIONS = (
    click.option(
        "--format",
        "-f",
        "form",
        type=click.Choice(FORMS),
        help="How to write the answer. Default: what the extension of --output says, else a table on a "
        "terminal, csv elsewhere; ttl for CONSTRUCT.",
    ),
    click.option(
        "--output", "-o", "path", metavar="FILE", help="Write the answer to FILE, whole or not at all."
    ),
    click.option(
        "--cite", is_flag=True, help="Say what the answer rests on: reports, places in them, query, version."
    ),
    click.option("--plot", metavar="FILE", help="Draw the answer too: FILE ends in .svg, .png or .html."),
)


class Output(NamedTuple):
    """How an answer is to be written: the options that every command that answers has."""

    form: str | None = None  # one of FORMS; None: as the extension of `path` says, or the default
    path: str | None = None  # None: to standard output
    cite: bool = False
    plot: str | None = None


def output_options(command: F) -> F:
    """Add --format, --output, --cite and --plot to a command, which gets them as `output`."""

    @functools.wraps(command)
    def called(
        *args: Any, form: str | None, path: str | None, cite: bool, plot: str | None, **kwargs: Any
    ) -> Any:
        return command(*args, output=Output(form, path, cite, plot), **kwargs)

    return cast("F", _with_options(called, _OUTPUT_OPTIONS))


def limit_options(command: F) -> F:
    """Add --timeout and --memory to a command, which gets them as `limits`."""

    @functools.wraps(command)
    def called(*args: Any, timeout: str, memory: str, **kwargs: Any) -> Any:
        from baiyang_kg.graph import guard

        limits = guard.Limits(
            _parsed(guard.parse_seconds, timeout, "--timeout"),
            _parsed(guard.parse_memory, memory, "--memory"),
        )
        return command(*args, limits=limits, **kwargs)

    return cast("F", _with_options(called, _LIMIT_OPTIONS))


_LIMIT_OPTIONS = (
    click.option(
        "--timeout", default="60", metavar="SECONDS", show_default=True, help="Stop the query then; 0: never."
    ),
    click.option(
        "--memory",
        default="2G",
        metavar="SIZE",
        show_default=True,
        help="Stop a query that needs more memory, such as 512M; 0: no limit.",
    ),
)


def _parsed(parse: Callable[[str], Any], text: str, option: str) -> Any:
    try:
        return parse(text)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from None


def _with_options(called: Any, options: tuple[Callable[[Any], Any], ...]) -> Any:
    for option in reversed(options):
        called = option(called)
    return called

"""What the shell offers while a command is typed.

Queries, their parameters and the values of these are offered, and names of things and graphs of the store. A
store that is missing, and anything else that would be an error, offers nothing: a key pressed too early must
not write into a half-typed line.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import click

from baiyang_kg.cli.options import STORE, STORE_VARIABLE
from baiyang_kg.cli.program import main
from baiyang_kg.errors import BaiyangError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from click.shell_completion import CompletionItem

    from baiyang_kg.graph.queries import Parameter
    from baiyang_kg.graph.store import Store

PROGRAM = "baiyang-kg"
VARIABLE = "_BAIYANG_KG_COMPLETE"  # by which click's scripts call the program
_MOST = 50  # names offered at once


class Typed(NamedTuple):
    """What stands before the cursor: the arguments, the options with their values, the option still open."""

    arguments: tuple[str, ...]
    options: tuple[tuple[str, tuple[str, ...]], ...]  # name of the option, its values
    begun: tuple[str, ...]  # values of the option that the cursor stands in


def complete_query(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the canned queries whose names begin so, each with its question."""
    from baiyang_kg.graph.queries import names, read_query

    del context, parameter
    return _items((name, read_query(name).summary_zh) for name in names() if name.startswith(incomplete))


def complete_parameter(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return what may follow `-p`: names of parameters, then values of the one named.

    The name of the query may stand before or behind. click tells a callback neither the query nor the first
    of two values, so both are read from the line.
    """
    from baiyang_kg.graph.queries import read_query

    del parameter
    typed = read_typed(context.command, _words_before())
    if not typed.arguments:
        return []
    try:
        known = {one.name: one for one in read_query(typed.arguments[0]).parameters}
        if not typed.begun:
            given = {values[0] for name, values in typed.options if name == "values"}
            return _items(
                (name, one.help)
                for name, one in known.items()
                if name not in given and name.startswith(incomplete)
            )
        return _values(known[typed.begun[0]], _open_store(typed), incomplete)
    except (BaiyangError, KeyError):
        return []


def complete_label(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return names of things of the store that begin so."""
    from baiyang_kg.graph.naming import labels

    del parameter
    try:
        store = _open_store(read_typed(context.command, _words_before()))
        return _items((label, "") for label in labels(store, begin=incomplete, most=_MOST))
    except BaiyangError:
        return []


def complete_graph(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the named graphs of the store whose names begin so."""
    from baiyang_kg.graph.export import graph_iris

    del parameter
    try:
        store = _open_store(read_typed(context.command, _words_before()))
        found = [iri.rpartition("/")[2] for iri in graph_iris(store)]
        return _items((name, "") for name in found if name.startswith(incomplete))
    except BaiyangError:
        return []


def complete_profile(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the profiles of an export whose names begin so."""
    from baiyang_kg.graph.profiles import profile_names

    del context, parameter
    return _items((name, "") for name in profile_names() if name.startswith(incomplete))


def complete_format(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the formats of an export whose names begin so."""
    from baiyang_kg.graph.export import FORMATS

    del context, parameter
    return _items((name, "") for name in FORMATS if name.startswith(incomplete))


def read_typed(command: click.Command, words: Sequence[str]) -> Typed:
    """Return what `words`, those behind the name of `command`, say."""
    spelled = {
        spelling: one
        for one in command.params
        if isinstance(one, click.Option)
        for spelling in (*one.opts, *one.secondary_opts)
    }
    arguments: list[str] = []
    options: list[tuple[str, tuple[str, ...]]] = []
    left = list(words)
    while left:
        word, _, value = left.pop(0).partition("=")
        option = spelled.get(word)
        if option is None:
            arguments.append(f"{word}={value}" if value else word)
            continue
        wanted = 0 if option.is_flag or option.count else option.nargs
        values = (value, *left)[: wanted if not value else 1] if value else tuple(left[:wanted])
        if len(values) < wanted:
            return Typed(tuple(arguments), tuple(options), values)
        del left[: 0 if value else wanted]
        options.append((option.name or "", values))
    return Typed(tuple(arguments), tuple(options), ())


def _values(parameter: Parameter, store: Store, incomplete: str) -> list[CompletionItem]:
    """Return the values of a parameter that begin so: choices, years, names of things of its class."""
    from baiyang_kg.graph.curies import expand
    from baiyang_kg.graph.naming import labels
    from baiyang_kg.graph.queries import find_choices

    if parameter.type == "choice":
        found = [(choice.names[0], " ".join(choice.names[1:])) for choice in find_choices(store, parameter)]
    elif parameter.type == "entity":
        of_class = expand(parameter.of_class)
        found = [(label, "") for label in labels(store, of_class, begin=incomplete, most=_MOST)]
    elif parameter.type == "year":
        rows = store.rows("SELECT DISTINCT ?year { ?report a schema:Report ; schema:temporalCoverage ?year }")
        found = sorted((year.value, "") for (year,) in rows)
    else:
        found = []
    return _items(one for one in found if one[0].startswith(incomplete))


def _open_store(typed: Typed) -> Store:
    from baiyang_kg.graph.store import open_store

    named = [values[0] for name, values in typed.options if name == "store"]
    return open_store(named[-1] if named else os.environ.get(STORE_VARIABLE, STORE))


def _words_before() -> list[str]:
    """Return the words of the line behind the name of the command, up to the cursor."""
    from click.shell_completion import get_completion_class

    made = get_completion_class(os.environ.get(VARIABLE, "").partition("_")[0])
    if made is None:
        return []
    words, _ = made(main, {}, PROGRAM, VARIABLE).get_completion_args()
    return words[1:]


def _items(found: Iterable[tuple[str, str]]) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(value, help=told or None) for value, told in found]

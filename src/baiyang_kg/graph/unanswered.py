"""Why a canned query found nothing, in the words of its parameters: whose value has no row, and which have.

Who runs a canned query has said values for its parameters and has not written its patterns. So the query is
asked again without a value, and with other values that the store has: what then has rows is what to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from baiyang_kg.errors import QueryError
from baiyang_kg.graph.curies import expand
from baiyang_kg.graph.naming import labels, measured, nearest
from baiyang_kg.graph.needs import explain_needs
from baiyang_kg.graph.queries import find_choices, prepare, value_of_default
from baiyang_kg.graph.vocab import INDICATOR
from baiyang_kg.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from baiyang_kg.graph.queries import CannedQuery, Parameter
    from baiyang_kg.graph.store import Store

_TRIED = 12  # other values of a parameter that are asked for
_SHOWN = 4  # of those that have rows


def explain_unanswered(store: Store, canned: CannedQuery, values: Sequence[tuple[str, str]]) -> str:
    """Return lines that say why `canned`, prepared with `values`, has no rows, and what would have some.

    What the store lacks altogether goes first (`graph.needs`), then the parameters that were given, then
    those that decide by their default what is answered.
    """
    lacking = explain_needs(store, canned.needs)
    if lacking:
        return lacking
    given = dict(values)
    optional = [p for p in canned.parameters if p.optional and p.name in given]
    culprits = [p for p in optional if _answers(store, canned, _without(given, [p]))]
    if culprits:
        return _told(store, canned, given, culprits)
    if len(optional) > 1 and _answers(store, canned, _without(given, optional)):
        return _told(store, canned, given, optional)
    required = _without(given, optional)
    for parameter in canned.parameters:
        if not parameter.optional and any(_other_values(store, canned, required, parameter)):
            said = {parameter.name: value_of_default(canned, parameter), **required}
            return _told(store, canned, said, [parameter])
    return f"no rows: the store has nothing of this: {canned.summary}\n  what it has: baiyang-kg run overview"


def _told(store: Store, canned: CannedQuery, given: Mapping[str, str], culprits: Sequence[Parameter]) -> str:
    """Return what is said of the values that leave nothing, with other values where it is a single one."""
    said = " and ".join(f"{parameter.name} {given[parameter.name]}" for parameter in culprits)
    lines = [f"no rows: nothing here has {said}{' together' if len(culprits) > 1 else ''}"]
    one = culprits[0]
    others = list(_other_values(store, canned, given, one)) if len(culprits) == 1 else []
    if others:
        more = " …" if len(others) > _SHOWN else ""
        lines.append(f"  there are: {' · '.join(others[:_SHOWN])}{more}; say -p {one.name} {others[0]}")
    elif all(parameter.optional for parameter in culprits):
        both = " or " if any(_answers(store, canned, _without(given, [p])) for p in culprits) else " and "
        lines.append(f"  without -p {f'{both}-p '.join(p.name for p in culprits)} there are rows")
    return _printable_lines(lines)


def _printable_lines(lines: Sequence[str]) -> str:
    """Return lines as one text in which no value that was given writes to the terminal."""
    return "\n".join(f"{line[: len(line) - len(line.lstrip())]}{printable(line.lstrip())}" for line in lines)


def _without(given: Mapping[str, str], parameters: Sequence[Parameter]) -> dict[str, str]:
    left_out = {parameter.name for parameter in parameters}
    return {name: value for name, value in given.items() if name not in left_out}


def _answers(store: Store, canned: CannedQuery, given: Mapping[str, str]) -> bool:
    """Tell whether a canned query has rows with these values; one that means nothing has none."""
    try:
        answer: Any = store.ask(prepare(canned, list(given.items()), store=store), declared=True)
        return next(iter(answer), None) is not None
    except QueryError:
        return False


def _other_values(
    store: Store, canned: CannedQuery, given: Mapping[str, str], parameter: Parameter
) -> Iterator[str]:
    """Yield values of a parameter with which there are rows, the likest first: one more than are shown."""
    said = given.get(parameter.name) or value_of_default(canned, parameter)
    known = [value for value in _values(store, parameter) if value != said]
    likest = nearest(said, known, count=_TRIED // 2)
    found = 0
    for value in list(dict.fromkeys([*likest, *known]))[:_TRIED]:
        if _answers(store, canned, {**given, parameter.name: value}):
            yield value
            found += 1
            if found > _SHOWN:
                return


def _values(store: Store, parameter: Parameter) -> Sequence[str]:
    """Return what may be said for a parameter; nothing for texts and numbers, which may be anything."""
    if parameter.type == "choice":
        return [choice.names[0] for choice in find_choices(store, parameter)]
    if parameter.type == "year":
        rows = store.rows(
            "SELECT DISTINCT ?year { ?report schema:temporalCoverage ?year } ORDER BY DESC(?year)"
        )
        return [year.value for (year,) in rows]
    if parameter.type == "entity":
        of_class = expand(parameter.of_class)
        return measured(store) if of_class == INDICATOR else labels(store, of_class)
    return []

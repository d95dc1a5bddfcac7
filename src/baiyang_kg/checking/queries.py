"""Checks that are queries: a file `queries/checks/<rule>.rq` selects `?focus ?path ?value ?message`.

Each row is a finding. The header says of all of them: `summary` and `summary_zh` (the problem), `level`
(error, warning or note; a warning unless it is said) and `remedy`. Where rows differ in weight, a fifth
column `?level` says the weight of each. `{value}` in `summary_zh` becomes the value of the row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from baiyang_kg.checking.finding import Finding, Level
from baiyang_kg.checking.places import Place, find_places
from baiyang_kg.errors import QueryError
from baiyang_kg.graph.curies import text_of
from baiyang_kg.graph.header import parse_header
from baiyang_kg.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from baiyang_kg.graph.store import Store

_NEEDED = {"summary", "summary_zh", "remedy"}
_KEYS = _NEEDED | {"level"}


def query_checks() -> dict[str, Path]:
    """Return the files of all checks that are queries, by rule."""
    return {path.stem: path for path in sorted(resource("queries").glob("checks/*.rq"))}


def run_check(store: Store, path: Path) -> Iterator[Finding]:
    """Yield a finding for each row of the check at `path`. Raises QueryError for a wrong header."""
    text = path.read_text(encoding="utf-8")
    header = read_header(path)
    rows = store.rows(text, declared=True)
    places = find_places(store, (focus.value for focus, *_ in rows))
    for focus, prop, value, message, *level in rows:
        yield Finding(
            rule=path.stem,
            level=Level(level[0].value if level else header.get("level", Level.WARNING)),
            focus=focus.value,
            **places.get(focus.value, Place())._asdict(),
            problem=message.value,
            problem_zh=header["summary_zh"].replace("{value}", text_of(value)),
            remedy=header["remedy"],
            path=text_of(prop),
            value=text_of(value),
        )


def read_header(path: Path) -> dict[str, str]:
    """Return what the file of a check says of it. Raises QueryError where that is wrong or incomplete."""
    place = str(path)
    parsed = parse_header(path.read_text(encoding="utf-8"), place=place)
    header = {key: value for key, value in parsed.items() if isinstance(value, str)}
    unknown = sorted(parsed.keys() - _KEYS)
    missing = sorted(_NEEDED - header.keys())
    if unknown or missing or header.get("level", "note") not in set(Level):
        found = f"unknown keys: {unknown}; missing keys: {missing}; level: {header.get('level')}"
        raise QueryError(place, f"the header of a check is wrong: {found}", "see docs/growing.md, A check")
    return header

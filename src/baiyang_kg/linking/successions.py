"""What districts, counties and cities were merged into or are called since: 宣武区 is a part of 西城区."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.errors import LexiconError
from baiyang_kg.resources import resource
from baiyang_kg.tables import read_table

if TYPE_CHECKING:
    from pathlib import Path

    from baiyang_kg.linking.names import Name
    from baiyang_kg.linking.sides import Side

_NOTHING = ("", "")
# The words of the judgement for ours as the former one, and for ours as the present one.
_VALUES = {"merged": ("branch", "whole"), "restyled": ("restyled", "restyled"), "renamed": ("alias", "alias")}


class Succession(NamedTuple):
    """A row of `data/linking/successions.tsv`."""

    within: frozenset[str]  # own names of the city or province that the district is in
    present: str
    change: str


def compare_successions(one: Side, other: Side) -> tuple[str, str]:
    """Compare two districts, counties or cities by what became of one of them.

    branch, whole: ours was merged into theirs, or theirs into ours; restyled: a county that is a district
    under another name; alias: renamed. Asked where one of the two says in which city or province it is.
    """
    around = {area.core for side in (one, other) for area in side.areas}
    for former, present, number in ((one.name, other.name, 0), (other.name, one.name, 1)):
        for row in _successions().get(_own(former), ()):
            if row.present == _own(present) and around & row.within:
                return _VALUES[row.change][number], f"{other.record.name}: {row.change}"
    return _NOTHING


def succeeding(name: Name) -> tuple[str, ...]:
    """Return what districts the one with a name became or was, wherever they are."""
    return _names().get(_own(name), ())


def _own(name: Name) -> str:
    return name.core + name.suffix


@cache
def _names() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for former, rows in _successions().items():
        for row in rows:
            found[former].append(row.present)
            found[row.present].append(former)
    return {name: tuple(others) for name, others in found.items()}


@cache
def _successions() -> dict[str, tuple[Succession, ...]]:
    return read_successions(resource("data/linking/successions.tsv"))


def read_successions(path: Path) -> dict[str, tuple[Succession, ...]]:
    """Return the rows of a table by the former name. Raises LexiconError for a change that is none."""
    found: defaultdict[str, list[Succession]] = defaultdict(list)
    for row in read_table(path):
        if row["change"] not in _VALUES:
            raise LexiconError(row.place, f"change {row['change']!r}", f"write one of {', '.join(_VALUES)}")
        found[row["former"]].append(Succession(frozenset(row.words("within")), row["present"], row["change"]))
    return {former: tuple(rows) for former, rows in found.items()}

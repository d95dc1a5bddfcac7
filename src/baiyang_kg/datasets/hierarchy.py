"""Which code a division's code lies in, where the table has no column that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from baiyang_kg.datasets.areas import ABOVE, short_code
from baiyang_kg.graph.vocab import BROADER, DIVISION_CODE, NOTATION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from baiyang_kg.datasets.description import Description


class Hierarchy:
    """The codes of a table, the lower ones to be put below the higher when all are known."""

    __slots__ = ("_column", "_things")

    def __init__(self, description: Description) -> None:
        columns = description.columns
        divisions = any(column.value == DIVISION_CODE for column in columns)
        told = any(column.predicate == BROADER for column in columns)
        codes = [column.name for column in columns if column.predicate == NOTATION]
        whole = len(codes) == 1 and description.about.endswith(f"/{{{codes[0]}}}")
        alone = description.about.count("{") == 1  # not by year: a code then is several things
        self._column = codes[0] if divisions and not told and whole and alone else ""  # "": nothing to say
        self._things: dict[str, ox.NamedNode] = {}

    def add(self, thing: ox.NamedNode, cells: Mapping[str, str]) -> None:
        """Take up the code of a row, by the cells of its columns."""
        if self._column in cells:
            self._things[short_code(cells[self._column])] = thing

    def triples(self) -> Iterator[ox.Triple]:
        """Yield for each code the longest other one that it begins with, in the order of the rows."""
        broader = ox.NamedNode(BROADER)
        for code, thing in self._things.items():
            prefixes = (code[:length] for length in reversed(ABOVE) if length < len(code))
            above = next((self._things[prefix] for prefix in prefixes if prefix in self._things), None)
            if above is not None:
                yield ox.Triple(thing, broader, above)

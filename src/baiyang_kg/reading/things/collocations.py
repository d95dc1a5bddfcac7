"""Which words go together: units with what they count, and words with their neighbours.

A few thousand annotated figures cannot show which nouns a classifier counts (22台|电梯), or which words make
one phrase (餐饮|门店) and which merely meet (辖区|餐饮). Text without annotation can: the tables
`counted-words.tsv` and `bound-words.tsv` are mined from it by `bench/mine_collocations.py`. A degree says how
much more often than by chance two words meet, as a power of two: pointwise mutual information (Church and
Hanks 1990), in steps. What a degree is worth is learned with the other features of the ranking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from baiyang_kg.reading.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Cells = Sequence[str]

NEVER = "0"  # both are known, and they do not meet
UNKNOWN = "?"  # nothing is known of one of them


class Collocations:
    """How strongly words go together, as degrees: "1" for what meets less often than by chance, up to "5".

    `counted` has the words that a unit counts behind it (True: 22台|电梯) or before its number (False:
    电梯|22台), and endings of words after a hyphen; `bound` has the words that follow a word. Both have them
    as cells of the table, one for each degree from "1" on, with blanks between the words: most are never
    asked for, so a cell is parted when one of its words is. `governing` has the degrees of words that a
    quantity follows: 新建|5个 often, 组织|5个 now and then.
    """

    def __init__(
        self,
        counted: Mapping[bool, Mapping[str, Cells]],
        bound: Mapping[str, Cells],
        governing: Mapping[str, str],
    ) -> None:
        self._bound = bound
        self.governing = governing  # word → how often a quantity follows it
        self._units = {behind: Memory(_degrees_in(cells)) for behind, cells in counted.items()}
        self._known = {
            behind: frozenset(word for row in cells.values() for cell in row for word in cell.split())
            for behind, cells in counted.items()
        }
        self._followers = Memory(_degrees_in(bound))
        self.counted = Memory(self._find_counted)
        self.bound = Memory(self._find_bound)

    def _find_counted(self, asked: tuple[str, str, bool]) -> tuple[str, str]:
        """Return the degrees of a unit and a word that it counts, and of the unit and the word's ending."""
        unit, word, behind = asked
        counts, known, ending = self._units[behind][unit], self._known[behind], "-" + word[-1:]
        if not counts:
            return UNKNOWN, UNKNOWN
        return (
            counts.get(word) or (NEVER if word in known else UNKNOWN),
            counts.get(ending) or (NEVER if ending in known else UNKNOWN),
        )

    def _find_bound(self, words: tuple[str, str]) -> str:
        """Return the degree of two words side by side."""
        left, right = words
        if left not in self._bound:
            return UNKNOWN
        return self._followers[left].get(right) or (NEVER if right in self._bound else UNKNOWN)


def _degrees_in(rows: Mapping[str, Cells]) -> Callable[[str], dict[str, str]]:
    """Return what tells the degrees of a word with others."""

    def find(word: str) -> dict[str, str]:
        cells = rows.get(word, ())
        return {other: str(at) for at, cell in enumerate(cells, start=1) for other in cell.split()}

    return find

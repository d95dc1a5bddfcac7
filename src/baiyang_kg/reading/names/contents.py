"""What a text says of candidates for names, counted once for all: what they are made of, and what recurs."""

from __future__ import annotations

from itertools import accumulate, chain, compress, repeat, takewhile
from operator import ne, sub
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from baiyang_kg.reading.names.candidates import Anchor
    from baiyang_kg.reading.names.lexemes import Lexeme
    from baiyang_kg.reading.names.tokens import Tokens

GOVERNING = frozenset({"launch", "hold", "found", "issue", "award", "contain"})
_PROPER = frozenset({"known", "place", "area", "ns*", "nr*", "nz*", "nt*", "n*", "v*", "quote", "latin"})
_VERBS = GOVERNING | {"v", "v*", "d", "degree", "relate", "p", "r"}
_SHAPE = 5  # runs of tokens that a shape tells of
# One letter for the kind of a token, by which the shape of a candidate is spelled.
_SHAPES = dict.fromkeys(("place", "area"), "A") | dict.fromkeys(
    ("ns*", "nr*", "nz*", "nt*", "n*", "latin"), "X"
)
_SHAPES |= dict.fromkeys(("launch", "hold", "found", "issue", "award"), "H") | dict.fromkeys(
    ("and", "c"), "C"
)
_SHAPES |= {"level": "L", "known": "K", "v*": "Y", "single": "1", "n": "N", "v": "V", "vn": "W", "a": "J"}
_SHAPES |= {"m": "M", "q": "Q", "quote": "“", "title": "《", "generic": "G", "ordinal": "O", "degree": "D"}
_SHAPES |= {"point": "T", "i": "I"}


class Contents:
    """What is between two tokens. Candidates are told by the columns of their first and last tokens."""

    def __init__(self, tokens: Tokens) -> None:
        kinds = tokens.kinds
        letters = list(map(_SHAPES.get, kinds, repeat("-")))
        changes = list(map(ne, letters, ["", *letters]))
        self._runs = list(accumulate(changes))  # number of each token's run of one letter, from 1
        self._shape = "".join(compress(letters, changes))
        self._proper = list(accumulate(map(_PROPER.__contains__, kinds), initial=0))
        self._verbs = list(accumulate(map(_VERBS.__contains__, kinds), initial=0))

    def shapes(self, firsts: Sequence[int], lasts: Sequence[int]) -> list[str]:
        """Return the letters of the first runs."""
        runs, shape = self._runs, self._shape
        return [
            shape[runs[first] - 1 : runs[last]][:_SHAPE] for first, last in zip(firsts, lasts, strict=True)
        ]

    def proper(self, firsts: Iterable[int], behind: Iterable[int]) -> list[int]:
        """Return how many tokens are proper from each first one to that before `behind`."""
        before = self._proper.__getitem__
        return list(map(sub, map(before, behind), map(before, firsts)))

    def verbs(self, firsts: Iterable[int], behind: Iterable[int]) -> list[int]:
        """Return how many are verbs."""
        before = self._verbs.__getitem__
        return list(map(sub, map(before, behind), map(before, firsts)))


def find_class_nouns(tokens: Tokens) -> dict[int, Lexeme]:
    """Return the nouns that lists are summed up with (项目 in …、…等12个项目), by the tokens of 、 and 等.

    A noun that names may end with goes before any other; of most lists nothing is known.
    """
    texts, kinds = tokens.texts, tokens.kinds
    nouns: dict[int, Lexeme] = {}
    for index in [index for index, text in enumerate(texts) if text == "等"] if "等" in texts else ():
        behind = list(takewhile(lambda one: one.kind != "stop", tokens.lexemes[index + 1 : index + 5]))
        noun = next((one for one in behind if one.suffix), None)
        noun = noun or next((one for one in behind if one.kind == "n"), None)
        before = index
        while noun and before >= 0 and kinds[before] != "stop" and (before == index or texts[before] != "等"):
            if kinds[before] == "list" or before == index:
                nouns[before] = noun
            before -= 1
    return nouns


class Repeated:
    """The candidates that a text has more than once: how often, and how variously."""

    def __init__(self, tokens: Tokens, anchors: Iterable[Anchor]) -> None:
        self._chars, starts, ends = tokens.chars, tokens.starts, tokens.ends
        self.places: dict[str, set[int]] = {}  # recurring name → where it stands
        self._facts: dict[str, list[tuple[str, str]]] = {}
        chars, seen = tokens.chars, dict[str, int]()
        for anchor in anchors:
            last, _, _, firsts = anchor
            end = ends[last]
            for first in firsts:
                start = starts[first]
                name = chars[start:end]
                before = seen.setdefault(name, start)
                if before != start:
                    self.places.setdefault(name, {before}).add(start)
        self.starts = frozenset(chain.from_iterable(self.places.values()))

    def facts(self, name: str) -> Sequence[tuple[str, str]]:
        """Return what a recurring name says for itself."""
        found = self._facts.get(name)
        if found is None:
            found = self._facts[name] = self._tell(name, self.places[name])
        return found

    def _tell(self, name: str, places: set[int]) -> list[tuple[str, str]]:
        chars, size = self._chars, len(name)
        return [
            ("", "again"),
            ("times", f"{min(len(places), 5)}"),
            ("left", _variety([chars[start - 1 : start] for start in places])),
            ("right", _variety([chars[start + size : start + size + 1] for start in places])),
        ]


def _variety(beside: list[str]) -> str:
    """Say whether what stands beside a repeated candidate is always the same character."""
    return "same" if beside[0].isalpha() and len(set(beside)) == 1 else "other"

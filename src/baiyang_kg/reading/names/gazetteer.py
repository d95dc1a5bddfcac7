"""Names that a list of the area holds, where a text names them: the official communities above all.

A list knows what grammar can only guess: where a name begins, and that it is one. It adds nothing to the
text: what it holds is named where it is written, and a reading that crosses such a place gives way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from baiyang_kg.reading.names.choice import Choice
    from baiyang_kg.reading.names.tokens import Tokens
    from baiyang_kg.reading.page.words import Words

RULE = "gazetteer"
_BESIDE = frozenset("东西南北中新老旧大小上下前后")  # 北景园社区 is not 景园社区
_GREEDY = frozenset(("community", "place", "person"))  # types that take in words before a name
_PARTS = frozenset(("community", "organization", "place"))  # types that longer names are built of
_GRAMMAR = frozenset("在和与及由对从向到至往为以将把等的各是")  # run together with a name by the segmenter


class Place(NamedTuple):
    """Where a listed name stands, in `Tokens.chars`."""

    start: int
    end: int
    name: str


def find_listed(tokens: Tokens, words: Words, names: Collection[str]) -> list[Place]:
    """Return where `names` are written as names of their own, in order; the longest of each."""
    found: list[Place] = []
    for place in sorted(_written(tokens.chars, names), key=lambda one: (one.start, -one.end)):
        within = found and place.end <= found[-1].end
        if not within and _is_apart(tokens.chars, words, place):
            found.append(place)
    return found


def _written(chars: str, names: Collection[str]) -> Iterator[Place]:
    for name in names:
        start = chars.find(name)
        while start >= 0:
            yield Place(start, start + len(name), name)
            start = chars.find(name, start + 1)


def _is_apart(chars: str, words: Words, place: Place) -> bool:
    """Say whether a name stands by itself, not in a longer one (北景园社区) nor by chance (走向前村口)."""
    before = chars[place.start - 1 : place.start]
    if before in _BESIDE or not words.is_boundary(place.end):
        return False
    return before in _GRAMMAR or words.is_boundary(place.start)


def without_rivals(choices: list[Choice], tokens: Tokens, listed: list[Place]) -> list[Choice]:
    """Drop what crosses a listed name, and what ends with one and takes in words before it: 走进景园社区.

    What a listed name is built of stays: 景园社区 of 景园社区老年食堂.
    """
    return [
        choice
        for choice in choices
        if not any(
            _gives_way(choice, tokens.starts[choice.first], tokens.ends[choice.last], place)
            for place in listed
        )
    ]


def _gives_way(choice: Choice, start: int, end: int, place: Place) -> bool:
    if start >= place.end or end <= place.start:
        return False
    if start <= place.start and place.end <= end:  # the name is part of a longer one, or all of it
        return end == place.end and start < place.start and choice.type in _GREEDY
    within = place.start <= start and end <= place.end
    return not (within and choice.type in _PARTS)

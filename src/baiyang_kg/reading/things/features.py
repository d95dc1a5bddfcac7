"""What speaks for a phrase as the thing of a figure: features, looked up in the tables of their weights.

Sums that depend on one word, its class and the unit are worked out once for all texts. A recorder in place
of the weights is told which features were looked up (`weights`), so that the score of a reading and the
names of its features come from the same lines.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.reading.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.reading.things.collocations import Collocations
    from baiyang_kg.reading.things.phrases import Marked
    from baiyang_kg.reading.weights import Look, Weights

BEHIND = frozenset(("QN", "QQN"))  # frames whose thing stands behind a quantity
_NUMBERS = tuple(map(str, range(20)))  # as facts
_LENGTHS = ("0", "1", "2", "3", "4", "5", "5", "7", "7", "9")  # of a phrase in words, as facts
_MANY = 9  # words, characters and verbs of a phrase from which all count alike
_LONG = 14
_FEW = 3


class _Families(NamedTuple):
    """The tables of features that tell of one fact, by family."""

    closes: Look
    closes_with: Look
    closes_in: Look
    closes_like: Look
    counted: Look
    counted_ending: Look
    bound: Look
    opens: Look
    opens_with: Look
    opens_like: Look
    opens_governing: Look
    outside: Look
    outside_is: Look
    outside_like: Look
    outside_governing: Look
    outside_tags: Look
    words: Look
    characters: Look
    verbs_inside: Look
    has: Look
    gap: Look
    gap_long: Look
    gap_has: Look
    gap_holds: Look
    gap_opens: Look
    gap_opens_as: Look
    gap_closes: Look
    gap_closes_as: Look


class PhraseWeights:
    """What the words of a phrase weigh in one frame."""

    def __init__(self, weights: Weights, frame: str, collocations: Collocations, **limit: int) -> None:
        behind = frame in BEHIND
        self._plain = _Families(*[weights[name.replace("_", "-")][""].get for name in _Families._fields])
        self._collocations = collocations
        self._peculiar = weights[""][""].get
        self._facts = weights
        self._behind = behind
        self._unit_in, self._unit_like = weights["unit closes-in"], weights["unit closes-like"]
        self._edges = weights["closes outside" if behind else "outside opens"]
        self._counted_outside = weights["counted outside"]
        self._second = weights["second opens"]
        self.across = Memory(self._weigh_across, **limit)
        self.edges = Memory(self._weigh_edges, **limit)
        self.opening = Memory(self._weigh_opening, **limit)
        self.ending = Memory(self._weigh_ending, **limit)
        self.outside = Memory(self._weigh_outside, **limit)
        self.tagged = Memory(self._weigh_tags, **limit)
        self.size = Memory(self._weigh_size, **limit)
        self.inside = Memory(self._weigh_inside, **limit)

    def _weigh_opening(self, word: Marked) -> int:
        """Weigh the first word of a phrase: text, class, class of words alike, how it governs."""
        plain = self._plain
        said = plain.opens(word.kind, 0) + plain.opens_like(word.like, 0)
        if self._behind:
            return said
        return said + plain.opens_with(word.text, 0) + plain.opens_governing(word.governs, 0)

    def _weigh_ending(self, end: tuple[Marked, str, bool]) -> int:
        """Weigh the last word of a phrase: its last characters, class, class of words alike; the unit.

        Where the thing stands behind its unit, whether 的 follows.
        """
        (word, unit, goes_on), plain, tail, like = end, self._plain, end[0].text[-2:], end[0].like
        counted, ending = self._collocations.counted[unit, word.text, self._behind]
        beyond = ("的" if goes_on else "other") if self._behind else ""
        return (
            plain.closes(word.kind, 0)
            + plain.closes_with(tail, 0)
            + plain.closes_in(tail[-1], 0)
            + plain.closes_like(like, 0)
            + self._unit_in[unit].get(tail[-1], 0)
            + self._unit_like[unit].get(like, 0)
            + plain.counted(counted, 0)
            + plain.counted_ending(ending, 0)
            + (self._counted_outside[counted].get(beyond, 0) if beyond else 0)
        )

    def _weigh_outside(self, beyond: tuple[Marked, str]) -> int:
        """Weigh the word beyond the open edge of a phrase: text, class there, how it governs."""
        (word, outside), plain = beyond, self._plain
        said = plain.outside(outside, 0) + plain.outside_like(word.like, 0)
        if outside in ("、", "$" if self._behind else "^"):
            return said
        return said + plain.outside_is(word.text, 0) + plain.outside_governing(word.governs, 0)

    def _weigh_edges(self, classes: tuple[str, str]) -> int:
        """Weigh the classes of the words on both sides of the open edge together, in their order."""
        left, right = classes
        return self._edges[left].get(right, 0)

    def _weigh_across(self, words: tuple[Marked, Marked]) -> int:
        """Weigh the words at the open edge, the inner first: their classes, how bound they are."""
        edge, outside = words
        score = self._facts["edge-like outside-like"][edge.like].get(outside.like, 0)
        if not outside.text:
            return score
        pair = (edge.text, outside.text) if self._behind else (outside.text, edge.text)
        return score + self._plain.bound(self._collocations.bound[pair], 0)

    def _weigh_tags(self, tags: tuple[str, str, str]) -> int:
        """Weigh the tags of the word at the open edge, of the next one and of the one after it."""
        (edge, outside, further), plain = tags, self._plain
        return plain.outside_tags(f"{outside},{further}", 0) + plain.outside_tags(
            f"{edge},{outside},{further}", 0
        )

    def _weigh_size(self, size: tuple[int, int, int]) -> int:
        """Weigh how much a phrase holds: its length in words and characters, its verbs."""
        (words, characters, verbs), plain = size, self._plain
        return (
            plain.words(_LENGTHS[min(words, _MANY)], 0)
            + plain.characters(_NUMBERS[min(characters, _LONG)], 0)
            + plain.verbs_inside(_NUMBERS[min(verbs, _FEW)], 0)
        )

    @cached_property
    def most_open(self) -> int:
        """The most that the open edge of a phrase can weigh: no sum of these features is greater."""
        outside = self._most(
            "outside",
            "outside-is",
            "outside-like",
            "outside-governing",
            "edge-like outside-like",
            "bound",
        )
        beyond = outside + 2 * self._most("outside-tags")
        if not self._behind:
            return beyond + self._most(
                "opens", "opens-with", "opens-like", "opens-governing", "outside opens"
            )
        closes = self._most("closes", "closes-with", "closes-in", "closes-like", "closes outside")
        counted = self._most("counted", "counted-ending", "counted outside")
        return beyond + closes + counted + self._most("unit closes-in", "unit closes-like")

    @cached_property
    def most_inside(self) -> int:
        """The most that what a phrase holds can weigh, in the same way."""
        few = [*self._facts["has"][""].values(), *(one for name, one in self._facts[""][""].items() if name)]
        pairs = [weight for fact, weight in self._facts["closes"][""].items() if "," in fact]
        sizes = self._most("words", "characters", "verbs-inside", "second opens") + max([0, *pairs])
        return sizes + sum(weight for weight in few if weight > 0)

    def _most(self, *families: str) -> int:
        """Return the sum of the greatest weights of families, each at least 0."""
        return sum(
            max([0, *(weight for facts in self._facts[family].values() for weight in facts.values())])
            for family in families
        )

    def _weigh_inside(self, classes: tuple[str, str, str, str]) -> int:
        """Weigh the classes of the first two words of a phrase and of its last two."""
        opens, second, next_to_last, closes = classes
        return self._second[second].get(opens, 0) + self._plain.closes(f"{next_to_last},{closes}", 0)

    def gap(self, words: Sequence[Marked]) -> int:
        """Weigh the words between a thing and its quantity."""
        plain, kinds = self._plain, [word.kind for word in words]
        score = plain.gap_long(_NUMBERS[len(words)], 0) + plain.gap(" ".join(kinds), 0)
        if words:
            score += plain.gap_opens(words[0].text, 0) + plain.gap_opens_as(kinds[0], 0)
            score += plain.gap_closes(words[-1].text, 0) + plain.gap_closes_as(kinds[-1], 0)
            has, holds = plain.gap_has, plain.gap_holds
            score += sum([has(word.text, 0) for word in words])
            score += sum([holds(one, 0) for one in dict.fromkeys(kinds)])
        return score

    def held(self, marks: Sequence[str]) -> int:
        """Weigh the marks in a phrase."""
        return sum([self._plain.has(mark, 0) for mark in marks])

    def peculiar(self, name: str) -> int:
        """Weigh what holds of few phrases, by its name."""
        return self._peculiar(name, 0)

"""The phrases around a figure that its thing may be, and what each weighs in one frame.

The words of a text get their classes once. Around a figure many phrases begin or end at the same place, so
what speaks for an edge is weighed once for all of them.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING

from baiyang_kg.reading.memory import Memory
from baiyang_kg.reading.page.words import Form
from baiyang_kg.reading.things.collocations import UNKNOWN
from baiyang_kg.reading.things.features import BEHIND

if TYPE_CHECKING:
    from collections.abc import Iterable

    from baiyang_kg.reading.page.words import Words
    from baiyang_kg.reading.terms import Lexicon
    from baiyang_kg.reading.things.candidates import Candidate
    from baiyang_kg.reading.things.features import PhraseWeights
    from baiyang_kg.reading.things.ranking import Ranking
    from baiyang_kg.reading.things.situations import Situation

ROLE_ORDER = ("reach", "increase", "decrease", "act", "step", "scope")
_MARKS = frozenset("、等的和及与”“（）《》")
_INNER_MARKS = "、等的和“"
_HELD = frozenset("、等的和“”（）")
_GAP = 8  # words between a thing and its quantity that are looked at
_NO_WORD = Form("", "", is_suspect=False)


@dataclass(frozen=True, slots=True, eq=False)  # made once for all texts, and read again and again
class Marked:
    """A word with what the features say of it."""

    text: str
    tag: str
    kind: str  # its role around figures, else its part of speech
    like: str  # the class of words that stand beside the same words
    is_verb: bool
    governs: str  # its part of speech, and how often a quantity follows it


class _Marks(Memory[Form, Marked]):
    """Word → the word with what the features say of it."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(self._mark)
        self._lexicon = lexicon

    def _mark(self, form: Form) -> Marked:
        text, tag = form.text, form.tag
        is_verb = tag == "v" or self._lexicon.plays(text, "act")
        kind, like = intern(self._classify(text, tag)), intern(self._lexicon.word_classes[text])
        governs = tag[:1] + self._lexicon.weights.collocations.governing.get(text, UNKNOWN)
        return Marked(text, tag, kind, like, is_verb, intern(governs))

    def _classify(self, text: str, tag: str) -> str:
        if text in _MARKS:
            return text
        for role in ROLE_ORDER:
            if self._lexicon.plays(text, role):
                return f"{role}:{'n' if tag in ('vn', 'n', 'an') else 'v'}"
        return tag if tag in ("vn", "ns", "nr", "nt") else tag[:1]


_marks = lru_cache(maxsize=4)(_Marks)


def mark_words(words: Words, lexicon: Lexicon) -> list[Marked]:
    """Return the words of a text with what the features say of them; the last stands for no word."""
    marks = _marks(lexicon)
    return [*map(marks.__getitem__, words.forms), marks[_NO_WORD]]


class Room:
    """A figure with the words around it of which its thing may be made."""

    __slots__ = ("high", "indicators", "low", "scope", "situation", "verbs", "words")

    def __init__(self, ranking: Ranking, situation: Situation) -> None:
        self.scope, self.words, self.verbs = ranking.scope, ranking.words, ranking.verbs
        self.situation, self.indicators = situation, ranking.lexicon.indicators
        self.low = bisect_left(self.scope.words.starts, situation.left)
        self.high = bisect_left(self.scope.words.starts, situation.right)

    def class_before(self, place: int) -> str:
        """Return the class of the word before `place`, ^ at the edge of the room."""
        if place <= self.situation.left:
            return "^"
        return self.words[self.scope.words.index_at(place - 1)].kind

    def class_after(self, place: int) -> str:
        """Return the class of the word at `place`, $ or the mark there at the edge of the room."""
        if place >= self.situation.right:
            after = self.scope.text.chars[place : place + 1]
            return after if after in ("、", "（") else "$"
        return self.words[self.scope.words.index_at(place)].kind


class Phrases:
    """The phrases around one figure in one frame: one of their edges is open, the other inner."""

    __slots__ = (
        "_index_at", "_inner", "_inside", "_is_behind", "_open", "_room", "_weights", "_words",
        "frame", "most", "most_inside",
    )  # fmt: skip

    def __init__(self, room: Room, weights: PhraseWeights, frame: str) -> None:
        self._room, self._weights, self.frame = room, weights, frame
        self._words, self._index_at = room.words, room.scope.words.index_at
        self._is_behind = frame in BEHIND
        self.most_inside = weights.most_inside
        self.most = weights.most_open + weights.most_inside
        self._open: dict[int, int] = {}  # place of an edge → its weight
        self._inner: dict[int, int] = {}
        self._inside: dict[tuple[int, int], int] = {}  # places of both edges → the weight of what is between

    def weigh(self, candidate: Candidate) -> int:
        """Weigh a phrase."""
        inner, outer = candidate.edges
        return self.weigh_inner(inner) + self.weigh_open(outer) + self.weigh_inside(inner, outer)

    def likeliest(self, inner: int, others: Iterable[int], least: int) -> tuple[int | None, int]:
        """Return the edge of `others` that makes the likeliest phrase with an inner one, and what it adds.

        None if no phrase adds more than `least`. One is weighed further only as long as it has a chance.
        """
        best, most, most_inside, weigh_open = None, least, self.most_inside, self.weigh_open
        for other in others:
            score = weigh_open(other)
            if score + most_inside > most:
                score += self.weigh_inside(inner, other)
                if score > most:
                    best, most = other, score
        return best, most

    def weigh_inner(self, place: int) -> int:
        """Weigh the edge of a phrase towards its quantity, and what is between them."""
        score = self._inner.get(place)
        if score is None:
            score = self._weigh_start(place) if self._is_behind else self._weigh_end(place)
            quantity, index_at = self._room.situation.quantity, self._index_at
            if self.frame == "NVQ":
                score += self._weigh_gap(index_at(place - 1) + 1, index_at(quantity.left))
            elif self.frame == "QQN":
                score += self._weigh_gap(index_at(quantity.right), index_at(place))
            self._inner[place] = score
        return score

    def weigh_open(self, place: int) -> int:
        """Weigh the other edge of a phrase: at most `most_open`."""
        score = self._open.get(place)
        if score is None:
            score = self._weigh_end(place) if self._is_behind else self._weigh_start(place)
            self._open[place] = score
        return score

    def weigh_inside(self, inner: int, outer: int) -> int:
        """Weigh what a phrase holds between two edges: at most `most_inside`."""
        score = self._inside.get((inner, outer))
        if score is None:
            score = self._weigh_held(*((inner, outer) if self._is_behind else (outer, inner)))
            self._inside[inner, outer] = score
        return score

    def _weigh_held(self, start: int, end: int) -> int:
        words, weights = self._words, self._weights
        first, last = self._index_at(start), self._index_at(end - 1)
        if last == first:
            return weights.size[1, end - start, 0] + self._weigh_marks(start, end)
        verbs = self._room.verbs
        return (
            weights.size[last - first + 1, end - start, verbs[last] - verbs[first + 1]]
            + weights.inside[words[first].kind, words[first + 1].kind, words[last - 1].kind, words[last].kind]
            + self._weigh_marks(start, end)
        )

    def _weigh_start(self, start: int) -> int:
        index_at, words, weights = self._index_at, self._words, self._weights
        index = index_at(start)
        word = words[index]
        opens = word.kind
        score = weights.opening[word]
        if self._is_behind:
            return score
        outside = self._room.class_before(start)
        score += weights.edges[outside, opens]
        return score + self._weigh_outside(outside, word, index - 1, index - 2)

    def _weigh_end(self, end: int) -> int:
        index, weights = self._index_at(end - 1), self._weights
        word = self._words[index]
        unit = self._room.situation.quantity.unit
        if not self._is_behind:
            return weights.ending[word, unit, False]
        outside = self._room.class_after(end)
        score = weights.ending[word, unit, outside == "的"]
        score += weights.edges[word.kind, outside]
        return score + self._weigh_outside(outside, word, index + 1, index + 2)

    def _weigh_outside(self, outside: str, edge: Marked, near: int, far: int) -> int:
        """Weigh what is beyond the word at the open edge: its class, and the next two words."""
        room, weights, words = self._room, self._weights, self._words
        low, high = room.low, room.high
        beyond = words[near if low <= near < high else -1]
        far_tag = words[far].tag if low <= far < high else ""
        return (
            weights.outside[beyond, outside]
            + weights.across[edge, beyond]
            + weights.tagged[edge.tag, beyond.tag, far_tag]
        )

    def _weigh_gap(self, begin: int, end: int) -> int:
        """Weigh what stands between a thing and a quantity that are not side by side."""
        return self._weights.gap(self._words[begin : min(end, begin + _GAP)])

    def _weigh_marks(self, start: int, end: int) -> int:
        """Weigh the marks in a phrase, and what few phrases are: a known indicator, a single character."""
        score, weights, room = 0, self._weights, self._room
        chars = room.scope.text.chars[start:end]
        if not _HELD.isdisjoint(chars):
            score += weights.held([mark for mark in _INNER_MARKS if mark in chars])
            if chars.count("“") != chars.count("”") or chars.count("（") != chars.count("）"):
                score += weights.peculiar("unbalanced")
        if chars in room.indicators:
            score += weights.peculiar("known-indicator")
        if end - start == 1:
            score += weights.peculiar("single-character")
        return score

"""Which reading of a quantity wins: named features, whole-number weights, the highest sum.

The weights are data (`data/lexicon/figure-weights.tsv`), learned from annotated reports by `bench/learn.py`.
A feature says one thing that grammar can see: the frame with the kind of unit, the classes of the words at
the edges of the phrase and just outside them, its length, the verbs and marks in it. `explain` prints them.
Features that tell of the same few facts make a clue. The readings of a figure share most of their clues, so
the weights of a clue are summed once, and its features are spelled out only for who asks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from baiyang_kg.reading import figure_features as features
from baiyang_kg.reading.genre import is_article
from baiyang_kg.reading.word_classes import WordClasses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from baiyang_kg.reading.candidates import Candidate, Situation
    from baiyang_kg.reading.quantities import Quantity
    from baiyang_kg.reading.scope import Scope
    from baiyang_kg.reading.terms import Lexicon
    from baiyang_kg.reading.words import Words

ARTICLE = "article:"  # before the frame in the names of features of articles alone
_LONG = 14  # characters from which phrases are of one length
_LENGTHS = ("0", "1", "2", "3", "4", "5", "5", "7", "7", "9", "9")
_KINDS = {"percent": "rate", "percentage_point": "rate", "household": "count", "person_time": "time"}
_MEASURES = frozenset(("area", "length", "weight", "volume"))
_ROLE_ORDER = ("reach", "increase", "decrease", "act", "step", "scope")
_MARKS = frozenset("、等的和及与”“（）《》")
_INNER_MARKS = "、等的和“"
_MARKS_HELD = re.compile("[、等的和“”（）]")


Clue = tuple[Any, ...]  # a function that names features, the frame of the reading, and the facts
FrameWeights = dict[str, dict[str, int]]  # frame → feature → weight


class Ranked(NamedTuple):
    """A candidate with its score and the clues that made it."""

    candidate: Candidate
    score: int
    clues: tuple[Clue, ...]
    genres: tuple[str, ...]

    @property
    def features(self) -> tuple[str, ...]:
        """The full names of the features, whose weights make the score."""
        return tuple(
            f"{genre}{clue[1]} {name}"
            for genre in self.genres
            for clue in self.clues
            for name in _spell(clue)
        )


def part_by_frame(weights: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Return frame → feature → weight of weights by the full names of features, which begin with a frame."""
    by_frame: dict[str, dict[str, int]] = {}
    for name, weight in weights.items():
        frame, _, feature = name.partition(" ")
        by_frame.setdefault(frame, {})[feature] = weight
    return by_frame


def weight_of(name: str, weights: FrameWeights) -> int:
    """Return the weight of a feature by its full name; of one that was not learned, 0."""
    frame, _, feature = name.partition(" ")
    return weights.get(frame, {}).get(feature, 0)


def _spell(clue: Clue) -> Iterable[str]:
    """Return the features of a clue."""
    name_features, _, *facts = clue
    named: Iterable[str] = name_features(*facts)
    return named


class _Weighed(dict[Clue, int]):
    """Clue → the sum of the weights of its features, worked out once for each clue."""

    def __init__(self, weights: FrameWeights, genres: tuple[str, ...]) -> None:
        super().__init__()
        self._weights = weights
        self._genres = genres

    def __missing__(self, clue: Clue) -> int:
        names, total = tuple(_spell(clue)), 0
        for genre in self._genres:
            weights = self._weights.get(genre + clue[1], {})
            total += sum([weights[name] for name in names if name in weights])
        self[clue] = total
        return total


class _Classes(dict[tuple[str, str], str]):
    """(word, tag) → its class for the features: its role around figures, else its part of speech."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, word: tuple[str, str]) -> str:
        found = self[word] = self._classify(*word)
        return found

    def _classify(self, text: str, tag: str) -> str:
        if text in _MARKS:
            return text
        for role in _ROLE_ORDER:
            if self._lexicon.plays(text, role):
                return f"{role}:{'n' if tag in ('vn', 'n', 'an') else 'v'}"
        return tag if tag in ("vn", "ns", "nr", "nt") else tag[:1]


class _Verbs(dict[tuple[str, str], bool]):
    """(word, tag) → whether it is a verb, or a noun of an act."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, word: tuple[str, str]) -> bool:
        text, tag = word
        found = self[word] = tag == "v" or self._lexicon.plays(text, "act")
        return found


class _Beyond(NamedTuple):
    """The word outside the open edge of a phrase, its tag, and the tag of the word after it."""

    word: str
    tag: str
    further: str


_NOTHING = _Beyond("", "", "")


class Ranking:
    """The linear ranking for one text; it remembers what it has weighed.

    Articles are written otherwise than reports: what is learned of them alone is added to what is learned of
    both (feature augmentation, Daumé 2007).
    """

    def __init__(self, scope: Scope, lexicon: Lexicon) -> None:
        self._scope = scope
        self._lexicon = lexicon
        self._genres = ("", ARTICLE) if is_article(scope.text) else ("",)
        self._weighed = _Weighed(lexicon.weights, self._genres)
        self._classes = _Classes(lexicon)
        self._verbs = _Verbs(lexicon)
        self._groups = WordClasses(lexicon.word_classes)

    def rank(
        self, situation: Situation, candidates: Sequence[Candidate], before: Quantity | None
    ) -> list[Ranked]:
        """Return the candidates, best first; a tie goes to the one generated first."""
        shared = tuple(self._shared(situation, before))
        weighed = self._weighed
        frames = {candidate.frame for candidate in candidates}
        around: dict[str, Clue] = {frame: (features.around, frame, *shared) for frame in frames}
        ranked = []
        for candidate in candidates:
            clues: tuple[Clue, ...] = (around[candidate.frame],)
            if not candidate.back:
                clues += self._clues(situation, candidate)
            ranked.append(Ranked(candidate, sum([weighed[clue] for clue in clues]), clues, self._genres))
        ranked.sort(key=lambda one: -one.score)
        return ranked

    # -- features ---------------------------------------------------------------------------------------

    def _shared(self, situation: Situation, before: Quantity | None) -> Iterator[str]:
        """Yield what all readings of a quantity share: its unit, its neighbours, the figure before it."""
        quantity, link = situation.quantity, situation.link
        kind = unit_class(quantity)
        left = self._class_before(situation, link.start)
        right = self._class_after(situation, quantity.right)
        role = next((name for name in _ROLE_ORDER if name in link.roles), "none")
        yield ""
        yield f"link-is={''.join(link.words)}"
        yield f"link-opens={link.words[0] if link.words else ''}"
        yield f"unit={kind}"
        yield f"unit={quantity.unit or '-'}"
        yield f"left={left}"
        yield f"right={right}"
        yield f"left={left} right={right}"
        yield f"link={role} right={right}"
        yield f"unit={kind} left={left} right={right}"
        yield f"unit={quantity.unit or '-'} right={right}"
        yield f"clause={self._opening(situation)} left={left in ('^', '、')}"
        yield f"link={role} unit={kind} left={left in ('^', '、')}"
        run, listed = situation.run, left in ("^", "、", "和")
        yield f"run={min(run.length, 3)} place={min(run.place, 2)} apart={run.apart} left={listed}"
        if before is not None:
            same_clause = self._scope.clauses.index_at(before.start) == self._scope.clauses.index_at(
                quantity.start
            )
            gap = self._scope.text.chars[before.right : link.start] if same_clause else "…"
            yield f"before={unit_class(before)} unit={kind} near={same_clause}"
            between = gap if gap in ("、", "和") else "text" if gap else "none"
            yield f"gap={between} same={before.unit == quantity.unit}"

    def _clues(self, situation: Situation, candidate: Candidate) -> tuple[Clue, ...]:
        """Return what tells of the phrase itself: how it begins, how it ends, what it holds."""
        frame, words = candidate.frame, self._scope.words
        first = words.index_at(candidate.start)
        last = words.index_at(candidate.end - 1)
        opens, closes = self._class_at(words, first), self._class_at(words, last)
        ending: Clue = (features.ending, frame, closes, words.texts[last][-2:], situation.quantity.unit)
        if frame in ("QN", "QQN"):
            beyond = self._beyond(words, last, last + 1, situation)
            outside = self._class_after(situation, candidate.end)
            edge: Clue = (features.behind, frame, opens, closes, outside, beyond.word)
        else:
            beyond = self._beyond(words, first, first - 1, situation)
            outside = self._class_before(situation, candidate.start)
            edge = (features.before, frame, opens, words.texts[first], outside, beyond.word)
        groups, inner = self._groups, last if frame[0] == "Q" else first
        alike: Clue = (
            features.alike, frame, groups[words.texts[first]], groups[words.texts[last]],
            groups[words.texts[inner]], groups[beyond.word], situation.quantity.unit,
        )  # fmt: skip
        tagged: Clue = (features.tagged, frame, words.tags[inner], beyond.tag, beyond.further)
        inside: tuple[Clue, ...] = ()
        if last > first:
            second, next_to_last = self._class_at(words, first + 1), self._class_at(words, last - 1)
            inside = ((features.inside, frame, opens, second, next_to_last, closes),)
        gap = self._gap(situation, candidate, first, last)
        return (ending, edge, alike, tagged, *inside, *gap, self._content(candidate, first, last))

    def _gap(self, situation: Situation, candidate: Candidate, first: int, last: int) -> tuple[Clue, ...]:
        """Return what stands between a thing and a quantity that are not side by side."""
        frame, words = candidate.frame, self._scope.words
        if frame == "NVQ":
            begin, end = last + 1, words.index_at(situation.quantity.left)
        elif frame == "QQN":
            begin, end = words.index_at(situation.quantity.right), first
        else:
            return ()
        end = min(end, begin + 8)
        return (
            (features.gap, frame, *((words.texts[i], self._class_at(words, i)) for i in range(begin, end))),
        )

    def _beyond(self, words: Words, inner: int, outer: int, situation: Situation) -> _Beyond:
        """Return what is beyond the open edge of a phrase: `inner` is its word there, `outer` the next."""
        if not self._is_within(words, outer, situation):
            return _NOTHING
        further = 2 * outer - inner
        known = self._is_within(words, further, situation)
        return _Beyond(words.texts[outer], words.tags[outer], words.tags[further] if known else "")

    def _is_within(self, words: Words, index: int, situation: Situation) -> bool:
        if not 0 <= index < len(words.texts):
            return False
        return situation.left <= words.starts[index] < situation.right

    def _content(self, candidate: Candidate, first: int, last: int) -> Clue:
        """Return how long a phrase is, the verbs between its first word and its last, the marks in it."""
        chars, words = self._scope.text.chars[candidate.start : candidate.end], self._scope.words
        held = _MARKS_HELD.findall(chars)
        verbs = 0
        for index in range(first + 1, last):
            verbs += self._verbs[words.texts[index], words.tags[index]]
        peculiar = []
        if held and (chars.count("“") != chars.count("”") or chars.count("（") != chars.count("）")):
            peculiar.append("unbalanced")
        if chars in self._lexicon.indicators:
            peculiar.append("known-indicator")
        if candidate.end - candidate.start == 1:
            peculiar.append("single-character")
        length = _LENGTHS[min(last - first + 1, 10)]
        size = min(candidate.end - candidate.start, _LONG)
        marks = "".join([mark for mark in _INNER_MARKS if mark in held]) if held else ""
        return (features.content, candidate.frame, length, size, min(verbs, 3), marks, *peculiar)

    def _opening(self, situation: Situation) -> str:
        """Return the first word of the clause if it is one of grammar (其中, 共), else its class."""
        clause = self._scope.clauses.at(situation.quantity.start)
        if clause is None:
            return "^"
        index = self._scope.words.index_at(clause.start)
        text, tag = self._scope.words.texts[index], self._scope.words.tags[index]
        grammatical = self._lexicon.plays(text, "scope") or tag[:1] in "cdp"
        return text if grammatical else self._classes[text, tag]

    def _class_at(self, words: Words, index: int) -> str:
        return self._classes[words.texts[index], words.tags[index]]

    def _class_before(self, situation: Situation, place: int) -> str:
        if place <= situation.left:
            return "^"
        return self._class_at(self._scope.words, self._scope.words.index_at(place - 1))

    def _class_after(self, situation: Situation, place: int) -> str:
        if place >= situation.right:
            after = self._scope.text.chars[place : place + 1]
            return after if after in ("、", "（") else "$"
        return self._class_at(self._scope.words, self._scope.words.index_at(place))


def unit_class(quantity: Quantity) -> str:
    """Return the class of a unit for the features: a measure, a rate, money, a count and so on."""
    if quantity.is_rank:
        return "rank"
    kind = quantity.unit_kind
    return "measure" if kind in _MEASURES else _KINDS.get(kind, kind)

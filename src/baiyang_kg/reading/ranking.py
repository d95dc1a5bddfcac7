"""Which reading of a quantity wins: named features, whole-number weights, the highest sum.

The weights are data (`data/lexicon/figure-weights.tsv`), learned from annotated reports by `bench/learn.py`.
A feature says one thing that grammar can see: the frame with the kind of unit, the classes of the words at
the edges of the phrase and just outside them, its length, the verbs and marks in it. `explain` prints them.
A score is the sum of what `figure_features` weighs of the facts that are gathered here. What all readings of
a figure share is weighed once. No names are spelled for it: whoever asks for the features of a reading gets
them from the same functions, told to a recorder.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.reading.figure_features import BEHIND, PhraseWeights
from baiyang_kg.reading.frame_weights import ARTICLE, spell
from baiyang_kg.reading.genre import is_article
from baiyang_kg.reading.memory import Memory
from baiyang_kg.reading.name_weights import Recorder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from baiyang_kg.reading.candidates import Candidate, Situation
    from baiyang_kg.reading.quantities import Quantity
    from baiyang_kg.reading.scope import Scope
    from baiyang_kg.reading.terms import Lexicon
    from baiyang_kg.reading.words import Words

_LONG = 14  # characters from which phrases are of one length
_LENGTHS = ("0", "1", "2", "3", "4", "5", "5", "7", "7", "9", "9")
_KINDS = {"percent": "rate", "percentage_point": "rate", "household": "count", "person_time": "time"}
_MEASURES = frozenset(("area", "length", "weight", "volume"))
_ROLE_ORDER = ("reach", "increase", "decrease", "act", "step", "scope")
_MARKS = frozenset("、等的和及与”“（）《》")
_INNER_MARKS = "、等的和“"
_HELD = frozenset("、等的和“”（）")


class Ranked(NamedTuple):
    """A candidate with its score, and the case in which it was weighed."""

    candidate: Candidate
    score: int
    case: Case

    @property
    def features(self) -> tuple[str, ...]:
        """The full names of the features, whose weights make the score."""
        frame, record = self.candidate.frame, Recorder()
        self.case.weigh(self.candidate, PhraseWeights(record, frame, most=0))
        names = (*self.case.shared, *map(spell, record.take()))
        return tuple(f"{genre}{frame} {name}" for genre in self.case.genres for name in names)


class _Classes(Memory[tuple[str, str], str]):
    """(word, tag) → its class for the features: its role around figures, else its part of speech."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(self._classify)
        self._lexicon = lexicon

    def _classify(self, word: tuple[str, str]) -> str:
        text, tag = word
        if text in _MARKS:
            return text
        for role in _ROLE_ORDER:
            if self._lexicon.plays(text, role):
                return f"{role}:{'n' if tag in ('vn', 'n', 'an') else 'v'}"
        return tag if tag in ("vn", "ns", "nr", "nt") else tag[:1]


_classes = lru_cache(maxsize=4)(_Classes)


class _Columns:
    """What the features say of each word of a text, as lists beside `Words`."""

    __slots__ = ("classes", "groups", "of_nothing", "verbs")

    def __init__(self, words: Words, lexicon: Lexicon) -> None:
        groups = lexicon.word_classes
        self.classes = list(map(_classes(lexicon).__getitem__, zip(words.texts, words.tags, strict=True)))
        self.groups = list(map(groups.__getitem__, words.texts))
        self.of_nothing = groups[""]
        acts = lexicon.verbs["act"]
        is_verb = [tag == "v" or text in acts for text, tag in zip(words.texts, words.tags, strict=True)]
        self.verbs = list(accumulate(is_verb, initial=0))  # how many stand before each word


class Ranking:
    """The linear ranking for one text.

    Articles are written otherwise than reports: what is learned of them alone is added to what is learned of
    both (feature augmentation, Daumé 2007).
    """

    def __init__(self, scope: Scope, lexicon: Lexicon) -> None:
        self.scope = scope
        self.lexicon = lexicon
        of_articles = is_article(scope.text)
        self.genres = ("", ARTICLE) if of_articles else ("",)
        self.columns = _Columns(scope.words, lexicon)
        self._weights = lexicon.weights.of_articles if of_articles else lexicon.weights

    def rank(
        self, situation: Situation, candidates: Sequence[Candidate], before: Quantity | None
    ) -> list[Ranked]:
        """Return the candidates, best first; a tie goes to the one generated first."""
        case = Case(self, situation, before)
        shared = {frame: self._weigh_shared(case, frame) for frame in {one.frame for one in candidates}}
        phrases = self._weights.phrases
        ranked = [
            Ranked(one, shared[one.frame] + case.weigh(one, phrases[one.frame]), case) for one in candidates
        ]
        ranked.sort(key=lambda one: -one.score)
        return ranked

    def _weigh_shared(self, case: Case, frame: str) -> int:
        weigh = self._weights.get(frame, {}).get
        return sum([weigh(name, 0) for name in case.shared])


class Case:
    """A figure whose readings are weighed: the room around it, and the features that they all share."""

    __slots__ = ("_columns", "_high", "_lexicon", "_low", "_scope", "_situation", "genres", "shared")

    def __init__(self, ranking: Ranking, situation: Situation, before: Quantity | None) -> None:
        self._scope, self._lexicon, self._columns = ranking.scope, ranking.lexicon, ranking.columns
        self._situation = situation
        starts = self._scope.words.starts
        self._low = bisect_left(starts, situation.left)  # the words from which a thing may be made
        self._high = bisect_left(starts, situation.right)
        self.genres = ranking.genres
        self.shared = tuple(self._shared(situation, before))

    def _shared(self, situation: Situation, before: Quantity | None) -> Iterator[str]:
        """Yield what all readings of a quantity share: its unit, its neighbours, the figure before it."""
        quantity, link = situation.quantity, situation.link
        kind = unit_class(quantity)
        left = self._class_before(link.start)
        right = self._class_after(quantity.right)
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
        yield f"clause={self._opening(quantity.start)} left={left in ('^', '、')}"
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

    def weigh(self, candidate: Candidate, weights: PhraseWeights) -> int:
        """Weigh the phrase itself: how it begins, how it ends, what it holds."""
        if candidate.back:
            return 0
        words, columns, frame = self._scope.words, self._columns, candidate.frame
        texts, tags, classes, groups = words.texts, words.tags, columns.classes, columns.groups
        first, last = words.index_at(candidate.start), words.index_at(candidate.end - 1)
        opens, closes, unit = classes[first], classes[last], self._situation.quantity.unit
        if frame in BEHIND:
            inner, outer, further = last, last + 1, last + 2
            outside = self._class_after(candidate.end)
        else:
            inner, outer, further = first, first - 1, first - 2
            outside = self._class_before(candidate.start)
        beyond, tag, further_tag, like = "", "", "", columns.of_nothing
        if self._low <= outer < self._high:
            beyond, tag, like = texts[outer], tags[outer], groups[outer]
            if self._low <= further < self._high:
                further_tag = tags[further]
        score = (
            weights.ending[texts[last][-2:], closes, groups[last], unit]
            + weights.opening[texts[first], opens, groups[first]]
            + weights.outside[beyond, outside, like]
            + weights.edges(opens, closes, outside)
            + weights.alike(groups[inner], like)
            + weights.tagged[tags[inner], tag, further_tag]
        )
        if last > first:
            score += weights.inside(opens, classes[first + 1], classes[last - 1], closes)
        if frame == "NVQ":
            score += self._weigh_gap(last + 1, words.index_at(self._situation.quantity.left), weights)
        elif frame == "QQN":
            score += self._weigh_gap(words.index_at(self._situation.quantity.right), first, weights)
        return score + self._weigh_content(candidate, first, last, weights)

    def _weigh_gap(self, begin: int, end: int, weights: PhraseWeights) -> int:
        """Weigh what stands between a thing and a quantity that are not side by side."""
        end = min(end, begin + 8)
        return weights.gap(self._scope.words.texts[begin:end], self._columns.classes[begin:end])

    def _weigh_content(self, candidate: Candidate, first: int, last: int, weights: PhraseWeights) -> int:
        """Weigh how long a phrase is, the verbs between its first word and its last, the marks in it."""
        size, verbs = candidate.end - candidate.start, self._columns.verbs
        chars = self._scope.text.chars[candidate.start : candidate.end]
        within = verbs[last] - verbs[first + 1] if last > first else 0
        score = weights.size[_LENGTHS[min(last - first + 1, 10)], min(size, _LONG), min(within, 3)]
        if not _HELD.isdisjoint(chars):
            score += weights.held([mark for mark in _INNER_MARKS if mark in chars])
            if chars.count("“") != chars.count("”") or chars.count("（") != chars.count("）"):
                score += weights.peculiar("unbalanced")
        if chars in self._lexicon.indicators:
            score += weights.peculiar("known-indicator")
        if size == 1:
            score += weights.peculiar("single-character")
        return score

    def _opening(self, place: int) -> str:
        """Return the first word of the clause if it is one of grammar (其中, 共), else its class."""
        clause = self._scope.clauses.at(place)
        if clause is None:
            return "^"
        index = self._scope.words.index_at(clause.start)
        text, tag = self._scope.words.texts[index], self._scope.words.tags[index]
        grammatical = self._lexicon.plays(text, "scope") or tag[:1] in "cdp"
        return text if grammatical else self._columns.classes[index]

    def _class_before(self, place: int) -> str:
        if place <= self._situation.left:
            return "^"
        return self._columns.classes[self._scope.words.index_at(place - 1)]

    def _class_after(self, place: int) -> str:
        if place >= self._situation.right:
            after = self._scope.text.chars[place : place + 1]
            return after if after in ("、", "（") else "$"
        return self._columns.classes[self._scope.words.index_at(place)]


def unit_class(quantity: Quantity) -> str:
    """Return the class of a unit for the features: a measure, a rate, money, a count and so on."""
    if quantity.is_rank:
        return "rank"
    kind = quantity.unit_kind
    return "measure" if kind in _MEASURES else _KINDS.get(kind, kind)

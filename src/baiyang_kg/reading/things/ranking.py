"""Which reading of a quantity wins: named features, whole-number weights, the highest sum.

The weights are data (`data/lexicon/figure-weights.tsv`), learned from annotated reports by `bench/learn.py`.
A feature says one thing that grammar can see: the frame with the kind of unit, the classes of the words at
the edges of the phrase and just outside them, its length, the verbs and marks in it. `explain` prints them.
A score is the sum of what `features` weighs of a phrase, and of what all readings of a figure share, which
is weighed once (`clues`). No names are spelled for a phrase: whoever asks for the features of a reading gets
them from the same functions, told to a recorder.
"""

from __future__ import annotations

from itertools import accumulate, chain
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.reading.clues import Pattern, spell
from baiyang_kg.reading.page.genre import is_article
from baiyang_kg.reading.things.features import PhraseWeights
from baiyang_kg.reading.things.phrases import ROLE_ORDER, Phrases, Room, mark_words
from baiyang_kg.reading.things.weights import ARTICLE, FRAMES, spell_noted
from baiyang_kg.reading.weights import Recorder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from baiyang_kg.reading.clues import Clue
    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.quantities.grammar import Quantity
    from baiyang_kg.reading.terms import Lexicon
    from baiyang_kg.reading.things.candidates import Candidate, Edge
    from baiyang_kg.reading.things.situations import Situation

_KINDS = {"percent": "rate", "percentage_point": "rate", "household": "count", "person_time": "time"}
_MEASURES = frozenset(("area", "length", "weight", "volume"))
_DOUBT = 100  # a longer phrase that weighs less by as much is far less likely: 2.5 units of log-odds
_BEYOND = 1 << 60  # no score is as low as its negative
_score = attrgetter("score")
# What all readings of a figure share: the words that link it, what stands beside it, how its clause opens,
# its place in a list of figures, the figure before it.
LINKED = Pattern("link-is link-opens", "", "link-is", "link-opens")
BESIDE = Pattern(
    "class unit left right link closed",
    "unit=class",
    "unit",
    "left",
    "right",
    "left right",
    "link right",
    "unit=class left right",
    "unit right",
    "link unit=class left=closed",
)
OPENED = Pattern("clause closed", "clause left=closed")
LISTED = Pattern("run place apart listed", "run place apart left=listed")
PRECEDED = Pattern("before class near gap same", "before unit=class near", "gap same")


class Ranked(NamedTuple):
    """A candidate with its score, and the case in which it was weighed."""

    candidate: Candidate
    score: int
    case: Case

    @property
    def features(self) -> tuple[str, ...]:
        """The full names of the features, whose weights make the score."""
        frame, record = self.candidate.frame, Recorder()
        if not self.candidate.back:
            weights = PhraseWeights(record, frame, self.case.collocations, most=0)
            Phrases(self.case.room, weights, frame).weigh(self.candidate)
        names = (*chain.from_iterable(map(spell, self.case.shared)), *map(spell_noted, record.take()))
        return tuple(f"{genre}{frame} {name}" for genre in self.case.genres for name in names)


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
        self.words = mark_words(scope.words, lexicon)
        verbs = [word.is_verb for word in self.words]
        self.verbs = list(accumulate(verbs, initial=0))  # those before each word
        self._weights = lexicon.weights.of_articles if of_articles else lexicon.weights

    def weigh(self, situation: Situation, edges: Sequence[Edge], before: Quantity | None) -> Readings:
        """Return the readings at some edges, to be compared."""
        case = Case(self, situation, before)
        shared = map(sum, zip(*map(self._weights.shared.__getitem__, case.shared), strict=True))
        said = {frame for frame, _, _, back in edges if not back}
        phrases = {frame: Phrases(case.room, self._weights.phrases[frame], frame) for frame in said}
        return Readings(case, edges, phrases, dict(zip(FRAMES, shared, strict=True)))


class Readings:
    """All readings of one figure, with what weighs them by frame."""

    __slots__ = ("_case", "_edges", "_others", "_phrases", "_shared")

    def __init__(
        self, case: Case, edges: Sequence[Edge], phrases: Mapping[str, Phrases], shared: Mapping[str, int]
    ) -> None:
        self._case, self._edges, self._phrases, self._shared = case, edges, phrases, shared
        self._others: dict[tuple[str, int], list[int]] = {}  # edge → the other edges of its phrases, as found

    @property
    def best(self) -> Candidate | None:
        """The reading with the highest score, of equals the one generated first.

        Edges at which no phrase can win are passed over.
        """
        best, most = None, -_BEYOND
        for edge in self._edges:
            frame, place, find_others, back = edge
            score = self._shared[frame]
            if back:  # no phrase of its own
                if score > most:
                    best, most = edge.reach(place), score
                continue
            phrases = self._phrases[frame]
            score += phrases.weigh_inner(place)
            if score + phrases.most > most:
                others = self._others[frame, place] = list(find_others())
                other, weight = phrases.likeliest(place, others, most - score)
                if other is not None:
                    best, most = edge.reach(other), score + weight
        return best

    def widen(self, phrase: Candidate) -> Candidate:
        """Return the likeliest phrase that goes on beyond the open edge of one, if it is not far less likely.

        Where it is, or no phrase goes on, `phrase` itself is returned.
        """
        phrases, best = self._phrases[phrase.frame], phrase
        inner, outer = phrase.edges
        most = phrases.weigh_open(outer) + phrases.weigh_inside(inner, outer) - _DOUBT
        for edge in self._edges:
            frame, place, find_others, _ = edge
            if frame == phrase.frame and place == inner:
                others = self._others.get((frame, place)) or find_others()
                longer = [one for one in others if (one > outer if inner < outer else one < outer)]
                found, most = phrases.likeliest(inner, longer, most)
                best = best if found is None else edge.reach(found)
        return best

    @property
    def ranked(self) -> tuple[Ranked, ...]:
        """The readings with their scores, best first; a tie goes to the one generated first."""
        readings = [
            Ranked(one, self._shared[one.frame] + self._weigh_phrase(one), self._case)
            for edge in self._edges
            for one in edge.candidates
        ]
        return tuple(sorted(readings, key=_score, reverse=True))  # which leaves equals in their order

    def _weigh_phrase(self, candidate: Candidate) -> int:
        return 0 if candidate.back else self._phrases[candidate.frame].weigh(candidate)


class Case:
    """A figure whose readings are weighed: the room around it, and the features that they all share."""

    __slots__ = ("_lexicon", "_scope", "collocations", "genres", "room", "shared")

    def __init__(self, ranking: Ranking, situation: Situation, before: Quantity | None) -> None:
        self._scope, self._lexicon = ranking.scope, ranking.lexicon
        self.room = Room(ranking, situation)
        self.genres = ranking.genres
        self.collocations = ranking.lexicon.weights.collocations
        self.shared = tuple(self._shared(situation, before))

    def _shared(self, situation: Situation, before: Quantity | None) -> Iterator[Clue]:
        """Yield what all readings of a quantity share: its unit, its neighbours, the figure before it."""
        quantity, link, run = situation.quantity, situation.link, situation.run
        kind = unit_class(quantity)
        left = self.room.class_before(link.start)
        right = self.room.class_after(quantity.right)
        role = next((name for name in ROLE_ORDER if name in link.roles), "none") if link.roles else "none"
        closed = left in ("^", "、")
        yield LINKED, "".join(link.words), link.words[0] if link.words else ""
        yield BESIDE, kind, quantity.unit or "-", left, right, role, closed
        yield OPENED, self._opening(quantity.start), closed
        yield LISTED, min(run.length, 3), min(run.place, 2), run.apart, closed or left == "和"
        if before is not None:
            clauses = self._scope.clauses
            same_clause = clauses.index_at(before.start) == clauses.index_at(quantity.start)
            gap = self._scope.text.chars[before.right : link.start] if same_clause else "…"
            between = gap if gap in ("、", "和") else "text" if gap else "none"
            yield PRECEDED, unit_class(before), kind, same_clause, between, before.unit == quantity.unit

    def _opening(self, place: int) -> str:
        """Return the first word of the clause if it is one of grammar (其中, 共), else its class."""
        clause = self._scope.clauses.at(place)
        if clause is None:
            return "^"
        word = self.room.words[self._scope.words.index_at(clause.start)]
        grammatical = self._lexicon.plays(word.text, "scope") or word.tag[:1] in "cdp"
        return word.text if grammatical else word.kind


def unit_class(quantity: Quantity) -> str:
    """Return the class of a unit for the features: a measure, a rate, money, a count and so on."""
    if quantity.is_rank:
        return "rank"
    kind = quantity.unit_kind
    return "measure" if kind in _MEASURES else _KINDS.get(kind, kind)

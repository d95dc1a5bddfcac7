"""Which reading of a quantity wins: named features, whole-number weights, the highest sum.

The weights are data (`data/lexicon/figure-weights.tsv`), learned from annotated reports by `bench/learn.py`.
A feature says one thing that grammar can see: the frame with the kind of unit, the classes of the words at
the edges of the phrase and just outside them, its length, the verbs and marks in it. `explain` prints them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from baiyang_kg.reading.candidates import Candidate, Situation
    from baiyang_kg.reading.quantities import Quantity
    from baiyang_kg.reading.scope import Scope
    from baiyang_kg.reading.terms import Lexicon
    from baiyang_kg.reading.words import Word

_LENGTHS = ("0", "1", "2", "3", "4", "5", "5", "7", "7", "9", "9")
_KINDS = {"percent": "rate", "percentage_point": "rate", "household": "count", "person_time": "time"}
_MEASURES = frozenset(("area", "length", "weight", "volume"))
_ROLE_ORDER = ("reach", "increase", "decrease", "act", "step", "scope")
_MARKS = frozenset("、等的和及与”“（）《》")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score and the features that made it."""

    candidate: Candidate
    score: int
    features: tuple[str, ...]


class Ranking:
    """The linear ranking for one lexicon."""

    def __init__(self, lexicon: Lexicon, weights: Mapping[str, int]) -> None:
        self._lexicon = lexicon
        self._weights = weights

    def rank(
        self, scope: Scope, situation: Situation, candidates: Sequence[Candidate], before: Quantity | None
    ) -> list[Ranked]:
        """Return the candidates, best first; a tie goes to the one generated first."""
        shared = tuple(self._shared(scope, situation, before))
        ranked = []
        for candidate in candidates:
            features = tuple(self._features(scope, situation, candidate, shared))
            ranked.append(Ranked(candidate, sum(self._weights.get(name, 0) for name in features), features))
        ranked.sort(key=lambda one: -one.score)
        return ranked

    # -- features ---------------------------------------------------------------------------------------

    def _shared(self, scope: Scope, situation: Situation, before: Quantity | None) -> Iterator[str]:
        """Yield what all readings of a quantity share: its unit, its neighbours, the figure before it."""
        quantity, link = situation.quantity, situation.link
        kind = unit_class(quantity)
        left = self._class_before(scope, situation, link.start)
        right = self._class_after(scope, situation, quantity.right)
        role = next((name for name in _ROLE_ORDER if name in link.roles), "none")
        yield ""
        yield f"unit={kind}"
        yield f"unit={quantity.unit or '-'}"
        yield f"left={left}"
        yield f"right={right}"
        yield f"left={left} right={right}"
        yield f"link={role} right={right}"
        yield f"unit={kind} left={left} right={right}"
        yield f"unit={quantity.unit or '-'} right={right}"
        yield f"clause={self._opening(scope, situation)} left={left in ('^', '、')}"
        yield f"link={role} unit={kind} left={left in ('^', '、')}"
        run, listed = situation.run, left in ("^", "、", "和")
        yield f"run={min(run.length, 3)} place={min(run.place, 2)} apart={run.apart} left={listed}"
        if before is not None:
            same_clause = scope.clauses.index_at(before.start) == scope.clauses.index_at(quantity.start)
            gap = scope.text.chars[before.right : link.start] if same_clause else "…"
            yield f"before={unit_class(before)} unit={kind} near={same_clause}"
            between = gap if gap in ("、", "和") else "text" if gap else "none"
            yield f"gap={between} same={before.unit == quantity.unit}"

    def _features(
        self, scope: Scope, situation: Situation, candidate: Candidate, shared: tuple[str, ...]
    ) -> Iterator[str]:
        frame = candidate.frame
        for name in shared:
            yield f"{frame} {name}"
        if candidate.back:
            return
        words = scope.words.words
        first = scope.words.index_at(candidate.start)
        last = scope.words.index_at(candidate.end - 1)
        inside = words[first : last + 1]
        opens, closes = self.word_class(words[first]), self.word_class(words[last])
        before = self._class_before(scope, situation, candidate.start)
        after = self._class_after(scope, situation, candidate.end)
        yield f"{frame} opens={opens}"
        yield f"{frame} closes={closes}"
        if frame != "QN":
            yield f"{frame} outside={before}"
            yield f"{frame} outside={before} opens={opens}"
            yield f"{frame} opens-with={words[first].text}"
            if before not in ("^", "、"):
                yield f"{frame} outside-is={words[first - 1].text}"
        else:
            yield f"{frame} outside={after}"
            yield f"{frame} closes={closes} outside={after}"
            if after not in ("$", "、"):
                yield f"{frame} outside-is={words[last + 1].text}" if last + 1 < len(words) else ""
        yield f"{frame} closes-with={words[last].text[-2:]}"
        yield f"{frame} closes-in={words[last].text[-1]}"
        yield f"{frame} unit={situation.quantity.unit} closes-in={words[last].text[-1]}"
        if len(inside) > 1:
            yield f"{frame} second={self.word_class(inside[1])} opens={opens}"
            yield f"{frame} closes={self.word_class(inside[-2])},{closes}"
        yield f"{frame} words={_LENGTHS[min(len(inside), 10)]}"
        yield from self._inside(scope, candidate, inside, frame)

    def _inside(self, scope: Scope, candidate: Candidate, inside: list[Word], frame: str) -> Iterator[str]:
        chars = scope.text.chars[candidate.start : candidate.end]
        verbs = sum(self._lexicon.plays(word.text, "act") or word.tag == "v" for word in inside[1:-1])
        yield f"{frame} verbs-inside={min(verbs, 3)}"
        for mark in "、等的和“":
            if mark in chars:
                yield f"{frame} has={mark}"
        if chars.count("“") != chars.count("”") or chars.count("（") != chars.count("）"):
            yield f"{frame} unbalanced"
        if chars in self._lexicon.indicators:
            yield f"{frame} known-indicator"
        if candidate.end - candidate.start == 1:
            yield f"{frame} single-character"

    def _opening(self, scope: Scope, situation: Situation) -> str:
        """Return the first word of the clause if it is one of grammar (其中, 共), else its class."""
        clause = scope.clauses.at(situation.quantity.start)
        if clause is None:
            return "^"
        word = scope.words.words[scope.words.index_at(clause.start)]
        grammatical = self._lexicon.plays(word.text, "scope") or word.tag[:1] in "cdp"
        return word.text if grammatical else self.word_class(word)

    def word_class(self, word: Word) -> str:
        """Return the class of a word for the features: its role around figures, else its part of speech."""
        if word.text in _MARKS:
            return word.text
        for role in _ROLE_ORDER:
            if self._lexicon.plays(word.text, role):
                return f"{role}:{'n' if word.tag in ('vn', 'n', 'an') else 'v'}"
        return word.tag if word.tag in ("vn", "ns", "nr", "nt") else word.tag[:1]

    def _class_before(self, scope: Scope, situation: Situation, place: int) -> str:
        if place <= situation.left:
            return "^"
        return self.word_class(scope.words.words[scope.words.index_at(place - 1)])

    def _class_after(self, scope: Scope, situation: Situation, place: int) -> str:
        if place >= situation.right:
            after = scope.text.chars[place : place + 1]
            return after if after in ("、", "（") else "$"
        return self.word_class(scope.words.words[scope.words.index_at(place)])


def unit_class(quantity: Quantity) -> str:
    """Return the class of a unit for the features: a measure, a rate, money, a count and so on."""
    if quantity.is_rank:
        return "rank"
    kind = quantity.unit_kind
    return "measure" if kind in _MEASURES else _KINDS.get(kind, kind)

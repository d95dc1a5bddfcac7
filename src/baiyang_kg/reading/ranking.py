"""Which reading of a quantity wins: named features, whole-number weights, the highest sum.

The weights are data (`data/lexicon/figure-weights.tsv`), learned from annotated reports by `bench/learn.py`.
A feature says one thing that grammar can see: the frame with the kind of unit, the classes of the words at
the edges of the phrase and just outside them, its length, the verbs and marks in it. `explain` prints them.
Features that tell of the same few facts make a clue. The readings of a figure share most of their clues, so
the weights of a clue are summed once, and its features are spelled out only for who asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

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
_INNER_MARKS = "、等的和“"


Clue = tuple[Any, ...]  # a function that names features, the frame of the reading, and the facts


class Ranked(NamedTuple):
    """A candidate with its score and the clues that made it."""

    candidate: Candidate
    score: int
    clues: tuple[Clue, ...]

    @property
    def features(self) -> tuple[str, ...]:
        """The names of the features, whose weights make the score."""
        return tuple(name for clue in self.clues for name in _spell(clue))


def _spell(clue: Clue) -> list[str]:
    """Return the features of a clue, each named with the frame of the reading."""
    name_features, frame, *facts = clue
    return [f"{frame} {name}" for name in name_features(*facts)]


class _Weighed(dict[Clue, int]):
    """Clue → the sum of the weights of its features, worked out once for each clue."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, clue: Clue) -> int:
        weight = self._weights.get
        total = self[clue] = sum([weight(name, 0) for name in _spell(clue)])
        return total


class Ranking:
    """The linear ranking for one lexicon; it remembers what it has weighed, so take one for each text."""

    def __init__(self, lexicon: Lexicon, weights: Mapping[str, int]) -> None:
        self._lexicon = lexicon
        self._weighed = _Weighed(weights)
        self._classes: dict[tuple[str, str], str] = {}

    def rank(
        self, scope: Scope, situation: Situation, candidates: Sequence[Candidate], before: Quantity | None
    ) -> list[Ranked]:
        """Return the candidates, best first; a tie goes to the one generated first."""
        shared = tuple(self._shared(scope, situation, before))
        weighed = self._weighed
        around: dict[str, Clue] = {one.frame: (_around, one.frame, *shared) for one in candidates}
        ranked = []
        for candidate in candidates:
            clues: tuple[Clue, ...] = (around[candidate.frame],)
            if not candidate.back:
                clues += self._clues(scope, situation, candidate)
            ranked.append(Ranked(candidate, sum([weighed[clue] for clue in clues]), clues))
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

    def _clues(self, scope: Scope, situation: Situation, candidate: Candidate) -> tuple[Clue, ...]:
        """Return what tells of the phrase itself: how it begins, how it ends, what it holds."""
        frame, words = candidate.frame, scope.words.words
        first = scope.words.index_at(candidate.start)
        last = scope.words.index_at(candidate.end - 1)
        opens, closes = self.word_class(words[first]), self.word_class(words[last])
        ending: Clue = (_ending, frame, closes, words[last].text[-2:], situation.quantity.unit)
        if frame == "QN":
            outside = self._class_after(scope, situation, candidate.end)
            following = words[last + 1].text if last + 1 < len(words) else ""
            edge: Clue = (_behind, frame, opens, closes, outside, following)
        else:
            outside = self._class_before(scope, situation, candidate.start)
            edge = (_before, frame, opens, words[first].text, outside, words[first - 1].text)
        inside: tuple[Clue, ...] = ()
        if last > first:
            second, next_to_last = self.word_class(words[first + 1]), self.word_class(words[last - 1])
            inside = ((_inside, frame, opens, second, next_to_last, closes),)
        return (ending, edge, *inside, self._content(scope, candidate, words[first : last + 1]))

    def _content(self, scope: Scope, candidate: Candidate, inside: list[Word]) -> Clue:
        """Return how long a phrase is, the verbs and the marks in it."""
        chars, plays = scope.text.chars[candidate.start : candidate.end], self._lexicon.plays
        verbs = sum([word.tag == "v" or plays(word.text, "act") for word in inside[1:-1]])
        peculiar = []
        if chars.count("“") != chars.count("”") or chars.count("（") != chars.count("）"):
            peculiar.append("unbalanced")
        if chars in self._lexicon.indicators:
            peculiar.append("known-indicator")
        if candidate.end - candidate.start == 1:
            peculiar.append("single-character")
        length = _LENGTHS[min(len(inside), 10)]
        marks = "".join([mark for mark in _INNER_MARKS if mark in chars])
        return (_content, candidate.frame, length, min(verbs, 3), marks, *peculiar)

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
        key = word.text, word.tag
        found = self._classes.get(key)
        if found is None:
            found = self._classes[key] = self._classify(word)
        return found

    def _classify(self, word: Word) -> str:
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


def _around(*shared: str) -> tuple[str, ...]:
    return shared


def _ending(closes: str, tail: str, unit: str) -> Iterator[str]:
    yield f"closes={closes}"
    yield f"closes-with={tail}"
    yield f"closes-in={tail[-1]}"
    yield f"unit={unit} closes-in={tail[-1]}"


def _behind(opens: str, closes: str, outside: str, following: str) -> Iterator[str]:
    """Name the features of the edges of a phrase that stands behind its quantity."""
    yield f"opens={opens}"
    yield f"outside={outside}"
    yield f"closes={closes} outside={outside}"
    if outside not in ("$", "、"):
        yield f"outside-is={following}"


def _before(opens: str, first: str, outside: str, previous: str) -> Iterator[str]:
    """Name the features of the edges of a phrase that stands before its quantity."""
    yield f"opens={opens}"
    yield f"outside={outside}"
    yield f"outside={outside} opens={opens}"
    yield f"opens-with={first}"
    if outside not in ("^", "、"):
        yield f"outside-is={previous}"


def _inside(opens: str, second: str, next_to_last: str, closes: str) -> Iterator[str]:
    yield f"second={second} opens={opens}"
    yield f"closes={next_to_last},{closes}"


def _content(length: str, verbs: int, marks: str, *peculiar: str) -> Iterator[str]:
    yield f"words={length}"
    yield f"verbs-inside={verbs}"
    for mark in marks:
        yield f"has={mark}"
    yield from peculiar


def unit_class(quantity: Quantity) -> str:
    """Return the class of a unit for the features: a measure, a rate, money, a count and so on."""
    if quantity.is_rank:
        return "rank"
    kind = quantity.unit_kind
    return "measure" if kind in _MEASURES else _KINDS.get(kind, kind)

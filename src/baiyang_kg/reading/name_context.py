"""What stands around a choice says whether it is a name: a second, smaller model over the first one's scores.

Names stand beside names, in lists of them and inside longer ones; what the text calls by the same words
elsewhere is most likely the same. The features are how the neighbours score, in steps, and the choice's own
score; the weights are learned from scores of reports that the first model had not seen.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.reading.name_choice import Choice
    from baiyang_kg.reading.name_lexicon import NameLexicon
    from baiyang_kg.reading.name_tokens import Tokens
    from baiyang_kg.reading.name_weights import Weights

_STEP = 25  # of the first model's score
_OWN_STEP = 10  # the same of the choice in question
_HOPELESS = -40  # a choice that scores less is no name whatever stands around it, and says nothing of others
_JOINTS = frozenset("、和与及")
_NOTHING = -10_000


class Surroundings:
    """The choices of a text, but for hopeless ones, by where they begin, end and cover."""

    def __init__(self, tokens: Tokens, choices: Sequence[Choice]) -> None:
        self._tokens = tokens
        self._ending: dict[int, int] = {}
        self._beginning: dict[int, list[Choice]] = defaultdict(list)
        self._covering: dict[int, list[Choice]] = defaultdict(list)
        self._by_name: dict[str, int] = {}
        for choice in choices:
            if is_hopeless(choice):
                continue
            self._ending[choice.last] = max(self._ending.get(choice.last, _NOTHING), choice.score)
            self._beginning[choice.first].append(choice)
            for place in range(choice.first, choice.last + 1):
                self._covering[place].append(choice)
            name = self._name(choice)
            self._by_name[name] = max(self._by_name.get(name, _NOTHING), choice.score)

    def _name(self, choice: Choice) -> str:
        tokens = self._tokens
        return tokens.chars[tokens.starts[choice.first] : tokens.ends[choice.last]]

    def weigh(self, choice: Choice, weights: Weights) -> int:
        """Weigh how the surroundings of `choice` score, and how it does itself."""
        first, last, kind = choice.first, choice.last, choice.type
        own = f"{max(-8, min(16, choice.score // _OWN_STEP))}"
        at_last, at_first = self._covering[last], self._covering[first]
        texts = self._tokens.texts
        outer = _best([one.score for one in at_last if one.first <= first and one.last > last])
        inner = _best([one.score for one in self._beginning[first] if one.last < last])
        across = _best([one.score for one in at_last if first < one.first and one.last > last])
        behind = _best([one.score for one in at_first if one.first < first and one.last < last])
        before = _step(self._ending.get(first - 1, _NOTHING))
        score = (
            weights["near own"][""].get(own, 0)
            + weights["near own"][kind].get(own, 0)
            + weights["near own"][choice.reason].get(own, 0)
            + weights["near outer"][kind].get(outer, 0)
            + weights["near inner"][kind].get(inner, 0)
            + weights["near within"][""].get(self._within(first, last), 0)
            + weights["near across"][""].get(across, 0)
            + weights["near behind"][""].get(behind, 0)
            + weights["near before"][""].get(before, 0)
            + weights["near after"][""].get(self._after(last + 1), 0)
            + weights["near same"][""].get(_step(self._by_name[self._name(choice)]), 0)
        )
        if first > 1 and texts[first - 1] in _JOINTS:
            listed = _step(self._ending.get(first - 2, _NOTHING))
            score += weights["near listed before"][""].get(listed, 0)
        if last + 2 < len(texts) and texts[last + 1] in _JOINTS:
            score += weights["near listed after"][""].get(self._after(last + 2), 0)
        return score

    def _within(self, first: int, last: int) -> str:
        """Return how the best choice scores that a choice holds behind its first token."""
        beginning = self._beginning
        places = [place for place in range(first + 1, last + 1) if place in beginning]
        return _best([one.score for place in places for one in beginning[place] if one.last <= last])

    def _after(self, place: int) -> str:
        """Return how the best choice scores that begins at a place."""
        return _best([one.score for one in self._beginning.get(place, ())])


def is_hopeless(choice: Choice) -> bool:
    """Say whether the first model has settled that `choice` is no name."""
    return choice.score < _HOPELESS


def _best(scores: list[int]) -> str:
    return _step(max(scores, default=_NOTHING))


def _step(score: int) -> str:
    """Return a score as one of six steps, or that there is none."""
    return "none" if score == _NOTHING else str(max(-2, min(3, score // _STEP)))


def weigh(tokens: Tokens, choices: Sequence[Choice], lexicon: NameLexicon) -> list[Choice]:
    """Return `choices` with the scores that their surroundings give them; above 0 is a name."""
    surroundings, weights = Surroundings(tokens, choices), lexicon.weights
    return [
        choice if is_hopeless(choice) else replace(choice, score=surroundings.weigh(choice, weights))
        for choice in choices
    ]

"""What stands around a choice says whether it is a name: a second, smaller model over the first one's scores.

Names stand beside names, in lists of them and inside longer ones; what the text calls by the same words
elsewhere is most likely the same. The features are how the neighbours score, in steps, and the choice's own
score; the weights are learned from scores of reports that the first model had not seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from baiyang_kg.reading.names.choice import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.reading.names.lexicon import NameLexicon
    from baiyang_kg.reading.names.tokens import Tokens
    from baiyang_kg.reading.names.weights import NameWeights

_STEP = 25  # of the first model's score
_OWN_STEP = 10  # the same of the choice in question
_HOPELESS = -40  # a choice that scores less is no name whatever stands around it, and says nothing of others
_JOINTS = frozenset("、和与及")
_NOTHING = -10_000
_STEPS = ("-2", "-1", "0", "1", "2", "3")


class Surroundings:
    """The choices of a text, but for hopeless ones, by where they begin, end and cover."""

    def __init__(self, tokens: Tokens, choices: Sequence[Choice]) -> None:
        self._tokens = tokens
        self._ending: dict[int, int] = {}  # where a choice ends → the best score there
        self._starting: dict[int, int] = {}  # the same where one begins
        self._beginning: dict[int, list[Choice]] = {}
        self._covering: dict[int, list[Choice]] = {}
        self._by_name: dict[str, int] = {}
        for choice in choices:
            if is_hopeless(choice):
                continue
            first, last, score = choice.first, choice.last, choice.score
            self._ending[last] = max(self._ending.get(last, _NOTHING), score)
            self._starting[first] = max(self._starting.get(first, _NOTHING), score)
            self._beginning.setdefault(first, []).append(choice)
            for place in range(first, last + 1):
                self._covering.setdefault(place, []).append(choice)
            name = self._name(choice)
            self._by_name[name] = max(self._by_name.get(name, _NOTHING), score)

    def _name(self, choice: Choice) -> str:
        tokens = self._tokens
        return tokens.chars[tokens.starts[choice.first] : tokens.ends[choice.last]]

    def weigh(self, choice: Choice, weights: NameWeights) -> int:
        """Weigh how the surroundings of `choice` score, and how it does itself."""
        first, last, kind = choice.first, choice.last, choice.type
        own, texts = str(max(-8, min(16, choice.score // _OWN_STEP))), self._tokens.texts
        ending, starting, near_own = self._ending, self._starting, weights["near own"]
        outer, across, inner, behind = self._crossing(first, last)
        score = (
            near_own[""].get(own, 0)
            + near_own[kind].get(own, 0)
            + near_own[choice.reason].get(own, 0)
            + weights["near outer"][kind].get(_step(outer), 0)
            + weights["near inner"][kind].get(_step(inner), 0)
            + weights["near within"][""].get(_step(self._within(first, last)), 0)
            + weights["near across"][""].get(_step(across), 0)
            + weights["near behind"][""].get(_step(behind), 0)
            + weights["near before"][""].get(_step(ending.get(first - 1, _NOTHING)), 0)
            + weights["near after"][""].get(_step(starting.get(last + 1, _NOTHING)), 0)
            + weights["near same"][""].get(_step(self._by_name[self._name(choice)]), 0)
        )
        if first > 1 and texts[first - 1] in _JOINTS:
            listed = _step(ending.get(first - 2, _NOTHING))
            score += weights["near listed before"][""].get(listed, 0)
        if last + 2 < len(texts) and texts[last + 1] in _JOINTS:
            listed = _step(starting.get(last + 2, _NOTHING))
            score += weights["near listed after"][""].get(listed, 0)
        return score

    def _crossing(self, first: int, last: int) -> tuple[int, int, int, int]:
        """Return the best scores of choices around a span, across its end, in it, across its beginning."""
        outer = across = inner = behind = _NOTHING
        for one in self._covering[last]:
            if one.last > last:
                if one.first <= first:
                    outer = max(outer, one.score)
                else:
                    across = max(across, one.score)
        for one in self._covering[first]:
            if one.last < last:
                if one.first < first:
                    behind = max(behind, one.score)
                elif one.first == first:
                    inner = max(inner, one.score)
        return outer, across, inner, behind

    def _within(self, first: int, last: int) -> int:
        """Return how the best choice scores that a choice holds behind its first token."""
        best, beginning = _NOTHING, self._beginning
        for place in range(first + 1, last + 1):
            for one in beginning.get(place, ()):
                if one.last <= last:
                    best = max(best, one.score)
        return best


def is_hopeless(choice: Choice) -> bool:
    """Say whether the first model has settled that `choice` is no name."""
    return choice.score < _HOPELESS


def _step(score: int) -> str:
    """Return a score as one of six steps, or that there is none."""
    return "none" if score == _NOTHING else _STEPS[max(-2, min(3, score // _STEP)) + 2]


def weigh(tokens: Tokens, choices: Sequence[Choice], lexicon: NameLexicon) -> list[Choice]:
    """Return `choices` with the scores that their surroundings give them; above 0 is a name."""
    surroundings, weights = Surroundings(tokens, choices), lexicon.weights
    return [
        one if is_hopeless(one) else Choice(*one[:-1], surroundings.weigh(one, weights)) for one in choices
    ]

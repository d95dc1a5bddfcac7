"""What stands around a choice says whether it is a name: a second, smaller model over the first one's scores.

Names stand beside names, in lists of them and inside longer ones; what the text calls by the same words
elsewhere is most likely the same. The features are how the neighbours score, in steps, and the choice's own
score; the weights are learned from scores of reports that the first model had not seen.
"""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING

from baiyang_kg.reading.memory import Memory
from baiyang_kg.reading.names.choice import choice_of
from baiyang_kg.reading.names.features import add_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from baiyang_kg.reading.names.choice import Choice
    from baiyang_kg.reading.names.lexicon import NameLexicon
    from baiyang_kg.reading.names.tokens import Tokens
    from baiyang_kg.reading.names.weights import NameWeights

_STEP = 25  # of the first model's score
_OWN_STEP = 10  # the same of the choice in question
_HOPELESS = -40  # a choice that scores less is no name whatever stands around it, and says nothing of others
_JOINTS = frozenset("、和与及")
_STEPS = ("none", "-2", "-1", "0", "1", "2", "3")  # none: no choice stands there
_NONE = 0  # its index
_STEP_OF = Memory[int, int](lambda score: max(1, min(6, score // _STEP + 3)))  # score → index of its step
_OWN = Memory[int, str](lambda score: f"{max(-8, min(16, score // _OWN_STEP))}")  # the same for the own score

_Neighbour = tuple[int, int, int]  # first and last token of a choice, and in which step it scores


class Surroundings:
    """The choices of a text, but for hopeless ones, by where they begin, end and cover."""

    def __init__(self, tokens: Tokens, choices: Iterable[Choice]) -> None:
        self._tokens = tokens
        rising = sorted([one for one in choices if not is_hopeless(one)], key=attrgetter("score"))
        near = [(first, last, _STEP_OF[score]) for first, last, _, _, score in rising]
        # Where a choice ends → the best step there, which comes last; where one begins; what is named.
        self._ending = {last: step for _, last, step in near}
        self._starting = {first: step for first, _, step in near}
        self._by_name = {self._name(first, last): step for first, last, step in near}
        self._beginning: defaultdict[int, list[_Neighbour]] = defaultdict(list)
        self._covering: defaultdict[int, list[_Neighbour]] = defaultdict(list)
        for neighbour in near:
            first, last, _ = neighbour
            self._beginning[first].append(neighbour)
            for place in range(first, last + 1):
                self._covering[place].append(neighbour)

    def _name(self, first: int, last: int) -> str:
        tokens = self._tokens
        return tokens.chars[tokens.starts[first] : tokens.ends[last]]

    def weigh(self, choices: Sequence[Choice], weights: NameWeights) -> list[int]:
        """Weigh how the surroundings of `choices` score, and how they do themselves."""
        look, look_for_all = weights.look, weights.look_for_all
        ending, starting, named = self._ending.get, self._starting.get, self._by_name.get
        firsts, lasts, types, reasons, scores = zip(*choices, strict=True) if choices else ((),) * 5
        own = [_OWN[score] for score in scores]
        crossing = list(map(self._crossing, firsts, lasts))
        return add_up(
            look_for_all("near own", own),
            look("near own", types, own),
            look("near own", reasons, own),
            look("near outer", types, [_STEPS[outer] for outer, _, _, _ in crossing]),
            look("near inner", types, [_STEPS[inner] for _, _, inner, _ in crossing]),
            look_for_all("near across", [_STEPS[across] for _, across, _, _ in crossing]),
            look_for_all("near behind", [_STEPS[behind] for _, _, _, behind in crossing]),
            look_for_all("near within", [_STEPS[one] for one in map(self._within, firsts, lasts)]),
            look_for_all("near before", [_STEPS[ending(first - 1, _NONE)] for first in firsts]),
            look_for_all("near after", [_STEPS[starting(last + 1, _NONE)] for last in lasts]),
            look_for_all("near same", [_STEPS[named(one, _NONE)] for one in map(self._name, firsts, lasts)]),
            look_for_all("near listed before", map(self._listed_before, firsts)),
            look_for_all("near listed after", map(self._listed_after, lasts)),
        )

    def _listed_before(self, first: int) -> str | None:
        """Return how a choice scores that is listed before one that begins so, None if that is in no list."""
        texts = self._tokens.texts
        listed = first > 1 and texts[first - 1] in _JOINTS
        return _STEPS[self._ending.get(first - 2, _NONE)] if listed else None

    def _listed_after(self, last: int) -> str | None:
        """Return the same of one that is listed behind what ends so."""
        texts = self._tokens.texts
        listed = last + 2 < len(texts) and texts[last + 1] in _JOINTS
        return _STEPS[self._starting.get(last + 2, _NONE)] if listed else None

    def _crossing(self, first: int, last: int) -> tuple[int, int, int, int]:
        """Return the best steps of choices around a span, across its end, in it, across its beginning."""
        outer = across = inner = behind = _NONE
        for begin, end, step in self._covering[last]:
            if end > last:
                if begin <= first:
                    outer = max(outer, step)
                else:
                    across = max(across, step)
        for begin, end, step in self._covering[first]:
            if end < last:
                if begin < first:
                    behind = max(behind, step)
                elif begin == first:
                    inner = max(inner, step)
        return outer, across, inner, behind

    def _within(self, first: int, last: int) -> int:
        """Return how the best choice scores that a choice holds behind its first token."""
        best, beginning = _NONE, self._beginning
        for place in range(first + 1, last + 1):
            if place in beginning:
                best = max([best, *[step for _, end, step in beginning[place] if end <= last]])
        return best


def is_hopeless(choice: Choice) -> bool:
    """Say whether the first model has settled that `choice` is no name."""
    return choice.score < _HOPELESS


def weigh(tokens: Tokens, choices: Sequence[Choice], lexicon: NameLexicon) -> list[Choice]:
    """Return `choices` with the scores that their surroundings give them; above 0 is a name."""
    hopeful = [one for one in choices if not is_hopeless(one)]
    scores = iter(Surroundings(tokens, hopeful).weigh(hopeful, lexicon.weights))
    return [one if is_hopeless(one) else choice_of((*one[:-1], next(scores))) for one in choices]

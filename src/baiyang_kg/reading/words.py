"""Words and their parts of speech, as spans of the repaired text.

The segmenter is jieba's dictionary and Viterbi in Rust (`rjieba`, MIT): some three million characters a
second, the same answer every time. Its tags are jieba's (n noun, v verb, vn verbal noun, m numeral,
q classifier, ns place …). Terms of the lexicon are added to its dictionary when the lexicon is compiled.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from rjieba import Jieba


_LINKS = frozenset("为达超均共约各近至")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the repaired text."""

    start: int
    end: int
    text: str
    tag: str


class Words:
    """The words of a text in order, found by place."""

    __slots__ = ("_starts", "words")

    def __init__(self, words: list[Word]) -> None:
        self.words = words
        self._starts = [word.start for word in words]

    def index_at(self, place: int) -> int:
        """Return the index of the word that covers `place`."""
        return bisect_right(self._starts, place) - 1

    def is_boundary(self, place: int) -> bool:
        """Say whether a word starts at `place`."""
        index = self.index_at(place)
        return index < 0 or self._starts[index] == place or place >= self.words[index].end


def new_segmenter(terms: dict[str, str]) -> Jieba:
    """Return a segmenter that knows `terms`, a mapping of term → tag."""
    segmenter = Jieba()
    for term, tag in terms.items():
        segmenter.add_word(term, None, tag)
    return segmenter


def find_words(chars: str, segmenter: Jieba) -> Words:
    """Return the words of `chars`; together they cover it."""
    words, place = [], 0
    for text, tag in segmenter.tag(chars):
        end = place + len(text)
        if len(text) > 1 and text[-1] in _LINKS and _is_guess(text, segmenter):
            words.append(Word(place, end - 1, text[:-1], tag))
            words.append(Word(end - 1, end, text[-1], "p"))
        else:
            words.append(Word(place, end, text, tag))
        place = end
    return Words(words)


def _is_guess(text: str, segmenter: Jieba) -> bool:
    """Say whether a word that ends in a link is a guess of the segmenter: 溢价率|为, 覆盖率|达."""
    return not segmenter.has_word(text) and (text[-1] != "达" or text[-2] in "率数值量额")


def spans_words(left: str, right: str, segmenter: Jieba) -> bool:
    """Say whether a word of at least two characters runs across the joint of two pieces of text."""
    place = 0
    for word in segmenter.cut(left + right):
        if place < len(left) < place + len(word):
            return len(word) > 1
        place += len(word)
    return False

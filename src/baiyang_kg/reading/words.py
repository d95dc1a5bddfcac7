"""Words and their parts of speech, as spans of the repaired text.

The segmenter is jieba's dictionary and Viterbi in Rust (`rjieba`, MIT): some three million characters a
second, the same answer every time. Its tags are jieba's (n noun, v verb, vn verbal noun, m numeral,
q classifier, ns place …). Terms of the lexicon are added to its dictionary when the lexicon is compiled.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from rjieba import Jieba

_LINKS = frozenset("为达超均共约各近至")
_TAKES_OBJECT = frozenset((
    "解决", "破获", "发放", "减免", "查处", "化解", "新增", "建成", "完成", "开展", "实现", "创造", "提供",
    "举办", "签订", "签约", "引进", "投入", "争取", "拉动", "带动", "解除", "吸纳", "拆除", "收回", "挽回",
))  # fmt: skip


class Word(NamedTuple):
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
    joints = _Joints(segmenter)
    for text, tag in segmenter.tag(chars):
        end = place + len(text)
        cut = joints[text, tag]
        if cut:
            words.append(Word(place, place + cut, text[:cut], "v" if len(text) > 3 else tag))
            words.append(Word(place + cut, end, text[cut:], "n" if len(text) > 3 else "p"))
        else:
            words.append(Word(place, end, text, tag))
        place = end
    return Words(words)


class _Joints(dict[tuple[str, str], int]):
    """(word, tag) → where a word of the segmenter is two for us, 0 if it is one; worked out once a word."""

    def __init__(self, segmenter: Jieba) -> None:
        super().__init__()
        self._segmenter = segmenter

    def __missing__(self, key: tuple[str, str]) -> int:
        found = self[key] = _joint(*key, self._segmenter) if len(key[0]) > 1 else 0
        return found


def _joint(text: str, tag: str, segmenter: Jieba) -> int:
    """Return where a word of the segmenter is two for us, 0 if it is one.

    Its guesses swallow a link (溢价率|为, 覆盖率|达), its dictionary holds verbs with their objects
    (解决|问题, 破获|案件).
    """
    if text[-1] in _LINKS and not segmenter.has_word(text) and (text[-1] != "达" or text[-2] in "率数值量额"):
        return len(text) - 1
    phrase = len(text) == 4 and tag in ("n", "v", "l")  # two words of two characters
    return 2 if phrase and text[:2] in _TAKES_OBJECT and segmenter.has_word(text[2:]) else 0


def spans_words(left: str, right: str, segmenter: Jieba) -> bool:
    """Say whether a word of at least two characters runs across the joint of two pieces of text."""
    place = 0
    for word in segmenter.cut(left + right):
        if place < len(left) < place + len(word):
            return len(word) > 1
        place += len(word)
    return False

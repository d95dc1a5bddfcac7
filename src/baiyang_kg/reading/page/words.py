"""Words and their parts of speech, as spans of the repaired text.

The segmenter is jieba's dictionary and Viterbi in Rust (`rjieba`, MIT): some three million characters a
second, the same answer every time. Its tags are jieba's (n noun, v verb, vn verbal noun, m numeral,
q classifier, ns place …). Terms of the lexicon are added to its dictionary when the lexicon is compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import accumulate
from sys import intern
from typing import NamedTuple, overload

from rjieba import Jieba

from baiyang_kg.reading.memory import Memory

_PROPER = frozenset(("ns", "nr", "nt", "nz"))  # tags of names
_FREQUENCY = 10  # how often an ordinary word stands in the corpus that the dictionary was made from
_SWALLOWED = 2  # characters of a word that holds a measure and a piece of the next word
_PHRASE = 4  # characters of a phrase of two words in the dictionary
_LINKS = frozenset("为达超均共约各近至")
_MEASURES = frozenset("套个台间层扇名位家张道部辆条座")
_TAKES_OBJECT = frozenset((
    "解决", "破获", "发放", "减免", "查处", "化解", "新增", "建成", "完成", "开展", "实现", "创造", "提供",
    "举办", "签订", "签约", "引进", "投入", "争取", "拉动", "带动", "解除", "吸纳", "拆除", "收回", "挽回",
    "消除", "排除", "调解", "赔偿", "颁发", "招聘", "培养", "接待", "接听", "收集", "吸引", "招收", "听取",
    "扑灭", "抓获", "达成", "赠送", "侦破", "征用", "申请", "选拔", "发展", "兴办", "捐赠", "更换", "添置",
))  # fmt: skip
_CHANGED = frozenset(("价格", "物价", "成本", "人口"))
_CHANGES = frozenset(("上涨", "下跌", "上升", "下降", "增加", "减少", "提高", "降低", "增长"))
_PHRASE_TAGS = frozenset(("n", "v", "l", "i", "nr", "z"))


@dataclass(frozen=True, slots=True, eq=False)  # one object wherever it stands
class Form:
    """A word and its tag as the dictionary has them, by which is remembered what is worked out of a word."""

    text: str
    tag: str
    is_suspect: bool  # whether it may be two words, or hold a piece of the next; few are


class Word(NamedTuple):
    """One word of the repaired text."""

    start: int
    end: int
    text: str
    tag: str


_word = partial(tuple.__new__, Word)  # of all fields, as `Word._make`, many times as fast


class Words(Sequence[Word]):
    """The words of a text in order, found by place; together they cover it.

    They are kept as lists side by side, of which a long text needs no `Word` for each of its words.
    """

    __slots__ = ("ends", "forms", "index_at", "starts", "tags", "texts")

    index_at: Callable[[int], int]  # place → index of the word that covers it; behind the last word, the last

    def __init__(self, forms: Sequence[Form]) -> None:
        self.forms = forms
        self.texts = [form.text for form in forms]
        self.tags = [form.tag for form in forms]
        self.ends = list(accumulate(map(len, self.texts)))
        self.starts = [0, *self.ends]
        self.starts.pop()
        at = [index for index, text in enumerate(self.texts) for _ in text]  # for each character
        at += (len(self.texts) - 1, -1)  # the last: for the place before the first
        self.index_at = at.__getitem__

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, index: int) -> Word: ...

    @overload
    def __getitem__(self, index: slice) -> list[Word]: ...

    def __getitem__(self, index: int | slice) -> Word | list[Word]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        return _word((self.starts[index], self.ends[index], self.texts[index], self.tags[index]))

    def is_boundary(self, place: int) -> bool:
        """Say whether a word starts at `place`."""
        index = self.index_at(place)
        return index < 0 or self.starts[index] == place or place >= self.ends[index]


def new_segmenter(terms: dict[str, str]) -> Jieba:
    """Return a segmenter that knows `terms`, a mapping of term → tag."""
    segmenter = Jieba()
    for term, tag in terms.items():
        segmenter.add_word(term, None, tag)
    return segmenter


def is_ordinary(word: str, tag: str, segmenter: Jieba) -> bool:
    """Say whether the dictionary holds `word` as no proper name, and often enough."""
    if tag[:2] in _PROPER or not segmenter.has_word(word):
        return False
    return int(segmenter.suggest_freq(word)) >= _FREQUENCY


def find_words(chars: str, segmenter: Jieba) -> Words:
    """Return the words of `chars`; together they cover it."""
    form_of = _forms(segmenter).__getitem__
    tagged = list(map(form_of, segmenter.tag(chars)))
    words, done = list[Form](), 0
    for index in [index for index, form in enumerate(tagged) if form.is_suspect]:
        text, tag = tagged[index].text, tagged[index].tag
        if text[0] in _MEASURES and _is_swallowed(tagged, index, segmenter):
            follows = tagged[index + 1]
            words += [*tagged[done:index], form_of((text[0], "q")), form_of((text[1] + follows.text, "n"))]
            done = index + 2
        elif len(text) == _PHRASE or text[-1] in _LINKS:
            cut = _joint(text, tag, segmenter)
            if cut:
                tags = _parted_tags(text, tag)
                parts = form_of((text[:cut], tags[0])), form_of((text[cut:], tags[1]))
                words += [*tagged[done:index], *parts]
                done = index + 1
    return Words(words + tagged[done:])


@lru_cache(maxsize=4)
def _forms(segmenter: Jieba) -> Memory[tuple[str, str], Form]:
    """Return (word, tag) → the one object that it is."""

    def form_of(word: tuple[str, str]) -> Form:
        text, tag = word
        may_swallow = text[0] in _MEASURES and len(text) == _SWALLOWED
        return Form(intern(text), intern(tag), may_swallow or _joint(text, tag, segmenter) > 0)

    return Memory(form_of)


def _parted_tags(text: str, tag: str) -> tuple[str, str]:
    """Return the tags of the two words that a word of the segmenter is for us."""
    if len(text) != _PHRASE:
        return tag, "p"
    return ("n", "v") if text[:2] in _CHANGED else ("v", "n")


def _is_swallowed(tagged: Sequence[Form], index: int, segmenter: Jieba) -> bool:
    """Say whether a word took the measure of the number before it and a piece of the next (2362|套房|源)."""
    text = tagged[index].text
    if not 0 < index < len(tagged) - 1 or len(text) != _SWALLOWED or tagged[index - 1].tag != "m":
        return False
    return bool(segmenter.has_word(text[1] + tagged[index + 1].text))


def _joint(text: str, tag: str, segmenter: Jieba) -> int:
    """Return where a word of the segmenter is two for us, 0 if it is one.

    Its guesses swallow a link (溢价率|为, 覆盖率|达), its dictionary holds verbs with their objects
    (解决|问题, 破获|案件).
    """
    guessed = text[-1] in _LINKS and len(text) > 1 and not segmenter.has_word(text)
    if guessed and (text[-1] != "达" or text[-2] in "率数值量额"):
        return len(text) - 1
    if len(text) == _PHRASE and text[:2] in _CHANGED and text[2:] in _CHANGES:
        return 2
    phrase = len(text) == _PHRASE and tag in _PHRASE_TAGS
    return 2 if phrase and text[:2] in _TAKES_OBJECT and segmenter.has_word(text[2:]) else 0


def spans_words(left: str, right: str, segmenter: Jieba) -> bool:
    """Say whether a word of at least two characters runs across the joint of two pieces of text."""
    place = 0
    for word in segmenter.cut(left + right):
        if place < len(left) < place + len(word):
            return len(word) > 1
        place += len(word)
    return False

"""The tokens in which names are sought: words sorted by the part that they can play in a name or beside one.

A token is a word, or a whole quotation, title or short parenthesis, because names run across those and do
not begin or end inside them. Its kind is a class of `name-words.tsv` (launch, level, bar …) or comes from the
tag; a star marks words that are no common ones (`name-common.tsv`), of which proper names are made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from baiyang_kg.reading.memory import Memory
from baiyang_kg.reading.page.words import is_ordinary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from baiyang_kg.reading.names.lexicon import NameLexicon
    from baiyang_kg.reading.page.text import Text
    from baiyang_kg.reading.page.words import Words

NOTE = re.compile(r"[（\[]\d{1,2}[）\]]")  # the mark of a footnote, which is no part of a name
_NTH = "[一二三四五六七八九十]{1,3}"
_SESSION = re.compile(
    rf"(?:党的|[省市县区州]委?)?{_NTH}届(?:{_NTH}[次中])(?:、{_NTH}[次中])*"
    r"(?:全会|全体会议|全委会议?|全委扩大会议?|人代会|党代会)|党的(?:十[五六七八九]|二十)大(?!厦)"
)
_SESSION_BEGINS = frozenset("党省市县区州一二三四五六七八九十")
_CLOSING = {"“": "”", "《": "》", "（": "）"}
_ENCLOSED = {"“": "quote", "《": "title", "（": "bracket"}
_LONGEST = {"“": 22, "《": 60, "（": 5}  # characters of an enclosed token; what is longer is running text
_LONGEST_SUFFIX = 6
_PAIR = 2  # characters of a known place that the segmenter may take for two words
_COUPLET = re.compile(r"([一-鿿]{2,6})(?:，[一-鿿]{2,6}){1,3}")  # a slogan, not what somebody says
_FEW_GAPS = 2  # one alone says nothing
_MEANT = 0.75  # share of it that stands between words where it was
_AREAS = frozenset("省市区县旗镇乡村")
_MARKS = dict.fromkeys("，。；：！？\n…", "stop") | dict.fromkeys("·—-–~/+", "joint") | {"、": "list"}
_NUMERALS = frozenset("0123456789一二三四五六七八九十百千万亿零两几数多第")
_TAGS = {
    "vd": "v",
    "vg": "v",
    "vi": "v",
    "ad": "a",
    "an": "n",
    "ag": "a",
    "j": "n",
    "l": "i",
    "nrt": "nr",
    "nrfg": "nr",
}
# A preposition that the segmenter has drawn into the word behind it; the second kind also begins names.
_DRAWN_IN = frozenset("据从对由向在被把等个两各以为获名今")
_PERHAPS_DRAWN_IN = frozenset("和与及经到起至为于赴")
_BEGINS_ROUGH = _DRAWN_IN | _PERHAPS_DRAWN_IN | _AREAS
_NOTE_BEGINS = frozenset("（[")
_BEGINS_LONGER = _CLOSING.keys() | _SESSION_BEGINS | _NOTE_BEGINS
_DRAWN_ON = frozenset("说等及暨讯")
_APART = frozenset({"stop", "mark", "list", "bar", "bracket", "and", "contain", "say", "office"})
_BYLINE = re.compile(
    r"(?:记者|通讯员|实习生|编辑|责编|校对|审核|初审|终审|[一二三]审|监制|作者|摄影|供稿|中心|■)[：|/丨]?"
)
_SIGNATURE = re.compile(r"[（\n]([一-鿿·、]{2,20})[）\n]")
_HAN_NAME = re.compile("[一-鿿·]{2,4}")


# Kind, suffix, whether another word may be run together with it, whether it may not be a token as it stands.
_Sort = tuple[str, str, bool, bool]


@dataclass(slots=True)
class Tokens:
    """The tokens of a text as parallel lists; spans count `Text.chars`."""

    chars: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    suffixes: list[str] = field(default_factory=list)  # the telling tail of the token, or ""

    def add(self, start: int, end: int, text: str, kind: str, suffix: str = "") -> None:
        """Append the token `chars[start:end]`, which is `text`."""
        self.starts.append(start)
        self.ends.append(end)
        self.texts.append(text)
        self.kinds.append(kind)
        self.suffixes.append(suffix)

    def extend(self, words: Words, sorts: Sequence[_Sort], first: int, end: int) -> None:
        """Append ordinary words as they are, each with its sort."""
        self.starts += words.starts[first:end]
        self.ends += words.ends[first:end]
        self.texts += words.texts[first:end]
        self.kinds += [sort[0] for sort in sorts[first:end]]
        self.suffixes += [sort[1] for sort in sorts[first:end]]


def read_tokens(text: Text, words: Words, lexicon: NameLexicon) -> Tokens:
    """Return the tokens of `text`."""
    tokens = Tokens(text.chars)
    signed = dict(_signatures(text, lexicon))  # where signatures begin → where they end
    gaps, sort = _gaps(text, words), _sorter(lexicon)
    sorts = list(map(sort.__getitem__, zip(words.texts, words.tags, strict=True)))
    rare = {index for index, (_, _, _, is_rare) in enumerate(sorts) if is_rare}
    rare.update(map(words.index_at, chain(signed, gaps)))
    done = 0  # words that are tokens already, or part of one
    for index in sorted(rare):
        if index >= done:
            tokens.extend(words, sorts, done, index)
            place = words.starts[index]
            if place in gaps and not (len(words.texts[index]) == 1 == len(tokens.texts[-1])):
                tokens.add(place, place, " ", "stop")
            done = _add_rare(tokens, index, words, sort, signed)
    tokens.extend(words, sorts, done, len(words))
    _join_suffixes(tokens, sort)
    return tokens


def _add_rare(tokens: Tokens, first: int, words: Words, sort: _Sorter, signed: Mapping[int, int]) -> int:
    """Add the tokens that begin in the word `first`, and return the next word that is no part of them."""
    place = words.starts[first]
    for index in range(first, len(words)):
        if words.starts[index] == place and index > first:
            return index
        while place < words.ends[index]:
            place = _add_token(tokens, place, index, words, sort, signed)
    return len(words)


def _add_token(  # noqa: PLR0913, PLR0917 - a place in a text, and who knows of it
    tokens: Tokens, place: int, index: int, words: Words, sort: _Sorter, signed: Mapping[int, int]
) -> int:
    """Add the token that begins at `place`, in the word `index`, and return its end."""
    chars, end, lexicon = tokens.chars, words.ends[index], sort.lexicon
    longer, kind = 0, ""
    if chars[place] in _NOTE_BEGINS and (note := NOTE.match(chars, place)):
        return note.end()  # the mark of a footnote is as if it were not printed
    if place in signed or chars[place] in _BEGINS_LONGER:
        longer, kind = _longer(chars, place, signed, lexicon)
    elif end - place == 1 and (pair := chars[place : place + 2]) in lexicon.known:
        longer, kind = _split_place(pair, place, words.ends[index : index + 2], lexicon)
    if kind:
        tokens.add(place, longer, chars[place:longer], kind)
        return longer
    cut = _cut(place, end, signed)
    _part_word(tokens, place, cut, words.tags[index], sort)
    return cut


def _join_suffixes(tokens: Tokens, sort: _Sorter) -> None:
    """Give a token the suffix that it ends together with the tokens before it: 美食|城, 高架|口."""
    begins, tails = set(tokens.starts), sort.tails
    chars, suffixes = tokens.chars, sort.lexicon.suffixes
    for index in [index for index, text in enumerate(tokens.texts) if text[-1] in tails]:
        first, end = tokens.starts[index], tokens.ends[index]
        for start in range(max(0, end - _LONGEST_SUFFIX), first):
            if start in begins and chars[start:end] in suffixes:
                tokens.suffixes[index] = chars[start:end]
                break


def _longer(chars: str, place: int, signed: Mapping[int, int], lexicon: NameLexicon) -> tuple[int, str]:
    """Return end and kind of the token at `place` that is longer than a word, no kind if there is none.

    Longer are a signature, a quotation, a title, a short parenthesis and a party session.
    """
    if place in signed:
        return signed[place], "signed"
    mark = chars[place]
    form = _SESSION.match(chars, place) if mark in _SESSION_BEGINS else None
    if form:
        return form.end(), "session"
    end = _enclosed(chars, place, mark) if mark in _CLOSING else 0
    if not end or not signed.keys().isdisjoint(range(place, end)):
        return place, ""
    known = mark != "（" and chars[place + 1 : end - 1] in lexicon.known
    return end, "known" if known else _ENCLOSED[mark]


def _cut(start: int, end: int, signed: Mapping[int, int]) -> int:
    """Return where a word is cut: before a signature, or at its end."""
    return next((place for place in range(start + 1, end) if place in signed), end) if signed else end


def _split_place(pair: str, start: int, ends: list[int], lexicon: NameLexicon) -> tuple[int, str]:
    """Return end and kind of a known place that was taken for two words, 新|都; no kind, no such."""
    split = ends == [start + 1, start + 2] and lexicon.known[pair] == "place"
    return (start + 2, "place") if split else (0, "")


def _part_word(tokens: Tokens, start: int, end: int, tag: str, sort: _Sorter) -> None:
    """Add a word, or the words that the segmenter has run together in it."""
    text = tokens.chars[start:end]
    kind, suffix, rough, _ = sort[text, tag]
    if rough and (
        (kind[-1] == "*" or kind == "area")
        and (
            text[0] in _DRAWN_IN
            or (len(text) > 2 and text[0] in _PERHAPS_DRAWN_IN)
            or (text[0] in _AREAS and tokens.kinds and tokens.kinds[-1] not in _APART)
        )
    ):
        tokens.add(start, start + 1, text[0], *sort[text[0], "n"][:2])
        start += 1
        text = text[1:]
        kind, suffix, _, _ = sort[text, tag]
    drawn_on = sort.drawn_on(text, kind) if rough else 0
    if drawn_on:
        body, text = text[:-drawn_on], text[-drawn_on:]
        tokens.add(start, end - drawn_on, body, *sort[body, "n"][:2])
        start = end - drawn_on
        kind, suffix, _, _ = sort[text, "n"]
    tokens.add(start, end, text, kind, suffix)


def _enclosed(chars: str, start: int, mark: str) -> int:
    """Return the end of the quotation, title or parenthesis at `start`, 0 if it is running text."""
    end = chars.find(_CLOSING[mark], start + 1, start + _LONGEST[mark] + 2)
    if end < start + 2:
        return 0
    inside = chars[start + 1 : end]
    if mark == "（" and not (start and "一" <= chars[start - 1] <= "鿿" and inside.isalpha()):
        return 0
    if mark in inside or "\n" in inside or "。" in inside:
        return 0
    return end + 1 if mark != "“" or "，" not in inside or _COUPLET.fullmatch(inside) else 0


class _Sorter(Memory[tuple[str, str], _Sort]):
    """(word, tag) → its sort."""

    def __init__(self, lexicon: NameLexicon) -> None:
        super().__init__(self._sort)
        self.lexicon = lexicon
        self.tails = frozenset(suffix[-1] for suffix in lexicon.suffixes)
        self._splits = frozenset(name[0] for name in lexicon.known if len(name) == _PAIR)

    def _sort(self, key: tuple[str, str]) -> _Sort:
        word, kind = key[0], self._kind(*key)
        begins = (kind[-1] == "*" or kind == "area") and word[0] in _BEGINS_ROUGH
        rough = len(word) > 1 and (begins or self.drawn_on(word, kind) > 0)
        is_rare = rough or word[0] in _BEGINS_LONGER or word in self._splits
        return kind, self._suffix(*key), rough, is_rare

    def drawn_on(self, word: str, kind: str) -> int:
        """Return how many characters at the end of a word are another one: 汪伶伶|说, 商会|会长, 楼|及."""
        size, lexicon = len(word), self.lexicon
        if size == 4 and word[:2] in lexicon.suffixes and word[2:] not in lexicon.suffixes:
            return 0 if word in lexicon.classes or word in lexicon.known else 2
        return int(size > 1 and kind[-1] == "*" and word[-1] in _DRAWN_ON)

    def _kind(self, word: str, tag: str) -> str:
        lexicon = self.lexicon
        if word in _MARKS:
            return _MARKS[word]
        if word in lexicon.known:
            return "place" if lexicon.known[word] == "place" else "known"
        if word in lexicon.classes:
            return lexicon.classes[word]
        if tag[0] in "xe" and not word[0].isalpha():
            return "m" if word[0].isdigit() else "mark"
        return self._kind_by_tag(word, tag)

    def _kind_by_tag(self, word: str, tag: str) -> str:  # noqa: PLR0911 - one kind a line
        if word.isascii():
            return "m" if word[0].isdigit() else "latin"
        if tag[0] in "mq" and word[0] in _NUMERALS:
            return "m"
        tag = _TAGS.get(tag, tag)
        if tag == "q":
            return "q"
        if len(word) == 1:
            return "single" if tag[0] in "nvagqmxz" else tag[0]
        lexicon = self.lexicon
        if word in lexicon.common or word in lexicon.plain or is_ordinary(word, tag, lexicon.segmenter):
            return "vn" if tag == "vn" else tag[0]
        if word[-1] in _AREAS and tag[0] == "n":
            return "area"
        return ("n" if tag[0] in "xzmq" else tag) + "*"

    def _suffix(self, word: str, tag: str) -> str:
        lexicon = self.lexicon
        if word in lexicon.headless or (word in lexicon.classes and word not in lexicon.suffixes):
            return ""
        for size in range(min(len(word), 6), 0, -1):
            tail = word[-size:]
            if tail in lexicon.suffixes:
                whole = size == len(word)
                return tail if whole or size > 1 or tag[0] not in "vadprtcu" or tag == "vn" else ""
        return ""


_sorter = lru_cache(maxsize=4)(_Sorter)


def _gaps(text: Text, words: Words) -> frozenset[int]:
    """Return where white space parts what is written without it, in a text that has it between words alone.

    Papers part so what they list without commas, and reporters from their papers. In the text layers of page
    images white space stands anywhere, inside words too, and says nothing.
    """
    chars = text.chars
    gaps = [
        place
        for place in text.blanks
        if 0 < place < len(chars)
        and "一" <= chars[place - 1] <= "鿿"
        and "一" <= chars[place] <= "鿿"
        and not text.ends_line(place)
    ]
    between = [place for place in gaps if words.is_boundary(place)]
    meant = len(gaps) >= _FEW_GAPS and len(between) >= _MEANT * len(gaps)
    return frozenset(between if meant else ())


def _signatures(text: Text, lexicon: NameLexicon) -> Iterator[tuple[int, int]]:
    """Yield the spans of personal names in bylines: 记者 姚冲, ■何雨珍 彭爽, （刘小义 陈静）."""
    for match in _BYLINE.finditer(text.chars):
        if match.group() != "中心" or match.end() in text.blanks:
            yield from _signed_pieces(text, match.end(), match.end() + 16, lexicon)
    for match in _SIGNATURE.finditer(text.chars):
        start, end = match.span(1)
        pieces = list(_signed_pieces(text, start, end, lexicon))
        if pieces and pieces[-1][1] == end and (len(pieces) > 1 or match.group()[0] == "（"):
            yield from pieces


def _signed_pieces(text: Text, start: int, end: int, lexicon: NameLexicon) -> Iterator[tuple[int, int]]:
    """Yield the personal names at the beginning of a signature, parted by blanks or commas."""
    chars = text.chars
    byline = _BYLINE.search(chars, start, end)
    end = byline.start() if byline else min(end, len(chars))
    while start < end:
        stop = start
        while stop < end and (stop == start or stop not in text.blanks) and "一" <= chars[stop] <= "鿿":
            stop += 1
        if not (_HAN_NAME.fullmatch(chars, start, stop) and is_personal(chars[start:stop], lexicon)):
            return
        yield start, stop
        start = stop + 1 if stop < end and chars[stop] == "、" else stop
        if start == stop and start not in text.blanks:
            return


def is_personal(name: str, lexicon: NameLexicon) -> bool:
    """Say whether `name` has the form of a Chinese personal name: a family name and one or two characters."""
    if name in lexicon.common or name in lexicon.known or name in lexicon.classes:
        return False
    family = 2 if name[:2] in lexicon.surnames else 1 if name[0] in lexicon.surnames else 0
    return bool(family) and 1 <= len(name) - family <= 2

"""The tokens in which names are sought: words, each with the part that it can play in a name or beside one.

A token is a word, or a whole quotation, title or short parenthesis, because names run across those and do
not begin or end inside them. What a token says by itself is its lexeme (`lexemes`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from baiyang_kg.reading.names.bylines import find_gaps, find_signatures
from baiyang_kg.reading.names.lexemes import (
    AREAS,
    DRAWN_IN,
    ENCLOSING,
    LONGEST_SUFFIX,
    NOTE_BEGINS,
    PERHAPS_DRAWN_IN,
    SESSION_BEGINS,
    lexemes_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.reading.names.lexemes import Lexeme
    from baiyang_kg.reading.names.lexicon import NameLexicon
    from baiyang_kg.reading.page.text import Text
    from baiyang_kg.reading.page.words import Words

NOTE = re.compile(r"[（\[]\d{1,2}[）\]]")  # the mark of a footnote, which is no part of a name
_NTH = "[一二三四五六七八九十]{1,3}"
_SESSION = re.compile(
    rf"(?:党的|[省市县区州]委?)?{_NTH}届(?:{_NTH}[次中])(?:、{_NTH}[次中])*"
    r"(?:全会|全体会议|全委会议?|全委扩大会议?|人代会|党代会)|党的(?:十[五六七八九]|二十)大(?!厦)"
)
_CLOSING = {"“": "”", "《": "》", "（": "）"}
_LONGEST = {"“": 22, "《": 60, "（": 5}  # characters of an enclosed token; what is longer is running text
_COUPLET = re.compile(r"([一-鿿]{2,6})(?:，[一-鿿]{2,6}){1,3}")  # a slogan, not what somebody says
# What is called by the words that are quoted before it, be they a whole sentence.
_NAMED_SO = re.compile(
    r"(?:主题|系列|专项|专题|大型|公益|志愿服务?|宣传|文艺|实践|教育|惠民|便民|文化|线上|线下){0,3}"
    r"(?:活动|行动|工程|计划|品牌|模式|工作法|项目|大?比赛|大赛|论坛|讲座|宣讲|党课|讲堂|课堂|晚会|展演|展览|仪式|机制|平台)"
)
_APART = frozenset({"stop", "mark", "list", "bar", "bracket", "and", "contain", "say", "office"})


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text as parallel lists; spans count `Text.chars`."""

    chars: str
    starts: Sequence[int]
    ends: Sequence[int]
    lexemes: Sequence[Lexeme]
    texts: Sequence[str]
    kinds: Sequence[str]
    suffixes: Sequence[str]  # the telling tail of the token, or ""
    edge: Lexeme  # what is before and behind the text


def read_tokens(text: Text, words: Words, lexicon: NameLexicon) -> Tokens:
    """Return the tokens of `text`."""
    return _Tokenizer(text, words, lexicon).read()


class _Tokenizer:
    """What is known of a text while its tokens are found."""

    def __init__(self, text: Text, words: Words, lexicon: NameLexicon) -> None:
        self._chars, self._words, self._lexicon = text.chars, words, lexicon
        self._lexemes = lexemes_of(lexicon)
        self._signed = dict(find_signatures(text, lexicon))  # where signatures begin → where they end
        self._gaps = find_gaps(text, words)
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._found: list[Lexeme] = []

    def read(self) -> Tokens:
        """Return the tokens."""
        words = self._words
        lexemes = list(map(self._lexemes.of_form.__getitem__, words.forms))
        rare = {
            index
            for index in [index for index, lexeme in enumerate(lexemes) if lexeme.is_rare]
            if not lexemes[index].is_part or "".join(words.texts[index : index + 2]) in self._lexicon.known
        }
        rare.update(map(words.index_at, chain(self._signed, self._gaps)))
        done = 0  # words that are tokens already, or part of one
        for index in sorted(rare):
            if index >= done:
                self._add_words(lexemes, done, index)
                place = words.starts[index]
                if place in self._gaps and not (len(words.texts[index]) == 1 == len(self._found[-1].text)):
                    self._add(place, place, self._lexemes.of_kind[" ", "stop", ""])
                done = self._add_rare(index)
        self._add_words(lexemes, done, len(words))
        self._join_suffixes()
        return Tokens(
            self._chars,
            self._starts,
            self._ends,
            self._found,
            [lexeme.text for lexeme in self._found],
            [lexeme.kind for lexeme in self._found],
            [lexeme.suffix for lexeme in self._found],
            self._lexemes.of_kind[" ", "stop", ""],
        )

    def _add(self, start: int, end: int, lexeme: Lexeme) -> None:
        """Append the token `chars[start:end]`."""
        self._starts.append(start)
        self._ends.append(end)
        self._found.append(lexeme)

    def _add_words(self, lexemes: Sequence[Lexeme], first: int, end: int) -> None:
        """Append ordinary words as they are."""
        self._starts += self._words.starts[first:end]
        self._ends += self._words.ends[first:end]
        self._found += lexemes[first:end]

    def _add_rare(self, first: int) -> int:
        """Add the tokens that begin in the word `first`, and return the next word that is no part of them."""
        words = self._words
        place = words.starts[first]
        for index in range(first, len(words)):
            if words.starts[index] == place and index > first:
                return index
            while place < words.ends[index]:
                place = self._add_token(place, index)
        return len(words)

    def _add_token(self, place: int, index: int) -> int:
        """Add the token that begins at `place`, in the word `index`, and return its end."""
        chars, end = self._chars, self._words.ends[index]
        longer, kind = 0, ""
        if chars[place] in NOTE_BEGINS and (note := NOTE.match(chars, place)):
            return note.end()  # the mark of a footnote is as if it were not printed
        if place in self._signed or chars[place] in ENCLOSING or chars[place] in SESSION_BEGINS:
            longer, kind = self._longer(place)
        elif end - place == 1 and chars[place : place + 2] in self._lexicon.known:
            longer, kind = self._split_place(place, index)
        if kind:
            self._add(place, longer, self._lexemes.of_kind[chars[place:longer], kind, ""])
            return longer
        cut = self._cut(place, end)
        self._part_word(place, cut, self._words.tags[index])
        return cut

    def _longer(self, place: int) -> tuple[int, str]:
        """Return end and kind of the token at `place` that is longer than a word, no kind if there is none.

        Longer are a signature, a quotation, a title, a short parenthesis and a party session.
        """
        chars, signed = self._chars, self._signed
        if place in signed:
            return signed[place], "signed"
        mark = chars[place]
        form = _SESSION.match(chars, place) if mark in SESSION_BEGINS else None
        if form:
            return form.end(), "session"
        end = _enclosed(chars, place, mark) if mark in ENCLOSING else 0
        if not end or not signed.keys().isdisjoint(range(place, end)):
            return place, ""
        known = mark != "（" and chars[place + 1 : end - 1] in self._lexicon.known
        return end, "known" if known else ENCLOSING[mark]

    def _cut(self, start: int, end: int) -> int:
        """Return where a word is cut: before a signature, or at its end."""
        signed = self._signed
        return next((place for place in range(start + 1, end) if place in signed), end) if signed else end

    def _split_place(self, start: int, index: int) -> tuple[int, str]:
        """Return end and kind of a known place that was taken for two words, 新|都; no kind, no such."""
        pair, ends = self._chars[start : start + 2], self._words.ends[index : index + 2]
        split = ends == [start + 1, start + 2] and self._lexicon.known[pair] == "place"
        return (start + 2, "place") if split else (0, "")

    def _part_word(self, start: int, end: int, tag: str) -> None:
        """Add a word, or the words that the segmenter has run together in it."""
        text, of_word = self._chars[start:end], self._lexemes.of_word
        lexeme = of_word[text, tag]
        if not lexeme.is_rough:
            self._add(start, end, lexeme)
            return
        if self._is_drawn_in(lexeme):
            self._add(start, start + 1, of_word[text[0], "n"])
            start, text = start + 1, text[1:]
            lexeme = of_word[text, tag]
        drawn_on = self._lexemes.drawn_on(text, lexeme.kind)
        if drawn_on:
            self._add(start, end - drawn_on, of_word[text[:-drawn_on], "n"])
            start, lexeme = end - drawn_on, of_word[text[-drawn_on:], "n"]
        self._add(start, end, lexeme)

    def _is_drawn_in(self, lexeme: Lexeme) -> bool:
        """Say whether the first character of a word is one by itself: 在|杭州, 市|林业局."""
        text, found = lexeme.text, self._found
        if self._lexemes.is_doubled(text):
            return bool(found) and found[-1].kind not in _APART
        if self._lexemes.is_member(text, lexeme.kind):
            return True
        return (lexeme.kind[-1] == "*" or lexeme.kind == "area") and (
            text[0] in DRAWN_IN
            or (len(text) > 2 and text[0] in PERHAPS_DRAWN_IN)
            or (text[0] in AREAS and bool(found) and found[-1].kind not in _APART)
        )

    def _join_suffixes(self) -> None:
        """Give a token the suffix that it ends together with the tokens before it: 美食|城, 高架|口."""
        chars, starts, suffixes, found = self._chars, self._starts, self._lexicon.suffixes, self._found
        for index in [index for index, lexeme in enumerate(found) if lexeme.ends_suffix]:
            first, end = index, self._ends[index]
            while first and starts[first - 1] >= end - LONGEST_SUFFIX:
                first -= 1
            for start in starts[first:index]:
                if start < starts[index] and chars[start:end] in suffixes:
                    lexeme = found[index]
                    found[index] = self._lexemes.of_kind[lexeme.text, lexeme.kind, chars[start:end]]
                    break


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
    if mark != "“" or "，" not in inside or _COUPLET.fullmatch(inside) or _NAMED_SO.match(chars, end + 1):
        return end + 1
    return 0

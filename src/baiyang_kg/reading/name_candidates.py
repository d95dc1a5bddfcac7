"""Where a name may begin and end: tokens of a report, and for each right end all left boundaries.

A token is a word, or a whole quotation, title or short parenthesis, because names run across those and do not
begin or end inside them. A right end (anchor) is a word with a telling suffix, a quotation or title, a known
name, an item of an enumeration, the object of an award verb or a person's name. Its left boundaries are the
token limits to its left, back to a word that no name runs across.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from baiyang_kg.reading.name_lexicon import NameLexicon
from baiyang_kg.reading.text import Text
from baiyang_kg.reading.words import Words

_CLOSING = {"“": "”", "《": "》", "（": "）"}
_ENCLOSED = {"“": "quote", "《": "title", "（": "bracket"}
_LONGEST = {"“": 22, "《": 60, "（": 5}  # characters of an enclosed token; what is longer is running text
_STOPS = frozenset("，。；：！？\n…")
_HARD = frozenset({"stop", "mark", "bar", "say", "contain", "byline", "list"})
_SOFT = frozenset({"launch", "hold", "found", "issue", "award"})  # verbs that stand before names
_NEVER_FIRST = frozenset({"c", "p", "and", "bracket"})
_MOST_TOKENS = 10
_MOST_CHARS = 32
_SUFFIX_TAGS = frozenset("nljzixbg")  # first letters of the tags that a word with a telling tail may have


@dataclass(slots=True)
class Tokens:
    """The tokens of a text as parallel lists; spans count `Text.chars`."""

    chars: str
    blanks: frozenset[int]  # places before which white space was dropped
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)  # a class of `name-words.tsv`, or from the tag
    suffixes: list[str] = field(default_factory=list)  # the telling tail of the token, or ""

    def add(self, start: int, end: int, kind: str, suffix: str = "") -> None:
        """Append the token `chars[start:end]`."""
        self.starts.append(start)
        self.ends.append(end)
        self.texts.append(self.chars[start:end])
        self.kinds.append(kind)
        self.suffixes.append(suffix)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A right end with its presumed type, and the left boundaries to choose from, as token indices; the nearest boundary is first."""

    last: int
    type: str
    reason: str  # suffix, quote, title, known, item, award, person
    firsts: tuple[int, ...]


def read_tokens(text: Text, words: Words, lexicon: NameLexicon) -> Tokens:
    """Return the tokens of `text`."""
    tokens = Tokens(text.chars, text.blanks)
    chars, kinds = text.chars, _Kinds(lexicon)
    skip = 0
    for word in words.words:
        start = word.start
        if start < skip:
            continue
        if word.text in _CLOSING:
            end = _enclosed(chars, start, word.text)
            if end:
                known = chars[start + 1 : end - 1] in lexicon.known
                tokens.add(start, end, "known" if known else _ENCLOSED[word.text])
                skip = end
                continue
        kind, suffix = kinds[word.text, word.tag]
        tokens.add(start, word.end, kind, suffix)
    return tokens


def _enclosed(chars: str, start: int, mark: str) -> int:
    """Return the end of the quotation, title or parenthesis that opens at `start`, 0 if it is running text."""
    end = chars.find(_CLOSING[mark], start + 1, start + _LONGEST[mark] + 2)
    if end < start + 2:
        return 0
    inside = chars[start + 1 : end]
    if mark == "（" and not (start and "一" <= chars[start - 1] <= "鿿" and inside.isalpha()):
        return 0
    if mark in inside or "\n" in inside or "。" in inside or (mark == "“" and "，" in inside):
        return 0
    return end + 1


class _Kinds(dict[tuple[str, str], tuple[str, str]]):
    """(word, tag) → (kind, suffix), worked out once for each word."""

    def __init__(self, lexicon: NameLexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, key: tuple[str, str]) -> tuple[str, str]:
        found = self._kind(*key), self._suffix(*key)
        self[key] = found
        return found

    def _kind(self, word: str, tag: str) -> str:
        lexicon = self._lexicon
        if word in _STOPS:
            return "stop"
        if word == "、":
            return "list"
        if word in lexicon.known:
            return "known"
        if word in lexicon.classes:
            return lexicon.classes[word]
        if tag[0] in "xe":
            return "latin" if word[0].isalnum() else "mark"
        if tag[:2] in ("nr", "ns", "nt", "nz", "vn") and word not in lexicon.plain:
            return "nr" if tag == "nrt" else tag
        if len(word) == 1 and tag[0] in "nvag":
            return "single"
        return tag[0]

    def _suffix(self, word: str, tag: str) -> str:
        if word in self._lexicon.classes and word not in self._lexicon.suffixes:
            return ""
        for size in range(min(len(word), 6), 0, -1):
            tail = word[-size:]
            if tail in self._lexicon.suffixes:
                whole = size == len(word)
                return tail if whole or tag[0] in _SUFFIX_TAGS or tag == "vn" or size > 1 else ""
        return ""


def find_anchors(tokens: Tokens, lexicon: NameLexicon) -> Iterator[Anchor]:
    """Yield the anchors of `tokens` in order."""
    kinds, suffixes, texts = tokens.kinds, tokens.suffixes, tokens.texts
    honoured = False  # an award verb stands before, in this clause
    last = len(kinds) - 1
    for i, kind in enumerate(kinds):
        if kind == "award":
            honoured = True
            continue
        if kind == "stop":
            honoured = False
            continue
        if kind in _HARD:
            continue
        ends_item = i == last or kinds[i + 1] in _HARD or kinds[i + 1] in _SOFT
        reason = "award" if honoured and ends_item else ""
        suffix = suffixes[i]
        if kind == "known":
            yield Anchor(i, lexicon.known[_bare(texts[i])], "known", _left(tokens, i) if reason else (i,))
        elif suffix:
            yield Anchor(i, lexicon.suffixes[suffix], reason or "suffix", _left(tokens, i))
        elif kind == "quote":
            yield Anchor(i, "program", reason or "quote", _left(tokens, i))
        elif kind == "title":
            yield Anchor(i, "policy_document", "title", (i,))
        elif reason:
            yield Anchor(i, "award", "award", _left(tokens, i))
        elif kind in ("ns", "nz", "nt"):
            yield Anchor(i, "organization" if kind == "nt" else "place", kind, _left(tokens, i)[:2])
        elif ends_item and i < last and texts[i + 1] in ("、", "等"):
            yield Anchor(i, "company", "item", _left(tokens, i))
        person = _person(tokens, i, lexicon)
        if person is not None:
            yield Anchor(person, "person", "person", (i,))


def _bare(text: str) -> str:
    """Return a token without the marks around it."""
    return text[1:-1] if text[0] in _CLOSING else text


def _left(tokens: Tokens, last: int) -> tuple[int, ...]:
    """Return the indices of the tokens at which a name that ends with token `last` may begin."""
    kinds, starts = tokens.kinds, tokens.starts
    firsts = [last]
    limit = tokens.ends[last] - _MOST_CHARS
    verbs, i = 0, last - 1
    while i >= 0 and last - i < _MOST_TOKENS and starts[i] >= limit:
        kind = kinds[i]
        if kind in _HARD:
            break
        if kind in _SOFT:
            verbs += 1
            if verbs == 2:
                break
        if kind not in _NEVER_FIRST:
            firsts.append(i)
        i -= 1
    return tuple(firsts)


def _person(tokens: Tokens, i: int, lexicon: NameLexicon) -> int | None:
    """Return the last token of a personal name that begins with token `i`: a family name, two or three characters."""
    text = tokens.texts[i]
    if text[0] not in lexicon.surnames or tokens.kinds[i] in _HARD or tokens.kinds[i] in _SOFT:
        return None
    size, last = len(text), i
    blanks = tokens.blanks
    if size > 3 or (size > 1 and tokens.kinds[i] not in ("nr", "nz", "n")):
        return None
    while (
        size < 3 and last + 1 < len(tokens.texts) and tokens.kinds[last + 1] not in ("stop", "list", "mark")
    ):
        following = tokens.texts[last + 1]
        if tokens.starts[last + 1] in blanks or not "一" <= following[0] <= "鿿":
            break
        if size + len(following) > 3 or tokens.kinds[last + 1] in (
            "say",
            "bar",
            "title",
            "byline",
            "contain",
        ):
            break
        size += len(following)
        last += 1
    return last if size >= 2 else None

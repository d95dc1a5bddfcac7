"""Words by the part that they can play in a name or beside one; a word is one object wherever it stands.

The kind of a word is a class of `name-words.tsv` (launch, level, bar …) or comes from the tag; a star marks
words that are no common ones (`name-common.tsv`), of which proper names are made. What a word says by itself
is worked out once, so that weights can be remembered by the object.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING

from baiyang_kg.reading.memory import Memory
from baiyang_kg.reading.page.words import is_ordinary

if TYPE_CHECKING:
    from baiyang_kg.reading.names.lexicon import NameLexicon
    from baiyang_kg.reading.page.words import Form

LONGEST_SUFFIX = 6
_MEMBER = 3  # characters of a short personal name and what is drawn into it
_PAIR = 2  # characters of a known place that may be taken for two words
AREAS = frozenset("省市区县旗镇乡村")
_MARKS = dict.fromkeys("，。；：！？\n…", "stop") | dict.fromkeys("·—-–~/+", "joint") | {"、": "list"}
_SHOWN = frozenset(("stop", "mark"))  # kinds of marks that say more than their kind
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
# What tokens begin with that are longer than a word: quotations, titles, parentheses, sessions of a party.
ENCLOSING = {"“": "quote", "《": "title", "（": "bracket"}
SESSION_BEGINS = frozenset("党省市县区州一二三四五六七八九十")
NOTE_BEGINS = frozenset("（[")
_MAY_BE_LONGER = re.compile(
    r"[“《（[]|党(?:的|$)|[省市县区州](?:[委一二三四五六七八九十]|$)|[一二三四五六七八九十](?:[届一二三四五六七八九十]|$)"
)
# A preposition that the segmenter has drawn into the word behind it; the second kind also begins names.
DRAWN_IN = frozenset("据从对由向在被把等个两各以为获名今")
PERHAPS_DRAWN_IN = frozenset("和与及经到起至为于赴")
_BEGINS_ROUGH = DRAWN_IN | PERHAPS_DRAWN_IN | AREAS
_DRAWN_ON = frozenset("说等及暨讯")
_UNITS = frozenset("组队局院科站部处所厅校")  # drawn into the name of somebody who belongs there: 组张燕
_PEOPLE = frozenset(("folk", "office"))


@dataclass(frozen=True, slots=True, eq=False)  # one object wherever it stands
class Lexeme:
    """A word, or a whole quotation, title or parenthesis, with what it says of names by itself."""

    text: str
    kind: str
    suffix: str  # the telling tail, or ""
    tail: str  # what a name that ends with it ends with: the suffix, without one the kind
    group: str  # class of words that stand alike
    sort: str  # the type that its suffix promises, of a quotation that of what is quoted; else the group
    said: str  # the text where it stands beside a name; white space is an edge
    said_group: str
    shown: str  # the kind where it stands beside a name; a mark shows itself
    is_rough: bool  # whether another word may be run together with it
    is_rare: bool  # whether it may be no token as it stands
    is_part: bool  # whether it may be half of a known place that the segmenter took for two words
    ends_suffix: bool  # whether it may end a suffix together with what stands before it


class Lexemes:
    """The lexemes of words that were met; no more than so many are kept."""

    def __init__(self, lexicon: NameLexicon) -> None:
        self.lexicon = lexicon
        self.of_form = Memory(self._of_form)  # word → lexeme
        self.of_word = Memory(self._of_word)  # its text and tag → lexeme
        self.of_kind = Memory(self._of_kind)  # text, kind and suffix → lexeme
        self._tails = frozenset(
            suffix[begin:] for suffix in lexicon.suffixes for begin in range(1, len(suffix))
        )
        self._parts = frozenset(name[0] for name in lexicon.known if len(name) == _PAIR)

    def _of_form(self, form: Form) -> Lexeme:
        return self.of_word[form.text, form.tag]

    def _of_word(self, word: tuple[str, str]) -> Lexeme:
        return self.of_kind[word[0], self._kind(*word), self._suffix(*word)]

    def _of_kind(self, sort: tuple[str, str, str]) -> Lexeme:
        text, kind, suffix = sort
        groups, said = self.lexicon.word_classes, text.strip() or "edge"
        begins = (kind[-1] == "*" or kind == "area") and text[0] in _BEGINS_ROUGH
        rough = len(text) > 1 and (
            begins or self.drawn_on(text, kind) > 0 or self.is_doubled(text) or self.is_member(text, kind)
        )
        longer = _MAY_BE_LONGER.match(text) is not None
        part = text in self._parts and not longer
        ending = self._suffix(text[1:-1], "n") if kind == "quote" else suffix
        return Lexeme(
            text=intern(text),
            kind=intern(kind),
            suffix=intern(suffix),
            tail=intern(suffix or kind),
            group=intern(groups[text]),
            sort=self.lexicon.suffixes.get(ending, groups[text]),
            said=intern(said),
            said_group=intern(groups[said]),
            shown=said if kind in _SHOWN else kind,
            is_rough=rough,
            is_rare=rough or part or longer,
            is_part=part,
            ends_suffix=text in self._tails,
        )

    def is_doubled(self, word: str) -> bool:
        """Say whether a word is the end of one name and a word that begins alike: 局|局长, 村|村."""
        if word[:1] != word[1:2]:
            return False
        return word[1:] in AREAS or self.lexicon.classes.get(word[1:]) == "office"

    def is_member(self, word: str, kind: str) -> bool:
        """Say whether a word is a unit's last character and the name of somebody there: 组|张燕."""
        surnames = self.lexicon.surnames
        return kind == "nr*" and len(word) == _MEMBER and word[0] in _UNITS and word[1] in surnames

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
        if word[0] in lexicon.surnames and lexicon.classes.get(word[1:]) in _PEOPLE:
            return lexicon.classes[word[1:]]  # 吴阿姨: who is called so is not named
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
        known = word in lexicon.common or word in lexicon.plain or word in lexicon.headless
        if known or is_ordinary(word, tag, lexicon.segmenter):
            return "vn" if tag == "vn" else tag[0]
        if word[-1] in AREAS and tag[0] == "n":
            return "area"
        return ("n" if tag[0] in "xzmq" else tag) + "*"

    def _suffix(self, word: str, tag: str) -> str:
        lexicon = self.lexicon
        if word in lexicon.headless or (word in lexicon.classes and word not in lexicon.suffixes):
            return ""
        for size in range(min(len(word), LONGEST_SUFFIX), 0, -1):
            tail = word[-size:]
            if tail in lexicon.suffixes:
                whole = size == len(word)
                return tail if whole or size > 1 or tag[0] not in "vadprtcu" or tag == "vn" else ""
        return ""


lexemes_of = lru_cache(maxsize=4)(Lexemes)

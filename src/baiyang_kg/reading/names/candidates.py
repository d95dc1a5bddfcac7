"""Where a name may begin and end: for each right end in a text, the left boundaries to choose from.

A right end (anchor) is a token with a telling suffix, a quotation or title, a known name, an uncommon word,
an item of an enumeration, the object of an award verb or a personal name. Its left boundaries are the token
limits to its left, back to a word that no name runs across.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.reading.memory import Memory
from baiyang_kg.reading.names.bylines import is_personal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.reading.names.lexemes import Lexeme
    from baiyang_kg.reading.names.lexicon import NameLexicon
    from baiyang_kg.reading.names.tokens import Tokens

_HARD = frozenset({"stop", "mark", "bar", "say", "contain", "byline", "list", "signed", "session", "office"})
_SOFT = frozenset({"launch", "hold", "found", "issue", "award"})  # verbs that stand before names
_NEVER_FIRST = frozenset({"c", "p", "u", "and", "bracket", "note", "joint"})
_LIMITING = _HARD | _SOFT | _NEVER_FIRST  # kinds that say where a name may begin; few tokens are of them
_BEFORE_NAMES = frozenset({"bar", "contain"})  # 和 behind 东起 or 位于 joins nothing: 东起和顺路
_SIDES = frozenset("东西南北")
_PROPER = {
    "area": "place",
    "ns*": "place",
    "nz*": "place",
    "nr*": "place",
    "nt*": "organization",
    "n*": "place",
}
_TELLING = {
    "place",
    "known",
    "quote",
    "title",
    "bracket",
    *_PROPER,
}  # kinds of tokens that may be a name's last
_LISTING = frozenset("、等")
_CERTAIN = {"signed": "person", "session": "event"}  # kinds of tokens that are names by their form
_IN_PARTS = frozenset({"project", "program", "policy_document", "award", "venue"})
_TITLES = frozenset({"office", "folk", "byline"})  # words behind which persons are named
_MOST_TOKENS = 16
_MOST_CHARS = 36
_LONGEST_PERSON = 3  # characters


class Anchor(NamedTuple):
    """A right end with its presumed type, and the left boundaries to choose from, the nearest first.

    All are indices of tokens; `last` is the token that the name ends with.
    """

    last: int
    type: str
    reason: str  # suffix, quote, title, known, proper, item, award, person, signed, session
    firsts: tuple[int, ...]


_anchor_of = partial(tuple.__new__, Anchor)  # of all fields, as `Anchor._make`, many times as fast


def find_anchors(tokens: Tokens, lexicon: NameLexicon) -> Iterator[Anchor]:
    """Yield the anchors of `tokens` in order."""
    honoured = False  # an award verb stands before, in this clause
    words, following, surnames = tokens.lexemes, [*tokens.texts, ""][1:], lexicon.surnames
    notable = map(_notable(lexicon).__getitem__, words)
    for i, (by_itself, beyond) in enumerate(zip(notable, following, strict=True)):
        if not (by_itself or honoured or beyond in _LISTING):
            continue
        kind, text = words[i].kind, words[i].text
        if kind in _CERTAIN:
            yield Anchor(i, _CERTAIN[kind], kind, (i,))
        elif kind in ("award", "stop"):
            honoured = kind == "award"
        elif kind not in _HARD and kind != "side" and not text[0].isdigit():
            if words[i].suffix or honoured or kind in _TELLING or beyond in _LISTING:
                anchor = _anchor(tokens, i, lexicon, honoured=honoured)
                if anchor is not None:
                    yield anchor
            if text[0] in surnames and len(text) <= _LONGEST_PERSON:
                last = _person(tokens, i, lexicon)
                if last is not None:
                    yield Anchor(last, "person", "person", (i,))


@lru_cache(maxsize=4)
def _notable(lexicon: NameLexicon) -> Memory[Lexeme, bool]:
    """Return word → whether by itself it may end a name, begin that of a person, or be a verb of award."""
    kinds = {*_CERTAIN, *_TELLING, "award"}
    surnames = lexicon.surnames
    return Memory(lambda word: bool(word.suffix) or word.kind in kinds or word.text[0] in surnames)


def _anchor(  # noqa: PLR0911 - one reason a line
    tokens: Tokens, i: int, lexicon: NameLexicon, *, honoured: bool
) -> Anchor | None:
    kind, suffix = tokens.kinds[i], tokens.suffixes[i]
    if not honoured and _is_headless(tokens, i, lexicon):
        return None
    reason = "award" if honoured and _ends_item(tokens, i) else ""
    if kind in ("place", "known"):
        known = lexicon.known[tokens.texts[i].strip("“”《》")]
        return Anchor(i, known, "known", _left(tokens, i) if reason or suffix else _left(tokens, i)[:2])
    if kind == "bracket":  # the part of what stands before it: 改造工程（一期）
        suffix = tokens.suffixes[i - 1] if i else ""
        kind, firsts = lexicon.suffixes.get(suffix, ""), _left(tokens, i)[1:]
        return Anchor(i, kind, "suffix", firsts) if kind in _IN_PARTS and firsts else None
    if suffix:
        return _anchor_of((i, lexicon.suffixes[suffix], reason or "suffix", _left(tokens, i)))
    if kind == "quote":
        return Anchor(i, "program", reason or "quote", _left(tokens, i))
    if kind == "title":
        return Anchor(i, "policy_document", "title", (i,))
    if reason:
        return Anchor(i, "award", "award", _left(tokens, i))
    counted = i > 0 and tokens.kinds[i - 1] == "m"
    is_listed = i + 1 < len(tokens.texts) and tokens.texts[i + 1] in _LISTING
    if is_listed and not counted and _ends_item(tokens, i):
        return _anchor_of((i, "company", "item", _left(tokens, i)))
    if kind in _PROPER:
        return _anchor_of((i, _PROPER[kind], "proper", _left(tokens, i)[:3]))
    return None


def _is_headless(tokens: Tokens, i: int, lexicon: NameLexicon) -> bool:
    """Say whether token `i` ends no name: such a word, of one token or two (机耕|路), or a double."""
    text, previous = tokens.texts[i], tokens.texts[i - 1] if i else ""
    if tokens.suffixes[i] != text:
        return text in lexicon.headless
    return previous == text or previous + text in lexicon.headless


def _ends_item(tokens: Tokens, i: int) -> bool:
    """Say whether token `i` is the last before something that no name runs across."""
    following = tokens.kinds[i + 1] if i + 1 < len(tokens.kinds) else "stop"
    return following in _HARD or following in _SOFT


def _left(tokens: Tokens, last: int) -> tuple[int, ...]:
    """Return the indices of the tokens at which a name that ends with token `last` may begin."""
    kinds, starts = tokens.kinds, tokens.starts
    firsts = [last]
    verbs = 0
    for i in range(last - 1, last - _MOST_TOKENS if last > _MOST_TOKENS else -1, -1):
        kind = kinds[i]
        if kind not in _LIMITING:
            firsts.append(i)
        elif kind in _HARD:
            break
        elif kind in _SOFT:
            verbs += 1
            if verbs == 2:
                break
            firsts.append(i)
        elif kind == "and" and i:
            if kinds[i - 1] in _BEFORE_NAMES:
                firsts.append(i)
            elif _parts_names(tokens, i):
                break
    furthest = tokens.ends[last] - _MOST_CHARS
    if starts[firsts[-1]] < furthest:
        firsts = [i for i in firsts if i == last or starts[i] >= furthest]
    return tuple(firsts)


def _parts_names(tokens: Tokens, i: int) -> bool:
    """Say whether no name runs across the joining word `i`: 西至人民路, 书记张慧玲和社区干部."""
    if tokens.texts[i] == "至" and tokens.texts[i - 1] in _SIDES:
        return True
    return tokens.kinds[i - 1] == "nr*" and i > 1 and tokens.kinds[i - 2] in _TITLES


def _person(tokens: Tokens, i: int, lexicon: NameLexicon) -> int | None:
    """Return the last token of a personal name that begins with token `i`, if its form is one."""
    texts, kinds = tokens.texts, tokens.kinds
    name, last = texts[i], i
    titled = i > 0 and kinds[i - 1] in _TITLES
    if len(name) > 1 and kinds[i][-1] != "*" and not titled:
        return None
    while last + 1 < len(texts):
        following, kind = texts[last + 1], kinds[last + 1]
        if len(name) + len(following) > _LONGEST_PERSON:
            break
        if not (kind == "single" or kind in _PROPER or len(name) == 1):
            break
        if kind in _HARD or kind in _TITLES or not following.isalpha() or following.isascii():
            break
        name += following
        last += 1
    return last if is_personal(name, lexicon) else None

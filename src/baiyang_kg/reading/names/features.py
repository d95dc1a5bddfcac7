"""Why a candidate may be a name, and of which type: named features, of which a linear model has the weights.

What counts for all candidates that begin or end with a token, or go on over it, is apart from what is special
to one candidate, so that it is weighed once. Each sum names its features by the tables in which it looks them
up (`name_weights`).
"""

from __future__ import annotations

from bisect import bisect_left
from copy import copy
from itertools import accumulate, compress, repeat
from operator import ne
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.reading.names.candidates import Anchor
    from baiyang_kg.reading.names.choice import Choice
    from baiyang_kg.reading.names.tokens import Tokens
    from baiyang_kg.reading.names.weights import NameWeights
    from baiyang_kg.reading.page.word_classes import WordClasses
    from baiyang_kg.reading.weights import Weights

_SHAPE = 5  # runs of tokens that a shape tells of
_FEW = 3  # tokens of a candidate whose kinds are worth remembering one by one
_GOVERNING = frozenset({"launch", "hold", "found", "issue", "award", "contain"})
_VERBS = _GOVERNING | {"v", "v*", "d", "degree", "relate", "p", "r"}
_PROPER = frozenset({"known", "place", "area", "ns*", "nr*", "nz*", "nt*", "n*", "v*", "quote", "latin"})
# One letter for the kind of a token, by which the shape of a candidate is spelled.
_SHAPES = dict.fromkeys(("place", "area"), "A") | dict.fromkeys(
    ("ns*", "nr*", "nz*", "nt*", "n*", "latin"), "X"
)
_SHAPES |= dict.fromkeys(("launch", "hold", "found", "issue", "award"), "H") | dict.fromkeys(
    ("and", "c"), "C"
)
_SHAPES |= {"level": "L", "known": "K", "v*": "Y", "single": "1", "n": "N", "v": "V", "vn": "W", "a": "J"}
_SHAPES |= {"m": "M", "q": "Q", "quote": "“", "title": "《", "generic": "G", "ordinal": "O", "degree": "D"}
_SHAPES |= {"point": "T", "i": "I"}
_JOINTS = frozenset("、+，—·")
_WORDY = frozenset("的不有要了")


class Evidence:
    """The features of candidates and of the types of names in one text."""

    def __init__(
        self, tokens: Tokens, anchors: Sequence[Anchor], word_classes: WordClasses, weights: NameWeights
    ) -> None:
        self._tokens = tokens
        shown = [
            (text.strip() or "edge") if kind in ("stop", "mark") else kind
            for kind, text in zip(tokens.kinds, tokens.texts, strict=True)
        ]
        self._shown = ["edge", "edge", *shown, "edge", "edge"]  # index 2 is token 0
        self._said = [
            "edge",
            *(text.strip() or "edge" for text in tokens.texts),
            "edge",
        ]  # index 1 is token 0
        self._classes = list(map(word_classes.__getitem__, tokens.texts))
        self._said_classes = list(map(word_classes.__getitem__, self._said))
        self._listed = _class_nouns(tokens)
        self._repeated = _Repeated(tokens, anchors)
        self._contents = _Contents(tokens)
        self.tables = weights.tables

    def under(self, weights: NameWeights) -> Evidence:
        """Return the same evidence, under other weights."""
        other = copy(self)
        other.tables = weights.tables
        return other

    def weigh(self, anchor: Anchor, first: int) -> int:
        """Weigh one candidate: the sum of all that is weighed apart."""
        within = sum([self.inside(place) for place in range(first + 1, anchor.last)])
        shared = self.ending(anchor) + within + self.beginning(first) + self.beginning_of(anchor.type, first)
        return shared + self.special(anchor, first)

    def ending(self, anchor: Anchor) -> int:
        """Weigh for all candidates of `anchor` how the name ends and what follows."""
        tokens, kind, last, tables = self._tokens, anchor.type, anchor.last, self.tables
        words, suffix = tables.words, tokens.suffixes[last] or tokens.kinds[last]
        after, end = self._shown[last + 3], tokens.ends[last]
        return (
            words.last[tokens.texts[last], self._classes[last], suffix]
            + words.following[self._said[last + 2], self._said_classes[last + 2], after]
            + tables.of["is"][anchor.reason].get(kind, 0)
            + tables.by_type[kind].after(after, 0)
            + tables.then[after].get(self._shown[last + 4], 0)
            + tables.ends_before[after].get(suffix, 0)
            + tables.leaves[self._classes[last]].get(self._said_classes[last + 2], 0)
            + tables.plain.close(tokens.chars[max(0, end - 2) : end].strip(), 0)
            + tables.plain.listed(self._listed[last + 1], 0)
        )

    def inside(self, place: int) -> int:
        """Weigh a token for all candidates that have it between their first and last."""
        tokens = self._tokens
        return self.tables.words.inside[tokens.texts[place], self._classes[place], tokens.kinds[place]]

    def insides(self) -> list[int]:
        """Weigh all tokens as `inside` does; the sums of those before each token."""
        words = zip(self._tokens.texts, self._classes, self._tokens.kinds, strict=True)
        return list(accumulate(map(self.tables.words.inside.__getitem__, words), initial=0))

    def beginning(self, first: int) -> int:
        """Weigh the token `first` for all candidates that begin with it."""
        tokens, start, tables = self._tokens, self._tokens.starts[first], self.tables
        opening, before, words = tokens.kinds[first], self._shown[first + 1], tables.words
        return (
            words.first[tokens.texts[first], self._classes[first], opening]
            + words.previous[self._said[first], self._said_classes[first], before]
            + tables.earlier[before].get(self._shown[first], 0)
            + tables.joint[before].get(opening, 0)
            + tables.meets[self._said_classes[first]].get(self._classes[first], 0)
            + tables.plain.begins_two(tokens.chars[start : start + 2].strip(), 0)
        )

    def beginning_of(self, kind: str, first: int) -> int:
        """Weigh the token `first` for all candidates of type `kind` that begin with it."""
        tokens, of_type = self._tokens, self.tables.by_type[kind]
        return (
            of_type.before(self._shown[first + 1], 0)
            + of_type.opens(tokens.kinds[first], 0)
            + of_type.first(tokens.texts[first], 0)
        )

    def special(self, anchor: Anchor, first: int) -> int:
        """Weigh what is special to one candidate."""
        tokens, kind, last = self._tokens, anchor.type, anchor.last
        shape, rare, verbs, quote = self._contents.of(first, last)
        suffix, kinds = tokens.suffixes[last] or tokens.kinds[last], tokens.kinds
        start, end, count = tokens.starts[first], tokens.ends[last], last - first + 1
        before, tables, weights = self._shown[first + 1], self.tables, self.tables.of
        plain, of_type = tables.plain, tables.by_type[kind]
        score = (
            of_type.shapes[shape]
            + of_type.amounts[count, verbs, rare]
            + of_type.between(f"{before}+{self._shown[last + 3]}", 0)
            + tables.words.sizes[suffix, min(end - start, 12)]
        )
        if count > 1:
            score += tables.frames[suffix].get(kinds[first], 0)
            made = tables.proper if rare > (kinds[last] in _PROPER) else tables.common
            score += made["of"].get(kind, 0) + made["to"].get(suffix, 0)
            score += plain.inner(tokens.texts[last - 1], 0)
        else:
            score += of_type.alone(kinds[first], 0)
        if count <= _FEW:
            score += tables.kinds[before].get("+".join(kinds[first : last + 1]), 0)
        if quote:
            score += _quoted(quote[1:-1], "alone" if count == 1 else "inside", weights)
        if before == "list" and first > 1 and tokens.suffixes[first - 2] == tokens.suffixes[last]:
            score += weights["peer"][""].get("peer", 0)
        again = self._repeated.facts(tokens.chars[start:end])
        if again:
            score += sum([weights["again"][given].get(fact, 0) for given, fact in again])
            score += weights["again"]["as"].get(kind, 0)
        return score

    def of_type(self, choice: Choice) -> list[str]:
        """Return what tells the type of a name."""
        tokens, first, last, kind = self._tokens, choice.first, choice.last, choice.type
        kinds = tokens.kinds[first : last + 1]
        before, verb = self._shown[first + 1], self._verb(first)
        features = [
            f"expected {kind}",
            f"reason {choice.reason}+{kind}",
            f"ends {tokens.suffixes[last] or tokens.kinds[last]}",
            f"before {before}",
            f"before {before}+{kind}",
            f"after {self._shown[last + 3]}",
            f"first {tokens.kinds[first]}",
            f"last {tokens.texts[last][-4:]}",
            f"tail {tokens.texts[last].rstrip('”》')[-2:]}",
            f"listed {self._listed[last + 1]}",
            f"listed {self._listed[last + 1]}+{kind}",
            f"next {self._said[last + 2]}",
            f"previous {self._said[first]}",
            f"begins {tokens.texts[first][:2]}",
            f"close {tokens.texts[last].rstrip('”》')[-1:]}",
            f"chars {min(tokens.ends[last] - tokens.starts[first], 12)}",
            f"verb {verb}",
            f"verb {verb}+{kind}",
            f"tokens {min(last - first + 1, 4)}+{kind}",
        ]
        features += [f"quotes {kind}"] * ("quote" in kinds) + [f"joins {kind}"] * ("and" in kinds)
        return features

    def _verb(self, first: int) -> str:
        """Return the class of the nearest governing verb to the left inside the clause."""
        kinds = self._tokens.kinds
        for place in range(first - 1, max(first - 16, -1), -1):
            if kinds[place] in _GOVERNING:
                return kinds[place]
            if kinds[place] == "stop":
                break
        return "none"


class _Contents:
    """What the tokens between two places are made of, counted once for the text."""

    def __init__(self, tokens: Tokens) -> None:
        self._texts = tokens.texts
        kinds = tokens.kinds
        letters = list(map(_SHAPES.get, kinds, repeat("-")))
        changes = list(map(ne, letters, ["", *letters]))
        self._runs = list(
            accumulate(changes)
        )  # number of the run of one letter that each token is in, from 1
        self._shape = "".join(compress(letters, changes))
        self._proper = list(accumulate(map(_PROPER.__contains__, kinds), initial=0))
        self._verbs = list(accumulate(map(_VERBS.__contains__, kinds), initial=0))
        self._quotes = [place for place, kind in enumerate(kinds) if kind == "quote"]

    def of(self, first: int, last: int) -> tuple[str, int, int, str]:
        """Return a candidate's shape, how many tokens are proper, how many verbs, its first quotation."""
        run = self._runs[first]
        shape = self._shape[run - 1 : min(self._runs[last], run + _SHAPE - 1)]
        proper, verbs = self._proper, self._verbs
        at = bisect_left(self._quotes, first)
        quoted = at < len(self._quotes) and self._quotes[at] <= last
        quote = self._texts[self._quotes[at]] if quoted else ""
        return shape, proper[last + 1] - proper[first], verbs[last] - verbs[first], quote


def _class_nouns(tokens: Tokens) -> list[str]:
    """Return for each token the noun that a list behind it is summed up with: 项目 in …、…等12个项目.

    It is known where the token is the list's comma or 等 itself; elsewhere, and past the last token, nothing.
    """
    nouns = [""] * (len(tokens.texts) + 1)
    noun = ""
    for index in range(len(tokens.texts) - 1, -1, -1):
        text, kind = tokens.texts[index], tokens.kinds[index]
        if kind == "stop":
            noun = ""
        elif text == "等":
            behind = range(index + 1, min(index + 5, len(tokens.texts)))
            noun = next((tokens.texts[place] for place in behind if tokens.suffixes[place]), "")
            nouns[index] = noun
        elif kind == "list":
            nouns[index] = noun
    return nouns


class _Repeated:
    """The candidates that a text has more than once: how often, and how variously."""

    def __init__(self, tokens: Tokens, anchors: Sequence[Anchor]) -> None:
        self._chars, starts, ends = tokens.chars, tokens.starts, tokens.ends
        self._places: dict[str, set[int]] = {}
        self._facts: dict[str, list[tuple[str, str]]] = {}
        seen: dict[str, int] = {}
        for anchor in anchors:
            end = ends[anchor.last]
            for first in anchor.firsts:
                start = starts[first]
                name = tokens.chars[start:end]
                before = seen.setdefault(name, start)
                if before != start:
                    self._places.setdefault(name, {before}).add(start)

    def facts(self, name: str) -> Sequence[tuple[str, str]]:
        """Return what a recurring name says for itself, nothing for one that stands only once."""
        found = self._facts.get(name, ())
        if not found and name in self._places:
            found = self._facts[name] = self._tell(name, self._places[name])
        return found

    def _tell(self, name: str, places: set[int]) -> list[tuple[str, str]]:
        chars, size = self._chars, len(name)
        return [
            ("", "again"),
            ("times", f"{min(len(places), 5)}"),
            ("left", _variety([chars[start - 1 : start] for start in places])),
            ("right", _variety([chars[start + size : start + size + 1] for start in places])),
        ]


def _variety(beside: list[str]) -> str:
    """Say whether what stands beside a repeated candidate is always the same character."""
    return "same" if beside[0].isalpha() and len(set(beside)) == 1 else "other"


def _quoted(inner: str, where: str, weights: Weights) -> int:
    """Weigh a quotation that a candidate is or holds."""
    marks = f"{not _JOINTS.isdisjoint(inner)}+{not _WORDY.isdisjoint(inner)}"
    return (
        weights["quote"]["first"].get(inner[:1], 0)
        + weights["quote"]["last"].get(inner[-1:], 0)
        + weights["quote"][where].get(f"{min(len(inner), 9)}", 0)
        + weights["quote"]["marks"].get(marks, 0)
    )

"""Why a candidate may be a name: named pieces of evidence and a linear model with whole-number weights.

Each anchor's candidates compete with each other and with "no name here", whose score is 0. The weights are
learned from gold by `bench/learn_names.py`; no weight is set by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from baiyang_kg.reading.name_candidates import Anchor
    from baiyang_kg.reading.name_lexicon import NameLexicon
    from baiyang_kg.reading.name_tokens import Tokens

_WORTH_NOTING = 60  # below 0: how far a candidate may be from a name and still be one inside a longer name
_GOVERNING = frozenset({"launch", "hold", "found", "issue", "award", "contain"})
_VERBS = frozenset(
    {"v", "v*", "d", "launch", "hold", "found", "issue", "award", "degree", "relate", "p", "r"}
)
_PROPER = frozenset({"known", "place", "area", "ns*", "nr*", "nz*", "nt*", "n*", "v*", "quote", "latin"})
# One letter for the kind of a token, by which the shape of a candidate is spelled.
_SHAPES = dict.fromkeys(("place", "area"), "A") | dict.fromkeys(
    ("ns*", "nr*", "nz*", "nt*", "n*", "latin"), "X"
)
_SHAPES |= dict.fromkeys(("launch", "hold", "found", "issue", "award"), "H") | dict.fromkeys(
    ("and", "c"), "C"
)
_SHAPES |= {
    "level": "L",
    "known": "K",
    "v*": "Y",
    "single": "1",
    "n": "N",
    "v": "V",
    "vn": "W",
    "a": "J",
    "i": "I",
}
_SHAPES |= {
    "m": "M",
    "q": "Q",
    "quote": "“",
    "title": "《",
    "generic": "G",
    "ordinal": "O",
    "degree": "D",
    "point": "T",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate that won at an anchor: token indices, both inclusive."""

    first: int
    last: int
    type: str
    reason: str
    score: int


class Evidence:
    """The features of candidates, and of the names chosen among them, in one text."""

    def __init__(self, tokens: Tokens, anchors: Iterable[Anchor]) -> None:
        self._tokens = tokens
        chars, starts, ends = tokens.chars, tokens.starts, tokens.ends
        spans = {(starts[first], ends[a.last]) for a in anchors for first in a.firsts}
        beside: dict[str, list[tuple[str, str]]] = {}
        for start, end in spans:
            beside.setdefault(chars[start:end], []).append((chars[start - 1 : start], chars[end : end + 1]))
        self._repeated = {name: _fixed(pairs) for name, pairs in beside.items() if len(pairs) > 1}

    def of_anchor(self, anchor: Anchor) -> list[str]:
        """Return what all candidates of `anchor` share: how the name ends and what follows."""
        tokens, last, kind = self._tokens, anchor.last, anchor.type
        after, suffix = self._kind_at(last + 1), self._suffix(last)
        whole = "whole" if tokens.texts[last] == suffix else "tail"
        return [
            f"is {kind} {anchor.reason}",
            f"ends {suffix}",
            f"ends {suffix} {whole}",
            f"last {tokens.texts[last]}",
            f"after {after}",
            f"after {after} {kind}",
            f"next {self._text_at(last + 1)}",
        ]

    def candidates(self, anchor: Anchor) -> Iterator[tuple[int, list[str]]]:
        """Yield each left boundary of `anchor` with its features."""
        kinds = self._tokens.kinds
        inside: frozenset[str] = frozenset()  # the kinds of the tokens between the first and the last
        reached = anchor.last
        for first in anchor.firsts:
            for place in range(first + 1, min(reached, anchor.last - 1) + 1):
                inside |= {kinds[place]}
            reached = first
            yield first, self._of_candidate(anchor, first, inside)

    def _of_candidate(self, anchor: Anchor, first: int, inside: frozenset[str]) -> list[str]:
        tokens, kind, last = self._tokens, anchor.type, anchor.last
        start, end, count = tokens.starts[first], tokens.ends[last], last - first + 1
        before, opening, suffix = self._kind_at(first - 1), tokens.kinds[first], self._suffix(last)
        rare = sum(piece in _PROPER for piece in tokens.kinds[first : last + 1])
        shape = self._shape(first, last)
        features = [
            f"before {before}",
            f"before {before} {kind}",
            f"previous {self._text_at(first - 1)}",
            f"first {tokens.texts[first]}",
            f"tokens {min(count, 8)} {kind}",
            f"chars {min(end - start, 12)}",
            f"shape {shape}",
            f"shape {shape} {kind}",
            f"rare {10 * rare // count} {kind}",
            f"verbs {sum(piece in _VERBS for piece in tokens.kinds[first:last])} {kind}",
        ]
        if count > 1:
            proper = "proper" if opening in _PROPER or inside & _PROPER else "common"
            features += [f"opens {opening}", f"opens {opening} {kind}", f"joint {before} {opening}"]
            features += [
                f"{proper} {kind}",
                f"{proper} {suffix}",
                *(f"holds {piece}" for piece in sorted(inside)),
            ]
        else:
            features.append(f"alone {opening} {kind}")
        if kind_of := [t for t in tokens.texts[first : last + 1] if t[0] == "“"]:
            inner = kind_of[0][1:-1]
            features += [
                f"q1 {inner[:1]}",
                f"qz {inner[-1:]}",
                f"qlen {min(len(inner), 9)} {count > 1}",
                f"qq {any(c in inner for c in '、+，—·')} {any(c in inner for c in '的不有要了')}",
            ]
        if before == "list" and first > 1 and tokens.suffixes[first - 2] == tokens.suffixes[last]:
            features.append("peer")
        return features + self._of_repetition(tokens.chars[start:end], kind)

    def _of_repetition(self, name: str, kind: str) -> list[str]:
        """Return whether the text has the candidate again, and whether always as part of something longer."""
        fixed = self._repeated.get(name)
        return [] if fixed is None else ["repeated", f"repeated {kind}", *fixed]

    def of_type(self, anchor: Anchor, first: int) -> list[str]:
        """Return what tells the type of the name from token `first` to the end of `anchor`."""
        tokens, last, kind = self._tokens, anchor.last, anchor.type
        kinds = tokens.kinds[first : last + 1]
        before, verb = self._kind_at(first - 1), self._verb(first)
        features = [
            f"expected {kind}",
            f"reason {anchor.reason} {kind}",
            f"ends {self._suffix(last)}",
            f"before {before}",
            f"before {before} {kind}",
            f"after {self._kind_at(last + 1)}",
            f"first {tokens.kinds[first]}",
            f"last {tokens.texts[last][-4:]}",
            f"tail {tokens.texts[last].rstrip('”')[-2:]}",
            f"next {self._text_at(last + 1)}",
            f"verb {verb}",
            f"verb {verb} {kind}",
            f"tokens {min(last - first + 1, 4)} {kind}",
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

    def _suffix(self, last: int) -> str:
        return self._tokens.suffixes[last] or self._tokens.kinds[last]

    def _shape(self, first: int, last: int) -> str:
        """Return the sequence of the kinds of a candidate's tokens, a letter each, repetitions once."""
        shape = ""
        for kind in self._tokens.kinds[first : last + 1]:
            letter = _SHAPES.get(kind, "-")
            if letter != shape[-1:]:
                shape += letter
        return shape[:5]

    def _kind_at(self, index: int) -> str:
        tokens = self._tokens
        if not 0 <= index < len(tokens.kinds):
            return "edge"
        kind = tokens.kinds[index]
        return self._text_at(index) if kind in ("stop", "mark") else kind

    def _text_at(self, index: int) -> str:
        texts = self._tokens.texts
        return texts[index].strip() or "edge" if 0 <= index < len(texts) else "edge"


def _fixed(pairs: list[tuple[str, str]]) -> list[str]:
    """Return on which sides a repeated candidate always has the same character beside it."""
    return [
        f"fixed {side}"
        for side, chars in zip(("left", "right"), zip(*pairs, strict=True), strict=True)
        if len(set(chars)) == 1 and chars[0].isalpha()
    ]


def choose(evidence: Evidence, anchor: Anchor, lexicon: NameLexicon) -> Choice | None:
    """Return the best candidate of `anchor`, None if none scores above 0; of equals, the shortest."""
    weight = lexicon.weights.get
    shared = sum(weight(feature, 0) for feature in evidence.of_anchor(anchor))
    best, best_first = -_WORTH_NOTING, -1
    for first, features in evidence.candidates(anchor):
        score = shared + sum(weight(feature, 0) for feature in features)
        if score > best:
            best, best_first = score, first
    if best_first < 0:
        return None
    return Choice(best_first, anchor.last, _type(evidence, anchor, best_first, lexicon), anchor.reason, best)


def _type(evidence: Evidence, anchor: Anchor, first: int, lexicon: NameLexicon) -> str:
    """Return the type with the highest score, the expected one among equals."""
    scores = {anchor.type: 0}
    for feature in evidence.of_type(anchor, first):
        for kind, weight in lexicon.type_weights.get(feature, {}).items():
            scores[kind] = scores.get(kind, 0) + weight
    return max(scores, key=lambda kind: (scores[kind], kind == anchor.type, kind))

"""Why a candidate may be a name: named pieces of evidence and a linear model with whole-number weights.

Each anchor's candidates compete with each other and with "no name here", whose score is 0. The weights are
learned from gold by `bench/learn_names.py`; no weight is set by hand. The evidence comes in clues, each a few
facts of which several features are made; the same clue recurs all over a text and is weighed once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from baiyang_kg.reading.name_candidates import Anchor
    from baiyang_kg.reading.name_lexicon import NameLexicon
    from baiyang_kg.reading.name_tokens import Tokens

Clue = tuple[str, ...]  # which kind of clue, and the facts

_FLOOR = -60  # a candidate that scores less is no name whatever stands around it
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
_BY_KIND = frozenset({"after", "before", "shape", "opens"})  # clues that count for all types and for one
_JOINTS = frozenset("、+，—·")
_WORDY = frozenset("的不有要了")


@dataclass(frozen=True, slots=True)
class Choice:
    """The best candidate of an anchor: token indices, both inclusive, and how it scores."""

    first: int
    last: int
    type: str
    reason: str
    score: int


class Evidence:
    """The clues of candidates, and the features of the types of names, in one text."""

    def __init__(self, tokens: Tokens, anchors: Iterable[Anchor]) -> None:
        self._tokens = tokens
        shown = [
            (text.strip() or "edge") if kind in ("stop", "mark") else kind
            for kind, text in zip(tokens.kinds, tokens.texts, strict=True)
        ]
        self._shown = ["edge", "edge", *shown, "edge"]  # index 2 is token 0
        self._said = [
            "edge",
            *(text.strip() or "edge" for text in tokens.texts),
            "edge",
        ]  # index 1 is token 0
        self._listed = _class_nouns(tokens)
        chars, starts, ends = tokens.chars, tokens.starts, tokens.ends
        spans = {(starts[first], ends[a.last]) for a in anchors for first in a.firsts}
        beside: dict[str, list[tuple[str, str]]] = {}
        for start, end in spans:
            beside.setdefault(chars[start:end], []).append((chars[start - 1 : start], chars[end : end + 1]))
        self._repeated = {name: _fixed(pairs) for name, pairs in beside.items() if len(pairs) > 1}

    def shared(self, anchor: Anchor) -> list[Clue]:
        """Return the clues of all candidates of `anchor`: how the name ends and what follows."""
        tokens, kind, last = self._tokens, anchor.type, anchor.last
        word, suffix = tokens.texts[last], tokens.suffixes[last] or tokens.kinds[last]
        return [
            ("is", kind, anchor.reason),
            ("ends", suffix, "whole" if word == suffix else "tail"),
            ("last", word),
            ("after", kind, self._shown[last + 3]),
            ("next", self._said[last + 2]),
            ("tail", word[-1]),
            ("listed", self._listed[last + 1]),
        ]

    def candidates(self, anchor: Anchor) -> Iterator[tuple[int, list[Clue]]]:
        """Yield each left boundary of `anchor` with what is special to the candidate that begins there."""
        last, kinds, texts = anchor.last, self._tokens.kinds, self._tokens.texts
        suffix = self._tokens.suffixes[last] or kinds[last]
        shape, rare, verbs, quote = "", 0, 0, ""
        inside: frozenset[str] = frozenset()  # the kinds of the tokens between the first and the last
        reached = last + 1
        for first in anchor.firsts:
            for place in range(reached - 1, first - 1, -1):
                piece = kinds[place]
                letter = _SHAPES.get(piece, "-")
                if letter != shape[:1]:
                    shape = letter + shape
                rare += piece in _PROPER
                verbs += place < last and piece in _VERBS
                if piece == "quote":
                    quote = texts[place]
                if place + 1 < last and kinds[place + 1] not in inside:
                    inside |= {kinds[place + 1]}
            reached = first
            content = (shape, rare, verbs, quote, inside)
            yield first, self._clues(anchor, first, suffix, content)

    def _clues(
        self,
        anchor: Anchor,
        first: int,
        suffix: str,
        content: tuple[str, int, int, str, frozenset[str]],
    ) -> list[Clue]:
        shape, rare, verbs, quote, inside = content
        tokens, kind, last = self._tokens, anchor.type, anchor.last
        start, end, count = tokens.starts[first], tokens.ends[last], last - first + 1
        before, opening = self._shown[first + 1], tokens.kinds[first]
        clues: list[Clue] = [
            ("before", kind, before),
            ("previous", self._said[first]),
            ("earlier", self._shown[first], before),
            ("first", tokens.texts[first]),
            ("begins", tokens.chars[start]),
            ("shape", kind, shape[:5]),
            ("tokens", kind, str(min(count, 8))),
            ("chars", str(min(end - start, 12))),
            ("rare", kind, str(10 * rare // count)),
            ("verbs", kind, str(verbs)),
        ]
        if count > 1:
            proper = "proper" if opening in _PROPER or inside & _PROPER else "common"
            clues += [("opens", kind, opening), ("joint", before, opening)]
            clues += [(proper, kind), (proper, suffix), ("holds", *sorted(inside))]
        else:
            clues.append(("alone", opening, kind))
        if quote:
            clues.append(("quote", quote[1:-1], "alone" if count == 1 else "inside"))
        if before == "list" and first > 1 and tokens.suffixes[first - 2] == tokens.suffixes[last]:
            clues.append(("peer",))
        fixed = self._repeated.get(tokens.chars[start:end])
        if fixed is not None:
            clues.append(("again", kind, *fixed))
        return clues

    def of_type(self, choice: Choice) -> list[str]:
        """Return what tells the type of a name."""
        tokens, first, last, kind = self._tokens, choice.first, choice.last, choice.type
        kinds = tokens.kinds[first : last + 1]
        before, verb = self._shown[first + 1], self._verb(first)
        features = [
            f"expected {kind}",
            f"reason {choice.reason} {kind}",
            f"ends {tokens.suffixes[last] or tokens.kinds[last]}",
            f"before {before}",
            f"before {before} {kind}",
            f"after {self._shown[last + 3]}",
            f"first {tokens.kinds[first]}",
            f"last {tokens.texts[last][-4:]}",
            f"tail {tokens.texts[last].rstrip('”》')[-2:]}",
            f"listed {self._listed[last + 1]}",
            f"listed {self._listed[last + 1]} {kind}",
            f"next {self._said[last + 2]}",
            f"previous {self._said[first]}",
            f"begins {tokens.texts[first][:2]}",
            f"close {tokens.texts[last].rstrip('”》')[-1:]}",
            f"chars {min(tokens.ends[last] - tokens.starts[first], 12)}",
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


def _fixed(pairs: list[tuple[str, str]]) -> tuple[str, ...]:
    """Return on which sides a repeated candidate always has the same character beside it."""
    return tuple(
        side
        for side, chars in zip(("left", "right"), zip(*pairs, strict=True), strict=True)
        if len(set(chars)) == 1 and chars[0].isalpha()
    )


def features_of(clue: Clue) -> list[str]:
    """Return the features that a clue is made to."""
    name, *facts = clue
    if name in _BY_KIND:
        kind, fact = facts
        return [f"{name} {fact}", f"{name} {fact} {kind}"]
    if name == "ends":
        suffix, whole = facts
        return [f"ends {suffix}", f"ends {suffix} {whole}"]
    if name == "holds":
        return [f"holds {piece}" for piece in facts]
    if name == "quote":
        inner, where = facts
        return [
            f"quote {inner[:1]}…",
            f"quote …{inner[-1:]}",
            f"quote {min(len(inner), 9)} {where}",
            f"quote {bool(_JOINTS & set(inner))} {bool(_WORDY & set(inner))}",
        ]
    if name == "again":
        kind, *fixed = facts
        return ["again", f"again {kind}", *(f"fixed {side}" for side in fixed)]
    return [" ".join(clue)]


class Scale(dict[Clue, int]):
    """The weight of each clue, worked out when it is first met."""

    def __init__(self, lexicon: NameLexicon) -> None:
        super().__init__()
        self._weight = lexicon.weights.get

    def __missing__(self, clue: Clue) -> int:
        weight = self._weight
        self[clue] = total = sum(weight(feature, 0) for feature in features_of(clue))
        return total


def choose(evidence: Evidence, anchor: Anchor, scale: Scale) -> Choice | None:
    """Return the best candidate of `anchor`, of equals the shortest; None if it is out of the question."""
    common = sum([scale[clue] for clue in evidence.shared(anchor)])
    if common < _FLOOR:
        return None
    best, best_first = _FLOOR, -1
    for first, clues in evidence.candidates(anchor):
        score = common
        for clue in clues:
            score += scale[clue]
        if score > best:
            best, best_first = score, first
    return None if best_first < 0 else Choice(best_first, anchor.last, anchor.type, anchor.reason, best)


def tell_type(evidence: Evidence, choice: Choice, lexicon: NameLexicon) -> str:
    """Return the type with the highest score, the expected one among equals."""
    scores = {choice.type: 0}
    for feature in evidence.of_type(choice):
        for kind, weight in lexicon.type_weights.get(feature, {}).items():
            scores[kind] = scores.get(kind, 0) + weight
    return max(scores, key=lambda kind: (scores[kind], kind == choice.type, kind))

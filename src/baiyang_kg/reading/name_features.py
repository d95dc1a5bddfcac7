"""Why a candidate may be a name: named pieces of evidence, weighed by a linear model with whole-number weights.

Each anchor's candidates compete with each other and with "no name here", whose score is 0. The weights are
learned from gold by `bench/learn_names.py`; no weight is set by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from baiyang_kg.reading.name_candidates import Anchor, Tokens
from baiyang_kg.reading.name_lexicon import NameLexicon

_GOVERNING = frozenset({"launch", "hold", "found", "issue", "award", "contain"})
_PROPER = frozenset({"known", "ns", "nr", "nz", "nt"})


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
        self._repeated = Counter(chars[start:end] for start, end in spans)

    def of_anchor(self, anchor: Anchor) -> list[str]:
        """Return what all candidates of `anchor` share: how the name ends and what follows."""
        tokens, last, kind = self._tokens, anchor.last, anchor.type
        after = self._kind_at(last + 1)
        suffix = tokens.suffixes[last] or tokens.kinds[last]
        whole = "whole" if tokens.texts[last] == suffix else "tail"
        return [
            f"is {kind} {anchor.reason}",
            f"ends {suffix}",
            f"ends {suffix} {whole}",
            f"after {after}",
            f"after {after} {kind}",
            f"after2 {after} {self._kind_at(last + 2)}",
        ]

    def of_candidate(self, anchor: Anchor, first: int, inside: frozenset[str]) -> list[str]:
        """Return what distinguishes the candidate that begins at token `first`.

        `inside` are the kinds of its tokens between the first and the last.
        """
        tokens, kind = self._tokens, anchor.type
        start, end = tokens.starts[first], tokens.ends[anchor.last]
        size, count = end - start, anchor.last - first + 1
        before, opening = self._kind_at(first - 1), tokens.kinds[first]
        features = [
            f"before {before}",
            f"before {before} {kind}",
            f"before2 {self._kind_at(first - 2)} {before}",
            f"tokens {min(count, 8)} {kind}",
            f"chars {min(size, 12)}",
        ]
        if count > 1:
            features += [f"first {opening}", f"first {opening} {kind}", f"joint {before} {opening}"]
            if (
                opening not in _PROPER
                and not inside & _PROPER
                and "quote" not in inside
                and opening != "quote"
            ):
                features.append(f"common {kind}")
            features += [f"holds {piece}" for piece in sorted(inside)]
        else:
            features.append(f"alone {opening} {kind}")
        if self._repeated[tokens.chars[start:end]] > 1:
            features += ["repeated", f"repeated {kind}"]
        return features

    def _kind_at(self, index: int) -> str:
        tokens = self._tokens
        if not 0 <= index < len(tokens.kinds):
            return "edge"
        kind = tokens.kinds[index]
        return tokens.texts[index] if kind in ("stop", "mark") else kind

    def candidates(self, anchor: Anchor) -> Iterator[tuple[int, list[str]]]:
        """Yield each left boundary of `anchor` with its features."""
        kinds = self._tokens.kinds
        inside: frozenset[str] = frozenset()
        reached = anchor.last
        for first in anchor.firsts:
            for place in range(first + 1, min(reached, anchor.last - 1) + 1):
                inside |= {kinds[place]}
            reached = first
            yield first, self.of_candidate(anchor, first, inside)

    def of_type(self, anchor: Anchor, first: int) -> list[str]:
        """Return what tells the type of the name from token `first` to the end of `anchor`."""
        tokens, last = self._tokens, anchor.last
        kinds = tokens.kinds[first : last + 1]
        suffix = tokens.suffixes[last] or tokens.kinds[last]
        before, after = self._kind_at(first - 1), self._kind_at(last + 1)
        features = [
            f"expected {anchor.type}",
            f"reason {anchor.reason} {anchor.type}",
            f"ends {suffix}",
            f"before {before}",
            f"before {before} {anchor.type}",
            f"after {after}",
            f"first {tokens.kinds[first]}",
            f"verb {self._verb(first)}",
            f"verb {self._verb(first)} {anchor.type}",
            f"tokens {min(last - first + 1, 4)} {anchor.type}",
        ]
        if "quote" in kinds:
            features.append(f"quotes {anchor.type}")
        if "and" in kinds:
            features.append(f"joins {anchor.type}")
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


def choose(evidence: Evidence, anchor: Anchor, lexicon: NameLexicon) -> Choice | None:
    """Return the best candidate of `anchor`, None if none scores above 0; of equals, the shortest."""
    weight = lexicon.weights.get
    shared = sum(weight(feature, 0) for feature in evidence.of_anchor(anchor))
    best, best_first = 0, -1
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

"""Why a candidate may be a name, and of which type: named features, of which a linear model has the weights.

What counts for all candidates that begin or end with a token, or go on over it, is apart from what is special
to one candidate, so that it is weighed once. Facts stand in columns, a row for each place or candidate; each
sum names the columns that it is told by, and the tables say which features those make (`sums`).
"""

from __future__ import annotations

from copy import copy
from itertools import accumulate, repeat
from operator import itemgetter, sub
from typing import TYPE_CHECKING, TypeVar

from baiyang_kg.reading.names import types
from baiyang_kg.reading.names.contents import GOVERNING, Contents, Repeated, find_class_nouns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from baiyang_kg.reading.names.candidates import Anchor
    from baiyang_kg.reading.names.choice import Choice
    from baiyang_kg.reading.names.tokens import Tokens
    from baiyang_kg.reading.names.weights import NameWeights

Fact = TypeVar("Fact")

_FEW = 3  # tokens of a candidate whose kinds are worth remembering one by one


class Evidence:
    """The features of candidates and of the types of names in one text."""

    def __init__(self, tokens: Tokens, anchors: Sequence[Anchor], weights: NameWeights) -> None:
        self._tokens = tokens
        self._words = tokens.lexemes
        self._previous = [tokens.edge, *tokens.lexemes]  # what stands before each token
        self._next = [*tokens.lexemes[1:], tokens.edge]  # … behind each
        shown = [word.shown for word in tokens.lexemes]
        self._before = ["edge", *shown]  # the same as the kinds that are shown
        self._earlier = ["edge", "edge", *shown]  # before that
        self._after = [*shown[1:], "edge"]
        self._beyond = [*shown[2:], "edge", "edge"]  # behind that
        nouns = find_class_nouns(tokens)
        self._listed = {place: noun.text.strip() for place, noun in nouns.items()}
        self._sorts = {place: noun.sort for place, noun in nouns.items()}
        self._repeated = Repeated(tokens, anchors)
        self._contents = Contents(tokens)
        self.weights = weights

    def under(self, weights: NameWeights) -> Evidence:
        """Return the same evidence, under other weights."""
        other = copy(self)
        other.weights = weights
        return other

    def weigh(self, anchor: Anchor, first: int) -> int:
        """Weigh one candidate: the sum of all that is weighed apart."""
        kind, last = anchor.type, anchor.last
        return sum(
            [
                *self.endings([anchor]),
                *self._weigh_inside(range(first + 1, last)),
                *self.beginnings([first]),
                *self.beginnings_of([kind], [first]),
                *self.specials([kind], [first], [last]),
            ]
        )

    def endings(self, anchors: Sequence[Anchor]) -> list[int]:
        """Weigh for all candidates of each anchor how the name ends and what follows."""
        tokens, sums, look = self._tokens, self.weights.sums, self.weights.look
        chars, look_for_all = tokens.chars, self.weights.look_for_all
        lasts, of, reasons, _ = zip(*anchors, strict=True) if anchors else ((), (), (), ())
        pick, next_places = _picker(lasts), [last + 1 for last in lasts]
        words, behind = pick(self._words), pick(self._next)
        after, beyond = pick(self._after), pick(self._beyond)
        tails = [word.tail for word in words]
        close, sums_up = self.weights["close"][""].get, self.weights["sums-up"]
        return add_up(
            map(sums.last.__getitem__, words),
            map(sums.following.__getitem__, behind),
            map(sums.ending.__getitem__, zip(of, reasons, after, strict=True)),
            look("then", after, beyond),
            look("ends before", after, tails),
            look("leaves", [word.group for word in words], [word.said_group for word in behind]),
            [  # a single character is told together with the one before it
                close(chars[max(0, end - 2) : end].strip(), 0) if len(word.text) == 1 else 0
                for word, end in zip(words, pick(tokens.ends), strict=True)
            ],
            look_for_all("listed", map(self._listed.get, next_places, repeat(""))),
            [
                sums_up[kind].get(self._sorts[place], 0) if place in self._sorts else 0
                for kind, place in zip(of, next_places, strict=True)
            ],
        )

    def _weigh_inside(self, places: Iterable[int]) -> Iterator[int]:
        """Weigh tokens for all candidates that have them between their first and last."""
        return map(self.weights.sums.inside.__getitem__, map(self._words.__getitem__, places))

    def insides(self) -> list[int]:
        """Weigh all tokens as what names go on over; the sums of those before each token."""
        return list(accumulate(map(self.weights.sums.inside.__getitem__, self._words), initial=0))

    def beginnings(self, firsts: Sequence[int]) -> list[int]:
        """Weigh tokens for all candidates that begin with them."""
        tokens, sums, look = self._tokens, self.weights.sums, self.weights.look
        chars, begins = tokens.chars, self.weights["begins two"][""].get
        pick = _picker(firsts)
        words, previous = pick(self._words), pick(self._previous)
        before, earlier = pick(self._before), pick(self._earlier)
        openings = [word.kind for word in words]
        return add_up(
            map(sums.first.__getitem__, words),
            map(sums.previous.__getitem__, previous),
            map(sums.bordering.__getitem__, zip(earlier, before, openings, strict=True)),
            look("meets", [word.said_group for word in previous], [word.group for word in words]),
            [
                begins(chars[start : start + 2].strip(), 0) if len(word.text) == 1 else 0
                for word, start in zip(words, pick(tokens.starts), strict=True)
            ],
        )

    def beginnings_of(self, of: Sequence[str], firsts: Sequence[int]) -> list[int]:
        """Weigh tokens for all candidates of a type that begin with them."""
        tokens, pick = self._tokens, _picker(firsts)
        before, openings = pick(self._before), pick(tokens.kinds)
        return add_up(
            map(self.weights.sums.opening.__getitem__, zip(of, before, openings, strict=True)),
            self.weights.look("first", of, pick(tokens.texts)),
        )

    def specials(self, of: Sequence[str], firsts: Sequence[int], lasts: Sequence[int]) -> list[int]:
        """Weigh what is special to each candidate."""
        tokens, sums, contents = self._tokens, self.weights.sums, self._contents
        inner, sequence = self.weights["inner"][""].get, self.weights["kinds"]
        texts, kinds = tokens.texts, tokens.kinds
        behind = [last + 1 for last in lasts]
        proper, verbs = contents.proper(firsts, behind), contents.verbs(firsts, lasts)
        pick_first, pick_last = _picker(firsts), _picker(lasts)
        before, after = pick_first(self._before), pick_last(self._after)
        openings, tails = pick_first(kinds), [word.tail for word in pick_last(self._words)]
        counts = list(map(sub, behind, firsts))
        sizes = map(sub, pick_last(tokens.ends), pick_first(tokens.starts))
        made = [
            "alone" if first == last else "proper" if rare else "common"
            for first, last, rare in zip(firsts, lasts, contents.proper(firsts, lasts), strict=True)
        ]
        return add_up(
            map(sums.shape.__getitem__, zip(of, contents.shapes(firsts, lasts), strict=True)),
            map(sums.made.__getitem__, zip(of, counts, verbs, proper, strict=True)),
            map(sums.between.__getitem__, zip(of, before, after, strict=True)),
            map(sums.size.__getitem__, zip(tails, sizes, strict=True)),
            map(sums.framed.__getitem__, zip(of, openings, tails, made, strict=True)),
            [
                inner(texts[last - 1], 0) if first < last else 0
                for first, last in zip(firsts, lasts, strict=True)
            ],
            [
                sequence[one].get("+".join(kinds[first : last + 1]), 0) if last - first < _FEW else 0
                for one, first, last in zip(before, firsts, lasts, strict=True)
            ],
            self._weigh_rest(of, firsts, lasts, proper),
        )

    def _weigh_rest(
        self, of: Iterable[str], firsts: Iterable[int], lasts: Iterable[int], proper: Iterable[int]
    ) -> list[int]:
        """Weigh what few candidates have: a quotation, a peer in a list, mentions elsewhere."""
        tokens, before, repeated = self._tokens, self._before, self._repeated
        chars, starts, ends = tokens.chars, tokens.starts, tokens.ends
        again, recurring = repeated.starts, repeated.places
        scores = []
        for kind, first, last, rare in zip(of, firsts, lasts, proper, strict=True):
            score = 0
            if rare and "quote" in tokens.kinds[first : last + 1]:
                score += self._weigh_quote(first, last)
            if before[first] == "list" and first > 1 and tokens.suffixes[first - 2] == tokens.suffixes[last]:
                score += self.weights["peer"][""].get("peer", 0)
            if starts[first] in again and (name := chars[starts[first] : ends[last]]) in recurring:
                score += self._weigh_again(name, kind)
            scores.append(score)
        return scores

    def _weigh_quote(self, first: int, last: int) -> int:
        """Weigh the first quotation of a candidate."""
        quote = self._tokens.texts[self._tokens.kinds.index("quote", first)]
        return self.weights.sums.quoted["alone" if first == last else "inside", quote[1:-1]]

    def _weigh_again(self, name: str, kind: str) -> int:
        """Weigh that the text has a candidate more than once."""
        again = self.weights["again"]
        facts = self._repeated.facts(name)
        return again["as"].get(kind, 0) + sum([again[given].get(fact, 0) for given, fact in facts])

    def of_type(self, choice: Choice) -> list[types.Telling]:
        """Return what tells the type of a name."""
        tokens, first, last, kind = self._tokens, choice.first, choice.last, choice.type
        kinds = tokens.kinds[first : last + 1]
        told: list[types.Telling] = [
            (types.expected, kind, choice.reason),
            (types.last, self._words[last]),
            (types.promised, self._words[last].sort, kind),
            (types.first, self._words[first]),
            (types.previous, self._previous[first], kind),
            (types.following, self._next[last]),
            (types.listed, self._listed.get(last + 1, ""), self._sorts.get(last + 1, ""), kind),
            (types.governed, self._verb(first), kind),
            (types.size, tokens.ends[last] - tokens.starts[first], last - first + 1, kind),
        ]
        if "quote" in kinds:
            told.append((types.quotes, kind))
        if "and" in kinds:
            told.append((types.joins, kind))
        return told

    def _verb(self, first: int) -> str:
        """Return the class of the nearest governing verb to the left inside the clause."""
        kinds = self._tokens.kinds
        for place in range(first - 1, max(first - 16, -1), -1):
            if kinds[place] in GOVERNING:
                return kinds[place]
            if kinds[place] == "stop":
                break
        return "none"


def _picker(places: Sequence[int]) -> Callable[[Sequence[Fact]], Sequence[Fact]]:
    """Return what picks from a column what it holds at some places."""
    if len(places) > 1:
        return itemgetter(*places)  # of one place, this would return no row
    return lambda column: [column[place] for place in places]


def add_up(*columns: Iterable[int]) -> list[int]:
    """Add up columns row by row."""
    return list(map(sum, zip(*columns, strict=True)))

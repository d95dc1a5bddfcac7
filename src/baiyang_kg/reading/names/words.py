"""What a word says of a name by itself: as its first, inside it, as its last, before it and behind it.

These sums of weights depend on nothing but the word, its class and its kind. Most words of a text have been
weighed before; what remains to be added for a candidate are the features that tell of several words
(`name_features`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from baiyang_kg.reading.memory import Memory

if TYPE_CHECKING:
    from baiyang_kg.reading.names.weights import PlainTables
    from baiyang_kg.reading.weights import Look, Weights

Word = tuple[str, str, str]  # text, class of words that stand alike, kind of token (of a last one: suffix)
_OF_TYPE = ("after", "before", "opens", "first", "shape", "tokens", "verbs", "rare", "alone", "between")
_NUMBERS = tuple(map(str, range(20)))  # as facts; a candidate has no more tokens


class WordWeights:
    """The sums for words in each of the five places; a recorder's are worked out each time anew."""

    __slots__ = ("_chars", "_plain", "_tails", "first", "following", "inside", "last", "previous", "sizes")

    def __init__(self, plain: PlainTables, weights: Weights, **limit: int) -> None:
        self._plain = plain
        self._tails = weights["ends"]
        self._chars = weights["chars"]
        self.sizes = Memory(self._of_size, **limit)
        self.first = Memory(self._as_first, **limit)
        self.inside = Memory(self._as_inside, **limit)
        self.last = Memory(self._as_last, **limit)
        self.previous = Memory(self._as_previous, **limit)
        self.following = Memory(self._as_following, **limit)

    def _as_first(self, word: Word) -> int:
        (text, group, kind), plain = word, self._plain
        return (
            plain.first(text, 0)
            + plain.begins(text[0], 0)
            + plain.opens(kind, 0)
            + plain.first_class(group, 0)
        )

    def _as_inside(self, word: Word) -> int:
        (text, group, kind), plain = word, self._plain
        return plain.holds(kind, 0) + plain.inside(text, 0) + plain.inside_class(group, 0)

    def _as_last(self, word: Word) -> int:
        (text, group, suffix), plain = word, self._plain
        return (
            plain.ends(suffix, 0)
            + self._tails["whole" if text == suffix else "tail"].get(suffix, 0)
            + plain.last(text, 0)
            + plain.tail(text[-1], 0)
            + plain.last_class(group, 0)
        )

    def _as_previous(self, word: Word) -> int:
        (text, group, shown), plain = word, self._plain
        return plain.previous(text, 0) + plain.previous_class(group, 0) + plain.before(shown, 0)

    def _as_following(self, word: Word) -> int:
        (text, group, shown), plain = word, self._plain
        return plain.next(text, 0) + plain.next_class(group, 0) + plain.after(shown, 0)

    def _of_size(self, size: tuple[str, int]) -> int:
        suffix, characters = size[0], _NUMBERS[size[1]]
        return self._plain.chars(characters, 0) + self._chars[suffix].get(characters, 0)


class TypeTables:
    """The tables of features that hold of candidates of one type, and sums of them."""

    __slots__ = (
        "_every", "_rare", "_shape", "_tokens", "_verbs", "after", "alone", "amounts", "before", "between",
        "first", "opens", "shapes",
    )  # fmt: skip

    def __init__(self, plain: PlainTables, weights: Weights, kind: str, **limit: int) -> None:
        looks: dict[str, Look] = {family: weights[family][kind].get for family in _OF_TYPE}
        self.after, self.before, self.between = looks["after"], looks["before"], looks["between"]
        self.opens, self.first, self.alone = looks["opens"], looks["first"], looks["alone"]
        self._every, self._shape = plain.shape, looks["shape"]
        self._tokens, self._verbs, self._rare = looks["tokens"], looks["verbs"], looks["rare"]
        self.shapes = Memory(self._of_shape, **limit)
        self.amounts = Memory(self._of_amounts, **limit)

    def _of_shape(self, shape: str) -> int:
        return self._every(shape, 0) + self._shape(shape, 0)

    def _of_amounts(self, amounts: tuple[int, int, int]) -> int:
        """Weigh how many tokens there are, how many of them are verbs, and how many are proper."""
        count, verbs, rare = amounts
        return (
            self._tokens(_NUMBERS[min(count, 8)], 0)
            + self._verbs(_NUMBERS[verbs], 0)
            + self._rare(_NUMBERS[10 * rare // count], 0)
        )

"""What a word says of a name by itself: as its first, inside it, as its last, before it and behind it.

These sums of weights depend on nothing but the word, its class and its kind. Most words of a text have been
weighed before; what remains to be added for a candidate are the features that tell of several words
(`name_features`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from baiyang_kg.reading.memory import Memory

if TYPE_CHECKING:
    from baiyang_kg.reading.name_weights import PlainTables

Word = tuple[str, str, str]  # text, class of words that stand alike, kind of token (of a last one: suffix)


class WordWeights:
    """The sums for words in each of the five places; a recorder's are worked out each time anew."""

    __slots__ = ("_plain", "_tails", "first", "following", "inside", "last", "previous")

    def __init__(self, plain: PlainTables, tails: dict[str, dict[str, int]], **limit: int) -> None:
        self._plain = plain
        self._tails = tails
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

"""Sums of weights of names by the facts that tell them, remembered: most of them have been met before.

A method for each sum names its features by the tables in which they are looked up. What is remembered is told
by a lexeme, or by the facts that stand in one row of columns (`features`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from baiyang_kg.reading.memory import Memory

if TYPE_CHECKING:
    from baiyang_kg.reading.names.lexemes import Lexeme
    from baiyang_kg.reading.weights import Weights

_JOINTS = frozenset("、+，—·")
_WORDY = frozenset("的不有要了")
_LONG = 12  # characters of a name; what is longer is of this size
_MANY = 8  # tokens, likewise


class Sums:
    """The sums of one table of weights; those of a recorder are worked out each time anew."""

    __slots__ = (
        "_weights", "between", "bordering", "ending", "first", "following", "framed", "inside", "last",
        "made", "most_of_type", "opening", "previous", "quoted", "shape", "size",
    )  # fmt: skip

    def __init__(self, weights: Weights, **limit: int) -> None:
        self._weights = weights
        self.first = Memory(self._first, **limit)
        self.inside = Memory(self._inside, **limit)
        self.last = Memory(self._last, **limit)
        self.previous = Memory(self._previous, **limit)
        self.following = Memory(self._following, **limit)
        self.ending = Memory(self._ending, **limit)
        self.bordering = Memory(self._bordering, **limit)
        self.opening = Memory(self._opening, **limit)
        self.between = Memory(self._between, **limit)
        self.shape = Memory(self._shape, **limit)
        self.made = Memory(self._made, **limit)
        self.size = Memory(self._size, **limit)
        self.framed = Memory(self._framed, **limit)
        self.quoted = Memory(self._quoted, **limit)
        self.most_of_type = Memory(self._most_of_type, **limit)

    def _look(self, family: str, fact: str, of: str = "") -> int:
        return self._weights[family][of].get(fact, 0)

    def _first(self, word: Lexeme) -> int:
        look, text = self._look, word.text
        return (
            look("first", text)
            + look("begins", text[0])
            + (look("begins two", text[:2].strip()) if len(text) > 1 else 0)
            + look("opens", word.kind)
            + look("first class", word.group)
        )

    def _inside(self, word: Lexeme) -> int:
        look = self._look
        return look("holds", word.kind) + look("inside", word.text) + look("inside class", word.group)

    def _last(self, word: Lexeme) -> int:
        look, text, tail = self._look, word.text, word.tail
        return (
            look("ends", tail)
            + look("ends", tail, "whole" if text == tail else "tail")
            + look("last", text)
            + look("tail", text[-1])
            + (look("close", text[-2:].strip()) if len(text) > 1 else 0)
            + look("last class", word.group)
        )

    def _previous(self, word: Lexeme) -> int:
        look = self._look
        return (
            look("previous", word.said) + look("previous class", word.said_group) + look("before", word.shown)
        )

    def _following(self, word: Lexeme) -> int:
        look = self._look
        return look("next", word.said) + look("next class", word.said_group) + look("after", word.shown)

    def _ending(self, facts: tuple[str, str, str]) -> int:
        """Weigh the type that is presumed, why, and what follows a name of this type."""
        kind, reason, after = facts
        return self._look("is", kind, reason) + self._look("after", after, kind)

    def _bordering(self, kinds: tuple[str, str, str]) -> int:
        """Weigh the kinds of the two tokens before a name and of its first."""
        earlier, before, opening = kinds
        return self._look("earlier", earlier, before) + self._look("joint", opening, before)

    def _opening(self, facts: tuple[str, str, str]) -> int:
        """Weigh the kinds of the token before a name of a type and of its first."""
        kind, before, opening = facts
        return self._look("before", before, kind) + self._look("opens", opening, kind)

    def _most_of_type(self, kind: str) -> int:
        """Return the most that the first token of a name of a type can weigh because of the type."""
        tables = [self._weights[family][kind] for family in ("before", "opens", "first")]
        return sum(max([0, *table.values()]) for table in tables)

    def _between(self, facts: tuple[str, str, str]) -> int:
        """Weigh the kinds of the tokens before and behind a name of a type."""
        kind, before, after = facts
        return self._look("between", f"{before}+{after}", kind)

    def _shape(self, facts: tuple[str, str]) -> int:
        kind, shape = facts
        return self._look("shape", shape) + self._look("shape", shape, kind)

    def _made(self, facts: tuple[str, int, int, int]) -> int:
        """Weigh how many tokens a name of a type has, how many of them are verbs, and how many are proper."""
        kind, count, verbs, rare = facts
        return (
            self._look("tokens", f"{min(count, _MANY)}", kind)
            + self._look("verbs", f"{verbs}", kind)
            + self._look("rare", f"{10 * rare // count}", kind)
        )

    def _size(self, facts: tuple[str, int]) -> int:
        """Weigh how many characters a name has that ends so."""
        suffix, characters = facts[0], f"{min(facts[1], _LONG)}"
        return self._look("chars", characters) + self._look("chars", characters, suffix)

    def _framed(self, facts: tuple[str, str, str, str]) -> int:
        """Weigh the first token by the last, and what is before that: nothing, what is proper, or common."""
        kind, opening, suffix, made = facts
        if made == "alone":
            return self._look("alone", opening, kind)
        return (
            self._look("frames", opening, suffix)
            + self._look(made, kind, "of")
            + self._look(made, suffix, "to")
        )

    def _quoted(self, facts: tuple[str, str]) -> int:
        """Weigh a quotation that a name is or holds."""
        where, inner = facts
        return (
            self._look("quote", inner[:1], "first")
            + self._look("quote", inner[-1:], "last")
            + self._look("quote", f"{min(len(inner), 9)}", where)
            + self._look("quote", f"{not _JOINTS.isdisjoint(inner)}+{not _WORDY.isdisjoint(inner)}", "marks")
        )

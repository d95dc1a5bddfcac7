"""What was worked out of a word is remembered: the words of a language recur, from text to text.

A memory holds what a function returns, so that nothing that is read depends on it; and it holds no more than
so many words, whatever is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Key = TypeVar("Key")
Found = TypeVar("Found")

_MOST = 50_000  # words; more than a hundred reports have


class Memory(dict[Key, Found]):
    """Key → what `work_out` returns of it, worked out once until there are too many."""

    def __init__(self, work_out: Callable[[Key], Found], *, most: int = _MOST) -> None:
        super().__init__()
        self._work_out = work_out
        self._most = most  # 0: nothing is remembered

    def __missing__(self, key: Key) -> Found:
        found = self._work_out(key)
        if len(self) >= self._most:
            self.clear()
        if self._most:
            self[key] = found
        return found

"""What tells the type of a name: groups of features, each told by a few facts and remembered by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from baiyang_kg.reading.names.lexemes import Lexeme

Telling = tuple["Callable[..., list[str]]", *tuple[object, ...]]  # what names features, and of which facts


def features_of(told: Iterable[Telling]) -> list[str]:
    """Return the names of the features."""
    return [name for tell, *facts in told for name in tell(*facts)]


def expected(kind: str, reason: str) -> list[str]:
    """Name the type that is presumed, and why."""
    return [f"expected {kind}", f"reason {reason}+{kind}"]


def last(word: Lexeme) -> list[str]:
    """Name how the name ends."""
    bare = word.text.rstrip("”》")
    return [f"ends {word.tail}", f"last {word.text[-4:]}", f"tail {bare[-2:]}", f"close {bare[-1:]}"]


def first(word: Lexeme) -> list[str]:
    """Name how it begins."""
    return [f"first {word.kind}", f"begins {word.text[:2]}"]


def previous(word: Lexeme, kind: str) -> list[str]:
    """Name what stands before it."""
    return [f"before {word.shown}", f"before {word.shown}+{kind}", f"previous {word.said}"]


def following(word: Lexeme) -> list[str]:
    """Name what stands behind it."""
    return [f"after {word.shown}", f"next {word.said}"]


def promised(sort: str, kind: str) -> list[str]:
    """Name the sort of what it ends with, of a quotation that of what is quoted."""
    return [f"sort {sort}+{kind}"]


def listed(noun: str, sort: str, kind: str) -> list[str]:
    """Name the noun that sums up the list in which it stands, and its sort."""
    return [f"listed {noun}", f"listed {noun}+{kind}", f"sums-up {sort}", f"sums-up {sort}+{kind}"]


def governed(verb: str, kind: str) -> list[str]:
    """Name the class of the verb that governs it."""
    return [f"verb {verb}", f"verb {verb}+{kind}"]


def size(characters: int, tokens: int, kind: str) -> list[str]:
    """Name how long it is."""
    return [f"chars {min(characters, 12)}", f"tokens {min(tokens, 4)}+{kind}"]


def quotes(kind: str) -> list[str]:
    """Name that it is a quotation or holds one."""
    return [f"quotes {kind}"]


def joins(kind: str) -> list[str]:
    """Name that it joins two things."""
    return [f"joins {kind}"]

"""Names of the features of a reading of a quantity, from the facts that `ranking` gathers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def ending(closes: str, tail: str, unit: str) -> Iterable[str]:
    """Name the features of the end of a phrase: its class, its last characters, the last with the unit."""
    last = tail[-1]
    return f"closes={closes}", f"closes-with={tail}", f"closes-in={last}", f"unit={unit} closes-in={last}"


def behind(opens: str, closes: str, outside: str, following: str) -> Iterable[str]:
    """Name the features of the edges of a phrase that stands behind its quantity."""
    edges = f"opens={opens}", f"outside={outside}", f"closes={closes} outside={outside}"
    return edges if outside in ("$", "、") else (*edges, f"outside-is={following}")


def before(opens: str, first: str, outside: str, previous: str) -> Iterable[str]:
    """Name the features of the edges of a phrase that stands before its quantity."""
    edges = f"opens={opens}", f"outside={outside}", f"outside={outside} opens={opens}", f"opens-with={first}"
    return edges if outside in ("^", "、") else (*edges, f"outside-is={previous}")


def alike(opens: str, closes: str, edge: str, outside: str, unit: str) -> Iterable[str]:
    """Name the features of the classes of words that stand alike: at the edges and just outside."""
    return (
        f"opens-like={opens}", f"closes-like={closes}", f"outside-like={outside}",
        f"edge-like={edge} outside-like={outside}", f"unit={unit} closes-like={closes}",
    )  # fmt: skip


def tagged(edge: str, outside: str, further: str) -> Iterable[str]:
    """Name the features of the tags of the word at the open edge, of the next one and the one after it."""
    return f"outside-tags={outside},{further}", f"outside-tags={edge},{outside},{further}"


def gap(texts: Sequence[str], classes: Sequence[str]) -> Iterable[str]:
    """Name the features of the words between a thing and its quantity."""
    names = [f"gap-long={len(texts)}", f"gap={' '.join(classes)}"]
    if texts:
        names += (
            f"gap-opens={texts[0]}", f"gap-opens-as={classes[0]}",
            f"gap-closes={texts[-1]}", f"gap-closes-as={classes[-1]}",
        )  # fmt: skip
        names += [f"gap-has={text}" for text in texts]
        names += [f"gap-holds={one}" for one in sorted(set(classes))]
    return names


def inside(opens: str, second: str, next_to_last: str, closes: str) -> Iterable[str]:
    """Name the features of the words next to the edges of a phrase, inside it."""
    return f"second={second} opens={opens}", f"closes={next_to_last},{closes}"


def content(length: str, size: int, verbs: int) -> list[str]:
    """Name the features of how much a phrase holds: its length in words and characters, its verbs."""
    return [f"words={length}", f"characters={size}", f"verbs-inside={verbs}"]


def marks(held: Iterable[str]) -> list[str]:
    """Name the features of the marks in a phrase."""
    return [f"has={mark}" for mark in held]

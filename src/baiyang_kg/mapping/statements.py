"""What statements are made of: subject, predicate and object, and their terms."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode

from baiyang_kg.graph import vocab

if TYPE_CHECKING:
    from collections.abc import Iterator

Fact: TypeAlias = tuple[str, str, NamedNode | Literal]  # subject and predicate are IRIs
node = lru_cache(maxsize=10_000)(NamedNode)


def typed(iri: str, *classes: str) -> Iterator[Fact]:
    """Say of which classes a thing is."""
    for kind in classes:
        yield iri, vocab.A, node(kind)


def chinese(text: str) -> Literal:
    """Return a text in Chinese."""
    return Literal(text, language="zh")

"""The first rows of an answer, by which the look of its columns is settled; the others may be millions."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import pyoxigraph

from baiyang_kg.graph.vocab import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SIZE = 500  # rows


def take_sample(rows: Iterable[Sequence[Any]]) -> tuple[list[Sequence[Any]], Iterator[Sequence[Any]]]:
    """Return the first rows, and all rows again."""
    coming = iter(rows)
    first = list(islice(coming, SIZE))
    return first, chain(first, coming)


def numeric_columns(sample: Sequence[Sequence[Any]], width: int) -> list[bool]:
    """Tell which of the `width` columns hold numbers and nothing else, in the rows of a sample."""
    return [
        all(row[i] is None or _is_number(row[i]) for row in sample)
        and any(row[i] is not None for row in sample)
        for i in range(width)
    ]


def _is_number(term: Any) -> bool:
    return isinstance(term, pyoxigraph.Literal) and term.datatype.value in NUMBERS

"""Numbers as the store writes them, so that what is made and what is read back are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from baiyang_kg.graph import vocab

if TYPE_CHECKING:
    from decimal import Decimal


def decimal_literal(value: Decimal) -> Literal:
    """Return the canonical form (XML Schema 1.1, part 2, section 3.3.3), which the store would make of it."""
    written = f"{value:f}"
    canonical = written.rstrip("0").rstrip(".") if "." in written else written
    return Literal(canonical, datatype=NamedNode(vocab.DECIMAL))

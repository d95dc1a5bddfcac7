"""Whether a graph has the shape that `ontology/shapes.ttl` demands (SHACL core).

The one place that knows the validator, the package `shacl`: fast, and it passes all of the W3C's core tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import shacl

from baiyang_kg.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_ENOUGH = 1000  # violations after which the rest can wait


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One demand of a shape that one node does not meet."""

    focus: str  # IRI of the node
    path: str  # the property or property path, in SPARQL's syntax; "" where the node itself is wrong
    value: str  # the offending value; "" where something is missing
    message: str
    message_zh: str
    blocking: bool  # a warning does not keep a graph from being stored


class Shapes:
    """The compiled shapes, ready to validate any number of graphs."""

    __slots__ = ("_compiled",)

    def __init__(self, path: Path) -> None:
        try:
            self._compiled: Any = shacl.Shapes.from_file(str(path))
        except (OSError, ValueError) as error:
            raise LexiconError(str(path), f"holds no shapes: {error}", "mend the Turtle") from None

    def validate(self, triples: Iterable[ox.Triple]) -> tuple[Violation, ...]:
        """Return what is wrong with the graph of `triples`, in a fixed order; at most a thousand."""
        text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
        assert text is not None  # noqa: S101 (it is None only where the output is a file)
        report = self._compiled.validate_text(text.decode("utf-8"), format="ntriples", max_results=_ENOUGH)
        return tuple(sorted(_violation(result) for result in report.results))


def _violation(result: Any) -> Violation:
    messages = [*result.messages, "", ""]
    return Violation(
        focus=result.focus_node.strip("<>"),
        path=result.path or "",
        value=result.value_plain or "",
        message=messages[0] or result.component,
        message_zh=messages[1] or messages[0] or result.component,
        blocking=result.severity == "Violation",
    )

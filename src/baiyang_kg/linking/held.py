"""Records at hand, as a Source: what is linked with itself needs no file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from baiyang_kg.datasets.record import Record


class Held(NamedTuple):
    """Some records, at once a batch and the source of it."""

    records: Sequence[Record]
    id: str = "graph"
    title: str = "the graph itself"
    path: str = ""
    sha256: str = ""
    year: int | None = None

    @property
    def names(self) -> list[str]:
        """Return their names."""
        return [record.name for record in self.records]

    @property
    def codes(self) -> list[str]:
        """Return their codes."""
        return [record.code for record in self.records]

    def record(self, index: int) -> Record:
        """Return one of them."""
        return self.records[index]

    def batches(self) -> Iterator[Held]:
        """Yield all of them at once."""
        yield self

"""An outside dataset written in a test: rows of names and codes, streamed as a file of them would be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.datasets.record import Record, RecordBatch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BAIYANG = ("浙江省", "杭州市", "钱塘区", "白杨街道")


class Table(NamedTuple):
    """A dataset of these records, with so many in a batch."""

    records: Sequence[Record]
    size: int = 1000
    id: str = "table"
    title: str = "a table"
    path: str = "table.csv"
    sha256: str = ""
    year: int | None = None

    def batches(self) -> Iterator[RecordBatch]:
        """Yield the records."""
        for start in range(0, len(self.records), self.size):
            yield RecordBatch(self.records[start : start + self.size])


def thing(
    name: str, kind: str = "community", *, parents: tuple[str, ...] = BAIYANG, **more: object
) -> Record:
    """Return a thing of the graph."""
    return Record(f"id:{kind}/{'/'.join((*parents, name))}", name, kind, parents, **more)  # type: ignore[arg-type]


def coded(names: str, *, year: int | None = None) -> list[Record]:
    """Return the records of lines of a code and a name: "330114002005 邻里社区"."""
    parted = [line.split() for line in names.splitlines() if line]
    return [Record(f"code:{code}", name, code=code, year=year) for code, name in parted]

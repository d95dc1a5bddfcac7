"""What stands on one side of a link: a thing of the graph, or a row of an outside dataset."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Record(NamedTuple):
    """One thing on one side of a link."""

    iri: str
    name: str  # as printed
    kind: str = ""  # word of the contract, or the level of an area (province city district …); "": unknown
    parents: tuple[str, ...] = ()  # names of the areas that it is in, the largest first; (): unknown
    aliases: tuple[str, ...] = ()
    code: str = ""  # of a division, with 2, 4, 6, 9 or 12 digits, or another identifier
    year: int | None = None  # that it speaks for: of a report, of a release of codes
    place: str = ""  # where it stands: villages.csv:417


class Batch(Protocol):
    """Some records at once, as columns: most of a great dataset is only glanced at."""

    @property
    def names(self) -> Sequence[str]:
        """Their names, "" where there is none."""
        ...

    @property
    def codes(self) -> Sequence[str]:
        """Their codes, as many, "" where there is none."""
        ...

    @property
    def aliases(self) -> Sequence[Sequence[str]]:
        """Columns of their other names, each with as many, "" where there is none; maybe no column."""
        ...

    def record(self, index: int) -> Record:
        """Return one of them whole."""
        ...


class RecordBatch(NamedTuple):
    """Some records that are whole already."""

    records: Sequence[Record]

    @property
    def names(self) -> list[str]:
        """Their names."""
        return [record.name for record in self.records]

    @property
    def codes(self) -> list[str]:
        """Their codes, "" where there is none."""
        return [record.code for record in self.records]

    @property
    def aliases(self) -> list[tuple[str, ...]]:
        """Their first other names, their second ones …, "" where there is none."""
        return list(zip_longest(*(record.aliases for record in self.records), fillvalue=""))

    def record(self, index: int) -> Record:
        """Return one of them."""
        return self.records[index]


class Source(Protocol):
    """An outside dataset, to be read from its beginning as often as needed, in bounded memory."""

    @property
    def id(self) -> str:
        """Last part of its IRI."""
        ...

    @property
    def title(self) -> str:
        """What people call it."""
        ...

    @property
    def path(self) -> str:
        """Its file or address."""
        ...

    @property
    def sha256(self) -> str:
        """Digest of its bytes; "" of a service."""
        ...

    @property
    def year(self) -> int | None:
        """The year that all of it speaks for."""
        ...

    def batches(self) -> Iterator[Batch]:
        """Yield its records. Raises DatasetError, with file and line, for what cannot be read."""
        ...

"""What a table says in RDF: the part of CSVW's metadata that makes quads and records.

Read from a file by `datasets.metadata`, or proposed by `datasets.suggestion`. See "Metadata Vocabulary for
Tabular Data" and "Generating RDF from Tabular Data on the Web", W3C 2015.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from baiyang_kg.datasets.properties import ALIASES, CODES, NAMES
from baiyang_kg.datasets.table import PLAIN, Dialect
from baiyang_kg.datasets.template import ROW, SOURCE_ROW, Template

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, or a virtual one that says the same of every row."""

    name: str  # in templates
    title: str = ""  # in the table's header; "" for a virtual column
    predicate: str = ""  # template of the property's IRI
    value: str = ""  # template of the value's IRI; "": the cell's text is the value
    about: str = ""  # template of the subject's IRI, where it is not the row's
    datatype: str = "string"  # of XML Schema
    details: tuple[tuple[str, object], ...] = ()  # of the datatype: its format, its least value …
    lang: str = ""
    null: tuple[str, ...] = ("",)  # cells that say nothing
    separator: str = ""  # between several values in a cell
    default: str = ""  # what an empty cell means
    required: bool = False
    suppressed: bool = False  # read, and nothing is made of it

    @property
    def virtual(self) -> bool:
        """Say whether it stands in no table."""
        return not self.title


@dataclass(frozen=True, slots=True)
class Description:
    """A table's description."""

    id: str  # of the dataset
    table: str  # name of the table's file
    about: str  # template of a row's IRI
    columns: tuple[Column, ...]
    row_titles: tuple[str, ...] = ()  # names of the columns that say what a row is called
    title: str = ""
    year: int | None = None  # of the release, of which all rows speak
    comments: tuple[str, ...] = ()
    dialect: Dialect = PLAIN
    path: str = ""  # of its file; "": proposed
    annotations: dict[str, object] = field(
        default_factory=dict
    )  # other properties of the table: its licence …

    def variables(self) -> frozenset[str]:
        """Return what its templates may name."""
        return frozenset({column.name for column in self.columns if not column.virtual} | {ROW, SOURCE_ROW})

    def templates(self) -> list[Template]:
        """Return the templates of IRIs that it has."""
        texts = [self.about]
        for column in self.columns:
            texts += [column.predicate, column.value, column.about]
        return [Template(text) for text in texts if text]

    def positions(self, header: Sequence[str]) -> dict[str, int]:
        """Return where its columns stand in a table's header, by their names in templates."""
        return {column.name: header.index(column.title) for column in self.columns if not column.virtual}

    def titles_of(self, role: str) -> list[str]:
        """Return the headings of the columns that hold the name, the alias or the code of a row."""
        if role == "name" and self.row_titles:
            return [column.title for column in self.columns if column.name in self.row_titles]
        known = {"name": NAMES, "alias": ALIASES, "code": CODES}[role]
        return [
            column.title
            for column in self.columns
            if column.predicate in known and not column.virtual and not column.lang.startswith("zh-Latn")
        ]

"""The rows of a table as records to link with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.datasets.areas import above, named, names_by_code, short_code
from baiyang_kg.datasets.keys import distinct_blocks
from baiyang_kg.datasets.kinds import kind_of_code, kind_of_word
from baiyang_kg.datasets.record import Record
from baiyang_kg.datasets.roles import AREAS
from baiyang_kg.datasets.template import ROW, SOURCE_ROW, Template
from baiyang_kg.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from baiyang_kg.datasets.describing import DescribedTable
    from baiyang_kg.datasets.description import Description
    from baiyang_kg.datasets.roles import Roles
    from baiyang_kg.datasets.table import Block, Table


class TableBatch(NamedTuple):
    """Some rows of a table, as columns."""

    names: list[str]
    codes: list[str]
    aliases: list[list[str]]
    block: Block
    source: TableSource

    def record(self, index: int) -> Record:
        """Return one row whole."""
        return self.source.record(self, index)


@dataclass(frozen=True, slots=True)
class TableSource:
    """A table with its description, as a Source."""

    id: str
    title: str
    path: str
    sha256: str
    year: int | None
    table: Table
    description: Description
    roles: Roles
    about: Template
    positions: Mapping[str, int]  # of the columns that templates name
    areas: Mapping[str, str]  # names of the areas above, by code

    def batches(self) -> Iterator[TableBatch]:
        """Yield its rows, each key once. Raises DatasetError, with file and line."""
        columns = self.roles.columns
        key = [self.positions[variable] for variable in self.about.variables if variable in self.positions]
        for block in distinct_blocks(self.table, key):
            names = _column(block.rows, columns["name"])
            aliases = [_column(block.rows, columns["alias"])] if "alias" in columns else []
            yield TableBatch(names, self._codes(block.rows), aliases, block, self)

    def _codes(self, rows: list[list[str]]) -> list[str]:
        if "code" not in self.roles.columns:
            return [""] * len(rows)
        code = self.roles.columns["code"]
        if self.roles.split_code:
            street = self.roles.columns["subdistrict"]
            return [row[code].strip() + row[street].strip()[:3] for row in rows]
        return _column(rows, code)

    def record(self, batch: TableBatch, index: int) -> Record:
        """Return one row of a batch whole."""
        row, line = batch.block.rows[index], batch.block.lines[index]
        name, code = batch.names[index], batch.codes[index]
        values = {variable: row[position].strip() for variable, position in self.positions.items()}
        values |= {ROW: str(batch.block.first + index), SOURCE_ROW: str(line)}
        return Record(
            iri=self.about.expand(values),
            name=name,
            kind=self._kind(row, name, code),
            parents=self._parents(row, name, code),
            aliases=tuple(named(other for other in self._cells(row, "alias") if other != name)),
            code=code,
            year=self._year(row),
            place=f"{Path(self.path).name}:{line}",
        )

    def _cells(self, row: Sequence[str], *roles: str) -> list[str]:
        columns = self.roles.columns
        return [row[columns[role]].strip() for role in roles if role in columns]

    def _year(self, row: Sequence[str]) -> int | None:
        for cell in self._cells(row, "start", "year"):
            if cell[:4].isdigit():
                return int(cell[:4])
        return self.year

    def _kind(self, row: Sequence[str], name: str, code: str) -> str:
        if self.roles.divisions:
            return kind_of_code(code, name)
        known = map(kind_of_word, self._cells(row, "kind", "level"))
        return next(filter(None, known), self.roles.kind)

    def _parents(self, row: Sequence[str], name: str, code: str) -> tuple[str, ...]:
        """Return the areas that a row names, or else those that its code and its areas' codes lie in."""
        cells = self._cells(row, *AREAS)
        printed = [cell for cell in cells if not cell.isdigit()]
        if not printed and self.roles.divisions:
            printed = above(code, self.areas)
        elif not printed:
            printed = [self.areas.get(short_code(cell), "") for cell in cells]
        return tuple(area for area in named(printed) if area != name)


def _column(rows: Iterable[list[str]], position: int) -> list[str]:
    return list(map(str.strip, map(itemgetter(position), rows)))


def open_table_source(described: DescribedTable, *, areas: Mapping[str, str] | None = None) -> TableSource:
    """Return the rows of a table as records; a table of several levels names the areas of its own tree.

    Raises DatasetError where no column holds names.
    """
    table, description, roles, _ = described
    if "name" not in roles.columns:
        found = f"no column is known to hold names: its columns are {' · '.join(table.header)}"
        remedy = (
            "say which one does: print a description with `baiyang-kg add --suggest`, name the column in "
            "rowTitles, and give it with --mapping"
        )
        raise DatasetError(f"{table.path}:1", found, remedy)
    source = TableSource(
        id=description.id,
        title=description.title,
        path=table.path,
        sha256=table.sha256,
        year=description.year,
        table=table,
        description=description,
        roles=roles,
        about=Template(description.about),
        positions=description.positions(table.header),
        areas=areas or {},
    )
    profile = roles.profile("code")
    if roles.divisions and profile is not None and profile.digits != {12}:
        return replace(source, areas={**read_areas(source), **source.areas})
    return source


def read_areas(source: TableSource) -> dict[str, str]:
    """Return the names of the areas above communities that a table holds, by their codes."""
    found: dict[str, str] = {}
    for batch in source.batches():
        found |= names_by_code(batch.codes, batch.names)
    return found

"""A table with its description: given, found beside it, or else proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.datasets.formats import open_table
from baiyang_kg.datasets.roles import find_roles
from baiyang_kg.datasets.suggestion import sample_rows, suggest_description

if TYPE_CHECKING:
    from collections.abc import Mapping

    from baiyang_kg.datasets.description import Description
    from baiyang_kg.datasets.roles import Roles
    from baiyang_kg.datasets.table import Table


class DescribedTable(NamedTuple):
    """A table, what it says in RDF, and what its columns are to a matcher."""

    table: Table
    description: Description
    roles: Roles
    note: str  # for the user: whose description is used


def describe_table(
    path: str,
    *,
    mapping: str | None = None,
    dataset_id: str | None = None,
    year: int | None = None,
    columns: Mapping[str, str] | None = None,
) -> DescribedTable:
    """Open a table and describe it by `mapping`, by the description beside it, or by its header.

    `columns` names the column of a role and goes before all. Raises DatasetError.
    """
    from baiyang_kg.datasets.metadata import find_metadata, read_description, read_dialect  # noqa: PLC0415 (see there)

    given = mapping or find_metadata(path)
    if given is None:
        table = open_table(path)
        description, roles = suggest_description(table, id_given=dataset_id, year=year, columns=columns)
        return DescribedTable(table, description, roles, f"{path}: described by its header")
    dialect = read_dialect(given, table=path)
    titles: list[str] = []
    if not dialect.header:
        unheaded = read_description(given, table=path, header=None, id_given=dataset_id, year=year)
        titles = [column.title for column in unheaded.columns if not column.virtual]
    table = open_table(path, dialect, titles=titles)
    description = read_description(given, table=path, header=table.header, id_given=dataset_id, year=year)
    said = {role: titles[0] for role in ("name", "alias", "code") if (titles := description.titles_of(role))}
    roles = find_roles(table.header, sample_rows(table), place=path, given=said | dict(columns or {}))
    return DescribedTable(table, description, roles, f"{path}: described by {given}")

"""An outside dataset, whatever it is: the one way in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from baiyang_kg.datasets.delimited import open_delimited
from baiyang_kg.datasets.suggestion import suggest_description
from baiyang_kg.datasets.tablesource import open_table_source, read_areas

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from baiyang_kg.datasets.record import Source
    from baiyang_kg.datasets.tablesource import TableSource


def open_source(  # noqa: PLR0913 (options of the command line)
    path: str,
    *,
    mapping: str | None = None,
    parents: Sequence[str] = (),
    dataset_id: str | None = None,
    year: int | None = None,
    allow_service: bool = False,
    columns: Mapping[str, str] | None = None,
) -> Source:
    """Open a dataset to link with: a table, an RDF file, or (only if allowed) a SPARQL endpoint.

    `mapping` is a CSVW description of the table, else one beside it is used, else one is proposed. `parents`
    are tables that name the areas above by their codes. `columns` names the column of a role (name, code …).
    Raises DatasetError.
    """
    del mapping, allow_service
    return _open_table_source(path, parents=parents, dataset_id=dataset_id, year=year, columns=columns)


def _open_table_source(
    path: str,
    *,
    parents: Sequence[str] = (),
    dataset_id: str | None = None,
    year: int | None = None,
    columns: Mapping[str, str] | None = None,
) -> TableSource:
    table = open_delimited(path)
    suggestion = suggest_description(table, id_given=dataset_id, year=year, columns=columns)
    areas: dict[str, str] = {}
    for parent in parents:
        areas |= read_areas(_open_table_source(parent))
    source = open_table_source(table, suggestion.description, suggestion.roles, areas=areas)
    profile = suggestion.roles.profile("code")
    if suggestion.roles.divisions and profile is not None and profile.digits != {12}:
        source = replace(source, areas=read_areas(source) | areas)  # a table of several levels names its own
    return source

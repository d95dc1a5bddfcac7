"""An outside dataset, whatever it is: the one way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from baiyang_kg.datasets.describing import describe_table
from baiyang_kg.datasets.endpoint import is_address, open_endpoint
from baiyang_kg.datasets.rdf import open_rdf_source
from baiyang_kg.datasets.statements import syntax_of
from baiyang_kg.datasets.tablesource import open_table_source, read_areas
from baiyang_kg.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from baiyang_kg.datasets.record import Source


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
    if is_address(path):
        return open_endpoint(path, allowed=allow_service, id_given=dataset_id, year=year)
    if syntax_of(path) is not None:
        return open_rdf_source(path, id_given=dataset_id, year=year)
    described = describe_table(path, mapping=mapping, dataset_id=dataset_id, year=year, columns=columns)
    areas: dict[str, str] = {}
    for parent in parents:
        named = read_areas(open_table_source(describe_table(parent)))
        if not named:
            found = "names no area above communities by its code"
            raise DatasetError(parent, found, "name tables of streets, districts, cities or provinces")
        areas |= named
    return open_table_source(described, areas=areas)

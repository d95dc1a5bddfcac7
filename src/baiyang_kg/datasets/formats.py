"""Which reader opens a table, by the ending of its file's name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from baiyang_kg.datasets.digest import check_file
from baiyang_kg.datasets.table import PLAIN
from baiyang_kg.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.datasets.table import Dialect, Table

TEXT = (".csv", ".tsv", ".tab", ".txt")
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
OBJECTS = (".jsonl", ".ndjson", ".json", ".geojson")
TABLES = (*TEXT, *WORKBOOKS, *OBJECTS)


def ending(path: str) -> str:
    """Return the ending of a file's name in small letters, without the sheet after it: `a.xlsx#人口`."""
    return Path(path if Path(path).exists() else path.partition("#")[0]).suffix.lower()


def open_table(path: str, dialect: Dialect = PLAIN, *, titles: Sequence[str] = ()) -> Table:
    """Open a table, whatever its format; `titles` name its columns where no line of it does.

    Raises DatasetError for an ending that is none of a table's, and for what cannot be read.
    """
    kind = ending(path)
    if kind not in WORKBOOKS:
        check_file(path)
    if kind in WORKBOOKS:
        from baiyang_kg.datasets.workbook import open_workbook  # noqa: PLC0415 (needs an extra)

        return open_workbook(path)
    if kind in OBJECTS:
        from baiyang_kg.datasets.objects import open_objects  # noqa: PLC0415 (few datasets are)

        return open_objects(path)
    if kind in TEXT:
        from baiyang_kg.datasets.delimited import open_delimited  # noqa: PLC0415 (as above)

        return open_delimited(path, dialect, titles=titles)
    known = f"known are {' '.join(TABLES)}; of RDF .ttl .nt .nq .trig .n3 .rdf .owl .xml .jsonld"
    raise DatasetError(path, "is no dataset: its ending is not known", known)

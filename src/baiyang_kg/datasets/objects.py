"""Tables of objects: JSON Lines, a JSON array of objects, and the properties of GeoJSON features.

An object within an object is columns of its own (`address.city`), a list is kept as JSON; the geometry of a
feature is left out. JSON Lines stream; other JSON is read at once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from baiyang_kg.datasets.encoding import read_content
from baiyang_kg.datasets.table import PLAIN, ROWS_OF_A_BLOCK, Block, Dialect, check_header
from baiyang_kg.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINED = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class ObjectTable:
    """Objects as the rows of a table, their keys as its columns."""

    path: str
    sha256: str
    header: tuple[str, ...]
    encoding: str

    @property
    def dialect(self) -> Dialect:
        """Nothing of its characters need be declared."""
        return PLAIN

    def blocks(self) -> Iterator[Block]:
        """Yield its rows. Raises DatasetError for a line that is no object."""
        objects = _objects(self.path, self.encoding)
        number = 1
        while some := list(islice(objects, ROWS_OF_A_BLOCK)):
            rows = [[cells.get(name, "") for name in self.header] for _, cells in some]
            yield Block(rows, [line for line, _ in some], number)
            number += len(rows)


def open_objects(path: str) -> ObjectTable:
    """Open a file of objects, read once for their keys. Raises DatasetError."""
    content = read_content(path)
    keys: dict[str, None] = {}
    for _, cells in _objects(path, content.encoding):
        keys.update(dict.fromkeys(cells))
    if not keys:
        raise DatasetError(path, "holds no object", 'write one object a line: {"name": "景园社区"}')
    return ObjectTable(path, content.sha256, check_header(path, list(keys)), content.encoding)


def _objects(path: str, encoding: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the objects of a file with their lines, or with their numbers where it is one JSON text."""
    if path.lower().endswith(_LINED):
        with Path(path).open(encoding=encoding) as file:
            for line, text in enumerate(file, start=1):
                if text.strip():
                    yield line, _cells(_parse(text.rstrip(), path, line), f"{path}:{line}")
        return
    document = _parse(Path(path).read_text(encoding=encoding), path, 1)
    for number, value in enumerate(_members(document, path), start=1):
        yield number, _cells(value, f"{path}: object {number}")


def _parse(text: str, path: str, line: int) -> Any:
    try:
        return json.loads(text, parse_float=str, parse_int=str)  # 1.10 stays 1.10
    except json.JSONDecodeError as error:
        place = f"{path}:{line + error.lineno - 1}"
        raise DatasetError(
            place, f"is no JSON: {error.msg} (column {error.colno})", "mend the line"
        ) from None


def _members(document: Any, path: str) -> list[Any]:
    """Return the objects of a JSON text: of an array, or the properties of GeoJSON's features."""
    if isinstance(document, list):
        return document
    kind = document.get("type") if isinstance(document, dict) else None
    if kind == "FeatureCollection":
        return [_properties(feature) for feature in document.get("features", [])]
    if kind == "Feature":
        return [_properties(document)]
    remedy = "an array of objects, GeoJSON and JSON Lines can be read; RDF as JSON ends in .jsonld"
    raise DatasetError(path, "is no table: it is neither an array nor GeoJSON", remedy)


def _properties(feature: Any) -> dict[str, Any]:
    identifier = {"id": feature["id"]} if "id" in feature else {}
    return identifier | (feature.get("properties") or {})


def _cells(value: Any, place: str, prefix: str = "") -> dict[str, str]:
    """Return an object's values as text by their keys."""
    if not isinstance(value, dict):
        raise DatasetError(place, "is no object", 'write objects: {"name": "景园社区"}')
    cells: dict[str, str] = {}
    for key, member in value.items():
        if isinstance(member, dict):
            cells |= _cells(member, place, f"{prefix}{key}.")
        elif isinstance(member, list):
            cells[prefix + key] = json.dumps(member, ensure_ascii=False)
        elif isinstance(member, bool):
            cells[prefix + key] = "true" if member else "false"
        else:
            cells[prefix + key] = "" if member is None else str(member)
    return cells

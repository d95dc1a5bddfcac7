"""What an outside dataset is called, where its user does not say."""

from __future__ import annotations

import re
from pathlib import Path

from baiyang_kg.errors import DatasetError
from baiyang_kg.graph.iris import encode_segment
from baiyang_kg.graph.vocab import DATASET_GRAPH

_NAME = re.compile(r"[\w][\w.\-]*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def dataset_id(path: str, given: str | None = None) -> str:
    """Return the last part of a dataset's IRI: what is given, else its file's name without the ending.

    Raises DatasetError for a given one that could not stand in an IRI.
    """
    if given:
        if not _NAME.fullmatch(given):
            raise DatasetError(f"--id {given}", "cannot stand in an IRI", "write letters, digits, - _ and .")
        return given
    stem = Path(path).name.partition("#")[0]
    stem = stem.rpartition(".")[0] or stem
    return re.sub(r"[^\w.]+", "-", stem).strip("-._") or "dataset"


def mint_dataset(identifier: str) -> str:
    """Return the IRI of a dataset, which is that of its named graph."""
    return DATASET_GRAPH + encode_segment(identifier)


def space_of(identifier: str) -> str:
    """Return what the IRIs of a dataset's own things begin with."""
    return f"{mint_dataset(identifier)}/"


def column_iri(identifier: str, title: str) -> str:
    """Return the property of a column that no vocabulary is known for; Chinese stays as it is."""
    return f"{space_of(identifier)}column/{encode_segment(title)}"


def year_of_name(path: str) -> int | None:
    """Return the year that a file's name speaks of, or None where it names none or several."""
    years = set(_YEAR.findall(Path(path).name))
    return int(years.pop()) if len(years) == 1 else None

"""The digest of a file that is to be read as a dataset."""

from __future__ import annotations

import hashlib
from pathlib import Path

from baiyang_kg.errors import DatasetError


def check_file(path: str) -> None:
    """Check that a path is that of a file. Raises DatasetError."""
    file = Path(path)
    if file.is_dir():
        raise DatasetError(path, "is a folder", "name one file in it")
    if not file.exists():
        raise DatasetError(path, "there is no such file", "name a table, an RDF file or an endpoint")


def file_digest(path: str) -> str:
    """Return the SHA-256 of a file, as hexadecimal digits. Raises DatasetError for no file."""
    check_file(path)
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise DatasetError(path, f"cannot be read: {error.strerror}", "name a file you may read") from None

"""Where the files that travel with the program are: ontology, queries, lexica, the bundled report.

In a checkout they stand at its top level; in an installed wheel, below `baiyang_kg/resources`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_INSTALLED = os.path.join(_PACKAGE, "resources")
_ROOT = _INSTALLED if os.path.isdir(_INSTALLED) else os.path.dirname(os.path.dirname(_PACKAGE))


def resource(name: str) -> Path:
    """Return the path of the packaged file or folder `name`, such as `"ontology/units.ttl"`.

    Raises FileNotFoundError if the program was installed without it.
    """
    from pathlib import Path  # noqa: PLC0415 (a canned query does without)

    path = Path(_ROOT, name)
    if not path.exists():
        raise FileNotFoundError(f"{path}: missing from this installation; reinstall baiyang-kg")
    return path


def read_resource(name: str) -> str | None:
    """Return the text of the packaged file `name`, or None where there is no such file."""
    try:
        with open(os.path.join(_ROOT, name), encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return None

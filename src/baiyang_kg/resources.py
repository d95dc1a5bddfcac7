"""Where the files that travel with the program are: ontology, queries, lexica, the bundled report.

In a checkout they stand at its top level; in an installed wheel, below `baiyang_kg/resources`.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "resources"
_ROOT = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent.parent


def resource(name: str) -> Path:
    """Return the path of the packaged file or folder `name`, such as `"ontology/units.ttl"`.

    Raises FileNotFoundError if the program was installed without it.
    """
    path = _ROOT / name
    if not path.exists():
        raise FileNotFoundError(f"{path}: missing from this installation; reinstall baiyang-kg")
    return path

"""The library of CSVW, where it is installed."""

from __future__ import annotations

from typing import Any

from baiyang_kg.errors import ExportError


def load_csvw(place: str) -> Any:
    """Return the module `csvw`, loaded only now, for it takes half a second. Raises ExportError."""
    try:
        import csvw  # noqa: PLC0415 (as said)
    except ImportError:
        raise ExportError(place, "needs csvw", "pip install 'baiyang-kg[tables]'") from None
    return csvw

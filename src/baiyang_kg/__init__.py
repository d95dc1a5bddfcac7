"""Reads Chinese annual reports into a knowledge graph with evidence for every figure.

From Python:

    import baiyang_kg

    kg = baiyang_kg.open("baiyang.kg")
    kg.run("indicators", theme="economy").to_pandas()

What stands here is loaded when it is first used: the command line imports this module, and it starts at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from baiyang_kg.errors import BaiyangError
    from baiyang_kg.knowledge import KnowledgeGraph, open  # noqa: A004 (as `gzip.open`: it is called baiyang_kg.open)
    from baiyang_kg.rows import Iri, Rows

__all__ = ["BaiyangError", "Iri", "KnowledgeGraph", "Rows", "__version__", "open"]
__version__ = "0.1.0"

_HOMES = {
    "BaiyangError": "errors",
    "Iri": "rows",
    "KnowledgeGraph": "knowledge",
    "Rows": "rows",
    "open": "knowledge",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 (the command line never gets here)

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, *(name for name in globals() if name not in __all__)]

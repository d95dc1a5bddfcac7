"""The texts that tables are mined from: plain text files in folders, without those set aside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ASIDE = Path(__file__).resolve().parent.parent / "data" / "gold" / "aside"


class Source(NamedTuple):
    """A text and the place it is of; articles are named for no place, so each is one of its own."""

    name: str
    place: str
    raw: str


def read_texts(folders: Sequence[Path]) -> Iterator[Source]:
    """Yield the `.txt` files below the folders, sorted by path."""
    aside = {Path(json.loads(gold.read_text("utf-8"))["text_file"]).name for gold in ASIDE.glob("*.json")}
    for path in sorted(path for folder in folders for path in folder.rglob("*.txt")):
        if path.name not in aside:
            yield Source(path.stem, place_of(path.stem), path.read_bytes().decode("utf-8"))


def place_of(name: str) -> str:
    """Return the part of a name between hyphens (xian-yixian-2021 → yixian), else the whole name."""
    parts = name.split("-")
    return name if len(parts) < len(("rank", "place", "year")) else parts[1]

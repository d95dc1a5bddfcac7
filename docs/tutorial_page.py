"""The tutorial as a page of the site: the cells of `tutorial.ipynb`, each with what stands below it.

The notebook is executed by the tests, so the page has its answers as they are kept.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

TUTORIAL = Path(__file__).parent / "tutorial.ipynb"


def write_tutorial(page: Path) -> None:
    """Write the page, as Markdown with the tables and pictures of the notebook in it."""
    page.write_text("\n".join(tutorial_lines()), encoding="utf-8")


def tutorial_lines() -> Iterator[str]:
    """Yield the page in MyST, a blank line after each block."""
    for cell in json.loads(TUTORIAL.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        yield from (source if cell["cell_type"] == "markdown" else fenced("python", source), "")
        for output in cell.get("outputs", []):
            yield from (shown(output), "")


def shown(output: dict[str, Any]) -> str:
    """Return one output of a cell: a picture or a table as it is, else its text."""
    data: dict[str, list[str]] = output.get("data", {})
    if "image/svg+xml" in data:
        picture = "".join(data["image/svg+xml"])
        return fenced("{raw} html", picture[picture.index("<svg") :])
    if "text/html" in data:
        return fenced("{raw} html", "".join(data["text/html"]))
    return fenced("text", "".join(data.get("text/plain") or output["text"]))


def fenced(kind: str, text: str) -> str:
    """Return a fenced block; four backticks, since a cell may have three of its own."""
    return f"````{kind}\n{text.rstrip()}\n````"

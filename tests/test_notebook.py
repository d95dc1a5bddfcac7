"""The tutorial runs: each cell of `docs/tutorial.ipynb` gives what stands below it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
import tutorial_page

from baiyang_kg.build import build

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
TUTORIAL = ROOT / "docs" / "tutorial.ipynb"


@pytest.fixture
def workplace(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the graph of the bundled report, in which whatever Jupyter writes stays.

    Its name is short: in it lie sockets, whose paths the system keeps short.
    """
    with tempfile.TemporaryDirectory(prefix="nb") as folder:
        build([ROOT / "data" / "reports" / "baiyang-2023.txt"], Path(folder) / "baiyang.kg")
        for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
            (Path(folder) / name.lower()).mkdir()
            monkeypatch.setenv(name, str(Path(folder) / name.lower()))
        yield Path(folder)


def executed(notebook: Any, *, folder: Path) -> Any:
    """Return a notebook after it has run in `folder`; sockets of the file system, no port is opened."""
    import asyncio  # noqa: PLC0415 (only this test has a kernel)

    from jupyter_client import AsyncKernelManager  # noqa: PLC0415 (as above)
    from nbclient import NotebookClient  # noqa: PLC0415 (as above)

    kernel = AsyncKernelManager(transport="ipc", ip=str(folder / "kernel"), kernel_name="python3")
    client = NotebookClient(notebook, km=kernel, timeout=60, resources={"metadata": {"path": str(folder)}})
    asyncio.run(client.async_execute(cleanup_kc=True))
    return notebook


def shown(cell: Any) -> list[str]:
    """Return what a cell shows, as texts; of a picture that it is there."""
    texts = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if output["output_type"] == "stream":
            texts.append(output["text"])
        elif "image/svg+xml" in data:
            texts.append("picture")
        else:
            texts.append(data.get("text/html") or data.get("text/plain", ""))
    return texts


@pytest.mark.slow
def test_the_tutorial_gives_what_it_shows(workplace: Path, request: pytest.FixtureRequest) -> None:
    """Every cell runs without an error, and its answer is the one that is stored below it."""
    stored = nbformat.read(TUTORIAL, as_version=4)
    fresh = executed(nbformat.read(TUTORIAL, as_version=4), folder=workplace)
    if request.config.getoption("--update-golden"):
        write(fresh)
        return

    for cell, now in zip(stored.cells, fresh.cells, strict=True):
        assert shown(now) == shown(cell), f"now otherwise (pytest --update-golden writes it):\n{cell.source}"


def write(notebook: Any) -> None:
    """Write the tutorial as it is kept: no counts, no times, ids that stay."""
    for cell in notebook.cells:
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.execution_count = None
            for output in cell.outputs:
                if "execution_count" in output:
                    output.execution_count = None
    notebook.metadata = {"kernelspec": notebook.metadata.kernelspec, "language_info": {"name": "python"}}
    TUTORIAL.write_text(nbformat.writes(notebook, indent=1) + "\n", encoding="utf-8")


def test_the_tutorial_is_kept_clean() -> None:
    """The notebook is valid, has answers, and holds nothing of the machine it ran on."""
    notebook = nbformat.read(TUTORIAL, as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]

    assert [cell.id for cell in notebook.cells] == [
        f"cell-{place:02}" for place in range(len(notebook.cells))
    ]
    assert all(cell.execution_count is None and not cell.metadata for cell in cells)
    assert sum(bool(shown(cell)) for cell in cells) == len(cells)
    assert os.sep + "tmp" not in TUTORIAL.read_text(encoding="utf-8")


def test_the_page_of_the_tutorial_shows_every_cell() -> None:
    """The site has each cell of the notebook, and below it what the notebook has."""
    page = "\n".join(tutorial_page.tutorial_lines())
    cells = nbformat.read(TUTORIAL, as_version=4).cells

    assert all(cell.source in page for cell in cells)
    assert all(text.rstrip() in page for cell in cells for text in shown(cell) if text != "picture")
    assert page.count("<svg") == sum(shown(cell).count("picture") for cell in cells) >= 1

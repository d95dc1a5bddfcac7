"""What several tests share: the seed report, the golden files, the development folder beside the checkout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from baiyang_kg.graph import vocab
from baiyang_kg.graph.store import merge_graphs, open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from baiyang_kg.graph.store import Store

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
GOLDEN = ROOT / "tests" / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files change only when someone asks for it, and then as a diff to review."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden from what came out")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development folder beside the checkout; a test that needs it is skipped without it."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is absent: nothing was compared with the development material")
    return SHARED


@pytest.fixture(scope="session")
def seed() -> str:
    """The bundled report, every character as archived."""
    path = ROOT / "data" / "reports" / "baiyang-2023.txt"
    return path.read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the ontology and two small reports written by hand (`asking.trig`); only to be read."""
    return _stored(tmp_path_factory.mktemp("asking") / "asking.kg")


def _stored(path: Path, *graphs: Path) -> Path:
    """Make a store of the ontology, `asking.trig` and further graphs."""
    store = ox.Store(path)
    for name in ("baiyang", "indicators", "themes", "topics", "units"):
        store.bulk_load(path=ROOT / "ontology" / f"{name}.ttl", to_graph=ox.NamedNode(vocab.ONTOLOGY_GRAPH))
    for graph in (ROOT / "tests" / "asking.trig", *graphs):
        store.bulk_load(path=graph)
    store.bulk_extend(merge_graphs(list(store)))
    store.flush()
    return path


@pytest.fixture(scope="session")
def opened(asking: Path) -> Store:
    """The same store, opened."""
    return open_store(asking)


@pytest.fixture(scope="session")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of all small reports written by hand (`asking.trig`, `graphs/*.trig`); only to be read."""
    return _stored(
        tmp_path_factory.mktemp("wide") / "wide.kg", *sorted((ROOT / "tests" / "graphs").glob("*.trig"))
    )


@pytest.fixture(scope="session")
def wide_store(wide: Path) -> Store:
    """The same store, opened."""
    return open_store(wide)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with `tests/golden/<name>`; with `--update-golden`, write it there instead."""

    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        assert path.is_file(), f"{path} is missing: make it with pytest --update-golden"
        expected = path.read_bytes().decode("utf-8")
        assert text == expected, f"{name} changed; if rightly: pytest --update-golden, and review the diff"

    return check

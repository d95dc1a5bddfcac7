"""The wheel works where there is no checkout: all that the program reads travels inside it."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from baiyang_kg import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
PACKAGED = ["ontology", "queries", "data/lexicon", "data/reports"]

pytestmark = pytest.mark.slow

Run = subprocess.CompletedProcess[str]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout; without the build backend here, it is fetched from the package index."""
    folder = tmp_path_factory.mktemp("wheel")
    here = ["--no-isolation"] if importlib.util.find_spec("hatchling") else []
    command = [sys.executable, "-m", "build", "--wheel", *here, "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Run]:
    """Run the program as installed from the wheel, in a folder that is not the checkout."""
    home = tmp_path_factory.mktemp("elsewhere")
    venv.create(home / "env", with_pip=True)
    scripts = home / "env" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run(
        [scripts / "python", "-m", "pip", "install", "--quiet", wheel], check=True, capture_output=True
    )
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}

    def run(*arguments: str) -> Run:
        return subprocess.run(
            [scripts / "baiyang-kg", *arguments],
            cwd=home,
            env=environment,
            capture_output=True,
            check=False,
            encoding="utf-8",
        )

    return run


@pytest.mark.parametrize("folder", PACKAGED)
def test_what_the_program_reads_is_in_the_wheel(wheel: Path, folder: str) -> None:
    """Ontology, queries, lexica and the bundled report are inside, file by file and byte by byte."""
    expected = {
        f"baiyang_kg/resources/{path.relative_to(ROOT).as_posix()}": path.read_bytes()
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    with zipfile.ZipFile(wheel) as archive:
        packed = {
            name: archive.read(name)
            for name in archive.namelist()
            if name.startswith(f"baiyang_kg/resources/{folder}/")
        }

    assert packed == expected
    assert packed


def test_the_wheel_holds_the_program_alone(wheel: Path) -> None:
    """Tests, benchmarks and gold stay in the repository; licence and type marker go along."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.partition("/")[0] for name in names}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"baiyang_kg"}
    assert "baiyang_kg/py.typed" in names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_installed_program_builds_and_answers(installed: Callable[..., Run]) -> None:
    """Outside the checkout, the bundled report becomes a graph, and a canned query is answered from it."""
    built = installed("build")
    answered = installed("run", "overview")

    assert built.returncode == 0, built.stderr
    assert answered.returncode == 0, answered.stderr
    assert "白杨街道" in answered.stdout


def test_the_installed_program_reads_a_report(installed: Callable[..., Run], tmp_path: Path) -> None:
    """Outside the checkout, `extract` prints the facts of a file that it was never told about."""
    report = tmp_path / "short.txt"
    report.write_text("2023年,全年实现财政总收入13.89亿元,同比增长2.65%。\n", encoding="utf-8")
    read = installed("extract", str(report), "--area", "白杨街道", "--year", "2023")

    assert read.returncode == 0, read.stderr
    assert '"value":"1389000000"' in read.stdout


def test_the_installed_program_names_its_version(installed: Callable[..., Run]) -> None:
    """`--version` says the version of the package that was installed."""
    assert __version__ in installed("--version").stdout

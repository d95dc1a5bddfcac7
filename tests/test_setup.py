"""What `make` says to someone whose machine lacks something."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def pretend_python(folder: Path, *, without: str) -> Path:
    """Return an interpreter that fails where the Makefile asks for `without`, and succeeds otherwise."""
    python = folder / "python"
    python.write_text(f'#!/bin/sh\ncase "$*" in *{without}*) exit 1 ;; esac\n', encoding="utf-8")
    python.chmod(0o755)
    return python


@pytest.mark.parametrize(
    ("without", "advice"),
    [
        ("version_info", "needs Python 3.11 or newer"),
        ("ensurepip", "apt install python3-venv"),
    ],
)
def test_a_python_that_will_not_do_is_named_with_its_remedy(
    tmp_path: Path, without: str, advice: str
) -> None:
    """A Python that is too old, or that cannot make environments, stops `make demo` with what to do."""
    python = pretend_python(tmp_path, without=without)
    command = ["make", "demo", f"PYTHON={python}", f"VENV={tmp_path / 'env'}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)

    assert done.returncode == 2
    assert advice in done.stderr
    assert not (tmp_path / "env").exists()


def test_a_python_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A name that is no interpreter gets the same advice as one that is too old."""
    command = ["make", "test", "PYTHON=no-such-python", f"VENV={tmp_path / 'env'}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)

    assert done.returncode == 2
    assert "no-such-python is not one" in done.stderr
    assert "make test PYTHON=" in done.stderr

"""`cli/completing.py`: a shell is offered queries, parameters, values, names, and nothing when in doubt."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from baiyang_kg.cli import main
from baiyang_kg.cli.completing import read_typed

PROGRAM = Path(sys.executable).parent / "baiyang-kg"


def surroundings() -> dict[str, str]:
    """Return the environment with the program on its path, without the settings of whoever runs the tests."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("BAIYANG")}
    return ours | {"PATH": f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"}


def offered(line: str, store: Path | None = None, *, shell: str = "bash") -> list[str]:
    """Return what the program offers for the last word of a line, as one of the shells asks for it."""
    words = line.split(" ")
    current = words[-1] if shell == "fish" else str(len(words) - 1)
    environment = {
        **surroundings(),
        "_BAIYANG_KG_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": current,
    }
    if store:
        environment["BAIYANG_KG_STORE"] = str(store)
    done = subprocess.run([PROGRAM], env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    if shell == "zsh":
        return done.stdout.split("\n")[1::3]
    return [item.partition("\t")[0].rpartition(",")[2] for item in done.stdout.split("\n") if item]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_query_is_offered_by_its_beginning(shell: str) -> None:
    """All three shells ask in their own way and get the same names."""
    assert offered("baiyang-kg run indi", shell=shell) == ["indicator", "indicators"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_parameter_is_offered_behind_p(asking: Path, shell: str) -> None:
    """Behind -p stand the parameters of the query that the line names, and then their values."""
    assert "theme" in offered("baiyang-kg run indicators -p ", asking, shell=shell)
    assert offered("baiyang-kg run indicators -p theme econ", asking, shell=shell) == ["economy"]


def test_a_parameter_that_is_given_is_not_offered_again(asking: Path) -> None:
    """Each parameter is said once."""
    names = offered("baiyang-kg run indicators -p theme economy -p ", asking)

    assert names
    assert "theme" not in names


def test_the_query_may_stand_behind_its_parameters(asking: Path) -> None:
    """Options may come first, as people type them."""
    line = "baiyang-kg run indicators -f csv -p theme ec"

    assert offered(line, asking) == ["economy"]


def test_a_thing_is_offered_by_its_label(asking: Path) -> None:
    """`show` and parameters that name a thing get labels of the store."""
    assert offered("baiyang-kg show 邻里", asking) == ["邻里社区"]
    assert offered(f"baiyang-kg show -s {asking} 云涛") == ["云涛社区", "云涛社区健身房"]


def test_a_graph_is_offered_by_its_name(asking: Path) -> None:
    """`export --graph` gets the named graphs of the store."""
    assert offered("baiyang-kg export x.ttl --graph on", asking) == ["ontology"]


@pytest.mark.parametrize(
    "line",
    [
        "baiyang-kg run nothing -p ",
        "baiyang-kg run -p ",
        "baiyang-kg run indicators -p nothing ",
        "baiyang-kg run indicators -p theme ec",
        "baiyang-kg show 邻",
        "baiyang-kg export x.ttl -g b",
    ],
)
def test_what_would_be_an_error_offers_nothing(line: str, tmp_path: Path) -> None:
    """An unknown query or parameter and a missing store offer nothing, and nothing is written."""
    assert offered(line, tmp_path / "missing.kg") == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "arguments", "options", "begun"),
    [
        (["x", "-p", "a", "b", "-s", "f"], ("x",), (("values", ("a", "b")), ("store", ("f",))), ()),
        (["-p", "a", "b", "x", "-p"], ("x",), (("values", ("a", "b")),), ()),
        (["x", "-p", "a"], ("x",), (), ("a",)),
        (["--store=f", "x", "--cite"], ("x",), (("store", ("f",)), ("cite", ())), ()),
    ],
)
def test_a_line_is_read_as_click_would(
    words: list[str], arguments: tuple[str, ...], options: tuple[object, ...], begun: tuple[str, ...]
) -> None:
    """Arguments and options in any order; the option that the cursor stands in has the values so far."""
    assert read_typed(main.commands["run"], words) == (arguments, options, begun)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_that_the_shell_reads(shell: str, tmp_path: Path) -> None:
    """`completion SHELL` prints what the shell itself accepts; shells that are not here are skipped."""
    done = subprocess.run(
        [PROGRAM, "completion", shell], env=surroundings(), capture_output=True, text=True, check=True
    )
    script = tmp_path / "completion"
    script.write_text(done.stdout, encoding="utf-8")

    assert "_BAIYANG_KG_COMPLETE" in done.stdout
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed: its script was not read by it")
    assert subprocess.run([shell, "-n", script], check=False).returncode == 0


def test_a_real_bash_completes(asking: Path) -> None:
    """Loaded into bash, the script fills COMPREPLY as a press of the tabulator would."""
    line = "baiyang-kg run indicators -p theme econ"
    script = f"""
        source <("{PROGRAM}" completion bash)
        COMP_WORDS=({line}); COMP_CWORD=5
        _baiyang_kg_completion baiyang-kg
        echo "${{COMPREPLY[@]}}"
    """
    environment = surroundings() | {"BAIYANG_KG_STORE": str(asking)}
    done = subprocess.run(
        ["bash", "-c", script], env=environment, capture_output=True, encoding="utf-8", check=False
    )

    assert done.stdout.split() == ["economy"], done.stderr

"""How long a canned query takes from the shell, beside the least that could answer it.

    python bench/startup.py [STORE]

The least is a short script that imports click and pyoxigraph and runs the same query on the same store.
Both run in turn, so that a busy machine slows both; medians and their ratio come from one run. Without STORE,
the bundled report is built first. The goal is a ratio of at most 1.3.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 31
LEAST = """
import sys

import click
import pyoxigraph


@click.command()
@click.argument("store")
@click.argument("query")
def main(store: str, query: str) -> None:
    with open(query, encoding="utf-8") as file:
        text = file.read()
    answer = pyoxigraph.Store.read_only(store).query(text)
    answer.serialize(sys.stdout.buffer, pyoxigraph.QueryResultsFormat.CSV)


main()
"""


def main() -> None:
    """Measure and print."""
    program = shutil.which("baiyang-kg", path=str(Path(sys.executable).parent))
    if program is None:
        sys.exit("baiyang-kg is not installed beside this Python: make test")
    with tempfile.TemporaryDirectory() as folder:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = folder
        store = sys.argv[1] if len(sys.argv) > 1 else build(program, Path(folder), environment)
        least = Path(folder) / "least.py"
        least.write_text(LEAST, encoding="utf-8")
        commands = {
            "least": [sys.executable, str(least), store, str(ROOT / "queries" / "indicators.rq")],
            "run": [program, "run", "indicators", "--store", store],
            "run -p": [program, "run", "indicators", "-p", "theme", "economy", "--store", store],
            "show": [program, "show", "白杨街道", "--store", store],
            "--help": [program, "--help"],
        }
        report(measure(commands, environment))


def build(program: str, folder: Path, environment: dict[str, str]) -> str:
    """Build the store of the bundled report in `folder` and return its path."""
    store = str(folder / "seed.kg")
    subprocess.run([program, "build", "--store", store], env=environment, check=True, capture_output=True)
    return store


def measure(commands: dict[str, list[str]], environment: dict[str, str]) -> dict[str, float]:
    """Return the median seconds of each command; every round runs each of them once."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(ROUNDS + 1):
        for name, command in commands.items():
            begin = perf_counter()
            subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
            if turn:  # the first round fills the caches
                seconds[name].append(perf_counter() - begin)
    return {name: median(taken) for name, taken in seconds.items()}


def report(medians: dict[str, float]) -> None:
    """Print the medians with their ratio to the least."""
    for name, seconds in medians.items():
        print(f"{name:8} {seconds * 1000:6.1f} ms  {seconds / medians['least']:.2f}")


if __name__ == "__main__":
    main()

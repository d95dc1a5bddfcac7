"""`docs/reconciliation.md`: what its commands answer is what it shows."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from baiyang_kg.serving.batches import MOST_QUERIES
from baiyang_kg.serving.extending import MOST_ENTITIES, MOST_PROPERTIES
from baiyang_kg.serving.sparql import AT_ONCE, LARGEST_ANSWER

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reconciliation.md"
WRITTEN = "http://127.0.0.1:8765"  # on the page


class Example(NamedTuple):
    """A command of the page and the JSON that the page shows below it, where … stands for anything."""

    command: str
    output: str


def find_examples() -> list[Example]:
    """Return the `$ curl …` commands of the page, with what they answer."""
    blocks = re.findall(
        r"^```console\n\$ (curl .*?)\n(\{.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    return [Example(*block) for block in blocks]


def squeezed(text: str) -> str:
    """Return JSON without the blanks between its signs."""
    return "".join(re.findall(r'"(?:[^"\\]|\\.)*"|\S', text))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service of the bundled report."""
    folder = tmp_path_factory.mktemp("reconciliation")
    program = [sys.executable, "-m", "baiyang_kg"]
    subprocess.run([*program, "build"], cwd=folder, check=True, capture_output=True)
    command = [*program, "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stderr is not None
        said = server.stderr.readline()
        yield said.split()[2].removesuffix("/reconcile")
        server.send_signal(signal.SIGINT)
        server.wait(timeout=60)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("example", find_examples(), ids=lambda example: squeezed(example.command)[-40:])
def test_each_command_answers_what_the_page_says(example: Example, served: str) -> None:
    """A command copied from the page answers what the page shows below it."""
    command = example.command.replace(WRITTEN, served)
    done = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8", check=True)
    pattern = re.escape(squeezed(example.output)).replace("…", ".*")

    assert re.fullmatch(pattern, squeezed(json.dumps(json.loads(done.stdout), ensure_ascii=False))), (
        done.stdout
    )


def test_the_page_has_commands_and_limits() -> None:
    """The page shows queries, columns and an error, and the limits that the program has."""
    examples = find_examples()
    text = PAGE.read_text("utf-8")

    assert len(examples) == 5
    assert f"Four run at once, others wait; an answer has at most {LARGEST_ANSWER >> 20} MiB" in text
    assert AT_ONCE == 4
    assert f"At most {MOST_QUERIES} queries" in text
    assert f"{MOST_ENTITIES} things and {MOST_PROPERTIES} properties" in re.sub(r"\s+", " ", text)

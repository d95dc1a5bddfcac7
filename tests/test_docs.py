"""The documentation is true: its commands run and print what it says, and it leaves nothing out."""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
import termios
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
import query_pages

from baiyang_kg import errors
from baiyang_kg.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
PAGES = [*READMES, *sorted((ROOT / "docs").glob("*.md"))]
COLUMNS = 100  # of the terminal that the pages show
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")  # what a terminal obeys and does not show

DIFFERS = re.compile(r"^\S+ → \S+: [1-9]", re.MULTILINE)  # the last line of `diff`


class Example(NamedTuple):
    """A command of a page and what the page prints below it."""

    page: Path
    line: int
    command: str
    output: str

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


def find_examples(page: Path) -> Iterator[Example]:
    """Yield the `$ baiyang-kg …` lines in the fenced blocks of a page, each with the lines up to the next."""
    text = page.read_text(encoding="utf-8")
    for block in re.finditer(r"^```console\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        for example in re.finditer(r"^\$ (baiyang-kg .*)\n((?:(?!\$ ).*\n)*)", block[1], re.MULTILINE):
            line = text.count("\n", 0, block.start(1) + example.start()) + 1
            yield Example(page, line, example[1], example[2])


def pattern_of(output: str) -> re.Pattern[str]:
    """Return what a printed output allows: a line `…` is any lines, `…` in a line is any characters."""
    lines = [
        "(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + "\n"
        for line in output.splitlines()
    ]
    return re.compile("".join(lines))


def run_at_terminal(command: str, *, folder: Path) -> tuple[int, str]:
    """Return the exit code of a shell command and what a terminal of COLUMNS columns shows of it."""
    screen, keyboard = pty.openpty()
    termios.tcsetwinsize(keyboard, (40, COLUMNS))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8", "TERM": "dumb"}
    with subprocess.Popen(
        ["bash", "-c", command], cwd=folder, env=environment, stdin=keyboard, stdout=keyboard, stderr=keyboard
    ) as process:
        os.close(keyboard)
        shown = b""
        while chunk := read_screen(screen):
            shown += chunk
    os.close(screen)
    lines = ESCAPES.sub("", shown.decode("utf-8")).replace("\r\n", "\n").split("\n")
    return process.returncode, "\n".join(line.rpartition("\r")[2].rstrip() for line in lines)


def read_screen(screen: int) -> bytes:
    """Return what was shown next, nothing at the end, which Linux reports as an error."""
    try:
        return os.read(screen, 1 << 16)
    except OSError:
        return b""


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the reader of the pages has it: the bundled report, its graph, the files shown."""
    folder = tmp_path_factory.mktemp("docs")
    for data in ("reports", "examples"):
        shutil.copytree(ROOT / "data" / data, folder / "data" / data)
    shown = ("cookbook", "links", "adding", "datasets")
    for page in (READMES[0], *(ROOT / "docs" / f"{name}.md" for name in shown)):
        for name, content in re.findall(
            r"^```\w+ (\S+)\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE
        ):
            (folder / name).write_text(content, encoding="utf-8")
    code, shown = run_at_terminal("baiyang-kg build data/reports/baiyang-2023.txt", folder=folder)
    assert code == 0, shown
    return folder


@pytest.mark.parametrize("example", [example for page in PAGES for example in find_examples(page)], ids=str)
def test_each_example_prints_what_the_page_says(
    example: Example, workplace: Path, request: pytest.FixtureRequest
) -> None:
    """A command copied from a page runs, shows the lines printed below it and ends as it should."""
    code, shown = run_at_terminal(example.command, folder=workplace)
    matches = pattern_of(example.output).fullmatch(shown)
    if request.config.getoption("--update-golden") and not matches:
        text = example.page.read_text(encoding="utf-8")
        printed, now = (f"$ {example.command}\n{output}" for output in (example.output, shown))
        example.page.write_text(text.replace(printed, now, 1), encoding="utf-8")
        return

    found_nothing = "\nno rows" in shown or DIFFERS.search(shown)
    assert code == (2 if shown.startswith("Error") else 1 if found_nothing else 0), shown
    assert matches, f"{example} shows now (pytest --update-golden writes it there):\n{shown}"


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_documented(command: str) -> None:
    """Each command of the program stands in an example of some page."""
    assert any(f"$ baiyang-kg {command}" in page.read_text(encoding="utf-8") for page in PAGES)


def test_both_readmes_say_the_same() -> None:
    """The Chinese page runs the commands of the English one and shows the same answers."""
    english, chinese = ([example[2:] for example in find_examples(page)] for page in READMES)

    assert english == chinese
    assert len(english) >= 5


@pytest.mark.parametrize("page", [*PAGES, *sorted(ROOT.glob("data/*/README.md"))], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """A link to a file of the repository finds it."""
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))

    made = [target for target in targets if target.startswith("_generated/")]  # by `make docs`

    assert not [target for target in targets if target not in made and not (page.parent / target).exists()]


def test_the_page_of_queries_is_made_from_them(request: pytest.FixtureRequest) -> None:
    """docs/queries.md says what the headers of the queries say."""
    made = "".join(f"{line}\n" for line in query_pages.page_lines())
    if request.config.getoption("--update-golden"):
        query_pages.PAGE.write_text(made, encoding="utf-8")

    assert query_pages.PAGE.read_text(encoding="utf-8") == made


def test_the_cookbook_answers_twenty_questions() -> None:
    """Each question is asked in both languages and has its command."""
    page = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")
    questions = re.findall(
        r"^### .*[一-鿿].*\n\n(?:[^`#].*\n\n?)*```console\n\$ baiyang-kg", page, re.MULTILINE
    )

    assert len(questions) == page.count("\n### ") >= 20


def test_recipes_name_files_that_are_there() -> None:
    """A recipe sends nobody to a file that has been moved."""
    page = (ROOT / "docs" / "growing.md").read_text(encoding="utf-8")
    named = re.findall(r"\b(?:tests|src|bench|ontology|queries|data)/[\w./-]+\.\w+", page)

    assert named
    assert not [path for path in named if not (ROOT / path).exists()]


def test_each_error_is_explained() -> None:
    """The code of every error is a heading of the page on errors, so that a message can point there."""
    codes = {
        error.code for error in vars(errors).values() if isinstance(error, type) and hasattr(error, "code")
    }
    headings = re.findall(
        r"^## `(\w+)`", (ROOT / "docs" / "errors.md").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert set(headings) == codes - {"error"}


def test_each_dependency_is_accounted_for() -> None:
    """The page on dependencies names the packages of pyproject.toml with their bounds, and no others."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = (package for extra in project["optional-dependencies"].values() for package in extra)
    ours = (package for package in extras if not package.startswith("baiyang-kg["))
    wanted = {*project["dependencies"], *ours}
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").partition("## Looked at")[0]
    named = re.findall(r"^\| `([\w-]+)` ([\d.]+)( or newer)? \|", page, re.MULTILINE)

    assert {f"{name}{'>=' if newer else '=='}{version}" for name, version, newer in named} == wanted


def test_each_table_of_the_lexicon_is_described() -> None:
    """Whoever looks for the table of a word finds it in the lexicon's page."""
    folder = ROOT / "data" / "lexicon"
    named = re.findall(
        r"^\| `([\w-]+\.tsv)` \|", (folder / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert {path.name for path in folder.glob("*.tsv")} <= set(named)
    assert named == sorted(named)

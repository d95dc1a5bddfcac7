"""A person works through proposed links: the program itself, at a terminal, until nothing is asked again."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING

import pytest

from baiyang_kg.linking.mappings import ACCEPTED, PROPOSED, REJECTED
from baiyang_kg.linking.sssom import read_mappings

if TYPE_CHECKING:
    from pathlib import Path

    from baiyang_kg.linking.mappings import Mapping

TABLE = "code,name\n330114002005,邻里社区\n330105009005,邻里社区居委会\n330114002020,云涛社区\n"
PROMPT = b"[q]uit ? "


class Terminal:
    """The program at a terminal of 100 columns."""

    def __init__(self, *arguments: str, folder: Path) -> None:
        self._screen, keyboard = pty.openpty()
        termios.tcsetwinsize(keyboard, (40, 100))
        command = [sys.executable, "-m", "baiyang_kg", *arguments]
        self._program = subprocess.Popen(
            command, cwd=folder, stdin=keyboard, stdout=keyboard, stderr=keyboard, start_new_session=True
        )
        os.close(keyboard)
        self.shown = self._read()

    def press(self, key: str) -> str:
        """Press a key when the program waits for one, and return what is shown until it waits again."""
        while termios.tcgetattr(self._screen)[3] & termios.ICANON:  # what is typed before that is lost
            time.sleep(0.005)
        os.write(self._screen, key.encode())
        return self._read()

    def end(self) -> int:
        """Wait until the program has ended, and return its exit code."""
        code = self._program.wait(60)
        os.close(self._screen)
        return code

    def _read(self) -> str:
        shown = b""
        try:
            while not shown.endswith(PROMPT):
                shown += os.read(self._screen, 1 << 16)
        except OSError:  # which is how Linux says that nobody writes to it any more
            pass
        return shown.decode("utf-8").replace("\r\n", "\n")


@pytest.fixture
def folder(asking: Path, tmp_path: Path) -> Path:
    """A folder with a table and the small store."""
    (tmp_path / "villages.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "baiyang.kg").symlink_to(asking)
    return tmp_path


def propose(folder: Path, *further: str) -> None:
    """Propose links of the communities to the rows of the table."""
    command = ["link", "propose", "villages.csv", "--year", "2022", "--kind", "community", *further]
    subprocess.run(
        [sys.executable, "-m", "baiyang_kg", *command], cwd=folder, check=True, capture_output=True
    )


def links(folder: Path, status: str, name: str = "links") -> set[tuple[str, str]]:
    """Return the pairs of a status in a file."""
    return set(map(_pair, read_mappings(folder / f"{name}.sssom.tsv").of(status)))


def _pair(mapping: Mapping) -> tuple[str, str]:
    return mapping.subject, mapping.object


def review(folder: Path) -> Terminal:
    """Begin or take up the review."""
    return Terminal("link", "review", "links.sssom.tsv", "--author", "李雷", folder=folder)


def test_a_review_is_left_taken_up_and_never_asked_again(folder: Path) -> None:
    """A look, a decision, Ctrl-C; more later; what was rejected is proposed neither here nor elsewhere."""
    propose(folder, "-o", "links.sssom.tsv")
    every = links(folder, PROPOSED)

    first = review(folder)
    assert f"━━ 1 of {len(every)} ━" in first.shown
    closer = first.press("c")
    assert "所在地 (contained in place)\n  下沙街道\n" in closer
    assert "column  value\n" in closer
    assert f" 2 of {len(every)} " in first.press("a")
    left = first.press("\x03")
    assert (first.end(), left) == (130, "\n")

    second = review(folder)
    assert f" 1 of {len(every) - 1} " in second.shown
    assert f" 2 of {len(every) - 1} " in second.press("r")
    assert f"1 decided, {len(every) - 2} undecided\n" in second.press("q")
    assert second.end() == 0
    (accepted,), (rejected,) = links(folder, ACCEPTED), links(folder, REJECTED)

    propose(folder, "-o", "links.sssom.tsv")
    assert links(folder, REJECTED) == {rejected}
    assert links(folder, PROPOSED) <= every - {accepted, rejected}
    propose(folder, "-o", "others.sssom.tsv", "--known", "links.sssom.tsv")
    assert links(folder, PROPOSED, "others") == links(folder, PROPOSED)

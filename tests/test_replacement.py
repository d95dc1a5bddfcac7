"""A store is replaced as one: whatever goes wrong, what stood there stands there still."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from baiyang_kg.errors import DatasetError, StoreError
from baiyang_kg.graph import replacement
from baiyang_kg.graph.replacement import amend_store, replace_store
from baiyang_kg.graph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator


def quads(name: str, count: int = 3) -> list[ox.Quad]:
    """Return as many quads of a graph of this name."""
    thing = ox.NamedNode(f"https://example.org/{name}")
    return [ox.Quad(thing, thing, ox.Literal(str(number)), thing) for number in range(count)]


def content(path: Path) -> set[ox.Quad]:
    """Return what a store holds."""
    return set(ox.Store.read_only(str(path)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The place of a store that holds what is called old."""
    store = tmp_path / "street.kg"
    replace_store(store, quads("old"))
    return store


def assert_untouched(path: Path) -> None:
    """The old store is whole and nothing lies beside it."""
    assert content(path) == set(quads("old"))
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_store_is_made_and_replaced(path: Path) -> None:
    """A new store takes the place of the old one, and nothing is left beside it."""
    replace_store(path, quads("new"))

    assert content(path) == set(quads("new"))
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_where_nothing_stood_nothing_is_kept(tmp_path: Path) -> None:
    """A first build that would keep outside graphs finds none; a later one keeps what it is told to."""
    store = tmp_path / "street.kg"
    assert replace_store(store, quads("old"), keep=lambda _: True) == []
    assert replace_store(store, quads("new"), keep=lambda _: False) == []
    assert content(store) == set(quads("new"))
    assert replace_store(store, quads("newer"), keep=lambda _: True) == ["https://example.org/new"]
    assert {*quads("new"), *quads("newer")} <= content(store)


def test_a_place_is_named_as_the_user_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error says the path that was given, not where it is on the disk."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match=r"^none/street\.kg: "):
        replace_store(Path("none/street.kg"), quads("new"))
    with pytest.raises(StoreError, match=r"^none\.kg: "):
        amend_store(Path("none.kg"), add=quads("new"))


def test_a_new_store_opens_at_once(path: Path) -> None:
    """Everything is flushed: no log is left that each opening would have to replay."""
    replace_store(path, quads("new", count=1000))

    assert sum(entry.stat().st_size for entry in path.iterdir() if entry.suffix == ".log") < 100


def failing() -> Iterator[ox.Quad]:
    """Yield a quad and fail."""
    yield quads("new")[0]
    raise RuntimeError("the reader of the quads stumbled")


def test_a_failure_while_writing_leaves_the_old_store(path: Path) -> None:
    """Quads that fail half-way leave no half store."""
    with pytest.raises(StoreError, match="the reader of the quads stumbled"):
        replace_store(path, failing())

    assert_untouched(path)


@pytest.mark.parametrize("failing_call", [1, 2])
def test_a_failing_rename_leaves_the_old_store(
    path: Path, monkeypatch: pytest.MonkeyPatch, failing_call: int
) -> None:
    """Whether the old store cannot be put aside or the new one not put in its place, the old one stands."""
    rename, calls = Path.rename, []

    def stumbling(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) == failing_call:
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stumbling)
    with pytest.raises(StoreError, match=r"street\.kg: cannot be written: Input/output error"):
        replace_store(path, quads("new"))

    assert_untouched(path)


@pytest.mark.parametrize(
    ("error", "found"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (OSError("IO error: No space left on device: While appending to file"), "the disk is full"),
        (PermissionError(errno.EACCES, "Permission denied"), "may not be written"),
        (OSError(errno.EROFS, "Read-only file system"), "cannot be written: Read-only file system"),
    ],
)
def test_what_the_disk_refuses_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, found: str
) -> None:
    """A full disk and a missing right are named, with what to do, and change nothing."""

    def refuse(*_: Any) -> None:
        raise error

    monkeypatch.setattr(replacement, "_write_store", refuse)
    with pytest.raises(StoreError, match=found) as caught:
        replace_store(path, quads("new"))

    assert "what stood there is as it was" in caught.value.remedy
    assert_untouched(path)


def test_a_failure_while_changing_leaves_the_old_store(path: Path) -> None:
    """Quads that fail half-way, and a mistake of the user's that they tell of, change nothing."""

    def mistaken() -> Iterator[ox.Quad]:
        yield quads("new")[0]
        raise DatasetError("villages.csv:3", "is no row")

    with pytest.raises(StoreError, match="the reader of the quads stumbled"):
        amend_store(path, drop={"https://example.org/old"}, add=failing())
    with pytest.raises(DatasetError, match=r"villages\.csv:3: is no row"):
        amend_store(path, drop={"https://example.org/old"}, add=mistaken())

    assert_untouched(path)


def test_a_full_disk_while_changing_leaves_the_old_store(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the copy cannot be made, the old store stays and its disk is named."""

    def refuse(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(replacement.shutil, "copyfile", refuse)
    with pytest.raises(StoreError, match="the disk is full"):
        amend_store(path, add=quads("new"))

    assert_untouched(path)


def test_a_disk_without_hard_links_gets_a_copy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where tables cannot be shared they are copied."""

    def refuse(*_: Any) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    amend_store(path, add=quads("new"))

    assert content(path) >= {*quads("old"), *quads("new")}


def test_there_must_be_a_store_to_change(tmp_path: Path) -> None:
    """Nothing is made where no store is."""
    with pytest.raises(StoreError, match="there is no store here"):
        amend_store(tmp_path / "street.kg", add=quads("new"))

    assert not list(tmp_path.iterdir())


def test_a_store_that_another_program_writes_is_left_alone(path: Path) -> None:
    """What an engine has open for writing cannot be copied as a whole."""
    code = "import sys, time, pyoxigraph as ox; s = ox.Store(sys.argv[1]); print(flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(StoreError, match="is in use: another process writes to it"):
            amend_store(path, add=quads("new"))
        other.kill()

    assert_untouched(path)


def test_a_changed_store_opens_at_once(path: Path) -> None:
    """What came is flushed, and the files of the old store are let go."""
    amend_store(path, add=quads("new", count=1000))

    assert sum(entry.stat().st_size for entry in path.iterdir() if entry.suffix == ".log") < 100


def test_a_killed_build_is_cleared_away(path: Path) -> None:
    """What a killed build left beside the store is removed by the next one."""
    side = path.parent / ".street.kg.building"
    (side / "new").mkdir(parents=True)
    (side / "new" / "000001.sst").write_bytes(b"half a store")
    (side / "lock").touch()

    replace_store(path, quads("new"))

    assert content(path) == set(quads("new"))
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_build_killed_between_the_renames_is_mended(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after the old store was put aside, the next build restores it before anything else."""
    side = path.parent / ".street.kg.building"
    side.mkdir()
    path.rename(side / "old")
    monkeypatch.setattr(replacement, "_write_store", lambda *_: (_ for _ in ()).throw(OSError("no")))

    with pytest.raises(StoreError):
        replace_store(path, quads("new"))

    assert_untouched(path)


BUILDER = """
import sys, time
from pathlib import Path
import pyoxigraph as ox
from baiyang_kg.graph.replacement import amend_store, replace_store

def slowly():
    print("building", flush=True)
    time.sleep(60)
    yield from ()

if sys.argv[2] == "build":
    replace_store(Path(sys.argv[1]), slowly())
else:
    amend_store(Path(sys.argv[1]), drop={"https://example.org/old"}, add=slowly())
"""


@pytest.mark.parametrize("work", ["build", "change"])
def test_two_builds_do_not_meet(path: Path, work: str) -> None:
    """While one build or change works another is refused; when the first is killed, the next one goes on."""
    with subprocess.Popen([sys.executable, "-c", BUILDER, str(path), work], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"building\n"
        for change in (replace_store, amend_store):
            with pytest.raises(StoreError, match="is in use: another build or change writes it"):
                change(path, **{"quads" if change is replace_store else "add": quads("new")})
        assert content(path) == set(quads("old"))
        other.send_signal(signal.SIGKILL)

    assert content(path) == set(quads("old"))
    replace_store(path, quads("new"))
    assert content(path) == set(quads("new"))
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_folder_of_other_things_is_never_replaced(tmp_path: Path) -> None:
    """A folder that is no store, or holds more than one, is refused with what is in it, and kept."""
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "holiday.jpg").touch()

    with pytest.raises(StoreError, match=r"is a folder with something else in it: holiday\.jpg"):
        replace_store(folder, quads("new"))

    assert [entry.name for entry in folder.iterdir()] == ["holiday.jpg"]


def test_a_store_with_a_strange_file_is_never_replaced(path: Path) -> None:
    """A file of the user's in the folder of a store keeps the folder from being replaced."""
    (path / "notes.txt").touch()

    with pytest.raises(StoreError, match=r"notes\.txt"):
        replace_store(path, quads("new"))

    assert content(path) == set(quads("old"))


def test_a_file_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    """A store is a folder, and stands in one that exists."""
    file = tmp_path / "report.txt"
    file.touch()

    with pytest.raises(StoreError, match="is a file, and a store is a folder"):
        replace_store(file, quads("new"))
    with pytest.raises(StoreError, match="there is no folder"):
        replace_store(tmp_path / "nowhere" / "street.kg", quads("new"))


def test_an_empty_folder_becomes_a_store(tmp_path: Path) -> None:
    """An empty folder may have been made for the store."""
    (tmp_path / "street.kg").mkdir()

    replace_store(tmp_path / "street.kg", quads("new"))

    assert content(tmp_path / "street.kg") == set(quads("new"))


def test_a_link_to_a_store_stays_a_link(path: Path, tmp_path: Path) -> None:
    """Where the store is reached through a link, what the link leads to is replaced."""
    link = tmp_path / "current.kg"
    link.symlink_to(path)

    replace_store(link, quads("new"))

    assert link.is_symlink()
    assert content(path) == set(quads("new"))


@pytest.mark.skipif(os.name != "posix", reason="open files can be replaced only there")
def test_a_reader_goes_on_with_the_old_store(path: Path) -> None:
    """Who has the old store open keeps reading it while the new one takes its place."""
    reader = open_store(path)

    amend_store(path, add=quads("more"))
    replace_store(path, quads("new"))

    assert set(reader.quads()) == set(quads("old"))
    assert content(path) == set(quads("new"))

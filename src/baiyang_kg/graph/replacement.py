"""A new store, built beside the old one and put in its place; whatever goes wrong, one of them stands whole.

It is written anew, or is a copy of the old one in which some graphs are changed. It stands at
`.<name>.building/new` in the folder of the old one, is closed, and renamed. A build that is killed leaves
that folder behind: the lock on it is free then, and the next build takes it over. Between the two renames
at the end the old store stands in `.<name>.building/old`; the next build restores it.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import traceback
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING

import pyoxigraph as ox

from baiyang_kg.errors import StoreError
from baiyang_kg.graph.amendment import amend
from baiyang_kg.graph.export import graph_iris
from baiyang_kg.graph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from baiyang_kg.graph.store import Store

# The files of a store (RocksDB). A folder with anything else in it is not ours to replace.
_OURS = re.compile(
    r"CURRENT|IDENTITY|LOCK|LOG(\.old.*)?|(MANIFEST|OPTIONS)-\d+(\.dbtmp)?|\d+\.(sst|log|blob|dbtmp)|bulk-.*\.sst"
)
_COPIED = re.compile(r"CURRENT|IDENTITY|(MANIFEST|OPTIONS)-\d+|\d+\.(log|blob)")


def replace_store(
    path: Path, quads: Iterable[ox.Quad], *, keep: Callable[[str], bool] | None = None
) -> list[str]:
    """Write a store of `quads` and put it at `path`, in place of the store that stands there, if any.

    The graphs of the old store whose IRIs `keep` accepts come along, and their IRIs are returned. Raises
    StoreError, and leaves what stood there as it was, where `path` is something else than a store, where
    another build writes it, and where the disk is full or may not be written.
    """
    with _translated(path):
        path = path.resolve() if path.is_symlink() else path
        with _workshop(path) as side:
            old = _open_old(path) if keep else None
            kept = [iri for iri in graph_iris(old) if keep(iri)] if old and keep else []
            _write_store(side / "new", quads)
            if old and kept:
                carried = chain.from_iterable(old.quads(ox.NamedNode(iri)) for iri in kept)
                _amend(side / "new", add=carried)
            del old
            _exchange(path, side)
    return kept


def amend_store(path: Path, *, drop: Collection[str] = (), add: Iterable[ox.Quad] = ()) -> None:
    """Take the graphs `drop` out of the store at `path`, then put the quads `add`, of named graphs, into it.

    The default graph and the description follow. Who reads the store meanwhile goes on reading the old one.
    Raises StoreError as `replace_store` does, and where there is no store or another process writes to it;
    what `add` raises passes through. In every case what stood there is left as it was.
    """
    with _translated(path):
        path = path.resolve() if path.is_symlink() else path
        with _workshop(path) as side:
            reader = open_store(path)  # keeps writers of other programs out
            _copy_store(path, side / "new")
            _amend(side / "new", drop=drop, add=add)
            del reader
            _exchange(path, side)


def _amend(folder: Path, *, drop: Collection[str] = (), add: Iterable[ox.Quad] = ()) -> None:
    amend(ox.Store(folder), drop=drop, add=add)
    ox.Store(folder)  # removes the log of what now stands in the tables


def _open_old(path: Path) -> Store | None:
    """Open the store that is to be replaced; None where there is none."""
    if not (path / "CURRENT").exists():
        return None
    try:
        return open_store(path)
    except StoreError as error:
        raise StoreError(
            error.place, error.found, "add --fresh: what came from outside is left then"
        ) from None


def _copy_store(path: Path, copy: Path) -> None:
    """Make a copy of a store that shares its tables, which no engine changes once they are written."""
    copy.mkdir()
    for file in path.iterdir():
        if file.suffix == ".sst":
            _link(file, copy / file.name)
        elif _COPIED.fullmatch(file.name):
            shutil.copyfile(file, copy / file.name)


def _link(file: Path, other: Path) -> None:
    try:
        other.hardlink_to(file)
    except OSError:  # a disk without hard links
        shutil.copyfile(file, other)


def _exchange(path: Path, side: Path) -> None:
    new, old = side / "new", side / "old"
    if path.exists():
        path.rename(old)
    try:
        new.rename(path)
    except OSError:
        if old.exists():
            old.rename(path)
        raise


def _write_store(folder: Path, quads: Iterable[ox.Quad]) -> None:
    store = ox.Store(folder)
    store.bulk_extend(quads)
    store.optimize()  # each million quads came in files of their own, and a look-up goes through all of them
    store.flush()  # else every later opening replays the log, which takes a second
    del store  # closes it, which renaming needs


@contextmanager
def _workshop(path: Path) -> Iterator[Path]:
    """Yield the empty folder beside `path` in which one build at a time works, and remove it afterwards."""
    _refuse_what_is_no_store(path)
    side = path.parent / f".{path.name}.building"
    side.mkdir(exist_ok=True)
    lock = _lock(side)
    try:
        if (side / "old").exists() and not path.exists():
            (side / "old").rename(path)
        for leftover in ("new", "old"):
            shutil.rmtree(side / leftover, ignore_errors=True)
        yield side
    except BaseException as error:
        traceback.clear_frames(error.__traceback__)  # closes a store that would go on writing its files
        raise
    finally:
        shutil.rmtree(side, ignore_errors=True)
        os.close(lock)


def _lock(side: Path) -> int:
    """Return a descriptor that holds the lock on `side`. Raises BlockingIOError where another holds it."""
    file = side / "lock"
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        import fcntl  # noqa: PLC0415 (not on every system)

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not file.exists() or os.fstat(descriptor).st_ino != file.stat().st_ino:
            raise BlockingIOError(errno.EAGAIN, "another build has just ended")
    except ImportError:
        pass
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _refuse_what_is_no_store(path: Path) -> None:
    advice = "name another folder; nothing was changed"
    if not path.parent.is_dir():
        raise StoreError(str(path), f"there is no folder {path.parent}", "make it, or name another place")
    if path.is_dir():
        names = sorted(entry.name for entry in path.iterdir())
        foreign = [name for name in names if "CURRENT" not in names or not _OURS.fullmatch(name)]
        if foreign:
            raise StoreError(str(path), f"is a folder with something else in it: {foreign[0]}", advice)
    elif path.exists() or path.is_symlink():
        raise StoreError(str(path), "is a file, and a store is a folder", advice)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Turn what goes wrong on the disk into StoreError."""
    whole = "what stood there is as it was"
    try:
        yield
    except BlockingIOError:
        raise StoreError(
            str(path), "is in use: another build or change writes it", "wait until that has ended"
        ) from None
    except (OSError, RuntimeError) as error:
        message = getattr(error, "strerror", None) or str(error)
        if getattr(error, "errno", None) == errno.ENOSPC or "No space left" in message:
            raise StoreError(str(path), "the disk is full", f"free some space; {whole}") from None
        if isinstance(error, PermissionError) or "Permission denied" in message:
            advice = f"ask for the right to write in {path.parent}; {whole}"
            raise StoreError(str(path), "may not be written", advice) from None
        raise StoreError(str(path), f"cannot be written: {message}", whole) from None

"""A file that is there whole or not at all, whatever happens while it is written."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from baiyang_kg.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterator

_REMEDIES = {
    errno.ENOENT: "make its folder first",
    errno.EISDIR: "name a file, not a folder",
    errno.ENOSPC: "make room on the disk; nothing was changed",
    errno.EACCES: "ask for the right to write there, or write elsewhere",
}


@contextlib.contextmanager
def open_whole(path: str) -> Iterator[BinaryIO]:
    """Open the file at `path` for writing; it takes its name, and the place of what was there, at the end.

    Until then it has no name where the system can do so, so that nothing is left of it even where the
    process is killed. What is no plain file (a device, a pipe) is written directly. Raises ExportError where
    it cannot be written.
    """
    target = Path(path).resolve()
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as output:
                yield output
            return
        draft = target.with_name(f"{target.name}.{os.getpid()}.part")
        try:
            with _open_draft(draft) as output:
                yield output
                output.flush()
                if not draft.exists():
                    _name(output, draft)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        remedy = _REMEDIES.get(error.errno or 0, "")
        raise ExportError(path, f"cannot be written: {error.strerror or error}", remedy) from None


def _name(output: BinaryIO, path: Path) -> None:
    """Give the open file without a name its name (open(2), O_TMPFILE); linkat follows the link of /proc."""
    descriptor = output.fileno()
    os.link(f"/proc/self/fd/{descriptor}", path, src_dir_fd=descriptor)


def _open_draft(draft: Path) -> BinaryIO:
    """Open a file without a name in the folder of `draft`; where there is no such thing, `draft` itself."""
    nameless = getattr(os, "O_TMPFILE", None)
    if nameless is not None and os.path.isdir("/proc/self/fd"):  # noqa: PTH112 (of the system)
        with contextlib.suppress(OSError):
            return os.fdopen(os.open(draft.parent, nameless | os.O_RDWR, 0o666), "w+b")
    return draft.open("w+b")

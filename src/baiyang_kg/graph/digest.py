"""The digest of lines of text: the same for the same ones, in whatever order they come."""

from __future__ import annotations

import gzip
import hashlib
from heapq import merge
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RUN = 1 << 17  # lines that are held as they are; of statements, some 25 MB


def digest(lines: Iterable[str]) -> str:
    """Return the SHA-256 of lines of text in the order of their bytes, in hexadecimal.

    None may have a line break in it. Of many lines most are held packed, in sorted runs: those of a great
    graph would fill the memory of a small machine, and in order they shrink to a tenth.
    """
    runs: list[bytes] = []
    rest: list[bytes] = []
    for line in lines:
        rest.append(line.encode())
        if len(rest) == RUN:
            rest.sort()
            runs.append(gzip.compress(b"\n".join([*rest, b""]), compresslevel=1))
            rest.clear()
    total = hashlib.sha256()
    for line_in_order in merge(*map(_unpacked, runs), sorted(rest)):
        total.update(line_in_order + b"\n")
    return total.hexdigest()


def _unpacked(run: bytes) -> Iterator[bytes]:
    with gzip.open(BytesIO(run)) as lines:
        for line in lines:
            yield line.removesuffix(b"\n")

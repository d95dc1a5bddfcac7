"""Lines in their order, each once, however many: what does not fit into memory waits in temporary files."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO


def sorted_lines(lines: Iterable[str], *, chunk: int = 200_000) -> Iterator[str]:
    """Yield `lines`, none of which holds a line break, sorted and each once; `chunk` are held at a time."""
    coming = iter(lines)
    first = sorted(set(islice(coming, chunk)))
    following = next(coming, None)
    if following is None:
        yield from first
        return
    from contextlib import ExitStack  # noqa: PLC0415 (most graphs fit)
    from heapq import merge  # noqa: PLC0415 (as above)
    from itertools import chain  # noqa: PLC0415 (as above)

    with ExitStack() as files:
        parts = [files.enter_context(_stored(first))]
        coming = chain([following], coming)
        while part := sorted(set(islice(coming, chunk))):
            parts.append(files.enter_context(_stored(part)))
        last = ""
        for line in merge(*parts):
            if line != last:
                yield line.removesuffix("\n")
            last = line


def _stored(lines: Iterable[str]) -> IO[str]:
    from tempfile import TemporaryFile  # noqa: PLC0415 (most graphs fit)

    file = TemporaryFile("w+", encoding="utf-8", errors="surrogatepass", newline="\n")  # noqa: SIM115 (the caller closes it)
    file.writelines(f"{line}\n" for line in lines)
    file.seek(0)
    return file

"""An answer as a table of Markdown (https://github.github.com/gfm/#tables-extension-), for notes."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Any

from baiyang_kg.answers.sample import numeric_columns, take_sample
from baiyang_kg.graph.curies import is_address, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from baiyang_kg.answers.citation import Citation

_SIGNS = re.compile(r"([\\`*_\[\]<>|~&#$])")
_UNSAFE = re.compile(r"[\x00-\x20<>\\|`]")


def write_markdown(
    header: Sequence[str],
    rows: Iterable[Sequence[Any]],
    output: IO[bytes],
    *,
    caption: Sequence[str] = (),
    citation: Citation | None = None,
) -> bool:
    """Write `rows` below `header` as they come, in UTF-8, and tell whether there was one.

    `caption` are lines that stand above the table; the citation stands below it as a block of code.
    """
    sample, rows = take_sample(rows)
    output.writelines(f"{escape(line)}\n\n".encode() for line in caption)
    output.write(_line([escape(name) for name in header]))
    output.write(_line(["---:" if right else "---" for right in numeric_columns(sample, len(header))]))
    output.writelines(_line([_cell(term) for term in row]) for row in rows)
    if citation is not None:
        from baiyang_kg.answers.citation import citation_lines  # noqa: PLC0415 (it loads dataclasses, hashlib)

        output.write(b"\n```text\n")
        output.writelines(f"{' '.join(line.split('`'))}\n".encode() for line in citation_lines(citation))
        output.write(b"```\n")
    return bool(sample)


def escape(text: str) -> str:
    """Return `text` on one line, with nothing in it that Markdown or HTML would read as a sign."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def _line(cells: Sequence[str]) -> bytes:
    return f"| {' | '.join(cells)} |\n".encode()


def _cell(term: Any) -> str:
    text = escape(text_of(term))
    if is_address(term):
        target = _UNSAFE.sub(lambda sign: f"%{ord(sign[0]):02X}", term.value)
        return f"[{text}](<{target}>)"
    return text

"""Which encoding a text file is in, decided by rule and never by chance.

In this order: what a description declares, a byte order mark, UTF-8 where the whole file is valid UTF-8, else
GB18030 (which contains GBK and GB2312) where the whole file is valid GB18030 and no line of it is UTF-8.
"""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_PIECE = 1 << 18
_ONE_ENCODING = "save the whole file in one encoding, best UTF-8"


class Content(NamedTuple):
    """What one reading of all bytes of a text file tells."""

    sha256: str
    encoding: str  # as Python's codecs call it


def read_content(path: str, *, declared: str | None = None) -> Content:
    """Return the digest and the encoding of a text file, read in bounded memory.

    Raises DatasetError for no file, an empty one, a NUL character, and bytes that are not of one encoding.
    """
    digest = hashlib.sha256()
    encoding = _first_guess(path, declared)
    decoder = codecs.getincrementaldecoder(encoding)()
    valid, empty, nul = True, True, False
    for piece in _pieces(path):
        digest.update(piece)
        if not valid:
            continue
        try:
            text = decoder.decode(piece)
        except UnicodeDecodeError:
            valid = False
            continue
        nul = nul or "\0" in text
        empty = empty and not text.strip()
    if valid and _ends_whole(decoder):
        if empty:
            raise DatasetError(
                path, "is empty", "a table has a line that names its columns, and rows below it"
            )
        if nul:
            raise _nul_error(path, encoding)
        return Content(digest.hexdigest(), encoding)
    if declared or encoding != "utf-8":
        raise _broken(path, encoding, "declared" if declared else "said by the mark at its beginning")
    _check_gb18030(path)
    return Content(digest.hexdigest(), "gb18030")


def _pieces(path: str) -> Iterator[bytes]:
    try:
        with Path(path).open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    except OSError as error:
        raise DatasetError(path, f"cannot be read: {error.strerror}") from error


def _first_guess(path: str, declared: str | None) -> str:
    start = next(_pieces(path), b"")[:3]
    marked = next((encoding for mark, encoding in _MARKS.items() if start.startswith(mark)), None)
    if not declared:
        return marked or "utf-8"
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        remedy = "write utf-8, utf-16 or gb18030"
        raise DatasetError(path, f"its description declares the encoding {declared!r}", remedy) from None
    # What Python calls utf-8 keeps the mark as a character of the first column's name.
    return "utf-8-sig" if name == "utf-8" and marked == "utf-8-sig" else name


def _ends_whole(decoder: codecs.IncrementalDecoder) -> bool:
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _lines(path: str) -> Iterator[tuple[int, bytes]]:
    with Path(path).open("rb") as file:
        yield from enumerate(file, start=1)


def _nul_error(path: str, encoding: str) -> DatasetError:
    with Path(path).open(encoding=encoding, newline="\n") as file:
        line = next(number for number, text in enumerate(file, start=1) if "\0" in text)
    return DatasetError(
        f"{path}:{line}", "a NUL character", "this is no text, or a damaged one; export it again"
    )


def _broken(path: str, encoding: str, how: str) -> DatasetError:
    """Return the error of a file that is not in the encoding it claims."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for number, line in _lines(path):
        try:
            decoder.decode(line)
        except UnicodeDecodeError:
            return DatasetError(f"{path}:{number}", f"is not {encoding}, the encoding {how}", _ONE_ENCODING)
    return DatasetError(path, f"ends within a character of {encoding}", "export it again")


def _check_gb18030(path: str) -> None:
    """Check that each line of a file is GB18030 and none is UTF-8. Raises DatasetError."""
    first: dict[str, int] = {}
    for number, line in _lines(path):
        if line.isascii():
            continue
        kind = "UTF-8" if _is_utf8(line) else "GB18030"
        if kind == "GB18030" and not _is_gb18030(line):
            raise DatasetError(f"{path}:{number}", "is neither UTF-8 nor GB18030", _ONE_ENCODING)
        other = {"UTF-8": "GB18030", "GB18030": "UTF-8"}[kind]
        if other in first:
            found = f"is {kind}, and line {first[other]} is {other}: mixed encodings"
            raise DatasetError(f"{path}:{number}", found, _ONE_ENCODING)
        first.setdefault(kind, number)


def _is_utf8(line: bytes) -> bool:
    """Say whether a line is UTF-8, and not GB18030 that happens to be valid UTF-8 (模 is ģ there)."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        return False
    return not any("\x80" <= character <= "\u07ff" for character in text)


def _is_gb18030(line: bytes) -> bool:
    try:
        line.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True

"""A report as it stands in its archive: the text, where it comes from, and what it says of itself.

`<id>.txt` is the report and never changes; `<id>.toml` beside it says what the text does not (title, area,
year, authors, source). Offsets everywhere count the characters of `ReportSource.raw`, in which nothing is
repaired: line ends, a byte order mark and the tags of a web page stay as they are. Only a Word or a PDF
document has no such characters; there `raw` is the text that `documents` makes of it.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from baiyang_kg.documents.docx import docx_text
from baiyang_kg.documents.pdf import pdf_text
from baiyang_kg.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Callable

_TEXT_FORMATS = {
    "": "text/plain",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
}
_DOCUMENT_FORMATS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
}
_RESERVED = {"description", "ontology"}  # name graphs that are no report's
_READABLE = "a report is .txt, .md, .html, .docx or .pdf, and named so"
_SAVE_AS_TEXT = "save the report as plain text (.txt, UTF-8) and name that file"
_SIGNATURES = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a zipped document (such as .docx or .xlsx)",
    b"\xd0\xcf\x11\xe0": "an old Office document (such as .doc or .xls)",
    b"{\\rtf": "a rich text document",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
}
# What Chinese text consists of besides Han characters; a wrong decoding brings other signs with it.
_HAN = re.compile("[㐀-䶿一-鿿]")
_USUAL = re.compile(
    "[\t\n\r\x20-\x7e\xa0-\xff\u2000-\u2bff\u3000-\u303f\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef㐀-䶿一-鿿]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSource:
    """One archived report and its description; area and year are None where nobody has said them."""

    id: str  # the stem of the file
    raw: str = field(repr=False)  # every character as archived
    sha256: str  # of `raw` in UTF-8, in hexadecimal
    original_sha256: str  # of the bytes of the file; the same for a text in UTF-8
    format: str  # the media type of the file, with the encoding of a text (utf-8 or gb18030)
    area: str | None = None
    parents: tuple[str, ...] = ()  # from the largest to the nearest: 浙江省, 杭州市, 钱塘区
    year: int | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    licence: str | None = None  # the IRI of the licence under which what is read may be used
    source: str | None = None
    source_zh: str | None = None


def read_report(path: str | Path, *, area: str | None = None, year: int | None = None) -> ReportSource:
    """Return the report at `path` with the description beside it; `area` and `year` overrule that.

    Raises ReportError for what cannot be opened, is empty, is in no known format, is written in another
    encoding than UTF-8 or GB18030, has no text, or is described by a TOML file that cannot be used.
    """
    path = Path(path)
    if path.stem in _RESERVED:
        raise ReportError(str(path), f"no report can be called {path.stem!r}", "rename the file")
    content = _read_bytes(path)
    form, raw = _archive(path, content)
    described = _read_description(path.with_suffix(".toml"), path.stem)
    if area is not None and area != described.get("area"):
        described |= {"area": area, "parents": ()}  # the parents described are those of another area
    if year is not None:
        described["year"] = year
    return ReportSource(
        id=path.stem,
        raw=raw,
        sha256=hashlib.sha256(raw.encode()).hexdigest(),
        original_sha256=hashlib.sha256(content).hexdigest(),
        format=form,
        **described,
    )


def _read_bytes(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise ReportError(str(path), "there is no such file", _nearest(path)) from None
    except IsADirectoryError:
        raise ReportError(str(path), "is a folder", "name one report in it, a .txt file") from None
    except OSError as error:
        raise ReportError(
            str(path), f"cannot be read: {error.strerror}", "name a file you may read"
        ) from None
    if not content.strip():
        raise ReportError(str(path), "is empty", "name a file with the text of a report")
    return content


def _archive(path: Path, content: bytes) -> tuple[str, str]:
    """Return the format of the file, and the text that offsets count in."""
    suffix = path.suffix.lower()
    if suffix == ".pdf" and content.lstrip().startswith(b"%PDF"):
        return _DOCUMENT_FORMATS[suffix], pdf_text(content, place=str(path))
    if suffix == ".docx" and content.startswith(b"PK\x03\x04"):
        return _DOCUMENT_FORMATS[suffix], docx_text(content, place=str(path))
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            raise ReportError(str(path), f"is {kind}; {_READABLE}", _SAVE_AS_TEXT)
    if b"\0" in content:
        place = content.index(b"\0")
        raise ReportError(str(path), f"is no text: byte {place} is zero, as in a binary file", _SAVE_AS_TEXT)
    if suffix in _DOCUMENT_FORMATS:
        raise ReportError(str(path), f"is no {suffix} document inside", _SAVE_AS_TEXT)
    if suffix not in _TEXT_FORMATS:
        raise ReportError(str(path), f"the format {path.suffix} is not known", _SAVE_AS_TEXT)
    encoding, raw = _decode(path, content)
    return f"{_TEXT_FORMATS[suffix]}; charset={encoding}", raw


def _nearest(path: Path) -> str:
    """Return advice that names the reports in the folder of a missing one, if there are any."""
    suffixes = {".txt", ".html", *_DOCUMENT_FORMATS}
    files = path.parent.iterdir() if path.parent.is_dir() else ()
    names = sorted(file.name for file in files if file.suffix.lower() in suffixes)
    return f"in that folder are: {', '.join(names[:5])}" if names else "check the path"


def _decode(path: Path, content: bytes) -> tuple[str, str]:
    """Return the encoding and the text of `content`."""
    try:
        return "utf-8", content.decode("utf-8")
    except UnicodeDecodeError as error:
        place = f"byte {error.start} is 0x{content[error.start]:02X}"
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if _is_chinese(text, common=_is_common_in_gb2312):
        return "gb18030", text
    found = f"is neither UTF-8 ({place}) nor GB18030"
    if _is_chinese(content.decode("big5", errors="ignore"), common=_is_common_in_big5):
        found += "; it looks like Big5"
    raise ReportError(str(path), found, "save the report in UTF-8 and name that file")


def _is_chinese(text: str, *, common: Callable[[str], bool]) -> bool:
    """Say whether `text` reads as Chinese: usual signs only, and Han characters that are mostly common ones.

    A decoder accepts much that was written in another encoding; what it makes of it are rare characters.
    """
    han = _HAN.findall(text)
    usual = sum(1 for character in text if _USUAL.match(character))
    return bool(han) and usual >= 0.98 * len(text) and sum(map(common, han)) >= 0.8 * len(han)


def _is_common_in_gb2312(character: str) -> bool:
    """Say whether a character stands on the first plane of GB 2312, the 3755 most used."""
    encoded = character.encode("gb2312", errors="ignore")
    return bool(encoded) and 0xB0 <= encoded[0] <= 0xD7


def _is_common_in_big5(character: str) -> bool:
    """Say whether a character stands on the first plane of Big5, the 5401 most used."""
    encoded = character.encode("big5", errors="ignore")
    return bool(encoded) and 0xA4 <= encoded[0] <= 0xC6


_TEXTS = ("area", "title", "publisher", "source", "source_zh")
_LISTS = ("parents", "authors")


def _read_description(path: Path, report_id: str) -> dict[str, Any]:
    """Return what the TOML file at `path` says of the report, nothing where there is no such file."""
    try:
        stated = tomllib.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ReportError(str(path), f"cannot be read: {error.strerror}", "mend or remove it") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReportError(str(path), f"is no TOML: {error}", "mend the line") from None
    if stated.pop("id", report_id) != report_id:
        raise ReportError(
            str(path), f"id is not {report_id!r}, the name of the file", "make the two the same"
        )
    if stated.pop("language", "zh") != "zh":
        raise ReportError(str(path), "language is not 'zh'", "only Chinese reports can be read")
    return {key: _checked(path, key, value) for key, value in stated.items()}


def _checked(path: Path, key: str, value: object) -> object:
    """Return the value of one key of a description in the form of ReportSource."""
    if key in _TEXTS:
        if isinstance(value, str) and value.strip():
            return value
        raise ReportError(str(path), f"{key} is {value!r}", f'write {key} = "…"')
    if key == "licence":
        if isinstance(value, str) and re.fullmatch(r"https?://[!-~]+", value):
            return value
        raise ReportError(str(path), f"licence is {value!r}", 'write its address: licence = "https://…"')
    if key in _LISTS:
        if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
            return tuple(value)
        raise ReportError(str(path), f"{key} is {value!r}", f'write {key} = ["…", "…"]')
    if key == "year":
        if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999:
            return value
        raise ReportError(str(path), f"year is {value!r}", "write year = 2023, four digits without quotes")
    known = ", ".join(("id", *_TEXTS, *_LISTS, "year", "licence", "language"))
    raise ReportError(str(path), f"the key {key!r} is not known", f"the keys are {known}")

"""The text of a Word document: its paragraphs in the order of the document, one a line.

A .docx file is a zip of XML parts (ECMA-376, Part 1); the paragraphs are the `w:p` of `word/document.xml`,
those in the cells of tables and in text boxes among them. Headers, footers, footnotes and comments stand in
other parts, and what a reviewer has deleted is no text of the report.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from baiyang_kg.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Iterator

_PART = "word/document.xml"
_LARGEST = 100_000_000  # bytes of the part; a report has a hundredth of that
_WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",  # the strict form
)
# An old form of a text box that repeats the new one, and what the document no longer says or keeps beside it.
_SKIPPED = {"Fallback", "del", "moveFrom", "instrText", "delText", "pPr", "rPr"}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SAVE_AGAIN = "open it in a word processor and save it as .docx or as plain text"


def docx_text(content: bytes, *, place: str) -> str:
    """Return the paragraphs of the Word document `content`, each on a line of its own.

    `place` is named in the ReportError that is raised for what is no Word document or holds no text.
    """
    body = _parse(_read_part(content, place), place)
    lines: list[str] = []
    _read_block(body, lines)
    text = "\n".join(line.rstrip() for line in lines)
    if not text.strip():
        raise ReportError(place, "holds no text", "name a document that does; pictures cannot be read")
    return text + "\n"


def _read_part(content: bytes, place: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.getinfo(_PART).file_size > _LARGEST:
                raise ReportError(place, f"{_PART} is larger than any report", _SAVE_AGAIN)
            return archive.read(_PART)
    except (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, NotImplementedError, EOFError) as error:
        # RuntimeError: a password; NotImplementedError: a compression that Python does not know
        raise ReportError(place, f"is no Word document: {error}", _SAVE_AGAIN) from None


def _parse(part: bytes, place: str) -> ET.Element:
    if b"<!DOCTYPE" in part:
        raise ReportError(place, f"{_PART} has a document type, which no Word document has", _SAVE_AGAIN)
    try:
        return ET.fromstring(part)  # noqa: S314 (without a document type there are no entities)
    except ET.ParseError as error:
        raise ReportError(place, f"{_PART} is no XML: {error}", _SAVE_AGAIN) from None


def _read_block(element: ET.Element, lines: list[str]) -> None:
    """Add to `lines` the paragraphs in `element`; those in a text box follow the one that holds the box."""
    for child in element:
        if _name(child) == "p":
            boxes: list[ET.Element] = []
            lines.append("".join(_runs(child, boxes)))
            for box in boxes:
                _read_block(box, lines)
        elif _name(child) not in _SKIPPED:
            _read_block(child, lines)


def _runs(element: ET.Element, boxes: list[ET.Element]) -> Iterator[str]:
    """Yield the text of a paragraph piece by piece, and note the text boxes that hang in it."""
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "txbxContent":
            boxes.append(child)
        elif name not in _SKIPPED:
            yield from _runs(child, boxes)


def _name(element: ET.Element) -> str:
    """Return the name of a Word element without its namespace; that of another, only to be skipped by."""
    tag = element.tag
    for namespace in _WORD:
        if tag.startswith(namespace):
            return tag.removeprefix(namespace)
    return "Fallback" if tag.endswith("}Fallback") else ""

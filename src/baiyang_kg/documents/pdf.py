"""The text of a PDF document: the lines of its text layer as they are, pages parted by a blank line."""

from __future__ import annotations

import io
import logging

from baiyang_kg.errors import ReportError

_UNREADABLE = "export it anew as PDF, or save it as plain text"


def pdf_text(content: bytes, *, place: str) -> str:
    """Return the text layer of the PDF document `content`.

    `place` is named in the ReportError that is raised where `pypdf` is not installed, and for what is no PDF
    document, is locked by a password or has no text layer because its pages are images.
    """
    pages = [_settled(page) for page in _read_pages(content, place)]
    text = "\n\n".join(page for page in pages if page)
    if not text:
        raise ReportError(
            place,
            "has no text layer: its pages are images",
            "make one with a program for character recognition, such as: ocrmypdf -l chi_sim IN.pdf OUT.pdf",
        )
    return text + "\n"


def _read_pages(content: bytes, place: str) -> list[str]:
    try:
        import pypdf  # noqa: PLC0415 (an extra; only a PDF needs it)
    except ImportError:
        raise ReportError(
            place, "is a PDF document, which needs pypdf", "install it: pip install 'baiyang-kg[pdf]'"
        ) from None
    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it mends needs no one's attention
    try:
        document = pypdf.PdfReader(io.BytesIO(content))
        if not document.is_encrypted or document.decrypt(""):
            return [page.extract_text() for page in document.pages]
    except Exception as error:  # noqa: BLE001 (a broken document may raise anything at all in its reader)
        found = f"cannot be read as a PDF document: {type(error).__name__}: {error}"
        raise ReportError(place, found, _UNREADABLE) from None
    raise ReportError(place, "is locked by a password", "save it without one")


def _settled(page: str) -> str:
    """Return the text of a page with one kind of line end, no white space at ends, no half characters."""
    whole = page.encode("utf-8", errors="replace").decode("utf-8")  # a half character is no character
    return "\n".join(line.rstrip() for line in whole.splitlines()).strip("\n")

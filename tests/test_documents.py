"""Word and PDF documents: the text that is archived for them, and what can be wrong with them."""

from __future__ import annotations

import hashlib
import io
import sys
import zipfile
from typing import TYPE_CHECKING

import pypdf
import pytest

from baiyang_kg.documents.docx import docx_text
from baiyang_kg.documents.pdf import pdf_text
from baiyang_kg.errors import ReportError
from baiyang_kg.report import read_report

if TYPE_CHECKING:
    from pathlib import Path

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
BOX = "<w:txbxContent>{框}</w:txbxContent>"
BOX_TWICE = (  # in the new form, and in the old one for programs that do not know it
    '<x:AlternateContent xmlns:x="urn:mc">'
    f"<x:Choice>{BOX}</x:Choice><x:Fallback>{BOX}</x:Fallback></x:AlternateContent>"
)
LINES = ["2023年，白杨街道实现财政总收入13.89亿元。", "走访各类企业200余家。"]


def make_docx(body: str, namespace: str = WORD, part: str = "word/document.xml", prolog: str = "") -> bytes:
    """Return a Word document with `body` as the content of its one part."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr(part, f"{prolog}<w:document {namespace}><w:body>{body}</w:body></w:document>")
    return output.getvalue()


def paragraph(text: str) -> str:
    """Return a paragraph of one run."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def make_pdf(*pages: list[str]) -> bytes:
    """Return a PDF document whose pages show lines of text in a Chinese font that is not embedded."""
    first = 6  # the number of the first page's object; its content follows it
    kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Song /CIDSystemInfo 5 0 R >>",
        "<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>",
    ]
    for index, lines in enumerate(pages):
        shown = " T* ".join(f"<{line.encode('utf-16-be').hex()}> Tj" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 50 700 Td {shown} ET" if lines else ""
        content, resources = (
            f"/Contents {first + 2 * index + 1} 0 R",
            "/Resources << /Font << /F1 3 0 R >> >>",
        )
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {content} {resources} >>")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    written, places = "%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
    return (written + f"xref\n0 {size}\n0000000000 65535 f \n{table}" + end).encode()


def docx_refusal(content: bytes) -> str:
    """Return what is said of a Word document that cannot be read."""
    with pytest.raises(ReportError) as caught:
        docx_text(content, place="report.docx")
    return str(caught.value)


def pdf_refusal(content: bytes) -> str:
    """Return what is said of a PDF document that cannot be read."""
    with pytest.raises(ReportError) as caught:
        pdf_text(content, place="report.pdf")
    return str(caught.value)


@pytest.mark.parametrize("namespace", [WORD, STRICT])
def test_a_word_document_gives_a_line_for_each_paragraph(namespace: str) -> None:
    """Paragraphs become lines in the order of the document, whichever of the two forms it has."""
    content = make_docx("".join(map(paragraph, LINES)), namespace)

    assert docx_text(content, place="") == "".join(f"{line}\n" for line in LINES)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<w:p><w:r><w:t>财政总</w:t></w:r><w:r><w:t>收入</w:t></w:r></w:p>", "财政总收入\n"),
        ('<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>文</w:t></w:r></w:p>', "文\n"),
        ("<w:p><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t></w:r></w:p>", "一\t二\n三\n"),
        ("<w:tbl><w:tr><w:tc>{甲}</w:tc><w:tc>{乙}</w:tc></w:tr></w:tbl>{丙}", "甲\n乙\n丙\n"),
        ("<w:sdt><w:sdtContent>{目录}</w:sdtContent></w:sdt>{正文}", "目录\n正文\n"),
        ("<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>", "链接\n"),
        ("<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:t>新</w:t></w:r></w:p>", "新\n"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>1</w:t></w:r></w:p>", "1\n"),
        (f"<w:p>{BOX_TWICE}<w:r><w:t>段</w:t></w:r></w:p>", "段\n框\n"),
    ],
)  # fmt: skip
def test_what_a_word_document_says(body: str, text: str) -> None:
    """Runs join, cells and boxes are lines, what is deleted or repeated or a field's code is none."""
    for name in ("甲", "乙", "丙", "目录", "正文", "框"):
        body = body.replace(f"{{{name}}}", paragraph(name))

    assert docx_text(make_docx(body), place="") == text


def test_a_broken_word_document_is_named() -> None:
    """A file that is no Word document, a bad part, an entity and a document without text are refused."""
    whole = make_docx(paragraph("文"))

    assert "report.docx: is no Word document" in docx_refusal(whole[:40])
    assert "is no Word document" in docx_refusal(make_docx("", part="xl/workbook.xml"))
    assert "is no XML" in docx_refusal(make_docx("<w:p>"))
    assert "has a document type" in docx_refusal(make_docx("", prolog='<!DOCTYPE d [<!ENTITY a "a">]>'))
    assert "holds no text" in docx_refusal(make_docx(paragraph(" ")))


def test_a_pdf_gives_its_lines() -> None:
    """Lines stay lines, pages are parted by a blank line, and a page without text leaves no trace."""
    content = make_pdf(LINES, [], LINES[:1])

    assert pdf_text(content, place="") == f"{LINES[0]}\n{LINES[1]}\n\n{LINES[0]}\n"


def test_a_pdf_of_images_is_named() -> None:
    """A PDF without a text layer is refused, and its user is told what makes one."""
    message = pdf_refusal(make_pdf([], []))

    assert message.startswith("report.pdf: has no text layer: its pages are images\n")
    assert "ocrmypdf" in message


def test_a_locked_pdf_is_named() -> None:
    """A PDF that asks for a password is refused as one."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make_pdf(LINES)))
    writer.encrypt("secret", algorithm="RC4-128")
    output = io.BytesIO()
    writer.write(output)

    assert "is locked by a password" in pdf_refusal(output.getvalue())


def test_a_broken_pdf_is_named() -> None:
    """Whatever a broken PDF brings its reader to raise, the user sees one message."""
    assert "cannot be read as a PDF document" in pdf_refusal(b"%PDF-1.7\n")
    assert "report.pdf: " in pdf_refusal(make_pdf(LINES).replace(b"/Kids [6 0 R]", b"/Kids [1 0 R]"))


def test_without_the_extra_the_way_to_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pypdf is not installed, the message says what to install."""
    monkeypatch.setitem(sys.modules, "pypdf", None)

    assert "pip install 'baiyang-kg[pdf]'" in pdf_refusal(make_pdf(LINES))


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.docx", make_docx("".join(map(paragraph, LINES))), "wordprocessingml.document"),
        ("a.PDF", make_pdf(LINES), "application/pdf"),
    ],
)
def test_the_archive_knows_text_and_original(tmp_path: Path, name: str, content: bytes, form: str) -> None:
    """The text that offsets count in has its hash, and the file that it was made from has its own."""
    path = tmp_path / name
    path.write_bytes(content)

    source = read_report(path)

    assert source.raw == f"{LINES[0]}\n{LINES[1]}\n"
    assert source.sha256 == hashlib.sha256(source.raw.encode("utf-8")).hexdigest()
    assert source.original_sha256 == hashlib.sha256(content).hexdigest()
    assert source.format.endswith(form)


@pytest.mark.parametrize(
    ("name", "content"), [("a.docx", b"text"), ("a.pdf", b"text"), ("a.pdf", make_docx(""))]
)
def test_a_document_by_name_only_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    """A file that is called .pdf or .docx and is neither is refused."""
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(ReportError, match=r"is no \.\w+ document inside|is a zipped document"):
        read_report(path)

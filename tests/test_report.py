"""Reading a report file: its bytes, its encoding, the description beside it, and what can be wrong there."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from baiyang_kg.errors import ReportError
from baiyang_kg.report import read_report

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "2023年，白杨街道全年实现财政总收入13.89亿元，同比增长2.65%；\r\n走访各类企业200余家。\n"
TRADITIONAL = "2023年，白楊街道全年實現財政總收入13.89億元，同比增長2.65%；走訪各類企業200餘家。"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The place of a report that is not yet written."""
    return tmp_path / "street-2023.txt"


def refusal(path: Path) -> str:
    """Return what is said of a report that cannot be read."""
    with pytest.raises(ReportError) as caught:
        read_report(path)
    return str(caught.value)


def test_the_seed_is_read_as_archived(root: Path, seed: str) -> None:
    """The bundled report keeps every character, and its description says the rest."""
    source = read_report(root / "data" / "reports" / "baiyang-2023.txt")

    assert source.id == "baiyang-2023"
    assert source.raw == seed
    assert source.sha256 == "3fd08e226c6bc51444876d9f6b9da28d6b008ee9269539107f4c27e927566eee"
    assert (source.area, source.year) == ("白杨街道", 2023)
    assert source.parents == ("浙江省", "杭州市", "钱塘区")
    assert source.authors == ("何雨珍", "彭爽")


def test_line_ends_and_byte_order_mark_stay(path: Path) -> None:
    """Offsets count what is in the file: neither line ends nor a byte order mark are repaired."""
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())

    source = read_report(path)

    assert source.raw == "\ufeff" + TEXT
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_gb18030_is_read(path: Path) -> None:
    """A report in the older Chinese encoding is the same text, and says in which encoding it stands."""
    path.write_bytes(TEXT.encode("gb18030"))

    source = read_report(path)

    assert (source.raw, source.format) == (TEXT, "text/plain; charset=gb18030")
    assert source.sha256 == hashlib.sha256(TEXT.encode("utf-8")).hexdigest()
    assert source.original_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (b"\x7fELF\x02\x01\x01\0\0\0", "byte 7 is zero"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04\x14\0", "a zipped document"),
        (TEXT.encode("utf-16"), "text in UTF-16"),
        (TRADITIONAL.encode("big5"), "is neither UTF-8 (byte 4 is 0xA6) nor GB18030; it looks like Big5"),
        ("ｺﾝﾆﾁﾊ、白い街の報告です。".encode("shift_jis"), "is neither UTF-8 (byte 0 is 0xBA) nor GB18030"),
        ("Straße und Gemüse überall".encode("latin-1"), "is neither UTF-8 (byte 4 is 0xDF) nor GB18030"),
        ((TEXT + "\ue000" * 9).encode("gb18030"), "nor GB18030"),
        (TEXT.encode()[:-8] + b"\xff" + TEXT.encode()[-8:], "is neither UTF-8"),
    ],
)
def test_what_is_no_report_is_named(path: Path, content: bytes, found: str) -> None:
    """A file that is empty, binary or in another encoding is refused by what was found in it."""
    path.write_bytes(content)

    message = refusal(path)

    assert message.startswith(f"{path}: ")
    assert found in message


def test_a_missing_report_names_its_neighbours(path: Path) -> None:
    """A typo in the path is answered with the reports that are there."""
    path.write_text(TEXT, encoding="utf-8")

    assert "in that folder are: street-2023.txt" in refusal(path.with_name("stret-2023.txt"))


def test_a_folder_is_no_report(tmp_path: Path) -> None:
    """A folder is refused as one."""
    assert "is a folder" in refusal(tmp_path)


def test_an_unknown_format_is_named(path: Path) -> None:
    """Text in another format is refused by its extension."""
    page = path.with_suffix(".tex")
    page.write_text(TEXT, encoding="utf-8")

    assert "the format .tex is not known" in refusal(page)


@pytest.mark.parametrize(
    ("suffix", "form"), [(".html", "text/html"), (".HTM", "text/html"), (".md", "text/markdown")]
)
def test_a_page_is_archived_as_it_is(path: Path, suffix: str, form: str) -> None:
    """A web page or a Markdown file keeps every character: offsets count its tags."""
    page = path.with_suffix(suffix)
    page.write_bytes(f"<p>{TEXT}</p>".encode())

    source = read_report(page)

    assert (source.raw, source.format) == (f"<p>{TEXT}</p>", f"{form}; charset=utf-8")
    assert source.sha256 == source.original_sha256


def test_the_name_of_the_ontology_is_taken(tmp_path: Path) -> None:
    """A report cannot have the name of the graph that holds the ontology."""
    path = tmp_path / "ontology.txt"
    path.write_text(TEXT, encoding="utf-8")

    assert "no report can be called 'ontology'" in refusal(path)


def test_without_a_description_nothing_is_invented(path: Path) -> None:
    """A report without a TOML file has the area and the year that the caller says, or none."""
    path.write_text(TEXT, encoding="utf-8")

    assert (read_report(path).area, read_report(path).year) == (None, None)
    said = read_report(path, area="白杨街道", year=2023)
    assert (said.area, said.year) == ("白杨街道", 2023)


def test_the_caller_overrules_the_description(path: Path) -> None:
    """Another area takes none of the parents that were described; the same one keeps them."""
    path.write_text(TEXT, encoding="utf-8")
    description = 'area = "白杨街道"\nparents = ["浙江省", "钱塘区"]\nyear = 2023\n'
    path.with_suffix(".toml").write_text(description, encoding="utf-8")

    other = read_report(path, area="下沙街道", year=2022)
    same = read_report(path, area="白杨街道")

    assert (other.area, other.parents, other.year) == ("下沙街道", (), 2022)
    assert (same.area, same.parents, same.year) == ("白杨街道", ("浙江省", "钱塘区"), 2023)


@pytest.mark.parametrize(
    ("description", "found"),
    [
        ("area = ", "is no TOML"),
        ("area = 5", "area is 5"),
        ('year = "2023"', "year is '2023'"),
        ("year = 23", "year is 23"),
        ('parents = "浙江省"', "parents is '浙江省'"),
        ('authors = ["", "彭爽"]', "authors is ['', '彭爽']"),
        ('licence = "CC BY"', "licence is 'CC BY'"),
        ('language = "en"', "language is not 'zh'"),
        ('id = "other"', "id is not 'street-2023'"),
        ('titel = "…"', "the key 'titel' is not known"),
    ],
)
def test_a_wrong_description_is_named(path: Path, description: str, found: str) -> None:
    """What cannot be used in the TOML file is refused with its key, its value and what to write."""
    path.write_text(TEXT, encoding="utf-8")
    path.with_suffix(".toml").write_text(description, encoding="utf-8")

    message = refusal(path)

    assert message.startswith(f"{path.with_suffix('.toml')}: ")
    assert found in message
    assert "\n  " in message

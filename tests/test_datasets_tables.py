"""Tables as others publish them: encodings, delimiters, parents and keys; what cannot be read says where."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from baiyang_kg.datasets.sources import open_source
from baiyang_kg.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from baiyang_kg.datasets.record import Record

COMMUNITIES = "code,name,streetCode\n330114002001,景园社区,330114002\n330114002002,大北社区,330114002\n"


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., str]:
    """Make a table of a text or of bytes."""

    def make(content: str | bytes, name: str = "villages.csv", encoding: str = "utf-8") -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return str(path)

    return make


def records(path: str, **options: object) -> list[Record]:
    """Return all records of a dataset."""
    source = open_source(path, **options)  # type: ignore[arg-type]
    return [batch.record(index) for batch in source.batches() for index in range(len(batch.names))]


def test_a_row_is_a_record(table: Callable[..., str]) -> None:
    """A row of a published table of codes says name, level, code, year and where it stands."""
    first, second = records(table(COMMUNITIES), year=2022)

    assert first.iri == "https://w3id.org/baiyang-kg/code/nbs/2022/330114002001"
    assert (first.name, first.kind, first.code, first.year) == ("景园社区", "community", "330114002001", 2022)
    assert (first.place, second.place) == ("villages.csv:2", "villages.csv:3")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_the_encoding_is_found(table: Callable[..., str], encoding: str) -> None:
    """UTF-8 with and without a mark, UTF-16 and GB18030 are the same table."""
    assert [record.name for record in records(table(COMMUNITIES, encoding=encoding))] == [
        "景园社区",
        "大北社区",
    ]


@pytest.mark.parametrize(
    ("name", "delimiter"), [("a.csv", ";"), ("a.csv", "\t"), ("a.tsv", "\t"), ("a.csv", ",")]
)
def test_the_delimiter_is_found(table: Callable[..., str], name: str, delimiter: str) -> None:
    """Commas, semicolons and tabs part cells, as the ending of the name or the header says."""
    path = table(f'代码{delimiter}"名称"\n330114{delimiter}"钱塘区"\n'.replace("\n", "\r\n"), name)

    assert [(record.name, record.code) for record in records(path)] == [("钱塘区", "330114")]


def test_lines_are_those_of_an_editor(table: Callable[..., str]) -> None:
    """Breaks within a quotation, blank lines and empty cells that a spreadsheet adds move no place."""
    path = table('name,address,,\n"景园社区","1 号\n2 号",,\n\n,,,\n大北社区,3 号\n')

    assert [record.place for record in records(path)] == ["villages.csv:2", "villages.csv:6"]


def test_one_code_is_one_record(table: Callable[..., str]) -> None:
    """A row that stands there twice is one record, also where the codes do not ascend."""
    rows = "330114002002,大北社区\n330114002001,景园社区\n"

    assert len(records(table("code,name\n" + rows + rows), year=2022)) == 2


def test_blanks_around_a_cell_mean_nothing(table: Callable[..., str]) -> None:
    """A code and a name with blanks around them are the code and the name."""
    source = open_source(table("code, name\n 330114 , 钱塘区 \n330114,钱塘区\n"), year=2022)
    (batch,) = source.batches()
    record = batch.record(0)

    assert (batch.names, batch.codes) == (["钱塘区"], ["330114"])
    assert (record.name, record.iri[-7:]) == ("钱塘区", "/330114")


def test_areas_are_named_by_tables_of_the_levels_above(table: Callable[..., str]) -> None:
    """A code of twelve digits lies in those that it begins with; a placeholder for no area is no area."""
    parents = [
        table("code,name\n33,浙江省\n", "provinces.csv"),
        table("code,name,provinceCode\n3301,市辖区,33\n", "cities.csv"),
        table("code,name,areaCode\n330114001,下沙街道,330114\n330114002,白杨街道,330114\n", "streets.csv"),
    ]

    assert records(table(COMMUNITIES), parents=parents)[0].parents == ("浙江省", "白杨街道")


def test_a_table_of_areas_has_codes(table: Callable[..., str]) -> None:
    """A table of the areas above that names no code is an error, for it names no area of any row."""
    names = table("name\n白杨街道\n", "streets.csv")
    with pytest.raises(DatasetError, match="names no area above communities by its code"):
        open_source(table(COMMUNITIES), parents=[names])


def test_areas_are_named_by_columns(table: Callable[..., str]) -> None:
    """The columns of a table of housing estates say what each is and which areas it is in."""
    (estate,) = records(table("小区名称,社区,街道,区,别名\n景园小区,景园社区,白杨街道,钱塘区,景园\n"))

    assert estate.parents == ("钱塘区", "白杨街道", "景园社区")
    assert (estate.kind, estate.aliases, estate.iri[-6:]) == ("residential_compound", ("景园",), "/row/1")


def test_areas_may_be_columns_of_codes(table: Callable[..., str]) -> None:
    """A company whose district and street are codes is in what other tables call these."""
    parents = [
        table("code,name\n330114000000,钱塘区\n", "districts.csv"),
        table("code,name\n330114001000,下沙街道\n330114002000,白杨街道\n", "streets.csv"),
    ]
    companies = "企业名称,街道,区\n某公司,330114002,330114\n白杨街道,330114002000,330114000000\n"
    company, street = records(table(companies), parents=parents)

    assert company.parents == ("钱塘区", "白杨街道")
    assert street.parents == ("钱塘区",)


def test_rows_without_a_key_are_known_by_their_numbers(table: Callable[..., str]) -> None:
    """Blank lines have none; another name that is the name is none."""
    one, two = records(table("小区名称,别名\n景园小区,景园小区\n\n学府小区,学府\n"))

    assert (one.iri[-6:], one.aliases) == ("/row/1", ())
    assert (two.iri[-6:], two.aliases, two.place) == ("/row/2", ("学府",), "villages.csv:4")


def test_a_row_may_say_its_year(table: Callable[..., str]) -> None:
    """Of the column of years its first digits; where it says none, the year of the whole."""
    found = records(table("名称,年份\n甲,2021-05\n乙,\n丙,不详\n"), year=2022)

    assert [record.year for record in found] == [2021, 2022, 2022]


def test_a_file_is_known_by_its_digest(table: Callable[..., str]) -> None:
    """The digest is that of its bytes, whatever reads it; its ending may be in capitals and behind a #."""
    for name, content in (("A.CSV", "name\n甲\n"), ("a#b.jsonl", '{"name": "甲"}\n')):
        path = table(content, name)
        assert open_source(path).sha256 == hashlib.sha256(content.encode()).hexdigest()
        assert [record.name for record in records(path)] == ["甲"]


def test_what_contradicts_a_row_is_named_by_its_column(table: Callable[..., str]) -> None:
    """Blanks make no difference between two rows of one key, so the column that differs is another."""
    path = table("code,name,level\n330114,钱塘区,district\n330102,上城区,district\n330114, 钱塘区,city\n")
    with pytest.raises(
        DatasetError, match="code 330114 stands in line 2 too, with level 'district', here 'city'"
    ):
        records(path)


def test_a_mark_is_no_part_of_the_first_heading(table: Callable[..., str]) -> None:
    """Also where a description declares the encoding, and where the file has no mark at all."""
    metadata = {"@context": "http://www.w3.org/ns/csvw", "url": "villages.csv"} | {
        "tableSchema": {"columns": [{"titles": "name", "propertyUrl": "rdfs:label"}]},
        "dialect": {"encoding": "utf-8"},
    }
    mapping = table(json.dumps(metadata), "m.json")
    for encoding in ("utf-8-sig", "utf-8"):
        assert [r.name for r in records(table("name\n甲\n", encoding=encoding), mapping=mapping)] == ["甲"]


def test_an_own_numbering_gets_own_codes(table: Callable[..., str]) -> None:
    """A table with its own ids never claims the bureau's codes; it names the areas of its own tree."""
    header = "id,pid,deep,name,pinyin_prefix,pinyin,ext_id,ext_name\n"
    rows = (
        '330114,3301,2,"钱塘","q","qian tang","330114000000","钱塘区"\n'
        '330114001,330114,3,"白杨","b","bai yang","330114001000","白杨街道"\n'
    )
    district, street = records(table(header + rows, "tree-2023.csv"))

    assert street.iri == "https://w3id.org/baiyang-kg/code/tree/2023/330114001"
    assert (street.name, street.aliases, street.parents) == ("白杨街道", ("白杨",), ("钱塘区",))
    assert (district.kind, street.kind) == ("district", "subdistrict")


def test_invented_codes_are_a_tree_of_their_own(table: Callable[..., str]) -> None:
    """Codes of no province that there is are divisions where they are a tree, and never the bureau's."""
    codes = "code,name\n98,云江省\n9803,澄江市\n980312,青岚区\n980312001,梧溪街道\n980312001200,上坞村\n"
    found = records(table(codes, "codes-2022.csv"))

    assert found[-1].iri == "https://w3id.org/baiyang-kg/code/codes/2022/980312001200"
    assert [record.kind for record in found] == ["province", "city", "district", "subdistrict", "village"]
    assert found[-1].parents == ("云江省", "澄江市", "青岚区", "梧溪街道")
    assert records(table("code,name\n98,云江省\n97,海省\n", "codes-2022.csv"))[0].kind == ""


def test_a_code_in_parts_is_put_together(table: Callable[..., str]) -> None:
    """Six digits of the district and those of the street beside them are one code."""
    (street,) = records(
        table("code,name,province,city,area,town\n330114,白杨街道,33,01,14,002000\n"), year=2022
    )

    assert (street.code, street.iri[-9:]) == ("330114002", "330114002")


def test_a_table_of_validity_speaks_of_the_years_of_its_rows(table: Callable[..., str]) -> None:
    """A code that was given twice is two things, told apart by the year since when it stands."""
    header = "代码,一级行政区,二级行政区,名称,级别,状态,启用时间,变更/弃用时间,新代码\n"
    rows = (
        "330104,浙江省,杭州市,江干区,县级,弃用,1983,2021,330102[1996];330102;330114\n"
        "330104,浙江省,杭州市,别的区,县级,在用,2030,,\n"
    )
    old, new = records(table(header + rows))

    assert (old.iri[-12:], old.year, old.parents) == ("/1983/330104", 1983, ("浙江省", "杭州市"))
    assert (new.iri[-12:], new.year) == ("/2030/330104", 2030)


def test_codes_without_a_year_stay_the_datasets_own(table: Callable[..., str]) -> None:
    """A code means something in its year alone: without one no code of the bureau is claimed."""
    assert (
        records(table(COMMUNITIES))[0].iri == "https://w3id.org/baiyang-kg/dataset/villages/row/330114002001"
    )


def test_other_names_are_a_column(table: Callable[..., str]) -> None:
    """A batch shows the other names of its rows without making records of them, also of RDF."""
    tabled = open_source(table("名称,别名\n新苑社区, 邻里社区 \n景园社区,\n"))
    ttl = "@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n"
    ttl += '<x:1> s:prefLabel "新苑社区" ; s:altLabel "邻里社区" , "新苑" . <x:2> s:prefLabel "景园社区" .'
    stated = open_source(table(ttl, name="villages.ttl"))

    assert [batch.aliases for batch in tabled.batches()] == [[["邻里社区", ""]]]
    assert [batch.aliases for batch in stated.batches()] == [[("新苑", ""), ("邻里社区", "")]]


def test_a_column_may_be_named_by_the_user(table: Callable[..., str]) -> None:
    """What the user says goes before what the header seems to say."""
    path = table("name,公示名\nx1,景园社区\n")

    assert [record.name for record in records(path, columns={"name": "公示名"})] == ["景园社区"]


def test_a_role_that_is_none_lists_them(table: Callable[..., str]) -> None:
    """What no column can hold is an error that says what columns hold."""
    with pytest.raises(
        DatasetError, match="--column nmae=name: 'nmae' is nothing that a column can hold\n  write"
    ):
        open_source(table(COMMUNITIES), columns={"nmae": "name"})


def test_a_title_above_the_columns_is_passed_by(table: Callable[..., str]) -> None:
    """What a spreadsheet exports of a title over several columns is no header."""
    (record,) = records(table("社区名单,,\n\n社区名称,街道,人口（人）\n景园社区,白杨街道,1200\n"))

    assert (record.name, record.kind, record.parents) == ("景园社区", "community", ("白杨街道",))
    assert record.place == "villages.csv:4"


def test_a_region_is_a_name_where_there_is_no_other(table: Callable[..., str]) -> None:
    """Tables of statistics call their rows 地区; beside a name that is something else."""
    assert records(table("地区,人口\n白杨街道,1200\n"))[0].name == "白杨街道"
    assert records(table("地区,名称\n白杨街道,景园社区\n"))[0].name == "景园社区"


def test_a_code_of_a_division_goes_before_a_running_number(table: Callable[..., str]) -> None:
    """Of two columns of codes the one that begins as a province's does is the code."""
    assert records(table("编号,区划代码,名称\n1,330114,钱塘区\n2,330102,上城区\n"))[0].code == "330114"


LATIN = "code,name\n1,café\n".encode("latin-1")
MIXED = "name,address\n景园社区,文渊路\n".encode() + "大北社区,四号大街\n".encode("gbk")


@pytest.mark.parametrize(
    ("content", "place", "found", "remedy"),
    [
        (b"", "", "is empty", "names its columns"),
        ("名称\n云".encode()[:-1], ":2", "is GB18030, and line 1 is UTF-8: mixed encodings", "encoding"),
        ("name\n云".encode("utf-16")[:-1], "", "ends within a character of utf-16", "export it again"),
        (b"\xef\xbb\xbf\n \n", "", "is empty", "names its columns"),
        (
            "社区号,楼\n3,4\n",
            ":1",
            "no column is known to hold names: its columns are 社区号 · 楼",
            "--mapping",
        ),
        (MIXED, ":3", "is GB18030, and line 2 is UTF-8: mixed encodings", "UTF-8"),
        (LATIN, ":2", "is neither UTF-8 nor GB18030", "one encoding"),
        ("﻿name\n景园\n".encode() + b"\xbe\xb0\n", ":3", "is not utf-8-sig", "one encoding"),
        ("name\n景\0园\n", ":2", "a NUL character", "export it again"),
        ("name,code\n景园社区\n", ":2", "1 cells in a table of 2 columns", "the columns are name, code"),
        ("name\n景园社区\nname\n", ":3", "the header stands here again", "delete the line"),
        ("name,name\na,b\n", ":1", "two columns are called 'name'", "a name of its own"),
        ('name\na\n"b\nc\nd\n', ":3", "a quotation mark is opened here and never closed", "close it"),
        ('name\na\n"b"c\n', ":3", "is no row of a table", "double"),
        ("code,name\n33,浙江省\n,杭州市\n", ":3", "the row has no code", "another key"),
        (
            "code,name\n33,浙江省\n34,安徽省\n33,江苏省\n",
            ":4",
            "code 33 stands in line 2 too, with name '浙江省', here '江苏省'",
            "delete the wrong one",
        ),
    ],
)
def test_what_cannot_be_read_says_where(
    table: Callable[..., str], content: str | bytes, place: str, found: str, remedy: str
) -> None:
    """A table that cannot be read is an error with its file, its line and what to do."""
    path = table(content)
    with pytest.raises(DatasetError) as caught:
        records(path)

    assert caught.value.place == path + place
    assert found in caught.value.found
    assert remedy in caught.value.remedy


def test_no_file_is_no_table(tmp_path: Path) -> None:
    """A file that is not there and a folder are errors, not tracebacks."""
    with pytest.raises(DatasetError, match="there is no such file"):
        open_source(str(tmp_path / "none.csv"))
    with pytest.raises(DatasetError, match="is a folder"):
        open_source(str(tmp_path))


def test_a_column_that_is_not_there_is_named(table: Callable[..., str]) -> None:
    """A column that the user names and the table lacks is an error that lists what there is."""
    with pytest.raises(DatasetError, match="has no column '名'\n  its columns are: code · name · streetCode"):
        open_source(table(COMMUNITIES), columns={"name": "名"})


@pytest.mark.parametrize(
    ("name", "count", "about"),
    [
        ("npm-china-division-2.7.0-baiyang-villages.csv", 26, "nbs/2022/330114002001"),
        ("npm-china-division-2.7.0-qiantang-streets.csv", 7, "nbs/2022/330114001"),
        ("uiwjs-town-qiantang.csv", 7, "nbs/2022/330114001"),
        ("xiangyuecn-ok_data_level4-qiantang.csv", 8, "xiangyuecn-ok_data_level4-qiantang/2022/330114"),
        ("yescallop-areacodes-result-hangzhou.csv", 5, "nbs/1983/330102"),
    ],
)
def test_published_tables_are_understood(shared: Path, name: str, count: int, about: str) -> None:
    """The tables of four collectors, each with a layout of its own, are read from their headers alone."""
    found = records(str(shared / "datasets" / name), year=2022)

    assert len(found) == count
    assert found[0].iri == f"https://w3id.org/baiyang-kg/code/{about}"
    assert all(record.kind for record in found)

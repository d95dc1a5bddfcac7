"""Descriptions of tables: proposed from the header, printed, read again, and made into triples."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from csvw import CSVW
from csvw.metadata import NAMESPACES

from baiyang_kg.datasets.describing import describe_table
from baiyang_kg.datasets.metadata import metadata_json, read_description
from baiyang_kg.datasets.sources import open_source
from baiyang_kg.datasets.triples import table_triples
from baiyang_kg.errors import DatasetError
from baiyang_kg.graph.vocab import DIVISION_CODE, RDF

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CODES = "code,name,streetCode\n330114002001,景园社区,330114002\n"
TREE = "id,pid,deep,name,ext_name\n33,0,0,浙江,浙江省\n3301,33,1,杭州,杭州市\n"
SPLIT = "code,name,province,city,area,town\n330114,白杨街道,33,01,14,002000\n"
VALIDITY = "代码,名称,级别,启用时间,变更/弃用时间,新代码\n330104,江干区,县级,1983,2021,330102[1996];330114\n"
ESTATES = (
    "小区名称;社区;人口;均价;网址;更新日期\n景园小区;景园社区;1,200;2.5;https://example.org/1;2023-01-31\n"
)
COMPANIES = (
    "企业名称,统一社会信用代码,注册地址,联系电话\n某某有限公司,91330100MA2XXXXX0A,四号大街,057186910000\n"
)
TABLES = {
    "codes": CODES,
    "tree": TREE,
    "split": SPLIT,
    "validity": VALIDITY,
    "estates": ESTATES,
    "companies": COMPANIES,
}


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, object], str]:
    """Write a table, or a description as JSON."""

    def make(name: str, content: object) -> str:
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return make


def triples(path: str, **options: object) -> list[str]:
    """Return the triples of a table as N-Triples."""
    return [str(triple) for triple in table_triples(describe_table(path, **options))]  # type: ignore[arg-type]


def described(**columns: object) -> dict[str, object]:
    """Return a description of villages.csv."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": "villages.csv",
        "tableSchema": {"aboutUrl": "row/{key}", "columns": [{"name": "key", "titles": "编号"}, columns]},
    }


@pytest.mark.parametrize("name", TABLES)
def test_what_is_proposed_is_read_again_the_same(write: Callable[..., str], name: str) -> None:
    """A proposed description, printed and given as a file, is the same description."""
    table = describe_table(write(f"{name}.csv", TABLES[name]), year=2022)
    printed = metadata_json(table.description)
    path = write("printed.json", printed)
    again = read_description(path, table=table.table.path, header=table.table.header)

    assert replace(again, path="", annotations={}) == table.description
    assert metadata_json(again) == printed


@pytest.mark.parametrize("name", TABLES)
def test_another_reader_of_the_standard_makes_the_same_of_it(write: Callable[..., str], name: str) -> None:
    """The csvw library, by the printed description, says of each row what the triples say."""
    path = write(f"{name}.csv", TABLES[name])
    table = describe_table(path, year=2022)
    write(f"{name}.csv-metadata.json", metadata_json(table.description))
    said = {
        (row["@id"], _written_out(key), str(value))
        for row in CSVW(f"{path}-metadata.json").to_json(minimal=True)
        for key, value in row.items()
        if key != "@id"
    }

    assert {(t.subject.value, t.predicate.value, t.object.value) for t in table_triples(table)} == said


def _written_out(key: str) -> str:
    prefix, _, rest = key.partition(":")
    return NAMESPACES[prefix] + rest if prefix in NAMESPACES else key


def test_codes_are_minted_for_their_year(write: Callable[..., str]) -> None:
    """A row of codes says its notation, its name, its parent and the scheme of its year."""
    subject = "<https://w3id.org/baiyang-kg/code/nbs/2022/330114002001>"
    skos = "http://www.w3.org/2004/02/skos/core#"

    assert triples(write("codes.csv", CODES), year=2022) == [
        f'{subject} <{skos}notation> "330114002001"',
        f'{subject} <{skos}prefLabel> "景园社区"@zh',
        f"{subject} <{skos}broader> <https://w3id.org/baiyang-kg/code/nbs/2022/330114002>",
        f"{subject} <{RDF}type> <{DIVISION_CODE}>",
        f"{subject} <{skos}inScheme> <https://w3id.org/baiyang-kg/code/nbs/2022>",
    ]


def test_codes_of_several_levels_lie_in_one_another(write: Callable[..., str]) -> None:
    """Where no column says so, a code lies in the longest other code that it begins with."""
    path = write(
        "codes.csv", "code,name\n33,浙江省\n330114,钱塘区\n330114002,白杨街道\n330114002001,景园社区\n"
    )
    space = "https://w3id.org/baiyang-kg/code/nbs/2022/"
    broader = [triple for triple in triples(path, year=2022) if "broader" in triple]

    assert broader == [
        f"<{space}{code}> <http://www.w3.org/2004/02/skos/core#broader> <{space}{above}>"
        for code, above in (
            ("330114", "33"),
            ("330114002", "330114"),
            ("330114002001", "330114002"),
        )
    ]


@pytest.mark.parametrize(
    ("about", "kind"),
    [
        ("code/x/{code}", "https://example.org/Other"),
        ("code/x/{year}/{code}", str(DIVISION_CODE)),
        ("code/{name}", str(DIVISION_CODE)),
    ],
)
def test_other_codes_lie_in_none(write: Callable[..., str], about: str, kind: str) -> None:
    """What begins with another number lies in it only where codes are of divisions, and each is one thing."""
    path = write("codes.csv", "code,name,year\n33,浙江省,2022\n330114,钱塘区,2022\n")
    columns = [
        {"name": "code", "titles": "code", "propertyUrl": "skos:notation"},
        {"name": "name", "titles": "name"},
        {"name": "year", "titles": "year"},
        {"name": "kind", "virtual": True, "propertyUrl": "rdf:type", "valueUrl": kind},
    ]
    schema = {"aboutUrl": f"https://example.org/{about}", "columns": columns}
    mapping = write(
        "m.json", {"@context": "http://www.w3.org/ns/csvw", "url": "codes.csv", "tableSchema": schema}
    )

    assert len(triples(path, mapping=mapping)) == 8
    assert not [triple for triple in triples(path, mapping=mapping) if "broader" in triple]


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("330114002005", "330114002"),
        ("330114002", "330114"),
        ("330114", "3301"),
        ("3301", "33"),
        ("33", None),
    ],
)
def test_codes_of_one_level_lie_in_codes_of_the_next(
    write: Callable[..., str], code: str, above: str | None
) -> None:
    """Where all codes are as long, the parent is made of the first digits; provinces have none."""
    broader = [
        triple
        for triple in triples(write("a.csv", f"code,name\n{code},某某\n"), year=2022)
        if "broader" in triple
    ]

    assert [triple.rpartition("/")[2] for triple in broader] == ([f"{above}>"] if above else [])


def test_the_root_of_a_tree_has_no_parent(write: Callable[..., str]) -> None:
    """The parent 0 of a province is none."""
    broader = [triple for triple in triples(write("tree.csv", TREE), year=2023) if "broader" in triple]

    assert len(broader) == 1
    assert broader[0].endswith("/code/tree/2023/33>")


def test_values_have_the_datatypes_of_their_columns(write: Callable[..., str]) -> None:
    """Counts, decimals, dates and addresses of pages are typed; codes and telephones stay text."""
    estates = triples(write("estates.csv", ESTATES))
    companies = triples(write("companies.csv", COMPANIES))
    values = [triple.partition("> ")[2] for triple in (*estates, *companies)]
    xsd = "http://www.w3.org/2001/XMLSchema#"

    assert f'<https://w3id.org/baiyang-kg/ns#population> "1200"^^<{xsd}integer>' in values
    assert f'<https://w3id.org/baiyang-kg/dataset/estates/column/均价> "2.5"^^<{xsd}decimal>' in values
    assert (
        f'<https://w3id.org/baiyang-kg/dataset/estates/column/更新日期> "2023-01-31"^^<{xsd}date>' in values
    )
    assert f'<https://schema.org/url> "https://example.org/1"^^<{xsd}anyURI>' in values
    assert '<https://schema.org/telephone> "057186910000"' in values
    assert companies[0].startswith("<https://w3id.org/baiyang-kg/dataset/companies/row/91330100MA2XXXXX0A>")


@pytest.mark.parametrize(
    ("datatype", "cell", "literal"),
    [
        ({"base": "boolean", "format": "是|否"}, "否", "false"),
        ({"base": "boolean", "format": "是|否"}, "是", "true"),
        ({"base": "date", "format": "d/M/yyyy"}, "31/1/2023", "2023-01-31"),
        ({"base": "date", "minimum": "2000-01-01"}, "2023-01-31", "2023-01-31"),
        ({"base": "time", "format": "HH:mm"}, "12:30", "12:30:00"),
        ({"base": "dateTime", "format": "yyyy-MM-dd HH:mm"}, "2023-01-31 12:30", "2023-01-31T12:30:00"),
        ({"base": "decimal", "format": "#,##0.##"}, "1,234.50", "1234.50"),
        ({"base": "integer", "minimum": 1}, "12", "12"),
    ],
)
def test_a_cell_with_a_format_is_written_as_the_datatype_wants(
    write: Callable[..., str], datatype: dict[str, object], cell: str, literal: str
) -> None:
    """What a format or a limit describes is read by it, and stands in the graph in the form of XML Schema."""
    mapping = write("m.json", described(name="x", titles="值", datatype=datatype))
    *_, last = triples(write("villages.csv", f'编号,值\n7,"{cell}"\n'), mapping=mapping)

    assert last.endswith(f'"{literal}"^^<http://www.w3.org/2001/XMLSchema#{datatype["base"]}>')


def test_links_and_rows_meet(write: Callable[..., str]) -> None:
    """The IRI of a record is the subject of its row's triples, for every layout."""
    for name, text in TABLES.items():
        path = write(f"{name}.csv", text)
        batch = next(iter(open_source(path, year=2022).batches()))

        assert triples(path, year=2022)[0].startswith(f"<{batch.record(0).iri}>")


def test_a_description_beside_the_table_is_used(write: Callable[..., str]) -> None:
    """`villages.csv-metadata.json` describes villages.csv: names, formats and lists as CSVW has them."""
    path = write("villages.csv", "编号;所;户数;别\n7;景园社区;1,234;景园|景园里\n")
    metadata = described(name="name", titles="所", propertyUrl="rdfs:label", lang="zh")
    metadata["dialect"] = {"delimiter": ";"}
    metadata["tableSchema"]["columns"] += [  # type: ignore[index]
        {"name": "n", "titles": "户数", "datatype": {"base": "integer", "format": "#,##0"}},
        {"name": "o", "titles": "别", "propertyUrl": "skos:altLabel", "separator": "|"},
    ]
    write("villages.csv-metadata.json", metadata)
    space = "https://w3id.org/baiyang-kg/dataset/villages/"

    assert triples(path)[1:] == [
        f'<{space}row/7> <http://www.w3.org/2000/01/rdf-schema#label> "景园社区"@zh',
        f'<{space}row/7> <{space}column/户数> "1234"^^<http://www.w3.org/2001/XMLSchema#integer>',
        f'<{space}row/7> <http://www.w3.org/2004/02/skos/core#altLabel> "景园"',
        f'<{space}row/7> <http://www.w3.org/2004/02/skos/core#altLabel> "景园里"',
    ]
    assert describe_table(path).note.endswith("villages.csv-metadata.json")


def test_a_table_without_header_has_the_columns_of_its_description(write: Callable[..., str]) -> None:
    """Where the dialect says that there is no header, the first line is a row."""
    path = write("villages.csv", "7,景园社区\n8,大北社区\n")
    mapping = write(
        "m.json", described(name="name", propertyUrl="rdfs:label") | {"dialect": {"header": False}}
    )
    source = open_source(path, mapping=mapping)
    (batch,) = source.batches()

    assert (batch.names, batch.record(0).place) == (["景园社区", "大北社区"], "villages.csv:1")


def comments_on(path: str, **options: object) -> str:
    """Return what a proposed description says of its guesses."""
    return " ".join(describe_table(path, **options).description.comments)  # type: ignore[arg-type]


def test_a_guess_is_said(write: Callable[..., str]) -> None:
    """What the proposal took for granted stands in it, and unknown headings are named."""
    comments = comments_on(write("estates.csv", ESTATES))

    assert "each is called by its number" in comments
    assert "Kept as they stand, for their headings are not known: 均价 · 更新日期." in comments
    assert "known to hold names" not in comments
    assert "No column is known to hold names; link propose needs one" in comments_on(
        write("n.csv", "户数\n1\n")
    )


def test_where_a_year_was_taken_from_is_said(write: Callable[..., str]) -> None:
    """That of the file's name is a guess; that of the user is none, and where there is none that is said."""
    path = write("codes-2022.csv", CODES)

    assert "The year 2022 is taken from the file's name." in comments_on(path)
    assert "taken from the file's name" not in comments_on(path, year=2021)
    assert "taken from the file's name" not in comments_on(write("codes.csv", CODES))
    assert "No year is known" in comments_on(write("codes.csv", CODES))
    assert "No column tells the rows apart" not in comments_on(
        write("twice.csv", CODES + CODES.partition("\n")[2])
    )


def test_whose_codes_they_are_is_said(write: Callable[..., str]) -> None:
    """Those of a column called id, and of no province, are the dataset's own, under its name."""
    own = "The codes are taken for the dataset's own (tree), for "

    assert own + "their column is called id" in comments_on(write("tree-2023.csv", TREE))
    invented = "code,name\n98,云江省\n9803,澄江市\n980312,青岚区\n"
    assert own + "they begin with no province's digits" in comments_on(write("tree-2022.csv", invented))
    assert "taken for the statistics bureau's (nbs)" in comments_on(write("codes.csv", CODES))


def test_chinese_names_have_a_language(write: Callable[..., str]) -> None:
    """Names and other names in Chinese are @zh; in other letters, and what is no name, they have none."""
    table = '名称,别名,地址,人口\n景园社区,Jingyuan,学林街,"1,200"\n'
    columns = describe_table(write("a.csv", table)).description.columns

    assert [column.lang for column in columns] == ["zh", "", "", ""]
    assert [column.details for column in columns] == [(), (), (), (("format", "#,##0"),)]


def test_a_column_of_numbers_that_stays_text_is_told(write: Callable[..., str]) -> None:
    """Grouped and plain numbers are read side by side; one that is none keeps them text, and is named."""
    path = write("a.csv", '名称,户数,楼\n景园社区,"1,050",12\n桂花社区,2000,"1,100"\n梧桐社区,980,约3\n')

    assert "楼 is kept as text, for '约3' in line 4 is no number." in comments_on(path)
    assert "户数 is kept as text" not in comments_on(path)
    values = {triple.object.value for triple in table_triples(describe_table(path))}
    assert {"1050", "2000", "980", "1,100"} <= values


def test_columns_of_templates_have_plain_names(write: Callable[..., str]) -> None:
    """A heading of plain letters is the name, else its role, else its number; each stands there once."""
    header = "code,名称,_x,a b,简称,code2,别名"
    description = describe_table(write("a.csv", f"{header}\n1,甲,2,3,乙,4,丙\n")).description

    assert [column.name for column in description.columns] == [
        "code", "name", "column3", "column4", "alias", "code2", "column7",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("metadata", "place", "found", "remedy"),
    [
        ("{", "m.json:1", "is no JSON", "--suggest"),
        ("@prefix rr: <http://www.w3.org/ns/r2rml#> .", "m.json:1", "is no JSON", "CSVW"),
        (described(name="x") | {"dialect": {"delimiter": "ab"}}, "m.json", "'ab' as delimiter", "one"),
        (described(name="x") | {"dialect": 3}, "m.json", "its dialect is 3", "write an object"),
        (described(name="x", titles="名称", propertyUrl="a b"), "m.json", "IRI", "mend the description"),
        ({"url": "villages.csv"}, "m.json", "its @context is not", "--suggest"),
        (described(name="x", titles="名字"), "m.json", "describes a column '名字', which", "编号 · 名称"),
        (
            described(name="x", titles="名称", valueUrl="{y}"),
            "m.json",
            "names 'y', which is no column",
            "key · x",
        ),
        (
            described(name="x", titles="名称", datatype="word"),
            "m.json",
            "is no CSVW metadata",
            "tabular-metadata",
        ),
        (described(name="x", titles="名称", propertyUrl="by:name"), "m.json", "is none of CSVW's", "ns#"),
        (
            described(name="x", titles="名称") | {"tableSchema": "other.json"},
            "m.json",
            "refers to",
            "write it here",
        ),
        (described(name="x", titles="名称") | {"dialect": {"skipRows": 2}}, "m.json", "skipRows", "delete"),
        (
            described(name="x", titles="名称") | {"dialect": {"encoding": "klingon"}},
            "villages.csv",
            "klingon",
            "utf-8",
        ),
        (
            described(name="x", titles="名称", datatype="integer"),
            "villages.csv:2",
            "名称 '景园社区' is no integer",
            "mend",
        ),
        (
            described(name="x", titles="名称", datatype={"base": "integer", "format": "#,##0"}),
            "villages.csv:2",
            "名称 '景园社区' is no integer: ",
            "mend",
        ),
        (
            described(name="x", titles="名称", datatype={"base": "string", "maxLength": 3}),
            "villages.csv:2",
            "名称 '景园社区' is no string: ",
            "mend",
        ),
        (
            described(name="x", titles="人口", required=True),
            "villages.csv:2",
            "人口 is required, and empty",
            "mend",
        ),
        (described(name="x", titles="名称", aboutUrl="{+x} y"), "villages.csv:2", "IRI", "mend"),
    ],
)
def test_a_description_that_does_not_fit_says_where(
    write: Callable[..., str], metadata: object, place: str, found: str, remedy: str
) -> None:
    """A description that is none, or that the table contradicts, is an error that says where."""
    path = write("villages.csv", "编号,名称,人口\n7,景园社区,\n")
    mapping = write("m.json", metadata)
    with pytest.raises(DatasetError) as caught:
        triples(path, mapping=mapping)

    assert caught.value.place == path.removesuffix("villages.csv") + place
    assert found in caught.value.found
    assert remedy in caught.value.remedy

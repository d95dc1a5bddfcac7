"""Names that a list of the area holds: found in an outside table, and known where a report writes them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from baiyang_kg.build import report_quads
from baiyang_kg.cli import main
from baiyang_kg.datasets.gazetteer import Gazetteer, open_gazetteer
from baiyang_kg.extraction import extract
from baiyang_kg.graph import vocab
from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.model import Context, Listed
from baiyang_kg.reading.names.entities import find_names
from baiyang_kg.reading.page.layout import read_layout
from baiyang_kg.reading.page.words import find_words

if TYPE_CHECKING:
    from pathlib import Path

    from baiyang_kg.reading.model import Entity

AREAS = ("江南省", "临水市", "望湖区", "青山街道")
TABLE = """name,kind,province,city,district,street
得力社区居委会,社区,江南省,临水市,望湖区,青山街道
向前村村民委员会,行政村,江南省,临水市,望湖区,绿水街道
平安村,村,江南省,临水市,高塘县,平安镇
听涛阁,场馆,江南省,临水市,望湖区,青山街道
常住人口,指标,江南省,临水市,望湖区,青山街道
"""


@pytest.fixture
def gazetteer(tmp_path: Path) -> Gazetteer:
    """Return the names of an invented district."""
    table = tmp_path / "names.csv"
    table.write_text(TABLE, encoding="utf-8")
    return open_gazetteer(str(table))


def entities(raw: str, listed: dict[str, str]) -> dict[str, Entity]:
    """Return what is named in a text of 青山街道 by who knows the names `listed`."""
    lexicon = load_lexicon()
    text = read_layout(raw, lexicon.segmenter)
    known = tuple(Listed(name, kind) for name, kind in listed.items())
    context = Context(area="青山街道", year=2023, listed=known)
    found = find_names(text, find_words(text.chars, lexicon.segmenter), lexicon.names, context)
    return {entity.name: entity for entity in found}


def found(gazetteer: Gazetteer, raw: str, areas: tuple[str, ...] = AREAS) -> dict[str, str]:
    """Return the names of a list that a text writes, with their kinds."""
    return {one.form: one.kind for one in gazetteer.find(raw, areas).names}


def listing(tmp_path: Path, *rows: str) -> Gazetteer:
    """Return a list with these rows, the header among them."""
    table = tmp_path / "listed.csv"
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return open_gazetteer(str(table))


def test_a_committee_is_known_by_its_community(gazetteer: Gazetteer) -> None:
    """得力社区居委会 of the list is 得力社区 of the report, though a line break stands in it."""
    assert found(gazetteer, "得力\n社区建成食堂1个。") == {"得力社区": "community"}


def test_a_street_lies_among_those_of_its_district(gazetteer: Gazetteer) -> None:
    """The report of a street may name a village of the next one, but not 平安村 of another county."""
    assert found(gazetteer, "向前村、平安村建成通车。") == {"向前村": "place"}


def test_the_report_of_a_district_has_its_own_names_alone(gazetteer: Gazetteer) -> None:
    """For the report of a county, what lies in another district of its city is not listed."""
    assert found(gazetteer, "向前村、平安村建成通车。", ("江南省", "临水市", "高塘县")) == {"平安村": "place"}


@pytest.mark.parametrize(
    ("place", "listed"),
    [
        ("江南省,临水市,望湖区", True),
        ("江南省,枕山市,望湖区", False),
        ("江南省,,望湖区", True),
        (",,望湖区", True),
    ],
)
def test_a_district_of_another_city_has_the_same_name(tmp_path: Path, place: str, listed: bool) -> None:  # noqa: FBT001 (of a table)
    """Of a table of many cities, a 望湖区 counts that lies in the city of the report, or says no city."""
    table = tmp_path / "names.csv"
    table.write_text(f"name,kind,province,city,district\n得力社区,社区,{place}\n", encoding="utf-8")

    assert bool(found(open_gazetteer(str(table)), "得力社区建成食堂1个。")) is listed


def test_an_indicator_is_no_name(gazetteer: Gazetteer) -> None:
    """A table may list measures too; a text that holds one names no thing by it."""
    assert not found(gazetteer, "常住人口12万人。")


def test_blanks_of_a_list_part_no_name(tmp_path: Path) -> None:
    """A list that is typeset, 得 力社区, means what the report writes without a blank."""
    gazetteer = listing(tmp_path, "name,kind", "得 力社区,社区", "听\u3000涛 阁,场馆")

    assert found(gazetteer, "得力社区、听涛阁建成食堂1个。") == {"得力社区": "community", "听涛阁": "venue"}


def test_an_alias_is_a_name_of_the_same_thing(tmp_path: Path) -> None:
    """What the report calls by another name of the list is the thing that the list means, in both places."""
    table = listing(tmp_path, "name,kind,别名", "得力社区居委会,社区,听涛园", "大有社区,社区,")
    report = tmp_path / "qingshan-2023.txt"
    report.write_text("改造听涛园道路3条，得力社区获奖2次。", encoding="utf-8")
    read, _ = extract(str(report), area="青山街道", year=2023, gazetteer=table)
    (entity,) = (one for one in read.reading.entities if one.type == "community")

    assert (entity.name, entity.rule) == ("得力社区", "gazetteer")
    assert [(start, end) for start, end in entity.mentions] == [(2, 5), (10, 14)]


def test_an_alias_of_two_things_names_neither(tmp_path: Path) -> None:
    """Nobody knows which 望江苑 is meant; what is the name of a third thing is that thing."""
    rows = ("name,kind,别名", "得力社区,社区,望江苑", "大有社区,社区,望江苑", "平安社区,社区,听涛阁")

    assert found(listing(tmp_path, *rows), "望江苑建成食堂1个。") == {}
    assert found(listing(tmp_path, *rows, "听涛阁,场馆,"), "听涛阁获奖。") == {"听涛阁": "venue"}


def test_a_row_of_unknown_kind_is_told(tmp_path: Path) -> None:
    """Who lists names without kinds learns which of them the report writes in vain, and where they stand."""
    table = listing(tmp_path, "name,kind", "平安社区,社区", "听涛阁,楼阁", "望江苑,楼阁", "观澜苑,楼阁")
    report = tmp_path / "qingshan-2023.txt"
    report.write_text("听涛阁和望江苑全年接待读者3万人次。", encoding="utf-8")
    said = ["extract", str(report), "--area", "青山街道", "--year", "2023", "-g", table.source.path]
    result = CliRunner().invoke(main, said)

    assert result.exit_code == 0
    assert "listed.csv:3: the report names this row and 1 more whose kind is not known" in result.stderr
    assert "平安" not in result.stderr


@pytest.mark.parametrize(
    ("rows", "place", "within"),
    [
        (("望湖区,绿水街道",), "绿水街道/云溪社区", "望湖区"),
        (("望湖区,绿水街道办事处",), "绿水街道/云溪社区", "望湖区"),
        (("望湖区,青山街道办事处",), "青山街道/云溪社区", "青山街道"),
        (("望湖区,",), "青山街道/云溪社区", "青山街道"),
        (("望湖区,绿水街道", "望湖区,青山街道"), "青山街道/云溪社区", "青山街道"),
        (("望湖区,绿水街道", "望湖区,黄石街道"), "望湖区/云溪社区", "望湖区"),
    ],
)
def test_what_lies_in_the_next_street_is_not_put_under_this_one(
    tmp_path: Path, rows: tuple[str, ...], place: str, within: str
) -> None:
    """A community of another street is named, and lies in the district; the list tells which."""
    table = listing(tmp_path, "name,kind,district,street", *(f"云溪社区居委会,社区,{row}" for row in rows))
    report = tmp_path / "qingshan-2023.txt"
    report.write_text("云溪社区建成食堂1个。", encoding="utf-8")
    described = 'area = "青山街道"\nyear = 2023\nparents = ["江南省", "临水市", "望湖区"]\n'
    report.with_suffix(".toml").write_text(described, encoding="utf-8")
    quads = report_quads(report, gazetteer=table)
    named = (one for one in quads if one.predicate.value == vocab.LABEL)
    (thing,) = (one.subject for one in named if one.object.value == "云溪社区")
    lies = [
        unquote(one.object.value)
        for one in quads
        if one.subject == thing and one.predicate.value == vocab.IN_PLACE
    ]

    assert unquote(thing.value).endswith(place)
    assert len(lies) == 1
    assert lies[0].endswith(f"/{within}")


@pytest.mark.parametrize(
    ("raw", "name", "kind"),
    [
        ("发动得力社区、大有社区志愿者200名。", "得力社区", "community"),
        ("听涛阁全年接待读者3万人次。", "听涛阁", "venue"),
        ("改造平安村道路3条。", "平安村", "residential_compound"),
    ],
)
def test_a_listed_name_is_named_where_grammar_does_not_see_it(raw: str, name: str, kind: str) -> None:
    """A list knows a name that looks like common words, and what it names, and the reading says so."""
    before = entities(raw, {}).get(name)
    after = entities(raw, {name: kind})[name]

    assert before is None or before.type != kind
    assert (after.type, after.rule) == (kind, "gazetteer")
    assert [raw[start:end] for start, end in after.mentions] == [name]


@pytest.mark.parametrize(
    ("raw", "name"),
    [("新平安村建成道路2条。", "平安村"), ("全体村民向前村口走去。", "向前村"), ("新建道路3条。", "平安村")],
)
def test_what_only_looks_listed_is_not_named(raw: str, name: str) -> None:
    """A listed name within a longer one, by chance across words, or not there at all is not named."""
    assert name not in entities(raw, {name: "community"})


def test_a_longer_listed_name_is_taken_whole() -> None:
    """Where the list has 听涛 and 听涛花园社区, the text names the one that it writes."""
    named = entities(
        "听涛花园社区获奖3次。", {"听涛花园": "residential_compound", "听涛花园社区": "community"}
    )

    assert "听涛花园" not in named
    assert named["听涛花园社区"].type == "community"


def test_what_a_listed_name_is_built_of_stays_named() -> None:
    """The community of a listed canteen is named as it is where nobody lists the canteen."""
    named = entities("滨河社区老年食堂获奖3次。", {"滨河社区老年食堂": "venue"})

    assert {name: one.type for name, one in named.items()} == {
        "滨河社区老年食堂": "venue",
        "滨河社区": "community",
    }


def test_extract_takes_a_gazetteer(tmp_path: Path, gazetteer: Gazetteer) -> None:
    """The command line reads with the names of a table, and without one as before."""
    report = tmp_path / "qingshan-2023.txt"
    report.write_text("听涛阁全年接待读者3万人次。", encoding="utf-8")
    told = ["extract", str(report), "--area", "青山街道", "--year", "2023"]
    knowing = CliRunner().invoke(main, [*told, "--gazetteer", gazetteer.source.path])

    assert '"name":"听涛阁"' not in CliRunner().invoke(main, told).stdout
    assert '"name":"听涛阁"' in knowing.stdout


@pytest.mark.parametrize(
    ("command", "told"),
    [(("explain", "--at", "0"), "rule gazetteer"), (("ledger",), "observation"), (("review",), "听涛阁")],
)
def test_what_is_asked_of_a_report_is_asked_of_the_same_reading(
    tmp_path: Path, gazetteer: Gazetteer, command: tuple[str, ...], told: str
) -> None:
    """The commands that look into a reading take the table that the graph was built with."""
    report = tmp_path / "qingshan-2023.txt"
    report.write_text("听涛阁全年接待读者3万人次。", encoding="utf-8")
    name, *rest = command
    said = [name, str(report), *rest, "--area", "青山街道", "--year", "2023", "-g", gazetteer.source.path]
    result = CliRunner().invoke(main, said)

    assert result.exit_code == 0, result.output
    assert told in " ".join(result.stdout.split())


def test_a_store_and_its_report_are_compared_by_the_same_names(tmp_path: Path, gazetteer: Gazetteer) -> None:
    """What a build made of a report with a table does not differ from the report read with that table."""
    report, store = tmp_path / "qingshan-2023.txt", str(tmp_path / "made.kg")
    report.write_text("听涛阁全年接待读者3万人次。", encoding="utf-8")
    said, names = ["--area", "青山街道", "--year", "2023"], ["-g", gazetteer.source.path]
    built = CliRunner().invoke(main, ["build", str(report), *said, *names, "-o", store])
    plain, knowing = (
        CliRunner().invoke(main, ["diff", store, str(report), *said, *given]) for given in ([], names)
    )

    assert built.exit_code == 0, built.output
    assert (plain.exit_code, knowing.exit_code) == (1, 0), plain.output + knowing.output


def test_names_are_had_from_a_file_alone() -> None:
    """An address is refused with what helps: no option lets a reader ask other machines."""
    result = CliRunner().invoke(main, ["extract", "-g", "https://example.org/names.csv"])

    assert result.exit_code == 2
    assert "Error: https://example.org/names.csv: is a service on another machine" in result.stderr
    assert "name the file" in result.stderr
    assert "--allow-service" not in result.stderr


def test_the_graph_says_by_whose_names_it_was_read(tmp_path: Path, gazetteer: Gazetteer) -> None:
    """Name and digest of the list stand in the report's graph, though the report names nothing of it."""
    report = tmp_path / "qingshan-2023.txt"
    report.write_text("全年建成道路3条。", encoding="utf-8")
    graph = vocab.GRAPH + "qingshan-2023"
    told, plain = (
        {
            (quad.subject.value, quad.predicate.value, quad.object.value)
            for quad in report_quads(report, area="青山街道", year=2023, gazetteer=given)
        }
        for given in (gazetteer, None)
    )

    assert told - plain == {
        (graph, vocab.DERIVED_FROM, f"{graph}/file/names.csv"),
        (f"{graph}/file/names.csv", vocab.A, vocab.PROV_ENTITY),
        (f"{graph}/file/names.csv", vocab.TITLE, "names.csv"),
        (f"{graph}/file/names.csv", vocab.SHA256, hashlib.sha256(TABLE.encode()).hexdigest()),
    }
    assert plain <= told

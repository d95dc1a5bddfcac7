"""Names that a list of the area holds: found in an outside table, and known where a report writes them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from baiyang_kg.build import report_quads
from baiyang_kg.cli import main
from baiyang_kg.datasets.gazetteer import Gazetteer, open_gazetteer
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


def test_a_committee_is_known_by_its_community(gazetteer: Gazetteer) -> None:
    """得力社区居委会 of the list is 得力社区 of the report, though a line break stands in it."""
    assert gazetteer.find("得力\n社区建成食堂1个。", AREAS) == {"得力社区": "community"}


def test_a_street_lies_among_those_of_its_district(gazetteer: Gazetteer) -> None:
    """The report of a street may name a village of the next one, but not 平安村 of another county."""
    assert gazetteer.find("向前村、平安村建成通车。", AREAS) == {"向前村": "place"}


def test_the_report_of_a_district_has_its_own_names_alone(gazetteer: Gazetteer) -> None:
    """For the report of a county, what lies in another district of its city is not listed."""
    assert gazetteer.find("向前村、平安村建成通车。", ("江南省", "临水市", "高塘县")) == {"平安村": "place"}


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

    assert bool(open_gazetteer(str(table)).find("得力社区建成食堂1个。", AREAS)) is listed


def test_an_indicator_is_no_name(gazetteer: Gazetteer) -> None:
    """A table may list measures too; a text that holds one names no thing by it."""
    assert not gazetteer.find("常住人口12万人。", AREAS)


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
    """An address is refused with what helps: there is no option by which a reader would ask other machines."""
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

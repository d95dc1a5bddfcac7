"""Two sides compared: facts are known by what they are about, and told in words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from click.testing import CliRunner

from baiyang_kg.cli import main
from baiyang_kg.comparing import Difference, Side, compare, read_side
from baiyang_kg.comparing.difference import relative_period
from baiyang_kg.comparing.words import difference_lines
from baiyang_kg.errors import CompareError
from baiyang_kg.graph.export import export_file, format_of
from baiyang_kg.graph.vocab import GRAPH

if TYPE_CHECKING:
    from click.testing import Result

    from baiyang_kg.graph.store import Store

TRIG = (Path(__file__).parent / "asking.trig").read_text(encoding="utf-8")


def side(text: str = TRIG, *, graph: str | None = None) -> Side:
    """Return a side that says what a TriG text does, or one graph of it."""
    quads = pyoxigraph.parse(text, pyoxigraph.RdfFormat.TRIG)
    return Side(
        "side",
        frozenset(quad for quad in quads if graph in {None, quad.graph_name.value.removeprefix(GRAPH)}),
    )


def told(difference: Difference) -> str:
    """Return what a difference says, on wide lines."""
    return "\n".join(difference_lines(difference, columns=400))


def changed(*replacements: tuple[str, str]) -> str:
    """Return the TriG text with replacements, each of which finds something."""
    text = TRIG
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return text


def diff(*arguments: str) -> Result:
    """Run `baiyang-kg diff`."""
    return CliRunner().invoke(main, ["diff", *arguments])


def test_a_side_equals_itself() -> None:
    """The same statements make no difference, and no words."""
    assert compare(side(), side()) == Difference()
    assert told(compare(side(), side())) == ""


def test_a_word_more_at_the_beginning_changes_no_fact() -> None:
    """All offsets move, in IRIs and in values, and every fact is still the same."""
    moved = re.sub(r"char=(\d+),(\d+)", lambda m: f"char={int(m[1]) + 7},{int(m[2]) + 7}", TRIG)
    moved = re.sub(r"(offset |observation/[a-z]+-\d+/)(\d+)", lambda m: f"{m[1]}{int(m[2]) + 7}", moved)

    assert side(moved).quads != side().quads
    assert compare(side(), side(moved)) == Difference()


def test_a_changed_value_is_one_change_in_words() -> None:
    """A figure says from what to what, by how much, and shows both sentences with their places."""
    text = changed(
        ("1389000000.0", "1400000000.0"),
        ('"13.89亿元"', '"14亿元"'),
        ("财政总收入13.89亿元", "财政总收入14亿元"),
    )
    found = compare(side(), side(text))

    assert (len(found.changed), found.new, found.gone) == (1, (), ())
    assert told(found).splitlines() == [
        "变化 (changed): 数值 (figures) 1",
        "  财政总收入  13.89亿元 → 14亿元 (+0.79 %)  2023  白杨街道  水平",
        "      − “全年实现财政总收入13.89亿元,同比增长2.65%” baiyang-2023#char=90,120",
        "      + “全年实现财政总收入14亿元,同比增长2.65%” baiyang-2023#char=90,120",
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("by:bound by:MoreThan", "by:bound by:About", "精确程度 (bound): 多于 → 约"),
        ("by:direction by:Increase", "by:direction by:Decrease", "方向 (direction): 增加 → 减少"),
        ("schema:value 2.65", "schema:value 3", "(+0.35 个百分点 points)"),
        ('schema:unitText "次"', 'schema:unitText "场"', "单位 (unit): 次 → 场"),
        ("rdf:object by:Completed", "rdf:object by:InProgress", "完成 → 进行中"),
        ("美食城提升工程> a by:Project", "美食城提升工程> a by:Programme", "美食城提升工程  项目 → 计划"),
    ],
)
def test_each_part_of_a_fact_may_change(old: str, new: str, words: str) -> None:
    """Bound, direction, unit, stage and class are told as what changed, and nothing else is."""
    found = compare(side(), side(changed((old, new))))

    assert (len(found.changed), found.new, found.gone) == (1, (), ())
    assert words in told(found)


def test_another_spelling_is_no_change() -> None:
    """The same number printed otherwise, or with blanks, is the same fact."""
    text = changed(
        ('by:statedText "13.89亿元"', 'by:statedText "13 8900 万元"'), ("1389000000.0", "1389000000")
    )

    assert compare(side(), side(text)) == Difference()


def test_what_one_side_lacks_is_new_or_gone() -> None:
    """A report more is new facts alone; the other way round they are gone."""
    one = side(graph="baiyang-2023")
    more, less = compare(one, side()), compare(side(), one)

    assert {fact.report for fact in more.new} == {"xiasha-2022"}
    assert (more.gone, more.changed) == ((), ())
    assert less == Difference(gone=more.new)
    assert "新增 (new): 数值 (figures) 1\n  财政总收入  9亿元  2022  下沙街道  水平\n" in told(more)


def test_reports_of_two_years_are_compared_year_by_year() -> None:
    """This year's revenue stands against last year's; a place that both name is not new."""
    later = changed(
        ("xiasha-2022", "xiasha-2023"),
        ('"2022"', '"2023"'),
        ("900000000", "1000000000"),
        ('"9亿元"', '"10亿元"'),
    )
    found = compare(side(graph="xiasha-2022"), side(later, graph="xiasha-2023"))

    assert (len(found.changed), found.new, found.gone) == (1, (), ())
    assert "财政总收入  9亿元 → 10亿元 (+11.11 %)  2022 → 2023  下沙街道" in told(found)


def test_several_figures_of_one_matter_keep_their_order() -> None:
    """9 and 10 that become 10 and 12 are two changes between two years, and one in the same report."""
    figure = (
        "<id/observation/REPORT/OFFSET> a schema:Observation ; schema:variableMeasured <id/indicator/收入> ; "
        'by:kind by:Level ; by:periodStated "YEAR" ; schema:value NUMBER ; schema:unitText "%" ; '
        'by:statedText "NUMBER%"@zh ; by:offset OFFSET ; '
        "prov:wasDerivedFrom <report/REPORT#char=OFFSET,99> . "
    )

    def stated(report: str, numbers: tuple[int, int]) -> Side:
        prefixes = TRIG.partition("<graph/")[0]
        coverage = f'<report/{report}> schema:temporalCoverage "{report[-4:]}" . '
        figures = [
            figure.replace("REPORT", report)
            .replace("YEAR", report[-4:])
            .replace("NUMBER", str(number))
            .replace("OFFSET", str(offset))
            for offset, number in enumerate(numbers, start=10)
        ]
        return side(f"{prefixes}<graph/{report}> {{ {coverage}{''.join(figures)} }}")

    years = compare(stated("a-2022", (9, 10)), stated("a-2023", (10, 12)))
    same = compare(stated("a-2022", (9, 10)), stated("a-2022", (10, 12)))

    assert [(c.before.stated, c.after.stated) for c in years.changed] == [("9%", "10%"), ("10%", "12%")]
    assert [(c.before.stated, c.after.stated) for c in same.changed] == [("9%", "12%")]


def test_periods_count_from_the_year_of_the_report() -> None:
    """Years become distances; months, days and what has no year stay."""
    assert relative_period("2023-01/2023-11", 2023) == "+0-01/+0-11"
    assert relative_period("2016/2020", 2021) == "-5/-1"
    assert relative_period("2023", None) == "2023"


@pytest.fixture
def exports(opened: Store, tmp_path: Path) -> Path:
    """A folder with the store exported as Turtle and as N-Quads."""
    for name in ("a.ttl", "a.nq"):
        export_file(opened, str(tmp_path / name), format_of(name))
    return tmp_path


def test_store_and_exports_are_the_same_side(asking: Path, exports: Path) -> None:
    """A store, its N-Quads and its Turtle, which knows no graphs, state the same facts."""
    for name in ("a.ttl", "a.nq"):
        result = diff(str(asking), str(exports / name))

        assert (result.exit_code, result.stdout) == (0, "")
        assert "no fact differs" in result.stderr


def test_the_command_tells_and_counts(asking: Path) -> None:
    """Two graphs of a store differ: exit code 1, the facts on standard output, the counts beside them."""
    result = diff(f"{asking}#xiasha-2022", f"{asking}#baiyang-2023", "--only", "gone")

    assert result.exit_code == 1
    assert "消失 (gone): 数值 (figures)" in result.stdout
    assert "新增" not in result.stdout
    assert re.search(r"\d+ new, \d+ gone", result.stderr)


def test_json_says_the_same(asking: Path, tmp_path: Path) -> None:
    """In JSON each fact has its parts, numbers as exact texts, and its place."""
    other = tmp_path / "b.trig"
    other.write_text(changed(("schema:value 2.65", "schema:value 3")), encoding="utf-8")
    found = json.loads(diff(str(asking), str(other), "--format", "json").stdout)

    assert (found["new"], found["gone"]) == ([], [])
    assert [change["before"]["value"] for change in found["changed"]] == ["2.65"]
    assert found["changed"][0]["after"]["place"] == "baiyang-2023#char=90,120"


def test_reports_are_read(asking: Path, tmp_path: Path) -> None:
    """A text is read to be compared; --area and --year say of it what its description does not."""
    report = tmp_path / "xiasha-2023.txt"
    report.write_text("下沙街道2023年工作总结\n全年实现财政总收入10亿元。\n", encoding="utf-8")
    described = 'area = "下沙街道"\nparents = ["浙江省", "杭州市", "钱塘区"]\n'
    report.with_suffix(".toml").write_text(described, encoding="utf-8")
    result = diff(f"{asking}#xiasha-2022", str(report), "--year", "2023", "--only", "changed")

    assert result.exit_code == 1
    assert "财政总收入  9亿元 → 10亿元 (+11.11 %)  2022 → 2023  下沙街道" in result.stdout


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.kg", None, "there is nothing here"),
        ("broken.ttl", "<a> <b>", "is no Turtle"),
        ("empty.txt", "", "is empty"),
    ],
)
def test_what_is_no_side_is_an_error(
    name: str, content: str | None, message: str, asking: Path, tmp_path: Path
) -> None:
    """A path that is no store, export or report ends with exit code 2 and the reason."""
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")
    result = diff(str(asking), str(path))

    assert result.exit_code == 2
    assert message in result.stderr


def test_a_graph_that_is_not_there_is_named(asking: Path) -> None:
    """An unknown graph of a store is an error with the nearest ones."""
    with pytest.raises(CompareError, match="did you mean xiasha-2022"):
        read_side(f"{asking}#xiasha-2023", read_report=lambda _: [])

"""`checking` and `baiyang-kg check`: a store held against the rules, each rule with what breaks it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from baiyang_kg.build import report_quads
from baiyang_kg.checking import Finding, Level, check_store
from baiyang_kg.checking.queries import run_check
from baiyang_kg.checking.texts import read_texts
from baiyang_kg.errors import QueryError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.store import Store, merge_graphs, open_store
from baiyang_kg.graph.terms import ontology_quads, read_ontology
from stated import Figure, Report, ontology, stored

if TYPE_CHECKING:
    from pathlib import Path

CHECK = """#+ summary: An award that nobody won
#+ summary_zh: 无人获得的荣誉
#+ level: error
#+ remedy: say who won it
PREFIX by: <https://w3id.org/baiyang-kg/ns#>
SELECT ?focus ?path ?value ?message WHERE {
  ?focus a by:Award .
  MINUS { ?winner by:won ?focus }
  BIND (by:won AS ?path) BIND ("nobody won it" AS ?message)
} ORDER BY ?focus
"""


@pytest.fixture(scope="module")
def broken(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one report whose only figure has no value, and an award that nobody won."""
    path = tmp_path_factory.mktemp("broken") / "broken.kg"
    graph = ox.NamedNode(vocab.GRAPH + "broken-2023")
    triples = f"""
        <{vocab.ID}observation/broken-2023/1> a <{vocab.OBSERVATION}> .
        <{vocab.ID}award/x> a <{vocab.AWARD}> ; <{vocab.LABEL}> "无主"@zh ."""
    parsed = list(ox.parse(triples, format=ox.RdfFormat.TURTLE))
    quads = [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parsed]
    quads += ontology_quads(read_ontology(root / "ontology"))
    store = ox.Store(path)
    store.bulk_extend([*quads, *merge_graphs(quads)])
    store.flush()
    return path


def test_a_graph_without_its_shape_is_found(broken: Path) -> None:
    """Each finding names the node and what is wrong with it, in both languages, and what to do."""
    findings = [one for one in check_store(open_store(broken), rules=["shape"]) if "observation" in one.focus]

    assert findings
    assert {one.level for one in findings} == {Level.ERROR}
    assert all(one.problem and one.problem_zh and one.remedy and one.path for one in findings)
    assert {one.focus for one in findings} == {vocab.ID + "observation/broken-2023/1"}


def test_a_check_that_is_a_query(broken: Path, opened: Store, tmp_path: Path) -> None:
    """A row of a check is a finding, of the level that its header says; no row means that it holds."""
    path = tmp_path / "unwon.rq"
    path.write_text(CHECK, encoding="utf-8")
    (finding,) = run_check(open_store(broken), path)

    assert (finding.rule, finding.level, finding.focus) == ("unwon", Level.ERROR, vocab.ID + "award/x")
    assert (finding.problem, finding.problem_zh) == ("nobody won it", "无人获得的荣誉")
    assert (finding.remedy, finding.path, finding.value) == ("say who won it", "by:won", "")
    assert list(run_check(opened, path)) == []


@pytest.mark.parametrize("line", ["#+ level: grave", "#+ color: red", "#+ remedy: mend it"])
def test_a_check_with_a_wrong_header_is_named(opened: Store, tmp_path: Path, line: str) -> None:
    """An unknown level, an unknown key or a missing sentence is an error with the name of the file."""
    path = tmp_path / "wrong.rq"
    path.write_text(f"{line}\nSELECT ?focus ?path ?value ?message WHERE {{}}", encoding="utf-8")

    with pytest.raises(QueryError, match=r"wrong\.rq: the header of a check is wrong"):
        list(run_check(opened, path))


def test_the_command_ends_with_1_where_a_rule_is_broken(broken: Path) -> None:
    """The findings stand on standard output, their number on standard error."""
    command = [sys.executable, "-m", "baiyang_kg", "check", "--store", str(broken)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stdout.startswith("error shape (")
    assert " errors, " in done.stderr


# --- The rules, each with what breaks it and what only looks so ---------------------------------------------


def found(rule: str, *reports: Report, texts: bool = True) -> list[Finding]:
    """Return what a rule finds in reports, with their texts at hand or without."""
    raw = {report.sha256: report.text for report in reports} if texts else {}
    return check_store(stored(*reports), reports=raw, rules=[rule])


LAST = Report(
    "last", "易县", 2017, "固定资产投资完成151.48亿元。", (Figure(stated="151.48亿元", of="固定资产投资"),)
)


def grown(sentence: str, value: str, rate: str, of: str = "固定资产投资", *, down: bool = False) -> Report:
    """Return the report of 2018 in which a value has grown by a rate."""
    rated = Figure(stated=rate, of=of, kind="rate", base=value, down=down)
    return Report("this", "易县", 2018, sentence, (Figure(stated=value, of=of), rated))


def test_a_growth_that_leads_elsewhere_is_found() -> None:
    """106 up 9 % makes 97 a year before, and last year's report says 151: both places are named."""
    (finding,) = found(
        "growth-against-last-year", LAST, grown("固定资产投资106亿元，增长9%。", "106亿元", "9%")
    )

    assert (finding.level, finding.report, finding.start, finding.end) == (Level.WARNING, "this", 0, 16)
    assert (
        "implies 96.35亿元 to 98.16亿元 for 2017; stated for 2017 is 151.48亿元 (last:8)" in finding.problem
    )
    assert "推得2017年为96.35亿元至98.16亿元" in finding.problem_zh
    assert finding.sentence == "固定资产投资106亿元，增长9%"
    assert finding.remedy


@pytest.mark.parametrize(
    ("sentence", "value", "rate"),
    [
        ("固定资产投资165.1亿元，增长9%。", "165.1亿元", "9%"),  # 151.5: the same
        ("固定资产投资162亿元，增长9%。", "162亿元", "9%"),  # 148.6: revised by less than 2 %
        ("固定资产投资106亿元，年均增长9%。", "106亿元", "9%"),
        ("五年来固定资产投资达106亿元，增长9%。", "106亿元", "9%"),
        ("固定资产投资从99亿元增长到106亿元，增长9%。", "106亿元", "9%"),
        ("固定资产投资106亿元，比2015年增长9%。", "106亿元", "9%"),
        ("固定资产投资106亿元，可比增长9%。", "106亿元", "9%"),
    ],
)
def test_a_growth_that_says_nothing_else_is_right(sentence: str, value: str, rate: str) -> None:
    """What fits within rounding and revision, and a growth over other years, are no findings."""
    assert found("growth-against-last-year", LAST, grown(sentence, value, rate)) == []


def test_a_fall_and_the_nearest_of_several_values() -> None:
    """A fall implies a larger value; of two values a year before (城镇、农村), the nearest is compared."""
    text = "农村、城镇分别完成100亿元、200亿元。"
    last = Report(
        "last", "易县", 2017, text, tuple(Figure(stated=v, of="投资额") for v in ("100亿元", "200亿元"))
    )
    fitting = grown("投资额180亿元，下降10%。", "180亿元", "10%", "投资额", down=True)
    wrong = grown("投资额180亿元，下降40%。", "180亿元", "40%", "投资额", down=True)

    assert found("growth-against-last-year", last, fitting) == []
    (finding,) = found("growth-against-last-year", last, wrong)
    assert finding.value == "200亿元"


def test_what_one_sentence_tells_apart_is_no_part_of_one_value() -> None:
    """城乡居民收入分别 58000 and 32000 grew from two values: what the year before has one of says nothing."""
    of = "城乡居民人均可支配收入"
    text = f"{of}分别达到58000元、32000元，分别增长5%、6%。"
    grown_by = {"58000元": "5%", "32000元": "6%"}
    levels = tuple(Figure(stated=one, of=of) for one in grown_by)
    rates = tuple(Figure(stated=rate, of=of, kind="rate", base=one) for one, rate in grown_by.items())
    this = Report("this", "易县", 2018, text, (*levels, *rates))
    alone = Report("last", "易县", 2017, f"{of}达到42000元。", (Figure(stated="42000元", of=of),))
    both = tuple(Figure(stated=one, of=of) for one in ("55200元", "20100元"))
    apart = Report("last", "易县", 2017, f"{of}分别达到55200元、20100元。", both)

    assert found("growth-against-last-year", alone, this) == []
    assert [one.value for one in found("growth-against-last-year", apart, this)] == ["20100元"]


def test_what_grows_in_comparable_prices_has_more_room() -> None:
    """The growth of value added leaves prices out, so that it may lead up to a tenth away."""
    for of, count in (("工业增加值", 0), ("固定资产投资", 1)):
        last = Report("last", "易县", 2017, "完成100亿元。", (Figure(stated="100亿元", of=of),))
        assert (
            len(found("growth-against-last-year", last, grown("完成115亿元，增长8%。", "115亿元", "8%", of)))
            == count
        )


def test_a_quotation_that_stands_elsewhere_is_an_error() -> None:
    """A quotation that is not what the report says there is an error, with what it does say."""
    report = replace(LAST, replaced={"完成": "达到"})
    (finding,) = found("quote-equals-span", report)

    assert (finding.level, finding.value) == (Level.ERROR, "固定资产投资完成151.48亿元")
    assert "“固定资产投资达到151.48亿元” is quoted" in finding.problem
    assert found("quote-equals-span", LAST) == []


def test_without_a_text_quotations_must_agree_with_each_other() -> None:
    """Where the text is not at hand, two quotations of one place that differ are found, and no more."""
    named = replace(LAST, names=(("project", "投资"),))

    assert found("quote-equals-span", replace(named, replaced={"完成": "达到"}), texts=False) == []
    store = stored(named)
    engine = ox.Store()
    engine.bulk_extend(
        ox.Quad(q.subject, q.predicate, ox.Literal("投入", language="zh"), q.graph_name)
        if isinstance(q.object, ox.Literal) and q.object.value == "投资" and q.predicate.value == vocab.QUOTE
        else q
        for q in store.quads()
    )
    (finding,) = check_store(Store("memory", engine), rules=["quote-equals-span"])
    assert finding.problem == "“投入” is quoted, and another quotation of the same place says “投资”"


def test_a_numeral_that_is_not_at_its_offset_is_an_error() -> None:
    """The digits of a figure stand where it says they do."""
    store = stored(LAST)
    engine = ox.Store()
    engine.bulk_extend(
        ox.Quad(q.subject, q.predicate, ox.Literal(7), q.graph_name)
        if q.predicate.value == vocab.OFFSET
        else q
        for q in store.quads()
    )
    (finding,) = check_store(
        Store("memory", engine), reports={LAST.sha256: LAST.text}, rules=["quote-equals-span"]
    )
    assert finding.problem == "151.48亿元 is said to stand at 7, and there stands “成151.48亿”"


def listing(text: str, stated: str, names: tuple[str, ...] = ()) -> list[Finding]:
    """Return what is found of a list beside a number."""
    figure = Figure(stated=stated, of="场馆")
    things = tuple(("venue", name) for name in names)
    return found("announced-count", Report("lists", "白杨街道", 2023, text, (figure,), things))


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("集聚了亚运轮滑馆、电子科大击剑馆、工商大学手球馆三大比赛场馆。", "三"),
        ("完成云邸社区、凌云社区等2家成长驿站建设。", "2家"),
        ("完成东海未名园等2个老旧小区改造。", "2个"),
        ("云涛社区、邻里社区等5个社区。", "5个"),
        ("推出“守护天使”“暖心驿站”“幸福助浴”三大项目。", "三"),
        ("整治“甩锅”“推诿”问题、浪费问题2个问题。", "2个"),
        ("建成3个社区（云涛社区、邻里社区、闻潮社区）。", "3个"),
        ("走访企业、社区，建成3个站。", "3个"),
        ("建成和平馆、体育馆和文化馆三大场馆。", "三"),
    ],
)
def test_a_list_of_as_many_as_announced(text: str, stated: str) -> None:
    """A list that fits, a list that 等 leaves open, and what is no list of members, are no findings."""
    assert listing(text, stated) == []


@pytest.mark.parametrize(
    ("text", "stated", "counted"),
    [
        ("集聚了亚运轮滑馆、电子科大击剑馆三大比赛场馆。", "三", "2"),
        ("完成云邸社区、凌云社区、闻潮社区等2家成长驿站建设。", "2家", "3"),
        ("推出“守护天使”“暖心驿站”三大项目。", "三", "2"),
        ("建成3个社区（云涛社区、邻里社区）。", "3个", "2"),
        ("建成轮滑馆、体育馆和文化馆五大场馆。", "五", "3 or 2"),
    ],
)
def test_a_list_of_more_or_fewer_than_announced(text: str, stated: str, counted: str) -> None:
    """A list with another number of members than is announced is found; 和 may join or be part of a name."""
    (finding,) = listing(text, stated)

    assert finding.level is Level.WARNING
    assert set(finding.value.split(" or ")) == set(counted.split(" or "))


@pytest.mark.parametrize(
    ("text", "reason", "number", "counted"),
    [
        ("集聚了轮滑馆、击剑馆、手球馆两大场馆。", "NameNumeral", "两", ["3"]),
        ("推出“守护天使”“暖心驿站”三个项目。", "PolicyNameNumeral", "三", ["2"]),
        ("涵盖白杨、下沙、河庄等两街道。", "OtherNumeral", "两", ["3"]),
        ("涵盖白杨街道、下沙街道等五街道。", "OtherNumeral", "五", []),  # 等 leaves the list open
        ("集聚了轮滑馆、击剑馆两大场馆。", "NameNumeral", "两", []),
        ("建成轮滑馆、“击剑馆”三期。", "NameNumeral", "三", []),  # 三期 counts no members
        ("组建“先锋”、“青牛”三大队。", "NameNumeral", "三", []),
        ("涵盖轮滑馆、击剑馆三大场馆。", "DateNumeral", "三", []),
        ("推出“守护天使”“暖心驿站”40个项目。", "PolicyNameNumeral", "40", []),  # nobody lists so many
    ],
)
def test_a_number_that_is_no_figure_announces_too(
    text: str, reason: str, number: str, counted: list[str]
) -> None:
    """Where a word behind it counts members and its reason leaves room for that."""
    said = found("announced-count", Report("lists", "白杨街道", 2023, text, numbers=((reason, number),)))

    assert [finding.value for finding in said] == counted
    assert all(finding.sentence == text.rstrip("。") for finding in said)


def test_a_list_of_names_is_known_by_its_last_name() -> None:
    """Before a plain number a list is only taken for its members where the graph knows the last of them."""
    text = "完成梁格庄、紫荆关3座污水处理站。"

    assert listing(text, "3座") == []
    assert [finding.value for finding in listing(text, "3座", ("紫荆关",))] == ["2"]
    assert listing("打造美丽乡村11个、示范区3个。", "3个", ("示范区",)) == []  # each has a number of its own
    assert listing("涵盖北京、山西、内蒙6市。", "6市", ("内蒙",)) == []  # what lies within them is counted


def spending(
    *parts: tuple[str, str, str], whole: str = "", named: str = "一般公共预算支出的"
) -> list[Finding]:
    """Return what is found of parts of an expenditure with their shares, and of the stated whole."""
    text = "".join(f"{name}{value}，占{named}{share}。" for name, value, share in parts)
    figures = [
        figure
        for name, value, share in parts
        for figure in (Figure(stated=value, of=name), Figure(stated=share, of=name, kind="share", base=value))
    ]
    if whole:
        text += f"一般公共预算支出{whole}。"
        figures.append(Figure(stated=whole, of="一般公共预算支出"))
    return found("shares-of-one-total", Report("shares", "易县", 2020, text, tuple(figures)))


def test_shares_that_lead_to_two_totals() -> None:
    """Two parts with their shares, or a part and the whole, that say two sizes of one whole are found."""
    assert spending(("民生支出", "34.7亿元", "89%"), ("教育支出", "7.8亿元", "20%")) == []
    assert spending(("民生支出", "34.7亿元", "89%"), whole="39亿元") == []
    (two,) = spending(("民生支出", "34.7亿元", "89%"), ("教育支出", "7.8亿元", "30%"))
    (stated,) = spending(("民生支出", "34.7亿元", "89%"), whole="45亿元")

    two_parts = (("民生支出", "34.7亿元", "89%"), ("工业投资", "7.8亿元", "30%"))
    for named in (
        "全区比重",
        "全市",
        "全市的",
        "总数的",
        "总人数",
        "比重达",
    ):  # of each the same thing elsewhere
        assert spending(*two_parts, named=named) == []
    assert len(spending(*two_parts, named="财政支出比重达")) == 1
    assert "民生支出 34.7亿元 is 89% of it, which makes 38.72亿元 to 39.27亿元" in two.problem
    assert "it is stated as 45亿元" in stated.problem
    assert two.level is Level.WARNING


def twice(
    first: str, second: str, of: str = "财政总收入", text: str = "{of}{0}。今年{of}{1}。"
) -> list[Finding]:
    """Return what is found where an indicator of one year is stated as two values."""
    figures = (Figure(stated=first, of=of), Figure(stated=second, of=of))
    return found("stated-twice", Report("twice", "易县", 2020, text.format(first, second, of=of), figures))


def test_a_fact_stated_twice() -> None:
    """Two figures of one fact are a warning, a note where one may be the other rounded; a list is none."""
    assert [one.level for one in twice("13.89亿元", "14.5亿元")] == [Level.WARNING]
    assert [one.level for one in twice("13.89亿元", "13.9亿元")] == [Level.NOTE]
    assert twice("13.89亿元", "2.1亿元", text="区镇{of}{0}、{1}。") == []
    assert twice("13.89亿元", "2.1亿元", text="{of}{0}。其中镇级{of}{1}。") == []
    assert twice("13.89亿元", "2.1亿元", of="某项投资") == []  # what one sentence happens to say


def planned(plan: str, fact: str, of: str, *, bound: str = "exact", growth: bool = False) -> list[Finding]:
    """Return what is found of a plan for 2021 that the report on 2021 states the fact of."""
    target = Figure(stated=plan, of=of, kind="target", bound=bound, period="2021")
    value = Figure(stated="50亿元", of=of)
    stated = (
        (value, Figure(stated=fact, of=of, kind="rate", base="50亿元"))
        if growth
        else (Figure(stated=fact, of=of),)
    )
    text = f"{of}50亿元，增长{fact}。" if growth else f"{of}{fact}。"
    return found(
        "plan-against-fact",
        Report("plan", "涞水县", 2020, f"力争{of}{plan}。", (target,)),
        Report("fact", "涞水县", 2021, text, stated),
    )


def test_a_plan_that_was_missed_is_noted() -> None:
    """A plan that the year's report does not reach is a note that says by how much, in the words of both."""
    (visitors,) = planned("500万人次", "180万人次", "接待游客")
    (growth,) = planned("10%", "6.4%", "固定资产投资", growth=True)

    assert (visitors.level, visitors.report, visitors.value) == (Level.NOTE, "fact", "500万人次")
    assert visitors.problem == (
        "涞水县 接待游客: 500万人次 was planned for 2021 (plan:6), "
        "and 180万人次 is stated; missed by 320万人次 (64.0 %)"
    )
    assert growth.problem.endswith(
        "固定资产投资 growth: 10% was planned for 2021 (plan:8), and 6.4% is stated; missed by 3.6 points"
    )


def test_a_plan_that_was_met_is_no_finding() -> None:
    """More is met, within rounding too; below a bound, and of the unemployed, less is."""
    assert planned("500万人次", "620万人次", "接待游客") == []
    assert planned("500万人次", "600万人次", "接待游客", bound="least") == []
    assert planned("10%", "9.6%", "固定资产投资", growth=True) == []
    assert planned("4.5%", "4.2%", "城镇登记失业率", bound="most") == []
    assert planned("4.5%", "4.2%", "城镇登记失业率") == []
    assert len(planned("4.5%", "4.8%", "城镇登记失业率", bound="most")) == 1


def test_plans_and_facts_of_a_list_belong_together() -> None:
    """Of 城镇、农村居民收入 the first plan belongs to the first fact, although the second would meet it."""
    of = "城乡居民人均可支配收入"
    targets = tuple(Figure(stated=s, of=of, kind="target", period="2021") for s in ("9%", "12%"))
    rates = tuple(Figure(stated=s, of=of, kind="rate") for s in ("6%", "13%"))
    plan = Report("plan", "易县", 2020, f"{of}分别增长9%、12%。", targets)
    fact = Report("fact", "易县", 2021, f"{of}分别增长6%、13%。", rates)

    assert [(one.value, one.problem.split()[-2]) for one in found("plan-against-fact", plan, fact)] == [
        ("9%", "3")
    ]


def test_plans_of_a_list_are_not_those_of_one_fact() -> None:
    """Two plans of one sentence are neither met nor missed by what is stated of one thing."""
    of = "城乡居民人均可支配收入"
    targets = tuple(Figure(stated=s, of=of, kind="target", period="2021") for s in ("9%", "12%"))
    plan = Report("plan", "易县", 2020, f"{of}分别增长9%、12%。", targets)
    fact = Report("fact", "易县", 2021, f"{of}增长6%。", (Figure(stated="6%", of=of, kind="rate"),))

    assert found("plan-against-fact", plan, fact) == []


def test_one_name_in_two_classes() -> None:
    """A name that is read as two things is a note; a person that is also a place is a warning."""
    text = "建成太行水镇，易水湖开放。"
    road = Report("a", "易县", 2020, text, (), (("place", "太行水镇"), ("project", "太行水镇")))
    lake = Report("a", "易县", 2020, text, (), (("person", "易水湖"), ("waterway", "易水湖")))
    alone = Report("a", "易县", 2020, text, (), (("place", "太行水镇"), ("waterway", "易水湖")))

    (note,) = found("two-types", road)
    assert (note.level, note.value, note.sentence) == (Level.NOTE, "太行水镇", text.strip("。"))
    assert note.problem == "“太行水镇” is read as two things: place and project"
    assert note.problem_zh == "“太行水镇”在同一地区被归入两个类别。"
    assert [one.level for one in found("two-types", lake)] == [Level.WARNING]
    assert found("two-types", alone) == []


def test_the_check_that_is_a_query_gives_the_same_rows_elsewhere(root: Path) -> None:
    """Every check that is a query needs nothing but an engine of SPARQL: rdflib gives its rows too."""
    rdflib = pytest.importorskip("rdflib")
    text = "建成太行水镇，易水湖开放。"
    things = (("person", "易水湖"), ("waterway", "易水湖"), ("place", "太行水镇"), ("project", "太行水镇"))
    store = stored(Report("a", "易县", 2020, text, (), things))
    lines = ox.serialize((quad.triple for quad in store.quads()), format=ox.RdfFormat.N_TRIPLES)
    assert lines is not None
    graph = rdflib.Graph().parse(data=lines.decode(), format="nt")
    for path in sorted((root / "queries" / "checks").glob("*.rq")):
        query = path.read_text(encoding="utf-8")
        ours = sorted(tuple(term.value for term in row) for row in store.rows(query, declared=True))
        assert ours
        assert ours == sorted(tuple(map(str, row)) for row in graph.query(query))


def test_findings_come_in_order_and_by_rule() -> None:
    """Errors stand before warnings before notes; a rule that there is not is named with those there are."""
    plan = replace(LAST, replaced={"完成": "达到"})
    reports = (plan, grown("固定资产投资106亿元，增长9%。", "106亿元", "9%"))
    raw = {report.sha256: report.text for report in reports}
    findings = check_store(
        stored(*reports), reports=raw, rules=["growth-against-last-year", "quote-equals-span"]
    )

    assert [one.level for one in findings] == [Level.ERROR, Level.WARNING]
    with pytest.raises(QueryError, match=r"there is no rule spelling\n +choose from: announced-count, "):
        check_store(stored(LAST), rules=["spelling"])


# --- The command --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def contradictory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two reports that do not fit, their store, and a store whose quotations are wrong."""
    folder = tmp_path_factory.mktemp("contradictory")
    reports = (LAST, grown("固定资产投资106亿元，增长9%。", "106亿元", "9%"))
    wrong = replace(LAST, replaced={"完成": "达到"})
    for name, held in (("two.kg", reports), ("wrong.kg", (wrong,))):
        store = ox.Store(folder / name)
        quads = list(stored(*held).quads())
        store.bulk_extend([*quads, *merge_graphs(quads)])
        store.flush()
    (folder / "reports").mkdir()
    for report in reports:
        (folder / "reports" / f"{report.id}.txt").write_text(report.text, encoding="utf-8")
    return folder


def finding_of(folder: Path) -> tuple[str, str]:
    """Return what is said of the one contradiction, in English and in Chinese."""
    (finding,) = check_store(open_store(folder / "two.kg"), rules=["growth-against-last-year"])
    return finding.problem, finding.problem_zh


def checked(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder."""
    command = [sys.executable, "-m", "baiyang_kg", "check", *arguments]
    environment = {**os.environ, "COLUMNS": "140"}
    return subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", check=False, env=environment
    )


def test_findings_are_printed_with_place_sentence_and_remedy(contradictory: Path) -> None:
    """As text: the rule with its remedy, then place, problem in both languages, words of the report."""
    rule = ("--rule", "growth-against-last-year")
    done = checked(contradictory, "-s", "two.kg", *rule)

    problem, problem_zh = finding_of(contradictory)
    assert done.stdout.splitlines() == [
        "warning growth-against-last-year (1)",
        "  → read both sentences: one is revised, misprinted or misread",
        "",
        "  this:0-16",
        "    id:observation/this/14",
        f"    {problem}",
        f"    {problem_zh}",
        "    “固定资产投资106亿元，增长9%”",
    ]
    assert (done.stderr, done.returncode) == ("two.kg: 0 errors, 1 warnings, 0 notes\n", 0)
    assert checked(contradictory, "-s", "two.kg", *rule, "--strict").returncode == 1


def test_texts_are_named_to_compare_quotations(contradictory: Path) -> None:
    """Without its text a report is said not to have been compared; with it a wrong quotation ends with 1."""
    rule = ("--rule", "quote-equals-span")
    without = checked(contradictory, "-s", "wrong.kg", *rule)
    given = checked(contradictory, "-s", "wrong.kg", *rule, "--report", "reports")

    assert without.returncode == 0
    assert without.stderr.startswith(
        "no text at hand of last: "
        "quotations were compared with each other alone; name the text with --report FILE\n"
    )
    assert (given.returncode, given.stderr) == (1, "wrong.kg: 1 errors, 0 warnings, 0 notes\n")
    missing = checked(contradictory, "-s", "wrong.kg", "--report", "nowhere.txt")
    assert (missing.returncode, missing.stderr.split(chr(10))[0]) == (
        2,
        "Error: nowhere.txt: there is no such file",
    )


def test_findings_as_json_go_to_a_file(contradictory: Path) -> None:
    """As JSON each finding is an object on a line, with the names of Finding; --output takes it."""
    arguments = ("--rule", "growth-against-last-year", "--format", "json")
    done = checked(contradictory, "-s", "two.kg", *arguments, "--output", "findings.json")
    (line,) = (contradictory / "findings.json").read_text(encoding="utf-8").splitlines()
    finding = Finding(**json.loads(line))

    assert done.stdout == ""
    assert [finding] == check_store(open_store(contradictory / "two.kg"), rules=["growth-against-last-year"])
    assert checked(contradictory, "-s", "two.kg", *arguments).stdout == f"{line}\n"


# --- Real reports of consecutive years ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def counties(shared: Path) -> Store:
    """Two reports of one county, read from their texts."""
    paths = [shared / "corpus" / "raw" / f"xian-yixian-{year}.txt" for year in (2018, 2019)]
    quads = [*ontology(), *(quad for path in paths for quad in report_quads(path))]
    engine = ox.Store()
    engine.bulk_extend([*quads, *merge_graphs(quads)])
    return Store("memory", engine)


def test_what_two_real_reports_say_of_one_year(counties: Store, shared: Path) -> None:
    """The county's report on 2018 does not fit its report on 2017: 106亿元 up 9 % is not 151.48亿元."""
    texts = read_texts([shared / "corpus" / "raw" / f"xian-yixian-{year}.txt" for year in (2018, 2019)])
    findings = check_store(counties, reports=texts, rules=["growth-against-last-year", "quote-equals-span"])
    values = {(one.sentence, one.value) for one in findings}

    assert ("固定资产投资完成106亿元，增长9%", "151.48亿元") in values
    assert {one.level for one in findings} == {Level.WARNING}
    for finding in findings:
        raw = next(text for text in texts.values() if finding.sentence in "".join(text.split()))
        assert "".join(raw[finding.start : finding.end].split()) == finding.sentence


def test_the_bundled_report_does_not_contradict_itself(root: Path) -> None:
    """The graph of the bundled report has neither errors nor warnings; its lists are as long as announced."""
    path = root / "data" / "reports" / "baiyang-2023.txt"
    quads = [*ontology(), *report_quads(path)]
    engine = ox.Store()
    engine.bulk_extend([*quads, *merge_graphs(quads)])
    findings = check_store(Store("memory", engine), reports=read_texts([]))

    assert [finding for finding in findings if finding.level is not Level.NOTE] == []

"""When a figure holds: dates in words, and which figures they reach."""

from __future__ import annotations

import pytest

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.model import Context
from baiyang_kg.reading.page.layout import read_layout
from baiyang_kg.reading.page.scope import Scope, read_scope
from baiyang_kg.reading.periods.datelines import Dateline, find_dateline
from baiyang_kg.reading.periods.dates import Mention, find_mentions
from baiyang_kg.reading.periods.holding import Holding
from baiyang_kg.reading.periods.meanings import Asked
from sentences import Fact, assert_facts, read_report, scope_of

SPELLINGS = {
    "2023": ("2023年", "2023年度", "今年"),
    "2022": ("2022年", "去年", "上年度"),
    "2023-09": ("2023年9月", "9月", "09月", "9月中旬", "9月8日"),
    "2023-12": ("2023年底", "年底", "今年年末"),
    "2023-08/2023-09": ("8月5日至9月25日",),
    "2023-01/2023-11": ("2023年1至11月", "1—11月", "1月到11月", "1-11月", "前11个月", "前11月"),
    "2023-01/2023-06": ("上半年", "2023年上半年", "今年上半年"),
    "2022-07/2022-12": ("去年下半年",),
    "2023-04/2023-06": ("二季度", "第二季度", "2023年第二季度", "第二季度末"),
    "2023-01/2023-09": ("前三季度", "1至9月"),
    "2019/2023": ("2019—2023年", "2019年至2023年", "2019—2023学年", "五年来", "过去五年", "近五年"),
    "2021/2025": ("“十四五”期间", "十四五时期", "“十四五”"),
    "2020": ("“十三五”末",),
    None: ("11月至2月", "13月", "2023—2019年", "十四五规划"),
}


def _scope(printed: str) -> Scope:
    segmenter = load_lexicon().segmenter
    return read_scope(read_layout(printed, segmenter), segmenter)


def _mentions(printed: str) -> list[Mention]:
    return find_mentions(_scope(printed), 2023)


@pytest.mark.parametrize(
    ("period", "printed"), [(key, one) for key, all_ in SPELLINGS.items() for one in all_]
)
def test_every_spelling_of_a_period_has_one_form(period: str | None, printed: str) -> None:
    """Years, months, quarters, halves and plans get the contract's form; what runs backwards has none."""
    assert [one.period for one in _mentions(f"截至{printed}，开展活动。")] == [period] * (period is not None)


def test_a_month_is_of_the_year_that_the_sentence_has_named() -> None:
    """A month behind another year is of that year, one in the next sentence is of the text's."""
    assert [one.period for one in _mentions("2021年启动，5月完工。6月开园。")] == [
        "2021",
        "2021-05",
        "2023-06",
    ]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("五年新增绿地9公顷。", ["2019/2023"]),
        ("中心城区五年完成投资9亿元。", ["2019/2023"]),
        ("这是转型升级的五年。", ["2019/2023"]),
        ("实施五年规划、三年行动、三年水环境提升，第五年完工，突出表现在三个方面。", []),
    ],
)
def test_years_that_are_reviewed_need_no_mark(text: str, periods: list[str]) -> None:
    """A number of years before what was done in them, or that a passage is of, is a span; of a plan not."""
    assert [one.period for one in _mentions(text)] == periods


def test_a_day_without_its_month_is_of_the_day_of_the_text() -> None:
    """截至22日 says that the figure is of the days on which the text was written."""
    assert [(one.form, one.word) for one in _mentions("截至22日6时，转移群众9人。")] == [("lately", "日")]


def test_years_are_counted_in_figures_and_words_alike() -> None:
    """The number of years that are looked back on may be printed in figures, and may be a little more."""
    assert [one.period for one in _mentions("6年来办实事9件，两年多来办实事3件，十多年来办实事99件。")] == [
        "2018/2023",
        "2022/2023",
        "2014/2023",
    ]


def test_an_article_tells_what_lasts_from_an_earlier_year() -> None:
    """Since 2021 may mean its months or its years, up to the day of the article."""
    told = "（2023年8月9日）自2021年以来，街道新建公园9个。"
    holding = Holding(_scope(told), 2023, Dateline("2023-08", "printed"))
    asked = Asked(place=told.index("9个"), kind="level", reached=False, plan=False, cues=("none",))

    assert {"2021-01/2023-08", "2021/2023"} <= {one.period for one in holding.find_candidates(asked)}


def test_a_rate_beside_a_quarter_is_not_of_the_quarter_alone() -> None:
    """A change that is compared with a quarter may still be of the months that the clause is of."""
    told = "1—6月，产值增长7%，增速比一季度回升3个百分点。"
    holding = Holding(_scope(told), 2023, None)
    asked = Asked(place=told.index("3个"), kind="change_amount", reached=False, plan=False, cues=("none",))

    assert "2023-01/2023-06" in {one.period for one in holding.find_candidates(asked)}


def test_years_within_which_begin_now() -> None:
    """What is to be done within two years is of the years from this one on."""
    assert [one.period for one in _mentions("两年内将新建公园9个，用3年时间内完成改造，近两年内没有。")][
        :2
    ] == ["2023/2025", "2023/2026"]


def test_an_event_is_dated_where_it_is_told() -> None:
    """Since an activity began means since the date of the sentence that names it, not a nearer one."""
    told = (
        "（2023年8月9日）去年8月，全省启动巡讲活动。今年3月，开展义诊活动2场。巡讲活动开展以来，听众达500人。"
    )
    scope = _scope(told)
    holding = Holding(scope, 2023, Dateline("2023-08", "printed"))
    asked = Asked(place=told.index("500"), kind="level", reached=True, plan=False, cues=("none",))
    ways = {one.period: one.features[0] for one in holding.find_candidates(asked)}

    assert ways["2022-08/2023-08"].startswith("way=event-told")
    assert ways["2023-03/2023-08"].startswith("way=event1+")


DATELINES = {
    "河西街道表彰先进\n河西在线 2023-07-17 21:44\n7月3日，街道评出先进个人9名。": ("2023-07", "printed"),
    "河西街道落实会议精神\n18.02.2023 12:16\n计划改造庭院3个。": ("2023-02", "printed"),
    "河西街道有实招\n2023年09月14日15:14\n近年来，新建公园2个。": ("2023-09", "printed"),
    "河西晚报8月15日讯，7月，查处违法行为9起。": ("2023-08", "printed"),
    "7月29日8时至8月1日11时，出现降水。8月25日将于河西举办讲座。": ("2023-08", "told"),
    "7月27日，街道推出地块12宗，将于8月25日开拍。": ("2023-07", "told"),
    "志愿服务。" * 80 + "6月9日，举办讲座3场。": ("2023-06", "told"),
    "志愿服务。" * 80 + "6月9日，举办讲座3场。7月2日，举办义诊1场。": ("2023-07", "guessed"),
    "河西在线\n2023年09月29来源：\n新建公园2个。": ("2023-09", "printed"),
    "发布时间：2023-04-2017:18:46\n新建公园2个。": ("2023-04", "printed"),
    "关于清理楼道的通告\n5月3日起清理楼道12处。\n河西街道办事处\n2023年4月26日\n": ("2023-04", "printed"),
    "9月20日晚，热线响了。今年1至10月，受理诉求90件。": ("2023-10", "told"),
    "志愿服务。" * 80 + "自5月12日启动以来，募集善款3万元。": None,
    "凡今年1月1日（含）后出生的，发放补助2000元。": None,
    "河西在线 2024-01-17 21:44\n去年，街道新建公园2个。": None,
}


@pytest.mark.parametrize(("text", "dateline"), DATELINES.items())
def test_an_article_is_dated_by_its_paper(text: str, dateline: tuple[str, str] | None) -> None:
    """The line that says when it was printed counts most, then the opening's days that are past."""
    found = find_dateline(_scope(text), 2023)

    assert (found and (found.month, found.sure)) == dateline


def test_a_line_of_the_paper_dates_nothing_that_is_told() -> None:
    """The day on which an article was printed is no date of its first sentence."""
    text = "河西晚报8月15日讯，7月，查处违法行为9起。"
    scope = _scope(text)
    asked = Asked(place=text.index("9起"), kind="level", reached=False, plan=False, cues=("none",))
    found = Holding(scope, 2023, find_dateline(scope, 2023)).find_candidates(asked)

    assert [one.period for one in found if one.features[0].startswith("way=as")] == ["2023-07"]


def test_that_year_is_the_one_that_was_told_of() -> None:
    """当年 is the year that the paragraph has just named, and the text's where it names none."""
    assert [one.period for one in _mentions("1985年入伍。当年3月立功，次年转业。\n当年完成投资3亿元。")] == [
        "1985",
        "1985-03",
        "1986",
        "2023",
    ]


def test_a_half_year_may_be_dated_by_its_end() -> None:
    """截至上半年 is a state at the end of June."""
    scope = _scope("截至上半年，设有站点12个。")
    asked = Asked(place=11, kind="level", reached=False, plan=False, cues=("none",))

    dated = [one.period for one in Holding(scope, 2023, None).find_candidates(asked)]

    assert "2023-06" in dated
    assert "2023-01/2023-06" not in dated


def test_what_began_in_a_year_lasts_until_the_text() -> None:
    """自2021年开始 leaves a report no choice, whatever its section is about."""
    text = "五年来，成绩显著。自2021年开始，累计救助学生90人。"
    scope = _scope(text)
    asked = Asked(place=text.index("90"), kind="level", reached=False, plan=False, cues=("sum",))
    report = _scope(f"# 2022年\n\n建成公园2个。\n\n# 2023年\n\n{text}")
    there = Asked(place=report.text.chars.index("90"), kind="level", reached=False, plan=False, cues=("sum",))

    assert len(Holding(scope, 2023, None).find_candidates(asked)) > 1
    assert [one.period for one in Holding(report, 2023, None).find_candidates(there)] == ["2021/2023"]


def test_the_years_of_a_work_date_nothing() -> None:
    """What a plan is called for is no date of the sentence that names it."""
    assert _mentions("印发《湿地保护规划（2021—2035年）》，确定试点9个。") == []


@pytest.mark.parametrize(
    ("opening", "year"),
    [
        ("2024年1月8日在区人民代表大会上。", "2024"),
        ("2023年12月8日印发。", "2023"),
        ("各位代表：" + "我代表区政府报告工作。" * 250, "2024"),
        ("现将工作报告如下。" * 300, "2023"),
    ],
)
def test_this_year_is_that_of_the_delivery(opening: str, year: str) -> None:
    """A report on 2023 that is read out to the congress in 2024 calls 2024 this year, and 2023 last year."""
    *_, last, this = _mentions(f"{opening}\n去年，新建公园2个。今年，新建公园3个。")

    assert (last.period, this.period) == (str(int(year) - 1), year)


def test_a_mention_says_how_it_stands() -> None:
    """What a date is governed by tells whether it dates, bounds or compares."""
    text = "2021年动工，于2022年完工，截至5月，比2019年多，自4月以来，去年的项目。"
    slots = [(one.slot, one.opens) for one in _mentions(text)]

    assert slots == [
        ("head", False), ("in", False), ("upto", False), ("than", False), ("from", True), ("head", False),
    ]  # fmt: skip


REACHES = {
    "举办活动12场。": ["2023"],
    "2023年1至10月，举办活动12场。": ["2023-01/2023-10"],
    "截至2022年底，建成公园12个。": ["2022-12"],
    "举办活动12场，其中5月举办讲座3场。": ["2023", "2023-05"],
    "上半年，新建公园6座。全年完成改造3处。": ["2023-01/2023-06", "2023"],
    "2021年，举办活动12场。新建学校2所。": ["2021", "2021"],
    "预计2024年新建学校2所。现有学校9所。": ["2024", "2023"],
    "# 2022年\n\n2022年，新建公园2个。\n\n# 2023年\n\n新建学校2所。": ["2022", "2023"],
    "五年来，累计新增绿地26公顷。\n\n市场主体达到9800户。": ["2019/2023", "2023"],
    "活动12场在2022年举办。": ["2022"],
}


@pytest.mark.parametrize(("raw", "periods"), REACHES.items())
def test_a_date_reaches_the_figures_behind_it(raw: str, periods: list[str]) -> None:
    """A month holds for its sentence, a year for its paragraph, a span of years until the next date."""
    assert [one.period for one in read_report(raw).observations] == periods


def test_a_comparison_opens_the_period_of_the_change() -> None:
    """A rate against an earlier year spans from there; against the year before it is of its own year."""
    assert_facts("税收较2019年增长15.6%。", Fact("15.6", head="税收", kind="change_rate", period="2019/2023"))
    assert_facts("税收较2022年增长15.6%。", Fact("15.6", head="税收", kind="change_rate", period="2023"))


def test_a_state_after_several_years_holds_at_their_end() -> None:
    """What was reached over five years is a figure of the last one; what was summed is of all."""
    (reached,) = read_report("五年来，城镇化率提高到71.2%。").observations
    (summed,) = read_report("五年来，新增绿地26公顷。").observations

    assert (reached.period, summed.period) == ("2023", "2019/2023")


def test_a_short_article_is_of_its_dateline() -> None:
    """News name their day in the opening lines; a long report does not."""
    article = "（2023年6月1日）河西街道启动专项整治。共出动执法人员56名。"

    assert [one.period for one in read_report(article).observations] == ["2023-06"]
    assert read_report(article * 120).observations[-1].period == "2023"


def test_the_year_of_the_report_decides() -> None:
    """What the text leaves undated is of the year that the report reviews."""
    (one,) = read_report("举办活动12场。", context=Context(area="河西街道", year=2017)).observations

    assert one.period == "2017"


def test_what_a_date_is_the_basis_of_is_compared_with_it() -> None:
    """继2021年 and 在2022年基础上 say from where something went on, not when it was."""
    slots = [one.slot for one in _mentions("继2021年后，在2022年的基础上增长，在2023年建成。")]

    assert slots == ["than", "than", "in"]


def test_the_length_of_a_span_is_no_further_span() -> None:
    """Behind 2016—2020年 the words 五年间 name no other five years."""
    assert [one.period for one in _mentions("2016—2020年五年间，建成公园12个。")] == ["2016/2020"]


def test_an_article_is_of_the_day_that_it_opens_with() -> None:
    """A figure without a date of its own is of the event's month; one before the date is not."""
    text = "本报讯（记者 李明）5月12日，柏树街道举办招聘会。活动吸引企业46家，提供岗位820个。"

    assert {one.period for one in read_report(text).observations} == {"2023-05"}


def test_years_to_come_may_be_written_in_digits() -> None:
    """未来5年 and 今后三年 begin with the year after the one that the text is about."""
    assert [one.period for one in _mentions("未来5年新建公园9个，今后三年改造小区2个。")] == [
        "2024/2028",
        "2024/2026",
    ]


def test_a_quarter_that_is_compared_with_dates_nothing() -> None:
    """比一季度加快 says how the half-year differs; it dates neither its own figure nor those behind."""
    scope = scope_of("上半年增长4.4%，比一季度加快1.9个百分点。")
    assert [one.period for one in find_mentions(scope, 2023)] == ["2023-01/2023-06"]

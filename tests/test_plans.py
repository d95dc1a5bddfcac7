"""What is announced, and what is a fact even beside it."""

from __future__ import annotations

import pytest

from sentences import read_report

PLANS = [
    "2024年，计划新建学校2所。", "力争全年完成投资12亿元。", "预计2024年新增就业1500人。",
    "# 2024年工作打算\n\n新建学校2所。", "## 下一步工作\n\n新建学校2所。",
    "项目将设立12个教学班。", "新区3所学校也将投入使用。", "街道将启动44个改造项目。",
    "社区计划把圆桌会搬到5个园区。", "6月底前，街道新增车位120个。", "市场建成后，可容纳商户300家。",
    "项目年产值有望超百亿元。", "街道打算再建驿站4个。", "确立了不少于80个小区改造的年度目标。",
    "街道计划栽种国槐85株。", "街道拟增加经费30万元。", "另外5个出入口年底前开放。",
    "按照计划，全县造林1.2万亩。", "投用后厂区每天可达产能40吨。",
]  # fmt: skip


@pytest.mark.parametrize("raw", PLANS)
def test_what_is_announced_is_a_target(raw: str) -> None:
    """A sentence or a section on what is to come states no fact."""
    assert [one.kind for one in read_report(raw).observations] == ["target"]


def test_the_size_of_a_project_is_a_fact_in_a_plan_too() -> None:
    """What a planned project will cost in all is known; how many there will be is planned."""
    for size in (
        "总投资53亿元的10个项目竣工。",
        "项目计划总投资53亿元，建成厂房10栋。",
        "完成投资3亿元的10条道路。",
    ):
        kinds = [one.kind for one in read_report(f"# 2024年工作打算\n\n{size}").observations]
        assert kinds == ["level", "target"]


def test_the_measure_of_a_project_is_as_given_as_its_cost() -> None:
    """总投资3亿元的5万平方米 says how large one project is; what is wished for has no size yet."""
    plan = "# 2024年工作打算\n\n"

    assert [one.kind for one in read_report(f"{plan}谋划总投资3亿元的5万平方米市场。").observations] == [
        "level",
        "level",
    ]
    assert [one.kind for one in read_report(f"{plan}力争新上项目12个，总投资9亿元。").observations] == [
        "target",
        "target",
    ]


@pytest.mark.parametrize("found", ["依托6万亩竹林", "背靠3所高校", "面向8个重点行业", "用好已下达4亿元债券"])
def test_what_a_plan_builds_upon_is_there(found: str) -> None:
    """What is relied on, addressed or already given out is a fact among plans."""
    plan = read_report(f"# 2024年工作打算\n\n{found}，新建驿站5个。")

    assert [one.kind for one in plan.observations] == ["level", "target"]


def test_what_the_weather_will_do_is_not_planned() -> None:
    """A forecast is of a level."""
    assert [one.kind for one in read_report("预计明天平均降水量12毫米。").observations] == ["level"]


def test_what_a_report_expects_of_its_year_is_an_estimate() -> None:
    """预计 announces in an article; in a report, however short, it tells of what is not counted yet."""
    for title, kind in (("", "target"), ("# 柳溪街道2023年工作总结\n\n", "level")):
        [income] = read_report(f"{title}全年预计实现税收24亿元。").observations
        assert income.kind == kind


def test_what_a_plan_starts_from_is_no_target() -> None:
    """The level to be raised is given, the level to reach is planned."""
    for raw in ("补助标准由100元提高到120元。", "结案周期由平均6个月压到4个月。"):
        kinds = [one.kind for one in read_report(f"# 2024年工作打算\n\n{raw}").observations]
        assert kinds == ["level", "target"]


def test_an_announcement_holds_as_long_as_its_figures_follow_one_another() -> None:
    """A list goes on for longer than a single figure would be near its announcement."""
    works = "清理楼道、整修路面、更换窨井盖、疏通排水管网、补种各类花草树木"
    raw = f"街道计划建设活动室2个，{works}，举办讲座12场，{works}，服务老人400人次。"

    assert [one.kind for one in read_report(raw).observations] == ["target"] * 3


@pytest.mark.parametrize(
    "reached",
    [
        "已完成讲座99场。",
        "截至8月，完成讲座99场。",
        "街道建成了公园9座。",
        "街道粉刷了外墙9处。",
        "街道更新了9部电梯。",
    ],
)
def test_what_is_reached_ends_an_announcement(reached: str) -> None:
    """What was announced earlier in the sentence is no longer spoken of."""
    kinds = [one.kind for one in read_report(f"街道预计举办讲座150场，{reached}").observations]

    assert kinds == ["target", "level"]


def test_a_notice_of_works_speaks_of_what_is_to_come() -> None:
    """In a notice of works that are about to begin, only what is said to be given is a fact."""
    raw = "道路封闭通告\n\n河西路改造工程即将开工。\n\n为实现分流，人行道拓宽至5米。现有车位20个。"

    assert [one.kind for one in read_report(raw).observations] == ["target", "level"]


@pytest.mark.parametrize(
    "raw",
    [
        "将近1万人参加。",
        "“春泥计划”惠及儿童600人。",
        "今年前三季度受理来电5217通。",
        "新一轮行动计划实施以来，街道办了5场夜话。",
    ],
)
def test_words_that_look_like_an_announcement_announce_nothing(raw: str) -> None:
    """将近 is a bound, a name may hold 计划, and 前 counts what has passed."""
    assert [one.kind for one in read_report(raw).observations] == ["level"]


def test_a_thing_that_is_taken_along_is_not_to_come() -> None:
    """将 before a noun marks what is acted on, before a verb what will be done."""
    for raw in ("将服务延伸至19个社区。", "两家企业将相关款项直接投给7个社区。"):
        assert {one.kind for one in read_report(raw).observations} == {"level"}


@pytest.mark.parametrize(
    "heading", ["二、2024年工作谋划", "二、2024年工作", "二、2024年政府工作总体思路和目标任务"]
)
def test_a_heading_of_work_in_the_year_to_come_opens_plans(heading: str) -> None:
    """Whatever the work of a later year is called, its section is of plans."""
    raw = f"一、2023年工作回顾\n\n新建公园3座。\n\n{heading}\n\n新建学校2所。"

    assert [one.kind for one in read_report(raw).observations] == ["level", "target"]


def test_chapters_numbered_anew_are_parts_of_a_section_on_plans() -> None:
    """Behind a heading without a number, what is numbered from one on belongs to it."""
    chapters = "一、推进工业强县\n\n新建学校2所。\n\n二、推进乡村振兴\n\n新建卫生院4所。"
    raw = f"2023年工作回顾\n\n新建公园3座。\n\n2024年工作安排\n\n{chapters}\n\n加强自身建设\n\n走访家庭9户。"

    assert [one.kind for one in read_report(raw).observations] == ["level", "target", "target", "level"]


def test_a_section_on_plans_ends_at_the_next_of_its_rank() -> None:
    """Behind it figures are facts again."""
    raw = "# 2024年工作打算\n\n新建学校2所。\n\n# 2023年工作回顾\n\n新建公园3座。"

    assert [one.kind for one in read_report(raw).observations] == ["target", "level"]

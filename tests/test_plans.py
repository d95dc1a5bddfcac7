"""What is announced, and what is a fact even beside it."""

from __future__ import annotations

import pytest

from sentences import read_report

PLANS = [
    "2024年，计划新建学校2所。", "力争全年完成投资12亿元。", "预计2024年新增就业1500人。",
    "# 2024年工作打算\n\n新建学校2所。", "## 下一步工作\n\n新建学校2所。",
    "项目将设立12个教学班。", "新区3所学校也将投入使用。",
]  # fmt: skip


@pytest.mark.parametrize("raw", PLANS)
def test_what_is_announced_is_a_target(raw: str) -> None:
    """A sentence or a section on what is to come states no fact."""
    assert [one.kind for one in read_report(raw).observations] == ["target"]


def test_the_size_of_a_project_is_a_fact_in_a_plan_too() -> None:
    """What a planned project will cost in all is known; how many there will be is planned."""
    size, count = read_report("# 2024年工作打算\n\n推动总投资53亿元的10个项目竣工。").observations

    assert (size.kind, count.kind) == ("level", "target")


def test_what_a_plan_starts_from_is_no_target() -> None:
    """The level to be raised is given, the level to reach is planned."""
    raw = "# 2024年工作打算\n\n补助标准由100元提高到120元。"

    assert [one.kind for one in read_report(raw).observations] == ["level", "target"]


def test_a_thing_that_is_taken_along_is_not_to_come() -> None:
    """将 before a noun marks what is acted on, before a verb what will be done."""
    assert [one.kind for one in read_report("将服务延伸至19个社区。").observations] == ["level"]


def test_a_section_on_plans_ends_at_the_next_of_its_rank() -> None:
    """Behind it figures are facts again."""
    raw = "# 2024年工作打算\n\n新建学校2所。\n\n# 2023年工作回顾\n\n新建公园3座。"

    assert [one.kind for one in read_report(raw).observations] == ["target", "level"]

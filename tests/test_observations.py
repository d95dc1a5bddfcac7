"""The record of a figure, field by field."""

from __future__ import annotations

import pytest

from baiyang_kg.reading.model import Context
from sentences import CONTEXT, read_report

AREAS = {
    "举办活动12场。": "河西街道",
    "全街道举办活动12场。": "河西街道",
    "全市举办活动12场。": "临川市",
    "全省共有试点12个。": "东岭省",
    "我区举办活动12场。": "江北区",
    "全镇举办活动12场。": "河西街道",
}


@pytest.mark.parametrize(("raw", "area"), AREAS.items())
def test_a_word_of_scope_names_the_area(raw: str, area: str) -> None:
    """全市 in the clause is the parent of that level; without one the figure is of the report's area."""
    assert {one.area for one in read_report(raw).observations} <= {area}


COMPARED = [
    "税收居全区第三。",
    "在全市率先建成驿站5个。",
    "增速高于全省平均2.1个百分点。",
    "综合考评列全市第2。",
]


@pytest.mark.parametrize("raw", COMPARED)
def test_what_a_figure_is_compared_with_is_not_its_area(raw: str) -> None:
    """The rank in a district, a first in the city and a lead over the province are the street's own."""
    assert {one.area for one in read_report(raw).observations} == {"河西街道"}


def test_scope_ends_with_its_clause() -> None:
    """What is said of the city in one clause does not widen the next."""
    raw = "全市垃圾分类知晓率达到98%，新增驿站6个。"

    assert [one.area for one in read_report(raw).observations] == ["临川市", "河西街道"]


def test_a_report_without_parents_stays_with_its_area() -> None:
    """Where the parents are unknown, nothing is made up."""
    context = Context(area="河西街道", year=2023)

    assert [one.area for one in read_report("全市举办活动12场。", context=context).observations] == [
        "河西街道"
    ]


EVIDENCE = {
    "新建公园2座；举办活动12场，参与群众300人。完成任务。": [
        "新建公园2座",
        "举办活动12场，参与群众300人",
        "举办活动12场，参与群众300人",
    ],
    "一、改善环境\n新建公园2座": ["新建公园2座"],
    "税收5.6亿元；同比增长8%。": ["税收5.6亿元", "税收5.6亿元；同比增长8%"],
}


@pytest.mark.parametrize(("raw", "evidence"), EVIDENCE.items())
def test_evidence_is_the_statement_that_holds_figure_and_thing(raw: str, evidence: list[str]) -> None:
    """It runs between semicolons or stops, and back to the figure whose thing is meant again."""
    assert [raw[slice(*one.evidence)] for one in read_report(raw).observations] == evidence


RULES = {
    "完成35部电梯加装。": "quantity-noun",
    "新增托位70个。": "noun-quantity",
    "失业率为2.8%。": "noun-link-quantity",
    "5%。": "bare-quantity",
}


@pytest.mark.parametrize(("raw", "rule"), RULES.items())
def test_the_rule_is_named_by_the_order_of_words(raw: str, rule: str) -> None:
    """Every record says by which frame it was read."""
    assert [one.rule for one in read_report(raw).observations] == [rule]


def test_rules_of_figures_that_lean_on_others() -> None:
    """What is meant again and what is listed has rules of its own."""
    raw = (
        "财政收入3.2亿元、税收2.6亿元，分别增长4.1%、3.5%。失业率为2.8%，下降0.3个百分点。"
        "工业、服务业分别增长5%和7%。"
    )
    rules = [one.rule for one in read_report(raw).observations]

    assert rules[2:4] == ["respectively"] * 2
    assert rules[5] == "same-thing"
    assert rules[6:] == ["respectively-listed"] * 2


def test_activities_are_labelled_with_their_verb_and_states_are_not() -> None:
    """The label stands by itself: 开展消防演练, but 常住人口."""
    raw = "开展消防演练18次。常住人口达6.3万人。完成35部电梯加装。"

    assert [one.indicator for one in read_report(raw).observations] == [
        "开展消防演练",
        "常住人口",
        "完成电梯加装",
    ]


THEMES = {
    "# 环境\n\n完成生活污水治理30处。": "environment",
    "# 工业\n\n规上工业产值达12亿元。": "industry",
}


@pytest.mark.parametrize(("raw", "theme"), THEMES.items())
def test_a_theme_is_told_by_words_and_headings(raw: str, theme: str) -> None:
    """The words of the heading and of the figure's own clause point to the theme."""
    assert [one.theme for one in read_report(raw).observations] == [theme]


def test_without_any_word_of_a_theme_it_is_other() -> None:
    """Nothing is guessed."""
    assert [one.theme for one in read_report("合计达2.5。").observations] == ["other"]


def test_facts_are_read_in_the_order_of_the_text() -> None:
    """Records do not overlap and the same text gives the same reading."""
    raw = "新建公园2座；举办活动12场，参与群众300人；税收5.6亿元，同比增长8%。"
    reading = read_report(raw, context=CONTEXT)

    assert [one.start for one in reading.observations] == sorted(one.start for one in reading.observations)
    assert reading == read_report(raw, context=CONTEXT)

"""The verb that governs a figure, and the label that stands by itself."""

from __future__ import annotations

import pytest

from sentences import read_report

ACTIONS = {
    "新建公园2座、改造道路5条、整治河道3公里。": ["新建", "改造", "整治"],
    "新建公园2座、驿站5个和口袋公园3个。": ["新建", "新建", "新建"],
    "接待游客120万人次、实现旅游收入8.6亿元。": ["接待", None],
    "开展培训12场，服务群众1.5万人次。": ["开展", "服务"],
    "常住人口6万人，户籍人口3万人。": [None, None],
    "引进的7家企业。": ["引进"],
    "引进企业18家，增长20%。": ["引进", None],
}
LABELS = {
    "完成22台老旧小区电梯加装。": ["完成老旧小区电梯加装"],
    "新建公园2座、驿站5个。": ["新建公园", "新建驿站"],
    "常住人口达6.3万人。": ["常住人口"],
    "完成固定资产投资12亿元。": ["固定资产投资"],
    "评选出“最美家庭”和“文明户”56户。": ["评选“最美家庭”和“文明户”"],
    "评选“最美庭院”“文明家庭”56户。": ["评选“最美庭院”“文明家庭”"],
    "党员共有293人（占总人数的21.5%）。": ["党员", "党员"],
    "老少群体1200人参加。": ["老少群体"],
    "水利总投入2.4亿元，同比增长6%。": ["水利总投入", "水利总投入"],
    "社区培育280名网格员和楼组长。": ["培育网格员和楼组长"],
    "争取引进企业5家。": ["争取引进企业"],
}


@pytest.mark.parametrize(("raw", "actions"), ACTIONS.items())
def test_a_figure_has_the_verb_that_governs_it(raw: str, actions: list[str | None]) -> None:
    """A list shares its verb unless a member brings its own; a state and a change have none."""
    assert [one.action for one in read_report(raw).observations] == actions


@pytest.mark.parametrize(("raw", "labels"), LABELS.items())
def test_a_label_stands_by_itself(raw: str, labels: list[str]) -> None:
    """An activity has its verb and all that is done, a state its name; both what may belong to it."""
    assert [one.indicator for one in read_report(raw).observations] == labels


def test_both_halves_of_a_quotation_belong_to_the_thing() -> None:
    """A thing that ends or begins inside a quotation takes in the other mark."""
    (one,) = read_report("获评“最美街区”2个。").observations

    assert one.head == "“最美街区”"

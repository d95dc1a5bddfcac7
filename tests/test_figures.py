"""What a figure counts: where the counted phrase begins and ends, and when it is said elsewhere.

The classes are those in which readers of such reports go wrong most.
"""

from __future__ import annotations

import pytest

from sentences import Fact, assert_facts, figures_of

LEFT_BOUNDARY = {
    "新增社区食堂12家。": Fact("12", head="社区食堂", unit="家", action="新增"),
    "全年开展消防演练18次。": Fact("18", head="消防演练", unit="次", action="开展"),
    "全市垃圾分类知晓率达到98%。": Fact("98", head="垃圾分类知晓率", unit="%", area="临川市"),
    "其中民营企业46家。": Fact("46", head="民营企业", unit="家"),
    "辖区常住人口达6.3万人。": Fact("6.3万", head="常住人口", unit="人"),
    "累计发放救助金86.5万元。": Fact("86.5万", head="救助金", unit="元", action="发放"),
    "向困难群众发放补贴120万元。": Fact("120万", head="补贴", unit="元", action="发放"),
}
RIGHT_BOUNDARY = {
    "完成35部电梯加装。": Fact("35", head="电梯", unit="部", action="完成"),
    "北苑小区等4个老旧小区改造正在推进。": Fact("4", head="老旧小区", unit="个"),
    "引进的7家企业与高校建立合作。": Fact("7", head="企业", unit="家", action="引进"),
    "整合十余项政务服务。": Fact("十", head="政务服务", unit="项", bound="more_than"),
    "面积达1.2万平方米的文化广场建成。": Fact("1.2万", head="文化广场", unit="平方米"),
    "9个试点村（社区）均已开工。": Fact("9", head="试点村（社区）", unit="个"),
    "约50家企业入驻。": Fact("50", head="企业", unit="家", bound="about"),
}
THRESHOLD = {
    "年产值2000万元以上企业16家。": Fact("16", indicator="年产值2000万元以上企业", unit="家"),
    "培育亿元以上项目9个。": Fact("9", indicator="培育亿元以上项目", unit="个", action="培育"),
}


@pytest.mark.parametrize(
    ("raw", "fact"), [*LEFT_BOUNDARY.items(), *RIGHT_BOUNDARY.items(), *THRESHOLD.items()]
)
def test_the_counted_phrase_has_its_boundaries(raw: str, fact: Fact) -> None:
    """Verbs, scope and what happens to the thing stay outside; a threshold is part of the label."""
    assert_facts(raw, fact)


def test_coordinated_things_share_a_figure() -> None:
    """A list on the left of one figure is measured together."""
    assert_facts("清理下水道、明沟3200米。", Fact("3200", head="下水道、明沟", unit="米", action="清理"))


def test_listed_figures_have_things_of_their_own() -> None:
    """Each member of a list is counted, and all share its verb."""
    assert_facts(
        "拥有3条主干道、2座桥梁和1个公园。",
        Fact("3", head="主干道", unit="条", action="拥有"),
        Fact("2", head="桥梁", unit="座", action="拥有"),
        Fact("1", head="公园", unit="个", action="拥有"),
    )


def test_a_unit_leads_back_to_what_it_counted() -> None:
    """What has grown by a number of firms is the firms that were counted, whatever was measured since."""
    assert_facts(
        "# 工作总结\n\n全年走访企业218家，投入资金36.4万元，较上年增加12家，增长5.8%。",
        Fact("218", head="企业", unit="家"),
        Fact("36.4万", head="资金", unit="元"),
        Fact("12", head="企业", unit="家"),
        Fact("5.8", head="企业", unit="%"),
    )


def test_two_units_may_measure_one_thing() -> None:
    """Figures that follow each other at once speak of the same thing."""
    assert_facts(
        "惠及困难群众1230户2100人。",
        Fact("1230", head="困难群众", unit="户"),
        Fact("2100", head="困难群众", unit="人"),
    )


def test_what_was_just_said_is_left_out() -> None:
    """An ellipsis means the thing of the figure before: 新增5家, 竣工11个, 总数达65家."""
    assert_facts(
        "获评省级示范点2个、新增5家。",
        Fact("2", head="省级示范点", unit="个"),
        Fact("5", head="省级示范点", unit="家"),
    )
    assert_facts("新开工项目23个，竣工11个。", Fact("23", head="项目"), Fact("11", head="项目"))
    assert_facts(
        "培育高新技术企业18家，总数达65家。",
        Fact("18", head="高新技术企业", action="培育"),
        Fact("65", head="高新技术企业", action=None),
    )


def test_a_parenthesis_speaks_of_what_stands_before_it() -> None:
    """A share in parentheses qualifies the figure before, a number alone counts the words before."""
    assert_facts(
        "党员共有293人（占总人数的21.5%）。",
        Fact("293", head="党员", of=""),
        Fact("21.5", head="党员", kind="share", of="293"),
    )
    assert figures_of("建设试点（9个）。")[0][:2] == ("9", "个")


def test_respectively_pairs_in_order() -> None:
    """分别 gives each figure its own thing, be it one of a figure before or a word of a list."""
    assert_facts(
        "实现财政收入3.2亿元、税收收入2.6亿元，分别增长4.1%、3.5%。",
        Fact("3.2亿", head="财政收入", kind="level"),
        Fact("2.6亿", head="税收收入", kind="level"),
        Fact("4.1", head="财政收入", kind="change_rate", direction="increase", of="3.2亿"),
        Fact("3.5", head="税收收入", kind="change_rate", direction="increase", of="2.6亿"),
    )
    assert_facts(
        "工业产值、服务业营收分别增长5.2%和7.8%。",
        Fact("5.2", head="工业产值", kind="change_rate", of=""),
        Fact("7.8", head="服务业营收", kind="change_rate", of=""),
    )


def test_respectively_pairs_figures_of_different_kinds() -> None:
    """A share and an area pair in order too, and 人均 in a name is no 均 of a list."""
    assert_facts(
        "建成区绿化覆盖率和人均公园绿地面积分别达到42.1%和15.3平方米。",
        Fact("42.1", head="建成区绿化覆盖率", kind="share"),
        Fact("15.3", head="人均公园绿地面积", kind="level"),
    )


def test_three_levels_pair_with_three_rates() -> None:
    """The levels may stand in clauses of their own."""
    assert_facts(
        "第一产业增加值2亿元，第二产业增加值30亿元，第三产业增加值68亿元，分别增长2.1%、5.3%和7.6%。",
        *(Fact(text, kind="level") for text in ("2亿", "30亿", "68亿")),
        Fact("2.1", head="第一产业增加值", of="2亿"),
        Fact("5.3", head="第二产业增加值", of="30亿"),
        Fact("7.6", head="第三产业增加值", of="68亿"),
    )


BARE = {
    "改造四个小区、三条道路。": [("四", "个", "小区"), ("三", "条", "道路")],
    "走访企业 8 9 8 家。": [("8 9 8", "家", "企业")],
    "解决问题１２６个。": [("１２６", "个", "问题")],
    "<p>新增停车位&nbsp;350&nbsp;个</p>": [("350", "个", "停车位")],
    "新 增 停 车 位 3 5 0 个。": [("3 5 0", "个", "停车位")],
    "筑牢安全防线 开展巡查46次。": [("46", "次", "巡查")],
    "完成二次供水改造，启动一级响应，第一时间处置。": [],
}


@pytest.mark.parametrize(("raw", "figures"), BARE.items())
def test_noise_of_print_changes_no_figure(raw: str, figures: list[tuple[str, str, str]]) -> None:
    """Full-width digits, blanks, remnants of pages and lost text change no number, unit or thing."""
    assert figures_of(raw) == figures


def test_a_level_and_its_rates() -> None:
    """A rate, its rank and an amount of change mean the level before them."""
    assert_facts(
        "社会消费品零售总额完成45.7亿元，同比增长8.9%，增速居全区第二。",
        Fact("45.7亿", head="社会消费品零售总额", kind="level"),
        Fact("8.9", kind="change_rate", of="45.7亿"),
        Fact("二", kind="rank", of="8.9", area="河西街道"),
    )
    assert_facts(
        "城镇化率提高到71.2%，比上年提高0.8个百分点。",
        Fact("71.2", head="城镇化率", kind="level", direction=None),
        Fact("0.8", kind="change_amount", direction="increase", of="71.2"),
    )


def test_a_thing_named_anew_is_not_the_one_before() -> None:
    """其中 opens a part with a name and a rate of its own."""
    assert_facts(
        "财政总收入15.6亿元，增长6.2%，其中一般公共预算收入9.8亿元，增长5.4%。",
        Fact("15.6亿", head="财政总收入"),
        Fact("6.2", head="财政总收入", of="15.6亿"),
        Fact("9.8亿", head="一般公共预算收入"),
        Fact("5.4", head="一般公共预算收入", of="9.8亿"),
    )


def test_words_may_stand_between_a_thing_and_its_quantity() -> None:
    """The thing of a quantity that has words of its own before it is the noun that they speak of."""
    assert_facts(
        "全镇自来水普及率由原来的81%提高到98.6%。三产总产值比“十二五”末增长50%。",
        Fact("81", head="自来水普及率"),
        Fact("98.6", head="自来水普及率"),
        Fact("50", head="三产总产值", kind="change_rate", direction="increase"),
    )


def test_a_thing_behind_the_next_quantity_is_counted_by_both() -> None:
    """388户771人贫困人口: households and persons are of the same people."""
    assert_facts(
        "剩余388户771人贫困人口全部脱贫。",
        Fact("388", head="贫困人口", kind="level"),
        Fact("771", head="贫困人口", kind="level"),
    )

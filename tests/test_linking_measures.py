"""Measures as two lists call them: what is one measure, what is likely one, and what only looks like it."""

from __future__ import annotations

import pytest

from baiyang_kg.linking.measures import compare_measures, may_be_one_measure
from baiyang_kg.linking.names import normal_form


def compared(ours: str, theirs: str) -> str:
    """Return the word for how two printed names of measures are alike."""
    return compare_measures(normal_form(ours), normal_form(theirs))[0]


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("社零总额", "社会消费品零售总额", "reworded"),
        ("规上工业增加值增速", "规模以上工业增加值增长率", "reworded"),
        ("外贸出口", "出口总额", "reworded"),
        ("人均GDP", "人均地区生产总值", "reworded"),
        ("医保参保率", "基本医疗保险参保率", "scope"),
        ("万人发明专利拥有量", "每万人口发明专利拥有量", "reworded"),
        ("PM2.5浓度", "细颗粒物年均浓度", "reworded"),
        ("存款余额", "金融机构本外币各项存款余额", "scope"),
        ("三产占比", "第三产业增加值比重", ""),
        ("污水处理率", "城镇生活污水处理率", "contained"),
        ("绿化覆盖率", "建成区绿化覆盖率", "contained"),
        ("城镇新增就业", "城镇新增就业人数", "reworded"),
        ("城镇居民人均收入", "农村居民人均收入", ""),
        ("工业用电量", "全社会用电量", ""),
        ("工业增加值", "工业增加值增速", ""),
        ("一产增加值", "二产增加值", ""),
        ("商品房销售面积", "商品房销售额", ""),
        ("PM2.5浓度", "PM10浓度", ""),
        ("低保户数", "最低生活保障人数", ""),
        ("三次产业结构", "三次产业增加值比重", "reworded"),
        ("地表水优良率", "地表水达到或好于Ⅲ类水体比例", "reworded"),
        ("住户存款余额", "城乡居民储蓄余额", "scope"),
        ("第二产业产值", "第二产业增加值", "scope"),
        ("全社会用水总量", "全社会用水量", "reworded"),
    ],
)
def test_words_of_a_measure_are_compared_for_what_they_measure(ours: str, theirs: str, expected: str) -> None:
    """Usual wordings are one measure, words more are likely one, and a facet that differs makes two."""
    assert compared(ours, theirs) == compared(theirs, ours) == expected


def test_a_list_may_leave_out_some_facets_and_never_others() -> None:
    """就业 of 城镇 may be meant by 就业 alone; what grows is not how it grows."""
    assert may_be_one_measure("新增就业", "城镇新增就业")
    assert not may_be_one_measure("户籍人口", "常住人口")
    assert not may_be_one_measure("地区生产总值", "地区生产总值增速")

"""Short names that stand in no list: characters of a longer name in order, words left out."""

from __future__ import annotations

import pytest

from baiyang_kg.linking.names import normal_form
from baiyang_kg.linking.proposing import propose
from baiyang_kg.linking.shortening import is_generic, is_made_of, is_worded
from outside import Table, thing

STREET = ("江苏省", "苏州市", "吴台区", "枫桥街道")


@pytest.mark.parametrize(
    ("short", "full", "made"),
    [
        ("川音", "四川音乐学院", True),
        ("枫桥职校", "枫桥职业技术学校", True),
        ("地大", "中国地质大学", True),
        ("南江一中", "南江第二中学", False),
        ("吴台中学", "吴台第三中学", False),
        ("音乐学院", "四川音乐学院", False),
        ("吴台医院", "吴台医院南院区", False),
    ],
)
def test_initials_are_characters_in_order_without_a_number_left_out(
    short: str, full: str, *, made: bool
) -> None:
    """The first stands at the beginning; what is left out is no number and makes no part of it."""
    assert is_made_of(normal_form(short), normal_form(full)) is made


@pytest.mark.parametrize(
    ("short", "full", "worded"),
    [
        ("枫桥养老服务站", "枫桥居家养老服务站", True),
        ("中国移动吴台分公司", "中国移动通信集团江苏有限公司吴台分公司", True),
        ("汽车客运站", "汽车客运西站", False),
        ("枫桥小学", "枫桥第二小学", False),
        ("枫桥小学", "枫桥小学食堂", False),
    ],
)
def test_words_may_be_left_out_that_tell_nothing_apart(short: str, full: str, *, worded: bool) -> None:
    """Beginning and end agree, and no direction or number stands between."""
    assert is_worded(normal_form(short), normal_form(full)) is worded


def test_a_name_of_a_kind_alone_names_nothing() -> None:
    """体育馆 may be any; 福雷德广场 is one."""
    assert is_generic("体育馆")
    assert not is_generic("福雷德广场")


@pytest.mark.parametrize(
    ("ours", "theirs", "kind", "expected"),
    [
        ("福雷德", "福雷德广场", "venue", "close"),
        ("图书馆", "吴台区图书馆", "venue", "close"),
        ("枫津河绿道", "枫津河沿线绿道建设工程", "project", "close"),
        ("何山路西延", "何山路东延工程", "project", ""),
        ("枫桥街老旧小区改造", "枫桥街道2023年老旧小区改造项目", "project", "close"),
        ("松原家电", "松原家用电器(苏州)有限公司", "company", "close"),
        ("苏州高速", "苏州高速集团有限公司", "company", "exact"),
        ("宁德时代", "宁德时代新能源科技股份有限公司", "company", "close"),
        ("海康威视", "杭州海康威视数字技术股份有限公司", "company", "close"),
        ("昆工社区", "昆山理工大学社区", "community", "close"),
        ("建东、建西社区", "建东社区居委会", "community", "narrow"),
        ("甸北社区", "甸柳新村甸北社区居委会", "community", "close"),
        ("望江村", "望江一村", "village", "narrow"),
        ("枫桥万达", "万达广场(苏州枫桥店)", "venue", "close"),
        ("翠园小区东区", "翠园小区", "residential_compound", "broad"),
        ("溪边村", "溪边回族村委会", "village", "close"),
        ("新塘村", "新塘社区", "village", "close"),
        ("桂城中学迁建", "桂城中学易地新建项目", "project", "exact"),
        ("望溪小区安置房项目", "望溪小区搬迁项目", "project", "close"),
        ("枫桥街望溪社区", "望溪社区", "community", "exact"),
        ("枫桥办事处", "枫桥街道办事处", "organization", "exact"),
        ("济南高新区", "济南高新技术产业开发区", "industry_park", "exact"),
        ("枫松湖", "苏州枫松湖高新技术产业开发区", "industry_park", "close"),
        ("枫台科技城", "枫台科技城新区", "industry_park", "narrow"),
        ("KAPPO枫桥工厂", "KAPPO江苏移动通信有限公司", "company", "close"),
    ],
)
def test_what_is_left_out_makes_names_alike(ours: str, theirs: str, kind: str, expected: str) -> None:
    """Each is found in a small table of its street."""
    subject = thing(ours, kind, parents=STREET)
    found = propose([subject], Table([thing(theirs, kind, parents=STREET, year=2023)]))

    assert [p.predicate for p in found] == ([f"skos:{expected}Match"] if expected else [])


def test_a_city_below_a_city_is_meant_by_what_calls_itself_the_citys() -> None:
    """市第一人民医院 of 昆山市 is not that of 苏州市, in which 昆山市 lies."""
    subject = thing("市第一人民医院", "organization", parents=("江苏省", "苏州市", "昆山市"))
    table = Table(
        [
            thing(f"{city}市第一人民医院", "", parents=("江苏省", "苏州市"), year=2023)
            for city in ("昆山", "苏州")
        ]
    )

    assert [p.object.name for p in propose([subject], table)] == ["昆山市第一人民医院"]


def test_the_areas_of_another_city_are_words_of_a_name() -> None:
    """东湖高新 of 武汉 keeps its name though another subject is in a street called 东湖."""
    subjects = [
        thing("东湖高新", "company", parents=("湖北省", "武汉市")),
        thing("荷塘社区", parents=("福建省", "泉州市", "丰城区", "东湖街道")),
    ]
    table = Table([thing("武汉东湖高新集团股份有限公司", "company", parents=("湖北省", "武汉市"), year=2023)])

    assert [p.predicate for p in propose(subjects, table)] == ["skos:exactMatch"]


def test_parents_that_contradict_the_siblings_are_told() -> None:
    """A table of areas that calls the street otherwise weakens the match, and the reason says so."""
    subjects = [thing(f"{name}社区", parents=STREET) for name in ("望溪", "云锦", "柳堤", "长堤")]
    there = ("江苏省", "苏州市", "吴台区", "狮山街道")
    table = Table(
        [
            thing(record.name, parents=there, code=f"32050500900{number}")
            for number, record in enumerate(subjects, start=1)
        ]
    )
    found = propose(subjects, table)

    assert {p.predicate for p in found} == {"skos:closeMatch"}
    assert "near (狮山街道 by the names around it, against 4 of 4 under 320505009)" in found[0].why


def test_a_city_that_passed_to_another_keeps_its_communities() -> None:
    """简阳市 lay in 资阳市 and lies in 成都市: close, where a city of another province is elsewhere."""
    subject = thing("望溪社区", parents=("四川省", "资阳市", "简阳市"))
    near = thing("望溪社区", parents=("四川省", "成都市", "简阳市"), year=2023)
    far = thing("望溪社区", parents=("湖南省", "株洲市", "茶陵县"), year=2022)

    assert [p.object.parents[1] for p in propose([subject], Table([near, far]))] == ["成都市"]

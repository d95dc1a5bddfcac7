"""Queries over years and areas (`graphs/years.trig`): each row is what a person would write down."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import pytest

from baiyang_kg.graph.queries import find_choices, prepare, read_query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.graph.store import Store

_IN_YUNXI = [("place", "云溪镇")]


def _rows(
    store: Store, name: str, values: Sequence[tuple[str, str]], columns: str = ""
) -> list[tuple[str, ...]]:
    """Return the rows of a canned query, or of those columns of it, as texts."""
    answer: Any = store.ask(prepare(read_query(name), list(values), store=store))
    wanted = columns.split() or [variable.value for variable in answer.variables]
    return [tuple(row[name].value if row[name] else "" for name in wanted) for row in answer]


@pytest.mark.parametrize(
    ("name", "columns", "expected"),
    [
        (
            "series",
            "year least value greatest unit stated",
            [
                ("2022", "1353000000", "1353000000", "1353000000", "元", "13.53亿元"),
                ("2023", "1389000000", "1389000000", "1389000000", "元", "13.89亿元"),
                ("2024", "1419000000", "1419000000", "1419000000", "元", "14.19亿元"),
            ],
        ),
        (
            "increases",
            "indicator percent level period",
            [("财政总收入", "2.65", "13.89亿元", "2023"), ("财政总收入", "2.2", "14.19亿元", "2024")],
        ),
        (
            "falls",
            "indicator percent level period",
            [("加装电梯", "20", "12台", "2024"), ("工业用电量", "3.2", "80万度", "2023")],
        ),
        ("shares", "indicator share of figure", [("占财政总收入比重", "70%", "税收收入", "9.72亿元")]),
        ("ranks", "indicator rank of figure", [("财政总收入", "2位", "财政总收入", "13.89亿元")]),
        ("progress", "indicator progress of figure", [("财政总收入", "100.7%", "财政总收入", "13.89亿元")]),
        (
            "approximate",
            "indicator bound least value greatest period",
            [
                ("常住人口", "约", "", "52000", "", "2022"),
                ("接待游客", "多于", "1300000", "1300000", "", "2022"),
                ("财政总收入", "不少于", "1380000000", "1380000000", "", "2023"),
                ("工业用电量", "近", "", "800000", "800000", "2023"),
            ],
        ),
        (
            "new-figures",
            "year indicator stated",
            [
                ("2023", "税收收入", "9.72亿元"),
                ("2023", "工业用电量", "80万度"),
                ("2023", "加装电梯", "12台"),
            ],
        ),
        (
            "gone-figures",
            "year indicator stated",
            [
                ("2022", "接待游客", "130余万人次"),
                ("2022", "新建公园", "3个"),
                ("2023", "税收收入", "9.72亿元"),
                ("2023", "工业用电量", "80万度"),
                ("2023", "常住人口", "5.3万人"),
            ],
        ),
        (
            "plan-outcomes",
            "indicator period aim target stated outcome",
            [
                ("财政总收入", "2023", "不少于", "13.8亿元", "13.89亿元", "达到"),
                ("财政总收入", "2024", "等于", "14.5亿元", "14.19亿元", "未达到"),
            ],
        ),
        (
            "figures-by-theme",
            "theme figures areas years",
            [
                ("经济发展", "14", "1", "3"),
                ("城市建设", "3", "1", "2"),
                ("民生保障", "2", "1", "2"),
                ("生态环境", "1", "1", "1"),
            ],
        ),
    ],
)  # fmt: skip
def test_a_town_over_three_years(
    name: str, columns: str, expected: list[tuple[str, ...]], wide_store: Store
) -> None:
    """What the town's reports say, and nothing of the other areas."""
    assert _rows(wide_store, name, _IN_YUNXI, columns) == expected


def _quotient(value: str, percent: str, places: str = "1") -> str:
    return str((Decimal(value) / Decimal(percent) * 100).quantize(Decimal(places), ROUND_HALF_UP).normalize())


def test_a_rate_implies_the_value_before_as_an_interval(wide_store: Store) -> None:
    """13.89亿 lies within 13.885亿 and 13.895亿, 2.65 % within 2.645 % and 2.655 %: so what was before."""
    rows = _rows(wide_store, "implied-prior", _IN_YUNXI, "name level direction change least greatest")

    assert rows[0] == (
        "财政总收入", "13.89亿元", "增加", "2.65%",
        _quotient("1388500000", "102.655"), _quotient("1389500000", "102.645"),
    )  # fmt: skip
    assert rows[0][4:] == ("1352588768", "1353694773")


def test_a_fall_implies_a_greater_value_before(wide_store: Store) -> None:
    """近80万 is 80万 at most and has no least value; what is below a hundred is told to hundredths."""
    rows = _rows(wide_store, "implied-prior", _IN_YUNXI, "name direction least greatest")

    assert rows[1] == ("工业用电量", "减少", "", _quotient("800000", "96.75"))
    assert rows[3] == (
        "加装电梯", "减少", _quotient("11.5", "80.5", "0.01"), _quotient("12.5", "79.5", "0.01"),
    )  # fmt: skip


def test_what_is_only_about_something_implies_no_interval(wide_store: Store) -> None:
    """约8亿元 says no limits, so that none are made of it; the row stands, with both sides open."""
    rows = _rows(wide_store, "implied-prior", [("place", "松岭镇")], "level change least greatest")

    assert rows == [("8亿元", "10%", "", "")]


def test_only_one_indicator_is_traced_back(wide_store: Store) -> None:
    """With an indicator, the other rates are left out."""
    rows = _rows(wide_store, "implied-prior", [*_IN_YUNXI, ("indicator", "工业用电量")], "name")

    assert rows == [("工业用电量",)]


def test_a_share_implies_the_whole_as_an_interval(wide_store: Store) -> None:
    """9.72亿 at 70 %: between 9.715亿 at 70.5 % and 9.725亿 at 69.5 %."""
    rows = _rows(wide_store, "implied-totals", [], "part share least greatest")

    assert rows == [("9.72亿元", "70%", _quotient("971500000", "70.5"), _quotient("972500000", "69.5"))]


@pytest.mark.parametrize("indicator", ["辖社区", "社区总数"])
def test_two_indicators_that_a_link_calls_the_same_are_one(wide_store: Store, indicator: str) -> None:
    """Asked by either name, an indicator has the figures that reports give under both."""
    rows = _rows(wide_store, "across-areas", [("indicator", indicator)], "period area stated")

    assert rows == [("2020", "白杨街道", "1个"), ("2021", "白杨街道", "2个")]
    assert len(_rows(wide_store, "series", [("indicator", indicator)])) == 2


def test_what_a_link_calls_the_same_is_neither_new_nor_gone(wide_store: Store) -> None:
    """书房志愿者 of 2022 and 半山书房志愿服务队 of 2023 are one team, as a reviewed link says."""
    values = [("place", "半山街道"), ("kind", "team")]

    assert _rows(wide_store, "new-things", values) == []
    assert _rows(wide_store, "gone-things", values) == []


def test_one_indicator_in_all_areas(wide_store: Store) -> None:
    """Of a year, the area with the greatest value comes first."""
    rows = _rows(
        wide_store, "across-areas", [("indicator", "财政总收入"), ("year", "2023")], "period area stated"
    )

    assert rows == [
        ("2023", "云溪镇", "13.89亿元"), ("2023", "白杨街道", "13.89亿元"), ("2023", "松岭镇", "8亿元"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "values", "count"),
    [
        ("increases", [("min", "2.66")], 1),
        ("increases", [("place", "青溪县"), ("year", "2023")], 2),
        ("increases", [("place", "青溪县"), ("year", "2023"), ("min", "2.65")], 2),
        ("falls", [("year", "2024")], 1),
        ("falls", [("place", "松岭镇")], 0),
        ("shares", [("year", "2022")], 0),
        ("ranks", [("place", "松岭镇")], 0),
        ("progress", [("year", "2023")], 1),
        ("approximate", [("place", "松岭镇")], 2),
        ("approximate", [("place", "云溪镇"), ("theme", "livelihood")], 1),
        ("series", [("place", "松岭镇")], 1),
        ("series", [("indicator", "常住人口")], 2),
        ("new-figures", [("place", "松岭镇")], 0),
        ("gone-figures", [("place", "松岭镇")], 0),
        ("plan-outcomes", [("place", "下沙街道")], 0),
        ("largest", [("min", "1389000000")], 3),
        ("largest", [("kind", "人数")], 2),
        ("implied-totals", [("place", "松岭镇")], 0),
        ("figures-by-theme", [("place", "云溪镇"), ("year", "2024")], 2),
    ],
)
def test_parameters_narrow_the_answer(
    name: str, values: list[tuple[str, str]], count: int, wide_store: Store
) -> None:
    """Each parameter does what its help says; a district takes in its towns."""
    assert len(_rows(wide_store, name, values)) == count


def test_every_kind_of_unit_can_be_chosen(wide_store: Store) -> None:
    """The choices are those of the ontology, each with its word and its Chinese name."""
    kind = next(one for one in read_query("largest").parameters if one.name == "kind")
    names = {name for choice in find_choices(wide_store, kind) for name in choice.names}

    assert {"currency", "金额", "person_time", "人次"} <= names


def test_the_first_year_of_an_area_is_not_all_new(wide_store: Store) -> None:
    """Without a report of the year before there is nothing to compare with, and nothing is called new."""
    assert "2022" not in {row[1] for row in _rows(wide_store, "new-figures", [])}
    assert "2024" not in {row[1] for row in _rows(wide_store, "gone-figures", [])}

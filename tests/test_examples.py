"""The example of two years and a neighbouring street: what it is said to hold, it holds."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest

from baiyang_kg.build import build
from baiyang_kg.graph.store import open_store
from baiyang_kg.linking.records import find_records

if TYPE_CHECKING:
    from pathlib import Path

REPORTS = ("linhu-2023", "wuxi-2022", "wuxi-2023")
STREETS = ("梧溪街道", "临湖街道")
NAMED = {  # what the reader has to find for the example to show what it is for
    "梧溪街道": """
        石桥社区 新塘村 新塘社区 云锦第一社区 云锦第二社区 云锦社区 长堤社区 柳堤社区 望溪社区
        望溪小区 柳湾社区 望溪小区搬迁项目 望溪小区整体搬迁项目 望溪小区安置房项目
        青梧河综合整治工程 青梧河综合治理项目 蓝舟科技有限公司 蓝舟科技 “暖心桥”慈善项目
        “暖心桥”慈善救助项目 青岚职业技术学院 青岚职院 远岫光电股份有限公司
        远岫光电智能传感器产业园 智能传感器产业园项目 青岚体育馆 青岚区体育馆 “梧溪邻里节”系列活动
        “梧桐树下”志愿服务队 省级绿色社区""",
    "临湖街道": """
        石桥社区 新塘村 青梧河综合整治工程 环湖绿道二期工程 环湖绿道三期工程 “湖畔暖阳”慈善项目
        青岚职业技术学院 蓝舟科技有限公司 蓝舟科技有限公司湖区研发中心 青岚体育馆 省级绿色社区""",
}


@pytest.fixture(scope="module")
def texts(root: Path) -> dict[str, str]:
    """The three reports."""
    folder = root / "data" / "examples"
    return {name: (folder / f"{name}.txt").read_text(encoding="utf-8") for name in REPORTS}


def rows(path: Path) -> list[dict[str, str]]:
    """Read a table of the example."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("year", "report", "street"), [
    (2022, "wuxi-2022", "梧溪街道"), (2023, "wuxi-2023", "梧溪街道"), (2023, "linhu-2023", "临湖街道"),
])  # fmt: skip
def test_the_register_has_as_many_communities_as_the_report_states(
    root: Path, texts: dict[str, str], year: int, report: str, street: str
) -> None:
    """下辖8个社区、2个行政村: so many rows of the street are committees of residents, and of villagers."""
    names = [row["name"] for row in rows(root / f"data/examples/codes-{year}.csv") if row["street"] == street]
    stated = re.search(r"下辖(\d)个社区、(\d)个行政村", texts[report])
    assert stated
    assert sum(name.endswith("社区居委会") for name in names) == int(stated[1])
    assert sum(name.endswith("村委会") for name in names) == int(stated[2])


def test_residents_of_communities_add_up_to_what_the_reports_state(root: Path, texts: dict[str, str]) -> None:
    """年末常住人口6.35万人 is the row of the street, and the sum of its communities and villages."""
    table = rows(root / "data/examples/population-2023.csv")
    for street, report in zip(STREETS, ("wuxi-2023", "linhu-2023"), strict=True):
        whole = sum(int(row["常住人口"]) for row in table if row["名称"] == street)
        parts = sum(int(row["常住人口"]) for row in table if row["街道"] == street)
        assert whole == parts
        assert f"年末常住人口{whole / 10000:.2f}万人" in texts[report]


def test_every_thing_of_the_example_is_read_in_its_street(root: Path, tmp_path: Path) -> None:
    """What is one thing under two names, or two under one, can only be linked where both names are found."""
    build([root / "data" / "examples" / f"{name}.txt" for name in REPORTS], tmp_path / "examples.kg")
    found = {
        (record.name, area)
        for record in find_records(open_store(tmp_path / "examples.kg"))
        for area in record.parents
    }
    assert {(name, street) for street, names in NAMED.items() for name in names.split()} <= found

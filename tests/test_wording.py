"""A figure in the words of its report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baiyang_kg.wording import stated_text

STATED = [
    ("行动600 余次,拆除", "600", "次", "600 余次"),
    ("动员25802人次参与", "25802", "人次", "25802人次"),
    ("善款207.88万 元,开展", "207.88万", "元", "207.88万 元"),
    ("走访各类企业200余家", "200", "家", "200余家"),
    ("面积34000平\n方米。", "34000", "平方米", "34000平 方米"),
    ("增长24.5%。", "24.5", "%", "24.5%"),
    ("增加5000多个。", "5000", "个", "5000多个"),
    ("三大硬仗", "三", "", "三"),
    ("增长百分之五,", "百分之五", "%", "百分之五"),
    ("共30家社区", "30", "个", "30"),
    ("全年2", "2", "个", "2"),
]


@pytest.mark.parametrize(("raw", "text", "unit", "stated"), STATED)
def test_the_unit_is_added_as_printed(raw: str, text: str, unit: str, stated: str) -> None:
    """Blanks, 余 and 多 between numeral and unit stay; a unit that is not printed behind is not added."""
    start = raw.index(text)

    assert stated_text(raw, start, start + len(text), unit) == stated


@given(st.text(alphabet="余多 个\n家0"), st.text(alphabet="个家 "))
def test_it_begins_with_the_numeral(behind: str, unit: str) -> None:
    """Whatever follows, the wording begins with the numeral and is a piece of the report."""
    raw = f"共25{behind}"

    stated = stated_text(raw, 1, 3, unit)

    assert stated.startswith("25")
    assert stated in " ".join(raw.split())

"""Facilities as two lists call them: other words of their kind, and another kind of house."""

from __future__ import annotations

import pytest

from baiyang_kg.linking.facilities import standard_facility
from baiyang_kg.linking.names import normal_form
from baiyang_kg.linking.proposing import propose
from outside import Table, thing

STREET = ("江苏省", "苏州市", "吴台区", "枫桥街道")


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("吴台奥体", "吴台奥林匹克体育中心", "exact"),
        ("枫津菜市场", "枫津农贸市场", "exact"),
        ("枫津口袋公园", "枫津小游园", "close"),
        ("枫津文体站", "枫津文化体育服务中心", "close"),
        ("枫津社区长者饭堂", "枫津老年食堂", "close"),
    ],
)
def test_words_of_a_kind_of_facility_mean_the_same(ours: str, theirs: str, expected: str) -> None:
    """Those that may mean another house make a close pair, and no more."""
    one = thing(ours, "venue", parents=STREET)
    two = thing(theirs, "venue", parents=STREET)
    found = [each.predicate for each in propose([one], Table([two]))]
    assert found == [f"skos:{expected}Match"]


def test_words_of_a_kind_alone_name_no_facility() -> None:
    """农贸市场 may be any; a name without such words stays as it is."""
    assert standard_facility(normal_form("农贸市场")) == ""
    assert standard_facility(normal_form("枫津大桥"), loosely=True) == "枫津大桥"

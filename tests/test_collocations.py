"""Words that go together, as mined from plain text, help to find the counted thing."""

from __future__ import annotations

import pytest

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.things.collocations import NEVER, UNKNOWN, Collocations

# Cells by degree, "1" first: units with what they count, words with what follows them.
COUNTED = {
    True: {"台": ["", "", "-机", "", "电梯 -梯"], "名": ["", "", "", "学生", ""]},
    False: {"家": ["", "", "", "", "门店"]},
}
BOUND = {"餐饮": ["", "门店", "", "", "企业"], "门店": ["", "", "", "", "经营"]}


@pytest.fixture
def collocations() -> Collocations:
    """A few words."""
    return Collocations(COUNTED, BOUND, {"新建": "5"})


def test_a_unit_goes_with_the_word_behind_it_and_with_words_that_end_alike(
    collocations: Collocations,
) -> None:
    """扶梯 was never seen, but it ends as 电梯 does."""
    assert collocations.counted["台", "电梯", True] == ("5", "5")
    assert collocations.counted["台", "扶梯", True] == (UNKNOWN, "5")
    assert collocations.counted["台", "打印机", True] == (UNKNOWN, "3")


def test_two_words_that_are_known_and_were_not_seen_together_do_not_go_together(
    collocations: Collocations,
) -> None:
    """That 台 does not count 学生 is known, of a word that was never seen beside a unit nothing is."""
    assert collocations.counted["台", "学生", True] == (NEVER, UNKNOWN)
    assert collocations.counted["封", "学生", True] == (UNKNOWN, UNKNOWN)


def test_the_sides_of_a_quantity_are_told_apart(collocations: Collocations) -> None:
    """门店3家 says nothing of 3家门店."""
    assert collocations.counted["家", "门店", False] == ("5", UNKNOWN)
    assert collocations.counted["家", "门店", True] == (UNKNOWN, UNKNOWN)


def test_words_side_by_side_have_a_degree_in_their_order(collocations: Collocations) -> None:
    """餐饮|门店 meet more seldom than 餐饮|企业; 门店|餐饮 do not."""
    assert collocations.bound["餐饮", "企业"] == "5"
    assert collocations.bound["餐饮", "门店"] == "2"
    assert collocations.bound["门店", "餐饮"] == NEVER
    assert collocations.bound["企业", "门店"] == UNKNOWN


def test_the_tables_that_travel_know_what_classifiers_count() -> None:
    """Of a classifier's own noun and one of another, the first goes better with it."""
    counted = load_lexicon().weights.collocations.counted
    own = (("辆", "车辆", "学生"), ("名", "学生", "车辆"), ("家", "企业", "学生"), ("座", "桥梁", "学生"))
    for unit, noun, other in own:
        assert counted[unit, noun, True] > counted[unit, other, True], unit


def test_the_tables_that_travel_know_what_makes_one_phrase() -> None:
    """小微|企业 is one thing; 全县|企业 are all there are in the county."""
    bound = load_lexicon().weights.collocations.bound
    for word, modifier, whole in (
        ("企业", "小微", "全县"),
        ("岗位", "就业", "全市"),
        ("分类", "垃圾", "全县"),
    ):
        assert bound[modifier, word] == "5", word
        assert bound[whole, word] in (NEVER, "1"), word


def test_the_tables_that_travel_know_which_verbs_a_quantity_follows() -> None:
    """新建5个, 养840箱 and 设68个 are common, 认为5个 is not."""
    governing = load_lexicon().weights.collocations.governing
    assert {governing[word] for word in ("新建", "养", "设")} == {"5"}
    assert governing["认为"] < "3"

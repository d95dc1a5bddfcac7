"""Which quotation marks belong together, when both ends look alike and halves are lost."""

from __future__ import annotations

import pytest

from baiyang_kg.reading.page.quotes import pair_quotes
from sentences import Fact, assert_facts, scope_of

PAIRED = {
    '开展"清风"行动': "开展“清风”行动",
    '打造"一环""两带""三园"': "打造“一环”“两带”“三园”",
    "开展“清风”行动": "开展“清风”行动",
    '"清风"行动、"朝阳"计划': "“清风”行动、“朝阳”计划",
    '行动"清风': "行动“清风",
    '清风"、"朝阳"计划': "清风”、“朝阳”计划",
    '"清风"行动、"朝阳计划': "“清风”行动、“朝阳计划",
    "开展清风”行动": "开展清风”行动",
    '打造"一环、两带、三园"': "打造“一环、两带、三园”",
    '实施"暖心"工程。推进"净空': "实施“暖心”工程。推进“净空",
    '办好"，推动"清风"落地': "办好”，推动“清风”落地",
    "没有引号": "没有引号",
    "": "",
}


@pytest.mark.parametrize(("raw", "paired"), PAIRED.items())
def test_marks_are_directed_by_the_cheapest_pairing(raw: str, paired: str) -> None:
    """Near marks with fitting neighbours pair; a half without partner stays alone."""
    assert "".join(pair_quotes(raw)) == paired


def test_directed_marks_are_never_turned() -> None:
    """Where the source prints “ and ”, they are kept, even in the wrong order."""
    assert "".join(pair_quotes("”清风“")) == "”清风“"


def test_a_quotation_does_not_leave_its_block() -> None:
    """A half quotation ends with its paragraph, so that the next one is read as usual."""
    scope = scope_of('深化"网格治理，提升效能。\n\n解决难题31个，"满意"评价9成。')
    place = scope.text.chars.index("31")

    assert scope.quotation_at(place) is None


@pytest.mark.parametrize(
    "raw",
    [
        '开展"清风行动30次。',
        '开展清风"行动30次。',
        '开展"清风"行动30次。',
        "开展“清风”行动30次。",
    ],
)
def test_half_a_quotation_hides_no_figure(raw: str) -> None:
    """A lost mark costs at most the name, never the figure behind it."""
    assert_facts(raw, Fact("30", unit="次", value="30", kind="level"))


def test_numbers_inside_a_quotation_are_names() -> None:
    """What is quoted is a name or a slogan: its digits count nothing."""
    assert_facts(
        "实施“5+3”体系，落实“十项”举措，弘扬“40分钟生活圈”理念，建成驿站6个。", Fact("6", head="驿站")
    )

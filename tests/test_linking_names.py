"""Names as they are compared: one script, no ornament, the words of the kind set apart."""

from __future__ import annotations

import pytest

from baiyang_kg.linking.names import core_of, may_be_slip, normal_form, normal_forms, parse_name


@pytest.mark.parametrize(
    "printed",
    ["邻里社区", "鄰里社區", " 邻 里社区", "“邻里”社区", "邻里（社区）", "邻里\u3000社区", "邻里\n社区"],
)
def test_print_does_not_change_a_name(printed: str) -> None:
    """Blanks, quotes, brackets, breaks and traditional characters leave the normal form as it is."""
    assert normal_form(printed) == "邻里社区"


def test_many_names_are_brought_into_normal_form_at_once() -> None:
    """A batch of names keeps its length and order, whatever breaks its names hold."""
    assert normal_forms(["５Ｇ基站", "", "a\nB", "雲濤"]) == ["5g基站", "", "ab", "云涛"]
    assert normal_forms([]) == []


@pytest.mark.parametrize(
    ("name", "core", "kind"),
    [
        ("邻里社区居委会", "邻里", "community"),
        ("邻里社区居民委员会", "邻里", "community"),
        ("邻里居委会", "邻里", "community"),
        ("前峰村村委会", "前峰", "village"),
        ("前峰村民委员会", "前峰", "village"),
        ("东沟社区村民委员会", "东沟", "village"),
        ("管村社区居委会", "管村", "community"),
        ("白杨街道办事处", "白杨", "subdistrict"),
        ("景园小区", "景园", "residential_compound"),
        ("中集运载科技有限公司", "中集运载科技", "company"),
        ("唐县", "唐县", ""),
        ("社区", "社区", ""),
    ],
)
def test_the_ending_of_a_name_tells_its_kind(name: str, core: str, kind: str) -> None:
    """The longest suffix is taken off and tells the kind; one character is never left alone."""
    assert parse_name(name)[1:3] == (core, kind)


def test_a_joint_community_is_told_from_the_one_it_is_named_after() -> None:
    """云涛联合社区 has the core of 云涛社区 and says that it is joint."""
    assert parse_name("云涛联合社区") == ("云涛联合社区", "云涛", "community", (), True)


def test_the_areas_before_a_name_are_set_apart() -> None:
    """杭州市白杨街道邻里社区 is 邻里 in 杭州 and 白杨; an area's own name is left to it."""
    parents = ("浙江省", "杭州市", "白杨街道")

    assert parse_name("杭州市白杨街道邻里社区", parents)[1:4] == ("邻里", "community", ("杭州", "白杨"))
    assert parse_name("白杨街道办事处", parents)[1:4] == ("白杨", "subdistrict", ())
    assert parse_name("白杨社区", parents).core == core_of("白杨社区") == "白杨"


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("东海未名园", "东海末名园", 1),
        ("杭州电子科技大学", "杭州电予科枝大学", 2),
        ("四方景园第一", "四方景园第二", 0),
        ("新北桥", "北桥", 0),
        ("云滨", "云涛", 0),
        ("江滨花园", "江潮", 0),
    ],
)
def test_a_slip_changes_no_character_that_tells_things_apart(one: str, other: str, differ: int) -> None:
    """One character of three, two of eight may be misprinted; a number, a direction, 新 or 大 is meant."""
    assert may_be_slip(one, other) == differ

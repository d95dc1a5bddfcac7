"""Names as they are compared: one script, no ornament, the words of the kind set apart."""

from __future__ import annotations

import pytest

from baiyang_kg.linking.divisions import parse_code
from baiyang_kg.linking.names import core_of, normal_form, normal_forms, parse_name
from baiyang_kg.linking.slips import compare_cores
from baiyang_kg.linking.wordings import standard_office
from baiyang_kg.resources import resource
from baiyang_kg.tables import read_table


@pytest.mark.parametrize(
    "printed",
    ["邻里社区", "鄰里社區", " 邻 里社区", "“邻里”社区", "邻里（社区）", "邻里\u3000社区", "邻里\n社区"],
)
def test_print_does_not_change_a_name(printed: str) -> None:
    """Blanks, quotes, brackets, breaks and traditional characters leave the normal form as it is."""
    assert normal_form(printed) == "邻里社区"


def test_many_names_are_brought_into_normal_form_at_once() -> None:
    """A batch of names keeps its length and order, whatever breaks its names hold."""
    assert normal_forms(["５Ｇ基站", "", "a\nB", "雲濤"]) == ["五g基站", "", "ab", "云涛"]
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
        ("赵村委会", "赵村", "village"),
        ("社区", "社区", ""),
    ],
)
def test_the_ending_of_a_name_tells_its_kind(name: str, core: str, kind: str) -> None:
    """The longest suffix is taken off and tells the kind; one character is never left alone."""
    assert parse_name(name)[1:3] == (core, kind)


def test_a_joint_community_is_told_from_the_one_it_is_named_after() -> None:
    """云涛联合社区 has the core of 云涛社区 and says that it is joint."""
    assert parse_name("云涛联合社区")[1:5] == ("云涛", "community", (), True)


def test_the_areas_before_a_name_are_set_apart() -> None:
    """杭州市白杨街道邻里社区 is 邻里 in 杭州 and 白杨; an area's own name is left to it."""
    parents = ("浙江省", "杭州市", "白杨街道")

    assert parse_name("杭州市白杨街道邻里社区", parents)[1:4] == ("邻里", "community", ("杭州", "白杨"))
    assert parse_name("白杨街道办事处", parents)[1:4] == ("白杨", "subdistrict", ())
    assert parse_name("白杨社区", parents).core == core_of("白杨社区") == "白杨"


def test_the_areas_before_a_name_may_be_known_in_any_order() -> None:
    """The areas of a graph have no order of their own: 杭州市白杨街道邻里社区 is 邻里 in either."""
    parents = ("白杨街道", "杭州市")

    assert parse_name("杭州市白杨街道邻里社区", parents)[1:4] == ("邻里", "community", ("杭州", "白杨"))


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("凌云", "菱云", "homophone"),
        ("北宅营", "北翟营", "typo"),
        ("王坞", "玉坞", "typo"),
        ("沿酉", "沿西", "lookalike"),
        ("东海未名园", "东海末名园", "lookalike"),
        ("云峰山", "云峰山山", "lookalike"),
        ("万市余", "万市邵", "typo"),
        ("绿茗", "绿茗苑", "contained"),
        ("四方景园一", "四方景园二", ""),
        ("新北桥", "北桥", ""),
        ("云滨", "云涛", ""),
        ("江滨花园", "江潮", ""),
        ("海天", "海天公寓", ""),
        ("云涛联合社区百姓健身房", "云涛百姓健身房", "contained"),
        ("云涛百姓健身房", "云滨社区百姓健身房", ""),
    ],
)
def test_a_slip_changes_no_character_that_tells_things_apart(one: str, other: str, slip: str) -> None:
    """A sound, a look or one character of three may be mistaken; a number, a direction, 新 or 大 is meant."""
    assert compare_cores(one, other)[0] == compare_cores(other, one)[0] == slip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("南湖西园2区", "南湖西园二区"),
        ("天通苑第二社区", "天通苑二社区"),
        ("12号楼", "十二号楼"),
        ("213所", "二一三所"),
    ],
)
def test_numbers_are_one_however_they_are_printed(one: str, other: str) -> None:
    """2, 二 and 第二 are one number, and 第二 is not 第三."""
    assert normal_form(one) == normal_form(other) != normal_form(other.replace("二", "三"))


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("suffixes", "suffixes"),
        ("branches", "endings"),
        ("trades", "words"),
        ("generic", "words"),
        ("lookalikes", "characters"),
        ("distinguishing", "characters"),
    ],
)
def test_every_word_of_a_table_can_stand_in_a_name(table: str, column: str) -> None:
    """Names are compared in normal form, so a word that is not in it would never be found."""
    rows = read_table(resource(f"data/linking/{table}.tsv"))
    words = [word for row in rows for word in row.words(column)]

    assert words
    assert [word for word in words if normal_form(word) != word] == []


def test_no_family_of_characters_lies_within_another() -> None:
    """What one row says of characters that look alike, no other row says again."""
    families = [set(row["characters"]) for row in read_table(resource("data/linking/lookalikes.tsv"))]

    assert [one for one in families if sum(one <= other for other in families) > 1] == []


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("钱塘区卫健局", "钱塘区卫生健康局"),
        ("钱塘区红会", "钱塘区红十字会"),
        ("钱塘区综合执法局", "钱塘区综合行政执法局"),
        ("综合执法局", "综合行政执法局"),
        ("第二中", "第二中学"),
        ("市中", "市中"),
    ],
)
def test_the_end_of_an_institutions_name_is_written_in_full(short: str, full: str) -> None:
    """卫健局 is 卫生健康局; what is in full already, and what is no school, stays as it is."""
    assert standard_office(normal_form(short)) == normal_form(full) == standard_office(normal_form(full))


@pytest.mark.parametrize(
    ("printed", "kind", "code"),
    [
        ("330114002005", "", "330114002005"),
        ("330114002000", "", "330114002"),
        ("330114000000", "", "330114"),
        ("330114000", "", "330114"),
        ("330100", "", "3301"),
        ("330000", "", "33"),
        ("33", "province", "33"),
        ("33", "", ""),
        ("990114", "", ""),
        ("33011", "", ""),
    ],
)
def test_a_division_code_loses_the_zeros_that_fill_it_up(printed: str, kind: str, code: str) -> None:
    """A street has one code, of nine digits or of twelve; two digits are the code of a province alone."""
    assert parse_code(printed, kind) == code

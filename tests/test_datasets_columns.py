"""What a column holds: by the look of its cells and by its heading."""

from __future__ import annotations

import pytest

from baiyang_kg.datasets.profile import profile_column
from baiyang_kg.datasets.roles import find_roles


@pytest.mark.parametrize(
    ("cells", "datatype", "form"),
    [
        (["1,234", "56", ""], "integer", "#,##0"),
        (["1,050", "2000"], "integer", {"groupChar": ","}),
        (["1,050.5", "2000", "3.25"], "decimal", {"groupChar": ","}),
        (["10,50", "2000"], "string", ""),
        (["1234", "-5"], "integer", ""),
        (["12.5", "3"], "decimal", ""),
        (["2023-01-31"], "date", ""),
        (["2023", "1998"], "gYear", ""),
        (["2323"], "integer", ""),
        (["https://example.org/1"], "anyURI", ""),
        (["12 号"], "string", ""),
        (["007"], "string", ""),
        (["", " "], "string", ""),
    ],
)
def test_cells_have_a_datatype(cells: list[str], datatype: str, form: object) -> None:
    """That which all filled cells have, by XML Schema; figures in groups have a format."""
    profile = profile_column(cells)

    assert (profile.datatype, profile.format) == (datatype, form)


@pytest.mark.parametrize(
    ("cells", "odd"),
    [
        (["1,050", "12", "约3"], "约3"),
        (["1,050", "12", "", "3.5"], ""),
        (["7号楼", "12", "9号楼"], ""),
        (["12", "13", "007"], ""),
    ],
)
def test_what_keeps_numbers_from_being_read_is_noticed(cells: list[str], odd: str) -> None:
    """Where most cells are numbers the first that is none is named; codes and texts are what they are."""
    assert profile_column(cells).odd == odd


def test_blanks_around_a_cell_are_none_of_it() -> None:
    """Filled and blank cells are counted without them; a key is filled everywhere, each time otherwise."""
    profile = profile_column([" 330114 ", "330102", " "])
    assert (profile.filled, profile.blank, profile.digits, profile.key) == (2, 1, frozenset({6}), False)
    assert profile_column(["a", "b"]).key
    assert not profile_column([]).key
    assert not profile_column(["a", " a"]).key


@pytest.mark.parametrize(
    ("codes", "divisions", "official"),
    [
        (["330114", "330102"], True, True),
        (["33", "3301", "330114002005"], True, True),
        (["0", "33"], True, True),  # the province lies in 0
        (["98", "9803", "980312"], True, False),  # a tree of somebody's own
        (["980312", "980312001", "980399"], True, False),
        (["980312", "990312001"], False, False),  # what it would lie in is not there
        (["98", "9803"], False, False),  # too short to be a tree
        (["980312", "970312"], False, False),  # as long as codes, and no more
        (["156330114"], False, True),  # China's number before a code
        (["3301145"], False, True),
        (["33", "330"], False, True),
        (["330114", "甲"], False, False),
        (["３３０１１４"], False, False),  # digits of another width are no code
        (["0"], False, True),
        ([], False, True),
    ],
)
def test_digits_may_be_codes_of_divisions(codes: list[str], *, divisions: bool, official: bool) -> None:
    """They are as long as such codes, and of provinces that there are, or a tree."""
    profile = profile_column(codes)

    assert (profile.divisions, profile.official) == (divisions, official)


@pytest.mark.parametrize(
    ("header", "row", "roles"),
    [
        ("名称,区,街道", "甲,钱塘区,白杨街道", {"name": "名称", "district": "区", "subdistrict": "街道"}),
        ("name,area", "甲,12.5", {"name": "name"}),  # square metres are no district
        ("name,area", "甲,330114", {"name": "name", "district": "area"}),
        ("name,area", "甲,", {"name": "name", "district": "area"}),
        ("编号,代码,名称", "7,330114,钱塘区", {"code": "代码", "name": "名称"}),
        ("代码,编号,名称", "330114,7,钱塘区", {"code": "代码", "name": "名称"}),
        ("全称,名称", "白杨街道办事处,白杨", {"name": "全称", "alias": "名称"}),
        ("全称,代码", "白杨街道,330114002", {"name": "全称", "code": "代码"}),
        ("名称", "12", {}),  # numbers are no names
        ("名称", "", {"name": "名称"}),
        ("区,街道", "钱塘区,白杨街道", {"name": "街道", "district": "区"}),
        ("区,街道", "钱塘区,330114002", {"name": "区", "subdistrict": "街道"}),
    ],
)
def test_a_heading_tells_what_a_column_holds(header: str, row: str, roles: dict[str, str]) -> None:
    """… where its cells can be that; a code of a division goes before a running number."""
    titles = header.split(",")
    found = find_roles(titles, [row.split(",")]).columns

    assert {role: titles[position] for role, position in found.items()} == roles


def test_what_the_user_says_of_a_column_goes_before() -> None:
    """A role that was given stays, also where another column would be the better one."""
    header, row = ["编号", "代码", "全称", "名称"], ["7", "330114", "杭州市钱塘区", "钱塘区"]
    found = find_roles(header, [row], given={"code": "编号", "name": "名称"}).columns

    assert (header[found["code"]], header[found["name"]]) == ("编号", "名称")


@pytest.mark.parametrize(
    ("row", "split"),
    [
        (["330114", "33", "01", "14", "002000"], True),
        (["330114", "33", "01", "14", "002"], True),
        (["330114", "33", "01", "14", "2"], False),
        (["330114", "33", "01", "14", ""], False),
        (["330114002", "33", "01", "14", "002"], False),
        (["330102", "33", "01", "14", "002"], False),
    ],
)
def test_a_code_may_stand_in_two_columns(row: list[str], *, split: bool) -> None:
    """Where it is made of the three before the street's, the street's digits belong to it."""
    header = ["code", "province", "city", "area", "town"]

    assert find_roles(header, [row]).split_code is split


def test_codes_of_some_years_are_codes_and_the_column_that_is_filled_has_them() -> None:
    """A crosswalk heads its columns with years; that by which rows can be told apart holds the codes."""
    header = ["name", "code_2018_2020", "code_2021年"]
    rows = [["景园社区", "330104009002", "330114002001"], ["云涛社区", "", "330114002020"]]

    assert find_roles(header, rows).columns == {"name": 0, "code": 2}
    assert find_roles(["name", "floor_2021"], [["景园社区", "3"]]).columns == {"name": 0}

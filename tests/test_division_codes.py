"""Codes of divisions: the areas they lie in, and what a thing is by its code, its word or its class."""

from __future__ import annotations

import pytest

from baiyang_kg.datasets.areas import above, named, names_by_code, provinces, short_code
from baiyang_kg.datasets.kinds import kind_of_class, kind_of_code, kind_of_word

NAMES = {
    "33": "浙江省",
    "3301": "杭州市",
    "330114": "钱塘区",
    "330114002": "白杨街道",
}
AREAS = list(NAMES.values())


@pytest.mark.parametrize(
    ("short", "codes"),
    {
        "330114002005": ["330114002005"],
        "330114002": ["330114002", "330114002000"],
        "330114": ["330114", "330114000", "330114000000"],
        "3301": ["3301", "330100", "330100000", "330100000000"],
        "33": ["33", "3300", "330000", "330000000000"],
        "1234000": ["1234000"],  # no division has seven digits, nor eight, nor five
        "12345600": ["12345600"],
        "50000": ["50000"],
        "": [""],
    }.items(),
)
def test_zeros_that_fill_a_code_are_left_out(short: str, codes: list[str]) -> None:
    """A code is the same with and without the zeros of the levels below; other numbers keep theirs."""
    assert {short_code(code) for code in codes} == {short}


def test_a_code_lies_in_those_that_it_begins_with() -> None:
    """The largest area comes first, unknown ones are left out, and none lies in itself."""
    assert above("330114002005", NAMES) == AREAS
    assert above("330114002000", NAMES) == AREAS[:3]
    assert above("330100", NAMES) == AREAS[:1]
    assert above("339900", {**NAMES, "3399": "新市"}) == AREAS[:1]
    assert above("330199001001", NAMES) == AREAS[:2]


def test_placeholders_are_no_areas() -> None:
    """市辖区 and 县 stand where there is no area of that level; an area that is named twice is one."""
    assert named(["北京市", "市辖区", "", "密云区", "县", "密云区"]) == ["北京市", "密云区"]


def test_the_areas_above_communities_have_names() -> None:
    """A table of all levels names its areas by their short codes; communities are no areas above."""
    codes = ["330000000000", "330114000000", "330114002000", "330114002005", ""]

    assert names_by_code(codes, ["浙江省", "钱塘区", "白杨街道", "邻里社区", "无"]) == {
        "33": "浙江省",
        "330114": "钱塘区",
        "330114002": "白杨街道",
    }


def test_provinces_have_two_digits() -> None:
    """There are 34 of them, 香港, 澳门 and 台湾 among them."""
    assert len(provinces()) == 34
    assert {"11", "33", "71", "81", "82"} <= provinces().keys()


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        ("community", (1, 199, 400, 499)),
        ("village", (200, 399, 500, 599)),
        ("", (600, 998)),
    ],
)
def test_the_last_digits_tell_a_community_from_a_village(kind: str, last: tuple[int, ...]) -> None:
    """Residents' and villagers' committees have numbers of their own; other numbers say nothing."""
    assert {kind_of_code(f"330114002{number:03}", "某某") for number in last} == {kind}


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        ("330000", "浙江省", "province"),
        ("3301", "杭州市", "city"),
        ("330114", "钱塘区", "district"),
        ("330114002", "白杨街道", "subdistrict"),
        ("330114002000", "白杨街道办事处", "subdistrict"),
        ("330109102", "楼塔镇", "town"),
        ("330127201", "屏门乡", "town"),
        ("330114401", "某开发区", ""),
        ("12345", "某某", ""),
    ],
)
def test_the_length_of_a_code_tells_its_level(code: str, name: str, kind: str) -> None:
    """Nine digits are a street or a town, as the name says; an enclosed zone is neither."""
    assert kind_of_code(code, name) == kind


def test_words_and_classes_tell_kinds() -> None:
    """A cell, and the last part of a class's IRI, means a kind if it is in the table or is one itself."""
    assert [kind_of_word(word) for word in ("乡镇", "企业", "某某")] == ["town", "company", ""]
    classes = {
        "https://schema.org/City": "city",
        "https://schema.org/StadiumOrArena": "venue",
        "https://w3id.org/baiyang-kg/ns#ResidentialCompound": "residential_compound",
        "https://w3id.org/baiyang-kg/ns#Town": "town",
        "https://schema.org/Thing": "",
    }
    assert {iri: kind_of_class(iri) for iri in classes} == classes

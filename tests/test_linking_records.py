"""What of a store can be linked: areas, named things and indicators, with where they are and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from baiyang_kg.linking.records import find_records

if TYPE_CHECKING:
    from baiyang_kg.graph.store import Store


def test_things_areas_and_indicators_are_found(opened: Store) -> None:
    """Each has its name, its kind, the areas around it, its other names and the year of the newest report."""
    found = find_records(opened)
    records = {record.name: record for record in found}

    assert [record.iri for record in found] == sorted({record.iri for record in found})
    assert records["邻里社区"][1:4] == ("邻里社区", "community", ("钱塘区", "白杨街道"))
    assert records["白杨街道"][1:4] == ("白杨街道", "subdistrict", ("钱塘区",))
    assert records["云涛社区健身房"].parents == ("钱塘区", "白杨街道", "云涛社区")
    assert records["守护天使"].kind == "program"
    assert records["财政总收入"][2:4] == ("indicator", ())
    assert "财政收入" in records["财政总收入"].aliases
    assert records["邻里社区"].year == 2023


def test_only_some_kinds_are_found(opened: Store) -> None:
    """Who links communities is not given projects."""
    assert {record.kind for record in find_records(opened, kinds=["community", "venue"])} == {
        "community",
        "venue",
    }


def test_people_and_figures_are_not_linked(opened: Store) -> None:
    """A person who is named in a report is not looked up elsewhere, nor is a figure a thing."""
    records = find_records(opened)

    assert not {record.kind for record in records} & {"person", "observation"}
    assert not [record for record in records if "/observation/" in record.iri]

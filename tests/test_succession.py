"""`datasets/succession.py`: which code came after which, and when, from a table of validity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from baiyang_kg.datasets.describing import describe_table
from baiyang_kg.datasets.quads import open_dataset
from baiyang_kg.datasets.succession import find_successions
from baiyang_kg.graph import vocab

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "代码,一级行政区,二级行政区,名称,级别,状态,启用时间,变更/弃用时间,新代码\n"
ROWS = """330102,浙江省,杭州市,上城区,县级,在用,1983,,
330104,浙江省,杭州市,江干区,县级,弃用,1983,2021,330102[1996];330102;330114
330109,浙江省,杭州市,萧山区,县级,在用,2001,,330114[2021]
330110,浙江省,杭州市,余杭区,县级,在用,2001,,330113[2021]
330114,浙江省,杭州市,钱塘区,县级,在用,2021,,
"""


def table(folder: Path, rows: str) -> Path:
    """Write a table of validity."""
    path = folder / "areacodes.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    return path


def found(path: Path) -> list[tuple[str, str, int | None, bool]]:
    """Return what came after what in a table, as names."""
    successions, _ = find_successions(describe_table(str(path)))
    return [(one.old.name, one.new.name, one.year, one.whole) for one in successions]


def test_a_code_that_ended_is_replaced_and_a_part_is_not(tmp_path: Path) -> None:
    """江干区 became 上城区 and 钱塘区 in 2021; what went over before, or from a code in use, was a part."""
    assert sorted(found(table(tmp_path, ROWS)), key=str) == [
        ("江干区", "上城区", 1996, False),
        ("江干区", "上城区", 2021, True),
        ("江干区", "钱塘区", 2021, True),
        ("萧山区", "钱塘区", 2021, False),
    ]


def test_a_successor_without_a_row_is_told(tmp_path: Path) -> None:
    """Nothing is invented for a code of which the table says nothing; the user hears of it."""
    _, missing = find_successions(describe_table(str(table(tmp_path, ROWS))))

    assert missing == ["330113"]
    assert any(
        "has no row of these successors: 330113" in note
        for note in open_dataset(str(tmp_path / "areacodes.csv")).notes
    )


def test_a_code_that_was_given_again_is_that_of_the_year(tmp_path: Path) -> None:
    """Of two that had a code one after the other, the one is meant that had it in the year of the change."""
    rows = """330100,浙江省,,旧县,县级,弃用,1980,1990,330199
330199,浙江省,,先市,县级,弃用,1985,2000,330198
330199,浙江省,,后市,县级,在用,2005,,
330198,浙江省,,新市,县级,在用,2000,,
"""
    assert found(table(tmp_path, rows)) == [("旧县", "先市", 1990, True), ("先市", "新市", 2000, True)]


@pytest.mark.parametrize(
    ("span", "counts"),
    [
        ("1985,1990", True),
        ("1985,", True),
        ("1990,", True),
        (",", True),
        ("1985,1989", False),
        ("1991,", False),
    ],
)
def test_what_comes_after_is_in_use_in_that_year(tmp_path: Path, span: str, *, counts: bool) -> None:
    """A code that had ended before or began later is not the one that came after."""
    rows = f"330100,浙江省,,旧县,县级,弃用,1980,1990,330199\n330199,浙江省,,新县,县级,某,{span},\n"

    assert found(table(tmp_path, rows)) == ([("旧县", "新县", 1990, True)] if counts else [])


def test_a_change_of_no_year_is_told_without_one(tmp_path: Path) -> None:
    """A code that is in use and names another one is related to it; when that was, nobody says."""
    rows = "330100,浙江省,,甲县,县级,在用,1980,,330199\n330199,浙江省,,乙县,县级,在用,1985,,\n"
    triples = [
        str(one) for one in open_dataset(str(table(tmp_path, rows))).triples if "succession" in str(one)
    ]

    assert [one for one in triples if '甲县 330100 → 乙县 330199"@zh' in one]
    assert "/330100/330199/->" in triples[0]
    assert not [one for one in triples if "dc/terms/date" in one]


def test_the_year_stands_at_the_statement(tmp_path: Path) -> None:
    """A code is replaced by the one after it, and a statement of that says when; a part is only related."""
    dataset = open_dataset(str(table(tmp_path, ROWS)))
    triples = {(str(t.subject), t.predicate.value, str(t.object)) for t in dataset.triples}

    def code(year: int, digits: str) -> str:
        return f"<{vocab.CODE}nbs/{year}/{digits}>"

    assert (code(1983, "330104"), vocab.DCTERMS + "isReplacedBy", code(2021, "330114")) in triples
    assert (code(2001, "330109"), vocab.SKOS + "related", code(2021, "330114")) in triples
    assert (code(2001, "330109"), vocab.DCTERMS + "isReplacedBy", code(2021, "330114")) not in triples
    node = f"<{vocab.DATASET_GRAPH}areacodes/succession/330104/330114/2021>"
    assert {(name, value) for subject, name, value in triples if subject == node} == {
        (vocab.A, f"<{vocab.STATEMENT}>"),
        (vocab.SUBJECT, code(1983, "330104")),
        (vocab.PREDICATE, f"<{vocab.DCTERMS}isReplacedBy>"),
        (vocab.OBJECT, code(2021, "330114")),
        (vocab.DCTERMS + "date", f'"2021"^^<{vocab.YEAR}>'),
        (vocab.LABEL, '"江干区 330104 → 钱塘区 330114，2021年"@zh'),
    }


@pytest.mark.parametrize("cell", ["", "无", "见备注"])
def test_a_cell_that_names_no_code_says_nothing(tmp_path: Path, cell: str) -> None:
    """Words instead of codes are no succession."""
    assert found(table(tmp_path, f"330104,浙江省,杭州市,江干区,县级,弃用,1983,2021,{cell}\n")) == []

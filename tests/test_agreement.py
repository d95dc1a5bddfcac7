"""How far two readers agree is what the page on their readings says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from accuracy import find_report
from agreement import compare, second_files
from records import read_gold
from yardstick import percentages

if TYPE_CHECKING:
    from pathlib import Path

FILES = second_files()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_page_of_second_readings_says_what_is_measured(path: Path) -> None:
    """Each row of the table is what the command measures now, on the gold as it stands."""
    gold, second = read_gold(path.parent.parent / path.name), read_gold(path)
    if not find_report(gold).is_file():
        pytest.skip(f"{find_report(gold)} is absent: the agreement of two readers was not measured")
    page = (path.parent / "README.md").read_text("utf-8")
    row = next(line for line in page.splitlines() if line.startswith(f"| `{path.stem}` |"))
    tuples, strict = row.split("|")[5:7]

    measured = percentages(compare(gold, second).counts)

    assert [f"{measured['tuple_F1']:.1f}", f"{measured['strict_F1']:.1f}"] == [tuples.strip(), strict.strip()]

"""The tables of the lexicon as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from baiyang_kg.errors import LexiconError
from baiyang_kg.tables import read_table, read_weights

if TYPE_CHECKING:
    from pathlib import Path


def table(folder: Path, text: str) -> Path:
    """Return the path of a table with this text."""
    path = folder / "words.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_are_known_by_column_and_place(tmp_path: Path) -> None:
    """Comments and blank lines are no rows; the place of a row is its line in the file."""
    path = table(tmp_path, "# words\nword\ttag\n\n# more\n托位\tn\n")
    (row,) = read_table(path)

    assert (row["word"], row["tag"], row.place) == ("托位", "n", f"{path}:5")


def test_cells_are_stripped_and_missing_ones_are_empty(tmp_path: Path) -> None:
    """A row may end early; blanks around a cell are no part of it."""
    (row,) = read_table(table(tmp_path, "words\tplace\tnote\n 近 将近 \tbefore\n"))

    assert (row["words"], row["note"]) == ("近 将近", "")
    assert row.words("words") == ("近", "将近")


def test_a_row_with_too_many_cells_is_an_error_with_its_line(tmp_path: Path) -> None:
    """The message says the file and line, what was found and what to do."""
    path = table(tmp_path, "word\ttag\n托位\tn\tx\n")

    with pytest.raises(LexiconError, match="3 cells under 2 column names") as raised:
        read_table(path)
    assert raised.value.place == f"{path}:2"
    assert "single tabs" in raised.value.remedy


def test_a_table_without_rows_is_empty(tmp_path: Path) -> None:
    """A header alone has no rows."""
    assert read_table(table(tmp_path, "# nothing yet\nword\ttag\n")) == []


def test_weights_are_whole_numbers_by_feature_and_type(tmp_path: Path) -> None:
    """A table of weights may have a third column; what stands around a feature is stripped."""
    path = table(tmp_path, "# learned\nfeature\tweight\ttype\nNQ \t-8\nverb hold\t12\tevent\n")

    assert list(read_weights(path)) == [("NQ", -8, ""), ("verb hold", 12, "event")]


@pytest.mark.parametrize(("row", "found"), [("x\t1.5", "weight '1.5'"), ("x", "weight ''")])
def test_a_weight_that_is_no_whole_number_is_an_error_with_its_line(
    tmp_path: Path, row: str, found: str
) -> None:
    """The message says the file and line, what was found and what to do."""
    with pytest.raises(LexiconError, match=found) as raised:
        list(read_weights(table(tmp_path, f"feature\tweight\n{row}\n")))
    assert raised.value.place.endswith(":2")

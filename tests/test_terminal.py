"""`terminal.py`: the columns that a text takes, and tables."""

from __future__ import annotations

from itertools import count, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baiyang_kg.terminal import cut, pad, printable, table_lines, width, wrap


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("邻里社区", 8),
        ("13.89亿元", 9),
        ("“”…", 3),
        ("，。", 4),
        ("e\u0301", 1),
        ("\u200b", 0),
        ("ｱ", 1),
    ],
)
def test_a_chinese_character_takes_two_columns(text: str, columns: int) -> None:
    """Widths are those of Unicode's annex on East Asian width."""
    assert width(text) == columns


@given(st.text(alphabet=st.sampled_from("ab 1中文，。“”")), st.integers(2, 12), st.integers(1, 5))
def test_wrapped_lines_fit(text: str, columns: int, lines: int) -> None:
    """No line is wider than asked for and there are no more than asked for, whatever the text."""
    wrapped = wrap(text, columns, lines)

    assert len(wrapped) <= lines
    assert all(width(line) <= columns for line in wrapped)


@given(st.text(alphabet=st.sampled_from("ab1中文，。“”")), st.integers(2, 12))
def test_wrapping_loses_nothing(text: str, columns: int) -> None:
    """With lines enough, the wrapped text is the text."""
    assert "".join(wrap(text, columns, 1000)) == text


def test_words_and_numbers_are_kept_whole() -> None:
    """Chinese breaks anywhere; a Latin word goes to the next line as a whole where there is room."""
    assert wrap("实现财政总收入", 6, 9) == ["实现财", "政总收", "入"]
    assert wrap("public revenue rose", 11, 9) == ["public", "revenue", "rose"]


def test_what_is_left_out_shows() -> None:
    """A text that is cut ends with an ellipsis inside its room."""
    assert cut("邻里社区", 6) == "邻里…"
    assert wrap("邻里社区邻里社区", 4, 2) == ["邻里", "社…"]


def test_control_characters_do_not_reach_the_terminal() -> None:
    """Line breaks become blanks, other controls become visible: a report cannot steer a terminal."""
    assert printable("主赛\n 场\t馆") == "主赛 场 馆"
    assert printable("a\x1b[2Jb") == "a\\x1b[2Jb"


def test_padding_counts_columns() -> None:
    """Columns line up behind Chinese and Latin text alike."""
    assert [pad("社区", 6), pad("ab", 6), pad("12", 6, right=True)] == ["社区  ", "ab    ", "    12"]


def test_a_table_fits_the_terminal_and_never_breaks_numbers() -> None:
    """The widest texts give way; numbers stand to the right, whole."""
    rows = [["财政总收入", "1389000000", "全年实现财政总收入13.89亿元，同比增长2.65%"], ["税源", "7", "短"]]
    lines = list(table_lines(("indicator", "value", "quote"), rows, columns=44, numeric=(False, True, False)))

    assert lines == [
        "indicator        value  quote",
        "──────────  ──────────  ────────────────────",
        "财政总收入  1389000000  全年实现财政总收入13",
        "                        .89亿元，同比增长2.6",
        "                        5%",
        "税源                 7  短",
    ]


def test_an_empty_table_is_its_header() -> None:
    """No rows, no harm."""
    assert list(table_lines(("a", "bc"), [], columns=80)) == ["a  bc", "─  ──"]


def test_rows_are_taken_as_they_come() -> None:
    """A table of endless rows begins to be written after the first ones, which settle its widths."""
    lines = table_lines(("n", "名"), ([str(n), "社区"] for n in count()), columns=40, numeric=(True, False))

    assert list(islice(lines, 4)) == ["  n  名", "───  ────", "  0  社区", "  1  社区"]
    assert list(islice(lines, 996, 999)) == ["998  社区", "999  社区", "1000  社区"]


def test_a_number_wider_than_its_column_stays_whole() -> None:
    """A number that comes after the widths are settled is not broken, a text is."""
    rows = [["1", "ab"]] * 500 + [["123456", "abcd"]]
    lines = list(table_lines(("n", "t"), rows, columns=40, numeric=(True, False)))

    assert lines[-2:] == ["123456  ab", "   cd"]

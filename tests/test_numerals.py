"""One value, all its spellings; what is no numeral; and back again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baiyang_kg.reading.quantities.numerals import parse_numeral

CORPUS = {
    "2": ["2", "二", "两", "2.0"],
    "0": ["0", "零", "〇"],
    "10": ["10", "十", "一十"],
    "15": ["15", "十五", "一十五", "1 5"],
    "20": ["20", "二十", "两十"],
    "105": ["105", "一百零五"],
    "70": ["七八十"],
    "300": ["三四百"],
    "5": ["五六"],
    "230": ["230", "二百三十", "两百三十", "两百三"],
    "898": ["898", "8 9 8", "八百九十八"],
    "1005": ["1005", "1,005", "一千零五"],
    "1234.5": ["1234.5", "1,234.5"],
    "2023": ["2023", "二〇二三", "二零二三", "两千零二十三"],
    "3000": ["3000", "3,000", "3千", "三千"],
    "3.5": ["3.5", "三点五"],
    "10000": ["10000", "万", "一万", "1万"],
    "15000": ["15000", "1.5万", "一万五", "一万五千"],
    "12000000": ["1200万", "一千二百万", "12百万"],
    "130000000": ["1.3亿", "一亿三千万", "13000万"],
    "600000000": ["6亿", "6个亿", "六亿"],
    "1389000000": ["13.89亿", "13.89 亿", "1,389,000,000"],
    "1200000000000": ["1.2万亿", "12000亿", "一万两千亿"],
}
NEGATIVE = ["", "个", "一般", "第3", "3%", "1,23", "1..2", "十月", "-3", "二分"]


@pytest.mark.parametrize(("value", "spelling"), [(v, s) for v, all_ in CORPUS.items() for s in all_])
def test_every_spelling_of_a_value_is_read_as_that_value(value: str, spelling: str) -> None:
    """Digits, characters, scales, commas and blanks inside a number lead to one exact decimal."""
    assert parse_numeral(spelling) == Decimal(value)


@pytest.mark.parametrize("text", NEGATIVE)
def test_what_is_no_numeral_is_refused(text: str) -> None:
    """Words, ordinals and broken numbers raise instead of being guessed."""
    with pytest.raises(ValueError, match="no numeral"):
        parse_numeral(text)


_PLACES = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))


def write_chinese(value: int) -> str:
    """Write a whole number below 10^12 in characters, as the inverse of the parser."""
    written = ""
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section = value // scale % 10**4
        if section:
            gap = "零" if written and section < 1000 else ""
            written += gap + write_section(section) + name
    return written or "零"


def write_section(section: int) -> str:
    """Write a number of four places, with one 零 for a run of empty places inside."""
    written, gap = "", False
    for place, name in _PLACES:
        digit = section // place % 10
        if digit:
            written += ("零" if gap else "") + "零一二三四五六七八九"[digit] + name
            gap = False
        elif written:
            gap = True
    return written


@given(st.integers(0, 10**12 - 1))
def test_whole_numbers_survive_being_written_in_characters(value: int) -> None:
    """Reading what was written in characters gives the number back."""
    assert parse_numeral(write_chinese(value)) == value


@given(
    st.decimals(min_value=0, max_value=10**9, allow_nan=False, places=4), st.sampled_from(["", "万", "亿"])
)
def test_decimals_survive_with_their_scale(value: Decimal, scale: str) -> None:
    """A decimal with 万 or 亿 behind it is scaled exactly."""
    assert parse_numeral(f"{value}{scale}") == value * {"": 1, "万": 10**4, "亿": 10**8}[scale]

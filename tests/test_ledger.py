"""The account of the numbers: each has one fate, and none is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from baiyang_kg.reading.ledger import account
from baiyang_kg.reading.model import Number
from sentences import CONTEXT, read_report

RAW = "2023年9月，河西街道新增托位70个，其中1000万元以上项目3个，G25高速、“5+2”工作制。"


def fates(raw: str) -> list[tuple[str, str]]:
    """Return each number of a text with its fate."""
    return [(entry.text, entry.fate) for entry in account(read_report(raw)).entries]


def test_every_number_has_its_fate() -> None:
    """Figures are observations, the others have their reason, in the order of the text."""
    assert fates(RAW) == [
        ("2023年9月", "date"),
        ("70", "observation"),
        ("1000万", "threshold"),
        ("3", "observation"),
        ("25", "code"),
        ("5+2", "policy_name"),
    ]


def test_an_observation_is_listed_with_what_it_measures() -> None:
    """The ledger shows how the number was read."""
    entries = account(read_report("新增托位70个，G25高速。")).entries

    assert [entry.reading for entry in entries] == ["新增托位", ""]


def test_a_number_that_no_record_claims_is_unaccounted() -> None:
    """The digits are searched anew in the raw text, so what the reader missed shows up."""
    reading = read_report(RAW)
    ledger = account(replace(reading, numbers=reading.numbers[1:], observations=reading.observations[1:]))

    assert [(entry.text, entry.fate) for entry in ledger.unaccounted] == [
        ("2023", "unaccounted"),
        ("9", "unaccounted"),
        ("70", "unaccounted"),
    ]


def test_a_number_that_two_records_claim_is_listed_as_such() -> None:
    """Counting twice is as wrong as losing."""
    reading = read_report("新增托位70个。")
    twice = Number(start=4, end=6, text="70", reason="code")

    assert [entry.fate for entry in account(replace(reading, numbers=(twice,))).unaccounted] == ["twice"]


def test_a_record_that_covers_everything_accounts_for_nothing() -> None:
    """A span longer than any number could hide numbers that nobody read."""
    raw = "新增托位70个，新建公园2座，举办活动12场，服务300人。"
    whole = Number(start=0, end=len(raw), text=raw, reason="code")
    reading = replace(read_report(raw), observations=(), numbers=(whole,))

    assert len(account(reading).unaccounted) == 4


def test_a_long_date_is_one_record_as_long_as_it_accounts_for_itself() -> None:
    """A date of 16 characters is one record, a longer one is parted into its digits."""
    assert fates("2023 年 9月 9日至12日召开。")[0] == ("2023 年 9月 9日至12日", "date")
    assert fates("2023 年 9 月 9 日 至 12 日召开。") == [
        (digits, "date") for digits in ("2023", "9", "9", "12")
    ]


ACCOUNTED = [
    "2012 年 12 月 29 日至 30 日，召开会议。",
    "联系电话13051011835 15230437806。",
    "展厅面积500m2，账号6222021234567890。",
    "编号" + "7" * 50 + "。",
    "合计" + "1+" * 40 + "1。",
    "比例为" + "1:" * 40 + "1。",
    "占比１２．５％，得分9.5分。",
    "<td width=20>12<b2>3</b2>4个&#65307;</td><p>",
    "1.2.3.4、5:6:7、8/9、10-11-12。",
    "1,2345,678,901,23。",
]


@pytest.mark.parametrize("raw", ACCOUNTED)
def test_numbers_of_any_shape_are_accounted_for_once(raw: str) -> None:
    """Long dates, telephones, accounts, sums, markup and broken thousands leave nothing over."""
    assert account(read_report(raw, context=CONTEXT)).unaccounted == ()

"""The machine-readable form of a reading."""

from __future__ import annotations

import io
import json
from decimal import Decimal

import pytest

from baiyang_kg.reading import Context
from baiyang_kg.reading.contract import format_records, plain, write_records
from sentences import read_report

RAW = (
    "# 年报\n\n河西街道邻里社区新增托位70余个，税收13.890亿元，同比增长2.65%。G25高速。\n\n开展“清风行动12场"
)

OBSERVATION = [
    "record", "start", "end", "text", "value", "unit", "unit_kind", "bound", "min", "max", "indicator",
    "head", "action", "area", "period", "kind", "of", "direction", "theme", "evidence", "rule", "truncated",
]  # fmt: skip
KEYS = {
    "observation": OBSERVATION,
    "number": ["record", "start", "end", "text", "reason"],
    "entity": ["record", "type", "name", "mentions", "rule"],
    "relation": ["record", "subject", "predicate", "object", "evidence", "rule"],
    "damage": ["record", "start", "end", "reason"],
}


def records(raw: str) -> list[dict[str, object]]:
    """Return the records of a text as a program reads them."""
    return [json.loads(line) for line in format_records(read_report(raw))]


def test_records_have_their_keys_in_order() -> None:
    """Each kind of record has exactly the keys of the contract."""
    found = records(RAW)

    assert all(list(record) == KEYS[str(record["record"])] for record in found)
    assert {record["record"] for record in found} >= {"observation", "number", "damage"}


def test_records_stand_in_the_order_of_the_text() -> None:
    """Lines are sorted by where they begin."""
    starts = [record.get("start") for record in records(RAW) if "start" in record]

    assert starts == sorted(starts, key=lambda start: int(str(start)))


def test_the_text_of_a_record_is_the_raw_text_at_its_place() -> None:
    """raw[start:end] is what was read, character by character."""
    for record in records(RAW):
        if "text" in record:
            assert RAW[int(str(record["start"])) : int(str(record["end"]))] == record["text"]


def test_a_confidence_stands_last_where_it_is_given() -> None:
    """With confidences each observation, and no other record, ends with its own, of two decimals."""
    reading = read_report(RAW)
    sure = [Decimal(index) / 10 for index in range(len(reading.observations))]
    found = [json.loads(line) for line in format_records(reading, confidences=sure)]

    for record in found:
        wanted = ["confidence"] if record["record"] == "observation" else []
        assert list(record) == KEYS[str(record["record"])] + wanted
    assert [record["confidence"] for record in found if "confidence" in record] == [
        "0.00",
        "0.10",
        "0.20",
        "0.30",
    ]


def test_values_are_decimal_strings() -> None:
    """Values are in base units, percent as printed, limits null where they are open; no float."""
    found = {record["text"]: record for record in records(RAW) if record["record"] == "observation"}
    level, rate, bounded = found["13.890亿"], found["2.65"], found["70"]

    assert (level["value"], level["min"], level["max"]) == ("1389000000",) * 3
    assert (rate["value"], rate["of"]) == ("2.65", [level["start"], level["end"]])
    assert (bounded["value"], bounded["min"], bounded["max"]) == ("70", "70", None)


@pytest.mark.parametrize(
    ("value", "written"),
    [("13.890", "13.89"), ("100", "100"), ("1E+3", "1000"), ("0.20", "0.2"), ("0", "0"), ("5.0", "5")],
)
def test_a_decimal_is_written_plainly(value: str, written: str) -> None:
    """Neither exponents nor zeros at the end."""
    assert plain(Decimal(value)) == written


def test_chinese_is_written_as_itself() -> None:
    """One JSON object a line, in UTF-8, without escapes."""
    output = io.StringIO()
    write_records(read_report(RAW), output)

    assert output.getvalue().splitlines() == list(format_records(read_report(RAW)))
    assert "托位" in output.getvalue()
    assert "\\u" not in output.getvalue()


def test_marks_of_json_in_what_is_printed_are_escaped() -> None:
    """Quotation marks, backslashes and percent signs of a name come back as they are."""
    area = '河西"街\\%d\t'
    found = format_records(read_report("建成公园12个，增长3%。", context=Context(area=area, year=2023)))

    assert {json.loads(line)["area"] for line in found if "observation" in line} == {area}


def test_nothing_read_is_nothing_written() -> None:
    """A text without facts gives no line."""
    assert records("") == []

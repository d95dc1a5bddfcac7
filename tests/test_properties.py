"""What holds for any text: the contract, the offset map, the account of the digits, the work it takes."""

from __future__ import annotations

import gc
import json
import re
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from records import read_printed

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.contract import format_records
from baiyang_kg.reading.ledger import account
from baiyang_kg.reading.page.layout import read_layout
from baiyang_kg.reading.page.text import is_han
from sentences import read_report

if TYPE_CHECKING:
    from baiyang_kg.reading.model import Reading
    from baiyang_kg.reading.page.text import Text

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
HALF_WIDTH = {full: half for half, full in FULL_WIDTH.items()}

# What reports are made of, and what damages them; texts of these go where arbitrary text hardly ever does.
PIECES = (
    "2023年", "9月", "1至11月", "上半年", "“十四五”", "以来", "12", "３", "3.5", "0571-88886666", "1,234",
    "7", "8", "9", ".", ":", "∶", "+", "-", "—", "至", "%", "％", "万", "亿", "千", "个", "元", "人次",
    "家", "户", "台", "位", "倍", "番", "成", "个百分点", "平方米", "m2", "km", "㎡", "百分之", "分之",
    "三", "两", "一", "十", "近", "约", "超过", "余", "多", "以上", "以下", "左右", "第", "居", "占", "达",
    "为", "是", "较", "比", "同比", "增长", "下降", "提高到", "净增", "分别", "各", "均", "其中", "新增",
    "完成", "开展", "举办", "托位", "小区", "社区", "企业", "税收", "失业率", "覆盖率", "河西街道", "全市",
    "项目", "的", "和", "、", "，", "。", "；", "：", "？", "“", "”", '"', "（", "）", "《", "》", "<",
    ">", "&", "#", "*", "●", "&nbsp;", "&#50;", "&#8226;", "<p>", "</p>", "<td width=3>", "<b>", "<br/>",
    "<!--", "-->", "<script>", "</script>", "\n", "\n\n", "\r\n", "\u3000", "\t", "A", "G5", "é", "𝟏",
    "①", "½", "辻", "\n— 12 —\n", "\n第3页\n", "\n7\n\n",
)  # fmt: skip
texts = st.text(max_size=120)
reports = st.lists(st.sampled_from([*PIECES, " "]), max_size=60).map("".join)

BOUNDS = ("exact", "about", "nearly", "at_least", "more_than", "at_most", "less_than")
KINDS = ("level", "change_rate", "change_amount", "share", "progress", "target", "rank")
PERIOD = re.compile(r"(\d{4}(?:-(?:0[1-9]|1[0-2]))?)(?:/(\d{4}(?:-(?:0[1-9]|1[0-2]))?))?", re.ASCII)


def rows_of(reading: Reading) -> list[dict[str, Any]]:
    """Return the records of a reading as a program reads them."""
    return [json.loads(line) for line in format_records(reading)]


def assert_contract(raw: str) -> None:
    """Assert that what is read of a text is what the contract promises."""
    reading = read_report(raw)
    rows = rows_of(reading)
    observations = [row for row in rows if row["record"] == "observation"]
    figures = {(row["start"], row["end"]) for row in observations}

    assert read_printed(format_records(reading), raw).faults == ()
    assert account(reading).unaccounted == ()
    for row in observations:
        assert row["bound"] in BOUNDS
        assert row["kind"] in KINDS
        assert row["direction"] in (None, "increase", "decrease")
        assert row["of"] is None or (tuple(row["of"]) in figures and row["of"] != [row["start"], row["end"]])
        assert row["evidence"][0] <= row["start"] < row["end"] <= row["evidence"][1]
        assert "\n" not in row["head"] + row["indicator"]
        assert_period(row["period"])
    numbers = [row for row in rows if row["record"] in ("observation", "number")]
    assert all(one["end"] <= other["start"] for one, other in pairwise(numbers))
    for row in rows:
        if row["record"] == "entity":
            assert all(one < other for one, other in pairwise(row["mentions"])), "mentions ascend"


def assert_period(period: str) -> None:
    """Assert that a period is one date or runs from an earlier one to a later one."""
    dates = PERIOD.fullmatch(period)
    assert dates is not None, period
    assert dates[2] is None or dates[1] < dates[2], period


@settings(max_examples=150, deadline=None)
@given(texts)
def test_any_text_is_read_by_the_contract(raw: str) -> None:
    """No text raises, and every record is true of the raw characters."""
    assert_contract(raw)


@settings(max_examples=300, deadline=None)
@given(reports)
@example("失业率为3.5%以上、2023—2019年，“较2023年增长3番")
@example("<p>新增&#50;&#51;个<td width=3>，12<b>3</b>&nbsp;4户")
@example("2023年13月，11月至2月，一分之万万，第三位，第\n三")
def test_any_report_is_read_by_the_contract(raw: str) -> None:
    """What looks like a report, in any order and with any damage, is read by the contract too."""
    assert_contract(raw)


def assert_exact(text: Text) -> None:
    """Assert that every character stands for raw characters of its own, in their order."""
    raw, spans = text.raw, list(zip(text.starts, text.ends, strict=True))

    assert len(text.chars) == len(spans)
    assert all(0 <= start < end <= len(raw) for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    for char, (start, end) in zip(text.chars, spans, strict=True):
        if is_han(char) and not raw.startswith("&", start):
            assert raw[start:end] == char
        if char in "0123456789" and end == start + 1:
            assert raw[start:end].translate(HALF_WIDTH) == char
        if char == "\n":
            assert re.search(r"[\n\r\x85\u2028\u2029]|<", raw[start:end])


@settings(max_examples=300, deadline=None)
@given(st.one_of(texts, reports))
def test_the_offset_map_is_exact_and_strictly_monotone(raw: str) -> None:
    """No raw character is stood for twice, and every one that is kept is the one printed."""
    assert_exact(read_layout(raw, load_lexicon().segmenter))


def test_the_offset_map_of_the_seed_is_exact(seed: str) -> None:
    """So it is of a real report with its column breaks."""
    assert_exact(read_layout(seed, load_lexicon().segmenter))


@settings(max_examples=200, deadline=None)
@given(st.one_of(texts, reports))
def test_the_blocks_part_the_text(raw: str) -> None:
    """Blocks follow each other with one line end between, and none is empty."""
    text = read_layout(raw, load_lexicon().segmenter)
    blocks = [text.chars[block.start : block.end] for block in text.blocks]

    assert "\n".join(blocks) == text.chars
    assert all(block and "\n" not in block for block in blocks)


@settings(max_examples=100, deadline=None)
@given(reports)
def test_full_width_digits_are_digits(raw: str) -> None:
    """In any text the repaired characters are the same, unless a reference or a tag is made of digits."""
    if "&" not in raw and "<" not in raw:
        segmenter = load_lexicon().segmenter
        plain, widened = read_layout(raw, segmenter), read_layout(raw.translate(FULL_WIDTH), segmenter)

        assert (widened.chars, widened.starts, widened.ends) == (plain.chars, plain.starts, plain.ends)


@settings(max_examples=50, deadline=None)
@given(reports)
def test_reading_repeats_itself(raw: str) -> None:
    """The same text gives the same records, byte by byte."""
    assert list(format_records(read_report(raw))) == list(format_records(read_report(raw)))


ENDLESS = (
    "1", '"', "“", "、", "三", "的", "（", "《", "-", "<", " ", "\n", "\r\n", "&", "&nbsp;", "1,", "<!--",
    "<td ",
)  # fmt: skip


@pytest.mark.parametrize("size", [40_000, pytest.param(100_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("piece", ENDLESS)
def test_an_endless_repetition_is_read(piece: str, size: int) -> None:
    """No pattern runs wild on digits, marks, brackets, blanks, line ends or references without end."""
    assert read_report(piece * (size // len(piece))).observations == ()


def calls_of(raw: str) -> int:
    """Return how many calls reading a text takes: the same on every machine."""
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        read_report(raw)
    finally:
        sys.setprofile(None)
    return count


DENSE = [
    "新增1个", "新增托位5个，", "增长1%、", "1:2:", "2023年1月", "税收5亿元增长5%", "“甲”", "甲\n",
    "新增托位5个。\n\n", "# 工作计划\n\n新增3个。\n\n", "<p>5个</p>", "<!--", "<script>", "&nbsp;5",
    "（3个）", "百分之", "一个", "区", "邻里社区、", "新增托位", "、", "“", "的", " ", "\n", "1,",
    "甲&nbsp;\n",
]  # fmt: skip


@pytest.mark.parametrize("piece", DENSE)
def test_the_work_grows_with_the_text(piece: str) -> None:
    """Four times the text takes about four times the work, however dense its figures, lines and marks are."""
    size = 240
    little, much = calls_of(piece * size), calls_of(piece * size * 4)

    assert much < 6 * little


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join))
def test_the_work_grows_with_any_repetition(piece: str) -> None:
    """Whatever a text repeats, four times as often takes at most about four times the work."""
    little, much = calls_of(piece * 60), calls_of(piece * 240)

    assert much < 6 * little


def test_the_work_grows_with_the_names() -> None:
    """Many names that begin alike are found in one pass, not each in a pass of its own."""
    digits = "春夏秋冬东南西北梅兰竹菊"

    def name(index: int) -> str:
        return digits[index // 144 % 12] + digits[index // 12 % 12] + digits[index % 12]

    def calls(count: int) -> int:
        return calls_of("、".join(f"河西{name(index)}公司" for index in range(count)))

    assert calls(1000) < 6 * calls(250)


def test_a_reading_makes_no_cycles(seed: str) -> None:
    """Nothing of a reading waits for the collector of cycles, which rests meanwhile and is left as it was."""
    read_report(seed)
    gc.collect()
    gc.disable()
    try:
        read_report(seed)
        rests, waiting = not gc.isenabled(), gc.collect()
    finally:
        gc.enable()
    read_report(seed)

    assert (rests, waiting, gc.isenabled()) == (True, 0, True)

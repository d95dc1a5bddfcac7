"""Where the source is broken: it is listed, never mended."""

from __future__ import annotations

import pytest

from sentences import Fact, assert_facts, read_report

DAMAGED = {
    "lost_fragment": ("走访企业260家，解决难题共\n\n\n新增车位30个。\n\n完成任务。", "共"),
    "column_break": ("全年推进志愿服\n\n\n务活动38场。\n\n完成任务。", "服\n\n\n务"),
    "unpaired_quotation": ("开展“清风行动30次。", "“"),
    "ocr_confusable": ("完成搬辻任务30户。", "辻"),
    "markup": ("新增车位30个。\n\n> 新建公园2座。", ">"),
}


@pytest.mark.parametrize("reason", DAMAGED)
def test_each_kind_of_damage_is_listed_with_its_place(reason: str) -> None:
    """The raw characters at the place are what is broken."""
    raw, place = DAMAGED[reason]

    assert [(raw[one.start : one.end], one.reason) for one in read_report(raw).damage] == [(place, reason)]


def test_a_whole_text_has_no_damage() -> None:
    """Paired marks, headings and finished paragraphs are no damage."""
    raw = "# 年报\n\n开展“清风”行动30次。\n\n一、改善环境\n\n新增车位30个；新建公园2座。"

    assert read_report(raw).damage == ()


def test_every_half_of_a_quotation_is_listed() -> None:
    """An end without a beginning and two openings without an end are three places."""
    raw = "推进暖心”工程2个。\n\n开展“清风行动和“朝阳行动30次。"

    assert [raw[one.start] for one in read_report(raw).damage] == ["”", "“", "“"]


def test_a_misread_character_is_flagged_and_not_rewritten() -> None:
    """What the scanner misread stays in the counted thing as it is printed."""
    assert_facts("完成搬辻户30户。", Fact("30", unit="户"))
    assert "辻" in read_report("完成搬辻户30户。").observations[0].head


def test_figures_of_a_cut_sentence_are_truncated() -> None:
    """A figure whose sentence loses its end says so; the next sentence is whole."""
    raw = "全年走访企业260家，解决各类难题共计\n\n\n新增停车位30个。\n\n完成任务。"

    assert [one.truncated for one in read_report(raw).observations] == [True, False]

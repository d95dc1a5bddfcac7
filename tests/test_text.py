"""The repaired characters and where each of them stands in the archived report."""

from __future__ import annotations

import pytest

from baiyang_kg.reading.page.text import Text, find_lines, is_han, normalise, print_punctuation
from sentences import scope_of


def repaired(raw: str, *, html: bool = False) -> str:
    """Return one line as the reader sees it."""
    return print_punctuation(normalise(raw, 0, len(raw), html=html).chars)


ONE_FORM = {
    "新增５．３万人，占９８％": "新增5.3万人，占98%",
    "ＡＢＣ公司": "ABC公司",
    "建成（一期）;完成(二期)": "建成（一期）；完成（二期）",
    "数字化、智能化,提质?增效!": "数字化、智能化，提质？增效！",
    "「清风」与『朝阳』": "“清风”与“朝阳”",
    "1.65∶1与10：30": "1.65:1与10:30",
    "1,234.5万元,其中": "1,234.5万元，其中",
    "5,6号楼": "5，6号楼",
    "3,1234": "3，1234",
    "目标:3项": "目标：3项",
    "甲·乙•丙": "甲·乙·丙",
    "10～20、10〜20": "10~20、10~20",
    "〔2023〕5号": "（2023）5号",
}

BLANKS = {
    "开 展 演 练 1 8 次": "开展演练18次",
    "投资 36.5 9 亿元": "投资36.59亿元",
    "新 增\u3000托位\u00a0 70 个": "新增托位70个",
    "Smart City 项目": "Smart City项目",
    "5 G 基站": "5 G基站",
    "2022 2023 年": "2022 2023年",
    "表 217 298 68.45": "表217 298 68.45",
    "2023-07-12 08:40": "2023-07-12 08:40",
    "电话 13912345678 13987654321": "电话13912345678 13987654321",
    "零\u200b宽\ufeff字\u00ad符": "零宽字符",
    "半\ud800个": "半个",
}


@pytest.mark.parametrize(("raw", "chars"), ONE_FORM.items())
def test_each_character_has_one_form(raw: str, chars: str) -> None:
    """Full-width digits become half-width, punctuation what Chinese prints, except inside numbers."""
    assert repaired(raw) == chars


@pytest.mark.parametrize(
    ("raw", "chars"),
    [
        ("甲,乙:丙;(丁)?好!", "甲，乙：丙；（丁）？好！"),
        ("1,234户,10:30到;0.9:1", "1,234户，10:30到；0.9:1"),
        ("5,6和1,2345:甲,", "5，6和1，2345：甲，"),
    ],
)
def test_marks_stay_inside_numbers_alone(raw: str, chars: str) -> None:
    """Marks of punctuation are printed as Chinese prints them, with a number that holds some or without."""
    assert print_punctuation(raw) == chars


@pytest.mark.parametrize(("raw", "chars"), BLANKS.items())
def test_blanks_stay_only_where_print_has_them(raw: str, chars: str) -> None:
    """Blanks beside Chinese and inside a number go, between Latin words and two numbers one stays."""
    assert repaired(raw) == chars


@pytest.mark.parametrize("raw", [*ONE_FORM, *BLANKS])
def test_a_text_without_marks_is_read_as_one_in_which_they_are_sought(raw: str) -> None:
    """The short way, run by run, keeps the same characters, places and dropped blanks as the long one."""
    one, other = (normalise(raw, 0, len(raw), html=html) for html in (False, True))

    assert (one.chars, one.starts, one.ends, one.blanks) == (
        other.chars,
        other.starts,
        other.ends,
        other.blanks,
    )


def test_signs_that_mean_something_are_kept() -> None:
    """No compatibility normalisation: ① is no 1, ½ no three characters, ㎡ no m2."""
    assert repaired("①新建½亩、30㎡") == "①新建½亩、30㎡"


def test_every_character_knows_the_raw_characters_it_stands_for() -> None:
    """The span of a repaired word is the raw span that it was made from, with what was dropped inside."""
    raw = "# 年报\n\n新 增&nbsp;托位７ 0个。\n"
    text = scope_of(raw).text
    start = text.chars.index("托位70")
    span = text.raw_span(start, start + 4)

    assert raw[slice(*span)] == "托位７ 0"
    assert [raw[a:b] for a, b in zip(text.starts, text.ends, strict=True)][:3] == ["年", "报", "\n\n"]


def test_a_kept_blank_knows_its_own_place() -> None:
    """The one blank that stays between Latin words stands for the first blank there, also beside a tag."""
    raw = "Smart \u00a0<b>City</b>"
    glyphs = normalise(raw, 0, len(raw), html=True)

    assert (glyphs.chars[5], raw[glyphs.starts[5] : glyphs.ends[5]]) == (" ", " ")


def test_what_prints_nothing_is_known() -> None:
    """Tags, dropped blanks and references are the raw spans that no character of the text is."""
    raw = "<p>满意度&#65306;98</p>"
    text = scope_of(raw).text

    assert text.chars == "满意度：98"
    assert [raw[slice(*span)] for span in text.find_unprinted(0, len(raw))] == ["<p>", "&#65306;", "</p>"]


def test_a_cut_is_found_by_place() -> None:
    """A span is cut if text is lost inside, just before or just behind it."""
    text = Text("", "甲乙丙丁", (0, 1, 2, 3), (1, 2, 3, 4), frozenset(), (2,), (), ())

    assert [text.is_cut(start, start + 1) for start in range(4)] == [False, True, True, False]


def test_every_kind_of_line_end_ends_a_line() -> None:
    """CR, LF, CR LF, and the line ends of Unicode part lines; a form feed does not."""
    raw = "甲\r\n乙\r丙\n丁\u2028戊\x85己\f庚"

    assert [raw[slice(*line)] for line in find_lines(raw, html=False)] == [
        "甲",
        "乙",
        "丙",
        "丁",
        "戊",
        "己\f庚",
    ]


def test_chinese_characters_are_told_from_others() -> None:
    """Ideographs and 〇 are Chinese; punctuation, kana and letters are not."""
    assert [is_han(char) for char in "区〇㐀豈，カa1"] == [True] * 4 + [False] * 4

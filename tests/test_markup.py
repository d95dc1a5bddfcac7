"""Remnants of web pages: what is print and what is markup."""

from __future__ import annotations

import pytest

from baiyang_kg.reading.ledger import account
from baiyang_kg.reading.page.markup import find_line_ends, find_marks, looks_like_html
from sentences import figures_of, read_report, scope_of

PAGES = {
    "<p>新增车位30个。</p><p>新建公园2座。</p>": "新增车位30个。\n新建公园2座。",
    '<div class="c12">新增<span style="font-size:16px">车位</span>30个</div>': "新增车位30个",
    "<table><tr><td>车位</td><td>30</td></tr></table>": "车位\n30",
    "<p>新增&nbsp;车位&#51;0个&hellip;</p>": "新增车位30个…",
    "<script>var n = 17;</script><p>新增车位30个</p>": "新增车位30个",
    "<style>p {margin: 8px}</style>\n<p>新增车位30个</p>": "新增车位30个",
    "<p>新增<!-- 旧稿：29个 -->车位30个</p>": "新增\n车位30个",
    "<P>新增车位30个<BR/>新建公园2座</P>": "新增车位30个\n新建公园2座",
    "<p>新增<script>车位30个</p>": "新增\n车位30个",
    "<p>新增<!--车位30个</p>": "新增<！--车位30个",
}

PLAIN = {
    "温度<5度且>2度": "温度<5度且>2度",
    "新增&nbsp;车位&nbsp30个": "新增车位30个",
    "R&D经费、A&B项目、Q&AA": "R&D经费、A&B项目、Q&AA",
    "甲&#10;乙": "甲乙",
    "“11&#8226;18”洽谈会": "“11·18”洽谈会",
}


@pytest.mark.parametrize(("raw", "chars"), PAGES.items())
def test_of_a_saved_page_only_print_is_read(raw: str, chars: str) -> None:
    """Block tags end lines, other tags vanish, scripts, styles and comments are no text."""
    blocks = scope_of(raw).text.chars.split("\n")

    assert looks_like_html(raw)
    assert "\n".join(blocks) in (chars, chars.replace("\n", ""))


@pytest.mark.parametrize(("raw", "chars"), PLAIN.items())
def test_plain_text_keeps_its_signs(raw: str, chars: str) -> None:
    """Without tags < and & are print; a reference to one character stands for it wherever it remained."""
    assert not looks_like_html(raw)
    assert scope_of(raw).text.chars == chars


def test_a_block_tag_ends_a_line_as_a_line_end_does() -> None:
    """The spans of what ends a line hold the whole tag, script or comment."""
    raw = "甲<p>乙<script>丙</script>丁\r\n戊"

    ends = [raw[slice(*span)] for span in find_line_ends(raw, html=True)]
    assert ends == ["<p>", "<script>丙</script>", "\r\n"]
    assert [raw[slice(*span)] for span in find_line_ends(raw, html=False)] == ["\r\n"]


def test_a_reference_that_is_none_stays_print() -> None:
    """Unknown names and references to several characters are left as they are printed."""
    raw = "&nosuch;&lt;&fjlig;"

    assert find_marks(raw, 0, len(raw), html=True) == {8: (12, "<")}


def test_figures_of_a_page_are_read_with_their_raw_places() -> None:
    """Offsets count the characters of the page as archived."""
    raw = '<p align="center">开展<b>消防演练</b>&nbsp;18&nbsp;次</p>'
    (one,) = read_report(raw).observations

    assert (one.head, one.unit, raw[one.start : one.end]) == ("消防演练", "次", "18")


def test_digits_of_markup_are_accounted_for() -> None:
    """The digits of tags, attributes, scripts and references are codes, each once, and never figures."""
    raw = '<h2>年报</h2><script>x = 5</script><td width="20">新增12<b id="b3">4</b>个车位&#65307;</td>'
    reading = read_report(raw)

    assert not account(reading).unaccounted
    assert [number.text for number in reading.numbers if number.reason == "code"] == [
        "2",
        "2",
        "5",
        "20",
        "65307",
    ]
    assert [one.text for one in reading.observations] == ['12<b id="b3">4']


def test_a_split_reference_is_no_number() -> None:
    """A number that a reference writes is read, one that only names a character is not."""
    assert figures_of("<p>新增车位&#51;&#48;个。</p>") == [("&#51;&#48;", "个", "车位")]

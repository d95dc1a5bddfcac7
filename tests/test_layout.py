"""From raw lines to blocks: what a line end means, what a heading is, where text is lost."""

from __future__ import annotations

import pytest

from sentences import Fact, assert_facts, scope_of


def blocks(raw: str) -> list[str]:
    """Return the blocks of a text; a heading has its level before it."""
    text = scope_of(raw).text
    return [
        f"{'#' * block.level}{' ' if block.level else ''}{text.chars[block.start : block.end]}"
        for block in text.blocks
    ]


PARTED = {
    "a line end inside a sentence is only print": (
        "街道全年共开展消防\n演练18次，参与群众\n2600余人次。\n\n各社区全面完成任务。",
        ["街道全年共开展消防演练18次，参与群众2600余人次。", "各社区全面完成任务。"],
    ),
    "a line end inside a number is only print": (
        "走访群众12\n35户。\n\n完成任务。",
        ["走访群众1235户。", "完成任务。"],
    ),
    "lines that end as sentences do are paragraphs": (
        "新增车位30个。\n新建公园2座。\n改造道路5条。",
        ["新增车位30个。", "新建公园2座。", "改造道路5条。"],
    ),
    "a line that stops at a comma goes on": (
        "新增车位30个，\n新建公园2座。",
        ["新增车位30个，新建公园2座。"],
    ),
    "a word that runs across blank lines joins them": (
        "全年推进志愿服\n\n\n务活动38场。\n\n完成任务。",
        ["全年推进志愿服务活动38场。", "完成任务。"],
    ),
    "a quotation that closes behind blank lines joins them": (
        "深入实施“暖心\n\n\n护航”行动38场。\n\n完成任务。",
        ["深入实施“暖心护航”行动38场。", "完成任务。"],
    ),
    "a year and the number of an item are two": (
        "工作总结2023\n\n1.完成改造。\n\n2.完成任务。",
        ["### 工作总结2023", "1.完成改造。", "2.完成任务。"],
    ),
    "a list mark is dropped where a paragraph begins": (
        "● 新增车位30个。\n● 新建公园2座。\n- 改造道路5条。",
        ["新增车位30个。", "新建公园2座。", "改造道路5条。"],
    ),
    "a hyphen where a wrapped line begins is print": (
        "成立“阳光\n-同行”志愿队5支，全年开展志愿服务\n活动120场。\n\n完成任务。",
        ["成立“阳光-同行”志愿队5支，全年开展志愿服务活动120场。", "完成任务。"],
    ),
    "a number sign where a wrapped line begins is print": (
        "完成12\n#楼和13#楼加装电梯工程的前期\n准备工作。\n\n完成任务。",
        ["完成12#楼和13#楼加装电梯工程的前期准备工作。", "完成任务。"],
    ),
    "a sentence runs on across the number of a page": (
        "全年推进志愿服\n— 12 —\n务活动38场。\n\n完成任务。",
        ["全年推进志愿服务活动38场。", "完成任务。"],
    ),
    "a numeral does not run on across the number of a page": (
        "演练30个，走访群众12\n第3页\n35户。\n\n深化“5+\n- 4 -\n2”工作法。",
        ["演练30个，走访群众12", "35户。", "深化“5+", "2”工作法。"],
    ),
    "a bare number below a finished paragraph is that of a page": (
        "新增车位30个。\n12\n\n新建公园2座。",
        ["新增车位30个。", "新建公园2座。"],
    ),
    "a bare number inside a sentence is print": (
        "走访群众\n12\n户，\n改造\n小区。\n12\n个小区完成\n改造。\n\n完成任务。",
        ["走访群众12户，改造小区。12个小区完成改造。", "完成任务。"],
    ),
    "an empty text has no blocks": (" \n\t\n", []),
}


@pytest.mark.parametrize("raw_and_blocks", PARTED.values(), ids=PARTED)
def test_lines_become_blocks(raw_and_blocks: tuple[str, list[str]]) -> None:
    """Line ends that are only print join, those between paragraphs part."""
    raw, expected = raw_and_blocks

    assert blocks(raw) == expected


HEADINGS = {
    "## 提升城市品质\n\n新增车位30个。": ["## 提升城市品质", "新增车位30个。"],
    "##提升城市品质\n\n新增车位30个。": ["## 提升城市品质", "新增车位30个。"],
    "#### ■周舟 林木\n\n新增车位30个。": ["#### 周舟林木", "新增车位30个。"],
    "一、提升城市品质\n新增车位30个。": ["# 一、提升城市品质", "新增车位30个。"],
    "（二）改善居住环境\n新增车位30个。": ["## （二）改善居住环境", "新增车位30个。"],
    "3．改善居住环境\n新增车位30个。": ["### 3.改善居住环境", "新增车位30个。"],
    "改善居住环境\n新增车位30个。": ["### 改善居住环境", "新增车位30个。"],
    "让幸福“加码”\n新增车位30个。": ["### 让幸福“加码”", "新增车位30个。"],
    "新增车位30个\n新建公园2座。": ["新增车位30个新建公园2座。"],
    "新增车位30个。\n改善居住环境": ["新增车位30个。", "改善居住环境"],
    "提升品质，改善环境\n新增车位30个。": ["### 提升品质，改善环境", "新增车位30个。"],
    "提升品质，改善环境，守护平安\n新增车位30个。": ["提升品质，改善环境，守护平安新增车位30个。"],
}


@pytest.mark.parametrize(("raw", "expected"), HEADINGS.items())
def test_headings_are_known_by_mark_number_or_shape(raw: str, expected: list[str]) -> None:
    """A heading is marked or numbered, or short, whole, without a stop or a figure, and something follows."""
    assert blocks(raw) == expected


def test_lost_text_is_marked_and_makes_no_sentence() -> None:
    """A paragraph that stops in the middle is cut there, and nothing of the next one completes it."""
    raw = "全年走访企业260家，解决各类难题共计\n\n\n新增停车位30个。\n\n完成任务。"
    text = scope_of(raw).text

    assert [text.chars[:cut] for cut in text.cuts] == ["全年走访企业260家，解决各类难题共计"]
    assert_facts(raw, Fact("260", head="企业", unit="家"), Fact("30", head="停车位", unit="个"))


SENTENCES = "街道持续推进老旧小区改造，各社区分工协作，居民积极参与，干群同心。" * 8


def test_a_line_that_recurs_in_the_middle_of_sentences_is_a_running_head() -> None:
    """The sentence goes on behind it; the title itself stays where it stands first."""
    title = "河西街道年鉴"
    raw = f"{title}\n{SENTENCES}全年办成\n{title}\n实事5件。{SENTENCES}改造\n{title}\n小区3个。{SENTENCES}"

    assert blocks(raw) == [f"### {title}", f"{SENTENCES}全年办成实事5件。{SENTENCES}改造小区3个。{SENTENCES}"]


@pytest.mark.parametrize("line", ["主要做法", "责任单位：城管办"])
def test_a_line_that_recurs_between_sentences_is_text(line: str) -> None:
    """A subheading of every chapter and a label of every item are none of the print's."""
    raw = "\n".join([SENTENCES, line] * 3 + [SENTENCES])

    assert sum(line in block for block in blocks(raw)) == 3


def test_a_join_behind_a_column_break_is_marked() -> None:
    """Where a block goes on behind blank lines, the place is known."""
    text = scope_of("全年推进志愿服\n\n\n务活动38场。\n\n完成任务。").text

    assert [text.chars[:place] for place in text.joins] == ["全年推进志愿服"]


def test_line_ends_inside_a_number_leave_it_one() -> None:
    """Thousands, decimals and scales go on in the next line."""
    raw = "全年完成投资1,\n280.\n5万元，覆盖\n率达9\n8.5%。\n\n完成各项任务。"

    assert_facts(
        raw, Fact("1,\n280.\n5万", value="12805000.0", unit="元"), Fact("9\n8.5", value="98.5", unit="%")
    )

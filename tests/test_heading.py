"""What a report says of itself: title, area, parents, year, each with the words that say it."""

from __future__ import annotations

import pytest

from baiyang_kg.reading.page.heading import Heading, read_heading
from baiyang_kg.reading.page.words import new_segmenter

SEGMENTER = new_segmenter({})
SESSION = "第九届人民代表大会第二次会议上"


def said(raw: str, area: str | None = None) -> Heading:
    """Return what a text says of itself."""
    return read_heading(raw, SEGMENTER, area=area)


@pytest.mark.parametrize(
    ("raw", "area"),
    [
        ("2019年松溪县政府工作报告\n各位代表：", "松溪县"),
        (f"政府工作报告\n——2019年1月8日在丽水市{SESSION}", "丽水市"),
        ("各位代表：\n现在，我代表松溪县人民政府，向大会报告工作。", "松溪县"),
        ("各位代表：\n现在，我代表市人民政府报告工作。丽水不易，丽水可期，丽水人在努力。", "丽水市"),
        ("<h1>青田县2019年政府工作报告</h1><p>各位代表：</p>", "青田县"),
        ("平顶山市叶县昆阳街道办了实事。昆阳街道走访200户，昆阳街道还慰问了老人。", "昆阳街道"),
        ("丽水市莲都区新建停车场12处，莲都区还改造道路3条。", "莲都区"),
    ],
)  # fmt: skip
def test_the_area_is_the_one_reported_for(raw: str, area: str) -> None:
    """A report is about the area in whose name it is delivered, an article about the place named most."""
    heading = said(raw)

    assert heading.area is not None
    assert heading.area.value == area


@pytest.mark.parametrize(
    "raw", ["全市城乡居民收入增长，各县市区都好。", "小区和景区都改造了。", "没有地名。", ""]
)
def test_a_general_word_is_no_area(raw: str) -> None:
    """What every area could be called by, such as 全市 or 小区, names none."""
    assert said(raw).area is None


def test_the_parents_are_named_with_the_area() -> None:
    """An address that names the area with those around it says its parents, for an area given too."""
    raw = "河南省平顶山市叶县昆阳街道办了实事。昆阳街道走访200户，昆阳街道还慰问了老人。"

    assert said(raw).parents == ("河南省", "平顶山市", "叶县")
    assert said(raw, area="昆阳街道").parents == ("河南省", "平顶山市", "叶县")
    assert said(raw, area="昆阳街道").area is None
    assert said("昆阳街道走访200户。").parents == ()


@pytest.mark.parametrize(
    ("raw", "year", "found"),
    [
        ("松溪县2019年政府工作报告\n一、2018年工作回顾\n2019年。2019年计划。", "2018", "2018年工作回顾"),
        ("松溪县政府工作报告\n“十二五”及２０１５年工作回顾", "2015", "2015年工作回顾"),
        ("松溪县2019年政府工作报告\n各位代表：2019年我们要努力。", "2018", "2019年政府工作报告"),
        (f"政府工作报告\n——二〇一九年一月八日在松溪县{SESSION}", "2018", "2019年一月"),
        ("松溪镇2019年上半年政府工作报告\n2019年1-5月财政收入增长。", "2019", "2019年上半年"),
        ("回望2023，街道攻坚克难。2023年2022年不易。", "2023", "named most"),
        ("2023年5月1日，街道走访100户。到2025年底要走访2025年的户数。", "2023", "named most"),
    ],
)  # fmt: skip
def test_the_year_is_the_one_looked_back_on(raw: str, year: str, found: str) -> None:
    """A report says which year it reviews, or reviews the one before; an article is of the year it names."""
    heading = said(raw)

    assert heading.year is not None
    assert heading.year.value == year
    assert found in heading.year.found


@pytest.mark.parametrize("raw", ["走访2000户，投入2023元，面积2019.5亩。", "到2030年，按〔2018〕65号文件。"])
def test_a_number_is_no_year(raw: str) -> None:
    """Four digits are a year only where they are printed as one, and a plan's or a file's is not reported."""
    assert said(raw).year is None


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("\n\n# 赓续前行\n\n正文。", "赓续前行"),
        ("下载\n打印\n2019年松溪县政府工作报告\n正文", "2019年松溪县政府工作报告"),
        ("原标题：街道办实事\n正文", "街道办实事"),
        ("街道走访100户。又走访了企业。", "街道走访100户"),
        (
            f"街道走访100户，{'又走访了企业' * 4}，{'并走访了商户' * 9}。",
            f"街道走访100户，{'又走访了企业' * 4}",
        ),
    ],
)
def test_the_title_is_the_first_line_that_can_be_one(raw: str, title: str) -> None:
    """Marks, buttons and the word 原标题 are none of it; a text without has a sentence or its clauses."""
    heading = said(raw)

    assert heading.title is not None
    assert heading.title.value == title

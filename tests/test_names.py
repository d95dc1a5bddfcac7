"""The named things of a report."""

from __future__ import annotations

import random

import pytest

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.model import Context, Entity
from baiyang_kg.reading.names.entities import find_names, find_short_forms, split_area
from baiyang_kg.reading.page.layout import read_layout
from baiyang_kg.reading.page.words import find_words

CONTEXT = Context(area="青山街道", year=2023, parents=("江南省", "临水市", "望湖区"))


def entities(raw: str) -> tuple[Entity, ...]:
    """Return the entities of a piece of text of 青山街道."""
    lexicon = load_lexicon()
    text = read_layout(raw, lexicon.segmenter)
    return find_names(text, find_words(text.chars, lexicon.segmenter), lexicon.names, CONTEXT)


def found(raw: str) -> dict[str, str]:
    """Return the names of a piece of text with their types."""
    return {entity.name: entity.type for entity in entities(raw)}


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("出台《青山街道物业服务管理办法》。", {"《青山街道物业服务管理办法》": "policy_document"}),
        ("深入开展“清风楼道”专项行动。", {"“清风楼道”专项行动": "program"}),
        ("推行“邻里帮帮团”工作法。", {"“邻里帮帮团”工作法": "program"}),
        ("完成梧桐社区和桂花社区的网格调整。", {"梧桐社区": "community", "桂花社区": "community"}),
        ("桂花社区党支部书记王丽华和社区6名党员清理楼道。", {"桂花社区": "community", "王丽华": "person"}),
        ("桂花社区获评省级绿色社区。", {"桂花社区": "community", "省级绿色社区": "award"}),
        ("青云小区、翠湖公寓等2个老旧小区改造全面完成。", {"青云小区": "residential_compound"}),
        ("举办第三届青山文化艺术节。", {"第三届青山文化艺术节": "event"}),
        ("市教育局、区卫健委联合印发文件。", {"市教育局": "organization", "区卫健委": "organization"}),
        ("引进宏达科技有限公司、华盛新材料集团等企业12家。", {"宏达科技有限公司": "company"}),
        ("治理清江，完成龙潭水库除险加固工程。", {"清江": "waterway", "龙潭水库除险加固工程": "project"}),
        ("滨河路改造工程建成通车。", {"滨河路改造工程": "project"}),
        ("与江南大学签订合作协议。", {"江南大学": "organization"}),
        ("赴深圳、上海等地开展招商。", {"深圳": "place", "上海": "place"}),
        ("街道党工委书记陈国强介绍，走访企业120家。", {"陈国强": "person"}),
        ("记者 王小明 通讯员 李丽华", {"王小明": "person", "李丽华": "person"}),
        ("（记者王小明）", {"王小明": "person"}),
        ("认真贯彻党的十八届三中、四中全会精神。", {"党的十八届三中、四中全会": "event"}),
        ("央视报道了我区经验。", {"中央电视台": "organization"}),
    ],
)
def test_names_and_their_types(raw: str, names: dict[str, str]) -> None:
    """A name is found with its type by what it ends with, stands in, or stands beside."""
    assert names.items() <= found(raw).items()


def test_a_person_is_no_part_of_what_is_joined_to_them() -> None:
    """书记王丽华和社区6名党员 are a person and members; 永和社区 is a community whose name holds the word."""
    assert "王丽华和社区" not in found("社区党支部书记王丽华和社区6名党员清理楼道。")
    assert "永和社区" in found("完成永和社区道路改造。")


@pytest.mark.parametrize(
    "raw",
    [
        "全年新增就业1200人，建成养老服务中心5家。",
        "持续优化营商环境，提升服务水平。",
        "走访各类企业200余家，解决问题220余个。",
        "改造老旧小区12个，新建公园3个。",
        "粮食总产量达到30万吨，同比增长2.5%。",
        "",
    ],
)
def test_generic_nouns_are_no_names(raw: str) -> None:
    """What is one of many, or counted, is not named."""
    assert not found(raw)


def test_an_address_names_each_of_its_areas() -> None:
    """A chain of areas falls into its levels; none is lost and none is joined to the next."""
    names = found("江南省临水市望湖区青山街道梧桐社区荣获表彰。")
    assert list(names) == ["江南省", "临水市", "望湖区", "青山街道", "梧桐社区"]


def test_the_short_form_of_an_area_is_named_where_it_stands_alone() -> None:
    """临水 beside 临水市 is another form of it, and not named inside the full form."""
    both = entities("临水市经济稳中有进。临水的明天更美好。")
    assert {entity.name: len(entity.mentions) for entity in both} == {"临水市": 1, "临水": 1}
    assert find_short_forms(both) == {"临水": "临水市"}


def test_a_community_is_one_where_the_report_is_its_own() -> None:
    """A community that reports is a community, not a place of another sort."""
    lexicon = load_lexicon()
    text = read_layout("柳林社区建成食堂。", lexicon.segmenter)
    context = Context(area="临水市望湖区柳林社区", year=2023)
    named = find_names(text, find_words(text.chars, lexicon.segmenter), lexicon.names, context)
    assert {entity.name: entity.type for entity in named}["柳林社区"] == "community"


def test_a_name_has_all_its_mentions() -> None:
    """What is named once is a mention wherever it is written, and the raw text is what was read."""
    raw = "开展“清风楼道”专项行动。梧桐社区是“清风楼道”专项行动试点。梧桐 社区共有居民2300户。"
    by_name = {entity.name: entity for entity in entities(raw)}
    assert [raw[start:end] for start, end in by_name["梧桐社区"].mentions] == ["梧桐社区", "梧桐 社区"]
    assert len(by_name["“清风楼道”专项行动"].mentions) == 2


def test_a_name_at_the_end_of_a_text_is_mentioned_once() -> None:
    """Where a longer name that begins so would go on behind the text, the short one is not found twice."""
    raw = "临水市新建公园。今年的活动走进临水"
    by_name = {entity.name: entity for entity in entities(raw)}
    assert [raw[start:end] for start, end in by_name["临水"].mentions] == ["临水"]


def test_blanks_part_the_names_of_a_byline() -> None:
    """A blank that print has dropped still tells where one person's name ends."""
    assert found("■赵志刚 孙红梅\n\n青山街道全力服务企业。")["赵志刚"] == "person"


def test_words_that_the_segmenter_runs_together_are_parted() -> None:
    """What stands before a name, or says what its bearer does, is no part of it."""
    names = found("青山街道党工委书记陈国强说，项目进展顺利。临水市商会会长李建华表示，将全力支持。")
    assert "陈国强" in names
    assert not any(name.endswith(("说", "会长")) for name in names)


def test_marks_of_footnotes_are_no_part_of_a_name() -> None:
    """A name with a footnote inside is listed without its mark, and mentioned where it stands."""
    raw = "深入开展“清风楼道”[12]专项行动。“清风楼道”[12]专项行动成效明显。"
    entity = next(entity for entity in entities(raw) if "专项行动" in entity.name)
    assert entity.name == "“清风楼道”专项行动"
    assert [raw[start:end] for start, end in entity.mentions] == ["“清风楼道”[12]专项行动"] * 2


def test_entities_come_in_the_order_of_the_text() -> None:
    """The order of entities is that of their first mentions, which do not overlap backwards."""
    raw = "市教育局、区卫健委联合印发《托育服务实施方案》，桂花社区、梧桐社区率先开展“向日葵”行动。"
    starts = [entity.mentions[0].start for entity in entities(raw)]
    assert starts == sorted(starts)


def test_where_lines_break_changes_no_name() -> None:
    """Print breaks lines and leaves blanks anywhere; names are what they were."""
    raw = "举办第三届青山文化艺术节，完成梧桐社区和桂花社区居家养老服务中心建设，出台《楼道治理工作手册》。"
    shuffled = random.Random(7)  # noqa: S311 - an order, no secret
    for _ in range(5):
        at = shuffled.randrange(2, len(raw) - 2)
        assert found(f"{raw[:at]}\n{raw[at:]}\n\n全年走访企业200家。") == found(raw)
        assert found(f"{raw[:at]} {raw[at:]}") == found(raw)


@pytest.mark.parametrize(
    ("area", "parts"),
    [
        ("白杨街道", ("白杨街道",)),
        ("甘肃省陇南市", ("甘肃省", "陇南市")),
        ("河北省保定市阜平县", ("河北省", "保定市", "阜平县")),
        ("山东省枣庄市市中区垎塔埠街道", ("山东省", "枣庄市", "市中区", "垎塔埠街道")),
        ("广东省深圳市光明区玉塘街道", ("广东省", "深圳市", "光明区", "玉塘街道")),
        ("米易", ("米易",)),
    ],
)
def test_area_is_split_into_its_levels(area: str, parts: tuple[str, ...]) -> None:
    """An administrative address falls into its levels, the largest first; what is no address stays whole."""
    assert split_area(area) == parts


def test_the_short_form_of_a_home_is_no_person() -> None:
    """What a compound is called, without the word compound, is a surname and a given name by chance only."""
    names = found("打赢景园搬迁三大硬仗。景园小区位于商圈。景园小区2000户签约。")

    assert "景园小区" in names
    assert names.get("景园") != "person"


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("工作人员前往康庄镇西桑园村走访。", {"康庄镇", "西桑园村"}),
        ("完成道路硬化（龙津路至春台路）、管网改造。", {"龙津路", "春台路"}),
        ("（李琼 罗健铭）", {"李琼", "罗健铭"}),
    ],
)
def test_a_name_is_mentioned_where_it_was_read(raw: str, names: set[str]) -> None:
    """Words of the dictionary may run across the limits of a name, 镇西: it is a name all the same."""
    assert names <= found(raw).keys()


@pytest.mark.parametrize("raw", ["贯彻习近平总书记重要讲话精神。", "学习雷锋，服务群众。"])
def test_those_whom_everybody_names_are_persons(raw: str) -> None:
    """Known persons need no title before them."""
    assert "person" in found(raw).values()


def test_what_a_longer_name_holds_is_no_river() -> None:
    """东海 in 东海未名园 is a part of the name of a home, whatever it would be by itself."""
    names = found("完成东海未名园等2个老旧小区改造。")
    assert names == {"东海未名园": "residential_compound"}


@pytest.mark.parametrize("raw", ["省委、省政府高度重视。", "市委经济工作会议召开，向市人大报告。"])
def test_organs_of_government_have_no_name_of_their_own(raw: str) -> None:
    """省委 is the committee of whatever province is spoken of; 临水市委 would be a name."""
    assert not {"省委", "省政府", "市委", "市人大"} & found(raw).keys()

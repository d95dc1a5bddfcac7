"""Numbers with their bounds and units, and numbers that state no quantity: one value, all its spellings."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from itertools import pairwise

import pytest

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.quantities.grammar import Numeral, Quantity, QuantityGrammar
from sentences import read_report, scope_of


@cache
def grammar() -> QuantityGrammar:
    """Return the grammar of the lexicon that travels with the program."""
    return QuantityGrammar(load_lexicon())


def find(raw: str) -> list[tuple[str, Quantity | Numeral]]:
    """Return every numeral of a text as printed and as read."""
    scope = scope_of(raw)
    return [(scope.text.chars[one.start : one.end], one) for one in grammar().find(scope)]


def quantity(raw: str) -> Quantity:
    """Return the one quantity of a text."""
    (found,) = (one for _, one in find(raw) if isinstance(one, Quantity))
    return found


def reasons(raw: str) -> list[tuple[str, str]]:
    """Return the numbers of a text that are no quantities, with their reasons."""
    return [(printed, one.reason) for printed, one in find(raw) if isinstance(one, Numeral)]


SPELLINGS = {
    ("30000000", "元"): (
        "3000万元", "3000 万 元", "３０００万元", "3,000万元", "30000000元", "3千万元", "三千万元", "0.3亿元"
    ),
    ("12600", "人次"): ("1.26万人次", "12600人次", "12,600人次", "1 2 6 0 0人次"),
    ("95", "%"): ("95%", "９５％", "百分之九十五", "百分之95", "95.0%"),
    ("3", "成"): ("三成", "近三成", "3成"),
    ("6.2", "成"): ("六成二",),
    ("6.5", "成"): ("六成半",),
    ("0.5", ""): ("一半", "半数"),
    ("0.333333", ""): ("三分之一",),
    ("2", "条"): ("两条", "二条", "2条"),
    ("200000", "平方米"): ("20万平方米", "二十万平方米", "20万余平方米"),
    ("0.2", ""): ("五分之一", "十分之二", "1/5，", "1/5以上", "1/5居民"),
    ("1600", "m2"): ("1600m2", "1600 m2"),
    ("12", "千瓦时"): ("12千瓦时", "12 千瓦时"),
    ("15", "cm"): ("15cm",),
    ("300", "kWh"): ("300kWh",),
    ("100000", "人次"): ("十余万人次", "十几万人次"),
    ("1.5", "倍"): ("1.5倍", "１．５倍"),
    ("32000", "千伏安"): ("3.2万千伏安",),
    ("1.65", ""): ("1.65:1", "1.65∶1", "1∶1.65"),
    ("5", "元/个"): ("5元/个",),
    ("30", "套（间）"): ("30套(间)", "30套（间）"),
    ("12", "个"): ("12个人",),
}  # fmt: skip


@pytest.mark.parametrize(
    ("value", "unit", "spelling"),
    [(*key, spelling) for key, spellings in SPELLINGS.items() for spelling in spellings],
)
def test_every_spelling_of_a_quantity_is_one_value_and_unit(value: str, unit: str, spelling: str) -> None:
    """Scales, commas, blanks, full-width digits and characters lead to one exact decimal in base units."""
    found = quantity(f"指标达{spelling}。")

    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("lost", ["_X_X_", "_P_", "□", "\ufffd", "??"])
def test_a_percent_sign_that_was_lost_is_known_by_its_place(lost: str) -> None:
    """What a file shows in its stead, behind a number that can only be a percentage, is read as one."""
    found = quantity(f"税收增长7.6{lost}。")

    assert (found.value, found.unit, found.unit_kind) == (Decimal("7.6"), "%", "percent")


def test_a_sign_that_was_lost_elsewhere_is_no_percentage() -> None:
    """Where nothing asks for a percentage, nothing is made up."""
    assert reasons("新建公园12□，增长了吗？") == [("12", "other")]


BOUNDS = {
    "exact": ("300户", "共300户", "签约300户", "300户多元主体", "附近300户", "彩超300户", "300户内设"),
    "about": ("约300户", "大约300户", "300户左右", "300来户", "差不多300户"),
    "nearly": ("近300户", "将近300户"),
    "more_than": (
        "300余户",
        "300多户",
        "超300户",
        "超过300户",
        "突破300户",
        "突破了300户",
        "逾300户",
        "300户开外",
        "300户还多",
    ),
    "at_least": ("300户以上", "至少300户", "不少于300户", "至少慰问300户", "不下300户", "少说有300户"),
    "at_most": (
        "最多300户",
        "不超过300户",
        "300户以内",
        "最多可访300户",
        "不得超过300户",
        "不过300户",
        "限报300户",
    ),
    "less_than": ("不到300户", "不足300户"),
}
INTERVALS = {
    "exact": ("300", "300"), "about": (None, None), "nearly": (None, "300"), "more_than": ("300", None),
    "at_least": ("300", None), "at_most": (None, "300"), "less_than": (None, "300"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("bound", "words"), [(bound, words) for bound, all_ in BOUNDS.items() for words in all_]
)
def test_words_around_a_number_bound_it(bound: str, words: str) -> None:
    """The value is the printed one; the interval is open where the words leave it open."""
    found = quantity(f"走访群众{words}。")
    least, greatest = (None if limit is None else Decimal(limit) for limit in INTERVALS[bound])

    assert (found.value, found.bound, found.minimum, found.maximum) == (300, bound, least, greatest)


KINDS = {
    "currency": "投入12万元", "count": "配备12台", "area": "占地12亩", "length": "全长12公里",
    "weight": "清运12吨", "time": "缩短至12天", "percent": "增长12%", "percentage_point": "提高12个百分点",
    "person": "表彰12名", "person_time": "接待12人次", "household": "慰问12户", "other": "人口性别比为5:4:1",
}  # fmt: skip


@pytest.mark.parametrize(("kind", "raw"), KINDS.items())
def test_units_have_their_kinds(kind: str, raw: str) -> None:
    """The kind of a unit is what the ontology says of it."""
    assert {one.unit_kind for _, one in find(raw) if isinstance(one, Quantity)} == {kind}


NONE = {
    "2023年9月23日举行开幕式": [("2023年9月23日", "date")],
    "3月至5月、10:30、2023-06-01": [("3月至5月", "date"), ("10:30", "date"), ("2023-06-01", "date")],
    "二〇二三年 2021—2025年": [("二〇二三年", "date"), ("2021—2025年", "date")],
    "上午9时30分集合": [("9时30分", "date")],
    "第4届运动会、首3名": [("4", "ordinal"), ("3", "ordinal")],
    "1.改善环境": [("1", "ordinal")],
    "建党102周年": [("102", "ordinal")],
    "拨打0571-88886666或13900001111": [("0571-88886666", "phone"), ("13900001111", "phone")],
    "G25高速、5G信号": [("25", "code"), ("5", "code")],
    "中山路128号": [("128", "code")],
    "账号6222021234567890": [("6222021234567890", "code")],
    "实施“5+2”工作制": [("5+2", "policy_name")],
    "开展“3080”专项行动": [("3080", "policy_name")],
    "印发《“十四五”规划（2021）》": [("2021", "title")],
    "65岁以上老人": [("65", "threshold")],
    "1000万元以上税源项目": [("1000万", "threshold")],
    "产值超30亿元的企业": [("30亿", "threshold")],
    "投运500千伏变电站": [("500", "threshold")],
    "引进世界500强企业": [("500", "name")],
    "考取211高校、211院校": [("211", "name"), ("211", "name")],
    "110警情下降，12345平台响应": [("110", "code"), ("12345", "code")],
    "优化营商环境6.0版": [("6.0", "name")],
    "水淹到2楼，老人住302室": [("2", "code"), ("302", "code")],
    "发布时间：2023-07-12 08:40": [("2023-07-12", "date"), ("08:40", "date")],
    "“爱在2018”2018成都志愿服务周": [("2018", "policy_name"), ("2018", "date")],
    "截至二季度末": [("二季度", "date")],
    "浏览次数：362": [("362", "other")],
    "乘11路、37路到站": [("11", "code"), ("37", "code")],
    "海棠公馆3幢外墙开裂，7幢的一楼住户": [("3", "code"), ("7", "code")],
    "处理12345工单，请拨打96110": [("12345", "code"), ("96110", "phone")],
    "04 民生篇": [("04", "code")],
    "大于250毫米的特大暴雨": [("250", "threshold")],
    "室温达不到18℃的，退费": [("18", "threshold")],
    "每逢日降雨量超过50毫米，积水严重": [("50", "threshold")],
    "消费50元至100元的有人": [("50", "threshold"), ("100", "threshold")],
    "实施“稳定1户”机制": [("1", "policy_name")],
    "24小时服务热线": [("24", "other")],
    "对医疗费超过2万元的家庭": [("2万", "threshold")],
    "索引号MB/2023-60418": [("2023", "code"), ("60418", "code")],
    "建成18—22号泊位": [("18", "code"), ("22", "code")],
    "28路、535路等公交": [("28", "code"), ("535", "code")],
    "联丰新村27幢2单元": [("27", "code"), ("2", "code")],
    "附件1": [("1", "ordinal")],
    "红碾社区6、7组": [("6", "code"), ("7", "code")],
    "槐庄村四组的农户": [("四", "other")],
    "做到5分钟响应": [("5", "other")],
    "栖息地的50公里范围内": [("50", "threshold")],
    "两个多月的孩子": [("两", "other")],
    "责任单位\n10\n污水处理厂": [("10", "ordinal")],
    "室温低于20度，系统就会报警": [("20", "threshold")],
    "发布时间：2022-03-08 14:05:30": [("2022-03-08", "date"), ("14:05:30", "date")],
    "发布时间：2022-03-0814:05:30": [("2022-03-08", "date"), ("14:05:30", "date")],
    "2022年3月08来源：街道办事处": [("2022年3月08", "date")],
    "电话:(0371)66554433 传真:(0371)66554434": [("0371）66554433", "phone"), ("0371）66554434", "phone")],
    "服务电话400-810-6655，传真66554433": [("400-810-6655", "phone"), ("66554433", "phone")],
    "以3比1战胜对手": [("3比1", "other")],
    "案例2：张某违停": [("2", "ordinal")],
    "120急救车赶到": [("120", "code")],
    "依托1958文创园": [("1958", "name")],
    "大米5公斤装": [("5", "threshold")],
    "千人以上大院": [("千", "other")],
    "两轮车产业": [("两", "name")],
    "行至高速82―97公里处": [("82", "code"), ("97", "code")],
    "北纬31.4度": [("31.4", "other")],
    "八成新": [("八", "name")],
}


@pytest.mark.parametrize(("raw", "expected"), NONE.items())
def test_numbers_that_state_no_quantity_have_a_reason(raw: str, expected: list[tuple[str, str]]) -> None:
    """Dates, ordinals, codes, names and thresholds are listed with the contract's reason."""
    assert reasons(raw) == expected
    assert len(find(raw)) == len(expected)


IDIOMS = [
    "完成二次供水改造", "整治两路两侧环境", "启动一级响应", "第一时间处置", "四处宣传", "千方百计稳岗",
    "深化三个方面工作", "召开十八届三中全会", "完善一批设施", "成立一个专班", "推行一站式服务", "统一部署",
    "各方一致好评", "百姓满意", "四川代表团来访", "万元户", "发展第三产业",
    "学习县委九届九次、十次全会精神", "经十二路通车", "泰山二村居民区揭牌", "一二三产融合",
]  # fmt: skip


@pytest.mark.parametrize("raw", IDIOMS)
def test_idioms_only_look_like_counts(raw: str) -> None:
    """Adverbs, ranks, articles, names and the parts of a speech count nothing."""
    assert not [printed for printed, one in find(raw) if isinstance(one, Quantity)]


ACCOUNTED = {
    "完成二次供水改造": [("二", "other")],
    "锦林苑三期建成": [("三", "other")],
    "已连续举办三期": [],
    "启动一级响应": [("一", "name")],
    "登上第一批榜单": [("一", "ordinal")],
    "推行“一张网”治理": [("一", "policy_name")],
    "统一部署、四川代表团": [],
    "培育一批企业、一个个零部件": [],
    "第一、二轮督察": [("二", "ordinal")],
}


@pytest.mark.parametrize(("raw", "expected"), ACCOUNTED.items())
def test_what_only_looks_like_a_count_is_accounted_for(raw: str, expected: list[tuple[str, str]]) -> None:
    """A Chinese numeral with a measure word that counts nothing is listed with its reason; words are not."""
    assert reasons(raw) == expected


GLOSSARY = ["1.两个确立：确立领导核心。", "12.八大行动：清洁能源行动。"]


@pytest.mark.parametrize("raw", GLOSSARY)
def test_a_term_that_a_glossary_explains_counts_nothing(raw: str) -> None:
    """The numeral belongs to the term."""
    assert not [printed for printed, one in find(raw) if isinstance(one, Quantity)]


COUNTS = {
    "改造四个小区": ("四", "个"),
    "整合十余项服务": ("十", "项"),
    "惠及近万人": ("万", "人"),
    "打造三大片区": ("三", ""),
    "九成以上由居民捐赠": ("九", "成"),
    "上万人参加": ("万", "人"),
    "街上三家民宿": ("三", "家"),
    "价值近百万元的设备": ("百万", "元"),
    "走访两百人": ("两百", "人"),
    "服务老人百余人": ("百", "人"),
    "十个社区参加": ("十", "个"),
    "人均不到一亩地": ("一", "亩"),
    "改造内容包括九大类": ("九", "大类"),
    "地下一层、地上三层": ("三", "层"),
    "突破百亿元大关": ("百亿", "元"),
    "来了五六个家庭": ("五六", "个"),
    "举办两届赛事": ("两", "届"),
    "另有一宗延期": ("一", "宗"),
    "开展两轮排查": ("两", "轮"),
    "组建二十一支队伍": ("二十一", "支"),
    "成立一支队伍、两个专班": ("一", "支"),
    "办好十件惠民实事": ("十", "件"),
}


@pytest.mark.parametrize(("raw", "expected"), COUNTS.items())
def test_chinese_numerals_count_where_a_unit_follows(raw: str, expected: tuple[str, str]) -> None:
    """A bare Chinese numeral with its measure word, or before 大, is a quantity."""
    printed, one = next((printed, one) for printed, one in find(raw) if isinstance(one, Quantity))

    assert (printed, one.unit) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("户型面积28-69㎡", [("28", "㎡", "at_least"), ("69", "㎡", "at_most")]),
        ("新增岗位5至8个", [("5", "个", "at_least"), ("8", "个", "at_most")]),
        ("均价8000元—9500元", [("8000", "元", "at_least"), ("9500", "元", "at_most")]),
        ("月租900元到1600元不等", [("900", "元", "at_least"), ("1600", "元", "at_most")]),
        ("力争1--2家", [("1", "家", "at_least"), ("2", "家", "at_most")]),
        ("指数分别为3.1、4.2、5.3", [(one, "", "exact") for one in ("3.1", "4.2", "5.3")]),
        ("便宜5%至10%", [("5", "%", "at_least"), ("10", "%", "at_most")]),
        ("均价从3元至5元", [("3", "元", "exact"), ("5", "元", "exact")]),
        ("门店新增43家至224家", [("43", "家", "exact"), ("224", "家", "exact")]),
        ("户型分65、95和125平方米", [(size, "平方米", "exact") for size in ("65", "95", "125")]),
        ("泊位不足住户数的一成", [("一", "成", "less_than")]),
        ("超过全县总数的一半", [("一半", "", "more_than")]),
        ("分别是去年的2.7和2.4倍", [("2.7", "倍", "exact"), ("2.4", "倍", "exact")]),
        ("分别增长7.5%、8.5%以上", [("7.5", "%", "at_least"), ("8.5", "%", "at_least")]),
        ("分别超过8万元、4.5万元，居前", [("8万", "元", "more_than"), ("4.5万", "元", "more_than")]),
        ("三次产业结构为5.1:38.4:56.5", [("5.1", "", "exact"), ("38.4", "", "exact"), ("56.5", "", "exact")]),
    ],
)
def test_ranges_and_ratios_are_several_quantities(raw: str, expected: list[tuple[str, str, str]]) -> None:
    """The ends of a range share its unit and bound each other; the members of a ratio stand alone."""
    found = [(printed, one.unit, one.bound) for printed, one in find(raw) if isinstance(one, Quantity)]

    assert found == expected


RANKS = {
    "总量居全区第三": "三", "增速位列全市第2": "2", "综合考评名列第一": "一", "总量位居全省第12位": "12",
    "能力位列国内前三。": "三", "排名跻身开发区前50，": "50",
    "在各乡镇街道中排在全区靠前的第3位，": "3", "取得第4名的好成绩": "4",
}  # fmt: skip


@pytest.mark.parametrize(("raw", "printed"), RANKS.items())
def test_a_place_in_an_order_is_a_rank(raw: str, printed: str) -> None:
    """A number behind 第 counts a rank where a word of ranking stands before it."""
    assert [(text, one.is_rank) for text, one in find(raw) if isinstance(one, Quantity)] == [(printed, True)]


VAST = [
    "1" * 40 + "个",
    "三" * 9000 + "个",
    "一亿亿亿亿亿亿亿人",
    "一分之万万万万万万",
    "9999999999万亿元",
    "1:" * 30,
    "1+" * 30 + "1",
]


@pytest.mark.parametrize("raw", VAST)
def test_numbers_beyond_all_reports_are_no_quantities(raw: str) -> None:
    """What no report counts is a code or nothing, and never an error."""
    assert all(one.value < 10**18 for _, one in find(raw) if isinstance(one, Quantity))


def test_quantities_do_not_overlap() -> None:
    """Each number is read once, and the words that belong to it belong to no other."""
    raw = "约149余万千瓦、500m2、6个亿元、第3位，2023年1至11月近万人次，30以上35以下"
    found = [one for _, one in find(raw)]

    assert all(one.end <= other.start for one, other in pairwise(found))


NAMED = [
    "走访全国500强企业。", "推广数字政府2.0建设。", "升级到6.0版。", "整治月苑五村环境。",
    "举办三人制篮球赛。", "为近三年来最大降幅。", "推出两室一厅户型。", "成为其中一个，意义重大。",
]  # fmt: skip
COUNTED = {
    "已建成孵化基地一个，成效明显。": "一",
    "人均预期寿命达到80.2岁。": "80.2",
    "群众满意度提升至89.6。": "89.6",
    "队员平均年龄只有28岁。": "28",
    "完成138栋楼改造。": "138",
    "全年优良天数261天。": "261",
    "审批时间由12天压减到更短。": "12",
    "“书不多，1.4万册，但流得动。”": "1.4万",
    "带动4万多群众增收。": "4万",
    "建成55个以上省级和美乡村。": "55",
    "常住人口60万的城市。": "60万",
    "最大风力15级。": "15",
    "总投资6个亿。": "6个亿",
    "海域有8级大风。": "8",
    "傍晚有6级偏北风。": "6",
    "建设5个万亩片。": "5",
    "抽检16类食品。": "16",
    "晴朗天数累积251天。": "251",
    "累计值守45余天。": "45",
}


@pytest.mark.parametrize("raw", NAMED)
def test_a_number_in_a_name_counts_nothing(raw: str) -> None:
    """Lists of the strongest, versions, estates, games and flats are named by numbers."""
    assert read_report(raw).observations == ()


@pytest.mark.parametrize(("raw", "printed"), COUNTED.items())
def test_a_number_that_says_a_state_is_a_figure(raw: str, printed: str) -> None:
    """A life expectancy, a score that was reached, and 一个 at the end of its clause are figures."""
    assert [one.text for one in read_report(raw).observations] == [printed]


RANGES_IN_WORDS = {
    "完全抢通需要两到三个月时间。": [("2", "个月"), ("3", "个月")],
    "项目分一至三期建设。": [],
    "周一至周五有培训。": [],
}


@pytest.mark.parametrize(("raw", "ends"), RANGES_IN_WORDS.items())
def test_a_range_in_words_has_two_ends(raw: str, ends: list[tuple[str, str]]) -> None:
    """The unit is printed once, behind the last number; where that counts nothing, neither does the first."""
    quantities = [one for _, one in find(raw) if isinstance(one, Quantity)]
    assert [(f"{one.value:f}", one.unit) for one in quantities] == ends


NOTED_LIMITS = {
    "加装对象为4层（不含地下室）及以上的多层住宅。": [("4", "threshold")],
    "10万元（含）以上的项目公开招标。": [("10万", "threshold")],
    "876路：城子—苹果园南路口。": [("876", "code")],
}


@pytest.mark.parametrize(("raw", "expected"), NOTED_LIMITS.items())
def test_a_limit_with_a_note_and_a_line_of_buses_are_no_figures(
    raw: str, expected: list[tuple[str, str]]
) -> None:
    """What stands in parentheses parts a limit from its 以上; a line in a list is named by its number."""
    assert reasons(raw) == expected

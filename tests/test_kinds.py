"""What a figure says of its thing, and where it moves."""

from __future__ import annotations

import pytest

from sentences import read_report

KINDS = {
    "level": (
        "城镇登记失业率为2.8%。", "失业率控制在3.5%以内。", "新增托位70个。", "城镇化率提高到71.2%。",
        "市场主体增至1.9万户。", "社区食堂增加到12家。", "办理时限不超过3天。",
        "全市城镇化水平达42%。", "人口自然增长率控制在8‰以内。", "全区人口自然增长率4.34‰。",
        "总学位扩容到212个。", "层高不低于5.4米。",
    ),
    "share": (
        "城市绿化覆盖率达41.5%。", "居民医保参保率98.6%。", "重点项目开工率达100%。",
        "第三产业增加值占GDP比重为52.3%。", "五分之一的商户完成升级。", "办结率99.2%。",
        "全村1/4的农户搬进新居。", "三次产业结构为5.1:38.4:56.5。", "新能源充电桩一半装在东门广场。",
    ),
    "progress": (
        "固定资产投资完成全年任务的86.4%。", "工程完成70%。", "目标任务完成率112%。",
        "预算支出进度为91%。", "新增就业为区里下达任务数的112%。", "投资超年度计划28%。",
    ),
    "rank": ("地区生产总值居全区第三。", "综合考评位列全市第2。"),
}  # fmt: skip
CHANGES = {
    ("change_rate", "increase"): (
        "税收同比增长12.5%。", "客流增速为8%。", "旅游收入增长一倍。", "产值翻了一番。", "工业投资涨幅达9%。",
        "投资同比大增37.5%。", "住宅同比多卖13.4%。", "菜价飙升26%。", "高新技术产业增加值增长率达到30.3%。",
    ),
    ("change_rate", "decrease"): (
        "投诉量同比下降12.5%。", "能耗降幅为3%。", "发案数减少三成。", "存粮减少两成。",
        "门诊客流锐减六成。", "其中集体上访降12%。", "压减会议开支10%。", "审批时限压缩率达63%。",
        "缩短候诊时间三分之二。",
        "游客消费同比增速-6.7%。", "税收增长-2.3%。",
    ),
    ("change_amount", "increase"): ("净增市场主体1280户。", "满意度提高5个百分点。", "党员比上年增加12名。",
        "优良天数同比增加9天。", "晴朗天数比去年多7天。",
        "排名前移3个位次。", "服务时间延长2小时。",
        "人均寿命高于全省平均1.8岁。", "利用率高于全市平均水平8.2个百分点。",
        "投资超序时进度8.9个百分点。", "收购价比去年高出40元。", "违建比上年多拆400平方米。",
        "规上企业净入库12家。", "门票毛利率同比+0.8pct。",
    ),
    ("change_amount", "decrease"): ("投诉比上年减少36件。", "税率下调3个百分点。",
        "案件比上年少了137起。", "差错率低于规定上限1.2个百分点。", "占道面积缩小3800平方米。",
        "绿化带压缩1.5米。", "审批时间压缩4个工作日。",
        "缩短候诊时间25分钟。", "学生负担减轻180元。", "排名下滑2个位次。",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "raw"), [(kind, raw) for kind, all_ in KINDS.items() for raw in all_])
def test_figures_that_do_not_move_have_a_kind_and_no_direction(kind: str, raw: str) -> None:
    """A state, a part of a whole, progress and a rank are told apart by the words around the figure."""
    found = {(one.kind, one.direction) for one in read_report(raw).observations}

    assert found == {(kind, None)}


def test_what_grows_to_a_total_is_a_change() -> None:
    """新增 before a figure whose total follows says by how much it grew."""
    grown, total = read_report("门店新增43家至224家。").observations

    assert (grown.kind, grown.direction, total.kind) == ("change_amount", "increase", "level")


def test_the_members_of_a_list_of_proportions_are_of_one_kind() -> None:
    """The verb before the first is that of all."""
    for raw in ("筹措和供应分别完成年度任务的75%和55%。", "来访、办结率同比分别下降18%和22%。"):
        first, second = read_report(raw).observations
        assert (first.kind, first.direction) == (second.kind, second.direction)


@pytest.mark.parametrize(
    ("kind", "direction", "raw"), [(*change, raw) for change, all_ in CHANGES.items() for raw in all_]
)
def test_changes_have_a_direction_and_stay_positive(kind: str, direction: str, raw: str) -> None:
    """The verb says where the figure moves; a fall is a positive number with a direction."""
    (one,) = read_report(raw).observations

    assert (one.kind, one.direction) == (kind, direction)
    assert one.value > 0


LINKS = {
    "税收分别完成12亿元、4亿元、76万元，增长6%、8%、11%。": ("12亿", "4亿", "76万"),
    "新增企业270家、商户180家，分别占全省的30%、25%。": ("270", "180"),
    "新增企业270家，绿地占比达30%。": ("",),
    "覆盖业主293人（占总人数的21%）。": ("293",),
    "没收散煤1082吨，没收数量居全市第1位。": ("1082",),
    "新增企业270家，营商环境评价列全省第6名。": ("",),
    "新增企业270家，在全市测评中列第6名。": ("",),
    "5项指标居全市第一。": ("",),
    "营收达到12亿元，居全省第八位，全市第一位。": ("12亿", "12亿"),
    "税收完成12亿元，增长15.2%，增速居全省第一位。": ("12亿", "15.2"),
    "第一产业增加值增长6%，增速连续9个季度居全国前5位。": ("",),
    "城乡居民收入分别增长10.4%、12.5%，均为全市第2位。": ("10.4",),
    "参加全省技能擂台赛，培训骨干20人，取得第4名的好成绩。": ("",),
    "优良天数209天，比上年190天增加19天。": ("", "", "209"),
    "存款余额达139亿元，贷款余额达48亿元，同比分别增长15.6%、0.8%。": ("139亿", "48亿"),
    "入社耕地23万亩、农户6万户，分别占耕地面积的74%和农户总数的79%。": ("23万", "6万"),
    "完成投资29亿元、超年度计划28%。": ("29亿",),
    "纳税超千万元企业27家，数量同比增长50%。": ("27",),
    "门店新增43家至224家。": ("224", ""),
    "受理诉求7600件，办结率100%。": ("",),
    "化解矛盾纠纷1655件，90%以上的矛盾纠纷化解在基层。": ("1655",),
    "给村里带来200万元收益。全部收益的45%归村民，55%归集体。": ("200万", "200万"),
    "利用外资115亿元，其中制造业外资占比40.9%。": ("115亿",),
    "常住人口1.6万人，18至45岁的占到57%。": ("1.6万",),
    "入园企业70家，产值占全市规上工业的83.5%。": ("",),
    "花卉产值达到8.6亿元，较三年前的5.2亿元增加3.4亿元，提高65%。": ("", "", "8.6亿", "8.6亿"),
    "茶叶销售额达6.4亿元，首次跨越6亿元门槛，是建园时的3倍。": ("", "", "6.4亿"),
    "茶叶销售额达6.4亿元，果品销售额突破2亿元大关，增长7%。": ("", "", "2亿"),
    "外贸总额接连跨越1亿、2亿、3亿三个台阶，年均增长14%。": ("", ""),
    "关停小作坊18个，直接减少用工260人。": ("",),
    "帮扶山村6个320户，户均增收2600元。": ("",),
    "新增驿站25个，净增19个。": ("",),
    "驿站总数达到88个，净增19个。": ("88",),
    "垃圾回收率达到41%，较年初最低时回升7个百分点。": ("41",),
    "夜市营业额实现3200万元，同比、环比分别增长11%和4%。": ("3200万", "3200万"),
    "共有楼栋612幢，巷道45条，楼栋数量比上次增长6%。": ("612",),
    "茶叶销售额达6.4亿元，增长17%，连续五年增幅保持10%以上。": ("6.4亿",),
    "课后托管率83%，增长5.2%。": ("83",),
    "花卉产值达到8.6亿元，增长13%，其中盆栽产值的同比增速达26%。": ("8.6亿", ""),
    "茶叶销售额达6.4亿元，同比增长9%，总量及增速分别居全市第五位、第三位。": ("6.4亿", "6.4亿", "9"),
    "签约文创企业58家，总投资3亿元，签约数量居全市第七位。": ("58",),
    "盆栽出口额突破2亿元，占全省份额从9%提升到11%。": ("", "2亿"),
    "零售额下降3.4%，高于全市平均增速0.6个百分点。": ("", "3.4"),
    "28种花卉价格上涨6%。": ("",),
    "商铺月均营业额4万元，街道每年按租金的5%返还商户。": ("",),
    "在册会员达3600人，其中70%以上是青年。": ("3600",),
    "承办群众提案64件，办结率、回访率、满意率均达99%。": ("",),
    "净增驿站12个，总数达88个。": ("88", ""),
    "果蔬交易额2亿元、比疫情时期增长1.3倍。": ("2亿",),
    "12个示范片区完成年度投资计划的104%。": ("",),
    "推进更新片区5个，总投资7亿元，年度投资完成率达96%。": ("",),
    "完成投资7亿元，投资完成率达96%。": ("7亿",),
    "推进更新片区5个，总投资7亿元，提前交付安置房，完工率达到89%。": ("",),
}


@pytest.mark.parametrize(("raw", "targets"), LINKS.items())
def test_what_qualifies_a_figure_is_linked_to_it(raw: str, targets: tuple[str, ...]) -> None:
    """Lists pair in their order; a share or a rank of a thing of its own qualifies nothing."""
    links = [raw[slice(*one.of)] if one.of else "" for one in read_report(raw).observations]

    assert tuple(links[-len(targets) :]) == targets


def test_a_name_is_taken_up_only_near_by() -> None:
    """A rate far behind a level of the same name is of another time."""
    near, far = "地区生产总值达到50亿元。", "各项工作有序推进。" * 40
    linked = read_report(near + "地区生产总值增长5%。").observations[-1]
    alone = read_report(near + far + "地区生产总值增长5%。").observations[-1]

    assert linked.of is not None
    assert alone.of is None

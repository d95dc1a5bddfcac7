"""What is proposed: the counterparts of a street's communities among codes, with the traps of such tables."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from baiyang_kg.datasets.record import Record, RecordBatch
from baiyang_kg.linking import searching
from baiyang_kg.linking.proposing import propose
from baiyang_kg.linking.within import propose_within
from outside import BAIYANG, Table, coded, thing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.linking.proposing import Proposal

STREET = [thing(f"{name}社区") for name in ("邻里", "大北", "凌云", "云邸", "景园")]
NEW = """
330114001010 东方社区
330114002001 景园社区
330114002002 大北社区
330114002005 邻里社区
330114002020 云涛社区
330114002023 凌云社区
330114002025 云邸社区
330114002401 托管区社区
"""
ELSEWHERE = """
330105009005 邻里社区居委会
410327104201 景园社区
610502013001 大北社区居委会
610502013005 邻里社区居委会
"""
OLD = """
330104009002 景园社区
330104009003 大北社区
330104009005 邻里社区
330104009024 凌云社区
330104009025 云邸社区
"""


def found(subjects: list[Record], table: Table, **more: object) -> dict[tuple[str, str], Proposal]:
    """Return what is proposed, by the subject's name and the object's code or IRI."""
    proposals = propose(subjects, table, **more)  # type: ignore[arg-type]
    return {(p.subject.name, p.object.code or p.object.iri): p for p in proposals}


def test_siblings_tell_which_street_is_meant() -> None:
    """Names that stand in other provinces and districts are found under the prefix where the others stand."""
    proposals = found(STREET, Table(coded(NEW + ELSEWHERE)))

    assert {key: p.predicate for key, p in proposals.items()} == {
        ("邻里社区", "330114002005"): "skos:exactMatch",
        ("大北社区", "330114002002"): "skos:exactMatch",
        ("凌云社区", "330114002023"): "skos:exactMatch",
        ("云邸社区", "330114002025"): "skos:exactMatch",
        ("景园社区", "330114002001"): "skos:exactMatch",
    }
    why = proposals["邻里社区", "330114002005"].why
    assert "name same; kind same (community); parent siblings (5 of 5 under 330114002)" in why


def test_codes_of_a_year_before_the_renumbering_are_found_by_names() -> None:
    """The street's codes of 2020 stand under another prefix, with another end: names and siblings decide."""
    proposals = found(STREET, Table(coded(OLD + ELSEWHERE, year=2020), year=2020))

    assert {code[:9] for _, code in proposals} == {"330104009"}
    assert {p.predicate for p in proposals.values()} == {"skos:exactMatch"}


def test_a_file_of_old_codes_is_matched_with_new_ones() -> None:
    """Subjects may be rows of another release: without parents, their codes tell who is a sibling."""
    old = coded(OLD, year=2020)

    proposals = found(old, Table(coded(NEW + ELSEWHERE, year=2022)))

    assert proposals["景园社区", "330114002001"].predicate == "skos:exactMatch"
    assert "code differs (330104009002 and 330114002001)" in proposals["景园社区", "330114002001"].why
    assert "code renumbered above" in proposals["邻里社区", "330114002005"].why
    assert len(proposals) == 5


def test_an_estate_is_never_the_community_of_its_name() -> None:
    """景园小区 beside 景园社区: related at most, though it is the only thing of this name."""
    estate = thing("景园小区", "residential_compound")

    proposal = found([*STREET, estate], Table(coded(NEW)))["景园小区", "330114002001"]

    assert (proposal.predicate, proposal.confidence) == ("skos:relatedMatch", Decimal("0.30"))
    assert "kind differs (residential_compound and community)" in proposal.why


def test_a_joint_community_is_left_undecided() -> None:
    """云涛联合社区 beside 云涛社区: close at most, and of little confidence."""
    proposal = found([*STREET, thing("云涛联合社区")], Table(coded(NEW)))["云涛联合社区", "330114002020"]

    assert (proposal.predicate, proposal.features[0].value) == ("skos:closeMatch", "joint")
    assert proposal.confidence <= Decimal("0.5")


def test_a_slip_is_looked_for_in_the_street_alone() -> None:
    """菱云社区 sounds like 凌云社区 of its street and means it; elsewhere it is a name."""
    slip = thing("菱云社区")
    street = [subject for subject in STREET if subject.name != "凌云社区"]
    rest = "\n".join(f"4101{n // 100:02}001{n % 100 + 100} 凌云社区居委会" for n in range(100, 200))

    proposals = found([*street, slip], Table(coded(NEW + rest)))

    assert proposals["菱云社区", "330114002023"].predicate == "skos:exactMatch"
    assert proposals["菱云社区", "330114002023"].confidence < proposals["邻里社区", "330114002005"].confidence
    assert proposals["菱云社区", "330114002023"].justification == "semapv:LexicalSimilarityThresholdMatching"
    assert [key for key in proposals if key[0] == "菱云社区"] == [("菱云社区", "330114002023")]


def test_ambiguity_is_carried() -> None:
    """Two rows of one name in the same street: both are proposed as close, each naming the other."""
    twice = coded(NEW + "330114002077 邻里社区")

    proposals = found(STREET, Table(twice))
    one, other = proposals["邻里社区", "330114002005"], proposals["邻里社区", "330114002077"]

    assert one.predicate == other.predicate == "skos:closeMatch"
    assert (one.rivals, other.rivals) == ((other.object.iri,), (one.object.iri,))
    assert proposals["大北社区", "330114002002"].predicate == "skos:exactMatch"


def test_another_street_of_this_name_is_in_another_province() -> None:
    """白杨街道 is 330114002 and not 610502013; a source that numbers it otherwise is told, and believed."""
    street = thing("白杨街道", "subdistrict", parents=BAIYANG[:-1])
    table = coded("330114002 白杨街道\n610502013 白杨街道\n330114001 下沙街道")
    swapped = coded("330114001 白杨街道\n330114002 下沙街道")

    assert [(p.object.code, p.predicate) for p in propose([street], Table(table))] == [
        ("330114002", "skos:exactMatch")
    ]
    assert [p.object.code for p in propose([street], Table(swapped))] == ["330114001"]


def test_a_rejected_pair_is_never_proposed_again() -> None:
    """What a person has rejected or accepted is left out, and an accepted one settles its subject."""
    subject = STREET[0].iri
    rejected = [(subject, "code:330114002005")]
    accepted = [(subject, "skos:exactMatch", "code:330114002005")]
    twice = coded(NEW + "330114002077 邻里社区")

    assert ("邻里社区", "330114002005") not in found(STREET, Table(coded(NEW)), rejected=rejected)
    assert found(STREET, Table(twice), rejected=rejected)["邻里社区", "330114002077"].rivals == ()
    assert not [key for key in found(STREET, Table(twice), accepted=accepted) if key[0] == "邻里社区"]


def test_a_thing_with_a_near_counterpart_may_still_have_an_exact_one() -> None:
    """Only an accepted exact link ends the search for its subject; another keeps its own pair out alone."""
    near = (STREET[0].iri, "skos:closeMatch", "code:330114002005")
    keys = found(STREET, Table(coded(NEW + "330114002077 邻里社区")), accepted=[near]).keys()

    assert {code for name, code in keys if name == "邻里社区"} == {"330114002077"}


def test_the_street_with_most_namesakes_is_meant() -> None:
    """Three of five names that another street has too do not make it as good as the one that has all five."""
    half = "330114005001 邻里社区\n330114005002 大北社区\n330114005003 凌云社区"
    proposals = found(STREET, Table(coded(NEW + half)))

    assert len(proposals) == len(STREET)
    assert {(code[:9], p.predicate) for (_, code), p in proposals.items()} == {
        ("330114002", "skos:exactMatch")
    }


def test_a_code_of_the_province_alone_is_not_enough() -> None:
    """A namesake in the same province is likely; where nothing tells the province, its code tells nothing."""
    table = Table(coded("330105009005 邻里社区"))
    for parents, place in ((BAIYANG, ("province", "浙江省")), (("白杨街道",), ("unknown", ""))):
        (proposal,) = propose([thing("邻里社区", parents=parents)], table)
        assert proposal.predicate == "skos:closeMatch"
        assert place in [
            (feature.value, feature.note) for feature in proposal.features if feature.name == "parent"
        ]


def test_a_phase_of_a_project_is_part_of_it() -> None:
    """The second phase lies in the whole, and is not the third."""
    rows = [
        Record(f"row:{name}", name, "project", BAIYANG) for name in ("学林街提升工程", "学林街提升工程三期")
    ]
    proposals = found([thing("学林街提升工程二期", "project")], Table(rows))

    assert [(p.object.name, p.predicate) for p in proposals.values()] == [
        ("学林街提升工程", "skos:broadMatch")
    ]


def test_an_accepted_link_tells_where_its_siblings_stand() -> None:
    """One accepted link of a street decides for a sibling whose name other streets of the province have."""
    accepted = [(STREET[0].iri, "skos:exactMatch", "https://w3id.org/baiyang-kg/code/nbs/2022/330114002005")]
    table = coded("330114002002 大北社区\n330105009003 大北社区")

    proposals = found(STREET[:2], Table(table), accepted=accepted)

    assert [(key, p.predicate) for key, p in proposals.items()] == [
        (("大北社区", "330114002002"), "skos:exactMatch")
    ]


def test_the_size_of_batches_and_the_order_of_subjects_change_nothing() -> None:
    """The same input gives the same proposals, however it is streamed."""
    table = coded(NEW + ELSEWHERE + OLD)

    assert propose(STREET, Table(table)) == propose(STREET[::-1], Table(table, size=2))


def test_a_slip_is_no_other_community_of_the_street() -> None:
    """Where 凌云社区 stands in the report too, 菱云社区 is not taken for it."""
    proposals = found([*STREET, thing("菱云社区")], Table(coded(NEW)))

    assert not [key for key in proposals if key[0] == "菱云社区"]


UNIVERSITIES = [
    Record(f"org:{name}", name, "organization", (province,))
    for name, province in (
        ("浙江工商大学", "浙江省"),
        ("北京工商大学", "北京市"),
        ("重庆工商大学", "重庆市"),
        ("浙江工业大学", "浙江省"),
        ("杭州电子科技大学", "浙江省"),
        ("杭州电子科技大学信息工程学院", "浙江省"),
    )
]


def test_a_short_name_means_the_one_in_its_place() -> None:
    """杭电, 浙商大 and 工商大学 in a report from Hangzhou are told; what else they may mean is elsewhere."""
    subjects = [thing(name, "organization") for name in ("杭电", "浙商大", "工商大学", "浙工大")]

    proposals = found(subjects, Table(UNIVERSITIES))

    assert {(name, iri.removeprefix("org:")): p.predicate for (name, iri), p in proposals.items()} == {
        ("杭电", "杭州电子科技大学"): "skos:exactMatch",
        ("浙商大", "浙江工商大学"): "skos:exactMatch",
        ("工商大学", "浙江工商大学"): "skos:exactMatch",
        ("浙工大", "浙江工业大学"): "skos:exactMatch",
    }


def test_a_short_name_without_a_place_stays_ambiguous() -> None:
    """工商大学, of which nothing says where, is close to all three, and each names the others."""
    proposals = found([thing("工商大学", "organization", parents=())], Table(UNIVERSITIES))

    assert {p.object.name for p in proposals.values()} == {"浙江工商大学", "北京工商大学", "重庆工商大学"}
    assert {(p.predicate, len(p.rivals)) for p in proposals.values()} == {("skos:closeMatch", 2)}


def test_a_company_is_known_by_brand_and_trade() -> None:
    """中集运载 is a firm's registered name in short; with the brand alone, each firm of it is only close."""
    firms = [
        Record(f"firm:{name}", name, "company", ("浙江省", "杭州市"))
        for name in (
            "中集运载科技有限公司",
            "中集车辆(浙江)有限公司",
            "杭州青禾食品有限公司",
            "青禾农业发展有限公司",
        )
    ]

    proposals = found([thing("中集运载", "company"), thing("青禾", "company")], Table(firms))

    assert {(p.subject.name, p.object.name, p.predicate) for p in proposals.values()} == {
        ("中集运载", "中集运载科技有限公司", "skos:exactMatch"),
        ("青禾", "杭州青禾食品有限公司", "skos:closeMatch"),
        ("青禾", "青禾农业发展有限公司", "skos:closeMatch"),
    }


def test_a_project_is_known_by_what_it_is_about_and_what_is_done() -> None:
    """General words and their order tell nothing; another kind of work, another phase or side does."""
    names = ("景园小区搬迁项目", "景园小区改造工程", "高教西渠生态治理", "高教东渠生态治理工程")
    lists = [Record(f"work:{name}", name, "project", BAIYANG) for name in names]

    proposals = found(
        [thing("景园小区整体搬迁", "project"), thing("高教东渠生态治理", "project")], Table(lists)
    )

    assert {(p.object.name, p.predicate) for p in proposals.values()} == {
        ("景园小区搬迁项目", "skos:exactMatch"),
        ("高教东渠生态治理工程", "skos:exactMatch"),
    }


def test_a_measure_of_another_scope_is_close() -> None:
    """社零总额 is the whole wording in short; with 地方 the scope is argued about; others are none."""
    names = ("社会消费品零售总额", "限额以上社会消费品零售总额", "地方一般公共预算收入", "一般公共预算支出")
    lists = [Record(f"measure:{name}", name, "indicator") for name in names]
    subjects = [thing(name, "indicator", parents=()) for name in ("社零总额", "一般公共预算收入")]

    proposals = found(subjects, Table(lists))

    assert {(p.subject.name, p.object.name, p.predicate) for p in proposals.values()} == {
        ("社零总额", "社会消费品零售总额", "skos:exactMatch"),
        ("一般公共预算收入", "地方一般公共预算收入", "skos:closeMatch"),
    }


def test_other_names_of_a_row_are_compared() -> None:
    """A former name and a name by its sound lead to a row as its own name does."""
    rows = [
        Record("row:1", "新苑社区", "community", BAIYANG, aliases=("原名邻里社区",)),
        Record("row:2", "Dà Běi", "community", BAIYANG, aliases=("da bei",)),
    ]

    proposals = found(STREET, Table(rows))

    assert {(p.subject.name, p.object.iri): p.features[0].value for p in proposals.values()} == {
        ("邻里社区", "row:1"): "alias",
        ("大北社区", "row:2"): "alias",
    }


def test_a_community_of_two_since_is_the_wider_one() -> None:
    """梨园社区 beside 梨园一社区 and 梨园二社区 of its street holds both; beside itself they say nothing."""
    parts = [Record(f"row:{name}", f"{name}社区", "community", BAIYANG) for name in ("梨园一", "梨园第二")]
    itself = Record("row:梨园", "梨园社区居委会", "community", BAIYANG)

    joined = found([thing("梨园社区")], Table(parts))
    plain = found([thing("梨园社区")], Table([*parts, itself]))

    assert {(p.object.name, p.predicate) for p in joined.values()} == {
        ("梨园一社区", "skos:narrowMatch"),
        ("梨园第二社区", "skos:narrowMatch"),
    }
    assert [(p.object.name, p.predicate) for p in plain.values()] == [("梨园社区居委会", "skos:exactMatch")]


def test_a_county_that_became_a_district_is_close() -> None:
    """徐水县 and 徐水区 stand in one city and are two forms of an area, which a person decides on."""
    subject = thing("徐水县", "district", parents=("河北省", "保定市"))
    row = Record("row:1", "徐水区", "district", ("河北省", "保定市"), code="130609", year=2022)

    assert [(p.predicate, p.features[0].value) for p in propose([subject], Table([row]))] == [
        ("skos:closeMatch", "restyled")
    ]


def test_measures_of_one_name_and_two_units_are_two() -> None:
    """Nothing tells which of them an outside measure is: both are close, and they are not linked together."""
    twins = [
        Record(f"id:indicator/新建体育场地/{unit}", "新建体育场地", "indicator") for unit in ("处", "平方米")
    ]
    outside = Record("measure:1", "新建体育场地", "indicator")

    assert {p.predicate for p in propose(twins, Table([outside]))} == {"skos:closeMatch"}
    assert propose_within(twins) == []


def test_the_canteens_of_two_communities_are_two() -> None:
    """What stands before a name is part of it where it differs, though the thing is in that area."""
    mine = thing("柳堤社区老年食堂", "venue", parents=(*BAIYANG, "柳堤社区"))
    names = ("长堤社区老年食堂", "柳堤第二社区老年食堂", "柳堤社区老年食堂")
    others = [
        Record(f"row:{name}", name, "venue", (*BAIYANG, name.removesuffix("老年食堂"))) for name in names
    ]

    assert propose([mine], Table(others[:2])) == []
    assert [(p.object.name, p.predicate) for p in propose([mine], Table(others))] == [
        ("柳堤社区老年食堂", "skos:exactMatch")
    ]


@pytest.mark.parametrize("parents", [BAIYANG, ("钱塘区", "白杨街道")], ids=["one pass", "two passes"])
def test_a_great_table_is_streamed_and_slips_are_found_in_it(parents: tuple[str, ...]) -> None:
    """Beyond 20,000 rows only candidates become records; slips are looked for where siblings stand.

    Without the province nothing says which rows to keep, so that the table is read again.
    """
    names = ("邻里", "大北", "云邸", "景园", "菱云")
    street = [thing(f"{name}社区", parents=parents) for name in names]
    rest = [
        Record(f"row:{n}", f"甲{n}村委会", code=f"41{n // 1000:04}{n % 1000:03}201") for n in range(20_100)
    ]

    proposals = found(street, Table([*coded(NEW + ELSEWHERE), *rest]))

    assert {(name, code, p.predicate) for (name, code), p in proposals.items()} == {
        ("邻里社区", "330114002005", "skos:exactMatch"),
        ("大北社区", "330114002002", "skos:exactMatch"),
        ("云邸社区", "330114002025", "skos:exactMatch"),
        ("景园社区", "330114002001", "skos:exactMatch"),
        ("菱云社区", "330114002023", "skos:exactMatch"),
    }


def test_too_many_rows_of_the_province_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a number of rows the table is read again for slips, with the same result."""
    passes = []

    class Counted(Table):
        def batches(self) -> Iterator[RecordBatch]:
            passes.append(self.id)
            return super().batches()

    rest = [Record(f"row:{n}", f"甲{n}村委会", code=f"3301{n:08}") for n in range(20_100)]
    table = Counted([*coded(NEW), *rest])
    street = [thing(f"{name}社区") for name in ("邻里", "大北", "云邸", "景园", "菱云")]
    kept = found(street, table)
    monkeypatch.setattr(searching, "KEPT", 10_000)

    assert found(street, table) == kept
    assert ("菱云社区", "330114002023") in kept
    assert len(passes) == 1 + 2


def test_other_names_of_a_row_are_found_in_a_great_table_too() -> None:
    """A row that was renamed is found by the name that it had, though most rows are never looked at whole."""
    rest = [Record(f"row:{n}", f"甲{n}村委会") for n in range(20_100)]
    renamed = Record("row:new", "新苑社区", "community", BAIYANG, aliases=("新苑", "邻里社区"))

    assert list(found(STREET, Table([*rest, renamed]))) == [("邻里社区", "row:new")]


def test_of_a_name_that_many_have_ten_are_shown() -> None:
    """A reviewer is shown ten namesakes of a thing at most, and of each ten rivals."""
    many = coded("\n".join(f"3301020{number}001 邻里社区" for number in range(10, 30)))
    proposals = propose([thing("邻里社区", parents=())], Table(many))

    assert len(proposals) == 10
    assert {len(proposal.rivals) for proposal in proposals} == {10}


def test_two_releases_of_one_list_are_no_rivals() -> None:
    """What is one thing in the codes of two years is as sure as in those of one."""
    name = "330114002005 邻里社区"
    both = [*coded(name, year=2020), *(row._replace(iri="code:new") for row in coded(name, year=2022))]
    proposals = propose([thing("邻里社区", parents=())], Table(both))

    assert [proposal.rivals for proposal in proposals] == [(), ()]


def test_a_code_behind_the_countrys_number_tells_the_province() -> None:
    """Maps write 156330114, China's number and the code: a district of Zhejiang, and none of another's."""
    district = thing("钱塘区", "district", parents=BAIYANG[:2])
    maps = [Record("map:156330114", "钱塘区", code="156330114")]
    other = [Record("map:156340104", "钱塘区", code="156340104")]

    assert [p.predicate for p in propose([district], Table(maps))] == ["skos:exactMatch"]
    assert not propose([district], Table(other))


@pytest.mark.parametrize(
    ("ours", "theirs", "predicates"),
    [
        ("大北社区背街小巷整治工程", "2023年大北社区背街小巷整治工程", ["skos:closeMatch"]),
        ("2023年度大北社区背街小巷整治", "2023年大北社区背街小巷整治工程", ["skos:exactMatch"]),
        ("2022年大北社区背街小巷整治", "2023年大北社区背街小巷整治工程", []),
    ],
)
def test_the_year_of_a_project_tells_it_apart(ours: str, theirs: str, predicates: list[str]) -> None:
    """What only one side says leaves it to the reviewer; works of two years are two projects."""
    row = Record("row:1", theirs, "project", BAIYANG)

    assert [p.predicate for p in propose([thing(ours, "project")], Table([row]))] == predicates


def test_a_street_with_its_city_alone_is_close() -> None:
    """Districts of one city may have streets of one name; the district tells which is meant."""
    parents = BAIYANG[:2]
    rows = [
        thing("白杨街道", "subdistrict", parents=BAIYANG[:3], year=2023)._replace(iri="code:330114002"),
        thing("钱塘区", "district", parents=parents, year=2023)._replace(iri="code:330114"),
    ]

    for subject, expected in (
        (thing("白杨街道", "subdistrict", parents=parents), "skos:closeMatch"),
        (thing("白杨街道", "subdistrict", parents=parents[:1]), "skos:closeMatch"),
        (thing("白杨街道", "subdistrict", parents=BAIYANG[:3]), "skos:exactMatch"),
        (thing("钱塘区", "district", parents=parents), "skos:exactMatch"),
    ):
        assert [p.predicate for p in propose([subject], Table(rows))] == [expected]

"""What is proposed: the counterparts of a street's communities among codes, with the traps of such tables."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from baiyang_kg.linking.proposing import propose
from outside import BAIYANG, Table, coded, thing

if TYPE_CHECKING:
    from baiyang_kg.datasets.record import Record
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
    """菱云社区 sounds like 凌云社区 of its street and is proposed as close; elsewhere it is a name."""
    slip = thing("菱云社区")
    street = [subject for subject in STREET if subject.name != "凌云社区"]
    rest = "\n".join(f"4101{n // 100:02}001{n % 100 + 100} 凌云社区居委会" for n in range(100, 200))

    proposals = found([*street, slip], Table(coded(NEW + rest)))

    assert proposals["菱云社区", "330114002023"].predicate == "skos:closeMatch"
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

"""Areas as two lists call them: what a village became, what a district was merged into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from baiyang_kg.errors import LexiconError
from baiyang_kg.linking.proposing import propose
from baiyang_kg.linking.successions import read_successions
from outside import Table, thing

if TYPE_CHECKING:
    from pathlib import Path

STREET = ("江苏省", "苏州市", "吴台区", "枫桥街道")


def proposed(ours: str, theirs: str, *, kind: str, other: str) -> list[str]:
    """Return the predicates proposed of two areas of one street."""
    one = thing(ours, kind, parents=STREET)
    two = thing(theirs, other, parents=STREET)
    return [found.predicate for found in propose([one], Table([two]))]


@pytest.mark.parametrize(
    ("ours", "theirs", "kind", "other", "expected"),
    [
        ("枫台三区", "枫台三区社区居委会", "community", "community", "exact"),
        ("枫桥东", "枫桥东社区居民委员会", "community", "community", "exact"),
        ("江北大学社区", "江大社区", "community", "community", "close"),
        ("江大社区", "江北大学社区居委会", "community", "community", "exact"),
        ("工材所社区", "工程材料研究所社区居委会", "community", "community", "exact"),
        ("北胜村", "北胜社区村民委员会", "village", "village", "close"),
        ("小雁滩村", "小雁滩村社区", "village", "community", "close"),
    ],
)
def test_words_of_a_kind_within_a_name_are_read_as_such(
    ours: str, theirs: str, kind: str, other: str, expected: str
) -> None:
    """What a village became is close; an institution's community may be called by its usual short name."""
    assert proposed(ours, theirs, kind=kind, other=other) == [f"skos:{expected}Match"]


@pytest.mark.parametrize(
    ("ours", "theirs", "city", "expected"),
    [
        ("卢湾区", "黄浦区", "上海市", "broad"),
        ("黄浦区", "卢湾区", "上海市", "narrow"),
        ("户县", "鄠邑区", "西安市", "close"),
        ("楚州区", "淮安区", "淮安市", "exact"),
        ("卢湾区", "黄浦区", "苏州市", ""),
        ("江干区", "上城区", "杭州市", ""),
    ],
)
def test_what_a_district_became_is_known_in_its_city(
    ours: str, theirs: str, city: str, expected: str
) -> None:
    """One merged whole is a part of the other; one that was dealt out is none of its successors."""
    found = propose(
        [thing(ours, "district", parents=(city,))], Table([thing(theirs, "district", parents=(city,))])
    )

    assert [each.predicate for each in found] == ([f"skos:{expected}Match"] if expected else [])


def test_the_successor_is_found_in_a_great_table() -> None:
    """Rows that are only looked up, not compared one by one, hold what the district became."""
    rows = [thing(f"河{number}村", "village", parents=("上海市",)) for number in range(20_001)]
    table = Table([*rows, thing("黄浦区", "district", parents=("上海市",))])

    found = propose([thing("卢湾区", "district", parents=("上海市",))], table)

    assert [(each.object.name, each.predicate) for each in found] == [("黄浦区", "skos:broadMatch")]


def test_a_park_and_a_town_of_its_name_may_be_run_as_one() -> None:
    """枫溪经济开发区 is close to 枫溪镇 in one district, and to no other town."""
    parents = STREET[:3]
    towns = [thing(name, "town", parents=parents) for name in ("枫溪镇", "枫江镇")]

    found = propose([thing("枫溪经济开发区", "industry_park", parents=parents)], Table(towns))

    assert [(each.object.name, each.predicate) for each in found] == [("枫溪镇", "skos:closeMatch")]


def test_a_change_that_nobody_knows_is_refused_with_its_line(tmp_path: Path) -> None:
    """A row of `successions.tsv` says one of the changes by which links are judged."""
    table = tmp_path / "successions.tsv"
    table.write_text("former\tpresent\twithin\tchange\n宣武区\t西城区\t北京\tsplit\n", encoding="utf-8")

    with pytest.raises(LexiconError, match=r"successions.tsv:2: change 'split'\n.*merged, restyled, renamed"):
        read_successions(table)

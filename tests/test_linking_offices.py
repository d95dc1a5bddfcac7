"""Offices of the state under short and full names: their place, their duties, and what they are."""

from __future__ import annotations

import pytest

from baiyang_kg.errors import LexiconError
from baiyang_kg.linking import offices
from baiyang_kg.linking.names import normal_form
from baiyang_kg.linking.proposing import propose
from baiyang_kg.resources import resource
from baiyang_kg.tables import read_table
from outside import BAIYANG, Table, thing

DISTRICT = BAIYANG[:3]


def match(ours: str, theirs: str, *, parents: tuple[str, ...] = DISTRICT, kind: str = "organization") -> str:
    """Return how two names are held to match, "" where nothing is proposed."""
    subject = thing(ours, kind, parents=parents)
    found = propose([subject], Table([thing(theirs, kind, parents=DISTRICT, year=2023)]))
    return found[0].predicate.removeprefix("skos:").removesuffix("Match") if found else ""


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("区市监局", "杭州市钱塘区市场监督管理局"),
        ("区教体局", "钱塘区教育和体育局"),
        ("区文广旅体局", "钱塘区文化广电旅游体育局"),
        ("区发改委", "钱塘区发展和改革委员会"),
        ("市场监管分局", "杭州市市场监督管理局钱塘分局"),
        ("区司法局白杨司法所", "白杨街道司法所"),
        ("区城管中队", "钱塘区城市管理中队"),
        ("区法院", "杭州市钱塘区人民法院"),
        ("区委宣传部", "中共杭州市钱塘区委员会宣传部"),
        ("团区委", "共青团钱塘区委员会"),
    ],
)
def test_an_office_is_known_by_its_place_its_duties_and_what_it_is(short: str, full: str) -> None:
    """The words in short and in full name one office, whichever duties they put together."""
    assert match(short, full, parents=BAIYANG if "白杨" in short else DISTRICT) == "exact"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("区自规局", "杭州市规划和自然资源局钱塘分局", "close"),
        ("区住建局", "钱塘区住房和城乡建设与交通运输局", "close"),
        ("区卫健局", "钱塘区卫生健康委员会", "close"),
        ("区民政局", "杭州市民政局", ""),
        ("区司法局", "钱塘区司法所", ""),
        ("区人社局", "钱塘区住建局", ""),
        ("区便民服务中心", "钱塘区党群服务中心", ""),
    ],
)
def test_a_duty_more_is_likely_and_another_place_or_duty_is_another_office(
    ours: str, theirs: str, expected: str
) -> None:
    """A branch for a bureau and a duty more are close; another place, duty or rank is nothing."""
    assert match(ours, theirs) == expected


def test_every_word_of_a_duty_can_stand_in_a_name_and_means_one() -> None:
    """Words are in normal form, and none stands for two duties."""
    words = [
        word for row in read_table(resource("data/linking/functions.tsv")) for word in row.words("words")
    ]

    assert [word for word in words if normal_form(word) != word] == []
    assert len(set(words)) == len(words)


def test_a_word_that_means_two_duties_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table stops the program with its line, not with a wrong link."""
    rows = read_table(resource("data/linking/functions.tsv"))
    monkeypatch.setattr(offices, "read_table", lambda _: [*rows, rows[0]])
    offices._duties.cache_clear()  # noqa: SLF001 (a table is read once)

    with pytest.raises(LexiconError, match="let one duty have it"):
        offices._duties()  # noqa: SLF001 (as above)


def test_an_office_is_found_by_what_its_other_name_says() -> None:
    """区城管局 is close to the 综合行政执法局 that is also called 城市管理局."""
    parents = ("江苏省", "苏州市", "吴台区")
    row = thing("苏州市吴台区综合行政执法局", "organization", parents=parents, aliases=("吴台区城市管理局",))

    found = propose([thing("区城管局", "organization", parents=parents)], Table([row]))

    assert [each.predicate for each in found] == ["skos:closeMatch"]

"""Areas as two lists call them: what a village became, what a district was merged into."""

from __future__ import annotations

import pytest

from baiyang_kg.linking.proposing import propose
from outside import Table, thing

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

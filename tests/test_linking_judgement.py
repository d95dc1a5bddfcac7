"""The decision table of linking: read as it stands, the first row that fits counts."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

import pytest

from baiyang_kg.errors import LexiconError
from baiyang_kg.linking.judgement import GROUPS, KINDS, NAMES, PARENTS, bundled_rules, judge, read_rules

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "group\tname\tkind\tparent\trivals\tpredicate\tconfidence\n"


def test_exact_is_never_said_where_something_is_left_to_doubt() -> None:
    """No pair with rivals, of two kinds, or in another place is an exact match, whatever its name is."""
    for group, name, kind, parent in product(GROUPS, NAMES, KINDS, PARENTS):
        ambiguous = judge(group, name=name, kind=kind, parent=parent, rivals=True)
        alone = judge(group, name=name, kind=kind, parent=parent, rivals=False)
        assert ambiguous is None or ambiguous.predicate != "skos:exactMatch"
        stands = group in {"settlement", "division", "site"}  # others may be anywhere
        if kind == "differs" or (stands and parent in {"differs", "near", "unknown"}):
            assert alone is None or alone.predicate != "skos:exactMatch"


def test_a_joint_community_and_an_estate_are_never_exact() -> None:
    """云涛联合社区 is at most close to 云涛社区, as is 新塘村 to 新塘社区; 景园小区 is related at most."""
    found = {
        (name, kind if name == "core" else "", judgement.predicate)
        for name, kind, parent in product(("joint", "core"), KINDS, PARENTS)
        if (judgement := judge("settlement", name=name, kind=kind, parent=parent, rivals=False))
    }

    assert found == {
        ("joint", "", "skos:closeMatch"),
        ("core", "same", "skos:closeMatch"),
        ("core", "akin", "skos:closeMatch"),
        ("core", "differs", "skos:relatedMatch"),
    }


def test_exact_matches_are_surer_than_close_ones() -> None:
    """The confidence of an exact match is above that of any other match of its group."""
    for group in GROUPS:
        rules = [rule for rule in bundled_rules() if group in rule.fits[0]]
        exact = [rule.judgement.confidence for rule in rules if rule.judgement.predicate == "skos:exactMatch"]
        other = [rule.judgement.confidence for rule in rules if rule.judgement.predicate != "skos:exactMatch"]
        assert min(exact) >= Decimal("0.85") > max(other)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("town\tsame\tsame\tsame\tnone\tskos:exactMatch\t0.9", "group 'town'"),
        ("body\tsame\tsame\tsame\tnone\towl:sameAs\t0.9", "predicate 'owl:sameAs'"),
        ("body\tsame\tsame\tsame\tnone\tskos:exactMatch\tsure", "confidence 'sure'"),
        ("body\tsame\tsame\tsame\tnone\tskos:exactMatch\t1.5", "confidence '1.5'"),
    ],
)
def test_a_row_that_is_no_rule_is_told_with_its_line(tmp_path: Path, row: str, found: str) -> None:
    """A wrong word, predicate or number of the table stops the program with file, line and remedy."""
    path = tmp_path / "judgement.tsv"
    path.write_text(f"{HEADER}*\t*\t*\t*\t*\tskos:closeMatch\t0.5\n{row}\n", encoding="utf-8")

    with pytest.raises(LexiconError) as error:
        read_rules(path)

    assert (error.value.place, error.value.found) == (f"{path}:3", found)
    assert error.value.remedy

"""What is generated for a figure to choose among: the phrases that could be its thing."""

from __future__ import annotations

import pytest

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.quantities.grammar import Quantity, QuantityGrammar
from baiyang_kg.reading.things.candidates import find_candidates
from baiyang_kg.reading.things.situations import Neighbours, find_runs, find_situation
from sentences import scope_of


def phrases(raw: str) -> set[str]:
    """Return the phrases that the last figure of a text could count or measure."""
    scope, lexicon = scope_of(raw), load_lexicon()
    quantities = [one for one in QuantityGrammar(lexicon).find(scope) if isinstance(one, Quantity)]
    *earlier, last = quantities
    near = Neighbours(find_runs(scope, quantities)[-1], earlier[-1] if earlier else None, None)
    situation = find_situation(scope, last, near, lexicon)
    found = find_candidates(scope, situation, earlier)
    return {scope.text.chars[one.start : one.end] for one in found if not one.back}


OFFERED = {
    "新建公园（含街角绿地）8个。": "公园",
    "项目总投资：3亿元。": "总投资",
    "登记病例9例，7例为学龄儿童。": "学龄儿童",
    "面粉价格上涨6%。": "面粉价格",
    "消除隐患70处。": "隐患",
}
NOT_OFFERED = {
    "去年产量达到6万斤。": "去年产量",
    "目前在册志愿者有80名。": "目前在册志愿者",
    "这些人中有5人住院。": "中",
}


@pytest.mark.parametrize(("raw", "phrase"), OFFERED.items())
def test_a_thing_stands_before_a_parenthesis_or_a_colon_and_behind_a_copula(raw: str, phrase: str) -> None:
    """A thing may be parted from its figure by a parenthesis, a colon or 为; a phrase of two words is two."""
    assert phrase in phrases(raw)


@pytest.mark.parametrize(("raw", "phrase"), NOT_OFFERED.items())
def test_no_thing_begins_with_a_time_or_ends_with_a_place_word(raw: str, phrase: str) -> None:
    """去年 and 目前 date the clause, and 中 after a noun says among whom."""
    assert phrase not in phrases(raw)

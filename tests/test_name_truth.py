"""What the gold says of candidates for names, as the learning hears it."""

from __future__ import annotations

from name_truth import NO_NAME, Truth
from records import Gold, Name, Span

RAW = "桂花社区落实两项行动。"


def gold(*, required: bool) -> Gold:
    """Return a gold that names 两项行动 alone."""
    name = Name(name="两项行动", types=("program",), mentions=(Span(6, 10),), required=required)
    return Gold(stem="", text="", sha256=None, span=None, area="", year="2023", figures=(), names=(name,))


def test_what_the_gold_leaves_open_is_neither_name_nor_none() -> None:
    """Of a name that one may as well not list, nothing is learned; what is not there is no name."""
    truth = Truth(gold(required=False), RAW)
    assert truth.judge(["行动", "两项行动"], "program") == (None, "")
    assert truth.judge(["桂花社区"], "community") == (NO_NAME, "")
    assert Truth(gold(required=True), RAW).judge(["行动", "两项行动"], "program") == (1, "program")


def test_what_everybody_knows_is_a_name_where_the_gold_leaves_it_open() -> None:
    """To find an open name costs nothing: one of the lexicon is learned as a name."""
    truth = Truth(gold(required=False), RAW)
    assert truth.judge(["行动", "两项行动"], "program", known=True) == (1, "program")
    assert truth.judge(["行动"], "program", known=True) == (NO_NAME, "")

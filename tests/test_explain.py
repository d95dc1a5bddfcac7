"""Why a place was read as it was."""

from __future__ import annotations

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.explain import explain, find_nearest
from baiyang_kg.reading.report import Derived, derive
from sentences import CONTEXT

RAW = "2023年，新增托位70个，税收5.6亿元，同比增长8%。"


def derived(raw: str = RAW) -> Derived:
    """Return the reading of a text with its derivations."""
    return derive(raw, CONTEXT, load_lexicon())


def explained(at: str) -> str:
    """Return the explanation of the first place of a word."""
    return "\n".join(explain(derived(), RAW.index(at), load_lexicon()))


def test_a_figure_is_explained_by_its_readings() -> None:
    """The clause with the figure marked, the fields, and the reading that won with those it beat."""
    text = explained("70")

    assert "新增托位【70个】" in text
    assert "70 个, bound exact" in text
    assert "counts     托位    label: 新增托位    action: 新增" in text
    assert "rule       noun-quantity" in text
    readings = (
        text.partition("best first (score, frame, thing):\n")[2].partition("  what decided")[0].splitlines()
    )
    scores = [int(line.split()[0]) for line in readings]
    assert readings[0].split()[1:] == ["NQ", "托位"]
    assert scores == sorted(scores, reverse=True)


def test_what_decided_is_shown_by_weight() -> None:
    """The features by which the first reading leads the second, the weightiest first."""
    lines = explained("70").splitlines()
    decided = lines[lines.index("  what decided between the first two (weight, feature):") + 1 :]
    weights = [abs(int(line.split()[0])) for line in decided]

    assert weights
    assert weights == sorted(weights, reverse=True)
    assert 0 not in weights


def test_a_figure_that_leans_on_another_says_so() -> None:
    """A rate names the figure that it qualifies, and its reading the thing of the figure before."""
    text = explained("8%")

    assert "qualifies  5.6亿 at" in text
    assert "(the thing of the figure before)" in text
    assert "change_rate, increase" in text


def test_a_unit_belongs_to_its_figure() -> None:
    """Asked for the unit, the figure answers."""
    assert explained("个，") == explained("70")


def test_a_number_that_is_no_figure_says_why() -> None:
    """Dates and codes have a reason instead of readings."""
    assert explained("2023") == "0–5  2023年\n  no figure: date"


def test_where_nothing_was_read_the_nearest_number_is_known() -> None:
    """The explanation is empty; the nearest number helps on."""
    reading = derived()

    assert explain(reading, RAW.index("增托"), load_lexicon()) == []
    assert find_nearest(reading, RAW.index("增托")) == RAW.index("70")
    assert find_nearest(derived("没有数字。"), 0) is None

"""How sure a reading is, and which figures a person should look at first."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from baiyang_kg.errors import LexiconError
from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.confidence import SCALE, Calibration, read_calibration, weigh
from baiyang_kg.reading.report import Derived, derive
from baiyang_kg.reading.review import COLUMNS, Portion, find_doubts, parse_portion
from baiyang_kg.resources import resource
from sentences import CONTEXT

if TYPE_CHECKING:
    from pathlib import Path

RAW = "2023年，新增托位70个，税收5.6亿元，同比增长8%，参与企业50余家，街道领导带队敲门招商65次。"
STEPS = Calibration(
    (Decimal(0), Decimal("0.5"), Decimal("0.9")), tuple(map(Decimal, ("0.40", "0.70", "0.95")))
)


@pytest.fixture(scope="module")
def derived() -> Derived:
    """The reading of a sentence with its derivations."""
    return derive(RAW, CONTEXT, load_lexicon())


def test_a_chance_is_that_of_the_step_below() -> None:
    """A step holds from its limit on; what lies below the first has the chance of the first."""
    shares = ("0", "0.49999", "0.5", "0.89", "0.9", "1")

    assert [str(STEPS.chance_of(Decimal(share))) for share in shares] == [
        *("0.40", "0.40", "0.70", "0.70", "0.95", "0.95")
    ]


def test_a_share_is_the_odds_of_what_names_the_thing(derived: Derived) -> None:
    """Where no two readings name the same thing, the share is the softmax of the first score."""
    figure = derived.derivations[0].figure
    odds = [((one.score - figure.ranked[0].score) / Decimal(SCALE)).exp() for one in figure.ranked]
    certainty = weigh(derived, STEPS)[0]

    assert abs(certainty.share - 1 / sum(odds)) < Decimal("1e-9")
    assert certainty.confidence == STEPS.chance_of(certainty.share)


def test_the_runner_up_names_another_thing(derived: Derived) -> None:
    """It is the best reading that leads to another thing, wherever that thing was said."""
    rate, certainty = derived.derivations[2], weigh(derived, STEPS)[2]

    assert (rate.figure.frame, rate.observation.head) == ("same", "税收")
    assert certainty.runner_up not in (None, "", "税收")
    assert 0 < certainty.share < 1

    visits = derived.derivations[4]
    chars = derived.scope.text.chars
    named = [one.candidate for one in visits.figure.ranked if not one.candidate.back]
    others = [
        phrase
        for phrase in (chars[one.start : one.end] for one in named)
        if phrase != visits.observation.head
    ]
    assert len(others) > 1
    assert weigh(derived, STEPS)[4].runner_up == others[0]


def test_a_figure_without_a_thing_is_the_least_sure() -> None:
    """Where nothing could be counted there is nothing to be sure of."""
    alone = weigh(derive("2023年。70个。", CONTEXT, load_lexicon()), STEPS)

    assert [(one.share, one.confidence, one.runner_up) for one in alone] == [(0, Decimal("0.40"), None)]


def test_the_calibration_that_travels_along_ascends() -> None:
    """It is a table of several steps from doubtful to nearly sure, and never quite sure."""
    calibration = read_calibration(resource("data/lexicon/calibration.tsv"))

    assert len(calibration.limits) >= 5
    assert calibration.limits[0] == 0
    assert list(calibration.chances) == sorted(set(calibration.chances))
    assert calibration.chances[-1] < 1


@pytest.mark.parametrize(
    "rows", ["", "0\tx\t1\n", "0\t1.5\t1\n", "0.5\t0.5\t1\n0.4\t0.6\t1\n", "0\t0.5\t1\n0.4\t0.4\t1\n"]
)
def test_a_calibration_that_cannot_be_used(rows: str, tmp_path: Path) -> None:
    """The message names the file and says what to write."""
    path = tmp_path / "calibration.tsv"
    path.write_text(f"share\tconfidence\tfigures\n{rows}", encoding="utf-8")

    with pytest.raises(LexiconError, match="calibration") as caught:
        read_calibration(path)
    assert caught.value.remedy


def test_the_least_sure_come_first(derived: Derived) -> None:
    """A review has the figures in the order of their confidence, then of their share."""
    certainties = weigh(derived, STEPS)
    doubts = find_doubts(derived, certainties, Portion(Decimal(100), in_percent=True))
    by_start = {
        one.observation.start: sure for one, sure in zip(derived.derivations, certainties, strict=True)
    }
    order = [(by_start[doubt.at].confidence, by_start[doubt.at].share) for doubt in doubts]

    assert len(doubts) == len(derived.derivations) == 5
    assert order == sorted(order)
    assert find_doubts(derived, certainties, Portion(Decimal(1), in_percent=False)) == doubts[:1]


def test_a_doubt_says_what_was_read_and_what_else_could_be(derived: Derived) -> None:
    """The clause with the figure marked, the thing with its number, the thing that came second."""
    doubts = find_doubts(derived, weigh(derived, STEPS), parse_portion("100%"))
    cells = next(doubt.cells for doubt in doubts if doubt.at == RAW.index("70"))

    assert len(cells) == len(COLUMNS)
    assert cells[1:4] == (str(RAW.index("70")), "新增托位【70个】", "托位: 70 个 (exact, level, 2023)")
    assert cells[4] not in ("", "托位")


@pytest.mark.parametrize(
    ("text", "total", "count"),
    [
        *(("10%", 101, 11), ("10%", 100, 10), ("0.5%", 101, 1), ("100%", 7, 7), ("250%", 7, 7)),
        *(("5", 101, 5), ("5", 3, 3), ("0", 3, 0), (" 10 %", 20, 2), ("10%", 0, 0)),
    ],
)
def test_portions(text: str, total: int, count: int) -> None:
    """A portion is a percentage, rounded up, or a number; there are never more than all."""
    assert parse_portion(text).of(total) == count


@pytest.mark.parametrize("text", ["", "%", "ten", "-1", "1.5", "1e3%", "10%%", "１０%"])
def test_what_is_no_portion(text: str) -> None:
    """Neither a percentage nor a whole number is refused with an example."""
    with pytest.raises(ValueError, match="such as 10%"):
        parse_portion(text)

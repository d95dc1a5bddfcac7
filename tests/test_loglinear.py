"""Log-linear choices: what is right comes to win, and the same examples give the same weights."""

from __future__ import annotations

from loglinear import Alternatives, Fitting, rounded

FITTING = Fitting(epochs=20, rate=0.2, prior=0.01)
# A verb before the phrase speaks for it, a particle in it against it; `both` says nothing.
EXAMPLES = [
    Alternatives([["verb before", "both"], ["particle inside", "both"]], {0}),
    Alternatives([["particle inside", "both"], ["verb before", "both"]], {1}),
]
KEPT = ("verb before", "particle inside", "both")


def test_what_speaks_for_the_right_one_weighs_more() -> None:
    """A feature that all alternatives share moves nothing."""
    weights = FITTING.fit(EXAMPLES, KEPT)

    assert weights["verb before"] > 0 > weights["particle inside"]
    assert abs(weights["both"]) < 1e-6


def test_any_of_several_right_ones_may_win() -> None:
    """Chance is not taken from one right alternative for another."""
    weights = FITTING.fit(
        [Alternatives([["first"], ["second"], ["third"]], {0, 1})], ("first", "second", "third")
    )

    assert weights["first"] == weights["second"] > weights["third"]


def test_none_may_be_right() -> None:
    """Beside "none", whose score is 0, what is wrong falls below it and what is right rises above."""
    fitting = Fitting(epochs=20, rate=0.2, prior=0.01, zeal=2.0)
    examples = [Alternatives([["name"]], {0}), Alternatives([["noun"]], ())]
    weights = fitting.fit(examples, ("name", "noun"))

    assert weights["name"] > 0 > weights["noun"]


def test_the_same_examples_give_the_same_weights() -> None:
    """The order is shuffled with a fixed seed, and the caller's examples stay as they are."""
    assert FITTING.fit(EXAMPLES, KEPT) == FITTING.fit(EXAMPLES, KEPT)


def test_only_what_is_kept_weighs() -> None:
    """A feature that is not kept is as if it were not there; a start is where a weight begins."""
    started = Fitting(epochs=0, rate=0.2, prior=0.01, start={"verb before": 3.0})

    assert started.fit(EXAMPLES, KEPT[:2]) == {"verb before": 3.0, "particle inside": 0.0}


def test_averages_are_calmer() -> None:
    """With a burn-in the weights are means over the last epochs, not where the last one left them."""
    last = FITTING.fit(EXAMPLES, KEPT)["verb before"]
    mean = Fitting(epochs=20, rate=0.2, prior=0.01, burn_in=2).fit(EXAMPLES, KEPT)["verb before"]

    assert 0 < mean < last


def test_weights_are_whole_and_the_lightest_are_left_out() -> None:
    """They are sorted by name, so that the table's diff is that of the weights."""
    assert rounded({"b": 0.26, "a": -1.0, "c": 0.04}, 10, 2) == {"a": -10, "b": 3}

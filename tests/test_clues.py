"""Clues: what several named features are made of, spelled by patterns."""

from __future__ import annotations

from baiyang_kg.reading.clues import Pattern, spell
from baiyang_kg.reading.periods.clues import FITTING, PeriodWeights


def test_a_pattern_spells_each_feature_by_the_facts_that_it_joins() -> None:
    """A fact goes by its name or by another, what is no fact stands as it is, and nothing is spelled too."""
    pattern = Pattern("class unit left", "", "unit=class", "near unit left")

    assert list(spell((pattern, "money", "万元", "v"))) == ["", "unit=money", "near unit=万元 left=v"]


def test_each_of_several_facts_makes_a_feature() -> None:
    """The cues of a clause each make a feature with what they are joined to, in their order."""
    pattern = Pattern("shape cue", "shape cue", "shape")

    assert list(pattern.spell(("years-this", ("same", "net")))) == [
        "shape=years-this cue=same",
        "shape=years-this cue=net",
        "shape=years-this",
    ]


def test_a_clue_weighs_what_its_features_weigh() -> None:
    """The weights of all features of a clue are summed up; what was not learned weighs nothing."""
    weights = PeriodWeights({"way=as text=report kind=level": 5, "shape=years-this cue=same": -2, "no": 9})
    clue = (FITTING, "as", "year", "years-this", "level", 0, 1, "report", "none", ("same", "net"))

    assert weights.of_clues[clue] == 3

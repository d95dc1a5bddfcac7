"""The ranking of readings: scores are sums of the weights of named features."""

from __future__ import annotations

from typing import TYPE_CHECKING

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.model import Context
from baiyang_kg.reading.report import derive
from baiyang_kg.reading.things.candidates import BEHIND
from baiyang_kg.reading.things.collocations import Collocations
from baiyang_kg.reading.things.features import PhraseWeights
from baiyang_kg.reading.things.ranking import LINKED
from baiyang_kg.reading.things.weights import (
    FRAMES,
    part_by_family,
    part_by_frame,
    spell_noted,
    weight_of,
)

if TYPE_CHECKING:
    from baiyang_kg.reading.things.candidates import Candidate

NONE = Collocations({True: {}, False: {}}, {}, {})
CONTEXT = Context(area="临川市", year=2023)
RAW = "全市完成12个老旧小区改造，惠及居民3.5万户，同比增长8.2%、6%；民营企业和外资企业分别达46家和9家。"


def test_a_score_is_the_sum_of_the_weights_of_its_features() -> None:
    """What is looked up in tables, for words remembered, is what the named features weigh."""
    lexicon = load_lexicon()
    ranked = [
        one for derivation in derive(RAW, CONTEXT, lexicon).derivations for one in derivation.figure.ranked
    ]

    assert {one.candidate.frame for one in ranked} >= {"NQ", "QN", "same", "each"}
    assert [one.score for one in ranked] == [
        sum(weight_of(name, lexicon.weights) for name in one.features) for one in ranked
    ]


def test_the_reading_that_wins_is_the_first_of_all() -> None:
    """What is passed over because it cannot win scores less when it is weighed, or was generated later."""
    figures = [
        one.figure for raw in (RAW, RAW * 60) for one in derive(raw, CONTEXT, load_lexicon()).derivations
    ]

    assert len(figures) > 60
    assert [one.won for one in figures] == [one.ranked[0].candidate for one in figures]


def goes_on(candidate: Candidate, *, beyond: Candidate) -> bool:
    """Say whether a reading of the same frame goes on past the edge that is away from the quantity."""
    if candidate.frame != beyond.frame:
        return False
    if candidate.frame in BEHIND:
        return candidate.start == beyond.start and candidate.end > beyond.end
    return candidate.end == beyond.end and candidate.start < beyond.start


def test_a_phrase_is_widened_by_the_likeliest_of_those_that_go_on() -> None:
    """Among the phrases of its frame that go on beyond its open edge, the best is taken, if it comes near."""
    raw, widened = RAW + "造林总投入2.4亿元，村民小组长和党员志愿者280名。老少群体1200人参加。", 0
    for derivation in derive(raw, CONTEXT, load_lexicon()).derivations:
        figure = derivation.figure
        longer = [one for one in figure.ranked if figure.won and goes_on(one.candidate, beyond=figure.won)]
        if figure.won is None or figure.won.back or not longer:
            continue
        near = figure.ranked[0].score - longer[0].score < 100
        widened += near
        assert figure.readings.widen(figure.won) == (longer[0].candidate if near else figure.won)

    assert widened


def test_nothing_weighs_more_than_the_most() -> None:
    """The bounds by which readings are passed over: the greatest weight of each kind, all those of marks."""
    weights = part_by_family(
        {"words=2": 5, "words=3": 7, "has=的": -3, "has=和": 2, "has=、": 1, "": 90, "closes=n": 60,
         "closes=n,v": 4, "opens=n": 80, "opens=v": 9, "outside=v opens=n": 30, "outside-tags=n,v": 6}
    )  # fmt: skip
    nothing = PhraseWeights(part_by_family({}), "QN", NONE)

    assert nothing.most_inside == nothing.most_open == 0
    assert PhraseWeights(weights, "NQ", NONE).most_inside == 7 + 2 + 1 + 4
    assert PhraseWeights(weights, "NQ", NONE).most_open == 80 + 30 + 2 * 6
    assert PhraseWeights(weights, "QN", NONE).most_open == 60 + 2 * 6


def test_features_are_named_with_their_frame() -> None:
    """A feature says of which frame it speaks, and no two clues make the same feature."""
    for derivation in derive(RAW, CONTEXT, load_lexicon()).derivations:
        for one in derivation.figure.ranked:
            frames = {name.partition(" ")[0].removeprefix("article:") for name in one.features}
            assert frames == {one.candidate.frame}
            assert len(set(one.features)) == len(one.features)


def test_articles_have_features_of_their_own() -> None:
    """In a short text each feature stands twice, for all texts and for articles; in a report once."""
    for raw, articles in ((RAW, 0.5), (RAW * 60, 0.0)):
        names = derive(raw, CONTEXT, load_lexicon()).derivations[0].figure.ranked[0].features
        assert sum(name.startswith("article:") for name in names) == articles * len(names)


def test_words_that_stand_alike_are_of_one_class() -> None:
    """Numerals are of one class, and an unknown word is known by its last character."""
    classes = load_lexicon().word_classes

    assert classes["整治"] == classes["排查"] != classes["社区"]
    assert classes["2023"] == classes["0.5"] == classes["0"]
    assert classes["从未见过的园"] == "?园"


def test_a_clue_is_weighed_in_all_frames_at_once() -> None:
    """Each frame has its own weight of what all readings share; one that was not learned has none."""
    weights = part_by_frame({"QN link-is=共": 5, "NQ link-is=共": -2, "NQ link-is=达": 9}, NONE)

    shared = dict(zip(FRAMES, weights.shared[LINKED, "共", ""], strict=True))

    assert shared == dict.fromkeys(FRAMES, 0) | {"QN": 5, "NQ": -2}


def test_weights_are_found_by_frame_and_feature() -> None:
    """A full name is its frame and what follows it; the frame alone is a feature too."""
    weights = part_by_frame({"NQ": -8, "QN opens=n": 4, "QN closes=n outside=v": 2}, NONE)

    assert weight_of("NQ ", weights) == -8
    assert weight_of("QN opens=n", weights) == 4
    assert weight_of("QN closes=n outside=v", weights) == 2
    assert weight_of("QN opens=v", weights) == weight_of("same opens=n", weights) == 0


def test_every_learned_feature_has_its_place_in_the_tables() -> None:
    """Family, first fact of a pair and fact spell the name that was learned, and no two share a place."""
    for weights in load_lexicon().weights.values():
        tables = part_by_family(weights)
        assert weights == {
            spell_noted(f"{family}\t{of}\t{fact}"): weight
            for family, of_all in tables.items()
            for of, facts in of_all.items()
            for fact, weight in facts.items()
        }


def test_the_weight_of_a_frame_counts() -> None:
    """What was learned of a frame as such is part of every score."""
    lexicon = load_lexicon()

    assert any(lexicon.weights[frame].get("") for frame in ("NQ", "QN", "same"))

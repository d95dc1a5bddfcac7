"""The table of learned weights of names, and who notes what is looked up in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from baiyang_kg.errors import LexiconError
from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.names import types
from baiyang_kg.reading.names.candidates import find_anchors
from baiyang_kg.reading.names.choice import choose
from baiyang_kg.reading.names.features import Evidence
from baiyang_kg.reading.names.tokens import read_tokens
from baiyang_kg.reading.names.weights import (
    TYPES,
    NameRecorder,
    NameWeights,
    best_types,
    format_name_weights,
    read_name_weights,
    weights_of_types,
)
from baiyang_kg.reading.page.layout import read_layout
from baiyang_kg.reading.page.words import find_words

if TYPE_CHECKING:
    from pathlib import Path


def test_a_weight_is_looked_up_by_family_type_and_fact() -> None:
    """What was not learned weighs nothing, whichever of the three words is unknown."""
    weights = NameWeights.by_name({"first\t\t青山": 3, "first\tplace\t青山": -5})

    assert weights["first"][""].get("青山", 0) == 3
    assert weights["first"]["place"].get("青山", 0) == -5
    assert weights["first"]["event"].get("青山", 0) == 0
    assert weights["last"][""].get("青山", 0) == 0


def test_no_first_token_weighs_more_because_of_the_type_than_is_reckoned_with() -> None:
    """What is given up for want of the most that its type can add would not be kept by what it adds."""
    weights = NameWeights.by_name({
        "before\tplace\tp": 7, "before\tplace\tv": -9, "opens\tplace\tns*": 4, "first\tplace\t青山": 11,
        "before\t\tp": 90, "first\tevent\t青山": 90, "opens\tevent\tm": -3,
    })  # fmt: skip

    assert weights.sums.most_of_type["place"] == 22
    assert weights.sums.most_of_type["event"] == 90
    assert weights.sums.most_of_type["person"] == 0


def test_weights_are_written_and_read(tmp_path: Path) -> None:
    """A file holds the tables of candidates and of each type, and gives them back; no fact is one too."""
    candidates = {"first\t\t青山": 3, "first\tplace\t青山": -5, "listed\t\t": 2}
    types = {"ends\t\t社区": 40}
    path = tmp_path / "weights.tsv"
    path.write_text("\n".join(format_name_weights([("", candidates), ("place", types)])), "utf-8")

    assert read_name_weights(path) == {
        "": NameWeights.by_name(candidates),
        "place": NameWeights.by_name(types),
    }


@pytest.mark.parametrize("row", ["\tfirst\t\t青山 3 绿水", "\tfirst\t\t青山 much", "first 青山 3"])
def test_a_row_without_whole_weights_is_named(tmp_path: Path, row: str) -> None:
    """A fact without its weight, a weight that is no number and a row of other columns are told by line."""
    path = tmp_path / "weights.tsv"
    path.write_text(f"type\tfamily\tof\tfacts\n{row}\n", "utf-8")

    with pytest.raises(LexiconError, match=r"weights\.tsv:2"):
        read_name_weights(path)


def test_what_is_noted_of_a_candidate_makes_its_score() -> None:
    """The weights of the features that a recorder notes sum up to the score that the reader gives."""
    lexicon = load_lexicon()
    text = read_layout("全力推进桂花社区建设。", lexicon.segmenter)
    tokens = read_tokens(text, find_words(text.chars, lexicon.segmenter), lexicon.names)
    anchors = list(find_anchors(tokens, lexicon.names))
    record = NameRecorder()
    evidence = Evidence(tokens, anchors, lexicon.names.weights)
    noting = evidence.under(record)
    anchor = next(one for one in anchors if tokens.texts[one.last].endswith("社区"))
    choice = choose(evidence, [anchor])[0]
    assert choice is not None

    noting.weigh(anchor, choice.first)
    names = record.take()

    weights = lexicon.names.weights
    parts = [name.split("\t") for name in names]
    assert sum(weights[family][of].get(fact, 0) for family, of, fact in parts) == choice.score
    assert record.take() == []


def test_a_column_of_facts_is_looked_up_row_by_row() -> None:
    """Each fact is looked up by what it holds of, as one by one; a recorder notes them in their order."""
    weights = NameWeights.by_name({"first\tplace\t青山": -5, "first\tvenue\t绿水": 7})
    types, facts = ["place", "venue", "venue", "event"], ["青山", "绿水", "青山", "绿水"]
    record = NameRecorder()

    assert list(weights.look("first", types, facts)) == [-5, 7, 0, 0]
    assert list(record.look("first", types, facts)) == [0, 0, 0, 0]
    assert record.take() == [f"first\t{kind}\t{fact}" for kind, fact in zip(types, facts, strict=True)]


def test_the_weights_of_all_types_are_summed_at_once() -> None:
    """Sums stay apart whatever their signs, unknown features weigh nothing, and equals are told in order."""
    weights = weights_of_types(
        {
            "ends 社区": {"community": 40, "place": -70_000, "other": -1},
            "before v": {"venue": 39, "place": -1},
        }
    )

    def best(names: list[str]) -> list[str]:
        return best_types(weights.get(name, 0) for name in names)

    assert best(["ends 社区", "before v", "unknown"]) == ["community"]
    assert best(["before v"] * 2 + ["ends 社区"]) == ["venue"]
    assert best(["ends 社区"] * 1000) == ["community"]
    assert best([]) == sorted(TYPES)


def test_what_tells_a_type_is_summed_and_remembered_by_its_facts() -> None:
    """A sum is that of the weights of the features named, the same whenever the facts are met again."""
    weights = weights_of_types({"expected venue": {"venue": 3}, "reason suffix+venue": {"place": 5}})
    told = [(types.expected, "venue", "suffix")]

    assert types.features_of(told) == ["expected venue", "reason suffix+venue"]
    for _ in range(2):
        assert weights.told[told[0]] == weights["expected venue"] + weights["reason suffix+venue"]

"""The lexicon: compiled from the ontology and the tables, which are data and can be wrong."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from baiyang_kg import lexicon
from baiyang_kg.errors import LexiconError
from baiyang_kg.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from baiyang_kg.reading.terms import Lexicon


@pytest.fixture
def load_with(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Lexicon]:
    """Load the lexicon with a line added to one of its files, read from a copy."""
    shutil.copytree(root / "data" / "lexicon", tmp_path / "data" / "lexicon")
    shutil.copytree(root / "ontology", tmp_path / "ontology")
    monkeypatch.setattr(lexicon, "resource", lambda name: tmp_path / name)

    def load(file: str, line: str) -> Lexicon:
        with (tmp_path / file).open("a", encoding="utf-8") as output:
            output.write(f"{line}\n")
        return load_lexicon.__wrapped__()

    return load


def test_units_come_from_the_ontology() -> None:
    """Every printed form of a unit leads to its kind."""
    units = load_lexicon().units

    assert (units["元"], units["平方米"], units["㎡"], units["人次"]) == (
        "currency",
        "area",
        "area",
        "person_time",
    )
    assert (units["户"], units["名"], units["个百分点"], units["台"]) == (
        "household",
        "person",
        "percentage_point",
        "count",
    )


def test_a_new_unit_is_a_stanza_of_turtle(load_with: Callable[[str, str], Lexicon]) -> None:
    """The reader knows a unit as soon as the ontology does."""
    stanza = (
        "<urn:x> by:unitKind by:CountUnit ; skos:prefLabel '盏'@zh , 'lamps'@en ; skos:altLabel '盏次'@zh ."
    )
    units = load_with("ontology/units.ttl", stanza).units

    assert (units["盏"], units["盏次"]) == ("count", "count")
    assert "lamps" not in units


def test_a_new_word_is_a_row_of_a_table(load_with: Callable[[str, str], Lexicon]) -> None:
    """A verb and a bound need no code."""
    assert load_with("data/lexicon/verbs.tsv", "act\t点亮 擦亮").plays("擦亮", "act")
    assert (
        load_with("data/lexicon/bounds.tsv", "足有\tbefore\tat_least").bounds["before"]["足有"] == "at_least"
    )


def test_indicators_are_known_by_every_label() -> None:
    """Preferred and other labels lead to one indicator with its theme."""
    indicators = load_lexicon().indicators

    assert all(indicators[one.label].label == one.label for one in indicators.values())
    assert {one.theme for one in indicators.values()} <= {
        None,
        *(one.notation for one in load_lexicon().themes),
    }


WRONG = {
    "data/lexicon/verbs.tsv": ("jump\t跃", "role 'jump'", "reach, increase"),
    "data/lexicon/bounds.tsv": ("约\tabove\tabout", "place 'above'", "before, apart, behind, unit"),
    "data/lexicon/figure-weights.tsv": ("x\t1.5", "weight '1.5'", "whole number"),
    "data/lexicon/idioms.tsv": ("四处(\tnote", "pattern '四处('", "mend the pattern"),
    "data/lexicon/labels.tsv": ("[\t号\tcode", "pattern", "mend the pattern"),
    "data/lexicon/words.tsv": ("托位\tn\tx", "3 cells under 2", "single tabs"),
}


@pytest.mark.parametrize("file", WRONG)
def test_a_row_that_cannot_be_used_is_named(
    load_with: Callable[[str, str], Lexicon], root: Path, file: str
) -> None:
    """The message says file and line, what is wrong and what to do."""
    line, found, remedy = WRONG[file]
    last = len((root / file).read_text(encoding="utf-8").splitlines()) + 1

    with pytest.raises(LexiconError, match=re.escape(found)) as raised:
        load_with(file, line)
    assert raised.value.place.endswith(f"{file.rpartition('/')[2]}:{last}")
    assert remedy in raised.value.remedy


def test_broken_turtle_is_named(load_with: Callable[[str, str], Lexicon]) -> None:
    """A file of the ontology that is no Turtle is a mistake of its editor, with its path."""
    with pytest.raises(LexiconError) as raised:
        load_with("ontology/themes.ttl", "by:broken a [")
    assert raised.value.place.endswith("themes.ttl")


def test_an_idiom_covers_its_quantity() -> None:
    """A quantity is an idiom if the idiom reaches its end."""
    known = load_lexicon()

    assert known.is_idiom("四处宣传", 0, 2)
    assert not known.is_idiom("四处理站", 0, 3)


def test_a_label_needs_its_neighbours() -> None:
    """A number is a door only before 号."""
    known = load_lexicon()

    assert known.label_reason("中山路128号", 3, 6) == "code"
    assert known.label_reason("新增128个", 2, 5) is None

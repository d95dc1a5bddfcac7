"""What the reader knows of names before the first line: the `name-*.tsv` tables of `data/lexicon`, compiled.

Tables name words and suffixes, never sentences; how much each piece of evidence counts is learned from gold
(`bench/learn_names.py`) and stands in `name-weights.tsv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from baiyang_kg.errors import LexiconError
from baiyang_kg.reading.names.weights import (
    TYPES,
    NameWeights,
    TypeWeights,
    read_name_weights,
    weights_of_types,
)
from baiyang_kg.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from rjieba import Jieba

    from baiyang_kg.reading.page.word_classes import WordClasses


@dataclass(frozen=True, slots=True, eq=False)  # a lexicon is itself alone
class NameLexicon:
    """Words, suffixes and weights by which names are found. All mappings are read only."""

    suffixes: Mapping[str, str]  # what a name ends with → its type
    classes: Mapping[str, str]  # word → its part beside or inside a name (launch, level, bar …)
    plain: frozenset[str]  # words that end like a name and are none
    headless: frozenset[str]  # words that no name ends with, whatever they end with themselves
    common: frozenset[str]  # words that the reports of many places share
    known: Mapping[str, str]  # names that need no suffix → type
    aliases: Mapping[str, str]  # another form → the name
    alias_ends: frozenset[str]  # the characters that other forms end with
    surnames: frozenset[str]
    word_classes: WordClasses
    weights: NameWeights  # of the features of candidates
    type_weights: TypeWeights  # of the features of types
    segmenter: Jieba  # whose dictionary tells ordinary words


def load_name_lexicon(folder: Path, word_classes: WordClasses, segmenter: Jieba) -> NameLexicon:
    """Return the compiled tables `name-*.tsv` of `folder`, beside classes of words and a dictionary.

    Raises LexiconError with file and line where a type is unknown or a weight is no integer.
    """
    classes: dict[str, str] = {}
    apart: dict[str, set[str]] = {"plain": set(), "headless": set()}
    for row in read_table(folder / "name-words.tsv"):
        if row["class"] in apart:
            apart[row["class"]].update(row.words("words"))
        else:
            for word in row.words("words"):
                classes.setdefault(word, row["class"])
    known = {word: "place" for row in read_table(folder / "name-places.tsv") for word in row.words("names")}
    known |= _by_type(folder / "name-organisations.tsv", "names") | _by_type(
        folder / "name-aliases.tsv", "alias"
    )
    weights = read_name_weights(folder / "name-weights.tsv")
    aliases = read_table(folder / "name-aliases.tsv")
    return NameLexicon(
        suffixes=_by_type(folder / "name-suffixes.tsv", "suffixes"),
        classes=classes,
        plain=frozenset(apart["plain"]),
        headless=frozenset(apart["headless"]),
        common=frozenset(
            word for row in read_table(folder / "name-common.tsv") for word in row.words("words")
        ),
        known=known,
        aliases={row["alias"]: row["name"] for row in aliases},
        alias_ends=frozenset(row["alias"][-1] for row in aliases),
        surnames=frozenset(
            word for row in read_table(folder / "name-surnames.tsv") for word in row.words("names")
        ),
        word_classes=word_classes,
        weights=weights[""],
        type_weights=_by_feature(weights),
        segmenter=segmenter,
    )


def _by_type(path: Path, column: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for row in read_table(path):
        if row["type"] not in TYPES:
            known = ", ".join(sorted(TYPES))
            raise LexiconError(row.place, f"no type of names: {row['type']}", f"use one of {known}")
        for word in row.words(column):
            words.setdefault(word, row["type"])
    return words


def _by_feature(tables: Mapping[str, NameWeights]) -> TypeWeights:
    """Return the weights of types by feature: "ends 社区"."""
    by_feature: dict[str, dict[str, int]] = {}
    for kind, table in tables.items():
        for family, given in table.items():
            for fact, weight in given[""].items() if kind else ():
                by_feature.setdefault(f"{family} {fact}", {})[kind] = weight
    return weights_of_types(by_feature)

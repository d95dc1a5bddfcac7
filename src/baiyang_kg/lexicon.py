"""The bridge in: the ontology's Chinese labels and the tables of `data/lexicon` become one `Lexicon`.

A new unit, indicator or theme is a stanza of Turtle, a new verb or bound a row of a table, and no code.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from baiyang_kg.errors import LexiconError
from baiyang_kg.reading.names.lexicon import load_name_lexicon
from baiyang_kg.reading.names.relations import load_relation_rules
from baiyang_kg.reading.page.word_classes import WordClasses
from baiyang_kg.reading.page.words import new_segmenter
from baiyang_kg.reading.periods.clues import PeriodWeights
from baiyang_kg.reading.terms import Indicator, Lexicon, Theme
from baiyang_kg.reading.things.collocations import Collocations
from baiyang_kg.reading.things.weights import part_by_frame
from baiyang_kg.resources import resource
from baiyang_kg.tables import Row, read_cells, read_table, read_weights

if TYPE_CHECKING:
    from pathlib import Path

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_BY = "https://w3id.org/baiyang-kg/ns#"
_PREF, _ALT, _HIDDEN, _NOTATION = (_SKOS + n for n in ("prefLabel", "altLabel", "hiddenLabel", "notation"))
_UNIT_KINDS = {
    "PersonUnit": "person",
    "PersonTimeUnit": "person_time",
    "HouseholdUnit": "household",
    "PercentagePointUnit": "percentage_point",
}
_ROLES = (
    "reach", "increase", "decrease", "change_amount", "change_link", "share", "level_rate", "progress",
    "step", "scope", "act",
)  # fmt: skip
_Node = ox.NamedNode | ox.Literal


class _Terms:
    """The statements of one ontology file, by subject and predicate."""

    def __init__(self, path: Path) -> None:
        self.by_subject: defaultdict[str, defaultdict[str, list[_Node]]]
        self.by_subject = defaultdict(lambda: defaultdict(list))
        try:
            for subject, predicate, node, _ in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                if isinstance(subject, ox.NamedNode) and isinstance(node, ox.NamedNode | ox.Literal):
                    self.by_subject[subject.value][predicate.value].append(node)
        except SyntaxError as error:
            remedy = "mend the Turtle; the ontology is read at every start"
            raise LexiconError(str(path), str(error), remedy) from error

    def chinese(self, subject: str, *predicates: str) -> tuple[str, ...]:
        found = self.by_subject[subject]
        return tuple(
            node.value
            for predicate in predicates
            for node in found.get(predicate, ())
            if isinstance(node, ox.Literal) and node.language == "zh"
        )

    def first(self, subject: str, predicate: str) -> str | None:
        nodes = self.by_subject[subject].get(predicate)
        return nodes[0].value if nodes else None


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon that travels with the program.

    Raises LexiconError with file and line where a row or a stanza cannot be used.
    """
    folder = resource("data/lexicon")
    ontology = resource("ontology")
    units = _units(_Terms(ontology / "units.ttl"))
    themes, theme_names = _themes(_Terms(ontology / "themes.ttl"))
    indicators = _indicators(_Terms(ontology / "indicators.ttl"), theme_names)
    word_classes = WordClasses(_word_classes(folder / "word-classes.tsv"))
    segmenter = new_segmenter({row["word"]: row["tag"] for row in read_table(folder / "words.tsv")})
    return Lexicon(
        units=units,
        bounds=_bounds(folder / "bounds.tsv"),
        verbs=_verbs(folder / "verbs.tsv"),
        themes=themes,
        indicators=indicators,
        idioms=_idioms(folder / "idioms.tsv"),
        labels=tuple(
            (_compile(row, f"(?:{row['before']})$"), _compile(row, row["behind"]), row["reason"])
            for row in read_table(folder / "labels.tsv")
        ),
        confusables={row["misread"]: row["likely"] for row in read_table(folder / "confusables.tsv")},
        names=load_name_lexicon(folder, word_classes, segmenter),
        relations=load_relation_rules(folder / "relations.tsv"),
        word_classes=word_classes,
        weights=part_by_frame(
            {feature: weight for feature, weight, _ in read_weights(folder / "figure-weights.tsv")},
            _collocations(folder),
        ),
        period_weights=PeriodWeights(
            {feature: weight for feature, weight, _ in read_weights(folder / "period-weights.tsv")}
        ),
        segmenter=segmenter,
    )


def _word_classes(path: Path) -> dict[str, str]:
    return {word: row["class"] for row in read_table(path) for word in row["words"].split(" ")}


def _collocations(folder: Path) -> Collocations:
    counted: dict[bool, dict[str, list[str]]] = {True: {}, False: {}}
    for unit, side, *words in read_cells(folder / "counted-words.tsv"):
        counted[side == "behind"][unit] = words
    bound = {word: cells for word, *cells in read_cells(folder / "bound-words.tsv")}
    degrees = read_cells(folder / "governing-words.tsv")
    governing = {word: degree for degree, words in degrees for word in words.split(" ")}
    return Collocations(counted, bound, governing)


def _units(terms: _Terms) -> dict[str, str]:
    units = {}
    for subject in terms.by_subject:
        kind = terms.first(subject, _BY + "unitKind")
        if kind is None:
            continue
        name = kind.removeprefix(_BY)
        for label in terms.chinese(subject, _PREF, _ALT):
            units[label] = _UNIT_KINDS.get(name, name.removesuffix("Unit").lower())
    return units


def _themes(terms: _Terms) -> tuple[tuple[Theme, ...], dict[str, str]]:
    themes, names = [], {}
    for subject in terms.by_subject:
        notation = terms.first(subject, _NOTATION)
        if notation is not None:
            names[subject] = notation
            themes.append(Theme(notation, terms.chinese(subject, _PREF, _ALT, _HIDDEN)))
    return tuple(themes), names


def _indicators(terms: _Terms, theme_names: dict[str, str]) -> dict[str, Indicator]:
    indicators = {}
    for subject in terms.by_subject:
        preferred = terms.chinese(subject, _PREF)
        if not preferred or terms.first(subject, _BY + "unitKind") is None:
            continue
        theme = theme_names.get(terms.first(subject, _BY + "theme") or "")
        for label in (*preferred, *terms.chinese(subject, _ALT, _HIDDEN)):
            indicators[label] = Indicator(preferred[0], theme)
    return indicators


def _bounds(path: Path) -> dict[str, dict[str, str]]:
    bounds: dict[str, dict[str, str]] = {"before": {}, "apart": {}, "behind": {}, "unit": {}}
    for row in read_table(path):
        if row["place"] not in bounds:
            raise LexiconError(row.place, f"place {row['place']!r}", f"write one of {', '.join(bounds)}")
        bounds[row["place"]].update(dict.fromkeys(row.words("words"), row["bound"]))
    return bounds


def _verbs(path: Path) -> dict[str, frozenset[str]]:
    roles: dict[str, set[str]] = {role: set() for role in _ROLES}
    for row in read_table(path):
        if row["role"] not in roles:
            raise LexiconError(row.place, f"role {row['role']!r}", f"write one of {', '.join(_ROLES)}")
        roles[row["role"]].update(row.words("words"))
    return {role: frozenset(words) for role, words in roles.items()}


def _idioms(path: Path) -> re.Pattern[str]:
    patterns = [_compile(row, row["pattern"]).pattern for row in read_table(path)]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)")


def _compile(row: Row, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise LexiconError(row.place, f"pattern {pattern!r}: {error}", "mend the pattern") from error

"""The lexicon that the reader consults; `baiyang_kg.lexicon` compiles it from the ontology and the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from rjieba import Jieba

    from baiyang_kg.reading.names.lexicon import NameLexicon
    from baiyang_kg.reading.names.relations import RelationRule
    from baiyang_kg.reading.page.word_classes import WordClasses
    from baiyang_kg.reading.periods.clues import PeriodWeights
    from baiyang_kg.reading.things.weights import FrameWeights


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the ontology and the words that speak of it."""

    notation: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator that the ontology knows by name."""

    label: str  # the preferred label
    theme: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # a lexicon is itself alone
class Lexicon:
    """All words that the reader knows, by the part they play."""

    units: Mapping[str, str]  # printed form → unit kind
    bounds: Mapping[str, Mapping[str, str]]  # place → word → bound
    verbs: Mapping[str, frozenset[str]]  # role → words
    themes: tuple[Theme, ...]
    indicators: Mapping[str, Indicator]  # any label → indicator
    idioms: re.Pattern[str]  # what only looks like a count, from its numeral on: 四处, 三个方面
    labels: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...]  # before, behind, reason
    confusables: Mapping[str, str]  # misread character → likely character
    names: NameLexicon
    relations: tuple[RelationRule, ...]
    word_classes: WordClasses
    weights: FrameWeights  # of the ranking
    period_weights: PeriodWeights  # of the choice among periods
    segmenter: Jieba

    def plays(self, word: str, role: str) -> bool:
        """Say whether `word` plays `role` (reach, increase, act …)."""
        return word in self.verbs[role]

    def is_idiom(self, chars: str, start: int, end: int) -> bool:
        """Say whether the numeral at `start` opens an idiom that reaches `end` or beyond."""
        idiom = self.idioms.match(chars, start)
        return idiom is not None and idiom.end() >= end

    def label_reason(self, chars: str, start: int, end: int) -> str | None:
        """Return why the Arabic numeral is a label (of a door, a road, a device), None if it counts."""
        for before, behind, reason in self.labels:
            if behind.match(chars, end) and before.search(chars, max(0, start - 6), start):
                return reason
        return None

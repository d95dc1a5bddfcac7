"""What a figure is about: the theme whose words stand nearest to it.

A word of a theme counts in the section heading, in the run-in heading of the paragraph, in the paragraph, in the
figure's own label and in its clause. The highest sum wins; without any such word the theme is `other`. Of
headings that follow each other without a paragraph between, all count: a heading of a part and of its first section.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.reading.scope import Scope
    from baiyang_kg.reading.terms import Theme

_LABEL, _CLAUSE, _RUN_IN, _HEADING, _BLOCK = 3, 2, 4, 5, 2
_RUN_IN_LENGTH = 24


class Themes:
    """The themes of the ontology, matched by their words."""

    def __init__(self, scope: Scope, themes: Sequence[Theme]) -> None:
        self._scope = scope
        self._order = [theme.notation for theme in themes]
        self._theme_of = {word: theme.notation for theme in reversed(themes) for word in theme.keywords}
        longest_first = sorted(self._theme_of, key=len, reverse=True)
        self._words = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
        self._heads = self._headings()

    def theme_of(self, label: str, place: int) -> str:
        """Return the notation of the theme of a figure with `label` at `place`."""
        scores: Counter[str] = Counter()
        clause = self._scope.clauses.at(place)
        chars = self._scope.text.chars
        self._count(scores, label, _LABEL)
        if clause:
            self._count(scores, chars[clause.start : clause.end], _CLAUSE)
        block = self._scope.blocks.index_at(place)
        section, run_in = self._heads[block] if block >= 0 else ("", "")
        self._count(scores, run_in, _RUN_IN)
        self._count(scores, section, _HEADING)
        paragraph = self._scope.blocks.at(place)
        if paragraph:
            self._count(scores, chars[paragraph.start : paragraph.end], _BLOCK)
        if not scores:
            return "other"
        return min(scores, key=lambda theme: (-scores[theme], self._order.index(theme)))

    def _count(self, scores: Counter[str], text: str, weight: int) -> None:
        for theme in {self._theme_of[match[0]] for match in self._words.finditer(text)}:
            scores[theme] += weight

    def _headings(self) -> list[tuple[str, str]]:
        """Return for each block its section heading and its own first sentence, if that is short."""
        chars, heads, section, headed = self._scope.text.chars, list[tuple[str, str]](), "", False
        for block in self._scope.text.blocks:
            text = chars[block.start : block.end]
            if block.level:
                section = f"{section}\n{text}" if headed else text
            headed = bool(block.level)
            first = re.match(rf"[^。！？\n]{{2,{_RUN_IN_LENGTH}}}[。！]", text)
            heads.append((section, first[0] if first else ""))
        return heads

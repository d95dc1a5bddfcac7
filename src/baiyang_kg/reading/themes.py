"""What a figure is about: the theme whose words stand nearest to it.

A word of a theme counts in the section heading, in the run-in heading of the paragraph, in the paragraph, in
the figure's own label and in its clause. The highest sum wins; without any such word the theme is `other`. Of
headings that follow each other without a paragraph between, all count: a heading of a part and of its first
section.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.reading.scope import Scope
    from baiyang_kg.reading.terms import Theme

_LABEL, _CLAUSE, _RUN_IN, _HEADING, _BLOCK = 3, 2, 4, 5, 2
_RUN_IN_HEADING = re.compile(r"[^。！？\n]{2,24}[。！]")


class _BlockThemes(NamedTuple):
    section: frozenset[str]
    run_in: frozenset[str]
    all: frozenset[str]


class Themes:
    """The themes of the ontology, matched by their words."""

    def __init__(self, scope: Scope, themes: Sequence[Theme]) -> None:
        self._scope = scope
        self._order = [theme.notation for theme in themes]
        self._theme_of = {word: theme.notation for theme in reversed(themes) for word in theme.keywords}
        longest_first = sorted(self._theme_of, key=len, reverse=True)
        self._words = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
        self._blocks = self._read_blocks()

    def theme_of(self, label: str, place: int) -> str:
        """Return the notation of the theme of a figure with `label` at `place`."""
        chars, clause = self._scope.text.chars, self._scope.clauses.at(place)
        block = self._blocks[self._scope.blocks.index_at(place)]
        scores: Counter[str] = Counter()
        for themes, weight in (
            (self._find(label), _LABEL),
            (self._find(chars[slice(*clause)] if clause else ""), _CLAUSE),
            (block.run_in, _RUN_IN),
            (block.section, _HEADING),
            (block.all, _BLOCK),
        ):
            scores.update(dict.fromkeys(themes, weight))
        return min(scores, key=lambda theme: (-scores[theme], self._order.index(theme)), default="other")

    def _find(self, text: str) -> frozenset[str]:
        return frozenset(self._theme_of[match[0]] for match in self._words.finditer(text))

    def _read_blocks(self) -> list[_BlockThemes]:
        """Return the themes of each block, of its section's headings and of its first sentence, if short."""
        blocks, section, headed = list[_BlockThemes](), frozenset[str](), False
        for block in self._scope.text.blocks:
            text = self._scope.text.chars[block.start : block.end]
            themes = self._find(text)
            if block.level:
                section = section | themes if headed else themes
            headed = bool(block.level)
            first = _RUN_IN_HEADING.match(text)
            blocks.append(_BlockThemes(section, self._find(first[0] if first else ""), themes))
        return blocks

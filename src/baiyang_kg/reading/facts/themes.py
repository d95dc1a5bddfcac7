"""What a figure is about: the theme whose words stand nearest to it.

A word of a theme counts in the section heading, in the run-in heading of the paragraph, in the paragraph, in
the figure's own label and in its clause. The highest sum wins; without any such word the theme is `other`. Of
headings that follow each other without a paragraph between, all count: a heading of a part and of its first
section.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.reading.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.terms import Theme

_NONE: frozenset[str] = frozenset()
_LABEL, _CLAUSE, _RUN_IN, _HEADING, _BLOCK = 3, 2, 4, 5, 2
_RUN_IN_HEADING = re.compile(r"[^。！？\n]{2,24}[。！]")


class _BlockThemes(NamedTuple):
    section: frozenset[str]
    run_in: frozenset[str]
    all: frozenset[str]


class Themes:
    """The themes of the ontology, matched by their words; the text is searched for them once."""

    def __init__(self, scope: Scope, themes: Sequence[Theme]) -> None:
        self._scope = scope
        self._rank = {theme.notation: rank for rank, theme in enumerate(themes)}
        self._theme_of, self._words, self._of_label = _compile(tuple(themes))
        found = [
            (match.start(), self._theme_of[match[0]]) for match in self._words.finditer(scope.text.chars)
        ]
        self._places = [place for place, _ in found]
        self._said = [theme for _, theme in found]
        self._blocks = self._read_blocks()

    def theme_of(self, label: str, place: int) -> str:
        """Return the notation of the theme of a figure with `label` at `place`."""
        clause = self._scope.clauses.at(place)
        block = self._blocks[self._scope.blocks.index_at(place)]
        scores = dict.fromkeys(block.all, _BLOCK)
        for themes, weight in (
            (self._of_label[label], _LABEL),
            (self._between(*clause) if clause else (), _CLAUSE),
            (block.run_in, _RUN_IN),
            (block.section, _HEADING),
        ):
            for theme in themes:
                scores[theme] = scores.get(theme, 0) + weight
        if not scores:
            return "other"
        most = max(scores.values())
        best = [theme for theme, score in scores.items() if score == most]
        return best[0] if len(best) == 1 else min(best, key=self._rank.__getitem__)

    def _between(self, start: int, end: int) -> frozenset[str]:
        return frozenset(self._said[bisect_left(self._places, start) : bisect_left(self._places, end)])

    def _read_blocks(self) -> list[_BlockThemes]:
        """Return the themes of each block, of its section's headings and of its first sentence, if short."""
        blocks, section, headed = list[_BlockThemes](), _NONE, False
        for block in self._scope.text.blocks:
            themes = self._between(block.start, block.end)
            if block.level:
                section = section | themes if headed else themes
            headed = bool(block.level)
            first = _RUN_IN_HEADING.match(self._scope.text.chars, block.start, block.end)
            run_in = self._between(*first.span()) if first else _NONE
            blocks.append(_BlockThemes(section, run_in, themes))
        return blocks


@cache
def _compile(
    themes: tuple[Theme, ...],
) -> tuple[dict[str, str], re.Pattern[str], Memory[str, frozenset[str]]]:
    """Return word → theme of all themes, the pattern of the words, and label → the themes that it has."""
    theme_of = {word: theme.notation for theme in reversed(themes) for word in theme.keywords}
    words = _any_of(theme_of)
    return theme_of, words, Memory(lambda label: frozenset(theme_of[word] for word in words.findall(label)))


def _any_of(words: Collection[str]) -> re.Pattern[str]:
    """Return a pattern of the longest of `words` at a place, parted by first characters: 水(?:利工程|利).

    Which two characters begin a word says first, in one step, that most places begin none.
    """
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    if not by_first:
        return re.compile(r"(?!)")
    pattern = "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in by_first.items())
    firsts, seconds = "".join(by_first), "".join(sorted({word[1] for word in words if len(word) > 1}))
    pairs = [f"[{re.escape(firsts)}][{re.escape(seconds)}]"] if seconds else []
    begins = "|".join([*pairs, *(re.escape(word) for word in words if len(word) == 1)])
    return re.compile(f"(?={begins})(?:{pattern})")

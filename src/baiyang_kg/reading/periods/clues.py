"""What speaks for a period as that of a figure, and what it weighs.

The features are named by the facts that they join: `way=as form=year where=sent`.
"""

from __future__ import annotations

from functools import cached_property

from baiyang_kg.reading.clues import Clue, Pattern, spell
from baiyang_kg.reading.memory import Memory
from baiyang_kg.reading.periods.meanings import MONTH

_WHEN = ("past", "last", "this", "next", "later")  # of the year that the text is about

# Of a mention of time that is read in some way: how it stands to the figure, and how what it says fits it.
STANDING = Pattern(
    "way form slot where rank text day",
    "way form where rank text",
    "way form where rank",
    "way slot where text",
    "way slot where",
    "way form where day",
)
FITTING = Pattern(
    "way form shape kind plan reached text day cue",
    "way text kind",
    "way form plan shape",
    "shape day plan",
    "way form reached",
    "shape cue",
)
SPANNING = Pattern("way kind reached before", "span way kind reached", "span way before")
WORDED = Pattern("word way text", "word way text")
BEATEN = Pattern("way form text", "beaten way form text", "beaten text")  # by a date of its own sentence
RELATED = Pattern("rel way form where plan", "rel way form where", "rel where", "rel plan")
HEADED = Pattern("rel kind noun", "rel noun", "rel kind")  # what is counted, and the kind of the figure
# Of a period that needs no mention, the day or the year of the text: what is mentioned, and how it fits.
UNSAID = Pattern(
    "unsaid shape kind plan reached day mentions cue",
    "unsaid day mentions",
    "unsaid day kind reached",
    "unsaid day plan",
    "shape day plan",
    "unsaid cue",
    "shape cue",
)
FOLLOWING = Pattern("shape before", "shape before")  # which tells a state from what was done in a period


class PeriodWeights(dict[str, int]):
    """Feature → weight of the choice among periods."""

    @cached_property
    def of_clues(self) -> Memory[Clue, int]:
        """Return clue → the sum of the weights of its features; of one that was not learned, nothing."""
        return Memory(lambda clue: sum(self.get(name, 0) for name in spell(clue)))


def shape_of(year: int, period: str) -> str:
    """Return whether a period is years or months, one or a span, and how far its end is from `year`."""
    first, _, last = period.partition("/")
    away = int((last or first)[:4]) - year
    when = _WHEN[max(-2, min(2, away)) + 2]
    return f"{'months' if len(first) == MONTH else 'years'}{'-span' if last else ''}-{when}"


def relation_of(today: str, period: str) -> str:
    """Return how a period stands to the day of an article: before it, with it, after it."""
    first, _, last = period.partition("/")
    last = last or first
    size = len(last)
    today = today[:size]
    span = "-span" if "/" in period else ""
    unit = "month" if size == MONTH else "year"
    return f"{unit}{span}-{'before' if last < today else 'after' if last > today else 'now'}"

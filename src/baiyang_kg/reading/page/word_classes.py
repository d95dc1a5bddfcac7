"""Classes of words that stand beside the same words, for features that must hold on words never annotated.

The table (`data/lexicon/word-classes.tsv`) is mined from reports without annotation by
`bench/mine_word_classes.py`: 拆除, 整治 and 清理 are of one class, 公园, 广场 and 游园 of another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from baiyang_kg.reading.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Mapping

_NUMERAL = re.compile(r"[\d.]+", re.ASCII)


def generalise(word: str) -> str:
    """Return what stands for a word in the table: itself, or 0 for every numeral in digits."""
    return "0" if _NUMERAL.fullmatch(word) else word


class WordClasses(Memory[str, str]):
    """Word → its class, remembered; an unknown word is of the class of its last character."""

    def __init__(self, table: Mapping[str, str]) -> None:
        super().__init__(lambda word: table.get(generalise(word)) or f"?{word[-1:]}")

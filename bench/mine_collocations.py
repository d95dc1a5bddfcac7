"""Mine which words go together: `counted-words.tsv`, `bound-words.tsv` and `governing-words.tsv`.

    python bench/mine_collocations.py TEXT_FOLDER…

Any Chinese news text will do; some thirty million characters were read for the tables that are kept. Texts
that are set aside for measuring (`data/gold/aside`) are left out. The measure is pointwise mutual information
(Church and Hanks, Computational Linguistics 16(1), 1990) in steps; pairs that were seen too seldom are not
kept, for there it overstates.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter, defaultdict
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from texts import read_texts

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.page.layout import read_layout
from baiyang_kg.reading.page.words import find_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from baiyang_kg.reading.page.words import Words
    from baiyang_kg.reading.terms import Lexicon

ROOT = Path(__file__).resolve().parent.parent
LEXICON = ROOT / "data" / "lexicon"
SELDOM = 3  # a unit and a word that met less often say nothing
STRANGE = 12  # a word met less often beside units is not known
SELDOM_BOUND = 12  # the same for words side by side
RARE_BOUND = 60
STEPS = (-1.0, 0.5, 2.0, 3.5)  # of mutual information in bits, between degrees 1 to 5
STEPS_BOUND = (0.0, 2.5, 4.5, 6.5)
RARE_GOVERNING = 40
STEPS_GOVERNING = (0.002, 0.01, 0.03, 0.08)  # of the share of its occurrences
DEGREES = len(STEPS) + 1
COLUMNS = tuple(str(one + 1) for one in range(DEGREES))
_NOUN = ("n", "vn", "an", "j")
_INSIDE = frozenset(("n", "vn", "an", "j", "a", "b", "l", "v", "nz", "nt", "ns", "s", "f", "ad"))
_ABOUT = frozenset(("了", "约", "近", "超", "超过", "共", "各类", "各", "大约", "逾", "着", "出"))
_WORD = re.compile(r"[一-鿿]{1,6}")

Found = Counter[tuple[str, str]]


def degree(information: float, steps: Sequence[float]) -> int:
    """Return the step of a mutual information in bits: 1 for the lowest."""
    return 1 + sum(information > step for step in steps)


def find_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Return the pattern of a number with its unit, whose group is the unit."""
    units = sorted((re.escape(unit) for unit in lexicon.units if unit), key=len, reverse=True)
    return re.compile(  # a numeral, its scale, and a bound at either place
        rf"(?:[0-9][0-9.]*|[一二两三四五六七八九十百千]+)[余多]?[万亿]?[余多]?({'|'.join(units)})"
    )


class Meetings:
    """What met in the texts that were read."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._pattern = find_pattern(lexicon)
        self.counted: dict[bool, Found] = {True: Counter(), False: Counter()}
        self.beside: Found = Counter()
        self.words: Counter[str] = Counter()
        self.before: Counter[str] = Counter()

    def read(self, chars: str) -> None:
        """Count what meets in a text."""
        words = find_words(chars, self._lexicon.segmenter)
        texts = [text if _WORD.fullmatch(text) else "" for text in words.texts]
        self.words.update(filter(None, texts))
        self.beside.update(pair for pair in pairwise(texts) if pair[0] and pair[1])
        for found in self._pattern.finditer(chars):
            self.before[self._governor(words, found.start())] += 1
            for behind, word in self._beside(words, *found.span()):
                self.counted[behind][found[1], word] += 1

    def _beside(self, words: Words, start: int, end: int) -> Iterator[tuple[bool, str]]:
        """Yield the noun that a quantity may count behind it, and the one before it."""
        index = words.index_at(end) if end < words.ends[-1] else len(words)
        if index < len(words) and words.starts[index] == end:
            last = None
            while index < len(words) and words.tags[index] in _INSIDE:
                last = index if words.tags[index].startswith(_NOUN) else last
                index += 1
            if last is not None:
                yield True, words.texts[last]
        index = words.index_at(start) - 1
        while index >= 0 and self._links(words.texts[index]):
            index -= 1
        if index >= 0 and words.tags[index].startswith(_NOUN):
            yield False, words.texts[index]

    def _governor(self, words: Words, start: int) -> str:
        """Return the word before a quantity, or before what says how much it is about."""
        index = words.index_at(start) - 1
        while index >= 0 and words.texts[index] in _ABOUT:
            index -= 1
        return words.texts[index] if index >= 0 else ""

    def _links(self, word: str) -> bool:
        plays = self._lexicon.plays
        return plays(word, "reach") or plays(word, "scope") or word in ("约", "近", "超", "有", "共", "已")


def rate_counted(found: Found) -> dict[tuple[str, str], int]:
    """Return the degree of each unit with each word, and with each ending after a hyphen."""
    endings: Found = Counter()
    for (unit, word), count in found.items():
        endings[unit, "-" + word[-1]] += count
    return {**_rate(found, SELDOM, STRANGE, STEPS), **_rate(endings, SELDOM, STRANGE, STEPS)}


def _rate(found: Found, seldom: int, strange: int, steps: Sequence[float]) -> dict[tuple[str, str], int]:
    firsts: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    for (first, second), count in found.items():
        firsts[first] += count
        seconds[second] += count
    total = firsts.total()
    return {
        (first, second): degree(math.log2(count * total / (firsts[first] * seconds[second])), steps)
        for (first, second), count in found.items()
        if count >= seldom and firsts[first] >= strange and seconds[second] >= strange
    }


def rate_bound(met: Meetings) -> dict[tuple[str, str], int]:
    """Return the degree of words side by side."""
    total = met.words.total()
    return {
        (left, right): degree(math.log2(count * total / (met.words[left] * met.words[right])), STEPS_BOUND)
        for (left, right), count in met.beside.items()
        if count >= SELDOM_BOUND and met.words[left] >= RARE_BOUND and met.words[right] >= RARE_BOUND
    }


def rate_governing(met: Meetings) -> dict[str, int]:
    """Return by word how often a quantity follows it, as a step."""
    return {
        word: degree(met.before[word] / count, STEPS_GOVERNING)
        for word, count in met.words.items()
        if count >= RARE_GOVERNING
    }


def _rows(degrees: dict[tuple[str, str], int], *cells: str) -> Iterator[str]:
    """Yield a row for each first word, with a cell of second words for each degree."""
    seconds: defaultdict[str, list[list[str]]] = defaultdict(lambda: [[] for _ in range(DEGREES)])
    for (first, second), one in degrees.items():
        seconds[first][one - 1].append(second)
    for first, by_degree in sorted(seconds.items()):
        yield "\t".join((first, *cells, *(" ".join(sorted(words)) for words in by_degree))) + "\n"


def _write(path: Path, says: str, columns: Sequence[str], rows: Iterable[str]) -> None:
    head = f"# {says}\n# Mined by bench/mine_collocations.py; not written by hand.\n"
    header = "\t".join(columns)
    path.write_text(f"{head}{header}\n{''.join(rows)}", encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


def main() -> None:
    """Write both tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="TEXT_FOLDER")
    lexicon = load_lexicon()
    met = Meetings(lexicon)
    for source in read_texts(parser.parse_args().folders):
        met.read(read_layout(source.raw, lexicon.segmenter).chars)
    says = "Nouns by unit, side and how strongly the unit goes with them; - before a last character."
    sides = ((True, "behind"), (False, "before"))
    rows = [row for behind, side in sides for row in _rows(rate_counted(met.counted[behind]), side)]
    _write(LEXICON / "counted-words.tsv", says, ("unit", "side", *COLUMNS), rows)
    says = "The words that follow a word, by how much more often than by chance."
    _write(LEXICON / "bound-words.tsv", says, ("word", *COLUMNS), _rows(rate_bound(met)))
    says = "Words by how often a quantity follows them: 1 hardly ever, 5 one time in twelve or more."
    by_degree = sorted((str(one), word) for word, one in rate_governing(met).items())
    groups = [(one, " ".join(word for _, word in group)) for one, group in groupby(by_degree, itemgetter(0))]
    _write(LEXICON / "governing-words.tsv", says, ("degree", "words"), map("{0[0]}\t{0[1]}\n".format, groups))


if __name__ == "__main__":
    main()

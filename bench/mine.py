"""Mine a folder of reports for rows that the lexicon may lack; a person reads them and decides.

    python bench/mine.py units|verbs|suffixes|doubts TEXT_FOLDER… [--places N] [--most N]

units     a unit and the noun it counts, as the reader pairs them (台 电梯): a wrong pair shows a unit that
          is none
verbs     verbs that stand at once before a figure and its noun and that `verbs.tsv` does not know
suffixes  nouns that end what begins with a place name and that `name-suffixes.tsv` does not know
doubts    the figures that were read with the least certainty, with the reading that came second

What stands in the texts of fewer places than --places says more about a place than about the language.
Printed are tab-separated rows: what was found, in how many places, how often, and one example.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from texts import read_texts

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.confidence import Calibration, read_calibration, weigh
from baiyang_kg.reading.explain import mark_clause
from baiyang_kg.reading.model import Context
from baiyang_kg.reading.report import Derived, derive
from baiyang_kg.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from baiyang_kg.reading.terms import Lexicon

YEAR = 2023  # periods are not mined, so any year will do


class Find(NamedTuple):
    """Something that may become a row, with the words it was found in."""

    found: str
    example: str


def find_units(derived: Derived, lexicon: Lexicon) -> Iterator[Find]:
    """Yield each unit with the last word of what it counts."""
    words = derived.scope.words
    for one in derived.derivations:
        head = one.figure.head
        if one.observation.unit in lexicon.units and head.start < head.end:
            noun = words[words.index_at(head.end - 1)].text
            yield Find(f"{one.observation.unit} {noun}", mark_clause(derived, one.figure))


def find_verbs(derived: Derived, lexicon: Lexicon) -> Iterator[Find]:
    """Yield the verb at once before a figure whose thing stands behind it, if no table knows it."""
    words = derived.scope.words
    for one in derived.derivations:
        left = one.figure.quantity.left
        if one.figure.frame != "QN" or left <= one.figure.situation.left:
            continue
        word = words[words.index_at(left - 1)]
        if word.tag == "v" and not any(lexicon.plays(word.text, role) for role in lexicon.verbs):
            yield Find(word.text, mark_clause(derived, one.figure))


def find_suffixes(derived: Derived, lexicon: Lexicon) -> Iterator[Find]:
    """Yield the noun that ends a run of nouns behind a place name, if it is no suffix."""
    words, chars = derived.scope.words, derived.scope.text.chars
    for index, tag in enumerate(words.tags):
        if tag != "ns":
            continue
        last = index
        while last + 1 < len(words) and words.tags[last + 1] in ("n", "nz", "vn", "j"):
            last += 1
        noun = words.texts[last]
        if last > index and noun not in lexicon.names.suffixes and noun not in lexicon.names.plain:
            yield Find(noun, chars[words.starts[index] : words.ends[last]])


def find_doubts(derived: Derived, calibration: Calibration) -> Iterator[tuple[str, ...]]:
    """Yield how sure each figure is: the share of the thing that won, the thing, the second, the clause."""
    for sure, one in zip(weigh(derived, calibration), derived.derivations, strict=True):
        if sure.runner_up:
            clause = " ".join(mark_clause(derived, one.figure).split())
            yield f"{sure.share:.3f}", one.observation.head, sure.runner_up, clause


FINDERS: dict[str, Callable[[Derived, Lexicon], Iterator[Find]]] = {
    "units": find_units,
    "verbs": find_verbs,
    "suffixes": find_suffixes,
}


def count(readings: Sequence[tuple[str, Derived]], what: str, places: int) -> list[tuple[str, ...]]:
    """Return what was found in the texts of at least so many places, most places first."""
    lexicon = load_lexicon()
    found_in: defaultdict[str, set[str]] = defaultdict(set)
    times: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for place, derived in readings:
        for one in FINDERS[what](derived, lexicon):
            found_in[one.found].add(place)
            times[one.found] += 1
            examples.setdefault(one.found, " ".join(one.example.split()))
    rows = [
        (one, str(len(found_in[one])), str(times[one]), examples[one])
        for one in found_in
        if len(found_in[one]) >= places
    ]
    return sorted(rows, key=lambda row: (-int(row[1]), -int(row[2]), row[0]))


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=[*FINDERS, "doubts"])
    parser.add_argument("folders", nargs="+", type=Path, metavar="TEXT_FOLDER")
    parser.add_argument("--places", type=int, default=3, metavar="N", help="in texts of so many places; 3")
    parser.add_argument("--most", type=int, default=100, metavar="N", help="rows at most; 100")
    options = parser.parse_args()
    lexicon = load_lexicon()
    readings = [
        (source.place, derive(source.raw, Context(area=source.place, year=YEAR), lexicon))
        for source in read_texts(options.folders)
    ]
    if options.what == "doubts":
        calibration = read_calibration(resource("data/lexicon/calibration.tsv"))
        rows = sorted(row for _, derived in readings for row in find_doubts(derived, calibration))
    else:
        rows = count(readings, options.what, options.places)
    for row in rows[: options.most]:
        print(*row, sep="\t")


if __name__ == "__main__":
    main()

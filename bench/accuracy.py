"""How well the program reads: `python bench/accuracy.py [GOLD …] [--misses N] [--json]`.

Reads the report of each gold file, as `baiyang-kg extract` does, and prints the figures of `yardstick.py`,
report by report and for all together. Without arguments: the gold of `data/gold` whose text is at hand, and
that of the development folder beside the checkout where there is one.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from records import Gold, read_gold, read_printed
from yardstick import Score, percentages, score

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.contract import format_records
from baiyang_kg.reading.model import Context
from baiyang_kg.reading.report import read

if TYPE_CHECKING:
    from baiyang_kg.reading.terms import Lexicon

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
COLUMNS = {
    "metrics": "figures",
    "detect_F1": "found",
    "value_unit_F1": "value+unit",
    "thing": "thing",
    "period": "period",
    "tuple_F1": "tuple",
    "strict_F1": "strict",
    "link_F1": "links",
    "names_F1": "names",
    "names_type": "types",
    "ledger": "ledger",
    "contract_errors": "faults",
}


def gold_files() -> list[Path]:
    """Return the gold of the repository, then what the development folder adds to it."""
    own = sorted((ROOT / "data" / "gold").glob("*.json"))
    stems = {path.stem for path in own}
    files = own + [path for path in sorted((SHARED / "gold").glob("*.json")) if path.stem not in stems]
    return [path for path in files if find_report(read_gold(path)).is_file()]


def aside_files() -> list[Path]:
    """Return the gold that is set aside for a last measurement, as far as its texts are at hand."""
    files = sorted((ROOT / "data" / "gold" / "aside").glob("*.json"))
    return [path for path in files if find_report(read_gold(path)).is_file()]


def written_files() -> list[Path]:
    """Return the gold of the texts that were written for the learning; nothing is measured on them."""
    return sorted((ROOT / "data" / "gold" / "written").glob("*.json"))


def public_files() -> list[Path]:
    """Return the gold of public news as far as its texts were found; nothing is measured on them."""
    files = sorted((ROOT / "data" / "gold" / "public").glob("*.json"))
    return [path for path in files if find_report(read_gold(path)).is_file()]


def find_report(gold: Gold) -> Path:
    """Return the report of a gold file: in the repository, found by hash, or in the development folder."""
    places = [folder / gold.text for folder in (ROOT / "data", ROOT / "build", SHARED)]
    return next((place for place in places if place.is_file()), places[-1])


def measure(path: Path, lexicon: Lexicon) -> Score:
    """Return the score of the program on the report of one gold file."""
    gold = read_gold(path)
    raw = find_report(gold).read_bytes().decode("utf-8")
    reading = read(raw, Context(area=gold.area, year=int(gold.year)), lexicon)
    return score(gold, raw, read_printed(format_records(reading), raw))


def print_table(scores: dict[str, Score]) -> None:
    """Print a line a report, and below it every figure of all reports together."""
    width = max(map(len, scores), default=0)
    print(" " * width, *(f"{title:>10}" for title in COLUMNS.values()))
    for name, one in scores.items():
        figures = percentages(one.counts)
        print(f"{name:{width}}", *(f"{shown(figures[key]):>10}" for key in COLUMNS))
    print()
    for key, value in summary(scores).items():
        print(f"{key:{width}}{shown(value):>10}")


def summary(scores: dict[str, Score]) -> dict[str, float | None]:
    """Return the figures of all reports together; `macro_tuple` gives each report the same weight."""
    tuples = [percentages(one.counts)["tuple_F1"] or 0.0 for one in scores.values()]
    macro = {"macro_tuple": round(sum(tuples) / len(tuples), 1) if tuples else None}
    return percentages(sum(scores.values(), Score(Counter())).counts) | macro


def shown(value: float | None) -> str:
    """Return a figure as text; what cannot be measured is a dash."""
    return "–" if value is None else str(value)


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="*", type=Path, help="gold files; without them, all there are")
    parser.add_argument(
        "--misses", type=int, default=0, metavar="N", help="show N differences of each report"
    )
    parser.add_argument(
        "--json", action="store_true", help="print the figures of all reports together, alone"
    )
    options = parser.parse_args()
    lexicon = load_lexicon()
    scores = {path.stem: measure(path, lexicon) for path in options.gold or gold_files()}
    if options.json:
        print(json.dumps(summary(scores)))
    else:
        print_table(scores)
        for name, one in scores.items():
            for miss in one.misses[: options.misses]:
                print(name, *miss, sep="\t")


if __name__ == "__main__":
    main()

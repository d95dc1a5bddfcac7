"""How well the program reads: `python bench/accuracy.py [GOLD …] [--misses N] [--json]`.

Runs `baiyang-kg extract` on the report of each gold file and prints the figures of `yardstick.py`, report by
report and for all together. Without arguments: the gold of `data/gold`, and of the development folder beside
the checkout where there is one. Ends with 1 if a report could not be read.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from records import Gold, read_gold, read_printed
from yardstick import Score, percentages, score

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
COMMAND = Path(sys.executable).with_name("baiyang-kg")
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
    return own + [path for path in sorted((SHARED / "gold").glob("*.json")) if path.stem not in stems]


def find_report(path: Path, gold: Gold) -> Path:
    """Return the report of a gold file: beside the gold, or in the development folder."""
    beside = path.resolve().parent.parent / gold.text
    return beside if beside.is_file() else SHARED / gold.text


def measure(path: Path) -> Score | None:
    """Return the score of one gold file's report, or None if the program could not read that report."""
    gold = read_gold(path)
    report = find_report(path, gold)
    command: list[str | Path] = [COMMAND, "extract", report, "--area", gold.area, "--year", gold.year]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.stderr.write(f"{path}: {done.stderr}")
        return None
    raw = report.read_bytes().decode("utf-8")
    return score(gold, raw, read_printed(done.stdout.splitlines(), raw))


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
    measured = {path.stem: measure(path) for path in options.gold or gold_files()}
    scores = {name: one for name, one in measured.items() if one is not None}
    if options.json:
        print(json.dumps(summary(scores)))
    else:
        print_table(scores)
        for name, one in scores.items():
            for miss in one.misses[: options.misses]:
                print(name, *miss, sep="\t")
    sys.exit(len(scores) < len(measured))


if __name__ == "__main__":
    main()

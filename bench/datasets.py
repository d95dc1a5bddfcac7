"""How long a table takes as a dataset, beside one pass of a CSV parser over the same file.

    python bench/datasets.py villages.csv

Prints seconds of processor time, the least of five runs each, their ratio, and the most memory used.
"""

from __future__ import annotations

import csv
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from baiyang_kg.datasets.sources import open_source

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 5


def parse(path: str) -> int:
    """Return how many rows a CSV parser finds, the header among them."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file))


def read(path: str) -> int:
    """Return how many records the dataset has, its digest, encoding, header and keys seen to."""
    return sum(len(batch.names) for batch in open_source(path, year=2022).batches())


def seconds(act: Callable[[str], int], path: str) -> float:
    """Return the least processor time of some runs."""
    least = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        act(path)
        least = min(least, time.process_time() - start)
    return least


def main() -> None:
    """Time both and print them."""
    path = sys.argv[1]
    parsed, taken = seconds(parse, path), seconds(read, path)
    print(
        f"{read(path)} records: {taken:.2f} s; csv.reader {parsed:.2f} s; {taken / parsed:.1f} times as long"
    )
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


if __name__ == "__main__":
    main()

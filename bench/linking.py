"""How long it takes to find a street's counterparts in a table of the whole country, beside reading it.

    python bench/linking.py [TABLE]

The least is one pass of Python's csv.reader over the same file. Both run in turn in one process, so that a
busy machine slows both; processor seconds, medians and their ratio come from one run. TABLE is a CSV file of
codes and names, such as the bureau's communities of the whole country; without it, one of 620,573 rows is
made up. The goal is a ratio of at most 5, opening and hashing the file among it, and bounded memory.
"""

from __future__ import annotations

import csv
import resource
import sys
import tempfile
from heapq import merge
from itertools import product
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

from baiyang_kg.datasets.record import Record
from baiyang_kg.datasets.sources import open_source
from baiyang_kg.linking.proposing import propose

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 5
ROWS = 620_573
STREET = ("浙江省", "杭州市", "钱塘区", "白杨街道")
# 25 communities as a report may print them, one of them with a slip, one a union, and an estate.
COMMUNITIES = (
    "邻里 大北 菱云 云邸 伊萨卡 江滨花园 云涛联合 景园 月雅苑 高教 闻潮 云水 海天 多蓝水岸 朗琴 东湾 观澜 "
    "江潮 美达 晨光 东郡 云滨 银海 东保 汇澜"
)
FIRST, SECOND = "东西南北上下新老大小红金青白云龙凤安和太", "山水河湖桥村庄园湾坪沟岭塘坝寺泉林田井店"


def subjects() -> list[Record]:
    """Return 26 things of a graph."""
    communities = [
        Record(f"community:{name}", f"{name}社区", "community", STREET) for name in COMMUNITIES.split()
    ]
    return [*communities, Record("estate:景园", "景园小区", "residential_compound", STREET)]


def made_up() -> Iterator[tuple[str, ...]]:
    """Yield rows of a country in which many places have one name, and the street among them."""
    names = ["".join(parts) for parts in product(FIRST, SECOND, ("", *FIRST))]
    provinces = (
        *range(11, 16),
        *range(21, 24),
        *range(31, 38),
        *range(41, 47),
        *range(50, 55),
        *range(61, 66),
    )
    streets = [
        f"{province}{city:02}{county:02}{street:03}"
        for province in provinces
        for city, county, street in product(range(1, 12), range(2, 12), range(101, 113))
    ]
    names_here = COMMUNITIES.replace("菱云", "凌云").replace("联合", "").split()
    here = [_row(f"330114002{number:03}", f"{name}社区居委会") for number, name in enumerate(names_here, 1)]
    rest = (
        _row(
            f"{streets[number // 16]}{number % 16 + 200}",
            f"{names[number * 7 % len(names)]}{'村民委员会' if number % 5 else '社区居委会'}",
        )
        for number in range(ROWS - len(here))
    )
    yield "code", "name", "streetCode", "provinceCode", "cityCode", "areaCode"
    yield from merge(here, rest)


def _row(code: str, name: str) -> tuple[str, ...]:
    return code, name, code[:9], code[:2], code[:4], code[:6]


def seconds_of(path: str) -> tuple[float, float, int]:
    """Return the seconds of one pass of csv.reader and of finding the counterparts, and how many they are."""
    begin = process_time()
    with Path(path).open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file):
            pass
    passed = process_time()
    found = propose(subjects(), open_source(path))
    return passed - begin, process_time() - passed, len(found)


def main() -> None:
    """Print the medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        path = sys.argv[1] if len(sys.argv) > 1 else str(Path(folder, "villages.csv"))
        if len(sys.argv) < 2:
            with Path(path).open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(made_up())
        rounds = [seconds_of(path) for _ in range(ROUNDS)]
    one_pass, finding = median(r[0] for r in rounds), median(r[1] for r in rounds)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"one pass of csv.reader   {one_pass:6.2f} s")
    print(f"26 things, {rounds[0][2]:2} proposals {finding:6.2f} s")
    print(f"ratio                    {finding / one_pass:6.2f}   (goal: at most 5)")
    print(f"memory, at most          {memory:6.0f} MB")


if __name__ == "__main__":
    main()

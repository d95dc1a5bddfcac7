"""How fast reports are read, beside the time that `jieba.posseg` takes to tag the same text.

    pip install jieba
    python bench/speed.py [TEXT …]

Reading goes from the raw text to the records of the contract, the lexicon loaded. Both take turns on one
core, text by text, so that a busy machine slows both; the medians of the rounds and their ratio come from one
run. Without TEXT, the bundled report is read. The goal is a ratio of at least 2. A text eight times as long
is read too: linear time takes eight times as long, and linear memory eight times as much. So it must be with
what no report is made of: one line without end, digits, marks, blanks or markup alone.
"""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from statistics import median
from time import process_time

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading import Context, read
from baiyang_kg.reading.contract import format_records

ROOT = Path(__file__).resolve().parent.parent
BUNDLED = ROOT / "data" / "reports" / "baiyang-2023.txt"
ROUNDS = 7
LONGER = 8
HOSTILE = (
    "1", "1,", "三", "、", "“", "（", "的", "区", " ", "\n", "&nbsp;", "<", "<p>", "<!--", "甲&nbsp;\n",
    "占1%",
)  # fmt: skip
HOSTILE_LENGTH = 20_000
CONTEXT = Context(area="白杨街道", year=2023, parents=("浙江省", "杭州市", "钱塘区"))

Work = Callable[[str], object]


def main() -> None:
    """Measure and print."""
    texts = [Path(name).read_text(encoding="utf-8") for name in sys.argv[1:] or [str(BUNDLED)]]
    lexicon = load_lexicon()

    def read_records(raw: str) -> list[str]:
        return list(format_records(read(raw, CONTEXT, lexicon)))

    seconds = measure({"jieba.posseg": load_tagger(), "baiyang-kg": read_records}, texts)
    for name, taken in seconds.items():
        print(f"{name:12} {sum(map(len, texts)) / taken:9.0f} characters a second")
    print(f"ratio        {seconds['jieba.posseg'] / seconds['baiyang-kg']:9.2f}")
    longest = max(texts, key=len)
    report_growth(read_records, longest)
    report_hostile(read_records, {"one line": "".join(longest.split())} | {piece: piece for piece in HOSTILE})


def load_tagger() -> Work:
    """Return the tagger of jieba with its dictionary loaded."""
    try:
        posseg = import_module("jieba.posseg")
    except ImportError:
        sys.exit("jieba is not installed: pip install jieba, then run this again")
    list(posseg.cut("白杨街道"))
    return lambda raw: list(posseg.cut(raw))


def measure(works: dict[str, Work], texts: list[str]) -> dict[str, float]:
    """Return the median seconds of each work over all texts; every round does each of them once."""
    rounds: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(ROUNDS + 1):
        taken = dict.fromkeys(works, 0.0)
        for raw in texts:
            for name, work in works.items():
                taken[name] += time_of(work, raw)
        if turn:  # the first round fills the caches
            for name, seconds in taken.items():
                rounds[name].append(seconds)
    return {name: median(seconds) for name, seconds in rounds.items()}


def time_of(work: Work, raw: str) -> float:
    """Return the processor seconds that `work` takes."""
    begin = process_time()
    work(raw)
    return process_time() - begin


def peak_of(work: Work, raw: str) -> int:
    """Return the most bytes that `work` holds at once."""
    tracemalloc.start()
    work(raw)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def report_growth(work: Work, raw: str) -> None:
    """Print how many times the time and the memory of `raw` a text takes that is longer."""
    longer = "\n\n".join([raw] * LONGER)
    time = median(time_of(work, longer) for _ in range(3)) / median(time_of(work, raw) for _ in range(3))
    memory = peak_of(work, longer) / peak_of(work, raw)
    print(f"{LONGER} times the text: {time:.1f} times the time, {memory:.1f} times the memory")


def report_hostile(work: Work, pieces: dict[str, str]) -> None:
    """Print how many times the time a repetition of each piece takes that is longer."""
    for name, piece in pieces.items():
        raw = piece * (HOSTILE_LENGTH // len(piece) + 1)
        time = time_of(work, raw * LONGER) / min(time_of(work, raw) for _ in range(3))
        print(f"{LONGER} times {name!r} without end: {time:.1f} times the time")


if __name__ == "__main__":
    main()

"""Find the texts of public gold in a copy of their corpus: `python bench/public_texts.py FOLDER`.

The gold of `data/gold/public` and `data/gold/fresh` holds spans and hashes, not the news it was read from.
The corpus is the documents of CRUD-RAG (Lyu et al. 2024, "CRUD-RAG: A Comprehensive Chinese Benchmark for
Retrieval-Augmented Generation of Large Language Models"): files with one article a line. What is found goes
to `build/public/NAME.txt`; what is not is named, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from accuracy import ROOT
from records import read_gold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FOLDERS = ("public", "fresh")  # of the gold
BODY = "正文："  # what stands before the body of an article, after its title and day


def public_golds() -> list[Path]:
    """Return the gold files of public news, those that nothing was learned from last."""
    return [path for folder in FOLDERS for path in sorted((ROOT / "data" / "gold" / folder).glob("*.json"))]


def wanted_texts() -> dict[str, str]:
    """Return the name of the text of each public gold file, by the SHA-256 of its bytes in hexadecimal."""
    golds = map(read_gold, public_golds())
    return {gold.sha256: gold.text for gold in golds if gold.sha256 is not None}


def find_texts(lines: Iterable[str], wanted: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each wanted text among the articles, one a line, in the order of the lines."""
    for line in lines:
        article = line.rstrip("\n").split(BODY, 1)[-1].strip() + "\n"
        raw = article.encode("utf-8")
        name = wanted.get(hashlib.sha256(raw).hexdigest())
        if name is not None:
            yield name, raw


def main() -> int:
    """Write the texts that are found and return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="folder of the corpus's document files")
    folder: Path = parser.parse_args().folder
    wanted, found = wanted_texts(), set[str]()
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        with path.open(encoding="utf-8", errors="replace") as lines:
            for name, raw in find_texts(lines, wanted):
                target = ROOT / "build" / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(raw)
                found.add(name)
    missing = sorted(set(wanted.values()) - found)
    print(f"{len(found)} of {len(wanted)} public texts found in {folder}")
    for name in missing:
        print(f"{name}: no article of {folder} has its hash; is the copy complete?", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())

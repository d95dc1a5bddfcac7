"""Mine `data/lexicon/name-common.tsv`: the words that reports of many places share.

    python bench/mine_common_words.py TEXT_FOLDER…

Proper names are made of other words. Common is a word that stands in reports of many places, or in any
report if the segmenter's dictionary holds it with an ordinary tag. The place of a file is the part of its
name between hyphens (`xian-yixian-2021` → yixian); files named `article-…` stand for a place each. Names of
administrative areas and what other tables of names hold are left out.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from pathlib import Path

from texts import read_texts

from baiyang_kg.reading.names.lexicon import load_name_lexicon
from baiyang_kg.reading.page.layout import read_layout
from baiyang_kg.reading.page.word_classes import WordClasses
from baiyang_kg.reading.page.words import find_words, is_ordinary, new_segmenter
from baiyang_kg.tables import read_table

LEXICON = Path(__file__).resolve().parent.parent / "data" / "lexicon"
PLACES = 6  # a word of so many places is common
_WORD = re.compile("[一-鿿]{2,}")
_AREA = re.compile(".*(?:省|市|区|县|镇|乡|村|街道|社区)")


def main() -> None:
    """Count and write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    folders = parser.parse_args().folders
    segmenter = new_segmenter({row["word"]: row["tag"] for row in read_table(LEXICON / "words.tsv")})
    lexicon = load_name_lexicon(LEXICON, WordClasses({}), segmenter)
    places: dict[str, set[str]] = defaultdict(set)
    tags: dict[str, str] = {}
    for source in read_texts(folders):
        chars = read_layout(source.raw, segmenter).chars
        for word in find_words(chars, segmenter):
            places[word.text].add(source.place)
            tags.setdefault(word.text, word.tag)
    left_out = set(lexicon.known) | set(lexicon.classes) | lexicon.plain
    common = sorted(
        word
        for word, found in places.items()
        if (len(found) >= PLACES or is_ordinary(word, tags[word], segmenter))
        and _WORD.fullmatch(word)
        and word not in left_out
        and not (tags[word] == "ns" and _AREA.fullmatch(word))
    )
    lines = [
        "# Words that the reports of many places share; mined by bench/mine_common_words.py.",
        "initial\twords",
    ]
    rows: dict[str, list[str]] = defaultdict(list)
    for plain in common:
        rows[plain[0]].append(plain)
    lines += [f"{initial}\t{' '.join(words)}" for initial, words in sorted(rows.items())]
    (LEXICON / "name-common.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(common)} common words")


if __name__ == "__main__":
    main()

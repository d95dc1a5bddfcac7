"""Mine `data/lexicon/word-classes.tsv`: words that stand beside the same words.

    pip install 'baiyang-kg[mine]'
    python bench/mine_word_classes.py TEXT_FOLDER…

The ranking of figures has seen a few thousand of them, too few to know what each word does there. Words of a
class do much the same (拆除 整治 清理 …; 公园 广场 游园 …), so what is learned of one helps with the others.

Each word is a vector of how much more often than by chance other words stand one or two places before and
behind it (positive pointwise mutual information with the context distribution smoothed, Levy, Goldberg and
Dagan 2015), brought to a few dimensions by a truncated singular value decomposition, and k-means parts them
into classes. Texts that are set aside for measuring (`data/gold/aside`) are left out. The seeds are fixed;
another machine's linear algebra may still round otherwise, so the table is kept and not made anew in tests.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_matrix
from sklearn.cluster import KMeans
from sklearn.utils.extmath import randomized_svd
from texts import read_texts

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.page.layout import read_layout
from baiyang_kg.reading.page.word_classes import generalise
from baiyang_kg.reading.page.words import find_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "data" / "lexicon" / "word-classes.tsv"
RARE = 3  # a word of fewer occurrences has no vector worth the name
CONTEXTS = 2500  # the most frequent words are the contexts
OFFSETS = (-1, 1, -2, 2)
SMOOTHING = 0.75
DIMENSIONS = 80
CLASSES = 400
SEED = 0


def read_words(folders: Sequence[Path]) -> list[list[str]]:
    """Return the words of each text of the folders, numerals as 0."""
    segmenter = load_lexicon().segmenter
    texts = (read_layout(source.raw, segmenter) for source in read_texts(folders))
    return [[generalise(word.text) for word in find_words(text.chars, segmenter)] for text in texts]


def count_contexts(texts: Sequence[Sequence[str]], words: Sequence[str]) -> csr_matrix:
    """Return how often each context, a word at an offset, stands beside each word: words × contexts."""
    rows, columns = [], []
    index = {word: row for row, word in enumerate(words)}
    for text in texts:
        numbers = [index.get(word, len(words)) for word in text]
        for place, row in enumerate(numbers):
            if row == len(words):
                continue
            for turn, offset in enumerate(OFFSETS):
                beside = place + offset
                if 0 <= beside < len(numbers) and numbers[beside] < CONTEXTS:
                    rows.append(row)
                    columns.append(turn * CONTEXTS + numbers[beside])
    counts = coo_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(words), len(OFFSETS) * CONTEXTS))
    return counts.tocsr()


def weigh(counts: csr_matrix) -> csr_matrix:
    """Return the positive pointwise mutual information of words and contexts."""
    of_words = np.asarray(counts.sum(1)).ravel()
    of_contexts = np.asarray(counts.sum(0)).ravel() ** SMOOTHING
    of_contexts *= of_words.sum() / of_contexts.sum()
    found = counts.tocoo()
    excess = np.log(found.data * of_words.sum() / (of_words[found.row] * of_contexts[found.col]))
    kept = excess > 0
    return coo_matrix((excess[kept], (found.row[kept], found.col[kept])), shape=counts.shape).tocsr()


def classify(weighed: csr_matrix, frequencies: NDArray[np.float64]) -> list[int]:
    """Return the class of each word; frequent words count more in where the classes lie."""
    left, scales, _ = randomized_svd(weighed, DIMENSIONS, random_state=SEED)
    vectors = left * np.sqrt(scales)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    means = KMeans(CLASSES, n_init=2, random_state=SEED)
    return [int(label) for label in means.fit(vectors, sample_weight=np.sqrt(frequencies)).labels_]


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="TEXT_FOLDER")
    texts = read_words(parser.parse_args().folders)
    frequency = Counter(word for text in texts for word in text)
    words = [word for word, count in frequency.most_common() if count >= RARE and not re.search(r"\s", word)]
    labels = classify(
        weigh(count_contexts(texts, words)), np.array([frequency[word] for word in words], dtype=float)
    )
    members: defaultdict[int, list[str]] = defaultdict(list)
    for word, label in zip(words, labels, strict=True):
        members[label].append(word)
    ordered = sorted(members.values(), key=lambda one: (-sum(frequency[word] for word in one), one[0]))
    head = (
        "# Words that stand beside the same words, the most frequent first; 0 stands for every numeral.\n"
        "# Mined by bench/mine_word_classes.py; not written by hand.\nclass\twords\n"
    )
    rows = "".join(f"{number}\t{' '.join(one)}\n" for number, one in enumerate(ordered, 1))
    TABLE.write_text(head + rows, encoding="utf-8")
    print(f"{TABLE.relative_to(ROOT)}: {len(words)} words in {len(ordered)} classes")


if __name__ == "__main__":
    main()

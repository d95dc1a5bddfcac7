"""Learn `data/lexicon/name-weights.tsv` from annotated reports, or measure by leaving one report out.

    python bench/learn_names.py GOLD_FOLDER…              learn from all and write the table
    python bench/learn_names.py GOLD_FOLDER… --leave-one-out --yardstick SCORE.py

A gold file names its text (`text_file`, relative to the folder above the gold folder, or `report`), the region
that is annotated (`span`) and the names with their mentions. The model is a softmax over the left boundaries of
each anchor and "no name here", trained by AdaGrad with an L2 prior and rounded to whole numbers; the same gold
gives the same table, byte for byte.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import re
import sys
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from baiyang_kg.reading.layout import read_layout
from baiyang_kg.reading.model import Context
from baiyang_kg.reading.name_candidates import Anchor, find_anchors, read_tokens
from baiyang_kg.reading.name_features import Evidence
from baiyang_kg.reading.names import find_names
from baiyang_kg.reading.name_lexicon import NameLexicon, load_name_lexicon
from baiyang_kg.reading.words import find_words, new_segmenter
from baiyang_kg.tables import read_table

ROOT = Path(__file__).resolve().parent.parent
LEXICON = ROOT / "data" / "lexicon"
EPOCHS, RATE, PRIOR, SCALE, RARE, TRUST = 30, 0.3, 0.002, 10, 3, 3.0
_MARKS = re.compile(r"[\s“”\"'‘’《》〈〉「」『』()（）、,，。;；:：·—\-?？!！]")


@dataclass(frozen=True, slots=True)
class Example:
    """One anchor: the features of each candidate, and which is right (-1: no name here)."""

    candidates: list[list[str]]
    right: int
    type_features: list[str]
    expected: str
    type: str  # the type that the gold gives the right candidate, "" if there is none


@dataclass(frozen=True, slots=True)
class Report:
    """One annotated report."""

    id: str
    path: Path
    gold: dict[str, Any]
    raw: str
    examples: list[Example]


def clean(name: str) -> str:
    """Return a name without the marks that two writers set differently."""
    return _MARKS.sub("", name)


def read_report(path: Path, lexicon: NameLexicon, segmenter: Any) -> Report:
    """Read a gold file and turn its region into examples."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    place = gold.get("text_file") or "reports/" + gold["report"]
    raw = (path.parent.parent / place).open(encoding="utf-8", newline="").read()
    text = read_layout(raw, segmenter)
    tokens = read_tokens(text, find_words(text.chars, segmenter), lexicon)
    anchors = list(find_anchors(tokens, lexicon))
    evidence = Evidence(tokens, anchors)
    low, high = (bisect_left(text.starts, x) for x in gold.get("span") or (0, len(raw)))
    truth = Truth(gold, raw, text.starts)
    examples = []
    for anchor in anchors:
        if low <= tokens.starts[anchor.last] and tokens.ends[anchor.last] <= high:
            spans = [(tokens.starts[first], tokens.ends[anchor.last]) for first in anchor.firsts]
            right = truth.judge(text.chars, spans)
            if right is not None:
                shared = evidence.of_anchor(anchor)
                candidates = [shared + own for _, own in evidence.candidates(anchor)]
                kind = truth.type_of(text.chars, spans[right], anchor.type) if right >= 0 else ""
                of_type = evidence.of_type(anchor, anchor.firsts[right]) if right >= 0 else []
                examples.append(Example(candidates, right, of_type, anchor.type, kind))
    return Report(path.stem, path, gold, raw, examples)


class Truth:
    """What the gold says of a candidate."""

    def __init__(self, gold: dict[str, Any], raw: str, starts: tuple[int, ...]) -> None:
        self.names: dict[str, list[str]] = {}
        self.neutral: set[str] = set()
        self.covered: list[tuple[int, int]] = []
        for entity in gold["entities"]:
            kinds = entity["type"] if isinstance(entity["type"], list) else [entity["type"]]
            must = entity.get("agreed", not entity.get("ambiguous", False))
            written = {clean(raw[a:b]) for a, b in entity["mentions"]}
            if must:
                self.names[clean(entity["name"])] = kinds
                if "place" in kinds:
                    self.names.update(dict.fromkeys(written, kinds))
            else:
                self.neutral.add(clean(entity["name"]))
            self.neutral |= written
            self.covered += [(bisect_left(starts, a), bisect_left(starts, b)) for a, b in entity["mentions"]]

    def judge(self, chars: str, spans: list[tuple[int, int]]) -> int | None:
        """Return the index of the right candidate, -1 if there is none, None if the gold leaves it open."""
        names = [clean(chars[start:end]) for start, end in spans]
        right = [i for i, name in enumerate(names) if name in self.names]
        if right:
            return max(right)
        if any(name in self.neutral for name in names):
            return None
        end = spans[0][1]
        if any(start < end <= stop for start, stop in self.covered):
            return None
        return -1

    def type_of(self, chars: str, span: tuple[int, int], expected: str) -> str:
        """Return the type of the name at `span`, the expected one if the gold admits it."""
        kinds = self.names[clean(chars[span[0] : span[1]])]
        return expected if expected in kinds else kinds[0]


Weights = dict[str, dict[str, int]]  # under "" the weights of candidates, else feature → type → weight


def train(examples: list[Example]) -> Weights:
    """Return whole-number weights for the features that occur at least RARE times."""
    names = [e for e in examples if e.type]
    kinds = sorted({e.type for e in names} | {e.expected for e in names})
    types = [
        ([[f"{f}\t{kind}" for f in e.type_features] for kind in kinds], kinds.index(e.type)) for e in names
    ]
    usual = {f"expected {kind}\t{kind}": TRUST for kind in kinds}
    weights: Weights = {"": _softmax([(e.candidates, e.right) for e in examples], {}, null=True)}
    for key, weight in _softmax(types, usual, null=False).items():
        feature, kind = key.split("\t")
        weights.setdefault(feature, {})[kind] = weight
    return weights


def _softmax(
    examples: list[tuple[list[list[str]], int]], start: dict[str, float], *, null: bool
) -> dict[str, int]:
    """Fit weights by which the right alternative wins; `null` adds the alternative "none", with score 0."""
    counts = Counter(
        feature
        for alternatives, right in examples
        for i, one in enumerate(alternatives)
        if null or i == right
        for feature in one
    )
    names = sorted({f for f, count in counts.items() if count >= RARE} | set(start))
    index = {name: i for i, name in enumerate(names)}
    data = [([[index[f] for f in one if f in index] for one in lists], right) for lists, right in examples]
    weights, squares = [start.get(name, 0.0) for name in names], [1e-6] * len(names)
    for _ in range(EPOCHS):
        for alternatives, right in data:
            scores = [sum(weights[f] for f in one) for one in alternatives]
            top = max([*scores, 0.0])
            shares = [math.exp(score - top) for score in scores]
            total = math.fsum(shares) + (math.exp(-top) if null else 0.0)
            gradient: dict[int, float] = {}
            for i, one in enumerate(alternatives):
                miss = (1.0 if i == right else 0.0) - shares[i] / total
                if abs(miss) > 1e-4:
                    for f in one:
                        gradient[f] = gradient.get(f, 0.0) + miss
            for f, slope in gradient.items():
                step = slope - PRIOR * weights[f]
                squares[f] += step * step
                weights[f] += RATE * step / math.sqrt(squares[f])
    return {name: value for name, w in zip(names, weights, strict=True) if (value := round(SCALE * w))}


def write_weights(weights: Weights, path: Path) -> None:
    """Write the table of weights, sorted by feature."""
    lines = ["# Learned by bench/learn_names.py; do not edit.", "feature\tweight\ttype"]
    lines += [f"{feature}\t{weight}\t" for feature, weight in sorted(weights[""].items())]
    lines += [
        f"{feature}\t{weight}\t{kind}"
        for feature in sorted(set(weights) - {""})
        for kind, weight in sorted(weights[feature].items())
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def with_weights(lexicon: NameLexicon, weights: Weights) -> NameLexicon:
    """Return `lexicon` with other weights."""
    types = {feature: by_type for feature, by_type in weights.items() if feature}
    return replace(lexicon, weights=weights[""], type_weights=types)


def read_entities(report: Report, lexicon: NameLexicon, segmenter: Any) -> list[dict[str, Any]]:
    """Return what the reader finds in a report, as records of the contract."""
    text = read_layout(report.raw, segmenter)
    context = Context(area=report.gold["area"], year=int(report.gold["year"]))
    return [
        {
            "record": "entity",
            "type": e.type,
            "name": e.name,
            "mentions": [list(m) for m in e.mentions],
            "rule": e.rule,
        }
        for e in find_names(text, find_words(text.chars, segmenter), lexicon, context)
    ]


def measure(
    reports: list[Report], lexicon: NameLexicon, segmenter: Any, yardstick: Path, misses: bool
) -> None:
    """Print names_F1 and names_type of each report, read with weights learned from the others."""
    spec = importlib.util.spec_from_file_location("yardstick", yardstick)
    assert spec is not None and spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    total: Counter[str] = Counter()
    for report in reports:
        weights = train([e for other in reports if other is not report for e in other.examples])
        records = read_entities(report, with_weights(lexicon, weights), segmenter)
        count, missed = score.score(report.path, report.raw, records)
        show(report.id, score.report(count), count)
        if not report.id.startswith("baiyang"):
            total += count
        if misses:
            for miss in missed:
                if miss[0] in ("name", "name+", "type"):
                    print("   ", *miss, sep="\t")
    show("all but baiyang", score.report(total), total)


def show(name: str, scores: dict[str, Any], count: Counter[str]) -> None:
    """Print one line of scores."""
    print(
        f"{name:24s} names {count['names']:4d}  P {scores['names_P']}  R {scores['names_R']}"
        f"  F1 {scores['names_F1']}  type {scores['names_type']}"
    )


def main() -> None:
    """Learn or measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path, help="folders of gold files")
    parser.add_argument("--leave-one-out", action="store_true", help="measure instead of writing the table")
    parser.add_argument("--yardstick", type=Path, default=ROOT.parent / "shared" / "score.py")
    parser.add_argument("--misses", action="store_true", help="with --leave-one-out: print every difference")
    options = parser.parse_args()
    lexicon = load_name_lexicon(LEXICON)
    segmenter = new_segmenter({row["word"]: row["tag"] for row in read_table(LEXICON / "words.tsv")})
    paths = [path for folder in options.gold for path in sorted(folder.glob("*.json"))]
    reports = [read_report(path, lexicon, segmenter) for path in paths]
    if options.leave_one_out:
        measure(reports, lexicon, segmenter, options.yardstick, options.misses)
        return
    weights = train([example for report in reports for example in report.examples])
    write_weights(weights, LEXICON / "name-weights.tsv")
    print(
        f"{sum(map(len, weights.values()))} weights from {sum(len(r.examples) for r in reports)} anchors",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()

"""Learn the ranking's weights from annotated reports: `python bench/learn.py [--leave-one-out] [GOLD …]`.

Each annotated figure is an example: the readings that `candidates` generates for it, and those among them
whose words are a head of the gold. A log-linear model of the readings is fitted (`loglinear.py`). The texts
of `data/gold/written` have a manner of their own, which is learned apart and left out (feature augmentation,
Daumé 2007). Weights are rounded to whole numbers, and what rounds to 0 is left out. The same gold gives the
same file, and the margin by which a reading wins is a measure of how sure it is.

Without --leave-one-out the weights go to `data/lexicon/figure-weights.tsv`. With it nothing is written: every
report in turn is read with weights learned from the others, and scored with the yardstick.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from accuracy import ROOT, find_report, gold_files, print_table, public_files, written_files
from loglinear import Alternatives, Fitting, rounded
from records import Figure, Gold, read_gold, read_printed
from wording import bare, likeness
from yardstick import Score, score

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.confidence import SCALE
from baiyang_kg.reading.contract import format_records
from baiyang_kg.reading.model import Context
from baiyang_kg.reading.page.genre import is_article
from baiyang_kg.reading.page.layout import read_layout
from baiyang_kg.reading.page.scope import read_scope
from baiyang_kg.reading.quantities.grammar import Quantity, QuantityGrammar
from baiyang_kg.reading.report import read
from baiyang_kg.reading.things.candidates import find_edges
from baiyang_kg.reading.things.ranking import Ranking
from baiyang_kg.reading.things.situations import Neighbours, find_runs, find_situation
from baiyang_kg.reading.things.weights import ARTICLE, part_by_frame

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.terms import Lexicon
    from baiyang_kg.reading.things.candidates import Candidate

WEIGHTS = ROOT / "data" / "lexicon" / "figure-weights.tsv"
FITTING = Fitting(epochs=10, rate=0.1, prior=0.001, burn_in=4)
RARE = 2  # a feature of fewer figures says more about the figure than about the grammar
LEAST = 3  # a smaller weight decides nothing: left-out figures are read as well without
OF_ARTICLE = 2.0  # how often a figure of an article counts: a quarter of the figures, half of what is read
CLOSE = 0.8  # likeness from which the yardstick takes a phrase for the gold's
MEMORY = 8
WRITTEN = "written:"  # before what is learned of texts of our own alone, and forgotten after the fit


@dataclass(frozen=True, slots=True)
class Example:
    """A figure of the gold: its features for each reading, and which readings are right."""

    report: str
    features: tuple[tuple[str, ...], ...]
    right: frozenset[int]
    weight: float = 1.0  # how often it counts


@dataclass(frozen=True, slots=True)
class Report:
    """A gold file with its text."""

    path: Path
    gold: Gold
    raw: str

    @property
    def is_written(self) -> bool:
        """Say whether the text was written for the learning."""
        return self.path.parent.name == "written"


def read_reports(paths: Sequence[Path]) -> list[Report]:
    """Return the gold files whose text is at hand."""
    reports = []
    for path in paths:
        gold = read_gold(path)
        text = find_report(gold)
        if text.is_file():
            reports.append(Report(path, gold, text.read_bytes().decode("utf-8")))
    return reports


def find_examples(report: Report, lexicon: Lexicon) -> Iterator[Example]:
    """Yield an example for each annotated figure that the grammar of quantities finds too."""
    text = read_layout(report.raw, lexicon.segmenter)
    scope = read_scope(text, lexicon.segmenter)
    weight = OF_ARTICLE if is_article(text) else 1.0
    quantities = [one for one in QuantityGrammar(lexicon).find(scope) if isinstance(one, Quantity)]
    wanted = {tuple(figure.span): figure for figure in report.gold.figures}
    unweighed = part_by_frame({}, lexicon.weights.collocations)
    ranking = Ranking(scope, replace(lexicon, weights=unweighed))  # without weights the order stays
    runs = find_runs(scope, quantities)
    known: dict[int, Figure] = {}
    for index, quantity in enumerate(quantities):
        figure = wanted.get(tuple(text.raw_span(quantity.start, quantity.end)))
        if figure is None:
            continue
        known[index] = figure
        sentence = scope.sentences.index_at(quantity.start)
        earlier = [
            at
            for at in range(max(0, index - MEMORY), index)
            if scope.sentences.index_at(quantities[at].start) == sentence
        ]
        before = quantities[earlier[-1]] if earlier else None
        after = quantities[index + 1] if index + 1 < len(quantities) else None
        near = Neighbours(runs[index], before, after)
        situation = find_situation(scope, quantity, near, lexicon)
        edges = find_edges(scope, situation, [quantities[at] for at in earlier])
        candidates = [one for edge in edges for one in edge.candidates]
        right = find_right(scope, candidates, figure, [known.get(at) for at in earlier])
        if right:
            readings = ranking.weigh(situation, edges, before)
            features = tuple(one.features for one in readings.ranked)
            if report.is_written:
                yield Example(report.path.stem, _set_apart(features), right)
            else:
                yield Example(report.path.stem, features, right, weight)


def _set_apart(features: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Give the features of a text of our own a second name each, under which its manner is learned apart."""
    return tuple(
        names + tuple(WRITTEN + name for name in names if not name.startswith(ARTICLE)) for names in features
    )


def find_right(
    scope: Scope, candidates: Sequence[Candidate], figure: Figure, earlier: Sequence[Figure | None]
) -> frozenset[int]:
    """Return the readings whose words are a head of the gold; if none is, the most alike, if it is close."""
    heads = {bare(head) for head in figure.heads}
    right, alike = set(), {}
    for index, candidate in enumerate(candidates):
        if candidate.back:
            meant = earlier[-candidate.back]
            if meant is not None and heads & {bare(head) for head in meant.heads}:
                right.add(index)
            continue
        words = scope.text.chars[candidate.start : candidate.end]
        if bare(words) in heads:
            right.add(index)
        alike[index] = likeness(words, figure.heads)
    best = max(alike.values(), default=0.0)
    if right or best < CLOSE:
        return frozenset(right)
    return frozenset(index for index, value in alike.items() if value == best)


def learn(examples: Sequence[Example]) -> dict[str, int]:
    """Return whole-number weights by feature."""
    seen = Counter(
        name for example in examples for name in {name for names in example.features for name in names}
    )
    kept = [name for name, count in seen.items() if count >= RARE]
    choices = [Alternatives(example.features, example.right, example.weight) for example in examples]
    weights = rounded(FITTING.fit(choices, kept), SCALE, LEAST)
    return {name: weight for name, weight in weights.items() if not name.startswith(WRITTEN)}


def write_weights(weights: Mapping[str, int], path: Path, *, by: str = "learn.py") -> None:
    """Write the table that the lexicon reads; `by` is the module that learned it."""
    rows = "".join(f"{name}\t{weight}\n" for name, weight in weights.items())
    head = f"# Learned by bench/{by} from data/gold; not written by hand.\nfeature\tweight\n"
    path.write_text(head + rows, encoding="utf-8")


def leave_one_out(
    reports: Sequence[Report], examples: Sequence[Example], lexicon: Lexicon
) -> dict[str, Score]:
    """Return the score of each report, read with weights learned from the others."""
    scores = {}
    for report in reports:
        others = [example for example in examples if example.report != report.path.stem]
        context = Context(area=report.gold.area, year=int(report.gold.year))
        weights = part_by_frame(learn(others), lexicon.weights.collocations)
        reading = read(report.raw, context, replace(lexicon, weights=weights))
        printed = read_printed(format_records(reading), report.raw)
        scores[report.path.stem] = score(report.gold, report.raw, printed)
    return scores


def main() -> None:
    """Learn, or measure what learning is worth."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="*", type=Path, help="gold files; without them, all there are")
    parser.add_argument("--leave-one-out", action="store_true", help="measure instead of writing the weights")
    parser.add_argument(
        "--misses", type=int, default=0, metavar="N", help="show N differences of each report"
    )
    options = parser.parse_args()
    lexicon = load_lexicon()
    reports = read_reports(options.gold or [*gold_files(), *public_files(), *written_files()])
    examples = [example for report in reports for example in find_examples(report, lexicon)]
    if not options.leave_one_out:
        weights = learn(examples)
        write_weights(weights, WEIGHTS)
        print(f"{WEIGHTS.relative_to(ROOT)}: {len(weights)} features from {len(examples)} figures")
        return
    scores = leave_one_out(reports, examples, lexicon)
    print_table(scores)
    for name, one in scores.items():
        for miss in one.misses[: options.misses]:
            print(name, *miss, sep="\t")


if __name__ == "__main__":
    main()

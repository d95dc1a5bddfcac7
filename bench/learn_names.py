"""Learn the weights of names from annotated reports: `python bench/learn_names.py [--folds N] [GOLD …]`.

Each place where a name may end is an example: its candidates with their features, and the one that the gold
names, or none. A log-linear model of the candidates and "no name here" (a softmax over their scores) is
fitted by AdaGrad (Duchi, Hazan, Singer 2011) with a Gaussian prior. A second one weighs the best candidate of
each place by what stands around it, fitted on scores of reports that the first was not fitted on; a third
tells the types of names. Weights are rounded to whole numbers, and the lightest are left out. The order of
the examples is shuffled with a fixed seed, so the same gold gives the same file. Besides the gold of reports,
`data/gold/names` is read, where only names are annotated, and `data/gold/written`, which is never measured
on; a region that two files annotate counts once.

Without --folds the weights go to `data/lexicon/name-weights.tsv`. With it nothing is written: the reports are
dealt out to N folds, each is read with weights learned from the other folds, and scored with the yardstick.
"""

from __future__ import annotations

import argparse
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from accuracy import ROOT, find_report, gold_files, public_files, written_files
from loglinear import Alternatives, Fitting, rounded
from name_truth import NO_NAME, Truth
from records import Gold, Named, Printed, Span, read_gold
from yardstick import Score, percentages, score

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.model import Context
from baiyang_kg.reading.names.candidates import find_anchors
from baiyang_kg.reading.names.choice import Choice, choose
from baiyang_kg.reading.names.context import Surroundings, is_hopeless
from baiyang_kg.reading.names.entities import find_names
from baiyang_kg.reading.names.features import Evidence
from baiyang_kg.reading.names.tokens import read_tokens
from baiyang_kg.reading.names.types import features_of
from baiyang_kg.reading.names.weights import NameRecorder, NameWeights, format_name_weights, weights_of_types
from baiyang_kg.reading.page.layout import read_layout
from baiyang_kg.reading.page.words import find_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from baiyang_kg.reading.names.candidates import Anchor
    from baiyang_kg.reading.names.lexicon import NameLexicon
    from baiyang_kg.reading.names.tokens import Tokens
    from baiyang_kg.reading.page.text import Text
    from baiyang_kg.reading.terms import Lexicon

WEIGHTS = ROOT / "data" / "lexicon" / "name-weights.tsv"
PRIOR = 0.02
CANDIDATES = Fitting(
    epochs=12, rate=0.05, prior=PRIOR, zeal=3.0
)  # a name counts more than a place without one
CONTEXT = replace(CANDIDATES, zeal=2.2)
TYPES = Fitting(epochs=40, rate=0.05, prior=PRIOR)
SCALE = 20  # whole numbers for a unit of log-odds
LIGHTEST = 2  # of the weights that are kept: those below only make the table longer
RARE = 3  # a feature of fewer examples says more about the example than about the grammar
TRUST = 3.0  # log-odds with which the type that a suffix promises starts
INNER_FOLDS = 4
OWN = 4  # how often the bundled report counts: it is the one that every user reads


@dataclass(frozen=True, slots=True)
class Example:
    """A place where a name may end; `right` is the candidate that is one, None where that is open."""

    anchor: Anchor
    features: tuple[tuple[str, ...], ...]
    right: int | None
    type_features: tuple[str, ...]
    type: str  # of the name that ends here, or nothing


@dataclass(frozen=True, slots=True)
class Report:
    """A gold file with its text."""

    path: Path
    gold: Gold
    raw: str
    text: Text
    tokens: Tokens
    anchors: Sequence[Anchor]
    evidence: Evidence
    examples: tuple[Example, ...]

    @property
    def is_measured(self) -> bool:
        """Say whether the text is measured with; texts of our own and public news are learned from alone."""
        return self.path.parent.name not in {"written", "public"}


class Learned(NamedTuple):
    """What is learned: weights of names by feature, and of types by feature and type."""

    names: dict[str, int]
    types: dict[str, dict[str, int]]


def names_files() -> list[Path]:
    """Return the gold of names alone whose text is at hand."""
    paths = sorted((ROOT / "data" / "gold" / "names").glob("*.json"))
    return [path for path in paths if find_report(read_gold(path)).is_file()]


def learned_files() -> list[Path]:
    """Return all gold that names are learned from; of our own texts, those read for names with care."""
    written = [path for path in written_files() if not read_gold(path).figures_alone]
    return [*gold_files(), *names_files(), *public_files(), *written]


def read_reports(paths: Iterable[Path], lexicon: Lexicon) -> list[Report]:
    """Return the reports of gold files with their examples; of a region read twice, the first file's."""
    reports, record = [], NameRecorder()
    done: defaultdict[str, list[Span]] = defaultdict(list)
    for path in paths:
        gold = read_gold(path)
        raw = find_report(gold).read_bytes().decode("utf-8")
        region = gold.span or Span(0, len(raw))
        report = read_report(path, gold, raw, lexicon)
        examples = tuple(find_examples(report, region, done[gold.text], Truth(gold, raw), record))
        done[gold.text].append(region)
        reports.append(replace(report, examples=examples))
    return reports


def read_report(path: Path, gold: Gold, raw: str, lexicon: Lexicon) -> Report:
    """Return a report with its tokens and evidence, without examples."""
    text = read_layout(raw, lexicon.segmenter)
    tokens = read_tokens(text, find_words(text.chars, lexicon.segmenter), lexicon.names)
    anchors = list(find_anchors(tokens, lexicon.names))
    return Report(
        path,
        gold,
        raw,
        text,
        tokens,
        anchors,
        Evidence(tokens, anchors, NameRecorder()),
        (),
    )


def find_examples(
    report: Report, region: Span, done: Sequence[Span], truth: Truth, record: NameRecorder
) -> Iterator[Example]:
    """Yield an example for each place of `region` where a name may end and that is not `done`."""
    tokens, evidence = report.tokens, report.evidence.under(record)
    inside, outside = _within(report.text, region), [_within(report.text, span) for span in done]
    for anchor in report.anchors:
        start, end = tokens.starts[anchor.last], tokens.ends[anchor.last]
        if start < inside.start or end > inside.end or any(span.start < end <= span.end for span in outside):
            continue
        right, kind = truth.judge(
            [tokens.chars[tokens.starts[first] : end] for first in anchor.firsts],
            anchor.type,
            known=anchor.reason == "known",
        )
        features = tuple(map(tuple, all_features(evidence, anchor, record)))
        told: list[str] = []
        if right is not None and right != NO_NAME:
            named = Choice(anchor.firsts[right], anchor.last, anchor.type, anchor.reason, 0)
            told = features_of(evidence.of_type(named))
        yield Example(anchor, features, right, tuple(told), kind)


def all_features(evidence: Evidence, anchor: Anchor, record: NameRecorder) -> Iterator[list[str]]:
    """Yield the features of each candidate of `anchor`, those that it shares with others too."""
    for first in anchor.firsts:
        evidence.weigh(anchor, first)
        yield record.take()


def _within(text: Text, region: Span) -> Span:
    return Span(bisect_left(text.starts, region.start), bisect_left(text.starts, region.end))


def deal(reports: Sequence[Report], count: int) -> list[list[Report]]:
    """Return the reports in `count` folds; those of one text are in the same."""
    texts = sorted({report.gold.text for report in reports})
    fold = {text: index % count for index, text in enumerate(texts)}
    return [[report for report in reports if fold[report.gold.text] == index] for index in range(count)]


def learn(reports: Sequence[Report], lexicon: Lexicon) -> Learned:
    """Return whole-number weights fitted on the log-likelihood of what the gold says."""
    folds = deal(reports, INNER_FOLDS)
    context: list[Alternatives] = []
    for held in folds:
        others = [report for fold in folds if fold is not held for report in fold]
        unseen = replace(lexicon.names, weights=NameWeights.by_name(learn_candidates(others)))
        context += [one for report in held for one in find_context(report, unseen)]
    names = learn_candidates(reports) | fit(context, CONTEXT)
    return Learned(names, learn_types(reports))


def weighed_examples(reports: Iterable[Report]) -> Iterator[Example]:
    """Yield the examples of reports, those of the bundled one `OWN` times."""
    for report in reports:
        yield from report.examples * (OWN if report.gold.text.startswith("reports/") else 1)


def learn_candidates(reports: Iterable[Report]) -> dict[str, int]:
    """Return the weights of the first model."""
    examples = [
        Alternatives(example.features, () if example.right == NO_NAME else (example.right,))
        for example in weighed_examples(reports)
        if example.right is not None
    ]
    return fit(examples, CANDIDATES)


def find_context(report: Report, names: NameLexicon) -> Iterator[Alternatives]:
    """Yield for each place how the surroundings of its best candidate look, and whether that is right."""
    anchors = [one.anchor for one in report.examples]
    chosen = list(zip(report.examples, choose(report.evidence.under(names.weights), anchors), strict=True))
    surroundings = Surroundings(report.tokens, [choice for _, choice in chosen if choice])
    record = NameRecorder()
    for example, choice in chosen:
        if choice and not is_hopeless(choice) and example.right is not None:
            right = example.right != NO_NAME and example.anchor.firsts[example.right] == choice.first
            surroundings.weigh([choice], record)
            yield Alternatives((tuple(record.take()),), (0,) if right else ())


def learn_types(reports: Iterable[Report]) -> dict[str, dict[str, int]]:
    """Return the weights of types."""
    typed = [example for example in weighed_examples(reports) if example.type]
    kinds = sorted({example.type for example in typed} | {example.anchor.type for example in typed})
    alternatives = [
        Alternatives(
            tuple(tuple(f"{name}\t{kind}" for name in example.type_features) for kind in kinds),
            (kinds.index(example.type),),
        )
        for example in typed
    ]
    usual = replace(TYPES, start={f"expected {kind}\t{kind}": TRUST for kind in kinds})
    types: dict[str, dict[str, int]] = {}
    for key, weight in fit(alternatives, usual).items():
        feature, kind = key.split("\t")
        types.setdefault(feature, {})[kind] = weight
    return types


def fit(examples: Sequence[Alternatives], fitting: Fitting) -> dict[str, int]:
    """Return whole-number weights; a feature that only wrong alternatives have is learned beside "none"."""
    seen = Counter(
        name
        for example in examples
        for index, names in enumerate(example.features)
        if fitting.zeal or index in example.right
        for name in names
    )
    kept = sorted({name for name, count in seen.items() if count >= RARE} | set(fitting.start))
    return rounded(fitting.fit(examples, kept), SCALE, LIGHTEST)


def write_weights(weights: Learned, path: Path) -> None:
    """Write the table that the lexicon reads."""
    tables: defaultdict[str, dict[str, int]] = defaultdict(dict)
    tables[""] = weights.names
    for feature, by_type in weights.types.items():
        for kind, weight in sorted(by_type.items()):
            tables[kind][feature.replace(" ", "\t\t", 1)] = weight
    head = "# Learned by bench/learn_names.py from data/gold; not written by hand.\n"
    lines = format_name_weights(sorted(tables.items()))
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def across_folds(reports: Sequence[Report], count: int, lexicon: Lexicon) -> dict[str, Score]:
    """Return the score of each report, by weights learned from the other folds and texts of our own."""
    apart = [report for report in reports if not report.is_measured]
    folds = deal([report for report in reports if report.is_measured], count)
    scores = {}
    for held in folds:
        others = [report for fold in folds if fold is not held for report in fold]
        weights = learn(others + apart, lexicon)
        names = replace(
            lexicon.names,
            weights=NameWeights.by_name(weights.names),
            type_weights=weights_of_types(weights.types),
        )
        for report in held:
            key = f"{report.path.parent.name}/{report.path.stem}"
            scores[key] = score(report.gold, report.raw, print_names(report, names, lexicon))
    return scores


def print_names(report: Report, names: NameLexicon, lexicon: Lexicon) -> Printed:
    """Return the names that the reader finds, as the yardstick takes them."""
    text = read_layout(report.raw, lexicon.segmenter)
    words = find_words(text.chars, lexicon.segmenter)
    context = Context(area=report.gold.area, year=int(report.gold.year))
    entities = tuple(
        Named(name=one.name, type=one.type, mentions=tuple(Span(*span) for span in one.mentions))
        for one in find_names(text, words, names, context)
    )
    return Printed(observations=(), numerals=(), entities=entities, faults=())


def print_scores(scores: Mapping[str, Score]) -> None:
    """Print the figures of names, report by report, by kind of report, and for all."""
    groups: defaultdict[str, Score] = defaultdict(lambda: Score(Counter()))
    for name, one in scores.items():
        groups[name.split("-")[0]] += one
        groups["all"] += one
    for name, one in (*scores.items(), *sorted(groups.items())):
        figures = percentages(one.counts)
        print(
            name.ljust(32),
            *(f"{key} {figures[key]}" for key in ("names_P", "names_R", "names_F1", "names_type")),
        )


def main() -> None:
    """Learn, or measure what learning is worth."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="*", type=Path, help="gold files; without them, all there are")
    parser.add_argument("--folds", type=int, default=0, metavar="N", help="measure instead of writing")
    parser.add_argument("--misses", action="store_true", help="with --folds: print every difference")
    options = parser.parse_args()
    lexicon = load_lexicon()
    reports = read_reports(options.gold or learned_files(), lexicon)
    if options.folds:
        scores = across_folds(reports, options.folds, lexicon)
        print_scores(scores)
        for name, one in scores.items() if options.misses else ():
            for miss in one.misses:
                if miss[0] in ("name", "name+", "type"):
                    print(name, *miss, sep="\t")
        return
    weights = learn(reports, lexicon)
    write_weights(weights, WEIGHTS)
    count = sum(len(report.examples) for report in reports)
    print(f"{WEIGHTS.relative_to(ROOT)}: {len(weights.names)} features from {count} places")


if __name__ == "__main__":
    main()

"""Learn the weights of the choice among periods: `python bench/learn_periods.py`.

Each annotated figure with a period is an example: the candidates that `holding` finds for it, and those
among them whose period is the gold's. The figures of `data/gold/written` count half: their dates are more
regular than those of the press. The model is log-linear (`loglinear.py`). The figures of one text are mostly
of one period, so a feature says something only if several texts have it, the prior is strong, the weights are
averaged over the last epochs, and a long article teaches no more than a short one. The weights go to
`data/lexicon/period-weights.tsv`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import learn
from accuracy import ROOT, gold_files, public_files, written_files
from loglinear import Alternatives, Fitting, rounded

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.model import Context
from baiyang_kg.reading.periods.choice import Periods
from baiyang_kg.reading.periods.clues import PeriodWeights
from baiyang_kg.reading.report import derive

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from baiyang_kg.reading.terms import Lexicon

WEIGHTS = ROOT / "data" / "lexicon" / "period-weights.tsv"

FITTING = Fitting(epochs=16, burn_in=4, rate=0.1, prior=0.07)
SCALE = 400  # whole numbers of a weight for a unit of log-odds
OF_OWN = 0.5  # how often a figure of a text of our own counts
TEXTS = 6  # in which a feature must have been seen
ARTICLE = re.compile(r"article-|st-|news-|w[a-z]-")  # gold of one, found or written
OWN = re.compile(r"w[a-z]-")


def find_examples(report: learn.Report, lexicon: Lexicon) -> Iterator[learn.Example]:
    """Yield an example for each annotated figure that is found, and that has a candidate that is right."""
    context = Context(area=report.gold.area, year=int(report.gold.year))
    derived = derive(report.raw, context, lexicon)
    periods = Periods(derived.scope, context, PeriodWeights())
    wanted = {tuple(one.span): one.period for one in report.gold.figures if one.period and not one.doubtful}
    for derivation in derived.derivations:
        observation = derivation.observation
        period = wanted.get((observation.start, observation.end))
        if period is None:
            continue
        candidates = periods.candidates(derivation.figure, observation.kind)
        right = frozenset(at for at, one in enumerate(candidates) if one.period == period)
        if right:
            yield learn.Example(report.path.stem, tuple(one.features for one in candidates), right)


def fit(examples: Sequence[learn.Example]) -> dict[str, int]:
    """Return whole-number weights by feature."""
    texts: defaultdict[str, set[str]] = defaultdict(set)
    for example in examples:
        for name in {name for names in example.features for name in names}:
            texts[name].add(example.report)
    kept = [name for name, stems in texts.items() if len(stems) >= TEXTS]
    shares = _shares(Counter(example.report for example in examples))
    choices = [Alternatives(one.features, one.right, shares[one.report]) for one in examples]
    return rounded(FITTING.fit(choices, kept), SCALE)


def _shares(figures: Counter[str]) -> dict[str, float]:
    """Return how often a figure of each text counts: every article as much as any other, our own less."""
    articles = [name for name in figures if ARTICLE.match(name)]
    mean = sum(figures[name] for name in articles) / max(1, len(articles))
    shares = {name: mean / figures[name] if name in articles else 1.0 for name in figures}
    return {name: share * (OF_OWN if OWN.match(name) else 1.0) for name, share in shares.items()}


def main() -> None:
    """Learn and write the weights."""
    lexicon = load_lexicon()
    reports = learn.read_reports([*gold_files(), *public_files(), *written_files()])
    weights = fit([one for report in reports for one in find_examples(report, lexicon)])
    learn.write_weights(weights, WEIGHTS, by="learn_periods.py")
    print(f"{WEIGHTS.relative_to(ROOT)}: {len(weights)} features")


if __name__ == "__main__":
    main()

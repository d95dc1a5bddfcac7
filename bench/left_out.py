"""Reports read with weights that were learned without them, nor from another text of the same place.

Learning anew for every report takes long and changes little against leaving out a few at a time; so the
texts are dealt out to folds, and each fold is read with weights learned from the gold of all the others.
Whole texts are dealt out; those of the same place, and those that print the same article, stay together.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import learn
import learn_names
import learn_periods
from accuracy import gold_files, public_files, written_files
from records import Gold, Printed, Span, read_printed
from yardstick import begins_in, judge, pair_figures

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.contract import format_records
from baiyang_kg.reading.model import Context
from baiyang_kg.reading.periods.clues import PeriodWeights
from baiyang_kg.reading.report import Derived, derive
from baiyang_kg.reading.things.weights import part_by_frame

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yardstick import Score

    from baiyang_kg.reading.terms import Lexicon

LONG = 25  # characters from which a sentence that two texts share is no turn of phrase
COPIED = 0.5  # share of its long sentences from which a text is a copy of another


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A report, read by who had not seen its gold."""

    name: str  # stem of the gold file
    fold: int
    gold: Gold
    raw: str
    derived: Derived
    printed: Printed


def find_families(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the family of each text by its path: its place, or the article that it prints."""
    copies = _find_copies(texts)
    return {path: _place(copies.get(path, path)) for path in sorted(texts)}


def deal(texts: Mapping[str, str], count: int) -> dict[str, int]:
    """Return the fold, from 0 to `count` - 1, of each text by its path; the folds are about equally long."""
    lengths: Counter[str] = Counter()
    families = find_families(texts)
    for path, family in families.items():
        lengths[family] += len(texts[path])
    folds: dict[str, int] = {}
    sizes = dict.fromkeys(range(count), 0)
    for family, length in sorted(lengths.items(), key=lambda one: (-one[1], one[0])):
        folds[family] = min(sizes, key=lambda index: (sizes[index], index))
        sizes[folds[family]] += length
    return {path: folds[family] for path, family in families.items()}


def _place(path: str) -> str:
    """Return the place in the name of a whole report (xian-fuping-2021 → fuping), else the name."""
    stem = path.rpartition("/")[2].removesuffix(".txt")
    named = re.fullmatch(r"(?:[a-z]+-)?([a-z]+)(?:-[a-z]+)*-\d{4}(?:h\d)?", stem)
    return named[1] if named else stem


def _find_copies(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts that mostly repeat another, with the first that they repeat."""
    sentences = {
        path: {one for one in re.split("[。；\n]", "".join(raw.split(" "))) if len(one) >= LONG}
        for path, raw in texts.items()
    }
    copies: dict[str, str] = {}
    paths = sorted(texts)
    for index, path in enumerate(paths):
        for other in paths[:index]:
            shared = len(sentences[path] & sentences[other])
            if shared and shared >= COPIED * min(len(sentences[path]), len(sentences[other])):
                copies.setdefault(path, copies.get(other, other))
    return copies


def read_left_out(count: int) -> Iterator[LeftOut]:
    """Yield every report with a gold of figures, fold by fold. Names are read with the weights of all.

    Texts of our own and public news are learned from in every fold.
    """
    lexicon = load_lexicon()
    reports = learn.read_reports(gold_files())
    apart = learn.read_reports([*public_files(), *written_files()])
    examples = {one.path.stem: list(learn.find_examples(one, lexicon)) for one in (*reports, *apart)}
    dated = {one.path.stem: list(learn_periods.find_examples(one, lexicon)) for one in (*reports, *apart)}
    folds = deal({report.gold.text: report.raw for report in reports}, count)
    for fold in range(count):
        held = [report for report in reports if folds[report.gold.text] == fold]
        others = [report.path.stem for report in reports if folds[report.gold.text] != fold]
        learned = (*others, *(report.path.stem for report in apart))
        weights = learn.learn([example for stem in learned for example in examples[stem]])
        periods = learn_periods.fit([example for stem in learned for example in dated[stem]])
        figures = part_by_frame(weights, lexicon.weights.collocations)
        unseen = replace(lexicon, weights=figures, period_weights=PeriodWeights(periods))
        for report in held:
            yield _read(report, fold, unseen)


def score_names(count: int) -> dict[str, Score]:
    """Return the score of the names of every gold file (`gold/…`, `names/…`), in families dealt in order."""
    lexicon = load_lexicon()
    reports = learn_names.read_reports(learn_names.learned_files(), lexicon)
    families = find_families({report.gold.text: report.raw for report in reports})
    kept = [replace(one, gold=replace(one.gold, text=families[one.gold.text])) for one in reports]
    return learn_names.across_folds(kept, count, lexicon)


def _read(report: learn.Report, fold: int, lexicon: Lexicon) -> LeftOut:
    gold = report.gold
    derived = derive(report.raw, Context(area=gold.area, year=int(gold.year)), lexicon)
    printed = read_printed(format_records(derived.reading), report.raw)
    return LeftOut(report.path.stem, fold, gold, report.raw, derived, printed)


def judge_tuples(one: LeftOut) -> dict[Span, bool]:
    """Return of each observation that the gold judges whether its tuple is right; a spurious one is not."""
    region = one.gold.span or Span(0, len(one.raw))
    said = [observation for observation in one.printed.observations if begins_in(observation.span, region)]
    found = {there: here for here, there in pair_figures(one.gold.figures, said).items()}
    doubtful = [figure.span for figure in one.gold.figures if figure.doubtful]
    judged = {}
    for there, observation in enumerate(said):
        if there in found:
            figure = one.gold.figures[found[there]]
            if not figure.doubtful:
                judged[observation.span] = judge(figure, observation, one.gold.figures).core
        elif not any(observation.span.meets(span) for span in doubtful):
            judged[observation.span] = False
    return judged

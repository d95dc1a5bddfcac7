"""Write `docs/accuracy.md`: `python bench/accuracy_page.py DATE [--folds N]`.

Every report is read with weights learned without it (`left_out.py`); the figures are those of `yardstick.py`.
Takes most of an hour, on two cores. DATE, such as 2026-11-23, is only printed: the program asks no clock.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from accuracy import COLUMNS, ROOT, aside_files, shown
from accuracy import measure as measure_with_all
from calibrate import calibration_of, find_outcomes, fit
from left_out import read_left_out, score_names
from wording import bare, likeness
from yardstick import Miss, Score, percentages, score

from baiyang_kg.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from calibrate import Outcome

PAGE = ROOT / "docs" / "accuracy.md"
SEED = "baiyang-2023"
FOLDS = 10
NAMES = {"name", "name+", "type"}
ALIKE = 0.5  # likeness from which a wrong thing is the right one within wrong limits
WIDTH = 118  # of the lines of a page
BANDS = (0, 50, 60, 70, 80, 90, 95)  # percent


class Goal(NamedTuple):
    """A figure of the table of goals, in percent: two readers', what is wanted, and of which reports."""

    title: str
    key: str
    readers: str
    wanted: float
    articles: bool = False


GOALS = (
    Goal("figures found, F1", "detect_F1", "99.6", 98.5),
    Goal("… with value and unit", "value_unit_F1", "97–99.5", 98),
    Goal("… with bound, kind and thing (tuple)", "tuple_F1", "96–99", 90),
    Goal("… tuple, mean of the reports", "macro_tuple", "92–98", 87),
    Goal("… with period, direction and link (strict)", "strict_F1", "90–91", 84),
    Goal("head as in the gold", "head_exact", "91", 82),
    Goal("thing", "thing", "99", 93),
    Goal("bound", "bound", "100", 98.5),
    Goal("kind", "kind", "100", 98.5),
    Goal("direction", "direction", "100", 98.5),
    Goal("period", "period", "92–95", 92),
    Goal("links, F1", "link_F1", "99", 96),
    Goal("names, F1", "names_F1", "88", 80),
    Goal("types of names", "names_type", "93", 90),
    Goal("numbers accounted for", "ledger", "100", 100),
    Goal("errors of contract", "contract_errors", "0", 0),
    Goal("street-level articles alone, tuple", "tuple_F1", "88–97", 85, articles=True),
)
FIGURES = {key: title for key, title in COLUMNS.items() if key not in ("ledger", "contract_errors")}
FAILURES = {
    "missed": "missed",
    "spurious": "spurious",
    "value_unit": "value, unit",
    "bound": "bound",
    "boundary": "thing: boundary",
    "frame": "thing: frame",
    "kind": "kind",
    "period": "period",
    "direction": "direction",
    "of": "link",
    "name": "name missed",
    "name+": "name spurious",
    "type": "type",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured: a score for each report, for each text set aside, and for names annotated alone."""

    scores: Mapping[str, Score]
    aside: Mapping[str, Score]
    names_alone: Score
    outcomes: Sequence[Outcome]


def measure(folds: int) -> Measured:
    """Return the scores of all reports, each read by who had not seen its gold."""
    with ProcessPoolExecutor(1) as beside:  # names are learned apart from figures, so at the same time
        of_names = beside.submit(score_names, folds)
        readings = list(read_left_out(folds))
        names = of_names.result()
    scores = {
        one.name: join(score(one.gold, one.raw, one.printed), names[f"gold/{one.name}"]) for one in readings
    }
    alone = (part(one, of_names=True) for name, one in names.items() if name.startswith("names/"))
    lexicon = load_lexicon()
    aside = {path.stem: measure_with_all(path, lexicon) for path in aside_files()}
    return Measured(
        dict(sorted(scores.items())), aside, sum(alone, Score(Counter())), find_outcomes(readings)
    )


def join(figures: Score, names: Score) -> Score:
    """Return the score of a report of which figures and names were read in two ways."""
    return part(figures, of_names=False) + part(names, of_names=True)


def part(whole: Score, *, of_names: bool) -> Score:
    """Return what a score says of names, or what it says of everything else."""
    counts = {key: n for key, n in whole.counts.items() if key.startswith("names") == of_names}
    return Score(Counter(counts), tuple(miss for miss in whole.misses if (miss.field in NAMES) == of_names))


def failure_of(miss: Miss) -> str:
    """Return the class of a failure: of a wrong thing, whether another was taken or its limits are wrong."""
    if miss.field != "thing":
        return miss.field
    printed = bare(miss.printed.partition(" / ")[0])
    heads = [bare(head) for head in miss.wanted.split(" | ")]
    holds = any(printed and head and (printed in head or head in printed) for head in heads)
    return "boundary" if holds or likeness(printed, heads) >= ALIKE else "frame"


def total(scores: Iterable[Score]) -> dict[str, float | None]:
    """Return the figures of reports together; `macro_tuple` gives each report the same weight."""
    scores = list(scores)
    tuples = [percentages(one.counts)["tuple_F1"] or 0.0 for one in scores]
    macro = round(sum(tuples) / len(tuples), 1) if tuples else None
    return percentages(sum(scores, Score(Counter())).counts) | {"macro_tuple": macro}


def is_article(name: str) -> bool:
    """Say whether a gold is that of a street-level article, or else of a whole report."""
    return name.startswith(("article-", "st-"))


def reached(goal: Goal, value: float | None) -> bool:
    """Say whether a figure reaches its goal; of errors there may be none."""
    if goal.key == "contract_errors":
        return value == 0
    return value is not None and value >= goal.wanted


# --- The page -----------------------------------------------------------------------------------------------


METHOD = (
    """No report is read with weights that have seen its gold. The texts are dealt out to {folds} folds, and
    each fold is read with weights learned from the others. Whole texts are dealt out; reports of one place
    stay together whatever their years, and so do articles that print the same text.""",
    """Figures are learned by `bench/learn.py`, names by `bench/learn_names.py`, each on folds of its own; for
    names, the texts of `data/gold/names`, where names alone are annotated, are dealt out and learned from
    too.""",
    """The articles of `data/gold/written`, which were written for the learning, and the public news of
    `data/gold/public` are learned from in every fold; nothing is measured on them.""",
    """Weights alone are left out. Grammar and tables of words were written by people who had read some of
    these texts: on new ones, expect less.""",
    """Area and year are told to the reader, as the gold has them. The texts of `data/gold/aside`, kept unread
    for a last measurement, come first and apart.""",
    """A number behind the name of a report is the place in it where a further region begins.""",
)
ASIDE = """Regions of county reports and news articles that nobody learned from. The failures of two,
article-069 and article-135, were looked at on 2026-11-24, and two rules come from them; of the others nobody
knows more than the figures below. They are read with the weights that travel with the program. When each was
measured before, and with what result, says `data/gold/aside/README.md`."""
CLASSES = """A figure that is wrong in two ways counts in two classes. *Boundary*: the right thing with too
many or too few words; *frame*: another thing, or a thing where none is."""
APART = """Words and rules were written with this report in view, and weights alone are left out: the figures
say little of other reports."""
TRUST = """`extract --confidence` says how likely value, unit, bound, kind and thing are all right. Below, the
chance of each figure was told by a calibration that had seen neither its report nor any other of its fold."""


def page_lines(measured: Measured, day: str, folds: int) -> Iterator[str]:
    """Yield the lines of the page."""
    scores = dict(measured.scores)
    seed = {name: scores.pop(name) for name in [SEED] if name in scores}
    yield from opening_lines(scores, day, folds)
    yield from aside_lines(measured.aside)
    yield from goal_lines(scores)
    yield from failure_lines(scores)
    yield from ("## The bundled report, apart", "", *paragraph(APART))
    yield from (*figure_table(seed), *failure_table(seed))
    yield from ("## How far a confidence is to be trusted", "", *paragraph(TRUST))
    yield from reliability_lines(measured.outcomes)
    yield from names_alone_lines(measured.names_alone)
    yield from ("## Report by report", "", *figure_table(scores))
    yield from ("Failures:", "", *failure_table(scores))


def opening_lines(scores: Mapping[str, Score], day: str, folds: int) -> Iterator[str]:
    """Yield what was measured, and how."""
    articles = sum(map(is_article, scores))
    figures = sum(one.counts["figures"] for one in scores.values())
    command = f"python bench/accuracy_page.py {day}" + ("" if folds == FOLDS else f" --folds {folds}")
    yield from ("# Accuracy", "")
    yield from paragraph(
        f"""Measured on {day} by `{command}`, which writes this page: {figures} figures in {len(scores)} texts
        and regions of texts, {articles} of them street-level reports and articles, and the bundled report
        apart. The yardstick is `bench/yardstick.py`, the gold `data/gold` and the development folder;
        figures are in percent where nothing else is said."""
    )
    for point in METHOD:
        text = " ".join(point.format(folds=folds).split())
        yield from wrap(text, WIDTH, initial_indent="- ", subsequent_indent="  ")
    yield ""


def aside_lines(aside: Mapping[str, Score]) -> Iterator[str]:
    """Yield the figures of the texts set aside: all together, articles and reports apart, then each."""
    if not aside:
        return
    groups = {
        "all": list(aside.values()),
        "articles": [one for name, one in aside.items() if is_article(name)],
        "reports": [one for name, one in aside.items() if not is_article(name)],
    }
    everything = total(groups["all"])
    rest = {
        "tuple, mean of the texts": "macro_tuple", "head as in the gold": "head_exact", "bound": "bound",
        "kind": "kind", "direction": "direction", "numbers accounted for": "ledger",
    }  # fmt: skip
    yield from ("## Texts set aside", "", *paragraph(ASIDE))
    summed = {title: sum(scores, Score(Counter())) for title, scores in groups.items() if scores}
    yield from figure_table(summed | dict(aside))
    also = ", ".join(f"{title} {shown(everything[key])}" for title, key in rest.items())
    yield from paragraph(f"Of all together: {also}.")


def failure_lines(scores: Mapping[str, Score]) -> Iterator[str]:
    """Yield the failures of all reports by class, those of street-level texts and of the others apart."""
    groups: dict[str, Score] = {}
    for name, one in scores.items():
        title = "street-level" if is_article(name) else "other reports"
        groups[title] = groups.get(title, Score(Counter())) + one
    groups["all"] = sum(groups.values(), Score(Counter()))
    yield from ("## Failures by class", "", *paragraph(CLASSES), *failure_table(groups))


def goal_lines(scores: Mapping[str, Score]) -> Iterator[str]:
    """Yield the goals with what is reached, and in words what is not."""
    everything = total(scores.values())
    articles = total(one for name, one in scores.items() if is_article(name))
    yield from ("## Goals", "")
    yield from paragraph(
        """The goals, and the figures of two human readers, are of 14 other reports that stay unseen; those
        here are of the texts of our own gold, the bundled report not among them."""
    )
    values = {goal: (articles if goal.articles else everything)[goal.key] for goal in GOALS}
    rows = [
        (
            goal.title,
            goal.readers,
            f"{goal.wanted:g}",
            shown(value),
            "" if reached(goal, value) else "not reached",
        )
        for goal, value in values.items()
    ]
    yield from table(("", "two readers", "wanted", "here", ""), rows)
    missing = [goal.title.removeprefix("… ") for goal, value in values.items() if not reached(goal, value)]
    yield from paragraph(
        f"**Not reached, {len(missing)} of {len(GOALS)}**: {'; '.join(missing)}."
        if missing
        else "All goals are reached."
    )


def paragraph(text: str) -> Iterator[str]:
    """Yield a paragraph in lines of the width of the pages, and the empty line behind it."""
    yield from (*wrap(" ".join(text.split()), WIDTH), "")


def figure_table(scores: Mapping[str, Score]) -> Iterator[str]:
    """Yield the main figures of each report."""
    figures = {name: percentages(one.counts) for name, one in scores.items()}
    rows = [(name, *(shown(one[key]) for key in FIGURES)) for name, one in figures.items()]
    yield from table(("report", *FIGURES.values()), rows)


def failure_table(scores: Mapping[str, Score]) -> Iterator[str]:
    """Yield how many failures of each class there are."""
    counted = {name: Counter(map(failure_of, one.misses)) for name, one in scores.items()}
    rows = [(name, *(str(one[key] or "") for key in FAILURES)) for name, one in counted.items()]
    yield from table(("report", *FAILURES.values()), rows)


def reliability_lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield how often figures of a stated confidence are right, each told by who had not seen it."""
    told: list[tuple[int, bool]] = []
    for fold in sorted({one.fold for one in outcomes}):
        calibration = calibration_of(fit([one for one in outcomes if one.fold != fold]))
        told += [(int(calibration.chance_of(o.share) * 100), o.right) for o in outcomes if o.fold == fold]
    rows = []
    for low, high in zip(BANDS, (*BANDS[1:], 101), strict=True):
        band = [(chance, right) for chance, right in told if low <= chance < high]
        if band:
            mean = sum(chance for chance, _ in band) / len(band)
            share = 100 * sum(right for _, right in band) / len(band)
            rows.append((f"{low}–{high - 1}", str(len(band)), f"{mean:.0f}", f"{share:.0f}"))
    yield from table(("confidence", "figures", "said", "right"), rows)
    least = sorted(outcomes, key=lambda one: one.share)[: -(-len(outcomes) // 10)]
    wrong = sum(not one.right for one in outcomes)
    caught = sum(not one.right for one in least)
    yield from paragraph(
        f"""The least sure tenth, which `review --lowest 10%` shows, holds {caught} of the {wrong} figures
        that are wrong ({_percent(caught, wrong)} %); of what it shows, {_percent(caught, len(least))} % is
        wrong."""
    )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}" if whole else "0"


def names_alone_lines(alone: Score) -> Iterator[str]:
    """Yield the figures of the texts in which names alone are annotated."""
    if not alone.counts:
        return
    figures = percentages(alone.counts)
    yield from ("## Texts annotated for names alone", "")
    parts = {"names_P": "precision", "names_R": "recall", "names_F1": "F1", "names_type": "types"}
    row = (str(alone.counts["names"]), *(shown(figures[key]) for key in parts))
    yield from table(("names", *parts.values()), [row])


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table in Markdown, numbers to the right, and the empty line behind it."""
    yield f"| {' | '.join(header)} |".replace("|  |", "| |")
    yield "|---|" + "---:|" * (len(header) - 1)
    for row in rows:
        yield re.sub(r"\|  (?=\|)", "| ", f"| {' | '.join(row)} |")
    yield ""


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("date", type=date.fromisoformat, help="the day of the measurement, YYYY-MM-DD")
    parser.add_argument(
        "--folds", type=int, default=FOLDS, metavar="N", help=f"folds of whole texts; {FOLDS}"
    )
    options = parser.parse_args()
    lines = page_lines(measure(options.folds), str(options.date), options.folds)
    PAGE.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    print(PAGE.relative_to(ROOT))


if __name__ == "__main__":
    main()

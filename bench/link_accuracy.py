"""Measure proposed links against the truth: `python bench/link_accuracy.py [--write DATE]`.

Every subject of a set of `data/gold/links` is looked for in every dataset of it. What failed is shown of the
sets for development alone; of the sealed ones, totals. `--write` writes docs/link-accuracy.md; DATE, such as
2026-11-23, is only printed there.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from link_truth import AMBIGUOUS, OPENED, ORDINARY, SETS, UNLISTED, read_link_set, score

from baiyang_kg.linking.proposing import propose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from link_truth import LinkSet, Outcome, Score

    from baiyang_kg.datasets.record import Record
    from baiyang_kg.linking.proposing import Proposal

PAGE = Path(__file__).resolve().parent.parent / "docs" / "link-accuracy.md"
TEXT = """\
# Accuracy of proposed links

Measured on {day} by `python bench/link_accuracy.py --write {day}`, which writes this page. The truth is made
by hand, apart from the program: `data/gold/links`, whose README says how things were decided. It has
{subjects} subjects,
each looked for in all datasets of its set; in percent, then counted:

{totals}

What is wanted is asked of {asked}: hard cases. {measured} hold what reports name
from day to day, and are measured without a goal. What the truth does not list does not match: to call such a
pair exact counts as wrong. {opened} are looked at while the program is made; of the others, these totals
alone are known. A pair that matches and is proposed with a weaker predicate than it deserves is found, and
left to a reviewer; one that is called exact has to be.

The README of the truth says what each trap is. `unlisted` are pairs that were proposed and are not in it.
{details}"""
DETAILS = """
## Traps of `{name}`

{traps}

## What is not right in `{name}`

{failures}
"""


class Goal(NamedTuple):
    """A figure in percent, and the least that is wanted."""

    key: str
    title: str
    wanted: int | None


GOALS = (
    Goal("precision", "precision: proposed as exact, and exact", 99),
    Goal("recall", "recall: matching in any way, and proposed", 95),
    Goal("exact_recall", "exact, and proposed as exact", None),
)


def find_proposals(link_set: LinkSet) -> list[Proposal]:
    """Return what the program proposes for the subjects of a set, from one dataset after the other."""
    return [found for table in link_set.tables for found in propose(link_set.subjects, table)]


def main() -> None:
    """Print the figures of all sets, and what failed of those for development; write the page if asked."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--write", type=date.fromisoformat, metavar="DATE")
    day = options.parse_args().write
    sets = {name: read_link_set(name) for name in SETS + ORDINARY}
    proposals = {name: find_proposals(link_set) for name, link_set in sets.items()}
    scores = {name: score(link_set, proposals[name]) for name, link_set in sets.items()}
    print("\n".join(totals(scores)))
    for name in OPENED:
        print("\n".join(["", name, *by_trap(scores[name]), ""]))
        print("\n".join(failures(sets[name], scores[name], proposals[name])))
    if day:
        PAGE.write_text(page(sets, scores, day), encoding="utf-8")


def totals(scores: Mapping[str, Score]) -> list[str]:
    """Return the table of totals."""
    found = tuple(scores.values())
    return [
        _row("", "wanted", *scores),
        _row("---", *["---:"] * (1 + len(found))),
        *(_row(goal.title, goal.wanted or "", *(_percent(each, goal) for each in found)) for goal in GOALS),
        _row("pairs of the truth", "", *(sum(is_listed(pair) for pair in each.outcomes) for each in found)),
        _row("… exact", "", *(len(each.exact) for each in found)),
        _row("… matching otherwise", "", *(len(each.matching) - len(each.exact) for each in found)),
        _row("proposed as exact", "", *(len(each.claimed) for each in found)),
        _row("… and are not", "", *(sum(not pair.is_right for pair in each.claimed) for each in found)),
        _row("proposed otherwise, and do not match", "", *(len(each.beside) for each in found)),
        _row("ambiguous pairs, proposed with their rivals", "", *map(_carried, found)),
    ]


def is_listed(outcome: Outcome) -> bool:
    """Tell whether a pair is of the truth, or only of the program."""
    return outcome.pair.trap != UNLISTED


def _row(*cells: object) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def _percent(found: Score, goal: Goal) -> str:
    return f"{getattr(found, goal.key):.1f}"


def _carried(found: Score) -> str:
    pairs = [each for each in found.outcomes if each.pair.trap == AMBIGUOUS]
    return f"{sum(bool(each.rivals) for each in pairs)} of {len(pairs)}"


def by_trap(found: Score) -> list[str]:
    """Return the table of the traps of one set."""
    rows = [
        _row("trap", "pairs", "right", "exact", "as exact", "wrongly exact", "matching, not proposed"),
        _row("---", *["---:"] * 6),
    ]
    for trap, each in found.by_trap().items():
        right = sum(outcome.is_right for outcome in each.outcomes)
        as_exact = sum(outcome.is_right for outcome in each.exact)
        wrongly = sum(not outcome.is_right for outcome in each.claimed)
        missed = sum(not outcome.predicate for outcome in each.matching)
        rows.append(_row(trap, len(each.outcomes), right, len(each.exact), as_exact, wrongly, missed))
    return rows


def failures(link_set: LinkSet, found: Score, proposals: list[Proposal]) -> Iterator[str]:
    """Yield a paragraph for each pair that was not proposed as the truth has it."""
    records = {row.iri.rpartition("/")[2]: row for row in _records(link_set)}
    reasons = {(each.subject.iri, each.object.iri): each.why for each in proposals}
    for pair, predicate, _ in found.failures:
        one, other = records[pair.subject], records[pair.object]
        yield f"{pair.trap}: {pair.relation}, proposed {predicate or 'nothing'}: {pair.reason}"
        yield f"    {_shown(one)} ~ {_shown(other)}"
        if predicate:
            yield f"    {reasons[one.iri, other.iri]}"


def _records(link_set: LinkSet) -> Iterator[Record]:
    yield from link_set.subjects
    for table in link_set.tables:
        yield from table.records


def _shown(row: Record) -> str:
    place = "/".join(row.parents[-2:])
    return f"{row.iri.rpartition('/')[2]} {row.name} [{row.kind}; {place}; {row.code}; {row.year or ''}]"


def page(sets: Mapping[str, LinkSet], scores: Mapping[str, Score], day: date) -> str:
    """Return docs/link-accuracy.md."""
    return TEXT.format(
        day=day,
        subjects=_listed(f"{len(link_set.subjects)} ({name})" for name, link_set in sets.items()),
        totals="\n".join(totals(scores)),
        asked=_quoted(SETS),
        measured=_quoted(ORDINARY),
        opened=_quoted(OPENED),
        details="".join(_details(sets[name], scores[name]) for name in OPENED),
    )


def _details(link_set: LinkSet, found: Score) -> str:
    names = {row.iri.rpartition("/")[2]: row.name for row in _records(link_set)}
    wrong = [
        f"- {names[pair.subject]} ~ {names[pair.object]}: {pair.relation}, proposed {predicate or 'nothing'} "
        f"({pair.trap}: {pair.reason})"
        for pair, predicate, _ in found.failures
    ]
    return DETAILS.format(
        name=link_set.name, traps="\n".join(by_trap(found)), failures="\n".join(wrong or ["Nothing."])
    )


def _quoted(names: Iterable[str]) -> str:
    return _listed(f"`{name}`" for name in names)


def _listed(words: Iterable[str]) -> str:
    *first, last = words
    return " and ".join(filter(None, [", ".join(first), last]))


if __name__ == "__main__":
    main()

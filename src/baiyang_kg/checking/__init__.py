"""A store held against the rules: the shapes of the ontology, and what reports must not say of themselves.

Each rule is a module that yields findings, or a query below `queries/checks`; docs/checks.md describes them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from baiyang_kg.checking.figures import read_figures
from baiyang_kg.checking.finding import Finding, Level, by_weight
from baiyang_kg.checking.growth import check_growth
from baiyang_kg.checking.lists import check_lists
from baiyang_kg.checking.plans import check_plans
from baiyang_kg.checking.queries import query_checks, run_check
from baiyang_kg.checking.quotes import check_quotes
from baiyang_kg.checking.repeats import check_repeats
from baiyang_kg.checking.rules import all_rules
from baiyang_kg.checking.shapes import check_shapes
from baiyang_kg.checking.shares import check_shares
from baiyang_kg.checking.texts import read_quoted, sentence_around
from baiyang_kg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from baiyang_kg.checking.texts import Quoted
    from baiyang_kg.graph.store import Store

__all__ = ["Finding", "Level", "check_store"]

_NO_TEXTS: Mapping[str, str] = {}


def check_store(
    store: Store, *, reports: Mapping[str, str] = _NO_TEXTS, rules: Collection[str] = ()
) -> list[Finding]:
    """Return what is wrong or odd in `store`, errors first.

    `reports` are the texts that it was read from, by their SHA-256; a report without its text is compared
    with its own quotations alone. `rules` are the names of those to apply; all of them, if none is named.

    Raises QueryError for a rule that there is not and for a check with a wrong header.
    """
    known = all_rules()
    if unknown := sorted(set(rules) - known.keys()):
        raise QueryError(
            "check", f"there is no rule {', '.join(unknown)}", f"choose from: {', '.join(known)}"
        )
    checks = _checks(store, reports)
    return sorted((finding for name in rules or known for finding in checks[name]()), key=by_weight)


def _checks(store: Store, reports: Mapping[str, str]) -> dict[str, Callable[[], Iterable[Finding]]]:
    """Return the rules by name, each ready to be applied; what several of them need is read once."""
    figures = read_figures(store)
    quoted = read_quoted(store, reports)
    return {
        "shape": partial(check_shapes, store),
        "quote-equals-span": partial(check_quotes, quoted, figures),
        "announced-count": partial(check_lists, store, quoted, figures),
        "growth-against-last-year": partial(check_growth, figures),
        "plan-against-fact": partial(check_plans, figures),
        "shares-of-one-total": partial(check_shares, figures),
        "stated-twice": partial(check_repeats, figures),
        **{name: partial(_run_query, store, path, quoted) for name, path in query_checks().items()},
    }


def _run_query(store: Store, path: Path, reports: Iterable[Quoted]) -> Iterator[Finding]:
    """Yield what a check that is a query finds; a thing that is only named is shown with its sentence."""
    texts = {report.report: report.text for report in reports}
    for finding in run_check(store, path):
        text = texts.get(finding.report, "")
        around = sentence_around(text, finding.start, finding.end) if finding.start >= 0 else ""
        yield replace(finding, sentence=around or finding.sentence)

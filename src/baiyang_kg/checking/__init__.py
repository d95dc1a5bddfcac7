"""A store held against the rules: the shapes of the ontology, and what reports must not say of themselves.

Each rule is a module that yields findings, or a query below `queries/checks`; docs/checks.md describes them.
"""

from __future__ import annotations

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
from baiyang_kg.checking.shapes import check_shapes
from baiyang_kg.checking.shares import check_shares
from baiyang_kg.checking.texts import read_quoted
from baiyang_kg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from baiyang_kg.graph.store import Store

__all__ = ["Finding", "Level", "check_store", "rule_names"]

_IN_CODE = (
    "announced-count", "growth-against-last-year", "plan-against-fact", "quote-equals-span", "shape",
    "shares-of-one-total", "stated-twice",
)  # fmt: skip
_NO_TEXTS: Mapping[str, str] = {}


def check_store(
    store: Store, *, reports: Mapping[str, str] = _NO_TEXTS, rules: Collection[str] = ()
) -> list[Finding]:
    """Return what is wrong or odd in `store`, errors first.

    `reports` are the texts that it was read from, by their SHA-256; a report without its text is compared
    with its own quotations alone. `rules` are the names of those to apply; all of them, if none is named.

    Raises QueryError for a rule that there is not.
    """
    if unknown := sorted(set(rules) - set(rule_names())):
        known = f"choose from: {', '.join(rule_names())}"
        raise QueryError("check", f"there is no rule {', '.join(unknown)}", known)
    checks = _checks(store, reports)
    found = [finding for name in rules or checks for finding in checks[name]()]
    return sorted(found, key=by_weight)


def rule_names() -> list[str]:
    """Return the names of all rules, sorted."""
    return sorted([*_IN_CODE, *query_checks()])


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
        **{name: partial(run_check, store, path) for name, path in query_checks().items()},
    }

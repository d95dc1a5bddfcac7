"""A store held against the rules: the shapes of the ontology, and what reports must not say of themselves.

Each rule is a module that yields findings, or a query below `queries/checks`; docs/checks.md describes them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from baiyang_kg.checking.finding import Finding, Level, by_weight
from baiyang_kg.checking.queries import query_checks, run_check
from baiyang_kg.checking.shapes import check_shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from baiyang_kg.graph.store import Store

__all__ = ["Finding", "Level", "check_store", "rule_names"]

_NO_TEXTS: Mapping[str, str] = {}


def check_store(
    store: Store, *, reports: Mapping[str, str] = _NO_TEXTS, rules: Collection[str] = ()
) -> list[Finding]:
    """Return what is wrong or odd in `store`, errors first.

    `reports` are the texts that it was read from, by their SHA-256; a report without its text is compared
    with its own quotations alone. `rules` are the names of those to apply; all of them, if none is named.
    """
    chosen = rules or rule_names()
    found = [
        finding for name, check in _rules(store, reports).items() if name in chosen for finding in check()
    ]
    return sorted(found, key=by_weight)


def rule_names() -> list[str]:
    """Return the names of all rules, sorted."""
    return sorted([*_IN_CODE, *query_checks()])


_IN_CODE = ("shape",)


def _rules(store: Store, reports: Mapping[str, str]) -> dict[str, Callable[[], Iterable[Finding]]]:
    del reports
    return {
        "shape": partial(check_shapes, store),
        **{name: partial(run_check, store, path) for name, path in query_checks().items()},
    }

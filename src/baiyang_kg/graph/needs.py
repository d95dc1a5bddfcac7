"""What a canned query asks of a store beyond one report: links, a register, inhabitants, a second year.

Its header names them (`needs: [register, links]`). Where an answer is empty because one of them is not there,
that is what a person has to know, and how to bring it in; which pattern of the query found nothing is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

    from baiyang_kg.graph.store import Store


class Need(NamedTuple):
    """Something that has to be brought into a store."""

    name: str  # in words, behind "needs"
    held: str  # what asks whether it is there
    remedy: str


NEEDS = {
    "register": Need(
        "an official register of divisions",
        "ASK { ?code a by:DivisionCode }",
        "add one: baiyang-kg add REGISTER.csv --parents STREETS.csv",
    ),
    "links": Need(
        "links to a dataset outside",
        "ASK { ?links a void:Linkset }",
        "load them: baiyang-kg link apply (those of the bundled report), "
        "or baiyang-kg link propose DATASET, review and apply",
    ),
    "population": Need(
        "a table of inhabitants",
        "ASK { ?counted by:population ?residents }",
        "add one with codes: baiyang-kg add POPULATION.csv",
    ),
    "years": Need(
        "reports of one area for two years running",
        """ASK {
          ?report schema:about ?area ; schema:temporalCoverage ?year .
          ?next schema:about ?area ; schema:temporalCoverage ?after .
          FILTER (xsd:integer(STR(?year)) + 1 = xsd:integer(STR(?after)))
        }""",
        "build them together: baiyang-kg build REPORT-2022.txt REPORT-2023.txt",
    ),
}


def explain_needs(store: Store, needs: Collection[str]) -> str:
    """Return lines that say which of `needs`, names of `NEEDS`, `store` lacks; "" where it has them all."""
    lacking = [NEEDS[name] for name in needs if not store.ask(NEEDS[name].held)]
    if not lacking:
        return ""
    wanted = " and ".join(need.name for need in lacking)
    return "\n".join(
        (f"no rows: this needs {wanted}, and the store has none", *(f"  {one.remedy}" for one in lacking))
    )

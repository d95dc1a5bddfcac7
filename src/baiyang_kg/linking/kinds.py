"""Kinds of things: how each is compared, and which kinds one thing may be called by two tables."""

from __future__ import annotations

from functools import cache

from baiyang_kg.errors import LexiconError
from baiyang_kg.linking.judgement import GROUPS
from baiyang_kg.resources import resource
from baiyang_kg.tables import read_table

# What the words of a name tell against what a table or a reader calls the thing: an estate is no community.
_TOLD_BY_NAME = {"community", "village", "residential_compound", "subdistrict", "town"}
# Groups of areas, and with them what stands where its parents are. Of others the parents tell only whose
# report names them: a university may stand anywhere.
AREAS = frozenset({"settlement", "division"})
STANDING = AREAS | {"site"}
_VAGUE = {"", "place", "other"}


def group_of(kind: str) -> str:
    """Return how a kind of thing is compared: settlement, division, site, body or indicator."""
    return _kinds().get(kind, ("body", frozenset()))[0]


def effective_kind(said: str, told: str) -> str:
    """Return the kind of a thing that a table or reader `said` and the ending of its name `told`."""
    if told in {"subdistrict", "town"} and said == "organization":
        return told  # the office of a street (街道办事处, 镇人民政府) is the street
    if told and (said in _VAGUE or said not in _kinds() or {said, told} <= _TOLD_BY_NAME):
        return told
    return said


def compare_kinds(one: str, other: str) -> str:
    """Return same, akin, unknown or differs: a word of the column `kind` of the judgement."""
    if one in {"", "other"} or other in {"", "other"}:
        return "unknown"
    if one == other:
        return "same"
    return "akin" if other in _akin(one) or one in _akin(other) else "differs"


def _akin(kind: str) -> frozenset[str]:
    return _kinds().get(kind, ("", frozenset()))[1]


@cache
def _kinds() -> dict[str, tuple[str, frozenset[str]]]:
    """Return the group of each kind and the kinds akin to it."""
    rows = read_table(resource("data/linking/groups.tsv"))
    for row in rows:
        if row["group"] not in GROUPS:
            raise LexiconError(row.place, f"group {row['group']!r}", f"write one of {', '.join(GROUPS)}")
    return {row["kind"]: (row["group"], frozenset(row.words("akin"))) for row in rows}

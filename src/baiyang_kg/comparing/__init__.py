"""Two states of what is known, compared: the facts that are new, gone and changed, and a patch between them.

A side is a store, an export or a report. Facts are recognised by what they are about and never by their IRIs,
in which offsets stand: a word more in the first sentence changes no fact.
"""

from __future__ import annotations

from baiyang_kg.comparing.difference import Change, Difference, compare
from baiyang_kg.comparing.facts import StatedFact, find_facts
from baiyang_kg.comparing.patch import write_patch
from baiyang_kg.comparing.sides import Side, read_side

__all__ = ["Change", "Difference", "Side", "StatedFact", "compare", "find_facts", "read_side", "write_patch"]

"""By what properties others name things, number them, and say where they are."""

from __future__ import annotations

from baiyang_kg.graph.vocab import (
    BROADER,
    DC,
    DCTERMS,
    HIDDEN_LABEL,
    IN_PLACE,
    LABEL,
    LOCATED_IN,
    NOTATION,
    OTHER_LABEL,
    PREFERRED_LABEL,
    SCHEMA,
    A,
)

_OLD_SCHEMA = "http://schema.org/"
# What names a thing, the best first.
NAMES = (
    *(PREFERRED_LABEL, LABEL, SCHEMA + "name", _OLD_SCHEMA + "name", "http://xmlns.com/foaf/0.1/name"),
    *(DCTERMS + "title", DC + "title"),
)
ALIASES = (OTHER_LABEL, HIDDEN_LABEL, SCHEMA + "alternateName", _OLD_SCHEMA + "alternateName")
CODES = (NOTATION, SCHEMA + "identifier", _OLD_SCHEMA + "identifier", DCTERMS + "identifier")
PARENTS = (BROADER, IN_PLACE, _OLD_SCHEMA + "containedInPlace", DCTERMS + "isPartOf", LOCATED_IN)
PROPERTIES = (*NAMES, *ALIASES, *CODES, *PARENTS, A)

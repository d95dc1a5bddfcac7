"""Links as a person reads them: a row of a table, and both sides beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from baiyang_kg.graph.curies import shorten

if TYPE_CHECKING:
    from baiyang_kg.linking.mappings import Mapping

COLUMNS = ("subject", "match", "object", "code", "confidence", "why")

_REPEATING = ("code theirs", "rivals none")


def cells(mapping: Mapping) -> tuple[str, ...]:
    """Return a link as a row below COLUMNS."""
    return (
        mapping.subject_label or shorten(mapping.subject),
        match_word(mapping),
        mapping.object_label or shorten(mapping.object),
        mapping.object_code,
        "" if mapping.confidence is None else f"{mapping.confidence:f}",
        "; ".join(telling_features(mapping)) or mapping.comment,
    )


def match_word(mapping: Mapping) -> str:
    """Return the predicate in one word: exact, close, broad; one that is no match of SKOS in short."""
    name = shorten(mapping.predicate)
    word = name.removeprefix("skos:").removesuffix("Match") if name.endswith("Match") else name
    return f"not {word}" if mapping.negated else word


def telling_features(mapping: Mapping) -> list[str]:
    """Return the features, each in words, without those that only repeat what stands beside them."""
    return [feature for feature in mapping.features.split("; ") if not feature.startswith(_REPEATING)]

"""Links as a person reads them: each in a row, with the features that tell something, and all counted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from baiyang_kg.graph.curies import shorten
from baiyang_kg.linking.mappings import STATUSES
from baiyang_kg.terminal import table_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from baiyang_kg.linking.mappings import Mapping, MappingSet

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


def surest_first(links: Iterable[Mapping]) -> list[Mapping]:
    """Return links by what they link, the surest of each first; one without confidence comes last."""
    return sorted(links, key=lambda one: (one.subject, -(one.confidence or 0)))


def match_word(mapping: Mapping) -> str:
    """Return the predicate in one word: exact, close, broad; one that is no match of SKOS in short."""
    name = shorten(mapping.predicate)
    word = name.removeprefix("skos:").removesuffix("Match") if name.endswith("Match") else name
    return f"not {word}" if mapping.negated else word


def telling_features(mapping: Mapping) -> list[str]:
    """Return the features, each in words, without those that only repeat what stands beside them."""
    return [feature for feature in mapping.features.split("; ") if not feature.startswith(_REPEATING)]


def count_lines(links: MappingSet) -> Iterator[str]:
    """Yield a table that counts the links of a set by match and status."""
    counts = Counter((match_word(link._replace(negated=False)), link.status) for link in links.mappings)
    words = sorted({word for word, _ in counts})
    rows = [[word, *(str(counts[word, status]) for status in STATUSES)] for word in words]
    total = ["all", *(str(len(links.of(status))) for status in STATUSES)]
    yield from table_lines(
        ("match", *STATUSES), [*rows, total], columns=80, numeric=(False, True, True, True)
    )

"""Mappings: which thing of the graph is which thing outside, how sure that is, and what a person decided.

The words are those of SSSOM, the Simple Standard for Sharing Ontological Mappings, version 1.1
(https://mapping-commons.github.io/sssom/spec-model/): a mapping has a subject, a predicate and an object, and
a mapping set has mappings and metadata. What SSSOM has no slot for stands in extension slots, which the
metadata declare: what became of the mapping, by which features it was proposed, and where both sides stand,
so that a person can judge it with the file alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from baiyang_kg.graph.identifiers import MATCHES
from baiyang_kg.linking.prefixes import BUILT_IN

if TYPE_CHECKING:
    from decimal import Decimal

PROPOSED, ACCEPTED, REJECTED = "proposed", "accepted", "rejected"
STATUSES = (PROPOSED, ACCEPTED, REJECTED)
PREDICATES = tuple(MATCHES)
SEMAPV = BUILT_IN["semapv"]  # the vocabulary of justifications
MANUAL_CURATION = SEMAPV + "ManualMappingCuration"  # a person has judged it
REVIEWED = {MANUAL_CURATION, SEMAPV + "MappingReview"}


class Mapping(NamedTuple):
    """One row of a mapping set; "" where nothing is said. IRIs are in full."""

    subject: str
    predicate: str
    object: str
    justification: str
    subject_label: str = ""
    subject_category: str = ""  # a CURIE or a word, as it stands
    object_label: str = ""
    object_category: str = ""
    negated: bool = False  # the predicate does not hold (predicate_modifier Not)
    author: str = ""  # who answers for it
    date: str = ""  # YYYY-MM-DD
    confidence: Decimal | None = None  # of the matcher, from 0 to 1
    comment: str = ""
    status: str = PROPOSED
    features: str = ""  # by which it was proposed, in one readable line
    rivals: tuple[str, ...] = ()  # other objects, as good as this one
    subject_parents: str = ""  # areas that it is in, the largest first, with blanks between
    object_parents: str = ""
    object_code: str = ""
    object_place: str = ""  # where it was read: villages.csv:417
    others: tuple[tuple[str, str], ...] = ()  # further columns of the file, with their values
    place: str = ""  # where this row was read: links.sssom.tsv:25

    @property
    def pair(self) -> tuple[str, str]:
        """What it is about: the IRIs of its subject and its object."""
        return self.subject, self.object

    @property
    def decided(self) -> bool:
        """Whether a person has accepted or rejected it."""
        return self.status != PROPOSED

    def accept(self, *, author: str, date: str) -> Mapping:
        """Return it as a person answers for it."""
        return self._replace(
            status=ACCEPTED, negated=False, justification=MANUAL_CURATION, author=author, date=date
        )

    def reject(self, *, author: str, date: str) -> Mapping:
        """Return its negation as a person answers for it: how sure the matcher was, no longer counts."""
        return self._replace(
            status=REJECTED,
            negated=True,
            justification=MANUAL_CURATION,
            author=author,
            date=date,
            confidence=None,
        )


class MappingSet(NamedTuple):
    """A file of mappings."""

    id: str  # an IRI
    mappings: tuple[Mapping, ...] = ()
    prefixes: dict[str, str] = {}  # noqa: RUF012 (nobody changes it)  # that the file declares, with their namespaces
    metadata: dict[str, Any] = {}  # noqa: RUF012 (as above)  # its further slots: texts, lists and pairs of texts
    path: str = ""

    @property
    def title(self) -> str:
        """What it is called; "" where it does not say so."""
        return str(self.metadata.get("mapping_set_title", ""))

    @property
    def licence(self) -> str:
        """The IRI of its licence; "" where it has none."""
        return str(self.metadata.get("license", ""))

    @property
    def version(self) -> str:
        """Which version it says that it is; "" where it says nothing."""
        return str(self.metadata.get("mapping_set_version", ""))

    def of(self, *statuses: str) -> list[Mapping]:
        """Return the mappings that are proposed, accepted or rejected."""
        return [mapping for mapping in self.mappings if mapping.status in statuses]


def scheme_of(iri: str) -> str:
    """Return the list that an outside thing is an entry of: its IRI without the last step."""
    return iri[: max(map(iri.rfind, "/#")) + 1]

"""How much there is of what in a set of triples, and what others add to it: the numbers of VoID."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from baiyang_kg.graph import vocab

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Triple

HOME = "https://w3id.org/baiyang-kg/"  # where the IRIs of our own begin


@dataclass(frozen=True, slots=True)
class Census:
    """What a set of triples comes to."""

    triples: int = 0
    subjects: int = 0
    objects: int = 0
    entities: int = 0  # subjects of our own
    classes: Counter[str] = field(default_factory=Counter)  # things by class
    properties: Counter[str] = field(default_factory=Counter)  # triples by property

    def plus(self, more: Census) -> Census:
        """Return what both come to; `more` counts what is not counted here."""
        return self._joined(more, 1)

    def minus(self, less: Census) -> Census:
        """Return what is left; all that `less` counts is counted here."""
        return self._joined(less, -1)

    def _joined(self, other: Census, sign: int) -> Census:
        return Census(
            self.triples + sign * other.triples,
            self.subjects + sign * other.subjects,
            self.objects + sign * other.objects,
            self.entities + sign * other.entities,
            self.classes + other.classes if sign > 0 else self.classes - other.classes,
            self.properties + other.properties if sign > 0 else self.properties - other.properties,
        )


def _never(_: NamedNode | Literal) -> bool:
    return False


class Counting:
    """Counts triples as they pass, of which none may pass twice; those with a blank node count nothing.

    `knows_subject` and `knows_object` say which subjects and objects are counted elsewhere already.
    """

    def __init__(
        self,
        *,
        knows_subject: Callable[[NamedNode], bool] = _never,
        knows_object: Callable[[NamedNode | Literal], bool] = _never,
    ) -> None:
        self._knows_subject = knows_subject
        self._knows_object = knows_object
        self._triples = 0
        self._new_subjects: dict[NamedNode, bool] = {}  # whether it is counted here
        self._new_objects: dict[NamedNode | Literal, bool] = {}
        self._classes: Counter[str] = Counter()
        self._properties: Counter[str] = Counter()

    def through(self, triples: Iterable[Triple]) -> Iterator[Triple]:
        """Yield `triples` as they are, and count them."""
        for triple in triples:
            subject, value = triple.subject, triple.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                self._count(subject, triple.predicate.value, value)
            yield triple

    def census(self, triples: Iterable[Triple] = ()) -> Census:
        """Return the count of `triples` and of all that have passed."""
        for _ in self.through(triples):
            pass
        subjects = [subject for subject, new in self._new_subjects.items() if new]
        return Census(
            self._triples,
            len(subjects),
            sum(self._new_objects.values()),
            sum(subject.value.startswith(HOME) for subject in subjects),
            self._classes,
            self._properties,
        )

    def _count(self, subject: NamedNode, predicate: str, value: NamedNode | Literal) -> None:
        self._triples += 1
        self._properties[predicate] += 1
        if predicate == vocab.A and isinstance(value, NamedNode):
            self._classes[value.value] += 1
        if subject not in self._new_subjects:
            self._new_subjects[subject] = not self._knows_subject(subject)
        if value not in self._new_objects:
            self._new_objects[value] = not self._knows_object(value)

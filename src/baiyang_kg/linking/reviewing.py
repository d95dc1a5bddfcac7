"""A review: a person walks through the undecided mappings of a file, and each decision is saved at once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from baiyang_kg.answers.files import open_whole
from baiyang_kg.errors import LinkError
from baiyang_kg.graph import vocab
from baiyang_kg.linking.mappings import ACCEPTED, PROPOSED, scheme_of
from baiyang_kg.linking.sssom import parse_mappings, read_content, write_mappings

if TYPE_CHECKING:
    import os

    from baiyang_kg.linking.mappings import Mapping


class Review:
    """The undecided mappings of the file at `path`, in the order of their subjects, and where the person is.

    `author` answers for the decisions, made on `date`. Raises LinkError for a file that cannot be read.
    """

    def __init__(self, path: str | os.PathLike[str], *, author: str, date: str) -> None:
        self.path = Path(path)
        self.author = author
        self.date = date
        self.place = 0  # in the queue
        self.decided = 0  # in this session
        self._content = read_content(path)
        self.links = parse_mappings(self._content, place=str(path))
        self._rows = list(self.links.mappings)  # as they stand now, those of the queue by the same number
        self._queue = [i for i, mapping in enumerate(self._rows) if mapping.status == PROPOSED]
        self._queue.sort(key=lambda i: (self._rows[i].subject, -(self._rows[i].confidence or 0), i))

    def __len__(self) -> int:
        return len(self._queue)

    @property
    def mappings(self) -> list[Mapping]:
        """All mappings of the file as they stand now."""
        return list(self._rows)

    @property
    def current(self) -> Mapping | None:
        """The mapping to decide on, as it stands now; None behind the last one."""
        return self._rows[self._queue[self.place]] if self.place < len(self._queue) else None

    def accept(self) -> None:
        """Accept the current mapping, save that, and go on."""
        self._decide(self._proposed().accept(author=self.author, date=self.date))

    def reject(self) -> None:
        """Reject the current mapping, save that, and go on."""
        self._decide(self._proposed().reject(author=self.author, date=self.date))

    def change(self, predicate: str) -> None:
        """Let the current mapping have another predicate, an IRI; it is still to be decided.

        How sure the matcher was of its own, says nothing of this one.
        """
        self._put(self._proposed()._replace(predicate=predicate, confidence=None))

    def note(self, comment: str) -> None:
        """Let the current mapping have a comment, which is saved with the decision."""
        self._put(self._proposed()._replace(comment=comment))

    def skip(self) -> None:
        """Go on without a decision."""
        self.place = min(self.place + 1, len(self._queue))

    def back(self) -> None:
        """Go to the mapping before, to decide anew."""
        self.place = max(self.place - 1, 0)

    def accepted_beside(self) -> list[Mapping]:
        """Return what is accepted already for the current subject, or for the current object."""
        now = self.current
        return [
            other
            for other in self._others(ACCEPTED)
            if now and (other.subject == now.subject or other.object == now.object)
        ]

    def rivals(self) -> list[Mapping]:
        """Return what else is proposed for the current subject."""
        now = self.current
        return [other for other in self._others(PROPOSED) if now and other.subject == now.subject]

    def sure(self) -> list[Mapping]:
        """Return the undecided exact matches that nothing stands against.

        They have no rivals, and nothing else is exactly their subject or their object.
        """
        exact = [row for row in self._rows if row.predicate == vocab.EXACT_MATCH and not row.negated]
        subjects = Counter((row.subject, scheme_of(row.object)) for row in exact)
        objects = Counter(row.object for row in exact)
        return [
            row
            for row in exact
            if row.status == PROPOSED
            and not row.rivals
            and subjects[row.subject, scheme_of(row.object)] == objects[row.object] == 1
        ]

    def accept_sure(self) -> list[Mapping]:
        """Accept what is sure, save that, and return it."""
        sure = {mapping.pair for mapping in self.sure()}
        accepted = []
        for i, mapping in enumerate(self._rows):
            if mapping.pair in sure and mapping.status == PROPOSED:
                self._rows[i] = mapping.accept(author=self.author, date=self.date)
                accepted.append(self._rows[i])
        if accepted:
            self._save()
        self.decided += len(accepted)
        self._queue = [i for i in self._queue if self._rows[i].status == PROPOSED]
        return accepted

    def _others(self, status: str) -> list[Mapping]:
        """Return the mappings of this status but the current one."""
        return [mapping for mapping in self._rows if mapping.status == status and mapping is not self.current]

    def _proposed(self) -> Mapping:
        """Return the current mapping as one that nobody has decided on."""
        now = self._rows[self._queue[self.place]]
        if not now.decided:
            return now
        original = self.links.mappings[self._queue[self.place]]
        confidence = original.confidence if now.predicate == original.predicate else None
        return original._replace(predicate=now.predicate, comment=now.comment, confidence=confidence)

    def _put(self, mapping: Mapping) -> None:
        self._rows[self._queue[self.place]] = mapping

    def _decide(self, mapping: Mapping) -> None:
        before = self._rows[self._queue[self.place]]
        self._put(mapping)
        try:
            self._save()
        except BaseException:
            self._put(before)
            raise
        self.decided += not before.decided
        self.skip()

    def _save(self) -> None:
        """Write the file, whole or not at all. Raises LinkError where another program has changed it."""
        if read_content(self.path) != self._content:
            found = "was changed by another program since it was read; nothing was overwritten"
            raise LinkError(str(self.path), found, "review it again: what was decided before is saved")
        with open_whole(str(self.path)) as output:
            write_mappings(self.links._replace(mappings=tuple(self._rows)), output)
        self._content = read_content(self.path)

"""What the gold says of the candidates of a place where a name may end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wording import bare

from baiyang_kg.reading.names.tokens import NOTE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records import Gold

NO_NAME = -1


class Truth:
    """What the gold says of a candidate."""

    def __init__(self, gold: Gold, raw: str) -> None:
        self._types: dict[str, tuple[str, ...]] = {}
        self._open: set[str] = set()  # names and wordings that may be found or not
        self._allowed = {bare(name.name) for name in gold.names}
        for name in gold.names:
            written = {bare(raw[start:end]) for start, end in name.mentions}
            if not name.required:
                self._open.add(bare(name.name))
            else:
                self._types[bare(name.name)] = name.types
                if "place" in name.types:
                    self._types.update(dict.fromkeys(written, name.types))
            self._open |= written

    def judge(
        self, candidates: Sequence[str], expected: str, *, known: bool = False
    ) -> tuple[int | None, str]:
        """Return which of the candidates is a name, and its type; None where the gold leaves it open.

        What the gold leaves open and everybody knows as a name is one: to find it costs nothing.
        """
        names = [bare(NOTE.sub("", candidate)) for candidate in candidates]
        right = [index for index, name in enumerate(names) if name in self._types]
        if right:
            types = self._types[names[right[-1]]]
            if expected == "person" and "person" not in types:
                return None, ""
            return right[-1], expected if expected in types else types[0]
        still_open = [index for index, name in enumerate(names) if name in self._open]
        if known and still_open[-1:] and names[still_open[-1]] in self._allowed:
            return still_open[-1], expected
        return (None, "") if still_open else (NO_NAME, "")

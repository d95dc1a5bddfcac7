"""What the gold says of the candidates of a place where a name may end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wording import bare

from baiyang_kg.reading.name_tokens import NOTE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records import Gold

NO_NAME = -1


class Truth:
    """What the gold says of a candidate."""

    def __init__(self, gold: Gold, raw: str) -> None:
        self._types: dict[str, tuple[str, ...]] = {}
        self._open: set[str] = set()  # names and wordings that may be found or not
        for name in gold.names:
            written = {bare(raw[start:end]) for start, end in name.mentions}
            if not name.required:
                self._open.add(bare(name.name))
            else:
                self._types[bare(name.name)] = name.types
                if "place" in name.types:
                    self._types.update(dict.fromkeys(written, name.types))
            self._open |= written

    def judge(self, candidates: Sequence[str], expected: str) -> tuple[int | None, str]:
        """Return which of the candidates is a name, and its type; None where the gold leaves it open."""
        names = [bare(NOTE.sub("", candidate)) for candidate in candidates]
        right = [index for index, name in enumerate(names) if name in self._types]
        if right:
            types = self._types[names[right[-1]]]
            if expected == "person" and "person" not in types:
                return None, ""
            return right[-1], expected if expected in types else types[0]
        return (None, "") if any(name in self._open for name in names) else (NO_NAME, "")

"""Blocking: which rows of a dataset are worth comparing with which subjects.

Rows stream past as columns and are never looked at one by one: a batch's names are brought into normal form
at once, and what a counterpart of a subject may be called is enumerated, so that a row is a look-up in a set.
Only what cannot be enumerated is searched for, by one pattern, and never in tables of division codes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from baiyang_kg.linking.kinds import STANDING
from baiyang_kg.linking.likeness import keys_of
from baiyang_kg.linking.localities import park_name
from baiyang_kg.linking.names import normal_forms, suffixes_of
from baiyang_kg.linking.slips import pinyin
from baiyang_kg.linking.successions import succeeding
from baiyang_kg.linking.wordings import contractions, expansions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from baiyang_kg.datasets.record import Batch
    from baiyang_kg.linking.sides import Side

_DIVISION_CODES = re.compile(r"\d{6,12}", re.ASCII)
_LONGEST_ABBREVIATED = 16  # characters: what is longer is abbreviated by words, not by characters


class Index:
    """What the counterparts of some subjects may be called."""

    def __init__(self, subjects: Sequence[Side]) -> None:
        self._subjects = subjects
        self._forms: defaultdict[str, set[int]] = defaultdict(set)
        parts: defaultdict[str, set[int]] = defaultdict(set)  # that stand anywhere in a longer name
        for number, side in enumerate(subjects):
            for form in _forms(side):
                self._forms[form].add(number)
            for part in _parts(side):
                parts[part].add(number)
        self._keys: defaultdict[str, set[int]] = defaultdict(set)
        for number, side in enumerate(subjects):
            for key in keys_of(side):
                self._keys[key].add(number)
        self._parts = dict(parts)
        self._abbreviations = _abbreviations(subjects)
        longest_first = sorted(parts, key=lambda part: (-len(part), part))
        self._search = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def find(self, batch: Batch) -> Iterator[tuple[int, list[int]]]:
        """Yield the rows of a batch that may be counterparts, and the numbers of their subjects, in order."""
        found: defaultdict[int, set[int]] = defaultdict(set)
        searched = (self._parts or self._abbreviations) and not is_of_divisions(batch)
        for names in map(normal_forms, (batch.names, *batch.aliases)):
            if not self._forms.keys().isdisjoint(names):
                for row, name in enumerate(names):
                    if name in self._forms:
                        found[row] |= self._forms[name]
            if searched:
                self._find_parts(names, found)
        for row in sorted(found):
            yield row, sorted(found[row])

    def find_keys(self, side: Side) -> set[int]:
        """Return the numbers of the subjects that a record may be a counterpart of in other words."""
        keys = keys_of(side)
        found = {number for key in keys for number in (*self._keys.get(key, ()), *self._forms.get(key, ()))}
        for key in keys:
            if key.isascii():
                found |= self._by_sound.get(key, set())
        return found

    @cached_property
    def _by_sound(self) -> dict[str, set[int]]:
        """Return the numbers of the subjects by how their names are read: only romanised names ask for it."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for number, side in enumerate(self._subjects):
            for text in (side.name.text, side.name.core):
                found[pinyin(text)].add(number)
        return dict(found)

    def _find_parts(self, names: Sequence[str], found: defaultdict[int, set[int]]) -> None:
        for row, name in enumerate(names):
            for match in self._search.finditer(name):
                found[row] |= self._parts[match[0]]
        text = "\n".join(names)
        for pattern, number in self._abbreviations:
            row = end = 0
            for match in pattern.finditer(text):
                row += text.count("\n", end, match.start())
                end = match.start()
                found[row].add(number)


def is_of_divisions(batch: Batch) -> bool:
    """Tell whether the first, middle and last row have codes of divisions, which no venue or company has."""
    codes = batch.codes
    return bool(codes) and all(
        _DIVISION_CODES.fullmatch(codes[row]) for row in {0, len(codes) // 2, len(codes) - 1}
    )


def _forms(side: Side) -> Iterator[str]:
    """Yield every name by which a counterpart is found without searching."""
    for name in (side.name, *side.aliases):
        yield name.text
        yield name.core
        if side.group in STANDING:
            yield from (name.core + suffix for suffix in suffixes_of() if suffix[:1])
            for before in _runs_of_areas(side):
                yield from (before + name.core + suffix for suffix in _own_suffixes(side))
    if side.group == "division":
        yield from succeeding(side.name)
    if side.kind == "industry_park":
        yield from (park_name(side) + suffix for suffix in suffixes_of("town", "subdistrict"))
    if side.group in {"body", "site"}:
        yield from _shorter(side)
        yield from expansions(side.name.text)
        yield from contractions(side.name.text)


def _own_suffixes(side: Side) -> tuple[str, ...]:
    return ("", *suffixes_of(side.kind, f"joint_{side.kind}"))


def _runs_of_areas(side: Side) -> Iterator[str]:
    """Yield what may stand before a name: 杭州市钱塘区白杨街道, 白杨街道 and 白杨."""
    names = [area.name for area in side.areas]
    for start in range(len(names)):
        for end in range(start + 1, len(names) + 1):
            yield "".join(names[start:end])
    yield from (area.core for area in side.areas)


def _parts(side: Side) -> Iterator[str]:
    """Yield what is searched for within longer names: the whole name of an institution or venue."""
    if side.group in {"body", "site"}:
        for name in (side.name, *side.aliases):
            yield from (form for form in (name.text, name.core) if len(form) >= 3)


def _shorter(side: Side) -> Iterator[str]:
    """Yield what a thing with a long name may be called in short: parts of the name, its first characters."""
    core, text = side.name.core, side.name.text
    yield from (core[i:j] for i in range(len(core)) for j in range(i + 3, len(core) + 1))
    yield from (text[i:] for i in range(2, len(text) - 3))
    if side.group == "body" and 4 <= len(text) <= _LONGEST_ABBREVIATED:
        for name in {text, core}:
            for count in (1, 2, 3):
                yield from (name[0] + "".join(rest) for rest in combinations(name[1:], count))


def _abbreviations(subjects: Sequence[Side]) -> list[tuple[re.Pattern[str], int]]:
    """Return the patterns of what the short names among the subjects may abbreviate: 杭电."""
    return [
        (
            re.compile("^[^\n]{0,3}?" + "[^\n]{0,9}?".join(map(re.escape, side.name.text)), re.MULTILINE),
            number,
        )
        for number, side in enumerate(subjects)
        if side.group == "body" and 2 <= len(side.name.text) <= 5
    ]

"""Collective evidence: which part of a dataset is the area that some subjects share.

A name such as 东方社区 stands in thirty provinces, and codes are renumbered. But where most communities of
a street have a namesake under one prefix of codes, that prefix is the street: siblings speak for each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.linking.divisions import DIGITS, compare_areas, province_digits
from baiyang_kg.linking.kinds import AREAS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from baiyang_kg.linking.sides import Side

_FEWEST = 3  # siblings that settle it in a table too small to tell how rare their names are
_CHANCE = Decimal("0.001")  # at most that so many names meet somewhere by accident
_CODE_OF_IRI = re.compile(r"/(\d{6}|\d{9}|\d{12})$", re.ASCII)


class Surroundings(NamedTuple):
    """What is known of where the counterparts of the subjects of one area stand, by prefix of their codes."""

    digits: int  # how many the prefixes have: 9 for a street
    siblings: Mapping[str, str]  # prefix → how many namesakes it holds: "6 of 7 under 330114002"
    accepted: frozenset[str]  # prefixes that accepted links tell


NOWHERE = Surroundings(0, {}, frozenset())


def siblinghood(side: Side) -> tuple[str, ...]:
    """Return what siblings share: the areas they are in, or the code of the area above."""
    if side.areas:
        return tuple(area.name for area in side.areas)
    return (side.code[:9],) if len(side.code) == 12 else (side.code[:6],) if len(side.code) == 9 else ()


def digits_above(side: Side) -> int:
    """Return how many digits the code of the nearest area around a thing has; 0 where that is unknown."""
    if side.areas:
        return DIGITS.get(side.areas[-1].level, 0)
    return {12: 9, 9: 6}.get(len(side.code), 0)


def find_surroundings(
    subjects: Sequence[Side],
    namesakes: Mapping[int, Iterable[Side]],
    *,
    blocks: int,
    accepted: Collection[tuple[str, str, str]] = (),
) -> dict[tuple[str, ...], Surroundings]:
    """Return what is known of where each group of siblings stands in a dataset.

    `namesakes` are the records with the same name and kind, by the number of the subject; `blocks` is how
    many prefixes of nine digits the dataset has, more or less; `accepted` are links as `propose` gets them.
    """
    groups: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, side in enumerate(subjects):
        if side.record.kind != "place" and side.group in AREAS and siblinghood(side) and digits_above(side):
            groups[siblinghood(side)].append(number)
    told = _told_by_links(subjects, accepted)
    return {
        group: Surroundings(
            digits := digits_above(subjects[numbers[0]]),
            _settled(subjects, numbers, namesakes, digits=digits, blocks=blocks),
            frozenset(code[:digits] for code in told.get(group, ()) if len(code) >= digits),
        )
        for group, numbers in groups.items()
    }


def _settled(
    subjects: Sequence[Side],
    numbers: Sequence[int],
    namesakes: Mapping[int, Iterable[Side]],
    *,
    digits: int,
    blocks: int,
) -> dict[str, str]:
    """Return the prefixes under which most of some siblings have namesakes, too many for chance."""
    under: defaultdict[str, set[int]] = defaultdict(set)
    counts: dict[int, int] = {}
    for number in numbers:
        coded = [side for side in namesakes.get(number, ()) if len(side.code) > digits]
        counts[number] = len({side.code[:digits] for side in coded})
        for side in coded:
            if not _contradict(subjects[number], side):
                under[side.code[:digits]].add(number)
    most = max((len(here) for here in under.values()), default=0)
    named = sum(1 for number in numbers if counts[number])
    found = {}
    for prefix, here in sorted(under.items()):
        chance = Decimal(blocks)
        for number in here:
            chance *= min(Decimal(1), Decimal(counts[number]) / max(blocks, 1))
        if (
            len(here) >= 2
            and len(here) * 2 > named
            and len(here) == most
            and (len(here) >= _FEWEST or chance <= _CHANCE)
        ):
            found[prefix] = f"{len(here)} of {len(numbers)} under {prefix}"
    return found


def _contradict(ours: Side, theirs: Side) -> bool:
    """Tell whether a record lies elsewhere by what it says itself."""
    province = province_digits(ours.areas)
    if province and theirs.code and theirs.code[:2] != province:
        return True
    return compare_areas(ours.areas, theirs.areas)[0] == "differs" if ours.areas and theirs.areas else False


def _told_by_links(
    subjects: Sequence[Side], accepted: Collection[tuple[str, str, str]]
) -> dict[tuple[str, ...], set[str]]:
    """Return the codes that accepted links tell of each group of siblings.

    A link of one of them to a code tells its prefix; a link of the area around them tells it itself.
    """
    codes: dict[str, str] = {}
    for subject, predicate, target in accepted:
        match = _CODE_OF_IRI.search(target)
        if match and predicate.endswith("exactMatch"):
            codes[subject] = match[1]
    told: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for side in subjects:
        code = codes.get(side.record.iri)
        if code and side.areas:
            told[siblinghood(side)].add(code)
            told[(*siblinghood(side), side.name.text)].add(code)
    return dict(told)

"""A gazetteer: names that an outside table holds of an area, for the reader to know when it meets them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.datasets.endpoint import is_address
from baiyang_kg.datasets.sources import open_source
from baiyang_kg.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from baiyang_kg.datasets.record import Record, Source

# Kinds of a record that the contract has another word for: of the areas it knows communities alone.
_TYPES = dict.fromkeys(("province", "city", "district", "subdistrict", "town", "village"), "place")
_SHORTEST = 3  # characters of a name that can be found in running text
_OPENING = 2  # characters by which most names are known not to be there
_BLANK = re.compile(r"\s+")
_COMMITTEE = re.compile(r"(?P<kind>社区|村)?(?:居民委员会|村民委员会|居委会|村委会)$")
_BELOW_DISTRICTS = ("街道", "镇", "乡")
_STREETS = ("subdistrict", "town")
_COUNCIL = re.compile("(?:人民政府|办事处)$")  # of a street, in codes of statistics
_OFFICE = re.compile("(?:街道|镇|乡)?(?:人民政府|办事处)?$")


class Written(NamedTuple):
    """A name of a list that a text writes."""

    form: str  # as the text writes it, without blanks
    kind: str  # word of the contract
    name: str  # of the thing: another one than `form` where this is an alias; "" where two things have it
    areas: tuple[str, ...] = ()  # that it lies in, the largest first; (): in that of the report, or unknown

    @property
    def is_alias(self) -> bool:
        """Whether the thing is called otherwise."""
        return self.form != self.name


class Findings(NamedTuple):
    """What a text writes of a list."""

    names: tuple[Written, ...]  # in the list's order, no form twice
    unknown: tuple[str, ...]  # places of the rows that it names too, and whose kind nobody knows


class Gazetteer(NamedTuple):
    """What an outside dataset names, and how to find what of it a report can mean."""

    source: Source

    def find(self, raw: str, areas: Sequence[str]) -> Findings:
        """Return the names that a text holds.

        `areas` are the area of the report and those it lies in, the largest first. A row that says where it
        lies has to lie in the report's area or, where that is a street, in its district; one that does not is
        of the area. A committee is known by what it is the committee of: 云溪社区居委会 is 云溪社区. An alias
        is a name of the thing that the row names, unless rows of several things have it.
        Raises DatasetError for what cannot be read.
        """
        text = _BLANK.sub("", raw)
        found: dict[str, Written] = {}
        unknown: list[str] = []
        for record in self._likely(text):
            if record.kind == "indicator" or not _lies_in(record.parents, areas):
                continue  # a text that holds the name of an indicator names no thing by it
            written = list(_find_written(record, text, _elsewhere(record, areas)))
            if written and not record.kind:
                unknown.append(record.place)
                continue
            for one in written:
                found[one.form] = _joined(found.get(one.form), one)
        return Findings(tuple(one for one in found.values() if one.name), tuple(unknown))

    def _likely(self, text: str) -> Iterator[Record]:
        """Yield the rows of which a text holds how a name begins: of a great table nearly none."""
        openings = {text[place : place + _OPENING] for place in range(len(text))}
        for batch in self.source.batches():
            begin = {
                index
                for names in (batch.names, *batch.aliases)
                for index, name in enumerate(names)
                if name[:_OPENING] in openings or name[1:_OPENING].isspace()
            }
            yield from map(batch.record, sorted(begin))


def _find_written(record: Record, text: str, areas: tuple[str, ...]) -> Iterator[Written]:
    """Yield the names of a row that a text writes; an alias means the thing without its committee."""
    kind, own = _TYPES.get(record.kind, record.kind), list(_forms(record.name))
    aliases = (form for alias in record.aliases for form in _forms(alias) if form not in own)
    named = [(form, form) for form in own] + [(form, own[-1]) for form in aliases]
    for form, name in dict.fromkeys(named):
        if len(form) >= _SHORTEST and form in text:
            yield Written(form, kind, name, areas)


def _joined(known: Written | None, one: Written) -> Written:
    """Return what a form means that two rows have: a name goes before an alias, the area before others."""
    if known is None or (known.is_alias and not one.is_alias):
        return one
    if one.is_alias and not known.is_alias:
        return known
    if known.name != one.name:
        return known._replace(name="")
    shared = (area for area, other in zip(known.areas, one.areas, strict=False) if area == other)
    return one._replace(areas=tuple(shared))


def open_gazetteer(path: str) -> Gazetteer:
    """Open a table or an RDF file for the names in it. Raises DatasetError for what is none."""
    if is_address(path):
        found = "is a service on another machine, and names are read from a file alone"
        raise DatasetError(path, found, "download what it holds, and name the file")
    return Gazetteer(open_source(path))


def _lies_in(parents: Sequence[str], areas: Sequence[str]) -> bool:
    """Say whether a row with these areas above it lies in a report's area, or in the district of a street.

    Districts of several cities have one name (鼓楼区): a row that says as much of what lies above has to say
    the same city.
    """
    if not parents:
        return True
    for area in reversed(areas[-2:] if areas[-1].endswith(_BELOW_DISTRICTS) else areas[-1:]):
        if area in parents:
            above, known = parents[: parents.index(area)], areas[: areas.index(area)]
            return len(above) < len(known) or not known or known[-1] in above
    return False


def _elsewhere(record: Record, areas: Sequence[str]) -> tuple[str, ...]:
    """Return the areas of a row that lies in the district of a report's street and not in the street.

    () where it lies in the street or may do so. A street itself lies in none.
    """
    street, parents = areas[-1], record.parents
    if not street.endswith(_BELOW_DISTRICTS) or areas[-2:-1] == () or areas[-2] not in parents:
        return ()
    if record.kind in _STREETS:
        return tuple(areas[:-1])
    below = parents[parents.index(areas[-2]) + 1 :][:1]
    if not below or _OFFICE.sub("", below[0]) == _OFFICE.sub("", street):
        return ()
    return (*areas[:-1], _COUNCIL.sub("", below[0]))


def _forms(name: str) -> Iterator[str]:
    """Yield the forms in which a report prints a name of a list."""
    name = _BLANK.sub("", name)
    committee = _COMMITTEE.search(name)
    yield name
    if committee is None:
        return
    own = name[: committee.start()]
    yield own + (committee["kind"] or ("村" if "村" in committee[0] else "社区"))

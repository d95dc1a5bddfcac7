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


class Gazetteer(NamedTuple):
    """What an outside dataset names, and how to find what of it a report can mean."""

    source: Source

    def find(self, raw: str, areas: Sequence[str]) -> dict[str, str]:
        """Return the names that a text holds, with their types (words of the contract), in the list's order.

        `areas` are the area of the report and those it lies in, the largest first. A row that says where it
        lies has to lie in the report's area or, where that is a street, in its district; one that does not is
        of the area. A committee is known by what it is the committee of: 云溪社区居委会 is 云溪社区.
        Raises DatasetError for what cannot be read.
        """
        text = _BLANK.sub("", raw)
        openings = {text[place : place + _OPENING] for place in range(len(text))}
        found: dict[str, str] = {}
        for batch in self.source.batches():
            for index, name in enumerate(batch.names):
                if name[:_OPENING] not in openings:
                    continue  # as is true of nearly all: a great table costs little more than its reading
                forms = [form for form in _forms(name) if len(form) >= _SHORTEST and form in text]
                if forms:
                    record = batch.record(index)
                    if _is_thing(record) and _lies_in(record.parents, areas):
                        found |= dict.fromkeys(forms, _TYPES.get(record.kind, record.kind))
        return found


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


def _is_thing(record: Record) -> bool:
    """Say whether a text that holds the name of a record names a thing: an indicator is none."""
    return record.kind not in ("", "indicator")


def _forms(name: str) -> Iterator[str]:
    """Yield the forms in which a report prints a name of a list."""
    name = _BLANK.sub("", name)
    committee = _COMMITTEE.search(name)
    yield name
    if committee is None:
        return
    own = name[: committee.start()]
    yield own + (committee["kind"] or ("村" if "村" in committee[0] else "社区"))

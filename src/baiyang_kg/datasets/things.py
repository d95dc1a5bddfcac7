"""Labelled things, gathered from statements about them: what an RDF file or an endpoint has to link with."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from baiyang_kg.datasets.kinds import kind_of_class
from baiyang_kg.datasets.properties import ALIASES, CODES, NAMES, PARENTS, PROPERTIES
from baiyang_kg.datasets.record import Record, RecordBatch
from baiyang_kg.graph.vocab import CODE, A

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LANGUAGES = ("zh", "zh-hans", "zh-cn", "")  # of a name, the best first
_OF_VOCABULARIES = re.compile(
    r"http://www\.w3\.org/(2002/07/owl#|2000/01/rdf-schema#|1999/02/22-rdf-syntax-ns#|ns/(shacl|dcat)#)"
    r"|http://rdfs\.org/ns/void#|http://www\.w3\.org/2004/02/skos/core#(ConceptScheme|Collection)"
)
_HIGHEST = 8  # steps up to a country


class _Name(NamedTuple):
    rank: tuple[int, int]  # of the property, of the language
    text: str


class _Thing:
    """What is said of one thing."""

    __slots__ = ("area", "code", "kinds", "names", "parent")

    def __init__(self) -> None:
        self.names: list[_Name] = []
        self.kinds: list[str] = []  # IRIs of classes
        self.code = ""
        self.parent = ""  # IRI
        self.area: _Name | None = None  # what the parent is called


class Things:
    """Things by their IRIs, while statements about them arrive in any order."""

    __slots__ = ("_things",)

    def __init__(self) -> None:
        self._things: dict[str, _Thing] = {}

    def add(self, subject: object, predicate: ox.NamedNode, value: object) -> None:
        """Take up a statement if it says something of use; blank nodes have no name to link to."""
        iri = predicate.value
        if iri not in _RANKS or not isinstance(subject, ox.NamedNode):
            return
        thing = self._things.setdefault(subject.value, _Thing())
        if isinstance(value, ox.Literal):
            name = _Name((_NAME_RANKS.get(iri, 0), _rank_of_language(value)), value.value.strip())
            if iri in _NAME_RANKS:
                thing.names.append(name)
            elif iri in CODES:
                thing.code = thing.code or value.value.strip()
            elif iri in PARENTS:
                thing.area = min(thing.area or name, name)
        elif isinstance(value, ox.NamedNode):
            if iri == A:
                thing.kinds.append(value.value)
            elif iri in PARENTS:
                thing.parent = thing.parent or value.value

    def records(self, *, year: int | None, place: str) -> Iterator[Record]:
        """Yield the things that have a name and are no part of a vocabulary, in their order."""
        for iri, thing in self._things.items():
            name, *aliases = self._names(thing) or [""]
            if not name or any(map(_OF_VOCABULARIES.match, thing.kinds)):
                continue
            yield Record(
                iri=iri,
                name=name,
                kind=next(filter(None, map(kind_of_class, thing.kinds)), ""),
                parents=self._parents(iri, name),
                aliases=tuple(aliases),
                code=thing.code,
                year=_year_of_code(iri) or year,
                place=place,
            )

    def _names(self, thing: _Thing) -> list[str]:
        """Return the names of a thing, the best first; nothing where it has only other names."""
        best = sorted(thing.names)
        if not best or best[0].rank[0] >= len(NAMES):
            return []
        return list(dict.fromkeys(name.text for name in best if name.text))

    def _parents(self, iri: str, name: str) -> tuple[str, ...]:
        """Return the names of what a thing lies in, the largest first; a circle is left where it closes."""
        chain: list[str] = []
        passed: set[str] = set()
        while (thing := self._things.get(iri)) and thing.parent not in passed and len(passed) < _HIGHEST:
            passed.add(iri)
            above = self._things.get(thing.parent)
            names = self._names(above) if above and thing.parent not in passed else []
            if names or thing.area:
                chain.append(names[0] if names or not thing.area else thing.area.text)
            iri = thing.parent
        return tuple(area for area in reversed(chain) if area != name)


def batches_of(records: Iterable[Record], *, size: int = 500) -> Iterator[RecordBatch]:
    """Yield records some at a time."""
    rest = iter(records)
    while some := list(islice(rest, size)):
        yield RecordBatch(some)


_NAME_RANKS = {iri: rank for rank, iri in enumerate((*NAMES, *ALIASES))}
_RANKS = frozenset(PROPERTIES)


def _rank_of_language(value: ox.Literal) -> int:
    language = (value.language or "").lower()
    return _LANGUAGES.index(language) if language in _LANGUAGES else len(_LANGUAGES)


def _year_of_code(iri: str) -> int | None:
    """Return the year in the IRI of a code: …/code/nbs/2022/330114."""
    year = iri.removeprefix(CODE).split("/")[1:2] if iri.startswith(CODE) else []
    return int(year[0]) if year and year[0].isdigit() else None

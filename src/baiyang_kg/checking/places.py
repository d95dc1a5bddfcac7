"""Where things stand: the report, the passage and its words that a thing of the store was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.graph.iris import EVIDENCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from baiyang_kg.graph.store import Store


class Place(NamedTuple):
    """A passage of a report; offsets count code points, end-exclusive."""

    report: str = ""  # the report's id
    start: int = -1
    end: int = -1
    sentence: str = ""


def find_places(store: Store, foci: Iterable[str]) -> dict[str, Place]:
    """Return the first place of each of `foci` (things, evidence, selectors) that has one."""
    wanted = set(foci)
    if not wanted:
        return {}
    words = {passage.value: text.value for passage, text in store.rows(_PASSAGES)}
    places = {focus: place for focus in wanted if (place := parse_evidence(focus, words))}
    evidence: dict[str, Place] = {}
    for thing, passage in store.rows(_SOURCES):
        if getattr(thing, "value", "") in wanted and (place := parse_evidence(passage.value, words)):
            evidence[thing.value] = min(place, evidence.get(thing.value, place))
    return evidence | places


_PASSAGES = "SELECT ?passage ?text WHERE { ?passage schema:text ?text }"
_SOURCES = "SELECT ?thing ?passage WHERE { ?thing prov:wasDerivedFrom ?passage }"


def parse_evidence(iri: str, words: Mapping[str, str]) -> Place | None:
    """Return the place that the IRI of evidence or of one of its selectors names; None for any other IRI."""
    match = EVIDENCE.match(iri)
    if match is None:
        return None
    report, start, end = match.groups()
    return Place(report, int(start), int(end), words.get(match[0], ""))

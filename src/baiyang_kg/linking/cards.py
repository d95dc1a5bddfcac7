"""A mapping as a card: both sides beside each other, what speaks for it, and what stands against it."""

from __future__ import annotations

import csv
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.graph.curies import expand, shorten
from baiyang_kg.graph.identifiers import MATCHES
from baiyang_kg.graph.naming import find_named, iri_term
from baiyang_kg.graph.show import portrait_lines, portray
from baiyang_kg.linking.telling import match_word, telling_features
from baiyang_kg.terminal import pad, printable, table_lines, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from baiyang_kg.graph.store import Store
    from baiyang_kg.linking.mappings import Mapping

_GAP = " │ "
_MOST_LINES = 4  # of one cell of a card; the closer look has everything
_MENTIONS = "提及 (mentions)"  # the heading of a portrait


class Reference(NamedTuple):
    """Where the two sides of a mapping can be looked up."""

    store: Store | None = None  # the graph
    folders: tuple[Path, ...] = ()  # where the table may be that the outside side was read from


def card_lines(
    mapping: Mapping,
    around: Reference,
    *,
    columns: int,
    rivals: Sequence[Mapping] = (),
    accepted: Sequence[Mapping] = (),
) -> Iterator[str]:
    """Yield the lines of a card that is at most `columns` wide.

    `rivals` are the other mappings proposed for its subject, `accepted` those that a person has accepted for
    its subject or its object.
    """
    half = (columns - len(_GAP)) // 2
    sides = ("图谱 in the graph", "外部 outside")
    yield from _beside(sides, half)
    yield _GAP.join(("─" * half, "─" * half)).replace(" │ ", "─┼─")
    names = (mapping.subject_label or shorten(mapping.subject), mapping.object_label or "(no name)")
    yield from _beside(names, half)
    kinds = (_kind(mapping.subject_category, around.store), _kind(mapping.object_category, around.store))
    yield from _beside((kinds[0], " ".join(filter(None, (kinds[1], mapping.object_code)))), half)
    yield from _beside((mapping.subject_parents, mapping.object_parents), half)
    yield from _beside((shorten(mapping.subject), shorten(mapping.object)), half)
    yield from _beside((_sentence(mapping.subject, around.store), mapping.object_place), half)
    yield ""
    sure = "" if mapping.confidence is None else f"  {mapping.confidence:f}"
    word = MATCHES.get(mapping.predicate, shorten(mapping.predicate))
    state = f"  {mapping.status} by {mapping.author}" if mapping.decided else ""
    yield printable(f"{word}{sure}{state}")
    for feature in telling_features(mapping):
        yield from _indented(f"+ {feature}", columns)
    for label, others in (("also proposed", rivals), ("already accepted", accepted)):
        for other in others:
            yield from _indented(f"! {label}: {_in_short(other)}", columns)
    if mapping.comment:
        yield from _indented(f"# {mapping.comment}", columns)


def closer_lines(mapping: Mapping, around: Reference, *, columns: int) -> Iterator[str]:
    """Yield everything that is known of both sides: their portraits, and the row of the table."""
    for iri in (mapping.subject, mapping.object):
        known = find_named(around.store, f"<{iri}>") if around.store else []
        if around.store and known:
            yield from portrait_lines(portray(around.store, known[0]), columns=columns)
        else:
            yield f"<{iri}>"
            yield "  (the store has nothing on it)"
        yield ""
    row = find_row(mapping.object_place, around.folders)
    place = printable(mapping.object_place) or "no place is known"
    yield place if row else f"{place}: the row is not at hand here"
    if row:
        yield from table_lines(("column", "value"), row, columns=columns)
    for rival in mapping.rivals:
        yield f"  as good: {shorten(rival)}"


def find_row(place: str, folders: Sequence[Path]) -> list[tuple[str, str]]:
    """Return the cells of the row at `place` (a file and a line of it) with the names of their columns.

    The file is looked for in `folders`. Empty where it is not there, or is no table of lines.
    """
    name, _, line = place.rpartition(":")
    path = next((folder / name for folder in folders if name and (folder / name).is_file()), None)
    if path is None or not line.isdecimal():
        return []
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        header, row = (next(islice(file, skipped, None), "") for skipped in (0, int(line) - 2))
    delimiter = "\t" if header.count("\t") > header.count(",") else ","
    cells = [next(csv.reader([text], delimiter=delimiter), []) for text in (header, row)]
    return [(column, value) for column, value in zip_longest(*cells, fillvalue="")]


def _beside(cells: tuple[str, str], columns: int) -> Iterator[str]:
    """Yield two texts beside each other, each at most `columns` wide; nothing where there is neither."""
    if not any(cells):
        return
    wrapped = [wrap(printable(cell), columns, _MOST_LINES) for cell in cells]
    for left, right in zip_longest(*wrapped, fillvalue=""):
        yield f"{pad(left, columns)}{_GAP}{right}".rstrip()


def _indented(text: str, columns: int) -> Iterator[str]:
    first, *rest = wrap(printable(text), columns - 4, _MOST_LINES)
    yield f"  {first}"
    yield from (f"    {line}" for line in rest)


def _in_short(mapping: Mapping) -> str:
    """Return a mapping in one line."""
    subject = mapping.subject_label or shorten(mapping.subject)
    return f"{subject} {match_word(mapping)} {mapping.object_label} {mapping.object_code}".rstrip()


def _kind(category: str, store: Store | None) -> str:
    """Return the class of one side in words: 社区 Community."""
    word, iri = category.rpartition(":")[2], expand(category)
    if store is None or iri is None:
        return word
    rows = store.rows(f'SELECT ?name {{ {iri_term(iri)} rdfs:label ?name FILTER (LANG(?name) = "zh") }}')
    return " ".join([*(name.value for (name,) in rows), word])


def _sentence(iri: str, store: Store | None) -> str:
    """Return the first passage of a report that names a thing."""
    known = find_named(store, f"<{iri}>") if store else []
    if not store or not known:
        return ""
    mentions = portray(store, known[0]).sections.get(_MENTIONS, [])
    return mentions[0].text if mentions else ""

"""Files of links: SSSOM/TSV, read with the place of every fault and written with the same bytes each time.

A file is a head of metadata (`linking.metadata`), a row with the names of the columns, and a row for each
mapping. Written is the canonical form of version 1.1
(https://mapping-commons.github.io/sssom/spec-formats-tsv/): columns in the order of the standard, rows in the
order of their cells, and only the prefixes that are used. Our columns are there also where they are empty,
so that a decision changes one line of the file and no other.
"""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

from baiyang_kg.errors import LinkError
from baiyang_kg.linking.columns import COLUMNS, EXTENSIONS, NOT, READ, REQUIRED, STANDARD, TEXTS
from baiyang_kg.linking.mappings import (
    ACCEPTED,
    PROPOSED,
    REJECTED,
    REVIEWED,
    STATUSES,
    Mapping,
    MappingSet,
)
from baiyang_kg.linking.metadata import metadata_lines, parse_metadata
from baiyang_kg.linking.prefixes import BUILT_IN, Prefixes, expand

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator
    from typing import BinaryIO

VERSION = "1.1"  # of SSSOM
_COLUMN_ROW = ", ".join(REQUIRED)
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def read_mappings(path: str | os.PathLike[str]) -> MappingSet:
    """Return the mapping set in the file at `path`.

    Raises LinkError, with file and line, for a file that cannot be read, that is no UTF-8 or no SSSOM/TSV,
    and for a row with a cell too many, without one that it must have, with a prefix that the file does not
    declare, or with a confidence, date or status that is none.
    """
    return parse_mappings(read_content(path), place=str(path))


def read_content(path: str | os.PathLike[str]) -> bytes:
    """Return what stands in a file of links. Raises LinkError where it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise LinkError(str(path), f"cannot be read: {error.strerror}", "name a file of links") from None


def parse_mappings(content: bytes, *, place: str) -> MappingSet:
    """Return the mapping set in the `content` of the file at `place`. Raises LinkError as `read_mappings`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise LinkError(f"{place}:{line}", "is not text in UTF-8", "save it as UTF-8") from None
    lines = io.StringIO(text, newline="").readlines()
    head = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    slots = parse_metadata([line.rstrip("\r\n") for line in lines[:head]], place=place)
    declared = slots.pop("curie_map", {})
    date = slots.pop("mapping_date", "")  # what is said once of all rows
    mappings = [
        _mapping(row, {**BUILT_IN, **declared}, date=date, place=at) for row, at in _rows(lines, head, place)
    ]
    slots.pop("sssom_version", None)
    return MappingSet(slots.pop("mapping_set_id"), tuple(mappings), declared, slots, path=place)


def write_mappings(mapping_set: MappingSet, output: BinaryIO) -> None:
    """Write a mapping set in its canonical form: equal mappings give the same bytes in any order."""
    prefixes = Prefixes(mapping_set.prefixes)
    for text in _texts(mapping_set.metadata):
        prefixes.use(text)
    rows = [_cells(mapping, prefixes) for mapping in mapping_set.mappings]
    further = {name for mapping in mapping_set.mappings for name, _ in mapping.others}
    standard = [name for name in STANDARD if name in COLUMNS or name in further]
    columns = [*standard, *EXTENSIONS, *sorted(further - {*standard})]
    table = io.StringIO(newline="")
    writer = csv.writer(table, delimiter="\t", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(sorted([row.get(column, "") for column in columns] for row in rows))
    head = metadata_lines(_slots(mapping_set, prefixes))
    output.write("".join(f"{line}\n" for line in head).encode() + table.getvalue().encode())


def format_mappings(mapping_set: MappingSet) -> bytes:
    """Return the content of the file that `write_mappings` writes."""
    output = io.BytesIO()
    write_mappings(mapping_set, output)
    return output.getvalue()


# --- Reading -----------------------------------------------------------------------------------------------


def _rows(lines: list[str], head: int, place: str) -> Iterator[tuple[dict[str, str], str]]:
    """Yield the rows behind the first `head` lines: cells by column, and where the row begins."""
    reader = csv.reader(lines[head:], delimiter="\t", strict=True)
    columns: list[str] = []
    line = head + 1
    try:
        for cells in reader:
            at, line = f"{place}:{line}", head + reader.line_num + 1
            if not columns:
                columns = _columns(cells, at)
            elif any(cells):
                if len(cells) > len(columns):
                    found = f"has {len(cells)} cells, and there are {len(columns)} columns"
                    raise LinkError(at, found, "put what holds a tab in double quotes")
                given = dict(zip(columns, map(str.strip, cells), strict=False))
                yield {name: value for name, value in given.items() if value}, at
    except csv.Error as error:
        raise LinkError(f"{place}:{line}", f"is no row of a table: {error}", "mend its quotes") from None
    if not columns:
        raise LinkError(
            f"{place}:{line}", "there is no table behind the head", f"begin it with {_COLUMN_ROW}"
        )


def _columns(cells: list[str], place: str) -> list[str]:
    names = [cell.strip() for cell in cells]
    for required in REQUIRED:
        if required not in names:
            found = f"has no column {required}; there are: {', '.join(names)}"
            raise LinkError(place, found, f"name the columns: {_COLUMN_ROW}")
    for name in names:
        if names.count(name) > 1:
            raise LinkError(place, f"names the column {name!r} twice", "take one out")
    return names


def _mapping(row: dict[str, str], prefixes: dict[str, str], *, date: str, place: str) -> Mapping:
    """Return what a row says. Raises LinkError, with `place`."""
    for column in REQUIRED:
        if column not in row:
            raise LinkError(place, f"has no {column}", "write one, or take the row out")

    def iri(column: str) -> str:
        return expand(row[column], prefixes, column=column, place=place)

    negated = row.get("predicate_modifier", "")
    if negated not in {"", NOT}:
        raise LinkError(place, f"predicate_modifier: {negated!r} is none", f"write {NOT}, or nothing")
    justification = iri("mapping_justification")
    rivals = row.get("rivals", "").split("|") if "rivals" in row else ()
    return Mapping(
        subject=iri("subject_id"),
        predicate=iri("predicate_id"),
        object=iri("object_id"),
        justification=justification,
        negated=bool(negated),
        date=_date(row.get("mapping_date", date), place),
        confidence=_confidence(row.get("confidence"), place),
        status=_status(row.get("status"), place, negated=bool(negated), justification=justification),
        rivals=tuple(expand(one, prefixes, column="rivals", place=place) for one in rivals),
        others=tuple((name, value) for name, value in row.items() if name not in READ),
        place=place,
        **{field: row.get(column, "") for column, field in TEXTS.items()},
    )


def _date(text: str, place: str) -> str:
    if text and not _DATE.fullmatch(text):
        raise LinkError(place, f"mapping_date: {text!r} is no date", "write it as 2026-11-23")
    return text


def _confidence(text: str | None, place: str) -> Decimal | None:
    if text is None:
        return None
    try:
        confidence = Decimal(text)
    except InvalidOperation:
        confidence = Decimal(-1)
    if not (confidence.is_finite() and 0 <= confidence <= 1):
        raise LinkError(place, f"confidence: {text!r} is no number from 0 to 1", "write one such as 0.95")
    return confidence


def _status(text: str | None, place: str, *, negated: bool, justification: str) -> str:
    """Return the status of a row; where it says none, what a person has judged counts as decided."""
    if text is None:
        decided = REJECTED if negated else ACCEPTED
        return decided if justification in REVIEWED else PROPOSED
    if text not in STATUSES:
        raise LinkError(place, f"status: {text!r} is none", f"choose from: {', '.join(STATUSES)}")
    if negated != (text == REJECTED):
        found = f"is {text}, and its predicate_modifier is {NOT if negated else 'not ' + NOT}"
        raise LinkError(place, found, f"a rejected mapping has {NOT} there, and no other one has")
    return text


# --- Writing -----------------------------------------------------------------------------------------------


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts that stand in a value of the metadata, at any depth."""
    if isinstance(value, str):
        yield value
        return
    for part in value.values() if isinstance(value, dict) else value:
        yield from _texts(part)


def _cells(mapping: Mapping, prefixes: Prefixes) -> dict[str, str]:
    """Return the cells of a row, by column."""
    return {
        **{column: prefixes.use(value) for column, value in mapping.others},
        **{column: getattr(mapping, field) for column, field in TEXTS.items()},
        "subject_category": prefixes.use(mapping.subject_category),
        "object_category": prefixes.use(mapping.object_category),
        "subject_id": prefixes.shorten(mapping.subject),
        "predicate_id": prefixes.shorten(mapping.predicate),
        "predicate_modifier": NOT if mapping.negated else "",
        "object_id": prefixes.shorten(mapping.object),
        "mapping_justification": prefixes.shorten(mapping.justification),
        "mapping_date": mapping.date,
        "confidence": "" if mapping.confidence is None else f"{mapping.confidence:f}",
        "status": mapping.status,
        "rivals": "|".join(map(prefixes.shorten, mapping.rivals)),
    }


def _slots(mapping_set: MappingSet, prefixes: Prefixes) -> dict[str, Any]:
    """Return the metadata to write: what SSSOM asks for, then what else the set says, then our own slots."""
    ours = [
        {"slot_name": name, "property": prefixes.use(curie), "type_hint": "xsd:string"}
        for name, curie in EXTENSIONS.items()
    ]
    further = dict(mapping_set.metadata)
    others = [
        one
        for one in further.pop("extension_definitions", [])
        if isinstance(one, dict) and one.get("slot_name") not in EXTENSIONS
    ]
    return {
        "sssom_version": VERSION,
        "curie_map": prefixes.used,
        "mapping_set_id": mapping_set.id,
        **further,
        "extension_definitions": [*ours, *others],
    }

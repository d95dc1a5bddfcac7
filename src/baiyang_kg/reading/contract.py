"""The machine-readable form of a reading: JSON Lines, the records that scorers and other programs read.

One object a line, keys in a fixed order, lines sorted by `start`, then by record. Offsets are code points of
the archived report, end-exclusive; `raw[start:end] == text` always holds.
"""

from __future__ import annotations

import json
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from baiyang_kg.reading.model import Observation, Reading


_OBSERVED = (  # the keys of an observation, in the order of its fields
    "record", "start", "end", "text", "value", "unit", "unit_kind", "bound", "min", "max", "indicator",
    "head", "action", "area", "period", "kind", "of", "direction", "theme", "evidence", "rule", "truncated",
)  # fmt: skip
_BEGIN = '{"record":'  # of every record
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def write_records(reading: Reading, output: TextIO, *, confidences: Sequence[Decimal] = ()) -> None:
    """Write the records of `reading` to the open text file `output`."""
    output.writelines(line + "\n" for line in format_records(reading, confidences=confidences))


def format_records(reading: Reading, *, confidences: Sequence[Decimal] = ()) -> Iterator[str]:
    """Yield the records as JSON, one object each, in the order of the contract.

    With `confidences`, one for each observation, these have `confidence` as their last key.
    """
    records = [record for _, _, record in sorted(_records(reading, confidences), key=itemgetter(0, 1))]
    if not records:
        return
    # Encoded in one call: no string of a record can hold the marks that part one record from the next.
    for fields in _encode(records)[len(_BEGIN) + 1 : -2].split("}," + _BEGIN):
        yield f"{_BEGIN}{fields}}}"


def _records(reading: Reading, confidences: Sequence[Decimal]) -> Iterator[tuple[int, str, dict[str, Any]]]:
    for index, observation in enumerate(reading.observations):
        fields = _observation(observation)
        if confidences:
            fields["confidence"] = f"{confidences[index]:.2f}"
        yield observation.start, "observation", fields
    for number in reading.numbers:
        fields = {"start": number.start, "end": number.end, "text": number.text, "reason": number.reason}
        yield number.start, "number", {"record": "number", **fields}
    for entity in reading.entities:
        fields = {"type": entity.type, "name": entity.name, "mentions": entity.mentions, "rule": entity.rule}
        yield entity.mentions[0].start, f"entity {entity.name}", {"record": "entity", **fields}
    for relation in reading.relations:
        fields = {"subject": relation.subject, "predicate": relation.predicate, "object": relation.object}
        fields |= {"evidence": relation.evidence, "rule": relation.rule}
        key = f"relation {relation.subject} {relation.predicate} {relation.object}"
        yield relation.evidence.start, key, {"record": "relation", **fields}
    for damage in reading.damage:
        fields = {"start": damage.start, "end": damage.end, "reason": damage.reason}
        yield damage.start, f"damage {damage.end} {damage.reason}", {"record": "damage", **fields}


def _observation(one: Observation) -> dict[str, Any]:
    fields = dict(zip(_OBSERVED, ("observation", *one), strict=True))
    fields["value"] = plain(one.value)
    if one.minimum is not None:
        fields["min"] = plain(one.minimum)
    if one.maximum is not None:
        fields["max"] = plain(one.maximum)
    return fields


def plain(value: Decimal) -> str:
    """Return a decimal without exponent and without zeros at its end: 13.890 is "13.89"."""
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written

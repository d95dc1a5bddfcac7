"""The machine-readable form of a reading: JSON Lines, the records that scorers and other programs read.

One object a line, keys in a fixed order, lines sorted by `start`, then by record. Offsets are code points of
the archived report, end-exclusive; `raw[start:end] == text` always holds.
"""

from __future__ import annotations

from json.encoder import encode_basestring as _quoted
from operator import itemgetter
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from baiyang_kg.reading.model import Observation, Reading

# The records, with a place for each value: an encoder of dictionaries spends most of its time on the keys.
_OBSERVATION = (
    '{"record":"observation","start":%d,"end":%d,"text":%s,"value":%s,"unit":%s,"unit_kind":%s,"bound":%s'
    ',"min":%s,"max":%s,"indicator":%s,"head":%s,"action":%s,"area":%s,"period":%s,"kind":%s,"of":%s'
    ',"direction":%s,"theme":%s,"evidence":%s,"rule":%s,"truncated":%s%s}'
)
_NUMBER = '{"record":"number","start":%d,"end":%d,"text":%s,"reason":%s}'
_ENTITY = '{"record":"entity","type":%s,"name":%s,"mentions":[%s],"rule":%s}'
_RELATION = '{"record":"relation","subject":%s,"predicate":%s,"object":%s,"evidence":%s,"rule":%s}'
_SPAN = "[%d,%d]"
_DAMAGE = '{"record":"damage","start":%d,"end":%d,"reason":%s}'


def write_records(reading: Reading, output: TextIO, *, confidences: Sequence[Decimal] = ()) -> None:
    """Write the records of `reading` to the open text file `output`."""
    output.writelines(line + "\n" for line in format_records(reading, confidences=confidences))


def format_records(reading: Reading, *, confidences: Sequence[Decimal] = ()) -> Iterator[str]:
    """Yield the records as JSON, one object each, in the order of the contract.

    With `confidences`, one for each observation, these have `confidence` as their last key.
    """
    for _, _, record in sorted(_records(reading, confidences), key=itemgetter(0, 1)):
        yield record


def _records(reading: Reading, confidences: Sequence[Decimal]) -> Iterator[tuple[int, str, str]]:
    """Yield the records by what they are sorted by: where they begin, and what they are of."""
    for index, observation in enumerate(reading.observations):
        sure = f',"confidence":"{confidences[index]:.2f}"' if confidences else ""
        yield observation.start, "observation", _observation(observation, sure)
    for number in reading.numbers:
        stated = number.start, number.end, _quoted(number.text), _quoted(number.reason)
        yield number.start, "number", _NUMBER % stated
    for entity in reading.entities:
        mentions = ",".join(map(_SPAN.__mod__, entity.mentions))
        named = _quoted(entity.type), _quoted(entity.name), mentions, _quoted(entity.rule)
        yield entity.mentions[0].start, f"entity {entity.name}", _ENTITY % named
    for relation in reading.relations:
        subject, predicate, object_ = relation.subject, relation.predicate, relation.object
        related = _quoted(subject), _quoted(predicate), _quoted(object_), _SPAN % relation.evidence
        key = f"relation {subject} {predicate} {object_}"
        yield relation.evidence.start, key, _RELATION % (*related, _quoted(relation.rule))
    for damage in reading.damage:
        key = f"damage {damage.end} {damage.reason}"
        yield damage.start, key, _DAMAGE % (damage.start, damage.end, _quoted(damage.reason))


def _observation(one: Observation, sure: str) -> str:
    (
        start, end, text, value, unit, unit_kind, bound, minimum, maximum, indicator, head, action, area,
        period, kind, of, direction, theme, evidence, rule, truncated,
    ) = one  # fmt: skip
    stated = f'"{plain(value)}"'
    return _OBSERVATION % (
        start,
        end,
        _quoted(text),
        stated,
        _quoted(unit),
        _quoted(unit_kind),
        _quoted(bound),
        stated if minimum is value else _decimal(minimum),
        stated if maximum is value else _decimal(maximum),
        _quoted(indicator),
        _quoted(head),
        "null" if action is None else _quoted(action),
        _quoted(area),
        _quoted(period),
        _quoted(kind),
        "null" if of is None else _SPAN % of,
        "null" if direction is None else _quoted(direction),
        _quoted(theme),
        _SPAN % evidence,
        _quoted(rule),
        "true" if truncated else "false",
        sure,
    )


def _decimal(value: Decimal | None) -> str:
    return "null" if value is None else f'"{plain(value)}"'


def plain(value: Decimal) -> str:
    """Return a decimal without exponent and without zeros at its end: 13.890 is "13.89"."""
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written

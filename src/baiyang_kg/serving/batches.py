"""What a client asks for: batches of queries, from JSON (Reconciliation Service API 0.2, section 4.1)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from baiyang_kg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

MOST_QUERIES = 100  # of a batch; the manifest says so
MOST_CANDIDATES = 100  # of a query
_DEFAULT_CANDIDATES = 10
_LONGEST = 1000  # characters of a text
_STRICTNESS = ("any", "all", "should")
_FIELDS = {"query", "type", "limit", "properties", "type_strict"}


class Wanted(NamedTuple):
    """A property that candidates should have, with what it should be: texts, numbers, or entities by id."""

    property: str
    values: tuple[str, ...]


class ReconciliationQuery(NamedTuple):
    """One thing to be found in the graph: at least its name, or one property."""

    name: str = ""
    types: tuple[str, ...] = ()
    strictness: str = "any"  # any: of the types; all of them; should: others too, below
    wanted: tuple[Wanted, ...] = ()
    limit: int = _DEFAULT_CANDIDATES


def parse_batch(text: str) -> dict[str, ReconciliationQuery]:
    """Return the queries of a batch by their keys. Raises QueryError, with the key, for what is none."""
    batch = parse_object(text, "queries")
    return {key: _parse_query(query, f"queries.{key}") for key, query in batch.items()}


def parse_object(text: str, place: str) -> dict[str, Any]:
    """Return the object that a field of JSON holds. Raises QueryError, with `place`, for anything else."""
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # half a character could not be sent back
    except UnicodeEncodeError:
        raise QueryError(place, "has half a character in it (a lone surrogate)", "send whole text") from None
    except RecursionError:
        raise QueryError(place, "is nested too deeply", "send the object alone") from None
    except ValueError as error:
        raise QueryError(place, f"is no JSON: {error}", "send an object, URL-encoded") from None
    if not isinstance(value, dict):
        raise QueryError(place, f"is {_kind(value)}, not an object", 'send {"q0": {"query": "…"}}')
    return value


def parse_objects(value: Any, place: str) -> list[dict[str, Any]]:
    """Return a list of objects. Raises QueryError, with `place`, for anything else."""
    if not isinstance(value, list):
        raise QueryError(place, f"is {_kind(value)}, not a list", "send a list of objects")
    for number, item in enumerate(value):
        if not isinstance(item, dict):
            raise QueryError(f"{place}[{number}]", f"is {_kind(item)}, not an object", 'such as {"id": "…"}')
    return value


def parse_text(value: Any, place: str) -> str:
    """Return a text. Raises QueryError, with `place`, for anything else and for a very long one."""
    if not isinstance(value, str):
        raise QueryError(place, f"is {_kind(value)}, not a text", "send a string")
    if len(value) > _LONGEST:
        raise QueryError(place, f"has {len(value)} characters", f"send at most {_LONGEST}")
    return value


def check_fields(value: Mapping[str, Any], allowed: Collection[str], place: str) -> None:
    """Raise QueryError, with `place`, for a field that the standard does not know."""
    unknown = sorted(set(value) - set(allowed))
    if unknown:
        raise QueryError(place, f"has a field {unknown[0]!r}", f"choose from: {', '.join(sorted(allowed))}")


def _parse_query(value: Any, place: str) -> ReconciliationQuery:
    if not isinstance(value, dict):
        raise QueryError(place, f"is {_kind(value)}, not an object", 'such as {"query": "…"}')
    check_fields(value, _FIELDS, place)
    name = parse_text(value.get("query", ""), f"{place}.query").strip()
    wanted = tuple(
        _parse_wanted(one, f"{place}.properties[{number}]")
        for number, one in enumerate(parse_objects(value.get("properties", []), f"{place}.properties"))
    )
    if not name and not wanted:
        raise QueryError(place, "asks for nothing", "send a query, properties, or both")
    strictness = value.get("type_strict", "any")
    if strictness not in _STRICTNESS:
        found = f"is {json.dumps(strictness, ensure_ascii=False)}"
        raise QueryError(f"{place}.type_strict", found, f"choose from: {', '.join(_STRICTNESS)}")
    return ReconciliationQuery(
        name,
        _parse_types(value.get("type", []), f"{place}.type"),
        strictness,
        wanted,
        _parse_limit(value, place),
    )


def _parse_types(value: Any, place: str) -> tuple[str, ...]:
    types = [value] if isinstance(value, str) else value
    if not isinstance(types, list):
        raise QueryError(place, f"is {_kind(value)}, not a list", "send identifiers of types")
    return tuple(one for number, one in enumerate(types) if parse_text(one, f"{place}[{number}]"))


def _parse_limit(query: Mapping[str, Any], place: str) -> int:
    value = query.get("limit", _DEFAULT_CANDIDATES)
    whole = isinstance(value, int | float) and not isinstance(value, bool) and value == value // 1
    if not whole or value < 1:
        found = f"is {json.dumps(value, ensure_ascii=False)}"
        raise QueryError(f"{place}.limit", found, "send a whole number, at least 1")
    return min(int(value), MOST_CANDIDATES)


def _parse_wanted(value: Mapping[str, Any], place: str) -> Wanted:
    check_fields(value, {"pid", "v"}, place)
    if "pid" not in value or "v" not in value:
        raise QueryError(place, "lacks pid or v", 'send {"pid": "area", "v": "白杨街道"}')
    values = value["v"] if isinstance(value["v"], list) else [value["v"]]
    texts = [_parse_value(one, f"{place}.v[{number}]") for number, one in enumerate(values)]
    return Wanted(parse_text(value["pid"], f"{place}.pid"), tuple(text for text in texts if text))


def _parse_value(value: Any, place: str) -> str:
    """Return a value as a text: a number as it is written, an entity by its identifier."""
    if isinstance(value, dict):
        if "id" not in value:
            raise QueryError(place, "is an entity without id", 'send {"id": "…"}')
        return parse_text(value["id"], f"{place}.id")
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    return parse_text(value, place).strip()


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")

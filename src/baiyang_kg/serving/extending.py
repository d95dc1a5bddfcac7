"""Data extension: what entities have, for a spreadsheet (Reconciliation Service API 0.2, section 7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from baiyang_kg.errors import QueryError
from baiyang_kg.serving.batches import check_fields, parse_object, parse_objects, parse_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from baiyang_kg.serving.catalogue import Catalogue
    from baiyang_kg.serving.columns import Value
    from baiyang_kg.serving.properties import Properties, Property

MOST_ENTITIES, MOST_PROPERTIES = 1000, 50  # of a request
_ALL_YEARS = "all"
_FORMS = ("number", "stated", "sentence")
# What the user may choose for a property; OpenRefine makes a form of them.
SETTINGS: tuple[dict[str, Any], ...] = (
    {
        "name": "year",
        "label": "年份 Year",
        "type": "text",
        "default": "",
        "help_text": "如 2023；留空为最近一年，all 为全部。Such as 2023; empty: the newest, all: every one.",
    },
    {
        "name": "form",
        "label": "数值的写法 Figures as",
        "type": "select",
        "default": _FORMS[0],
        "help_text": "只有确切的数值写成数字，其余照原文。Only what is stated exactly becomes a number.",
        "choices": [
            {"value": "number", "name": "数字 number"},
            {"value": "stated", "name": "原文写法 as stated"},
            {"value": "sentence", "name": "原句 the sentence"},
        ],
    },
    {
        "name": "limit",
        "label": "至多几个 At most",
        "type": "number",
        "default": 0,
        "help_text": "每格的值数；0 为不限。Values in a cell; 0: all of them.",
    },
)


class Column(NamedTuple):
    """A property to be fetched, and how."""

    property: Property
    year: str = ""  # of its figures and codes; "": the newest one, "all": every one
    form: str = _FORMS[0]  # of its figures
    limit: int = 0  # values in a cell; 0: all


class Extension(NamedTuple):
    """What is to be fetched: entities by their ids, as they were sent, and columns."""

    ids: tuple[str, ...]
    columns: tuple[Column, ...]


def parse_extension(text: str, properties: Properties) -> Extension:
    """Return what the JSON of a request asks for. Raises QueryError, with the place, for what is none."""
    value = parse_object(text, "extend")
    check_fields(value, {"ids", "properties"}, "extend")
    for field in ("ids", "properties"):
        if not isinstance(value.get(field), list):
            raise QueryError(
                "extend", f"has no list {field}", 'send {"ids": ["…"], "properties": [{"id": "area"}]}'
            )
    ids = tuple(parse_text(one, f"extend.ids[{number}]") for number, one in enumerate(value["ids"]))
    asked = parse_objects(value["properties"], "extend.properties")
    for field, count, most in (("ids", len(ids), MOST_ENTITIES), ("properties", len(asked), MOST_PROPERTIES)):
        if count > most:
            raise QueryError(f"extend.{field}", f"has {count} items", f"send at most {most} at once")
    columns = [
        _parse_column(one, f"extend.properties[{number}]", properties) for number, one in enumerate(asked)
    ]
    for number, column in enumerate(columns):
        if column.property in {other.property for other in columns[:number]}:
            place = f"extend.properties[{number}]"
            raise QueryError(place, f"{column.property.id} is asked for twice", "ask for it once at a time")
    return Extension(ids, tuple(columns))


def extend(extension: Extension, catalogue: Catalogue, properties: Properties) -> dict[str, Any]:
    """Return the response: what each column is, and its values for each entity; none for an unknown one."""
    rows: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for sent in dict.fromkeys(extension.ids):
        entity = catalogue.find_entity(sent)
        rows[sent] = {
            column.property.id: _cell(properties.column(column.property.id).get(entity.id, ()), column)
            if entity
            else []
            for column in extension.columns
        }
    meta = [{"id": column.property.id, "name": column.property.name} for column in extension.columns]
    return {"meta": meta, "rows": rows}


def propose(properties: Properties, kind: str | None, *, limit: int) -> dict[str, Any]:
    """Return the properties that entities of a type, or of any, have (section 7.2)."""
    proposed = properties.of_type(kind)[:limit]
    told: dict[str, Any] = {"properties": [{"id": one.id, "name": one.name} for one in proposed]}
    return told | ({"type": kind} if kind else {}) | {"limit": limit}


def _parse_column(value: Mapping[str, Any], place: str, properties: Properties) -> Column:
    check_fields(value, {"id", "settings"}, place)
    if "id" not in value:
        raise QueryError(place, "has no id", 'send {"id": "area"}')
    settings = value.get("settings") or {}
    if not isinstance(settings, dict):
        raise QueryError(f"{place}.settings", "is no object", 'send {"year": "2023"}')
    check_fields(settings, {one["name"] for one in SETTINGS}, f"{place}.settings")
    year, form = str(settings.get("year", "")).strip(), settings.get("form", _FORMS[0])
    if not re.fullmatch(r"(?:\d{4}|all)?", year, re.ASCII):
        raise QueryError(
            f"{place}.settings.year", f"is {year!r}", "send a year such as 2023, all, or nothing"
        )
    if form not in _FORMS:
        raise QueryError(f"{place}.settings.form", f"is {form!r}", f"choose from: {', '.join(_FORMS)}")
    limit = str(settings.get("limit") or 0).removesuffix(".0")
    if not re.fullmatch(r"\d{1,6}", limit, re.ASCII):
        raise QueryError(f"{place}.settings.limit", f"is {limit!r}", "send a whole number; 0: all")
    return Column(
        properties.resolve(parse_text(value["id"], f"{place}.id"), f"{place}.id"), year, form, int(limit)
    )


def _cell(values: Sequence[Value], column: Column) -> list[dict[str, Any]]:
    chosen = _of_year(values, column.year)
    told = [_written(value, column.form) for value in chosen]
    return told[: column.limit] if column.limit else told


def _of_year(values: Iterable[Value], year: str) -> list[Value]:
    """Return the values of one year, those of no year among them; without `year`, of the newest one."""
    found = list(values)
    if year == _ALL_YEARS:
        return found
    wanted = year or max((value.year for value in found), default="")
    return [value for value in found if value.year in {"", wanted}]


def _written(value: Value, form: str) -> dict[str, Any]:
    """Return a value as the API writes it: an entity, a number or a text (section 7.4)."""
    if value.entity:
        return {"id": value.entity, "name": value.text}
    if form == "sentence" and value.sentence:
        return {"str": value.sentence}
    if form == "number" and value.number is not None:
        if value.number == value.number.to_integral_value():
            return {"int": int(value.number)}
        return {"float": float(value.number)}  # JSON has no other; what was stated has few digits
    return {"str": value.text}

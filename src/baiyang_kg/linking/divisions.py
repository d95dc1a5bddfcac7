"""Areas and their codes: levels, provinces, and whether two things lie in the same area by what is named.

Codes are those of GB/T 2260 and of the statistics bureau's division codes: 2 digits tell the province, 4 the
city, 6 the county, 9 the street or town, 12 the community or village. All but the first two are renumbered.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.datasets.areas import provinces
from baiyang_kg.linking.names import core_of, normal_form, parse_name

if TYPE_CHECKING:
    from collections.abc import Iterable

# The levels of areas, the largest first, with the digits of their codes.
DIGITS = {"province": 2, "city": 4, "district": 6, "street": 9, "settlement": 12}
_LEVELS = {
    "province": "province", "city": "city", "district": "district", "subdistrict": "street", "town": "street",
    "community": "settlement", "village": "settlement",
}  # fmt: skip
# China's number in ISO 3166, which maps put before six digits: 156330114. The province 15 has no city 156x.
_COUNTRY = re.compile(r"156(?=\d{6}$)", re.ASCII)
_SHORTEST_STREET = 2  # characters of a street's own name
_CODE = re.compile(r"[1-8]\d(?:\d\d){0,2}|[1-8]\d{8}|[1-8]\d{11}", re.ASCII)


class Area(NamedTuple):
    """An area that a thing is in."""

    level: str  # a key of DIGITS; "" where its name does not tell it
    core: str
    name: str  # in normal form


def level_of(kind: str) -> str:
    """Return the level of the areas of a kind, "" where it is no kind of area."""
    return _LEVELS.get(kind, "")


@lru_cache(maxsize=1 << 12)
def areas_of(parents: tuple[str, ...]) -> tuple[Area, ...]:
    """Return the areas with these printed names, the largest first."""
    found: list[Area] = []
    for name in parents:
        area = _area(normal_form(name))
        if area.level == "city" and any(above.level == "city" for above in found):
            area = area._replace(level="district")  # 昆山市, in 苏州市
        if area.name and area.name != "市辖区":
            found.append(area)
    return tuple(found)


def _area(name: str) -> Area:
    if name in provinces().values():
        return Area("province", core_of(name), name)
    level, core = level_of(parse_name(name).kind), core_of(name)
    if level == "street" and len(core) > _SHORTEST_STREET:
        core = core.removesuffix("街")  # 常青街街道 is 常青街道
    return Area(level, core, name)


def province_digits(areas: Iterable[Area]) -> str:
    """Return the two digits of the province among some areas, "" where none is named."""
    cores = {core_of(name): digits for digits, name in provinces().items()}
    return next(
        (cores[area.core] for area in areas if area.level in {"province", ""} and area.core in cores), ""
    )


def parse_code(text: str, kind: str = "") -> str:
    """Return a division code without the zeros that fill it up, "" where `text` is none.

    330114002000 is 330114002, and 156330114 is 330114. Two and four digits may number anything, so
    the `kind` must be that of a province or city.
    """
    code = _COUNTRY.sub("", text.strip())
    if not _CODE.fullmatch(code) or code[:2] not in provinces():
        return ""
    if len(code) == 12 and code.endswith("000"):
        code = code[:9]
    if len(code) == 9 and code.endswith("000"):
        code = code[:6]
    if len(code) == 6 and code.endswith("00"):
        code = code[:4].removesuffix("00")
    elif len(code) < 6 and kind not in {"province", "city"}:
        return ""
    return code


def kind_of_code(code: str) -> str:
    """Return the kind of area that a division code tells, "" where it may be one of several.

    The last three digits of twelve: 001-199 and 400-499 a community, 200-399 and 500-599 a village.
    """
    if len(code) == 12:
        return {
            "0": "community",
            "1": "community",
            "2": "village",
            "3": "village",
            "4": "community",
            "5": "village",
        }.get(code[9], "")
    if len(code) == 9:
        return {"0": "subdistrict", "1": "town", "2": "town"}.get(code[6], "")
    return {2: "province", 6: "district"}.get(len(code), "")


@lru_cache(maxsize=1 << 16)
def compare_areas(ours: tuple[Area, ...], theirs: tuple[Area, ...]) -> tuple[str, str]:
    """Return how the areas of two things agree, and in which: a word of the column `parent` of the judgement.

    same: the nearest area of ours is among theirs; district, city, province: the smallest that both name;
    near: another street of the district, or another district of the city; unknown; differs.
    """
    shared = [area for area in ours if any(_is_same(area, other) for other in theirs)]
    clashing = {
        area.level: other
        for area in ours
        for other in theirs
        if area.level and area.level == other.level and area.core != other.core
    }
    clashing = {
        level: other for level, other in clashing.items() if level not in {area.level for area in shared}
    }
    if larger := clashing.get("province") or clashing.get("city"):
        moved = larger.level == "city" and any(area.level in {"district", "street"} for area in shared)
        return "near" if moved else "differs", larger.name  # 简阳市 was in 资阳市 and is in 成都市
    if shared and (shared[-1] == ours[-1] or shared[-1].level == "street"):
        return "same", _names(shared[-1], clashing.get("district"))
    if clashing:
        other = next(reversed(clashing.values()))
        above = {"street": "district", "district": "city"}.get(next(iter(clashing)), "")
        near = len(clashing) == 1 and any(area.level == above for area in shared)
        return ("near" if near else "differs"), other.name
    if shared and shared[-1].level in {"district", "city", "province"}:
        return shared[-1].level, shared[-1].name
    return "unknown", ""


def _is_same(one: Area, other: Area) -> bool:
    if one.core != other.core:
        return one.level == other.level == "street" and _is_new_village(
            *sorted((one.core, other.core), key=len)
        )
    return one.name == other.name or one.level == other.level or not (one.level and other.level)


def _is_new_village(short: str, long: str) -> bool:
    """Tell whether a street is called without a word that many estates of its age have: 甸柳新村街道."""
    return long == short + "新村"


def _names(area: Area, clash: Area | None) -> str:
    return f"{area.name}, there in {clash.name}" if clash else area.name

"""The areas that a row is in, by name: from its columns, and from the digits that its code begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_LENGTHS = (2, 4, 6, 9)
# What stands where there is no area of that level: no name of any.
_PLACEHOLDERS = frozenset(
    {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "直辖县级", "直筒子市"}
)


def short_code(code: str) -> str:
    """Return the code of a division without the zeros that fill it up: 330114002000 is 330114002."""
    if len(code) == 12 and code.endswith("000"):
        code = code[:9]
    if len(code) == 9 and code.endswith("000"):
        code = code[:6]
    if len(code) == 6 and code.endswith("00"):
        code = code[:4]
    return code[:2] if len(code) == 4 and code.endswith("00") else code


def above(code: str, names: Mapping[str, str]) -> list[str]:
    """Return the names of the areas that the area of a code lies in, the largest first."""
    short = short_code(code)
    found = (names.get(short[:length], "") for length in _LENGTHS if length < len(short))
    return named(found)


def named(areas: Iterable[str]) -> list[str]:
    """Return names of areas without blanks, placeholders and repetitions."""
    return list(dict.fromkeys(name for name in areas if name and name not in _PLACEHOLDERS))


def kind_of_code(code: str, name: str) -> str:
    """Return what has such a code: a level, or what the last three of twelve digits say.

    001–199 and 400–499 are residents' committees, 200–399 and 500–599 villagers'; "" where it says nothing.
    See the bureau's "Rules for the codes of urban and rural divisions used in statistics".
    """
    short = short_code(code)
    if len(short) == 9:
        return (
            "subdistrict"
            if name.endswith(("街道", "街道办事处"))
            else "town"
            if name.endswith(("镇", "乡"))
            else ""
        )
    if len(short) == 12:
        last = int(short[9:])
        if 200 <= last < 400 or 500 <= last < 600:
            return "village"
        return "community" if 0 < last < 200 or 400 <= last < 500 else ""
    return {2: "province", 4: "city", 6: "district"}.get(len(short), "")


def names_by_code(codes: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    """Return the names of the areas above communities by their codes."""
    short = ((short_code(code), name) for code, name in zip(codes, names, strict=True))
    return {code: name for code, name in short if 0 < len(code) < 12}

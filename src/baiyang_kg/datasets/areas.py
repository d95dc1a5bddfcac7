"""The areas that a row is in, by name: from its columns, and from the digits that its code begins with."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from baiyang_kg.resources import resource
from baiyang_kg.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ABOVE = (2, 4, 6, 9)  # digits of the codes of areas above communities, the largest area first
# What stands where there is no area of that level: no name of any.
_PLACEHOLDERS = frozenset(
    {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "直辖县级", "直筒子市"}
)


@cache
def provinces() -> dict[str, str]:
    """Return the names of the provinces by the first two digits of all their codes (GB/T 2260)."""
    return {row["code"]: row["name"] for row in read_table(resource("data/linking/provinces.tsv"))}


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
    found = (names.get(short[:length], "") for length in ABOVE if length < len(short))
    return named(found)


def named(areas: Iterable[str]) -> list[str]:
    """Return names of areas without blanks, placeholders and repetitions."""
    return list(dict.fromkeys(name for name in areas if name and name not in _PLACEHOLDERS))


def names_by_code(codes: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    """Return the names of the areas above communities by their codes."""
    short = ((short_code(code), name) for code, name in zip(codes, names, strict=True))
    return {code: name for code, name in short if 0 < len(code) < 12}

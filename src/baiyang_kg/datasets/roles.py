"""Which column of a table says what: by the words of its header and the look of its first rows.

`data/linking/headers.tsv` holds the words. A role is one of: name, full_name, alias, code, parent, province,
city, district, subdistrict, community, region (a name, if nothing else is), level, kind, pinyin, year, start,
until, successor, population, address, credit_code, website, telephone, longitude, latitude.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from baiyang_kg.datasets.profile import Profile, profile_column
from baiyang_kg.errors import DatasetError
from baiyang_kg.resources import resource
from baiyang_kg.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

AREAS = ("province", "city", "district", "subdistrict", "community")  # the largest first
_YEARS = re.compile("(?:(?:19|20)[0-9]{2}年?(?:版|[-至])?)+")  # that a heading may name
_LEFT_OUT = re.compile(r"[\s_\-]+")


@dataclass(frozen=True, slots=True)
class Roles:
    """The columns of a table by what they say."""

    columns: dict[str, int]  # role → position
    profiles: tuple[Profile, ...]  # of each column
    kind: str = ""  # of every row, where the heading of the names says it: 小区名称
    split_code: bool = False  # the code is complete only with the first digits of the subdistrict's column

    def profile(self, role: str) -> Profile | None:
        """Return how the column of a role looks, or None where there is none."""
        return self.profiles[self.columns[role]] if role in self.columns else None

    @property
    def divisions(self) -> bool:
        """Say whether the rows are divisions of the country, by their codes."""
        profile = self.profile("code")
        return profile is not None and profile.divisions


@cache
def _words() -> dict[str, tuple[str, str]]:
    rows = read_table(resource("data/linking/headers.tsv"))
    return {row["word"]: (row["role"], row["kind"]) for row in rows}


def find_roles(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    place: str = "",
    given: Mapping[str, str] | None = None,
) -> Roles:
    """Return the roles of the columns of a table, by its header and its first rows.

    `given` names the column of a role and goes before any guess. Raises DatasetError where it names none.
    """
    profiles = tuple(profile_column([row[position] for row in rows]) for position in range(len(header)))
    columns = _given_columns(header, given or {}, place)
    kinds: dict[int, str] = {}
    for position, title in enumerate(header):
        role, kinds[position] = _role_of(title, profiles[position])
        if role and position not in columns.values() and _can_be(role, profiles[position]):
            better = role == "code" and role not in (given or {}) and role in columns
            if role not in columns or (better and _is_better(profiles[position], profiles[columns[role]])):
                columns[role] = position
    _settle_name(columns, profiles, kinds, given or {})
    kind = kinds.get(columns.get("name", -1), "")
    return Roles(columns, profiles, kind, _is_split(columns, profiles, rows))


def _role_of(title: str, profile: Profile) -> tuple[str, str]:
    """Return the role and the kind that a heading tells; codes of some years, code_2021_2022, are codes."""
    plain = _plain(title)
    if plain not in _words() and profile.divisions:
        plain = _YEARS.sub("", plain)
    return _words().get(plain, ("", ""))


def _is_better(profile: Profile, other: Profile) -> bool:
    """Say whether a column holds the codes rather than another one: of divisions, and all filled."""
    return profile.divisions and (not other.divisions or (profile.key and not other.key))


def _plain(title: str) -> str:
    """Return a heading as the table of words has it: 人口（人） is 人口(人), street_code is streetcode."""
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", title).casefold())


def _given_columns(header: Sequence[str], given: Mapping[str, str], place: str) -> dict[str, int]:
    """Return the columns that a user gave roles. Raises DatasetError for an unknown role or column."""
    known = {role for role, _ in _words().values()}
    for role, name in given.items():
        if role not in known:
            found = f"{role!r} is nothing that a column can hold"
            raise DatasetError(f"--column {role}={name}", found, f"write one of {' '.join(sorted(known))}")
    return {role: find_column(header, name, place) for role, name in given.items()}


def find_column(header: Sequence[str], name: str, place: str) -> int:
    """Return the position of a column by its name. Raises DatasetError where there is none."""
    if name in header:
        return header.index(name)
    raise DatasetError(place, f"has no column {name!r}", f"its columns are: {' · '.join(header)}")


def _can_be(role: str, profile: Profile) -> bool:
    """Say whether the values of a column can be what its heading says."""
    if role in AREAS:  # `area` is a district, or so many square metres
        return profile.chinese or bool(profile.digits) or not profile.filled
    if role in ("name", "full_name"):
        return profile.datatype in ("string", "anyURI") or not profile.filled
    return True


def _settle_name(
    columns: dict[str, int], profiles: Sequence[Profile], kinds: dict[int, str], given: Mapping[str, str]
) -> None:
    """Let the full name be the name; where there is none, the smallest area that is named; else a region."""
    if "full_name" in columns and "name" not in given:
        if "name" in columns:
            columns["alias"] = columns["name"]
        columns["name"] = columns.pop("full_name")
    if "name" not in columns:
        for role in reversed(AREAS):
            if role in columns and profiles[columns[role]].chinese:
                columns["name"] = columns.pop(role)
                kinds[columns["name"]] = role
                return
        if "region" in columns:
            columns["name"] = columns.pop("region")


def _is_split(columns: dict[str, int], profiles: Sequence[Profile], rows: Sequence[Sequence[str]]) -> bool:
    """Say whether a code of six digits stands apart from the digits of the street: 330114, …, 002000."""
    parts = [columns[role] for role in ("province", "city", "district") if role in columns]
    if len(parts) < 3 or "code" not in columns or "subdistrict" not in columns:
        return False
    code, street = columns["code"], columns["subdistrict"]
    if profiles[code].digits != {6} or not profiles[street].digits <= {3, 6} or not profiles[street].digits:
        return False
    return all(row[code] == "".join(row[part] for part in parts) for row in rows)

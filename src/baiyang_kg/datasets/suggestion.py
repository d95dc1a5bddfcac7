"""A description proposed for a table, from its header and its first thousand rows.

What it guesses it says in the comments, so that a person can mend the printed description and use that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.datasets.description import Column, Description
from baiyang_kg.datasets.naming import column_iri, dataset_id, space_of, year_of_name
from baiyang_kg.datasets.roles import AREAS, Roles, find_roles
from baiyang_kg.graph.iris import encode_segment
from baiyang_kg.graph.vocab import (
    BROADER,
    CODE,
    DIVISION_CODE,
    HIDDEN_LABEL,
    IN_SCHEME,
    LABEL,
    NOTATION,
    OTHER_LABEL,
    POPULATION,
    PREFERRED_LABEL,
    RDF,
    SCHEMA,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from baiyang_kg.datasets.profile import Profile
    from baiyang_kg.datasets.table import Table

SAMPLE = 1000  # rows
_PROPERTIES = {  # of a role, whatever the rows are
    "alias": OTHER_LABEL,
    "pinyin": HIDDEN_LABEL,
    "population": POPULATION,
    "address": SCHEMA + "address",
    "credit_code": SCHEMA + "taxID",
    "website": SCHEMA + "url",
    "telephone": SCHEMA + "telephone",
    "longitude": SCHEMA + "longitude",
    "latitude": SCHEMA + "latitude",
    "start": SCHEMA + "validFrom",
    "until": SCHEMA + "validThrough",
    "year": SCHEMA + "temporalCoverage",
}
_TEXTS = frozenset({"name", "alias", "code", "parent", "credit_code", "telephone", *AREAS})  # never numbers
_ABOVE = {12: 9, 9: 6, 6: 4, 4: 2}  # digits of a code and of the one it lies in
_PINYIN = "zh-Latn"


class Suggestion(NamedTuple):
    """A proposed description, and the roles by which it was made."""

    description: Description
    roles: Roles


def sample_rows(table: Table) -> list[list[str]]:
    """Return the first thousand rows of a table."""
    return list(islice(chain.from_iterable(block.rows for block in table.blocks()), SAMPLE))


def suggest_description(
    table: Table,
    *,
    id_given: str | None = None,
    year: int | None = None,
    columns: Mapping[str, str] | None = None,
) -> Suggestion:
    """Return a description that fits a table.

    `columns` names the column of a role and goes before any guess. Raises DatasetError where it names none.
    """
    roles = find_roles(table.header, sample_rows(table), place=table.path, given=columns)
    return Suggestion(_Suggester(table, roles, dataset_id(table.path, id_given), year).description(), roles)


@dataclass(slots=True)
class _Suggester:
    """What is known while a description is made."""

    table: Table
    roles: Roles
    id: str
    year: int | None
    comments: list[str] = field(default_factory=list)

    def description(self) -> Description:
        header = self.table.header
        role_of = {position: role for role, position in self.roles.columns.items()}
        names = _column_names(header, role_of)
        year = self._year()
        space = self._space(names, year)
        columns = [
            self._column(position, title, names[position], role_of.get(position, ""), space)
            for position, title in enumerate(header)
        ]
        columns += self._virtual_columns(names, space)
        self._comment_on_rest(role_of)
        name = self.roles.columns.get("name")
        return Description(
            id=self.id,
            table=Path(self.table.path).name,
            about=space + self._key(names),
            columns=tuple(columns),
            row_titles=() if name is None else (names[name],),
            title=self.id,
            year=year,
            comments=tuple(self.comments),
            dialect=self.table.dialect,
        )

    def _year(self) -> int | None:
        if self.year is not None:
            return self.year
        found = year_of_name(self.table.path)
        if found is not None:
            self.comments.append(f"The year {found} is taken from the file's name.")
        return found

    def _space(self, names: Sequence[str], year: int | None) -> str:
        """Return what the IRIs of all rows begin with."""
        if not self.roles.divisions:
            return f"{space_of(self.id)}row/"
        return self._year_of_space(f"{CODE}{encode_segment(self._authority())}/", names, year)

    def _authority(self) -> str:
        """Return who gives the codes: the bureau of statistics, unless something speaks for the dataset."""
        code = self.roles.columns["code"]
        if self.table.header[code].casefold() == "id":
            reason = f"for their column is called {self.table.header[code]}"
        elif not self.roles.profiles[code].official:
            reason = "for they begin with no province's digits"
        else:
            self.comments.append(
                "The codes are taken for the statistics bureau's (nbs); "
                "if they are someone else's, write another name in the IRIs: equal codes are not identity."
            )
            return "nbs"
        own = re.sub(r"[-_.]?(19|20)\d\d(?!\d)", "", self.id) or self.id  # the same in each of its years
        self.comments.append(
            f"The codes are taken for the dataset's own ({own}), {reason}; "
            "if they are the statistics bureau's, write nbs in the IRIs."
        )
        return own

    def _year_of_space(self, space: str, names: Sequence[str], year: int | None) -> str:
        for role in ("start", "year"):
            profile = self.roles.profile(role)
            if profile is not None and profile.datatype == "gYear" and not profile.blank:
                position = self.roles.columns[role]
                self.comments.append(
                    f"A code is one of the year in its row's column {self.table.header[position]}."
                )
                return f"{space}{{{names[position]}}}/"
        if year is not None:
            return f"{space}{year}/"
        self.comments.append(
            "No year is known, and a code means something in its year alone, so the rows are "
            "the dataset's own; give --year YEAR, and they are codes of that year's release."
        )
        return f"{space_of(self.id)}row/"

    def _key(self, names: Sequence[str]) -> str:
        if self.roles.split_code:
            code, street = self.roles.columns["code"], self.roles.columns["subdistrict"]
            return f"{{{names[code]}}}{{{names[street]}:3}}"
        for role in ("code", "credit_code"):
            profile = self.roles.profile(role)
            if profile is not None and (profile.key or (role == "code" and self.roles.divisions)):
                return f"{{{names[self.roles.columns[role]]}}}"
        self.comments.append("No column tells the rows apart, so each is called by its number: {_row}.")
        return "{_row}"

    def _column(self, position: int, title: str, name: str, role: str, space: str) -> Column:
        profile = self.roles.profiles[position]
        division = self.roles.divisions
        datatype = "string" if role in _TEXTS or _is_number_of_sort(profile) else profile.datatype
        lang = "zh" if profile.chinese and role in ("name", "alias") else ""
        if role == "pinyin":
            lang, datatype = _PINYIN, "string"
        if role == "name":
            return Column(name, title, PREFERRED_LABEL if division else LABEL, lang=lang)
        if role == "code" and not self.roles.split_code:
            return Column(name, title, NOTATION if division else SCHEMA + "identifier")
        if division and profile.divisions and position == self._parent():
            null = ("", "0") if 1 in profile.digits else ("",)  # the parent 0 of a province
            return Column(name, title, BROADER, value=f"{space}{{{name}}}", null=null)
        if division and role in AREAS and profile.digits:
            return Column(name, title, suppressed=True)
        own = column_iri(self.id, title)
        details = (("format", profile.format),) if datatype != "string" and profile.format else ()
        if profile.odd and role not in _TEXTS:
            line = self._line(position, profile.odd)
            self.comments.append(f"{title} is kept as text, for {profile.odd!r} in line {line} is no number.")
        predicate = _PROPERTIES.get(role, own)
        return Column(name, title, predicate, datatype=datatype, details=details, lang=lang)

    def _line(self, position: int, value: str) -> int:
        """Return where a value of a column first stands."""
        for block in self.table.blocks():
            for row, line in zip(block.rows, block.lines, strict=True):
                if row[position].strip() == value:
                    return line
        raise ValueError(f"{value!r} stands in no row")

    def _parent(self) -> int | None:
        """Return the column of the code that a row's code lies in: the smallest area above it."""
        found = [role for role in ("parent", *reversed(AREAS)) if role in self.roles.columns]
        coded = [role for role in found if self.roles.profiles[self.roles.columns[role]].divisions]
        return None if self.roles.split_code or not coded else self.roles.columns[coded[0]]

    def _virtual_columns(self, names: Sequence[str], space: str) -> list[Column]:
        if not self.roles.divisions:
            return []
        virtual = [
            Column("type", predicate=RDF + "type", value=DIVISION_CODE),
            Column("scheme", predicate=IN_SCHEME, value=space.rstrip("/").removesuffix("/row")),
        ]
        code = names[self.roles.columns["code"]]
        if self.roles.split_code:
            virtual.append(Column("broader", predicate=BROADER, value=f"{space}{{{code}}}"))
        elif self._parent() is None and "{" not in space and (length := self._above()):
            virtual.append(Column("broader", predicate=BROADER, value=f"{space}{{{code}:{length}}}"))
        return virtual

    def _above(self) -> int:
        """Return how many digits of a code are its parent's, where all codes are of one level; else 0."""
        digits = self.roles.profiles[self.roles.columns["code"]].digits
        return _ABOVE.get(max(digits), 0) if len(digits) == 1 else 0

    def _comment_on_rest(self, role_of: Mapping[int, str]) -> None:
        if "name" not in self.roles.columns:
            self.comments.append("No column is known to hold names; link propose needs one: rowTitles.")
        rest = [title for position, title in enumerate(self.table.header) if position not in role_of]
        if rest:
            self.comments.append(f"Kept as they stand, for their headings are not known: {' · '.join(rest)}.")


def _is_number_of_sort(profile: Profile) -> bool:
    """Say whether digits are a code or a telephone and not a quantity: all are as long, and long."""
    return len(profile.digits) == 1 and min(profile.digits) >= 6


def _column_names(header: Sequence[str], role_of: Mapping[int, str]) -> list[str]:
    """Return names that a template can have: a heading of plain letters, else its role, else its number."""
    names: list[str] = []
    for position, title in enumerate(header):
        plain = title.isascii() and title.isidentifier() and not title.startswith("_")
        name = title if plain else role_of.get(position, "")
        names.append(name if name and name not in names else f"column{position + 1}")
    return names

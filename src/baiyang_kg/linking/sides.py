"""A record made ready for comparing: its name parsed, its kind settled, its areas and code by level."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.linking.divisions import Area, areas_of, kind_of_code, parse_code
from baiyang_kg.linking.kinds import effective_kind, group_of
from baiyang_kg.linking.names import Name, normal_form, normal_forms, parse_name

if TYPE_CHECKING:
    from baiyang_kg.datasets.record import Record

# What a table writes before another name.
_FORMERLY = re.compile(r"^(?:原名|原称|原|曾用名|曾名|旧称|旧名|又名|又称|亦称|俗称|简称|别名)[:：]?")


class Side(NamedTuple):
    """One side of a pair."""

    record: Record
    name: Name
    aliases: tuple[Name, ...]
    kind: str  # "" unknown
    areas: tuple[Area, ...]  # that it is in, the largest first
    code: str  # of a division, without filling zeros; "" where it has none

    @property
    def group(self) -> str:
        """Return how it is compared: a group of `data/linking/groups.tsv`."""
        return group_of(self.kind)


def new_side(record: Record, *, before: tuple[str, ...] = ()) -> Side:
    """Return a record ready for comparing.

    Its name may begin with areas that it is in, or with the areas `before`, in normal form.
    """
    areas = areas_of(record.parents)
    before = tuple(dict.fromkeys([*(area.name for area in areas), *before]))
    name = parse_name(normal_form(record.name), before)
    aliases = (_FORMERLY.sub("", alias) for alias in normal_forms(record.aliases))
    code = parse_code(record.code, record.kind)
    kind = effective_kind(record.kind, name.kind) or kind_of_code(code)
    return Side(
        record, name, tuple(parse_name(alias, before) for alias in aliases if alias), kind, areas, code
    )

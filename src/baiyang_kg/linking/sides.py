"""A record made ready for comparing: its name parsed, its kind settled, its areas and code by level."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.linking.divisions import Area, areas_of, kind_of_code, parse_code
from baiyang_kg.linking.kinds import effective_kind, group_of
from baiyang_kg.linking.names import Name, longest_first, normal_form, normal_forms, parse_name
from baiyang_kg.linking.offices import standard_organ

if TYPE_CHECKING:
    from baiyang_kg.datasets.record import Record

# What a table writes before another name.
_FORMERLY = re.compile(r"^(?:原名|原称|原|曾用名|曾名|旧称|旧名|又名|又称|亦称|俗称|简称|别名)[:：]?")

_LEVEL_WORDS = {
    "province": ("省",),
    "city": ("市",),
    "district": ("区", "县", "市"),
    "street": ("街道", "镇", "乡"),
}

# Words that begin with the word of a level and mean no area.
_NO_LEVEL = {
    "市中", "市民", "市场", "市政", "市区", "市级", "区域", "区级", "县域", "县区", "区间",
    "县级", "省级", "省际", "乡村", "乡镇", "镇区",
}  # fmt: skip


class Side(NamedTuple):
    """One side of a pair."""

    record: Record
    name: Name
    aliases: tuple[Name, ...]
    kind: str  # "" unknown
    areas: tuple[Area, ...]  # that it is in, the largest first
    code: str  # of a division, without filling zeros; "" where it has none
    around: tuple[str, ...] = ()  # names of areas that may stand in its name, the longest first

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
    text = normal_form(record.name)
    if group_of(record.kind) in {"body", "site"}:
        text = _with_area(standard_organ(text), areas)
    name = parse_name(text, before)
    aliases = (_FORMERLY.sub("", alias) for alias in normal_forms(record.aliases))
    code = parse_code(record.code, record.kind)
    kind = effective_kind(record.kind, name.kind) or kind_of_code(code)
    parsed = tuple(parse_name(alias, before) for alias in aliases if alias)
    around = longest_first(before)
    return Side(record, name, parsed, kind, areas, code, around)


def _with_area(text: str, areas: tuple[Area, ...]) -> str:
    """Return the name of a body that calls its area by its level alone with the area's name: 区民政局."""
    for area in reversed(areas):
        for word in _LEVEL_WORDS.get(area.level, ()):
            rest = text.removeprefix(word)
            if rest != text and len(rest) >= 2 and area.name.endswith(word) and text[:2] not in _NO_LEVEL:
                return area.name + rest
    return text

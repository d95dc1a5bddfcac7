"""Short names: which longer name a name may stand for, by what is usual and by its characters in order."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from baiyang_kg.datasets.areas import provinces
from baiyang_kg.linking.names import NUMERALS, core_of, longest_first, normal_form
from baiyang_kg.linking.slips import inserted
from baiyang_kg.linking.wordings import expansions, standard_office
from baiyang_kg.resources import resource
from baiyang_kg.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from baiyang_kg.linking.names import Name
    from baiyang_kg.linking.sides import Side

_NOTHING = ("", "")
_SHOP = re.compile("(.+?)[(（](.+)店[)）]")
_LONGEST_SHORT = 5  # characters of a name of initials; of a longer one the last character has to agree
_DIRECTIONS = frozenset("东南西北")  # in what is left out: the other bank
_HEADS = re.compile("^(?:中国|国立|中华人民共和国|省|市|区|县)")  # that short names leave out
# What institutions are, and the character of it that short names end with.
_CUT = {"大学": "大", "学院": "院", "研究所": "所", "研究院": "院", "设计院": "院"}
_INSTITUTION = re.compile(f"(?:{'|'.join(_CUT)})$")
_PARTS = re.compile("(?:校区|院区|分校|分院|分馆|标段|期)$")  # a part of what is known by its initials


def compare_shortened(one: Side, other: Side) -> tuple[str, str]:
    """Compare two names of which one may be short for the other.

    short: without the area it is named after, 工商大学; tail: the end of the other's name; abbreviation: its
    usual short name, 杭电; shared: one that several have, 华师; initials: characters of the other in order;
    contained: the other has words more, or the word of its kind, 福雷德广场.
    """
    ours, theirs, note = one.name, other.name, other.record.name
    if count := _expanded(ours.text, theirs.text) or _expanded(theirs.text, ours.text):
        return ("abbreviation" if count == 1 else "shared"), note
    if _begins_with_initial(ours, theirs) or _begins_with_initial(theirs, ours):
        return "abbreviation", note
    short, full = sorted((ours.text, theirs.text), key=len)
    rest = full.removesuffix(short)
    if len(short) >= 4 and full.endswith(short):
        return ("short" if rest.endswith(("附属", "分局")) else "tail"), note
    return compare_made(one, other)


def compare_made(one: Side, other: Side) -> tuple[str, str]:
    """Return initials or contained where one name is made of characters of the other in order."""
    short, full = sorted((one, other), key=lambda side: len(side.name.text))
    note = other.record.name
    if "site" in {one.group, other.group} and _is_without_kind(short.name, full.name):
        return "contained", note
    fulls = {full.name.text, full.name.core, full.name.core + full.name.suffix}
    shorts = {short.name.text, short.name.core, short.name.core + short.name.suffix}
    places = (*one.around, *other.around)
    if any(is_worded(text, whole, places) for text in _full_forms(shorts) for whole in fulls):
        return "contained", note
    if shorts & _forms_of_shop(full.record.name):
        return "contained", note
    if one.group == other.group == "body" and any(
        is_made_of(text, whole) for text in shorts for whole in fulls
    ):
        return "initials", note
    return _NOTHING


def _is_without_kind(short: Name, full: Name) -> bool:
    """Tell whether a name has only a word of its kind more than another: 福雷德广场."""
    own = full.core + full.suffix  # without areas, 松山湖高新技术产业开发区
    for less, more in ((short.text, full.text), (short.core, full.core), (short.text, own)):
        rest = more.removeprefix(less)
        if len(less) >= 2 and rest != more and _generic().fullmatch(rest):
            return True
    return False


def _full_forms(texts: Iterable[str]) -> set[str]:
    """Return names, and what they are with the usual short name before them in full: 武汉理工大学体育馆."""
    return {form for text in texts for form in (text, *expansions(text))}


def is_worded(short: str, full: str, places: tuple[str, ...] = ()) -> bool:
    """Tell whether a name is another one with words left out between its beginning and its end.

    What is left out tells no two things apart, 汽车西站 is not 汽车站; names of `places` never do.
    """
    if not 4 <= len(short) < len(full) or short[-1] != full[-1]:
        return False
    full = _HEADS.sub("", full) if short[0] != full[0] else full
    pieces = inserted(short, full) if short[0] == full[0] else ()
    left_out = "|".join(pieces)
    for place in (*places, *provinces().values()):
        left_out = left_out.replace(place, "").replace(core_of(place), "")
    return 0 < len(pieces) <= len(short) // 2 + 1 and not set(left_out) & (_DIRECTIONS | set(NUMERALS))


def _forms_of_shop(name: str) -> set[str]:
    """Return what the branch of a chain is called in short: 大明宫万达 for 万达广场(西安大明宫店)."""
    match = _SHOP.fullmatch(name)
    if not match:
        return set()
    brand, place = map(normal_form, match.groups())
    bare = _generic().sub("", brand, count=1) if len(brand) > 2 else brand
    return {where + what for where in (place, place[2:]) if len(where) > 1 for what in (brand, bare)}


def is_made_of(short: str, full: str) -> bool:
    """Tell whether a name may be the initials of another: 川音 of 四川音乐学院, 桂城职校."""
    if not 2 <= len(short) <= _LONGEST_SHORT or len(full) < len(short) + 2:
        return False
    head = full.find(short[0], 0, 2)
    full = full[head:] if head >= 0 else _HEADS.sub("", full)
    pieces = inserted(short, full) if full[:1] == short[0] else ()
    return bool(pieces) and not set("".join(pieces)) & set(NUMERALS) and not _PARTS.search(full)


def compare_cut(short: str, full: str) -> str:
    """Return how one name is an institution's cut as usual: 山大 of 山西大学, 工力所 of 工程力学研究所.

    abbreviation; shared: others are called so everywhere, 东大; "" where it is none.
    """
    match = _INSTITUTION.search(full)
    if short == full or not match:
        return ""
    usual = expansions(short)
    if full not in usual and not (short[-1] == _CUT[match[0]] and is_made_of(short, full)):
        return ""
    return "shared" if usual.get(full, 1) > 1 else "abbreviation"


def is_alias(ours: Name, theirs: Name) -> bool:
    """Tell whether two names of a thing are one but for an area or 中国 before it: 中国光谷."""
    shorts = {ours.text, ours.core}
    return bool(shorts & {theirs.text, theirs.core, _HEADS.sub("", theirs.text)})


def is_generic(core: str) -> bool:
    """Tell whether a name says only what a thing is: 体育馆."""
    return bool(_generic().fullmatch(core))


@cache
def _generic() -> re.Pattern[str]:
    words = {word for row in read_table(resource("data/linking/generic.tsv")) for word in row.words("words")}
    return re.compile("(?:" + "|".join(longest_first(words)) + "){1,2}")


@lru_cache(maxsize=1 << 14)
def _expanded(short: str, full: str) -> int:
    """Return how many full names a usual short name stands for if the other name is one, else 0."""
    fulls = {full, standard_office(full)}
    found = {**expansions(standard_office(short)), **expansions(short)}
    return next((found[name] for name in sorted(fulls) if name in found), 0)


def _begins_with_initial(short: Name, full: Name) -> bool:
    """Tell whether a name has the first character of the area that the other one has: 杭二中."""
    return standard_office(short.text) in {area[0] + standard_office(full.core) for area in full.areas}

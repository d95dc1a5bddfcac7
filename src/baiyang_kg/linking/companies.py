"""Names of companies: the place, the brand, the trade, the legal form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from baiyang_kg.linking.shortening import compare_shortened
from baiyang_kg.linking.wordings import general_trade, standard_office

if TYPE_CHECKING:
    from baiyang_kg.linking.sides import Side

_NOTHING = ("", "")
_LETTERS = re.compile("[a-z]{3,}")
_LONG = 4  # characters of a brand with its trade
_LONGEST_PLACE = 4  # characters of a place before a brand: 深圳市


def firm_of(side: Side) -> str:
    """Return the brand and the trade of a company: 蓝舟科技 of 蓝舟科技(澄江)有限公司."""
    core = side.name.core
    for place in {area.core for area in side.areas}:
        if len(core) >= len(place) + 2:
            core = core.removesuffix(place)
    return core


def letters_of(firm: str) -> str:
    """Return the letters that the name of a firm begins with, its brand; "" where there are none."""
    match = _LETTERS.match(firm)
    return match[0] if match else ""


def compare_companies(one: Side, other: Side) -> tuple[str, str]:
    """Compare two names, of which one at least is a company's.

    firm: brand and trade agree, and a place or a legal form is missing; trade: so is a word that tells no
    firm from another; brand: the brand agrees, and one has no trade or another, or both are printed whole.
    """
    ours, theirs = standard_office(firm_of(one)), standard_office(firm_of(other))
    note = other.record.name
    wholes = {side.name.text.removesuffix(side.name.suffix) for side in (one, other)}
    if len(wholes) == 1 and len(min(wholes)) >= _LONG:
        return "firm", note  # 山东高速集团: the place is a word of the name
    if ours == theirs:
        return ("firm" if (one.name.suffix and other.name.suffix) or len(ours) >= _LONG else "brand"), note
    legal = all(side.name.suffix.endswith("有限公司") for side in (one, other))
    short, full = sorted(wholes, key=len) if len(wholes) > 1 else (ours, theirs)
    if not full.startswith(short):
        short, full = sorted((ours, theirs), key=len)
    place = full.find(short, 1, len(short) + _LONGEST_PLACE)
    by_letters = letters_of(ours) and letters_of(ours) == letters_of(theirs)
    if ((place > 0 and len(short) > 2) or by_letters) and not legal:
        # 海康威视 of 杭州海康威视数字技术: the register does not say that 杭州 is its place; OPPO长安工厂
        return "brand", note
    rest = full[len(short) :]
    if not full.startswith(short) or len(short) < 2:
        return _NOTHING if legal else compare_shortened(one, other)
    if len(short) >= _LONG and general_trade().fullmatch(rest):
        return ("brand" if legal else "trade"), note
    longest = 2 * _LONG if len(short) >= _LONG - 1 else _LONG  # three characters are hardly another's brand
    return ("brand", note) if len(rest) <= longest and "集团" not in rest and not legal else _NOTHING

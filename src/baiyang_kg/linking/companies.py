"""Names of companies: the place, the brand, the trade, the legal form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from baiyang_kg.linking.shortening import compare_made
from baiyang_kg.linking.wordings import general_trade, standard_office

if TYPE_CHECKING:
    from baiyang_kg.linking.sides import Side

_NOTHING = ("", "")


def firm_of(side: Side) -> str:
    """Return the brand and the trade of a company: 蓝舟科技 of 蓝舟科技(澄江)有限公司."""
    core = side.name.core
    for place in {area.core for area in side.areas}:
        if len(core) >= len(place) + 2:
            core = core.removesuffix(place)
    return core


def compare_companies(one: Side, other: Side) -> tuple[str, str]:
    """Compare two names, of which one at least is a company's.

    firm: brand and trade agree, and a place or a legal form is missing; trade: so is a word that tells no
    firm from another; brand: the brand agrees, and one has no trade or another, or both are printed whole.
    """
    ours, theirs = standard_office(firm_of(one)), standard_office(firm_of(other))
    note = other.record.name
    if ours == theirs:
        return ("firm" if (one.name.suffix and other.name.suffix) or len(ours) >= 4 else "brand"), note
    legal = all(side.name.suffix.endswith("有限公司") for side in (one, other))
    short, full = sorted((ours, theirs), key=len)
    rest = full[len(short) :]
    if not full.startswith(short) or len(short) < 2:
        return _NOTHING if legal else compare_made(one, other)
    if len(short) >= 4 and general_trade().fullmatch(rest):
        return ("brand" if legal else "trade"), note
    return ("brand", note) if len(rest) <= 4 and "集团" not in rest and not legal else _NOTHING

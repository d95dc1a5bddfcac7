"""What a thing is: by the word or the class that others have for it, and by the code of a division."""

from __future__ import annotations

import re
from functools import cache

from baiyang_kg.datasets.areas import short_code
from baiyang_kg.resources import resource
from baiyang_kg.tables import read_table


def kind_of_word(word: str) -> str:
    """Return the kind that a cell of a table names: 街道 is subdistrict; "" where it is unknown."""
    return _kinds().get(word, "")


@cache
def kind_of_class(iri: str) -> str:
    """Return the kind that the end of a class's IRI means: ResidentialCompound is residential_compound."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.split(r"[#/]", iri)[-1])
    word = words.lower().replace(" ", "_")
    return kind_of_word(word) or (word if word in _kinds().values() else "")


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
        return "community" if 0 < last < 500 else ""
    return {2: "province", 4: "city", 6: "district"}.get(len(short), "")


@cache
def _kinds() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in read_table(resource("data/linking/kinds.tsv"))}

"""The counts that a report announces: figures that are whole numbers, and numbers that are no figures.

三大比赛场馆 is a figure; the 两 of 两社区 may have been read as part of a name or as a turn of phrase.
Such a number counts where a word behind it says so and its reason leaves room for it: a date does not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.checking.places import Place, parse_evidence
from baiyang_kg.checking.texts import sentence_around
from baiyang_kg.graph import vocab

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from baiyang_kg.checking.figures import Figure
    from baiyang_kg.graph.store import Store

_MOST = 20  # nobody lists more
_REACH = 200  # characters before and behind a number among which its list stands
_NAMED = 8  # characters that name what is counted
_DIGITS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
# What counts members, and not 二期, 三级, 四星, 五年, 二大队.
_COUNTS = re.compile(
    "(?:大(?![队会楼桥道街厦学约概力])|个|项|座|处|所|家|位|者|方面|领域|环节|部门|单位|社区|街道|乡镇|镇|乡|村|县|区|市|园区|场馆)"
)
_READ = """
SELECT ?number ?passage ?stated ?at WHERE {
  VALUES ?reason { by:NameNumeral by:OtherNumeral by:PolicyNameNumeral by:SloganNumeral by:TitleNumeral }
  ?number a by:StatedNumber ; by:reason ?reason ; by:statedText ?stated ; by:offset ?at .
  ?number prov:wasDerivedFrom ?passage .
} ORDER BY STR(?passage) STR(?number)"""


class Announced(NamedTuple):
    """A count of something, with the words around its number."""

    focus: str  # the IRI of the figure or the number
    place: Place
    name: str  # of what is counted
    stated: str
    amount: int
    offset: int  # of the number in the report
    before: str
    behind: str  # with the number


def read_announced(store: Store, texts: Mapping[str, str], figures: Iterable[Figure]) -> Iterator[Announced]:
    """Yield the counts from 2 to `_MOST` in the reports whose `texts` are there."""
    for figure in filter(_is_count, figures):
        text, stands = texts.get(figure.place.report, ""), figure.place
        yield Announced(
            focus=figure.iri,
            place=stands,
            name=figure.name,
            stated=figure.stated,
            amount=int(figure.value),
            offset=figure.offset,
            before=text[stands.start : figure.offset],
            behind=text[figure.offset : stands.end],
        )
    for number, passage, stated, at in store.rows(_READ):
        place = parse_evidence(passage.value, {}) or Place()
        text = texts.get(place.report, "")
        if text and (one := _announced(number.value, place, text, stated.value, int(at.value))):
            yield one


def _announced(focus: str, place: Place, text: str, stated: str, offset: int) -> Announced | None:
    """Return what a number that is no figure announces at `offset`; None where it counts nothing."""
    amount, (before, behind) = _parse_count(stated), _around(text, offset)
    if amount is None or not _COUNTS.match("".join(behind.split()).removeprefix("".join(stated.split()))):
        return None
    return Announced(
        focus=focus,
        place=place._replace(sentence=sentence_around(text, place.start, place.end)),
        name="".join(behind.split())[:_NAMED],
        stated=stated,
        amount=amount,
        offset=offset,
        before=before,
        behind=behind,
    )


def _is_count(figure: Figure) -> bool:
    return (
        figure.kind in {vocab.LEVEL, vocab.TARGET}
        and 2 <= figure.value <= _MOST
        and figure.interval.low == figure.interval.high
        and not figure.value % 1
    )


def _parse_count(stated: str) -> int | None:
    """Return the whole number from 2 to `_MOST` that is printed; None for another one."""
    printed = "".join(stated.split())
    count = int(printed) if re.fullmatch("[0-9]{1,2}", printed) else _DIGITS.get(printed, 0)
    return count if 2 <= count <= _MOST else None


def _around(text: str, offset: int) -> tuple[str, str]:
    """Return the words of its paragraph before and behind `offset`, no further than a sentence."""
    before = re.split(r"\n\s*\n|[。！？；]", text[max(0, offset - _REACH) : offset])[-1]
    behind = re.split(r"\n\s*\n|[。！？；]", text[offset : offset + _REACH])[0]
    return before, behind

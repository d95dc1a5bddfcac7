"""The figures of a store as records, read in one pass: what the rules about figures join in dictionaries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.checking.places import parse_evidence

if TYPE_CHECKING:
    from baiyang_kg.checking.places import Place
    from baiyang_kg.graph.store import Store

_STATED = re.compile(r"\D*?(\d[\d,，]*(?:\.\d+)?)\s*(.*)\Z", re.DOTALL)
_FIGURES = """
SELECT ?figure ?passage ?area ?areaName ?indicator ?name ?period ?kind ?value ?low ?high ?direction ?stated
  ?at ?base
WHERE {
  ?figure a schema:Observation ; prov:wasDerivedFrom ?passage ; schema:observationAbout ?area ;
    schema:variableMeasured ?indicator ; by:periodStated ?period ; by:kind ?kind ; schema:value ?value ;
    by:statedText ?stated ; by:offset ?at .
  ?indicator rdfs:label|skos:prefLabel ?name FILTER (LANG(?name) = "zh")
  OPTIONAL { ?area rdfs:label ?areaName }
  OPTIONAL { ?figure schema:minValue ?low }
  OPTIONAL { ?figure schema:maxValue ?high }
  OPTIONAL { ?figure by:direction ?direction }
  OPTIONAL { ?figure by:changeOf|by:shareOf ?base }
}"""

_DEFINED = """
SELECT ?indicator WHERE {
  GRAPH <https://w3id.org/baiyang-kg/graph/ontology> { ?indicator skos:inScheme by:IndicatorScheme }
}"""


class Interval(NamedTuple):
    """Where a value lies; None where that side is open."""

    low: Decimal | None
    high: Decimal | None

    def meets(self, other: Interval) -> bool:
        """Tell whether some value lies in both."""
        return _before(self.low, other.high) and _before(other.low, self.high)

    def widened(self, share: Decimal) -> Interval:
        """Return the interval with both ends moved out by a share of their size."""
        low, high = self
        return Interval(
            low if low is None else low - abs(low) * share, high if high is None else high + abs(high) * share
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of a report, with its place and its words."""

    iri: str
    place: Place
    area: str  # IRI
    area_name: str
    indicator: str  # IRI
    defined: bool  # by the ontology; other indicators are what one sentence happens to say (投资)
    name: str  # of the indicator, in Chinese
    period: str  # as in "2023" or "2023-01/2023-11"
    kind: str  # IRI
    value: Decimal
    interval: Interval  # what the words leave open: bounds, and the digits that are not printed
    direction: str  # IRI; "" where none is stated
    stated: str  # 13.89亿元
    offset: int  # of the numeral in the report
    base: str  # IRI of the figure that a change or a share is of; "" where there is none

    @property
    def year(self) -> int | None:
        """The year that the figure is of, where its period is one."""
        return int(self.period) if len(self.period) == 4 and self.period.isdecimal() else None

    @property
    def statement(self) -> tuple[object, ...]:
        """The fact and the sentence that states it: figures that share both are told apart (分别)."""
        return (*self.place[:3], self.area, self.indicator, self.period, self.kind)

    @property
    def before(self) -> str:
        """The words of the sentence before the numeral; all of them where that cannot be found."""
        words = self.place.sentence
        # The sentence is the passage without its line breaks, so nothing stands further right in it.
        place = words.rfind(
            "".join(self.stated.split()), 0, self.offset - self.place.start + len(self.stated)
        )
        return words[:place] if place >= 0 else words

    def written(self, value: Decimal) -> str:
        """Return another value in the unit and the style of this figure: 97.25亿元."""
        numeral, unit = _parse_stated(self.stated)
        if not numeral or not self.value:
            return f"{_rounded(value)}{unit}"
        return f"{_rounded(value * numeral / self.value)}{unit}"


def read_figures(store: Store) -> dict[str, Figure]:
    """Return the figures of `store` by IRI, in the order of report and place."""
    words = {
        passage.value: text.value
        for passage, text in store.rows("SELECT ?p ?t WHERE { ?p a oa:SpecificResource ; schema:text ?t }")
    }
    defined = {indicator.value for (indicator,) in store.rows(_DEFINED)}
    figures: dict[str, Figure] = {}
    for row in store.rows(_FIGURES):
        iri, passage, area, area_name, indicator, name, period, kind, value, low, high, *rest = row
        direction, stated, offset, base = rest
        if (place := parse_evidence(passage.value, words)) is None:
            continue
        figures[iri.value] = Figure(
            iri=iri.value,
            place=place,
            area=area.value,
            area_name=area_name.value if area_name else "",
            indicator=indicator.value,
            defined=indicator.value in defined,
            name=name.value,
            period=period.value,
            kind=kind.value,
            value=Decimal(value.value),
            interval=_interval(stated.value, *(term and Decimal(term.value) for term in (value, low, high))),
            direction=direction.value if direction else "",
            stated=stated.value,
            offset=int(offset.value),
            base=base.value if base else "",
        )
    return dict(sorted(figures.items(), key=lambda pair: (pair[1].place.report, pair[1].offset, pair[0])))


def _interval(stated: str, value: Decimal, low: Decimal | None, high: Decimal | None) -> Interval:
    """Return what a figure leaves open: half a step of its last digit on each side for which it is stated.

    One that is stated for neither side (约, 左右) is taken for what it says.
    """
    numeral, unit = _parse_stated(stated)
    half = Decimal(0)
    if low is None and high is None:
        low = high = value
    if numeral and value and not _counts(numeral, unit):
        step = Decimal((0, (1,), min(int(numeral.as_tuple().exponent), 0)))
        half = abs(value / numeral * step / 2)
    return Interval(None if low is None else low - half, None if high is None else high + half)


def _counts(numeral: Decimal, unit: str) -> bool:
    """Tell whether a figure counts things one by one, so that nothing is rounded: 17个, but 17万个."""
    return numeral == numeral.to_integral() and not unit.startswith(
        ("万", "亿", "千", "百", "%", "％", "个百")
    )


def _parse_stated(stated: str) -> tuple[Decimal | None, str]:
    """Return the numeral and the unit of a figure as printed; None for a numeral in Chinese characters."""
    match = _STATED.match(stated)
    if match is None:
        return None, stated
    numeral, unit = match.groups()
    return Decimal(numeral.replace(",", "").replace("，", "")), unit.lstrip("余多 ")


def _rounded(value: Decimal) -> str:
    """Return a value with four significant digits, those before the point all of them."""
    places = max(0, 3 - value.copy_abs().adjusted()) if value else 0
    written = f"{value:.{min(places, 4)}f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _before(low: Decimal | None, high: Decimal | None) -> bool:
    return low is None or high is None or low <= high

"""Sentences for the tests of the reader, read with the lexicon that travels with the program.

The places are invented; the sentences are written for the tests, in the style of annual reports.
"""

from __future__ import annotations

from dataclasses import dataclass

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.model import Context, Observation, Reading
from baiyang_kg.reading.page.layout import read_layout
from baiyang_kg.reading.page.scope import Scope, read_scope
from baiyang_kg.reading.report import read

CONTEXT = Context(area="河西街道", parents=("东岭省", "临川市", "江北区"), year=2023)


@dataclass(frozen=True, slots=True)
class Fact:
    """What a test compares of an observation; what it does not name, it does not compare."""

    text: str  # the number as printed
    head: str | None = None
    indicator: str | None = None
    value: str | None = None
    unit: str | None = None
    bound: str | None = None
    kind: str | None = None
    direction: str | None = None
    of: str | None = None  # the number that the figure qualifies, as printed; "" where it qualifies none
    period: str | None = None
    action: str | None = None
    area: str | None = None

    def differences(self, one: Observation, raw: str) -> dict[str, tuple[str, str | None]]:
        """Return what was expected and what was read, by field, where they differ."""
        read = {
            "text": one.text,
            "head": one.head,
            "indicator": one.indicator,
            "value": f"{one.value:f}",
            "unit": one.unit,
            "bound": one.bound,
            "kind": one.kind,
            "direction": one.direction,
            "of": raw[slice(*one.of)] if one.of else "",
            "period": one.period,
            "action": one.action,
            "area": one.area,
        }
        expected = {name: getattr(self, name) for name in self.__slots__}
        return {
            name: (value, read[name])
            for name, value in expected.items()
            if value is not None and value != read[name]
        }


def scope_of(raw: str) -> Scope:
    """Return the text of `raw` with its words and pieces."""
    segmenter = load_lexicon().segmenter
    return read_scope(read_layout(raw, segmenter), segmenter)


def read_report(raw: str, *, context: Context = CONTEXT) -> Reading:
    """Return the reading of a text of the invented street."""
    return read(raw, context, load_lexicon())


def figures_of(raw: str) -> list[tuple[str, str, str]]:
    """Return number, unit and counted thing of every figure."""
    return [(one.text, one.unit, one.head) for one in read_report(raw).observations]


def assert_facts(raw: str, *facts: Fact, context: Context = CONTEXT) -> None:
    """Assert that the text states exactly these figures, each as described."""
    observations = read_report(raw, context=context).observations
    assert [one.text for one in observations] == [fact.text for fact in facts]
    differences = {
        fact.text: found
        for fact, one in zip(facts, observations, strict=True)
        if (found := fact.differences(one, raw))
    }
    assert not differences, f"(expected, read) in {raw}"

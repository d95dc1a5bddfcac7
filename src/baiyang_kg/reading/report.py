"""The way through the reader on one page: raw text → Text → quantities → figures → records."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from baiyang_kg.reading.facts.observations import Derivation, read_observations
from baiyang_kg.reading.model import Context, Reading
from baiyang_kg.reading.names.entities import find_names
from baiyang_kg.reading.names.relations import find_relations
from baiyang_kg.reading.page.damage import find_damage
from baiyang_kg.reading.page.layout import read_layout
from baiyang_kg.reading.page.scope import Scope, read_scope
from baiyang_kg.reading.quantities.grammar import Numeral, Quantity, grammar_of
from baiyang_kg.reading.quantities.numbers import read_numbers
from baiyang_kg.reading.things.figures import read_figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.reading.terms import Lexicon


@dataclass(frozen=True, slots=True)
class Derived:
    """A reading with the ways it was come by."""

    reading: Reading
    scope: Scope
    derivations: tuple[Derivation, ...]


def read(raw: str, context: Context, lexicon: Lexicon) -> Reading:
    """Return everything that the report `raw` states. Never raises on any text."""
    with _without_collecting():  # until all is gone that led to the reading
        return derive(raw, context, lexicon).reading


def derive(raw: str, context: Context, lexicon: Lexicon) -> Derived:
    """Return the reading of `raw` with its derivations, for `explain`."""
    with _without_collecting():
        return _derive(raw, context, lexicon)


def _derive(raw: str, context: Context, lexicon: Lexicon) -> Derived:
    text = read_layout(raw, lexicon.segmenter)
    scope = read_scope(text, lexicon.segmenter)
    numerals = list(grammar_of(lexicon).find(scope))
    quantities = [one for one in numerals if isinstance(one, Quantity)]
    derivations = read_observations(scope, read_figures(scope, quantities, lexicon), lexicon, context)
    observations = tuple(one.observation for one in derivations)
    entities = find_names(text, scope.words, lexicon.names, context)
    reading = Reading(
        raw=raw,
        context=context,
        observations=observations,
        numbers=read_numbers(text, [one for one in numerals if isinstance(one, Numeral)], observations),
        entities=entities,
        relations=find_relations(scope, entities, lexicon.relations, context),
        damage=find_damage(scope, lexicon.confusables),
    )
    return Derived(reading, scope, tuple(derivations))


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Let the collector of reference cycles rest: reading makes none, and looking for them takes its time."""
    rests = not gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not rests:
            gc.enable()

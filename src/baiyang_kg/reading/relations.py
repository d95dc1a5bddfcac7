"""How the named things of a report relate: who won what, which venue is whose, what is where and in what state."""

from __future__ import annotations

from collections.abc import Sequence

from baiyang_kg.reading.model import Context, Entity, Relation
from baiyang_kg.reading.name_lexicon import NameLexicon
from baiyang_kg.reading.text import Text
from baiyang_kg.reading.words import Words


def find_relations(
    text: Text, words: Words, entities: Sequence[Entity], lexicon: NameLexicon, context: Context
) -> tuple[Relation, ...]:
    """Return the relations that the text states between `entities`, in the order of their evidence."""
    del text, words, entities, lexicon, context
    return ()

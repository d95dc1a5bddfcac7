"""Numbers that are no figures, and what is broken in the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from baiyang_kg.graph import vocab
from baiyang_kg.graph.iris import mint
from baiyang_kg.mapping.evidence import derived
from baiyang_kg.mapping.statements import chinese, typed
from baiyang_kg.reading.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.mapping.scene import Scene
    from baiyang_kg.mapping.statements import Fact
    from baiyang_kg.reading.model import Damage, Number


def number_facts(scene: Scene, number: Number) -> Iterator[Fact]:
    """Describe a number that is no figure, with the reason."""
    iri = mint("number", scene.source.id, str(number.start))
    yield from typed(iri, vocab.STATED_NUMBER)
    yield iri, vocab.STATED_TEXT, chinese(" ".join(number.text.split()))
    yield iri, vocab.OFFSET, Literal(number.start)
    yield iri, vocab.REASON, scene.concept(vocab.REASON_SCHEME, number.reason)
    yield from derived(scene, iri, Span(number.start, number.end))


def damage_facts(scene: Scene, damage: Damage) -> Iterator[Fact]:
    """Describe a place where the source is broken."""
    iri = mint("damage", scene.source.id, f"{damage.start}-{damage.end}")
    yield from typed(iri, vocab.DAMAGE)
    yield iri, vocab.OFFSET, Literal(damage.start)
    yield iri, vocab.REASON, scene.concept(vocab.DAMAGE_SCHEME, damage.reason)
    yield from derived(scene, iri, Span(damage.start, damage.end))

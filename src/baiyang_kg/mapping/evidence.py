"""The passage that something was read from, as a Web Annotation describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from baiyang_kg.graph import vocab
from baiyang_kg.graph.iris import mint_evidence
from baiyang_kg.mapping.statements import chinese, node, typed
from baiyang_kg.wording import passage_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.mapping.scene import Scene
    from baiyang_kg.mapping.statements import Fact
    from baiyang_kg.reading.model import Span


def derived(scene: Scene, iri: str, span: Span) -> Iterator[Fact]:
    """Say from which passage something was read, and describe that (Web Annotation, 4.2.4 and 4.2.5)."""
    start, end = span
    if not 0 <= start < end <= len(scene.reading.raw):
        raise ValueError(
            f"{scene.source.id}: no passage stands at {start}-{end}; {iri} cannot be shown there"
        )
    evidence = mint_evidence(scene.report, start, end)
    position, quote = f"{evidence}&selector=position", f"{evidence}&selector=quote"
    yield iri, vocab.DERIVED_FROM, node(evidence)
    yield from typed(evidence, vocab.EVIDENCE)
    yield evidence, vocab.SOURCE, node(scene.report)
    yield evidence, vocab.SELECTOR, node(position)
    yield evidence, vocab.SELECTOR, node(quote)
    yield from typed(position, vocab.POSITION_SELECTOR)
    yield position, vocab.START, Literal(start)
    yield position, vocab.END, Literal(end)
    yield from typed(quote, vocab.QUOTE_SELECTOR)
    yield quote, vocab.QUOTE, chinese(scene.reading.raw[start:end])
    yield evidence, vocab.PASSAGE, chinese(passage_text(scene.reading.raw, start, end))

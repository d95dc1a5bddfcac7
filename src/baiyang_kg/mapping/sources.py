"""The report itself, and the areas that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from baiyang_kg.graph import vocab
from baiyang_kg.graph.iris import encode_segment, mint_graph
from baiyang_kg.mapping.statements import chinese, node, typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.mapping.scene import Scene
    from baiyang_kg.mapping.statements import Fact
    from baiyang_kg.reading.model import ListFile


def source_facts(scene: Scene) -> Iterator[Fact]:
    """Describe the report, and the graph that holds what was read from it."""
    source, report, dataset = scene.source, scene.report, mint_graph(scene.source.id)
    title = chinese(source.title or source.id)
    yield from typed(report, vocab.REPORT_CLASS, vocab.PROV_ENTITY)
    yield report, vocab.LABEL, title
    yield report, vocab.TITLE, title
    yield report, vocab.ABOUT_THING, node(scene.area)
    yield report, vocab.COVERAGE, Literal(str(scene.reading.context.year))
    yield report, vocab.SHA256, Literal(source.sha256)
    yield report, vocab.ORIGINAL_SHA256, Literal(source.original_sha256)
    yield report, vocab.FORMAT, Literal(source.format)
    yield report, vocab.LANGUAGE, Literal("zh")
    for author in source.authors:
        yield report, vocab.CREATOR, chinese(author)
    if source.publisher:
        yield report, vocab.PUBLISHER, chinese(source.publisher)
    if source.source:
        yield report, vocab.DESCRIPTION, Literal(source.source, language="en")
    if source.source_zh:
        yield report, vocab.DESCRIPTION, chinese(source.source_zh)
    yield from typed(dataset, vocab.DATASET)
    yield dataset, vocab.TITLE, title
    yield dataset, vocab.SOURCE_REPORT, node(report)
    yield dataset, vocab.CONFORMS_TO, node(scene.terms.version)
    if source.licence:
        yield dataset, vocab.LICENCE, node(source.licence)
    if scene.reading.context.list_file:
        yield from _list_facts(dataset, scene.reading.context.list_file)


def _list_facts(dataset: str, file: ListFile) -> Iterator[Fact]:
    """Identify the file whose names the reader was told: with another one it may read otherwise."""
    iri = f"{dataset}/file/{encode_segment(file.name)}"
    yield dataset, vocab.DERIVED_FROM, node(iri)
    yield from typed(iri, vocab.PROV_ENTITY)
    yield iri, vocab.TITLE, Literal(file.name)
    yield iri, vocab.SHA256, Literal(file.sha256)


def area_facts(scene: Scene) -> Iterator[Fact]:
    """Describe the areas of the report, each within the larger one."""
    larger = None
    for name, iri in scene.areas.items():
        yield from typed(iri, scene.terms.area_class(name))
        yield iri, vocab.LABEL, chinese(name)
        yield iri, vocab.DERIVED_FROM, node(scene.report)
        if larger:
            yield iri, vocab.IN_PLACE, node(larger)
        larger = iri

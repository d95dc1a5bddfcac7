"""Where an outside dataset comes from, and what the store says of it in DCAT and PROV.

    dataset/<id>              the named graph and dcat:Dataset: title, publisher, licence, date, source
    dataset/<id>/file/<name>  the file that it was made from: dcat:Distribution and prov:Entity

See "Data Catalog Vocabulary (DCAT) - Version 3", W3C 2024. No date is taken from a clock.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from baiyang_kg.datasets.digest import file_digest
from baiyang_kg.errors import DatasetError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.iris import encode_segment
from baiyang_kg.graph.outside import SPDX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from baiyang_kg.datasets.description import Description

_MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
DESCRIPTION = "application/csvm+json"  # the media type of a file that describes a table
_SIZE = NamedNode(vocab.XSD + "nonNegativeInteger")
_DATES = (  # from the longest
    (re.compile(r"\d{4}-\d\d-\d\d"), vocab.DATE, ""),
    (re.compile(r"\d{4}-\d\d"), vocab.YEAR_MONTH, "-01"),
    (re.compile(r"\d{4}"), vocab.YEAR, "-01-01"),
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


class Provenance(NamedTuple):
    """What is said of a dataset's origin; "" where nothing is."""

    title: str = ""
    publisher: str = ""
    licence: str = ""  # an IRI, the SPDX name of a licence (CC-BY-4.0), or words
    issued: str = ""  # YYYY, YYYY-MM or YYYY-MM-DD
    year: int | None = None  # of which it speaks
    source: str = ""  # IRI of where it was had from

    def completed(self, other: Provenance) -> Provenance:
        """Return what is said here, and what `other` says where nothing is said here."""
        return self._replace(
            **{name: value for name, value in other._asdict().items() if not getattr(self, name)}
        )


class File(NamedTuple):
    """A file as it was read."""

    name: str  # without its folder
    media_type: str  # of IANA
    size: int  # bytes
    sha256: str


def read_file(path: str, media_type: str) -> File:
    """Return what identifies the file at `path`. Raises DatasetError where it cannot be read."""
    digest = file_digest(path)
    return File(Path(path).name, media_type, Path(path).stat().st_size, digest)


def check_provenance(provenance: Provenance) -> None:
    """Raise DatasetError for a date or an address that is none."""
    if provenance.issued and _date(provenance.issued) is None:
        remedy = "write YYYY, YYYY-MM or YYYY-MM-DD"
        raise DatasetError(f"--issued {provenance.issued}", "is no date", remedy)
    for option, text in (("--source", provenance.source), ("--licence", provenance.licence)):
        if "://" in text or (text and option == "--source"):
            try:
                NamedNode(text)
            except ValueError as error:
                remedy = "write one, such as https://example.org/"
                raise DatasetError(f"{option} {text}", f"is no IRI: {error}", remedy) from None


def stated_provenance(description: Description) -> Provenance:
    """Return what a table's description says of its origin, in Dublin Core; what is no date is left out."""
    said = {name: _stated(description, name) for name in ("publisher", "license", "issued", "source")}
    return Provenance(
        title=description.title,
        publisher=said["publisher"],
        licence=said["license"],
        issued=said["issued"] if _date(said["issued"]) else "",
        year=description.year,
        source=said["source"] if "://" in said["source"] else "",
    )


def provenance_triples(graph: NamedNode, provenance: Provenance, files: Iterable[File]) -> Iterator[Triple]:
    """Yield what the store says of a dataset made from `files`, that whose description it is among them."""
    said: dict[str, NamedNode | Literal | None] = {
        vocab.A: NamedNode(vocab.DATASET),
        vocab.TITLE: _text(provenance.title),
        vocab.PUBLISHER: _text(provenance.publisher) if provenance.publisher else None,
        vocab.LICENCE: _licence(provenance.licence),
        vocab.DCTERMS + "issued": _date(provenance.issued),
        vocab.COVERAGE: Literal(str(provenance.year)) if provenance.year else None,
        vocab.SOURCE_REPORT: NamedNode(provenance.source) if provenance.source else None,
    }
    yield from (Triple(graph, NamedNode(name), value) for name, value in said.items() if value is not None)
    for file in files:
        node = NamedNode(f"{graph.value}/file/{encode_segment(file.name)}")
        yield Triple(graph, NamedNode(vocab.DERIVED_FROM), node)
        if file.media_type != DESCRIPTION:
            yield Triple(graph, NamedNode(vocab.DCAT + "distribution"), node)
            yield Triple(node, NamedNode(vocab.A), NamedNode(vocab.DCAT + "Distribution"))
        yield from _file_triples(node, file)


def _file_triples(node: NamedNode, file: File) -> Iterator[Triple]:
    said: list[tuple[str, NamedNode | Literal]] = [
        (vocab.A, NamedNode(vocab.PROV_ENTITY)),
        (vocab.TITLE, _text(file.name)),
        (vocab.DCAT + "byteSize", Literal(str(file.size), datatype=_SIZE)),
        (vocab.SHA256, Literal(file.sha256)),
    ]
    if file.media_type:
        said.append((vocab.DCAT + "mediaType", NamedNode(_MEDIA_TYPE + file.media_type)))
    if file.name.lower().endswith(".gz"):
        said.append((vocab.DCAT + "compressFormat", NamedNode(_MEDIA_TYPE + "application/gzip")))
    yield from (Triple(node, NamedNode(name), value) for name, value in said)


def _text(text: str) -> Literal:
    return Literal(text, language="zh") if _CHINESE.search(text) else Literal(text)


def _licence(text: str) -> NamedNode | Literal | None:
    if "://" in text:
        return NamedNode(text)
    if re.fullmatch(r"[A-Za-z0-9.+-]+", text):
        return NamedNode(SPDX + text)
    return _text(text) if text else None


def _date(text: str) -> Literal | None:
    for shape, datatype, rest in _DATES:
        if shape.fullmatch(text):
            try:
                date.fromisoformat(text + rest)
            except ValueError:
                return None
            return Literal(text, datatype=NamedNode(datatype))
    return None


def _stated(description: Description, name: str) -> str:
    """Return a property of Dublin Core that a description has, as text: `dc:license` or `dcterms:license`."""
    value = description.annotations.get(f"dc:{name}") or description.annotations.get(f"dcterms:{name}")
    while isinstance(value, list | dict):
        value = value[0] if isinstance(value, list) else value.get("@id", value.get("@value"))
    return str(value or "")

"""The texts of the reports in a store: as archived where one has them, else pieced from quotations."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.errors import ReportError
from baiyang_kg.graph import vocab
from baiyang_kg.report import read_report
from baiyang_kg.resources import resource
from baiyang_kg.wording import passage_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from baiyang_kg.graph.store import Store
    from baiyang_kg.report import ReportSource

UNKNOWN = "\0"  # a character that nothing quotes; no report holds it, because a file that does is no text
_BOUNDARIES = frozenset("。；;！？\n" + UNKNOWN)
_READABLE = {".txt", ".text", ".md", ".html", ".htm", ".docx", ".pdf"}
_PASSAGES = """
SELECT ?report ?passage ?start ?end ?words WHERE {
  ?passage oa:hasSource ?report ; oa:hasSelector ?position , ?quote .
  ?position oa:start ?start ; oa:end ?end .
  ?quote oa:exact ?words
}"""


class Quotation(NamedTuple):
    """What the graph says stands in a report from `start` to `end`."""

    start: int
    end: int
    passage: str  # IRI
    words: str


class Quoted(NamedTuple):
    """A report of the store with what is quoted of it."""

    report: str  # its id
    text: str  # as archived, or with UNKNOWN for what nobody quotes
    archived: bool
    quotations: tuple[Quotation, ...]  # in their order, the longer before the shorter


def read_sources(paths: Iterable[Path]) -> dict[Path, ReportSource]:
    """Return the bundled reports and those at `paths`; of a folder, every report in it.

    Raises ReportError for a file that is none.
    """
    files = [*resource("data/reports").glob("*.txt")]
    for path in paths:
        files += sorted(_reports_in(path)) if path.is_dir() else [path]
    return {path: read_report(path) for path in files}


def read_texts(paths: Iterable[Path]) -> dict[str, str]:
    """Return the texts of the reports that `read_sources` reads, by their SHA-256."""
    return {source.sha256: source.raw for source in read_sources(paths).values()}


def _reports_in(folder: Path) -> list[Path]:
    found = [path for path in folder.iterdir() if path.is_file() and path.suffix.lower() in _READABLE]
    if not found:
        raise ReportError(
            str(folder), "holds no report", "name a folder with the texts of reports, or a file"
        )
    return found


def read_quoted(store: Store, reports: Mapping[str, str]) -> list[Quoted]:
    """Return the reports of `store`, each with its text from `reports` (by SHA-256) where that is there."""
    hashes = _hashes(store)
    quotations: dict[str, list[Quotation]] = defaultdict(list)
    for report, passage, start, end, words in store.rows(_PASSAGES):
        quotations[report.value].append(
            Quotation(int(start.value), int(end.value), passage.value, words.value)
        )
    return [
        _quoted(report, quotations[report], reports.get(hashes.get(report, "")))
        for report in sorted({*hashes, *quotations})
    ]


def _quoted(report: str, quotations: list[Quotation], raw: str | None) -> Quoted:
    ordered = tuple(sorted(quotations, key=lambda one: (one.start, -one.end, one.passage)))
    text = _pieced(ordered) if raw is None else raw
    return Quoted(report.removeprefix(vocab.REPORT), text, raw is not None, ordered)


def _pieced(quotations: Iterable[Quotation]) -> str:
    """Return the text that the quotations make together; where two disagree, the earlier one stands."""
    pieces: list[str] = []
    length = 0
    for start, end, _, words in quotations:
        if end > length and len(words) == end - start:
            pieces.append(UNKNOWN * max(0, start - length) + words[max(0, length - start) :])
            length = end
    return "".join(pieces)


def without_text(store: Store, reports: Mapping[str, str]) -> list[str]:
    """Return the ids of the reports of `store` whose text is not among `reports`, sorted."""
    missing = (iri for iri, sha256 in _hashes(store).items() if sha256 not in reports)
    return sorted(iri.removeprefix(vocab.REPORT) for iri in missing)


def _hashes(store: Store) -> dict[str, str]:
    rows = store.rows("SELECT ?report ?hash WHERE { ?report a schema:Report ; by:sha256 ?hash }")
    return {report.value: sha256.value for report, sha256 in rows}


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence that `text[start:end]` stands in, as far as `text` is known."""
    while start > 0 and text[start - 1] not in _BOUNDARIES:
        start -= 1
    while end < len(text) and text[end] not in _BOUNDARIES:
        end += 1
    return passage_text(text, start, end)

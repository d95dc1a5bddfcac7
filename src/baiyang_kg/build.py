"""The whole way on one page: report file → reading → quads → checks → store."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from baiyang_kg.errors import ReportError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.amendment import describe_store
from baiyang_kg.graph.checks import Shapes, Violation
from baiyang_kg.graph.outside import find_lost_things, is_outside_graph
from baiyang_kg.graph.replacement import replace_store
from baiyang_kg.graph.store import merge_graphs, open_store
from baiyang_kg.graph.terms import compile_terms, ontology_quads, read_ontology
from baiyang_kg.inference import Described, infer_description
from baiyang_kg.mapping import map_reading
from baiyang_kg.report import read_report
from baiyang_kg.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from decimal import Decimal
    from pathlib import Path

    from pyoxigraph import Quad

    from baiyang_kg.datasets.gazetteer import Gazetteer
    from baiyang_kg.reading import Context, Reading

    # What is read from a text, and how sure each of its figures is, from 0 to 1 (none: not weighed).
    Reader: TypeAlias = Callable[[str, Context], tuple[Reading, Sequence[Decimal]]]
    Clock: TypeAlias = Callable[[], float]  # seconds from any beginning
    Announce: TypeAlias = Callable[[str], None]  # what was inferred of a report, and from where
    Progress: TypeAlias = Callable[[str, str], None]  # the stage that begins, and what it is done to


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of what, in Chinese and in English."""

    name_zh: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSummary:
    """What a build read, found and did. Counts are of all reports together, the greatest first."""

    reports: tuple[str, ...]  # ids
    statements: int  # quads, those of the ontology and of the description among them
    entities: tuple[Count, ...]  # by class
    figures: tuple[Count, ...]  # by theme
    numbers: tuple[Count, ...]  # those that are no figures, by reason
    damage: tuple[Count, ...]  # by kind
    violations: tuple[Violation, ...]  # of the shapes; none is the rule
    seconds: tuple[tuple[str, float], ...]  # by stage
    kept: tuple[str, ...] = ()  # IRIs of outside datasets and links that came from the store before
    lost: tuple[str, ...] = ()  # IRIs of things that these links name and no report any more

    @property
    def stored(self) -> bool:
        """Whether the store was replaced: no violation forbade it."""
        return not any(violation.blocking for violation in self.violations)


def build(  # noqa: PLR0913 (each is an option of the command or its caller's)
    paths: Sequence[Path],
    store: Path,
    *,
    area: str | None = None,
    year: int | None = None,
    gazetteer: Gazetteer | None = None,
    reader: Reader | None = None,
    fresh: bool = False,
    clock: Clock = lambda: 0.0,
    progress: Progress = lambda _stage, _subject: None,
    announce: Announce = lambda _note: None,
) -> BuildSummary:
    """Build the store at `store` from the reports at `paths`, one named graph each, and say what came of it.

    The old store stands until the new one is whole and has the shape it must have; with a violation it stays.
    Its outside datasets and links come along, unless the new one is to be `fresh`.
    `area` and `year` overrule what the reports' descriptions say; what neither says is inferred from the
    text, and announced. What the `gazetteer` lists is named where a report writes it. `reader` is the reader
    of this program unless another is given.

    Raises ReportError for a report that cannot be read or states no figure, LexiconError for an ontology or a
    lexicon that cannot be used, and StoreError for a store that cannot be written.
    """
    stages = _Stages(clock, progress)
    stages.begin("read", "ontology")
    draft = _Draft()
    sources = _read_sources(paths, area=area, year=year, gazetteer=gazetteer)
    reader = reader or _new_reader()
    for path, described in sources.items():
        draft.take_up(path, described, reader=reader, stages=stages)
        for note in described.notes:
            announce(note)
    quads = [*draft.quads, *describe_store(draft.quads)]
    kept, lost = list[str](), list[str]()
    if not any(violation.blocking for violation in draft.violations):
        stages.begin("store", store.name)
        kept = replace_store(store, [*quads, *merge_graphs(quads)], keep=None if fresh else is_outside_graph)
        lost = find_lost_things(open_store(store)) if kept else []
    return draft.summary(statements=len(quads), kept=kept, lost=lost, seconds=stages.end())


def report_quads(
    path: Path, *, area: str | None = None, year: int | None = None, gazetteer: Gazetteer | None = None
) -> list[Quad]:
    """Return the named graph that a build would make of the report at `path`; nothing is checked or stored.

    `area` and `year` overrule its description, and what neither says is inferred from the text; what the
    `gazetteer` lists is named where the text writes it. Raises ReportError and LexiconError as `build` does.
    """
    terms = compile_terms(read_ontology(resource("ontology")))
    source = read_report(path, area=area, year=year)
    described = infer_description(source, place=str(path), gazetteer=gazetteer)
    reading, confidences = _read(path, described, _new_reader())
    return map_reading(reading, described.source, terms=terms, confidences=confidences)


def _read_sources(
    paths: Sequence[Path], *, area: str | None, year: int | None, gazetteer: Gazetteer | None
) -> dict[Path, Described]:
    sources: dict[Path, Described] = {}
    for path in paths:
        source = read_report(path, area=area, year=year)
        for other, seen in sources.items():
            if seen.source.id == source.id:
                found = f"has the name of {other}, and a report is known by its name"
                raise ReportError(str(path), found, "rename one of the two files")
        sources[path] = infer_description(source, place=str(path), gazetteer=gazetteer)
    return sources


def _new_reader() -> Reader:
    """Return the reader of this program with the lexicon that travels with it."""
    from baiyang_kg.lexicon import load_lexicon  # noqa: PLC0415 (its segmenter is not needed to store)
    from baiyang_kg.reading.confidence import read_calibration, weigh  # noqa: PLC0415 (as above)
    from baiyang_kg.reading.report import derive  # noqa: PLC0415 (as above)

    lexicon, calibration = load_lexicon(), read_calibration(resource("data/lexicon/calibration.tsv"))

    def read(raw: str, context: Context) -> tuple[Reading, list[Decimal]]:
        derived = derive(raw, context, lexicon)
        return derived.reading, [one.confidence for one in weigh(derived, calibration)]

    return read


def _read(path: Path, described: Described, reader: Reader) -> tuple[Reading, Sequence[Decimal]]:
    """Return what is read from a report, and how surely. Raises ReportError where it states no figure."""
    reading, confidences = reader(described.source.raw, described.context)
    if not reading.observations:
        raise ReportError(str(path), "states no figure", "name the text of an annual report")
    return reading, confidences


class _Draft:
    """The graph while reports come into it: what was read, its quads, and what is wrong with them."""

    def __init__(self) -> None:
        self._ontology = read_ontology(resource("ontology"))
        self._terms = compile_terms(self._ontology)
        self._shapes = Shapes(resource("ontology/shapes.ttl"))
        self._reports: list[str] = []
        self._readings: list[Reading] = []
        self.quads = ontology_quads(self._ontology)
        self.violations: list[Violation] = []

    def take_up(self, path: Path, described: Described, *, reader: Reader, stages: _Stages) -> None:
        """Read, map and check a report. Raises ReportError where it states no figure."""
        source = described.source
        stages.begin("read", source.id)
        reading, confidences = _read(path, described, reader)
        self._reports.append(source.id)
        self._readings.append(reading)
        stages.begin("map", source.id)
        graph = map_reading(reading, source, terms=self._terms, confidences=confidences)
        stages.begin("check", source.id)
        self.violations += self._shapes.validate([*(quad.triple for quad in graph), *self._ontology])
        self.quads += graph

    def summary(
        self,
        *,
        statements: int,
        kept: Sequence[str],
        lost: Sequence[str],
        seconds: tuple[tuple[str, float], ...],
    ) -> BuildSummary:
        """Return what was read and found, beside what was done with it."""
        themes = (one.theme for reading in self._readings for one in reading.observations)
        reasons = (one.reason for reading in self._readings for one in reading.numbers)
        damages = (one.reason for reading in self._readings for one in reading.damage)
        return BuildSummary(
            reports=tuple(self._reports),
            statements=statements,
            entities=self._classes(),
            figures=self._concepts(vocab.THEME_SCHEME, themes),
            numbers=self._concepts(vocab.REASON_SCHEME, reasons),
            damage=self._concepts(vocab.DAMAGE_SCHEME, damages),
            violations=tuple(self.violations),
            seconds=seconds,
            kept=tuple(kept),
            lost=tuple(lost),
        )

    def _classes(self) -> tuple[Count, ...]:
        """Count the named things by class; a thing that two reports name is counted for each."""
        names = self._terms.class_names
        found = (entity for reading in self._readings for entity in reading.entities)
        classes = Counter(self._terms.entity_class(entity.type) for entity in found)
        return _ordered(Count(*names[iri], count) for iri, count in classes.items())

    def _concepts(self, scheme: str, notations: Iterable[str]) -> tuple[Count, ...]:
        names = self._terms.concept_names
        concepts = Counter(self._terms.concept(scheme, notation) for notation in notations)
        return _ordered(Count(*names[iri], count) for iri, count in concepts.items())


def _ordered(counts: Iterable[Count]) -> tuple[Count, ...]:
    return tuple(sorted(counts, key=lambda one: (-one.count, one.name)))


class _Stages:
    """The stages of a build: announces each, and adds up its seconds."""

    def __init__(self, clock: Clock, progress: Progress) -> None:
        self._clock = clock
        self._progress = progress
        self._seconds: dict[str, float] = defaultdict(float)
        self._stage = ""
        self._since = 0.0

    def begin(self, stage: str, subject: str) -> None:
        """End the stage before, and begin `stage` on `subject`."""
        self.end()
        self._progress(stage, subject)
        self._stage, self._since = stage, self._clock()

    def end(self) -> tuple[tuple[str, float], ...]:
        """Return the seconds of the stages so far, in the order in which they first began."""
        if self._stage:
            self._seconds[self._stage] += self._clock() - self._since
        self._stage = ""
        return tuple(self._seconds.items())

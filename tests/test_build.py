"""The whole way from report files to a store, with a reader that a test writes."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from baiyang_kg import build as build_module
from baiyang_kg.build import BuildSummary, Count, build, report_quads
from baiyang_kg.errors import LexiconError, ReportError, StoreError
from baiyang_kg.graph import replacement, vocab
from baiyang_kg.graph.checks import Shapes
from baiyang_kg.graph.iris import mint_graph
from baiyang_kg.graph.replacement import amend_store
from baiyang_kg.reading.model import Context, Damage, Entity, Number, Observation, Reading, Span

RAW = "2023年，白杨街道走访企业200家，邻里社区开展活动30场。铜墙"

FIGURES = [("200", "家", "走访企业", "economy"), ("30", "场", "开展活动", "governance")]


def read(raw: str, context: Context) -> tuple[Reading, list[Decimal]]:
    """Read a report as far as these tests need: two figures, a date, a community and a broken place."""
    ordinary: dict[str, Any] = {
        "unit_kind": "count", "bound": "exact", "minimum": None, "maximum": None, "action": None,
        "area": context.area, "period": str(context.year), "kind": "level", "of": None, "direction": None,
        "evidence": Span(0, len(raw)), "rule": "noun-value", "truncated": False,
    }  # fmt: skip
    observations = [
        Observation(
            start=raw.index(text), end=raw.index(text) + len(text), text=text, value=Decimal(text), unit=unit,
            indicator=label, head=label, theme=theme, **ordinary,
        )
        for text, unit, label, theme in FIGURES
        if text in raw
    ]  # fmt: skip
    reading = Reading(
        raw=raw,
        context=context,
        observations=tuple(observations),
        numbers=(Number(start=0, end=4, text=raw[:4], reason="date"),),
        entities=(Entity(type="community", name="邻里社区", mentions=(Span(0, 4),), rule="suffix"),),
        relations=(),
        damage=(Damage(start=len(raw) - 2, end=len(raw), reason="lost_fragment"),),
    )
    return reading, [Decimal("0.90")] * len(observations)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report with its description."""
    return write_report(tmp_path, "street-2023")


def write_report(folder: Path, name: str, raw: str = RAW, area: str = "白杨街道") -> Path:
    """Write a report and its description, and return its path."""
    path = folder / f"{name}.txt"
    path.write_text(raw, encoding="utf-8")
    path.with_suffix(".toml").write_text(f'area = "{area}"\nyear = 2023\n', encoding="utf-8")
    return path


def stored(path: Path) -> set[ox.Quad]:
    """Return what a store holds."""
    return set(ox.Store.read_only(str(path)))


def graphs(path: Path) -> list[str]:
    """Return the last parts of the names of a store's graphs."""
    named = {quad.graph_name for quad in stored(path)}
    return sorted(name.value.rpartition("/")[2] for name in named if isinstance(name, ox.NamedNode))


def test_a_build_says_what_it_did(report: Path, tmp_path: Path) -> None:
    """The summary counts things by class, figures by theme, other numbers and damage by reason."""
    summary = build([report], tmp_path / "street.kg", reader=read)

    assert summary == BuildSummary(
        reports=("street-2023",),
        statements=sum(quad.graph_name != ox.DefaultGraph() for quad in stored(tmp_path / "street.kg")),
        entities=(Count("社区", "Community", 1),),
        figures=(Count("经济发展", "Economy", 1), Count("社会治理", "Governance", 1)),
        numbers=(Count("日期", "date", 1),),
        damage=(Count("文字缺失", "lost fragment", 1),),
        violations=(),
        seconds=(("read", 0.0), ("map", 0.0), ("check", 0.0), ("store", 0.0)),
    )
    assert summary.stored


def test_each_report_has_its_graph(tmp_path: Path) -> None:
    """Several reports, the ontology and the description stand in one store, each in a graph of its own."""
    reports = [write_report(tmp_path, "a-2023"), write_report(tmp_path, "b-2023", area="下沙街道")]

    build(reports, tmp_path / "streets.kg", reader=read)

    assert graphs(tmp_path / "streets.kg") == ["a-2023", "b-2023", "description", "ontology"]


def test_every_figure_leads_to_its_words(report: Path, tmp_path: Path) -> None:
    """From every observation one property path leads to a quote that stands in the report at its offsets."""
    build([report], tmp_path / "street.kg", reader=read)
    store = ox.Store.read_only(str(tmp_path / "street.kg"))
    asked = """
        SELECT ?observation ?quote ?start ?end {
          ?observation a schema:Observation ; prov:wasDerivedFrom/oa:hasSelector/oa:exact ?quote .
          ?observation prov:wasDerivedFrom/oa:hasSelector ?place . ?place oa:start ?start ; oa:end ?end
        }"""
    rows: Any = store.query(asked, prefixes=vocab.PREFIXES, use_default_graph_as_union=True)
    found = {row["observation"].value: row for row in rows}

    assert len(found) == 2
    for row in found.values():
        assert RAW[int(row["start"].value) : int(row["end"].value)] == row["quote"].value


def test_every_figure_says_how_sure_it_is(report: Path, tmp_path: Path) -> None:
    """What the reader says of its own certainty stands beside each figure in the store."""
    build([report], tmp_path / "street.kg", reader=read)
    sure = [
        quad.object for quad in stored(tmp_path / "street.kg") if quad.predicate.value == vocab.CONFIDENCE
    ]

    assert sure == [ox.Literal("0.9", datatype=ox.NamedNode(vocab.DECIMAL))] * 4  # two figures, two graphs


def test_one_report_gives_the_graph_that_a_build_stores(root: Path, tmp_path: Path) -> None:
    """Without a store, a report is read and mapped to the same quads as by a build."""
    path = root / "data" / "reports" / "baiyang-2023.txt"
    build([path], tmp_path / "baiyang.kg")
    graph = ox.NamedNode(mint_graph("baiyang-2023"))

    assert set(report_quads(path)) == {
        quad for quad in stored(tmp_path / "baiyang.kg") if quad.graph_name == graph
    }


def test_progress_and_time_are_told(report: Path, tmp_path: Path) -> None:
    """The stages are announced as they begin, and their seconds are those of the clock that was given."""
    told: list[tuple[str, str]] = []
    ticks = iter(range(100))

    summary = build(
        [report],
        tmp_path / "street.kg",
        reader=read,
        clock=lambda: float(next(ticks)),
        progress=lambda stage, subject: told.append((stage, subject)),
    )

    assert told == [
        ("read", "ontology"),
        ("read", "street-2023"),
        ("map", "street-2023"),
        ("check", "street-2023"),
        ("store", "street.kg"),
    ]
    assert summary.seconds == (("read", 2.0), ("map", 1.0), ("check", 1.0), ("store", 1.0))


STAGES = {
    "read_report": ReportError("street.txt", "is empty"),
    "read_ontology": LexiconError("units.ttl", "is no Turtle"),
    "map_reading": LexiconError("ontology", "no class"),
    "replace_store": StoreError("street.kg", "the disk is full"),
}


@pytest.mark.parametrize("stage", STAGES)
def test_a_build_that_dies_leaves_the_old_store(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    """Whichever stage fails, the store that stood there is the same and nothing lies beside it."""
    store = tmp_path / "street.kg"
    build([report], store, reader=read)
    before, beside = stored(store), sorted(tmp_path.iterdir())
    report.write_text(RAW.replace("200", "30"), encoding="utf-8")

    def die(*_: Any, **__: Any) -> None:
        raise STAGES[stage]

    monkeypatch.setattr(build_module, stage, die)
    with pytest.raises(type(STAGES[stage])):
        build([report], store, reader=read)

    assert stored(store) == before
    assert sorted(tmp_path.iterdir()) == beside


def test_a_full_disk_leaves_the_old_store(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills up while the new store is written is named, and the old store stays."""
    store = tmp_path / "street.kg"
    build([report], store, reader=read)
    before = stored(store)

    def fill(folder: Path, _quads: object) -> None:
        folder.mkdir()
        (folder / "000001.sst").write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(replacement, "_write_store", fill)
    with pytest.raises(StoreError, match="the disk is full"):
        build([report], store, reader=read)

    assert stored(store) == before
    assert not list(tmp_path.glob(".*"))


COMMUNITY = ox.NamedNode(f"{vocab.ID}community/白杨街道/邻里社区")
CODE = ox.NamedNode(f"{vocab.CODE}nbs/2022/330114002005")
CODES, LINKS = ox.NamedNode(vocab.DATASET_GRAPH + "codes"), ox.NamedNode(vocab.LINKSET_GRAPH + "codes")


def added(store: Path) -> set[ox.Quad]:
    """Add a dataset and links to a store: of a community, and of one that no report names."""
    exact, gone = ox.NamedNode(vocab.EXACT_MATCH), ox.NamedNode(f"{vocab.ID}community/白杨街道/旧社区")
    quads = [
        ox.Quad(CODE, ox.NamedNode(vocab.A), ox.NamedNode(vocab.DIVISION_CODE), CODES),
        ox.Quad(CODE, ox.NamedNode(vocab.NOTATION), ox.Literal("330114002005"), CODES),
        ox.Quad(COMMUNITY, exact, CODE, LINKS),
        ox.Quad(gone, exact, CODE, LINKS),
    ]
    amend_store(store, add=quads)
    return set(quads)


def test_a_rebuild_keeps_what_was_added(report: Path, tmp_path: Path) -> None:
    """Outside datasets and links come along; everything is as if it had been added to the new store."""
    store, other = tmp_path / "street.kg", tmp_path / "other.kg"
    build([report], store, reader=read)
    quads = added(store)
    report.write_text(RAW.replace("200", "210"), encoding="utf-8")

    summary = build([report], store, reader=read)

    assert summary.kept == (CODES.value, LINKS.value)
    assert summary.lost == (f"{vocab.ID}community/白杨街道/旧社区",)
    assert stored(store) >= quads
    build([report], other, reader=read)
    added(other)
    assert stored(store) == stored(other)


def test_a_fresh_build_leaves_what_was_added(report: Path, tmp_path: Path) -> None:
    """With --fresh the new store is that of the reports alone."""
    store = tmp_path / "street.kg"
    build([report], store, reader=read)
    before = stored(store)
    added(store)

    assert build([report], store, reader=read, fresh=True).kept == ()
    assert stored(store) == before


def test_a_rebuild_after_one_that_was_killed_keeps_what_was_added(report: Path, tmp_path: Path) -> None:
    """Killed after the old store was put aside, a build leaves it where the next one finds it."""
    store = tmp_path / "street.kg"
    build([report], store, reader=read)
    quads = added(store)
    (tmp_path / ".street.kg.building").mkdir()
    store.rename(tmp_path / ".street.kg.building" / "old")

    build([report], store, reader=read)

    assert stored(store) >= quads


def test_what_cannot_be_kept_is_not_silently_left(report: Path, tmp_path: Path) -> None:
    """Where the old store cannot be read, nobody knows what was added to it: only a fresh build goes on."""
    store = tmp_path / "street.kg"
    build([report], store, reader=read)
    (store / "CURRENT").write_text("MANIFEST-999999\n", encoding="utf-8")

    with pytest.raises(StoreError, match=r"is damaged[^\n]*\n[^\n]*add --fresh"):
        build([report], store, reader=read)
    build([report], store, reader=read, fresh=True)

    assert graphs(store) == ["description", "ontology", "street-2023"]


def test_a_violation_keeps_the_old_store(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A graph without the shape it must have is not stored; the summary says what is wrong."""
    store = tmp_path / "street.kg"
    build([report], store, reader=read)
    before = stored(store)
    strict = tmp_path / "shapes.ttl"
    strict.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix schema: <https://schema.org/> .
        <https://example.org/s> a sh:NodeShape ; sh:targetClass schema:Observation ;
          sh:property [ sh:path schema:value ; sh:minCount 2 ; sh:message "Two."@en , "二。"@zh ] .""",
        encoding="utf-8",
    )
    monkeypatch.setattr(build_module, "Shapes", lambda _: Shapes(strict))
    report.write_text(RAW.replace("200", "30"), encoding="utf-8")

    summary = build([report], store, reader=read)

    assert not summary.stored
    assert [(one.message, one.message_zh) for one in summary.violations] == [("Two.", "二。")]
    assert stored(store) == before


def test_a_report_without_figures_is_refused(tmp_path: Path) -> None:
    """A text that states no figure is no report to build a graph of."""
    path = write_report(tmp_path, "poem", raw="青青园中葵，朝露待日晞。阳春布德泽，万物生光辉。")

    with pytest.raises(ReportError, match=r"poem\.txt: states no figure"):
        build([path], tmp_path / "poem.kg", reader=read)

    assert not (tmp_path / "poem.kg").exists()


@pytest.mark.parametrize("missing", ["area", "year"])
def test_what_nobody_said_is_asked_for(report: Path, tmp_path: Path, missing: str) -> None:
    """Where neither a description nor the text says area and year, the caller has to."""
    report.with_suffix(".toml").unlink()
    report.write_text("走访企业200家。铜墙", encoding="utf-8")
    said = {"area": "白杨街道", "year": 2023}
    del said[missing]

    with pytest.raises(ReportError, match=f"nobody has said which {missing}") as caught:
        build([report], tmp_path / "street.kg", reader=read, **said)

    assert f"--{missing}" in caught.value.remedy


def test_what_the_text_says_is_inferred_and_announced(report: Path, tmp_path: Path) -> None:
    """Without a description, area, year and title are those that the text says, and the user hears of it."""
    report.with_suffix(".toml").unlink()
    notes: list[str] = []
    build([report], tmp_path / "street.kg", reader=read, announce=notes.append)

    place = ox.NamedNode("https://w3id.org/baiyang-kg/id/place/白杨街道")
    assert any(quad.subject == place for quad in stored(tmp_path / "street.kg"))
    (note,) = notes
    assert note.startswith(f"{report}: inferred: area 白杨街道 (named most), year 2023 (named most), title ")


def test_two_reports_of_one_name_are_refused(report: Path, tmp_path: Path) -> None:
    """A report is known by the name of its file, so two of one name would be one graph."""
    (tmp_path / "other").mkdir()
    other = write_report(tmp_path / "other", "street-2023")

    with pytest.raises(ReportError, match="has the name of"):
        build([report, other], tmp_path / "street.kg", reader=read)


def test_the_same_report_gives_the_same_bytes(report: Path, tmp_path: Path) -> None:
    """Whatever the seed of Python's hashes, the exported store has the same bytes."""
    code = (
        "import sys; from pathlib import Path; import pyoxigraph as ox; import test_build as t\n"
        "t.build([Path(sys.argv[1])], Path(sys.argv[2]), reader=t.read)\n"
        "quads = sorted(map(str, ox.Store.read_only(sys.argv[2])))\n"
        "sys.stdout.buffer.write('\\n'.join(quads).encode())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, str(report), str(tmp_path / f"{seed}.kg")],
            capture_output=True,
            check=True,
            cwd=Path(__file__).parent,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "42")
    }

    assert len(outputs) == 1
    assert len(outputs.pop()) > 10_000


def test_the_seed_report_becomes_a_store(root: Path, tmp_path: Path) -> None:
    """The bundled report is read by this program's own reader into a graph without violations."""
    summary = build([root / "data" / "reports" / "baiyang-2023.txt"], tmp_path / "baiyang.kg")

    assert summary.violations == ()
    assert sum(one.count for one in summary.figures) > 90
    assert graphs(tmp_path / "baiyang.kg") == ["baiyang-2023", "description", "ontology"]

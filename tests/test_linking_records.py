"""What of a store can be linked: areas, named things and indicators, with where they are and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from baiyang_kg.graph.replacement import replace_store
from baiyang_kg.graph.store import merge_graphs, open_store
from baiyang_kg.graph.vocab import PREFIXES
from baiyang_kg.linking.records import find_records

if TYPE_CHECKING:
    from pathlib import Path

    from baiyang_kg.datasets.record import Record
    from baiyang_kg.graph.store import Store

SMALL = """
graph:a-2021 {
  <report/a-2021> a schema:Report ; schema:temporalCoverage "2016/2021" .
  <id/city> a by:City ; rdfs:label "甲市"@zh .
  <id/district> a by:District ; rdfs:label "乙区"@zh ; schema:containedInPlace <id/city> .
  <id/street> a by:Subdistrict ; rdfs:label "丙街道"@zh , "Bing"@en ; schema:containedInPlace <id/district> .
  <id/other> a by:Subdistrict ; rdfs:label "丁街道"@zh ; schema:containedInPlace <id/nowhere> .
  <id/venue> a by:Venue ; rdfs:label "甲馆"@zh ; schema:containedInPlace <id/other> , <id/street> ;
    skos:altLabel "乙馆"@zh , "甲馆"@zh , "丙馆"@zh , "Hall"@en .
  <id/placed> a by:Venue ; rdfs:label "乙馆"@zh ; schema:containedInPlace <id/other> ;
    by:reportedFor <id/street> .
  <id/project> a by:Project ; rdfs:label "某工程"@zh ; by:reportedFor <id/street> , <id/nowhere> .
  <id/one> a by:Community ; rdfs:label "圆一社区"@zh ; schema:containedInPlace <id/two> .
  <id/two> a by:Community ; rdfs:label "圆二社区"@zh ; schema:containedInPlace <id/one> .
  <id/nameless> a by:Venue .
}
graph:a-2019 {
  <report/a-2019> a schema:Report ; schema:temporalCoverage "2019" .
  <id/venue> a by:Venue ; rdfs:label "甲馆"@zh .
  <id/old> a by:Venue ; rdfs:label "旧馆"@zh .
}
graph:a-some {
  <report/a-some> a schema:Report ; schema:temporalCoverage "某年" .
  <id/sometime> a by:Venue ; rdfs:label "某馆"@zh .
}
"""


def small(tmp_path: Path) -> dict[str, Record]:
    """Return what can be linked of a graph with strange areas, by the last part of its IRI."""
    prefixes = "\n".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())
    quads = list(
        ox.parse(f"{prefixes}\nBASE <https://w3id.org/baiyang-kg/>\n{SMALL}", format=ox.RdfFormat.TRIG)
    )
    classes = [
        ox.Quad(
            ox.NamedNode(PREFIXES["by"] + name),
            ox.NamedNode(PREFIXES[prefix] + word),
            value,
            quads[0].graph_name,
        )
        for name, notation in (("Venue", "venue"), ("Project", "project"), ("Community", "community"))
        for prefix, word, value in (
            ("rdf", "type", ox.NamedNode(PREFIXES["owl"] + "Class")),
            ("skos", "notation", ox.Literal(notation)),
        )
    ]
    quads += classes
    replace_store(tmp_path / "small.kg", [*quads, *merge_graphs(quads)])
    found = find_records(open_store(tmp_path / "small.kg"))
    return {record.iri.rpartition("/")[2]: record for record in found}


def test_things_areas_and_indicators_are_found(opened: Store) -> None:
    """Each has its name, its kind, the areas around it, its other names and the year of the newest report."""
    found = find_records(opened)
    records = {record.name: record for record in found}

    assert [record.iri for record in found] == sorted({record.iri for record in found})
    assert records["邻里社区"][1:4] == ("邻里社区", "community", ("钱塘区", "白杨街道"))
    assert records["白杨街道"][1:4] == ("白杨街道", "subdistrict", ("钱塘区",))
    assert records["云涛社区健身房"].parents == ("钱塘区", "白杨街道", "云涛社区")
    assert records["守护天使"].kind == "program"
    assert records["财政总收入"][2:4] == ("indicator", ())
    assert "财政收入" in records["财政总收入"].aliases
    assert records["邻里社区"].year == 2023


def test_only_some_kinds_are_found(opened: Store) -> None:
    """Who links communities is not given projects."""
    assert {record.kind for record in find_records(opened, kinds=["community", "venue"])} == {
        "community",
        "venue",
    }


def test_people_and_figures_are_not_linked(opened: Store) -> None:
    """A person who is named in a report is not looked up elsewhere, nor is a figure a thing."""
    records = find_records(opened)

    assert not {record.kind for record in records} & {"person", "observation"}
    assert not [record for record in records if "/observation/" in record.iri]


def test_a_thing_lies_in_areas_by_the_longest_way(tmp_path: Path) -> None:
    """What has no name is no area, a circle ends; only what lies nowhere is where its report speaks of."""
    parents = {key: record.parents for key, record in small(tmp_path).items()}

    assert parents["street"] == ("甲市", "乙区")
    assert parents["venue"] == ("甲市", "乙区", "丙街道")
    assert parents["placed"] == ("丁街道",)
    assert parents["project"] == ("甲市", "乙区", "丙街道")
    assert parents["other"] == ()
    assert parents["one"] == ("圆二社区",)
    assert "nameless" not in parents


def test_other_names_and_the_newest_year(tmp_path: Path) -> None:
    """Other Chinese names come in order, without the name; the last year that a report covers counts."""
    records = small(tmp_path)

    assert (records["venue"].name, records["venue"].aliases) == ("甲馆", ("丙馆", "乙馆"))
    assert records["street"].name == "丙街道"
    assert [records[key].year for key in ("venue", "old", "sometime")] == [2021, 2019, None]

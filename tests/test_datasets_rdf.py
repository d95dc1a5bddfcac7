"""RDF files as datasets: their labelled things, and errors that say the line."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from baiyang_kg.datasets.sources import open_source
from baiyang_kg.datasets.statements import read_statements
from baiyang_kg.errors import DatasetError
from baiyang_kg.graph.vocab import CODE, PREFERRED_LABEL

if TYPE_CHECKING:
    from pathlib import Path

    from baiyang_kg.datasets.record import Record

PREFIXES = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix by: <https://w3id.org/baiyang-kg/ns#> .
@prefix : <https://example.org/> .
"""
THINGS = (
    PREFIXES
    + """
:estate a by:ResidentialCompound ; rdfs:label "Jingyuan"@en, "景园小区"@zh ;
  schema:containedInPlace :community .
:community skos:prefLabel "景园社区"@zh ; skos:altLabel "景园" ;
  skos:notation "330114002001" ; skos:broader :street .
:street rdfs:label "白杨街道" ; skos:broader :district .
:district rdfs:label "钱塘区" ; skos:broader :street .
:class a owl:Class ; rdfs:label "类"@zh .
[] rdfs:label "没有名字"@zh .
:only skos:altLabel "别名" .
"""
)


def records(path: Path) -> list[Record]:
    """Return all records of a dataset."""
    return [batch.record(at) for batch in open_source(str(path)).batches() for at in range(len(batch.names))]


def test_labelled_things_are_records(tmp_path: Path) -> None:
    """A thing has its Chinese name, its other names, its code, its class's word and what it lies in."""
    (tmp_path / "a.ttl").write_text(THINGS, encoding="utf-8")
    found = {record.name: record for record in records(tmp_path / "a.ttl")}

    assert list(found) == ["景园小区", "景园社区", "白杨街道", "钱塘区", "没有名字"]
    assert found["景园小区"].kind == "residential_compound"
    assert found["景园小区"].aliases == ("Jingyuan",)
    assert found["景园小区"].parents == ("钱塘区", "白杨街道", "景园社区")
    assert (found["景园社区"].code, found["景园社区"].aliases) == ("330114002001", ("景园",))
    assert found["钱塘区"].parents == ("白杨街道",)  # the circle ends where it closes
    assert found["景园社区"].place == "a.ttl"
    assert found["没有名字"].iri == "https://w3id.org/baiyang-kg/dataset/a/node/1"  # as add calls it


def test_what_a_thing_lies_in_may_be_a_text(tmp_path: Path) -> None:
    """The name of an area that is no thing of the file counts; of several languages the Chinese one."""
    lines = ':a rdfs:label "甲" ; schema:containedInPlace "Baiyang"@en , "白杨街道"@zh-CN , "Hangzhou"@en .'
    lines += ' :b rdfs:label "乙" ; schema:containedInPlace [] ; a "text" .'
    (tmp_path / "a.ttl").write_text(PREFIXES + lines, encoding="utf-8")

    assert [record.parents for record in records(tmp_path / "a.ttl")] == [("白杨街道",), ()]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.ttl", ox.RdfFormat.TURTLE),
        ("a.nt", ox.RdfFormat.N_TRIPLES),
        ("a.nq", ox.RdfFormat.N_QUADS),
        ("a.trig", ox.RdfFormat.TRIG),
        ("a.rdf", ox.RdfFormat.RDF_XML),
        ("a.jsonld", ox.RdfFormat.JSON_LD),
    ],
)
def test_every_serialisation_is_read(tmp_path: Path, name: str, form: ox.RdfFormat) -> None:
    """The same things come out of every form of RDF."""
    triples = [
        ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(THINGS, format=ox.RdfFormat.TURTLE)
    ]
    (tmp_path / name).write_bytes(ox.serialize(triples, format=form) or b"")

    names = sorted(record.name for record in records(tmp_path / name))
    assert names == ["景园小区", "景园社区", "没有名字", "白杨街道", "钱塘区"]


def test_the_year_of_a_code_is_in_its_name(tmp_path: Path) -> None:
    """A code that this program minted speaks of its release's year."""
    text = f'<{CODE}nbs/2022/33> <{PREFERRED_LABEL}> "浙江省" .\n'
    (tmp_path / "a.nt").write_text(text, encoding="utf-8")

    assert [record.year for record in records(tmp_path / "a.nt")] == [2022]


def test_a_relative_iri_stands_below_the_dataset(tmp_path: Path) -> None:
    """A file that names no base has that of its dataset."""
    (tmp_path / "a.ttl").write_text(PREFIXES + '<#x> rdfs:label "景园社区" .', encoding="utf-8")

    assert records(tmp_path / "a.ttl")[0].iri == "https://w3id.org/baiyang-kg/dataset/a/#x"


def test_what_stands_before_an_error_is_read_without_waiting(tmp_path: Path) -> None:
    """A file streams, and its error in a late line says that line."""
    path = tmp_path / "a.nt"
    good = "".join(f'<https://example.org/{i}> <https://example.org/p> "{i}" .\n' for i in range(20_000))
    path.write_text(good + "<https://example.org/1> <https://example.org/p > .\n", encoding="utf-8")
    quads = read_statements(str(path))

    assert len(list(islice(quads, 20_000))) == 20_000
    with pytest.raises(DatasetError) as caught:
        next(quads)
    assert caught.value.place == f"{path}:20001"
    assert "Invalid IRI" in caught.value.found


@pytest.mark.parametrize(
    ("name", "text", "place", "found"),
    [
        ("a.ttl", PREFIXES + ":a skos:b :c\n:d", ":8", "is no Turtle"),
        ("a.ttl", ":a :b :c .", ":1", "The prefix : has not been declared"),
        ("a.rdf", "<a>\n<b>\n</a>", ":3", "is no RDF/XML"),
        ("a.rdf", "<html/>", "", "is no RDF/XML"),
        ("a.jsonld", '{"@id": "https://example.org/a",\n "name": }', ":2", "is no JSON-LD"),
        ("a.jsonld", '{"@context": "https://schema.org/", "name": "a"}', "", "nothing is fetched"),
        ("a.nt", "", "", "holds no triple"),
        ("a.ttl", "# nothing\n", "", "holds no triple"),
    ],
)
def test_what_is_no_rdf_says_where(tmp_path: Path, name: str, text: str, place: str, found: str) -> None:
    """A file that is no RDF is an error with its line, where there is one."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError) as caught:
        records(tmp_path / name)

    assert caught.value.place == str(tmp_path / name) + place
    assert found in caught.value.found


def test_an_unknown_ending_lists_the_known(tmp_path: Path) -> None:
    """A file whose ending says nothing is an error that names the endings."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF")

    with pytest.raises(DatasetError, match=r"its ending is not known\n  known are \.csv .* \.jsonld"):
        open_source(str(tmp_path / "a.pdf"))

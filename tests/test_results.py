"""`graph/results.py`: answers in the formats of SPARQL and RDF, and as tables."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from baiyang_kg.errors import ExportError
from baiyang_kg.graph.results import FORMATS, FORMS, form_of, write_answer

if TYPE_CHECKING:
    from baiyang_kg.graph.store import Store

ROWS = """SELECT DISTINCT ?name ?value ?area WHERE {
  ?o schema:value ?value ; schema:variableMeasured/skos:prefLabel ?name ; schema:observationAbout ?area .
  FILTER (LANG(?name) = "zh")
} ORDER BY DESC(?value)"""
GRAPH = "CONSTRUCT { ?c rdfs:label ?name } WHERE { ?c a by:Community, ?class ; rdfs:label ?name }"


def written(store: Store, query: str, form: str | None, *, columns: int = 80) -> tuple[bytes, bool]:
    """Return what is written for a query, and whether it held anything."""
    output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    found = write_answer(store.ask(query), output, form=form, columns=columns)
    output.flush()
    return output.buffer.getvalue(), found


def test_a_table_for_people(opened: Store) -> None:
    """IRIs are short, numbers stand to the right, and Chinese lines up."""
    data, found = written(opened, ROWS, "table", columns=70)

    assert found
    assert data.decode() == (
        "name               value  area\n"
        "────────────  ──────────  ────────────────────────────────────────────\n"
        "财政总收入    1500000000  id:place/浙江省/杭州市/钱塘区/白杨街道\n"
        "财政总收入    1389000000  id:place/浙江省/杭州市/钱塘区/白杨街道\n"
        "财政总收入     900000000  id:place/浙江省/杭州市/钱塘区/下沙街道\n"
        "开展整治行动         600  id:community/浙江省/杭州市/钱塘区/白杨街道/\n"
        "                          邻里社区\n"
        "财政总收入          2.65  id:place/浙江省/杭州市/钱塘区/白杨街道\n"
    )


def test_rows_for_programs(opened: Store) -> None:
    """CSV, TSV, JSON and XML hold the same rows, each readable by whatever reads that format."""
    rows = list(csv.reader(io.StringIO(written(opened, ROWS, "csv")[0].decode())))
    tabbed = written(opened, ROWS, "tsv")[0].decode().splitlines()
    bindings = json.loads(written(opened, ROWS, "json")[0])["results"]["bindings"]
    results = ET.fromstring(written(opened, ROWS, "xml")[0]).findall(".//{*}result")  # noqa: S314 (our own)

    assert rows[0] == ["name", "value", "area"]
    assert [row[1] for row in rows[1:]] == ["1500000000", "1389000000", "900000000", "600", "2.65"]
    assert [row["value"]["value"] for row in bindings] == [row[1] for row in rows[1:]]
    assert len(tabbed) == len(rows)
    assert len(results) == len(rows) - 1


def test_csv_is_the_default_elsewhere(opened: Store) -> None:
    """Without a format a program gets csv, and Turtle where the answer is a graph."""
    assert written(opened, ROWS, None) == written(opened, ROWS, "csv")
    assert written(opened, GRAPH, None) == written(opened, GRAPH, "ttl")


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "xml"])
@pytest.mark.parametrize("variables", ["*", "?a", "?a ?b"])
def test_an_empty_answer_is_known_as_such(opened: Store, form: str, variables: str) -> None:
    """In every format it is known whether a row was written, although rows are not kept."""
    nothing = f"SELECT {variables} WHERE {{ ?a a by:Nothing ; by:won ?b }}"

    assert not written(opened, nothing, form)[1]
    assert written(opened, ROWS, form)[1]


def test_a_row_without_any_value_is_a_row(opened: Store) -> None:
    """One solution that binds nothing is an answer."""
    assert written(opened, "SELECT ?x WHERE { OPTIONAL { ?x a by:Nothing } }", "csv")[1]


@pytest.mark.parametrize(
    ("form", "expected"),
    [(None, b"true"), ("table", b"true\n"), ("csv", b"true"), ("json", b'{"head":{},"boolean":true}')],
)
def test_yes_or_no(opened: Store, form: str | None, expected: bytes) -> None:
    """ASK is answered in the formats that rows have, and counts as an answer either way."""
    assert written(opened, "ASK { ?c a by:Community }", form) == (expected, True)
    assert written(opened, "ASK { ?c a by:Nothing }", form)[1]


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("ttl", "text/turtle"),
        ("nt", "application/n-triples"),
        ("jsonld", "application/ld+json"),
        ("rdf", "application/rdf+xml"),
    ],
)
def test_graphs_are_sorted_and_come_back(opened: Store, form: str, kind: str) -> None:
    """A constructed graph has each triple once, in a fixed order, in a form that parses to the same graph."""
    data, found = written(opened, GRAPH, form)
    chosen = ox.RdfFormat.from_media_type(kind)
    assert chosen is not None

    triples = [quad.triple for quad in ox.parse(data, format=chosen)]
    assert found
    assert len(triples) == 3
    assert triples == sorted(set(triples), key=str)


def test_a_graph_shows_readable_iris(opened: Store) -> None:
    """Turtle names things by their IRIs and needs no escapes."""
    data = written(opened, GRAPH, "ttl")[0].decode()

    assert (
        "<https://w3id.org/baiyang-kg/id/community/浙江省/杭州市/钱塘区/下沙街道/邻里社区> rdfs:label" in data
    )
    assert "\\" not in data


@pytest.mark.parametrize(
    ("query", "form", "message"),
    [
        (ROWS, "ttl", "SELECT gives rows\n  choose from: table, csv, tsv, json, xml, md, html, xlsx"),
        (GRAPH, "csv", "CONSTRUCT and DESCRIBE give triples\n  choose from: ttl, nt, jsonld, rdf"),
        ("ASK {}", "nt", "ASK gives yes or no"),
    ],
)
def test_a_form_that_the_answer_does_not_have(opened: Store, query: str, form: str, message: str) -> None:
    """Rows are no graph and a graph is no rows: the message says what the answer is and what it can be."""
    with pytest.raises(ExportError, match=message):
        written(opened, query, form)


def test_the_formats_are_those_of_the_command_line() -> None:
    """The names that `--format` offers are the names that this module knows."""
    from baiyang_kg.cli import options  # noqa: PLC0415 (a test of the two together)

    assert options.FORMS == FORMATS


@pytest.mark.parametrize(
    ("path", "form", "expected"),
    [
        (None, None, None),
        (None, "md", "md"),
        ("a.csv", None, "csv"),
        ("a.CSV", None, "csv"),
        ("a.b/answer.parquet", None, "parquet"),
        ("a.csv", "json", "json"),
        ("page.htm", None, "html"),
        ("notes.markdown", None, "md"),
        ("a.srj", None, "json"),
        ("a.txt", None, "table"),
    ],
)
def test_the_form_is_named_or_the_extension_says_it(
    path: str | None, form: str | None, expected: str | None
) -> None:
    """What `--format` says counts, else the extension of the file; without both nothing is said."""
    assert form_of(path, form) == expected


@pytest.mark.parametrize(
    ("path", "form"), [(None, "pdf"), ("a", None), (".csv", None), ("a.csv/b", None), ("a.pdf", None)]
)
def test_a_form_that_there_is_not(path: str | None, form: str | None) -> None:
    """An unknown form or extension is answered with all that there are."""
    with pytest.raises(ExportError, match=f"choose from: {', '.join(FORMS)}"):
        form_of(path, form)


def test_a_table_of_many_rows_takes_the_widths_of_the_first(opened: Store) -> None:
    """Rows that come late are written into the columns that stand; a longer number stays whole."""
    numbers = " ".join(f"({n} 'ab')" for n in range(600))
    query = f"SELECT ?n ?t {{ VALUES (?n ?t) {{ {numbers} (1234567 'abcdefghijklmn') }} }}"
    lines = written(opened, query, "table")[0].decode().splitlines()

    assert lines[:3] == ["  n  t", "───  ──", "  0  ab"]
    assert lines[601].startswith("599  ab")
    assert lines[602].startswith("1234567  ab")


def test_a_large_graph_is_sorted_in_files(opened: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A graph that does not fit into memory comes out as one that does."""
    from baiyang_kg.answers import sorting  # noqa: PLC0415 (this test alone)

    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    data = written(opened, query, "nt")
    sort = sorting.sorted_lines
    monkeypatch.setattr(sorting, "sorted_lines", lambda lines: sort(lines, chunk=100))

    assert len(data[0].splitlines()) > 1000
    assert written(opened, query, "nt") == data
    assert written(opened, "CONSTRUCT { ?s ?p ?o } WHERE { ?s a by:Nothing ; ?p ?o }", "nt") == (b"", False)

"""`datasets/provenance.py`: what the store says of a dataset's origin, and nothing that nobody said."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from baiyang_kg.datasets.description import Description
from baiyang_kg.datasets.provenance import (
    DESCRIPTION,
    File,
    Provenance,
    check_provenance,
    provenance_triples,
    read_file,
    stated_provenance,
)
from baiyang_kg.errors import DatasetError
from baiyang_kg.graph import vocab

if TYPE_CHECKING:
    from pathlib import Path

GRAPH = NamedNode(vocab.DATASET_GRAPH + "villages")
TITLE = Provenance(title="villages")


def said(provenance: Provenance, *files: File) -> set[tuple[str, str, str]]:
    """Return what is said of the dataset and its files, their IRIs behind that of the dataset."""
    return {
        (t.subject.value.removeprefix(GRAPH.value), t.predicate.value, str(t.object))  # type: ignore[union-attr]
        for t in provenance_triples(GRAPH, provenance, files)
    }


def test_what_nobody_says_is_not_said() -> None:
    """A title alone is a dataset with a title."""
    assert said(TITLE) == {("", vocab.A, f"<{vocab.DATASET}>"), ("", vocab.TITLE, '"villages"')}


@pytest.mark.parametrize(
    ("provenance", "predicate", "value"),
    [
        (Provenance(title="行政区划"), vocab.TITLE, '"行政区划"@zh'),
        (TITLE._replace(publisher="国家统计局"), vocab.PUBLISHER, '"国家统计局"@zh'),
        (TITLE._replace(licence="CC-BY-4.0"), vocab.LICENCE, "<https://spdx.org/licenses/CC-BY-4.0>"),
        (TITLE._replace(licence="https://example.org/l"), vocab.LICENCE, "<https://example.org/l>"),
        (TITLE._replace(licence="all rights reserved"), vocab.LICENCE, '"all rights reserved"'),
        (TITLE._replace(issued="2022"), vocab.DCTERMS + "issued", f'"2022"^^<{vocab.YEAR}>'),
        (TITLE._replace(issued="2022-10"), vocab.DCTERMS + "issued", f'"2022-10"^^<{vocab.YEAR_MONTH}>'),
        (TITLE._replace(issued="2022-10-31"), vocab.DCTERMS + "issued", f'"2022-10-31"^^<{vocab.DATE}>'),
        (TITLE._replace(year=2021), vocab.COVERAGE, '"2021"'),
        (TITLE._replace(source="https://example.org/"), vocab.SOURCE_REPORT, "<https://example.org/>"),
    ],
)
def test_what_is_said_stands_in_dublin_core(provenance: Provenance, predicate: str, value: str) -> None:
    """Licences are IRIs where they have one, dates are as exact as they were given."""
    assert said(provenance) - said(Provenance(title=provenance.title)) <= {("", predicate, value)}
    assert ("", predicate, value) in said(provenance)


def test_a_file_is_a_distribution_and_its_description_is_none(tmp_path: Path) -> None:
    """Each has name, size, type and digest; a packed one says so; what describes a table is no copy of it."""
    (tmp_path / "villages.nt.gz").write_bytes(b"some bytes")
    packed = read_file(str(tmp_path / "villages.nt.gz"), "application/n-triples")
    assert packed == File(
        "villages.nt.gz", "application/n-triples", 10, hashlib.sha256(b"some bytes").hexdigest()
    )

    told = said(TITLE, packed, File("m.json", DESCRIPTION, 1, "0"), File("odd", "", 1, "0"))
    distributions = {value for _, predicate, value in told if predicate == vocab.DCAT + "distribution"}
    derived = {value for _, predicate, value in told if predicate == vocab.DERIVED_FROM}
    assert distributions == {f"<{GRAPH.value}/file/{name}>" for name in ("villages.nt.gz", "odd")}
    assert derived == distributions | {f"<{GRAPH.value}/file/m.json>"}
    media = "https://www.iana.org/assignments/media-types/"
    assert {one[::2] for one in told if one[1] == vocab.DCAT + "mediaType"} == {
        ("/file/villages.nt.gz", f"<{media}application/n-triples>"),
        ("/file/m.json", f"<{media}{DESCRIPTION}>"),
    }
    assert [one[::2] for one in told if one[1] == vocab.DCAT + "compressFormat"] == [
        ("/file/villages.nt.gz", f"<{media}application/gzip>")
    ]


@pytest.mark.parametrize(
    ("provenance", "found"),
    [
        (Provenance(issued="2022-13"), "--issued 2022-13: is no date"),
        (Provenance(issued="2022-02-30"), "--issued 2022-02-30: is no date"),
        (Provenance(issued="last year"), "--issued last year: is no date"),
        (Provenance(source="example"), "--source example: is no IRI"),
        (Provenance(licence="https://a b"), "--licence https://a b: is no IRI"),
    ],
)
def test_a_date_or_address_that_is_none_is_an_error(provenance: Provenance, found: str) -> None:
    """… of the option that said it; a licence may also be words."""
    with pytest.raises(DatasetError, match=found):
        check_provenance(provenance)
    check_provenance(Provenance(licence="as agreed", issued="2022-02-28", source="https://example.org/"))


def test_a_description_says_what_the_user_does_not() -> None:
    """Its own Dublin Core counts where the user is silent; what is no date and no address is left out."""
    notes: dict[str, object] = {
        "dc:publisher": [{"@value": "统计局"}],
        "dcterms:license": {"@id": "https://example.org/l"},
        "dc:issued": "2022-10",
        "dc:source": "https://example.org/",
    }
    description = Description("villages", "v.csv", "", (), title="村", year=2022, annotations=notes)
    stated = stated_provenance(description)

    assert stated == Provenance(
        "村", "统计局", "https://example.org/l", "2022-10", 2022, "https://example.org/"
    )
    bad = replace(description, annotations={"dc:issued": "soon", "dc:source": "a book"})
    assert stated_provenance(bad)[3:] == ("", 2022, "")
    assert Provenance(title="a", year=2020).completed(stated) == stated._replace(title="a", year=2020)

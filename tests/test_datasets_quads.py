"""`datasets/quads.py`: a dataset as quads of a graph of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from baiyang_kg.datasets.provenance import Provenance
from baiyang_kg.datasets.quads import dataset_quads, open_dataset
from baiyang_kg.errors import DatasetError
from baiyang_kg.graph import vocab

if TYPE_CHECKING:
    from pathlib import Path

NODES = "<x:a> <x:p> _:one . _:one <x:p> _:two . <x:b> <x:p> _:one ."


def test_a_blank_node_has_one_name(tmp_path: Path) -> None:
    """By its place among those of the file, wherever it stands; the same lines give the same."""
    for name in ("a.nt", "b.nt"):
        (tmp_path / name).write_text(NODES.replace(" . ", " .\n"), encoding="utf-8")
        quads = dataset_quads(open_dataset(str(tmp_path / name), id_given="a"), Provenance())
        stated = [quad for quad in quads if quad.predicate.value == "x:p"]
        node = f"{vocab.DATASET_GRAPH}a/node/"

        assert [(q.subject.value, q.object.value) for q in stated] == [  # type: ignore[union-attr]
            ("x:a", f"{node}1"),
            (f"{node}1", f"{node}2"),
            ("x:b", f"{node}1"),
        ]
        assert {quad.graph_name.value for quad in stated} == {f"{vocab.DATASET_GRAPH}a"}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("options", "option"), [({"mapping": "m.json"}, "--mapping"), ({"parents": ["s.csv"]}, "--parents")]
)
def test_what_is_for_a_table_is_not_for_rdf(tmp_path: Path, options: dict[str, object], option: str) -> None:
    """An option that would do nothing is an error that names it."""
    (tmp_path / "a.nt").write_text(NODES, encoding="utf-8")

    with pytest.raises(
        DatasetError, match=rf"^{option}: is for a table, and .*a\.nt is RDF\n  leave it away"
    ):
        open_dataset(str(tmp_path / "a.nt"), **options)  # type: ignore[arg-type]


def test_a_triple_of_a_triple_is_refused(tmp_path: Path) -> None:
    """RDF 1.1 has none, and nobody else could read it."""
    (tmp_path / "a.nt").write_text("<x:a> <x:p> <<( <x:a> <x:p> <x:b> )>> .\n", encoding="utf-8")

    with pytest.raises(DatasetError, match="states a triple of a triple"):
        list(dataset_quads(open_dataset(str(tmp_path / "a.nt")), Provenance()))


def test_files_of_a_dataset_are_named(tmp_path: Path) -> None:
    """The table, its description and the tables of the areas above, each with its type."""
    (tmp_path / "v.CSV").write_text("code,name\n330114002005,邻里社区\n", encoding="utf-8")
    (tmp_path / "s.tsv").write_text("code\tname\n330114002\t白杨街道\n", encoding="utf-8")
    description = '{"@context": "http://www.w3.org/ns/csvw", "url": "v.CSV", "tableSchema": {"columns": []}}'
    (tmp_path / "m.json").write_text(description, encoding="utf-8")
    opened = open_dataset(
        str(tmp_path / "v.CSV"), mapping=str(tmp_path / "m.json"), parents=[str(tmp_path / "s.tsv")]
    )

    assert [(file.name, file.media_type) for file in opened.files] == [
        ("v.CSV", "text/csv"),
        ("m.json", "application/csvm+json"),
        ("s.tsv", "text/tab-separated-values"),
    ]
    assert opened.notes[0].endswith("m.json")

"""What a dataset is called where nobody says, and the IRIs that templates make."""

from __future__ import annotations

import pytest

from baiyang_kg.datasets.naming import dataset_id, year_of_name
from baiyang_kg.datasets.template import Template
from baiyang_kg.errors import DatasetError


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("data/villages.csv", "villages"),
        ("villages-2022.csv.gz", "villages-2022.csv"),
        ("stats.xlsx#人口", "stats"),
        ("统计 公报（2023）.csv", "统计-公报-2023"),
        ("https://example.org/sparql/", "sparql"),
        ("noending", "noending"),
        (".csv", "csv"),
        ("（）.csv", "dataset"),
    ],
)
def test_a_dataset_is_called_as_its_file(path: str, name: str) -> None:
    """Without folder and ending; what could not stand in an IRI becomes a hyphen within, else nothing."""
    assert dataset_id(path) == name


def test_a_name_that_is_given_goes_before() -> None:
    """It may have letters of any script, digits, and - _ . behind the first; anything else is refused."""
    assert dataset_id("a.csv", "杭州_codes-2.1") == "杭州_codes-2.1"
    assert dataset_id("a.csv", "") == "a"
    for given in ("two words", "-a", "a/b", "."):
        with pytest.raises(DatasetError, match=f"--id {given}: cannot stand in an IRI"):
            dataset_id("a.csv", given)


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("villages-2022.csv", 2022),
        ("2022年统计2022.csv", 2022),
        ("2020-2022.csv", None),
        ("330114202201.csv", None),
        ("villages.csv", None),
        ("2022/villages.csv", None),
    ],
)
def test_the_year_of_a_file_is_in_its_name(name: str, year: int | None) -> None:
    """One year is one, be it there twice; of several none is chosen; a part of a number is none."""
    assert year_of_name(name) == year


@pytest.mark.parametrize(
    ("template", "iri", "variables"),
    [
        ("x:{code}", "x:330114%2F2", ("code",)),
        ("x:{code:6}{code}#", "x:330114330114%2F2#", ("code",)),
        ("x:{name}/{none}.", "x:%E4%BA%91/.", ("name", "none")),
        ("x:{+code}", "x:330114/2", ("code",)),
        ("x:{?name,code}", "x:?name=%E4%BA%91&code=330114%2F2", ("code", "name")),
        ("x:{code}{/name}", "x:330114%2F2/%E4%BA%91", ("code", "name")),
        ("x:y", "x:y", ()),
    ],
)
def test_a_template_makes_an_iri_of_cells(template: str, iri: str, variables: tuple[str, ...]) -> None:
    """Whatever the form of RFC 6570; a column that is named twice is one, and a missing cell is empty."""
    made = Template(template)

    assert made.expand({"code": "330114/2", "name": "云"}) == iri
    assert made.variables == variables

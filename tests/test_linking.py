"""`baiyang-kg link`: counterparts proposed into a file of links."""

from __future__ import annotations

import shutil
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from baiyang_kg.cli import main
from baiyang_kg.graph import vocab
from baiyang_kg.graph.terms import compile_terms, read_ontology
from baiyang_kg.linking.mappings import PROPOSED
from baiyang_kg.linking.records import CLASSES
from baiyang_kg.linking.sssom import format_mappings, read_mappings
from baiyang_kg.linking.telling import surest_first
from proposed import link

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

NEW = """\
code,name,streetCode,provinceCode,cityCode,areaCode
330114002004,"高教社区",330114002,33,3301,330114
330114002005,"邻里社区",330114002,33,3301,330114
330114002020,"云涛社区",330114002,33,3301,330114
330114002021,"银海社区",330114002,33,3301,330114
330114002401,"托管区社区",330114002,33,3301,330114
"""
OLD = """\
code,name,streetCode,provinceCode,cityCode,areaCode
330104009004,"高教社区",330104009,33,3301,330104
330104009005,"邻里社区",330104009,33,3301,330104
330104009019,"云涛社区",330104009,33,3301,330104
"""
STREETS = "code,name,areaCode,provinceCode,cityCode\n330114002,白杨街道,330114,33,3301\n"


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two releases of the codes of a street, in which the command runs."""
    for name, text in (("new.csv", NEW), ("old.csv", OLD), ("streets.csv", STREETS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: object, code: int = 0, given: str | None = None) -> Result:
    """What `baiyang-kg link …` prints; it must end with `code`."""
    result = CliRunner().invoke(main, ["link", *map(str, arguments)], input=given)
    assert result.exit_code == code, result.output
    return result


PROPOSE = ("propose", "new.csv", "--parents", "streets.csv", "--year", 2022, "--date", "2026-11-23")


def test_counterparts_of_the_graph_are_proposed(tables: Path, asking: Path) -> None:
    """A community of a report and the row of its name in its street: exact, with what speaks for it."""
    result = run(*PROPOSE, "-o", "links.sssom.tsv", "-s", asking)
    links = read_mappings(tables / "links.sssom.tsv")
    found = {mapping.subject_label: mapping for mapping in links.mappings}
    neighbours = found["邻里社区"]

    assert neighbours.object == vocab.CODE + "nbs/2022/330114002005"
    assert (neighbours.predicate, neighbours.status) == (vocab.EXACT_MATCH, PROPOSED)
    assert neighbours.confidence
    assert neighbours.confidence > Decimal("0.9")
    assert "name same" in neighbours.features
    assert neighbours.object_place == "new.csv:3"
    assert (neighbours.author, neighbours.date) == ("", "2026-11-23")
    assert links.id == vocab.LINKSET_GRAPH + "links"
    assert "things: 2 exact" in result.stderr
    assert not result.stdout


def test_without_a_file_the_links_go_to_standard_output(tables: Path, asking: Path) -> None:
    """They are the same bytes that the file would have."""
    run(*PROPOSE, "-o", "new.sssom.tsv", "-s", asking)

    assert run(*PROPOSE, "-s", asking).stdout == (tables / "new.sssom.tsv").read_text(encoding="utf-8")


def test_decisions_outlive_a_new_proposal(tables: Path, asking: Path) -> None:
    """What is accepted stays as it is, what is rejected is never proposed again, the rest is made anew."""
    path = tables / "links.sssom.tsv"
    run(*PROPOSE, "-o", path, "-s", asking)
    links = read_mappings(path)
    first, second, *_ = links.mappings
    decided = [
        first.accept(author="李雷", date="2026-11-24"),
        second.reject(author="李雷", date="2026-11-24"),
    ]
    path.write_bytes(format_mappings(links._replace(mappings=tuple(decided))))
    before = path.read_text(encoding="utf-8")
    result = run(*PROPOSE, "-o", path, "-s", asking)
    pairs = [mapping.pair for mapping in read_mappings(path).mappings]

    assert set(before.splitlines()) <= set(path.read_text(encoding="utf-8").splitlines())
    assert len(pairs) == len(set(pairs))
    assert "1 decided before" in result.stderr

    again = run(*PROPOSE, "--known", path, "-s", asking, code=1).stdout
    assert not {first.object_code, second.object_code} & set(again.split())


def test_an_unchanged_proposal_keeps_its_date(tables: Path, asking: Path) -> None:
    """Proposing again on another day changes no byte where nothing else has changed."""
    path = tables / "links.sssom.tsv"
    run(*PROPOSE, "-o", path, "-s", asking)
    before = path.read_bytes()
    run(*PROPOSE, "--date", "2027-01-01", "-o", path, "-s", asking)

    assert path.read_bytes() == before


def test_two_releases_of_codes_are_linked(tables: Path, asking: Path) -> None:
    """Communities before and after they were renumbered: proposed, accepted, applied when both are added."""
    store = tables / "own.kg"
    shutil.copytree(asking, store)
    years = ("--year", 2022, "--subjects", "old.csv", "--subjects-year", 2020)
    run("propose", "new.csv", *years, "-o", "renumbered.sssom.tsv")
    links = read_mappings(tables / "renumbered.sssom.tsv")
    codes = {mapping.pair for mapping in links.mappings}
    old, new = vocab.CODE + "nbs/2020/", vocab.CODE + "nbs/2022/"

    assert {
        (old + "330104009005", new + "330114002005"),
        (old + "330104009019", new + "330114002020"),
    } <= codes
    assert links.metadata["subject_source"] == "dataset:old"

    run("review", "renumbered.sssom.tsv", "--author", "李雷", "--accept-sure")
    refused = run("apply", "renumbered.sssom.tsv", "-s", store, code=2)
    assert "the store knows no code:nbs/2020/330104009004" in refused.stderr
    added = CliRunner().invoke(main, ["add", "old.csv", "--year", "2020", "-s", str(store)])
    assert added.exit_code == 0, added.output
    run("apply", "renumbered.sssom.tsv", "-s", store)
    shown = CliRunner().invoke(main, ["show", "code:nbs/2020/330104009019", "-s", str(store)]).stdout
    assert "330114002020 云涛社区  同一 (exact match)  nbs/2022  李雷" in shown


def test_the_graph_is_linked_with_itself(tables: Path, asking: Path) -> None:
    """What two reports may call by two names is proposed, decided and applied like any other link."""
    store = tables / "own.kg"
    shutil.copytree(asking, store)
    result = run("propose", "--within", "-o", "within.sssom.tsv", "-s", store)
    links = read_mappings(tables / "within.sssom.tsv")

    assert all(mapping.object.startswith(vocab.ID) for mapping in links.mappings)
    assert {dict(mapping.others)["object_source"] for mapping in links.mappings} == {"id:dataset"}
    assert "things: " in result.stderr
    run("propose", "--within", "-o", "within.sssom.tsv", "-s", store)
    assert read_mappings(tables / "within.sssom.tsv") == links

    run("review", "within.sssom.tsv", "--author", "李雷", "-s", store, given="a\n" * len(links.mappings))
    run("apply", "within.sssom.tsv", "-s", store)
    name = links.mappings[0].subject_label
    shown = CliRunner().invoke(main, ["show", links.mappings[0].subject, "-s", str(store)])
    assert name in shown.stdout
    assert links.mappings[0].object_label in shown.stdout


def test_the_proposals_of_another_dataset_stay(tables: Path, asking: Path) -> None:
    """A second dataset may be linked into the same file; of the first, nothing is lost."""
    path = tables / "links.sssom.tsv"
    run(*PROPOSE, "-o", path, "-s", asking)
    first = set(read_mappings(path).mappings)
    run("propose", "streets.csv", "--year", 2022, "-o", path, "-s", asking)
    both = {mapping._replace(place="") for mapping in read_mappings(path).mappings}

    assert {mapping._replace(place="") for mapping in first} < both


def test_the_table_begins_with_the_surest_of_each_thing() -> None:
    """What a terminal shows goes by the thing that is linked, and of one thing from the surest down."""
    likely, sure, unsaid = (
        link("邻里社区", f"33011400200{number}", confidence=confidence)
        for number, confidence in enumerate((Decimal("0.60"), Decimal("0.95"), None))
    )
    other = link("云涛社区", "330114002020", confidence=Decimal("0.30"))

    assert surest_first([unsaid, likely, other, sure]) == [other, sure, likely, unsaid]


def test_where_nothing_is_found_nothing_is_written(tables: Path, asking: Path) -> None:
    """The exit code says so, and no file is begun."""
    (tables / "far.csv").write_text("code,name\n110101001001,多福巷社区\n", encoding="utf-8")
    result = run("propose", "far.csv", "-o", "far.sssom.tsv", "-s", asking, code=1)

    assert "without counterpart" in result.stderr
    assert not (tables / "far.sssom.tsv").exists()


def test_without_pyyaml_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """What to install stands in the message."""
    monkeypatch.setitem(sys.modules, "yaml", None)

    result = run("status", root / "data" / "links" / "baiyang-2023-nbs-2022.sssom.tsv", code=2)
    assert "pip install 'baiyang-kg[link]'" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.csv",), "none.csv"),
        (("new.csv", "--kind", "galaxy"), "--kind galaxy: there is no such kind"),
        (("new.csv", "--date", "today"), "'today' is no date"),
        (("new.csv", "--within"), "Name a DATASET, or say --within"),
        (("new.csv", "--licence", "free for all"), "'free for all' is no address and no name"),
        (("new.csv", "--column", "name"), "write the role and the column"),
        (
            ("new.csv", "-o", "broken.sssom.tsv"),
            "broken.sssom.tsv:1: the head of the file has no mapping_set_id",
        ),
    ],
)
def test_a_fault_leaves_everything_as_it_was(
    tables: Path, asking: Path, arguments: tuple[str, ...], said: str
) -> None:
    """A message says what is wrong, and no file is written or changed."""
    (tables / "broken.sssom.tsv").write_text("subject_id\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in tables.iterdir()}
    result = run("propose", *arguments, "-s", asking, code=2)

    assert said in result.stderr
    assert {path.name: path.read_bytes() for path in tables.iterdir()} == before


def test_every_kind_that_is_linked_has_its_class(root: Path) -> None:
    """The words of the machine-readable contract are classes of the ontology, people alone left out."""
    classes = compile_terms(read_ontology(root / "ontology")).classes

    assert {word: iri for word, iri in classes.items() if word != "person"}.items() <= CLASSES.items()

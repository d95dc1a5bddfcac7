"""`linking/applying.py` and `linking/linksets.py`: accepted links become a graph of their own."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from baiyang_kg.cli import main
from baiyang_kg.errors import LinkError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.store import open_store
from baiyang_kg.linking.applying import apply_links
from baiyang_kg.linking.mappings import MappingSet
from baiyang_kg.linking.sssom import format_mappings, read_mappings
from proposed import BUREAU, STREET, link

if TYPE_CHECKING:
    from pathlib import Path

    from baiyang_kg.linking.mappings import Mapping

NEIGHBOURS = link(
    "邻里社区", "330114002005", confidence=Decimal("0.99"), others=(("object_source", "dataset:villages"),)
)
ACCEPTED = NEIGHBOURS.accept(author="李雷", date="2026-11-23")
TIDE = NEIGHBOURS._replace(
    subject=STREET + "云涛社区", object=BUREAU + "330114002020", predicate=vocab.CLOSE_MATCH
)
LINKSET = "<https://w3id.org/baiyang-kg/linkset/links>"


@pytest.fixture
def store(asking: Path, tmp_path: Path) -> str:
    """A store that may be changed."""
    return str(shutil.copytree(asking, tmp_path / "own.kg"))


def write(path: Path, *mappings: Mapping) -> Path:
    """Make a file of links."""
    metadata = {"mapping_set_title": "白杨街道", "license": "https://creativecommons.org/licenses/by/4.0/"}
    links = MappingSet(
        "https://example.org/links", mappings, {}, {**metadata, "subject_source": "id:dataset"}
    )
    path.write_bytes(format_mappings(links))
    return path


def values(store: str, query: str) -> list[tuple[str, ...]]:
    """The rows of an answer as texts."""
    return [tuple(term.value for term in row) for row in open_store(store).rows(query)]


def test_accepted_links_are_a_graph_of_their_own(store: str, tmp_path: Path) -> None:
    """Links that are rejected or undecided are not loaded; each that is tells who answers for it."""
    rejected = TIDE.reject(author="李雷", date="2026-11-23")
    undecided = NEIGHBOURS._replace(object=BUREAU + "330114002021")
    (applied,) = apply_links([write(tmp_path / "links.sssom.tsv", ACCEPTED, rejected, undecided)], store)

    assert str(applied).endswith("1 accepted, 1 rejected, 1 undecided; linkset:links added")
    links = values(store, f"SELECT ?s ?o {{ GRAPH {LINKSET} {{ ?s skos:exactMatch|skos:closeMatch ?o }} }}")
    assert links == [ACCEPTED.pair]
    told = values(
        store,
        "PREFIX sssom: <https://w3id.org/sssom/> SELECT ?who ?day ?sure { ?link a rdf:Statement ; "
        f"rdf:object <{ACCEPTED.object}> ; sssom:author_label ?who ; sssom:mapping_date ?day ; "
        "sssom:confidence ?sure }",
    )
    assert told == [("李雷", "2026-11-23", "0.99")]


def test_a_linkset_says_what_it_is(store: str, tmp_path: Path) -> None:
    """Targets, predicate, number of links, licence, author, day, and the digest of the file."""
    path = write(tmp_path / "links.sssom.tsv", ACCEPTED)
    apply_links([path], store)
    (told,) = values(
        store,
        f"""SELECT ?from ?to ?by ?links ?licence ?who ?day {{ GRAPH {LINKSET} {{
          {LINKSET} a void:Linkset ; void:subjectsTarget ?from ; void:objectsTarget ?to ;
            void:linkPredicate ?by ; void:propertyPartition/void:triples ?links ; dcterms:license ?licence ;
            dc:creator ?who ; dcterms:modified ?day }} }}""",
    )

    assert told == (
        vocab.ID + "dataset",
        vocab.DATASET_GRAPH + "villages",
        vocab.EXACT_MATCH,
        "1",
        "https://creativecommons.org/licenses/by/4.0/",
        "李雷",
        "2026-11-23",
    )
    assert values(store, f"SELECT ?s {{ GRAPH graph:description {{ {LINKSET} by:sha256 ?s }} }}")


def test_applied_again_a_file_replaces_what_was_made_of_it(store: str, tmp_path: Path) -> None:
    """A link that was taken back is gone, and the same file gives the same graph."""
    path = write(tmp_path / "links.sssom.tsv", ACCEPTED)
    apply_links([path], store)
    query = f"SELECT ?s ?p ?o {{ GRAPH {LINKSET} {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o"
    before = values(store, query)
    (again,) = apply_links([path], store)
    assert values(store, query) == before
    assert again.replaced

    (gone,) = apply_links([write(path, NEIGHBOURS)], store)
    assert values(store, query) == []
    assert str(gone).endswith("0 accepted, 0 rejected, 1 undecided; linkset:links taken out")


@pytest.mark.parametrize(
    ("mappings", "said"),
    [
        ([ACCEPTED._replace(predicate=vocab.OWL + "sameAs")], "owl:sameAs would make one thing of two"),
        ([ACCEPTED._replace(predicate=vocab.RDFS + "seeAlso")], "rdfs:seeAlso is no match of SKOS"),
        ([ACCEPTED._replace(subject=STREET + "无名社区")], "subject_id: the store knows no id:community/"),
        ([ACCEPTED._replace(author="")], "is accepted, and nobody answers for it"),
        (
            [ACCEPTED, ACCEPTED._replace(object=BUREAU + "330114002006")],
            "邻里社区 is exactly code:nbs/2022/330114002006, and exactly code:nbs/2022/330114002005 at",
        ),
        ([ACCEPTED, ACCEPTED.reject(author="韩", date="2026-11-24")], "is accepted, and rejected at"),
    ],
)
def test_a_link_that_cannot_hold_is_refused(
    store: str, tmp_path: Path, mappings: list[Mapping], said: str
) -> None:
    """File and line are named, and nothing of any file is applied."""
    sound = write(tmp_path / "sound.sssom.tsv", TIDE.accept(author="李雷", date="2026-11-23"))
    faulty = write(tmp_path / "faulty.sssom.tsv", *mappings)
    with pytest.raises(LinkError) as refusal:
        apply_links([sound, faulty], store)

    place, _, line = refusal.value.place.rpartition(":")
    assert place == str(faulty)
    assert line.isdecimal()
    assert said in refusal.value.found
    assert refusal.value.remedy
    assert not values(store, "SELECT ?s { ?s a void:Linkset }")


def test_two_files_may_not_contradict_each_other(store: str, tmp_path: Path) -> None:
    """What is exactly one entry of a list, by a file that was applied, is not exactly another one."""
    apply_links([write(tmp_path / "first.sssom.tsv", ACCEPTED)], store)
    second = write(tmp_path / "second.sssom.tsv", ACCEPTED._replace(object=BUREAU + "330114002006"))
    with pytest.raises(LinkError, match="and exactly code:nbs/2022/330114002005 at linkset:first"):
        apply_links([second], store)

    apply_links(
        [write(tmp_path / "second.sssom.tsv", ACCEPTED._replace(object=vocab.CODE + "nbs/2020/1"))], store
    )


def test_what_is_linked_is_unlinked_no_more(store: str, tmp_path: Path) -> None:
    """The canned query sees a link to a code, by whatever match."""

    def unlinked() -> str:
        return CliRunner().invoke(main, ["run", "unlinked", "-s", store, "-f", "csv"]).stdout

    assert NEIGHBOURS.subject in unlinked()
    links = [ACCEPTED, TIDE._replace(predicate=vocab.BROAD_MATCH).accept(author="李", date="")]
    apply_links([write(tmp_path / "links.sssom.tsv", *links)], store)
    assert not {NEIGHBOURS.subject, TIDE.subject} & set(re.split("[,\n]", unlinked()))


def test_links_that_lead_to_no_code_ask_for_no_register(store: str, tmp_path: Path) -> None:
    """A register explains codes; what else is linked wants another dataset."""
    elsewhere = ACCEPTED._replace(object="https://example.org/neighbours", object_code="")
    path = write(tmp_path / "links.sssom.tsv", elsewhere)
    told = CliRunner().invoke(main, ["link", "apply", str(path), "-s", store]).stderr

    assert "not what they lead to: baiyang-kg add DATASET" in told
    assert "register" not in told


def test_files_of_one_name_are_refused(store: str, tmp_path: Path) -> None:
    """A linkset is known by its file, and two of one name would hide each other."""
    (tmp_path / "other").mkdir()
    paths = [write(folder / "links.sssom.tsv", ACCEPTED) for folder in (tmp_path, tmp_path / "other")]
    with pytest.raises(LinkError, match="has the name of"):
        apply_links(paths, store)


def test_the_links_of_the_bundled_report_are_applied_by_default(root: Path, tmp_path: Path) -> None:
    """Its communities and areas have the codes of the bureau; the estate that is no community has none."""
    store, runner = str(tmp_path / "seed.kg"), CliRunner()
    report = str(root / "data" / "reports" / "baiyang-2023.txt")
    assert runner.invoke(main, ["build", report, "-s", store]).exit_code == 0
    applied = runner.invoke(main, ["link", "apply", "-s", store])
    assert "11 accepted, 2 rejected, 0 undecided; linkset:baiyang-2023-nbs-2022 added" in applied.stdout
    assert "not what they lead to: baiyang-kg add DATASET" in applied.stderr
    assert "official-communities needs an official register of divisions; add one: " in applied.stderr
    assert "baiyang-kg run links" in applied.stderr

    def shown(name: str) -> str:
        return runner.invoke(main, ["show", name, "-s", store], env={"COLUMNS": "100"}).stdout

    word = "nbs/2022  The baiyang-kg authors 2026-11-23"
    assert f"330114002005 邻里社区  同一 (exact match)  {word}" in shown("邻里社区")
    assert f"330114002020 云涛社区  相近 (close match)  {word}" in shown("云涛联合社区")
    assert f"330114002 白杨街道  同一 (exact match)  {word}" in shown("白杨街道")
    assert "外部标识" not in shown("景园小区")


def test_bundled_links_are_written_as_the_program_writes_them(root: Path) -> None:
    """Nobody has left them in another form, in which the next decision would change every line."""
    for path in (root / "data" / "links").glob("*.sssom.tsv"):
        assert path.read_bytes() == format_mappings(read_mappings(path))


def test_the_bundled_links_are_refused_for_another_report(tmp_path: Path) -> None:
    """Where the bundled report is not in the store, the message says so and what to do."""
    report, store = tmp_path / "a.txt", str(tmp_path / "a.kg")
    report.write_text("2022年，下沙街道实现财政总收入7.15亿元。\n", encoding="utf-8")
    runner = CliRunner()
    built = runner.invoke(main, ["build", str(report), "-a", "下沙街道", "-y", "2022", "-o", store])
    assert built.exit_code == 0, built.output

    refused = runner.invoke(main, ["link", "apply", "-s", store])

    assert refused.exit_code == 2
    assert refused.stderr == (
        f"Error: link apply: the bundled links are of the report baiyang-2023, which is not in {store}\n"
        "  name your files: baiyang-kg link apply links.sssom.tsv\n"
    )

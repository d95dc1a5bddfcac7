"""`graph/profiles.py`: an export in the terms of one vocabulary; for the cube see also `test_cube.py`."""

from __future__ import annotations

import io
import subprocess
import sys
from itertools import combinations
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from click.shell_completion import ShellComplete
from rdflib import RDF, SKOS

from baiyang_kg.cli import main
from baiyang_kg.errors import ExportError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.description import describe
from baiyang_kg.graph.export import FORMATS, write_export
from baiyang_kg.graph.header import parse_header
from baiyang_kg.graph.profiles import find_profile, profile_names, profile_prefixes
from baiyang_kg.graph.store import merge_graphs, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from baiyang_kg.graph.store import Store

PROFILES = ["cube", "description", "skos"]
WITH_LINKS = ["linkset"]  # tested in test_linkset_profile.py, on a store that has links


OWN_INDICATOR = """@prefix by: <https://w3id.org/baiyang-kg/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/baiyang-kg/graph/xiasha-2022> {
  <https://w3id.org/baiyang-kg/id/indicator/走访企业/家> a skos:Concept ; skos:inScheme by:IndicatorScheme ;
    skos:prefLabel "走访企业"@zh ; skos:altLabel "访企"@zh ; skos:hiddenLabel "访企"@zh , "上门"@zh }"""


@pytest.fixture(scope="module")
def quads(opened: Store) -> list[ox.Quad]:
    """Two small reports, an indicator that only one of them names, and their description; all merged."""
    told = [*opened.quads(), *ox.parse(OWN_INDICATOR, format=ox.RdfFormat.TRIG)]
    told += describe(told, version="1.2.3")
    return [*told, *merge_graphs(told)]


@pytest.fixture(scope="module")
def described(quads: list[ox.Quad], tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of these."""
    path = tmp_path_factory.mktemp("profiles") / "described.kg"
    store = ox.Store(path)
    store.bulk_extend(quads)
    store.flush()
    del store
    return open_store(path)


@pytest.fixture(scope="module")
def backwards(quads: list[ox.Quad], tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The same quads in a store that was filled in another order and in pieces."""
    path = tmp_path_factory.mktemp("profiles") / "backwards.kg"
    store = ox.Store(path)
    store.bulk_extend(quads[::-2])
    store.extend(quads[-2::-2])
    store.flush()
    del store
    return open_store(path)


def exported(store: Store, profile: str, form: str = "ttl") -> bytes:
    """Return what an export in a profile writes."""
    output = io.BytesIO()
    write_export(store, output, FORMATS[form], profile=profile)
    return output.getvalue()


@pytest.fixture(scope="module")
def concepts(described: Store) -> rdflib.Graph:
    """The SKOS profile, as another library reads it."""
    return rdflib.Graph().parse(data=exported(described, "skos"), format="turtle")


def test_every_profile_says_what_it_is() -> None:
    """The profiles are those of the folder, each with a summary in both languages and its prefixes."""
    assert profile_names() == ["full", "linked", *sorted([*PROFILES, *WITH_LINKS])]
    for name in (*PROFILES, *WITH_LINKS):
        header = parse_header(find_profile(name), place=name)
        assert set(header) == {"summary", "summary_zh"}
        assert {"skos", "void"} & set(profile_prefixes(name))


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # what rdflib says to itself
@pytest.mark.parametrize("profile", PROFILES)
def test_every_form_holds_the_same_triples(described: Store, profile: str) -> None:
    """Whatever the format, the triples are the same, sorted, and rdflib reads them too."""
    triples = {quad.triple for quad in ox.parse(exported(described, profile, "nt"), format=FORMATS["nt"])}
    lines = exported(described, profile, "nt").decode().splitlines()

    assert len(lines) == len(triples) > 100
    assert [line.removesuffix(" .") for line in lines] == sorted(line.removesuffix(" .") for line in lines)
    for form in ("ttl", "rdf", "jsonld", "trig", "nq"):
        parsed = ox.parse(exported(described, profile, form), format=FORMATS[form])
        assert {quad.triple for quad in parsed} == triples
    assert len(rdflib.Graph().parse(data=exported(described, profile), format="turtle")) == len(triples)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_order_of_loading_does_not_show(described: Store, backwards: Store, profile: str) -> None:
    """A store filled backwards, in pieces, exports to the same bytes."""
    assert set(backwards.quads()) == set(described.quads())
    assert exported(backwards, profile) == exported(described, profile)


def test_the_cube_needs_no_description(opened: Store, described: Store) -> None:
    """A store that an earlier version or another program made gives the same cube."""
    added = exported(described, "cube", "nt").splitlines()
    assert set(exported(opened, "cube", "nt").splitlines()) == set(added)


def test_the_description_is_the_graph_of_it(described: Store) -> None:
    """The profile has every triple of the graph that describes the store, and no other."""
    parsed = {quad.triple for quad in ox.parse(exported(described, "description"), format=FORMATS["ttl"])}

    assert parsed == {quad.triple for quad in described.quads(ox.NamedNode(vocab.DESCRIPTION_GRAPH))}


def test_what_a_profile_needs_must_be_there(opened: Store) -> None:
    """A store without a description has none to export, and says so; an unknown profile gets the nearest."""
    with pytest.raises(
        ExportError, match="the store holds nothing that belongs to it\n  build the store again"
    ):
        exported(opened, "description")
    there_are = r"did you mean cube\? choose from: full, linked, cube"
    with pytest.raises(ExportError, match=rf"no such profile\n  {there_are}"):
        exported(opened, "cubes")
    with pytest.raises(ExportError, match="no such profile"):
        exported(opened, "../reports")


# --- SKOS ------------------------------------------------------------------------------------------


def test_every_concept_is_in_a_scheme_and_reached(concepts: rdflib.Graph) -> None:
    """No orphan: a concept is a top of its scheme or has a broader one; both directions are said (S7, S8)."""
    for concept in concepts.subjects(RDF.type, SKOS.Concept):
        schemes = set(concepts.objects(concept, SKOS.inScheme))
        tops = set(concepts.objects(concept, SKOS.topConceptOf))
        assert schemes
        assert all((scheme, RDF.type, SKOS.ConceptScheme) in concepts for scheme in schemes)
        assert tops or set(concepts.objects(concept, SKOS.broader))
        assert tops <= schemes
    for one, inverse in ((SKOS.topConceptOf, SKOS.hasTopConcept), (SKOS.broader, SKOS.narrower)):
        said = set(concepts.subject_objects(one))
        assert said
        assert {(there, here) for here, there in said} == set(concepts.subject_objects(inverse))
    related = set(concepts.subject_objects(SKOS.related))
    assert related == {(there, here) for here, there in related}


def test_labels_are_kept_apart(concepts: rdflib.Graph) -> None:
    """A concept has one preferred label in a language, and no label twice in two roles (S13, S14)."""
    for concept in [
        *concepts.subjects(RDF.type, SKOS.Concept),
        *concepts.subjects(RDF.type, SKOS.ConceptScheme),
    ]:
        preferred = list(concepts.objects(concept, SKOS.prefLabel))
        assert "zh" in {label.language for label in preferred}
        assert len({label.language for label in preferred}) == len(preferred)
        roles = [
            set(concepts.objects(concept, name)) for name in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
        ]
        assert not any(one & other for one, other in combinations(roles, 2))
    assert len(list(concepts.subjects(SKOS.hiddenLabel, rdflib.Literal("上门", lang="zh")))) == 1


def test_mappings_are_kept_apart(concepts: rdflib.Graph) -> None:
    """What is the same as a concept is not also broader or related, nor a broader one related (S27, S46)."""
    exact = set(concepts.subject_objects(SKOS.exactMatch))
    assert not exact & set(concepts.subject_objects(SKOS.broadMatch))
    assert not exact & set(concepts.subject_objects(SKOS.relatedMatch))
    broader = {
        (concept, wider)
        for concept in concepts.subjects(SKOS.broader)
        for wider in concepts.transitive_objects(concept, SKOS.broader)
    }
    assert not broader & set(concepts.subject_objects(SKOS.related))


def test_indicators_of_reports_are_concepts(concepts: rdflib.Graph, described: Store) -> None:
    """An indicator that only a report names is in the scheme too; one of the ontology names its theme."""
    own = "SELECT ?i { GRAPH ?g { ?i skos:inScheme by:IndicatorScheme } FILTER (?g != graph:ontology) }"
    named = {str(iri.value) for (iri,) in described.rows(own)}
    scheme = rdflib.URIRef(vocab.INDICATOR_SCHEME)

    assert len(named) == 1
    assert named <= {str(one) for one in concepts.subjects(SKOS.inScheme, scheme)}
    themes = set(concepts.objects(None, rdflib.DCTERMS.subject))
    assert themes <= set(concepts.subjects(SKOS.inScheme, rdflib.URIRef(vocab.THEME_SCHEME)))
    assert len(themes) > 5


# --- The command -----------------------------------------------------------------------------------


def export(*arguments: str, store: Path) -> subprocess.CompletedProcess[str]:
    """Run the command on a store."""
    command = [sys.executable, "-m", "baiyang_kg", "export", *arguments, "--store", str(store)]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


def test_a_profile_is_exported_by_its_name(asking: Path, opened: Store, tmp_path: Path) -> None:
    """`--profile` writes it to a file or to standard output."""
    done = export(str(tmp_path / "cube.ttl"), "--profile", "cube", store=asking)

    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "cube.ttl").read_bytes() == exported(opened, "cube")
    assert export("-", "--profile", "skos", "-f", "nt", store=asking).stdout.encode() == exported(
        opened, "skos", "nt"
    )


@pytest.mark.parametrize(
    ("option", "begun", "offered"), [("--profile", "c", ["cube"]), ("--format", "n", ["nt", "nq"])]
)
def test_the_shell_completes_profiles_and_formats(option: str, begun: str, offered: list[str]) -> None:
    """Behind the option stand the names that begin so."""
    completion = ShellComplete(main, {}, "baiyang-kg", "_BAIYANG_KG_COMPLETE")
    found = completion.get_completions(["export", "graph.ttl", option], begun)

    assert [item.value for item in found] == offered


def test_a_profile_is_of_all_graphs(asking: Path, tmp_path: Path) -> None:
    """Together with one graph it is refused, and nothing is written."""
    done = export(str(tmp_path / "a.ttl"), "--profile", "cube", "--graph", "xiasha-2022", store=asking)

    assert done.returncode == 2
    assert done.stderr == "Error: --profile cube: is made of all graphs\n  leave --graph away\n"
    assert not list(tmp_path.iterdir())

"""`queries/profiles/linkset.rq`: the accepted links as VoID linksets, for whoever joins datasets."""

from __future__ import annotations

import io
import re
import shutil
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, SKOS, VOID

from baiyang_kg.errors import ExportError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.export import FORMATS, write_export
from baiyang_kg.graph.store import open_store
from baiyang_kg.linking.applying import apply_links
from baiyang_kg.linking.mappings import MappingSet
from baiyang_kg.linking.sssom import format_mappings
from proposed import link

if TYPE_CHECKING:
    from pathlib import Path

    from baiyang_kg.graph.store import Store

LINKSET = rdflib.URIRef(vocab.LINKSET_GRAPH + "communities")


@pytest.fixture(scope="module")
def linked(asking: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The small store with two accepted links, one rejected and one proposed."""
    folder = tmp_path_factory.mktemp("linked")
    store = shutil.copytree(asking, folder / "linked.kg")
    person = {"author": "李雷", "date": "2026-11-23"}
    mappings = (
        link("邻里社区", "330114002005").accept(**person),
        link("云涛社区", "330114002007", predicate=vocab.CLOSE_MATCH).accept(**person),
        link("云涛社区", "330114002008").reject(**person),
        link("邻里社区", "330114002009", predicate=vocab.CLOSE_MATCH),
    )
    metadata = {"mapping_set_title": "社区编码", "object_source": "dataset:villages"}
    links = MappingSet("https://example.org/links", mappings, {}, metadata)
    file = folder / "communities.sssom.tsv"
    file.write_bytes(format_mappings(links))
    apply_links([file], str(store))
    return open_store(store)


@pytest.fixture(scope="module")
def exported(linked: Store) -> rdflib.Graph:
    """The profile, as another library reads it."""
    return rdflib.Graph().parse(data=written(linked), format="turtle")


def written(store: Store, form: str = "ttl") -> bytes:
    """Return what an export in the profile writes."""
    output = io.BytesIO()
    write_export(store, output, FORMATS[form], profile="linkset")
    return output.getvalue()


def test_only_accepted_links_are_in_it(exported: rdflib.Graph) -> None:
    """A link that is rejected or undecided is not there; a code has the name and digits of its file."""
    links = {
        (str(subject).rpartition("/")[2], str(prop), str(match).rpartition("/")[2])
        for prop in (SKOS.exactMatch, SKOS.closeMatch)
        for subject, match in exported.subject_objects(prop)
    }

    assert links == {
        ("邻里社区", vocab.EXACT_MATCH, "330114002005"),
        ("云涛社区", vocab.CLOSE_MATCH, "330114002007"),
    }
    code = rdflib.URIRef(f"{vocab.CODE}nbs/2022/330114002005")
    assert exported.value(code, SKOS.prefLabel) == rdflib.Literal("邻里社区", lang="zh")
    assert str(exported.value(code, SKOS.notation)) == "330114002005"


def test_a_linkset_has_one_predicate_and_its_targets(exported: rdflib.Graph) -> None:
    """The set has a linkset for each predicate, with both targets and with how many links it has."""
    parts = set(exported.objects(LINKSET, VOID.subset))

    assert set(exported.subjects(RDF.type, VOID.Linkset)) == parts
    assert len(parts) == 2
    for part in parts:
        (prop,) = exported.objects(part, VOID.linkPredicate)
        (ours,) = exported.objects(part, VOID.subjectsTarget)
        (theirs,) = exported.objects(part, VOID.objectsTarget)
        (count,) = exported.objects(part, VOID.triples)
        assert len(set(exported.subject_objects(prop))) == int(str(count)) == 1
        assert (str(ours), str(theirs)) == (vocab.ID + "dataset", vocab.DATASET_GRAPH + "villages")
        assert all((target, RDF.type, VOID.Dataset) in exported for target in (ours, theirs))
    assert str(exported.value(LINKSET, VOID.triples)) == "2"
    assert exported.value(LINKSET, rdflib.DCTERMS.title) == rdflib.Literal("社区编码", lang="zh")


def test_every_form_holds_the_same_triples(linked: Store) -> None:
    """Whatever the format, the triples are the same, and none has a blank node."""
    triples = {quad.triple for quad in ox.parse(written(linked, "nt"), format=FORMATS["nt"])}

    assert not any(isinstance(term, ox.BlankNode) for one in triples for term in (one.subject, one.object))
    for form in ("ttl", "rdf", "jsonld", "trig", "nq"):
        assert {quad.triple for quad in ox.parse(written(linked, form), format=FORMATS[form])} == triples


def test_without_links_there_is_none(opened: Store) -> None:
    """A store without accepted links has nothing to write, and the error says how to have some."""
    with pytest.raises(
        ExportError, match="nothing that belongs to it\n  accept links and load them: baiyang-kg"
    ):
        written(opened)


def test_the_dump_for_others_has_the_links(linked: Store) -> None:
    """In the profile `linked` the set has the links too, under a name of the dump's own."""
    output = io.BytesIO()
    write_export(linked, output, FORMATS["trig"], profile="linked")
    quads = list(ox.parse(output.getvalue(), format=FORMATS["trig"]))
    graphs = {str(quad.graph_name) for quad in quads if quad.predicate.value == vocab.EXACT_MATCH}

    assert len(graphs) == 1
    assert re.fullmatch(
        rf"<{vocab.LINKSET_GRAPH}浙江省/杭州市/钱塘区/[0-9a-f]{{12}}/communities>", graphs.pop()
    )

"""The ontology's files: complete in both languages, anchored in standards, and regular enough to be read."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from baiyang_kg.errors import LexiconError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.checks import Shapes
from baiyang_kg.graph.terms import Terms, Unit, compile_terms, ontology_quads, read_ontology

FOLDER = Path(__file__).resolve().parent.parent / "ontology"
FILES = sorted(FOLDER.glob("*.ttl"))
HEADER = "https://w3id.org/baiyang-kg/ns"
ANCHORS = tuple(
    vocab.RDFS + name if name.startswith("sub") else vocab.SKOS + name
    for name in ("subClassOf", "subPropertyOf", "exactMatch", "closeMatch")
)

# The words of the contract, as a reader may write them.
CONTRACT = {
    vocab.KIND_SCHEME: "level change_rate change_amount share progress target rank",
    vocab.BOUND_SCHEME: "exact about nearly at_least more_than at_most less_than",
    vocab.DIRECTION_SCHEME: "increase decrease",
    vocab.STATUS_SCHEME: "planned in_progress completed",
    vocab.UNIT_KIND_SCHEME: "currency count area length weight volume time percent percentage_point person "
    "person_time household other",
    vocab.THEME_SCHEME: "economy asian_games relocation environment livelihood charity culture_sports "
    "governance safety other",
    vocab.REASON_SCHEME: "date ordinal name policy_name slogan title threshold phone code other",
}
ENTITY_TYPES = (
    "community residential_compound venue project program organization company policy_document place event "
    "person team waterway award industry_park other"
)
PREDICATES = (
    "located_in part_of carried_out_by takes_part_in hosts won awarded_by member_of status signed_with "
    "serves issued"
)


@cache
def triples() -> tuple[ox.Triple, ...]:
    """Return the triples of the ontology."""
    return read_ontology(FOLDER)


@cache
def terms() -> Terms:
    """Return the look-up tables of the ontology."""
    return compile_terms(triples())


@cache
def said() -> dict[tuple[str, str], list[ox.NamedNode | ox.Literal]]:
    """Return what the ontology says, by subject and predicate."""
    found = defaultdict(list)
    for triple in triples():
        found[triple.subject.value, triple.predicate.value].append(triple.object)
    return found


def objects(subject: str, *predicates: str) -> list[ox.NamedNode | ox.Literal]:
    """Return what the ontology says of a subject by these predicates."""
    return [one for predicate in predicates for one in said().get((subject, predicate), [])]


def described(*namespaces: str) -> list[str]:
    """Return the subjects of the ontology in our namespaces, in order."""
    return sorted(
        {triple.subject.value for triple in triples() if triple.subject.value.startswith(namespaces)}
    )


OWN = described(vocab.BY, vocab.ID)
CLASSES_AND_PROPERTIES = [
    iri
    for iri in OWN
    if any(
        kind.value.startswith(vocab.OWL) for kind in objects(iri, vocab.A) if isinstance(kind, ox.NamedNode)
    )
]


def local(iri: str) -> str:
    """Return the last part of an IRI, as a name for a test."""
    return re.split("[#/]", iri)[-1]


def in_both_languages(literals: list[ox.NamedNode | ox.Literal]) -> bool:
    """Say whether there is one text in Chinese and one in English."""
    languages = sorted(one.language or "" for one in literals if isinstance(one, ox.Literal))
    return languages == ["en", "zh"]


def test_every_term_is_labelled_in_both_languages() -> None:
    """A class, property, concept, unit, theme and indicator has one name in Chinese and one in English."""
    assert not [iri for iri in OWN if not in_both_languages(objects(iri, vocab.LABEL, vocab.PREFERRED_LABEL))]


def test_every_term_is_defined_in_both_languages() -> None:
    """Each has one meaning in Chinese and one in English, a sentence in that language."""
    assert not [iri for iri in OWN if not in_both_languages(objects(iri, vocab.DEFINITION))]
    for one in (meaning for iri in OWN for meaning in objects(iri, vocab.DEFINITION)):
        assert isinstance(one, ox.Literal)
        assert bool(re.search("[一-鿿]", one.value)) == (one.language == "zh"), one.value
        assert one.value.endswith("。" if one.language == "zh" else "."), one.value


def anchors(iri: str) -> set[str]:
    """Return the terms that `iri` is said to be, to be close to or to stand below, and theirs in turn."""
    found = {one.value for one in objects(iri, *ANCHORS)}
    return found.union(*(anchors(one) for one in found if one.startswith(vocab.BY)))


def test_every_class_and_property_is_anchored() -> None:
    """An own class or property leads, itself or through another own one, to a term of a standard."""
    own = [iri for iri in CLASSES_AND_PROPERTIES if all(one.startswith(vocab.BY) for one in anchors(iri))]

    assert CLASSES_AND_PROPERTIES
    assert own == []


def test_every_unit_has_its_place_in_qudt() -> None:
    """A unit has one link to QUDT, and a factor where that links it to another unit, and only there."""
    for iri in described(vocab.ID + "unit/"):
        matches = objects(iri, vocab.EXACT_MATCH, vocab.BROAD_MATCH, vocab.RELATED_MATCH)
        assert [one.value.startswith(vocab.UNIT_CODE) for one in matches] == [True], iri
        assert len(objects(iri, vocab.FACTOR)) == len(objects(iri, vocab.RELATED_MATCH)), iri


def test_no_printed_form_is_two_units_and_no_label_two_indicators() -> None:
    """A reader that finds a form of a unit or a label of an indicator knows which it is."""
    for iris in (described(vocab.ID + "unit/"), described(vocab.ID + "indicator/")):
        forms = [
            one.value
            for iri in iris
            for one in objects(iri, vocab.PREFERRED_LABEL, vocab.OTHER_LABEL)
            if isinstance(one, ox.Literal) and one.language == "zh"
        ]
        assert len(forms) == len(set(forms))


def test_no_keyword_stands_for_two_themes() -> None:
    """A word by which a theme is recognised belongs to one theme."""
    words = [one.value for iri in described(vocab.ID + "theme/") for one in objects(iri, vocab.HIDDEN_LABEL)]

    assert len(words) == len(set(words))


def test_indicators_have_themes_and_kinds_that_exist() -> None:
    """Each indicator of the ontology belongs to a theme of it and comes in a kind of unit of it."""
    themes, kinds = (
        set(terms().concepts[scheme].values()) for scheme in (vocab.THEME_SCHEME, vocab.UNIT_KIND_SCHEME)
    )

    for iri in described(vocab.ID + "indicator/"):
        assert {one.value for one in objects(iri, vocab.THEME)} <= themes
        assert objects(iri, vocab.THEME)
        assert {one.value for one in objects(iri, vocab.UNIT_KIND)} <= kinds


def test_the_indicators_that_recur_are_there() -> None:
    """The figures that nearly every local report states are known by their names."""
    names = (
        "地区生产总值 一般公共预算收入 财政总收入 固定资产投资 社会消费品零售总额 规上工业增加值 粮食总产量"
    )
    names += " 城镇居民人均可支配收入 农村居民人均可支配收入 森林覆盖率 城镇登记失业率"

    assert not [name for name in names.split() if name not in terms().indicators]
    assert 60 <= len(described(vocab.ID + "indicator/")) <= 150


@pytest.mark.parametrize("scheme", CONTRACT, ids=local)
def test_every_word_of_the_contract_has_a_concept(scheme: str) -> None:
    """What a reader may write as a kind, bound, direction, status, theme or reason is a concept."""
    assert not [word for word in CONTRACT[scheme].split() if word not in terms().concepts[scheme]]


def test_every_entity_type_and_predicate_has_a_term() -> None:
    """What a reader may call a thing or a relation is a class or a property."""
    assert set(ENTITY_TYPES.split()) == set(terms().classes)
    assert not [word for word in PREDICATES.split() if word not in terms().properties]


def test_concepts_belong_to_schemes_that_are_described() -> None:
    """Every scheme that a concept names is in the ontology."""
    schemes = {triple.object.value for triple in triples() if triple.predicate.value == vocab.IN_SCHEME}

    assert schemes == {one for one in OWN if one.endswith("Scheme")}


def test_the_header_says_what_an_ontology_must() -> None:
    """Version, licence, title, creator and preferred prefix stand at the head."""
    vann = "http://purl.org/vocab/vann/"

    assert terms().version.startswith(HEADER)
    assert [one.value for one in objects(HEADER, vocab.LICENCE)] == [
        "https://creativecommons.org/licenses/by/4.0/"
    ]
    assert len(objects(HEADER, vocab.TITLE)) == 2
    assert objects(HEADER, vocab.DCTERMS + "creator")
    assert [one.value for one in objects(HEADER, vann + "preferredNamespacePrefix")] == ["by"]
    assert [one.value for one in objects(HEADER, vann + "preferredNamespaceUri")] == [vocab.BY]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rdflib_reads_the_same_triples(path: Path) -> None:
    """The files are Turtle for another library too, with as many triples."""
    import rdflib  # noqa: PLC0415 (only this test needs it)

    assert len(rdflib.Graph().parse(path)) == len({quad.triple for quad in ox.parse(path=path)})


def test_the_ontology_has_no_blank_nodes() -> None:
    """What is stored has names only; blank nodes are for the shapes, which are not stored."""
    quads = ontology_quads(triples())

    assert not [quad for quad in quads if ox.BlankNode in {type(quad.subject), type(quad.object)}]
    assert {quad.graph_name.value for quad in quads} == {vocab.ONTOLOGY_GRAPH}


def test_the_ontology_meets_its_own_shapes() -> None:
    """Units and indicators of the ontology have the shape that is demanded of all."""
    assert Shapes(FOLDER / "shapes.ttl").validate(triples()) == ()


@pytest.mark.parametrize(
    ("form", "unit"),
    [
        ("㎡", Unit("平方米", vocab.UNIT_CODE + "M2")),
        ("平米", Unit("平方米", vocab.UNIT_CODE + "M2")),
        ("％", Unit("%", vocab.UNIT_CODE + "PERCENT")),
        ("家", Unit("家", vocab.UNIT_CODE + "NUM")),
        ("亩", Unit("亩", vocab.ID + "unit/亩")),
        ("元/月", Unit("元/月", vocab.ID + "unit/元每月")),
    ],
)
def test_units_are_found_by_their_forms(form: str, unit: Unit) -> None:
    """A printed form leads to the name of the unit and to the code that a figure in it carries."""
    assert terms().units[form] == unit


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("浙江省", vocab.PROVINCE),
        ("广西壮族自治区", vocab.PROVINCE),
        ("杭州市", vocab.CITY),
        ("钱塘区", vocab.DISTRICT),
        ("阜平县", vocab.DISTRICT),
        ("滨海新区", vocab.DISTRICT),
        ("白杨街道", vocab.SUBDISTRICT),
        ("南桥镇", vocab.TOWN),
        ("邻里社区", vocab.COMMUNITY),
        ("骆驼湾村", vocab.VILLAGE),
        ("上海", vocab.PLACE),
    ],
)
def test_the_level_of_an_area_shows_in_its_name(name: str, kind: str) -> None:
    """The longest ending that the ontology knows says what kind of area a name is."""
    assert terms().area_class(name) == kind


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    """A file of the ontology that is no Turtle is an error with its name and the place in it."""
    for path in FILES:
        (tmp_path / path.name).write_text("by:Broken a", encoding="utf-8")

    with pytest.raises(LexiconError, match=r"baiyang\.ttl: .*line 1"):
        read_ontology(tmp_path)

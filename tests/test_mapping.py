"""From facts to quads: hand-written readings, with no reader and no store."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baiyang_kg.errors import LexiconError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.checks import Shapes
from baiyang_kg.graph.terms import Terms, compile_terms, read_ontology
from baiyang_kg.mapping import map_reading
from baiyang_kg.reading.model import Context, Damage, Entity, Number, Observation, Reading, Relation, Span
from baiyang_kg.report import ReportSource

ONTOLOGY = Path(__file__).resolve().parent.parent / "ontology"
RAW = (
    "2023年，白杨街道实现财政总收入13.89 亿元，同比增长2.65%；走访各类企业200余家。"
    "邻里社区获评典型案例，白洋桥美食城项目完成。5+ 16体系，铜墙"
)
AREA = "id:place/浙江省/杭州市/钱塘区/白杨街道"
CONTEXT = Context(area="白杨街道", year=2023, parents=("浙江省", "杭州市", "钱塘区"))
SOURCE = ReportSource(
    id="street-2023",
    raw=RAW,
    sha256="0" * 64,
    original_sha256="1" * 64,
    format="application/pdf",
    title="白杨街道2023年工作",
    authors=("彭爽",),
)


@cache
def ontology() -> tuple[ox.Triple, ...]:
    """Return the triples of the ontology."""
    return read_ontology(ONTOLOGY)


@cache
def terms() -> Terms:
    """Return the look-up tables of the ontology."""
    return compile_terms(ontology())


def span(text: str) -> Span:
    """Return where `text` stands in the report."""
    start = RAW.index(text)
    return Span(start, start + len(text))


def figure(text: str, **changes: Any) -> Observation:
    """Return an observation of the numeral `text`, ordinary in everything that is not said."""
    start, end = span(text)
    ordinary: dict[str, Any] = {
        "value": Decimal(1), "unit": "个", "unit_kind": "count", "bound": "exact", "minimum": None,
        "maximum": None, "indicator": "走访企业", "head": "企业", "action": "走访", "area": "白杨街道",
        "period": "2023", "kind": "level", "of": None, "direction": None, "theme": "economy",
        "evidence": Span(0, end), "rule": "noun-value", "truncated": False,
    }  # fmt: skip
    return Observation(start=start, end=end, text=text, **{**ordinary, **changes})


def revenue(**changes: Any) -> Observation:
    """Return the figure of the fiscal revenue."""
    ordinary = {
        "value": Decimal("1389000000.00"),
        "unit": "元",
        "unit_kind": "currency",
        "indicator": "财政总收入",
    }
    return figure("13.89 亿", **{**ordinary, **changes})


def growth(**changes: Any) -> Observation:
    """Return the figure of the growth of the fiscal revenue."""
    ordinary = {
        "value": Decimal("2.65"), "unit": "%", "unit_kind": "percent", "indicator": "财政总收入同比增长率",
        "kind": "change_rate", "direction": "increase", "of": span("13.89 亿"),
    }  # fmt: skip
    return figure("2.65", **{**ordinary, **changes})


def entity(kind: str, name: str) -> Entity:
    """Return a named thing, mentioned once."""
    return Entity(type=kind, name=name, mentions=(span(name),), rule="suffix")


def relation(subject: str, predicate: str, object_: str) -> Relation:
    """Return a relation read from the second sentence."""
    return Relation(
        subject=subject,
        predicate=predicate,
        object=object_,
        evidence=span("邻里社区获评典型案例"),
        rule="won",
    )


def reading(**parts: Any) -> Reading:
    """Return a reading of the report with these parts alone."""
    names = ("observations", "numbers", "entities", "relations", "damage")
    return Reading(raw=RAW, context=CONTEXT, **{name: tuple(parts.get(name, ())) for name in names})


def full() -> Reading:
    """Return a reading with one of everything."""
    return reading(
        observations=[
            revenue(),
            growth(),
            figure(
                "200",
                value=Decimal(200),
                unit="家",
                bound="more_than",
                minimum=Decimal(200),
                maximum=Decimal(299),
            ),
        ],
        numbers=[
            Number(start=span("5+ 16").start, end=span("5+ 16").end, text="5+ 16", reason="policy_name")
        ],
        entities=[
            entity("community", "邻里社区"),
            entity("award", "典型案例"),
            entity("project", "白洋桥美食城项目"),
            entity("place", "白杨街道"),
        ],
        relations=[
            relation("邻里社区", "won", "典型案例"),
            relation("白洋桥美食城项目", "status", "completed"),
        ],
        damage=[Damage(start=span("铜墙").start, end=span("铜墙").end, reason="lost_fragment")],
    )


class Mapped:
    """The quads of a reading, to be asked for with prefixed names."""

    def __init__(self, told: Reading, source: ReportSource = SOURCE) -> None:
        self.quads = map_reading(told, source, terms=terms())

    def values(self, subject: str, predicate: str) -> list[str]:
        """Return what stands behind a subject and a predicate, as `shorten` writes it."""
        wanted = ox.NamedNode(expand(subject)), ox.NamedNode(expand(predicate))
        return sorted(shorten(quad.object) for quad in self.quads if (quad.subject, quad.predicate) == wanted)

    def subjects(self, kind: str) -> list[str]:
        """Return the things of a class, shortened."""
        wanted = ox.NamedNode(vocab.A), ox.NamedNode(expand(kind))
        return sorted(shorten(quad.subject) for quad in self.quads if (quad.predicate, quad.object) == wanted)


def expand(curie: str) -> str:
    """Return the IRI that a prefixed name stands for; it may have slashes."""
    prefix, _, name = curie.partition(":")
    return vocab.PREFIXES[prefix] + name


def shorten(term: Any) -> str:
    """Return a term as a test writes it: id:place/浙江省, 2.65, "家"@zh is 家@zh."""
    if isinstance(term, ox.Literal):
        return f"{term.value}@{term.language}" if term.language else term.value
    for prefix, namespace in vocab.PREFIXES.items():
        if prefix not in {"indicator", "theme", "measure"} and term.value.startswith(namespace):
            return f"{prefix}:{term.value.removeprefix(namespace)}"
    return str(term.value)


REVENUE = f"id:observation/street-2023/{span('13.89 亿').start}"
GROWTH = f"id:observation/street-2023/{span('2.65').start}"
VISITS = f"id:observation/street-2023/{span('200余').start}"


def test_one_numeral_is_one_observation() -> None:
    """Each stated figure is one observation, known by its report and its place, with all that was read."""
    mapped = Mapped(full())

    assert mapped.subjects("schema:Observation") == sorted([REVENUE, GROWTH, VISITS])
    assert mapped.values(VISITS, "schema:value") == ["200"]
    assert mapped.values(VISITS, "schema:minValue") == ["200"]
    assert mapped.values(VISITS, "schema:maxValue") == ["299"]
    assert mapped.values(VISITS, "by:bound") == ["by:MoreThan"]
    assert mapped.values(VISITS, "schema:unitCode") == ["unit:NUM"]
    assert mapped.values(VISITS, "schema:unitText") == ["家"]
    assert mapped.values(VISITS, "by:statedText") == ["200余家@zh"]
    assert mapped.values(VISITS, "schema:observationAbout") == [AREA]
    assert mapped.values(VISITS, "schema:observationDate") == ["2023"]
    assert mapped.values(VISITS, "schema:observationPeriod") == ["P1Y"]
    assert mapped.values(VISITS, "by:theme") == ["id:theme/economy"]
    assert mapped.values(VISITS, "by:action") == ["走访@zh"]
    assert mapped.values(VISITS, "by:countedThing") == ["企业@zh"]
    assert mapped.values(VISITS, "rdfs:label") == ["走访企业 200余家@zh"]


def test_values_are_exact_decimals() -> None:
    """A value is written in full, as the store would write it: no exponent, no zeros at the end."""
    mapped = Mapped(full())
    literals = [quad.object for quad in mapped.quads if quad.predicate.value == vocab.VALUE]

    assert sorted(literal.value for literal in literals) == ["1389000000", "2.65", "200"]
    assert {literal.datatype.value for literal in literals} == {vocab.DECIMAL}


def test_a_rate_is_an_indicator_of_its_own() -> None:
    """A growth rate measures the change of the level that it qualifies, and never the level itself."""
    mapped = Mapped(full())
    (rate,) = mapped.values(GROWTH, "schema:variableMeasured")

    assert mapped.values(REVENUE, "schema:variableMeasured") == ["id:indicator/财政总收入"]
    assert rate == "id:indicator/财政总收入/change_rate/%25"
    assert mapped.values(rate, "by:ofIndicator") == ["id:indicator/财政总收入"]
    assert mapped.values(rate, "by:kind") == ["by:ChangeRate"]
    assert mapped.values(rate, "skos:prefLabel") == ["财政总收入变化率@zh"]
    assert mapped.values(GROWTH, "by:changeOf") == [REVENUE]
    assert mapped.values(GROWTH, "by:direction") == ["by:Increase"]


def test_a_change_of_a_share_is_no_share() -> None:
    """A rate can be an indicator itself; how much it changed is another one, though both are percentages."""
    label = {"indicator": "森林覆盖率", "unit": "%", "unit_kind": "percent"}
    told = [figure("2.65", kind="share", **label), figure("200", kind="change_rate", **label)]
    mapped = Mapped(reading(observations=told))

    assert mapped.values(GROWTH, "schema:variableMeasured") == ["id:indicator/森林覆盖率"]
    assert mapped.values(VISITS, "schema:variableMeasured") == ["id:indicator/森林覆盖率/change_rate/%25"]


@pytest.mark.parametrize(
    ("kind", "property_"),
    [
        ("change_amount", "by:changeOf"),
        ("share", "by:shareOf"),
        ("progress", "by:progressOf"),
        ("rank", "by:rankOf"),
    ],
)
def test_each_kind_of_figure_qualifies_in_its_way(kind: str, property_: str) -> None:
    """A share, a progress, a rank and an amount of change each point to their figure in their own way."""
    mapped = Mapped(reading(observations=[revenue(), growth(kind=kind, direction=None)]))

    assert mapped.values(GROWTH, property_) == [REVENUE]


def test_units_keep_indicators_apart() -> None:
    """人次 never adds to 人 nor 家 to 次: the same label in another unit is another indicator."""
    label = {"indicator": "参与平安宣讲"}
    told = [
        figure("13.89 亿", unit="人", unit_kind="person", **label),
        figure("2.65", unit="人次", unit_kind="person_time", **label),
        figure("200", unit="", unit_kind="other", **label),
    ]
    mapped = Mapped(reading(observations=told))
    indicators = [mapped.values(one, "schema:variableMeasured")[0] for one in (REVENUE, GROWTH, VISITS)]

    names = ["人", "人次", "-"]
    assert indicators == [f"id:indicator/参与平安宣讲/{name}" for name in names]


def test_the_ontology_names_known_indicators() -> None:
    """Another name of a known indicator is that indicator, if its unit is of the right kind."""
    told = [
        revenue(indicator="地方财政总收入"),
        figure("200", indicator="地方财政总收入", unit="家"),
        growth(indicator="GDP增速", of=None),
    ]
    mapped = Mapped(reading(observations=told))

    assert mapped.values(REVENUE, "schema:variableMeasured") == ["id:indicator/财政总收入"]
    assert mapped.values(VISITS, "schema:variableMeasured") == ["id:indicator/财政总收入/家"]
    assert mapped.values(GROWTH, "schema:variableMeasured") == ["id:indicator/地区生产总值/change_rate/%25"]
    assert mapped.values("id:indicator/地区生产总值/change_rate/%25", "by:ofIndicator") == [
        "id:indicator/地区生产总值"
    ]


def test_units_have_codes_of_their_own_where_qudt_has_none() -> None:
    """A mu has no code in QUDT, so its figure carries ours; a unit that nobody knows carries none."""
    told = [figure("13.89 亿", unit="亩", unit_kind="area"), figure("200", unit="斗", unit_kind="other")]
    mapped = Mapped(reading(observations=told))

    assert mapped.values(REVENUE, "schema:unitCode") == ["id:unit/亩"]
    assert mapped.values(VISITS, "schema:unitCode") == []
    assert mapped.values(VISITS, "schema:unitText") == ["斗"]


def test_a_target_is_a_plan() -> None:
    """A figure set for the future is marked as a plan for the indicator that it aims at."""
    mapped = Mapped(reading(observations=[revenue(kind="target", period="2024")]))

    assert mapped.subjects("by:Plan") == [REVENUE]
    assert mapped.values(REVENUE, "schema:variableMeasured") == ["id:indicator/财政总收入"]
    assert mapped.values(REVENUE, "schema:observationDate") == ["2024"]


def test_evidence_is_shared_and_quotes_the_report() -> None:
    """Facts that cite one passage share one node, and every quote is what stands at its offsets."""
    mapped = Mapped(full())
    passages = mapped.subjects("oa:SpecificResource")

    assert len(passages) == len(set(passages))
    assert (
        mapped.values("id:community/浙江省/杭州市/钱塘区/白杨街道/邻里社区", "prov:wasDerivedFrom")[0]
        in passages
    )
    for passage in passages:
        (start,) = mapped.values(f"{passage}&selector=position", "oa:start")
        (end,) = mapped.values(f"{passage}&selector=position", "oa:end")
        assert mapped.values(f"{passage}&selector=quote", "oa:exact") == [f"{RAW[int(start) : int(end)]}@zh"]
        assert passage == f"report:street-2023#char={start},{end}"


def test_every_figure_leads_to_a_quote() -> None:
    """From each observation, one path leads to words of the report."""
    mapped = Mapped(full())

    for figure_ in mapped.subjects("schema:Observation"):
        (passage,) = mapped.values(figure_, "prov:wasDerivedFrom")
        assert f"{passage}&selector=quote" in mapped.values(passage, "oa:hasSelector")


def test_things_stand_below_the_area_of_their_report() -> None:
    """A thing is called by kind, area and name; an area that is named is no second thing."""
    mapped = Mapped(full())
    community = "id:community/浙江省/杭州市/钱塘区/白杨街道/邻里社区"

    assert mapped.subjects("by:Community") == [community]
    assert mapped.values(community, "rdfs:label") == ["邻里社区@zh"]
    assert mapped.values(community, "schema:containedInPlace") == [AREA]
    assert mapped.values(community, "by:reportedFor") == [AREA]
    assert mapped.values(community, "by:rule") == ["suffix"]
    assert mapped.subjects("by:Subdistrict") == [AREA]
    assert mapped.subjects("by:Place") == []
    assert len(mapped.values(AREA, "prov:wasDerivedFrom")) == 2


def test_the_areas_lie_in_one_another() -> None:
    """The area of a report and those above it are places of their own kind, each in the next."""
    mapped = Mapped(reading())
    hangzhou = "id:place/浙江省/杭州市"

    assert mapped.subjects("by:Province") == ["id:place/浙江省"]
    assert mapped.subjects("by:City") == [hangzhou]
    assert mapped.values(f"{hangzhou}/钱塘区", "schema:containedInPlace") == [hangzhou]
    assert mapped.values("id:place/浙江省", "schema:containedInPlace") == []


def test_relations_keep_their_evidence() -> None:
    """A relation is a statement between two things, and a thing of its own that leads to its words."""
    mapped = Mapped(full())
    base = "浙江省/杭州市/钱塘区/白杨街道"
    award, project = f"id:award/{base}/典型案例", f"id:project/{base}/白洋桥美食城项目"
    told = [one for one in mapped.subjects("rdf:Statement") if "/won/" in one]

    assert mapped.values(f"id:community/{base}/邻里社区", "by:won") == [award]
    assert mapped.values(project, "by:status") == ["by:Completed"]
    assert [mapped.values(one, "rdf:object") for one in told] == [[award]]
    assert len(mapped.values(told[0], "prov:wasDerivedFrom")) == 1


def test_a_place_in_a_place_is_contained_in_it() -> None:
    """Where a place is stated to be in another, the two join the tree of places; a project does not."""
    told = reading(
        entities=[
            entity("venue", "白洋桥美食城"),
            entity("community", "邻里社区"),
            entity("project", "白洋桥美食城项目"),
        ],
        relations=[
            relation("白洋桥美食城", "located_in", "邻里社区"),
            relation("白洋桥美食城项目", "located_in", "邻里社区"),
        ],
    )
    mapped = Mapped(told)
    base = "浙江省/杭州市/钱塘区/白杨街道"
    community = f"id:community/{base}/邻里社区"

    assert community in mapped.values(f"id:venue/{base}/白洋桥美食城", "schema:containedInPlace")
    assert mapped.values(f"id:project/{base}/白洋桥美食城项目", "by:locatedIn") == [community]
    assert mapped.values(f"id:project/{base}/白洋桥美食城项目", "schema:containedInPlace") == []


def test_nothing_that_is_named_is_lost() -> None:
    """What only a relation or a figure names becomes a thing too, of no claimed kind, with its evidence."""
    told = reading(
        observations=[revenue(area="大北社区")], relations=[relation("邻里社区", "takes_part_in", "微更新")]
    )
    mapped = Mapped(told)

    assert [one.rpartition("/")[2] for one in mapped.subjects("by:NamedThing")] == ["微更新", "邻里社区"]
    assert [one.rpartition("/")[2] for one in mapped.subjects("by:Place")] == ["大北社区"]


def test_numbers_and_damage_stay_with_their_reasons() -> None:
    """A number that is no figure and a broken place are in the graph, with why and where."""
    mapped = Mapped(full())
    (number,), (damage,) = mapped.subjects("by:StatedNumber"), mapped.subjects("by:Damage")

    assert mapped.values(number, "by:reason") == ["by:PolicyNameNumeral"]
    assert mapped.values(number, "by:statedText") == ["5+ 16@zh"]
    assert mapped.values(number, "by:offset") == [str(RAW.index("5+ 16"))]
    assert mapped.values(damage, "by:offset") == [str(RAW.index("铜墙"))]
    assert mapped.values(damage, "by:reason") == ["by:LostFragment"]


def test_the_report_says_what_it_is() -> None:
    """The report has its title, area, year, digest and authors, and its graph is a dataset made from it."""
    licence = "https://creativecommons.org/licenses/by/4.0/"
    mapped = Mapped(full(), replace(SOURCE, licence=licence))

    assert mapped.values("report:street-2023", "schema:about") == [AREA]
    assert mapped.values("report:street-2023", "by:sha256") == ["0" * 64]
    assert mapped.values("report:street-2023", "by:originalSha256") == ["1" * 64]
    assert mapped.values("report:street-2023", "dcterms:format") == ["application/pdf"]
    assert mapped.values("report:street-2023", "dc:creator") == ["彭爽@zh"]
    assert mapped.values("graph:street-2023", "dcterms:source") == ["report:street-2023"]
    assert mapped.values("graph:street-2023", "dcterms:license") == [licence]
    assert mapped.values("graph:street-2023", "dcterms:conformsTo") == [terms().version]
    assert Mapped(full()).values("graph:street-2023", "dcterms:license") == []
    assert {quad.graph_name.value for quad in mapped.quads} == {expand("graph:street-2023")}


def test_there_are_no_blank_nodes_and_no_repetitions() -> None:
    """Everything has a name, and nothing is said twice."""
    quads = map_reading(full(), SOURCE, terms=terms())

    assert len(quads) == len(set(quads))
    assert not [quad for quad in quads if ox.BlankNode in {type(quad.subject), type(quad.object)}]


def test_the_graph_has_the_shape_it_must_have() -> None:
    """What is mapped meets every demand of the shapes."""
    triples = [quad.triple for quad in map_reading(full(), SOURCE, terms=terms())]

    assert Shapes(ONTOLOGY / "shapes.ttl").validate([*triples, *ontology()]) == ()


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (
            reading(observations=[revenue(theme="weather")]),
            "no concept of ThemeScheme has the notation 'weather'",
        ),
        (reading(entities=[entity("planet", "邻里社区")]), "no class has the notation 'planet'"),
        (
            reading(relations=[relation("邻里社区", "likes", "典型案例")]),
            "no property has the notation 'likes'",
        ),
    ],
)
def test_a_word_without_a_term_is_an_error(told: Reading, found: str) -> None:
    """A word of the contract that the ontology does not define is named, not dropped."""
    with pytest.raises(LexiconError, match=found):
        Mapped(told)


def test_a_figure_says_how_sure_it_is() -> None:
    """Each figure carries its own confidence, an exact decimal; where nobody weighed them, none is said."""
    sure = [Decimal("0.96"), Decimal("0.50"), Decimal("1.00")]
    quads = map_reading(full(), SOURCE, terms=terms(), confidences=sure)
    said = {shorten(quad.subject): quad.object for quad in quads if quad.predicate.value == vocab.CONFIDENCE}

    assert {iri: literal.value for iri, literal in said.items()} == {
        REVENUE: "0.96",
        GROWTH: "0.5",
        VISITS: "1",
    }
    assert {literal.datatype.value for literal in said.values()} == {vocab.DECIMAL}
    assert {quad for quad in quads if quad.predicate.value != vocab.CONFIDENCE} == set(Mapped(full()).quads)


def test_what_cannot_be_shown_is_refused() -> None:
    """A passage outside the report, two figures in one place, one alone not weighed: none of it is stored."""
    with pytest.raises(ValueError, match="no passage stands at"):
        Mapped(reading(observations=[revenue(evidence=Span(5, len(RAW) + 1))]))
    with pytest.raises(ValueError, match="two figures begin at the same place"):
        Mapped(reading(observations=[revenue(), revenue(indicator="税收")]))
    with pytest.raises(ValueError, match="1 confidences of 3 figures"):
        map_reading(full(), SOURCE, terms=terms(), confidences=[Decimal(1)])


@settings(max_examples=30)
@given(st.text(min_size=1), st.text(min_size=1))
def test_any_name_and_label_can_be_stored(name: str, label: str) -> None:
    """Whatever a thing, an indicator or a report is called, its quads can be written and read again."""
    told = reading(
        observations=[revenue(indicator=label, head=label, area=name)],
        entities=[replace(entity("venue", "邻里社区"), name=name)],
    )
    quads = Mapped(told, replace(SOURCE, id=name, title=label)).quads
    written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)

    assert set(ox.parse(input=written, format=ox.RdfFormat.N_QUADS)) == set(quads)


def test_rdflib_reads_the_same_graph() -> None:
    """Another library, rdflib, finds the same triples in the Turtle that is written."""
    import rdflib  # noqa: PLC0415 (only this test needs it)

    triples = {quad.triple for quad in map_reading(full(), SOURCE, terms=terms())}
    turtle = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=vocab.PREFIXES)
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    theirs = ox.parse(input=graph.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)

    assert {quad.triple for quad in theirs} == triples


def test_the_same_reading_gives_the_same_quads_everywhere() -> None:
    """Neither the order of a set nor the seed of a hash reaches what is written."""
    code = "import test_mapping as t; print(*t.map_reading(t.full(), t.SOURCE, terms=t.terms()), sep='\\n')"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            cwd=Path(__file__).parent,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "42")
    }

    assert len(outputs) == 1
    assert "财政总收入" in outputs.pop().decode("utf-8")

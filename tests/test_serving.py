"""`serve`: the reconciliation service as a client meets it, through a server that runs on this machine."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import jsonschema
import pyoxigraph as ox
import pytest

from baiyang_kg import __version__
from baiyang_kg.graph import vocab
from baiyang_kg.graph.replacement import amend_store
from baiyang_kg.graph.store import open_store
from baiyang_kg.serving.batches import MOST_QUERIES
from baiyang_kg.serving.forms import LARGEST_BODY
from baiyang_kg.serving.listening import address_of, is_local, listen
from baiyang_kg.serving.service import Served
from served import ended, serving, start

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMAS = Path(__file__).parent / "schemas" / "reconciliation"
STREET = "place/浙江省/杭州市/钱塘区/白杨街道"
LINLI = "community/浙江省/杭州市/钱塘区/白杨街道/邻里社区"
OTHER_LINLI = "community/浙江省/杭州市/钱塘区/下沙街道/邻里社区"


@pytest.fixture(scope="module")
def client(asking: Path) -> Iterator[httpx.Client]:
    """A client of a server of the small store."""
    with serving(asking) as client:
        yield client


def checked(response: httpx.Response, schema: str) -> Any:
    """Return what a response holds, once it has the shape that the standard gives it."""
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json")
    told = response.json()
    jsonschema.validate(told, json.loads((SCHEMAS / f"{schema}.json").read_text("utf-8")))
    return told


def reconcile(client: httpx.Client, **query: Any) -> list[dict[str, Any]]:
    """Return the candidates of one query."""
    batch = {"q": query}
    jsonschema.validate(batch, json.loads((SCHEMAS / "queries.json").read_text("utf-8")))
    found = checked(client.post("/reconcile", data={"queries": json.dumps(batch)}), "results")
    return list(found["q"]["result"])


def refused(response: httpx.Response, status: int = 400) -> str:
    """Return the message with which a request was refused."""
    assert response.status_code == status, response.text
    told = response.json()
    assert told["status"] == "error"
    return str(told["message"])


# --- The manifest -----------------------------------------------------------------------------------------


def test_schemas_are_schemas() -> None:
    """Each of our schemas is one, and names the section of the standard that it was written from."""
    for path in SCHEMAS.glob("*.json"):
        schema = json.loads(path.read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        assert "Reconciliation Service API 0.2, section " in schema["$comment"]


def test_the_service_says_what_it_is(client: httpx.Client) -> None:
    """Asked for nothing, it tells its version, its name, its spaces and its services, by full addresses."""
    told = checked(client.get("/reconcile"), "manifest")

    assert told["versions"] == ["0.2"]
    assert told["serviceVersion"] == __version__
    assert told["name"] == "baiyang-kg 下沙街道、白杨街道"
    assert told["identifierSpace"] + LINLI == f"https://w3id.org/baiyang-kg/id/{LINLI}"
    assert [kind["name"] for kind in told["defaultTypes"]][:2] == ["社区 Community", "街道 Subdistrict"]
    assert set(told["suggest"]) == {"entity", "property", "type"}
    assert told["view"]["url"] == f"{client.base_url}".rstrip("/") + "/view?id={{id}}"


def test_the_addresses_of_the_manifest_answer(client: httpx.Client) -> None:
    """Each address that the manifest gives leads somewhere, with the identifier of an entity in its place."""
    told = client.get("/reconcile").json()
    entity = str(httpx.QueryParams({"id": LINLI})).removeprefix("id=")

    for template in (told["view"]["url"], told["preview"]["url"]):
        assert "邻里社区" in client.get(template.replace("{{id}}", entity)).text
    for kind, service in told["suggest"].items():
        url = service["service_url"] + service["service_path"]
        assert checked(client.get(url, params={"prefix": ""}), f"suggest-{kind}")["result"]
    proposing = told["extend"]["propose_properties"]
    url = proposing["service_url"] + proposing["service_path"]
    assert checked(client.get(url, params={"type": "by:Community"}), "properties")["properties"]


# --- Queries ----------------------------------------------------------------------------------------------


def test_a_name_is_found_with_what_speaks_for_it(client: httpx.Client) -> None:
    """An exact name in a known area is a match, with its type, its description and its features."""
    found = reconcile(
        client, query="邻里社区", type="by:Community", properties=[{"pid": "area", "v": "白杨街道"}]
    )

    assert (found[0]["id"], found[0]["match"]) == (LINLI, True)
    assert found[0]["score"] > 90 > found[1]["score"]
    assert found[0]["description"] == "社区 · 钱塘区 白杨街道"
    assert [kind["id"] for kind in found[0]["type"]] == ["by:Community", "schema:AdministrativeArea"]
    features = {feature["id"]: feature["value"] for feature in found[0]["features"]}
    assert features["name_same"] is features["parent_same"] is features["type"] is True
    assert len(features) == len(found[0]["features"])


def test_a_name_that_two_have_is_no_match(client: httpx.Client) -> None:
    """邻里社区 stands in two streets: both are candidates, with their streets, and neither is a match."""
    found = reconcile(client, query="邻里社区")

    assert {one["id"] for one in found[:2]} == {LINLI, OTHER_LINLI}
    assert found[0]["score"] == found[1]["score"]
    assert not any(one["match"] for one in found)


def test_an_area_before_the_name_decides(client: httpx.Client) -> None:
    """下沙街道邻里居委会 is the community of that street: its name says where it is, in other words."""
    found = reconcile(client, query="下沙街道邻里居委会")

    assert (found[0]["id"], found[0]["match"]) == (OTHER_LINLI, True)


def test_an_area_may_be_an_entity(client: httpx.Client) -> None:
    """A column that was reconciled before sends the identifier of the area, one or several."""
    areas = [{"id": STREET, "name": "白杨街道"}, "钱塘区"]
    found = reconcile(client, query="邻里社区", properties=[{"pid": "area", "v": areas}])

    assert (found[0]["id"], found[0]["match"]) == (LINLI, True)


def test_an_identifier_is_known(client: httpx.Client) -> None:
    """The identifier of an entity, also as an IRI in full or in short, finds it."""
    for name in (LINLI, f"id:{LINLI}", f"https://w3id.org/baiyang-kg/id/{LINLI}"):
        found = reconcile(client, query=name)
        assert (found[0]["id"], found[0]["match"], found[0]["score"]) == (LINLI, True, 100)


def test_types_restrict_as_strictly_as_asked(client: httpx.Client) -> None:
    """A type keeps others out; with `should` they come below, and with `all` an entity has each of them."""
    names = {one["name"] for one in reconcile(client, query="云涛社区", type=["社区"])}
    assert "云涛社区" in names
    assert "云涛社区健身房" not in names

    should = reconcile(client, query="云涛社区健身房", type=["by:Community"], type_strict="should")
    venue = next(one for one in should if one["name"] == "云涛社区健身房")
    assert not venue["match"]
    assert venue["score"] < reconcile(client, query="云涛社区健身房")[0]["score"]

    both = ["by:Community", "schema:AdministrativeArea"]
    assert reconcile(client, query="云涛社区", type=both, type_strict="all")
    assert not reconcile(client, query="云涛社区", type=[*both, "by:Venue"], type_strict="all")


def test_properties_alone_are_a_query(client: httpx.Client) -> None:
    """Without a name, what has the properties is found: the things of a street, the winner of an award."""
    street = reconcile(client, properties=[{"pid": "area", "v": "下沙街道"}], limit=50)
    assert OTHER_LINLI in {one["id"] for one in street}
    assert LINLI not in {one["id"] for one in street}

    winners = reconcile(client, properties=[{"pid": "by:won", "v": "典型案例"}])
    assert [one["id"] for one in winners] == [LINLI]
    assert not winners[0]["match"]


def test_a_type_tells_the_kind(client: httpx.Client) -> None:
    """What the only kind of a type is, the query is: 云涛 among communities is one, among all anything."""
    for query, kind in (({"type": "社区"}, "kind_same"), ({}, "kind_unknown")):
        found = {one["name"]: one["features"] for one in reconcile(client, query="云涛", **query)}
        assert {"id": kind, "value": True} in found["云涛社区"]


@pytest.mark.parametrize(
    "pid",
    ["财政总收入（数值）", "indicator/财政总收入", "indicator:财政总收入", f"{vocab.ID}indicator/财政总收入"],
)
def test_a_property_has_a_name_and_an_iri(client: httpx.Client, pid: str) -> None:
    """It is known by its name in either language, by its id, and by its IRI in full or in short."""
    (street,) = reconcile(client, properties=[{"pid": pid, "v": "13.89亿元"}])

    assert street["id"] == STREET
    for name in ("by:won", f"<{vocab.BY}won>", "获得荣誉", "won"):
        assert [one["id"] for one in reconcile(client, properties=[{"pid": name, "v": "典型案例"}])] == [
            LINLI
        ]


def test_a_wrong_property_halves_the_score(client: httpx.Client) -> None:
    """An indicator with another theme than the one asked for counts half, says so, and is no match."""
    right = reconcile(client, query="财政总收入", type="指标")
    wrong = reconcile(client, query="财政总收入", properties=[{"pid": "by:theme", "v": "水"}])

    assert (right[0]["match"], wrong[0]["match"]) == (True, False)
    assert wrong[0]["score"] == pytest.approx(right[0]["score"] / 2, abs=0.1)
    assert {"id": "property_by:theme", "value": False} in wrong[0]["features"]


def test_queries_of_a_batch_do_not_see_each_other(client: httpx.Client) -> None:
    """A batch has the results of its queries one by one, under their keys, best first, at most `limit`."""
    batch = {"甲": {"query": "邻里社区", "limit": 1}, "b": {"query": "白杨街道"}, "": {"query": "无此名称"}}
    told = checked(client.get("/reconcile", params={"queries": json.dumps(batch)}), "results")

    assert list(told) == list(batch)
    assert len(told["甲"]["result"]) == 1
    assert told["b"]["result"] == reconcile(client, query="白杨街道")
    for result in told.values():
        scores = [one["score"] for one in result["result"]]
        assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("queries", "message"),
    [
        ("", "queries: is no JSON"),
        ("[]", "queries: is a list, not an object"),
        ('{"q": 1}', "queries.q: is a number, not an object"),
        ('{"q": {}}', "queries.q: asks for nothing\n  send a query, properties, or both"),
        ('{"q": {"query": " "}}', "queries.q: asks for nothing"),
        ('{"q": {"query": ["a"]}}', "queries.q.query: is a list, not a text"),
        ('{"q": {"query": "a", "limits": 3}}', "queries.q: has a field 'limits'\n  choose from: limit,"),
        ('{"q": {"query": "a", "limit": 0}}', "queries.q.limit: is 0\n  send a whole number, at least 1"),
        ('{"q": {"query": "a", "limit": true}}', "queries.q.limit: is true"),
        ('{"q": {"query": "a", "limit": NaN}}', "queries: is no JSON: NaN is no number of JSON"),
        ('{"q": {"query": "a", "limit": 1e999}}', "queries.q.limit: is Infinity"),
        ('{"q": {"query": "a", "type": "Communty"}}', "queries.q.type: there is no type 'Communty'\n"),
        ('{"q": {"query": "a", "type": "zzzzzz"}}', "there is no type 'zzzzzz'\n  did you mean "),
        ('{"q": {"query": "a", "type": {}}}', "queries.q.type: is an object, not a list"),
        ('{"q": {"query": "a", "type_strict": "no"}}', 'queries.q.type_strict: is "no"\n  choose from: any'),
        ('{"q": {"query": "a", "properties": {}}}', "queries.q.properties: is an object, not a list"),
        ('{"q": {"query": "a", "properties": [{"p": 1}]}}', "queries.q.properties[0]: has a field 'p'"),
        ('{"q": {"query": "a", "properties": ["p"]}}', "queries.q.properties[0]: is a text, not an object"),
        (
            '{"q": {"query": "a", "properties": [{"pid": "zzzzzz", "v": "b"}]}}',
            "there is no property 'zzzzzz'\n  did you mean area · code · alias",
        ),
        ('{"q": {"query": "a", "properties": [{"pid": "area"}]}}', "queries.q.properties[0]: lacks pid or v"),
        (
            '{"q": {"query": "a", "properties": [{"pid": "aera", "v": "b"}]}}',
            "queries.q.properties: there is no property 'aera'\n  did you mean area",
        ),
        (r'{"q": {"query": "\ud800"}}', "queries: has half a character in it"),
        (json.dumps({"q": {"query": "长" * 1001}}), "queries.q.query: has 1001 characters"),
        ("[" * 100_000, "queries: is nested too deeply"),
    ],
)
def test_a_bad_query_is_explained(client: httpx.Client, queries: str, message: str) -> None:
    """What is no batch of queries is refused with the place in it and what to do."""
    assert message in refused(client.post("/reconcile", data={"queries": queries}))


# --- Codes ------------------------------------------------------------------------------------------------


# What reports and links may come to: areas that lie in each other, names that are missing, a code of no year.
STRANGE = """
graph:strange {
  <one> a by:Community ; rdfs:label "圆一社区"@zh ; schema:containedInPlace <two> , <street> ;
    skos:exactMatch code:own\\/77 ; by:hosts <nameless> , <feast> .
  <two> a by:Community ; rdfs:label "圆二社区"@zh ; schema:containedInPlace <one> , <street> , <nameless> .
  <street> a by:Subdistrict ; rdfs:label "圆街道"@zh .
  <feast> a by:Event ; rdfs:label "端午集市"@zh ; skos:prefLabel "端午集市"@zh .
  <gone> skos:exactMatch <https://w3id.org/baiyang-kg/code/nbs/2022/330114002005> .
}
"""


@pytest.fixture(scope="module")
def coded(asking: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server whose store has accepted links to the codes of two releases."""
    store = shutil.copytree(asking, tmp_path_factory.mktemp("coded") / "coded.kg")
    linkset = ox.NamedNode(f"{vocab.LINKSET_GRAPH}codes")
    codes = {LINLI: ("nbs/2020/330104015005", "nbs/2022/330114002005"), STREET: ("nbs/2022/330114002",)}
    links = [
        ox.Quad(
            ox.NamedNode(vocab.ID + key),
            ox.NamedNode(vocab.EXACT_MATCH),
            ox.NamedNode(vocab.CODE + code),
            linkset,
        )
        for key, found in codes.items()
        for code in found
    ]
    name = ox.Literal("邻里社区居委会", language="zh")
    code = ox.NamedNode(f"{vocab.CODE}nbs/2022/330114002")
    links.append(ox.Quad(code, ox.NamedNode(vocab.PREFERRED_LABEL), name, linkset))
    one, other = (ox.NamedNode(vocab.ID + key) for key in (LINLI, OTHER_LINLI))
    links.append(ox.Quad(one, ox.NamedNode(vocab.EXACT_MATCH), other, linkset))
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in vocab.PREFIXES.items())
    halls = "".join(f'<hall/{n}> a by:Venue ; rdfs:label "{n}号馆"@zh .' for n in range(10))
    strange = ox.parse(
        f"{prefixes}{STRANGE} graph:halls {{ {halls} }}", format=ox.RdfFormat.TRIG, base_iri=vocab.ID
    )
    amend_store(store, add=[*links, *strange])
    with serving(store) as client:
        yield client


def test_codes_come_from_accepted_links(coded: httpx.Client) -> None:
    """The codes of the newest release come, or those of the year that is wanted, or all."""
    rows = extended(coded, [LINLI, STREET, OTHER_LINLI], "code", "skos:exactMatch")
    assert rows[LINLI]["code"] == [{"str": "330114002005"}]
    assert rows[STREET]["code"] == [{"str": "330114002"}]
    assert rows[OTHER_LINLI]["code"] == []
    assert rows[STREET]["skos:exactMatch"] == [{"str": f"{vocab.CODE}nbs/2022/330114002"}]

    old = extended(coded, [LINLI], {"id": "code", "settings": {"year": "2020"}})
    assert old[LINLI]["code"] == [{"str": "330104015005"}]
    every = extended(coded, [LINLI], {"id": "code", "settings": {"year": "all"}})
    assert len(every[LINLI]["code"]) == 2


def test_strange_areas_and_names_do_no_harm(coded: httpx.Client) -> None:
    """A circle of areas ends, each area comes once, and what has no name is told by its IRI."""
    rows = extended(coded, ["one", "two"], "area", "code", "by:hosts")

    assert [area["name"] for area in rows["one"]["area"]] == ["圆街道", "圆二社区"]
    assert [area["name"] for area in rows["two"]["area"]] == ["圆一社区", "圆街道"]
    assert rows["one"]["code"] == [{"str": "77"}]
    assert rows["one"]["by:hosts"] == [{"str": f"{vocab.ID}nameless"}, {"id": "feast", "name": "端午集市"}]


def test_a_name_is_no_code(coded: httpx.Client) -> None:
    """A thing that has codes is not known by them where the query is a name."""
    (found,) = reconcile(coded, query="圆一社区")[:1]

    assert found["id"] == "one"
    assert "identifier" not in {feature["id"] for feature in found["features"]}


def test_what_somebody_called_one_thing_is_no_rival(client: httpx.Client, coded: httpx.Client) -> None:
    """Two namesakes that an accepted link makes one thing do not stand in each other's way."""
    for asked, rivals in ((client, 1), (coded, 0)):
        found = reconcile(asked, query="邻里社区")[:2]
        assert {one["id"] for one in found} == {LINLI, OTHER_LINLI}
        assert all({"id": "rivals", "value": rivals} in one["features"] for one in found)
    row = extended(coded, [LINLI], "skos:exactMatch")[LINLI]["skos:exactMatch"]
    assert {"id": OTHER_LINLI, "name": "邻里社区"} in row


def test_a_code_finds_what_has_it(coded: httpx.Client) -> None:
    """A code settles which of two namesakes is meant; alone it finds its thing; another name is no match."""
    code = [{"pid": "code", "v": "330114002005"}]
    named = reconcile(coded, query="邻里社区", properties=code)
    assert [(one["id"], one["match"]) for one in named[:2]] == [(LINLI, True), (OTHER_LINLI, False)]

    alone = reconcile(coded, properties=code)
    assert [(one["id"], one["match"], one["score"]) for one in alone] == [(LINLI, True, 100)]

    other = reconcile(coded, query="云涛社区", properties=code)
    assert not any(one["match"] for one in other)


def test_a_cell_may_be_a_code(coded: httpx.Client) -> None:
    """A query that is the code of one thing, of any release, finds that thing; another number finds none."""
    for code in ("330114002005", "330104015005"):
        found = reconcile(coded, query=code)
        assert [(one["id"], one["match"], one["score"]) for one in found] == [(LINLI, True, 100)]
    assert reconcile(coded, query="330114002999") == []


# --- What is fetched --------------------------------------------------------------------------------------


def extended(client: httpx.Client, ids: list[str], *properties: Any) -> dict[str, dict[str, Any]]:
    """Return the rows of a data extension."""
    asked = [{"id": one} if isinstance(one, str) else one for one in properties]
    query = {"ids": ids, "properties": asked}
    jsonschema.validate(query, json.loads((SCHEMAS / "extend.json").read_text("utf-8")))
    told = checked(client.post("/reconcile", data={"extend": json.dumps(query)}), "extended")
    assert [one["id"] for one in told["meta"]] == [one["id"] for one in asked]
    assert list(told["rows"]) == ids
    return dict(told["rows"])


def test_columns_are_fetched_for_entities(client: httpx.Client) -> None:
    """Areas come as entities, the nearest first; relations too; years as texts; what is unknown is empty."""
    rows = extended(client, [LINLI, "nothing"], "area", "by:won", "year", "code")

    assert [one["name"] for one in rows[LINLI]["area"]] == ["白杨街道", "钱塘区"]
    assert rows[LINLI]["area"][0]["id"] == STREET
    assert rows[LINLI]["by:won"] == [{"id": "award/典型案例", "name": "典型案例"}]
    assert rows[LINLI]["year"] == [{"str": "2023"}]
    assert rows[LINLI]["code"] == []
    assert rows["nothing"] == {"area": [], "by:won": [], "year": [], "code": []}


def test_figures_are_fetched_as_they_were_stated(client: httpx.Client) -> None:
    """What is stated exactly is a number in base units, what is not stays in words; plans are no figures."""
    money, actions = "indicator/财政总收入", "indicator/开展整治行动"
    other = "place/浙江省/杭州市/钱塘区/下沙街道"
    rows = extended(client, [STREET, LINLI, other], money, actions)
    assert rows[STREET][money] == [{"int": 1389000000}]
    assert rows[LINLI][actions] == [{"str": "600 余次"}]
    assert rows[other][money] == [{"str": "9亿元"}]

    stated = extended(client, [STREET], {"id": money, "settings": {"form": "stated"}})
    assert stated[STREET][money] == [{"str": "13.89亿元"}]
    sentence = extended(client, [STREET], {"id": money, "settings": {"form": "sentence", "limit": "1"}})
    assert sentence[STREET][money] == [{"str": "全年实现财政总收入13.89亿元,同比增长2.65%"}]
    none = extended(client, [STREET], {"id": money, "settings": {"year": "2022"}})
    assert none[STREET][money] == []
    month = extended(client, [LINLI], {"id": actions, "settings": {"year": "2023"}})
    assert month[LINLI][actions] == [{"str": "600 余次"}]


def test_what_is_not_chosen_is_as_the_manifest_says(client: httpx.Client) -> None:
    """The defaults of the settings that the service offers are what it does without any."""
    offered = client.get("/reconcile").json()["extend"]["property_settings"]
    defaults = {one["name"]: one["default"] for one in offered}
    key = "indicator/财政总收入"

    assert defaults == {"year": "", "form": "number", "limit": 0}
    chosen = extended(client, [STREET, key], *({"id": one, "settings": defaults} for one in ("figures", key)))
    assert chosen == extended(client, [STREET, key], "figures", key)
    assert extended(client, [STREET] + [f"x{number}" for number in range(999)], "area")[STREET]["area"]


def test_the_figures_of_an_indicator(client: httpx.Client) -> None:
    """An indicator has its figures with their periods and areas: of the newest year, of one, or of all."""
    key = "indicator/财政总收入"
    every = extended(client, [key], {"id": "figures", "settings": {"form": "stated", "year": "all"}})
    texts = [one["str"] for one in every[key]["figures"]]
    assert texts == ["9亿元 · 2022 · 下沙街道", "13.89亿元 · 2023 · 白杨街道", "2.65% · 2023 · 白杨街道"]

    old = extended(client, [key], {"id": "figures", "settings": {"form": "stated", "year": "2022"}})
    assert [one["str"] for one in old[key]["figures"]] == texts[:1]


def test_properties_are_proposed_by_type(client: httpx.Client) -> None:
    """Proposed are the properties that some entity of the type has, at most as many as wanted."""
    told = checked(client.get("/properties", params={"type": "街道"}), "properties")
    ids = [one["id"] for one in told["properties"]]
    assert told["type"] == "by:Subdistrict"
    assert {"area", "indicator/财政总收入"} <= set(ids)
    assert "by:won" not in ids

    first = client.get("/properties", params={"type": "街道", "limit": 1}).json()
    assert [one["id"] for one in first["properties"]] == ids[:1]
    assert len(client.get("/properties").json()["properties"]) > len(ids)


@pytest.mark.parametrize(
    ("extend", "message"),
    [
        ("{", "extend: is no JSON"),
        ('{"ids": []}', "extend: has no list properties"),
        ('{"ids": [1], "properties": []}', "extend.ids[0]: is a number, not a text"),
        ('{"ids": [], "properties": [{}]}', "extend.properties[0]: has no id"),
        (
            '{"ids": [], "properties": [{"id": "aera"}]}',
            "extend.properties[0].id: there is no property 'aera'",
        ),
        (
            '{"ids": [], "properties": [{"id": "area", "settings": {"year": "this"}}]}',
            "extend.properties[0].settings.year: is 'this'\n  send a year such as 2023, all, or nothing",
        ),
        (
            '{"ids": [], "properties": [{"id": "area", "settings": {"form": "x"}}]}',
            "settings.form: is 'x'\n  choose from: number",
        ),
        ('{"ids": [], "properties": [{"id": "area", "settings": {"limit": -1}}]}', "settings.limit: is '-1'"),
        ('{"ids": [], "properties": [{"id": "area", "settings": {"yaer": 1}}]}', "has a field 'yaer'"),
        ('{"ids": [], "properties": [{"id": "area"}, {"id": "area"}]}', "is asked for twice"),
        (
            json.dumps({"ids": ["a"] * 1001, "properties": []}),
            "extend.ids: has 1001 items\n  send at most 1000",
        ),
    ],
)
def test_a_bad_extension_is_explained(client: httpx.Client, extend: str, message: str) -> None:
    """What is no request for columns is refused with the place in it and what to do."""
    assert message in refused(client.post("/reconcile", data={"extend": extend}))


# --- Suggestions ------------------------------------------------------------------------------------------


def test_entities_are_suggested_while_typing(client: httpx.Client) -> None:
    """Names that begin so come first, then those that contain it; the identifier is known; pages go on."""

    def names(prefix: str, cursor: int = 0) -> list[str]:
        params: dict[str, str | int] = {"prefix": prefix, "cursor": cursor}
        told = checked(client.get("/suggest/entity", params=params), "suggest-entity")
        return [one["name"] for one in told["result"]]

    assert names("云涛")[:2] == ["云涛社区", "云涛社区健身房"]
    assert "云涛社区健身房" in names("健身房")
    assert names(LINLI) == ["邻里社区"]
    everything = names("")
    assert len(everything) > 10
    assert names("", 5) == everything[5:]
    assert names("", 10_000) == []
    assert names(f" <{vocab.ID}{LINLI}> ") == ["邻里社区"]
    assert names(" 云涛 ") == names("云涛")


def test_suggestions_come_in_pages(coded: httpx.Client) -> None:
    """Twenty at once, then the rest; a thing that begins so is not told again for what it contains."""
    pages = [
        [
            one["id"]
            for one in coded.get("/suggest/entity", params={"prefix": "", "cursor": cursor}).json()["result"]
        ]
        for cursor in (0, 20, 40)
    ]
    found = [one["name"] for one in coded.get("/suggest/entity", params={"prefix": "圆"}).json()["result"]]

    assert len(pages[0]) == 20
    assert len(pages[1]) >= 1
    assert pages[2] == []
    assert not set(pages[0]) & set(pages[1])
    assert found == ["圆一社区", "圆街道", "圆二社区"]
    assert not coded.get("/suggest/type", params={"prefix": "水系"}).json()["result"]


def test_types_and_properties_are_suggested(client: httpx.Client) -> None:
    """Both are found by Chinese, by English and by identifier."""
    for prefix in ("社区", "community", "by:Comm"):
        told = checked(client.get("/suggest/type", params={"prefix": prefix}), "suggest-type")
        assert told["result"][0]["id"] == "by:Community"
    for prefix in ("所在", "AREA", "area"):
        told = checked(client.get("/suggest/property", params={"prefix": prefix}), "suggest-property")
        assert told["result"][0] == {"id": "area", "name": "所在区域 Area"}
    assert "cursor: is 'x'" in refused(client.get("/suggest/type", params={"cursor": "x"}))


# --- Pages ------------------------------------------------------------------------------------------------


def test_the_preview_is_a_page_with_the_sentence(client: httpx.Client) -> None:
    """A small page: name, class and place, the words of the report; it may be framed and loads nothing."""
    page = client.get("/preview", params={"id": LINLI})

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert "x-frame-options" not in page.headers
    for words in ("<h1>邻里社区</h1>", "社区 · 钱塘区 白杨街道", "“邻里社区获杭州市老旧改工作典型案例”"):
        assert words in page.text
    assert not re.search(r"<script|src=|href=", page.text)


def test_the_view_has_everything_with_its_words(client: httpx.Client) -> None:
    """The page of an entity says what `show` says, and the front page leads to it."""
    text = client.get("/view", params={"id": LINLI}).text
    assert re.search(
        "获得荣誉.*典型案例.*<blockquote>邻里社区获杭州市老旧改工作典型案例 <small>baiyang-2023#",
        text,
        re.DOTALL,
    )

    front = client.get("/").text
    assert f"{client.base_url}".rstrip("/") + "/reconcile" in front
    link = re.search(r'<a href="(view\?id=[^"]+)">邻里社区</a>', front)
    assert link
    assert "邻里社区" in client.get(f"/{link[1]}").text


def test_what_is_not_there_is_not_found(client: httpx.Client) -> None:
    """An unknown entity, an unknown address and a page without an identifier are said to be so."""
    assert refused(client.get("/view", params={"id": "<b>"}), 404) == "id: nothing is known as '<b>'"
    assert refused(client.get("/elsewhere"), 404) == "Not Found"
    assert "id: is missing" in refused(client.get("/preview"))


# --- HTTP -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/reconcile", "/suggest/entity", "/properties", "/preview?id=x", "/elsewhere"]
)
def test_every_origin_may_ask(client: httpx.Client, path: str) -> None:
    """Each answer, also an error, says that a page of any origin may read it (section 3.3)."""
    response = client.get(path, headers={"Origin": "http://127.0.0.1:3333"})
    assert response.headers["access-control-allow-origin"] == "*"

    asked = {"Origin": "http://a.example", "Access-Control-Request-Method": "POST"}
    assert client.options(path, headers=asked).headers["access-control-allow-origin"] == "*"


def test_a_script_is_sent_to_a_callback(client: httpx.Client) -> None:
    """With a callback the answer is a script that calls it; what is no name of a function is refused."""
    response = client.get("/reconcile", params={"callback": "jQuery17_a.b"})
    assert response.headers["content-type"] == "application/javascript"
    inner = re.fullmatch(r"/\*\*/jQuery17_a\.b\((.*)\);", response.text)
    assert inner
    assert json.loads(inner[1]) == client.get("/reconcile").json()

    for name in ("alert(1)//", "", "a b", "1a"):
        assert "callback: is no name of a function" in refused(
            client.get("/reconcile", params={"callback": name})
        )


def test_what_is_too_much_is_refused(client: httpx.Client) -> None:
    """A batch or a body beyond the limits gets 413, another kind of body 415, another method 405."""
    many = {str(number): {"query": "a"} for number in range(MOST_QUERIES + 1)}
    message = refused(client.post("/reconcile", data={"queries": json.dumps(many)}), 413)
    assert message == f"queries: {MOST_QUERIES + 1} in one batch; send at most {MOST_QUERIES}"
    assert client.get("/reconcile").json()["batchSize"] == MOST_QUERIES

    body = {"queries": "x" * LARGEST_BODY}
    assert "body: more than 1048576 bytes" in refused(client.post("/reconcile", data=body), 413)
    assert "send application/x-www-form-urlencoded" in refused(client.post("/reconcile", json={}), 415)
    assert refused(client.put("/reconcile"), 405) == "Method Not Allowed"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("", "form: has neither queries nor extend"),
        ("queries=%ff", "form: is not in UTF-8"),
        ("queries={}&queries={}", "queries: is given twice"),
        ("&".join(f"a{number}=1" for number in range(30)), "form: has more than 20 fields"),
    ],
)
def test_a_bad_form_is_explained(client: httpx.Client, body: str, message: str) -> None:
    """What is no form of the standard is refused with what to do."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert message in refused(client.post("/reconcile", content=body, headers=headers))


def test_a_form_is_known_by_its_type_and_each_field_comes_once(client: httpx.Client) -> None:
    """The type may be in capitals and name its letters; a field stands in the address or in the form."""
    queries = {"queries": '{"q": {"query": "云涛"}}'}
    headers = {"Content-Type": "Application/X-WWW-Form-URLencoded; charset=UTF-8"}
    assert (
        client.post("/reconcile", content=str(httpx.QueryParams(queries)), headers=headers).status_code == 200
    )
    assert "queries: is given twice" in refused(client.post("/reconcile", params=queries, data=queries))
    assert "cursor: is '１'" in refused(client.get("/suggest/type", params={"cursor": "１"}))
    assert "cursor: is '1000000000'" in refused(client.get("/suggest/type", params={"cursor": "1000000000"}))
    assert client.get("/suggest/type", params={"cursor": "999999999"}).json() == {"result": []}


def test_the_query_of_another_version_is_explained(client: httpx.Client) -> None:
    """A single query, as version 0.1 had it, is refused with what to send."""
    assert "query: is not known in version 0.2" in refused(client.get("/reconcile", params={"query": "a"}))


def test_nothing_is_written(asking: Path) -> None:
    """Whatever is asked, the files of the store stay as they are."""

    def state() -> dict[str, tuple[int, int]]:
        return {path.name: (path.stat().st_size, path.stat().st_mtime_ns) for path in asking.iterdir()}

    before = state()
    with serving(asking) as client:
        reconcile(client, query="邻里社区")
        extended(client, [LINLI], "area")
        client.post("/reconcile", data={"queries": "x"})
    assert state() == before


def test_a_store_that_replaces_the_old_one_is_found(asking: Path, tmp_path: Path) -> None:
    """After a build the next request is answered from the new store; until then from the old one."""
    store = shutil.copytree(asking, tmp_path / "other.kg")
    village = ox.NamedNode(f"{vocab.ID}community/浙江省/杭州市/钱塘区/白杨街道/大学城北社区")
    name = ox.Literal("大学城北社区", language="zh")
    told = {vocab.A: ox.NamedNode(vocab.COMMUNITY), vocab.LABEL: name}
    graph = ox.NamedNode(f"{vocab.GRAPH}other")
    with serving(store) as client:
        client.get("/reconcile")
        store.rename(tmp_path / "aside.kg")
        assert not client.get("/suggest/entity", params={"prefix": "大学城"}).json()["result"]
        (tmp_path / "aside.kg").rename(store)

        amend_store(
            store, add=[ox.Quad(village, ox.NamedNode(iri), value, graph) for iri, value in told.items()]
        )
        (found,) = reconcile(client, query="大学城北社区")[:1]
        assert (found["id"], found["name"]) == (village.value.removeprefix(vocab.ID), "大学城北社区")


def test_what_cannot_be_opened_does_not_replace_the_store(asking: Path, tmp_path: Path) -> None:
    """A folder that is no whole store yet leaves the old one answering; the next that is one is taken."""
    path, aside = shutil.copytree(asking, tmp_path / "a.kg"), tmp_path / "aside.kg"
    served = Served(open_store(path))
    first = served.service()
    assert served.service() is first

    path.rename(aside)
    path.mkdir()
    (path / "LOCK").touch()
    assert served.service() is first

    shutil.rmtree(path)
    shutil.copytree(asking, path)
    second = served.service()
    assert second is not first
    assert second.catalogue.entities.keys() == first.catalogue.entities.keys()
    assert served.service() is second


def test_an_address_says_who_reaches_it() -> None:
    """That of this machine alone is local; all of its addresses together are not."""
    with listen("127.0.0.1", 0) as local, listen("0.0.0.0", 0) as every:  # noqa: S104 (closed at once)
        assert (is_local(local), is_local(every)) == (True, False)
        assert address_of(local) == f"http://127.0.0.1:{local.getsockname()[1]}"


def test_a_long_address_stands_in_brackets() -> None:
    """That of version 6 of the protocol, as a URL wants it; this machine's own is local."""
    try:
        listening = listen("::1", 0)
    except OSError as error:
        pytest.skip(f"this machine has no such addresses: {error}")
    with listening:
        assert is_local(listening)
        assert address_of(listening) == f"http://[::1]:{listening.getsockname()[1]}"


# --- The command ------------------------------------------------------------------------------------------


def test_a_port_in_use_is_an_error_of_the_user(asking: Path) -> None:
    """A port that another program has is named, with exit code 2 and nothing else said."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        server = start("--port", str(port), store=asking)
        code, said = ended(server)

    assert code == 2
    assert f"127.0.0.1:{port} cannot be listened on: Address already in use" in said
    assert "Traceback" not in said


def test_an_address_that_is_not_ours_is_an_error_of_the_user(asking: Path) -> None:
    """An address that this machine does not have cannot be listened on."""
    server = start("--host", "192.0.2.1", "--port", "0", store=asking)
    code, said = ended(server)

    assert code == 2
    assert "192.0.2.1:0 cannot be listened on: Cannot assign requested address" in said


def test_whoever_opens_it_to_others_is_warned(asking: Path) -> None:
    """Listening on every address of the machine is allowed, with a warning."""
    server = start("--host", "0.0.0.0", "--port", "0", store=asking)  # noqa: S104 (that is the subject)
    assert server.stderr is not None
    said = server.stderr.readline()
    server.send_signal(signal.SIGINT)

    assert ended(server)[0] == 130
    assert said == "Warning: 0.0.0.0 is reached from other machines; anyone there may read the whole graph\n"


def test_a_store_that_is_not_there_is_an_error_of_the_user(tmp_path: Path) -> None:
    """Without a store there is nothing to serve, and no port is taken."""
    server = start(store=tmp_path / "none.kg")
    code, said = ended(server)

    assert code == 2
    assert "there is no store here" in said


@pytest.mark.parametrize(
    ("missing", "extra"), [("uvicorn", "serve"), ("starlette", "serve"), ("opencc", "link")]
)
def test_an_extra_that_is_missing_is_named(asking: Path, missing: str, extra: str) -> None:
    """Without what it needs, the command says what to install."""
    code = f"import sys; sys.modules[{missing!r}] = None; from baiyang_kg.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "serve", "--port", "0", "--store", str(asking)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=60)

    assert done.returncode == 2
    assert done.stderr.startswith("Error: ")
    assert f"pip install 'baiyang-kg[{extra}]'" in done.stderr

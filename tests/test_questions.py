"""Questions about subjects, things, money and evidence, answered on a graph that a person can read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
import rdflib
from rdflib.namespace import SKOS

from baiyang_kg.graph.queries import names, prepare, read_query

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from baiyang_kg.graph.store import Store

BANSHAN = ("place", "半山街道")
ANSWERS: dict[str, tuple[list[tuple[str, str]], list[tuple[str, ...]]]] = {
    "done-for": (
        [("topic", "elderly"), BANSHAN, ("year", "2022")],
        [
            ("指标", "走访老人", "30户"),
            ("场馆", "老年食堂", ""),
            ("指标", "服务老年人", "1200人次"),
            ("荣誉", "敬老文明号", ""),
        ],
    ),
    "community-figures": (
        [("community", "伊萨卡社区")],
        [
            ("关于该社区", "走访老人", "30"),
            ("关于该社区", "走访老人", "36"),
            ("同一段落", "发放慰问金", "54000"),
        ],
    ),
    "spending": (
        [BANSHAN],
        [
            ("道路养护资金", "投入", "800000"),
            ("发放慰问金", "发放", "54000"),
            ("道路养护资金", "投入", "1200000"),
            ("一般公共服务支出", "", "3000000"),
        ],
    ),
    "project-counts": ([BANSHAN], [("半山街道", "已完成", "1"), ("半山街道", "进行中", "1")]),
    "relations": (
        [BANSHAN, ("predicate", "won")],
        [("伊萨卡社区", "获得荣誉", "全国示范性老年友好型社区", "2023")],
    ),
    "things": (
        [BANSHAN, ("kind", "venue")],
        [
            ("场馆", "老年食堂", "半山街道", "2", "2022", "2023"),
            ("场馆", "半山书房", "半山街道", "1", "2023", "2023"),
        ],
    ),
    "new-things": (
        [BANSHAN],
        [
            ("半山街道", "2023", "场馆", "半山书房"),
            ("半山街道", "2023", "机构", "半山街道慈善会"),
            ("半山街道", "2023", "机构", "市民政局"),
            ("半山街道", "2023", "荣誉", "全国示范性老年友好型社区"),
        ],
    ),
    "gone-things": ([BANSHAN], [("半山街道", "2023", "荣誉", "敬老文明号")]),
    "least-sure": ([BANSHAN], [("0.66", "发放慰问金", "5.4万元"), ("0.79", "服务老年人", "1200人次")]),
}


def ask(name: str, values: Sequence[tuple[str, str]], store: Store) -> list[tuple[str, ...]]:
    """Return the rows of a canned query as texts."""
    solutions: Any = store.ask(prepare(read_query(name), list(values), store=store))
    return [tuple("" if term is None else term.value for term in row) for row in solutions]


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_the_answers_are_right(name: str, wide_store: Store) -> None:
    """Each row is what a person would write down who has read the two small reports."""
    values, expected = ANSWERS[name]
    rows = ask(name, values, wide_store)

    assert sorted(row[: len(expected[0])] for row in rows) == sorted(expected)


@pytest.mark.parametrize(
    ("name", "values", "count"),
    [
        ("done-for", [("topic", "roads"), BANSHAN], 3),  # money in two years, and a target
        ("done-for", [("topic", "disabled"), BANSHAN], 0),
        ("community-figures", [("community", "伊萨卡社区"), ("year", "2022")], 1),
        ("spending", [BANSHAN, ("year", "2022")], 1),
        ("spending", [BANSHAN, ("min", "1000000")], 2),
        ("relations", [BANSHAN, ("predicate", "located_in")], 0),
        ("things", [BANSHAN, ("kind", "award")], 2),
        ("new-things", [BANSHAN, ("kind", "venue")], 1),
        ("new-things", [("place", "下沙街道")], 0),
        ("gone-things", [BANSHAN, ("kind", "venue")], 0),
        ("least-sure", [BANSHAN, ("below", "0.7")], 1),
        ("plans", [BANSHAN], 1),
        ("plans", [BANSHAN, ("year", "2024")], 1),
        ("plans", [BANSHAN, ("year", "2023")], 0),
        ("unlinked", [("kind", "waterway")], 0),
    ],
)
def test_parameters_narrow_the_answer(
    name: str, values: list[tuple[str, str]], count: int, wide_store: Store
) -> None:
    """Each parameter does what its help says."""
    assert len(ask(name, values, wide_store)) == count


def test_a_thing_that_is_linked_is_not_listed_as_unlinked(wide_store: Store) -> None:
    """One of the two venues of the street is in a library's list, and so it is left out."""
    listed = {row[1] for row in ask("unlinked", [("kind", "venue")], wide_store)}

    assert "老年食堂" in listed
    assert "半山书房" not in listed


def test_a_mention_comes_with_the_longest_passage_around_it(wide_store: Store) -> None:
    """The name alone says nothing: the sentence that holds it is shown."""
    rows = ask("mentions", [("thing", "半山书房")], wide_store)

    assert [row[1:] for row in rows] == [("2023", "150", "154", "半山书房", "建成半山书房,一般公共服务支出")]


def test_awards_are_counted_by_who_gave_them(wide_store: Store) -> None:
    """The giver of an award stands with the number of its awards; those without a giver are told apart."""
    rows = ask("awards-by-giver", [], wide_store)

    assert ("市民政局", "1", "全国示范性老年友好型社区", "伊萨卡社区") in rows
    assert {row[0] for row in rows} == {"市民政局", "未说明"}


def test_the_dataset_is_described_graph_by_graph(wide_store: Store) -> None:
    """Title, year, licence and fingerprint of a report stand with its graph."""
    rows = [row[1:] for row in ask("dataset", [], wide_store) if row[0].endswith("graph/banshan-2022")]

    assert ("标题 title", "半山街道2022年工作") in rows
    assert ("年份 year", "2022") in rows
    assert ("原文指纹 sha256 of the text", "ab") in rows


def test_a_cut_sentence_is_told(wide_store: Store) -> None:
    """A figure whose sentence the source cuts short is listed as partial, and no other of the report is."""
    rows = [row for row in ask("partial", [], wide_store) if row[3] == "半山街道"]

    assert [row[0] for row in rows] == ["一般公共服务支出"]


def test_a_subject_is_known_by_words_of_its_own(root: Path) -> None:
    """Each has its word, names and definitions in both languages, three words, and none of another's."""
    graph = rdflib.Graph().parse(root / "ontology" / "topics.ttl")
    topics = set(graph.subjects(SKOS.topConceptOf))
    words = Counter(str(word) for word in graph.objects(None, SKOS.hiddenLabel))

    assert len(topics) >= 12
    assert [word for word, count in words.items() if count > 1] == []
    for topic in topics:
        assert str(graph.value(topic, SKOS.notation)) == str(topic).rpartition("/")[2]
        for property_ in (SKOS.prefLabel, SKOS.definition):
            assert sorted(label.language for label in graph.objects(topic, property_)) == ["en", "zh"]
        assert len(set(graph.objects(topic, SKOS.hiddenLabel))) >= 3


def test_there_are_thirty_questions() -> None:
    """The library holds what analysts ask, and more than thirty files of it."""
    assert len(names()) >= 30

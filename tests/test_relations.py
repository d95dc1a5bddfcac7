"""Sentences and what they say of how their names relate; and what they do not say."""

from __future__ import annotations

import pytest

from baiyang_kg.errors import LexiconError
from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.model import Context, Entity, Span
from baiyang_kg.reading.names.relations import find_relations, load_relation_rules
from baiyang_kg.reading.page.layout import read_layout
from baiyang_kg.reading.page.scope import read_scope

LEXICON = load_lexicon()
AREA = Context(area="星河街道", year=2024)
TYPES = {
    "街道": "place",
    "区": "community",
    "馆": "venue",
    "站": "venue",
    "程": "project",
    "动": "program",
    "奖": "award",
    "司": "company",
    "法": "policy_document",
    "节": "event",
    "湾": "residential_compound",
}


def relations(sentence: str) -> set[tuple[str, str, str]]:
    """Return the relations of a sentence in which names stand in 〈 〉."""
    parts, entities, place = [], {}, 0
    for part in sentence.replace("〉", "〈").split("〈"):
        if len(parts) % 2:
            entities.setdefault(part, []).append(Span(place, place + len(part)))
        parts.append(part)
        place += len(part)
    scope = read_scope(read_layout("".join(parts), LEXICON.segmenter), LEXICON.segmenter)
    named = [
        Entity(
            type=next(kind for end, kind in TYPES.items() if name.endswith(end)),
            name=name, mentions=tuple(spans), rule="",
        )
        for name, spans in entities.items()
    ]  # fmt: skip
    return {
        (one.subject, one.predicate, one.object)
        for one in find_relations(scope, named, LEXICON.relations, AREA)
    }


STATED = [
    ("〈月湖社区〉、〈松涛社区〉分别获〈市级文明示范奖〉、〈省级文明示范奖〉。",
     {("月湖社区", "won", "市级文明示范奖"), ("松涛社区", "won", "省级文明示范奖")}),
    ("〈月湖社区〉、〈松涛社区〉先后获评〈市级文明示范奖〉。",
     {("月湖社区", "won", "市级文明示范奖"), ("松涛社区", "won", "市级文明示范奖")}),
    ("〈星河街道〉集聚了〈城北游泳馆〉、〈城南体育馆〉等场馆。",
     {("城北游泳馆", "located_in", "星河街道"), ("城南体育馆", "located_in", "星河街道")}),
    ("完成〈月湖社区〉、〈松涛社区〉等2家〈银龄驿站〉建设。",
     {("月湖社区", "hosts", "银龄驿站"), ("松涛社区", "hosts", "银龄驿站")}),
    ("〈月湖社区健身馆〉投用，〈月湖社区〉居民叫好。", {("月湖社区健身馆", "located_in", "月湖社区")}),
    ("完成〈西河治理工程〉。", {("西河治理工程", "status", "completed")}),
    ("〈西河治理工程〉正在推进。", {("西河治理工程", "status", "in_progress")}),
    ("明年将启动建设〈西河治理工程〉。", {("西河治理工程", "status", "planned")}),
    ("〈星河街道〉出台〈社区经济奖励办法〉。", {("星河街道", "issued", "社区经济奖励办法")}),
    ("〈星河街道〉攻坚克难，出台〈社区经济奖励办法〉，开展〈暖冬行动〉。",
     {("星河街道", "issued", "社区经济奖励办法"), ("暖冬行动", "carried_out_by", "星河街道")}),
    ("〈星河街道〉与〈云山公司〉签订协议。", {("星河街道", "signed_with", "云山公司")}),
    ("〈月湖社区〉举办〈邻里节〉。", {("月湖社区", "hosts", "邻里节")}),
    ("〈星湾〉位于〈星河街道〉。", {("星湾", "located_in", "星河街道")}),
]  # fmt: skip

NOT_STATED = [
    "〈西河治理工程〉完成70%。",
    "〈月湖社区〉与〈松涛社区〉的居民来到现场。",
    "〈月湖社区周边改造工程〉惠及〈月湖社区〉。",
    "〈月湖社区〉学习〈社区经济奖励办法〉。",
    "在〈星河街道〉的支持下，这里出台〈社区经济奖励办法〉。",
]


@pytest.mark.parametrize(("sentence", "expected"), STATED, ids=[sentence for sentence, _ in STATED])
def test_a_sentence_relates_its_names_as_it_says(sentence: str, expected: set[tuple[str, str, str]]) -> None:
    """Everything that the sentence states is found, and nothing else."""
    assert relations(sentence) == expected


@pytest.mark.parametrize("sentence", NOT_STATED)
def test_what_is_not_stated_is_not_related(sentence: str) -> None:
    """Names in one sentence, progress short of the whole and places nearby relate nothing."""
    assert relations(sentence) == set()


def test_a_pattern_that_cannot_be_used_is_named_with_its_line(tmp_path) -> None:  # noqa: ANN001 - a pytest fixture
    """A rule with an unknown type says in which line it stands."""
    table = tmp_path / "relations.tsv"
    table.write_text(
        "rule\tpredicate\tsubject\tobject\tpattern\nr\twon\t\t\t(?P<s>{castle})\n", encoding="utf-8"
    )

    with pytest.raises(LexiconError, match=r"relations.tsv:2"):
        load_relation_rules(table)

"""The preview of a thing is short, and the catalogue has what has a type."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from baiyang_kg.datasets.record import Record
from baiyang_kg.graph import vocab
from baiyang_kg.graph.naming import resolve
from baiyang_kg.graph.show import Fact, Quotation, portray
from baiyang_kg.linking.records import find_records
from baiyang_kg.serving.catalogue import Catalogue, Entity, EntityType, read_catalogue
from baiyang_kg.serving.pages import front_page, preview_page

if TYPE_CHECKING:
    from baiyang_kg.graph.store import Store

LINLI = "community/浙江省/杭州市/钱塘区/白杨街道/邻里社区"


def preview(store: Store, sections: dict[str, list[Fact]]) -> list[str]:
    """Return the lines of the preview of a community of which just this is known."""
    entity = read_catalogue(store, find_records(store)).entities[LINLI]
    portrait = portray(store, resolve(store, entity.record.iri, place="test"))
    page = preview_page(entity, replace(portrait, sections=sections))
    return re.findall(r"<(?:blockquote|p><small)>(.*?)(?: <small>.*|</small></p>)", page)


def test_a_preview_has_three_headings_with_three_facts(opened: Store) -> None:
    """What is said above, and what would be said of anything, is left out; words are escaped."""
    facts = [Fact(f"{number}<b>") for number in range(5)]
    left_out = {f"{heading} (x)": facts for heading in ("所在地", "报告区域", "提及")}
    shown = preview(opened, {**left_out, **{f"{letter} (y)": facts for letter in "甲乙丙丁"}})

    assert shown == [f"{letter}：0&lt;b&gt;；1&lt;b&gt;；2&lt;b&gt;" for letter in "甲乙丙"]


def test_a_preview_quotes_a_sentence_before_a_name(opened: Store) -> None:
    """The first words that are long enough; where none are, the longest; of mentions the words, too."""

    def quoted(*words: str) -> str:
        told = [Quotation(start, f"{vocab.REPORT}a#char=1,2", one) for start, one in enumerate(words)]
        return preview(opened, {"甲": [Fact("x", tuple(told))]})[0]

    assert quoted(
        "邻里社区", "邻里社区获杭州市老旧改工作典型案例", "邻里社区获杭州市老旧改工作典型案例二"
    ) == ("“邻里社区获杭州市老旧改工作典型案例”")
    assert quoted("邻里", "邻里社区") == "“邻里社区”"
    assert preview(opened, {"提及 (mentions)": [Fact("“邻里社区” a#char=1,2")]}) == ["“邻里社区”"]
    assert preview(opened, {}) == []


def test_what_has_no_type_is_no_entity(opened: Store) -> None:
    """Nor is what is not ours; types are those of some entity, each with those above it."""
    records = find_records(opened)
    strange = [Record(vocab.ID + "nothing", "无"), Record("https://example.org/x", "外", "community")]
    catalogue = read_catalogue(opened, [*records, *strange])

    assert len(catalogue.entities) == len(records)
    assert set(catalogue.types) == {one for entity in catalogue.entities.values() for one in entity.types}
    assert "by:Waterway" not in catalogue.types
    assert catalogue.types["by:Community"].broader == ("schema:AdministrativeArea",)
    assert catalogue.types["schema:AdministrativeArea"].broader == ()


def test_the_front_page_lists_thirty_of_a_class() -> None:
    """Of more it says how many there are; classes with few things come first."""
    named = [("venue", f"{number}号馆") for number in range(31)] + [("award", "<奖>")]
    entities = {
        f"{kind}/{name}": Entity(f"{kind}/{name}", Record("", name), (kind,), "") for kind, name in named
    }
    types = {kind: EntityType(kind, kind.title()) for kind in ("venue", "award")}
    page = front_page("题", "http://127.0.0.1:1/reconcile", Catalogue(entities, types))

    assert page.count("号馆</a>") == 30
    assert re.findall(r"<h3>(\w+)</h3>", page) == ["Award", "Venue"]
    assert re.findall(r"等 \d+ 项", page) == ["等 31 项"]
    assert '<a href="view?id=award%2F%3C%E5%A5%96%3E">&lt;奖&gt;</a>' in page

"""What is mined from reports for the lexicon: rows for a person to read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mine import count, find_suffixes, find_units, find_verbs
from texts import place_of, read_texts

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.model import Context
from baiyang_kg.reading.report import Derived, derive

if TYPE_CHECKING:
    from pathlib import Path


def derived(raw: str) -> Derived:
    """Return the reading of a text of an invented city."""
    return derive(raw, Context(area="临川市", year=2023), load_lexicon())


def test_units_are_found_with_what_they_count() -> None:
    """The last word of the counted thing is what a unit goes with."""
    reading = derived("加装电梯22台，新增托位70个。")

    assert [one.found for one in find_units(reading, load_lexicon())] == ["台 电梯", "个 托位"]


def test_verbs_that_no_table_knows_are_found() -> None:
    """A verb that a table knows is no find."""
    found = [one.found for one in find_verbs(derived("完成22台电梯加装。修葺3座凉亭。"), load_lexicon())]

    assert found == ["修葺"]


def test_what_ends_a_name_without_a_known_suffix_is_found() -> None:
    """公园 is a known suffix; what stands behind a place and is none is proposed."""
    lexicon = load_lexicon()
    found = [one.found for one in find_suffixes(derived("杭州森林公园开放。杭州垃圾分类。"), lexicon)]

    assert found == ["分类"]


def test_what_one_place_says_is_not_printed() -> None:
    """A pair counts by the places that know it, not by how often it is said."""
    readings = [
        ("a", derived("加装电梯22台。加装电梯3台。")),
        ("b", derived("加装电梯22台。清理河道3公里。")),
    ]
    rows = count(readings, "units", places=2)

    assert [row[:3] for row in rows] == [("台 电梯", "2", "3")]


def test_the_texts_set_aside_are_not_mined(tmp_path: Path, root: Path) -> None:
    """A text that is kept for measuring teaches nothing."""
    gold = next((root / "data" / "gold" / "aside").glob("*.json"))
    aside = json.loads(gold.read_text("utf-8"))["text_file"].rpartition("/")[2]
    for name in (aside, "xian-invented-2023.txt"):
        (tmp_path / name).write_text("加装电梯22台。", encoding="utf-8")

    assert [source.name for source in read_texts([tmp_path])] == ["xian-invented-2023"]


def test_reports_of_one_county_are_of_one_place() -> None:
    """The years of a county are one place; an article is a place of its own."""
    assert place_of("xian-yixian-2021") == place_of("xian-yixian-2018") == "yixian"
    assert place_of("article-013") == "article-013"

"""Words of the repaired text, found by place."""

from __future__ import annotations

import pytest

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.page.words import find_words, new_segmenter, spans_words
from sentences import scope_of


def words_of(chars: str) -> list[str]:
    """Return the words of a text."""
    return [word.text for word in find_words(chars, load_lexicon().segmenter)]


@pytest.mark.parametrize("chars", ["开展消防演练18次。", "A股\n上市 company、5G+", "", "\n", "𠀀𝟏é①½"])
def test_the_words_cover_the_text(chars: str) -> None:
    """The words in order are the text, each at its own place."""
    words = find_words(chars, load_lexicon().segmenter)

    assert "".join(word.text for word in words) == chars
    assert all(chars[word.start : word.end] == word.text for word in words)


@pytest.mark.parametrize(
    ("chars", "words"),
    [
        ("解决问题5个", ["解决", "问题"]),
        ("参保覆盖率达98%", ["覆盖率", "达"]),
        ("新增托位", ["新增", "托位"]),
        ("下降0.3个百分点", ["下降", "0.3", "个百分点"]),
    ],
)
def test_links_objects_and_terms_are_words_of_their_own(chars: str, words: list[str]) -> None:
    """What the segmenter draws together is parted again, and terms of the lexicon stay whole."""
    assert set(words) <= set(words_of(chars))


def test_a_place_leads_to_its_word() -> None:
    """A word is found by any of its characters, its first one is a boundary."""
    words = scope_of("开展消防演练18次").words
    place = words[1].start

    assert words.index_at(place) == words.index_at(words[1].end - 1) == 1
    assert words.is_boundary(place)
    assert not words.is_boundary(place + 1)
    assert words.is_boundary(len("开展消防演练18次"))


def test_a_word_runs_across_a_joint() -> None:
    """A column break inside a word is told from one between words."""
    segmenter = load_lexicon().segmenter

    assert spans_words("推进志愿服", "务活动", segmenter)
    assert not spans_words("推进志愿服务", "完成改造", segmenter)


def test_a_measure_is_no_part_of_the_word_behind_it() -> None:
    """The dictionary's 套房 and 个子 do not part 房源 and 子项目 from the number they are counted with."""
    assert scope_of("2362套房源").words.texts == ["2362", "套", "房源"]
    assert scope_of("31个子项目").words.texts == ["31", "个", "子项目"]


def test_a_segmenter_learns_terms() -> None:
    """A term of the lexicon is one word with the tag that it was given."""
    segmenter = new_segmenter({"云里雾里坊": "nz"})

    assert ("云里雾里坊", "nz") in segmenter.tag("走进云里雾里坊参观")

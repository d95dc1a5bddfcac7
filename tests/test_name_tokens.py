"""The tokens in which names are sought."""

from __future__ import annotations

import pytest

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.layout import read_layout
from baiyang_kg.reading.name_candidates import find_anchors
from baiyang_kg.reading.name_tokens import Tokens, read_tokens
from baiyang_kg.reading.words import find_words


def tokens_of(raw: str) -> Tokens:
    """Return the tokens of a piece of text."""
    lexicon = load_lexicon()
    text = read_layout(raw, lexicon.segmenter)
    return read_tokens(text, find_words(text.chars, lexicon.segmenter), lexicon.names)


@pytest.mark.parametrize("mark", ["[12]", "［12］", "〔12〕", "（12）"])
def test_the_mark_of_a_footnote_is_no_token(mark: str) -> None:
    """What stands before and behind a mark stands side by side, however the mark is printed."""
    plain = tokens_of("深入开展“清风楼道”专项行动，取得成效。")
    marked = tokens_of(f"深入开展“清风楼道”{mark}专项行动{mark}，取得成效。")

    assert marked.texts == plain.texts
    assert marked.kinds == plain.kinds


def test_a_word_of_the_dictionary_is_ordinary_whether_mined_or_not() -> None:
    """A word that the reports at hand never use is no proper name if the dictionary knows it as a word."""
    lexicon = load_lexicon().names
    unmined = [word for word in ("钢琴家", "铅笔", "雨伞", "窗帘") if word not in lexicon.common]
    assert unmined
    for word in unmined:
        tokens = tokens_of(f"看到{word}的人。")
        assert tokens.kinds[tokens.texts.index(word)] == "n"


@pytest.mark.parametrize("raw", ["四川东部、湖北西南部等地有雨。", "降雨量为阜新102.2、朝阳45.0。"])
def test_no_name_ends_with_a_number_or_with_the_part_of_a_place(raw: str) -> None:
    """The east of a province is no office, and a measured value no company."""
    tokens = tokens_of(raw)
    lasts = {tokens.texts[anchor.last] for anchor in find_anchors(tokens, load_lexicon().names)}

    assert not lasts & {"东部", "西南部", "102.2", "45.0"}

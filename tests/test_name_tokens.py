"""The tokens in which names are sought."""

from __future__ import annotations

import pytest

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.names.candidates import find_anchors
from baiyang_kg.reading.names.contents import find_class_nouns
from baiyang_kg.reading.names.tokens import Tokens, read_tokens
from baiyang_kg.reading.page.layout import read_layout
from baiyang_kg.reading.page.words import find_words


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


def anchored(raw: str) -> dict[str, str]:
    """Return what a name may be that ends somewhere in a piece of text, with the type that its end tells."""
    tokens, lexicon = tokens_of(raw), load_lexicon().names
    return {
        raw_name: anchor.type
        for anchor in find_anchors(tokens, lexicon)
        for raw_name in [tokens.chars[tokens.starts[anchor.firsts[-1]] : tokens.ends[anchor.last]]]
    }


def test_white_space_parts_what_is_listed_where_it_never_stands_inside_a_word() -> None:
    """Papers part names by blanks alone; in the text layer of a page image blanks stand anywhere."""
    meant = "志愿服务组织： 青山养老院 临水医院 望湖区图书馆。"
    assert not any(" " in name or "养老院临水" in name for name in anchored(meant))
    anywhere = "志愿服务组 织：青山养 老院 临水医 院 望湖区 图书馆。"
    assert any("养老院临水" in name for name in anchored(anywhere))


def test_a_word_that_heads_no_name_ends_none() -> None:
    """发展 ends like an exhibition, 社会 like a meeting; no name is sought before them."""
    assert not {"展", "会"} & set(tokens_of("青山经济社会发展。").suffixes)
    assert "展" in tokens_of("青山书画展。").suffixes


def test_a_name_may_end_with_its_part_in_brackets() -> None:
    """The first stage of a project is named with it; what a town makes is no part of its name."""
    assert anchored("青山污水处理厂迁建工程（一期）开工。")["青山污水处理厂迁建工程（一期）"] == "project"
    assert not any(name.endswith("）") for name in anchored("包括青山镇（蔬菜业）。"))


def test_a_slogan_of_two_halves_is_one_quotation() -> None:
    """“山水青山，有约临水” names an event; what somebody says between quotation marks names nothing."""
    assert "“山水青山，有约临水”" in tokens_of("举办“山水青山，有约临水”摄影展。").texts
    assert "quote" not in tokens_of("他说：“我们每天都来，风雨无阻，已经三年了。”").kinds


def test_a_person_is_named_behind_a_title_whatever_the_words_mean() -> None:
    """唐有 and 财 are words too; behind a title, a family name and two characters are a person."""
    assert anchored("居民奚精华说。")["奚精华"] == "person"
    assert anchored("党支部书记唐有财说。")["唐有财"] == "person"


def test_no_item_of_a_list_that_is_counted_is_a_company() -> None:
    """临水715人、 is a number of people, and 青山 before it a place."""
    assert not any(name.endswith("人") for name in anchored("其中临水715人、望湖17人、清江6人。"))


def test_a_doctrine_is_one_word() -> None:
    """Whoever a doctrine is named after is not spoken of where it is."""
    tokens = tokens_of("深入学习贯彻习近平新时代中国特色社会主义思想，落实上级部署。")
    assert tokens.kinds[tokens.texts.index("习近平新时代中国特色社会主义思想")] == "known"
    assert "习近平" not in tokens.texts


def test_a_word_is_one_object_wherever_it_stands() -> None:
    """What a word says by itself is worked out once."""
    tokens = tokens_of("青山镇建成文化广场。绿水镇建成体育广场。")
    built = [lexeme for lexeme in tokens.lexemes if lexeme.text.endswith("建成")]
    assert len(built) == 2
    assert built[0] is built[1]


@pytest.mark.parametrize(("raw", "kind"), [("市委十届三次全会召开。", "session"), ("市场活跃。", "n")])
def test_only_what_may_begin_a_session_is_tried_as_one(raw: str, kind: str) -> None:
    """The session of a party is one token, also behind a word that begins like one."""
    assert tokens_of(raw).kinds[0] == kind
    assert "session" in tokens_of(f"市场活跃，{raw}党的二十大召开。").kinds


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        ("范围到柳林村村界为止。", ["柳林", "村", "村", "界"]),
        ("据社会保障局局长李明介绍。", ["社会保障", "局", "局长", "李明"]),
        ("听取宣讲组周丽老师的意见。", ["组", "周丽", "老师"]),
    ],
)
def test_the_end_of_one_name_is_no_part_of_the_next_word(raw: str, parts: list[str]) -> None:
    """村村 and 局局长 are in the dictionary, 组周丽 is a guess; each is two words behind a name."""
    texts = tokens_of(raw).texts
    assert any(texts[place : place + len(parts)] == parts for place in range(len(texts)))


def test_who_is_called_by_family_name_and_kin_or_office_is_not_named() -> None:
    """孙大妈 and 何书记 are somebody, and nobody can say who; 孙大明 is a name."""
    assert "person" not in anchored("“我们都来了。”孙大妈说，何书记也来了。").values()
    assert anchored("村民孙大明说。")["孙大明"] == "person"


def test_a_sentence_may_be_quoted_as_the_name_of_what_follows() -> None:
    """An activity may be called by a sentence of any length; what somebody says is none."""
    sentence = "“守护河湖清水，你我他她都来参与”"
    assert f"启动{sentence}主题活动" in anchored(f"启动{sentence}主题活动。")
    assert "quote" not in tokens_of(f"他说：{sentence}。").kinds


def test_a_place_of_a_sort_is_no_name() -> None:
    """机耕路 is a sort of road and 结对村 one of villages, in one word or two; 安宁路 has a name."""
    names = anchored("安宁路通车。新修机耕路3公里，带动结对村增收。")
    assert "安宁路" in names
    assert not {"耕路", "对村"} & {name[-2:] for name in names}


def test_what_lies_to_the_sides_is_named_without_the_side() -> None:
    """北至 opens the name of a street as 到 does, and 和 behind 东起 joins nothing."""
    names = anchored("四至范围：东起和顺路，北至青竹街。")
    assert {"和顺路", "青竹街"} <= names.keys()
    assert "北至青竹街" not in names


def test_a_list_is_summed_up_by_a_noun_whatever_it_ends_with() -> None:
    """等5个乡 makes a list one of places, 等药材 one of herbs; of other lists nothing is known."""
    tokens = tokens_of("清河店、沙岭等5个乡种植黄芪、丹参等药材，青山、绿水。")
    nouns = find_class_nouns(tokens)
    lists = [nouns.get(place) for place, text in enumerate(tokens.texts) if text == "、"]
    assert [noun and noun.text for noun in lists] == ["乡", "药材", None]
    assert lists[0] is not None
    assert lists[0].sort == "place"

"""`graph/show.py` and `graph/naming.py`: everything known of one thing, found by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from baiyang_kg.errors import QueryError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.naming import find_named, labels, nearest, resolve
from baiyang_kg.graph.show import portrait_lines, portray
from baiyang_kg.graph.store import Store, open_store
from baiyang_kg.terminal import width

if TYPE_CHECKING:
    from pathlib import Path

LINLI = "id:community/浙江省/杭州市/钱塘区/白杨街道/邻里社区"


def shown(store: Store, name: str, columns: int = 100) -> str:
    """Return what `baiyang-kg show NAME` prints."""
    return "\n".join(portrait_lines(portray(store, resolve(store, name, place="show")), columns=columns))


def test_everything_of_a_community_with_its_words(opened: Store) -> None:
    """What it is, where it is, what it won, its figures, its mentions: each with the words of the report."""
    assert (
        shown(opened, LINLI)
        == """\
邻里社区  社区
<https://w3id.org/baiyang-kg/id/community/浙江省/杭州市/钱塘区/白杨街道/邻里社区>

所在地 (contained in place)
  白杨街道

报告区域 (reported for)
  白杨街道

获得荣誉 (won)
  典型案例
      “邻里社区获杭州市老旧改工作典型案例” baiyang-2023#char=500,520

数值 (figures)
  开展整治行动  600 余次  2023-12  邻里社区  水平
      “邻里社区开展整治行动600余次” baiyang-2023#char=190,210

提及 (mentions)
  “邻里社区获杭州市老旧改工作典型案例” baiyang-2023#char=500,520"""
    )


def test_what_points_to_a_thing_is_shown_too(opened: Store) -> None:
    """An award shows who won it, and a community what lies in it, with the words that say so."""
    won = shown(opened, "典型案例")
    assert (
        "← 获得荣誉 (won)\n  邻里社区\n      “邻里社区获杭州市老旧改工作典型案例” baiyang-2023#char=500,520"
        in won
    )

    assert "← 位于 (located in)\n  云涛社区健身房\n      “云涛社区健身房建成" in shown(opened, "云涛社区")


def test_figures_read_from_one_sentence_share_it(opened: Store) -> None:
    """A level and its rate of change stand together above the sentence that states both."""
    assert (
        "  财政总收入  13.89亿元  2023  白杨街道  水平\n"
        "  财政总收入  2.65%  2023  白杨街道  变化率\n"
        "      “全年实现财政总收入13.89亿元,同比增长2.65%” baiyang-2023#char=90,120\n"
    ) in shown(opened, "白杨街道")


def test_an_indicator_shows_its_figures_everywhere(opened: Store) -> None:
    """An indicator is defined and lists its figures of all areas and years."""
    text = shown(opened, "财政总收入")

    assert "定义 (definition)\n  本地区组织的各级财政收入合计。" in text
    assert [area in text for area in ("13.89亿元  2023  白杨街道", "9亿元  2022  下沙街道")] == [True, True]


def test_a_district_of_two_reports_is_one_thing(opened: Store) -> None:
    """What two graphs say of one thing is said once."""
    text = shown(opened, "钱塘区")

    assert text.startswith("钱塘区  区县\n")
    assert text.count("下沙街道") == 1


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_a_portrait_fits_the_terminal(opened: Store, columns: int) -> None:
    """Long quotations are wrapped, and nothing of them is left out."""
    lines = shown(opened, "白杨街道", columns).split("\n")

    assert max(width(line) for line in lines) <= columns
    assert "…" not in "".join(lines)


@pytest.mark.parametrize(
    "name",
    [LINLI, "<https://w3id.org/baiyang-kg/id/community/浙江省/杭州市/钱塘区/白杨街道/邻里社区>", LINLI[3:]],
)
def test_a_thing_is_called_by_its_iri(opened: Store, name: str) -> None:
    """In full or in short; a path without its prefix is a name that nothing has."""
    found = find_named(opened, name)

    assert [thing.label for thing in found] == ([] if name == LINLI[3:] else ["邻里社区"])


def test_a_name_with_no_thing_gets_the_nearest(opened: Store) -> None:
    """A miss lists what is near, and says where to look where nothing is."""
    with pytest.raises(QueryError, match=r"show: nothing is called 云涛小区\n  did you mean 云涛社区"):
        resolve(opened, "云涛小区", place="show")
    with pytest.raises(
        QueryError, match=r"nothing is called zzz\n  list what there is with: baiyang-kg run overview"
    ):
        resolve(opened, "zzz", place="show")


def test_a_name_is_data(opened: Store) -> None:
    """A name that looks like SPARQL is looked up as a name."""
    for attack in ('" } #', '"@zh } UNION { ?thing ?p ?o', "\\", "邻里\n社区", "a:b c"):
        assert find_named(opened, attack) == []
    for attack in ("<http://x/> } #", "<http://x/> } UNION { ?thing ?p ?o }>", "by:a b", "id:> } #"):
        with pytest.raises(QueryError, match="is no IRI"):
            find_named(opened, attack)


def test_nearest_prefers_what_contains_the_name() -> None:
    """Part of a name finds the name; otherwise the most similar ones are offered."""
    names = ["邻里社区", "邻里中心", "云涛社区", "白杨街道"]

    assert list(nearest("邻里", names)) == ["邻里中心", "邻里社区"]
    assert list(nearest("云涛小区", names)) == ["云涛社区"]
    assert list(nearest("x", names)) == []


def test_labels_are_those_of_a_class(opened: Store) -> None:
    """The names offered on a miss are names of the right kind of thing."""
    assert labels(opened, "https://w3id.org/baiyang-kg/ns#Community") == ["云涛社区", "邻里社区"]
    assert "财政总收入" in labels(opened)


def test_what_a_thing_is_in_other_datasets(wide: Path) -> None:
    """Code, name there, match, register and year, title of the dataset; a code shows whose it is."""
    store = open_store(wide)
    assert (
        "外部标识 (outside identifiers)\n"
        "  330114002005 邻里社区  同一 (exact match)  nbs/2022  《2022年区划代码》\n" in shown(store, LINLI)
    )
    assert "← 同一 (exact match)\n  邻里社区" in shown(store, "code:nbs/2022/330114002005")


def test_a_code_is_found_by_its_number_and_headed_by_its_name() -> None:
    """The number of a code finds it, headed by its name; one of two releases is two things."""
    engine = ox.Store()
    for code, name in (("2019/1001", "东社区"), ("2022/1001", "西社区"), ("2022/1002", "东社区")):
        node = ox.NamedNode(f"{vocab.CODE}nbs/{code}")
        engine.add(ox.Quad(node, ox.NamedNode(vocab.NOTATION), ox.Literal(code[5:])))
        engine.add(ox.Quad(node, ox.NamedNode(vocab.PREFERRED_LABEL), ox.Literal(name, language="zh")))
    store = Store("codes", engine)
    assert [one.label for one in find_named(store, "code:nbs/2022/1002")] == ["东社区"]
    assert shown(store, "1002").splitlines()[0] == "东社区"
    assert "代码 (code)\n  1002" in shown(store, "1002")
    with pytest.raises(QueryError, match="1001 is the name of 2 things"):
        resolve(store, "1001", place="show")


def test_the_rule_of_the_reader_stands_at_the_end(opened: Store) -> None:
    """How something was read tells nothing of the thing: what is said of it comes first."""
    (figure,) = opened.rows('SELECT ?o { ?o by:rule ?rule ; by:statedText "13.89亿元"@zh }')
    told = shown(opened, figure[0].value)

    assert told.endswith("识别依据 (rule of the reader)\n  noun-value")
    assert told.count("noun-value") == 1

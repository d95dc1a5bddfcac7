"""IRIs: readable, and never the same for two things."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baiyang_kg.graph.iris import encode_segment, mint, mint_evidence, mint_graph, mint_report

# Everything a name could hold: any character at all, and the ones that mean something in an IRI.
NAMES = st.one_of(st.text(), st.text(alphabet="/%.-~#?& :白\u3000\u200b\ud800"))


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_every_path_of_names_makes_an_iri(names: list[str]) -> None:
    """Any text makes an IRI that the store accepts and that keeps its shape when written and read again."""
    iri = mint("place", *names)
    turtle = f"<{iri}> <{iri}> <{iri}> ."

    assert ox.NamedNode(iri).value == iri
    assert [quad.subject.value for quad in ox.parse(input=turtle, format=ox.RdfFormat.TURTLE)] == [iri]
    assert iri.removeprefix("https://w3id.org/baiyang-kg/id/").count("/") == len(names)


@given(st.lists(NAMES, min_size=1, max_size=3), st.lists(NAMES, min_size=1, max_size=3))
def test_two_paths_never_make_one_iri(first: list[str], second: list[str]) -> None:
    """Different names, or the same ones parted otherwise, are different things."""
    assert (mint("venue", *first) == mint("venue", *second)) == (first == second)


@given(NAMES)
def test_a_segment_is_never_empty_or_a_step(text: str) -> None:
    """A segment is visible and does not lead to another path."""
    assert encode_segment(text) not in {"", ".", ".."}


@pytest.mark.parametrize(
    ("text", "segment"),
    [
        ("邻里社区", "邻里社区"),
        ("“15分钟品质文化生活圈”", "“15分钟品质文化生活圈”"),
        ("5G", "5G"),
        ("a/b", "a%2Fb"),
        ("100%", "100%25"),
        ("一河 一策", "一河%20一策"),
        ("\u3000", "%E3%80%80"),
        ("", "-"),
        ("-", "%2D"),
        ("..", "%2E%2E"),
    ],
)
def test_chinese_stays_readable(text: str, segment: str) -> None:
    """Chinese letters and quotation marks stay; what an IRI cannot hold is encoded."""
    assert encode_segment(text) == segment


def test_the_forms_of_iris() -> None:
    """A report, its graph, its passages and its things have the IRIs that the documentation shows."""
    report = mint_report("baiyang-2023")

    assert report == "https://w3id.org/baiyang-kg/report/baiyang-2023"
    assert mint_graph("baiyang-2023") == "https://w3id.org/baiyang-kg/graph/baiyang-2023"
    assert mint_evidence(report, 2330, 2357) == f"{report}#char=2330,2357"
    assert mint("place", "浙江省", "杭州市") == "https://w3id.org/baiyang-kg/id/place/浙江省/杭州市"

"""`graph/amendment.py`: a store that was changed is the one that is built at once from the same graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baiyang_kg.graph import amendment, vocab
from baiyang_kg.graph.amendment import amend, describe_store
from baiyang_kg.graph.iris import mint
from baiyang_kg.graph.replacement import amend_store, replace_store
from baiyang_kg.graph.store import merge_graphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from baiyang_kg.graph.store import Store

GRAPHS = [ox.NamedNode(vocab.DATASET_GRAPH + name) for name in ("one", "two", "three")]
DESCRIPTION = ox.NamedNode(vocab.DESCRIPTION_GRAPH)
THINGS = [ox.NamedNode(mint("place", name)) for name in ("甲", "乙")] + [
    ox.NamedNode("https://example.org/x")
]
CLASSES = [ox.NamedNode(name) for name in (vocab.COMMUNITY, vocab.DIVISION_CODE, vocab.DATASET)]
VALUES = [
    *THINGS,
    *CLASSES,
    ox.Literal("甲", language="zh"),
    ox.Literal("01", datatype=ox.NamedNode(vocab.INTEGER)),
    ox.Literal("1", datatype=ox.NamedNode(vocab.INTEGER)),
]
PROPERTIES = [ox.NamedNode(name) for name in (vocab.A, vocab.A, vocab.LABEL, vocab.TITLE, vocab.LICENCE)]

quads = st.lists(
    st.builds(
        ox.Quad,
        st.sampled_from([*THINGS, *GRAPHS]),
        st.sampled_from(PROPERTIES),
        st.sampled_from(VALUES),
        st.sampled_from(GRAPHS),
    ),
    max_size=12,
)


def stored(told: Iterable[ox.Quad]) -> ox.Store:
    """Return a store of these quads in memory."""
    store = ox.Store()
    store.extend(told)
    return store


def built(stated: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Return what a store holds that is built at once from these quads of named graphs."""
    told = list(stored(stated))  # as an engine keeps them: 1 for 01
    told += describe_store(told)
    return {*told, *merge_graphs(told)}


@given(before=quads, added=quads, dropped=st.sets(st.sampled_from(GRAPHS)), each=st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_changed_store_is_the_one_built_at_once(
    before: list[ox.Quad], added: list[ox.Quad], dropped: set[ox.NamedNode], *, each: bool
) -> None:
    """Whatever graphs go and come, the store says quad for quad what one built from the rest would say.

    That is so whether the terms that come are looked up each or all those that are there are read, and
    however many quads the engine gets at once.
    """
    store = stored(built(before))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(amendment, "_MANY", 0 if each else 1000)
        patch.setattr(amendment, "_AT_ONCE", 3)
        amend(store, drop=[graph.value for graph in dropped], add=iter(added))

    assert set(store) == built([*(quad for quad in before if quad.graph_name not in dropped), *added])


def small(name: str, graph: str) -> list[ox.Quad]:
    """Return a small graph whose community also stands in another one, with a title of its own."""
    thing, home = ox.NamedNode(mint("community", "白杨街道", name)), ox.NamedNode(graph)
    return [
        ox.Quad(thing, ox.NamedNode(vocab.A), ox.NamedNode(vocab.COMMUNITY), home),
        ox.Quad(thing, ox.NamedNode(vocab.LABEL), ox.Literal(name, language="zh"), home),
        ox.Quad(home, ox.NamedNode(vocab.A), ox.NamedNode(vocab.DATASET), home),
        ox.Quad(home, ox.NamedNode(vocab.TITLE), ox.Literal(f"社区 {name}"), home),
    ]


@pytest.fixture(scope="module")
def asked(opened: Store) -> list[ox.Quad]:
    """The named graphs of two small reports and the ontology."""
    return list(opened.quads())


@pytest.fixture
def path(asked: Sequence[ox.Quad], tmp_path: Path) -> Path:
    """A store of them on the disk, as a build makes it, with a small dataset."""
    store = tmp_path / "street.kg"
    replace_store(store, built([*asked, *small("云涛社区", GRAPHS[0].value)]))
    return store


def test_a_small_graph_comes_to_a_great_store(path: Path, asked: list[ox.Quad]) -> None:
    """A dataset beside those that are there: the same store as if all had been there from the beginning."""
    amend_store(path, add=small("邻里社区", GRAPHS[1].value))

    everything = [*asked, *small("云涛社区", GRAPHS[0].value), *small("邻里社区", GRAPHS[1].value)]
    assert set(ox.Store.read_only(str(path))) == built(everything)
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_graph_is_replaced_by_another_of_its_name(path: Path, asked: list[ox.Quad]) -> None:
    """Dropped and added in one go, a graph says the new alone, and the others say what they said."""
    amend_store(path, drop={GRAPHS[0].value}, add=small("邻里社区", GRAPHS[0].value))

    expected = built([*asked, *small("邻里社区", GRAPHS[0].value)])
    assert set(ox.Store.read_only(str(path))) == expected


def test_what_came_and_went_leaves_no_trace(path: Path, asked: list[ox.Quad]) -> None:
    """A graph that is taken out again leaves the store as it was, what a report says too staying there."""
    stated = [ox.Quad(*quad.triple, GRAPHS[0]) for quad in asked if "xiasha-2022" in str(quad.graph_name)]
    amend_store(path, drop={GRAPHS[0].value}, add=stated)
    amend_store(path, drop={GRAPHS[0].value, "https://example.org/no-such-graph"})

    assert set(ox.Store.read_only(str(path))) == built(asked)


def test_a_store_of_another_program_is_described_anew(asked: list[ox.Quad], tmp_path: Path) -> None:
    """Where no description tells of the graphs, or no default graph merges them, both are made."""
    store = tmp_path / "foreign.kg"
    replace_store(store, [*asked, *small("云涛社区", GRAPHS[0].value)])

    amend_store(store, drop={GRAPHS[0].value}, add=small("邻里社区", GRAPHS[1].value))

    assert set(ox.Store.read_only(str(store))) == built([*asked, *small("邻里社区", GRAPHS[1].value)])


@pytest.mark.parametrize("foreign", ["a graph", "no default graph"])
def test_a_store_that_another_program_changed_is_described_anew(foreign: str) -> None:
    """Where the description tells of other graphs, or the default graph is gone, neither is trusted."""
    there, comes = small("云涛社区", GRAPHS[0].value), small("邻里社区", GRAPHS[1].value)
    store = stored(built(there))
    added = small("凌云社区", GRAPHS[2].value) if foreign == "a graph" else []
    if added:
        store.extend(added)
    else:
        store.clear_graph(ox.DefaultGraph())

    amend(store, drop=(), add=comes)

    assert set(store) == built([*there, *added, *comes])


def test_what_is_said_of_other_graphs_is_not_read_again() -> None:
    """The description of a graph that stays is kept as it stands, for a great one takes long to count."""
    store = stored(built(small("云涛社区", GRAPHS[0].value)))
    counted = next(
        store.quads_for_pattern(GRAPHS[0], ox.NamedNode(vocab.VOID + "triples"), None, DESCRIPTION)
    )
    odd = ox.Quad(counted.subject, counted.predicate, ox.Literal(4711), DESCRIPTION)
    store.remove(counted)
    store.add(odd)

    amend(store, drop=(), add=small("邻里社区", GRAPHS[1].value))

    assert odd in store

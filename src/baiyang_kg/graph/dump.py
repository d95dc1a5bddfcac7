"""A dump for others: the reports of a store and its accepted links, under names that no other store has.

Within a store a report is known by the name of its file, which somebody else's may have too. In the dump the
path of its area and its year stand before that name, in each IRI that is made of it:

    report/annual#char=3,9          report/浙江省/杭州市/钱塘区/白杨街道/2023/annual#char=3,9
    graph/annual                    graph/浙江省/…/白杨街道/2023/annual
    id/observation/annual/2344      id/observation/浙江省/…/白杨街道/2023/annual/2344
    linkset/communities             linkset/浙江省/杭州市/钱塘区/3f2a9c1b04d7/communities
    dataset/venues/row/7            dataset/浙江省/杭州市/钱塘区/3f2a9c1b04d7/venues/row/7
    id/dataset, id/partition/…      id/dataset/浙江省/杭州市/钱塘区/3f2a9c1b04d7, id/partition/浙江省/…

What belongs to the dump alone is known by the smallest area around all reports, and by a digest of what it
holds: a dump of next year stands beside this one. Areas, things and indicators keep their IRIs, which are
functions of area and name, and so do division codes: two dumps that speak of one area, measure or code speak
of one node. The ontology and outside datasets are left to those who publish them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import NamedNode, Quad

from baiyang_kg import __version__
from baiyang_kg.errors import ExportError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.description import STORE, describe
from baiyang_kg.graph.digest import digest
from baiyang_kg.graph.iris import encode_segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from baiyang_kg.graph.store import Store

_DIGITS = 12  # of the digest by which a dump is known
_PLACE, _PARTITION = vocab.ID + "place/", vocab.ID + "partition/"
_OF_REPORT = "observation|number|relation|damage"  # things whose IRI begins with the name of their report
_REPORTS = f"""
    SELECT ?graph ?report ?area ?year WHERE {{
      GRAPH ?graph {{ ?report a schema:Report ; schema:about ?area ; schema:temporalCoverage ?year }}
      FILTER (STRSTARTS(STR(?graph), "{vocab.GRAPH}"))
    }} ORDER BY STR(?graph) STR(?area) STR(?year)"""


class _Report(NamedTuple):
    """A report of the store, in IRIs."""

    name: str  # in the IRIs of the store, one segment
    area: str  # the path of its area: 浙江省/杭州市/钱塘区/白杨街道
    year: str  # as a segment


def linked_quads(store: Store) -> list[Quad]:
    """Return the quads of the dump: a graph for each report and linkset, and one that describes them.

    Raises ExportError where the store holds no report of this program.
    """
    reports = _find_reports(store)
    if not reports:
        raise ExportError(
            "--profile linked", "the store holds no report", "build one first: baiyang-kg build"
        )
    graphs = [*(vocab.GRAPH + name for name in reports), *_linksets(store)]
    held = [quad for graph in graphs for quad in store.quads(NamedNode(graph))]
    edition = digest(map(str, held))[:_DIGITS]
    rename = _renaming(reports, [*_shared_path([report.area for report in reports.values()]), edition])
    quads = list(_renamed(held, rename))
    return [*quads, *_renamed(describe(quads, version=__version__), rename)]


def _find_reports(store: Store) -> dict[str, _Report]:
    """Return the reports by the names that they have in IRIs; of several areas or years the first."""
    found: dict[str, _Report] = {}
    for graph, report, area, year in store.rows(_REPORTS):
        name = graph.value.removeprefix(vocab.GRAPH)
        if report.value == vocab.REPORT + name and area.value.startswith(_PLACE):
            path = area.value.removeprefix(_PLACE)
            found.setdefault(name, _Report(name, path, encode_segment(year.value)))
    return found


def _linksets(store: Store) -> list[str]:
    rows = store.rows(f"""
        SELECT ?g WHERE {{ GRAPH ?g {{}} FILTER (STRSTARTS(STR(?g), "{vocab.LINKSET_GRAPH}")) }}
        ORDER BY STR(?g)""")
    return [graph.value for (graph,) in rows]


def _shared_path(paths: Sequence[str]) -> list[str]:
    """Return the path of the smallest area that all areas are in, as segments; none for the whole country."""
    shared: list[str] = []
    for names in zip(*(path.split("/") for path in paths), strict=False):
        if len(set(names)) > 1:
            break
        shared.append(names[0])
    return shared


def _renaming(reports: dict[str, _Report], own_path: Sequence[str]) -> Callable[[str], str]:
    """Return what gives an IRI of the store its name in the dump, which is itself known by `own_path`."""
    namespaces = f"{re.escape(vocab.REPORT)}|{re.escape(vocab.GRAPH)}|{re.escape(vocab.ID)}(?:{_OF_REPORT})/"
    names = "|".join(map(re.escape, reports))
    made_of_report = re.compile(f"(?P<space>{namespaces})(?P<name>{names})(?P<rest>$|[#/].*)", re.DOTALL)
    own = "/".join(own_path)

    def rename(iri: str) -> str:
        if iri in {STORE, vocab.DESCRIPTION_GRAPH}:
            return f"{iri}/{own}"
        for space in (_PARTITION, vocab.LINKSET_GRAPH, vocab.DATASET_GRAPH):
            if iri.startswith(space):
                return f"{space}{own}/{iri.removeprefix(space)}"
        match = made_of_report.fullmatch(iri)
        if match is None:
            return iri
        report = reports[match["name"]]
        return f"{match['space']}{report.area}/{report.year}/{report.name}{match['rest']}"

    return rename


def _renamed(quads: Iterable[Quad], rename: Callable[[str], str]) -> Iterator[Quad]:
    known: dict[Any, Any] = {}

    def renamed(term: Any) -> Any:
        if not isinstance(term, NamedNode):
            return term
        if term not in known:
            known[term] = NamedNode(rename(term.value))
        return known[term]

    for quad in quads:
        yield Quad(
            renamed(quad.subject), renamed(quad.predicate), renamed(quad.object), renamed(quad.graph_name)
        )

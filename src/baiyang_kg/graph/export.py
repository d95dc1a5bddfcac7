"""The store as a file: the same bytes from the same triples, on every machine.

The engine writes what it is given in the order in which it is given, and the order in its store is its own,
so everything is sorted first. A file is written beside its place and renamed: it is whole or not there.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat

from baiyang_kg.errors import ExportError
from baiyang_kg.graph.curies import DECLARED, expand
from baiyang_kg.graph.dump import linked_quads
from baiyang_kg.graph.naming import nearest
from baiyang_kg.graph.profiles import FULL, LINKED, profile_prefixes, profile_triples

if TYPE_CHECKING:
    from typing import BinaryIO

    from baiyang_kg.graph.store import Store

FORMATS = {
    "ttl": RdfFormat.TURTLE,  # https://www.w3.org/TR/turtle/
    "nt": RdfFormat.N_TRIPLES,  # https://www.w3.org/TR/n-triples/
    "nq": RdfFormat.N_QUADS,  # https://www.w3.org/TR/n-quads/
    "trig": RdfFormat.TRIG,  # https://www.w3.org/TR/trig/
    "jsonld": RdfFormat.JSON_LD,  # https://www.w3.org/TR/json-ld11/
    "rdf": RdfFormat.RDF_XML,  # https://www.w3.org/TR/rdf-syntax-grammar/
    "xml": RdfFormat.RDF_XML,
}
_GRAPHLESS = {RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML}
_REMEDIES = {
    errno.ENOENT: "make its folder first",
    errno.EISDIR: "name a file, not a folder",
    errno.ENOSPC: "make room on the disk; nothing was changed",
    errno.EACCES: "ask for the right to write there, or write elsewhere",
}
_CHOICES = "choose from: " + ", ".join(FORMATS)


def format_of(path: str, form: str | None = None) -> RdfFormat:
    """Return the format named `form`, or else the one that the extension of `path` says.

    Raises ExportError for one that there is not, and for standard output without a name of a format.
    """
    if form is None:
        if path == "-":
            raise ExportError("export -", "standard output has no extension", f"add --format; {_CHOICES}")
        form = path.rpartition(".")[2] if "." in path.rpartition("/")[2] else ""
        if not form:
            raise ExportError(path, "has no extension that names a format", f"add --format; {_CHOICES}")
    if form.lower() not in FORMATS:
        raise ExportError(path, f"there is no format {form!r}", _CHOICES)
    return FORMATS[form.lower()]


def find_graph(store: Store, name: str) -> NamedNode:
    """Return the named graph called `name`: its IRI, in full or in short, or the last part of it.

    Raises ExportError, with the nearest ones, where the store has no such graph.
    """
    graphs = graph_iris(store)
    wanted = expand(name)
    for iri in graphs:
        if iri == wanted or iri.rpartition("/")[2] == name:
            return NamedNode(iri)
    parts = [iri.rpartition("/")[2] for iri in graphs]
    near = nearest(name, parts) or parts
    raise ExportError(f"--graph {name}", "the store has no such graph", f"did you mean {' · '.join(near)}?")


def graph_iris(store: Store) -> list[str]:
    """Return the IRIs of all named graphs, sorted."""
    return [graph.value for (graph,) in store.rows("SELECT ?g { GRAPH ?g {} } ORDER BY STR(?g)")]


def write_export(
    store: Store, output: BinaryIO, form: RdfFormat, *, graph: NamedNode | None = None, profile: str = FULL
) -> int:
    """Write the store, or one graph of it, to `output`, and return how many triples or quads these are.

    A format that knows no graphs gets the triples of all of them, each once; so do profiles other than `full`
    and `linked`. Raises ExportError for a profile that there is not, or of which the store has nothing.
    """
    if profile not in {FULL, LINKED}:
        told = sorted(set(profile_triples(store, profile)), key=str)
        pyoxigraph.serialize(told, output, form, prefixes=profile_prefixes(profile))
        return len(told)
    held = linked_quads(store) if profile == LINKED else store.quads(graph)
    if form in _GRAPHLESS:
        triples = sorted({quad.triple for quad in held}, key=str)
        pyoxigraph.serialize(triples, output, form, prefixes=DECLARED)
        return len(triples)
    quads = sorted(held, key=lambda quad: (str(quad.graph_name), str(quad.triple)))
    pyoxigraph.serialize(quads, output, form, prefixes=DECLARED)
    return len(quads)


def export_file(
    store: Store, path: str, form: RdfFormat, *, graph: NamedNode | None = None, profile: str = FULL
) -> int:
    """Write the store to the file at `path`, whole or not at all, and return how many statements it has.

    What is no plain file (a device, a pipe) is written directly. Raises ExportError where this fails, and as
    `write_export` does.
    """
    target = Path(path).resolve()
    plain = target.is_file() or not target.exists()
    draft = target.with_name(f"{target.name}.{os.getpid()}.part") if plain else target
    try:
        with draft.open("wb") as output:
            count = write_export(store, output, form, graph=graph, profile=profile)
        if plain:
            draft.replace(target)
    except OSError as error:
        raise ExportError(
            path, f"cannot be written: {error.strerror}", _REMEDIES.get(error.errno or 0, "")
        ) from None
    finally:
        if plain:
            draft.unlink(missing_ok=True)
    return count

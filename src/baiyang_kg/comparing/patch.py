"""The step from one set of quads to another as an RDF patch (https://afs.github.io/rdf-patch/).

A patch is a transaction of rows: `D` takes a quad out, `A` puts one in. It is sorted, so that the same two
sides give the same bytes; its id is that of its rows.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import BlankNode, DefaultGraph

from baiyang_kg.errors import CompareError

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from baiyang_kg.comparing.sides import Side


def write_patch(before: Side, after: Side, output: BinaryIO) -> int:
    """Write the patch that makes `after` of `before`, and return how many quads it takes out and puts in.

    Where one side does not know its graphs, neither's are written. Raises CompareError for blank nodes, of
    which nobody can say whether they are the same.
    """
    if before.has_graphs != after.has_graphs:
        before, after = before.triples_only(), after.triples_only()
    gone, new = before.quads - after.quads, after.quads - before.quads
    for side, quads in ((before, gone), (after, new)):
        if any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object)):
            raise CompareError(side.name, "holds blank nodes", "compare its facts: --format text")
    rows = [*sorted(f"D {_row(quad)} .\n" for quad in gone), *sorted(f"A {_row(quad)} .\n" for quad in new)]
    body = "".join(rows).encode()
    name = uuid.uuid5(uuid.NAMESPACE_URL, body.decode())
    output.write(f"H id <urn:uuid:{name}> .\nTX .\n".encode())
    output.write(body)
    output.write(b"TC .\n")
    return len(rows)


def _row(quad: Quad) -> str:
    terms = [quad.subject, quad.predicate, quad.object]
    return " ".join(map(str, terms if quad.graph_name == DefaultGraph() else [*terms, quad.graph_name]))

"""Profiles of an export: the graph in the terms of one vocabulary, for programs that know that one alone.

A profile is a CONSTRUCT, `queries/profiles/<name>.rq`, and beside it, where some of what it writes is always
the same, `<name>.ttl`. Its prefixes are those that an export declares. Two others have graphs: `full` is the
graph as it is, `linked` the dump for others (`graph.dump`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyoxigraph

from baiyang_kg.errors import ExportError
from baiyang_kg.graph.naming import nearest
from baiyang_kg.resources import read_resource, resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

    from baiyang_kg.graph.store import Store

FULL, LINKED = "full", "linked"
_WANTED = {"linkset": "accept links and load them: baiyang-kg link apply FILE"}  # what a profile needs
_PREFIX = re.compile(r"^PREFIX ([\w-]*): <(.*)>$", re.MULTILINE)


def profile_names() -> list[str]:
    """Return the names of all profiles, those with graphs first."""
    return [FULL, LINKED, *sorted(path.stem for path in resource("queries/profiles").glob("*.rq"))]


def find_profile(name: str) -> str:
    """Return the text of the profile `name`.

    Raises ExportError, with those that there are, where there is none of this name.
    """
    text = read_resource(f"queries/profiles/{name}.rq") if name.isalnum() else None
    if text is None:
        near = nearest(name, profile_names())
        guess = f"did you mean {near[0]}? " if near else ""
        remedy = f"{guess}choose from: {', '.join(profile_names())}"
        raise ExportError(f"--profile {name}", "there is no such profile", remedy)
    return text


def profile_prefixes(name: str) -> dict[str, str]:
    """Return the prefixes that the profile `name` declares, with their namespaces."""
    return dict(_PREFIX.findall(find_profile(name)))


def profile_triples(store: Store, name: str) -> Iterator[Triple]:
    """Yield the triples of `store` in the terms of the profile `name`; some may come several times.

    Raises ExportError where there is no such profile, and where the store holds nothing that belongs to it.
    """
    constructed: Any = store.ask(find_profile(name), place=f"queries/profiles/{name}.rq", declared=True)
    first = next(constructed, None)
    if first is None:
        remedy = _WANTED.get(name, "build the store again with this version: baiyang-kg build")
        raise ExportError(f"--profile {name}", "the store holds nothing that belongs to it", remedy)
    yield first
    yield from constructed
    fixed = read_resource(f"queries/profiles/{name}.ttl")
    if fixed is not None:
        yield from (quad.triple for quad in pyoxigraph.parse(fixed, format=pyoxigraph.RdfFormat.TURTLE))

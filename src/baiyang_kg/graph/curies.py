"""Terms as people write and read them: `by:Community` for `https://w3id.org/baiyang-kg/ns#Community`."""

from __future__ import annotations

from typing import Any

import pyoxigraph

from baiyang_kg.graph.vocab import PREFIXES

# What an export declares: the namespaces whose names need no escapes. `id:place\\/浙江省` helps nobody.
# Names in these hold what no local name of Turtle may, such as slashes.
_LONG = {"id", "indicator", "report", "graph", "dataset", "linkset", "code"}
DECLARED = {name: iri for name, iri in PREFIXES.items() if name not in _LONG}


def expand(text: str) -> str | None:
    """Return the IRI that `text` is: in full, between `<` and `>`, or with a known prefix; else None."""
    if text.startswith("<") and text.endswith(">"):
        return text[1:-1]
    prefix, colon, rest = text.partition(":")
    if not colon:
        return None
    if prefix in PREFIXES and not rest.startswith("//"):
        return PREFIXES[prefix] + rest
    return text if rest.startswith("//") else None


def shorten(iri: str) -> str:
    """Return `iri` with the longest prefix of the project that fits, or as it is."""
    fitting = [prefix for prefix, namespace in PREFIXES.items() if iri.startswith(namespace)]
    if not fitting:
        return iri
    prefix = max(fitting, key=lambda name: len(PREFIXES[name]))
    return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}"


def is_address(term: Any) -> bool:
    """Tell whether a term may be a link on a page: an IRI of the web, of no other scheme (javascript:)."""
    return isinstance(term, pyoxigraph.NamedNode) and term.value.startswith(("https://", "http://"))


def text_of(term: Any) -> str:
    """Return a term as a person reads it: the text of a literal, an IRI in short, nothing for None."""
    if term is None:
        return ""
    if isinstance(term, pyoxigraph.NamedNode):
        return shorten(term.value)
    return term.value if isinstance(term, pyoxigraph.Literal) else str(term)

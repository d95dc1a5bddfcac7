"""IRIs as SSSOM writes them: prefix and name, in ASCII.

A CURIE of SSSOM is one of LinkML, which knows no letter beyond ASCII. So an IRI of ours is written as a URI
(RFC 3987, section 3.1) and read back (section 3.2). One of others keeps its letters: nobody could tell
afterwards whether they had been encoded before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

from baiyang_kg.errors import LinkError
from baiyang_kg.graph import vocab
from baiyang_kg.graph.census import HOME
from baiyang_kg.graph.iris import encode_segment

if TYPE_CHECKING:
    from collections.abc import Mapping as Names

# Prefixes that every file knows; it may declare them too, but not otherwise.
BUILT_IN = {
    "linkml": "https://w3id.org/linkml/",
    "owl": vocab.OWL,
    "rdf": vocab.RDF,
    "rdfs": vocab.RDFS,
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": vocab.SKOS,
    "sssom": "https://w3id.org/sssom/",
    "xsd": vocab.XSD,
}
_ADMS = "http://www.w3.org/ns/adms#"  # Asset Description Metadata Schema, which has a word for a status
_BEYOND_ASCII = re.compile("[^\\x00-\\x7f]+")
_OCTETS = re.compile("(?:%[89A-F][0-9A-F])+")  # what these become


def expand(curie: str, prefixes: Names[str, str], *, column: str, place: str) -> str:
    """Return the IRI that a CURIE stands for; an IRI in full is taken as it is.

    Raises LinkError, with `place` and `column`, for a prefix that is not declared and for what is no IRI.
    """
    prefix, colon, rest = curie.partition(":")
    if not colon:
        raise LinkError(place, f"{column}: {curie!r} is no CURIE", "write one: prefix:name")
    if prefix not in prefixes and not rest.startswith("//"):
        remedy = f"declare it in curie_map: `#  {prefix}: https://…/`"
        raise LinkError(place, f"{column}: the prefix {prefix}: is not declared", remedy)
    iri = prefixes[prefix] + rest if prefix in prefixes else curie
    try:
        return NamedNode(_OCTETS.sub(_decoded, iri) if iri.startswith(HOME) else iri).value
    except ValueError as error:
        raise LinkError(
            place, f"{column}: {curie!r} is no IRI: {error}", "encode what it may not hold"
        ) from None


def _decoded(octets: re.Match[str]) -> str:
    try:
        return encode_segment(unquote(octets[0], errors="strict"))
    except UnicodeDecodeError:
        return octets[0]


class Prefixes:
    """The prefixes of a file, of the project and of the standard, and those of them that were used."""

    def __init__(self, declared: Names[str, str]) -> None:
        self._known = {**vocab.PREFIXES, "adms": _ADMS, **declared, **BUILT_IN}
        self._used: set[str] = set()

    @property
    def used(self) -> dict[str, str]:
        """What the file has to declare: prefixes in the order of their letters, with their namespaces."""
        return {prefix: self._known[prefix] for prefix in sorted(self._used) if prefix not in BUILT_IN}

    def shorten(self, iri: str) -> str:
        """Return `iri` with the prefix of the longest namespace that it begins with, a new one if need be."""
        fitting = [prefix for prefix, namespace in self._known.items() if iri.startswith(namespace)]
        if not fitting:
            new = next(name for i in range(1, len(self._known) + 2) if (name := f"ns{i}") not in self._known)
            self._known[new] = iri[: max(map(iri.rfind, "/#:")) + 1]
            fitting = [new]
        prefix = max(fitting, key=lambda name: (len(self._known[name]), name))
        self._used.add(prefix)
        written = _BEYOND_ASCII.sub(lambda part: quote(part[0]), iri) if iri.startswith(HOME) else iri
        return f"{prefix}:{written.removeprefix(self._known[prefix])}"

    def use(self, text: str) -> str:
        """Return `text`; where it is a CURIE already, its prefix counts as used."""
        prefix, colon, rest = text.partition(":")
        if colon and prefix in self._known and not rest.startswith("//"):
            self._used.add(prefix)
        return text

"""`graph/vocab.py` and `ontology/*.ttl` hold the same names."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pyoxigraph as ox

from baiyang_kg.graph import vocab

if TYPE_CHECKING:
    from pathlib import Path


def constants() -> dict[str, str]:
    """Return the constants of the module that hold one IRI."""
    return {
        name: value
        for name, value in vars(vocab).items()
        if name.isupper() and isinstance(value, str) and value not in vocab.PREFIXES.values()
    }


def described_terms(root: Path) -> set[str]:
    """Return our own terms that the ontology's files describe."""
    triples = (triple for path in sorted((root / "ontology").glob("*.ttl")) for triple in ox.parse(path=path))
    subjects = {triple.subject.value for triple in triples if isinstance(triple.subject, ox.NamedNode)}
    return {subject for subject in subjects if subject.startswith(vocab.BY)}


def test_the_constants_are_the_terms_of_the_ontology(root: Path) -> None:
    """Every own term of the ontology has its constant, and no constant names a term that is not there."""
    assert {value for value in constants().values() if value.startswith(vocab.BY)} == described_terms(root)


def test_one_name_for_each_term() -> None:
    """No two constants hold the same IRI, so that a reader finds one name for one thing."""
    values = list(constants().values())

    assert len(values) == len(set(values))


def test_namespaces_are_absolute_and_distinct() -> None:
    """Each prefix stands for a namespace of its own, which ends where a local name can begin."""
    namespaces = list(vocab.PREFIXES.values())

    assert len(namespaces) == len(set(namespaces))
    assert all(namespace.startswith("http") and namespace[-1] in "#/" for namespace in namespaces)


def test_schema_org_is_written_with_https() -> None:
    """schema.org has two spellings in the wild; this program has one."""
    assert vocab.SCHEMA == "https://schema.org/"


def test_importing_the_names_loads_nothing_else() -> None:
    """A canned query pays nothing for the names: no module is loaded but the one that holds them."""
    code = (
        "from __future__ import annotations\nimport sys, baiyang_kg; before = set(sys.modules)\n"
        "import baiyang_kg.graph.vocab\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    assert loaded == ["baiyang_kg.graph", "baiyang_kg.graph.vocab"]

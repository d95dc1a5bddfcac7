"""The head of an SSSOM file: YAML behind `#`, with the identity of the set, its licence and its prefixes.

    #mapping_set_id: https://w3id.org/baiyang-kg/linkset/baiyang-2023-nbs-2022
    #license: https://creativecommons.org/publicdomain/zero/1.0/
    #curie_map:
    #  code: https://w3id.org/baiyang-kg/code/

SSSOM 1.1, section "SSSOM/TSV serialisation format" (https://mapping-commons.github.io/sssom/spec-formats-tsv/).
Every scalar is read as text, so that version 0.10 stays 0.10 and a date a date.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from baiyang_kg.errors import ExportError, LinkError
from baiyang_kg.linking.prefixes import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

UNSTATED_LICENCE = "https://w3id.org/sssom/license/unspecified"  # the word of SSSOM for it
_NAME = re.compile(r"[A-Za-z_][\w.-]*")  # of a prefix
_EXAMPLE = "open it with lines such as: #mapping_set_id: https://example.org/links"


def parse_metadata(lines: Sequence[str], *, place: str) -> dict[str, Any]:
    """Return the metadata that `lines`, the first of a file at `place`, hold behind their `#`.

    Raises LinkError, with its line, for what is no YAML, for a key given twice, for a set without
    mapping_set_id and for a prefix that is no name or has no namespace.
    """
    yaml = _library()
    text = "\n".join(line[1:] for line in lines)
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.BaseLoader)):
            raise LinkError(place, "the head repeats a value with `*`", "write the value out")
        tree = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        found = getattr(error, "problem", None) or getattr(error, "reason", None) or "not readable"
        at = f"{place}:{mark.line + 1}" if mark else place
        remedy = "write `#key: value`, lists and pairs indented"
        raise LinkError(at, f"the head is no YAML: {found}", remedy) from None
    slots = _value(tree, place) if tree else {}
    if not isinstance(slots, dict) or not slots.get("mapping_set_id"):
        raise LinkError(f"{place}:1", "the head of the file has no mapping_set_id", _EXAMPLE)
    places = {key.value: f"{place}:{key.start_mark.line + 1}" for key, _ in tree.value}
    for slot in ("mapping_set_id", "license"):
        _check_iri(slot, slots.get(slot, UNSTATED_LICENCE), places.get(slot, place))
    _check_prefixes(slots.get("curie_map", {}), places.get("curie_map", place))
    return slots


def metadata_lines(slots: dict[str, Any]) -> Iterator[str]:
    """Yield the lines that hold the metadata `slots`, in their order, each with its `#`."""
    text = _library().safe_dump(slots, sort_keys=False, allow_unicode=True, width=10_000)
    return (f"#{line}" for line in text.splitlines())


def _value(node: Any, place: str) -> Any:
    """Return what a node of YAML holds: a text, a list or a dictionary. Raises LinkError for a key twice."""
    if node.id == "scalar":
        return node.value
    if node.id == "sequence":
        return [_value(item, place) for item in node.value]
    pairs: dict[str, Any] = {}
    for key, value in node.value:
        if key.value in pairs:
            line = f"{place}:{key.start_mark.line + 1}"
            raise LinkError(line, f"the key {key.value!r} stands here twice", "take one out")
        pairs[key.value] = _value(value, place)
    return pairs


def _check_iri(slot: str, value: Any, place: str) -> None:
    try:
        NamedNode(value)
    except (TypeError, ValueError):
        raise LinkError(place, f"{slot}: {value!r} is no IRI", "write one such as https://…") from None


def _check_prefixes(declared: Any, at: str) -> None:
    """Refuse a curie_map that is no map of prefixes to namespaces, or changes what a known one means."""
    if not isinstance(declared, dict):
        raise LinkError(at, "curie_map is no map", "write one prefix a line: `#  code: https://…/code/`")
    for prefix, namespace in declared.items():
        if not _NAME.fullmatch(prefix) or not isinstance(namespace, str) or ":" not in namespace:
            found = f"curie_map: {prefix!r} with {namespace!r} is no prefix with its namespace"
            raise LinkError(at, found, "write one such as `#  code: https://…/code/`")
        if BUILT_IN.get(prefix, namespace) != namespace:
            raise LinkError(at, f"curie_map: {prefix}: means {BUILT_IN[prefix]} in every file", "take it out")


def _library() -> Any:
    """Return the module that reads and writes YAML. Raises ExportError where it is not installed."""
    try:
        import yaml  # type: ignore[import-untyped, unused-ignore]  # noqa: PLC0415 (an extra; its stubs are a package of their own)
    except ImportError:
        raise ExportError("link", "files of links need PyYAML", "pip install 'baiyang-kg[link]'") from None
    return yaml

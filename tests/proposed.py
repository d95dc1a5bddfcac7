"""A link as several tests have it: of a community to what the statistics bureau lists, undecided."""

from __future__ import annotations

from baiyang_kg.graph import vocab
from baiyang_kg.linking.mappings import Mapping

STREET = vocab.ID + "community/浙江省/杭州市/钱塘区/白杨街道/"
BUREAU = vocab.CODE + "nbs/2022/"


def link(name: str, code: str, *, other: str = "", **further: object) -> Mapping:
    """Return the link of a community to a code that has its name, or an `other` one."""
    mapping = Mapping(
        subject=STREET + name,
        predicate=vocab.EXACT_MATCH,
        object=BUREAU + code,
        justification="https://w3id.org/semapv/vocab/LexicalMatching",
        subject_label=name,
        subject_category="by:Community",
        object_label=other or name,
        object_category="by:Community",
        object_code=code,
        subject_parents="浙江省 杭州市 钱塘区 白杨街道",
    )
    return mapping._replace(**further)

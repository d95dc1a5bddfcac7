"""The IRIs of things: functions of kind, name and parent that a person can read.

    id/place/浙江省/杭州市/钱塘区/白杨街道     an area
    id/community/浙江省/…/白杨街道/邻里社区    a thing: its type, the area whose report names it, its name
    id/indicator/一般公共预算收入             an indicator of the ontology
    id/indicator/走访企业/家                  another one: its label and unit
    id/indicator/财政总收入/change_rate/%25   a change, share, progress or rank: label, kind and unit
    id/observation/baiyang-2023/2344          a figure: the report and where its numeral begins
    report/baiyang-2023#char=2330,2357        evidence (RFC 5147: characters, end-exclusive)

Two different paths never make the same IRI: the kind stands first, and each name is one segment.
"""

from __future__ import annotations

import re

from baiyang_kg.graph import vocab

# RFC 3987 (section 2.2, ucschar) without blanks and invisible signs. "/", "%" and the other reserved signs of
# ASCII are encoded. The ranges are fixed, so that the IRIs do not change with Python's table of characters.
_ENCODED = re.compile(
    "[^A-Za-z0-9._~\\-\u00a1-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\ufefe\uff00-\uffef\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd]"
)


# The IRI of a passage, as `mint_evidence` makes it; those of its selectors go on behind it.
EVIDENCE = re.compile(re.escape(vocab.REPORT) + r"(?P<report>[^#]+)#char=(?P<start>\d+),(?P<end>\d+)")


def mint(kind: str, *names: str) -> str:
    """Return the IRI of the thing of a kind with the given path of names."""
    return vocab.ID + "/".join(map(encode_segment, (kind, *names)))


def mint_report(report_id: str) -> str:
    """Return the IRI of a report."""
    return vocab.REPORT + encode_segment(report_id)


def mint_graph(report_id: str) -> str:
    """Return the IRI of the named graph, which is the dataset of what a report says."""
    return vocab.GRAPH + encode_segment(report_id)


def mint_evidence(report: str, start: int, end: int) -> str:
    """Return the IRI of a passage of the report with the IRI `report` (RFC 5147, section 2.1.1)."""
    return f"{report}#char={start},{end}"


def encode_segment(text: str) -> str:
    """Return `text` as one segment of an IRI; total and injective.

    A segment of dots alone would mean another path and an empty one is easily lost, so these are written
    otherwise: "." as %2E, the empty text as "-", and "-" as %2D.
    """
    if not text.strip("."):
        return "%2E" * len(text) or "-"
    return "%2D" if text == "-" else _ENCODED.sub(_percent_encoded, text)


def _percent_encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "surrogatepass"))

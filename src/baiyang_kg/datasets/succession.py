"""Which code follows which, when districts are joined, split and renamed.

A table of validity says of each code from when until when it was in use, and what came after it, in the
notation of https://github.com/yescallop/areacodes: `330102[1996];330102;330114` in the row of 330104, which
ended in 2021, says that a part of it went over to 330102 in 1996, and the rest to 330102 and 330114 in 2021.

    <code of 330104> dcterms:isReplacedBy <code of 330114>    the code ended, and this one came after it
    <code of 330104> skos:related <code of 330102>            a part went over, and the code went on
    dataset/<id>/succession/330104/330114/2021                the same as an rdf:Statement, with its year
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from baiyang_kg.datasets.template import Template
from baiyang_kg.graph import vocab

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from baiyang_kg.datasets.describing import DescribedTable

REPLACED_BY = vocab.DCTERMS + "isReplacedBy"
_SUCCESSOR = re.compile(r"\s*(?P<code>\d+)\s*(?:[\[(（](?P<year>\d{4})[\])）])?\s*")
_BETWEEN = re.compile("[;；,，、]")
_YEAR = re.compile(r"\d{4}")


class Succession(NamedTuple):
    """One code that came after another, or to which a part of what it names went over."""

    old: Span
    new: Span
    year: int | None
    whole: bool  # the old code ended with it


class Span(NamedTuple):
    """A code as long as it meant the same."""

    iri: str
    code: str
    name: str
    start: int | None
    until: int | None
    successors: str  # as printed

    def covers(self, year: int | None) -> bool:
        """Tell whether it was in use in a year; in that in which it ended, it was."""
        if year is None:
            return self.until is None
        return (self.start is None or self.start <= year) and (self.until is None or year <= self.until)


def find_successions(table: DescribedTable) -> tuple[list[Succession], list[str]]:
    """Return which code of a table came after which, and the successors of which the table has no row."""
    if not {"code", "successor"} <= table.roles.columns.keys():
        return [], []
    spans = list(_spans(table))
    by_code: dict[str, list[Span]] = {}
    for span in spans:
        by_code.setdefault(span.code, []).append(span)
    found, missing = [], dict[str, None]()
    for old in spans:
        for code, year in _successors(old):
            new = _in_use(by_code.get(code, []), year)
            if new is None:
                missing[code] = None
            else:
                found.append(Succession(old, new, year, old.until is not None and year == old.until))
    return found, list(missing)


def succession_triples(successions: Iterable[Succession], dataset: str) -> Iterator[Triple]:
    """Yield what is said of codes that came after others; `dataset` is the IRI of its graph."""
    for old, new, year, whole in successions:
        name = NamedNode(REPLACED_BY if whole else vocab.SKOS + "related")
        yield Triple(NamedNode(old.iri), name, NamedNode(new.iri))
        node = NamedNode(f"{dataset}/succession/{old.code}/{new.code}/{year or '-'}")
        label = f"{old.name} {old.code} → {new.name} {new.code}" + (f"，{year}年" if year else "")
        yield Triple(node, NamedNode(vocab.A), NamedNode(vocab.STATEMENT))
        yield Triple(node, NamedNode(vocab.LABEL), Literal(label, language="zh"))
        yield Triple(node, NamedNode(vocab.SUBJECT), NamedNode(old.iri))
        yield Triple(node, NamedNode(vocab.PREDICATE), name)
        yield Triple(node, NamedNode(vocab.OBJECT), NamedNode(new.iri))
        if year:
            date = Literal(str(year), datatype=NamedNode(vocab.YEAR))
            yield Triple(node, NamedNode(vocab.DCTERMS + "date"), date)


def _spans(table: DescribedTable) -> Iterator[Span]:
    """Yield the rows of a table with what each says of its code."""
    description, positions = table.description, table.description.positions(table.table.header)
    about, columns = Template(description.about), table.roles.columns
    for block in table.table.blocks():
        for row in block.rows:
            values = {name: row[at].strip() for name, at in positions.items()}
            told = {role: row[at].strip() for role, at in columns.items()}
            yield Span(
                about.expand(values),
                told["code"],
                told.get("name", ""),
                _year(told.get("start", "")),
                _year(told.get("until", "")),
                told["successor"],
            )


def _successors(old: Span) -> Iterator[tuple[str, int | None]]:
    """Yield each code that a row names as a successor, with the year of the change."""
    for part in _BETWEEN.split(old.successors):
        if named := _SUCCESSOR.fullmatch(part):
            yield named["code"], int(named["year"]) if named["year"] else old.until


def _in_use(spans: Sequence[Span], year: int | None) -> Span | None:
    """Return the span that covers a year; the later one where one ended and another began in it."""
    covering = [span for span in spans if span.covers(year)]
    return max(covering, key=lambda span: span.start or 0, default=None)


def _year(text: str) -> int | None:
    found = _YEAR.match(text)
    return int(found[0]) if found else None

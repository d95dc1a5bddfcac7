"""The triples that a table says by its description.

"Generating RDF from Tabular Data on the Web", W3C 2015, minimal mode: for each cell one triple, or one for
each of its values; nothing of rows and tables themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from baiyang_kg.datasets.hierarchy import Hierarchy
from baiyang_kg.datasets.keys import distinct_blocks
from baiyang_kg.datasets.library import cell_parser
from baiyang_kg.datasets.template import ROW, SOURCE_ROW, Template
from baiyang_kg.errors import DatasetError
from baiyang_kg.graph.vocab import RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.datasets.describing import DescribedTable
    from baiyang_kg.datasets.description import Column

_LEXICAL = {  # what a cell is tested by; for any other datatype by the csvw library
    "string": re.compile(r".*", re.DOTALL),
    "anyURI": re.compile(r"\S+"),
    "integer": re.compile(r"[+-]?\d+"),
    "decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    "date": re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"),
    "gYear": re.compile(r"\d{4}"),
    "gYearMonth": re.compile(r"\d{4}-(0[1-9]|1[0-2])"),
    "boolean": re.compile(r"true|false|0|1"),
}
_DATATYPES = {  # whose IRI is not XML Schema's word for it
    "number": XSD + "double",
    "binary": XSD + "base64Binary",
    "datetime": XSD + "dateTime",
    "any": XSD + "anyAtomicType",
    "xml": RDF + "XMLLiteral",
    "html": RDF + "HTML",
    "json": "http://www.w3.org/ns/csvw#JSON",
}


Minting = Callable[[Mapping[str, str]], ox.NamedNode]  # from the cells of a row


class _Cell(NamedTuple):
    """How a column makes triples."""

    column: Column
    position: int | None  # in the table; None: virtual
    about: Minting | None  # None: the row
    predicate: Minting
    value: Minting | None
    literal: Callable[[str], ox.Literal]


def table_triples(described: DescribedTable) -> Iterator[ox.Triple]:
    """Yield the triples of a table, row by row; the same table gives the same triples in the same order.

    Raises DatasetError, with file and line, for a cell that is not of its datatype, a required one that is
    empty, and what would be no IRI.
    """
    table, description = described.table, described.description
    positions = description.positions(table.header)
    row_template = Template(description.about)
    try:
        cells = [_cell(column, positions) for column in description.columns if not column.suppressed]
    except ValueError as error:
        raise DatasetError(description.path or table.path, str(error), "mend the description") from None
    key = [positions[name] for name in row_template.variables if name in positions]
    texts = [(c.name, positions[c.name], c.null, c.default) for c in description.columns if not c.virtual]
    hierarchy = Hierarchy(description)
    for block in distinct_blocks(table, key):
        for number, (row, line) in enumerate(zip(block.rows, block.lines, strict=True), start=block.first):
            values = {
                name: cell
                for name, at, null, default in texts
                if (cell := row[at].strip() or default) not in null
            }
            values[ROW], values[SOURCE_ROW] = str(number), str(line)
            try:
                subject = ox.NamedNode(row_template.expand(values))
                yield from _row_triples(subject, cells, row, values)
                hierarchy.add(subject, values)
            except ValueError as error:
                remedy = "mend the cell, or the description of the table"
                raise DatasetError(f"{table.path}:{line}", str(error), remedy) from None
    yield from hierarchy.triples()


def _cell(column: Column, positions: Mapping[str, int]) -> _Cell:
    return _Cell(
        column,
        positions.get(column.name),
        _minting(column.about) if column.about else None,
        _minting(column.predicate),
        _minting(column.value) if column.value else None,
        _literal_maker(column),
    )


def _minting(text: str) -> Minting:
    """Return what makes the IRI of a template; one without variables is made once."""
    template = Template(text)
    if template.variables:
        return lambda values: ox.NamedNode(template.expand(values))
    node = ox.NamedNode(template.expand({}))
    return lambda _: node


def _row_triples(
    subject: ox.NamedNode, cells: list[_Cell], row: list[str], values: Mapping[str, str]
) -> Iterator[ox.Triple]:
    for column, position, about, predicate, value, literal in cells:
        text = "" if position is None else row[position].strip() or column.default
        if position is not None and (text in column.null or not text):
            if column.required:
                raise ValueError(f"the column {column.title} is required, and empty here")
            continue
        thing = subject if about is None else about(values)
        known = predicate(values)
        if value is not None:
            yield ox.Triple(thing, known, value(values))
        elif position is not None:
            for part in text.split(column.separator) if column.separator else (text,):
                if part.strip() not in column.null:
                    yield ox.Triple(thing, known, literal(part.strip()))


def _literal_maker(column: Column) -> Callable[[str], ox.Literal]:
    """Return what makes a literal of a cell's text, raising ValueError where it is not of its datatype."""
    if column.datatype == "string" and not column.details:
        return (lambda text: ox.Literal(text, language=column.lang)) if column.lang else ox.Literal
    datatype = ox.NamedNode(_DATATYPES.get(column.datatype, XSD + column.datatype))
    shape = None if column.details else _LEXICAL.get(column.datatype)
    if shape is None:
        return _literal_of_library(column, datatype)

    def literal(text: str) -> ox.Literal:
        if shape.fullmatch(text) is None:
            raise ValueError(f"{column.title} {text!r} is no {column.datatype}")
        return ox.Literal(text, datatype=datatype)

    return literal


def _literal_of_library(column: Column, datatype: ox.NamedNode) -> Callable[[str], ox.Literal]:
    """Return what makes a literal of a cell with a format or limits."""
    parse = cell_parser(column)
    if column.datatype == "string":
        return lambda text: ox.Literal(parse(text), language=column.lang or None)
    return lambda text: ox.Literal(parse(text), datatype=datatype)

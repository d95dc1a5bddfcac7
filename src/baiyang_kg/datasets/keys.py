"""Each row once: rows that say the same twice, and rows that contradict each other, by their keys."""

from __future__ import annotations

from itertools import islice
from operator import lt
from typing import TYPE_CHECKING

from baiyang_kg.datasets.table import Block
from baiyang_kg.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from baiyang_kg.datasets.table import Table


def distinct_blocks(table: Table, key: Sequence[int]) -> Iterator[Block]:
    """Yield the rows of a table, one that stands there again left out.

    `key` are the columns that tell rows apart; with none, all rows are different.
    As long as the keys ascend, as codes in published tables do, none is remembered. Raises DatasetError for
    a row whose key is empty, or that of a row that says something else.
    """
    if not key:
        yield from table.blocks()
        return
    last: str | None = ""
    seen: dict[str, int] = {}
    for block in table.blocks():
        keys = _keys(block.rows, key)
        if not keys:
            continue
        if last is not None and last < keys[0] and all(map(lt, keys, islice(keys, 1, None))):
            last = keys[-1]
            yield block
            continue
        if last is not None:
            last = None
            seen = _rows_before(table, key, block.first)
        yield _distinct(table, key, block, keys, seen)


def _keys(rows: list[list[str]], key: Sequence[int]) -> list[str]:
    if len(key) == 1:
        return [row[key[0]].strip() for row in rows]
    return ["\t".join([row[column].strip() for column in key]) for row in rows]


def _rows_before(table: Table, key: Sequence[int], first: int) -> dict[str, int]:
    """Return the digests of the rows before one, by their keys."""
    seen: dict[str, int] = {}
    for block in table.blocks():
        if block.first >= first:
            break
        seen.update(zip(_keys(block.rows, key), map(_digest, block.rows), strict=True))
    return seen


def _digest(row: list[str]) -> int:
    return hash(tuple(map(str.strip, row)))


def _distinct(table: Table, key: Sequence[int], block: Block, keys: list[str], seen: dict[str, int]) -> Block:
    rows, lines = [], []
    for row, line, name in zip(block.rows, block.lines, keys, strict=True):
        digest = _digest(row)
        if not name.strip():
            title = " and ".join(table.header[column] for column in key)
            remedy = "fill it in, or describe the table with another key (aboutUrl)"
            raise DatasetError(
                f"{table.path}:{line}", f"the row has no {title}, by which rows are told apart", remedy
            )
        if name in seen:
            if seen[name] != digest:
                raise _contradiction(table, key, row, line, name)
            continue
        seen[name] = digest
        rows.append(row)
        lines.append(line)
    return Block(rows, lines, block.first)


def _contradiction(table: Table, key: Sequence[int], row: list[str], line: int, name: str) -> DatasetError:
    for block in table.blocks():
        keys = _keys(block.rows, key)
        if name in keys:
            position = keys.index(name)
            other, above = block.lines[position], block.rows[position]
            break
    title = " and ".join(table.header[column] for column in key)
    differs = next(column for column, cell in enumerate(row) if cell.strip() != above[column].strip())
    found = (
        f"{title} {name.replace(chr(9), ' ')} stands in line {other} too, "
        f"with {table.header[differs]} {above[differs]!r}, here {row[differs]!r}"
    )
    return DatasetError(
        f"{table.path}:{line}", found, "delete the wrong one, or give --mapping with another key"
    )

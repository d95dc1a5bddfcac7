"""An answer as a Parquet file (https://parquet.apache.org/docs/file-format/), through Arrow.

What a column holds is known when its last row has come: SPARQL types its values one by one. So the texts of
the rows wait in a temporary file until then, and memory stays flat.
"""

from __future__ import annotations

import tempfile
from decimal import Decimal
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from baiyang_kg.answers.columns import PRECISION, SCALE, ColumnKinds, Kind, as_kind
from baiyang_kg.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from baiyang_kg.answers.citation import Citation

_BATCH = 20_000  # rows


def write_parquet(
    header: Sequence[str],
    rows: Iterable[Sequence[Any]],
    output: IO[bytes],
    *,
    caption: Sequence[str] = (),
    citation: Citation | None = None,
) -> bool:
    """Write `rows` with a column of one type for each name of `header`, and tell whether there was one.

    Figures are int64 or decimal128(38, 18), never floating point; mixed columns are texts. `caption` and the
    citation stand in the metadata of the schema. Raises ExportError where pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 (an extra)
        from pyarrow import ipc, parquet  # noqa: PLC0415 (as above)
    except ImportError:
        raise ExportError("--format parquet", "needs pyarrow", "pip install 'baiyang-kg[parquet]'") from None
    found = ColumnKinds(len(header))
    texts = pa.schema([(name, pa.string()) for name in header])
    with tempfile.TemporaryFile() as waiting:
        with ipc.new_stream(waiting, texts, options=ipc.IpcWriteOptions(compression="zstd")) as writer:
            for batch in _batches(rows, found):
                writer.write_batch(pa.record_batch(_transposed(batch, len(header)), schema=texts))
        waiting.seek(0)
        kinds = found.kinds()
        types = [_type_of(kind) for kind in kinds]
        schema = pa.schema(list(zip(header, types, strict=True)), metadata=_metadata(caption, citation))
        held = False
        with (
            ipc.open_stream(waiting) as reader,
            parquet.ParquetWriter(output, schema, compression="zstd") as writer,
        ):
            for batch in reader:
                columns = zip(batch.columns, kinds, types, strict=True)
                arrays = [pa.array(_values(column, kind), typed) for column, kind, typed in columns]
                writer.write_batch(pa.record_batch(arrays, schema=schema))
                held = True
    return held


def _batches(rows: Iterable[Sequence[Any]], found: ColumnKinds) -> Iterator[list[list[str | None]]]:
    """Yield the texts of the rows in batches, and let `found` see their terms."""
    coming = iter(rows)
    while batch := list(islice(coming, _BATCH)):
        for row in batch:
            found.see(tuple(row))
        yield [[_text(term) for term in row] for row in batch]


def _text(term: Any) -> str | None:
    return None if term is None else str(as_kind(term, Kind.TEXT))


def _transposed(batch: list[list[str | None]], width: int) -> list[list[str | None]]:
    return [[row[column] for row in batch] for column in range(width)]


def _type_of(kind: Kind) -> Any:
    import pyarrow as pa  # noqa: PLC0415 (an extra)

    return {
        Kind.INTEGER: pa.int64(),
        Kind.DECIMAL: pa.decimal128(PRECISION, SCALE),
        Kind.BOOLEAN: pa.bool_(),
        Kind.TEXT: pa.string(),
    }[kind]


def _values(column: Any, kind: Kind) -> list[str | int | Decimal | bool | None]:
    read = _READ[kind]
    return [None if text is None else read(text) for text in column.to_pylist()]


_READ: dict[Kind, Any] = {
    Kind.INTEGER: lambda text: int(Decimal(text)),
    Kind.DECIMAL: Decimal,
    Kind.BOOLEAN: lambda text: text in {"true", "1"},
    Kind.TEXT: str,
}


def _metadata(caption: Sequence[str], citation: Citation | None) -> dict[str, str]:
    said = {"title": "\n".join(caption)} if caption else {}
    if citation is None:
        return said
    from baiyang_kg.answers.citation import citation_lines  # noqa: PLC0415 (only where one is asked for)

    return said | {
        "citation": "\n".join(citation_lines(citation)),
        "command": citation.command,
        "query": citation.query,
    }

"""An answer as a workbook of Excel (ECMA-376), through XlsxWriter. Texts stay texts, also `=1+1` and 2023."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any

from baiyang_kg.answers.columns import digits_of, plain
from baiyang_kg.answers.sample import take_sample
from baiyang_kg.errors import ExportError
from baiyang_kg.graph.curies import text_of
from baiyang_kg.terminal import width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from baiyang_kg.answers.citation import Citation

_MOST_ROWS = 1_048_576  # of a sheet, with its header
_LONGEST = 32_767  # characters of a cell
_DIGITS = 15  # that a number of Excel keeps
_WIDEST = 60  # columns of Latin letters
_CREATED = datetime(1980, 1, 1)  # noqa: DTZ001 (a fixed day, so that the same answer makes the same bytes)
_ELSEWHERE = "write csv or parquet"
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_excel(
    header: Sequence[str],
    rows: Iterable[Sequence[Any]],
    output: IO[bytes],
    *,
    caption: Sequence[str] = (),
    citation: Citation | None = None,
) -> bool:
    """Write `rows` below `header` as they come, and tell whether there was one.

    A number is a number where Excel keeps all its digits, else a text. The first line of `caption` is the
    title among the properties; the citation is a second sheet. Raises ExportError for more than a sheet or
    a cell can hold, and where XlsxWriter is not installed.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 (an extra)
    except ImportError:
        raise ExportError("--format xlsx", "needs XlsxWriter", "pip install 'baiyang-kg[excel]'") from None
    sample, rows = take_sample(rows)
    with xlsxwriter.Workbook(output, _OPTIONS) as book:
        book.set_properties({"created": _CREATED, "title": caption[0] if caption else ""})
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet = book.add_worksheet("answer")
        _settle_columns(sheet, header, sample)
        for column, name in enumerate(header):
            sheet.write_string(0, column, name, bold)
        count = 0
        for count, row in enumerate(rows, start=1):
            _write_row(sheet, count, row)
        sheet.autofilter(0, 0, count, max(len(header) - 1, 0))
        if citation is not None:
            _write_citation(book.add_worksheet("citation"), citation)
    return bool(sample)


def _settle_columns(sheet: Any, header: Sequence[str], sample: Sequence[Sequence[Any]]) -> None:
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(header):
        widest = max((width(_one_line(text_of(row[column]))) for row in sample), default=0)
        sheet.set_column(column, column, min(max(widest, width(name) + 3) + 1, _WIDEST))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _write_row(sheet: Any, number: int, row: Sequence[Any]) -> None:
    if number >= _MOST_ROWS:
        found = f"a sheet of Excel has {_MOST_ROWS - 1:,} rows, and the answer has more"
        raise ExportError("--format xlsx", found, _ELSEWHERE)
    for column, term in enumerate(row):
        if term is None:
            continue
        value = plain(term)
        if isinstance(value, bool):
            sheet.write_boolean(number, column, value)
        elif isinstance(value, int | Decimal) and _is_kept(Decimal(value)):
            sheet.write_number(number, column, value)
        else:
            _write_text(sheet, number, column, text_of(term))


def _write_text(sheet: Any, row: int, column: int, text: str) -> None:
    if len(text) > _LONGEST:
        found = f"a cell of Excel has {_LONGEST:,} characters, and row {row} of the answer has {len(text):,}"
        raise ExportError("--format xlsx", found, _ELSEWHERE)
    sheet.write_string(row, column, text)


def _is_kept(value: Decimal) -> bool:
    """Tell whether Excel keeps every digit of `value`, and shows it as a number."""
    return digits_of(value)[0] <= _DIGITS and -300 < value.adjusted() < 300


def _write_citation(sheet: Any, citation: Citation) -> None:
    from baiyang_kg.answers.citation import citation_lines  # noqa: PLC0415 (only where one is asked for)

    sheet.set_column(0, 0, 120)
    for row, line in enumerate(citation_lines(citation)):
        sheet.write_string(row, 0, line[:_LONGEST])

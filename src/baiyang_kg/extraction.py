"""One report read with everything that the program brings along: description, lexicon, rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from baiyang_kg.errors import ReportError
from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.model import Context
from baiyang_kg.reading.report import derive
from baiyang_kg.report import read_report

if TYPE_CHECKING:
    from baiyang_kg.reading.report import Derived
    from baiyang_kg.reading.terms import Lexicon


def extract(path: str, *, area: str | None = None, year: int | None = None) -> tuple[Derived, Lexicon]:
    """Return what is read from the report at `path`, and the lexicon by which it was read.

    `area` and `year` overrule the description beside the report. Raises ReportError for a file that is no
    report, for one of which nobody says area and year, and for one in which nothing at all was read.
    """
    source = read_report(path, area=area, year=year)
    if source.area is None or source.year is None:
        missing = "area" if source.area is None else "year"
        example = "白杨街道" if source.area is None else "2023"
        raise ReportError(path, f"nobody has said which {missing} it is about", f"add --{missing} {example}")
    lexicon = load_lexicon()
    derived = derive(source.raw, Context(area=source.area, year=source.year, parents=source.parents), lexicon)
    reading = derived.reading
    if not (reading.observations or reading.numbers or reading.entities):
        raise ReportError(path, "states no number and names nothing", "name the text of an annual report")
    return derived, lexicon

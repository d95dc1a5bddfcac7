"""One report read with everything that the program brings along: description, lexicon, rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from baiyang_kg.errors import ReportError
from baiyang_kg.inference import infer_description
from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.report import derive
from baiyang_kg.report import read_report

if TYPE_CHECKING:
    from collections.abc import Callable

    from baiyang_kg.datasets.gazetteer import Gazetteer
    from baiyang_kg.reading.report import Derived
    from baiyang_kg.reading.terms import Lexicon


def extract(
    path: str,
    *,
    area: str | None = None,
    year: int | None = None,
    gazetteer: Gazetteer | None = None,
    announce: Callable[[str], None] = lambda _note: None,
) -> tuple[Derived, Lexicon]:
    """Return what is read from the report at `path`, and the lexicon by which it was read.

    `area` and `year` overrule the description beside the report; what neither says is inferred from the text,
    and announced. What the `gazetteer` lists is named where the text writes it. Raises ReportError for a file
    that is no report, for one of which nobody says area and year, and for one in which nothing at all was
    read.
    """
    source = read_report(path, area=area, year=year)
    described = infer_description(source, place=path, title=False, gazetteer=gazetteer)
    for note in described.notes:
        announce(note)
    lexicon = load_lexicon()
    derived = derive(described.source.raw, described.context, lexicon)
    reading = derived.reading
    if not (reading.observations or reading.numbers or reading.entities):
        raise ReportError(path, "states no number and names nothing", "name the text of an annual report")
    return derived, lexicon

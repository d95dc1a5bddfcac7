"""The rule `quote-equals-span`: the words that the graph quotes stand in the report where it says.

Of a report whose text is not at hand, overlapping quotations must at least agree with one another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from baiyang_kg.checking.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from baiyang_kg.checking.figures import Figure
    from baiyang_kg.checking.texts import Quotation, Quoted

_REMEDY = "build the store again from the report it names; offsets count code points of the text as archived"
_SHOWN = 40  # characters of a quotation that a problem repeats


def check_quotes(reports: Iterable[Quoted], figures: Mapping[str, Figure]) -> Iterator[Finding]:
    """Yield an error for each quotation that is not what stands there, and each figure that is not."""
    known = list(reports)
    for report in known:
        for quotation in report.quotations:
            there = report.text[quotation.start : quotation.end]
            if there != quotation.words:
                yield _finding(report, quotation, there)
    texts = {report.report: report for report in known}
    for figure in figures.values():
        if figure.place.report in texts:
            yield from _figure_finding(figure, texts[figure.place.report])


def _finding(report: Quoted, quotation: Quotation, there: str) -> Finding:
    start, end, passage, words = quotation
    if report.archived:
        problem = f"{_short(words)} is quoted, and the report says {_short(there)}"
        problem_zh = f"引文为{_short(words)}，原文此处为{_short(there)}"
    else:
        problem = f"{_short(words)} is quoted, and another quotation of the same place says {_short(there)}"
        problem_zh = f"引文为{_short(words)}，同一处的另一引文为{_short(there)}"
    return Finding(
        rule="quote-equals-span",
        level=Level.ERROR,
        focus=passage,
        report=report.report,
        start=start,
        end=end,
        sentence=words,
        problem=problem,
        problem_zh=problem_zh,
        remedy=_REMEDY,
        value=there,
    )


def _figure_finding(figure: Figure, report: Quoted) -> Iterator[Finding]:
    """Yield an error where the numeral of a figure does not stand at its offset."""
    stated = "".join(figure.stated.split())
    if not figure.place.start <= figure.offset < figure.place.end:
        there = ""
        problem = f"the figure {figure.stated} is at {figure.offset}, outside the passage it was read from"
        problem_zh = f"数值{figure.stated}位于{figure.offset}，不在其引文之内"
    else:
        there = "".join(report.text[figure.offset : figure.offset + 3 * len(stated) + 8].split())
        if there.startswith(stated):
            return
        problem = (
            f"{stated} is said to stand at {figure.offset}, and there stands {_short(there[: len(stated)])}"
        )
        problem_zh = f"数值{stated}应位于{figure.offset}，而该处为{_short(there[: len(stated)])}"
    yield Finding(
        rule="quote-equals-span",
        level=Level.ERROR,
        focus=figure.iri,
        **figure.place._asdict(),
        problem=problem,
        problem_zh=problem_zh,
        remedy=_REMEDY,
        path="by:offset",
        value=there[: len(stated)],
    )


def _short(words: str) -> str:
    return f"“{words[:_SHOWN]}…”" if len(words) > _SHOWN else f"“{words}”"

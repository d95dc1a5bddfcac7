"""What nobody has said of a report, taken from its own text, and said: no answer is given in silence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from baiyang_kg.errors import ReportError
from baiyang_kg.reading.model import Context, Listed, ListFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.datasets.gazetteer import Gazetteer
    from baiyang_kg.reading.page.heading import Heading
    from baiyang_kg.report import ReportSource


@dataclass(frozen=True, slots=True)
class Described:
    """A report with its description completed, what its reader has to know, and what was inferred."""

    source: ReportSource
    context: Context
    notes: tuple[str, ...]  # lines for the user: what was inferred, which listed names could not be used


def infer_description(
    source: ReportSource, *, place: str, title: bool = True, gazetteer: Gazetteer | None = None
) -> Described:
    """Return the report with area, parents, year and, with `title`, its title; what is said already stays.

    `place` is named in the note, and in the ReportError that is raised where nobody says area or year and the
    text does not either. The reader is told which names of the `gazetteer` the text holds.
    """
    if source.area and source.year and source.parents and (source.title or not title):
        context, unused = _context(source, source.area, source.year, gazetteer)
        return Described(source, context, unused)
    from baiyang_kg.reading.page.heading import read_heading  # noqa: PLC0415 (its segmenter takes a moment to load)
    from baiyang_kg.reading.page.words import new_segmenter  # noqa: PLC0415 (as above)

    heading = read_heading(source.raw, new_segmenter({}), area=source.area)
    complete = replace(
        source,
        title=source.title or (heading.title.value if heading.title and title else None),
        area=source.area or (heading.area.value if heading.area else None),
        parents=source.parents or heading.parents,
        year=source.year or (int(heading.year.value) if heading.year else None),
    )
    if complete.area is None or complete.year is None:
        missing, example = ("area", '"白杨街道"') if complete.area is None else ("year", "2023")
        found = f"nobody has said which {missing} it is about, and its text does not"
        raise ReportError(
            place,
            found,
            f"say it with --{missing}, or in {source.id}.toml beside it, such as: {missing} = {example}",
        )
    context, unused = _context(complete, complete.area, complete.year, gazetteer)
    return Described(complete, context, (*_notes(source, complete, heading, place), *unused))


def _context(
    source: ReportSource, area: str, year: int, gazetteer: Gazetteer | None
) -> tuple[Context, tuple[str, ...]]:
    """Return what the reader has to know, and a line on the listed names that the text writes in vain."""
    context = Context(area=area, year=year, parents=source.parents)
    if gazetteer is None:
        return context, ()
    names, unknown = gazetteer.find(source.raw, (*source.parents, area))
    listed = tuple(Listed(one.form, one.kind, one.name if one.is_alias else "", one.areas) for one in names)
    file = ListFile(Path(gazetteer.source.path).name, gazetteer.source.sha256)
    return replace(context, listed=listed, list_file=file), _unused(unknown)


def _unused(unknown: Sequence[str]) -> tuple[str, ...]:
    """Return the line on rows of a list whose kind is not known, by their places; none where all are."""
    if not unknown:
        return ()
    others, they = (f" and {len(unknown) - 1} more", "they are") if unknown[1:] else ("", "it is")
    found = f"the report names this row{others} whose kind is not known, so {they} left out"
    return (f"{unknown[0]}: {found}; say the kind in a column of that name, such as 社区",)


def _notes(source: ReportSource, complete: ReportSource, heading: Heading, place: str) -> tuple[str, ...]:
    """Return the line on what was inferred; none where nothing was."""
    parts = []
    if source.area is None and heading.area:
        parts.append(f"area {heading.area.value} ({heading.area.found})")
    if not source.parents and heading.parents:
        parts.append(f"in {'/'.join(heading.parents)}")
    if source.year is None and heading.year:
        parts.append(f"year {heading.year.value} ({heading.year.found})")
    if source.title != complete.title and heading.title:
        parts.append(f"title {heading.title.value} ({heading.title.found})")
    return (f"{place}: inferred: {', '.join(parts)}",) if parts else ()

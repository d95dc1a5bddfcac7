"""What a build did, in a short table: things by class, figures by theme, numbers, damage, checks, time.

And what came into the store with an outside dataset.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from baiyang_kg.graph.curies import shorten
from baiyang_kg.terminal import table_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from baiyang_kg.build import BuildSummary, Count
    from baiyang_kg.datasets.adding import Added
    from baiyang_kg.graph.checks import Violation


_MOST_NAMED = 5  # things in a warning


def summary_lines(summary: BuildSummary, *, store: str, columns: int) -> Iterator[str]:
    """Yield the lines that sum up a build of the store at `store`."""
    rows = [
        *_rows("things 事物", summary.entities),
        *_rows("figures 指标", summary.figures),
        *_rows("other numbers 其他数字", summary.numbers),
        *_rows("damage 原文缺损", summary.damage),
    ]
    yield from table_lines(("part", "kind", "count"), rows, columns=columns, numeric=(False, False, True))
    yield ""
    blocking = sum(violation.blocking for violation in summary.violations)
    yield f"checks   {blocking} errors, {len(summary.violations) - blocking} warnings"
    stages = ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in summary.seconds)
    yield f"seconds  {sum(seconds for _, seconds in summary.seconds):.2f} ({stages})"
    if summary.kept:
        yield f"kept     {', '.join(map(shorten, summary.kept))} (已保留; leave them with --fresh)"
    if summary.stored:
        yield f"store    {store}: {summary.statements} statements of {len(summary.reports)} report(s)"
    else:
        yield f"store    {store}: left as it was, because the graph has errors"


def lost_lines(things: Sequence[str]) -> Iterator[str]:
    """Yield a warning about things that links name and no report any more."""
    if things:
        named = "、".join(shorten(thing) for thing in things[:_MOST_NAMED])
        more = " …" if len(things) > _MOST_NAMED else ""
        yield f"warning  {len(things)} linked things in no report now 链接的事物已不在报告中: {named}{more}"


def added_lines(added: Added, *, store: str, columns: int) -> Iterator[str]:
    """Yield the lines that sum up what came with a dataset into the store at `store`."""
    listed = [(shorten(iri), str(count)) for iri, count in added.classes]
    rows = [("" if place else "things 事物", *row) for place, row in enumerate(listed)]
    if rows:
        yield from table_lines(("part", "kind", "count"), rows, columns=columns, numeric=(False, False, True))
        yield ""
    done = "replaced 已替换" if added.replaced else "added 已加入"
    yield f"store    {store}: {shorten(added.graph)} {done}, {added.statements} statements"


def violation_lines(violations: Iterable[Violation], *, columns: int) -> Iterator[str]:
    """Yield the lines that list violations, errors before warnings."""
    rows = [
        (
            "error" if one.blocking else "warning",
            shorten(one.focus),
            one.path,
            one.value,
            f"{one.message} {one.message_zh}",
        )
        for one in sorted(violations, key=lambda one: not one.blocking)
    ]
    yield from table_lines(("level", "focus", "path", "value", "message"), rows, columns=columns)


def _rows(part: str, counts: Iterable[Count]) -> Iterator[tuple[str, str, str]]:
    """Yield a row for each count below one of their sum."""
    listed = list(counts)
    yield part, "all 合计", str(sum(count.count for count in listed))
    for count in listed:
        yield "", f"{count.name_zh} {count.name}", str(count.count)

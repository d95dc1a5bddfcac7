"""How far two careful readers agree: `python bench/agreement.py`.

The second readings (`data/gold/second`) are held against the gold with the yardstick, as if the program had
printed them; of several wordings the first is taken.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from accuracy import ROOT, find_report, print_table
from records import Gold, Named, Printed, Stated, read_gold
from yardstick import Score, score

if TYPE_CHECKING:
    from pathlib import Path


def second_files() -> list[Path]:
    """Return the second readings."""
    return sorted((ROOT / "data" / "gold" / "second").glob("*.json"))


def as_printed(gold: Gold) -> Printed:
    """Return a reading of figures and names in the form of what the program prints."""
    figures = [
        Stated(
            span=one.span,
            value=one.value,
            unit=one.units[0] if one.units else "",
            bound=one.bound,
            kind=one.kind,
            indicator=one.indicators[0] if one.indicators else "",
            head=one.heads[0] if one.heads else "",
            period=one.period,
            direction=one.direction,
            of=one.of,
        )
        for one in gold.figures
    ]
    names = [Named(name=one.name, type=one.types[0], mentions=one.mentions) for one in gold.names]
    spans = tuple(one.span for one in gold.figures)
    return Printed(observations=tuple(figures), numerals=spans, entities=tuple(names), faults=())


def compare(gold: Gold, other: Gold) -> Score:
    """Return the score of one reading with another as the gold."""
    raw = find_report(gold).read_bytes().decode("utf-8")
    return score(gold, raw, as_printed(other))


def main() -> None:
    """Print a line for each text read twice, and the other way round for all of them."""
    pairs = [(read_gold(path.parent.parent / path.name), read_gold(path)) for path in second_files()]
    print_table({one.stem: compare(one, other) for one, other in pairs})
    turned = Score(Counter())
    for one, other in pairs:
        turned += compare(other, one)
    print_table({"turned around": turned})


if __name__ == "__main__":
    main()

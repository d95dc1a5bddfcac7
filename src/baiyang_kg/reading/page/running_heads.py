"""Which lines are running heads or feet: the title of a report, of a chapter, of a newspaper on every page.

Such a line stands wherever a page ends, mostly in the middle of a sentence. It is known by that: the same
words (the number of the page aside) in lines of their own, far apart, between lines that run on.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median_low
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_HEAD = 40  # characters of a line that may be a running head
_SHORTEST = 4  # characters of its words: the name of a newspaper
_PAGE = 200  # characters of the shortest page
_TIMES = 2  # sentences that it interrupts, at least
_RUNNING = 10  # characters of the shortest line that runs on behind a page
_STOPS = frozenset("。！？；：…”）》，、.!?;:,")
_NUMBER = r"[-–—~·|/ ]*第?[0-9]{1,4}页?[-–—~·|/ ]*"
_OF_PAGE = re.compile(rf"^{_NUMBER}(?=[^0-9])|{_NUMBER}$")
_COLON = re.compile("[：:]")
_TOP = 3  # lines among which the title of a text stands
_YEAR = re.compile(r"\d{4}年|年")  # what is left of 2024年 without the number of the page
_ITEM = re.compile(
    r"第?[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[、．.](?!\d)"
)


class Line(NamedTuple):
    """What a line is known by: its characters (of a long one, the first and the last), its length, a mark."""

    chars: str
    length: int
    is_heading: bool  # marked as one


def find_running_heads(lines: Sequence[Line]) -> frozenset[int]:
    """Return the indices of the lines that are running heads or feet.

    A title or the heading of a chapter is text where it stands first, outside of any sentence.
    """
    keys = [_words(line) for line in lines]
    counts = Counter(filter(None, keys))
    often = {key for key, count in counts.items() if count >= _TIMES}
    if not often:
        return frozenset()
    at: dict[str, list[int]] = {}
    starts, place = list[int](), 0
    for index, (line, key) in enumerate(zip(lines, keys, strict=True)):
        starts.append(place)
        place += line.length
        if key in often:
            at.setdefault(key, []).append(index)
    usual = median_low(line.length for line in lines)
    found = list[int]()
    for key, places in at.items():
        between = [index for index in places if _interrupts(lines, keys, index, often, usual)]
        first = places[0]
        later = places[1:] if first not in between and _opens(lines[first], first, key) else places
        are_apart = all(starts[after] - starts[before] >= _PAGE for before, after in pairwise(places))
        if are_apart and len(between) >= _TIMES and len(between) * 2 >= len(later):
            found += later
    return frozenset(found)


def _opens(line: Line, index: int, words: str) -> bool:
    """Say whether a line is the title of the text, or the heading of a chapter by its number or its year."""
    return index < _TOP or bool(_ITEM.match(line.chars) or _YEAR.match(words))


def _words(line: Line) -> str:
    """Return the words of a line that may be a running head, without the number of its page."""
    if line.is_heading or line.length > LONGEST_HEAD or line.chars[-1] in _STOPS:
        return ""
    words = _OF_PAGE.sub("", line.chars)
    return words if len(words) >= _SHORTEST and not _COLON.search(words) else ""


def _interrupts(lines: Sequence[Line], keys: Sequence[str], index: int, often: set[str], usual: int) -> bool:
    """Say whether the lines around one run on across it, past other lines that recur and numbers of pages."""
    before = next(_text(lines, keys, range(index - 1, -1, -1), often), None)
    behind = next(_text(lines, keys, range(index + 1, len(lines)), often), None)
    if before is None or behind is None:
        return False
    is_full = before.length >= _RUNNING and before.length * 2 >= usual
    return (
        is_full
        and not before.is_heading
        and before.chars[-1] not in _STOPS - frozenset("，、")
        and not (behind.is_heading or _ITEM.match(behind.chars))
    )


def _text(lines: Sequence[Line], keys: Sequence[str], indices: range, often: set[str]) -> Iterator[Line]:
    """Yield the next few lines that may be text."""
    for index in indices[:4]:
        if keys[index] not in often and not _OF_PAGE.fullmatch(lines[index].chars):
            yield lines[index]

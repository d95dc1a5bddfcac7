"""Slips of names: which name may be a misprint of another, by its sound, by its look, or by one character."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from baiyang_kg.linking.names import missing_extra
from baiyang_kg.resources import resource
from baiyang_kg.tables import read_table

if TYPE_CHECKING:
    from types import ModuleType

_NOTHING = ("", "")


def compare_cores(ours: str, theirs: str) -> tuple[str, str]:
    """Return how the core of a name may be meant by another, and a note; ("", "") where it may not.

    homophone: characters of one sound, 菱云 and 凌云; lookalike: of one look, 沿酉 and 沿西, or a character
    written twice; transposed: two that changed places; typo: another character among at least three;
    contained: a character more or less, two in a name of three, four in a name of six. Never a character that
    tells things apart, 同一 and 同二.
    """
    if ours == theirs:
        return _NOTHING
    if len(ours) != len(theirs):
        return _of_length(*sorted((ours, theirs), key=len))
    return _of_characters(ours, theirs)


def _of_characters(ours: str, theirs: str) -> tuple[str, str]:
    """Compare two cores of one length."""
    changed = [(one, other) for one, other in zip(ours, theirs, strict=True) if one != other]
    note = " ".join(f"{one}/{other}" for one, other in changed)
    most = 2 if len(ours) >= 8 else 1
    telling = any(distinguishing() & set(pair) for pair in changed)
    if len(changed) == 2 and changed[0] == changed[1][::-1] and not telling:
        return "transposed", note
    if len(changed) > most:
        return _NOTHING
    if not telling and all(_sound_alike(*pair) for pair in changed):
        return "homophone", note
    if all(_look_alike(*pair) or (not telling and _sound_alike(*pair)) for pair in changed):
        return "lookalike", note
    perhaps = all(_look_alike(*pair, how="perhaps") for pair in changed)
    return ("typo", note) if perhaps or (len(ours) >= 3 and not telling) else _NOTHING


def _of_length(short: str, long: str) -> tuple[str, str]:
    """Compare two cores of which one has a character or two more."""
    more = len(long) - len(short)
    if more > (4 if len(short) >= 6 else 2) or _distance(short, long) > more:
        return _NOTHING
    for place in range(1, len(long)):
        if long[place] == long[place - 1] and long[:place] + long[place + 1 :] == short:
            return "lookalike", f"{long[place]} twice"
    start = next(
        (i for i, (one, other) in enumerate(zip(short, long, strict=False)) if one != other), len(short)
    )
    put_in = long[start : start + more]
    if (more <= 2 and distinguishing() & set(put_in)) or len(short) < (2 if more == 1 else 3):
        return _NOTHING
    is_one_piece = long[:start] + long[start + more :] == short
    return ("contained", f"{put_in} more or less") if is_one_piece else _NOTHING


def inserted(short: str, long: str) -> tuple[str, ...]:
    """Return what a text has beside the characters of a shorter one; () where it lacks one of them."""
    try:
        from rapidfuzz.distance import Indel  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise missing_extra() from error
    more = len(long) - len(short)
    if more < 1 or Indel.distance(short, long, score_cutoff=more) > more:
        return ()
    return tuple(
        long[step.dest_start : step.dest_end] for step in Indel.opcodes(short, long) if step.tag == "insert"
    )


def similarity(one: str, other: str) -> float:
    """Return how much of two texts is common and in one order, from 0 to 1; 0 below one half."""
    try:
        from rapidfuzz.distance import Indel  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise missing_extra() from error
    return Indel.normalized_similarity(one, other, score_cutoff=0.5)


def _distance(one: str, other: str) -> int:
    try:
        from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise missing_extra() from error
    return Levenshtein.distance(one, other, score_cutoff=4)


@cache
def distinguishing() -> frozenset[str]:
    """Return the characters that tell things of one family apart."""
    rows = read_table(resource("data/linking/distinguishing.tsv"))
    return frozenset("".join(row["characters"] for row in rows))


@cache
def _families(how: str) -> dict[str, set[int]]:
    """Return the families of characters that look alike, surely or perhaps, in which each character is."""
    families: dict[str, set[int]] = {}
    for number, row in enumerate(read_table(resource("data/linking/lookalikes.tsv"))):
        for character in row["characters"] if row["how"] == how else "":
            families.setdefault(character, set()).add(number)
    return families


def _look_alike(one: str, other: str, *, how: str = "surely") -> bool:
    families = _families(how)
    return bool(families.get(one, set()) & families.get(other, set()))


def _sound_alike(one: str, other: str) -> bool:
    """Tell whether two characters are usually read alike, tones aside; rare readings make slips of names."""
    return pinyin(one) == pinyin(other)


@lru_cache(maxsize=1 << 14)
def pinyin(text: str) -> str:
    """Return a text by its sound, without tones and blanks: lingyun."""
    return "".join(_pypinyin().lazy_pinyin(text))


def _pypinyin() -> ModuleType:
    try:
        import pypinyin  # noqa: PLC0415 (an extra, and slow to load: only slips of names are heard)
    except ImportError as error:
        raise missing_extra() from error
    return pypinyin

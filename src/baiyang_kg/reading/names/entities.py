"""The named things of a report: communities, venues, projects, programmes, organisations, awards.

Candidates come from `candidates`, the evidence for each from `features`; here the winners become
entities with all their mentions. Only what is written is named, but for known aliases (央视).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import compress, count
from typing import TYPE_CHECKING

from baiyang_kg.reading.model import Context, Entity, Span
from baiyang_kg.reading.names.candidates import find_anchors
from baiyang_kg.reading.names.choice import Choice, choose, tell_type
from baiyang_kg.reading.names.context import weigh
from baiyang_kg.reading.names.features import Evidence
from baiyang_kg.reading.names.gazetteer import RULE as GAZETTEER
from baiyang_kg.reading.names.gazetteer import find_listed, without_rivals
from baiyang_kg.reading.names.lexicon import NameLexicon, load_name_lexicon
from baiyang_kg.reading.names.tokens import NOTE, Tokens, read_tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from baiyang_kg.reading.page.text import Text
    from baiyang_kg.reading.page.words import Words

__all__ = ["NameLexicon", "find_names", "find_short_forms", "load_name_lexicon", "split_area"]

_AREA = re.compile(
    r"(?P<province>.{2,}?(?:省|自治区|特别行政区))?(?P<city>.{2,}?(?:市|自治州|地区|盟))?"
    r"(?P<district>.{2,}?(?:新区|区|县|市|旗))?(?P<subdistrict>.{2,}?(?:街道|镇|乡))?(?P<rest>.+)?"
)
_LEVEL = re.compile(r"(?<=..)(?:街道|地区|新区|自治区|省|市|区|县|镇|乡|村|旗)$")
_HOUSING = re.compile(r"(?<=..)(?:社区|小区)$")
_ORGAN = re.compile(
    r"[省市县区州旗镇乡](?:委|政府|人大|政协|人民政府|委[省市县区州]政府)"
)  # named by no name
_BUILT_OF = frozenset(("community", "organization"))
_QUOTED = re.compile(r"“[^“”]+”")


@dataclass(slots=True)
class _Found:
    """A name while its mentions are gathered."""

    type: str
    rule: str
    score: int
    forms: set[str]  # the ways in which it is written
    places: set[int] = field(default_factory=set)  # where it was read, and therefore is no part of a word


def find_names(text: Text, words: Words, lexicon: NameLexicon, context: Context) -> tuple[Entity, ...]:
    """Return the named things of `text` in the order of their first mention.

    The area of the report and its parents are named wherever the text names them, and so is what a gazetteer
    lists.
    """
    tokens = read_tokens(text, words, lexicon)
    anchors = list(find_anchors(tokens, lexicon))
    evidence = Evidence(tokens, anchors, lexicon.weights)
    noted = [choice for choice in choose(evidence, anchors) if choice]
    noted = weigh(tokens, noted, lexicon)
    choices = _settle([choice for choice in noted if choice.score > 0])
    choices = _without_parts(choices, "person")
    choices += _nested(noted, choices)
    found = _areas(context)
    if context.listed:
        choices = _take_listed(tokens, words, context, choices, found)
    best = _gather(tokens, choices, lexicon, found)
    for name, choice in best.items():
        found[name].type = tell_type(evidence, choice, lexicon)
    homes = {_HOUSING.sub("", name) for name in found if _HOUSING.search(name)}
    persons = [name for name, one in found.items() if one.type == "person" and name in homes]
    for name in persons:
        del found[name]  # 景园 where 景园小区 is named too
    return tuple(_entities(text, words, found))


def _gather(
    tokens: Tokens, choices: Iterable[Choice], lexicon: NameLexicon, found: dict[str, _Found]
) -> dict[str, Choice]:
    """Add what is chosen to `found` by its name, with its forms; return the best choice of each name."""
    best: dict[str, Choice] = {}
    for choice in choices:
        start, form = _printed(tokens, choice)
        name = _full(_without_notes(form), lexicon)
        if _ORGAN.fullmatch(name):
            continue
        known = found.get(name)
        if known is None:
            found[name] = known = _Found("", choice.reason, choice.score, set())
            best[name] = choice
        elif known.score < choice.score:
            known.rule, known.score, best[name] = choice.reason, choice.score, choice
        known.forms.add(form)
        known.places.add(start)
    return best


def _areas(context: Context) -> dict[str, _Found]:
    """Return the area of the report and what it lies in, with their short forms."""
    areas = {}
    for area in split_area(context.area) + context.parents:
        for name in (area, _LEVEL.sub("", area)):
            kind = "community" if area.endswith("社区") else "place"
            areas[name] = _Found(kind, "area", 1 << 30, {name})
    return areas


def _take_listed(
    tokens: Tokens, words: Words, context: Context, choices: list[Choice], found: dict[str, _Found]
) -> list[Choice]:
    """Add what a gazetteer lists to `found` where it is written; return the choices that do not cross it."""
    listed = {one.name: one for one in context.listed}
    places = find_listed(tokens, words, listed)
    for start, _, form in places:
        one = listed[form]
        known = found.setdefault(one.means or form, _Found(one.type, GAZETTEER, 1 << 30, set()))
        known.forms.add(form)
        known.places.add(start)
    return without_rivals(choices, tokens, places)


def _full(form: str, lexicon: NameLexicon) -> str:
    """Return the name that a form stands for: 央视 → 中央电视台, 杭州亚运盛会 → 杭州亚运会."""
    for size in range(2, len(form) + 1) if form[-1] in lexicon.alias_ends else ():
        name = lexicon.aliases.get(form[-size:])
        if name and (size == len(form) or name[0] == form[-size]):
            return form[:-size] + name
    return form


def split_area(area: str) -> tuple[str, ...]:
    """Return the parts of an administrative address from the largest: 甘肃省陇南市 → 甘肃省, 陇南市."""
    match = _AREA.fullmatch(area)
    return tuple(part for part in match.groups() if part) if match else (area,)


def find_short_forms(entities: Iterable[Entity]) -> dict[str, str]:
    """Return the place names that are short for another in `entities`: 杭州 → 杭州市."""
    places = {entity.name for entity in entities if entity.type == "place"}
    return {
        short: name for name in sorted(places) if (short := _LEVEL.sub("", name)) != name and short in places
    }


def _settle(choices: list[Choice]) -> list[Choice]:
    """Drop of two choices that cross, or that share a span, the one with the lower score."""
    kept: list[Choice] = []
    for choice in choices:
        while kept and kept[-1].last >= choice.first and _conflict(kept[-1], choice):
            if kept[-1].score >= choice.score:
                break
            kept.pop()
        else:
            kept.append(choice)
    return kept


def _without_parts(choices: list[Choice], kind: str) -> list[Choice]:
    """Drop what is of one type by its form and stands inside a longer name: 洪涛 in 抗击洪涛灾害指挥部."""
    kept, reached = [], -1
    for choice in sorted(choices, key=lambda one: (one.first, -one.last)):
        if choice.type != kind or choice.last > reached:
            kept.append(choice)
        reached = max(reached, choice.last)
    return kept


def _nested(noted: list[Choice], settled: list[Choice]) -> list[Choice]:
    """Return the communities and organisations that longer names are built of: 大北社区背街小巷整治工程."""
    starts = [choice.first for choice in settled]
    nested = []
    for choice in noted:
        if choice.score > 0 or choice.type not in _BUILT_OF:
            continue
        at = bisect_right(starts, choice.first) - 1
        if at >= 0 and any(
            one.first <= choice.first and choice.last < one.last for one in settled[max(0, at - 2) : at + 1]
        ):
            nested.append(choice)
    return nested


def _conflict(one: Choice, other: Choice) -> bool:
    if (one.first, one.last) == (other.first, other.last):
        return True
    return one.first < other.first <= one.last < other.last


def _printed(tokens: Tokens, choice: Choice) -> tuple[int, str]:
    """Return where a name begins, and the name as printed; one that is a quotation loses its marks."""
    start, end = tokens.starts[choice.first], tokens.ends[choice.last]
    name = tokens.chars[start:end]
    return (start + 1, name[1:-1]) if _QUOTED.fullmatch(name) else (start, name)


def _without_notes(form: str) -> str:
    """Return a form without the marks of footnotes."""
    return NOTE.sub("", form) if form[-1] != "》" else form


def _entities(text: Text, words: Words, found: dict[str, _Found]) -> Iterator[Entity]:
    names = {form: name for name, one in found.items() for form in one.forms}
    mentions: dict[str, list[Span]] = {name: [] for name in found}
    for start, forms in _occurrences(text.chars, names):
        for form in _outer(forms) if len(forms) > 1 else forms:
            end, name = start + len(form), names[form]
            if _is_mention(words, found[name], Span(start, end)):
                mentions[name].append(text.raw_span(start, end))
    order = sorted((spans[0], name) for name, spans in mentions.items() if spans)
    for _, name in order:
        yield Entity(type=found[name].type, name=name, mentions=tuple(mentions[name]), rule=found[name].rule)


def _is_mention(words: Words, one: _Found, place: Span) -> bool:
    """Say whether a form of a name that stands at a place names it, and is not by chance part of words."""
    start, end = place
    if one.rule == GAZETTEER or start in one.places:
        return start in one.places
    size = end - start
    safe = size > 3 or (size == 3 and one.rule == "area")
    return safe or (words.is_boundary(start) and words.is_boundary(end))


def _outer(forms: list[str]) -> list[str]:
    """Drop of what is written at one place the short form of a full one: 杭州 in 杭州市."""
    short = {bare for form in forms if (bare := _LEVEL.sub("", form)) != form}
    return [form for form in forms if form not in short]


def _occurrences(chars: str, names: Collection[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield every place where some of `names` are written, with these, in one pass over `chars`.

    By the first two characters the lengths of the names are known, however many names begin so.
    """
    sizes: dict[str, set[int]] = {}
    for name in names:
        if len(name) > 1:
            sizes.setdefault(name[:2], set()).add(len(name))
    ordered = {opening: sorted(lengths) for opening, lengths in sizes.items()}
    begins = {opening[0] for opening in ordered}
    for place in compress(count(), map(begins.__contains__, chars)):
        lengths = ordered.get(chars[place : place + 2])
        if lengths:
            written = [chars[place : place + size] for size in lengths if place + size <= len(chars)]
            forms = [form for form in written if form in names]
            if forms:
                yield place, forms

"""How the named things of a report relate: who won what, whose a venue is, what is where and in what state.

A clause is read as a skeleton in which every name stands as one character for its type, so that a rule is a
pattern over types and verbs: a row of `data/lexicon/relations.tsv`. Names also relate by how they are built:
the venue whose name begins with a community's name is that community's. What no rule states is not related.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.errors import LexiconError
from baiyang_kg.reading.model import Relation, Span
from baiyang_kg.reading.names.weights import TYPES
from baiyang_kg.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from baiyang_kg.reading.model import Context, Entity
    from baiyang_kg.reading.page.scope import Scope

_SIGNS = {kind: chr(0xE000 + index) for index, kind in enumerate(sorted(TYPES))}
_SLOT = re.compile(r"\{([a-z_|]+)(\+?)\}")
_GROUP = re.compile(r"\(\?P<[so]>\{([a-z_|]+)\+?\}\)")
_JOINT = "(?:[、和与及]|以及)"
_LEADS = frozenset(("place", "organization", "company", "community"))
_NO_LEAD = frozenset("的、和与及等在以是")
_AREAS = ("community", "residential_compound", "industry_park", "place")
_PLACED = {"venue": _AREAS, "project": _AREAS, "team": ("community",), "event": ("community",)}
_OWN_PLACES = ("街道", "镇", "乡", "村")  # a town names what it has; 成都 and 四川 name brands as well
_NEAR = ("周边", "沿线", "附近", "一带", "旁")


@dataclass(frozen=True, slots=True)
class RelationRule:
    """A pattern over skeletons; a state, or a subject told by the sentence, stands in place of a group."""

    name: str
    predicate: str
    pattern: re.Pattern[str]
    subject: str
    object: str
    needs: tuple[frozenset[str], ...]  # of each group, the types of which it holds one


class _Mention(NamedTuple):
    start: int
    end: int
    entity: Entity


class _Skeleton(NamedTuple):
    """A clause with its names folded, and where in it each of them stands."""

    chars: str
    mentions: dict[int, _Mention]

    def names(self, match: re.Match[str], group: str) -> list[Entity]:
        """Return the entities of a group of a match, in order."""
        start, end = match.span(group)
        return [self.mentions[place].entity for place in range(start, end) if place in self.mentions]


def load_relation_rules(path: Path) -> tuple[RelationRule, ...]:
    """Return the rules of the table at `path`.

    Raises LexiconError with file and line where a type is unknown or a pattern is no regular expression.
    """
    rules = []
    for row in read_table(path):
        try:
            pattern = re.compile(_SLOT.sub(_slot, row["pattern"]))
            needs = tuple(frozenset(_kinds(group[1])) for group in _GROUP.finditer(row["pattern"]))
        except (KeyError, re.error) as error:
            raise LexiconError(
                row.place, f"pattern {row['pattern']!r}: {error}", "mend the pattern"
            ) from error
        rules.append(
            RelationRule(row["rule"], row["predicate"], pattern, row["subject"], row["object"], needs)
        )
    return tuple(rules)


def _kinds(listed: str) -> Iterable[str]:
    return _SIGNS if listed == "any" else listed.split("|")


def _slot(slot: re.Match[str]) -> str:
    one = f"[{''.join(_SIGNS[kind] for kind in _kinds(slot[1]))}]"
    return f"{one}(?:{_JOINT}{one})*" if slot[2] else one


def find_relations(
    scope: Scope, entities: Sequence[Entity], rules: Iterable[RelationRule], context: Context
) -> tuple[Relation, ...]:
    """Return the relations that the text states between `entities`, in the order of their evidence."""
    mentions = _find_mentions(scope, entities)
    found: dict[tuple[str, str, str], Relation] = {}
    by_name = {entity.name: entity for entity in entities}
    from_clauses = _from_clauses(scope, mentions, _by_types(tuple(rules)), context)
    for relation in (*_from_names(scope, mentions, by_name), *from_clauses):
        if relation.subject != relation.object:
            found.setdefault((relation.subject, relation.predicate, relation.object), relation)
    return tuple(
        sorted(found.values(), key=lambda one: (one.evidence, one.subject, one.predicate, one.object))
    )


class _ByTypes(dict[frozenset[str], list[RelationRule]]):
    """The types of the names in a clause → the rules that can state something of them."""

    def __init__(self, rules: Iterable[RelationRule]) -> None:
        super().__init__()
        self._rules = tuple(rules)

    def __missing__(self, types: frozenset[str]) -> list[RelationRule]:
        found = self[types] = [rule for rule in self._rules if all(types & need for need in rule.needs)]
        return found


_by_types = lru_cache(maxsize=4)(_ByTypes)


def _from_clauses(
    scope: Scope, mentions: Sequence[_Mention], rules: _ByTypes, context: Context
) -> Iterator[Relation]:
    lead: Entity | None = None
    sentence = -1
    for index, group in groupby(mentions, key=lambda mention: scope.clauses.index_at(mention.start)):
        clause, inside = scope.clauses.spans[index], list(group)
        if scope.sentences.index_at(clause.start) != sentence:
            lead, sentence = None, scope.sentences.index_at(clause.start)
        skeleton = _fold(scope, clause, inside)
        lead = _leading(skeleton, context) or lead
        for rule in rules[frozenset([mention.entity.type for mention in inside])]:
            if rule.pattern.search(skeleton.chars):  # few say anything of a clause
                evidence = scope.text.raw_span(clause.start, _without_end(scope.text.chars, clause))
                yield from _apply(rule, skeleton, lead, evidence)


def _find_mentions(scope: Scope, entities: Sequence[Entity]) -> list[_Mention]:
    """Return the outermost mentions in order, as places of the repaired text."""
    starts = scope.text.starts
    ends = scope.text.ends
    spans = sorted(
        (bisect_left(starts, start), -bisect_left(ends, end) - 1, index)
        for index, entity in enumerate(entities)
        for start, end in entity.mentions
    )
    mentions: list[_Mention] = []
    for start, end, index in spans:
        if not mentions or start >= mentions[-1].end:
            mentions.append(_Mention(start, -end, entities[index]))
    return mentions


def _fold(scope: Scope, clause: Span, inside: Sequence[_Mention]) -> _Skeleton:
    chars, place = scope.text.chars, clause.start
    folded, mentions = "", {}
    for mention in inside:
        folded += chars[place : mention.start]
        mentions[len(folded)] = mention
        folded += _SIGNS[mention.entity.type]
        place = mention.end
    return _Skeleton(folded + chars[place : clause.end], mentions)


def _leading(skeleton: _Skeleton, context: Context) -> Entity | None:
    """Return whose doing the clause tells: a name at its head, or after 年，, with a verb behind it."""
    for at, mention in skeleton.mentions.items():
        behind = skeleton.chars[at + 1 : at + 2]
        if at > 0 or mention.entity.type not in _LEADS or not behind or behind in _NO_LEAD:
            return None
        if mention.entity.type == "place" and mention.entity.name != context.area:
            return None
        return mention.entity
    return None


def _without_end(chars: str, clause: Span) -> int:
    end = clause.end
    while end > clause.start + 1 and chars[end - 1] in "，；：。！？…\n—":
        end -= 1
    return end


def _apply(
    rule: RelationRule, skeleton: _Skeleton, lead: Entity | None, evidence: Span
) -> Iterator[Relation]:
    for match in rule.pattern.finditer(skeleton.chars):
        groups = match.groupdict()
        subjects = skeleton.names(match, "s") if "s" in groups else [lead] if lead else []
        objects = skeleton.names(match, "o") if "o" in groups else []
        states = [rule.object] if rule.object and rule.object != "leading" else []
        if rule.object == "leading" and lead:
            states = [lead.name]
        named = states or [entity.name for entity in objects]
        for subject, name in _pairs([one.name for one in subjects], named, apart="分别" in match[0]):
            yield Relation(
                subject=subject, predicate=rule.predicate, object=name, evidence=evidence, rule=rule.name
            )


def _pairs(subjects: Sequence[str], objects: Sequence[str], *, apart: bool) -> list[tuple[str, str]]:
    """Return who goes with what: all with all, but with 分别 each with its own, counted from the end."""
    if apart and len(subjects) > 1:
        return list(zip(reversed(subjects), reversed(objects), strict=False))
    return [(subject, name) for subject in subjects for name in objects]


def _from_names(
    scope: Scope, mentions: Sequence[_Mention], by_name: Mapping[str, Entity]
) -> Iterator[Relation]:
    """Yield what names say by how they are built, at their first mentions."""
    first = {mention.entity.name: mention for mention in reversed(mentions) if mention.entity.type in _PLACED}
    for name, mention in first.items():
        told = _told_by_name(mention.entity, by_name)
        if told is not None:
            predicate, owner = told
            evidence = scope.text.raw_span(mention.start, mention.end)
            yield Relation(
                subject=name, predicate=predicate, object=owner, evidence=evidence, rule="begins-with"
            )


def _told_by_name(entity: Entity, by_name: Mapping[str, Entity]) -> tuple[str, str] | None:
    """Return predicate and object of a name that begins with another one (大北社区背街小巷整治工程)."""
    for end in range(len(entity.name) - 2, 1, -1):
        owner = by_name.get(entity.name[:end])
        if owner is None or entity.name.startswith(_NEAR, end):
            continue
        if owner.type == "place" and not owner.name.endswith(_OWN_PLACES):
            continue
        if owner.type in _PLACED[entity.type]:
            return "located_in", owner.name
        if owner.type == "organization" and entity.type == "venue":
            return "part_of", owner.name
    return None

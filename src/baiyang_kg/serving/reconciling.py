"""Candidates for a query: which entities it may mean, and why (Reconciliation Service API 0.2, section 4).

What is near to the name is found by its characters, and judged as any other pair is: by the features and the
decision table of `linking`. Each query is judged alone, as the standard wants.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.datasets.record import Record
from baiyang_kg.linking.divisions import level_of
from baiyang_kg.linking.evidence import NOWHERE
from baiyang_kg.linking.features import compare_parents
from baiyang_kg.linking.judgement import EXACT, judge
from baiyang_kg.linking.kinds import compare_kinds
from baiyang_kg.linking.likeness import compare_names, compare_slips
from baiyang_kg.linking.names import missing_extra, normal_form
from baiyang_kg.linking.sides import new_side
from baiyang_kg.serving.properties import AREA, CODE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from baiyang_kg.linking.judgement import Judgement
    from baiyang_kg.linking.sides import Side
    from baiyang_kg.serving.batches import ReconciliationQuery, Wanted
    from baiyang_kg.serving.catalogue import Catalogue, Entity
    from baiyang_kg.serving.columns import Value
    from baiyang_kg.serving.properties import Properties

_NEAR, _ALIKE = 60, 100  # of how many entities a name is compared further, and from which likeness on
# How much the likeness counts where the table proposes nothing: of names alike somehow, and of others.
_FAINT, _FAINTEST = Decimal("0.25"), Decimal("0.15")


class Candidate(NamedTuple):
    """An entity that a query may mean."""

    entity: Entity
    score: Decimal  # from 0 to 100
    match: bool  # nothing is left to doubt
    features: Mapping[str, bool | int | Decimal]


class _Pair(NamedTuple):
    """An entity beside a query: how they compare, in the words of the judgement."""

    entity: Entity
    side: Side
    likeness: Decimal  # of the names, from 0 to 100
    name: str  # "" where they are not alike
    kind: str
    parent: str
    known: bool  # the query is the identifier, or has the code, of the entity


class Reconciler:
    """The entities of a catalogue, ready for comparing."""

    __slots__ = ("_areas", "_catalogue", "_keys", "_kinds", "_names", "_properties", "_sides")

    def __init__(self, catalogue: Catalogue, properties: Properties) -> None:
        self._catalogue, self._properties = catalogue, properties
        self._sides = {key: new_side(entity.record) for key, entity in catalogue.entities.items()}
        named = [
            (key, form)
            for key, side in self._sides.items()
            for name in (side.name, *side.aliases)
            for form in dict.fromkeys((name.text, name.core))
        ]
        self._keys, self._names = [key for key, _ in named], [form for _, form in named]
        self._kinds: defaultdict[str, set[str]] = defaultdict(set)  # of the records of a type
        for entity in catalogue.entities.values():
            for kind in entity.types:
                self._kinds[kind].add(entity.record.kind)
        areas = {side.name.text for side in self._sides.values() if level_of(side.kind)}
        self._areas = tuple(sorted(areas, key=lambda area: (-len(area), area)))

    def candidates(self, query: ReconciliationQuery, place: str) -> list[Candidate]:
        """Return the entities that `query` may mean, the best first.

        Raises QueryError, with `place`, for a type or a property that there is not.
        """
        types = [self._catalogue.resolve_type(one, f"{place}.type") for one in query.types]
        wanted = [
            one._replace(property=self._properties.resolve(one.property, f"{place}.properties").id)
            for one in query.wanted
        ]
        if not query.name:
            found = self._with_properties(wanted)
        else:
            asked = self._side_of(query, wanted, types)
            found = self._judged([self._compare(key, asked, wanted) for key in self._near(asked)])
        checked = (self._checked(one, wanted, types, query.strictness) for one in found)
        ordered = sorted(
            (one for one in checked if one), key=lambda one: (-one.score, not one.match, one.entity.id)
        )
        return ordered[: query.limit]

    def _side_of(self, query: ReconciliationQuery, wanted: Sequence[Wanted], types: Sequence[str]) -> Side:
        """Return the query as the other side of a pair: its areas, code and kind are what it says of them."""
        kinds = self._kinds.get(types[0], set()) if len(types) == 1 else set()
        record = Record(
            "",
            query.name,
            kind=next(iter(kinds)) if len(kinds) == 1 else "",
            parents=tuple(area for text in _values(wanted, AREA) for area in self._named_areas(text)),
            code=next(iter(_values(wanted, CODE)), ""),
        )
        return new_side(record, before=self._areas)

    def _named_areas(self, text: str) -> tuple[str, ...]:
        """Return the areas that a value names, the largest first: those around an entity, and itself."""
        entity = self._catalogue.find_entity(text)
        return (*entity.record.parents, entity.record.name) if entity else (text,)

    def _near(self, asked: Side) -> list[str]:
        """Return the keys of the entities whose names are near to the name of a query."""
        try:
            from rapidfuzz import fuzz, process  # noqa: PLC0415 (an extra)
            from rapidfuzz.distance import LCSseq  # noqa: PLC0415 (as above)
        except ImportError as error:
            raise missing_extra() from error
        found: dict[str, None] = {}
        known = self._catalogue.find_entity(asked.record.name)
        if known:
            found[known.id] = None
        found |= dict.fromkeys(self._coded(asked.record.name))
        for form in dict.fromkeys((asked.name.text, asked.name.core)):
            alike = process.extract(
                form, self._names, scorer=fuzz.ratio, processor=None, limit=_ALIKE, score_cutoff=_NEAR
            )
            within = process.extract(
                form,
                self._names,
                scorer=LCSseq.similarity,
                processor=None,
                limit=_ALIKE,
                score_cutoff=len(form),
            )
            found |= dict.fromkeys(self._keys[number] for _, _, number in (*alike, *within))
        return list(found)

    def _coded(self, text: str) -> list[str]:
        """Return the keys of the entities whose code a text is."""
        if not text.isdigit():
            return []
        return [
            key
            for key, values in self._properties.column(CODE).items()
            if key in self._catalogue.entities and any(value.text == text for value in values)
        ]

    def _compare(self, key: str, asked: Side, wanted: Sequence[Wanted]) -> _Pair:
        """Return an entity beside a query, compared."""
        from rapidfuzz import fuzz  # noqa: PLC0415 (an extra)

        entity, side = self._catalogue.entities[key], self._sides[key]
        name = compare_names(side, asked)[0] or compare_slips(side, asked)[0]
        likeness = max(fuzz.ratio(asked.name.text, one.text) for one in (side.name, *side.aliases))
        coded = self._properties.column(CODE).get(key, ())
        known = (
            self._catalogue.find_entity(asked.record.name) is entity
            or any(value.text == asked.record.name for value in coded)
            or (not _texts(coded).isdisjoint(map(_normal, _values(wanted, CODE))) and bool(name))
        )
        return _Pair(
            entity,
            side,
            Decimal(round(likeness)),
            name,
            compare_kinds(side.kind, asked.kind),
            compare_parents(side, asked, NOWHERE)[0],
            known,
        )

    def _judged(self, pairs: Sequence[_Pair]) -> list[Candidate]:
        """Return pairs as candidates; one that another equals has a rival, and is no match."""
        certain = sum(pair.known for pair in pairs) == 1
        alone = [_judge(pair, rivals=False) for pair in pairs]
        found = []
        for number, (pair, judged) in enumerate(zip(pairs, alone, strict=True)):
            rivals = sum(
                _is_rival(judged, alone[place]) and not self._are_one(pair, other)
                for place, other in enumerate(pairs)
                if place != number
            )
            told = _judge(pair, rivals=True) if rivals else judged
            found.append(_candidate(pair, told, rivals=rivals, certain=certain))
        return found

    def _are_one(self, one: _Pair, other: _Pair) -> bool:
        """Tell whether somebody has accepted that two entities are one thing under two names."""
        same = self._properties.column(EXACT)
        return any(
            value.entity == there.entity.id
            for here, there in ((one, other), (other, one))
            for value in same.get(here.entity.id, ())
        )

    def _with_properties(self, wanted: Sequence[Wanted]) -> list[Candidate]:
        """Return the entities that have some of the properties, where a query gives no name."""
        counts: dict[str, int] = defaultdict(int)
        for one in wanted:
            for key in self._having(one):
                counts[key] += 1
        return [
            Candidate(
                self._catalogue.entities[key],
                Decimal(100 * count) / len(wanted),
                match=len(counts) == 1 and any(one.property == CODE for one in wanted),
                features={},
            )
            for key, count in counts.items()
        ]

    def _having(self, wanted: Wanted) -> set[str]:
        """Return the keys of the entities of which a property has one of some values."""
        texts = self._normal_values(wanted)
        return {
            key
            for key, values in self._properties.column(wanted.property).items()
            if key in self._catalogue.entities and not texts.isdisjoint(_texts(values))
        }

    def _normal_values(self, wanted: Wanted) -> set[str]:
        """Return the values in normal form; an entity is compared by its identifier."""
        entities = (self._catalogue.find_entity(text) for text in wanted.values)
        return {entity.id for entity in entities if entity} | set(map(_normal, wanted.values))

    def _checked(
        self, one: Candidate, wanted: Sequence[Wanted], types: Sequence[str], strictness: str
    ) -> Candidate | None:
        """Return a candidate weighed by types and properties, None where a type forbids it.

        What is of another type, or has another value, counts half and is no match.
        """
        features, score, match = dict(one.features), one.score, one.match
        if types:
            shared = set(types) & set(one.entity.types)
            fits = set(types) <= shared if strictness == "all" else bool(shared)
            if not fits and strictness != "should":
                return None
            features["type"] = fits
            score, match = (score, match) if fits else (score / 2, False)
        for number, value in enumerate(wanted):
            has = self._properties.column(value.property).get(one.entity.id, ())
            if not has or not value.values:
                continue
            fits = not self._normal_values(value).isdisjoint(_texts(has))
            features[
                f"property_{value.property}" if number == _first(wanted, value) else f"property_{number}"
            ] = fits
            if not fits and value.property != AREA:  # areas are in the judgement
                score, match = score / 2, False
        return Candidate(one.entity, score, match, features)


def _judge(pair: _Pair, *, rivals: bool) -> Judgement | None:
    """Return what the decision table says of a pair; None where it proposes nothing."""
    if not pair.name:
        return None
    return judge(pair.side.group, name=pair.name, kind=pair.kind, parent=pair.parent, rivals=rivals)


def _is_rival(one: Judgement | None, other: Judgement | None) -> bool:
    """Tell whether what is said of another pair is as good as what is said of one."""
    if one is None or other is None or one.predicate != other.predicate:
        return False
    return one.predicate == EXACT or one.confidence <= other.confidence


def _candidate(pair: _Pair, judged: Judgement | None, *, rivals: int, certain: bool) -> Candidate:
    """Return a pair as a candidate; `certain` says that one thing alone is known by its identifier."""
    score = 100 * judged.confidence if judged else pair.likeness * (_FAINT if pair.name else _FAINTEST)
    match = judged is not None and judged.predicate == EXACT
    features: dict[str, bool | int | Decimal] = {"likeness": pair.likeness}
    features |= {f"{what}_{word}": True for what, word in (("name", pair.name), ("kind", pair.kind)) if word}
    features |= {f"parent_{pair.parent}": True, "rivals": rivals}
    if pair.known:
        score, match, features["identifier"] = Decimal(100), certain, True
    return Candidate(pair.entity, score, match, features)


@lru_cache(maxsize=1 << 16)
def _normal(text: str) -> str:
    return normal_form(text)


def _values(wanted: Iterable[Wanted], key: str) -> list[str]:
    return [text for one in wanted if one.property == key for text in one.values]


def _texts(values: Iterable[Value]) -> set[str]:
    """Return values in normal form, and the identifiers of those that are entities."""
    return {text for value in values for text in (_normal(value.text), value.entity) if text}


def _first(wanted: Sequence[Wanted], one: Wanted) -> int:
    return next(number for number, other in enumerate(wanted) if other.property == one.property)

"""Proposals: which records of an outside dataset may be which things of the graph, and why."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.linking.evidence import NOWHERE, find_surroundings, siblinghood
from baiyang_kg.linking.features import Feature, compare_parents, kind_feature, told_features
from baiyang_kg.linking.judgement import EXACT, judge
from baiyang_kg.linking.likeness import compare_names, compare_roughly, compare_slips
from baiyang_kg.linking.searching import Search
from baiyang_kg.linking.sides import new_side

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from decimal import Decimal

    from baiyang_kg.datasets.record import Record, Source
    from baiyang_kg.linking.evidence import Surroundings
    from baiyang_kg.linking.judgement import Judgement
    from baiyang_kg.linking.sides import Side

_SHOWN = 10  # candidates of a subject, and rivals of a candidate, of a name that half the country has
_ALIKE = {"same", "normal", "registered", "bare", "alias"}  # the name itself, not something like it
_SLIPS = {"homophone", "lookalike", "transposed", "typo", "contained"}
_SHORTENED = {"abbreviation", "shared", "short", "tail", "initials", "firm", "trade", "brand"}
_BESIDE = {*_ALIKE, *_SLIPS, *_SHORTENED, "scope", "whole", "branch"}  # nothing beside a certain counterpart
SIMILAR = "similar"  # of names that have much in common and are not alike


class Proposal(NamedTuple):
    """A link that is proposed, and what speaks for it."""

    subject: Record
    object: Record
    predicate: str  # skos:exactMatch, closeMatch, broadMatch, narrowMatch, relatedMatch
    confidence: Decimal  # docs/linking.md says what of
    justification: str  # a term of the Semantic Mapping Vocabulary: semapv:LexicalMatching …
    features: tuple[Feature, ...]
    rivals: tuple[str, ...]  # IRIs of other objects as good as this one: ambiguity is carried

    @property
    def why(self) -> str:
        """Return the features in one readable line."""
        return "; ".join(map(str, self.features))


class _Pair(NamedTuple):
    """Two sides, what decides about them, and what would be proposed if there were no rivals."""

    one: Side
    other: Side
    name: Feature
    kind: Feature
    parent: Feature
    judgement: Judgement


def propose(
    subjects: Sequence[Record],
    source: Source,
    *,
    accepted: Collection[tuple[str, str, str]] = (),
    rejected: Collection[tuple[str, str]] = (),
) -> list[Proposal]:
    """Return the links proposed between `subjects` and the records of `source`, by subject, the surest first.

    `accepted` links (subject, predicate, object; IRIs) are evidence of where siblings stand and are not
    proposed again; nor are `rejected` pairs (subject, object).

    Raises DatasetError for a dataset that cannot be read and ExportError where the libraries are missing.
    """
    sides = [new_side(record) for record in sorted(set(subjects), key=lambda record: (record.iri, record))]
    judged = dict.fromkeys(rejected, "")
    judged.update({(subject, target): predicate for subject, predicate, target in accepted})
    search = Search(sides, source, left_out=judged)
    search.find_names()
    namesakes = {
        number: [other for other in found.values() if compare_names(sides[number], other)[0] in _ALIKE]
        for number, found in search.candidates.items()
    }
    around = find_surroundings(sides, namesakes, blocks=search.rows // 15 + 1, accepted=accepted)
    surroundings = [around.get(siblinghood(side), NOWHERE) for side in sides]
    certain = {
        number: {
            other.record.iri for other in others if _is_certain(sides[number], other, surroundings[number])
        }
        for number, others in namesakes.items()
    }
    search.find_slips([n for n in certain if not certain[n] and n not in search.settled], around)
    twins = _twins(sides)
    taken = {(siblinghood(sides[number]), iri) for number, iris in certain.items() for iri in iris}
    return [
        proposal
        for number, side in enumerate(sides)
        if number not in search.settled
        for proposal in _proposals(
            side, search.candidates[number].values(), surroundings[number], taken=taken, twins=twins
        )
    ]


def _twins(sides: Sequence[Side]) -> set[str]:
    """Return the IRIs of the measures that share their name: their units are others."""
    named: defaultdict[str, list[str]] = defaultdict(list)
    for side in sides:
        if side.group == "indicator":
            named[side.name.text].append(side.record.iri)
    return {iri for iris in named.values() if len(iris) > 1 for iri in iris}


def _is_certain(one: Side, other: Side, around: Surroundings) -> bool:
    pair = _compare(one, other, around)
    return pair is not None and pair.judgement.predicate == EXACT


def _proposals(
    side: Side,
    others: Iterable[Side],
    around: Surroundings,
    *,
    taken: Collection[tuple[tuple[str, ...], str]],
    twins: Collection[str],
) -> list[Proposal]:
    """Return what is proposed for one subject.

    `taken` are the objects that are certainly a sibling's, `twins` the subjects of which there are several.
    """
    pairs = [pair for other in others if (pair := _compare(side, other, around))]
    pairs = [
        pair
        for pair in pairs
        if not (pair.name.value in _SLIPS and (siblinghood(side), pair.other.record.iri) in taken)
    ]
    pairs = _best(pairs)
    found = []
    for pair in pairs:
        rivals = sorted(
            other.other.record.iri for other in pairs if other is not pair and _is_rival(pair, other)
        )
        if proposal := _judged(pair, tuple(rivals), is_twin=side.record.iri in twins):
            found.append(proposal)
    found.sort(key=lambda proposal: (-proposal.confidence, proposal.object.iri))
    return found[:_SHOWN]


def _best(pairs: list[_Pair]) -> list[_Pair]:
    """Return the pairs of a subject without those that say nothing beside the others."""
    values = {pair.name.value for pair in pairs}
    doubtful = "trade" in values and "brand" in values  # 阿波罗生物科技 and 阿波罗生物医药
    if not doubtful and any(pair.judgement.predicate == EXACT for pair in pairs):
        pairs = [
            pair for pair in pairs if pair.judgement.predicate == EXACT or pair.name.value not in _BESIDE
        ]
    pairs = list(_without_parts(pairs))
    alike = [pair for pair in pairs if pair.name.value != SIMILAR]
    return alike or pairs


def _without_parts(pairs: Sequence[_Pair]) -> Iterator[_Pair]:
    """Yield the pairs but those whose object is a part of another that the same short name may stand for."""
    names = {pair.other.name.text for pair in pairs if pair.name.value in _SHORTENED}
    for pair in pairs:
        text = pair.other.name.text
        if pair.name.value not in _SHORTENED or not any(
            text != name and text.startswith(name) for name in names
        ):
            yield pair


def _is_rival(pair: _Pair, other: _Pair) -> bool:
    """Tell whether another candidate is as good: of the same predicate, and of the same time if of any."""
    years = pair.other.record.year, other.other.record.year
    if None not in years and years[0] != years[1]:
        return False
    if (pair.name.value, other.name.value) == ("trade", "brand"):
        return True
    ours, theirs = pair.judgement, other.judgement
    if ours.predicate == theirs.predicate == EXACT:
        return True
    return ours.predicate == theirs.predicate and ours.confidence <= theirs.confidence


def _judged(pair: _Pair, rivals: tuple[str, ...], *, is_twin: bool) -> Proposal | None:
    """Return the proposal that a pair makes, None where its rivals leave nothing of it."""
    judgement = judge(
        _group(pair.one, pair.other),
        name=pair.name.value,
        kind=pair.kind.value,
        parent=pair.parent.value,
        rivals=bool(rivals) or is_twin,
    )
    if judgement is None:
        return None
    features = [pair.name, pair.kind, pair.parent, *told_features(pair.one, pair.other)]
    features.append(
        Feature("rivals", str(len(rivals)), "as good as this one") if rivals else Feature("rivals", "none")
    )
    if is_twin:
        features.append(Feature("twins", "some", "other measures of this name, in other units"))
    return Proposal(
        pair.one.record, pair.other.record, judgement.predicate, judgement.confidence,
        _justification(pair), tuple(features), rivals[:_SHOWN],
    )  # fmt: skip


def _justification(pair: _Pair) -> str:
    """Return the term of the Semantic Mapping Vocabulary for what a proposal rests on."""
    if pair.name.value in _SLIPS:
        return "semapv:LexicalSimilarityThresholdMatching"
    if pair.parent.value in {"same", "siblings", "accepted", "near", "district", "city", "province"}:
        return "semapv:CompositeMatching"
    return "semapv:LexicalMatching"


def _group(one: Side, other: Side) -> str:
    """Return how two things are compared: as what the subject is, if it is vague as what the object is."""
    return other.group if one.kind in {"", "place"} and other.kind else one.group


def _compare(one: Side, other: Side, around: Surroundings) -> _Pair | None:
    """Return a pair with what decides about it, None where nothing would be proposed."""
    value, note = compare_names(one, other)
    if not value:
        value, note = compare_slips(one, other)
    if not value:
        value, note = compare_roughly(one, other)
    if not value:
        return None
    kind = kind_feature(one, other)
    parent = Feature("parent", *compare_parents(one, other, around))
    judgement = judge(_group(one, other), name=value, kind=kind.value, parent=parent.value, rivals=False)
    return judgement and _Pair(one, other, Feature("name", value, note), kind, parent, judgement)

"""Which periods a figure may be of, with what speaks for each.

A candidate is a mention of time read in one of several ways (as it stands, from there to the day of the text,
the year at its end, the year before it), or a period that needs no mention: the day or the year of the text.
Features are named `key=value`; those that begin with `unsaid` are of a period that needs no mention.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.reading.page.genre import is_article
from baiyang_kg.reading.periods.dates import find_mentions
from baiyang_kg.reading.periods.events import find_tellers
from baiyang_kg.reading.periods.meanings import CHANGES, MONTH, SPANS, Meanings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.periods.datelines import Dateline
    from baiyang_kg.reading.periods.dates import Mention
    from baiyang_kg.reading.periods.meanings import Asked

_REMEMBERED = 8  # mentions before a figure that may date it
_OPENERS = 3  # mentions at the head of earlier paragraphs
_AT_HEAD = 16  # characters of a paragraph in which a date is at its head
_OF_YEARS = frozenset(("year", "years", "span"))
_INSIDE = frozenset(("other", "of", "note"))
_OF_BLOCK = frozenset(("year", "years", "span", "plan", "oneyear", "whole"))
_ADVERBIAL = frozenset(("head", "in", "upto", "from", "plan"))
_IN_SENTENCE = ("clause", "sent", "semi")
_NEAR = 3  # sentences
_YEAR_AT_HEAD = 3  # characters of a heading, its mark included, before a year that it begins with
_WHEN = ("past", "last", "this", "next", "later")  # of the year that the text is about


class Candidate(NamedTuple):
    """A period that a figure may be of, with its features."""

    period: str
    features: tuple[str, ...]


class _Seen(NamedTuple):
    """A mention as it is seen from a figure."""

    mention: Mention
    where: str
    rank: int  # mentions nearer to the figure that could date it
    beaten: bool = False  # the figure's own sentence has a date


class Holding:
    """The candidates for every place of one text."""

    def __init__(self, scope: Scope, year: int, dated: Dateline | None) -> None:
        self._scope = scope
        self._year = year
        self._dateline = dateline = dated.month if dated else None
        self._today = dateline or str(year)
        self._meanings = Meanings(year, dateline, self._today)
        stamp = dated.place if dated else -1  # says when the text was printed, not of what it tells
        self._mentions = [one for one in find_mentions(scope, year) if not one.start <= stamp < one.end]
        days = [
            one.last
            for one in self._mentions
            if one.form == "day" and one.slot != "plan" and one.last[:4] == str(year)
        ]
        self._latest = max(days) if days and dateline else None
        self._starts = [one.start for one in self._mentions]
        self._levels = {block.start: block.level for block in scope.text.blocks}
        self._openers = [one for one in self._mentions if self._opens_block(one)]
        news = is_article(scope.text) and not any(map(self._heads_section, self._openers))
        self._genre = "article" if news else "report"
        self._day = _surety(dated) if dated else "undated" if news else "none"
        self._opener_starts = [one.start for one in self._openers]
        self._known: dict[tuple[str, str, str, str, int], tuple[str, ...]] = {}
        self._headings = [block.start for block in scope.text.blocks if block.level]

    def _opens_block(self, mention: Mention) -> bool:
        block = self._scope.blocks.at(mention.start)
        if block is None or not mention.first or mention.form in ("day", "month"):
            return False
        return bool(self._levels.get(block.start)) or mention.start - block.start < _AT_HEAD

    def _heads_section(self, mention: Mention) -> bool:
        """Say whether a heading below the title begins with a year, as those of reports do."""
        block = self._scope.blocks.at(mention.start)
        if block is None or block.start == 0 or not self._levels.get(block.start):
            return False
        return mention.form == "year" and mention.start - block.start < _YEAR_AT_HEAD

    def looks_ahead(self, place: int) -> bool:
        """Say whether the date that `place` is under is of a year to come."""
        for mention in self._before(place):
            where = self._where(mention, place)
            if where == "far":
                break
            if (
                mention.first
                and mention.slot in _ADVERBIAL
                and (where in _IN_SENTENCE or self._lasts(mention, where))
            ):
                return mention.first[:4] > str(self._year)
        at = bisect_left(self._opener_starts, place)
        for mention in reversed(self._openers[max(0, at - _OPENERS) : at]):
            if self._above(mention, place) in ("other", "titleup"):
                break
            if self._lasts(mention, "lead") and mention.start in self._levels:
                return mention.first[:4] > str(self._year)
        return False

    def _lasts(self, mention: Mention, where: str) -> bool:
        """Say whether a mention holds beyond its sentence: a year that opens a paragraph, not foreseen."""
        return where == "lead" and mention.form in _OF_YEARS and mention.slot != "plan"

    def find_candidates(self, asked: Asked) -> list[Candidate]:
        """Return the periods that a figure may be of, at least one."""
        near, wheres = self._near(asked.place)
        settled = [candidate for seen in self._decisive(near, asked) for candidate in self._read(seen, asked)]
        if settled:
            return settled
        return [*self._mentioned(near, wheres, asked), *self._defaults(near, wheres, asked)]

    # -- which mentions count ------------------------------------------------------------------------------

    def _before(self, place: int) -> Iterator[Mention]:
        """Yield the mentions before `place`, the nearest first."""
        index = bisect_left(self._starts, place)
        return reversed(self._mentions[max(0, index - _REMEMBERED) : index])

    def _near(self, place: int) -> tuple[list[Mention], list[str]]:
        """Return the mentions before `place` in its paragraph, the nearest first, and where each stands."""
        wheres: list[str] = []
        for mention in self._before(place):
            where = self._where(mention, place)
            if where == "far":
                break
            wheres.append(where)
        return list(islice(self._before(place), len(wheres))), wheres

    def _decisive(self, near: list[Mention], asked: Asked) -> Iterator[_Seen]:
        """Yield what leaves no choice: the year that a change is compared with, 截至年底, 自2015年开始."""
        clause = self._scope.clauses.at(asked.place)
        if asked.kind in CHANGES:
            for mention in near:
                if clause and mention.start >= clause.start and mention.slot == "than":
                    yield _Seen(mention, "clause", 0)
                    return
        sentence = self._scope.sentences.at(asked.place)
        for mention in near:
            if sentence is None or mention.start < sentence.start:
                return
            if mention.first:
                ends = mention.form == "edge" and mention.slot == "upto" and asked.kind != "rank"
                if ends or (self._genre == "report" and self._meanings.lasts(mention)):
                    yield _Seen(mention, "sent", 0)
                return

    def _mentioned(self, near: list[Mention], wheres: list[str], asked: Asked) -> Iterator[Candidate]:
        rank, known, dated, told = 0, set[int](), False, False
        for mention, where in zip(near, wheres, strict=True):
            known.add(mention.start)
            yield from self._read(_Seen(mention, where, rank, told and where not in _IN_SENTENCE), asked)
            rank += mention.slot in _ADVERBIAL or mention.opens
            told = told or (where in _IN_SENTENCE and mention.slot in _ADVERBIAL)
            dated = dated or (mention.form in _OF_BLOCK and (mention.slot == "head" or where == "lead"))
        at, titled = bisect_left(self._opener_starts, asked.place), False
        for mention in reversed(self._openers[max(0, at - _OPENERS) : at]):
            if mention.start not in known:
                where = self._above(mention, asked.place)
                if not (titled and where == "other") and not (dated and where in ("up", "up1", "other")):
                    yield from self._read(_Seen(mention, where, rank), asked)
                titled = titled or where == "title"
                rank += 1
        clause, index = self._scope.clauses.at(asked.place), bisect_left(self._starts, asked.place)
        if clause and index < len(self._mentions) and self._starts[index] < clause.end:
            behind = self._mentions[index]
            if behind.form not in SPANS:
                yield from self._read(_Seen(behind, "behind", 0), asked)

    def _where(self, mention: Mention, place: int) -> str:
        """Say where a mention of the same paragraph stands, `far` for one of another."""
        scope = self._scope
        block = scope.blocks.at(place)
        if block is None or mention.start < block.start:
            return "far"
        away = scope.sentences.index_at(place) - scope.sentences.index_at(mention.start)
        if not away:
            if scope.clauses.index_at(place) == scope.clauses.index_at(mention.start):
                return "clause"
            same = scope.statements.index_at(place) == scope.statements.index_at(mention.start)
            return "sent" if same else "semi"
        if mention.start - block.start < _AT_HEAD:
            return "lead"
        return "prev" if away == 1 else "near" if away <= _NEAR else "block"

    def _above(self, mention: Mention, place: int) -> str:
        """Say where a mention at the head of an earlier paragraph, or in a heading, stands."""
        blocks = self._scope.blocks
        index = bisect_left(self._headings, place)
        heading = self._headings[index - 1] if index else -1
        block = blocks.at(mention.start)
        if block and self._levels.get(block.start):
            return "title" if block.start == heading else "titleup"
        if mention.start < heading:
            return "other"
        return "up1" if blocks.index_at(place) - blocks.index_at(mention.start) == 1 else "up"

    # -- what they may mean --------------------------------------------------------------------------------

    def _read(self, seen: _Seen, asked: Asked) -> Iterator[Candidate]:
        mention = seen.mention
        if seen.where == "semi":
            if mention.form == "year" and mention.slot in _INSIDE:
                return  # 获2022年创新奖；新建公园2个
            seen = _Seen(mention, "sent", seen.rank, seen.beaten)
        in_sentence = seen.where in (*_IN_SENTENCE, "behind", "title")
        if self._genre == "report" and len(mention.first) == MONTH and not in_sentence:
            return  # in a report a month holds for its sentence
        if mention.slot == "plan" and not in_sentence:
            return  # what is foreseen for a year says nothing of the next sentence
        if mention.slot == "from" and seen.where == "clause" and "TO" in asked.cues:
            return  # it dated what the figure has grown out of
        before = (
            find_tellers(self._scope, mention, self._before(mention.start)) if mention.form == "event" else ()
        )
        for way, period in self._meanings.find(mention, asked, before):
            yield Candidate(period, self._features(seen, asked, way, period))

    def _defaults(self, near: list[Mention], wheres: list[str], asked: Asked) -> Iterator[Candidate]:
        """Yield the periods that need no mention."""
        farther = any(where not in _IN_SENTENCE for where in wheres)
        has = f"{'clause' in wheres:d}{'sent' in wheres:d}{farther:d}"
        for name, period in self._unsaid(near, wheres, asked):
            shape = self._shape(period)
            features = [
                f"unsaid={name} day={self._day} mentions={has}",
                f"unsaid={name} day={self._day} kind={asked.kind} reached={asked.reached:d}",
                f"unsaid={name} day={self._day} plan={asked.plan:d}",
                f"shape={shape} day={self._day} plan={asked.plan:d}",
            ]
            if self._genre == "report":
                features += self._thing(shape, asked)
            for cue in asked.cues:
                features += (f"unsaid={name} cue={cue}", f"shape={shape} cue={cue}")
            yield Candidate(period, tuple(features))

    def _unsaid(self, near: list[Mention], wheres: list[str], asked: Asked) -> Iterator[tuple[str, str]]:
        year = self._year
        yield "today", self._today
        if "FROM" in asked.cues:
            yield "last", str(year - 1)
        if self._dateline:
            yield "year", str(year)
            if self._dateline[5:] != "01":
                yield "sofar", f"{year}-01/{self._dateline}"
        if self._latest and self._latest != self._dateline:
            yield "latest", self._latest
        dated = any(
            mention.first[:4] > str(year) and where in _IN_SENTENCE
            for mention, where in zip(near, wheres, strict=True)
        )
        if asked.plan and not dated:
            yield "next", str(year + 1)
            yield "term", f"{year + 1}/{year + 5}"

    # -- what speaks for a candidate -----------------------------------------------------------------------

    def _shape(self, period: str) -> str:
        """Return whether it is years or months, one or a span, and how far its end is from the year."""
        first, _, last = period.partition("/")
        away = int((last or first)[:4]) - self._year
        when = _WHEN[max(-2, min(2, away)) + 2]
        return f"{'months' if len(first) == MONTH else 'years'}{'-span' if last else ''}-{when}"

    def _thing(self, shape: str, asked: Asked) -> tuple[str, ...]:
        """Return the features that tell a state from what was done in a period."""
        return (f"shape={shape} before={asked.before}",)

    def _relation(self, period: str) -> str:
        """Return how a period stands to the day of an article: before it, with it, after it."""
        first, _, last = period.partition("/")
        last = last or first
        size = len(last)
        today = self._today[:size]
        span = "-span" if "/" in period else ""
        unit = "month" if size == MONTH else "year"
        return f"{unit}{span}-{'before' if last < today else 'after' if last > today else 'now'}"

    def _features(self, seen: _Seen, asked: Asked, way: str, period: str) -> tuple[str, ...]:
        mention, genre = seen.mention, self._genre
        form = mention.form if mention.slot in _ADVERBIAL or mention.opens else f"{mention.form}~"
        shape = self._shape(period)
        if mention.opens:
            way += "+"
        features = [
            f"way={way} text={genre} kind={asked.kind}",
            f"way={way} form={form} plan={asked.plan:d} shape={shape}",
            f"shape={shape} day={self._day} plan={asked.plan:d}",
            f"way={way} form={form} reached={asked.reached:d}",
        ]
        if mention.form in SPANS:
            features.append(f"span way={way} kind={asked.kind} reached={asked.reached:d}")
            features.append(f"span way={way} before={asked.before}")
        if mention.word:
            features.append(f"word={mention.word} way={way} text={genre}")
        if seen.beaten:
            features += (f"beaten way={way} form={form} text={genre}", f"beaten text={genre}")
        features += [f"shape={shape} cue={cue}" for cue in asked.cues]
        if genre == "report":
            features += self._thing(shape, asked)
        else:
            rel = self._relation(period)
            features += (
                f"rel={rel} way={way} form={form} where={seen.where}",
                f"rel={rel} where={seen.where}",
                f"rel={rel} plan={asked.plan:d}",
            )
        return (*self._standing(way, form, mention.slot, seen.where, min(seen.rank, 2)), *features)

    def _standing(self, way: str, form: str, slot: str, where: str, rank: int) -> tuple[str, ...]:
        """Return the features that many figures share."""
        key = (way, form, slot, where, rank)
        known = self._known.get(key)
        if known is None:
            genre = self._genre
            known = self._known[key] = (
                f"way={way} form={form} where={where} rank={rank} text={genre}",
                f"way={way} form={form} where={where} rank={rank}",
                f"way={way} slot={slot} where={where} text={genre}",
                f"way={way} slot={slot} where={where}",
                f"way={way} form={form} where={where} day={self._day}",
            )
        return known


def _surety(dated: Dateline) -> str:
    """Return how sure a dateline is: the day of the paper and that of the event are one to a reader."""
    return "guessed" if dated.sure == "guessed" else "printed"

"""Which periods a figure may be of, with what speaks for each.

A candidate is a mention of time read in one of several ways (as it stands, from there to the day of the text,
the year at its end, the year before it), or a period that needs no mention: the day or the year of the text.
What speaks for a candidate are the `clues` that go with it.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from baiyang_kg.reading.clues import spell
from baiyang_kg.reading.memory import Memory
from baiyang_kg.reading.page.genre import is_article
from baiyang_kg.reading.periods import clues
from baiyang_kg.reading.periods.dates import find_mentions
from baiyang_kg.reading.periods.events import find_tellers
from baiyang_kg.reading.periods.meanings import CHANGES, MONTH, SPANS, YEARS_ON, Meanings
from baiyang_kg.reading.periods.standing import AT_HAND, AT_HEAD, HELD_IN, IN_SENTENCE, spot_of, where_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from baiyang_kg.reading.clues import Clue
    from baiyang_kg.reading.page.scope import Scope
    from baiyang_kg.reading.periods.datelines import Dateline
    from baiyang_kg.reading.periods.dates import Mention
    from baiyang_kg.reading.periods.meanings import Asked
    from baiyang_kg.reading.periods.standing import Spot

_REMEMBERED = 8  # mentions before a figure that may date it
_OPENERS = 3  # mentions at the head of earlier paragraphs
_OF_A_YEAR = frozenset(("part", "month", "day", "edge"))
_OF_YEARS = frozenset(("year", "years", "span"))
_INSIDE = frozenset(("other", "of", "note"))
_OF_BLOCK = frozenset(("year", "years", "span", "plan", "oneyear", "whole"))
_ADVERBIAL = frozenset(("head", "in", "upto", "from", "plan"))
_OPENING = 200  # characters in which an article tells its event
_YEAR_AT_HEAD = 3  # characters of a heading, its mark included, before a year that it begins with


class Candidate(NamedTuple):
    """A period that a figure may be of, with what speaks for it."""

    period: str
    clues: tuple[Clue, ...]

    @property
    def features(self) -> tuple[str, ...]:
        """The names of its features, whose weights make its score."""
        return tuple(name for clue in self.clues for name in spell(clue))


class _Seen(NamedTuple):
    """A mention as it is seen from a figure."""

    mention: Mention
    where: str
    rank: int  # mentions nearer to the figure that could date it
    beaten: bool = False  # the figure's own sentence has a date


class _View(NamedTuple):
    """What all figures between two mentions of a clause see."""

    near: Sequence[Mention]  # those before them in the paragraph, the nearest first
    wheres: Sequence[str]  # where each of these stands
    seen: Sequence[_Seen]  # all that may date them


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
        self._event = self._find_event()
        self._latest = max(days) if days and dateline else None
        self._starts = [one.start for one in self._mentions]
        self._spots = [spot_of(scope, start) for start in self._starts]
        self._levels = {block.start: block.level for block in scope.text.blocks}
        self._openers = [one for one in self._mentions if self._opens_block(one)]
        self._foresees = any(one.first[:4] > str(year) for one in self._openers)
        news = is_article(scope.text) and not any(map(self._heads_section, self._openers))
        self._genre = "article" if news else "report"
        self._day = _surety(dated) if dated else "undated" if news else "none"
        self._opener_starts = [one.start for one in self._openers]
        self._headings = [block.start for block in scope.text.blocks if block.level]
        self._views: dict[tuple[int, int], _View] = {}
        self._shapes = Memory(partial(clues.shape_of, year))
        self._relations = Memory(partial(clues.relation_of, self._today))

    def _find_event(self) -> Mention | None:
        """Return the day or month that an article opens with: that of the event it tells."""
        if not is_article(self._scope.text):
            return None
        opening = [one for one in self._mentions if one.start < _OPENING and one.form in ("day", "month")]
        return next((one for one in opening if one.last[:4] == str(self._year)), None)

    def _opens_block(self, mention: Mention) -> bool:
        block = self._scope.blocks.at(mention.start)
        if block is None or not mention.first or mention.form in ("day", "month"):
            return False
        return bool(self._levels.get(block.start)) or mention.start - block.start < AT_HEAD

    def _heads_section(self, mention: Mention) -> bool:
        """Say whether a heading below the title begins with a year, as those of reports do."""
        block = self._scope.blocks.at(mention.start)
        if block is None or block.start == 0 or not self._levels.get(block.start):
            return False
        return mention.form == "year" and mention.start - block.start < _YEAR_AT_HEAD

    def looks_ahead(self, place: int) -> bool:
        """Say whether the date that `place` is under is of a year to come."""
        view = self._view(place)
        for mention, where in zip(view.near, view.wheres, strict=True):
            if (
                mention.first
                and mention.slot in _ADVERBIAL
                and (where in IN_SENTENCE or self._lasts(mention, where))
            ):
                return mention.first[:4] > str(self._year)
        at = bisect_left(self._opener_starts, place) if self._foresees else 0
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
        view = self._view(asked.place)
        settled = [one for seen in self._decisive(view.near, asked) for one in self._read(seen, asked)]
        if settled:
            return settled
        found = [one for seen in view.seen for one in self._read(seen, asked)]
        return [*found, *self._defaults(view, asked)]

    # -- which mentions count ------------------------------------------------------------------------------

    def _view(self, place: int) -> _View:
        key = (self._scope.clauses.index_at(place), bisect_left(self._starts, place))
        view = self._views.get(key)
        if view is None:
            spot = spot_of(self._scope, place)
            near, wheres = self._near(key[1], spot)
            view = self._views[key] = _View(near, wheres, list(self._find_seen(near, wheres, place)))
        return view

    def _before(self, index: int) -> list[Mention]:
        """Return the mentions before that of `index`, the nearest first."""
        return self._mentions[max(0, index - _REMEMBERED) : index][::-1]

    def _near(self, index: int, spot: Spot) -> tuple[list[Mention], list[str]]:
        """Return the mentions before that of `index` in the paragraph of a spot, and where each stands."""
        before = self._before(index)
        wheres: list[str] = []
        for back, mention in enumerate(before, start=1):
            where = where_from(mention, self._spots[index - back], spot)
            if where == "far":
                break
            wheres.append(where)
        return before[: len(wheres)], wheres

    def _decisive(self, near: Sequence[Mention], asked: Asked) -> Iterator[_Seen]:
        """Yield what leaves no choice: the year that a change is compared with, 截至年底, 自2015年开始."""
        if not near:
            return
        clause = self._scope.clauses.at(asked.place)
        if asked.kind in CHANGES:
            for mention in near:
                compared = mention.slot == "than" and mention.form not in _OF_A_YEAR
                if clause and mention.start >= clause.start and compared:
                    yield _Seen(mention, "clause", 0)
                    return
        sentence = self._scope.sentences.at(asked.place)
        for mention in near:
            if sentence is None or mention.start < sentence.start:
                return
            if mention.first:
                ends = mention.form in ("edge", "part") and mention.slot == "upto" and asked.kind != "rank"
                if ends or (self._genre == "report" and self._meanings.lasts(mention)):
                    yield _Seen(mention, "sent", 0)
                return

    def _find_seen(self, near: list[Mention], wheres: list[str], place: int) -> Iterator[_Seen]:
        """Yield the mentions that may date a figure: near ones, heads of paragraphs, the one behind."""
        known: set[int] = set()
        rank, dated, told = 0, False, False
        for mention, where in zip(near, wheres, strict=True):
            known.add(mention.start)
            yield from self._seen(mention, where, rank, beaten=told and where not in IN_SENTENCE)
            rank += mention.slot in _ADVERBIAL or mention.opens
            told = told or (where in IN_SENTENCE and mention.slot in _ADVERBIAL)
            dated = dated or (mention.form in _OF_BLOCK and (mention.slot == "head" or where == "lead"))
        at, titled = bisect_left(self._opener_starts, place), False
        for mention in reversed(self._openers[max(0, at - _OPENERS) : at]):
            if mention.start not in known:
                where = self._above(mention, place)
                if not (titled and where == "other") and not (dated and where in ("up", "up1", "other")):
                    yield from self._seen(mention, where, rank)
                titled = titled or where == "title"
                rank += 1
        clause, index = self._scope.clauses.at(place), bisect_left(self._starts, place)
        if clause and index < len(self._mentions) and self._starts[index] < clause.end:
            behind = self._mentions[index]
            if behind.form not in SPANS:
                yield from self._seen(behind, "behind", 0)

    def _seen(self, mention: Mention, where: str, rank: int, *, beaten: bool = False) -> Iterator[_Seen]:
        """Yield a mention as it is seen, if it says anything of figures from where it stands."""
        if where == "semi":
            if mention.form == "year" and mention.slot in _INSIDE:
                return  # 获2022年创新奖；新建公园2个
            where = "sent"
        if where not in HELD_IN:
            if self._genre == "report" and len(mention.first) == MONTH:
                return  # in a report a month holds for its sentence
            if mention.slot == "plan" and mention != self._event:
                return  # what is foreseen for a year says nothing of the next sentence
        yield _Seen(mention, where, rank, beaten)

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
        if mention.slot == "from" and seen.where == "clause" and "TO" in asked.cues:
            return  # it dated what the figure has grown out of
        before: Sequence[tuple[Mention, bool]] = ()
        if mention.form == "event":
            index = bisect_left(self._starts, mention.start)
            before = find_tellers(self._scope, mention, self._before(index))
        for way, period in self._meanings.find(mention, asked, before):
            if way not in YEARS_ON or seen.where in AT_HAND:
                yield Candidate(period, self._clues_of(seen, asked, way, period))

    def _defaults(self, view: _View, asked: Asked) -> Iterator[Candidate]:
        """Yield the periods that need no mention."""
        wheres, day, plan, reached = view.wheres, self._day, int(asked.plan), int(asked.reached)
        farther = any(where not in IN_SENTENCE for where in wheres)
        has = f"{'clause' in wheres:d}{'sent' in wheres:d}{farther:d}"
        for name, period in self._unsaid(view, asked):
            shape = self._shapes[period]
            clue = (clues.UNSAID, name, shape, asked.kind, plan, reached, day, has, asked.cues)
            headed = (clues.HEADED, f"unsaid-{name}", asked.kind, asked.noun)
            report = self._genre == "report"
            yield Candidate(period, (clue, (clues.FOLLOWING, shape, asked.before) if report else headed))

    def _unsaid(self, view: _View, asked: Asked) -> Iterator[tuple[str, str]]:
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
        event = self._event
        if event and event.start < asked.place and event.last != self._dateline:
            yield "opening", event.last
        dated = any(
            mention.first[:4] > str(year) and where in IN_SENTENCE
            for mention, where in zip(view.near, view.wheres, strict=True)
        )
        if asked.plan and not dated:
            yield "next", str(year + 1)
            yield "term", f"{year + 1}/{year + 5}"

    # -- what speaks for a candidate -----------------------------------------------------------------------

    def _clues_of(self, seen: _Seen, asked: Asked, way: str, period: str) -> tuple[Clue, ...]:
        mention, genre, day = seen.mention, self._genre, self._day
        plan, reached = int(asked.plan), int(asked.reached)
        form = mention.form if mention.slot in _ADVERBIAL or mention.opens else f"{mention.form}~"
        shape = self._shapes[period]
        if mention.opens:
            way += "+"
        found: list[Clue] = [
            (clues.STANDING, way, form, mention.slot, seen.where, min(seen.rank, 2), genre, day),
            (clues.FITTING, way, form, shape, asked.kind, plan, reached, genre, day, asked.cues),
        ]
        if mention.form in SPANS:
            found.append((clues.SPANNING, way, asked.kind, reached, asked.before))
        if mention.word:
            found.append((clues.WORDED, mention.word, way, genre))
        if seen.beaten:
            found.append((clues.BEATEN, way, form, genre))
        if genre == "report":
            found.append((clues.FOLLOWING, shape, asked.before))
        else:
            rel = self._relations[period]
            found.append((clues.RELATED, rel, way, form, seen.where, plan))
            found.append((clues.HEADED, rel, asked.kind, asked.noun))
        return tuple(found)


def _surety(dated: Dateline) -> str:
    """Return how sure a dateline is: the day of the paper and that of the event are one to a reader."""
    return "guessed" if dated.sure == "guessed" else "printed"

"""Reports made by the program itself, any number of them, to measure how queries grow with their data.

    python bench/generated.py STORE 1000000

makes a store of at least so many statements (quads of named graphs; the default graph repeats each triple
once). A generated report is like the bundled one where that matters: about as many statements, labels of its
own beside those that all reports share, communities that recur from year to year and awards that do not,
figures that are exact, rounded or bounded, rates that follow from last year's value. Ten streets make a
district, and each street reports five years. A register of divisions stands beside them, with links to it, as
an analyst adds them. The text is written first and every fact is a span of it; the program's own mapping then
makes the graph, so that a term added there is measured here. Nothing is read from the text: reading is
measured elsewhere.
"""

from __future__ import annotations

import hashlib
import sys
from decimal import Decimal
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pyoxigraph as ox

from baiyang_kg.graph import vocab
from baiyang_kg.graph.iris import mint
from baiyang_kg.graph.terms import Terms, compile_terms, ontology_quads, read_ontology
from baiyang_kg.mapping import map_reading
from baiyang_kg.reading import Context, Reading
from baiyang_kg.reading.model import Damage, Entity, Number, Observation, Relation, Span
from baiyang_kg.report import ReportSource

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
YEARS = 5  # reports of a street, one a year
FIRST_YEAR = 2020
STREETS = 10  # of a district
DISTRICTS = 10  # of a city
COMMUNITIES = 8  # of a street

_FIRST = "东西南北金银青白紫云龙凤鹤松竹梅桃杨柳江湖海山岭泉溪"
_SECOND = "安宁平和兴旺丰盛华光明德仁义礼信文昌福康乐园台桥塘"
_DEEDS = (  # what is done, for whom, how often: labels that all reports share, of which each year uses some
    ("开展", "助老服务", "次"), ("慰问", "困难老人", "户"), ("新增", "养老床位", "张"),
    ("举办", "儿童活动", "场"), ("新建", "幼儿园", "所"), ("资助", "困难学生", "人"),
    ("改造", "道路", "条"), ("修复", "路面", "处"), ("排查", "安全隐患", "处"),
    ("检查", "企业", "家"), ("调解", "矛盾纠纷", "起"), ("举办", "文化活动", "场"),
    ("改造", "老旧小区", "个"), ("加装", "电梯", "台"), ("新增", "停车泊位", "个"),
    ("拆除", "违法建筑", "处"), ("走访", "居民", "户"), ("招引", "项目", "个"),
    ("服务", "企业", "家"), ("开展", "志愿服务", "次"), ("新增", "绿地", "平方米"),
    ("清运", "垃圾", "吨"), ("发放", "宣传册", "份"), ("组织", "义诊", "次"),
)  # fmt: skip
_BOUNDS = (("", "", "exact"), ("近", "", "nearly"), ("", "余", "more_than"), ("约", "", "about"))
_SPENDING = ("道路养护", "养老服务", "困难救助", "环境整治", "文化惠民")
_SCHEME = f"{vocab.CODE}nbs/2022"
_REGISTER, _LINKS = f"{vocab.DATASET_GRAPH}divisions-2022", f"{vocab.LINKSET_GRAPH}divisions-2022"
_ASIDE = "各社区网格员联动相关单位持续跟进，及时回应群众关切，切实把实事办到居民心坎上"


def generate_report(number: int) -> tuple[Reading, ReportSource]:
    """Return the report of this number, from 0, as it would be read: the same number, the same report."""
    street, year = number // YEARS, FIRST_YEAR + number % YEARS
    draft = _Draft(street, year, Random(number))  # noqa: S311 (it has to be repeatable, and guards nothing)
    draft.write(f"{draft.area}{year}年工作总结\n")
    _write_economy(draft)
    _write_deeds(draft)
    _write_things(draft)
    _write_numbers(draft)
    return draft.reading(), draft.source()


class _Draft:
    """A report as it is written: its text so far, and what the text states."""

    def __init__(self, street: int, year: int, random: Random) -> None:
        self.street, self.year, self.random = street, year, random
        self.area = f"{_name(street)}街道"
        district = street // STREETS
        city = district // DISTRICTS
        self.parents = ("某省", f"{_name(city)}市", f"{_name(district)}区")
        self.figures: list[Observation] = []
        self.numbers: list[Number] = []
        self.mentions: dict[tuple[str, str], list[Span]] = {}
        self.relations: list[Relation] = []
        self.damage: list[Damage] = []
        self._parts: list[str] = []
        self._length = 0
        self._stated: list[tuple[Span, dict[str, object]]] = []  # the figures of the sentence that is open

    def write(self, text: str) -> Span:
        """Write `text` and return where it stands."""
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return Span(start, self._length)

    def state(self, number: str, unit: str, record: dict[str, object], *, between: str = "") -> Span:
        """Write a figure of the open sentence, and return where its numeral stands; `record` describes it."""
        span = self.write(number)
        self.write(between + unit)
        self._stated.append((span, record | {"text": number, "unit": unit}))
        return span

    def end_sentence(self, start: Span) -> Span:
        """Close the sentence that begins where `start` does: it is the evidence of what it states."""
        sentence = Span(start.start, self.write(f"，{_ASIDE}。").end)
        self.figures += (_observation(self, span, sentence, record) for span, record in self._stated)
        self._stated.clear()
        return sentence

    def name(self, kind: str, name: str) -> Span:
        """Write the name of a thing."""
        span = self.write(name)
        self.mentions.setdefault((kind, name), []).append(span)
        return span

    def relate(self, subject: str, predicate: str, thing: str, evidence: Span) -> None:
        """State a relation that the passage shows."""
        self.relations.append(
            Relation(subject=subject, predicate=predicate, object=thing, evidence=evidence, rule="generated")
        )

    def reading(self) -> Reading:
        """Return what the report states."""
        return Reading(
            raw="".join(self._parts),
            context=Context(area=self.area, year=self.year, parents=self.parents),
            observations=tuple(self.figures),
            numbers=tuple(self.numbers),
            entities=tuple(
                Entity(type=kind, name=name, mentions=tuple(spans), rule="generated")
                for (kind, name), spans in self.mentions.items()
            ),
            relations=tuple(self.relations),
            damage=tuple(self.damage),
        )

    def source(self) -> ReportSource:
        """Return the report as it would stand in its archive."""
        raw = "".join(self._parts)
        digest = hashlib.sha256(raw.encode()).hexdigest()
        return ReportSource(
            id=f"generated-{self.street}-{self.year}", raw=raw, sha256=digest, original_sha256=digest,
            format="text/plain; charset=utf-8", area=self.area, parents=self.parents, year=self.year,
            title=f"{self.area}{self.year}年工作总结", licence="https://creativecommons.org/licenses/by/4.0/",
        )  # fmt: skip


def _name(number: int) -> str:
    """Return a name of two characters; after 650 of them they return, in another city."""
    return _FIRST[number % len(_FIRST)] + _SECOND[number // len(_FIRST) % len(_SECOND)]


def _observation(draft: _Draft, span: Span, sentence: Span, record: dict[str, object]) -> Observation:
    """Return the figure at `span`: what `record` says of it, and what goes without saying."""
    usual: dict[str, object] = {
        "bound": "exact", "kind": "level", "of": None, "direction": None, "action": None, "area": draft.area,
        "period": str(draft.year), "theme": "economy", "rule": "generated", "truncated": False,
        "minimum": record.get("value"), "maximum": record.get("value"), "head": record.get("indicator"),
    }  # fmt: skip
    return Observation(start=span.start, end=span.end, evidence=sentence, **(usual | record))  # type: ignore[arg-type]


# --- What a report says -------------------------------------------------------------------------------------


def _write_economy(draft: _Draft) -> None:
    """Write of money, as every report does: levels, and rates, shares, ranks, changes and targets of them."""
    for order, indicator in enumerate(_money_indicators()):
        before, value = (_stated_value(draft.street, order, year) for year in (draft.year - 1, draft.year))
        start = draft.write("全年实现")
        draft.write(indicator)
        level = draft.state(f"{value}万", "元", _money(indicator, value))
        _write_rate(draft, indicator, level, (value / before - 1) * 100)
        if order % 4 == 0:
            draft.write("，占全区比重")
            share = Decimal(draft.random.randint(20, 600)) / 10
            draft.state(str(share), "%", _about(indicator, level, "share", share))
        if order % 6 == 1:
            draft.write("，总量居全区第")
            rank = Decimal(draft.random.randint(1, STREETS))
            rest = _about(indicator, level, "rank", rank) | {"unit_kind": "other"}
            draft.state(str(rank), "位", rest)
        if order % 6 == 2:
            draft.write("，完成年度目标的")
            done = Decimal(draft.random.randint(700, 1200)) / 10
            draft.state(str(done), "%", _about(indicator, level, "progress", done))
        if order % 6 == 3:
            draft.write("，比上年增加")
            more = draft.random.randint(1, 900)
            rest = _money(indicator, Decimal(more)) | {"kind": "change_amount", "of": level}
            draft.state(f"{more}万", "元", rest | {"direction": "increase"})
        if order % 5 == 4:
            draft.write("，明年力争达到")
            aim = round(value * Decimal("1.06"))
            rest = _money(indicator, Decimal(aim)) | {"kind": "target", "bound": "at_least", "maximum": None}
            draft.state(f"{aim}万", "元", rest | {"period": str(draft.year + 1)})
        draft.end_sentence(start)


def _write_rate(draft: _Draft, indicator: str, level: Span, rate: Decimal) -> None:
    """State by how much a level has changed; one rate in ten is wrong, as in no good report."""
    stated = abs(rate).quantize(Decimal("0.1")) + draft.random.choice([0] * 9 + [3])
    draft.write("，同比增长" if rate >= 0 else "，同比下降")
    direction = "increase" if rate >= 0 else "decrease"
    draft.state(str(stated), "%", _about(indicator, level, "change_rate", stated) | {"direction": direction})


def _write_deeds(draft: _Draft) -> None:
    """Write what was done and spent: labels of this year, labels of this report alone, of communities too."""
    for order, (action, head, unit) in enumerate(_DEEDS):
        if (order + draft.year) % 4 == 0:
            continue  # this year says nothing of it
        start = draft.write("全街道")
        about = _community(draft.street, order) if order % 3 == 0 else draft.area
        if order % 3 == 0:
            draft.name("community", about)
        draft.write(f"{action}{head}")
        before, after, bound = draft.random.choice(_BOUNDS)
        draft.write(before)
        number = draft.random.randint(1, 90) * 10
        rest = _deed(action, head, unit, order) | _limits(Decimal(number), bound)
        draft.state(str(number), unit, rest | {"area": about, "truncated": order % 8 == 7}, between=after)
        draft.end_sentence(start)
    if draft.year == FIRST_YEAR:
        start = draft.write("全街道下辖社区")
        draft.state(
            str(COMMUNITIES), "个", _deed("下辖", "社区", "个", 0) | _limits(Decimal(COMMUNITIES), "exact")
        )
        draft.end_sentence(start)
    for order, purpose in enumerate(_SPENDING):
        start = draft.write(f"为{purpose}投入资金")
        spent = Decimal(draft.random.randint(5, 5000))
        draft.state(f"{spent}万", "元", _money(f"{purpose}资金", spent) | {"action": "投入"})
        own = f"{purpose}{_name(draft.street * YEARS + draft.year)}{draft.street}-{order}号点位"
        draft.write(f"，建成{own}")
        draft.state(
            str(order + 2), "个", _deed("建成", own, "个", order) | _limits(Decimal(order + 2), "exact")
        )
        draft.end_sentence(start)


def _write_things(draft: _Draft) -> None:
    """Write of communities with what they won, built and host: some recur every year, awards never do."""
    year, street, stages = draft.year, draft.street, ("planned", "in_progress", "completed")
    for order in range(COMMUNITIES):
        community, award = _community(street, order), f"{year}年度{_name(street)}先进单位{order}号"
        giver, project = f"{draft.parents[-1]}民政局", f"{_name(order)}道路提升{year - order % 3}期工程"
        venue, body = f"{_name(street + order)}养老服务中心", f"{_name(order * 7)}志愿者协会"
        programme = f"儿童成长{_name(order)}行动"
        start = draft.name("community", community)
        draft.write("获评")
        draft.name("organization", giver)
        draft.name("award", award)
        won = draft.end_sentence(start)
        draft.relate(community, "won", award, won)
        draft.relate(award, "awarded_by", giver, won)
        start = draft.write("年内")
        draft.name("project", project)
        draft.write("进展顺利，项目位于")
        draft.name("community", community)
        built = draft.end_sentence(start)
        draft.relate(project, "located_in", community, built)
        draft.relate(project, "status", stages[order % len(stages)], built)
        start = draft.name("venue", venue)
        draft.write("由")
        draft.name("organization", body)
        draft.write("运营，承办")
        draft.name("program", programme)
        run = draft.end_sentence(start)
        draft.relate(venue, "located_in", community, run)
        draft.relate(venue, "hosts", programme, run)
        draft.relate(programme, "carried_out_by", body, run)


def _write_numbers(draft: _Draft) -> None:
    """Write numbers that are no figures, and places where the source is broken."""
    for reason, words in (("date", "2023"), ("policy_name", "15+6"), ("slogan", "一"), ("phone", "12345")):
        for _ in range(3):
            draft.write("按照")
            span = draft.write(words)
            draft.numbers.append(Number(start=span.start, end=span.end, text=words, reason=reason))
            draft.write("的要求抓好落实；")
    for reason in ("lost_fragment", "column_break"):
        draft.write("全面筑牢")
        span = draft.write("铜")
        draft.damage.append(Damage(start=span.start, end=span.end, reason=reason))
        draft.write("。")


def _community(street: int, order: int) -> str:
    return f"{_name(street + order % COMMUNITIES)}社区"


def _stated_value(street: int, order: int, year: int) -> Decimal:
    """Return the value, in 万元, that a street states for a year: it grows, now and then it falls."""
    first = 1000 + (street * 7919 + order * 104729) % 90000
    grown = 1000 + 40 * (year - FIRST_YEAR) + (street * 31 + order * 17 + year * 13) % 97 - 48
    return Decimal(first * grown // 1000)


def _money(indicator: str, value: Decimal) -> dict[str, object]:
    """Describe an amount of 万元; the value of a record is in base units."""
    yuan = value * 10_000
    return {
        "value": yuan, "minimum": yuan, "maximum": yuan, "unit_kind": "currency",
        "indicator": indicator,
    }  # fmt: skip


def _about(indicator: str, of: Span, kind: str, value: Decimal) -> dict[str, object]:
    """Describe a figure about another figure."""
    return {"indicator": indicator, "of": of, "kind": kind, "value": value, "unit_kind": "percent"}


def _deed(action: str, head: str, unit: str, order: int) -> dict[str, object]:
    themes = _themes()
    kinds = {"人": "person", "户": "household", "平方米": "area", "吨": "weight"}
    return {
        "indicator": f"{action}{head}", "head": head, "action": action, "theme": themes[order % len(themes)],
        "unit_kind": kinds.get(unit, "count"),
    }  # fmt: skip


def _limits(value: Decimal, bound: str) -> dict[str, object]:
    """Return the value of a figure with what its bound says of the least and the greatest."""
    least = {"exact": value, "more_than": value}.get(bound)
    greatest = {"exact": value, "nearly": value}.get(bound)
    return {"value": value, "bound": bound, "minimum": least, "maximum": greatest}


@cache
def _ontology() -> tuple[tuple[ox.Triple, ...], Terms]:
    ontology = read_ontology(ROOT / "ontology")
    return ontology, compile_terms(ontology)


@cache
def _money_indicators() -> tuple[str, ...]:
    """Return the names of the ontology's indicators that come in money, two dozen of them.

    The first is the one that the examples of queries ask for.
    """
    known = _ontology()[1].indicators.values()
    names = {one.name for one in known if vocab.CURRENCY_UNIT in one.unit_kinds}
    return tuple(sorted(names, key=lambda name: (name != "财政总收入", name)))[:24]


@cache
def _themes() -> tuple[str, ...]:
    return tuple(sorted(_ontology()[1].concepts[vocab.THEME_SCHEME]))


# --- The store ----------------------------------------------------------------------------------------------


def generate_quads(number: int) -> list[ox.Quad]:
    """Return the named graph of the report of this number, in which every figure says how sure it is."""
    reading, source = generate_report(number)
    sure = [
        Decimal(50 + (number * 7 + order * 13) % 50) / 100 for order, _ in enumerate(reading.observations)
    ]
    return map_reading(reading, source, terms=_ontology()[1], confidences=sure)


def generate_register(number: int) -> list[ox.Quad]:
    """Return the division codes of the street of a report, and the links of street and communities to them.

    Each street has a community more in the register than in its reports; none has the inhabitants counted but
    the street itself. The first report of a street brings them, the others nothing.
    """
    street, year = divmod(number, YEARS)
    if year:
        return []
    draft = _Draft(street, FIRST_YEAR, Random(number))  # noqa: S311 (only its names are used)
    path, code = (*draft.parents, draft.area), f"{330000000 + street}"
    facts = [*_code_facts(code, draft.area), (_code(code), vocab.POPULATION, ox.Literal(40_000 + street))]
    links = [(mint("place", *path), vocab.EXACT_MATCH, _code(code))]
    for order in range(COMMUNITIES + 1):
        name, below = (
            _community(street, order) if order < COMMUNITIES else "新设社区",
            f"{code}{order + 1:03}",
        )
        facts += [*_code_facts(below, name), (_code(below), vocab.BROADER, _code(code))]
        if order < COMMUNITIES:
            links.append((mint("community", *path, name), vocab.EXACT_MATCH, _code(below)))
    return [
        ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), _term(value), ox.NamedNode(graph))
        for graph, told in ((_REGISTER, facts), (_LINKS, links))
        for subject, predicate, value in told
    ]


def _code(code: str) -> str:
    return f"{_SCHEME}/{code}"


def _code_facts(code: str, name: str) -> list[tuple[str, str, str | ox.Literal]]:
    return [
        (_code(code), vocab.A, vocab.DIVISION_CODE),
        (_code(code), vocab.NOTATION, ox.Literal(code)),
        (_code(code), vocab.PREFERRED_LABEL, ox.Literal(name, language="zh")),
        (_code(code), vocab.IN_SCHEME, _SCHEME),
    ]


def _term(value: str | ox.Literal) -> ox.NamedNode | ox.Literal:
    return ox.NamedNode(value) if isinstance(value, str) else value


def generate_store(path: Path, *, statements: int) -> tuple[int, int]:
    """Make a store of at least so many `statements` at `path`; return how many reports and statements it has.

    Statements are quads of named graphs, the ontology's among them. Reports go into the store as they are
    made: what is remembered of them is which triples another report could state too.
    """
    made = [0, 0]

    def quads() -> Iterator[ox.Quad]:
        seen: set[bytes] = set()
        for number in count(-1):
            if made[1] >= statements:
                return
            graph = ontology_quads(_ontology()[0])
            if number >= 0:
                graph = generate_quads(number) + generate_register(number)
            made[:] = [number + 1, made[1] + len(graph)]
            for quad in graph:
                yield quad
                if _is_new(quad, seen):
                    yield ox.Quad(quad.subject, quad.predicate, quad.object)

    store = ox.Store(path)
    store.bulk_extend(quads())
    store.optimize()
    store.flush()
    return made[0], made[1]


def _is_new(quad: ox.Quad, seen: set[bytes]) -> bool:
    """Tell whether no graph before has stated the triple, and remember it.

    What has the name of its report in its own is stated in one graph alone, and need not be remembered.
    """
    if quad.graph_name.value.removeprefix(vocab.GRAPH) in quad.subject.value:  # type: ignore[union-attr]
        return True
    digest = hashlib.blake2b(str(quad.triple).encode(), digest_size=16).digest()
    return digest not in seen and not seen.add(digest)  # type: ignore[func-returns-value]


def main() -> None:
    """Make the store that the command line asks for."""
    path, statements = Path(sys.argv[1]), int(sys.argv[2])
    if path.exists():
        sys.exit(f"{path} is there already: name a new folder")
    reports, made = generate_store(path, statements=statements)
    print(f"{reports} reports, {made} statements in {path}")


if __name__ == "__main__":
    main()

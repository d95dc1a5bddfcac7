"""The yardstick measures what it says, and measures it as the development yardstick does."""

from __future__ import annotations

import importlib.util
import json
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from records import Span, read_gold, read_printed
from yardstick import percentages, score

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from records import Gold

ROOT = Path(__file__).resolve().parent.parent
SEED_GOLD = ROOT / "data" / "gold" / "baiyang-2023.json"

Row = dict[str, Any]


def numeral(raw: str, span: Span) -> Row:
    """Return the place of a numeral as `extract` prints it."""
    return {"start": span.start, "end": span.end, "text": raw[span.start : span.end]}


def answers(gold: Gold, raw: str) -> list[Row]:
    """Return what a perfect reader prints: the first right answer of every record of a gold."""
    observations = [
        {"record": "observation", **numeral(raw, figure.span), "value": format(figure.value, "f")}
        | {"unit": figure.units[0], "bound": figure.bound, "kind": figure.kind, "of": figure.of}
        | {"head": next(iter(figure.heads), None), "indicator": figure.indicators[0]}
        | {"period": figure.period, "direction": figure.direction}
        for figure in gold.figures
    ]
    runs = [Span(*run.span()) for run in re.finditer("[0-9]+", raw)]
    numbers = [
        {"record": "number", **numeral(raw, run)}
        for run in runs
        if not any(run.meets(figure.span) for figure in gold.figures)
    ]
    entities = [
        {"record": "entity", "type": name.types[0], "name": name.name, "mentions": list(name.mentions)}
        for name in gold.names
    ]
    return [*observations, *numbers, *entities]


def lines(records: list[Row]) -> list[str]:
    """Return records as lines of JSON."""
    return [json.dumps(record, ensure_ascii=False) for record in records]


def measured(gold: Gold, raw: str, records: list[Row]) -> dict[str, float | None]:
    """Return the percentages of our yardstick."""
    return percentages(score(gold, raw, read_printed(lines(records), raw)).counts)


@pytest.fixture(scope="module")
def gold() -> Gold:
    """The gold of the seed report."""
    return read_gold(SEED_GOLD)


@pytest.fixture(scope="module")
def theirs(shared: Path) -> ModuleType:
    """The development yardstick."""
    spec = importlib.util.spec_from_file_location("development_score", shared / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_perfect_reading_gets_full_marks(gold: Gold, seed: str) -> None:
    """The gold, printed as a reader would print it, is right in everything."""
    marks = measured(gold, seed, answers(gold, seed))

    assert {key: value for key, value in marks.items() if value != 100} == {
        "metrics": 85,
        "contract_errors": 0,
    }


def test_an_empty_reading_gets_none(gold: Gold, seed: str) -> None:
    """Who prints nothing finds nothing, and the ledger is empty."""
    marks = measured(gold, seed, [])

    assert (marks["detect_F1"], marks["names_F1"], marks["ledger"]) == (0, 0, 0)
    assert marks["detect_P"] is None


def wrong_value(record: Row) -> Row:
    """Return a figure a hundred times too large."""
    return record | {"value": f"{record['value'].replace('.', '')}00"}


@pytest.mark.parametrize(
    ("spoil", "lowered"),
    [
        (wrong_value, {"value_unit_F1", "tuple_F1", "strict_F1"}),
        (lambda r: r | {"unit": "吨"}, {"value_unit_F1", "tuple_F1", "strict_F1"}),
        (lambda r: r | {"bound": "at_most"}, {"bound", "tuple_F1", "strict_F1"}),
        (lambda r: r | {"kind": "target"}, {"kind", "tuple_F1", "strict_F1"}),
        (lambda r: r | {"period": "1999"}, {"period", "strict_F1"}),
        (lambda r: r | {"direction": "decrease"}, {"direction", "strict_F1"}),
        (lambda r: r | {"head": "别的"}, {"head_exact", "head_close"}),
        (lambda r: r | {"indicator": "别的"}, {"label_close"}),
        (
            lambda r: r | {"head": "", "indicator": ""},
            {"head_exact", "head_close", "label_close", "thing", "tuple_F1", "strict_F1"},
        ),
        (
            lambda r: r | {"record": "number"},
            {"detect_R", "detect_F1", "value_unit_F1", "tuple_F1", "strict_F1"},
        ),
    ],
    ids=["value", "unit", "bound", "kind", "period", "direction", "head", "indicator", "thing", "not seen"],
)
def test_one_error_costs_where_it_belongs(
    gold: Gold, seed: str, spoil: Callable[[Row], Row], lowered: set[str]
) -> None:
    """A figure spoilt in one field lowers the marks for that field and those that ask for it, no others."""
    records = answers(gold, seed)
    at = next(i for i, record in enumerate(records) if record["text"] == "104")
    records[at] = spoil(records[at])

    marks = measured(gold, seed, records)

    assert {
        key for key, value in marks.items() if key not in {"metrics", "contract_errors"} and value != 100
    } == lowered


def test_a_link_to_the_wrong_figure_is_no_link(gold: Gold, seed: str) -> None:
    """A growth rate that points at another figure than its own costs a link, found and said."""
    records = answers(gold, seed)
    rate = next(record for record in records if record["text"] == "2.65")
    rate["of"] = records[0]["start"], records[0]["end"]

    marks = measured(gold, seed, records)

    assert marks["link_P"] == marks["link_R"] == 83.3
    assert marks["strict_F1"] != 100


def test_a_doubtful_figure_is_free(gold: Gold, seed: str) -> None:
    """A figure that may be read otherwise costs nothing when it is left out."""
    doubtful = {figure.span for figure in gold.figures if figure.doubtful}
    records = [r for r in answers(gold, seed) if (r.get("start"), r.get("end")) not in doubtful]

    assert measured(gold, seed, records)["detect_F1"] == 100


def test_a_number_claimed_twice_is_not_accounted_for(gold: Gold, seed: str) -> None:
    """The ledger wants each numeral in exactly one record."""
    records = answers(gold, seed)

    assert measured(gold, seed, [*records, records[3] | {"record": "number"}])["ledger"] != 100


def test_a_record_that_breaks_the_contract_does_not_count(gold: Gold, seed: str) -> None:
    """A record whose text is not what stands at its offsets is an error, and finds nothing."""
    records = answers(gold, seed)
    at = next(i for i, record in enumerate(records) if record["text"] == "104")
    marks = measured(gold, seed, [*records[:at], records[at] | {"text": "105"}, *records[at + 1 :]])

    assert marks["contract_errors"] == 1
    assert marks["detect_R"] != 100


def test_the_gold_of_another_text_is_refused(gold: Gold, seed: str) -> None:
    """Offsets say nothing about a text they were not counted in."""
    with pytest.raises(ValueError, match="not the text"):
        score(gold, seed + " ", read_printed([], seed))


def spoilt(records: list[Row], *, chance: random.Random) -> list[Row]:
    """Return records with errors of every kind in them, as a poor reader makes them."""
    words = [record["head"] for record in records if record.get("head")]
    wrong: dict[str, Callable[[Row], Any]] = {
        "value": lambda r: format(len(r["text"])),
        "unit": lambda _: chance.choice(["个", "㎡", "", None]),
        "bound": lambda _: "about",
        "kind": lambda _: "share",
        "period": lambda _: "2022",
        "direction": lambda _: chance.choice(["increase", None]),
        "head": lambda _: chance.choice(words),
        "indicator": lambda r: r["indicator"][chance.randrange(3) :],
        "of": lambda _: chance.choice(
            [None, [0, 3], *[[r["start"], r["end"]] for r in records if "kind" in r]]
        ),
        "type": lambda _: "place",
        "name": lambda r: r["name"][chance.randrange(2) :],
        "mentions": lambda r: [[a + 1, b] for a, b in r["mentions"]],
        "end": lambda r: r["end"] + 1,
        "text": lambda _: "",
    }
    return [
        record
        | {field: make(record) for field, make in wrong.items() if field in record and chance.random() < 0.1}
        for record in records
        if chance.random() < 0.9
    ]


@pytest.mark.parametrize("seed_of_chance", range(4))
def test_both_yardsticks_agree(theirs: ModuleType, shared: Path, seed_of_chance: int) -> None:
    """On readings with every kind of error, both give the same figures to the decimal, report by report."""
    for path in sorted((shared / "gold").glob("*.json")):
        gold = read_gold(path)
        raw = (shared / gold.text).read_bytes().decode("utf-8")
        records = spoilt(answers(gold, raw), chance=random.Random(seed_of_chance))  # noqa: S311 - no secret
        counts, _ = theirs.score(path, raw, theirs.read_records("\n".join(lines(records))))

        assert measured(gold, raw, records) == theirs.report(counts), path.stem


@pytest.mark.parametrize("seed_of_chance", range(4))
def test_our_gold_measures_as_its_source(
    theirs: ModuleType, shared: Path, seed: str, seed_of_chance: int
) -> None:
    """The gold in the repository says what the reconciled one says, in another form."""
    gold = read_gold(SEED_GOLD)
    records = spoilt(answers(gold, seed), chance=random.Random(seed_of_chance))  # noqa: S311 - no secret
    counts, _ = theirs.score(
        shared / "gold" / SEED_GOLD.name, seed, theirs.read_records("\n".join(lines(records)))
    )

    assert measured(gold, seed, records) == theirs.report(counts)

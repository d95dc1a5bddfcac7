"""The gold says of the report only what stands in it, and leaves no number out."""

from __future__ import annotations

import hashlib
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = [
    ROOT / "data",
    ROOT / "build",
    ROOT.parent / "shared",
]  # which the gold files name their texts from
FILES = sorted(
    path
    for folder in ("", "fresh", "public", "written")
    for path in (ROOT / "data" / "gold" / folder).glob("*.json")
)
SEED = ROOT / "data" / "gold" / "baiyang-2023.json"

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九十")} | {"两": 2}
SCALES = {"万": 10_000, "亿": 100_000_000}
KINDS = {"level", "change_rate", "change_amount", "share", "progress", "target", "rank"}
BOUNDS = {"exact", "about", "nearly", "at_least", "more_than", "at_most", "less_than"}
REASONS = {"date", "ordinal", "name", "policy_name", "slogan", "title", "threshold", "phone", "code", "other"}

Gold = dict[str, Any]


def read(path: Path) -> Gold:
    """Return a gold file as it is parsed."""
    parsed: Gold = json.loads(path.read_text(encoding="utf-8"))
    return parsed


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    """One gold file."""
    file: Path = request.param
    return file


@pytest.fixture
def gold(path: Path) -> Gold:
    """What one gold file says."""
    return read(path)


@pytest.fixture
def text(gold: Gold) -> str:
    """The text that the gold was read from, every character as archived."""
    places = [folder / gold["text_file"] for folder in FOLDERS]
    present = [place for place in places if place.is_file()]
    if not present:
        pytest.skip(f"{places[-1]} is absent: its gold was not held against it")
    return present[0].read_bytes().decode("utf-8")


def stated_value(numeral: str) -> Decimal:
    """Return what a printed number such as `7.15亿`, `13.89 亿` or `三` says; blanks are the printer's."""
    numeral = re.sub(r"\s", "", numeral)
    scale = SCALES.get(numeral[-1], 1)
    stem = numeral[:-1] if scale > 1 else numeral
    return Decimal(DIGITS.get(stem, stem or 1)) * scale


def test_the_bundled_report_has_a_gold() -> None:
    """The tests below are about something: the seed report was read by hand."""
    assert SEED in FILES
    assert (FOLDERS[0] / read(SEED)["text_file"]).is_file()


def test_the_gold_is_of_this_very_text(gold: Gold, text: str) -> None:
    """Offsets mean something only beside the text they count: the hash of the report is the one recorded."""
    assert hashlib.sha256(text.encode("utf-8")).hexdigest() == gold["sha256"]
    assert 0 <= gold["span"][0] < gold["span"][1] <= len(text)


@pytest.mark.parametrize("part", ["observations", "numbers", "damage"])
def test_each_record_quotes_the_text(gold: Gold, text: str, part: str) -> None:
    """A record quotes what stands between its offsets; records come in the order of the text."""
    records = gold.get(part, [])
    spans = [(record["start"], record["end"]) for record in records]

    assert [text[start:end] for start, end in spans] == [record["text"] for record in records]
    assert spans == sorted(set(spans))


def test_each_mention_is_a_place_of_the_text(gold: Gold, text: str) -> None:
    """A mention covers printed characters, no blanks at its ends, and none is given twice."""
    for entity in gold["entities"]:
        words = [text[start:end] for start, end in entity["mentions"]]

        assert words == [word.strip() for word in words], entity["name"]
        assert all(words), entity["name"]
        assert entity["mentions"] == sorted(entity["mentions"])


def test_every_digit_run_is_accounted_for_once(gold: Gold, text: str) -> None:
    """Nothing is dropped in silence: a run of digits lies in one observation or one other number."""
    claims = [(r["start"], r["end"]) for part in ("observations", "numbers") for r in gold[part]]
    start, end = gold["span"]
    for run in re.compile(r"[0-9０-９]+").finditer(text, start, end):
        claimed = [span for span in claims if span[0] < run.end() and run.start() < span[1]]

        assert len(claimed) == 1, f"{run.group()} at {run.start()} is claimed by {claimed}"
        assert claimed[0][0] <= run.start() < run.end() <= claimed[0][1]


def test_values_are_what_the_numerals_say() -> None:
    """A value is the printed number with its 万 or 亿 multiplied out, written as a plain decimal."""
    for record in read(SEED)["observations"]:
        assert re.fullmatch(r"\d+(\.\d*[1-9])?", record["value"]), record
        assert Decimal(record["value"]) == stated_value(record["text"]), record


def test_a_rate_qualifies_a_figure_of_the_gold(gold: Gold) -> None:
    """`of` is the span of another observation, given for each rate whose base the text states."""
    spans = {(record["start"], record["end"]) for record in gold["observations"]}
    for record in gold["observations"]:
        if record["of"] is not None:
            assert tuple(record["of"]) in spans - {(record["start"], record["end"])}, record
            assert record["kind"] != "level", record


def test_the_words_of_the_contract_are_used(gold: Gold) -> None:
    """Kinds, bounds and reasons are those that `baiyang-kg extract` prints."""
    assert {record["kind"] for record in gold["observations"]} <= KINDS
    assert {record["bound"] for record in gold["observations"]} <= BOUNDS
    assert {reason for record in gold["numbers"] for reason in record["reason"]} <= REASONS


def test_one_record_stands_on_one_line(path: Path) -> None:
    """A correction of the gold shows in a diff as the lines it corrects."""
    lines = path.read_text(encoding="utf-8").splitlines()
    records = [line.strip().removesuffix(",") for line in lines if line.startswith("  {")]

    parts = ("observations", "numbers", "entities", "damage")
    gold = read(path)
    assert [json.loads(line) for line in records] == [
        record for part in parts for record in gold.get(part, [])
    ]

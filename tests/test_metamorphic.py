"""What changes how a report is set, or takes a part of it away, changes no fact but where it does so.

Broken lines, wide digits and the numbers of pages say nothing. A lost column takes its facts with it, and
leaves the others as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from baiyang_kg.lexicon import load_lexicon
from baiyang_kg.reading.contract import format_records
from baiyang_kg.reading.ledger import account
from baiyang_kg.reading.model import Observation, Span
from baiyang_kg.reading.page.layout import read_layout
from sentences import read_report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baiyang_kg.reading.model import Reading

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
HALF_WIDTH = {full: half for half, full in FULL_WIDTH.items()}

MARKED_PAGE_NUMBERS = ("— 12 —", "- 12 -", "第12页", "第 3 页 共 20 页", "－１２－")
PAGE_NUMBERS = ("12", *MARKED_PAGE_NUMBERS)

# Paragraphs of one line each, without blank lines between; the last but one is no whole sentence.
INVENTED = """河西街道2023年工作总结
2023年，河西街道完成税收3.2亿元，同比增长4.5%。
一、改善居住环境
完成12个老旧小区改造，加装电梯22台；新增车位300余个。
全年开展志愿服务38场，参与群众2600人次，其中邻里社区12场。
二、来年打算
2024年，计划新建公园2座，覆盖率提高到98%。
"""

read_once = cache(read_report)


@cache
def places(raw: str) -> tuple[int, ...]:
    """Return the places inside the paragraphs of a text where a line may be broken."""
    return tuple(
        place
        for line in re.finditer(r"(?m)^[^#\n].*$", raw)
        for place in range(line.start() + 1, line.end())
        if not raw[place - 1].isspace() and not raw[place].isspace()
    )


def rebreak(raw: str, breaks: set[int], *, every: int = 0) -> str:
    """Return a text with line ends at some places, and at every n-th blank instead of it."""
    broken = "".join("\n" + char if place in breaks else char for place, char in enumerate(raw))
    count = iter(range(len(raw)))
    blank = re.compile(r"(?m)(?<=\S)[ \u3000]+(?=\S)(?<!^# )")
    return "\n".join(
        line
        if line.startswith("#")
        else blank.sub(lambda _: " " if not every or next(count) % every else "\n", line)
        for line in broken.split("\n")
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_breaking_the_lines_anew_leaves_the_text_unchanged(seed: str, data: st.DataObject) -> None:
    """Line ends inside paragraphs, and instead of blanks, leave characters, blocks and cuts as they are."""
    drawn = data.draw(st.sets(st.sampled_from(places(seed)), max_size=400))
    every = data.draw(st.integers(0, 4))
    segmenter = load_lexicon().segmenter
    before, after = read_layout(seed, segmenter), read_layout(rebreak(seed, drawn, every=every), segmenter)

    assert after.chars == before.chars
    assert after.blocks == before.blocks
    assert after.cuts == before.cuts


def said(reading: Reading) -> list[tuple[Any, ...]]:
    """Return what a reading says of its figures, without where they stand."""
    index = {(one.start, one.end): at for at, one in enumerate(reading.observations)}
    return [
        (
            re.sub(r"\s", "", one.text), one.value, one.unit, one.bound, one.head, one.indicator, one.action,
            one.period, one.kind, index.get(one.of) if one.of else None, one.direction, one.theme, one.rule,
            one.truncated,
        )
        for one in reading.observations
    ]  # fmt: skip


@pytest.mark.parametrize("step", [2, 7, 13])
def test_breaking_the_lines_anew_leaves_the_facts_unchanged(seed: str, step: int) -> None:
    """A line end behind every second, seventh or thirteenth character changes no figure of the report."""
    rebroken = rebreak(seed, set(places(seed)[::step]), every=2)

    assert said(read_report(rebroken)) == said(read_report(seed))


def test_full_width_digits_leave_the_facts_unchanged(seed: str) -> None:
    """A report whose digits are set in full width says the same at the same places."""
    widened = format_records(read_report(seed.translate(FULL_WIDTH)))

    assert [record.translate(HALF_WIDTH) for record in widened] == list(format_records(read_once(seed)))


def assert_only_pages_are_new(raw: str, paged: str, page_number: str) -> None:
    """Assert that a text with numbers of pages says what it says without, and lists them as numbers."""
    before, after = read_once(raw), read_report(paged)
    count = len(paged.split(page_number)) - len(raw.split(page_number))
    new = Counter((one.text, one.reason) for one in after.numbers)
    new.subtract((one.text, one.reason) for one in before.numbers)

    assert said(after) == said(before)
    assert +new == {(digits, "ordinal"): count for digits in re.findall(r"\d+", page_number)}
    assert -new == {}
    assert account(after).unaccounted == ()


@pytest.mark.parametrize("page_number", PAGE_NUMBERS)
def test_page_numbers_between_paragraphs_leave_the_facts_unchanged(seed: str, page_number: str) -> None:
    """The number of a page between blank lines, wherever there are any, is only one more number."""
    paged = re.sub(r"(?m)^[ \t]*\n", lambda blank: f"{blank[0]}{page_number}\n\n", seed)

    assert_only_pages_are_new(seed, paged, page_number)


@pytest.mark.parametrize("page_number", MARKED_PAGE_NUMBERS)
@pytest.mark.parametrize("edge", [r"(?m)(?<=\S\n)(?=[ \t]*\n)", r"(?<=\n\n)(?=\S)"], ids=["foot", "head"])
def test_a_marked_page_number_needs_no_blank_line(seed: str, edge: str, page_number: str) -> None:
    """What only the number of a page looks like may stand right below or above a paragraph."""
    assert_only_pages_are_new(seed, re.sub(edge, f"{page_number}\n", seed), page_number)


@pytest.mark.parametrize("page_number", PAGE_NUMBERS)
def test_page_numbers_between_lines_that_are_paragraphs_leave_the_facts_unchanged(page_number: str) -> None:
    """Without any blank line, the number of a page behind a whole sentence is only one more number."""
    paged = re.sub(r"(?<=。\n)", f"{page_number}\n", INVENTED)

    assert said(read_once(INVENTED))
    assert_only_pages_are_new(INVENTED, paged, page_number)


RUNNING_HEADS = (
    "河西街道二〇二三年工作总结",
    "临川日报",
    "{page} 河西街道年鉴",
    "· 街道综述 ·\n— {page} —",
    "河西年鉴2023\n{page}",
)


def named(reading: Reading) -> list[tuple[str, str]]:
    """Return the names of a reading with their types."""
    return [(one.type, one.name) for one in reading.entities]


def print_pages(raw: str, head: str, *, every: int, gap: str = "") -> str:
    """Return a wrapped text with a running head behind every n-th line end of its paragraphs."""
    ends = [end.end() for end in re.finditer(r"(?<=\S)\n(?=\S)", raw)][every // 2 :: every]
    edges = zip([0, *ends], [*ends, len(raw)], strict=True)
    pages = [raw[start:end] for start, end in edges]
    heads = [f"{gap}{head.format(page=page)}\n{gap}" for page in range(2, len(pages) + 1)]
    return "".join(part for pair in zip(pages, [*heads, ""], strict=True) for part in pair)


@pytest.mark.parametrize("gap", ["", "\n"], ids=["close", "blank"])
@pytest.mark.parametrize("head", RUNNING_HEADS)
def test_running_heads_of_words_leave_figures_and_names_as_they_were(seed: str, head: str, gap: str) -> None:
    """What stands on every page, in the middle of sentences too, is no text; its numbers are listed."""
    wrapped = rebreak(seed, set(), every=1)
    paged = print_pages(wrapped, head, every=25, gap=gap)
    before, after = read_once(wrapped), read_report(paged)

    assert paged.count(head.partition("{")[0].strip()) > 5
    assert said(after) == said(before)
    assert named(after) == named(before)
    assert all(paged[one.start : one.end] == one.text for one in after.observations)
    assert account(after).unaccounted == ()


class Edit(NamedTuple):
    """What stands in the place of a part of a text, and around it the text that may read differently."""

    part: Span
    new: str
    around: Span


def edit(raw: str, edits: Sequence[Edit]) -> tuple[str, list[int]]:
    """Return a text with its edits, which are in order, and for each place in it the place in `raw`."""
    chars, places, done = "", list[int](), 0
    for (start, end), new, _ in edits:
        chars += raw[done:start] + new
        places += [*range(done, start), *[start] * len(new)]
        done = end
    return chars + raw[done:], [*places, *range(done, len(raw) + 1)]


def facts_apart(reading: Reading, edits: Sequence[Edit], places: Sequence[int]) -> list[Observation]:
    """Return what is read of the sentences that no edit touches, at the places of the text without edits."""

    def back(span: Span) -> Span:
        return Span(places[span.start], places[span.end])

    facts = [
        one._replace(
            start=places[one.start],
            end=places[one.end],
            of=one.of and back(one.of),
            evidence=back(one.evidence),
        )
        for one in reading.observations
    ]
    return [
        one
        for one in facts
        if not any(
            one.evidence.start < around.end and around.start < one.evidence.end for _, _, around in edits
        )
    ]


def assert_change_is_local(raw: str, edits: Sequence[Edit], *, but: tuple[str, ...] = (), least: int) -> None:
    """Assert that nothing but sentences touched by an edit, and the fields `but`, reads differently."""
    edited, places = edit(raw, edits)
    after = read_report(edited)
    expected = facts_apart(read_once(raw), edits, range(len(raw) + 1))
    found = facts_apart(after, edits, places)
    blank: dict[str, Any] = dict.fromkeys(but, "")

    assert len(expected) >= least
    assert [one._replace(**blank) for one in found] == [one._replace(**blank) for one in expected]
    assert account(after).unaccounted == ()


def sentence_at(raw: str, place: int) -> Span:
    """Return the sentence of a wrapped text that holds what stands behind `place`."""
    start = max(raw.rfind("。", 0, place) + 1, raw.rfind("\n\n", 0, place) + 2)
    ends = [end for end in (raw.find("。", place), raw.find("\n\n", place)) if end >= 0]
    return Span(start, min(ends, default=len(raw)))


@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # to shrink a report takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_page_number_inside_a_paragraph_changes_its_sentence_at_most(
    seed: str, data: st.DataObject
) -> None:
    """In the middle of a wrapped paragraph, the number of a page changes no fact of another sentence.

    Themes and periods are excepted: where a numeral is torn so is the paragraph, and what its lead says of
    both no longer heads the rest, while a year that now begins a paragraph may.
    """
    wrapped = rebreak(seed, set(), every=1)
    ends = [end.end() for end in re.finditer(r"(?<=\S)\n(?=\S)", wrapped)]
    drawn = data.draw(st.dictionaries(st.sampled_from(ends), st.sampled_from(PAGE_NUMBERS), max_size=20))
    edits = [
        Edit(Span(end, end), f"{page_number}\n", sentence_at(wrapped, end))
        for end, page_number in sorted(drawn.items())
    ]

    assert_change_is_local(wrapped, edits, but=("theme", "period"), least=20)


def lose(lines: re.Match[str]) -> Edit:
    """Return the edit that takes lines away, around it the characters that come to stand side by side."""
    before, behind = lines.string[: lines.start()].rstrip(), lines.string[lines.end() :].lstrip()
    return Edit(Span(*lines.span()), "", Span(len(before) - 1, len(lines.string) - len(behind) + 1))


@cache
def columns(raw: str) -> tuple[Edit, ...]:
    """Return the runs of lines between blank lines, each as an edit that takes it away."""
    return tuple(lose(lines) for lines in re.finditer(r"(?m)(?:^.*\S.*(?:\n|\Z))+", raw))


@pytest.mark.parametrize("first", range(6))
def test_a_lost_column_changes_no_fact_elsewhere(seed: str, first: int) -> None:
    """Without every sixth column, what the sentences of the others say stays as it is, period and all."""
    texts = [one for one in columns(seed) if not seed.startswith("#", one.part.start)]

    assert_change_is_local(seed, texts[first::6], least=60)


def test_lost_headings_change_at_most_the_themes(seed: str) -> None:
    """A heading lends its theme to what stands below, and nothing else."""
    headings = [one for one in columns(seed) if seed.startswith("#", one.part.start)]

    assert_change_is_local(seed, headings, but=("theme",), least=60)

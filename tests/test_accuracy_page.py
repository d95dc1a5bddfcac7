"""What is measured by leaving out, and the page that says it."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from accuracy_page import GOALS, Measured, failure_of, is_article, page_lines, part, reached
from calibrate import BIN, Outcome, calibration_of, fit
from left_out import deal, find_families
from yardstick import Miss, Score

SENTENCE = "这一年全街道上下团结一心，各项工作都按照年初定下的安排稳步推进，居民生活又有新的变化{}。"
COPY = "".join(SENTENCE.format(sign) for sign in "甲乙丙丁")
RIGHT = Counter(
    figures=10, found=10, value_unit=10, tuple=10, strict=10, bound=10, kind=10, thing=10, heads=10,
    head_exact=10, periods=10, period_right=10, directions=2, direction_right=2, links=2, links_said=2,
    links_right=2, names=4, names_found=4, names_matched=4, names_typed=4, to_account=12, accounted=12,
)  # fmt: skip


def outcomes(*bins: tuple[str, int]) -> list[Outcome]:
    """Return BIN outcomes for each share, so many of them right."""
    return [Outcome(Decimal(share), index < right, 0) for share, right in bins for index in range(BIN)]


def page(score: Score) -> str:
    """Return the page of a county's report and an article, both read so, and of the bundled report."""
    scores = dict.fromkeys(("article-001", "baiyang-2023", "xian-fuping-2021"), score)
    told = [one._replace(fold=fold) for fold in (0, 1) for one in outcomes(("0.2", 30), ("0.9", 90))]
    measured = Measured(scores, {"article-131": score}, Score(Counter()), told)
    return "\n".join(page_lines(measured, "2026-01-31", 10))


# --- Folds ------------------------------------------------------------------------------------------------


def test_texts_of_one_place_are_left_out_together() -> None:
    """A county's reports of all years are one family, whatever rank it had; so is a copied article."""
    paths = ("raw/xian-anguo-2020.txt", "raw/shi-anguo-2022.txt", "raw/st-yutang-xunluo-2023.txt")
    texts = dict.fromkeys(paths, "") | {"a/article-1.txt": COPY, "a/article-2.txt": f"转载：\n{COPY}"}
    families = find_families(texts | {"a/article-3.txt": SENTENCE.format("戊") * 3 + "另一篇。"})

    assert list(families.values()) == ["article-1", "article-1", "article-3", "anguo", "yutang", "anguo"]


def test_every_text_has_one_fold_and_folds_are_alike() -> None:
    """The long ones are dealt out first, each to the fold that has the least text."""
    texts = {f"article-{index}": "字" * length for index, length in enumerate((50, 40, 30, 20, 10, 10))}
    folds = deal(texts, 2)
    lengths = Counter[int]()
    for path, fold in folds.items():
        lengths[fold] += len(texts[path])

    assert set(folds) == set(texts)
    assert lengths == {0: 80, 1: 80}


# --- Calibration ------------------------------------------------------------------------------------------


def test_a_calibration_is_the_part_that_was_right() -> None:
    """Each step says how many of its figures were right, by Laplace's rule."""
    calibration = calibration_of(fit(outcomes(("0.2", 30), ("0.9", BIN))))

    assert [str(limit) for limit in calibration.limits] == ["0.20000", "0.90000"]
    assert [str(chance) for chance in calibration.chances] == ["0.30", "0.99"]


def test_more_share_is_never_less_sure() -> None:
    """Neighbours that would descend are joined."""
    steps = fit(outcomes(("0.2", 30), ("0.5", 90), ("0.6", 50), ("0.9", 95)))

    assert [(step.figures, step.right) for step in steps] == [(BIN, 30), (2 * BIN, 140), (BIN, 95)]


def test_few_figures_make_no_step() -> None:
    """What is left at the end joins the bin below: a step of a few figures would be chance."""
    few = [Outcome(Decimal(1), right=True, fold=0)] * 5

    assert [step.figures for step in fit([*outcomes(("0.2", 30)), *few])] == [BIN + 5]


# --- The page ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "printed", "kind"),
    [
        ("养老服务中心 | 新增养老服务中心", "社区养老服务中心 / 新增", "boundary"),
        ("住宅小区综合治理 | x", "综合治理 / x", "boundary"),
        ("企业 | 参与企业", "街道领导 / 街道领导", "frame"),
        ("企业 | 参与企业", " / ", "frame"),
    ],
)
def test_a_wrong_thing_is_wrong_in_its_limits_or_altogether(wanted: str, printed: str, kind: str) -> None:
    """With too many or too few words it is a matter of the boundary, else of the frame."""
    assert failure_of(Miss("thing", "", wanted, printed)) == kind
    assert failure_of(Miss("period", "", wanted, printed)) == "period"


def test_figures_and_names_come_from_two_readings() -> None:
    """Of a score each part has its counts and its misses, and nothing of the other's."""
    whole = Score(RIGHT, (Miss("name", "x", "", ""), Miss("kind", "y", "", "")))
    figures, names = part(whole, of_names=False), part(whole, of_names=True)

    assert set(names.counts) == {"names", "names_found", "names_matched", "names_typed"}
    assert figures.counts + names.counts == RIGHT
    assert [miss.field for miss in (*figures.misses, *names.misses)] == ["kind", "name"]


def test_a_goal_is_reached_or_not() -> None:
    """A figure reaches its goal from the wanted value on; one that could not be measured does not."""
    tuples = next(goal for goal in GOALS if goal.key == "tuple_F1")
    errors = next(goal for goal in GOALS if goal.key == "contract_errors")

    assert [reached(tuples, value) for value in (90.0, 89.9, None)] == [True, False, False]
    assert [reached(errors, value) for value in (0, 1)] == [True, False]
    assert is_article("st-nanqiao-2023")
    assert not is_article("shi-wuwei-2021")


def test_the_page_says_plainly_what_is_not_reached() -> None:
    """Whatever falls short is named in a sentence; where nothing does, the page says that."""
    short = Counter(dict(RIGHT) | {"period_right": 5, "strict": 5})
    missed = page(Score(short, (Miss("period", "x", "2023", "2022"),) * 5))

    assert "**Not reached, 2 of 17**: with period, direction and link (strict); period." in missed
    assert "| period | 92–95 | 92 | 50.0 | not reached |" in missed
    assert "All goals are reached." in page(Score(RIGHT))


def test_the_page_keeps_the_bundled_report_apart() -> None:
    """The seed is in none of the sums, and has a section of its own; the date is the one given."""
    text = page(Score(RIGHT))
    apart = text.partition("## The bundled report, apart")[2].partition("\n## ")[0]

    assert text.startswith("# Accuracy\n\nMeasured on 2026-01-31 by")
    assert ": 20 figures in 2 texts and regions of texts, 1 of them street-level" in " ".join(text.split())
    assert text.count("| baiyang-2023 |") == apart.count("| baiyang-2023 |") == 2
    assert all(len(line) <= 118 for line in text.splitlines() if not line.startswith("|"))


def test_the_page_says_how_far_a_confidence_is_to_be_trusted() -> None:
    """Each figure is told its chance by the others' folds, and counted in the band of that chance."""
    text = page(Score(RIGHT))

    assert "| 0–49 | 200 | 30 | 30 |" in text
    assert "| 80–89 | 200 | 89 | 90 |" in text
    assert "of the 160 figures that are wrong" in " ".join(text.split())


def test_the_texts_set_aside_come_first() -> None:
    """What nobody learned from is the first table of the page, and is in no other."""
    lines = page(Score(Counter(figures=4, found=4, tuple=3))).split("\n")
    first = next(line for line in lines if line.startswith("|"))

    assert lines.index("## Texts set aside") < lines.index(first) < lines.index("## Goals")
    assert sum("article-131" in line for line in lines) == 1

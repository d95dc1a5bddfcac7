"""What a figure is about: the theme whose words stand nearest to it."""

from __future__ import annotations

import pytest

from baiyang_kg.reading.facts.themes import Themes
from baiyang_kg.reading.terms import Theme
from sentences import scope_of

THEMES = (Theme("water", ("河道", "污水")), Theme("culture", ("演出", "书屋")), Theme("safety", ("消防",)))


def theme_at(raw: str, place: str, label: str = "") -> str:
    """Return the theme of a figure at the first place of a word."""
    scope = scope_of(raw)
    return Themes(scope, THEMES).theme_of(label, scope.text.chars.index(place))


NEAREST = {
    "a word of its clause": ("治理河道3条。", "water"),
    "its clause before another of the paragraph": ("举办演出9场，治理河道3条。", "water"),
    "a heading that runs in": ("深化消防工作。新增设备3台。", "safety"),
    "the section": ("## 污水治理\n\n新增设备3台。", "water"),
    "headings that follow each other": ("# 消防\n\n## 总体情况\n\n新增设备3台。", "safety"),
    "only the last of two sections": ("# 消防\n\n排查9家。\n\n# 演出\n\n新增设备3台。", "culture"),
    "nothing": ("新增设备3台。", "other"),
}


@pytest.mark.parametrize("case", NEAREST.values(), ids=NEAREST)
def test_the_nearest_words_tell_the_theme(case: tuple[str, str]) -> None:
    """Clause, paragraph, run-in heading and section speak for a theme, each with its weight."""
    raw, theme = case

    assert theme_at(raw, "3") == theme


def test_the_label_speaks_for_its_theme() -> None:
    """A word of the label counts though it stands elsewhere in the text."""
    assert theme_at("新增设备3台。", "3", "消防设备") == "safety"


def test_a_tie_goes_to_the_theme_of_the_ontology_that_comes_first() -> None:
    """The order of the themes decides, so that the same text has the same theme."""
    assert theme_at("举办消防演出3场。", "3") == "culture"


def test_without_themes_everything_is_other() -> None:
    """An ontology without themes reads on."""
    assert Themes(scope_of("治理河道3条。"), ()).theme_of("河道", 4) == "other"

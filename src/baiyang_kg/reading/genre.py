"""What kind of text is read: an annual report, or a news article about a street's work."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from baiyang_kg.reading.text import Text

_LONGEST_ARTICLE = 2500  # characters; annual reports are longer


def is_article(text: Text) -> bool:
    """Say whether `text` is as short as news articles are."""
    return len(text.chars) <= _LONGEST_ARTICLE

"""What kind of text is read: an annual report, or a news article about a street's work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from baiyang_kg.reading.page.text import Text

_LONGEST_ARTICLE = 2500  # characters; annual reports are longer
_OPENING = 200  # characters in which a report calls itself one
_REPORT = re.compile("工作(?:报告|总结|回顾|汇报)|(?:统计|政务)公报|年度报告|述职报告")


def is_article(text: Text) -> bool:
    """Say whether `text` is as short as news articles are, and does not call itself a report."""
    return len(text.chars) <= _LONGEST_ARTICLE and not _REPORT.search(text.chars, 0, _OPENING)

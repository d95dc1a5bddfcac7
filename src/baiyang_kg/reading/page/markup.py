"""What of a saved web page is print and what is markup: tags, scripts, comments and character references.

Only text that looks like HTML is treated so; `<` in prose stays. Block elements end a line as a line end
does; other tags vanish; a reference such as &nbsp; or &#12288; stands for its character (HTML Living
Standard, section 13.5), with the raw span of all of it.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from baiyang_kg.reading.model import Span, span_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOOKS_LIKE = re.compile(
    r"<(?:p|br|div|td|tr|li|h[1-6]|span|table|body|html|strong|font)\b[^<>]{0,300}/?>", re.IGNORECASE
)
_LINE_END = re.compile("[\n\r\u2028\u2029\x85](?:(?<=\r)\n)?")
_BLOCK = (
    r"p|br|div|td|th|tr|li|ul|ol|dl|dt|dd|h[1-6]|table|tbody|thead|body|html|head|title|section|article|hr"
    r"|blockquote"
)
_HTML_LINE_END = re.compile(
    rf"<(?P<hidden>script|style)\b[^<>]{{0,300}}>|(?P<comment><!--)|</?(?:{_BLOCK})\b[^<>]{{0,1000}}>"
    "|\r\n|[\n\r\u2028\u2029\x85]",
    re.IGNORECASE,
)
_HIDDEN_END = re.compile(r"</(?:script|style)\s*>", re.IGNORECASE)
_COMMENT_END = re.compile("-->")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,1000}>")
_REFERENCE = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});?")


def looks_like_html(raw: str) -> bool:
    """Say whether the text holds tags of a saved page."""
    return bool(_LOOKS_LIKE.search(raw))


def find_line_ends(raw: str, *, html: bool) -> Iterator[Span]:
    """Yield what ends a line: any line end; in a page also block tags, and scripts and comments whole."""
    if not html:
        yield from (span_of(match.span()) for match in _LINE_END.finditer(raw))
        return
    place = 0
    unclosed: set[re.Pattern[str]] = set()  # searched for once only, however often they open
    while match := _HTML_LINE_END.search(raw, place):
        place = match.end()
        closes = _COMMENT_END if match["comment"] else _HIDDEN_END if match["hidden"] else None
        closing = closes.search(raw, place) if closes and closes not in unclosed else None
        if closing:
            place = closing.end()
        elif closes:
            unclosed.add(closes)
        if closing or not match["comment"]:
            yield Span(match.start(), place)


def find_marks(raw: str, start: int, end: int, *, html: bool) -> dict[int, tuple[int, str]]:
    """Return for each place where a mark begins: where it ends, and the character that it stands for.

    A tag stands for nothing (""). References occur in plain text too, as remnants of a page; one that stands
    for no single character is print.
    """
    marks = {match.start(): (match.end(), "") for match in _TAG.finditer(raw, start, end)} if html else {}
    for match in _REFERENCE.finditer(raw, start, end):
        meaning = unescape(match[0].removesuffix(";") + ";")
        if len(meaning) == 1:
            marks[match.start()] = (match.end(), meaning)
    return marks

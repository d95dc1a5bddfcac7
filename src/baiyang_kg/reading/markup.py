"""What of a saved web page is print and what is markup: tags, scripts, comments and character references.

Only text that looks like HTML is treated so; `<` in prose stays. Block elements end a line as a line end
does; other tags vanish; a reference such as &nbsp; or &#12288; stands for its character (HTML Living
Standard, section 13.5), with the raw span of all of it.
"""

from __future__ import annotations

import re
from html import unescape

_LOOKS_LIKE = re.compile(
    r"<(?:p|br|div|td|tr|li|h[1-6]|span|table|body|html|strong|font)\b[^<>]{0,300}/?>", re.IGNORECASE
)
LINE_END = re.compile("\r\n|[\n\r\u2028\u2029\x85]")
_BLOCK = (
    r"<(?:script|style)\b[^<>]{0,300}>.{0,100000}?</(?:script|style)\s*>"
    r"|<!--.{0,10000}?-->"
    r"|</?(?:p|br|div|td|th|tr|li|ul|ol|dl|dt|dd|h[1-6]|table|tbody|thead|body|html|head|title|section|article|hr|blockquote)\b[^<>]{0,1000}>"
)
HTML_LINE_END = re.compile(f"{_BLOCK}|(?:\r\n|[\n\r\u2028\u2029\x85])", re.IGNORECASE | re.DOTALL)
_INLINE = re.compile(r"</?[A-Za-z][^<>]{0,1000}>|&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});")
_REFERENCE = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});?")


def looks_like_html(raw: str) -> bool:
    """Say whether the text holds tags of a saved page."""
    return bool(_LOOKS_LIKE.search(raw))


def find_marks(raw: str, start: int, end: int) -> dict[int, tuple[int, str]]:
    """Return for each place where a tag or a reference begins: where it ends, and what it stands for."""
    return {match.start(): (match.end(), _meaning(match[0])) for match in _INLINE.finditer(raw, start, end)}


def find_references(raw: str, start: int, end: int) -> dict[int, tuple[int, str]]:
    """Return the character references alone; they occur in plain text too, as remnants of a page."""
    return {
        match.start(): (match.end(), meaning)
        for match in _REFERENCE.finditer(raw, start, end)
        if len(meaning := _meaning(match[0])) == 1
    }


def _meaning(mark: str) -> str:
    if mark.startswith("<"):
        return ""
    meaning = unescape(mark if mark.endswith(";") else mark + ";")
    return meaning if len(meaning) == 1 else ""

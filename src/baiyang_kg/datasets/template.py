"""Templates of IRIs (RFC 6570), as the descriptions of tables have them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping

_EXPRESSION = re.compile(r"\{([^{}]*)\}")
_SIMPLE = re.compile(r"(?P<name>[A-Za-z0-9_.%]+)(?::(?P<length>[1-9]\d{0,3}))?")
ROW, SOURCE_ROW = "_row", "_sourceRow"  # number of a row and of its line, which CSVW lets a template name


class Part(NamedTuple):
    """Literal text, then the value of a column or its first characters."""

    literal: str
    variable: str  # "": the text is the last part
    length: int | None = None


class Template:
    """A template whose variables are columns of a table.

    `{code}` and `{code:6}` are expanded here, a thousand times as fast as by the library that expands others.
    """

    __slots__ = ("_other", "_parts", "text", "variables")

    def __init__(self, text: str) -> None:
        self.text = text
        self._parts: list[Part] = []
        self._other = None
        end = 0
        names = []
        for found in _EXPRESSION.finditer(text):
            simple = _SIMPLE.fullmatch(found[1])
            if simple is None:
                from uritemplate import URITemplate  # noqa: PLC0415 (a part of csvw; few templates need it)

                self._other = URITemplate(text)
                names = sorted(self._other.variable_names)
                break
            length = int(simple["length"]) if simple["length"] else None
            self._parts.append(Part(text[end : found.start()], simple["name"], length))
            names.append(simple["name"])
            end = found.end()
        self._parts.append(Part(text[end:], ""))
        self.variables = tuple(dict.fromkeys(names))

    def expand(self, values: Mapping[str, str]) -> str:
        """Return the IRI that it makes of the cells of a row; one that is missing counts as empty."""
        if self._other is not None:
            return str(self._other.expand(dict(values)))
        return "".join(
            literal + quote(values.get(name, "")[:length], safe="") if name else literal
            for literal, name, length in self._parts
        )

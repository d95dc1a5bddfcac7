"""A SPARQL query as its tokens: enough to look at a query without understanding it.

The grammar is that of SPARQL 1.1, section 19.8 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), read
generously: what no rule names becomes a token of one character, and the engine says later that it is wrong.
Every character of the query belongs to exactly one token, so that joining the texts gives the query back.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<space> [ \t\r\n]+ | \#[^\r\n]* )
  | (?P<string> \"{3} (?: \"{0,2} (?: [^"\\] | \\. ) )* \"{3}
              | '{3}  (?: '{0,2}  (?: [^'\\] | \\. ) )* '{3}
              | "(?: [^"\\\r\n] | \\. )*"
              | '(?: [^'\\\r\n] | \\. )*' )
  | (?P<iri> <(?: [^<>"{}|^`\\\x00-\x20] | \\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8} )*> )
  | (?P<variable> [?$]\w+ )
  | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<name> (?: [^\W\d_](?:[\w.-]*[\w-])? | _ )? : (?: (?:[\w:%-] | \\.)+ (?: \.+ (?:[\w:%-] | \\.)+ )* )? )
  | (?P<number> (?: \d+(?:\.\d+)? | \.\d+ )(?:[eE][+-]?\d+)? )
  | (?P<word> [^\W\d]\w* )
  | (?P<mark> \^\^ | && | \|\| | != | <= | >= | . )
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of a query. `kind` is space, string, iri, variable, language, name, number, word or mark."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The place behind the last character."""
        return self.start + len(self.text)

    def is_word(self, word: str) -> bool:
        """Tell whether this is the keyword `word` (given in capitals) in any mixture of cases."""
        return self.kind == "word" and self.text.upper() == word


def find_tokens(query: str) -> list[Token]:
    """Return every token of `query`, white space and comments among them."""
    return [Token(match.lastgroup or "", match[0], match.start()) for match in _TOKEN.finditer(query)]


def find_words(query: str) -> list[Token]:
    """Return the tokens of `query` that mean something: without white space and comments."""
    return [token for token in find_tokens(query) if token.kind != "space"]


def find_service(query: str) -> Token | None:
    """Return the first keyword SERVICE of `query`, which would ask another machine, or None."""
    if "service" not in query.lower():
        return None
    return next((token for token in find_words(query) if token.is_word("SERVICE")), None)


def find_form(query: str) -> str:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE, what `query` is; "" where it is none of them."""
    forms = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
    words = (word.text.upper() for word in find_words(query) if word.kind == "word")
    return next((word for word in words if word in forms), "")


def line_and_column(query: str, offset: int) -> tuple[int, int]:
    """Return line and column, both counted from 1, of the character at `offset`."""
    line = query.count("\n", 0, offset) + 1
    return line, offset - (query.rfind("\n", 0, offset) + 1) + 1

"""What can go wrong for a user, as one small tree.

    BaiyangError
    ├── ReportError      a report, its description or its encoding
    ├── LexiconError     a table of the lexicon or a term of the ontology
    ├── QueryError       a SPARQL query, a canned query or one of its parameters
    ├── StoreError       the store: missing, in use, full
    ├── LimitError       a query that ran too long or took too much memory
    ├── CompareError     two sides that cannot be compared
    ├── DatasetError     an outside dataset, its description or a row of it
    ├── LinkError        a file of links, or a row of it
    └── ExportError      a format or a file to write

Each error says the place, what was found there and what to do. The command line prints the message and
ends with exit code 2; nothing else in the program ends it. Exit codes: 0 done, 1 ran and found violations
or nothing, 2 bad input.
"""

from __future__ import annotations


class BaiyangError(Exception):
    """A mistake that its user can mend.

    `place` is a file, a file with its line, a command or a parameter; `found` says what is wrong there;
    `remedy` says what to do about it. `code` is the anchor of the explanation in `docs/errors.md`.
    """

    code = "error"

    def __init__(self, place: str, found: str, remedy: str = "") -> None:
        super().__init__(place, found, remedy)
        self.place = place
        self.found = found
        self.remedy = remedy

    def __str__(self) -> str:
        message = f"{self.place}: {self.found}" if self.place else self.found
        return f"{message}\n  {self.remedy}" if self.remedy else message


class ReportError(BaiyangError):
    """A report that cannot be read as one."""

    code = "report"


class LexiconError(BaiyangError):
    """A row of `data/lexicon` or a term of `ontology` that cannot be used."""

    code = "lexicon"


class QueryError(BaiyangError):
    """A query or a parameter that cannot be asked."""

    code = "query"


class StoreError(BaiyangError):
    """A store that cannot be opened or written."""

    code = "store"


class LimitError(BaiyangError):
    """A query that was stopped at its limit of time or memory."""

    code = "limit"


class CompareError(BaiyangError):
    """A store, an export or a report that cannot stand on one side of a comparison."""

    code = "compare"


class DatasetError(BaiyangError):
    """An outside dataset, its description or a row of it that cannot be read."""

    code = "dataset"


class LinkError(BaiyangError):
    """A file of links, or a row of it, that cannot be read or applied."""

    code = "link"


class ExportError(BaiyangError):
    """A file that cannot be written in the wanted form."""

    code = "export"
